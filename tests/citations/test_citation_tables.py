import pytest
from citation_rows import HERE, rows, unmarked

from textclass.citations import find

TABLES = sorted(path.name for path in HERE.glob("table_*.toml"))
CASES = [(name, *row) for name in TABLES for row in rows(name)]


@pytest.mark.parametrize(("table", "tries", "marked", "options"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_each_marked_place_and_no_other_is_found(table, tries, marked, options):
    text, answers = unmarked(marked)
    found = [(c.text, c.start, c.ids) for c in find(text, **options)]
    assert found == answers


INDEPENDENT = [(path.name, *row) for path in sorted(HERE.glob("independent_*.toml")) for row in rows(path.name)]


@pytest.mark.parametrize(
    ("table", "tries", "marked", "options"), INDEPENDENT, ids=[f"{c[0]}: {c[1]}" for c in INDEPENDENT]
)
def test_texts_by_another_hand_give_their_addresses(table, tries, marked, options):
    text, answers = unmarked(marked)
    assert sorted(i for c in find(text, **options) for i in c.ids) == sorted(i for a in answers for i in a[2])
