"""tokens -> clauses: the stretches of an account that speak of one thing each, with their tense."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from textclass import lexicon
from textclass.classifier.tokens import DATE, MARKS, NAME, NUMBER, Token

_STOPS = frozenset(".!?•")
_BREAKS = frozenset(";:–(")
_COORDINATORS = frozenset("och men medan samt utan varpå varför varefter varav så utom fast".split())
_LISTERS = frozenset("och samt utan".split())
_SUBORDINATORS = frozenset(
    "som där vilket vilken vilka vars eftersom när då om innan sedan för enligt förrän varvid".split()
)
_MAY_OPEN = frozenset(("men", "medan", "varpå", "varefter", "förrän", "innan", "när", "och"))
_BEFORE = _BREAKS | {","}  # after these any word may open a clause
_MODALS = frozenset("ska skall kommer avser tänker bör väntas beräknas ämnar hoppas planeras".split())
_SUPINE = re.compile(r"(?:[^aeiouyåäö]it|at|ått|[bdfgjklmnprstv]t|ats|its|[bdfgjklmnprstv]ts|[^n]dd)$")
_PAST = re.compile(
    r"[a-zåäö]{2}(?:ade|ades|dde|ddes|kte|ktes|pte|ptes|[^a]ste|[^a]stes|tte|ttes|rde|rdes|ndes|lde|ldes|gde|gdes|mde|mdes"
    r"|vde|vdes)$"
)
_NO_PAST = frozenset("måste värde fjärde sjätte mervärde".split())
_DEFINITE = frozenset(("den", "det", "de"))
_COPULAS = frozenset("är blir blev blivit varit vara bli var".split())
_PARTICLES = re.compile(r"^(?:upp|ut|in|an|av|över|för|be|till|åter|under|om|med|del|fram|ned|på|fast|sam|fort|före)")
_PARTICIPLE = re.compile(r"(?:ad|at|ade|dd|da|ta|en|na|it|et|tt|lt|rt|nt)$")
_ATTRIBUTIVE = frozenset(
    "en ett av med för i på till om sina sin sitt deras samma alla nya flera två tre fyra ett någon några".split()
)
_NOUN_FOLLOWS = _ATTRIBUTIVE | {"att", "och"}
_EVERY = frozenset(("tredje", "fjärde", "femte", "sjätte", "sjunde", "och", "sin", "sitt", "för", "tionde", "åttonde"))
_MASKS = frozenset((NAME, NUMBER, DATE))
_NEAR = 5  # tokens searched for a verb
_TRIM = 8  # tokens searched for the supine after "har"


@dataclass(slots=True)
class Clause:
    """A stretch of tokens; ``start`` and ``end`` are offsets into the text."""

    tokens: list[Token]
    sentence: int
    start: int
    end: int
    kind: str  # "main", "relative" or "condition"
    tense: tuple[str, ...] = field(default=())


def cut(tokens: list[Token]) -> list[Clause]:
    """Return the clauses of a text, in order; [] if it has no words."""
    clauses: list[Clause] = []
    sentence, kind = 0, "main"
    current: list[Token] = []
    before = ""
    has_verb = False  # whether one stands in ``current``
    for n, token in enumerate(tokens):
        form = token.form
        last, before = before, form
        if form in _STOPS:
            clauses += _close(current, sentence, kind)
            sentence, kind, current = (clauses[-1].sentence + 1 if clauses else 0), "main", []
            has_verb = False
            continue
        if form in _MAY_OPEN or last in _BEFORE:
            opening = _opens(tokens, n, len(current), has_verb)
            if opening:
                clauses += _close(current, sentence, kind)
                kind, current, has_verb = opening, [], False
        current.append(token)
        has_verb = has_verb or _finite(form)
    clauses += _close(current, sentence, kind)
    _mark_waiting(clauses)
    return clauses


def _mark_waiting(clauses: list[Clause]) -> None:
    """Give the tense "until" to clauses in the present that hold only once something has happened ("när … har …")."""
    for before, clause in zip(clauses, clauses[1:], strict=False):
        if clause.kind != "condition" or clause.sentence != before.sentence:
            continue
        opens = clause.tokens[0].form
        waits = (
            opens == "när" and {"perfect", "result"} & set(clause.tense) and not {"past", "perfect"} & set(before.tense)
        )
        if waits or opens == "förrän":
            before.tense = (*before.tense, "until")


def _opens(tokens: list[Token], n: int, length: int, has_verb: bool) -> str | None:
    """Return the kind of clause that begins at token ``n``, or None; ``length``: tokens of the clause before it."""
    form = tokens[n].form
    before = tokens[n - 1].form if n else ""
    if before in _BREAKS:
        return None if _is_range(tokens, n) else "main"
    if before == "," and length > 1:
        if form in _COORDINATORS and (form not in _LISTERS or (has_verb and _verb_follows(tokens, n + 1))):
            return "main"
        if form in _SUBORDINATORS:
            return "condition" if form in _conditions() else "relative"
        if form not in _COORDINATORS and has_verb and not _lists(tokens, n) and _verb_follows(tokens, n):
            return "main"
    if form in ("men", "medan", "varpå", "varefter") and length > 2:
        return "main"
    if form in ("förrän", "innan") and length > 2 and not _ends(tokens, n + 1):
        return "condition"
    if form == "när" and length > 1 and before != "först":
        return "condition"
    if form == "och" and length > 3 and has_verb and not _pairs_words(tokens, n) and _verb_follows(tokens, n + 1):
        return "main"
    return None


def _is_range(tokens: list[Token], n: int) -> bool:
    """Whether the dash before token ``n`` stands in a range: "årskurs 1–3", "F–9"."""
    if tokens[n - 1].form != "–" or n < 2:
        return False
    return tokens[n - 2].end == tokens[n - 1].start and tokens[n - 1].end == tokens[n].start


def _pairs_words(tokens: list[Token], n: int) -> bool:
    """Whether the "och" at ``n`` joins two words of a kind, no clauses: names, numbers, genitives, "två och två"."""
    if n + 1 >= len(tokens):
        return False
    before, after = tokens[n - 1].form, tokens[n + 1].form
    if before == after or (before, after) == ("var", "en") or (before in _MASKS and after in _MASKS):
        return True
    return before.endswith("s") and after.endswith("s") and not _finite(after) and not _finite(before)


def _lists(tokens: list[Token], n: int) -> bool:
    """Whether a word after a comma goes on a list: an "och" comes before the next verb."""
    for token in tokens[n : n + _NEAR]:
        if _finite(token.form):
            return False
        if token.form in _LISTERS:
            return True
    return False


def _ends(tokens: list[Token], n: int) -> bool:
    return n >= len(tokens) or tokens[n].form in _STOPS or tokens[n].form in MARKS


def _verb_follows(tokens: list[Token], n: int) -> bool:
    """Whether a verb and its own object or subject follow within a few words: a clause of its own."""
    return any(_finite(token.form) for token in tokens[n : n + _NEAR] if token.form not in _STOPS)


@functools.lru_cache(maxsize=100_000)
def _finite(form: str) -> bool:
    return (
        form in _MODALS
        or form in ("har", "är", "blir", "blev", "hade", "var", "finns", "får")
        or is_past(form)
        or _is_passive(form)
    )


def _is_passive(form: str) -> bool:
    """Whether a form looks like a verb in the passive present ("tillämpas")."""
    return len(form) > 5 and form.endswith("as") and not form.endswith(("nas", "ras")) or form.endswith("eras")


@functools.cache
def _past_words() -> frozenset[str]:
    return frozenset(lexicon.load("measures")["past"]["words"])


@functools.lru_cache(maxsize=100_000)
def is_infinitive(form: str) -> bool:
    """Whether a form is the infinitive of a verb whose present tense is in the list."""
    return form.endswith("a") and (f"{form}r" in _present_words() or f"{form[:-1]}er" in _present_words())


@functools.cache
def _conditions() -> frozenset[str]:
    return frozenset(lexicon.load("measures")["conditions"]["words"])


@functools.lru_cache(maxsize=100_000)
def is_past(form: str) -> bool:
    """Whether a form is a verb in the past tense, by its ending or by the list."""
    if form in _past_words() or (len(form) > 4 and _PAST.search(form) is not None):
        return form not in _NO_PAST
    return len(form) > 4 and _PARTICLES.sub("", form) in _past_words()


@functools.cache
def _present_words() -> frozenset[str]:
    return frozenset(lexicon.load("measures")["present"]["words"].split())


@functools.lru_cache(maxsize=100_000)
def _is_supine(form: str) -> bool:
    return len(form) > 2 and _SUPINE.search(form) is not None


def _close(tokens: list[Token], sentence: int, kind: str) -> list[Clause]:
    words = [token for token in tokens if token.form != ","]
    if not words or (words[0].form in MARKS and all(token.form in MARKS for token in words)):
        return []
    return [Clause(tokens, sentence, words[0].start, words[-1].end, kind, tense(words))]


def tense(tokens: list[Token]) -> tuple[str, ...]:
    """Return the tenses found in a clause, of: future, perfect, result, past, passive; () if none is seen."""
    verbs = [(n, verb) for n, token in enumerate(tokens) if (verb := _verb(token.form))]
    found = dict.fromkeys([_tense_at(tokens, n, verb) for n, verb in verbs])
    return tuple([name for name in found if name])


@functools.lru_cache(maxsize=100_000)
def _verb(form: str) -> str:
    """Return what verb a form may be: "have", "modal", "be", "past", "present", "past or present"; "" if none."""
    if form in ("har", "hade", "ha"):
        return "have"
    if form in _MODALS:
        return "modal"
    if form in ("är", "blir", "blivit"):
        return "be"
    return " or ".join(("past",) * is_past(form) + ("present",) * (form in _present_words()))


def _tense_at(tokens: list[Token], n: int, verb: str) -> str | None:
    form = tokens[n].form
    if verb == "have":
        if any(map(_is_supine, [token.form for token in tokens[n + 1 : n + _TRIM]])):
            return "perfect"
        return {"har": "present", "hade": "past"}.get(form)
    if verb == "modal":
        return "future"
    if verb == "be":
        return "result" if any(map(_is_participle, [token.form for token in tokens[n + 1 : n + 4]])) else None
    if form == "var" and n + 1 < len(tokens) and tokens[n + 1].form in _EVERY:
        return None
    if verb != "present" and tokens[0].form != "att" and not _is_adjective(tokens, n):
        return "past"
    if verb != "past" and not (n and tokens[n - 1].form in _NOUN_FOLLOWS):
        return "present"
    return None


def _is_adjective(tokens: list[Token], n: int) -> bool:
    """Whether a form that looks like a past tense stands as a participle: "alla planerade", "är avidentifierade"."""
    if not n:
        return False
    following = tokens[n + 1].word if n + 1 < len(tokens) else None
    if tokens[n - 1].form in _DEFINITE and following is not None:
        return bool(following.terms)
    return tokens[n - 1].form in _ATTRIBUTIVE or any(token.form in _COPULAS for token in tokens[max(0, n - 2) : n])


@functools.lru_cache(maxsize=100_000)
def _is_participle(form: str) -> bool:
    return len(form) > 3 and form not in ("inte", "alla", "under", "efter") and _PARTICIPLE.search(form) is not None
