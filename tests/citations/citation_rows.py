"""Tables of examples: a text with its answers marked in it, "se {2 kap. 8 § skollagen|2010:800#K2P8}"."""

import re
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def rows(name):
    """Return what each row tries, its marked text, and its options to find."""
    return [
        (tries, marked, {key: value for key, value in options.items() if key != "first_contact"})
        for tries, marked, options in _whole(name)
    ]


def first_contact(name):
    """Return for each row the addresses it should give, and those it gave before anything was mended for it."""
    answers = [[address for _, _, ids in unmarked(marked)[1] for address in ids] for _, marked, _ in _whole(name)]
    given = [
        options.get("first_contact", answer) for (_, _, options), answer in zip(_whole(name), answers, strict=True)
    ]
    return list(zip(answers, given, strict=True))


def _whole(name):
    return [(*row, {})[:3] for row in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["rows"]]


def unmarked(marked):
    """Return the plain text, and for each answer the text, where it begins, and its addresses."""
    text, answers, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        answers.append((match[1], len(text), tuple(match[2].split(";"))))
        text += match[1]
        at = match.end()
    return text + marked[at:], answers
