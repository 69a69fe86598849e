"""line -> whether it has the shape of the title of an area."""

from __future__ import annotations

import re

from textclass.decision import outcomes, roles
from textclass.decision.headings import has_heading_shape, headings, run_in, strip_number
from textclass.decision.seams import is_topic
from textclass.decision.verbs import has_verb, is_clause, is_cut_short

_NO_TITLE = re.compile(
    r"(?:\(?\d{1,2}(?: [a-z])? ?kap|\d{1,3}(?: [a-z])? ?§|\(|dnr|diarie|box \d|tel|www|e-post|org|"
    r"datum|sida?\b|\d{4}-\d\d-\d\d|(?:den )?\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|"
    r"augusti|september|oktober|november|december)|beslut(?:et)? (?:efter|för|om|vid|i)\b|"
    r"(?:planerad|regelbunden|tematisk|riktad) (?:kvalitetsgranskning|tillsyn) |kvalitetsgranskning (?:av|vid|i) |"
    r"(?:andra |förnyad )?uppföljning (?:av|efter|för) (?:[a-zåäö]+ )?(?:kvalitetsgranskning|"
    r"tillsyn|granskning|beslut|föreläggande)|(?:stockholm|göteborg|linköping|lund|umeå) den|"
    r"\d{3} ?\d\d |\d{1,4} \d|skolinspektionen )",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(\d{1,2}\) ")  # a number
_LAW = re.compile(r"\d kap\b|\(\d{4}:\d+\)|\blgr \d\d|\bgy \d\d|\blpfö ", re.IGNORECASE)
_STATUS = re.compile(
    r" (?:Avhjälpt|Kvarstår|Åtgärdat|Föreläggande(?: vid vite)?|Anmärkning)(?: [–-])?$"
)  # a row of a table
_MUST = re.compile(r"\b(?:behöver|behövde|ska|skall|skulle|måste|bör) \w")
_SURE_PAST = 5.0  # weight of cues that open the earlier assessment
_SURE_NEED = 4.0  # weight of a cue that opens a need


def may_be_title(text: str) -> bool:
    """Whether a line has the shape of a title, and is none of the lines that never are one."""
    if not (has_heading_shape(text) or is_topic(text)):
        return False
    return _may_stand_alone(text) and not _is_sentence(text) and not _is_demand(text)


def may_be_sentence(text: str) -> bool:
    """Whether a line could be a title that is a sentence without its stop ("Varje elev ska ha en studieplan")."""
    return (
        has_heading_shape(text)
        and text[-1:] not in ":;"
        and len(text.split()) > 2
        and _may_stand_alone(text)
        and outcomes.rules().find(text) is None
        and is_clause(headings().strip_area_number(text))
    )


def _may_stand_alone(text: str) -> bool:
    """Whether a line is none of those that never are titles: law, dates, addresses, rows of tables, items of lists."""
    return (
        (not run_in(text) or headings().has_area_number(text))
        and "§" not in text
        and not _LAW.search(text)
        and not _NO_TITLE.match(_BRACKETED.sub("", text, count=1))
        and not is_cut_short(text.rstrip(":"))
        and not _STATUS.search(text)
        and not strip_number(text)[:1].islower()  # "2) se till att alla elever får en plats": an item of a list
        and "@" not in text
        and any(map(str.isalpha, text))
        and len(headings().strip_area_number(text)) > 2
    )


def _is_sentence(text: str) -> bool:
    """Whether a line that could be a title is a lead-in or a verdict."""
    if text.endswith(".") and outcomes.rules().find(text) is not None:
        return True  # "Bristen består." alone on its line
    if text.endswith(":") and not headings().has_area_number(text) and has_verb(text):
        return True  # "Det som behövde utvecklas var följande:"
    if text.endswith(":") and _tells_past(text):
        return True  # "I beslutet konstaterades att skolan inte uppfyllde kravet i följande avseende:"
    if not is_clause(text.rstrip(":")):
        return False
    return (text.endswith(":") and not headings().has_area_number(text)) or outcomes.rules().find(text) is not None


def _tells_past(text: str) -> bool:
    """Whether a line opens the earlier assessment."""
    return roles.cues().scores(text)[roles.EARLIER] >= _SURE_PAST


def _is_demand(text: str) -> bool:
    """Whether a line says what somebody must do ("1. Skolan behöver ge handledarna stöd"): a need, not a topic."""
    if _MUST.search(text) is None or text.endswith("?"):
        return False
    needed = any(role == roles.NEEDS and weight >= _SURE_NEED for (role, weight) in roles.cues().found(text))
    return needed and is_clause(headings().strip_area_number(text))
