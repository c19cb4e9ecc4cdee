"""Mentions of other documents (viện dẫn) and the edges that they state."""

from models.base import Model
from models.span import Confidence, Span
from models.vocabulary import CitationForm, DocumentType, ResolutionStatus
from models.vocabulary import Relation as RelationName


class Pinpoint(Model):
    """Điểm, khoản, Điều of the cited document, as printed."""

    dieu: str | None = None
    khoan: str | None = None
    diem: str | None = None


class Candidate(Model):
    """A document that a mention may stand for; `score` 0-1."""

    key: str
    score: Confidence
    why: str


class Resolution(Model):
    """How sure `target_key` is; two plausible candidates are `ambiguous`, never a guess."""

    status: ResolutionStatus
    candidates: tuple[Candidate, ...] = ()


class Citation(Model):
    """One mention of another document. `raw` runs from the type word to the end of the issuer; the title is apart."""

    id: str
    raw: str
    span: Span
    section_id: str | None = None
    task_id: str | None = None
    type: DocumentType
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    pinpoint: tuple[Pinpoint, ...] = ()
    form: CitationForm
    antecedent: str | None = None
    within: str | None = None
    relation: RelationName
    target_key: str | None = None
    resolution: Resolution
    rule: str
    confidence: Confidence


class Definition(Model):
    """A defined term ("gọi tắt là", "sau đây gọi chung là", an alias in brackets after a citation)."""

    term: str
    expansion: str
    target_key: str | None = None
    span: Span
    rule: str
    confidence: Confidence


class Relation(Model):
    """An edge between two documents that this text states; `stated_by` is the key of the document whose text says so."""

    source_key: str
    relation: RelationName
    target_key: str
    citation_ids: tuple[str, ...] = ()
    stated_by: str
