"""sentences below one title, and their roles -> the roles mended where a sentence itself leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textclass.decision import legal, roles
from textclass.decision.needs import bare
from textclass.decision.roles import ACCOUNT, CONCLUSION, EARLIER, LEGAL, NEEDS, OTHER, Unit

_MUST = re.compile(r"\b(?:behöver|behövdes?|krävdes|ska|skall|skulle|måste|bör|förelades|ålades)[ ,]")
_DEFICIENT = re.compile(r"(?:[\w-]{1,20} )?[Bb]rist\w*\b[^.:]{0,60}:$")
_OF_LAW = re.compile(r"\bkap\b|§|\b[a-zåäö]*lagen|förordning|läroplan|\bL(?:gr|pfö|pf|po|vux) ?\d|\bGy ?\d")
_LEAD_IN = re.compile(
    r"(?::|\batt|\bse till|\btillse|\bföljande\b.{0,40}|\b(?:behöver|behövde|ska|skall|skulle|måste))[.:]?$"
)
_ANNOUNCES = re.compile(
    r"\b(?:följande|nedanstående|detta)\b[^.:]{0,40}[.:]$|\bbehov:$"
)  # "… behövde utveckla följande."
# a sentence that says the organiser will now be heard
_REPORT = re.compile(
    r"^(?!.{0,80}\b(?:[Ss]kolinspektion|[Ii]nspektion))(?=.{10,140}$)(?=.*(?:\bså här\b|\bSå här\b|\bföljande\b|:$))"
    r".*\b(?:redogör|beskriver|beskrivs|skriver|redovisar|redovisas|anför|uppger|svarar|berättar|rapporterar|framgår|"
    r"yttrar|anger|återges|framför|meddelar)\b"
)
# … and sentences that are none of his, wherever in a paragraph they stand
_SURELY_NONE = re.compile(
    r"(?:(?:Vid|Under) (?:åter|uppföljnings|tillsyns)?(?:besök|intervju)\w* |(?:Åter|Uppföljnings)besöket )"
    r"(?:bekräfta|styrk|stödj)\w*|Skolinspektionen (?:stänger|avslutar|begär|emotser)\b|"
    r"[A-ZÅÄÖ]\w{1,20} [A-ZÅÄÖ][\w-]{1,30}, (?:tf\.? )?(?:enhetschef|avdelningschef|beslutsfattare|undervisningsråd)\b"
)
# … or where they open it: how the case goes on
_GOES_ON = re.compile(
    r"Beslut(?:et)? (?:i ärendet )?(?:har |är )?fattat|"
    r"(?:Slutligen,? )?Skolinspektionen (?:stänger|avslutar|begär|emotser|fortsätter|ser|har)\b|"
    r"(?:[\w-]{1,30} ){1,4}ska(?:ll)? [^.]{0,60}senast den \d|"
    r"(?:Granskningen|Tillsynen|Ärendet) (?:avslutas|fortsätter)\b"
)
# … and words with which the organiser is heard, or looks ahead
_HEARD = re.compile(
    r"\b(?:enligt (?:rektorn?|kommunen|bolaget|nämnden|huvudmannen|styrelsen|föreningen|stiftelsen|förbundet|lärarna|"
    r"redovisningen|svaret)|uppges|bifogas|bifogats|bilagts|planeras|avser att|(?:till|under|inför) (?:nästa|kommande) "
    r"(?:år|läsår|termin)(?:et|en)?|i (?:sommar|höst|vår)\b)"
)
# … and one that says that there is none
_NOTHING = re.compile(
    r"\b(?:finns|innehåller|saknas|ges|lämnas)(?: det)? (?:inget|inga|ingen|inte n[åa]g\w+) "
    r"(?:avsnitt|uppgift|redovisning|åtgärd|svar|beskrivning|redogörelse)|"
    r"\b(?:inte|ej) (?:redovisat|redogjort för|lämnat någ|svarat|yttrat sig|beskrivit|kommenterat|berört)|"
    r"\b(?:har|fick) (?:vi |[Ss]kolinspektionen )?(?:inte|ej|icke) (?:fått|mottagit|lämnats|tagit emot) n[åa]g\w+ "
    r"(?:uppgift|svar|redovisning|beskrivning|redogörelse|besked)|"
    r"\b(?:är|var) (?:en )?(?:tomm?a?|blank\w*) (?:sid|blad)|"
    r"\b[Nn]ågo[nt] (?:åtgärd|redovisning|svar)\w* .{0,30}\binte\b"
)
_FEW = 2  # sentences that say so
_SEEN = 4  # sentences at the end of an account that may tell of a visit
_HEARSAY = 2.0  # … and one that anything done has
_DEMANDED = 4.0  # the weight of a cue of a need
_REPORTED = 4.0  # the weight of a cue of the organiser's own words


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
            assigned[n] = NEEDS if _demands(unit) and not by_law else LEGAL
            continue
        last = n + 1 == len(units) or units[n + 1].opens
        alone = unit.opens and last and assigned[n] in (CONCLUSION, OTHER)  # a paragraph of its own
        if unit.under == ACCOUNT and roles.cues().scores(unit.text)[ACCOUNT] >= _REPORTED:
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
    _keep_ends(units, assigned)
    _begin_with_report(units, assigned)
    _end_with_report(units, assigned)
    _end_of_needs(units, assigned)
    _conclude(units, assigned)
    _go_on_reporting(units, assigned)
    _report_at_all(units, assigned)
    _report_nothing(units, assigned)
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
        if unit.under != LEGAL and legal.in_front(unit.text) and _demands(unit):
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
    if any(assigned[n] == NEEDS and not (units[n].heading or _REPORT.search(units[n].text)) for n in range(account)):
        return
    past = [n for n in range(account) if assigned[n] == EARLIER]
    demands = [n for n in past if _demands(units[n])] or [n for n in past if n and _DEFICIENT.match(units[n - 1].text)]
    for last, n in zip([None, *demands[::-1]], demands[::-1], strict=False):
        if last is not None and last != n + 1:
            return
        assigned[n] = NEEDS


def _follow_lead_in(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take for needs all that is demanded between a sentence that leads into needs and one that is a need."""
    for n in range(len(units) - 1):
        if assigned[n] != EARLIER or units[n].heading or not _ANNOUNCES.search(units[n].text):
            continue
        stop = n + 1
        while stop < len(units) and assigned[stop] == EARLIER and _demands(units[stop]):
            stop += 1
        if stop < len(units) and assigned[stop] == NEEDS and units[stop].heading is None:
            assigned[n + 1 : stop] = [NEEDS] * (stop - n - 1)


def _join_needs(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take for needs the demands that stand beside one in its paragraph ("Rektorn behövde också …")."""
    for n in [*range(len(units) - 1, -1, -1), *range(len(units))]:
        above = n > 0 and assigned[n - 1] == NEEDS and units[n - 1].heading is None and not units[n].opens
        below = n + 1 < len(units) and assigned[n + 1] == NEEDS and not units[n + 1].opens
        if assigned[n] == EARLIER and (above or below) and _demands(units[n]) and _needs_to(units[n]):
            assigned[n] = NEEDS


def _needs_to(unit: Unit) -> bool:
    """Whether a sentence begins with somebody who must do something."""
    return roles.cues().scores(unit.text)[NEEDS] >= _DEMANDED


def _part_needs_from_past(units: Sequence[Unit], assigned: list[str]) -> None:
    """Leave to the past the sentences that tell how it was, where others say, or list, what must be done."""
    needs = [n for n, role in enumerate(assigned) if role == NEEDS and units[n].heading is None]
    sure = [n for n in needs if units[n].bullet or _demands(units[n])]
    if not sure or ACCOUNT not in assigned[sure[-1] :]:
        return
    in_bullet = False
    for n in range(needs[0], needs[-1] + 1):
        in_bullet = units[n].bullet or (in_bullet and not units[n].opens)
        if n in needs and n not in sure and not in_bullet:
            assigned[n] = EARLIER


def _demands(unit: Unit) -> bool:
    """Whether a sentence says what must be done, and does not lead into what says so."""
    return unit.heading is None and not unit.text.endswith(":") and _MUST.search(unit.text) is not None


def _begin_with_report(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the account the sentence that leads into it ("Så här redogör kommunen för sina åtgärder.")."""
    first = next((n for n, role in enumerate(assigned) if role == ACCOUNT and units[n].heading is None), 0)
    if first and assigned[first - 1] == NEEDS and not units[first].opens and _is_one_more_need(units[first]):
        assigned[first] = NEEDS
        first += 1
    if first and assigned[first - 1] in (EARLIER, NEEDS) and _ends_past(units, assigned, first):
        assigned[first] = EARLIER
        first += 1
    if first and assigned[first - 1] in (EARLIER, NEEDS, OTHER) and _REPORT.search(units[first - 1].text):
        assigned[first - 1] = ACCOUNT


def _ends_past(units: Sequence[Unit], assigned: Sequence[str], number: int) -> bool:
    """Whether a sentence ends the paragraph above that with which the account begins, and tells no measure."""
    below = units[number + 1] if number + 1 < len(units) else None
    if units[number].opens or below is None or not below.opens or assigned[number + 1] != ACCOUNT:
        return False
    if legal.ends_in_law(units[number].text):
        return True
    return (
        roles.cues().scores(units[number].text)[ACCOUNT] == 0 and roles.cues().scores(below.text)[ACCOUNT] >= _REPORTED
    )


def _is_one_more_need(unit: Unit) -> bool:
    """Whether a sentence demands and reports nothing ("Likaså behöver eleverna …")."""
    return _demands(unit) and roles.cues().scores(unit.text)[ACCOUNT] == 0


def _end_with_report(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take from the end of an account what the inspectorate saw on a visit or says of the case."""
    last = max((n for n, role in enumerate(assigned) if role == ACCOUNT), default=-1)
    for n in range(max(1, last - _SEEN + 1), last + 1):
        after = units[n + 1 : last + 1]
        if assigned[n - 1] != ACCOUNT or not _ends_report(units[n]):
            continue
        if all(not unit.opens or roles.cues().scores(unit.text)[ACCOUNT] < _REPORTED for unit in after):
            assigned[n : last + 1] = [CONCLUSION] * (last + 1 - n)
            return


def _go_on_reporting(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the account the paragraph after it in which the organiser is heard once more, above the conclusion."""
    first = max((n for n, role in enumerate(assigned) if role == ACCOUNT), default=-1) + 1
    stop = next((n for n in range(first + 1, len(units)) if units[n].opens), len(units))
    if not 0 < first < stop < len(units) or not units[first].opens or units[first - 1].heading:
        return
    told = units[first:stop]
    scores = [roles.cues().scores(unit.text) for unit in told]
    if (
        all(role == CONCLUSION for role in assigned[first : stop + 1])
        and all(unit.heading is None for unit in told)
        and (scores[0][ACCOUNT] >= _REPORTED or _HEARD.search(told[0].text))
        and all(score[CONCLUSION] == 0 for score in scores)
        and not roles.cues().observed(told[0].text)
    ):
        assigned[first:stop] = [ACCOUNT] * len(told)


def _report_at_all(units: Sequence[Unit], assigned: list[str]) -> None:
    """Where no sentence was taken for an account, take the paragraph that begins with the organiser's own words."""
    if any(role == ACCOUNT and unit.heading is None for unit, role in zip(units, assigned, strict=True)):
        return
    for n, unit in enumerate(units):
        if unit.opens and not unit.heading and roles.cues().scores(unit.text)[ACCOUNT] >= _REPORTED:
            stop = next((k for k in range(n + 1, len(units)) if _ends_told(units[k])), len(units))
            assigned[n:stop] = [ACCOUNT] * (stop - n)
            return


def _ends_told(unit: Unit) -> bool:
    """Whether a sentence is no more of what the organiser told: a new paragraph, a heading, the inspectorate."""
    if unit.opens or unit.heading is not None or unit.text.startswith("Skolinspektionen"):
        return True
    return roles.cues().scores(unit.text)[CONCLUSION] > 0


def _report_nothing(units: Sequence[Unit], assigned: list[str]) -> None:
    """Leave no account where all that is said of it is that there is none."""
    told = [n for n, role in enumerate(assigned) if role == ACCOUNT and units[n].heading is None]
    if 0 < len(told) <= _FEW and _NOTHING.search(units[told[0]].text):
        for n in told:
            assigned[n] = CONCLUSION


def _ends_report(unit: Unit) -> bool:
    """Whether a sentence tells what was seen on a visit or how the case goes on, or is a signature."""
    if _SURELY_NONE.match(unit.text) is not None:
        return True
    return unit.opens and (_GOES_ON.match(unit.text) is not None or roles.cues().observed(unit.text))


def _conclude(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the conclusion the whole of a last paragraph that ends in it and in which nobody is heard."""
    last = max((n for n, role in enumerate(assigned) if role == ACCOUNT and units[n].heading is None), default=-1)
    first = max((n for n in range(last + 1) if units[n].opens), default=-1)
    told = range(first, last + 1)
    if (
        first > 0
        and last + 1 < len(units)
        and assigned[first - 1] == ACCOUNT
        and units[first - 1].heading is None
        and assigned[last + 1] == CONCLUSION
        and not units[last + 1].opens
        and not units[first].bullet
        and all(assigned[n] == ACCOUNT and roles.cues().scores(units[n].text)[ACCOUNT] <= _HEARSAY for n in told)
    ):
        assigned[first : last + 1] = [CONCLUSION] * len(told)


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
    return past and all(_demands(unit) or not _demands(items[-1]) for unit in items)


def _reports(item: str) -> bool:
    """Whether an item of a list is itself a sentence about what was done."""
    words = bare(item)
    return roles.cues().opens(words) or (words[:1].isupper() and roles.cues().scores(words)[ACCOUNT] >= 2)


def _list(unit: Unit) -> tuple[str, bool]:
    """Return the kind of mark of an item, and whether a sentence begins after it."""
    mark = unit.text[0]
    kind = "1" if mark.isdigit() else ("a" if mark.isalpha() else mark)
    return kind, bare(unit.text)[:1].isupper()


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
    lost = unit.text[-1:].isalpha() and below.text[:1].islower()  # the marks of the list below
    if below.opens and unit.text.endswith("följande."):
        return True  # "Kommunen behövde utveckla följande."
    return (below.bullet and (lost or _LEAD_IN.search(unit.text) is not None)) or (
        unit.text.endswith(":") and not below.opens
    )
