"""What the HTTP API answers besides the Document itself; field names are the contract's."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Answer(BaseModel):
    """Rows of the store, of which only the documented fields go out."""

    model_config = ConfigDict(extra="ignore")


class Asked(BaseModel):
    """What a body says: taken as it is written, `true` is no number."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Page(Answer, Generic[T]):
    """Some of what matches. `total` counts all of it, null behind a cursor; `next` is the cursor of the page that follows, null at the end."""

    items: list[T]
    total: int | None
    limit: int = Field(examples=[50])
    offset: int = Field(examples=[0])
    next: str | None = Field(None, examples=["WyJkdWUiLDAsIjIwMjYtMDYtMzAiXQ"])


class SparsePage(Answer):
    """The same with the fields that were asked for."""

    items: list[dict[str, Any]]
    total: int | None
    limit: int
    offset: int
    next: str | None = None


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


class SectionRecord(Answer):
    """A section in text order; `start` and `end` are characters of the document's `text.content`."""

    id: str = Field(examples=["s4"])
    parent_id: str | None = None
    depth: int
    kind: str = Field(examples=["item"])
    label: str | None = Field(None, examples=["1."])
    ref: str | None = Field(None, examples=["II.1"])
    heading: str | None = None
    start: int
    end: int
    page: int | None = None


class PageBox(Answer):
    """Where something stands on a page, in points (1/72 inch) from its top left."""

    kind: Literal["task", "citation", "target", "deadline", "unit", "header"]
    id: str = Field(examples=["qd-byt/2023/1710#I.1.1"])
    x0: float
    top: float
    x1: float
    bottom: float


class PageBoxes(Answer):
    """What was recognised on a page; on the image of `dpi`, a place is points times dpi / 72."""

    page: int
    text_origin: str | None = Field(None, examples=["text_layer"])
    boxes: list[PageBox]


class UnitSummary(Answer):
    """A unit that acts in tasks."""

    key: str = Field(examples=["sở nội vụ"])
    name: str = Field(examples=["Sở Nội vụ"])
    kind: str | None = None
    tasks: int = Field(examples=[12])


class TargetRecord(Answer):
    """A numeric target: `value` and `upper` are decimals as text."""

    id: str
    document_key: str
    section_id: str | None = None
    raw: str = Field(examples=["trên 95%"])
    indicator: str | None = None
    comparator: str = Field(examples=[">"])
    value: str = Field(examples=["95"])
    upper: str | None = None
    unit: str | None = Field(None, examples=["%"])
    per: str | None = None
    base: str | None = None
    as_of: str | None = None
    rule: str
    confidence: float


class HitRecord(Answer):
    """What a search found: a document or a task of it."""

    kind: Literal["document", "task"]
    key: str = Field(examples=["qd-byt/2023/1710"])
    id: str
    title: str | None = None
    snippet: str | None = None
    exact: bool
    number: str | None = None
    date: str | None = None


class FacetCounts(Answer):
    """How many of what was found have which value, the most first; `whole` false where there was more than is counted."""

    kind: dict[str, int]
    type: dict[str, int]
    year: dict[str, int]
    issuer: dict[str, int]
    whole: bool


class Hits(Answer):
    """The best first."""

    items: list[HitRecord]
    newest_only: bool = Field(description="The words are common together: only what was stored last was looked through for them; narrow the question to look through all")
    facets: FacetCounts | None = None


class CascadePlan(Answer):
    """A held document that carries another one out, and how many of its tasks and targets are linked to it."""

    key: str = Field(examples=["song-lam/kh-syt/2026/35"])
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    subject: str | None = None
    tasks: int
    targets: int


class CascadeDifference(Answer):
    """What a plan has otherwise than ordered; ids of tasks (deadline) or of targets."""

    what: Literal["target", "deadline"]
    how: Literal["higher", "lower", "later", "earlier"]
    ordered: str = Field(examples=["ít nhất 95%"])
    planned: str = Field(examples=["ít nhất 90%"])
    above_id: str | None = None
    below_id: str | None = None
    below_key: str | None = None


class CascadeLink(Answer):
    """A task of a plan and the task above that it carries out; `evidence` has each ground's part and the shared words."""

    above_id: str
    above_ref: str
    above_task: str
    below_id: str
    below_key: str
    below_number: str | None = None
    below_issuer: str | None = None
    below_ref: str
    below_task: str
    score: float
    evidence: dict[str, float | list[str]]
    differences: list[CascadeDifference]


class CascadeTarget(Answer):
    """A target of a plan and the target above that it answers."""

    above_id: str
    ordered: str
    above_indicator: str | None = None
    above_as_of: str | None = None
    below_id: str
    below_key: str
    below_number: str | None = None
    below_issuer: str | None = None
    planned: str
    below_indicator: str | None = None
    below_as_of: str | None = None
    score: float
    evidence: dict[str, float | list[str]]
    differences: list[CascadeDifference]


class CascadeTask(Answer):
    """A task that no held plan has."""

    id: str
    ref: str
    task: str
    lead: str | None = None
    due: str | None = None


class CascadeReport(Answer):
    """What the held plans below one document have made of it."""

    plans: list[CascadePlan]
    links: list[CascadeLink]
    targets: list[CascadeTarget]
    differences: list[CascadeDifference]
    not_taken_up: list[CascadeTask]


class LookupRequest(Asked):
    """Any pasted text."""

    text: str = Field(max_length=50_000, examples=["Căn cứ Nghị định số 30/2020/NĐ-CP và Quyết định số 1710/QĐ-BYT"])


class LookupRecord(Answer):
    """A citation: `resolved` (one document of the collection), `several`, `malformed` (looks like a number, is none) or `unknown` (not in the collection)."""

    raw: str
    start: int
    end: int
    number: str | None = Field(None, examples=["30/2020/NĐ-CP"])
    type: str | None = Field(None, examples=["nghi_dinh"])
    date: str | None = None
    status: Literal["resolved", "several", "malformed", "unknown"]
    key: str | None = Field(None, examples=["nd-cp/2020/30"])
    candidates: list[str] = []


class LookupAnswer(Answer):
    """Citations in the order of the text; places count in `text` (canonical form of what was sent)."""

    text: str
    citations: list[LookupRecord]
