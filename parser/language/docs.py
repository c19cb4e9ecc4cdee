"""A dispatch as a spaCy `Doc`, for researchers: our tokens, one span group for each kind of mention, and a pipeline to add components to.

    from parser.language import nlp, to_spacy

    pipeline = nlp()
    pipeline.add_pipe("my_component")          # any spaCy component, trained or written
    doc = to_spacy(document, pipeline)         # Document -> Doc with span groups, then the pipeline's components
    doc.spans["tasks"], doc.spans["citations"], doc.spans["deadlines"], doc.spans["targets"], doc.spans["units"], doc.spans["sections"], doc.spans["names"]

A span's `label_` is what the contract calls its kind, `id_` the item it belongs to, `kb_id_` its normalised value. spaCy is imported on first use.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from models.document import Document, Section
from models.header import Unit
from models.span import Span as Place
from parser.language.names import find_names
from parser.language.tokens import tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin
    from spacy.vocab import Vocab

TOKENIZER = "chidao.tokenizer.v1"
NAMES = "chidao_names"
GROUPS = ("citations", "deadlines", "targets", "units", "tasks", "sections")


class LosslessTokenizer:
    """A spaCy tokenizer: `doc.text` is the text it was given, character by character."""

    def __init__(self, vocab: "Vocab") -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> "Doc":
        from spacy.tokens import Doc

        words, spaces = _pieces(text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep: the cut is code."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> "LosslessTokenizer":
        """Nothing to restore."""
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, *_: Any, **__: Any) -> "LosslessTokenizer":
        """Nothing to restore."""
        return self


def nlp() -> "Language":
    """A new spaCy pipeline with our tokenizer and the component `chidao_names` (`doc.spans["names"]`: agencies, provinces, laws … of the lexicon).

    Add components with `.add_pipe`, as in any spaCy pipeline; it can be trained, saved with `to_disk` and read back by `spacy.load` after one call of `nlp()`.
    """
    spacy = _spacy()
    pipeline: Language = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    pipeline.add_pipe(NAMES)
    return pipeline


def to_spacy(document: Document, pipeline: "Language | None" = None) -> "Doc":
    """The Doc of a dispatch: `doc.text` is `text.content`, `doc.spans` has `GROUPS`; then the components of `pipeline` (default `nlp()`) run on it."""
    pipeline = pipeline or _default()
    doc: Doc = pipeline.make_doc(document.text.content)
    doc.user_data.update(key=document.key, filename=document.source.filename, date=document.header.date)
    for group in GROUPS:
        doc.spans[group] = []
    for group, place, label, identity, value in _mentions(document):
        span = doc.char_span(place.start, place.end, label=label, kb_id=value, span_id=identity, alignment_mode="expand") if place.end > place.start else None
        if span is not None:
            doc.spans[group].append(span)
    for _, component in pipeline.pipeline:
        doc = component(doc)
    return doc


def to_docbin(documents: Iterable[Document], pipeline: "Language | None" = None) -> "DocBin":
    """The Docs of many dispatches in spaCy's training format, span groups and keys included; `.to_disk("x.spacy")` writes it."""
    _spacy()
    from spacy.tokens import DocBin

    return DocBin(docs=(to_spacy(document, pipeline) for document in documents), store_user_data=True)


def _pieces(text: str) -> tuple[list[str], list[bool]]:
    """spaCy's words and trailing blanks; white space beyond one blank is a word of its own."""
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for token in tokens(text):
        _white(text[at : token.start], words, spaces)
        words.append(text[token.start : token.end])
        spaces.append(False)
        at = token.end
    _white(text[at:], words, spaces)
    return words, spaces


def _white(gap: str, words: list[str], spaces: list[bool]) -> None:
    if gap.startswith(" ") and spaces:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


def _mentions(document: Document) -> Iterator[tuple[str, Place, str, str, str]]:
    """(group, place, label, id, value)"""
    for citation in document.citations:
        yield "citations", citation.span, citation.relation, citation.id, citation.target_key or ""
    for target in document.targets:
        yield "targets", target.span, target.comparator, target.id, target.value
    for task in document.tasks:
        yield "tasks", task.span, task.kind, task.id, task.ref
        for deadline in task.deadlines:
            yield "deadlines", deadline.span, deadline.kind, task.id, deadline.due or deadline.rrule or deadline.start or ""
        for role in ("lead", "coordinating", "reports_to", "supervised_by"):
            yield from _units(getattr(task, role), role, task.id)
    header = document.header
    yield from _units([u for u in (header.issuer, header.parent_issuer) if u is not None], "issuer", "")
    yield from _units(header.addressees, "addressee", "")
    for section in document.sections:
        yield from _sections(section)


def _units(units: Iterable[Unit], role: str, identity: str) -> Iterator[tuple[str, Place, str, str, str]]:
    for unit in units:
        if unit.span is not None:
            yield "units", unit.span, role, identity, unit.key or ""


def _sections(section: Section) -> Iterator[tuple[str, Place, str, str, str]]:
    yield "sections", section.span, section.kind, section.id, section.ref or ""
    for child in section.children:
        yield from _sections(child)


def _named(doc: "Doc") -> "Doc":
    text = doc.text
    spans = (doc.char_span(n.start, n.end, label=n.label, kb_id=n.id, alignment_mode="expand") for n in find_names(text))
    doc.spans["names"] = [span for span in spans if span is not None]
    return doc


@cache
def _spacy() -> Any:
    """spaCy, with our tokenizer and component known to it."""
    import spacy
    from spacy.language import Language
    from spacy.util import registry

    def create() -> Any:
        return lambda nlp: LosslessTokenizer(nlp.vocab)

    registry.tokenizers(TOKENIZER, func=create)
    Language.component(NAMES, func=_named)
    return spacy


@cache
def _default() -> "Language":
    return nlp()
