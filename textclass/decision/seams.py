"""paragraphs -> where the titles of areas begin and end that were lost in them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from textclass.decision import roles
from textclass.decision.glue import SHORT_OPENING, WIDEST
from textclass.decision.headings import STOPS, has_heading_shape, headings, is_heading
from textclass.decision.verbs import OPENERS, VERB, VERB_INSIDE

_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})?[.)]?|[A-H][.)]|[IVX]{1,4}[.)]) (?=[A-ZÅÄÖ])")
# where a title may begin inside a paragraph: after a sentence, or at a number glued to one ("tillräckliga.3. Stöd")
_AFTER_SENTENCE = re.compile(
    r"[.!?](?:(?<=[a-zåäö)”\"\d].) (?=[A-ZÅÄÖ\d])|(?<=[a-zåäö].)(?=[A-ZÅÄÖ\d]))|"
    r" (?=\d{1,2}\. [A-ZÅÄÖ][a-zåäö]+ )(?<=[a-zåäö\d] )"
)
_LAW = re.compile(
    r"\(?(?:Se |Jfr )?\d{1,2}(?: [a-z])? kap\b|\(?(?:Se )?\d{1,3}(?: [a-z])?(?:[-–]\d+)? §|"
    r"(?:Skollagen|Skolförordningen|Gymnasieförordningen|L(?:gr|pfö|pf|po|vux|grsär|spec|sam) ?\d\d|Gy ?\d\d)\b"
)
_ANY_LABEL = re.compile(r"([A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){0,3})[:.] ")
_PAST_TENSE = re.compile(r"\binte\b|[a-zåäö]{2,40}(?:ade|ades|gav|kom|dömde|dömdes)\b")
_LAW_SENTENCE = re.compile(r"(?:Av|I|Enligt|Med stöd av) \d|(?:Rättslig|Lag)\w* \w+ (?:är|finns|utgörs)\b")
# a title with its law and nothing more in one line: "Undervisning (3 kap. 2 § skollagen)", "Undervisning, 3 kap. 2 §"
_TITLE_AND_LAW = re.compile(
    r"([^.:;()]{5,90}?)(?:[,:]| –)? (?=\(\d|\d)\(?(?:\d{1,2}(?: [a-z])? kap\.? \d|\d{1,3}(?: [a-z])? §)[^()]{0,120}"
    r"(?:\(\d{4}:\d{1,4}\)[^()]{0,60}){0,2}\)?"
)
_LAW_BEGINS = re.compile(
    r"(?:Av|I|Enligt|Se|Jfr|Med stöd av) [a-zåäö]*(?:lag|förordning|läroplan)[a-zåäö]*"
)  # "2 kap. …"
_NUMBER_BEFORE = re.compile(r"(?:^|[ .])(?:\d{1,2}|[A-HIVX]{1,3})[.)] ?$|\b[Oo]mråde \d")
_BLANK = re.compile(r" (?:(?=[A-ZÅÄÖ\d(])|(?<=[.!:;?] ))")
_LONG_WORD = re.compile(r"[a-zåäöé]{4,}")
_LAW_NEAR = re.compile(r"\d (?:[a-z] )?kap\b|\d §")
_BRACKET_ENDS = re.compile(r"\([^()]{0,58}\)?[.,;]?")
_MODAL = re.compile(r"\b(?:behöver|ska|skall|måste|bör)\b(?! (?:ha|tas|prövas|införas|börja)\b)")
# what begins a sentence, behind a heading without a stop
_STARTS = re.compile(rf" (?=(?:Skolinspektionen|{OPENERS}) [a-zåäö\d])")
_LONGEST_HEADING = 60  # characters of a known heading that a paragraph is glued to
_SUB_LABEL = re.compile(r"([A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){0,4}):(?: [A-ZÅÄÖ]|$)")
_NOTHING = [""]
_LONGEST_TITLE = 95
_MOST_WORDS = 8  # of a topic that ends in a full stop
_FEWEST_IN_SENTENCE, _MOST_IN_SENTENCE = 5, 14  # words of a title that is a sentence
_FEWEST_LETTERS = 5


def cuts(texts: Sequence[str]) -> dict[int, list[int]]:
    """Return, for the paragraphs in which titles of areas are lost, the offsets at which a part of its own begins.

    A title shows by what it stands between: the end of a sentence, or of another heading, before it; law, a label
    such as "Lagrum:" or the opening of the earlier assessment after it; no verb in it.
    """
    named = _named(texts)
    usual = _usual_openings(texts)
    asked = any(text.endswith("?") and len(text) < _LONGEST_TITLE for text in texts)
    found = _led_in(texts) | _above_law(texts)
    for number, text in enumerate(texts):
        if number in found:
            continue
        below = texts[number + 1] if number + 1 < len(texts) else ""
        places = _after_heading(text, named) or _behind_heading(text) or _places(text, below, usual, named, asked)
        if places:
            found[number] = places
    return found


def _above_law(texts: Sequence[str]) -> dict[int, list[int]]:
    """Return where the law begins in lines that hold a title and its law, where each has its text below it."""
    lines = {
        n: found
        for n, text in enumerate(texts)
        if len(text) < WIDEST and "§" in text and not text.endswith(STOPS) and (found := _TITLE_AND_LAW.fullmatch(text))
    }
    apart = {n: found for n, found in lines.items() if n - 1 not in lines and n + 1 not in lines}
    titled = {n: found for n, found in apart.items() if _is_title(found[1], frozenset(), sure=True)}
    if len(titled) < 2:
        return {}  # one may be a line of anything
    return {
        n: [texts[n].index(" ", found.end(1) + (texts[n][found.end(1)] in ",:")) + 1] for n, found in titled.items()
    }


def _named(texts: Sequence[str]) -> frozenset[str]:
    """Return, in lower case, the short lines, and what stands before a colon: a lost title may be among them."""
    lines = (text for text in texts if len(text) < 400)
    return frozenset(
        headings().strip_area_number(part.removeprefix("• ")).rstrip(".:?").casefold()
        for text in lines
        for part in ([text] if len(text) < _LONGEST_TITLE else []) + [text.split(":", 1)[0].split(" – ", 1)[0]]
        if _FEWEST_LETTERS <= len(part) < _LONGEST_TITLE
    )


def _usual_openings(texts: Sequence[str]) -> frozenset[str]:
    """Return the first words with which more than one paragraph begins: below the titles, perhaps."""
    counts = Counter(opening(text) for text in texts if len(text) > _LONGEST_TITLE)
    return frozenset(opening for opening, count in counts.items() if count > 1)


def opening(text: str) -> str:
    """Return the label with which a paragraph begins, or its first three words."""
    label = _ANY_LABEL.match(text)
    return label[1] if label else " ".join(text.split(" ", 3)[:3])


def _led_in(texts: Sequence[str]) -> dict[int, list[int]]:
    """Return where the text begins after titles that end in a full stop ("Stöd till elever. Grunden finns i …").

    There must be two such, each above law or named elsewhere in whatever form of its words; one that comes back
    heads a part of every area and is none.
    """
    openings = {n: found for n, text in enumerate(texts) if len(text) > 100 and (found := SHORT_OPENING.match(text))}
    openings = {n: found for n, found in openings.items() if _is_title(found[1], frozenset(), sure=True)}
    counts = Counter(found[1] for found in openings.values())
    openings = {n: found for n, found in openings.items() if counts[found[1]] == 1}
    if len(openings) < 2:
        return {}
    sentences = [(n, stems(part)) for n, text in enumerate(texts) for part in text.split(". ")]
    holding: dict[str, set[int]] = defaultdict(set)  # word -> the sentences that have it
    for place, (_, words) in enumerate(sentences):
        for word in words:
            holding[word].add(place)

    def named_elsewhere(n: int, title: str) -> bool:
        words = stems(title)
        places = set.intersection(*(holding[word] for word in words)) if words else set(range(len(sentences)))
        return any(sentences[place][0] != n for place in places)

    sure = {
        n: [found.end()]
        for n, found in openings.items()
        if _LAW_NEAR.search(texts[n], found.end(), found.end() + 40) or named_elsewhere(n, found[1])
    }
    return sure if len(sure) > 1 else {}


def stems(text: str) -> set[str]:
    """Return the first letters of the longer words of a text."""
    return {word[:5] for word in _LONG_WORD.findall(text.lower())}


def is_topic(text: str) -> bool:
    """Whether a line that ends in a full stop names a topic and is no sentence ("Stöd till elever.")."""
    if len(text) >= _LONGEST_TITLE or not text.endswith(".") or " att " in text or _PAST_TENSE.search(text):
        return False
    return len(text.split()) <= _MOST_WORDS and _is_title(text[:-1], frozenset(), sure=True)


def _after_heading(text: str, named: frozenset[str]) -> list[int]:
    """Return where a title begins that is glued to a known heading ("SKÄLEN FÖR BESLUTET UNDERVISNINGEN")."""
    if len(text) > WIDEST or not has_heading_shape(text) or headings().has_area_number(text):
        return []
    for blank in re.finditer(" ", text):
        right = text[blank.end() :]
        numbered = _NUMBER.match(right) is not None
        topic = " " in text[: blank.start()] and _is_plain_title(right)
        if (numbered or topic or right.casefold() in named or headings().is_usual_title(right)) and is_heading(
            text[: blank.start()]
        ):
            return [blank.end()] if has_heading_shape(right) and right[:1].isupper() or numbered else []
    return []


def _is_plain_title(text: str) -> bool:
    """Whether the end of a line could be a title by its shape, and is no name or word in capitals."""
    wordy = len(text.split()) > 2 and not text.split()[0].isupper()
    return wordy and _is_title(text, frozenset(), sure=True)


def _behind_heading(text: str) -> list[int]:
    """Return where a paragraph begins that is glued to a known heading ("Vite När det gäller frågan om vite, …")."""
    if len(text) <= _LONGEST_TITLE:
        return []
    for blank in _STARTS.finditer(text, 3, _LONGEST_HEADING):
        if text[blank.start() - 1].isalpha() and is_heading(text[: blank.start()]):
            return [blank.end()]
    return []


def _places(text: str, below: str, usual: frozenset[str], named: frozenset[str], asked: bool) -> list[int]:
    starts = [0, *(match.end() for match in _AFTER_SENTENCE.finditer(text))]
    may_end_in_title = len(starts) > 1 and not text.endswith(STOPS)  # as no sentence ends
    opens = may_end_in_title and (_is_opening(below) or opening(below) in usual)
    if may_end_in_title and opening(below) in usual and _is_lone_sentence(text[starts[-1] :]):
        return [starts[-1]]
    numbered = headings().area_number(text)
    places: list[int] = []
    for start in starts:
        if (
            (places and start < places[-1])
            or (numbered and 0 < start <= numbered)
            or (start and _NUMBER_BEFORE.search(text, max(0, start - 6), start))
        ):
            continue
        end = _title_end(text, start, opens, named, asked)
        if end is None:
            continue
        if start:
            places.append(start)
        if end < len(text):
            places.append(end)
    return places


def _is_lone_sentence(text: str) -> bool:
    """Whether a piece of a paragraph is a sentence without its stop that says what must be, as some titles do."""
    fits = has_heading_shape(text) and _FEWEST_IN_SENTENCE <= len(text.split()) <= _MOST_IN_SENTENCE
    return fits and text[-1:] != ":" and _MODAL.search(text) is not None and _LAW.search(text) is None


def _title_end(text: str, start: int, opens: bool, named: frozenset[str], asked: bool) -> int | None:
    """Return where the text after a title begins that begins at ``start``; None where no title stands there.

    ``opens``: whether the next paragraph begins as the part of an area below its title does.
    """
    stop = start + _LONGEST_TITLE
    if start and len(text) <= stop and _is_title(text[start:], named, sure=opens):
        return len(text)
    titled = headings().area_number(text[start:stop])
    number = titled or len((_NUMBER.match(text, start) or _NOTHING)[0])
    if _BLANK.search(text, start + number + 1, min(len(text), stop + 12)) is None:
        return None
    glued = start > 0 and not text[start - 1].isspace()  # "… en redovisning.Vet skolan varför? Svaret är …"
    verb = None if titled or asked or glued else VERB_INSIDE.search(text, start, stop)
    if verb:
        stop = min(stop, verb.end())  # no title goes beyond a verb, unless it is numbered, asks, or is a usual one
    for blank in _BLANK.finditer(text, start + number + 1, min(len(text), stop + 12)):
        last, following = text[blank.start() - 1], text[blank.end() : blank.end() + 60]
        title = text[start : blank.start()].rstrip(".")
        if last == ";":
            return None
        if last == "," or (title[-2:].isupper() and following[:4].isupper()):
            continue  # a title in capitals goes on
        if last == "?":
            return blank.end() if (asked or glued) and start and following[:1].isupper() else None
        if _begins_anew(following[:1]) and (
            (_is_law_opening(following, alone=number > 0) and _is_title(title, named, sure=True))
            or (number > 3 and _LAW_SENTENCE.match(following) and _is_title(title, named, sure=True))
            or ((start == 0 or number > 0) and _is_labelled(following) and _is_title(title, named, sure=True))
            or (
                (number or _is_named(title, named))
                and _is_title(title, named, sure=False)
                and roles.cues().opens(following)
            )
            or (titled and start == 0 and last.isalpha() and following.startswith("Skolinspektionen "))
            or (
                start == 0
                and last.isalpha()
                and _STARTS.match(text, blank.start())
                and _is_named(title, named)
                and _is_title(title, named, sure=False)
            )
            or (
                start == 0 < number
                and last.isalpha()
                and len(text) > _LONGEST_TITLE
                and _is_named(headings().strip_area_number(title), named)
            )
        ):
            return blank.end()
        if last in ".!:":
            return None
    return None


def _is_named(title: str, named: frozenset[str]) -> bool:
    """Whether a title without a number is usual or named elsewhere: a quick answer before ``_is_title``."""
    return title.rstrip("?").casefold() in named or headings().is_usual_title(title)


def _begins_anew(sign: str) -> bool:
    return sign.isupper() or sign.isdigit() or sign == "("


def _is_labelled(text: str) -> bool:
    """Whether a paragraph begins with words about the decision itself and a colon ("Läget vid granskningen: …")."""
    label = _SUB_LABEL.match(text)
    return label is not None and headings().known(label[1]) is not None


def _is_law_opening(text: str, *, alone: bool = False) -> bool:
    """Whether a text begins with law or a label of it; ``alone``: a bracket of law and nothing more counts too."""
    label = _ANY_LABEL.match(text)
    if label and (known := headings().known(label[1])) is not None:
        return known.label in ("legal_basis", "earlier_assessment", "needs", "account") and not known.weak
    return _LAW.match(text) is not None and (alone or not _BRACKET_ENDS.fullmatch(text))


def _is_opening(text: str) -> bool:
    """Whether a paragraph begins as the part of an area below its title does."""
    known = headings().known(text)
    if known is not None:
        return known.label in ("legal_basis", "earlier_assessment", "needs", "account")
    return _LAW.match(text) is not None or _is_law_opening(text[:60]) or roles.cues().opens(text[:200])


def _is_title(text: str, named: frozenset[str], *, sure: bool) -> bool:
    """Whether a piece of a paragraph is a title: named elsewhere, numbered, usual; if ``sure``, of its shape only."""
    bare = headings().strip_area_number(text)
    if len(bare) < _FEWEST_LETTERS or not bare[:1].isupper() or not has_heading_shape(text):
        return False
    if (
        _LAW.search(text)
        or _LAW_BEGINS.fullmatch(bare)
        or is_heading(bare)
        or headings().numbers_only(text)
        or any(sign in text[-1:] + bare for sign in ".:;()")
    ):
        return False
    if headings().is_usual_title(bare) or headings().has_area_number(text):
        return True
    if VERB.search(bare) and not bare.endswith("?"):
        return False
    if bare.rstrip("?").casefold() in named and not bare.startswith("Skolinspektionen"):
        return True
    return sure and 1 < len(bare.split()) < 12 and _no_label(bare)


def _no_label(bare: str) -> bool:
    return headings().known(bare) is None and _ANY_LABEL.match(bare) is None
