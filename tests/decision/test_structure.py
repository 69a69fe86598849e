"""What belongs to which part of an area, on short decisions made for one promise each."""

from __future__ import annotations

from typing import Any

import pytest

from textclass.decision import cycles, legal, roles, seams, titles
from textclass.decision.characters import mend
from textclass.decision.evidence import key
from textclass.decision.headings import headings
from textclass.decision.naming import leads_with, mentioned, numbered, titled
from textclass.decision.needs import as_printed
from textclass.decision.paragraphs import clean
from textclass.decision.parsing import parse_pages
from textclass.decision.segments import Found
from textclass.decision.shapes import may_be_title
from textclass.decision.verbs import is_clause

HEAD = """Inledning

Skolinspektionen granskade under våren 2021 Lövåsskolan i Granhults kommun. I beslut den 3 juni 2021 angavs vad
som behövde utvecklas. Kommunen har den 14 januari 2022 kommit in med en redovisning av vidtagna åtgärder.

Bakgrund

"""
FIRST = """Rektors ledarskap

Författningsstöd

2 kap. 9 § skollagen

Bedömningen var: Rektorn följde i låg utsträckning upp undervisningen. Rektorn behövde därför:

• följa upp undervisningen i alla ämnen,

• låta resultatet styra vilka insatser som väljs.

Av kommunens redovisning framgår att rektorn sedan augusti besöker varje lärares lektioner två gånger per termin.
Samtalen efter besöken följer en gemensam mall. Två arbetslag har därefter ändrat sin planering.

Mot bakgrund av ovanstående bedömer Skolinspektionen att kommunen har påbörjat ett arbete som ligger i linje med vad
som behövs.

"""
SECOND = """Undervisning

Författningsstöd

3 kap. 2 § skollagen

Bedömningen var: Eleverna mötte i låg utsträckning utmaningar. Ett utvecklingsarbete behövde inledas:

• Lärarna behöver ge eleverna uppgifter som utmanar dem.

Enligt redovisningen ska en fortbildning hållas till hösten. Ännu har inga lektioner ändrats.

Mot bakgrund av ovanstående bedömer Skolinspektionen att ytterligare kvalitetshöjande åtgärder behövs.

"""
END = """Skolinspektionen avslutar granskningen.

På Skolinspektionens vägnar

Enhetschef Majken Tornlind
"""


def areas(*parts: str) -> list[dict[str, Any]]:
    return parse_pages(["".join((HEAD, *parts, END))]).to_dict()["areas"]


def first(**swapped: str) -> dict[str, Any]:
    """The first area of a decision of two, after words of it were swapped."""
    text = FIRST
    for old, new in swapped.values():  # type: ignore[misc]
        assert old in text
        text = text.replace(old, new)
    return areas(text, SECOND)[0]


def test_the_plain_decision_is_read() -> None:
    one, two = areas(FIRST, SECOND)
    assert (one["title"], two["title"]) == ("Rektors ledarskap", "Undervisning")
    assert (one["outcome"], two["outcome"]) == ("in_line", "more_needed")
    assert one["legal_basis"] == "2 kap. 9 § skollagen"
    assert one["needs"] == ["följa upp undervisningen i alla ämnen,", "låta resultatet styra vilka insatser som väljs."]
    assert one["account"]["text"].startswith("Av kommunens redovisning framgår")
    assert one["account"]["text"].endswith("ändrat sin planering.")
    assert one["earlier_assessment"].endswith("behövde därför:")


def test_brackets_of_law_in_needs_are_the_legal_basis() -> None:
    area = first(
        law=("Författningsstöd\n\n2 kap. 9 § skollagen\n\n", ""),
        one=("i alla ämnen,", "i alla ämnen (2 kap. 9 § skollagen)."),
        two=("insatser som väljs.", "insatser som väljs (4 kap. 4 och 6 §§ skollagen)."),
    )
    assert area["legal_basis"] == "2 kap. 9 § skollagen; 4 kap. 4 och 6 §§ skollagen"
    assert area["citations"] == ["2010:800#K2P9", "2010:800#K4P4", "2010:800#K4P6"]


def test_a_bracket_of_law_after_the_sentence_of_a_need_is_no_part_of_it() -> None:
    bullets = FIRST[FIRST.index("• följa") : FIRST.index("Av kommunens")]
    sentence = "Rektorn behöver låta resultatet styra insatserna. (4 kap. 4 § skollagen)\n\n"
    area = first(
        law=("Författningsstöd\n\n2 kap. 9 § skollagen\n\n", ""),
        lead=(" Rektorn behövde därför:", ""),
        needs=(bullets, sentence),
    )
    assert area["needs"] == ["Rektorn behöver låta resultatet styra insatserna."]
    assert area["legal_basis"] == "4 kap. 4 § skollagen"


def test_a_bullet_is_a_need_with_its_bracket_of_law() -> None:
    area = first(
        law=("Författningsstöd\n\n2 kap. 9 § skollagen\n\n", ""),
        two=("insatser som väljs.", "insatser som väljs. (4 kap. 4 § skollagen)"),
    )
    assert area["needs"][1] == "låta resultatet styra vilka insatser som väljs. (4 kap. 4 § skollagen)"
    assert area["legal_basis"] == "4 kap. 4 § skollagen"


@pytest.mark.parametrize("lead", ["Så här beskriver kommunen sitt arbete.", "Kommunen redovisar följande:"])
def test_the_sentence_that_reports_belongs_to_the_account(lead: str) -> None:
    old = "Av kommunens redovisning framgår att rektorn sedan augusti"
    area = first(lead=(old, f"{lead} Rektorn uppges sedan augusti ha besökt klasserna och"))
    assert area["account"]["text"].startswith(lead)


@pytest.mark.parametrize("heading", ["Kommunens redovisning", "Kommunens redovisning.", "Vad kommunen rapporterar."])
def test_a_bare_heading_is_no_part_of_the_account(heading: str) -> None:
    area = first(heading=("Av kommunens redovisning", f"{heading}\n\nAv kommunens redovisning"))
    assert area["account"]["text"].startswith("Av kommunens redovisning framgår")


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Skolinspektionen ansåg därför att rektorn behöver leda arbetet.", None),
        ("I beslutet slogs fast att skolan måste utreda stöd.", None),
        ("Identifierat behov (2 kap. 9 § skollagen): Rektorn behöver leda.", "Rektorn behöver leda."),
        ("Behovet är att rektorn leder arbetet.", None),
        ("Skolan behöver se till att det framgår vad som ska göras.", None),
        ("Lärarna ska veta vad besöken visade.", None),
    ],
)
def test_a_need_is_its_sentence_without_a_label(text: str, need: str | None) -> None:
    assert as_printed(text, whole=False) == (need or text)


@pytest.mark.parametrize(
    ("text", "whole", "need"),
    [
        ("• stödet ges i tid. (3 kap. 8 § skollagen)", True, "stödet ges i tid. (3 kap. 8 § skollagen)"),
        ("Stödet ska ges i tid. (3 kap. 8 § skollagen)", False, "Stödet ska ges i tid."),
        ("Stödet ska ges i tid (3 kap. 8 § skollagen).", False, "Stödet ska ges i tid (3 kap. 8 § skollagen)."),
    ],
)
def test_a_bullet_is_a_need_whole_and_a_sentence_ends_at_its_stop(text: str, whole: bool, need: str) -> None:
    assert as_printed(text, whole=whole) == need


@pytest.mark.parametrize("lead", ["Rektorn behövde se till", "Rektorn behövde därför:"])
def test_what_leads_in_a_list_of_needs_is_none(lead: str) -> None:
    assert len(first(lead=("Rektorn behövde därför:", f"\n\n{lead}"))["needs"]) == 2


def test_what_leads_in_a_need_of_one_sentence_is_none() -> None:
    listed = "• Lärarna behöver ge eleverna uppgifter som utmanar dem."
    found = areas(FIRST, SECOND.replace(listed, "Att åtgärda: Lärarna ska ge eleverna uppgifter som utmanar dem."))
    assert found[1]["needs"] == ["Lärarna ska ge eleverna uppgifter som utmanar dem."]


def test_numbered_needs_lose_their_numbers() -> None:
    area = first(one=("• följa", "1. följa"), two=("• låta", "2. låta"))
    assert area["needs"] == [
        "följa upp undervisningen i alla ämnen,",
        "låta resultatet styra vilka insatser som väljs.",
    ]


def test_what_was_seen_on_a_visit_is_no_report() -> None:
    seen = "\n\nVid besöket i maj uppgav eleverna att de inte märkt någon skillnad."
    area = first(visit=("ändrat sin planering.", f"ändrat sin planering.{seen}"))
    assert area["account"]["text"].endswith("ändrat sin planering.")


@pytest.mark.parametrize(
    "heading", ["Hur ärendet hanteras vidare", "Vad händer nu?", "Hur uppföljningen har gått till"]
)
def test_a_heading_about_the_case_is_no_area(heading: str) -> None:
    found = areas(FIRST, SECOND, f"{heading}\n\nSkolinspektionen följer inte upp granskningen ytterligare.\n\n")
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning"]


def test_a_sub_heading_of_every_area_is_no_area() -> None:
    label = "Iakttagelser 2021\n\nBedömningen var:"
    found = areas(FIRST.replace("Bedömningen var:", label), SECOND.replace("Bedömningen var:", label))
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning"]
    assert all(area["account"] and area["needs"] for area in found)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Dagens bedömning", "conclusion"),
        ("Skolinspektionens syn", "conclusion"),
        ("Prövning", "conclusion"),
        ("Granskningens fynd", "earlier_assessment"),
        ("Läget 2021", "earlier_assessment"),
        ("Bedömningen i beslutet från maj 2021", "earlier_assessment"),
        ("Legala utgångspunkter", "legal_basis"),
        ("Lagens krav", "legal_basis"),
        ("Inlämnade uppgifter", "account"),
        ("Kommunens svar i sammandrag", "account"),
        ("Bedömningen i korthet", "decision"),
        ("Kommunens återrapportering", "account"),
        ("Elevernas syn på undervisningen", None),
        ("Prövning av elevers kunskaper", None),
        ("Lärarnas arbete sedan starten", None),
        ("Dagens lektioner", None),
    ],
)
def test_a_heading_of_words_about_the_decision_is_read_by_them(line: str, label: str | None) -> None:
    known = headings().known(line)
    assert (known.label if known else None) == label


@pytest.mark.parametrize("label", ["Avstämning", "Är det tillräckligt?"])
def test_a_line_above_the_verdict_of_every_area_is_no_title(label: str) -> None:
    mark = "Mot bakgrund av ovanstående"
    found = areas(FIRST.replace(mark, f"{label}\n\n{mark}"), SECOND.replace(mark, f"{label}\n\n{mark}"))
    assert [(area["title"], area["outcome"]) for area in found] == [
        ("Rektors ledarskap", "in_line"),
        ("Undervisning", "more_needed"),
    ]


def test_a_title_above_its_verdict_in_the_reasons_and_in_a_summary_stays_one() -> None:
    def above(text: str) -> str:
        title, rest = text.split("\n\n", 1)
        body, verdict, _ = rest.rsplit("\n\n", 2)
        return f"{title}\n\n{verdict}\n\n{body}\n\n"

    summary = "Sammanfattning\n\n" + "\n\n".join(
        text.split("\n\n", 1)[0] + "\n\n" + text.rsplit("\n\n", 2)[1] for text in (FIRST, SECOND)
    )
    found = areas(above(FIRST), above(SECOND), summary + "\n\n")
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning"]


def test_a_line_below_the_law_of_the_one_area_a_summary_names_is_no_title() -> None:
    summary = "Beslut\n\nRektors ledarskap\n\nYtterligare kvalitetshöjande åtgärder behövs inte.\n\nBakgrund"
    text = FIRST.replace("Bedömningen var:", "Problembild 2021\n\nBedömningen var:")
    (area,) = parse_pages([HEAD.replace("Bakgrund", summary) + text + END]).to_dict()["areas"]
    assert (area["title"], len(area["needs"])) == ("Rektors ledarskap", 2)
    assert area["account"]


def test_a_line_below_the_needs_of_every_area_heads_the_account() -> None:
    lead = "Kommunen redovisar följande åtgärder:"
    texts = (
        FIRST.replace("Av kommunens", f"Ur brevet\n\n{lead}\n\nAv kommunens"),
        SECOND.replace("Enligt", "Ur brevet\n\nEnligt"),
    )
    found = areas(*texts)
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning"]
    assert all(area["account"] and "Ur brevet" not in area["account"]["text"] for area in found)


@pytest.mark.parametrize("label", ["Stöd i rätten", "Rättsligt underlag"])
def test_a_line_above_the_law_of_every_area_is_no_title(label: str) -> None:
    found = areas(FIRST.replace("Författningsstöd", label), SECOND.replace("Författningsstöd", label))
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning"]
    assert found[0]["legal_basis"] == "2 kap. 9 § skollagen"


@pytest.mark.parametrize("law", ["(Lgr 11, 2.2 Kunskaper)", "(Av 2 kap. 9 § skollagen följer ansvaret.)"])
def test_a_bracket_of_law_stands_apart_from_the_title_above(law: str) -> None:
    found = areas(FIRST.replace("Författningsstöd\n\n2 kap. 9 § skollagen", law), SECOND)
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning"]
    assert all(area["account"] for area in found)


def test_a_bracket_without_law_goes_on() -> None:
    text = clean(["Skolan arbetar med trygghet\n\n(se bilaga 2 till planen) i alla klasser.\n"]).text
    assert text == "Skolan arbetar med trygghet (se bilaga 2 till planen) i alla klasser."


def test_what_is_demanded_after_the_verdict_is_no_need() -> None:
    demand = "Åtgärder\n\n• Se till att rektorn besöker alla lektioner.\n\n"
    (area, _) = areas(FIRST + demand, SECOND)
    assert len(area["needs"]) == 2
    assert area["account"]["text"].endswith("ändrat sin planering.")


def test_the_last_item_of_a_numbered_account_is_no_title() -> None:
    lead = "Kommunen uppger följande:\n\n1. Rektorn har besökt alla lektioner.\n\n2. Lärarna har skrivit en plan.\n\n"
    text = FIRST.replace("Av kommunens redovisning", lead + "3. En mall är på väg.\n\nAv kommunens redovisning")
    area, _ = areas(text, SECOND)
    assert area["title"] == "Rektors ledarskap"
    assert "En mall är på väg." in area["account"]["text"]


def test_the_paragraph_of_a_verdict_belongs_to_it_whole() -> None:
    opening = "Eleverna har rätt till lektioner av god kvalitet. Mot bakgrund av ovanstående bedömer"
    area = first(fact=("Mot bakgrund av ovanstående bedömer", opening))
    assert area["account"]["text"].endswith("ändrat sin planering.")
    told = "Kommunen uppger att eleverna sedan maj har fått fler lektioner.\n\nMot bakgrund av ovanstående bedömer"
    area = first(fact=("Mot bakgrund av ovanstående bedömer", told))
    assert area["account"]["text"].endswith("fått fler lektioner.")


def test_the_organiser_may_be_heard_once_more() -> None:
    more = "ändrat sin planering.\n\nKommunen skriver avslutningsvis att den har förtroende för rektorns arbete."
    assert first(more=("ändrat sin planering.", more))["account"]["text"].endswith("för rektorns arbete.")
    judged = more.replace("Kommunen skriver avslutningsvis", "Skolinspektionen konstaterar")
    assert first(more=("ändrat sin planering.", judged))["account"]["text"].endswith("ändrat sin planering.")


def test_a_sentence_of_common_words_is_no_label() -> None:
    more = "ändrat sin planering. Rektorn rapporterar nästa gång i januari."
    assert first(more=("ändrat sin planering.", more))["account"]["text"].endswith("gång i januari.")


def test_the_organiser_may_decide_against_a_background() -> None:
    decided = "ändrat sin planering. Mot bakgrund av detta beslutades att alla arbetslag ska göra så."
    area = first(decided=("ändrat sin planering.", decided))
    assert area["account"]["text"].endswith("ska göra så.")


@pytest.mark.parametrize(
    "line",
    [
        "Ytterligare kvalitetshöjande åtgärder behövs",
        "Föreläggandet ställde upp två krav:",
        "Huvudmannen ålades att se till att",
        "I samma beslut påtalades att huvudmannen inte följer kraven avseende att:",
        "I beslutet den 20 mars 2013 konstaterades att huvudmannen inte uppfyllde kravet i följande avseende:",
        "Enligt beslutet den 20 mars 2013 var läget följande:",
        "Uppdraget resulterade i",
        "Trygghet och studiero Kvarstår",
        "Lärarna delade material. Eleverna väntade",
        "1. Skolan behöver ge samtliga handledare introduktion och stöd",
        "2) utveckla samverkan med handledarna",
        "b) hålla studieron uppe i alla årskurser",
    ],
)
def test_such_a_line_is_no_title(line: str) -> None:
    assert not may_be_title(line)


@pytest.mark.parametrize(
    "line",
    [
        "Apl",
        "Område 2: Rektorns tidigare beslut:",
        "Större utmaningar för elever som har kommit långt",
        "Har eleverna små grupper?",
        "Det stöd eleverna behöver",
    ],
)
def test_such_a_line_may_be_a_title(line: str) -> None:
    assert may_be_title(line)


@pytest.mark.parametrize(
    ("line", "clause"),
    [
        ("Rektorn följer inte upp undervisningen", True),
        ("Rutiner när en elev visar tecken på oro", False),
        ("Behövs mer tid?", False),
    ],
)
def test_a_clause_has_its_verb_before_any_subordinate_one(line: str, clause: bool) -> None:
    assert is_clause(line) is clause


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("(3 kap. 5 a § skollagen)", True),
        ("[3 kap. 5 a § skollagen; 5 kap. 2 § skolförordningen (2011:185)]", True),
        ("[3 kap. 5 a § skollagen] Rektorn har sett över stödet.", False),
        ("Enligt 3 kap. 2 § skollagen ska elever utmanas.", True),
        ("Det lagrum som åberopades var 6 kap. 10 § skollagen.", True),
        ("Rektorn ska leda arbetet (2 kap. 9 § skollagen).", False),
        ("Kommunen förelades den 3 maj att upprätta en plan.", False),
    ],
)
def test_a_sentence_of_law(text: str, law: bool) -> None:
    assert legal.is_law(text) is law


@pytest.mark.parametrize(
    "line",
    [
        "Föreningen har lämnat dessa uppgifter:",
        "Bolaget svarar:",
        "Vad gäller uppföljningen skriver föreningen så här.",
    ],
)
def test_a_reporting_line_is_no_heading(line: str) -> None:
    assert headings().known(line) is None


def test_a_number_that_belongs_to_its_word_begins_no_item() -> None:
    text = clean(
        ["Uppgifter om stöd lämnas över inför årskurs 4 och årskurs\n7. Rektorn kontrollerar att stödet ges.\n"]
    )
    assert len(text.blocks) == 1


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Enkäten skickades ut på nytt efter-\nsom få svarade.\n", "Enkäten skickades ut på nytt eftersom få svarade."),
        (
            "Rektorn ska utan dröjsmål och skynd-\nsamt utreda stöd.\n",
            "Rektorn ska utan dröjsmål och skyndsamt utreda stöd.",
        ),
        ("Skolan har få lärare på både hög-\nsamt lågstadiet.\n", "Skolan har få lärare på både hög- samt lågstadiet."),
    ],
)
def test_a_word_that_ends_as_a_conjunction_does_is_one_over_a_line_end(text: str, mended: str) -> None:
    assert clean([text]).text == mended


@pytest.mark.parametrize(
    ("line", "mended"), [("M å l   o c h   m e d e l", "Mål och medel"), ("Klass a b c", "Klass a b c")]
)
def test_letter_spaced_lines_close_up_word_by_word(line: str, mended: str) -> None:
    assert mend(line) == mended


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("I fråga om stöd kvarstår bristen.", ["Stöd"]),
        ("Med stöd av skollagen förelägger Skolinspektionen kommunen att avhjälpa bristerna.", []),
        ("Skolan behöver ett arbetslag som understöder lärarna.", []),
    ],
)
def test_support_in_law_names_no_area(sentence: str, named: list[str]) -> None:
    found = [Found(title, key(title), None) for title in ("Stöd", "Trygghet")]
    assert [area.title for area in titled(sentence, found)] == named


def test_the_law_by_which_the_case_goes_on_is_not_the_law_of_the_last_area() -> None:
    sequel = "Beslutet får överklagas hos förvaltningsrätten (28 kap. 5 § skollagen).\n\n"
    last = areas(FIRST, SECOND + sequel)[-1]
    assert (last["legal_basis"], last["citations"]) == ("3 kap. 2 § skollagen", ["2010:800#K3P2"])


def test_titles_that_are_set_with_a_full_stop_are_titles_all() -> None:
    third = SECOND.replace("Undervisning\n", "Stöd till elever.\n")
    found = areas(FIRST.replace("ledarskap\n", "ledarskap.\n"), SECOND.replace("ning\n", "ning.\n", 1), third)
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning", "Stöd till elever"]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("3. Lövåsskolan", "Lövåsskolan"),
        ("Lövåsskolan (grundskola, årskurs 4-9)", "Lövåsskolan"),
        ("Fritidshemmet Myran", "Fritidshemmet Myran"),
        ("FÖRSKOLAN SOLROSEN", "Förskolan Solrosen"),
        ("Förskoleklassen vid Kvarnbackens skola", "Kvarnbackens skola"),
        ("Skolans arbete", None),
        ("Eleverna på fritidshemmet", None),
    ],
)
def test_areas_stand_under_the_name_of_a_school_unit(heading: str, unit: str | None) -> None:
    found = areas(f"{heading}\n\n", FIRST, SECOND)
    assert [area["school_unit"] for area in found] == [unit, unit]


SUM_UP = "Svaret på frågorna\n\nFör rektors ledarskap gäller att arbetet ligger i linje med vad som behövs.\n\n"


@pytest.mark.parametrize(
    "closing",
    [
        SUM_UP + "För undervisningen behövs ytterligare kvalitetshöjande åtgärder.\n\n",
        SUM_UP.partition("\n\n")[2].replace("gäller", "säger vi") + "Rektors ledarskap: Arbetet kan avslutas.\n\n",
    ],
)
def test_a_part_about_all_areas_below_the_last_is_not_part_of_it(closing: str) -> None:
    told, judged = SECOND.rsplit("\n\nMot bakgrund", 1)
    (_, last) = areas(FIRST, f"{told}\n\n{closing}")
    assert last["account"]["text"].endswith("Ännu har inga lektioner ändrats.")
    assert judged


def test_an_account_may_speak_of_another_area() -> None:
    told = SECOND.replace("ändrats.\n\n", "ändrats.\n\nRektors ledarskap har gett lärarna mer tid att planera.\n\n")
    assert areas(FIRST, told)[1]["account"]["text"].endswith("mer tid att planera.")


AREAS = [Found(title, key(title), None) for title in ("Samverkan mellan hem och skola", "Leder rektorn samverkan?")]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("När det gäller samverkan mellan hem och skola är läget bra.", [0]),  # the other title has less of it
        ("Om hur rektorn leder arbetet är det tidigt att säga något.", [1]),
        ("Det är inte bra.", []),
    ],
)
def test_the_title_with_most_words_in_a_sentence_is_named(sentence: str, named: list[int]) -> None:
    assert mentioned(sentence, AREAS) == [AREAS[n] for n in named]


@pytest.mark.parametrize(
    ("paragraph", "leads"),
    [
        ("Undervisning. Här återstår arbete.", True),
        ("Undervisningen på skolan har ändrats.", False),  # one word in a sentence of its own
        ("På frågan om eleverna får anpassat stöd är svaret nej.", True),
        ("Lärarna fick stöd av kommunen.", False),
    ],
)
def test_a_paragraph_leads_with_an_area(paragraph: str, leads: bool) -> None:
    found = [Found(title, key(title), None) for title in ("Undervisning", "Får eleverna anpassat stöd?")]
    assert leads_with(paragraph, found) is leads


@pytest.mark.parametrize(
    "ending", ["Granhult som ovan\n\nÅke Ek", "Åke Ek\n\nEnhetschef", "Åke Ek\n\nTf. avdelningschef"]
)
def test_the_last_area_ends_where_somebody_signs(ending: str) -> None:
    text = "".join((HEAD, FIRST, SECOND.replace("Mot bakgrund av ovanstående bedömer", "Därmed bedömer"), ending))
    (_, last) = parse_pages([text]).to_dict()["areas"]
    assert "Ek" not in (last["account"]["text"] + last["conclusion"]["text"])


LAW = "{}\n\nRektors ledarskap{}2 kap. 9 § skollagen{}\n\nUndervisning{}3 kap. 2 § skollagen{}\n\n"
WHERE = "Bestämmelser om rektors ledarskap finns i 2 kap. 9 § skollagen. Bestämmelser om undervisning finns i "


@pytest.mark.parametrize(
    "law",
    [
        LAW.format("Författningsstöd", ": ", "", ": ", ""),
        LAW.format("Rättslig reglering", "\n\n", "", "\n\n", ""),
        "Tillämpliga bestämmelser\n\n• Område 1: 2 kap. 9 § skollagen\n\n• Område 2: 3 kap. 2 § skollagen\n\n",
        f"Tillämpliga bestämmelser\n\n{WHERE}3 kap. 2 § skollagen.\n\n",
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_law_that_stands_in_one_part_is_given_to_the_area_it_names(law: str, place: str) -> None:
    bare = (
        FIRST.replace("Författningsstöd\n\n2 kap. 9 § skollagen\n\n", ""),
        SECOND.replace("Författningsstöd\n\n3 kap. 2 § skollagen\n\n", ""),
    )
    parts = (f"{law}Skälen för beslutet\n\n", *bare) if place == "before" else (*bare, law)
    assert [area["legal_basis"] for area in areas(*parts)] == ["2 kap. 9 § skollagen", "3 kap. 2 § skollagen"]


def test_law_of_no_area_in_particular_is_given_to_none() -> None:
    bare = FIRST.replace("Författningsstöd\n\n2 kap. 9 § skollagen\n\n", "")
    law = "Tillämpliga bestämmelser\n\nHuvudmannens ansvar framgår av 2 kap. 8 § skollagen.\n\nSkälen för beslutet\n\n"
    assert areas(law, bare, SECOND)[0]["legal_basis"] is None


@pytest.mark.parametrize("heading", ["Motivering", "Skäl", "Skälen för bedömningen"])
def test_the_reasons_of_one_area_stay_in_it(heading: str) -> None:
    found = areas(FIRST.replace("Av kommunens", f"{heading}\n\nAv kommunens"), SECOND)
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning"]
    assert found[0]["account"]["text"].startswith("Av kommunens redovisning framgår")
    assert found[0]["outcome"] == "in_line"


@pytest.mark.parametrize(
    "lines",
    [
        ("Avsnitt 1: 2 kap. 9 § skollagen", "Avsnitt 2: 3 kap. 2 § skollagen"),
        ("1. 2 kap. 9 § skollagen", "2. 3 kap. 2 § skollagen"),
        ("Under rubriken 1: 2 kap. 9 § skollagen", "Under rubriken 2: 3 kap. 2 § skollagen"),
        ("Rektors ledarskap: 2 kap. 9 § skollagen", "Undervisning: 3 kap. 2 § skollagen"),
        ("Punkt 1: 2 kap. 9 § skollagen", "Punkt 2: 3 kap. 2 § skollagen"),
        (
            "Till grund för bedömningen i punkt 1 ligger 2 kap. 9 § skollagen.",
            "Till grund för bedömningen i punkt 2 ligger 3 kap. 2 § skollagen.",
        ),
    ],
)
def test_law_in_a_section_of_its_own_is_given_by_the_number_or_the_title_of_an_area(lines: tuple[str, ...]) -> None:
    def with_number(number: int, text: str) -> str:
        title, law, rest = text.split("\n\n", 1)[0], "Författningsstöd\n\n", text.split("skollagen\n\n", 1)[1]
        assert law in text
        return f"{number}. {title}\n\n{rest}"

    law = "Författningar\n\n" + "\n\n".join(lines) + "\n\n"
    found = areas(with_number(1, FIRST), with_number(2, SECOND), law)
    assert [area["citations"] for area in found] == [["2010:800#K2P9"], ["2010:800#K3P2"]]


def test_a_number_of_a_chapter_names_no_area() -> None:
    text = clean(["1. Rektors ledarskap\n\n2. Undervisning\n"])
    found = [Found(block.text[3:], key(block.text), None, [(n, n, n)]) for n, block in enumerate(text.blocks)]
    assert numbered("2 kap. 9 § skollagen", text, found) == []
    assert numbered("2 a kap. 3 § skollagen", text, found) == []
    assert [area.title for area in numbered("Avsnitt 2 gäller detta", text, found)] == ["Undervisning"]
    assert [area.title for area in numbered("Grunden i punkt 2 är lag", text, found)] == ["Undervisning"]
    assert numbered("Grunden i punkt 3.2 är lag", text, found) == []
    assert mentioned("Bristen i punkt 3.2 är avhjälpt.", found) == []
    assert [area.title for area in mentioned("Bristen i punkt 2 är avhjälpt.", found)] == ["Undervisning"]


@pytest.mark.parametrize(
    ("law", "basis"),
    [
        ("2 kap. 9 § skollagen. Se även Lgr 11, 2.2 Kunskaper.", "2 kap. 9 § skollagen"),
        ("2 kap. 9 § skollagen. Jämför Lgr 11, 2.2 Kunskaper.", "2 kap. 9 § skollagen"),
        ("2 kap. 9 § skollagen. Samma sak följer av Lgr 11, 2.2 Kunskaper.", "2 kap. 9 § skollagen"),
        ("2 kap. 9 § skollagen ska följas. Därtill kommer Lgr 11, 2.2 Kunskaper.", "2 kap. 9 § skollagen"),
        ("2 kap. 9 § skollagen. Lgr 11, 2.2 Kunskaper.", "2 kap. 9 § skollagen. Lgr 11, 2.2 Kunskaper"),
        ("2 kap. 9 § skollagen samt Lgr 11, 2.2 Kunskaper", "2 kap. 9 § skollagen samt Lgr 11, 2.2 Kunskaper"),
        ("2 kap. 9 § skollagen; Lgr 11, 2.2 Kunskaper", "2 kap. 9 § skollagen; Lgr 11, 2.2 Kunskaper"),
    ],
)
@pytest.mark.parametrize("label", ["Författningsstöd\n\n", "Bestämmelser: "])
def test_a_sentence_that_points_to_a_curriculum_is_no_part_of_the_basis(label: str, law: str, basis: str) -> None:
    area = first(law=("Författningsstöd\n\n2 kap. 9 § skollagen", f"{label}{law}"))
    assert area["legal_basis"] == basis
    assert area["curriculum"] == ["Lgr 11, 2.2 Kunskaper"]


def test_a_sentence_that_tells_what_a_curriculum_says_is_part_of_the_basis() -> None:
    law = "Enligt 2 kap. 9 § skollagen leder rektorn. I läroplanens avsnitt 2.8 (Lgr 11) betonas lärarnas lärande."
    area = first(law=("2 kap. 9 § skollagen", law))
    assert area["legal_basis"] == "2 kap. 9 § skollagen; läroplanens avsnitt 2.8 (Lgr 11)"


def test_law_in_a_bracket_and_law_in_the_next_sentence_are_two_places() -> None:
    law = "Rektorn leder arbetet (2 kap. 9 § skollagen). Läroplanen Lgr 11, avsnitt 2.8, beskriver rektorns ansvar."
    area = first(law=("2 kap. 9 § skollagen", law))
    assert area["legal_basis"] == "2 kap. 9 § skollagen; Lgr 11, avsnitt 2.8"


def test_two_places_of_one_sentence_are_parted_where_a_word_leads_to_the_second() -> None:
    law = "Enligt 4 kap. 3 § skollagen gäller detta, vilket följer av 5 § samma kapitel, och enligt 8 § ska det rättas."
    area = first(law=("2 kap. 9 § skollagen", law))
    assert area["legal_basis"] == "4 kap. 3 § skollagen; 5 § samma kapitel; 8 §"
    assert area["citations"] == ["2010:800#K4P3", "2010:800#K4P5", "2010:800#K4P8"]


def test_law_in_a_part_of_its_own_may_have_a_curriculum_beside_it() -> None:
    law = "Tillämpliga bestämmelser\n\nOmråde 1: 2 kap. 9 § skollagen. Se även Lgr 11, 2.2 Kunskaper.\n\n"
    bare = FIRST.replace("Författningsstöd\n\n2 kap. 9 § skollagen\n\n", "")
    area = areas(f"{law}Skälen för beslutet\n\n", bare, SECOND)[0]
    assert (area["legal_basis"], area["curriculum"]) == ("2 kap. 9 § skollagen", ["Lgr 11, 2.2 Kunskaper"])


@pytest.mark.parametrize("label", ["Redovisningen i sammandrag.", "Kommunens åtgärder:"])
def test_a_label_that_runs_in_is_no_part_of_the_account(label: str) -> None:
    area = first(one=("Av kommunens", f"{label} Av kommunens"))
    assert area["account"]["text"].startswith("Av kommunens redovisning")


@pytest.mark.parametrize("heading", ["Bestämmelser som bedömningen utgår från", "Vad granskningen har handlat om"])
def test_a_heading_may_end_in_a_particle_where_its_line_ends_early(heading: str) -> None:
    lines = ["eleverna fick under våren svara på frågor om lektionerna och lärarna gick igenom svaren med"] * 14
    blocks = clean(["\n".join([*lines, "rektorn.", heading, "Rektorn ska leda arbetet."])]).blocks
    assert heading in [block.text for block in blocks]


@pytest.mark.parametrize(("below", "also"), [("Så löd bedömningen: ", {"salen"}), ("Vi såg då: ", set())])
def test_a_line_above_a_paragraph_that_begins_as_those_below_titles_is_one(below: str, also: set[str]) -> None:
    told = "Så löd bedömningen: Eleverna fick vänta länge på stöd, och ingen följde upp hur det gick för dem sedan."
    lines = ["Stöd", told, "Trygghet", told, "Salen", told.replace("Så löd bedömningen: ", below), "Slut"]
    blocks = clean(["\n\n".join(lines)]).blocks
    found = titles.Candidates([None] * 7, [0, 2, 4], 7, [], {})
    best = {"stöd": 1.0, "trygghet": 1.0, "salen": -2.5}
    assert titles._above_like(blocks, found, [0, 2], best) - {"stöd", "trygghet"} == also


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("UTBILDNING I FRITIDSHEMMET", "ARBETET MED STÖD", True),  # "I" is no number
        ("Område I Fritidshemmet", "Område II Stöd", True),
        ("Område I Fritidshemmet", "Fritidshemmet", False),
    ],
)
def test_titles_of_one_form_are_told_by_number_capitals_and_end(one: str, other: str, alike: bool) -> None:
    assert (cycles._form(one) == cycles._form(other)) is alike


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("Stöd för kravet finns i 2 kap. 9 § skollagen.", "2 kap. 9 § skollagen"),
        ("Aktuell bestämmelse är 2 kap. 9 § skollagen.", "2 kap. 9 § skollagen"),
        ("Skolinspektionen ser att arbetet följer 2 kap. 9 § skollagen.", None),
    ],
)
def test_a_paragraph_below_the_conclusion_may_say_where_the_law_stands(sentence: str, basis: str | None) -> None:
    bare = FIRST.replace("Författningsstöd\n\n2 kap. 9 § skollagen\n\n", "")
    assert areas(f"{bare}{sentence}\n\n", SECOND)[0]["legal_basis"] == basis


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Av 4 kap. 4 § samma lag framgår att rektorn ska ansvara för det.", True),
        ("Betyg ska enligt 10 kap. 20 § skollagen sättas med hjälp av kunskapskraven.", True),
        ("Rektorn har, enligt Lgr 22, 2.8 Rektorns ansvar, ett särskilt ansvar.", True),
        ("Att planen ska följas upp framgår av 6 kap. 8 § skollagen.", True),
        ("Den som anställs ska lämna ett utdrag, 2 kap. 31 § skollagen.", True),
        ("Bolaget har lämnat ett utdrag, 2 kap. 31 § skollagen.", False),
        ("Bestämmelserna i 6 kap. 8 § skollagen gäller varje verksamhet.", True),
        ("Skolinspektionen ser att arbetet följer 2 kap. 9 § skollagen.", False),
        ("Skolinspektionen ska enligt 26 kap. 2 § skollagen ha tillsyn.", False),
        ("Rektorn gör det som följer av 2 kap. 10 § skollagen.", False),
        ("Nämnden ändrade rutinen i enlighet med 4 kap. 3 § skollagen.", False),
    ],
)
def test_a_sentence_tells_what_the_law_is_or_how_it_was_kept(sentence: str, tells: bool) -> None:
    assert legal.tells(sentence) is tells


@pytest.mark.parametrize(
    ("sentence", "more"),
    [
        ("Därtill kommer Lvux 12, 1. Vuxenutbildningens uppdrag och värdegrund.", True),
        ("Samma sak följer av Lpfö 98 (rev. 2010), avsnitt 2.2.", True),
        ("Gy 11, 2.1 Kunskaper.", True),
        ("Till detta kommer avsnitt 2.8 i Lgr 11.", True),
        ("Lgr 11 (avsnitt 2.2 Kunskaper).", True),
        ("Därtill kommer att två lärare har slutat.", False),
        ("Samma sak gäller lärarna i årskurs 4.", False),
        ("Gy 11 används i alla kurser.", False),
        ("Gy 11 ger stöd i arbetet, skriver kommunen, och 3 lärare har läst den.", False),
    ],
)
def test_a_sentence_behind_law_may_point_to_more(sentence: str, more: bool) -> None:
    assert legal.goes_on(sentence) is more


@pytest.mark.parametrize(
    ("sentence", "refers"),
    [
        ("Se ovan.", True),
        ("Se ovan under samma rubrik för Ekskolan.", True),
        ("Rättslig grund: Samma som ovan.", True),
        ("Samma bestämmelser gäller som ovan.", True),
        ("Desamma som för Ekskolan.", True),
        ("Se 2 kap. 9 § skollagen ovan.", False),  # law it is
        ("Som framgår ovan brast undervisningen.", False),
        ("Se redovisningen.", False),
    ],
)
def test_the_place_of_the_law_may_point_to_another_area(sentence: str, refers: bool) -> None:
    assert legal.refers(sentence) is refers


NO_LAW = ("Författningsstöd\n\n2 kap. 9 § skollagen\n\n", "")


@pytest.mark.parametrize(
    ("swapped", "basis"),
    [
        (("undervisningen. Rektorn", "undervisningen, trots 2 kap. 9 § skollagen. Rektorn"), "2 kap. 9 § skollagen"),
        (("i alla ämnen,", "i alla ämnen enligt 4 kap. 4 § skollagen,"), "4 kap. 4 § skollagen"),
        (("Mot bakgrund", "Kravet framgår av 4 kap. 4 § skollagen. Mot bakgrund"), "4 kap. 4 § skollagen"),
        (("undervisningen. Rektorn", "undervisningen, trots skollagen. Rektorn"), None),  # no place in it
        (("i alla ämnen,", "i alla ämnen (26 kap. 10 § skollagen),"), None),  # by what it was demanded
        (("sin planering.", "sin planering. Detta följer 4 kap. 4 § skollagen."), None),  # in the account
        (("linje med vad", "linje med 4 kap. 4 § skollagen och vad"), None),  # how the law was kept
    ],
)
def test_law_in_running_words_of_past_need_or_conclusion_is_the_legal_basis(
    swapped: tuple[str, str], basis: str | None
) -> None:
    assert first(law=NO_LAW, words=swapped)["legal_basis"] == basis


def test_law_cited_again_in_running_words_is_cited_once() -> None:
    area = first(words=("undervisningen. Rektorn", "undervisningen, trots 2 kap. 9 § skollagen. Rektorn"))
    assert (area["legal_basis"], area["citations"]) == ("2 kap. 9 § skollagen", ["2010:800#K2P9"])


@pytest.mark.parametrize(
    ("law", "basis"),
    [
        (
            "Enligt 2 kap. 9 § skollagen ska en rektor leda arbetet. Av 4 kap. 4 § samma lag följer mer.",
            "2 kap. 9 § skollagen; 4 kap. 4 § samma lag",
        ),
        (
            "Rektorn ska enligt 2 kap. 9 § skollagen leda det, och mer om det anges i Lgr 11, 2.8 Rektorns ansvar.",
            "2 kap. 9 § skollagen; Lgr 11, 2.8 Rektorns ansvar",
        ),
        ("2 kap. 9 § skollagen samt i 4 kap. 4 § samma lag", "2 kap. 9 § skollagen samt i 4 kap. 4 § samma lag"),
        ("2 kap. 9 § skollagen\n\n4 kap. 4 § skollagen", "2 kap. 9 § skollagen\n\n4 kap. 4 § skollagen"),
    ],
)
def test_words_between_two_citations_are_no_part_of_the_basis(law: str, basis: str) -> None:
    assert first(law=("2 kap. 9 § skollagen", law))["legal_basis"] == basis


@pytest.mark.parametrize(
    ("sentence", "basis", "told"),
    [
        ("I 4 kap. 4 § samma lag finns mer om det.", "2 kap. 9 § skollagen; 4 kap. 4 § samma lag", False),
        (
            "Läroplanen säger att han ska göra det (Lgr 11, 2.8 Rektorns ansvar).",
            "2 kap. 9 § skollagen; Lgr 11, 2.8 Rektorns ansvar",
            False,
        ),
        ("Rektorn uppger att lärarna får mer tid (bilaga 4).", "2 kap. 9 § skollagen", True),
    ],
)
def test_law_that_goes_on_in_its_paragraph_is_no_account(sentence: str, basis: str, told: bool) -> None:
    law = f"Enligt 2 kap. 9 § skollagen ska en rektor leda arbetet. {sentence}"
    area = first(law=("2 kap. 9 § skollagen", law))
    assert area["legal_basis"] == basis
    assert told or sentence not in area["account"]["text"]


@pytest.mark.parametrize(
    ("law", "basis", "cited"),
    [
        ("Enligt skollagen ska rektorn leda arbetet (2 kap. 9 §).", "2 kap. 9 §", ["2010:800#K2P9"]),
        ("9 kap. 3 § skolförordningen och bilaga 1 till skolförordningen", None, ["2011:185#K9P3"]),
        (
            "2 kap. 9 § skollagen samt förordningen (2006:1083) om barns deltagande",
            None,
            ["2010:800#K2P9", "2006:1083"],
        ),
        ("Skollagen, 2 kap. 9 §\n\nSkolförordningen, 5 kap. 2 §", None, ["2010:800#K2P9", "2011:185#K5P2"]),
        ("Av skollagens 2 kap. 9 § framgår att rektorn leder.", "skollagens 2 kap. 9 §", ["2010:800#K2P9"]),
        ("Bedömningen har gjorts mot bakgrund av 2 kap. 9 § skollagen.", "2 kap. 9 § skollagen", ["2010:800#K2P9"]),
    ],
)
def test_an_act_without_a_place_adds_nothing_to_one_of_its_places(
    law: str, basis: str | None, cited: list[str]
) -> None:
    area = first(law=("2 kap. 9 § skollagen", law))
    assert area["title"] == "Rektors ledarskap"
    assert area["citations"] == cited
    assert area["legal_basis"] == basis or not basis


def test_the_power_by_which_the_inspectorate_decides_is_no_law_of_an_area() -> None:
    area = first(
        law=("2 kap. 9 § skollagen", "Beslutet fattas med stöd av 26 kap. 10 § skollagen.\n\n2 kap. 9 § skollagen")
    )
    assert area["citations"] == ["2010:800#K2P9"]


@pytest.mark.parametrize("line", ["Lspec 11, 2.8 Rektorns ansvar.", "Gysär 13, 2.6 Rektorns ansvar."])
def test_a_curriculum_below_a_heading_of_law_is_law(line: str) -> None:
    assert first(law=("2 kap. 9 § skollagen", line))["curriculum"] == [line.rstrip(".")]


def test_a_question_is_a_title_where_the_surest_title_is_one() -> None:
    blocks = clean(["Får eleverna stöd?\n\nStöd ges sent.\n\nVet skolan varför elever slutar?\n\nNej."]).blocks
    assert cycles.in_form(blocks, [0, 2], [2], {0: -1.0, 2: 0.6}) == {0, 2}
    said = clean(["Elevernas stöd\n\nStöd ges sent.\n\nSkolans frånvaro\n\nNej."]).blocks
    assert cycles.in_form(said, [0, 2], [2], {0: -1.0, 2: 0.6}) == {2}


def test_short_titles_above_one_and_the_same_sentence_are_titles() -> None:
    lead = "I beslutet den 3 juni 2021 konstaterades att skolan inte uppfyllde kravet i följande avseende:"
    bare = [part.split("Rektorn behövde därför:")[-1].split("behövde inledas:")[-1].strip() for part in (FIRST, SECOND)]
    found = areas(*(f"{title}\n\n{lead}\n\n{text}\n\n" for title, text in zip(("Apl", "Stöd"), bare, strict=True)))
    assert [area["title"] for area in found] == ["Apl", "Stöd"]
    assert [len(area["needs"]) for area in found] == [2, 1]


def test_titles_above_one_and_the_same_lead_in_are_titles_all() -> None:
    lead, item = "Rektorn förelades att se till att:", "• det finns en kurator på skolan."
    blocks = clean(["\n\n".join(f"{title}\n\n{lead}\n\n{item}" for title in ("Elevhälsa", "Stöd", "Salen"))]).blocks
    found = titles.Candidates([None] * 9, [0, 3, 6], 9, [], {})
    best = {"elevhälsa": -0.8, "stöd": 1.0, "salen": -4.0}  # nothing speaks for the last
    assert titles._above_like(blocks, found, [3], best) == {"elevhälsa", "stöd"}


@pytest.mark.parametrize(
    "last",
    [
        "Materialet bifogas.",
        "Till nästa år planeras ännu en omgång.",
        "Lokalerna byggs om i sommar.",
        "Eleverna märker enligt rektorn skillnad.",
    ],
)
def test_a_short_last_paragraph_of_an_account_is_no_title_and_belongs_to_it(last: str) -> None:
    found = areas(FIRST.replace("ändrat sin planering.", f"ändrat sin planering.\n\n{last}"), SECOND)
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning"]
    assert found[0]["account"]["text"].endswith(last)


@pytest.mark.parametrize("first_words", ["Ett nytt schema är ingen uppföljning.", "Här finns ännu mycket att göra."])
def test_a_short_first_paragraph_of_a_conclusion_is_no_title(first_words: str) -> None:
    found = areas(FIRST.replace("Mot bakgrund", f"{first_words}\n\nMot bakgrund"), SECOND)
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning"]
    assert found[0]["account"]["text"].endswith("ändrat sin planering.")


BARE = (FIRST.replace(*NO_LAW), SECOND.replace("Författningsstöd\n\n3 kap. 2 § skollagen\n\n", ""))


@pytest.mark.parametrize("between", [" ({})", ", {}", " – {}", ": {}", " {}"])
def test_a_title_may_have_its_law_in_its_line(between: str) -> None:
    laws = ("2 kap. 9 § skollagen", "3 kap. 2 § skollagen (2010:800)")
    titles = [(part.split("\n", 1)[0], law) for part, law in zip(BARE, laws, strict=True)]
    parts = [p.replace(t, t + between.format(law), 1) for p, (t, law) in zip(BARE, titles, strict=True)]
    found = areas(*parts)
    assert [area["title"] for area in found] == ["Rektors ledarskap", "Undervisning"]
    assert [area["legal_basis"] for area in found] == list(laws)


@pytest.mark.parametrize(
    ("lines", "cut"),
    [
        (["Undervisning (3 kap. 2 § skollagen)", "Text.", "Stöd till elever (3 kap. 8 § skollagen)"], {0, 2}),
        (["Undervisning (3 kap. 2 § skollagen)", "Text.", "Stöd till elever"], set()),  # the only one
        (["Undervisning: 3 kap. 2 § skollagen", "Stöd till elever: 3 kap. 8 § skollagen"], set()),  # a list of law
        (["Undervisning (3 kap. 2 § skollagen) ges.", "Text.", "Stöd till elever (3 kap. 8 § skollagen) ges."], set()),
        (["Undervisning (bilaga 2 § 4)", "Text.", "Stöd till elever (bilaga 3 § 4)"], set()),
    ],
)
def test_law_is_parted_from_the_titles_of_lines_that_stand_apart(lines: list[str], cut: set[int]) -> None:
    assert set(seams._above_law(lines)) == cut


def test_scores_of_roles_are_the_weights_of_the_features_that_training_sees():
    texts = (
        "Huvudmannen uppger att rektorn har infört 2 rutiner.",
        "Skolinspektionen bedömer att bristen är avhjälpt.",
    )
    units = [roles.Unit(text, 0, len(text), opens=True, bullet=False) for text in texts]
    weights = roles.learnt()
    for scores, names in zip(weights.emissions(units), roles.features(units), strict=True):
        told = [weights.emit[weights.rows[name]] for name in names if name in weights.rows]
        assert scores == pytest.approx(sum(told).tolist())
