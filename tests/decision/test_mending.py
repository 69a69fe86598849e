"""What a sentence itself leaves no doubt of, whatever role it was given."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from textclass.decision import mending, reports, segments
from textclass.decision.roles import Unit, cues

CODES = {"p": "earlier_assessment", "n": "needs", "a": "account", "c": "conclusion", "l": "legal_basis", "o": "other"}


def mended(mend: Callable[..., None], roles: str, *sentences: str) -> str:
    """The roles, a letter each, after ``mend``; "¶" opens a paragraph."""
    units = [
        Unit(text.lstrip("¶"), n, n + 1, text.startswith("¶") or not n, text.lstrip("¶").startswith("•"))
        for n, text in enumerate(sentences)
    ]
    assigned = [CODES[letter] for letter in roles]
    mend(units, assigned)
    letters = {role: letter for letter, role in CODES.items()}
    return "".join(letters[role] for role in assigned)


ALSO = "Rektorn behövde också följa upp om det får genomslag."
PAST = "Lärarna visste inte vad eleverna kunde."
NEED = "Lärarna behöver ta reda på vad eleverna kan."
MORE = "De behöver också planera efter det."
TOLD = "Rektorn uppger att lärarna har ordnat prov."


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("ppa", (PAST, NEED, TOLD), "pna"),
        ("pppa", (PAST, NEED, MORE, TOLD), "pnna"),
        ("ppna", (PAST, NEED, "• att planera efter det.", TOLD), "ppna"),  # there is a need
        ("ppa", (PAST, "Lärarna behöver därför:", TOLD), "ppa"),  # a lead-in
        ("ppa", (PAST, "Det visade sig tydligt.", TOLD), "ppa"),  # no demand
        ("pap", (PAST, TOLD, NEED), "pap"),  # below the account
    ],
)
def test_the_last_demands_before_the_account_are_needs_where_there_is_none(roles, sentences, want):
    assert mended(mending._find_needs, roles, *sentences) == want


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("nna", (PAST, NEED, TOLD), "pna"),
        ("nna", (NEED, PAST, TOLD), "npa"),
        ("nna", (PAST, "¶• att prova eleverna.", TOLD), "pna"),
        ("nnna", (PAST, "¶• Kunskaper prövas inte.", "Eleverna får vänta.", TOLD), "pnna"),  # the bullet goes on
        ("nna", (PAST, "Eleverna fick vänta.", TOLD), "nna"),  # deficiencies, all of them
    ],
)
def test_what_is_told_beside_needs_is_past(roles, sentences, want):
    assert mended(mending._part_needs_from_past, roles, *sentences) == want


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Likaså behöver eleverna få arbeta ensamma.", "nna"),
        ("Rektorn uppger att lärarna ska prova eleverna.", "naa"),
        ("Lärarna har provat alla elever.", "naa"),
    ],
)
def test_one_more_need_does_not_begin_the_account(sentence, want):
    assert mended(reports.begin_with_report, "naa", NEED, sentence, TOLD) == want


JUDGED = "Skolinspektionen bedömer att fler åtgärder behövs."


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("naac", (NEED, f"¶{TOLD}", "¶De yngsta eleverna tycks ha fått hjälp.", JUDGED), "nacc"),
        ("naac", (NEED, f"¶{TOLD}", "¶Rektorn uppger att proven är rättade.", JUDGED), "naac"),  # heard once more
        ("naac", (NEED, f"¶{TOLD}", "¶De yngsta eleverna tycks ha fått hjälp.", f"¶{JUDGED}"), "naac"),
        ("nac", (NEED, "¶Proven är rättade.", JUDGED), "nac"),  # all that was reported
    ],
)
def test_a_paragraph_that_ends_in_the_verdict_and_hears_nobody_is_conclusion(roles, sentences, want):
    assert mended(reports.conclude, roles, *sentences) == want


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("nac", (NEED, "I det som nämnden har sänt in finns inget avsnitt om proven.", JUDGED), "ncc"),
        ("nac", (NEED, "Kommunen har inte redovisat några åtgärder.", JUDGED), "ncc"),
        ("nac", (NEED, "Av redovisningen framgår att inga prov har ställts in.", JUDGED), "nac"),
        ("naaac", (NEED, "Kommunen har inte svarat i tid.", TOLD, TOLD, JUDGED), "naaac"),
    ],
)
def test_where_nothing_was_reported_there_is_no_account(roles, sentences, want):
    assert mended(reports.report_nothing, roles, *sentences) == want


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Återbesöket bekräftar uppgifterna.", "nac"),
        ("Skolinspektionen stänger inte ärendet.", "nac"),
        ("Yngve Ek, enhetschef, har fattat beslutet.", "nac"),
        ("Yngve Ek, lärare, har ordnat prov.", "naa"),
        ("¶Slutligen emotser Skolinspektionen en ny redovisning.", "naa"),
        ("¶Slutligen Skolinspektionen emotser en ny redovisning.", "nac"),
        ("¶Stiftelsen ska i ett brev senast den 14 mars 2014 redovisa fortsatta åtgärder.", "nac"),
        ("¶Stiftelsen ska i mars se över sina rutiner.", "naa"),
        ("Vid besöket i maj fick lärarna se klassrummen.", "naa"),
    ],
)
def test_what_was_seen_or_is_asked_at_the_end_is_no_account(sentence, want):
    assert mended(reports.end_with_report, "naa", NEED, TOLD, sentence) == want


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1.1 Barn erbjuds inte plats i tid.\n\n1.2 Önskemål om förskola vägs inte in.", 2),
        ("Skolan fick 2.1 lärare per klass.", 0),
        ("2.1 Planering av undervisningen", 0),
    ],
)
def test_numbers_below_the_number_of_a_title_are_items(text, items):
    assert sum(segments._item_mark(line) > 0 for line in text.split("\n\n")) == items


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("pn", ("• eleverna fick inte stöd,", "¶• lärarna hade ingen tid."), "nn"),
        ("pn", ("• Eleverna fick inte stöd.", "¶• Skolan behöver ordna det."), "pn"),  # the past, and what it asks for
        ("nn", ("• ge eleverna stöd.", "¶• Rektorn har anställt två lärare."), "nn"),  # a list of its own: left alone
        ("nna", ("• ge eleverna stöd,", "¶• följa upp stödet.", "¶• ordna prov."), "nnn"),
    ],
)
def test_the_items_of_a_list_play_one_part(roles, sentences, want):
    assert mended(mending._keep_lists_whole, roles, *sentences) == want


def test_a_deficiency_with_its_label_is_a_need():
    label, lack = "Bristen i november 2019:", "Vid skolan fanns ingen kurator."
    assert mended(mending._find_needs, "ppa", label, lack, TOLD) == "pna"
    assert mended(mending._find_needs, "ppa", "Läget i november 2019:", lack, TOLD) == "ppa"


@pytest.mark.parametrize(
    ("sentence", "observed"),
    [
        ("Vid återbesöket den 3 maj var korridorerna lugna.", True),
        ("Vid Skolinspektionens besök i april satt ingen personal i matsalen.", True),
        ("Under intervjun sade rektorn att planen är ny.", True),
        ("När Skolinspektionen i mars besökte skolan pågick lektion i alla salar.", True),
        ("Utredaren fick vid samtalet se schemat.", True),
        ("Elever som Skolinspektionen träffade kunde berätta om råden.", True),
        ("Rektorn bekräftade i telefonsamtalet den 2 juni att tjänsten är tillsatt.", True),
        ("Av elevintervjuerna framgår att rasterna är lugna.", True),
        ("Uppföljningsbesöket gav ingen annan bild.", True),
        ("Två inspektörer besökte förskolan i februari och såg hörnan.", True),
        ("I samband med besöket visade rektorn upp mappen.", True),
        ("De lektioner som besöktes var strukturerade.", True),
        ("Fyra av de sex lektioner som observerades gav samma bild.", True),
        ("Eleverna sade vid besöket att de trivs.", True),
        ("I ett telefonsamtal den 3 maj uppgav rektorn att allt är klart.", True),
        ("Rektorn har besökt lektioner och sett att få elever talar.", False),
        ("Vid lärarlagets möten har elevernas resultat gåtts igenom.", False),
        ("Kommunens kvalitetsutvecklare intervjuade elever i april.", False),
        ("Under besöken på förskolorna har rektorn fört protokoll.", False),
        ("Observationer av raster har gjorts av kuratorn.", False),
        ("När läraren är sjuk tar rektorn lektionen.", False),
        ("Efter samtal med eleverna har reglerna ändrats.", False),
        ("Intervjuer med elever har gjorts av en utvecklingsledare.", False),
        ("Den 4 mars besökte nämnden skolan.", False),
    ],
)
def test_a_paragraph_on_what_the_inspectorate_saw(sentence, observed):
    assert cues().observed(sentence) is observed


@pytest.mark.parametrize(
    ("lead", "want"),
    [
        ("Kommunen behövde utveckla följande.", "pnna"),
        ("Skolan behövde göra nedanstående:", "pnna"),
        ("Läget var svårt.", "ppna"),
    ],
)
def test_what_is_demanded_after_a_lead_in_is_a_need(lead, want):
    first, second = "Skolan behöver ge elever stöd.", "Skolan behöver följa upp stödet."
    assert mended(mending._follow_lead_in, "ppna", lead, first, second, TOLD) == want


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("naac", (NEED, "Den plan som fanns var gammal.", f"¶{TOLD}", "¶Bristen är avhjälpt."), "npac"),
        ("paac", (PAST, "Planen var gammal.", f"¶{TOLD}", "¶Bristen är avhjälpt."), "ppac"),
        ("naac", (NEED, "¶Den plan som finns är gammal.", f"¶{TOLD}", "¶Bristen är avhjälpt."), "naac"),  # opens
        ("naac", (NEED, "En plan har tagits fram i maj.", f"¶{TOLD}", "¶Bristen är avhjälpt."), "naac"),  # a measure
        ("naac", (NEED, "Planen var gammal.", "¶Den är ny.", "¶Bristen är avhjälpt."), "naac"),  # nobody reports
    ],
)
def test_the_end_of_the_paragraph_above_is_not_the_beginning_of_the_account(roles, sentences, want):
    assert mended(reports.begin_with_report, roles, *sentences) == want


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("plac", (PAST, "22 kap. 15 skollagen: Kommunen skall nå alla.", TOLD, "Bra."), "pnac"),
        ("paac", (PAST, "7 förordningen (1994:895) om sfi: Tiden skall vara 15 timmar.", TOLD, "Bra."), "pnac"),
        ("plac", (PAST, "3 kap. 8 § skollagen – Rektorn ska utreda behovet.", TOLD, "Bra."), "pnac"),
        ("plac", (PAST, "Skollagen 3 kap. 8 §: Rektorn ska utreda behovet.", TOLD, "Bra."), "pnac"),
        ("plac", (PAST, "3 kap. 8 och 9 §§ skollagen.", TOLD, "Bra."), "plac"),
        ("plac", (PAST, "Enligt 3 kap. 8 § skollagen ska rektorn utreda behovet.", TOLD, "Bra."), "plac"),
        ("paco", (PAST, TOLD, "Bra.", "3 kap. 8 § skollagen: Rektorn ska utreda."), "paco"),  # below the conclusion
    ],
)
def test_a_demand_with_its_law_in_front_is_a_need(roles, sentences, want):
    assert mended(mending._demand_by_law, roles, *sentences) == want


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("ppna", (PAST, NEED, ALSO, TOLD), "pnna"),
        ("pnpa", (PAST, NEED, ALSO, TOLD), "pnna"),
        ("pppna", (PAST, NEED, NEED, ALSO, TOLD), "pnnna"),
        ("ppna", (PAST, NEED, f"¶{ALSO}", TOLD), "ppna"),  # another paragraph
        ("ppna", (NEED, PAST, ALSO, TOLD), "ppna"),  # how it was, and what is not beside a need
        ("ppna", (PAST, "Därav följer vad som behöver ske.", ALSO, TOLD), "ppna"),  # nobody must do it
    ],
)
def test_demands_beside_a_need_are_needs(roles: str, sentences: tuple[str, ...], want: str) -> None:
    assert mended(mending._join_needs, roles, *sentences) == want


LAW = "Enligt 3 kap. 2 § skollagen ska elever utmanas."


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("I övrigt hänvisades till lagens krav (3 kap. 2 § skollagen).", "npa"),
        ("I övrigt hänvisades till lagens krav (bilaga 3).", "naa"),
        ("Lärarna har läst på om lagens krav (3 kap. 2 § skollagen) i maj.", "naa"),
    ],
)
def test_a_sentence_that_ends_in_law_does_not_begin_the_account(sentence, want):
    assert mended(reports.begin_with_report, "naa", NEED, sentence, f"¶{TOLD}") == want


@pytest.mark.parametrize(
    ("label", "sentence", "goes_on"),
    [
        ("background", LAW, True),
        ("background", "Lärarna har provat alla elever.", False),
        ("account", LAW, False),  # the organiser may know the law
        ("legal_basis", "Lspec 11, 2.2 Kunskaper.", True),
        ("legal_basis", "Lärarna har provat alla elever.", False),
        (None, LAW, False),
    ],
)
def test_law_below_a_heading_that_is_not_the_accounts_is_no_account(label, sentence, goes_on):
    units = [Unit("Skälen.", 0, 1, True, False, label), Unit(sentence, 2, 3, label is None, False)]
    assert mending._goes_on_with_law(units, [label or "account", "account"], 1) is goes_on


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("ppc", (PAST, "¶Föreningen har upplyst att avdelningen stängdes i juni.", "¶Den prövas inte."), "pac"),
        ("ppp", (PAST, "¶Föreningen har upplyst att den stängdes.", "Skolinspektionen prövar inte det."), "pap"),
        ("pap", (PAST, TOLD, "¶Föreningen har upplyst att den stängdes."), "pap"),  # there is an account
        ("ppc", (PAST, "¶Avdelningen var stängd.", "¶Den prövas inte."), "ppc"),  # nobody reports
    ],
)
def test_where_nothing_is_account_the_organisers_own_words_are(roles, sentences, want):
    assert mended(reports.report_at_all, roles, *sentences) == want


def test_hearsay_in_the_paragraph_of_a_visit_stays_there():
    seen = ("¶Vid besöket gick inspektörerna igenom tolv program.", "Lärarna uppgav att de får vänta.")
    assert mended(reports.end_with_report, "aaa", TOLD, *seen) == "acc"
    assert mended(reports.end_with_report, "aaa", TOLD, seen[0], "¶" + seen[1]) == "aaa"  # the organiser goes on


TOLD_LAW = "Bestämmelsen gäller lika för alla händelser."


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("laa", (TOLD_LAW, "Den som leder skolan behåller ansvaret.", "¶" + TOLD), "lpa"),
        ("caa", ("Bristen kvarstår.", "Det kan inte avtalas bort.", "¶" + TOLD), "cca"),
        ("laa", (TOLD_LAW, "Lärarna ordnade prov i mars.", TOLD), "laa"),  # no paragraph that the organiser opens
        ("laa", (TOLD_LAW, "En ny rutin infördes i mars.", "¶" + TOLD), "laa"),  # something done
        ("aa", ("Planen är ny.", "¶" + TOLD), "aa"),  # nothing stands before
    ],
)
def test_what_tells_of_nothing_done_above_the_organisers_words_is_no_account(roles, sentences, want):
    assert mended(reports.begin_late, roles, *sentences) == want


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("aac", (TOLD, "¶Att ha en plan är inte detsamma som att följa den.", "¶Bristen kvarstår."), "acc"),
        ("aac", (TOLD, "¶En kurs hölls i maj för att möta kravet på stöd.", "¶Bristen kvarstår."), "aac"),  # a deed
        ("aac", (TOLD, "¶Planen är ny.", "¶Bristen kvarstår."), "aac"),  # nothing is weighed
        ("aaa", (TOLD, "¶Det räcker inte.", "¶" + TOLD), "aaa"),  # no conclusion follows
    ],
)
def test_a_last_paragraph_that_weighs_what_was_told_is_conclusion(roles, sentences, want):
    assert mended(reports.take_reasons, roles, *sentences) == want


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("nna", ("Rektorn ska enligt 2 kap. 9 § skollagen leda arbetet.", "Rektorn behövde följa upp.", TOLD), "lna"),
        ("nna", ("Bestämmelsen är ett undantag.", "• att följa upp.", TOLD), "lna"),
        ("na", ("Rektorn ska enligt 2 kap. 9 § skollagen leda arbetet.", TOLD), "na"),  # there is no other
        ("nna", ("Rektorn ska leda arbetet.", "Rektorn behövde följa upp.", TOLD), "nna"),
    ],
)
def test_what_the_law_demands_of_all_is_no_need_beside_others(roles, sentences, want):
    assert mended(mending._leave_law, roles, *sentences) == want


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("ala", (TOLD, "Detta följer 4 kap. 4 § skollagen.", TOLD), "aaa"),
        ("ala", (TOLD, "(4 kap. 4 § skollagen)", TOLD), "ala"),  # nothing but law
        ("ala", (TOLD, "¶Detta följer 4 kap. 4 § skollagen.", TOLD), "ala"),  # a paragraph of its own
        ("pla", (PAST, "Detta följer 4 kap. 4 § skollagen.", TOLD), "pla"),
    ],
)
def test_a_sentence_of_an_account_may_cite_law(roles, sentences, want):
    assert mended(reports.keep_law, roles, *sentences) == want


@pytest.mark.parametrize(
    ("roles", "sentences", "want"),
    [
        ("naa", (NEED, "¶Kommunens yttrande:", TOLD), "noa"),
        ("naa", (NEED, "¶Kommunen yttrar följande:", TOLD), "naa"),  # a sentence
        ("naa", (NEED, "¶Nu har alla lärare en plan för stödet:", TOLD), "naa"),
    ],
)
def test_a_label_above_the_account_is_none_of_it(roles, sentences, want):
    assert mended(reports.leave_label, roles, *sentences) == want
