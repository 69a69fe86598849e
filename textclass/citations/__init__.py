"""text -> citations: references to statutes and other sources of law, with their addresses. Usable alone."""

from __future__ import annotations

from textclass.citations.act_files import is_iso_date, load_register
from textclass.citations.folding import fold
from textclass.citations.reader import Reader
from textclass.citations.register import Act, Register
from textclass.records import Citation

__all__ = ["Act", "Register", "find", "load_register"]


def find(
    text: str, base: str | None = None, date: str | None = None, *, acts: Register | None = None
) -> list[Citation]:
    """Return the citations in ``text``, in text order and not overlapping; [] if it has none.

    ``base`` is the act that sections with no act belong to: an SFS number, a name or an abbreviation.
    ``date`` (ISO) decides between acts of one name; without it the newest is meant. Offsets are
    characters of ``text`` as given. Raises: ValueError: an unknown base act, or a date that is not ISO.

    >>> [citation.ids for citation in find("4 kap. 3, 5-6 §§ skollagen")]
    [('2010:800#K4P3',), ('2010:800#K4P5', '2010:800#K4P6')]
    """
    if date is not None and not is_iso_date(date):
        raise ValueError(f"date {date!r} is not an ISO date such as 2017-05-31")
    register = acts or load_register()
    act = None if base is None else register.resolve(base, date)
    folded = fold(text)
    citations: list[Citation] = []
    for one in Reader(folded.text, register, act, date).read():
        start, end = folded.start(one.start), folded.end(one.end)
        citations.append(Citation(text[start:end], start, end, one.ids, one.kind, one.act, one.act_by, one.status))
    return citations
