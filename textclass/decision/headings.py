"""line -> what it heads: the known headings of decisions, and the shape of unknown ones."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass

from textclass import lexicon
from textclass.decision import outcomes
from textclass.lexicon.phrases import first_letters

_LONGEST = 130
_NUMBER = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2})?[.):]|[IVX]{1,4}[.)]|[A-ZÅÄÖ][.)]|[a-h]\)|\(\d{1,2}\))\s+|"
    r"\d{1,2}(?:\.\d{1,2})?\s+(?=[A-ZÅÄÖ\"”]))(?=\S)"
)
_WORDS = re.compile(r"[\wåäö]+")
_RUN_IN = re.compile(r"([A-ZÅÄÖ][^.:!?]{2,45})([:.])\s+(?=\S)")
_BODY = re.compile(
    r"[a-zåäö]{0,40}(?:nämnden|förvaltningen|förbundet|utskottet|styrelsen|bolaget|skolan|gymnasiet|kommunen|stiftelsen|"
    r"föreningen|direktionen|rektorn?)s?"
)
_REPORTS = re.compile(
    r"^(?!.*\bsom\b|Vad (?!gäller |avser |beträffar )|Det |Detta )"
    r"(?=.*[:.]$).*\b(?:redovisar|beskriv(?:er|s)|skriver|uppger|anger|anför|svarar|"
    r"berättar|framgår|följande|rapporterar|har|redogör|lämnar|meddelar|yttrar)\b",
    re.IGNORECASE,
)
# a heading may end in a full stop if it is no sentence ("Rektorns redogörelse.", "Vad nämnden rapporterar.")
_NO_SENTENCE = re.compile(
    r"(?:Vad|Det|Så|Hur) [\w ]{4,50}\.|"
    r"[A-ZÅÄÖ]\w{1,40} [a-zåäö]{1,40}(?: (?:av|på|i|om|till|denna|åtgärder|punkt|del|saken|frågan|detta|dag|nu|"
    r"enligt|huvudmannen|bolaget|kommunen|föreningen|stiftelsen|förbundet|skolan|rektorn|nämnden|styrelsen)){0,9}\.$"
)
_MISREAD = re.compile(r"\b[Ss]ko[li1I][a-zA-Z1]{1,2}spektion")  # "Skolmspektionens", "Skoiinspektionens"
_PART = re.compile(r"^(?:Del|DEL|Avsnitt|AVSNITT|Kapitel) (?:\d{1,2}|[IVX]{1,4}|[A-H])\b[ .:–-]*(?=\S)")
_OPENING = re.compile(r"[A-ZÅÄÖÉ\d\"”«(]|[a-h]\) ")
STOPS = tuple(".,;!")
_SENTENCE_END = re.compile(r"[a-zåäö]{3}[.!] [A-ZÅÄÖ]")  # inside the line


@dataclass(frozen=True, slots=True)
class Heading:
    """What a known heading says of the section below it."""

    label: str
    weak: bool = False  # read by its words alone; what follows may show it to be a title
    outcome: str | None = None  # "Sammanfattning av kvarstående brister" states the outcome of what it lists


class Headings:
    """The known headings of ``headings.toml``, compiled once."""

    def __init__(self, rules: dict[str, list[dict[str, str]]]) -> None:
        self._entries = rules["heading"]
        self._patterns = [re.compile(entry["pattern"], re.IGNORECASE) for entry in self._entries]
        self._beginning: dict[str, set[int]] = defaultdict(set)  # first letters, "" for any -> the entries they begin
        for number, entry in enumerate(self._entries):
            for letters in first_letters(entry["pattern"].lower()) or ("",):
                self._beginning[letters].add(number)
        self._lengths = sorted({len(letters) for letters in self._beginning})
        words: list[str] = rules["numbering"]["words"]  # type: ignore[call-overload]
        labels: list[str] = rules["numbering"]["labels"]  # type: ignore[call-overload]
        self._area_number = re.compile(
            rf"(?:(?i:{'|'.join(words)})\s+(?:nr\s+)?(?:\d{{1,2}}|[A-H]|[IVX]{{1,4}})\b\s*[.:–-]?"
            rf"|(?i:(?:det |den )?(?:första|andra|tredje|fjärde|femte|sjätte) (?:{'|'.join(words)}))\s*[.:–-]"
            rf"|(?i:{'|'.join(labels)})\s*:(?=\s+[A-ZÅÄÖ]))\s*"
        )
        self._meta = frozenset(rules["meta"]["words"].split())  # type: ignore[call-overload]
        self._decisive = [(label, re.compile(pattern)) for label, pattern in rules["meta"]["decisive"]]  # type: ignore[call-overload]
        titles: list[str] = rules["area_titles"]["titles"]  # type: ignore[call-overload]
        self._titles = frozenset(title.casefold() for title in titles)

    def known(self, line: str) -> Heading | None:
        """Return what the line heads, if it is a known heading and nothing else."""
        if len(line) > _LONGEST or not _OPENING.match(line):
            return None
        heading = _look_up(line)
        if heading and heading.label == "account" and _REPORTS.search(line):
            return None  # "Så här skriver bolaget:" is a sentence of the account itself
        return heading

    def _look_up(self, line: str) -> Heading | None:
        spelled = _MISREAD.sub("Skolinspektion", line) if "spektion" in line else line
        bare = _PART.sub("", strip_number(spelled)).rstrip(" :.–-").strip('"”')
        entry = self._entry(bare)
        if entry is None:
            sentence = line.endswith("!") or (line.endswith(".") and not _NO_SENTENCE.match(line))
            return None if sentence else self._by_words(bare)
        return Heading(entry["label"], outcome=entry.get("outcome"))

    def _entry(self, line: str) -> dict[str, str] | None:
        """Return the first entry that the whole line matches; only those that its first letters begin are tried."""
        lowered = line.lower()
        begun = {n for length in self._lengths for n in self._beginning.get(lowered[:length], ())}
        return next((self._entries[n] for n in sorted(begun) if self._patterns[n].fullmatch(line)), None)

    def _by_words(self, line: str) -> Heading | None:
        """Read a heading made of nothing but words about the decision itself ("Så här ser vi på redovisningen")."""
        lowered = line.casefold()
        first = _WORDS.search(lowered)
        if first is None or "§" in line or not self._is_meta(first[0]):
            return None
        words = _WORDS.findall(lowered)
        if len(words) > 12 or not all(map(self._is_meta, words)):
            return None
        if outcomes.rules().find(line) is not None:  # "Bristerna är avhjälpta" heads nothing
            return None
        bare = " ".join(words)
        return next((Heading(label, weak=True) for label, pattern in self._decisive if pattern.search(bare)), None)

    def _is_meta(self, word: str) -> bool:
        return word in self._meta or word.isdigit() or _BODY.fullmatch(word) is not None

    def strip_area_number(self, line: str) -> str:
        """Return a title without "Område 2:", "3." and the like; the line itself where nothing would remain."""
        numbered = self._area_number.match(line)
        bare = line[numbered.end() :] if numbered else strip_number(line)
        return bare.strip(" :").rstrip(" :,–-") or line

    def numbers_only(self, line: str) -> bool:
        """Whether the line is a bare "Område 2:", whose title stands on the next."""
        return self._area_number.fullmatch(line) is not None

    def area_number(self, line: str) -> int:
        """Return the length of "Område 2:" and the like with which the line begins; 0 where there is none."""
        numbered = self._area_number.match(line)
        return numbered.end() if numbered else 0

    def has_area_number(self, line: str) -> bool:
        """Whether the line begins as "Område 2" does."""
        return self._area_number.match(line) is not None

    def is_usual_title(self, title: str) -> bool:
        """Whether areas often have this title."""
        return title.casefold() in self._titles


def strip_number(line: str) -> str:
    """Return the line without a leading "1.", "2.3" or "B)"."""
    numbered = _NUMBER.match(line)
    return line[numbered.end() :] if numbered else line


def is_numbered(line: str) -> bool:
    """Whether the line begins with a number as headings do."""
    return _NUMBER.match(line) is not None


def is_heading(line: str) -> bool:
    """Whether the line is a known heading of the lexicon and nothing else."""
    known = headings().known(line)
    return known is not None and not known.weak


@functools.lru_cache(maxsize=1024)  # asked for several times of most lines
def has_heading_shape(line: str) -> bool:
    """Whether the line could be a heading: short, begins like one, and is no sentence."""
    if len(line) > _LONGEST or line[-1:] in STOPS or _OPENING.match(line) is None:
        return False
    return not ((". " in line or "! " in line) and _SENTENCE_END.search(line))


def run_in(text: str) -> tuple[Heading, int] | None:
    """Return the known heading with which a paragraph begins ("Författningsstöd: …") and its length, or None."""
    found = _RUN_IN.match(text)
    known = headings().known(found[1] + found[2]) if found else None
    if found is None or known is None:
        return None
    wordy = known.weak and len(found[1].split()) > 3 and not found[1].startswith("Vad ")  # "Vad som har lämnats in."
    if found[2] == "." and (wordy or outcomes.rules().find(found[1])):
        return None  # a short sentence, no heading
    return known, found.end()


@functools.cache
def headings() -> Headings:
    """Return the headings of the shipped lexicon."""
    return Headings(lexicon.load("headings"))


@functools.lru_cache(maxsize=4096)
def _look_up(line: str) -> Heading | None:
    return headings()._look_up(line)
