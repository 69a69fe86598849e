"""blocks of a follow-up -> its assessed areas, and a label for every stretch of its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from textclass.decision import legal, mending, needs, outcomes, roles
from textclass.decision.naming import leads_with, nameable, named_in, numbered
from textclass.decision.paragraphs import CleanText
from textclass.decision.roles import ACCOUNT, CONCLUSION, EARLIER, LEGAL, Unit, is_law_line
from textclass.decision.segments import Found, Loose, Segment, begins_again, rest, segments_of, units_of
from textclass.decision.stating import state_outcomes
from textclass.decision.titles import Outline, Title
from textclass.decision.units import in_title
from textclass.records import Area, Citation, Passage


class Stretch(NamedTuple):
    """A labelled piece of the clean text, no longer than a block."""

    start: int
    end: int
    label: str
    area: int | None = None
    title: str | None = None  # of the heading it is


@dataclass(frozen=True, slots=True)
class Reading:
    """The areas of a follow-up, and a label for every piece of its text, in order."""

    areas: tuple[Area, ...]
    stretches: tuple[Stretch, ...]


def read(text: CleanText, outline: Outline, citations: Sequence[Citation], schools: Sequence[str] = ()) -> Reading:
    """Return the areas that the document assesses, in the order of its reasons, and the labels of its pieces.

    ``schools``: the school units that the opening names, which a title may name again.
    """
    segments = segments_of(text, outline)
    found, loose = _gather(text, outline, segments)
    for area in found:
        area.unit = area.unit or in_title(area.title, schools)
    state_outcomes(text, found, loose)
    areas = tuple(_area(text, area, citations) for area in found)
    areas = _law_elsewhere(text, _law_of_namesakes(areas, found), found, loose, citations)
    return Reading(areas, tuple(_stretches(text, outline, segments, found)))


def _gather(text: CleanText, outline: Outline, segments: Sequence[Segment]) -> tuple[list[Found], list[Loose]]:
    """Give each area its reasons and its lines of the summary; return too the sentences that belong to none."""
    if not outline.titles:
        return [], []
    found: dict[tuple[str, str | None], Found] = {}
    summaries: list[tuple[Segment, list[Unit]]] = []
    loose: list[Loose] = []
    queue = list(segments)
    while queue:
        segment = queue.pop(0)
        titled = segment.title is not None
        context = segment.context if titled else None
        units = units_of(text, segment.first, segment.stop, outline, context, inside=titled)
        if segment.title is None:
            told = segment.first < outline.end or segment.context == "closing"
            loose.extend((unit, segment.outcome, segment.unit) for unit in units if told)
            continue
        assigned = mending.assign(units)
        again = begins_again(assigned)
        second = None if again is None else rest(text, segment, units[again], outline.known)
        closing = _sums_up(units, assigned, nameable(list(found.values())))
        if closing is not None:
            block = next(n for n in range(segment.first, segment.stop) if text.blocks[n].end > units[closing].start)
            queue[:0] = [replace(segment, stop=block), Segment(None, block, segment.stop, "decision", None)]
        elif second and second.first < segment.stop:
            queue[:0] = [replace(segment, stop=second.title.block if second.title else second.first), second]
        elif _is_reasons(units, assigned):
            _add(found, segment, segment.title, zip(units, assigned, strict=True))
        else:
            summaries.append((segment, units))
    for segment, units in summaries:
        _add_summary(found, loose, segment, units)
    return list(found.values()), loose


def _sums_up(units: Sequence[Unit], assigned: Sequence[str], before: list[Found]) -> int | None:
    """Return the unit at which, below the last area, a part about all areas begins; None where there is none.

    A heading, or a second paragraph, shows that a paragraph about an earlier area is not there by the way.
    """
    account = assigned.index(ACCOUNT) if ACCOUNT in assigned else len(units)
    about = [
        n
        for n in range(account + 1, len(units))
        if units[n].opens
        and units[n].heading is None
        and leads_with(" ".join(unit.text for unit in units[n : n + 2]), before)
    ]
    if not about or not any(outcomes.rules().find(unit.text) for unit in units[about[0] :]):
        return None
    first = about[0]
    while first - 1 > account and units[first - 1].opens and not units[first - 1].text.endswith((".", ":")):
        first -= 1
    return first if first < about[0] or len(about) > 1 else None


def _add(
    found: dict[tuple[str, str | None], Found], segment: Segment, title: Title, sentences: Iterable[tuple[Unit, str]]
) -> None:
    area = found.setdefault((title.key, segment.unit), Found(title.text, title.key, segment.unit))
    area.blocks.append((title.block, segment.first, segment.stop))
    area.sentences.extend(sentences)


def _add_summary(
    found: dict[tuple[str, str | None], Found], loose: list[Loose], segment: Segment, units: Sequence[Unit]
) -> None:
    """Give an area its lines in a summary; a title that only a summary has is an area if a verdict stands below it."""
    area = _match(segment, list(found.values()))
    title = segment.title
    if area is None and title and any(outcomes.rules().find(unit.text) for unit in units):
        area = found.setdefault((title.key, segment.unit), Found(title.text, title.key, segment.unit))
    if area is None:
        loose.extend((unit, segment.outcome, segment.unit) for unit in units)
    else:
        area.summary.extend(units)


def _is_reasons(units: Sequence[Unit], assigned: Sequence[str]) -> bool:
    """Whether a title heads more than a verdict."""
    rest = [unit for unit, role in zip(units, assigned, strict=True) if role != CONCLUSION and unit.heading is None]
    return sum(len(unit.text) for unit in rest) > 60


def _match(segment: Segment, areas: list[Found]) -> Found | None:
    """Return the area whose reasons have the title of a summary, in the same or other words."""
    if segment.title is None:
        return None
    same = [
        a
        for a in areas
        if a.key == segment.title.key and (a.unit == segment.unit or segment.unit is None or a.unit is None)
    ]
    if same:
        return same[0] if len(same) == 1 else None
    words = set(segment.title.key.split())
    near = [
        a
        for a in nameable(areas)
        if len(words & set(a.key.split())) >= 0.6 * max(1, min(len(words), len(a.key.split())))
    ]
    return near[0] if len(near) == 1 else None


def _area(text: CleanText, found: Found, citations: Sequence[Citation]) -> Area:
    by_role = {
        role: [unit for unit, assigned in found.sentences if assigned == role and unit.heading is None]
        for role in roles.ROLES
    }
    law = legal.of_area(text.text, found.sentences, citations)
    if law.basis is None:  # its title may stand once more, in a part that lists the law of all areas
        law = legal.of_area(text.text, [(unit, LEGAL) for unit in found.summary if is_law_line(unit.text)], citations)
    return Area(
        title=found.title,
        school_unit=found.unit,
        outcome=outcomes.settle(found.places),
        outcome_places=tuple(found.places),
        legal_basis=law.basis,
        citations=law.citations,
        curriculum=law.curriculum,
        earlier_assessment=_text(text, by_role[EARLIER]),
        needs=needs.find(text.text, found.sentences),
        account=_passage(text, by_role[ACCOUNT]),
        conclusion=_passage(text, by_role[CONCLUSION]),
    )


def _law_of_namesakes(areas: tuple[Area, ...], found: Sequence[Found]) -> tuple[Area, ...]:
    """Give the parts of an area that are about one unit each the law that stands before the first of them.

    An area that has a line for its law, and only points to another there, cites none.
    """
    first: dict[str, Area] = {}
    for area in areas:
        if area.school_unit and area.legal_basis:
            first.setdefault(area.title, area)
    return tuple(
        replace(area, legal_basis=like.legal_basis, citations=like.citations, curriculum=like.curriculum)
        if area.school_unit and not area.legal_basis and (like := first.get(area.title)) and not _refers(read)
        else area
        for area, read in zip(areas, found, strict=True)
    )


def _refers(found: Found) -> bool:
    return any(role in (LEGAL, EARLIER) and legal.refers(unit.text) for unit, role in found.sentences)


def _law_elsewhere(
    text: CleanText,
    areas: tuple[Area, ...],
    found: list[Found],
    loose: Sequence[Loose],
    citations: Sequence[Citation],
) -> tuple[Area, ...]:
    """Take the law of areas that state none from lines elsewhere that name the area ("Område 2: 5 kap. 3 §")."""
    if not areas or all(area.legal_basis for area in areas):
        return areas
    given: dict[int, list[Citation]] = {}
    begins, near = [c.start for c in citations], nameable(found)
    opening: Unit | None = None  # the sentence that begins the paragraph and tells what it is about
    last: int | None = None  # the area to which the sentence before gave law
    for unit, *_ in loose:
        opening = unit if unit.opens else opening
        cited = citations[bisect_left(begins, unit.start) : bisect_left(begins, unit.end)]
        if last is not None and not unit.opens and cited and all(c.kind == "curriculum" for c in cited):
            given[last].extend(cited)  # "… Se även Lgr 11, 2.2 Kunskaper."
            continue
        last = None
        if opening is None or not cited or _share(cited) <= 0.3 * len(unit.text):
            continue
        subjects = numbered(opening.text, text, near) or named_in(unit, near) or named_in(opening, near)
        if len(subjects) == 1 and found.index(subjects[0]) not in given:
            last = found.index(subjects[0])
            given[last] = list(cited)
    for n, cited in given.items():
        if not areas[n].legal_basis:
            law = legal.of_groups(text.text, [cited])
            filled = replace(areas[n], legal_basis=law.basis, citations=law.citations, curriculum=law.curriculum)
            areas = (*areas[:n], filled, *areas[n + 1 :])
    return areas


def _share(cited: Sequence[Citation]) -> int:
    return sum(c.end - c.start for c in cited)


def _text(text: CleanText, units: Sequence[Unit]) -> str | None:
    passage = _passage(text, units)
    return passage.text if passage else None


def _passage(text: CleanText, units: Sequence[Unit]) -> Passage | None:
    """Return the longest run of units that follow one another."""
    runs: list[tuple[int, int]] = []
    for unit in units:
        if runs and not text.text[runs[-1][1] : unit.start].strip():
            runs[-1] = (runs[-1][0], unit.end)
        else:
            runs.append((unit.start, unit.end))
    if not runs:
        return None
    start, end = max(runs, key=lambda run: run[1] - run[0])
    return Passage(text.text[start:end], start, end, text.page(start))


def _stretches(text: CleanText, outline: Outline, segments: Sequence[Segment], found: Sequence[Found]) -> list[Stretch]:
    """Label every piece of the text, in order."""
    inside: list[Stretch] = []
    covered: set[int] = set()
    header_end = _header_end(text, outline)
    for number, area in enumerate(found, 1):
        for title, _, stop in area.blocks:
            block = text.blocks[title]
            inside.append(Stretch(block.start, block.end, "area", number, block.text))
            covered.update(range(title, stop))
        inside.extend(
            Stretch(u.start, u.end, role, number, u.text if u.heading else None) for u, role in area.sentences
        )
    for segment in segments:
        for number in range(segment.title.block if segment.title else segment.first, segment.stop):
            if number in covered:
                continue
            block, heading = text.blocks[number], outline.known[number]
            label = segment.context or ("header" if number < header_end else "introduction")
            headed = heading is not None and heading.label == label != "signature"
            inside.append(Stretch(block.start, block.end, label, None, block.text if headed else None))
    return sorted(inside, key=lambda stretch: stretch.start)


def _header_end(text: CleanText, outline: Outline) -> int:
    for number, block in enumerate(text.blocks):
        if outline.known[number] is not None or len(block.text) > 150:
            return number
    return len(text.blocks)
