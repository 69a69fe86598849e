"""head and opening paragraphs -> the school units (skolenheter) that were reviewed, by name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textclass import lexicon

_PART = r"[A-ZÅÄÖÉ](?:[\wåäöéÅÄÖ'-]|:(?=\w))*"
_KIND = (
    r"(?:(?:fria |anpassade |praktiska |internationella |kristna |"
    r"norra |södra |östra |västra |övre |nedre |gamla |nya )?"
    r"[a-zåäö]*(?:skola|skolor|gymnasium|gymnasieskola|"
    r"fritidshem|lärcentrum|lärcenter|vuxenutbildning|högstadium|lärogård|läroverk|lyceum)|"
    r"(?:[A-ZÅÄÖ][a-zåäö]*)?(?:[Ss]kola|Skolan|[Gg]ymnasium|[Ll]ärcentrum|[Ll]ärcenter|[Ll]äroverk|[Ll]yceum))"
)
_WHERE = r"(?:Norra|Södra|Östra|Västra|Nya|Gamla|Lilla|Stora|Övre|Nedre|Sankt|S:t|S:ta)"
_DEFINITE = (
    rf"(?:(?:{_WHERE} )?{_PART}(?:skolan|akademin|gymnasiet|förskolan|lärcentrum)|{_WHERE} [a-zåäö]*skolan|"
    rf"{_PART}(?<=ska) (?:[a-zåäö]{{0,12}}skolan|gymnasiet|läroverket))"
)
_LED = (
    r"(?:(?:Montessori|Waldorf|Resurs|Naturbruks|Sär|Fri|För|Idrotts|Special|Kultur|Musik)skolan|"
    r"(?:Same|By|Fri|Sär)skolan i|"
    r"[A-ZÅÄÖ][a-zåäö]*gymnasiet|[A-ZÅÄÖ][a-zåäö]+programmen|Fritidshemmet|Lärcentrum|Komvux)"
)
_MORE = rf"(?: {_PART}(?=$| i |,|\.|:| och ))?"
_NAME = re.compile(
    rf"(?<![\wåäö-])(?:{_LED} {_PART}(?: {_PART})?|{_PART} {_PART}- och {_PART}|(?:{_PART} ){{1,4}}?{_KIND}{_MORE}|"
    rf"{_DEFINITE}{_MORE})(?: (?:F|\d)[–-]\d(?!\d)| [A-ZÅÄÖ](?![\wåäö–-])| \d(?![\d–-]))?s?(?![\wåäö-])"
)
_CAPITAL = re.compile(r"[A-ZÅÄÖÉ]")
_IN = r"(?: i [A-ZÅÄÖ]\w{1,40}(?: kommun)?(?=,? (?:och|samt|respektive) |, [A-ZÅÄÖ]))?"  # where each of several is
_ONE = rf"{_PART}(?: {_PART}){{0,2}}(?: \d(?![\d–-]))?"
# a lower-case word for a school and the name that follows: "förskolorna Korpen och Lodjuret"
_CALLED = re.compile(
    rf"\b(?:[a-zåäö]*(?:skolan|skolorna|skolor|skolenheten|skolenheterna|fritidshemmet|fritidshemmen|"
    rf"gymnasiet|lärcentret)|[A-ZÅÄÖ][a-zåäö]*(?:skolorna|skolenheterna|fritidshemmen)),? "
    rf"({_ONE}{_IN}(?:, {_ONE}{_IN})*(?:,? (?:och|samt|respektive) {_ONE})?)"
)
_KINDS_CALLED = ("skolan", "skolor", "skolenhet", "fritidshemme", "gymnasiet", "lärcentret")
_AT = re.compile(rf"\bvid ({_ONE})(?=$| i |,)")
_KINDS_IN_CAPITALS = re.compile(r"(?:SKOLORNA|SKOLENHETERNA|FRITIDSHEMMEN|GYMNASIERNA)\b")
_SMALL_WORD = re.compile(
    r"\w{0,40}(?:skolorna|skolenheterna|fritidshemmen|gymnasierna)|i|och|samt|av|vid|efter|den|de|som|för|fristående",
    re.IGNORECASE,
)
_JOINED = re.compile(r", | och | samt | respektive ")
_PLACE = re.compile(r" i [A-ZÅÄÖ]\w+(?: kommun)?$")
_GENERIC = re.compile(r"(?:Förskolan|Skolan) ")
_FORMER = re.compile(
    r"(?:\bf\.? ?d\.?|\bföre detta|\btidigare|\bhette(?: (?:före|till) [^.,]{3,20})?|"
    r"\bkallad|\bnamnet|\bfrån)(?: namnet)? $"
)
# "Ekens och Lindens fritidshem": the kind is said once for both
_SHARED = re.compile(
    rf"\b({_PART}s(?:, {_PART}s){{0,5}}) (och|samt) (?={_PART}s ([a-zåäö]*(?:fritidshem|förskola|gymnasium))\b)"
)
_RUNS = re.compile(r"\b(?:drivs|bedrivs|drivits|ges)\b[^.,]{0,20} av $|\b(?:AB|för huvudmannen) $")
_ORGANISER_AFTER = re.compile(r"\s{0,20}(?:AB|Aktiebolag|ekonomisk|ideell|HB|kommun|stiftelse|i [A-ZÅÄÖ]\w+ AB)\b")
_ADDED = re.compile(r"^(?:skolenhet(?:en)?|skola)\b:? (?=[A-ZÅÄÖ])|\s{0,9}\([^\n]{0,200}$|:$", re.IGNORECASE)
_PRESCHOOL = re.compile(rf"Förskolan {_ONE}")
_PART_OF = re.compile(r"^(?:Förskoleklassen|Fritidshemmet|Grundskolan|Förskolan) vid ")
_FRITIDS = re.compile(r"(?<=skolan)s fritidshem$")
_GENITIVE = re.compile(r"(?:skolan|gymnasiet|skola|skola [A-ZÅÄÖ]|center|centrum|gymnasium|fritidshem)s$")


@dataclass(frozen=True, slots=True)
class _Words:
    not_names: frozenset[str]
    kinds: re.Pattern[str]
    whole_organiser: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    table = lexicon.load("schools")
    return _Words(
        frozenset(table["not_names"]),
        re.compile(table["kinds"]),
        re.compile(table["whole_organiser"], re.IGNORECASE),
    )


def find(head: Sequence[str], paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the names of school units, in order, without repeats.

    ``head``: the lines of the head, the names of organisers blanked out; ``paragraphs``: those of the introduction,
    read where the head names none.
    """
    # a long title may go on in the next line, or that may be a heading of its own
    named = distinct([*_in_lines(_joined(head), head=True), *_in_lines(head, head=True)])
    if not named and not any(_words().whole_organiser.search(line) for line in [*head, *paragraphs]):
        named = distinct([*_in_lines(paragraphs, head=False)])
    return named


def in_text(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the names of school units in paragraphs, in order, without repeats."""
    return distinct([*_in_lines(paragraphs, head=False)])


def _joined(lines: Sequence[str]) -> list[str]:
    """Join the two lines of a long title."""
    joined: list[str] = []
    for line in lines:
        if joined and len(joined[-1]) > 55 and joined[-1][-1].isalpha():
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _spelled_out(line: str) -> str:
    """Return a line in which each of two names has its kind.

    >>> _spelled_out("Granskning av Ekens och Lindens fritidshem")
    'Granskning av Ekens fritidshem och Lindens fritidshem'
    """
    if " och " not in line and " samt " not in line:
        return line
    return _SHARED.sub(lambda m: f"{m[1].replace(',', f' {m[3]},')} {m[3]} {m[2]} ", line)


def _from_capitals(line: str) -> str:
    """Return a line in capitals in which schools are named as they are in a sentence, any other as it is.

    >>> _from_capitals("TILLSYN I GRUNDSKOLORNA EKBY NORRA OCH EKBY SÖDRA")
    'Tillsyn i grundskolorna Ekby Norra och Ekby Södra'
    """
    if not line.isupper() or not _KINDS_IN_CAPITALS.search(line):
        return line
    words = line.title().split(" ")
    return " ".join(word.lower() if _SMALL_WORD.fullmatch(word) else word for word in words)


def _in_lines(lines: Sequence[str], *, head: bool) -> Iterator[str]:
    for line in map(_spelled_out, map(_from_capitals, lines) if head else lines):
        spans = list(_named(line))
        called = [span for m in _CALLED.finditer(line) for span in _listed(m)] if _holds_kind(line) else []
        if head:
            called += [(m.start(1), m.end(1)) for m in _AT.finditer(line)]
        spans += [span for span in called if line[slice(*span)].partition(" ")[0] not in _words().not_names]
        yield from (name for start, end in sorted(spans) if (name := _name(line, start, end)))


def _named(line: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand, looked for at capitals alone, since each begins with one."""
    done = 0
    for capital in _CAPITAL.finditer(line):
        if capital.start() >= done and (name := _NAME.match(line, capital.start())):
            done = name.end()
            yield name.span()


def _holds_kind(line: str) -> bool:
    """Whether a line has one of the words with which ``_CALLED`` begins: a quick answer before it."""
    return any(kind in line for kind in _KINDS_CALLED)


def _listed(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    start = found.start(1)
    for part in _JOINED.split(found[1]):
        start = found.string.index(part, start)
        yield start, start + len(_PLACE.sub("", part))


def _name(line: str, start: int, end: int) -> str | None:
    """Return the school's name in ``line[start:end]``, None if it is none, or another's."""
    words = line[start:end].split(" ")
    while words and words[0].rstrip(":") in _words().not_names and not (len(words) > 1 and _keeps(line, start, words)):
        start += len(words.pop(0)) + 1
    for number, word in enumerate(words):
        if number and word != "Skolan" and word.rstrip(":") in _words().not_names:
            words = words[:number]
            break
    name = " ".join(words)
    if (
        not name
        or not name[0].isupper()
        or _words().kinds.fullmatch(name)
        or name.startswith(("Stiftelsen ", "Region "))
        or _ORGANISER_AFTER.match(line, start + len(name))
        or _RUNS.search(line[max(0, start - 40) : start])
        or _FORMER.search(line[max(0, start - 40) : start])
    ):
        return None
    return base_form(name)


def _keeps(line: str, start: int, words: list[str]) -> bool:
    """Whether a general word such as "Förskolan" belongs to the name: it is capital where no sentence begins."""
    return bool(_GENERIC.match(line, start)) and words[1] not in _words().not_names and words[1][:1].isupper()


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Leave out repeats and names that are part of another; "Förskolan Eken" gives way to Eken ("förskolan Eken")."""
    kept: dict[str, str] = {}
    for name in names:
        short = name.removeprefix("Förskolan ")
        key = short.casefold() if short in names else name.casefold()
        kept.setdefault(key, short if short in names else name)
    return tuple(name for key, name in kept.items() if not any(key != other and _is_part(key, other) for other in kept))


def _is_part(name: str, other: str) -> bool:
    return f" {name} " in f" {other} " or other.startswith((f"{name}s ", f"{name} "))


def is_name(line: str) -> bool:
    """Whether the line is nothing but the name of a school unit, perhaps with its kind or years in brackets."""
    line = _ADDED.sub("", _PART_OF.sub("", line))
    return _NAME.fullmatch(line) is not None or _PRESCHOOL.fullmatch(line) is not None


def of_heading(line: str, told: Sequence[str]) -> str:
    """Return the school unit that a heading names, in base form; ``told``: paragraphs that may call it shortly."""
    name = base_form(_PART_OF.sub("", line))
    short = name.removeprefix("Förskolan ")
    alone = re.compile(rf"(?<!örskolan ){re.escape(short)}(?!\w)")
    whole = re.compile(rf"[a-zåäö,:] Förskolan {re.escape(short)}(?!\w)")  # with its capital inside a sentence
    if short == name or any(whole.search(paragraph) for paragraph in told):
        return name
    return short if any(alone.search(paragraph) for paragraph in told) else name


def base_form(name: str) -> str:
    """Return a school's name alone: "Ekskolans", "Skolenhet: Ekskolan", "Ekskolan (årskurs 4-9)" -> "Ekskolan"."""
    name = _FRITIDS.sub("", _ADDED.sub("", name))
    return name[:-1] if _GENITIVE.search(name) else name
