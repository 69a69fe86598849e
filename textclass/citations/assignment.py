"""A run of sections and acts -> each section with the act it belongs to, and the acts that stand alone."""

from __future__ import annotations

from dataclasses import dataclass

from textclass.citations.lists import Run
from textclass.citations.mentions import Mention
from textclass.citations.sections import Item

_DIRECT = ("", "i", "av", "enligt", "ur")


@dataclass(slots=True)
class Assigned:
    """A section with its act, or an act that stands alone (``item`` None)."""

    start: int
    end: int
    item: Item | None
    mention: Mention | None


def assign(run: Run) -> list[Assigned]:
    """Return every section of the run with its act, and the acts that stand alone; in text order.

    The act is None where none in the run claims the section.
    """
    found: list[Assigned] = []
    group: list[Item] = []
    opener: Mention | None = None
    elements = run.elements
    _mark_followed(elements)
    for index, element in enumerate(elements):
        if isinstance(element, Item):
            group.append(element)
            continue
        previous = elements[index - 1] if index else None
        following = elements[index + 1] if index + 1 < len(elements) else None
        if opener and group and _names_again(element, opener, group[0]):
            _flush(found, group, opener)
            found[-1].end = element.end
            group, opener = [], None
            continue
        if _closes(element, previous, following, opener):
            _close(found, group, opener, element)
            group, opener = [], None
            continue
        _flush(found, group, opener)
        group, opener = [], element
        if not _leads(element, following):
            found.append(Assigned(element.start, element.end, None, element))
            opener = None
    _flush(found, group, opener)
    return sorted(found, key=lambda one: one.start)


def _names_again(mention: Mention, opener: Mention, first: Item) -> bool:
    """Whether one act stands before and behind its sections: "skollagen 3 kap. 5 § (2010:800)"."""
    return mention.id is not None and mention.id == opener.id and first.before == mention.before == ""


def _leads(mention: Mention, following: Item | Mention | None) -> bool:
    if not isinstance(following, Item) or following.before not in ("", ",", ":", "(", "["):
        return False
    if following.lost and not following.names_chapter and not (following.article or following.marked):
        return False
    return _fits(mention, following)


def _fits(mention: Mention, item: Item) -> bool:
    """Whether an article is claimed by a treaty or an EU act, and a section by an act."""
    return item.article == (mention.kind in ("eu", "treaty")) or mention.by in ("number", "back", None)


def _closes(
    mention: Mention,
    previous: Item | Mention | None,
    following: Item | Mention | None,
    opener: Mention | None,
) -> bool:
    if not isinstance(previous, Item) or not _fits(mention, previous):
        return False
    led = opener is not None and isinstance(following, Item) and _leads(mention, following)
    if led and isinstance(following, Item) and (following.before == "" or mention.heads_line):
        return False  # "skollagen 4 kap. 3 §, skolförordningen 5 kap. 1 §", though the comma be a line break
    if mention.before in _DIRECT:
        return True
    return mention.before == "," and opener is None and not isinstance(following, Item)


def _close(found: list[Assigned], group: list[Item], opener: Mention | None, mention: Mention) -> None:
    """Give the group to the act behind it; what an act before it holds more firmly stays with that."""
    first = 0
    if opener is not None:
        last = _last_clause(group)
        first = last if group[0].before in ("", ":", "(", "[") or group[last].before not in (",", ";") else 0
    while first < len(group) - 1 and not _fits(mention, group[first]):
        first += 1
    if mention.chapters is False and not group[-1].names_chapter:
        own = [index for index, item in enumerate(group) if item.names_chapter and item.origin is None]
        first = max(first, own[-1] + 1) if own else first
    first = max(first, _without_chapter(group, mention), _of_earlier_act(group))
    _flush(found, group[:first], opener)
    for item in group[first:]:
        found.append(Assigned(item.start, item.end, item, mention))
        item.touched = mention.before in _DIRECT
    found[-1].end = mention.end


def _without_chapter(group: list[Item], mention: Mention) -> int:
    """Return how many items at the front of a list cannot belong to an act divided in chapters.

    "16 § och i 6 kap. 28 § kommunallagen": a section that names no chapter, where a later one does, is another act's.
    """
    if mention.chapters is not True or not group[-1].names_chapter:
        return 0
    return next(index for index, item in enumerate(group) if item.names_chapter or item.article)


def _of_earlier_act(group: list[Item]) -> int:
    """Return how many items at the front mean a chapter of an act named before the list: "11 § samma kapitel"."""
    count = 0
    while count < len(group) - 1 and group[count].referring and group[count].origin not in group:
        count += 1
    return count


def _last_clause(group: list[Item]) -> int:
    first = len(group) - 1
    while first > 0 and group[first - 1].clause == group[-1].clause:
        first -= 1
    return first


def _flush(found: list[Assigned], group: list[Item], opener: Mention | None) -> None:
    """Give the group to the act before it, or to none."""
    members = {id(item) for item in group}
    for index, item in enumerate(group):
        if opener is not None and item.origin is not None and id(item.origin) not in members:
            item.chapter = None  # a chapter named before this act is no chapter of it
        start = item.start
        if opener is not None and index == 0 and item.before not in ("(", "["):
            start = opener.start
        item.touched = opener is not None
        found.append(Assigned(start, item.end, item, opener))
    if opener is not None and not group:
        found.append(Assigned(opener.start, opener.end, None, opener))


def _mark_followed(elements: list[Item | Mention]) -> None:
    followed = False
    for element in reversed(elements):
        if isinstance(element, Item):
            element.followed = followed
            followed = followed or (not element.lost and any("P" in place for place in element.places))
