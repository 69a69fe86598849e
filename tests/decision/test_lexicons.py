"""Every entry of a lexicon reads its own example, and is not fooled by its near-misses."""

import re

import pytest

from textclass import lexicon
from textclass.decision import day_words, forms, outcomes
from textclass.decision.headings import headings
from textclass.decision.lines import is_page_mark
from textclass.decision.outcomes import OutcomeRules, rules
from textclass.lexicon.phrases import first_letters, lower

SIGNS = lexicon.load("outcomes")["sign"]
HEADINGS = lexicon.load("headings")["heading"]
FURNITURE = [(table, entry) for table, entries in lexicon.load("furniture").items() for entry in entries]
SHAPES = lexicon.load("organisers")["shape"]
CUES = lexicon.load("roles")["cue"]
DAYS, WORDS_OF_DAYS = lexicon.load("days")["day"], lexicon.load("days")["words"]
KINDS = lexicon.load("kinds")["cue"]


@pytest.mark.parametrize("entry", SIGNS, ids=lambda entry: entry["example"][:40])
def test_a_sign_reads_its_example(entry):
    assert rules().find(entry["example"]) == entry["says"]


@pytest.mark.parametrize("entry", SIGNS, ids=lambda entry: entry["example"][:40])
def test_the_example_of_a_sign_needs_that_sign(entry):
    loaded = lexicon.load("outcomes")
    alone = OutcomeRules(loaded | {"sign": [entry]})
    assert alone.find(entry["example"]) == entry["says"]


NEAR = [(entry, near) for entry in SIGNS for near in entry["near_misses"]]


@pytest.mark.parametrize(("entry", "near"), NEAR, ids=lambda part: part.get("text", part.get("example"))[:40])
def test_a_near_miss_is_read_as_what_it_is(entry, near):
    assert (rules().find(near["text"]) or "") == near["is"]


@pytest.mark.parametrize("entry", SIGNS, ids=lambda entry: entry["example"][:40])
def test_the_mask_hides_what_the_rule_finds(entry):
    masked = rules().mask(entry["example"])
    assert len(masked) == len(entry["example"])
    if not entry.get("weak") or rules().judges(entry["example"]):
        assert rules().find(masked) is None
    else:
        assert masked == entry["example"]  # an organiser's words as well


@pytest.mark.parametrize("entry", HEADINGS, ids=lambda entry: entry["examples"][0])
def test_a_heading_reads_its_examples_and_not_its_near_misses(entry):
    for example in entry["examples"]:
        known = headings().known(example)
        assert known is not None
        assert known.label == entry["label"]
        assert known.outcome == entry.get("outcome")
    for near in entry["near_misses"]:
        known = headings().known(near)
        assert known is None or known.weak or known.label != entry["label"] or known.outcome != entry.get("outcome")


@pytest.mark.parametrize(
    ("table", "entry"), FURNITURE, ids=lambda part: part if isinstance(part, str) else part["pattern"][:30]
)
def test_furniture_matches_whole_lines_of_its_kind(table, entry):
    pattern = re.compile(entry["pattern"], re.IGNORECASE)
    assert all(pattern.fullmatch(example) for example in entry["examples"])
    assert not any(pattern.fullmatch(near) for near in entry["near_misses"])
    if table == "mark":
        assert all(is_page_mark(example) for example in entry["examples"])


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape["type"])
def test_an_organisers_name_has_its_type(shape):
    from textclass.decision.parties import organiser

    for example in shape["examples"]:
        assert organiser([], [f"Huvudman för skolan är {example}."]) == (example, shape["type"])


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue["examples"][0][:40])
def test_a_cue_is_found_in_its_examples(cue):
    from textclass.decision.roles import cues

    value = (cue["role"], float(cue["weight"]))
    assert all(value in cues().found(example) for example in cue["examples"])
    assert not any(value in cues().found(near) for near in cue["near_misses"])


@pytest.mark.parametrize("entry", lexicon.load("roles")["observed"], ids=lambda entry: entry["examples"][0][:40])
def test_what_the_inspectorate_saw_is_told_from_what_the_organiser_did(entry):
    from textclass.decision.roles import Cues

    alone = Cues(lexicon.load("roles") | {"observed": [entry]})
    assert all(alone.observed(example) for example in entry["examples"])
    assert not any(alone.observed(near) for near in entry["near_misses"])


@pytest.mark.parametrize("cue", KINDS, ids=lambda cue: cue["examples"][0][:40])
def test_a_kind_cue_counts_in_its_examples(cue):
    from textclass.decision.kinds import points

    for example in cue["examples"]:
        assert points(example)[cue["says"]] >= cue["weight"]


@pytest.mark.parametrize("form", lexicon.load("school_forms")["form"], ids=lambda form: form["is"])
def test_a_school_form_is_read_under_its_name_of_today(form):
    assert forms.named(f"Granskning av {form['is']}.") == (form["is"],)


@pytest.mark.parametrize(
    ("word", "today"),
    [
        ("grundsärskolan", "anpassad grundskola"),
        ("gymnasiesärskolan", "anpassad gymnasieskola"),
        ("svenskundervisning för invandrare", "sfi"),
        ("förskoleklassen", "förskoleklass"),
        ("förordningen (2011:1108) om vuxenutbildning", None),
    ],
)
def test_older_names_of_school_forms(word, today):
    assert forms.named(f"Beslut om {word} i kommunen") == ((today,) if today else ())


def test_signs_begin_at_a_word_whose_first_letters_are_known():
    """Else each is tried at every word of every text."""
    words = outcomes.word_classes(lexicon.load("outcomes"))
    for entry in SIGNS:
        for pattern in entry["patterns"]:
            assert first_letters(outcomes.expand(pattern, words)), pattern


def test_lower_case_keeps_the_length():
    for sign in map(chr, range(0x300)):
        assert len(lower(sign)) == 1
    assert len(lower("İstanbul ß ŉ")) == len("İstanbul ß ŉ")


def _told_in(text, entry=None):
    before, _, rest = text.partition("{")
    after = rest.partition("}")[2]
    return day_words.tells(before, after, (day_words.rule(entry, WORDS_OF_DAYS),) if entry else None)


@pytest.mark.parametrize("entry", DAYS, ids=lambda entry: entry["examples"][0][:40])
def test_the_words_around_a_day_tell_what_it_is(entry):
    assert [_told_in(example) for example in entry["examples"]] == [entry["is"]] * len(entry["examples"])
    assert all(_told_in(example, entry) for example in entry["examples"])
    assert not [near for near in entry["near_misses"] if _told_in(near) == entry["is"]]


def test_a_plain_formula_of_the_decision_is_known():
    table = lexicon.load("outcomes")["decided"]
    assert all(outcomes.rules().decides(example) for example in table["examples"])
    assert not any(outcomes.rules().decides(near) for near in table["near_misses"])
