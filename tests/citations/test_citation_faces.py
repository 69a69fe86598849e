import html
import json
import re

import pytest

from textclass.citations import find
from textclass.citations.command import cite_batch, cite_text
from textclass.citations.rendering import KEYS, link, to_html, to_markdown, to_table

TEXT = 'Se <b> & "4 kap. 3 § skollagen" och 23 § friskolelagen.'


def test_a_line_of_json_holds_the_agreed_keys_in_order():
    lines = [json.loads(line) for line in cite_text(TEXT).splitlines()]
    assert [tuple(line) for line in lines] == [KEYS, KEYS]
    assert lines[0]["ids"] == ["2010:800#K4P3"]
    assert lines[1] == {
        "text": "23 § friskolelagen",
        "start": TEXT.index("23 §"), "end": len(TEXT) - 1, "ids": ["?friskolelagen#P23"], "kind": "statute",
        "act": None, "act_by": None, "status": "unresolved",
    }  # fmt: skip


def test_the_table_has_one_line_a_citation():
    lines = to_table(TEXT, find(TEXT)).splitlines()
    assert len(lines) == 3
    assert lines[0].split()[:2] == ["start", "end"]
    assert "2010:800#K4P3" in lines[1]


def test_html_is_escaped_linked_and_holds_the_whole_text():
    page = to_html(TEXT, find(TEXT))
    assert '<a class="citation" href="https://lagen.nu/2010:800#K4P3"' in page
    assert "<b>" not in page
    assert html.unescape(re.sub(r"<[^>]*>", "", page)) == TEXT


def test_an_unresolved_citation_is_no_link():
    assert link("?friskolelagen#P23") is None
    assert page_links("23 § friskolelagen") == []


def page_links(text):
    return re.findall(r'href="([^"]*)"', to_html(text, find(text)))


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("2010:800#K4P7S2N3", "https://lagen.nu/2010:800#K4P7S2N3"),
        ("prop/2009/10:165#sid217", "https://lagen.nu/prop/2009/10:165#sid217"),
        ("dom/rå/2006:9", "https://lagen.nu/dom/r%C3%A5/2006:9"),
        ('x"><script>', "https://lagen.nu/x%22%3E%3Cscript%3E"),
    ],
)
def test_links_are_quoted(address, target):
    assert link(address) == target


def test_markdown_escapes_the_text_and_links_the_citation():
    text = "# *Se* [4 kap. 3 § skollagen](x) <b>"
    marked = to_markdown(text, find(text))
    assert "[4 kap. 3 § skollagen](<https://lagen.nu/2010:800#K4P3>)" in marked
    assert marked.startswith(r"\# \*Se\* \[")
    assert "<b>" not in marked.replace(r"\<b\>", "")


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="jsonl, table, html, markdown"):
        cite_text(TEXT, format="pdf")


def test_a_text_without_citations_gives_an_empty_answer():
    assert cite_text("Inget här.") == ""
    assert cite_text("Inget här.", format="html") == "Inget här."


def test_a_batch_answers_line_by_line_and_goes_on_after_a_broken_one():
    lines = [
        '{"id": 1, "text": "4 kap. 3 § skollagen", "base": null, "date": "2010-01-01"}\n',
        "{broken\n",
        "\n",
        '{"id": "c", "text": "4 kap. 3 §", "base": "skollagen"}',
        '{"id": "d", "text": 7}',
        '{"id": "e", "text": "x", "base": "friskolelagen"}',
        '{"id": "f", "text": "x", "date": 2010}',
        "[1]",
        '{"text": "ingen"}',
    ]
    answers = list(cite_batch(lines))
    assert [answer["id"] for answer in answers] == [1, None, "c", "d", "e", "f", None, None]
    assert [bool(answer.get("error")) for answer in answers] == [False, True, False, True, True, True, True, False]
    assert answers[0]["citations"][0]["ids"] == ["1985:1100#K4P3"]
    assert answers[2]["citations"][0]["ids"] == ["2010:800#K4P3"]
    assert all(answer["citations"] == [] for answer in answers if "error" in answer)


def test_a_batch_is_read_as_it_comes():
    def endless():
        while True:
            yield '{"id": 1, "text": "4 kap. 3 § skollagen"}'

    assert next(cite_batch(endless()))["id"] == 1
