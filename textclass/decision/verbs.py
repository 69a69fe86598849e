"""line -> whether a finite verb makes it a clause, and whether it goes on."""

from __future__ import annotations

import re

from textclass.lexicon.phrases import any_of

_FINITE_VERBS = (
    "är var har hade finns fanns följer följde framgår gäller gällde regleras ska skall skulle bör "
    "behöver behövde behövs måste kan kunde anger angav innebär bedömer bedömde bedöms uppger uppgav "
    "redovisar visade visar blev blir kom kommer anser ansåg säger står stod avser avsåg heter ligger "
    "styr kräver krävs krävde finner konstaterar konstaterade beslutar utgör bygger grundas vill "
    "överväger planerar saknar saknas saknade fick får ger gav gör gjorde gick går tar tog använder "
    "arbetar antog erbjuds ges görs sker skedde bedrivs återkom sambedömde följs utreds upprättas "
    "kvarstår återstår inte beskriver skriver anför berättar redogör svarar meddelar lämnar rapporterar "
    "yttrar resulterade avslutas består bestod bekräftar bekräftade framkom framkommer upphört fungerar "
    "ser stämmer bedrev löd lydde brast ålades återstod angavs uppgick ställde omfattade innehöll uppges "
    "anges redovisas beskrivs rapporteras övervägs fann såg skrev inkom begärde framhöll påtalades"
).split()
# words that have a capital only where a sentence begins
OPENERS = (
    "Av|Beträffande|De|Den|Det|Detta|Därför|Därmed|Efter|Eftersom|Enligt|För|Genom|Här|I|Inom|Med|Mot|När|Om|På|Sedan|"
    "Under|Utifrån|Vad|Vi|Vid"
)
_PAST_PASSIVE = r"[a-zåäö]{2,30}(?:(?:[aglrvjm]|(?<!a)n)des|[kpst]tes)"  # "gjordes", "användes", "söktes"
_FINITE_VERB = rf"\b(?:{any_of(_FINITE_VERBS)}|{_PAST_PASSIVE})\b|(?<=(?:en|et|na) )låg$"
_FINITE = re.compile(_FINITE_VERB, re.IGNORECASE)
VERB_INSIDE = re.compile(rf"{_FINITE_VERB}|\benligt\b", re.IGNORECASE)
# what no title has: a finite verb, or a last word that goes on
VERB = re.compile(
    rf"{_FINITE_VERB}|\benligt\b|"
    r"\b(?:i|på|av|till|för|med|om|se|jfr|jämför|och|samt|eller|som|att|mot|från|stöd i|utifrån|vid|"
    r"(?:se|jämför|jfr) (?:även|också|vidare))$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:i|på|av|till|för|med|om|och|samt|eller|som|att|mot|från|utifrån|vid)$")
_LONGEST = 8  # characters of such a word, and the line end after it
_SUBORDINATE = re.compile(r"\b(?:som|när|att|hur|om|där|vad|för att|så att)\b", re.IGNORECASE)


def is_clause(text: str) -> bool:
    """Whether a line is a main clause and no question: a finite verb stands in it before any subordinate clause."""
    verb = None if text.endswith("?") else _FINITE.search(text)
    return verb is not None and _SUBORDINATE.search(text, 0, verb.start()) is None


def has_verb(text: str) -> bool:
    """Whether a finite verb stands anywhere in a line."""
    return _FINITE.search(text) is not None


def is_cut_short(text: str) -> bool:
    """Whether a line ends in a word that no line ends with ("Uppdraget resulterade i")."""
    return _GOES_ON.search(text, max(0, len(text) - _LONGEST)) is not None
