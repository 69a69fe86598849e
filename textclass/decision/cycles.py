"""titles that stand out -> the titles of areas: one for each account of measures, since each area has its own.

The reasons go round: title, law, past, needs, account, conclusion, and again. Where an account has no title since
the conclusion before it, the likeliest heading there is one; a heading that stands in every round is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from textclass.decision import outcomes
from textclass.decision.evidence import key
from textclass.decision.headings import headings
from textclass.decision.paragraphs import Block
from textclass.decision.verbs import is_clause

_ACCOUNT = frozenset({"account", "heading:account", "run_in:account"})
_CONCLUSION = frozenset({"conclusion", "heading:conclusion", "run_in:conclusion"})
_LEAST = -2.0  # support below which no heading is taken for a title, whatever lacks one
_LEAST_BEFORE = -1.5  # … and above the first sure title, where the history of the case stands too
_LEAST_ALIKE = -3.0  # … and for one set as most titles are
_NEAR = 7  # blocks from such a title to its account
_FIRST = 0.7  # so much more speaks for the first heading of a round
_SURE = 1.0  # support above which a title stays, though its round has another
_IN_CHAPTER = "1.1"  # headings numbered so may be sentences
_MOST = 0.6  # share of the titles that must be set alike
_Form = tuple[str, bool, str]
_NUMBER = re.compile(
    r"(?:(?:[Dd]el|[Oo]mråde|OMRÅDE|\w{2,20}område|\w{2,20}OMRÅDE|[Ff]råga|[Aa]vsnitt|[Pp]unkt|[Bb]rist) )?"
    r"(?:\d{1,2}(?:\.\d{1,2})?|[IVX]{1,4}|[A-H])(?:[.:)] ?| )(?=[A-ZÅÄÖ–-])"
)
_LONGEST_VERDICT = 400  # characters; a longer paragraph that holds a verdict may be an account with an opinion in it


def rounds(
    blocks: Sequence[Block], kinds: Sequence[str], end: int, shaped: Collection[int] = ()
) -> list[tuple[int, int]]:
    """Return, for each account up to ``end``, where it begins and where the conclusion before it (0: none) stands."""
    found: list[tuple[int, int]] = []
    concluded, reporting, moved = 0, False, True  # moved: something has stood there since that begins a round
    for number in range(min(end, len(blocks))):
        kind = kinds[number]
        if reporting and _concludes(kind, blocks[number].text):
            concluded, reporting, moved = number, False, False
        elif kind in _ACCOUNT and moved and not reporting and not blocks[number].bullet:
            found.append((number, concluded))
            reporting = True
        moved = moved or number in shaped or kind not in (*_ACCOUNT, *_CONCLUSION, "none")
    return found


def _concludes(kind: str, text: str) -> bool:
    if kind in ("heading:conclusion", "run_in:conclusion"):
        return True
    opening = outcomes.rules().find(text[:_LONGEST_VERDICT])
    return opening is not None and (kind in _CONCLUSION or outcomes.rules().judges(text[:_LONGEST_VERDICT]))


def settle(
    blocks: Sequence[Block],
    kinds: Sequence[str],
    end: int,
    shaped: Sequence[int],
    chosen: Collection[int],
    support: Mapping[int, float],
    sentences: Sequence[int] = (),
) -> set[int]:
    """Return ``chosen`` with a title for each account that lacks one, and without headings of every round.

    ``sentences``: lines that stand alone as titles do; where others have titles, the first in a round may be its own.
    """
    found = rounds(blocks, kinds, end, frozenset(shaped))
    if not found:
        return set(chosen)
    keys = {number: key(blocks[number].text) for number in shaped}
    spans = [(last, first) for first, last in found]
    inside = [[n for n in shaped if begin <= n < stop] for begin, stop in spans]
    often = Counter(k for numbers in inside[1:] for k in {keys[n] for n in numbers})
    if inside:  # the first round has the summary before it, with all titles
        often.update({keys[n] for n in inside[0]} & set(often))
    barred = {k for k, count in often.items() if count > 1 and not headings().is_usual_title(k)}
    barred -= {keys[n] for n in chosen if support[n] > _SURE}
    kept = {n for n in chosen if keys[n] not in barred}
    start = min(kept, default=0)
    for position, numbers in enumerate(inside):
        account = found[position][0]
        later = {keys[n] for n in shaped if n > account}
        mine = [n for n in numbers if keys[n] not in barred and _may_head(blocks[n].text)]
        if account < start or not position:
            mine = [n for n in mine if keys[n] not in later and account - n <= _NEAR]
        if mine and not kept & set(numbers):
            best = max(mine, key=lambda n: (support[n] + (_FIRST if n == mine[0] else 0.0), -n))
            if support[best] > (_LEAST if account > start else _LEAST_BEFORE):
                kept.add(best)
        elif kept and not kept & set(numbers):
            begin, stop = spans[position]
            kept.update([n for n in sentences if max(begin, stop - _NEAR) <= n < stop][:1])
    return kept


def in_form(
    blocks: Sequence[Block], shaped: Sequence[int], chosen: Collection[int], support: Mapping[int, float]
) -> set[int]:
    """Return ``chosen`` as the form of most of them tells: numbered, in capitals or questions, as titles are set alike.

    Headings of that form join; doubtful ones of no form go.
    """
    forms: dict[str, set[_Form]] = {}
    for n in chosen:
        forms.setdefault(key(blocks[n].text), set()).add(_form(blocks[n].text))
    counts = Counter(form for mine in forms.values() for form in mine if any(form))
    form, count = counts.most_common(1)[0] if counts else (None, 0)
    if form is None or count < _MOST * len(forms) or (count < 2 and form[2] != "?"):  # a question is rarely else
        return set(chosen)
    kept = {n for n in chosen if form in forms[key(blocks[n].text)] or support[n] > _SURE}
    first = min(n for n in kept if _form(blocks[n].text) == form)
    also = {
        n
        for n in shaped
        if _form(blocks[n].text) == form
        and support[n] > _LEAST_ALIKE
        and (form[0] == _IN_CHAPTER or _may_head(blocks[n].text))
    }
    return kept | {n for n in also if n > first - _NEAR}


def _form(text: str) -> _Form:
    """Return how a heading is set: the kind of its number, whether in capitals, the sign at its end."""
    number = _NUMBER.match(text)
    kind = re.sub(r"\d+", "1", number[0]).rstrip(" .:)") if number else ""
    kind = re.sub(r"\b(?:[IVX]+|[A-H])$", "A", kind)
    bare = text[number.end() :] if number else text
    return kind, bare.isupper(), bare[-1:] if bare.endswith(("?", ".")) else ""


def _may_head(text: str) -> bool:
    """Whether a heading could be the title of an area: it states no verdict and leads into no list."""
    return not text.endswith(("att", ":")) and not is_clause(text) and outcomes.rules().find(text) is None
