"""address of a cited place -> what a person calls it: "4 kap. 3 § skollagen"."""

from __future__ import annotations

import functools
import re

from textclass.citations import load_register

_PLACE = re.compile(r"(?:K(\d+[a-z]?))?(?:P(\d+[a-z]?))?(?:S(\d+))?(?:N(\d+))?")

_LETTER = re.compile(r"(?<=\d)(?=[a-z])")  # "19a" is written "19 a"


def label(address: str) -> str:
    """Return the name of an address; the address itself where it is no section of a known act.

    >>> label("2010:800#K4P3")
    '4 kap. 3 § skollagen'
    >>> label("prop. 2009/10:165")
    'prop. 2009/10:165'
    """
    act, _, place = address.partition("#")
    name = _names().get(act)
    found = _PLACE.fullmatch(place)
    if name is None or not found:
        return address
    chapter, section, paragraph, item = (_LETTER.sub(" ", part or "") for part in found.groups())
    parts = [
        f"{chapter} kap." if chapter else "",
        f"{section} §" if section else "",
        f"{paragraph} st." if paragraph else "",
        f"{item} p." if item else "",
        name,
    ]
    return " ".join(part for part in parts if part)


@functools.cache
def _names() -> dict[str, str]:
    """Return the first name of each act by its number; one no longer in force is told apart by the number."""
    acts = [act for act in load_register().by_id.values() if act.names]
    return {act.id: f"{act.names[0]} ({act.id})" if act.valid_until else act.names[0] for act in acts}
