"""sentences below one title, and their roles -> the same with the account begun and ended where its words show it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textclass.decision import legal, roles
from textclass.decision.needs import demands
from textclass.decision.roles import ACCOUNT, CONCLUSION, EARLIER, LEGAL, NEEDS, OTHER, Unit
from textclass.decision.verbs import has_verb

# a sentence that says the organiser will now be heard
REPORT = re.compile(
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
# words with which the inspectorate weighs an account
_WEIGHS = re.compile(
    r"\b(?:i och för sig|visserligen|inte detsamma som|inte liktydig\w*|befriar inte|inte ersätta|ersätter inte|"
    r"inte jämställas|ändamålsenlig\w*|inte avtalas|(?:lagen|författningen|bestämmelsen) kräver|kravet på|"
    r"skyldighet(?:en|er)?|räcker (?:inte|det)|är inte (?:nog|tillräckligt))\b"
)
_FEW = 2  # sentences that say that there is no account
_IDLE = 3  # sentences at the beginning of an account that may tell of nothing done
_SEEN = 4  # sentences at the end of an account that may tell of a visit
_HEARSAY = 2.0  # … and one that anything done has
_SURE = 5.0  # the weight of a cue that opens a conclusion
_WORDS_OF_LABEL = 4
REPORTED = 4.0  # the weight of a cue of the organiser's own words


def begin_with_report(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the account the sentence that leads into it ("Så här redogör kommunen för sina åtgärder.")."""
    first = _first_told(units, assigned) or 0
    if first and assigned[first - 1] == NEEDS and not units[first].opens and _is_one_more_need(units[first]):
        assigned[first] = NEEDS
        first += 1
    if first and assigned[first - 1] in (EARLIER, NEEDS) and _ends_past(units, assigned, first):
        assigned[first] = EARLIER
        first += 1
    if first and assigned[first - 1] in (EARLIER, NEEDS, OTHER) and REPORT.search(units[first - 1].text):
        assigned[first - 1] = ACCOUNT


def _first_told(units: Sequence[Unit], assigned: Sequence[str]) -> int | None:
    """Return the first sentence of the account, its headings apart; None where there is none."""
    return next((n for n, role in enumerate(assigned) if role == ACCOUNT and units[n].heading is None), None)


def leave_label(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take from the beginning of an account the label that heads it."""
    first = _first_told(units, assigned)
    if first is not None and _is_label(units[first]):
        assigned[first] = OTHER


def _is_label(unit: Unit) -> bool:
    """Whether a piece is a label without a verb ("Kommunens yttrande:"), which heads the account and is none of it."""
    label = not unit.bullet and unit.heading is None and unit.text.endswith(":")
    return label and len(unit.text.split()) <= _WORDS_OF_LABEL and not has_verb(unit.text)


def begin_late(units: Sequence[Unit], assigned: list[str]) -> None:
    """Begin the account at the paragraph that the organiser's words open, if all before it tells of nothing done."""
    first = _first_told(units, assigned)
    if not first or units[first].under == ACCOUNT:
        return
    begin = next((n for n in range(first, len(units)) if units[n].opens and _is_heard(units[n])), first)
    if begin - first <= _IDLE and all(assigned[n] == ACCOUNT and _is_idle(units[n]) for n in range(first, begin)):
        assigned[first:begin] = [CONCLUSION if CONCLUSION in assigned[:first] else EARLIER] * (begin - first)


def _is_idle(unit: Unit) -> bool:
    """Whether a sentence tells of nothing that was done, or weighs what was."""
    return not unit.bullet and (roles.cues().scores(unit.text)[ACCOUNT] == 0 or _WEIGHS.search(unit.text) is not None)


def _is_heard(unit: Unit) -> bool:
    return unit.heading is None and roles.cues().scores(unit.text)[ACCOUNT] >= REPORTED


def _ends_past(units: Sequence[Unit], assigned: Sequence[str], number: int) -> bool:
    """Whether a sentence ends the paragraph above that with which the account begins, and tells no measure."""
    below = units[number + 1] if number + 1 < len(units) else None
    if units[number].opens or below is None or not below.opens or assigned[number + 1] != ACCOUNT:
        return False
    if legal.ends_in_law(units[number].text):
        return True
    return (
        roles.cues().scores(units[number].text)[ACCOUNT] == 0 and roles.cues().scores(below.text)[ACCOUNT] >= REPORTED
    )


def _is_one_more_need(unit: Unit) -> bool:
    """Whether a sentence demands and reports nothing ("Likaså behöver eleverna …")."""
    return demands(unit) and roles.cues().scores(unit.text)[ACCOUNT] == 0


def end_with_report(units: Sequence[Unit], assigned: list[str]) -> None:
    """Take from the end of an account what the inspectorate saw on a visit or says of the case."""
    last = max((n for n, role in enumerate(assigned) if role == ACCOUNT), default=-1)
    for n in range(max(1, last - _SEEN + 1), last + 1):
        after = units[n + 1 : last + 1]
        if assigned[n - 1] != ACCOUNT or not _ends_report(units[n]):
            continue
        if all(not unit.opens or roles.cues().scores(unit.text)[ACCOUNT] < REPORTED for unit in after):
            assigned[n : last + 1] = [CONCLUSION] * (last + 1 - n)
            return


def go_on_reporting(units: Sequence[Unit], assigned: list[str]) -> None:
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
        and (scores[0][ACCOUNT] >= REPORTED or _HEARD.search(told[0].text))
        and all(score[CONCLUSION] == 0 for score in scores)
        and not roles.cues().observed(told[0].text)
    ):
        assigned[first:stop] = [ACCOUNT] * len(told)


def report_at_all(units: Sequence[Unit], assigned: list[str]) -> None:
    """Where no sentence was taken for an account, take the paragraph that begins with the organiser's own words."""
    if any(role == ACCOUNT and unit.heading is None for unit, role in zip(units, assigned, strict=True)):
        return
    for n, unit in enumerate(units):
        scores = roles.cues().scores(unit.text)
        if unit.opens and _is_heard(unit) and scores[ACCOUNT] > scores[EARLIER]:
            stop = next((k for k in range(n + 1, len(units)) if _ends_told(units[k])), len(units))
            assigned[n:stop] = [ACCOUNT] * (stop - n)
            return


def _ends_told(unit: Unit) -> bool:
    """Whether a sentence is no more of what the organiser told: a new paragraph, a heading, the inspectorate."""
    if unit.opens or unit.heading is not None or unit.text.startswith("Skolinspektionen"):
        return True
    return roles.cues().scores(unit.text)[CONCLUSION] > 0


def report_nothing(units: Sequence[Unit], assigned: list[str]) -> None:
    """Leave no account where all that is said of it is that there is none."""
    told = [n for n, role in enumerate(assigned) if role == ACCOUNT and units[n].heading is None]
    if 0 < len(told) <= _FEW and _NOTHING.search(units[told[0]].text):
        for n in told:
            assigned[n] = CONCLUSION


def _ends_report(unit: Unit) -> bool:
    """Whether a sentence tells what was seen on a visit or how the case goes on, or is a signature."""
    if _SURELY_NONE.match(unit.text) is not None:
        return True
    if not unit.opens:
        return False
    scores = roles.cues().scores(unit.text)
    weighed = scores[CONCLUSION] >= _SURE and not scores[ACCOUNT]
    return weighed or _GOES_ON.match(unit.text) is not None or roles.cues().observed(unit.text)


def conclude(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the conclusion the whole of a last paragraph that ends in it and in which nobody is heard."""
    told = _last_paragraph(units, assigned)
    if (
        told
        and not units[told.stop].opens
        and all(roles.cues().scores(units[n].text)[ACCOUNT] <= _HEARSAY for n in told)
    ):
        assigned[told.start : told.stop] = [CONCLUSION] * len(told)


def take_reasons(units: Sequence[Unit], assigned: list[str]) -> None:
    """Give the conclusion the last paragraph taken for account that weighs what was told and reports nothing."""
    told = _last_paragraph(units, assigned)
    if (
        told
        and not any(_is_heard(units[n]) for n in told)
        and roles.cues().scores(units[told.start].text)[ACCOUNT] == 0
        and any(_WEIGHS.search(units[n].text) for n in told)
    ):
        assigned[told.start : told.stop] = [CONCLUSION] * len(told)


def _last_paragraph(units: Sequence[Unit], assigned: Sequence[str]) -> range:
    """Return the last paragraph of an account, where a conclusion goes on from it or follows; empty where none does."""
    last = max((n for n, role in enumerate(assigned) if role == ACCOUNT and units[n].heading is None), default=-1)
    first = max((n for n in range(last + 1) if units[n].opens), default=-1)
    follows = first > 0 and last + 1 < len(units) and assigned[last + 1] == CONCLUSION
    if not follows or assigned[first - 1] != ACCOUNT or units[first - 1].heading is not None or units[first].bullet:
        return range(0)
    told = range(first, last + 1)
    return told if all(assigned[n] == ACCOUNT for n in told) else range(0)


def keep_ends(units: Sequence[Unit], assigned: list[str]) -> None:
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


def keep_law(units: Sequence[Unit], assigned: list[str]) -> None:
    """Leave to an account the sentence of its paragraph that cites law by the way ("Detta följer 4 kap. 4 §.")."""
    for n in range(1, len(units)):
        unit = units[n]
        told = assigned[n] == LEGAL and assigned[n - 1] == ACCOUNT and units[n - 1].heading is None
        law = roles.is_law_line(unit.text) or legal.is_law(unit.text) or legal.ends_in_law(unit.text)
        if told and not (unit.opens or unit.heading or law):
            assigned[n] = ACCOUNT


def _account_before(units: Sequence[Unit], assigned: Sequence[str], number: int) -> bool:
    """Whether the paragraph up to ``number`` is account, but for sentences without a cue of a conclusion."""
    for n in range(number - 1, -1, -1):
        if assigned[n] == ACCOUNT:
            return True
        if units[n].opens or roles.cues().scores(units[n].text)[CONCLUSION] > 0:
            return False
    return False
