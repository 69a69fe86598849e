import subprocess
import sys
import time
import unicodedata

import pytest
from citation_rows import HERE, rows, unmarked
from hypothesis import example, given, settings
from hypothesis import strategies as st

from textclass.citations import find

WORDS = """
§ §§ kap. kap 3 4 12 a b och eller samt , ; - – ( ) [ ] : . skollagen lagen förordningen samma lag nämnda
2010:800 (2010:800) SFS SkolL FL RF artikel i barnkonventionen prop. 2009/10:165 s. 217 HFD 2017 ref. JO dnr
2914-2011 Lgr 11 2.2 Kunskaper Skolverkets allmänna råd a. kapitel i SKOLFS 2016:61 första stycket punkt mom. st. p. f.
om anställningsskydd ändring av nedan kallad direktiv 2011/93/EU (EU) 2016/679 1985 års Sid
"""
DAMAGE = ["\n", "\n\n", "\u00a0", "\u00ad", "o\u0308", "\f", "3 (4)\n", "Skolinspektionen\n"]
PIECES = st.builds(
    str.join, st.sampled_from((" ", "")), st.lists(st.sampled_from([*WORDS.split(), *DAMAGE]), max_size=40)
)


def assert_sound(text, citations):
    at = 0
    for citation in citations:
        assert at <= citation.start < citation.end <= len(text)
        assert text[citation.start : citation.end] == citation.text
        assert citation.ids
        assert all(citation.ids)
        assert (citation.status == "unresolved") == citation.ids[0].startswith("?")
        assert (citation.act is None) == (citation.status == "unresolved")
        at = citation.end


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_string_is_read_without_an_exception(text):
    assert_sound(text, find(text))


@settings(max_examples=1500, deadline=None)
@example("prop. 2009/10:165samma prop. s. 4")
@given(PIECES)
def test_any_heap_of_legal_words_gives_sound_spans(text):
    assert_sound(text, find(text))


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_any_heap_is_read_with_base_and_date(text):
    assert_sound(text, find(text, base="skollagen", date="2009-05-01"))


@pytest.mark.parametrize("size", [2, 50, 200])
def test_a_list_of_many_items_keeps_all(size):
    numbers = ", ".join(str(number) for number in range(1, size))
    ids = [i for c in find(f"enligt 4 kap. {numbers} och {size} §§ skollagen") for i in c.ids]
    assert ids == [f"2010:800#K4P{number}" for number in range(1, size + 1)]


def test_a_list_of_many_chapters_has_one_act():
    listed = ", ".join(f"{chapter} kap. {chapter} §" for chapter in range(1, 201))
    ids = [i for c in find(f"{listed} skollagen") for i in c.ids]
    assert ids == [f"2010:800#K{chapter}P{chapter}" for chapter in range(1, 201)]


HOSTILE = [
    "12, ", "4 kap. ", "4 kap. 3 §, ", "3 och ", "§ ", "3 § lagen ", "skollagen lagen (1999:12) 3 § lagen ",
    "lagen om ",
    "(2010:800) ", "5 §, ", "3 § (jfr 4 § ", "första stycket ", "artikel 3, ", "prop. 2009/10:165 s. 1, 2, ", "JO ",
    "Lgr 11, 2.2 Kunskaper, En ", "Skolverkets allmänna råd om x ", "\n3 (4)\n", "o\u0308", "-\n", "(nedan ",
    "förordningen (2010:800) om ändring i ", "11 § samma kapitel ", "SFS 2010:800, ", "1: ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_is_read_in_time(piece):
    # Far above what it takes: reading that grows with the square of the length would need minutes.
    began = time.perf_counter()
    find((piece * 150_000)[:150_000])
    assert time.perf_counter() - began < 15


RESOLVED = [(name, *row) for name in ("table_sections.toml", "table_acts.toml") for row in rows(name)]
CHANGES = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "NBSP": lambda text: text.replace(" ", "\u00a0"),
    "line breaks": lambda text: text.replace(" ", "\n"),
    "CRLF": lambda text: text.replace(" ", "\r\n"),
    "double blanks": lambda text: text.replace(" ", "  "),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_writing_changes_no_address(change):
    for _, _, marked, options in RESOLVED:
        text = unmarked(marked)[0]
        changed = CHANGES[change](text)
        if "\n\n" in text:
            continue
        citations = find(changed, **options)
        assert_sound(changed, citations)
        wanted = [i for c in find(text, **options) for i in c.ids]
        assert [" ".join(unicodedata.normalize("NFC", i).split()) for c in citations for i in c.ids] == wanted


def test_what_stands_before_and_behind_changes_nothing():
    for _, _, marked, options in RESOLVED:
        text, answers = unmarked(marked)
        before = "Skolan har 3 elever. "
        found = [(c.start - len(before), c.ids) for c in find(before + text + " Slut.", **options)]
        assert found == [(start, ids) for _, start, ids in answers]


def test_offsets_are_those_of_the_callers_text():
    text = "Fo\u0308r skol\u00ad\nlagen, 4 kap.\r\n\r\n3\u00a0§"
    assert [(c.text, c.ids) for c in find(text)] == [("skol\u00ad\nlagen, 4 kap.\r\n\r\n3\u00a0§", ("2010:800#K4P3",))]


@pytest.mark.parametrize("date", ["2011", "2011-13-01", "i går", "2011-06-31x"])
def test_a_date_that_is_not_iso_is_refused(date):
    with pytest.raises(ValueError, match="ISO"):
        find("4 kap. 3 § skollagen", date=date)


@pytest.mark.parametrize("base", ["friskolelagen", "XYZ", "", "2010:"])
def test_an_unknown_base_act_is_refused(base):
    with pytest.raises(ValueError, match="unknown act"):
        find("4 kap. 3 §", base=base)


def test_the_example_decision_gives_its_citations():
    ids = [
        i
        for c in find("1 kap. 9 §, 4 kap. 3, 5-7 §§, 5 kap. 3 § skollagen \n\n stöd ur Skolverkets allmänna råd och")
        for i in c.ids
    ]
    assert ids == [
        "2010:800#K1P9", "2010:800#K4P3", "2010:800#K4P5", "2010:800#K4P6", "2010:800#K4P7", "2010:800#K5P3",
        "?Skolverkets allmänna råd",
    ]  # fmt: skip


def test_no_table_row_is_written_twice():
    texts = [str(row[1:]) for path in HERE.glob("table_*.toml") for row in rows(path.name)]
    assert len(texts) == len(set(texts))
    assert len(texts) >= 500


def test_citations_are_read_without_heavy_libraries():
    code = (
        "import sys; from textclass.citations import find; find('4 kap. 3 § skollagen');"
        "from textclass.citations import command, rendering;"
        "print([m for m in ('spacy', 'sklearn', 'pandas', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
