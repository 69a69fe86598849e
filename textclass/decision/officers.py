"""signature -> the names of the one who decided and of the reporting officer (föredragande)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from textclass.decision.sentences import spans

_TITLES = frozenset(
    "enhetschef enhetschefen avdelningschef avdelningschefen utredare utredaren utredarna "
    "undervisningsråd undervisningsrådet jurist juristen"
    " inspektör inspektören direktör föredragande beslutsfattare beslutande generaldirektör "
    "generaldirektören handläggare handläggaren"
    " sektionschef gruppchef avdelningsdirektör chefsjurist verksjurist expert experten "
    "tillförordnad biträdande för i på beslutet beslut ärendet"
    " skolinspektionen skolinspektionens stockholm göteborg linköping lund umeå box bilaga dnr "
    "datum kopia rektorn rektor huvudmannen detta den det som av har även"
    " ordförande sekreterare justerare sammanfattning och skola skolan sid sida "
    "undertecknare tillsynschef enligt vid ytterligare underskrift namnförtydligande ort deltagit "
    "ab hb kb aktiebolag kommun besök besöksadress postadress telefon växel".split()
)
_PART = r"[A-ZÅÄÖÉ][^\W\d_]{1,30}(?:-[A-ZÅÄÖÉ][^\W\d_]{1,30})?"
_DECIDER = r"(?:(?:tf\.? |biträdande )?[a-zåäö]{0,20}(?:chef|direktör)|beslutsfattare|beslutande)"
_REPORTER = r"(?:utredare|(?:verks)?jurist|handläggare|inspektör|[a-zåäö]{0,20}råd|föredragande)"
_SURNAME = rf"(?!(?i:{_DECIDER}|{_REPORTER})\b){_PART}"
_NAME = re.compile(rf"(?<!\w){_PART}(?: (?:von|af|de|van|[A-ZÅÄÖ]\.))?(?: {_SURNAME}){{1,3}}")
_ADDRESS = re.compile(
    r"\b(?:Box \d|(?:Post|Besöks)adress:|Telefon:? \d)"
)  # what is below it is at the foot of the page
_LONGEST = 3  # words of a name
_DECIDES = re.compile(r"beslut|fattat|avgjort|avgjorts", re.IGNORECASE)
_CHIEF = re.compile(r"chef|direktör|undertecknare", re.IGNORECASE)
_PRESENTS = re.compile(r"föredra|föredrog|handlagt|handläggare|beredning|beretts|bereddes", re.IGNORECASE)
_OFFICER = re.compile(r"[ ,(/]{0,3}(?:utredare|jurist|undervisningsråd|inspektör|handläggare)n?\b", re.IGNORECASE)
_OFFICE_BEFORE = re.compile(rf"{_REPORTER}: ", re.IGNORECASE)
_PRESENTATION_OF = re.compile(r"föredrag-? ?ning av\b[^.]{0,40}$|föredragits av\b[^.]{0,40}$", re.IGNORECASE)
_FIRST_NAMED = re.compile(r"förstnämnd\w* som föredragande", re.IGNORECASE)
_AS_REPORTER = re.compile(r"Som föredragande\b", re.IGNORECASE)
_LATTER = re.compile(r"\bden (?:senare|sist ?nämnd[ae]) (?:har varit |var |som )?föredra", re.IGNORECASE)
_ON_BEHALF = re.compile(
    r"(?:på |för )skolinspektionens? ?(?:vägnar)?\W*|enligt skolinspektionens beslutanderätt", re.IGNORECASE
)
_ORDER = re.compile(r"\bförelägg|\bskollagen\b|§")
_OTHER_ONE = re.compile(r" och .{0,60}förstnämnd", re.IGNORECASE)
_TITLE_OF_LAST = re.compile(
    r"^[ ,(]{0,3}(?:tillförordnad |tf\.? |biträdande )?"
    r"(?:[a-zåäö]{0,20}(?:chef|direktör|råd)(?:en|et)?)\)?[,.]?(?= |$)",
    re.IGNORECASE,
)
# two names side by side, above or before two offices side by side: columns whose distance is lost
_FULL = rf"{_PART}(?: (?:von|af|de|van|[A-ZÅÄÖ]\.))? {_SURNAME}"
_TWO_NAMES = re.compile(rf"({_FULL}),? ({_FULL}(?: {_SURNAME})?)")
_AND = r"(?:[ ,/()]{1,3}|[ )]{1,2}(?:och|samt|i ärendet) )"
_TWO_OFFICES = re.compile(
    rf"[ ,(]{{0,3}}(?:(?P<first>{_DECIDER}(?:{_AND}{_DECIDER})?){_AND}{_REPORTER}|"
    rf"{_REPORTER}(?:{_AND}{_REPORTER})?{_AND}{_DECIDER})\b",
    re.IGNORECASE,
)
_IN_ITS_NAME = re.compile(r"(?:på |för )skolinspektionens vägnar[:,]? ", re.IGNORECASE)
_NAME_ALONE = re.compile(_FULL)
_LABEL = re.compile(rf"(?:{_DECIDER}|{_REPORTER}|(?:beslutat|beslutad|fattat|föredragen) av):?", re.IGNORECASE)
_WHO_DECIDED = re.compile(
    r"(?:,? som| har) (?:har |också )?(?:fattat|fattade|beslutat|beslutade|avgjort)", re.IGNORECASE
)
_PLACE = re.compile(r"(?:skol|gymnasi|kommun|förskol|lärcent|akademi)\w{0,4}$", re.IGNORECASE)
_TOOK_PART = re.compile(r"\bdelt(?:agit|og)\b|närvarit|varit närvarande", re.IGNORECASE)
_SPEAKS = re.compile(
    r"(?:fatta\w*|avgj\w+|beslutat\w*|beslutad\w*) av\b|har fattat beslut|föredrag|föredrog|beslutsfattare|beslutande|"
    r"undertecknare|handläggare har varit",
    re.IGNORECASE,
)


def find(closing: Sequence[str], rest: str) -> tuple[str | None, str | None]:
    """Return who signed and who presented, None where not named.

    ``closing``: the blocks of the signature; ``rest``: the whole text, searched for sentences that say it where the
    signature does not.
    """
    signed, presented = _read(_chunks(closing))
    if signed is None or presented is None:
        elsewhere = [
            sentence
            for start, end in spans(rest)
            if _SPEAKS.search(sentence := rest[start:end]) and len(sentence) < 400
        ]
        more = _read(elsewhere[-6:])
        signed, presented = signed or more[0], presented or more[1]
    return signed, presented


def _chunks(blocks: Sequence[str]) -> list[str]:
    parted = [_ADDRESS.split(block, 1)[0].rstrip() for block in blocks if len(block) < 600]
    return [chunk for block in parted for start, end in spans(block) if not _ORDER.search(chunk := block[start:end])]


def _read(chunks: Sequence[str]) -> tuple[str | None, str | None]:
    signed = presented = beneath = None
    labelled = _are_labelled(chunks)
    for number, chunk in enumerate(chunks):
        names = list(_names(chunk))
        if pair := _side_by_side(chunks, number):
            return signed or pair[0], presented or pair[1]
        for place, (start, end, name) in enumerate(names):
            before = chunk[names[place - 1][1] if place else 0 : start]
            after = chunk[end : names[place + 1][0] if place + 1 < len(names) else len(chunk)]
            role = _role_of(before, after, chunk, first=place == 0)
            if role is None and len(names) == 1 and len(chunk) < 60:
                above = _above(chunks, number, named_first=names[0][0] == 0)
                role = (above if labelled else None) or _role(_below(chunks, number)) or above
            if signed and (_OFFICER.match(after or _below(chunks, number)) or _OFFICE_BEFORE.fullmatch(before)):
                beneath = beneath or name
            signed = signed or (name if role == "signed" else None)
            presented = presented or (name if role == "presented" else None)
    signed = signed or _after_the_formula(chunks, presented)
    return signed, presented or (beneath if beneath != signed else None)


def _are_labelled(chunks: Sequence[str]) -> bool:
    """Whether names stand below their offices: "Beslutsfattare", "Eva Ek", "Föredragande", "Bo Al"."""
    offices = [n for n, chunk in enumerate(chunks) if _LABEL.fullmatch(chunk)]
    return (
        bool(offices)
        and not any(map(_NAME_ALONE.match, chunks[: offices[0]]))
        and all(n + 1 < len(chunks) and _NAME_ALONE.fullmatch(chunks[n + 1]) for n in offices)
    )


def _side_by_side(chunks: Sequence[str], number: int) -> tuple[str, str] | None:
    """Return who decided and who presented, where two names and then two offices stand in one line, or below it."""
    line, below = _IN_ITS_NAME.sub("", chunks[number]), _below(chunks, number)
    if _NAME_ALONE.fullmatch(line) and number + 1 < len(chunks) and _NAME_ALONE.fullmatch(chunks[number + 1]):
        line, below = f"{line} {chunks[number + 1]}", _below(chunks, number + 1)
    names = _TWO_NAMES.match(line)
    offices = _TWO_OFFICES.match(line[names.end() :] or below) if names else None
    if names is None or offices is None:
        return None
    return (names[1], names[2]) if offices["first"] else (names[2], names[1])


def _after_the_formula(chunks: Sequence[str], presented: str | None) -> str | None:
    """Return the name with which the line after "På Skolinspektionens vägnar" begins."""
    for formula, line in pairwise(chunks):
        if _ON_BEHALF.fullmatch(formula):
            names = [name for start, _, name in _names(line) if start == 0 and name != presented]
            return names[0] if names else None
    return None


def _role_of(before: str, after: str, chunk: str, *, first: bool) -> str | None:
    """Return what the words around a name in its own sentence make of it."""
    if _PRESENTATION_OF.search(before):
        return None if _OTHER_ONE.match(after) else "presented"
    if _FIRST_NAMED.search(chunk):
        return "presented" if first else None
    if _WHO_DECIDED.match(after):
        return "signed"
    if _LATTER.search(chunk):
        return None if first else "presented"
    if _TOOK_PART.search(chunk):
        return "presented" if _AS_REPORTER.match(before) else _role(after[:30])
    own = _TITLE_OF_LAST.match(after)
    by_title = "signed" if own and _CHIEF.search(own[0]) else None
    return _role(before if first else _TITLE_OF_LAST.sub("", before)) or by_title or _role(after)


def _above(chunks: Sequence[str], number: int, *, named_first: bool) -> str | None:
    """Return the role that the short line above a name gives it."""
    above = chunks[number - 1] if number else ""
    return _role(above) if named_first and len(above) < 60 and not list(_names(above)) else None


def _below(chunks: Sequence[str], number: int) -> str:
    """Return the short lines without a name that stand below a name, joined."""
    below = []
    for chunk in chunks[number + 1 : number + 3]:
        if list(_names(chunk)) or len(chunk) > 60:
            break
        below.append(chunk)
    return " ".join(below)


def _role(words: str) -> str | None:
    if _PRESENTS.search(words) and not (
        _DECIDES.search(words) and words.lower().find("beslut") < words.lower().find("föredra")
    ):
        return "presented"
    if _DECIDES.search(words) or _CHIEF.search(words):
        return "signed"
    return None


def _names(chunk: str) -> list[tuple[int, int, str]]:
    found = []
    for match in _NAME.finditer(chunk):
        name, start = match[0], match.start()
        while " " in name and name.split(" ", 1)[0].casefold() in _TITLES:
            start += name.index(" ") + 1
            name = name.split(" ", 1)[1]
        words = name.split()[:_LONGEST]
        while len(words) > 1 and words[-1].casefold() in _TITLES:
            words.pop()
        if (
            len(words) > 1
            and not any(map(_PLACE.search, words))
            and not any(word.casefold() in _TITLES for word in words)
        ):
            found.append((start, start + len(" ".join(words)), " ".join(words)))
    return found
