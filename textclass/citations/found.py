"""What the readers hand to each other: one place found in the folded text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Found:
    """One citation with its span in the folded text."""

    start: int
    end: int
    ids: tuple[str, ...]
    kind: str
    act: str | None
    act_by: str | None
    status: str
