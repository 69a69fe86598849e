"""text -> spaCy Doc with spans: sections, citations and stated outcomes, for people who work with Docs.

The components call the same functions as ``parse_text`` and ``cite``; labels and addresses stand on the spans:

=========== ========================================= ================================
``doc.spans``  ``span.label_``                         ``span.kb_id_``
=========== ========================================= ================================
sections    ``account``, ``needs``, ``conclusion`` …   number of the area, or ""
citations   ``statute``, ``regulation`` …              addresses, parted by blanks
outcomes    ``in_line``, ``more_needed`` …             number of the area
=========== ========================================= ================================
"""

# Annotations are evaluated here: spaCy reads those of its factories, and older ones of 3.8 cannot read them as text.
import functools
import re
from collections.abc import Callable, Iterable
from typing import Any

import spacy
from spacy import util
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found, unused-ignore]
from spacy.tokens import Doc, Span

from textclass import citations
from textclass.alignment import Alignment, align
from textclass.reader import parse_text
from textclass.records import Decision

COMPONENTS = ("textclass_sections", "textclass_citations", "textclass_outcomes")
# The stock tokeniser takes quadratic time for a chunk without blanks. None of language is as long, save addresses.
_ENDLESS = re.compile(r"(?<!\S)(?!(?:https?://|www\.)\S{1,2000}(?!\S))(\S{101,})( ?)")
_WORD_OR_SIGN = re.compile(r"\w{1,100}|\W")
_REMEMBERED = 1_000_000  # distinct chunks, about 100 MB; then the memory begins anew


class WarmTokenizer(Tokenizer):  # type: ignore[misc, unused-ignore]
    """spaCy's tokeniser, made fast for texts full of abbreviations: the tokens are the same.

    After the first special case of a text ("kap.") the stock tokeniser passes its cache by, and works out
    every later word again. Each distinct chunk is therefore tokenised alone once, which fills the cache.
    """

    _seen: set[str] | None = None

    def __call__(self, text: str) -> Doc:
        """Return the tokens of ``text`` as the stock tokeniser gives them."""
        if self._seen is None or len(self._seen) > _REMEMBERED:
            self._seen = set()
        if _ENDLESS.search(text):
            return self._cut(text)
        for chunk in set(text.split()) - self._seen:
            super().__call__(chunk)
            self._seen.add(chunk)
        doc: Doc = super().__call__(text)
        return doc

    def _cut(self, text: str) -> Doc:
        """Return the tokens of a text in which chunks are endless: those are cut into words and signs."""
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for endless in _ENDLESS.finditer(text):
            for token in self(text[at : endless.start()]):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
            words += _WORD_OR_SIGN.findall(endless[1])
            spaces += [False] * (len(words) - len(spaces))
            spaces[-1] = bool(endless[2])
            at = endless.end()
        for token in self(text[at:]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


@util.registry.tokenizers("textclass.warm.v1")  # type: ignore[untyped-decorator, unused-ignore]
def warm() -> Callable[[Language], Tokenizer]:
    """Return what makes the warm tokeniser of a language."""

    def make(nlp: Language) -> Tokenizer:
        stock: Any = spacy.blank(nlp.lang or "sv").tokenizer
        return WarmTokenizer(
            nlp.vocab,
            rules=stock.rules,
            prefix_search=stock.prefix_search,
            suffix_search=stock.suffix_search,
            infix_finditer=stock.infix_finditer,
            token_match=stock.token_match,
            url_match=stock.url_match,
            faster_heuristics=stock.faster_heuristics,
        )

    return make


def nlp() -> Language:
    """Return a Swedish pipeline with all three components, which needs no trained model.

    >>> doc = nlp()("Av 2 kap. 8 § skollagen framgår det.")
    >>> [(span.text, span.kb_id_) for span in doc.spans["citations"]]
    [('2 kap. 8 § skollagen', '2010:800#K2P8')]
    """
    pipeline = spacy.blank("sv", config={"nlp": {"tokenizer": {"@tokenizers": "textclass.warm.v1"}}})
    for name in COMPONENTS:
        pipeline.add_pipe(name)
    return pipeline


def to_doc(decision: Decision, pipeline: Language | None = None) -> Doc:
    """Return the decision's clean text as a Doc with its spans, without reading it a second time."""
    doc = (pipeline or nlp()).make_doc(decision.text)
    here = align(decision.text, decision.text)
    _mark_sections(doc, decision, here)
    _mark_outcomes(doc, decision, here)
    _mark(doc, "citations", ((c.start, c.end, c.kind, " ".join(c.ids)) for c in decision.citations))
    return doc


@Language.component("textclass_sections", assigns=["doc.spans"])
def mark_sections(doc: Doc) -> Doc:
    """Put the sections of a decision into ``doc.spans["sections"]``; none for an empty text."""
    return _mark_sections(doc, *_read(doc.text))


@Language.component("textclass_outcomes", assigns=["doc.spans"])
def mark_outcomes(doc: Doc) -> Doc:
    """Put the places that state an outcome into ``doc.spans["outcomes"]``; none for an empty text."""
    return _mark_outcomes(doc, *_read(doc.text))


@Language.factory("textclass_citations", assigns=["doc.spans"], default_config={"base": None, "date": None})
def citation_marker(nlp: Language, name: str, base: str | None, date: str | None) -> "CitationMarker":
    """Return the component that finds citations; ``base`` and ``date`` as in ``textclass.cite``."""
    del nlp, name
    return CitationMarker(base, date)


class CitationMarker:
    """Puts citations into ``doc.spans["citations"]``."""

    def __init__(self, base: str | None = None, date: str | None = None) -> None:
        self.base, self.date = base, date

    def __call__(self, doc: Doc) -> Doc:
        """Mark the citations of ``doc``."""
        found = citations.find(doc.text, base=self.base, date=self.date)
        return _mark(doc, "citations", ((c.start, c.end, c.kind, " ".join(c.ids)) for c in found))


@functools.lru_cache(maxsize=2)  # two components read the same text, one after the other
def _read(text: str) -> tuple[Decision, Alignment]:
    decision = parse_text(text)
    return decision, align(decision.text, text)


def _mark_sections(doc: Doc, decision: Decision, here: Alignment) -> Doc:
    found = ((*here.place(s.start, s.end), s.label, str(s.area or "")) for s in decision.sections)
    return _mark(doc, "sections", found)


def _mark_outcomes(doc: Doc, decision: Decision, here: Alignment) -> Doc:
    places = ((place, number) for number, area in enumerate(decision.areas, 1) for place in area.outcome_places)
    found = ((*here.place(p.start, p.end), p.outcome.value, str(number)) for p, number in places)
    return _mark(doc, "outcomes", found)


def _mark(doc: Doc, key: str, found: Iterable[tuple[int, int, str, str]]) -> Doc:
    """Put spans (start, end, label, address) into ``doc.spans[key]``; half a token becomes a whole one."""
    spans: list[Span] = []
    for start, end, label, address in found:
        span = doc.char_span(start, end, label=label, kb_id=address, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = spans
    return doc
