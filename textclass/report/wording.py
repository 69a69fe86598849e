"""keys and numbers -> words in both languages, side by side in the page; the reader's switch shows one."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup, escape

LANGUAGES = ("en", "sv")


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in English and in Swedish; plain text, escaped when it meets a page."""

    en: str
    sv: str

    def __html__(self) -> str:
        """Return both as HTML, of which the page shows one."""
        if self.en == self.sv:
            return str(escape(self.en))
        return str(
            Markup('<span class="t" lang="en">{}</span><span class="t" lang="sv">{}</span>').format(self.en, self.sv)
        )

    def __str__(self) -> str:
        return self.en


@functools.cache
def _messages() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


def say(key: str, **values: object) -> Words:
    """Return the message of ``key`` with its blanks filled; values that are Words come in each language.

    Raises: KeyError: no such message.
    """
    message = _messages()[key]
    return Words(*(_filled(message[language], language, values) for language in LANGUAGES))


def _filled(message: str, language: str, values: dict[str, object]) -> str:
    own = {name: getattr(value, language) if isinstance(value, Words) else value for name, value in values.items()}
    return message.format(**own) if own else message


def name(group: str, value: object) -> Words:
    """Return what a value of a closed set is called, or the value itself where it has no name.

    >>> str(name("outcome", "in_line"))
    'in line'
    """
    key = f"{group}.{value}"
    return say(key) if key in _messages() else Words(str(value), str(value))


def why(status: str, error: str | None) -> Words:
    """Return why a file was not read and what would help: in English its own report, if there is one.

    >>> why("encrypted", "locked by X").sv
    'skyddad med lösenord: spara en kopia utan'
    """
    advice = name("advice", status)
    return Words(error or advice.en, advice.sv)


def share(value: float) -> Words:
    """Return a share as whole per cents: 62%, in Swedish 62 %."""
    rounded = f"{100 * value:.0f}"
    return Words(f"{rounded}%", f"{rounded}\N{NO-BREAK SPACE}%")


def chance(value: float) -> Words:
    """Return a probability as per cents; one that is not quite 0 or 1 is not shown as if it were."""
    if 0 < value < 0.005:
        return Words("<1%", "<1\N{NO-BREAK SPACE}%")
    if 0.995 < value < 1:
        return Words(">99%", ">99\N{NO-BREAK SPACE}%")
    return share(value)


def interval(low: float, high: float) -> Words:
    """Return two shares as a span of per cents."""
    span = f"{100 * low:.0f}–{100 * high:.0f}"
    return Words(f"{span}%", f"{span}\N{NO-BREAK SPACE}%")


def decimal(value: float, places: int = 2) -> Words:
    """Return a number with so many decimals, with a point or a comma."""
    text = f"{value:.{places}f}".replace("-", "\N{MINUS SIGN}")
    return Words(text, text.replace(".", ","))


def signed(value: float) -> Words:
    """Return a number with its sign and two decimals."""
    shown = decimal(abs(value))
    sign = "+" if value >= 0.005 else "\N{MINUS SIGN}" if value <= -0.005 else "±"
    return Words(sign + shown.en, sign + shown.sv)


def count(value: int) -> Words:
    """Return a whole number in groups of three digits."""
    return Words(f"{value:,}", f"{value:,}".replace(",", "\N{NO-BREAK SPACE}"))
