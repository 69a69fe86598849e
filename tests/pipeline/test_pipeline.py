"""The components put into Docs what the functions return, and the fast tokeniser gives spaCy's own tokens."""

import time
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import textclass as tc
from textclass import pipeline

CORPUS = sorted((Path(__file__).parents[2] / "data" / "corpus").glob("*.txt"))
SOME = CORPUS[::12]


@pytest.fixture(scope="module")
def nlp():
    return tc.nlp()


def bare(text):
    return "".join(sign for sign in text if sign.isalnum())


def texts(paths):
    return [path.read_bytes().decode("utf-8") for path in paths]


def test_components_are_found_by_name():
    blank = spacy.blank("sv")
    for name in pipeline.COMPONENTS:
        blank.add_pipe(name)
    doc = blank("Enligt 4 kap. 3 § skollagen ska huvudmannen följa upp.")
    assert [(s.text, s.label_, s.kb_id_) for s in doc.spans["citations"]] == [
        ("4 kap. 3 § skollagen", "statute", "2010:800#K4P3")
    ]


@pytest.mark.parametrize("path", SOME, ids=lambda path: path.stem)
def test_spans_are_what_parse_text_returns(nlp, path):
    raw = path.read_bytes().decode("utf-8")
    decision, doc = tc.parse_text(raw), nlp(raw)
    sections = [(s.label, str(s.area or "")) for s in decision.sections]
    assert [(s.label_, s.kb_id_) for s in doc.spans["sections"]] == sections
    stated = [(p.outcome.value, str(n)) for n, a in enumerate(decision.areas, 1) for p in a.outcome_places]
    assert [(s.label_, s.kb_id_) for s in doc.spans["outcomes"]] == stated


def test_spans_begin_and_end_where_the_passages_do(nlp):
    """On raw text, whose lines and page heads the clean text does not have; a few words of a head may be caught."""
    hits = total = 0
    for raw in texts(SOME):
        decision, doc = tc.parse_text(raw), nlp(raw)
        for section, span in zip(decision.sections, doc.spans["sections"], strict=True):
            wanted = bare(decision.text[section.start : section.end])
            found = bare(span.text)
            total += 1
            hits += found[:12] == wanted[:12] and found[-12:] == wanted[-12:]
    assert hits >= 0.9 * total


def test_to_doc_has_the_very_passages(nlp):
    decision = tc.parse(CORPUS[0])
    doc = pipeline.to_doc(decision, nlp)
    assert doc.text == decision.text
    assert [s.text for s in doc.spans["sections"]] == [decision.text[s.start : s.end] for s in decision.sections]
    assert [s.kb_id_ for s in doc.spans["citations"]] == [" ".join(c.ids) for c in decision.citations]
    assert len(doc.spans["outcomes"]) == sum(len(area.outcome_places) for area in decision.areas)


def test_citations_are_what_cite_returns(nlp):
    for raw in texts(SOME[:4]):
        found = tc.cite(raw)
        doc = nlp(raw)
        spans = doc.spans["citations"]
        assert [s.kb_id_ for s in spans] == [" ".join(c.ids) for c in found]
        assert all(c.text in s.text for c, s in zip(found, spans, strict=True))


def test_citations_take_base_and_date():
    blank = spacy.blank("sv")
    blank.add_pipe("textclass_citations", config={"base": "skollagen", "date": "2020-01-01"})
    doc = blank("Se 3 kap. 2 §.")
    assert [s.kb_id_ for s in doc.spans["citations"]] == ["2010:800#K3P2"]


def test_tokens_are_the_stock_tokens(nlp):
    stock = spacy.blank("sv")
    for raw in texts(SOME):
        assert [t.text_with_ws for t in nlp.make_doc(raw)] == [t.text_with_ws for t in stock(raw)]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="kap.bl a§ -,()23\nåÖ't ex:;/\t\u00a0", max_size=60))
def test_tokens_are_the_stock_tokens_of_any_text(text):
    assert [t.text_with_ws for t in WARM(text)] == [t.text_with_ws for t in STOCK(text)]


STOCK = spacy.blank("sv").tokenizer
WARM = tc.nlp().tokenizer


def test_warm_tokeniser_is_much_faster():
    """A text as long as an archive's, so that the first special case is far from the end."""
    raw = "\n".join(texts(CORPUS[:30]))
    warm, stock = tc.nlp().tokenizer, spacy.blank("sv").tokenizer
    warm(raw)
    assert seconds(warm, raw) * 2 < seconds(stock, raw)


def seconds(tokenizer, text):
    best = float("inf")
    for _ in range(2):
        begin = time.perf_counter()
        tokenizer(text)
        best = min(best, time.perf_counter() - begin)
    return best


def test_pipeline_survives_disk(nlp, tmp_path):
    nlp.to_disk(tmp_path / "nlp")
    loaded = spacy.load(tmp_path / "nlp")
    text = "Se 2 kap. 8 § skollagen, bl.a. om s.k. uppföljning."
    assert loaded.pipe_names == list(pipeline.COMPONENTS)
    assert [t.text for t in loaded(text)] == [t.text for t in nlp(text)]
    assert type(loaded.tokenizer) is type(nlp.tokenizer)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "§"])
def test_texts_without_content_have_no_spans(nlp, text):
    doc = nlp(text)
    assert not doc.spans["outcomes"] and not doc.spans["citations"]


@pytest.mark.parametrize("sign", ["§", "(", "a-", "1,", "…"])
def test_endless_chunks_cost_time_in_proportion_and_keep_their_text(sign):
    pipeline = tc.nlp()
    text = f"Se 2 kap. {sign * 30_000} och www.skolinspektionen.se/{'a/' * 100} nu."
    began = time.process_time()
    doc = pipeline.make_doc(text)
    assert time.process_time() - began < 2  # the stock tokeniser takes minutes
    assert doc.text == text and len(doc) < 70_000
    assert [token.text for token in doc[:3]] == ["Se", "2", "kap."] and doc[-2].text == "nu"
    assert f"www.skolinspektionen.se/{'a/' * 100}" in {token.text for token in doc}
