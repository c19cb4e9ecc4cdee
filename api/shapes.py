"""What the HTTP API answers besides the Document itself; field names are the contract's."""

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Answer(BaseModel):
    """Rows of the store, of which only the documented fields go out."""

    model_config = ConfigDict(extra="ignore")


class Page(Answer, Generic[T]):
    """Some of what matches: `total` counts all of it."""

    items: list[T]
    total: int
    limit: int
    offset: int


class DocumentSummary(Answer):
    """A document of the collection: `held` false where it is only cited."""

    key: str = Field(examples=["qd-byt/2023/1710"])
    held: bool
    type: str | None = None
    number: str | None = Field(None, examples=["1710/QĐ-BYT"])
    date: str | None = Field(None, examples=["2023-04-05"])
    issuer: str | None = None
    parent_issuer: str | None = None
    locality: str | None = None
    subject: str | None = None
    filename: str | None = None
    pages: int | None = None
    text_origin: str | None = None
    task_count: int = 0
    citation_count: int = 0
    cited_by: int = 0
    warning_count: int = 0


class UnitRecord(Answer):
    """A unit in a role; `inherited_from` says where the role was read when not in the task itself."""

    name: str = Field(examples=["Sở Nội vụ"])
    kind: str | None = None
    inherited_from: str | None = None


class DeadlineRecord(Answer):
    """`due` is the last day on which it is still in time."""

    raw: str = Field(examples=["trước ngày 01/7/2026"])
    kind: str
    start: str | None = None
    due: str | None = Field(None, examples=["2026-06-30"])
    edtf: str | None = None
    rrule: str | None = None
    bound: str


class TaskRecord(Answer):
    """A task with its document's identity."""

    id: str = Field(examples=["qd-byt/2023/1710#I.1.1"])
    document_key: str
    number: str | None = None
    type: str | None = None
    date: str | None = None
    ref: str
    parent_id: str | None = None
    kind: str
    modality: str | None = None
    title: str
    text: str
    outcome: str | None = None
    lead: list[UnitRecord] = []
    coordinating: list[UnitRecord] = []
    reports_to: list[UnitRecord] = []
    supervised_by: list[UnitRecord] = []
    deadlines: list[DeadlineRecord] = []
    rule: str
    confidence: float


class CitationRecord(Answer):
    """A mention of another document."""

    id: str
    document_key: str
    citing_number: str | None = None
    raw: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    form: str
    relation: str
    target_key: str | None = None
    resolution: str


class EdgeRecord(Answer):
    """An edge; `stated_by` is the document whose text says so."""

    source_key: str
    relation: str
    target_key: str
    stated_by: str


class NodeRecord(Answer):
    """A document near another one, `distance` steps away."""

    key: str
    held: bool
    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    subject: str | None = None
    distance: int


class Neighbourhood(Answer):
    """Documents around a document; `truncated` when there were more than the limit."""

    nodes: list[NodeRecord]
    edges: list[EdgeRecord]
    truncated: bool


class JobRecord(Answer):
    """An upload: `document_key` once `done`; `code`, `vi`, `en` once `failed`."""

    id: str
    state: str = Field(examples=["done"])
    filename: str
    sha256: str
    document_key: str | None = None
    code: str | None = None
    vi: str | None = None
    en: str | None = None
    created_at: str
    finished_at: str | None = None


class Problem(Answer):
    """RFC 9457, with a stable `code` and both languages."""

    type: str = Field(examples=["urn:chidao:problem:document_not_found"])
    title: str
    status: int
    code: str
    vi: str
    en: str
