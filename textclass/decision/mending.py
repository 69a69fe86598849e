"""sentences below one title, and their roles -> the roles mended where a sentence itself leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textclass.decision import legal, reports, roles
from textclass.decision.needs import bare, demands
from textclass.decision.roles import ACCOUNT, CONCLUSION, EARLIER, LEGAL, NEEDS, OTHER, Unit

_DEFICIENT = re.compile(r"(?:[\w-]{1,20} )?[Bb]rist\w*\b[^.:]{0,60}:$")
_OF_LAW = re.compile(r"\bkap\b|§|\b[a-zåäö]*lagen|förordning|läroplan|\bL(?:gr|pfö|pf|po|vux) ?\d|\bGy ?\d")
_LEAD_IN = re.compile(
    r"(?::|\batt|\bse till|\btillse|\bföljande\b.{0,40}|\b(?:behöver|behövde|ska|skall|skulle|måste))[.:]?$"
)
_ANNOUNCES = re.compile(
    r"\b(?:följande|nedanstående|detta)\b[^.:]{0,40}[.:]$|\bbehov:$"
)  # "… behövde utveckla följande."
# … what the law demands of all, and no need of this area
_LAW_DEMANDS = re.compile(
    r"[^.]{0,200}?\b(?:ska(?:ll)?|får|har),? enligt (?:\d|skollagen|läroplanen|förordningen)|"
    r"(?:Enligt|Av) (?:\d|skollagen|läroplanen|förordningen|bestämmels\w+)[^.]{0,120}\b(?:ska|skall|får)\b|"
    r"(?:Den |Denna )?[Bb]estämmelse(?:n|rna)?\b"
)
_DEMANDED = 4.0  # the weight of a cue of a need


def assign(units: Sequence[Unit]) -> list[str]:
    """Return the roles of the sentences below one title, mended where the sentence itself leaves no doubt."""
    assigned = roles.assign(units)
    _keep_lists_whole(units, assigned)
    asked = any(unit.heading == NEEDS for unit in units)  # the needs have a heading of their own
    for n, unit in enumerate(units):
        if unit.heading:
            continue
        if assigned[n] == LEGAL:
            by_law = _OF_LAW.search(unit.text) is not None and not (legal.ends_in_law(unit.text) and _needs_to(unit))
            assigned[n] = NEEDS if demands(unit) and not by_law else LEGAL
            continue
        last = n + 1 == len(units) or units[n + 1].opens
        alone = unit.opens and last and assigned[n] in (CONCLUSION, OTHER)  # a paragraph of its own
        if unit.under == ACCOUNT and roles.cues().scores(unit.text)[ACCOUNT] >= reports.REPORTED:
            continue  # "Nämnden hänvisar till protokollet, § 51" cites no law
        if (
            legal.is_law(unit.text, whole=assigned[n] not in (NEEDS, EARLIER))
            or (alone and legal.is_basis(unit.text))
            or (unit.under == LEGAL and asked and legal.ends_in_law(unit.text))
            or _goes_on_with_law(units, assigned, n)
        ):
            assigned[n] = LEGAL
        elif assigned[n] == NEEDS and _leads_in(units, n):
            assigned[n] = EARLIER
    _demand_by_law(units, assigned)
    _need_below_heading(units, assigned)
    _find_needs(units, assigned)
    _join_needs(units, assigned)
    _part_needs_from_past(units, assigned)
    _follow_lead_in(units, assigned)
    reports.keep_ends(units, assigned)
    reports.keep_law(units, assigned)
    reports.begin_with_report(units, assigned)
    reports.begin_late(units, assigned)
    _leave_law(units, assigned)
    reports.end_with_report(units, assigned)
    _end_of_needs(units, assigned)
    reports.conclude(units, assigned)
    reports.take_reasons(units, assigned)
    reports.go_on_reporting(units, assigned)
    reports.report_at_all(units, assigned)
    reports.leave_label(units, assigned)
    reports.report_nothing(units, assigned)
    return assigned


def _goes_on_with_law(units: Sequence[Unit], assigned: Sequence[str], number: int) -> bool:
    """Whether a sentence tells more law where some was told, or law below a heading that is not the account's."""
    unit, above = units[number], units[number - 1] if number else None
    if above is None:
        return False
    if above.heading == LEGAL:
        return roles.is_law_line(unit.text)
    if above.heading:
        return above.heading != ACCOUNT and assigned[number] == ACCOUNT and legal.tells(unit.text)
    return assigned[number - 1] == LEGAL and not unit.opens and legal.goes_on(unit.text)


def _demand_by_law(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take for needs the sentences above the account that demand something and have their law in front."""
    for n, unit in enumerate(units):
        if assigned[n] == CONCLUSION:
            return
        if unit.under != LEGAL and legal.in_front(unit.text) and demands(unit):
            assigned[n] = NEEDS


def _need_below_heading(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take for needs the sentences below a heading of needs, where the roles found none there."""
    for n, unit in enumerate(units):
        if unit.heading != NEEDS:
            continue
        stop = next((k for k in range(n + 1, len(units)) if units[k].heading), len(units))
        below = range(n + 1, stop)
        if not any(assigned[k] == NEEDS for k in below):
            for k in below:
                told = units[k].under == NEEDS and not units[k].text.endswith(":") and not legal.is_law(units[k].text)
                assigned[k] = NEEDS if told and assigned[k] in (EARLIER, LEGAL, OTHER) else assigned[k]


def _find_needs(units: Sequence[Unit], assigned: list[str]) -> None:
    """Where no sentence was taken for a need, take the last that say what must be done before the account begins."""
    account = assigned.index(ACCOUNT) if ACCOUNT in assigned else len(assigned)
    if any(
        assigned[n] == NEEDS and not (units[n].heading or reports.REPORT.search(units[n].text)) for n in range(account)
    ):
        return
    past = [n for n in range(account) if assigned[n] == EARLIER]
    told = [n for n in past if demands(units[n])] or [n for n in past if n and _DEFICIENT.match(units[n - 1].text)]
    for last, n in zip([None, *told[::-1]], told[::-1], strict=False):
        if last is not None and last != n + 1:
            return
        assigned[n] = NEEDS


def _follow_lead_in(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take for needs all that is demanded between a sentence that leads into needs and one that is a need."""
    for n in range(len(units) - 1):
        if assigned[n] != EARLIER or units[n].heading or not _ANNOUNCES.search(units[n].text):
            continue
        stop = n + 1
        while stop < len(units) and assigned[stop] == EARLIER and demands(units[stop]):
            stop += 1
        if stop < len(units) and assigned[stop] == NEEDS and units[stop].heading is None:
            assigned[n + 1 : stop] = [NEEDS] * (stop - n - 1)


def _join_needs(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take for needs the demands that stand beside one in its paragraph ("Rektorn behövde också …")."""
    for n in [*range(len(units) - 1, -1, -1), *range(len(units))]:
        above = n > 0 and assigned[n - 1] == NEEDS and units[n - 1].heading is None and not units[n].opens
        below = n + 1 < len(units) and assigned[n + 1] == NEEDS and not units[n + 1].opens
        if assigned[n] == EARLIER and (above or below) and demands(units[n]) and _needs_to(units[n]):
            assigned[n] = NEEDS


def _needs_to(unit: Unit) -> bool:
    """Whether a sentence begins with somebody who must do something."""
    return roles.cues().scores(unit.text)[NEEDS] >= _DEMANDED


def _part_needs_from_past(units: Sequence[Unit], assigned: list[str]) -> None:
    """Leave to the past the sentences that tell how it was, where others say, or list, what must be done."""
    needs = [n for n, role in enumerate(assigned) if role == NEEDS and units[n].heading is None]
    sure = [n for n in needs if units[n].bullet or demands(units[n]) or _is_requirement(units[n])]
    if not sure or ACCOUNT not in assigned[sure[-1] :]:
        return
    in_bullet = False
    for n in range(needs[0], needs[-1] + 1):
        in_bullet = units[n].bullet or (in_bullet and not units[n].opens)
        if n in needs and n not in sure and not in_bullet:
            assigned[n] = EARLIER


def _is_requirement(unit: Unit) -> bool:
    """Whether a sentence below a heading of needs has its law in a bracket at its end."""
    return unit.under == NEEDS and legal.ends_in_law(unit.text)


def _leave_law(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take sentences that tell what the law demands for no needs, where others are ("Rektorn ska enligt 2 kap. …")."""
    needs = [n for n, role in enumerate(assigned) if role == NEEDS and units[n].heading is None]
    law = [n for n in needs if not units[n].bullet and _LAW_DEMANDS.match(units[n].text)]
    if len(law) < len(needs):
        for n in law:
            assigned[n] = LEGAL


def _end_of_needs(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take what is demanded after the verdict, with no account of it below, for a new demand and no need.

    So is what stands below a heading of measures to take ("Åtgärder"), where needs stand above it.
    """
    needed = turned = False
    for n, unit in enumerate(units):
        below = assigned[n] == NEEDS and unit.heading is None
        turned = turned or (needed and unit.heading == CONCLUSION)
        if below and turned:
            assigned[n] = OTHER
        needed = needed or below
    last = max((n for n, role in enumerate(assigned) if role == ACCOUNT and units[n].heading is None), default=-1)
    if last < 0:
        return
    concluded = False
    for n in range(last + 1, len(assigned)):
        concluded = concluded or (assigned[n] == CONCLUSION and units[n].heading in (None, CONCLUSION))
        if concluded and assigned[n] == NEEDS and units[n].heading is None:
            assigned[n] = OTHER


def _keep_lists_whole(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the items of a list of needs or measures the role of the first, unless one begins as an account does."""
    first: int | None = None
    for n, unit in enumerate(units):
        if not (unit.bullet and unit.opens):
            if unit.opens or unit.heading or (first is not None and assigned[n] != assigned[first]):
                first = None
        elif first is None or _list(units[first]) != _list(unit):
            first = n
        elif _are_needs(units[first : n + 1], assigned[first : n + 1]):
            assigned[first:n] = [NEEDS] * (n - first)
        elif assigned[first] not in (NEEDS, ACCOUNT):
            first = n if assigned[n] != EARLIER else first
        elif assigned[n] != assigned[first] and not _reports(unit.text):
            assigned[n] = assigned[first]


def _are_needs(items: Sequence[Unit], assigned: Sequence[str]) -> bool:
    """Whether the last item is a need and those before it, all taken for past, demand no less than it does."""
    past = assigned[-1] == NEEDS and all(role == EARLIER for role in assigned[:-1])
    return past and all(demands(unit) or not demands(items[-1]) for unit in items)


def _reports(item: str) -> bool:
    """Whether an item of a list is itself a sentence about what was done."""
    words = bare(item)
    return roles.cues().opens(words) or (words[:1].isupper() and roles.cues().scores(words)[ACCOUNT] >= 2)


def _list(unit: Unit) -> tuple[str, bool]:
    """Return the kind of mark of an item, and whether a sentence begins after it."""
    mark = unit.text[0]
    kind = "1" if mark.isdigit() else ("a" if mark.isalpha() else mark)
    return kind, bare(unit.text)[:1].isupper()


def _leads_in(units: Sequence[Unit], number: int) -> bool:
    """Whether a sentence leads into needs ("Huvudmannen behöver därför:", "Att åtgärda: Kommunen ska …")."""
    unit, below = units[number], units[number + 1] if number + 1 < len(units) else None
    if unit.bullet or below is None or below.heading:
        return False
    lost = unit.text[-1:].isalpha() and below.text[:1].islower()  # the marks of the list below
    if below.opens and unit.text.endswith("följande."):
        return True  # "Kommunen behövde utveckla följande."
    return (below.bullet and (lost or _LEAD_IN.search(unit.text) is not None)) or (
        unit.text.endswith(":") and not below.opens
    )
