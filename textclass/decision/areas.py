"""blocks of a follow-up -> its assessed areas, and a label for every stretch of its text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textclass.decision import legal, outcomes, roles
from textclass.decision.naming import named_in, numbered
from textclass.decision.paragraphs import CleanText
from textclass.decision.roles import ACCOUNT, CONCLUSION, EARLIER, LEGAL, NEEDS, OTHER, Unit
from textclass.decision.segments import Found, Loose, Segment, begins_again, rest, segments_of, units_of
from textclass.decision.stating import state_outcomes
from textclass.decision.titles import Outline, Title
from textclass.records import Area, Citation, Passage

_MARK = re.compile(r"^(?:[•*–-]|\d{1,2}[.)]|\d{1,2}\.\d{1,2}\.?|[a-zåäö][.)]|\([a-z0-9]{1,2}\))\s+")
# a bracket of law after the end of a need is its legal basis; one inside its last sentence is part of it
_LAW_AFTER = re.compile(
    r"(?<=[.!?,;]) \((?:se |jfr )?\d{1,2}(?: [a-z])? kap[^()]{0,200}(?:\([^()]{1,60}\)[^()]{0,200}){0,4}\)\.?$|"
    r"(?<=[.!?]) \((?:se |jfr )?\d{1,3}(?: [a-z])? §[^()]{0,200}\)\.?$"
)
_LEAD_IN = re.compile(
    r"(?::|\batt|\bse till|\btillse|\bföljande\b.{0,40}|\b(?:behöver|behövde|ska|skall|skulle|måste))[.:]?$"
)
_NEED_LABEL = re.compile(
    r"^(?:utvecklings|förbättrings)(?:område|behov)(?:et|t)?(?: \d{1,2})?\s*[:–-]\s*|^(?:krav|"
    r"behov|brist)(?: \d{1,2})?\s*:\s*",
    re.IGNORECASE,
)
# "Skolinspektionen ansåg att rektorn behöver …": the need is what was held, not that it was
_HELD = re.compile(
    r"^(?:[^\s.:]{1,40} ){1,9}?(?:(?:bedömde|angav|skrev|uttalade|påpekade|konstaterade|ansåg|fann|framhöll|krävde|"
    r"menade)s?|slogs fast|gick ut på|framgick|innebar)(?: (?:[Ss]kolinspektionen|därför|också|även|dock|vidare))"
    r"{0,2} att (?=(?:[^\s.:]{1,40} ){1,6}?(?:behöver|behövde|ska|skall|skulle|måste|bör)\b)"
)

# a sentence that says the organiser will now be heard
_REPORT = re.compile(
    r"^(?!.{0,80}\b(?:[Ss]kolinspektion|[Ii]nspektion))(?=.{10,140}$)(?=.*(?:\bså här\b|\bSå här\b|\bföljande\b|:$))"
    r".*\b(?:redogör|beskriver|beskrivs|skriver|redovisar|redovisas|anför|uppger|svarar|berättar|rapporterar|framgår|"
    r"yttrar|anger|återges|framför|meddelar)\b"
)
# … and sentences that are no report: what was seen on a visit, how the case goes on
_NO_REPORT = re.compile(
    r"(?:Vid|Under) (?:det |ett )?(?:åter|uppföljnings|tillsyns)?(?:besök(?:et)?|intervju(?:er|erna|n)?)\b|"
    r"Vid samtal(?:et|en)? (?:uppgav|upplyste|berättade|framkom)|(?:Återbesöket|Uppföljningsbesöket)\b|"
    r"[\w ]{4,60}\b(?:intervjuades|(?:berättade|uppgav|upplyste|bekräftade) vid (?:samtalet|intervju|\w*besöket))|"
    r"Beslut(?:et)? (?:i ärendet )?(?:har |är )?fattat|"
    r"Skolinspektionen (?:stänger|avslutar|begär|fortsätter|ser|har)\b|"
    r"(?:Granskningen|Tillsynen|Ärendet) (?:avslutas|fortsätter)\b"
)
_SEEN = 4  # sentences at the end of an account that may tell of a visit
_REPORTED = 4.0  # the weight of a cue of the organiser's own words


@dataclass(frozen=True, slots=True)
class Stretch:
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


def read(text: CleanText, outline: Outline, citations: Sequence[Citation]) -> Reading:
    """Return the areas that the document assesses, in the order of its reasons, and the labels of its pieces."""
    segments = segments_of(text, outline)
    found, loose = _gather(text, outline, segments)
    state_outcomes(text, found, loose)
    areas = tuple(_area(text, area, citations) for area in found)
    areas = _law_elsewhere(text, areas, found, loose, citations)
    return Reading(areas, tuple(_stretches(text, outline, segments, found)))


def _gather(text: CleanText, outline: Outline, segments: Sequence[Segment]) -> tuple[list[Found], list[Loose]]:
    """Give each area its reasons and its lines of the summary; return too the sentences that belong to none."""
    found: dict[tuple[str, str | None], Found] = {}
    summaries: list[tuple[Segment, list[Unit]]] = []
    loose: list[Loose] = []
    queue = list(segments)
    while queue:
        segment = queue.pop(0)
        units = units_of(text, segment.first, segment.stop, outline, segment.context if segment.title else None)
        if segment.title is None:
            told = segment.first < outline.end or segment.context == "closing"
            loose.extend((unit, segment.outcome, segment.unit) for unit in units if told)
            continue
        assigned = _roles(units)
        again = begins_again(assigned)
        if again is not None:
            second = rest(text, segment, units[again], outline.known)
            first = replace(segment, stop=second.title.block if second.title else second.first)
            queue[:0] = [first, second]
        elif _is_reasons(units, assigned):
            _add(found, segment, segment.title, zip(units, assigned, strict=True))
        else:
            summaries.append((segment, units))
    for segment, units in summaries:
        _add_summary(found, loose, segment, units)
    return list(found.values()), loose


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


def _roles(units: Sequence[Unit]) -> list[str]:
    """Return the roles of the sentences below one title, mended where the sentence itself leaves no doubt."""
    assigned = roles.assign(units)
    _keep_lists_whole(units, assigned)
    for n, unit in enumerate(units):
        if unit.heading or assigned[n] == LEGAL:
            continue
        if legal.is_law(unit.text, whole=assigned[n] not in (NEEDS, EARLIER)):
            assigned[n] = LEGAL
        elif assigned[n] == NEEDS and _leads_in(units, n):
            assigned[n] = EARLIER
    _keep_ends(units, assigned)
    _begin_with_report(units, assigned)
    _end_with_report(units, assigned)
    _end_of_needs(units, assigned)
    _begin_conclusion(units, assigned)
    _go_on_reporting(units, assigned)
    return assigned


def _begin_with_report(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the account the sentence that leads into it ("Så här redogör kommunen för sina åtgärder.")."""
    first = next((n for n, role in enumerate(assigned) if role == ACCOUNT and units[n].heading is None), 0)
    if first and assigned[first - 1] in (EARLIER, NEEDS, OTHER) and _REPORT.search(units[first - 1].text):
        assigned[first - 1] = ACCOUNT


def _end_with_report(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take from the end of an account what the inspectorate saw on a visit or says of the case."""
    last = max((n for n, role in enumerate(assigned) if role == ACCOUNT), default=-1)
    for n in range(max(1, last - _SEEN + 1), last + 1):
        after = units[n + 1 : last + 1]
        if assigned[n - 1] != ACCOUNT or not units[n].opens or not _NO_REPORT.match(units[n].text):
            continue
        if all(roles.cues().scores(unit.text)[ACCOUNT] < _REPORTED for unit in after):
            assigned[n : last + 1] = [CONCLUSION] * (last + 1 - n)
            return


def _go_on_reporting(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the account the paragraph after it in which the organiser is heard once more, above the conclusion."""
    last = max((n for n, role in enumerate(assigned) if role == ACCOUNT), default=-1)
    if last < 0 or last + 2 >= len(units) or not units[last + 1].opens or not units[last + 2].opens:
        return
    scores = roles.cues().scores(units[last + 1].text)
    told = scores[ACCOUNT] >= _REPORTED and scores[CONCLUSION] == 0 and units[last + 1].heading is None
    if told and assigned[last + 1 : last + 3] == [CONCLUSION, CONCLUSION] and units[last].heading is None:
        assigned[last + 1] = ACCOUNT


def _begin_conclusion(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the conclusion the sentence that opens its paragraph, if nothing in it tells of measures."""
    last = max((n for n, role in enumerate(assigned) if role == ACCOUNT and units[n].heading is None), default=0)
    if (
        0 < last < len(units) - 1
        and units[last].opens
        and not units[last].bullet
        and not units[last + 1].opens
        and assigned[last - 1] == ACCOUNT
        and units[last - 1].heading is None
        and assigned[last + 1] == CONCLUSION
        and roles.cues().scores(units[last].text)[ACCOUNT] == 0
    ):
        assigned[last] = CONCLUSION


def _end_of_needs(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take what is demanded after the verdict, with no account of it below, for a new demand and no need."""
    last = max((n for n, role in enumerate(assigned) if role == ACCOUNT and units[n].heading is None), default=-1)
    if last < 0:
        return
    concluded = False
    for n in range(last + 1, len(assigned)):
        concluded = concluded or assigned[n] == CONCLUSION
        if concluded and assigned[n] == NEEDS and units[n].heading is None:
            assigned[n] = OTHER


def _keep_lists_whole(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the items of a list of needs or measures the role of the first, unless one begins as an account does."""
    first: int | None = None
    for n, unit in enumerate(units):
        if not (unit.bullet and unit.opens):
            if unit.opens or unit.heading or (first is not None and assigned[n] != assigned[first]):
                first = None
        elif first is None or assigned[first] not in (NEEDS, ACCOUNT) or _list(units[first]) != _list(unit):
            first = n
        elif assigned[n] != assigned[first] and not _reports(unit.text):
            assigned[n] = assigned[first]


def _reports(item: str) -> bool:
    """Whether an item of a list is itself a sentence about what was done."""
    bare = _MARK.sub("", item)
    return roles.cues().opens(bare) or (bare[:1].isupper() and roles.cues().scores(bare)[ACCOUNT] >= 2)


def _list(unit: Unit) -> str:
    """Return the kind of mark of an item."""
    return "1" if unit.text[0].isdigit() else ("a" if unit.text[0].isalpha() else unit.text[0])


def _keep_ends(units: Sequence[Unit], assigned: list[str]) -> None:
    """Leave the last sentences of an account in it if the conclusion has a paragraph of its own below."""
    for n in range(len(units) - 2, 0, -1):
        unit, below = units[n], units[n + 1]
        if (
            assigned[n] in (CONCLUSION, OTHER)
            and not unit.opens
            and (below.opens or below.heading or assigned[n + 1] == ACCOUNT)
            and _account_before(units, assigned, n)
            and roles.cues().scores(unit.text)[CONCLUSION] == 0
        ):
            assigned[n] = ACCOUNT


def _account_before(units: Sequence[Unit], assigned: Sequence[str], number: int) -> bool:
    """Whether the paragraph up to ``number`` is account, but for sentences without a cue of a conclusion."""
    for n in range(number - 1, -1, -1):
        if assigned[n] == ACCOUNT:
            return True
        if units[n].opens or roles.cues().scores(units[n].text)[CONCLUSION] > 0:
            return False
    return False


def _leads_in(units: Sequence[Unit], number: int) -> bool:
    """Whether a sentence leads into needs ("Huvudmannen behöver därför:", "Att åtgärda: Kommunen ska …")."""
    unit, below = units[number], units[number + 1] if number + 1 < len(units) else None
    if unit.bullet or below is None or below.heading:
        return False
    return (below.bullet and _LEAD_IN.search(unit.text) is not None) or (unit.text.endswith(":") and not below.opens)


def _match(segment: Segment, areas: Sequence[Found]) -> Found | None:
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
    near = [a for a in areas if len(words & set(a.key.split())) >= 0.6 * max(1, min(len(words), len(a.key.split())))]
    return near[0] if len(near) == 1 else None


def _area(text: CleanText, found: Found, citations: Sequence[Citation]) -> Area:
    by_role = {
        role: [unit for unit, assigned in found.sentences if assigned == role and unit.heading is None]
        for role in roles.ROLES
    }
    law = legal.of_area(text.text, found.sentences, citations)
    return Area(
        title=found.title,
        school_unit=found.unit,
        outcome=outcomes.settle(found.places),
        outcome_places=tuple(found.places),
        legal_basis=law.basis,
        citations=law.citations,
        curriculum=law.curriculum,
        earlier_assessment=_text(text, by_role[EARLIER]),
        needs=_needs(text, found.sentences),
        account=_passage(text, by_role[ACCOUNT]),
        conclusion=_passage(text, by_role[CONCLUSION]),
    )


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
    begins = [c.start for c in citations]
    opening: Unit | None = None  # the sentence that begins the paragraph and tells what it is about
    for unit, *_ in loose:
        opening = unit if unit.opens else opening
        cited = citations[bisect_left(begins, unit.start) : bisect_left(begins, unit.end)]
        if opening is None or not cited or _share(cited) <= 0.3 * len(unit.text):
            continue
        subjects = named_in(opening, found) or numbered(opening.text, text, found)
        if len(subjects) == 1:
            given.setdefault(found.index(subjects[0]), list(cited))
    for n, cited in given.items():
        if not areas[n].legal_basis:
            law = legal.of_groups(text.text, [cited])
            filled = replace(areas[n], legal_basis=law.basis, citations=law.citations, curriculum=law.curriculum)
            areas = (*areas[:n], filled, *areas[n + 1 :])
    return areas


def _share(cited: Sequence[Citation]) -> int:
    return sum(c.end - c.start for c in cited)


def _needs(text: CleanText, sentences: Sequence[tuple[Unit, str]]) -> tuple[str, ...]:
    """Return each bullet, whole, and each sentence outside bullets, without their marks."""
    spans: list[tuple[int, int, bool]] = []
    for unit, role in sentences:
        last = spans[-1] if spans else None
        goes_on = last is not None and last[2] and not unit.opens and unit.heading is None
        if last and goes_on and (role == NEEDS or (unit.text.startswith("(") and legal.is_law(unit.text, whole=True))):
            spans[-1] = (last[0], unit.end, True)
        elif role == NEEDS and unit.heading is None:
            spans.append((unit.start, unit.end, unit.bullet))
    return tuple(_need(text.text[start:end], whole=bullet) for start, end, bullet in spans)


def _need(text: str, *, whole: bool) -> str:
    """Return a need without its mark and label, and a sentence without the bracket of law after it."""
    bare = _NEED_LABEL.sub("", _MARK.sub("", text, count=1), count=1)
    return (bare if whole else _LAW_AFTER.sub("", _HELD.sub("", bare, count=1))).strip()


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
