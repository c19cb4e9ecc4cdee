"""What the HTTP API answers besides the Document itself; field names are the contract's."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from corpus.store.changes import Kind as ChangeKind

T = TypeVar("T")
_TARGET = r"^https?://([A-Za-z0-9][A-Za-z0-9.-]{0,250}|\[[0-9A-Fa-f:.]{2,45}\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}))?(/[!-~]{0,700})?$"


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


class JobRecord(Answer):
    """An upload: `document_key` once `done`; `code`, `vi`, `en` once `failed`; pages while it is read, where the format has them."""

    id: str = Field(examples=["5f0c2d1e8a7b4c3d9e6f1a2b3c4d5e6f"])
    state: Literal["queued", "running", "done", "failed", "cancelled"] = Field(examples=["done"])
    filename: str = Field(examples=["cong-van.pdf"])
    sha256: str
    bytes: int
    pages_done: int | None = Field(None, examples=[2])
    pages_total: int | None = Field(None, examples=[2])
    document_key: str | None = Field(None, examples=["qd-byt/2023/1710"])
    code: str | None = None
    vi: str | None = None
    en: str | None = None
    submitted_by: str | None = Field(None, examples=["here"])
    created_at: str = Field(examples=["2026-04-01T08:00:00+00:00"])
    finished_at: str | None = Field(None, examples=["2026-04-01T08:00:02+00:00"])


class Jobs(Answer):
    """The jobs of one upload, in the order of its files."""

    jobs: list[JobRecord]


class JobPage(Answer):
    """Jobs, the newest first."""

    items: list[JobRecord]
    next: str | None = None


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


class ChangeRecord(Answer):
    """One change: `before` null for what came, `after` null for what went; both null once the document is deleted."""

    n: int = Field(examples=[41])
    at: str | None = Field(None, examples=["2026-04-01T08:00:02+00:00"])
    kind: str = Field(examples=["task.changed"])
    cause: Literal["file", "reread", "correction", "removed"]
    document_key: str = Field(examples=["qd-byt/2023/1710"])
    subject: str = Field(examples=["qd-byt/2023/1710#I.1.1"])
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


class Changes(Answer):
    """Changes in order. Ask again with `after=next`: nothing is missed, nothing comes twice."""

    items: list[ChangeRecord]
    next: int = Field(examples=[41])


class KeyRecord(Answer):
    """An API key without its secret."""

    id: str
    name: str = Field(examples=["Máy quét văn thư"])
    scopes: list[Literal["read", "upload", "review", "admin"]]
    created_at: str
    expires_at: str | None = None
    last_used_at: str | None = None
    revoked_at: str | None = None


class NewKey(Answer):
    """A key that was just made; `secret` is told this once."""

    key: KeyRecord
    secret: str = Field(examples=["chd_0123456789ab_…"])


class KeyRequest(Asked):
    """What a new key may do, and for how many days; null: until it is revoked."""

    name: str = Field(min_length=1, max_length=100, examples=["Máy quét văn thư"])
    scopes: list[Literal["read", "upload", "review", "admin"]] = Field(min_length=1, max_length=4, examples=[["upload"]])
    days: float | None = Field(None, gt=0, le=3650, examples=[90])


class WebhookRequest(Asked):
    """Where changes go; `kinds` empty: all of them; `after`: from which change on, null: from now."""

    url: str = Field(min_length=8, max_length=1000, pattern=_TARGET, examples=["https://tracker.example/hook"])
    kinds: list[ChangeKind] = Field([], max_length=10, examples=[["task.added", "task.changed"]])
    after: int | None = Field(None, ge=0, le=2**53)


class WebhookRecord(Answer):
    """A subscription; `cursor` is the last change that was taken."""

    id: str
    url: str
    kinds: list[str]
    state: Literal["active", "paused"]
    cursor: int
    created_at: str
    failing_since: str | None = None


class NewWebhook(Answer):
    """A subscription that was just made; `secret` (for the signature) is told this once."""

    webhook: WebhookRecord
    secret: str = Field(examples=["whsec_…"])


class DeliveryRecord(Answer):
    """One attempt to deliver a change."""

    n: int
    change: int
    at: str
    status: int | None = Field(None, examples=[204])
    error: str | None = None


class AuditRecord(Answer):
    """One action of one caller."""

    n: int
    at: str
    caller: str
    address: str | None = None
    action: str = Field(examples=["POST /v1/documents"])
    subject: str | None = None
    status: int


class Readiness(Answer):
    """Can work be done? `fault` says what stands in the way: `queue` or `store`."""

    status: Literal["ready", "not_ready"]
    fault: str | None = None
    jobs: dict[str, int]


class Problem(Answer):
    """RFC 9457, with a stable `code` and both languages."""

    type: str = Field(examples=["urn:chidao:problem:document_not_found"])
    title: str = Field(examples=["Không có văn bản «qd-byt/2023/1»."])
    status: int = Field(examples=[404])
    code: str = Field(examples=["document_not_found"])
    vi: str = Field(examples=["Không có văn bản «qd-byt/2023/1»."])
    en: str = Field(examples=["No document 'qd-byt/2023/1'."])
    fields: list[str] | None = None
