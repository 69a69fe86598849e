"""What an account says of its measures: how far they have come, whom they reach, what followed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textclass import lexicon
from textclass.classifier import columns, cues, measures, tokens

STATUSES = [
    ("Mallen används i alla klasser.", "in_use"),
    ("Rutinen tillämpas sedan den 1 februari.", "in_use"),
    ("Lärarna träffas varannan vecka.", "in_use"),
    ("Rektorn har besökt samtliga lärare.", "done"),
    ("Modellen infördes i augusti.", "done"),
    ("Skåpen flyttades till en annan korridor.", "done"),
    ("Kursen ska ges i höst.", "planned"),
    ("Skolan planerar att anställa en kurator.", "planned"),
    ("Tjänsten är utlyst.", "planned"),
    ("Ett forum är beslutat.", "decided"),
    ("Planen är godkänd av nämnden.", "decided"),
    ("Ett utkast till plan finns.", "begun"),
    ("Handboken är under utarbetande.", "begun"),
    ("Kaféet skjuts till hösten.", "postponed"),
    ("Besöken inleds först i mars.", "postponed"),
    ("Besöken har ännu inte börjat.", "not_done"),
    ("Planen används inte.", "not_done"),
    ("Systemet används när avtalet har undertecknats.", "planned"),
]


@pytest.mark.parametrize(("sentence", "status"), STATUSES)
def test_the_status_of_a_measure_is_read(sentence, status):
    assert [measure.status.value for measure in measures.find(sentence)][:1] == [status]


def test_two_measures_in_one_sentence_keep_their_own_status():
    found = measures.find("Talsyntes används sedan i höstas, men kursen i skrivande planeras till våren.")
    assert [(m.sentence, m.status.value) for m in found] == [(0, "in_use"), (0, "planned")]


@pytest.mark.parametrize(
    ("sentence", "followed_up", "effect", "reach"),
    [
        ("Insatsen utvärderades i maj.", True, False, "unsaid"),
        ("Antalet sena ankomster har minskat.", False, True, "unsaid"),
        ("Schemat ändrades därför vid samtliga skolor.", False, True, "all"),
        ("Endast två av skolorna använder mallen.", False, False, "some"),
        ("Kursen har inte utvärderats.", False, False, "unsaid"),
    ],
)
def test_what_followed_and_whom_it_reached(sentence, followed_up, effect, reach):
    (measure,) = measures.find(sentence)
    assert (measure.followed_up, measure.effect, measure.reach.value) == (followed_up, effect, reach)


def test_coverage_tells_the_measure_a_need_asks_for():
    text = "Rektorn besöker lektioner varje vecka. Skolbiblioteket har fått nya möbler."
    visits, library = measures.cover(text, "Rektorn behöver besöka lektioner.")
    assert visits > 2 * library
    visits, library = measures.cover(text, "Skolbiblioteket behöver utvecklas.")
    assert library > 2 * visits


def test_the_table_has_a_row_a_measure_and_a_column_a_need():
    frame = measures.table("Mallen används. Kursen ska ges i höst.", ("Mallen behöver användas.",))
    assert list(frame["status"]) == ["in_use", "planned"]
    assert frame["need 1"].iloc[0] > frame["need 1"].iloc[1]


@pytest.mark.parametrize("text", ["", "   \n\n ", "123", "…"])
def test_no_words_give_no_measures(text):
    assert all(measure.status == "unclear" for measure in measures.find(text))
    assert measures.find("") == [] == measures.cover("", "Ett behov.")


@given(st.text(alphabet="aåäöbdeghiklmnoprstuv ,.;:–()•\n1å9HS", max_size=300))
@settings(max_examples=60, deadline=None)
def test_offsets_are_the_text_whatever_it_is(text):
    last = 0
    for measure in measures.find(text):
        assert text[measure.start : measure.end] == measure.text
        assert last <= measure.start < measure.end
        last = measure.start


@pytest.mark.parametrize("table", ["cue", "need"])
def test_every_entry_of_the_lexicon_finds_its_example(table):
    finder = cues.of_measures() if table == "cue" else cues.of_needs()
    for entry in lexicon.load("measures")[table]:
        found = {cue.name for cue in finder.find(tokens.tokenise(entry["example"]))}
        assert entry["name"] in found, entry["name"]


def test_every_pattern_of_the_lexicon_can_be_found():
    for entry in lexicon.load("measures")["cue"]:
        for pattern in entry["patterns"]:
            words = pattern.replace("*", "ax").replace("…", "ord").replace("‹date›", "mars").replace("‹number›", "7")
            found = {cue.name for cue in cues.of_measures().find(tokens.tokenise(words))}
            assert entry["name"] in found, pattern


def test_a_cue_speaks_for_one_outcome_or_says_nothing_of_it():
    for entry in lexicon.load("measures")["cue"]:
        assert columns.sign(entry["name"]) == {"in_line": -1, "more_needed": 1}.get(entry.get("speaks_for"), 0)
