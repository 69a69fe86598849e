"""Lines that head a part of the reasons in plain words, and what only looks like one."""

import pytest

from textclass.decision.headings import headings

HEADS = {
    "earlier_assessment": [
        "Det vi skrev i juni 2023", "Läget vid granskningen.", "Så här såg det ut då", "Det här såg vi 2019",
        "Vad vi påpekade", "Det vi reagerade på", "Det vi kom fram till då", "Förra gången",
    ],
    "account": [
        "Det vi läser i svaret", "Vad svaret innehåller", "Vad som står i svaret", "Läget i dag enligt bolaget.",
        "Läget nu enligt huvudmannen", "Så är det nu enligt skolan", "Det här har vi fått veta", "Kommunens skrivelse",
        "Bolagets berättelse", "Det här skriver huvudmannen", "Vad skolan har gjort sedan sist",
    ],
    "conclusion": [
        "Det vi säger i dag", "Det vi säger nu", "Vår syn på saken.", "Det här tycker vi nu", "Vad vi anser i dag",
        "Det vi kommer fram till nu", "Så ser vi på saken i dag", "Skolmspektionens uppfattning",
        "Skoiinspektionens bedömning",
    ],
    "needs": ["Vad vi begärde", "Vad vi bad om", "Utvecklingsområdets innebörd"],
    "legal_basis": ["Det här gäller", "Grund i författning", "Stöd i lag"],
    "introduction": ["Inledande uppgifter", "Inledande redogörelse", "Bakgrund och förfarande"],
    "signature": ["Underskrifter", "Formalia", "Vi som har arbetat med ärendet"],
    "closing": ["Hur redovisningen lämnas"],
    None: [
        "Det vi gör i skolan", "Nuläge och analys", "Rektorns ledarskap", "Vad eleverna lär sig",
        "Läsning i alla ämnen", "Så arbetar skolan med trygghet", "Svar på frågor om betyg", "Eleverna läser i dag.",
        "Skolans syn på barnen", "Vi läser svaret och bedömer det.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("label", "line"), [(label, line) for label, lines in HEADS.items() for line in lines])
def test_headings_in_plain_words_are_known(label: str | None, line: str) -> None:
    known = headings().known(line)
    assert (known and known.label) == label
