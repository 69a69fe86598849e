"""a template and its values -> one HTML file that fetches nothing and runs no script but its own."""

from __future__ import annotations

import base64
import functools
import hashlib
import os
from importlib.resources import files
from pathlib import Path

import jinja2
from markupsafe import Markup

from textclass.report import wording


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("textclass.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(
        say=wording.say, name=wording.name, share=wording.share, interval=wording.interval, count=wording.count,
        chance=wording.chance, decimal=wording.decimal, signed=wording.signed, why=wording.why,
    )  # fmt: skip
    environment.filters["of"] = lambda words, language: getattr(words, language)
    return environment


def render(
    template: str,
    *,
    styles: tuple[str, ...],
    script: str | None,
    language: str,
    images: bool = False,
    **values: object,
) -> str:
    """Return the page. ``styles`` and ``script`` are files beside the templates, put into the page.

    The page's policy allows them by their hashes, ``images`` that the page itself holds, and nothing else.
    Raises: ValueError: an unknown language.
    """
    if language not in wording.LANGUAGES:
        raise ValueError(f"language {language!r}: choose one of {', '.join(wording.LANGUAGES)}")
    style = "".join(_asset(name) for name in styles)
    code = _asset(script) if script else ""
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(code)}'" if code else "script-src 'none'",
            *(("img-src data:",) if images else ()),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return _environment().get_template(template).render(
        style=Markup(style), script=Markup(code), policy=Markup(policy), language=language, **values
    )  # fmt: skip


def _asset(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"sha256-{digest}"


def write(html: str, output: str | os.PathLike[str]) -> None:
    """Write the page; a reader never sees half of it. What no UTF-8 can hold becomes a question mark.

    Raises: OSError: there is no writing there.
    """
    path = Path(output)
    if path.is_dir():
        raise IsADirectoryError(f"{path}: is a folder; give the name of a page in it")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".draft")
    draft.write_bytes(html.encode("utf-8", "replace"))
    os.replace(draft, path)
