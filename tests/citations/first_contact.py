"""How well the citations of texts by another hand were read before anything was mended for them, and how well now.

Run: ``python tests/citations/first_contact.py``. The tables ``independent_*.toml`` hold for each row that was
wrong at first contact the addresses that were given then.
"""

from collections import Counter

from citation_rows import HERE, first_contact, rows, unmarked

from textclass.citations import find


def tally(pairs):
    """Return how many rows there are, how many are exact, and F1 over all their addresses."""
    pairs = [(Counter(expected), Counter(given)) for expected, given in pairs]
    common = sum((expected & given).total() for expected, given in pairs)
    total = sum(expected.total() + given.total() for expected, given in pairs)
    exact = sum(expected == given for expected, given in pairs)
    return f"{exact:>3} of {len(pairs):>3} exact, F1 {2 * common / total if total else 1:.4f}"


def now(name):
    """Return for each row the addresses it should give and those it gives."""
    found = [[i for c in find(unmarked(marked)[0], **options) for i in c.ids] for _, marked, options in rows(name)]
    return [(expected, given) for (expected, _), given in zip(first_contact(name), found, strict=True)]


def main():
    then, today = [], []
    for name in sorted(path.name for path in HERE.glob("independent_*.toml")):
        print(f"{name:<38} {tally(first_contact(name))}; now {tally(now(name))}")
        then += first_contact(name)
        today += now(name)
    print(f"{'all':<38} {tally(then)}; now {tally(today)}")


if __name__ == "__main__":
    main()
