"""citations -> JSON lines, a table, HTML or Markdown with links to the law they cite."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import quote

from textclass.records import Citation

KEYS = ("text", "start", "end", "ids", "kind", "act", "act_by", "status")
SITE = "https://lagen.nu/"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")
_LINE_MARK = re.compile(r"^(\s{0,3})([-=]|\d{1,9}(?=[.)]))", re.MULTILINE)


def link(address: str) -> str | None:
    """Return the web address of a cited place; None for one that could not be resolved.

    >>> link("2010:800#K4P7S2N3")
    'https://lagen.nu/2010:800#K4P7S2N3'
    """
    if address.startswith("?"):
        return None
    return SITE + quote(address, safe="/:#._-")


def row(citation: Citation) -> dict[str, Any]:
    """Return the citation as JSON-ready values, keys in the order of ``KEYS``."""
    values = {key: getattr(citation, key) for key in KEYS}
    return {**values, "ids": list(citation.ids)}


def to_jsonl(text: str, citations: Sequence[Citation]) -> str:
    """Return one JSON object a line; "" for no citations."""
    return "".join(json.dumps(row(citation), ensure_ascii=False) + "\n" for citation in citations)


def to_table(text: str, citations: Sequence[Citation]) -> str:
    """Return a table in plain text, one line a citation under a line of headings."""
    head = ("start", "end", "citation", "addresses", "kind", "act by", "status")
    lines = [head] + [
        (
            str(one.start),
            str(one.end),
            " ".join(one.text.split()),
            " ".join(one.ids),
            one.kind,
            one.act_by or "",
            one.status,
        )
        for one in citations
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def to_html(text: str, citations: Sequence[Citation]) -> str:
    """Return the text as HTML with each citation a link; an unresolved one is marked, not linked."""
    return _woven(text, citations, html.escape, _html_link)


def to_markdown(text: str, citations: Sequence[Citation]) -> str:
    """Return the text as Markdown with each citation a link; the text's own signs are escaped."""
    return _woven(text, citations, _escape_markdown, _markdown_link)


def _woven(
    text: str,
    citations: Iterable[Citation],
    escape: Callable[[str], str],
    linked: Callable[[Citation, str], str],
) -> str:
    pieces: list[str] = []
    at = 0
    for citation in citations:
        pieces += (escape(text[at : citation.start]), linked(citation, escape(citation.text)))
        at = citation.end
    return "".join((*pieces, escape(text[at:])))


def _html_link(citation: Citation, shown: str) -> str:
    target = link(citation.ids[0])
    title = html.escape(" ".join(citation.ids), quote=True)
    if target is None:
        return f'<span class="citation unresolved" title="{title}">{shown}</span>'
    return f'<a class="citation" href="{html.escape(target, quote=True)}" title="{title}">{shown}</a>'


def _escape_markdown(text: str) -> str:
    return _LINE_MARK.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text)).replace("&", "&amp;")


def _markdown_link(citation: Citation, shown: str) -> str:
    target = link(citation.ids[0])
    flat = " ".join(shown.split())  # a link must not hold an empty line
    return shown if target is None else f"[{flat}](<{target}>)"


FORMATS: dict[str, Callable[[str, Sequence[Citation]], str]] = {
    "jsonl": to_jsonl,
    "table": to_table,
    "html": to_html,
    "markdown": to_markdown,
}
