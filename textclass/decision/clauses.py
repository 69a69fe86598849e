"""sentence -> its clauses: where each begins, and what it denies, grants, supposes, recalls or reports.

A sign of a verdict ("tillräckliga", "kvarstår") says nothing by itself: the clause around it may deny it, grant it
before the verdict, wish it, put it in the past or in another's mouth. All here is about text in lower case.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

Table = dict[str, list[str]]

_BOUNDARY = re.compile(
    r"[,;:–—]\s|\s-\s|\b(?:(?:men|varemot|medan|under det att|eftersom|därför att|enär|så att|genom att|utan att|"
    r"även om|trots att|fastän|låt vara|ehuru|innebär|(?<!allt )ann(?:at|an \w+) än|visar att|varav|i det att|"
    r"innan|förrän|ifall|så länge|till dess)\b|"
    r"utan\b(?= (?:anser|bedömer|har|behöver|måste|mer|fler|det|den|kvarstår|är|även|snarare|tvärtom)\b)|"
    r"(?:(?<=saknas )(?=(?:är|har|behöver|krävs|måste|bedömer|finner|anser)\b))|"  # "eftersom böcker saknas |är det …"
    r"(?=(?:är|blir) svaret\b)|"
    r"då\b(?= (?!att\b)\w)|"
    r"(?:(?<=r )|(?<=måste )|(?<=kan )|(?<=vill ))(?P<judge>skolinspektionen|inspektionen|myndigheten|vi)\b)"
)
_NO_VERBS = frozenset("när där eller för efter över under hur inför varför".split())
_EDGES = " ,;:–—-."
_GOES_ON = re.compile(r", (?:att|någon|något|några|finna|anse|se|säga|vara|godta|utläsa|betrakta|visa)\b")
_INSERTED = re.compile(
    r"[ ,–—-]{0,8}(?:mot|med|trots|vid|efter|i|som|såvitt|utifrån|enligt|på|hur|även|av|för|till|om|låt|oaktat|sedan|"
    r"genom|vilk\w+)\b"
)
_NO_VERB_OF_ITS_OWN = re.compile(r"för att\b|trots (?!att\b)")
_REASON = re.compile(r"(?:eftersom|därför att|då|enär|sedan|varför inte)\b")
_THAT = re.compile(r"(?:att|den omständigheten att|det faktum att)\b")  # opens a sentence
_CONDITION = re.compile(r"(?:om(?! än\b|[^,:;]{1,60}: )|ifall|för det fall|skulle|såvida|blir)\b")
_CONTRAST = re.compile(r"(?:men|dock|däremot|varemot|medan|under det att)\b")
# before the verb of a second subject ("eftersom avtal saknas och eleverna |saknar böcker kvarstår bristen")
_ALSO = re.compile(r"\b(?:och|samt) (?:\w+ ){0,2}\w+(?:n|na|et|a) $")
_STOP = re.compile(
    r"\b(?:som|att|och|men|utan|om|eftersom|då|när|där|vilk\w+|medan|så|trots|samt|innan|förrän|än|eller)\b"
)
_ANY = re.compile(r"(?:men |och |att |enligt \w+ |(?:bedömer|anser|finner) \w+ att ){0,8}(?:någon|något|några)\b")
_WITHOUT_CAUSE = re.compile(r" (?:skäl|anledning|grund) att\b")
_NEW_SUBJECT = re.compile(
    r" (?:bolaget|kommunen|huvudmannen|skolan|rektorn?|föreningen|stiftelsen|förbundet|nämnden|regionen|styrelsen|"
    r"åtgärderna|arbetet|bristen|bristerna) (?:har|är)\b"
)
_AND = re.compile(r"\b(?:och|samt)\b(?! som\b)")
_BEING = re.compile(r"\b(?:vara|bli|anses|ha|ska|skulle|kunna|kan|få|bedömas)\b")
_NOT = re.compile(r"\b(?:inte|ej|icke|knappast|ing(?:en|et|a))\b")
_VERB = re.compile(r"\w{2}[^\We](?:er|ar)(?: (?:dock|ännu|alltjämt|fortfarande|nu|därför))* $")
_NEAR = 60  # characters before a word in which the verb of its clause stands
_FINITE = re.compile(r"\w{1,40}r\b")  # a verb of its own, where a sign begins
_NONE = re.compile(r": (?:inga|ingen|inget|nej)\W*$")
_ONLY_WHEN = re.compile(r"(?: \w+){0,3} först (?:när|sedan|då|om|efter)\b")
_RELATIVE = re.compile(r"\b(?:som|vilka|vilket|där)(?:(?: \w+){0,2} \w*[^\Wr])? $")  # no verb before the denial
_JUDGING = frozenset("att anser bedömer finner ser kan tycker menar".split())
_ELLIPSIS = re.compile(
    r"^(?:men|däremot|dock|varemot|medan)(?: (?:ännu|alltjämt|fortfarande|däremot|väl))* (?:inte|ej|icke) "
    r"(?:det|den|de|dem|i|inom|för|på|vid|hos|såvitt|vad|när|beträffande|avseende|gällande|till|med|under|av|brist\w+|krav\w+)\b|"
    r"\b(?:är|har|gör|kan|gäller) (?:det|de) (?:\w+ ){0,2}?(?:inte|ej|icke)$|"
    r"\b(?:inte|ej|icke) (?:är|har|gör|kan) det$|"
    r"^medan .*\b(?:är|har|gör) det$|"
    r"\bså är (?:däremot |dock )?(?:inte|ej) fallet\b|\b(?:det omvända|det motsatta|annorlunda förhåller)\b"
)
_REACH = 300  # characters of a clause before a sign that are heard
_FAR = 9  # words after a sign in which a denial of it stands
_VERY_FAR = 16  # where the clause begins with "någon", which asks for one
_WORD = re.compile(r"\w+")


class Clause(NamedTuple):
    """One clause: ``granted`` before the verdict, ``unreal`` (a condition, a wish), a ``reason``, or none of these."""

    start: int
    end: int
    text: str  # without the marks at its edges
    granted: bool
    unreal: bool
    reason: bool
    contrast: bool

    @property
    def subordinate(self) -> bool:
        """Whether it says under what condition, against what or why something is so."""
        return self.granted or self.unreal or self.reason

    @property
    def elliptical(self) -> bool:
        """Whether it denies what was said before without saying it again: "men inte i fråga om stöd"."""
        return _ELLIPSIS.search(self.text) is not None


class Grammar:
    """The words of ``outcomes.toml`` that deny, grant, suppose, recall and report, compiled once."""

    def __init__(self, tables: dict[str, Table]) -> None:
        void, denial = _words(tables["negation"]["not_in"]), _words(tables["negation"]["words"])
        self._denial = re.compile(rf"\b(?:(?:{void})|(?P<no>{denial}))\b")
        self._granted = re.compile(rf"(?:men |och )?(?:{_words(tables['concession']['openings'])})\b")
        self._granted_inside = re.compile(rf"\b(?:{_words(tables['concession']['inside'])})\b")
        self._supposed = re.compile(rf"(?:men |och )?(?:{_words(tables['unreal']['opening'])})\b(?! än\b)")
        present = _words(tables["past"]["present"])
        self._present = re.compile(rf"\b(?:{present})\b")
        finite = _words([verb for verb in tables["past"]["present"] if verb not in ("anses", "bedöms")])
        self._unreal = re.compile(rf"\b(?:{_words(tables['unreal']['before'])})(?: [\w.§-]+){{0,9}} $")
        self._intended = re.compile(
            rf"\b(?:{_words(tables['unreal']['intended'])})(?: (?!(?:{finite}|som)\b)[\w.§-]+){{0,9}} $"
        )
        self._state = re.compile(rf"(?:{_words(tables['unreal']['states'])})\w*")
        self._past = re.compile(rf"\b(?:{_words(tables['past']['verbs'])})\b")
        names, verbs = _words(tables["others"]["names"]), _words(tables["others"]["verbs"])
        phrases = "|".join(phrase.replace("{names}", f"(?:{names})") for phrase in tables["others"]["phrases"])
        self._others = re.compile(
            rf"(?<!som )(?<!vad )(?<!det )\b(?:{names})(?: (?!(?:som|och)\b)\w+){{0,4}}? (?:{verbs})\b|"
            rf"\b(?:{verbs}) (?:{names})\b|\b(?:{phrases})\b"
        )
        self._said = re.compile(rf"\b(?:{verbs}|enligt|egen|själv|sin del)\b")  # quick to look for
        self._topic = re.compile(rf"\b(?:{_words(tables['parts']['topics'])})\b|\w: ")
        self._turn = re.compile(
            rf"\b(?:{_words(tables['parts']['another'])})\b|^(?:{_words(tables['parts']['openings'])})\b"
        )
        self._inspectorate = re.compile(r"\b(?:(?:skol)?inspektionens?|myndighetens?|vi|vår|vårt|oss)\b")

    def split(self, sentence: str) -> list[Clause]:
        """Return the clauses of a sentence in lower case, in order, covering it."""
        cuts = [0, *(cut for m in _BOUNDARY.finditer(sentence) if (cut := _cut(sentence, m))), len(sentence)]
        clauses: list[Clause] = []
        for start, end in zip(cuts, cuts[1:], strict=False):
            clause = self._clause(sentence, start, end)
            opens = clause.start == 0 or clauses[-1].text in ("men", "och") or not any(c.text for c in clauses[:3])
            main = self._main_verb(sentence, clause) if opens and clause.subordinate else None
            if main is not None:
                clauses.append(self._clause(sentence, start, main))
                clause = self._clause(sentence, main, end)
            clauses.append(self._resumed(clause, clauses))
        return clauses

    def _resumed(self, clause: Clause, before: list[Clause]) -> Clause:
        """Return the end of a clause broken by another ("innan behovet, som …, är mött") as of the same kind."""
        if len(before) < 2 or not self._present.match(clause.text) or not _INSERTED.match(before[-1].text):
            return clause
        begun = before[-2]
        if not begun.subordinate or self._present.search(begun.text):
            return clause
        return clause._replace(granted=begun.granted, unreal=begun.unreal, reason=begun.reason)

    def _clause(self, sentence: str, start: int, end: int) -> Clause:
        text = sentence[start:end].strip(_EDGES)
        granted = (
            self._granted.match(text) or self._granted_inside.search(text) or (_THAT.match(text) if not start else None)
        )
        return Clause(
            start, end, text, granted is not None, self._supposed.match(text) is not None,
            _REASON.match(text) is not None, _CONTRAST.match(text) is not None or " däremot" in text,
        )  # fmt: skip

    def _main_verb(self, sentence: str, clause: Clause) -> int | None:
        """Return where the main clause begins that follows a clause without a comma: at the second finite verb."""
        verbs = [m.start() for m in self._present.finditer(sentence, clause.start, clause.end)]
        later = [verb for verb in verbs[1:] if not _ALSO.search(sentence, max(clause.start, verb - _NEAR), verb)]
        verbs = verbs[:1] + (later or verbs[1:])
        denial = self._denial.search(sentence, clause.start, clause.end)
        if (
            denial and denial["no"] and verbs and denial.start() < verbs[0]
        ):  # the word after it is the clause's own verb
            own = _WORD.search(sentence, denial.end(), clause.end)
            return next((verb for verb in verbs if own and verb >= own.end()), None)
        own_verbs = 0 if _NO_VERB_OF_ITS_OWN.match(clause.text) else 1
        return verbs[own_verbs] if len(verbs) > own_verbs else None

    def denials(
        self, sentence: str, clauses: list[Clause], number: int, span: tuple[int, int], left: int, right: int
    ) -> int:
        """Return how many words deny what stands at ``span`` in clause ``number``.

        ``left``, ``right``: where the neighbouring signs end and begin.
        """
        start, end = span
        clause = clauses[number]
        begin = max(clause.start, start - _REACH)
        begin = left if left > begin and _AND.search(sentence, left, start) else begin
        opening = sentence.find(clause.text, clause.start)
        before = [
            m
            for m in self._denied(sentence, begin, start)
            if m.start() == opening or not self._escapes(sentence, m, start, end)
        ]
        count = len(before) + len(self._denied(sentence, start, end))
        if not before and self._continues(sentence, clauses, number):
            count += self._denied_above(clauses, number, left)
        return count + self._denied_after(sentence, clause, end, right)

    def _continues(self, sentence: str, clauses: list[Clause], number: int) -> bool:
        """Whether a clause goes on with the one above it, or with that above an insertion."""
        if number < 2:
            return number == 1 and _GOES_ON.match(sentence, clauses[number].start) is not None
        text = clauses[number].text
        inserted = _INSERTED.match(clauses[number - 1].text) and not text.startswith("innebär")
        return (
            bool(inserted and self._present.match(text)) or _GOES_ON.match(sentence, clauses[number].start) is not None
        )

    def _denied(self, sentence: str, start: int, end: int) -> list[re.Match[str]]:
        return [
            match
            for match in self._denial.finditer(sentence, start, end)
            if match["no"] and not (match["no"] == "utan att" and _but_that(sentence, match.start()))
        ]

    def _escapes(self, sentence: str, denial: re.Match[str], start: int, end: int) -> bool:
        """Whether a denial ends before ``start``: "det som inte nåtts är nu klart", "utreds inte och det är läkt"."""
        first = _WORD.search(sentence, denial.end(), start)
        relative = _RELATIVE.search(sentence, max(0, denial.start() - 40), denial.start())
        if first and first[0] not in _JUDGING and relative and not self._present.search(relative[0]):
            word = _WORD.match(sentence, start)
            return self._present.search(sentence, first.end(), word.end() if word else start) is not None
        last = _last(_AND, sentence, denial.end(), start)
        if last is None or denial["no"] == "varken":
            return False
        if " att " in sentence[denial.end() : last.start()]:
            return _NEW_SUBJECT.match(sentence, last.end()) is not None and (
                _WITHOUT_CAUSE.match(sentence, denial.end()) is not None
            )
        if self._present.match(sentence, last.end() + 1) or (
            last.end() + 1 == start and _FINITE.match(sentence, start)
        ):
            return True  # "dokumentet upptar inga åtgärder och svarar ej mot kraven"
        if denial["no"].startswith("ing") and self._is_object(sentence, denial.start()):
            return self._present.search(sentence, last.end(), end) is not None
        if denial["no"].startswith("ing") and not self._present.search(sentence, denial.end(), last.start()):
            return False  # "ingen av bristerna i fråga om trygghet och studiero är avhjälpt"
        if sentence.startswith(" att ", last.end()):
            return True
        that = sentence.find(" som ", last.end(), end)
        return self._present.search(sentence, last.end(), end if that < 0 else that) is not None

    def _is_object(self, sentence: str, start: int) -> bool:
        """Whether the verb of its own clause stands before "ingen": "barnen märker ingen skillnad och …"."""
        before = sentence[max(0, start - _NEAR) : start]
        before = before[max(before.rfind(sign) for sign in (",", ";", ":", " att ")) + 1 :]
        return self._present.search(before) is not None or _VERB.search(before) is not None

    def _denied_above(self, clauses: list[Clause], number: int, left: int) -> int:
        above = number - 1
        if above > 0 and _INSERTED.match(clauses[above].text):
            above -= 1
        clause = clauses[above]
        return len(self._denied(clause.text[-_REACH:], 0, _REACH)) if left <= clause.start else 0

    def _denied_after(self, sentence: str, clause: Clause, end: int, right: int) -> int:
        if _NONE.match(sentence, end) or _ONLY_WHEN.match(sentence, end):
            return 1
        if sentence.endswith((" som", " att"), 0, end):
            return 0
        fronted = _ANY.match(clause.text) is not None
        stop = min(end + _REACH, clause.end if fronted else min(clause.end, right))
        halt = None if fronted else _STOP.search(sentence, end, stop)
        stop = halt.start() if halt else stop
        words = list(islice(_WORD.finditer(sentence, end, stop), _VERY_FAR if fronted else _FAR))
        count = len(self._denied(sentence, end, words[-1].end())) if words else 0
        if fronted and not count and end <= clause.end:  # "någon brist har, trots …, inte funnits"
            count = min(1, len(self._denied(sentence, clause.end, min(len(sentence), clause.end + _REACH))))
        return count

    def counts(self, sentence: str, clause: Clause, start: int, end: int) -> bool:
        """Whether what stands at ``start`` to ``end`` is said to be so now, by the inspectorate."""
        before = sentence[max(clause.start, start - _REACH) : start]
        if clause.unreal or self._unreal.search(before):
            return False
        if self._wished(before, sentence, start):
            return False
        past = _last(self._past, sentence, max(start - _REACH, sentence.rfind(":", 0, start) + 1), start)
        if past and not self._present.search(sentence, past.end(), end):
            return False
        other = self._said.search(before) and self._others.search(before)
        return not (other and "delar" not in before and not self._inspectorate.search(before, other.end()))

    def _wished(self, before: str, sentence: str, start: int) -> bool:
        """Whether a purpose or plan governs what follows: neither a finite verb nor a state of its own does."""
        wish = self._intended.search(before)
        if wish is None:
            return False
        if self._present.match(sentence, start):
            return " anse att " in wish[0]  # "… för att Skolinspektionen ska kunna anse att lagen följs"
        described = self._state.match(sentence, start) is not None
        return not (described and wish[0].startswith(("för att", "i syfte")) and not _BEING.search(wish[0]))

    def topics(self, sentence: str) -> list[int]:
        """Return where a sentence says of what part it speaks: "i fråga om stöd", "den andra", "stöd: "."""
        return [match.start() for match in self._topic.finditer(sentence)]

    def turns(self, sentence: str) -> bool:
        """Whether a sentence takes up another part than the one before it."""
        return self._turn.search(sentence) is not None

    def reported(self, sentence: str) -> bool:
        """Whether somebody other than the inspectorate says it all."""
        return (
            self._inspectorate.search(sentence) is None
            and self._said.search(sentence) is not None
            and self._others.search(sentence) is not None
        )

    def conditional(self, sentence: str) -> bool:
        """Whether the sentence begins with a condition, so that nothing in it is said to be so."""
        return _CONDITION.match(sentence) is not None


def _but_that(sentence: str, start: int) -> bool:
    """Whether "utan att" at ``start`` sets right what was denied: "inte att det räcker, utan att mer krävs"."""
    denied, that, between = sentence[max(0, start - _REACH) : start].rpartition(" att ")
    return bool(that) and between.endswith(", ") and _NOT.search(denied) is not None


def _last(pattern: re.Pattern[str], sentence: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(sentence, start, end):  # noqa: B007
        pass
    return found


def _cut(sentence: str, boundary: re.Match[str]) -> int:
    """Return where a clause begins: at the boundary, or at the verb before its subject ("bedömer Skolinspektionen")."""
    if not boundary["judge"]:
        return boundary.start()
    verb = sentence.rfind(" ", 0, boundary.start() - 1) + 1
    return 0 if sentence[verb : boundary.start() - 1] in _NO_VERBS else verb


def _words(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))
