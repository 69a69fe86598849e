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
