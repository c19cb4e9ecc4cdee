"""A typed client of chidao's HTTP API. Generated from docs/openapi.json by `make client`; don't edit.

    with Chidao("http://127.0.0.1:8000", key="chd_…") as chidao:
        job = chidao.upload(("cong-van.pdf", data))
        for task in chidao.each(chidao.tasks, unit="Sở Y tế"):
            print(task["title"])
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import IO, Any, Literal, NotRequired, TypedDict
from urllib.parse import quote

import httpx

Upload = tuple[str, bytes | IO[bytes]]
"""A file's name and its bytes."""


class ChidaoProblem(Exception):
    """What the service refused (RFC 9457): `code` is stable, `vi` and `en` say why."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code')}: {problem.get('en')}")
        self.status, self.problem = status, problem
        self.code: str = problem.get("code", "")
        self.vi: str = problem.get("vi", "")
        self.en: str = problem.get("en", "")



class Anchor(TypedDict):
    """What a relative deadline counts from: '05 ngày làm việc kể từ ngày nhận được'."""

    raw: str | None
    offset: int
    unit: Literal["hour", "day", "week", "month", "quarter", "year"]
    working_days: NotRequired[bool]


class Attachment(TypedDict):
    """Another document in the same file; `pages` first and last, 1-based."""

    header: NotRequired[Header | None]
    title: NotRequired[str | None]
    pages: NotRequired[list[Any] | None]
    span: Span


class AuditRecord(TypedDict):
    """One action of one caller."""

    n: int
    at: str
    caller: str
    address: NotRequired[str | None]
    action: str
    subject: NotRequired[str | None]
    status: int


class BasisChangedRecord(TypedDict):
    """A basis that was replaced or repealed, `changed` before the document was issued or since; `task_ids` that name it."""

    basis_key: str
    rests_by: str
    change: str
    by_key: str
    day: NotRequired[str | None]
    changed: Literal["before", "since"]
    stated_by: str
    task_ids: list[str]


class Candidate(TypedDict):
    """A document that a mention may stand for; `score` 0-1."""

    key: str
    score: float
    why: str


class CascadeDifference(TypedDict):
    """What a plan has otherwise than ordered; ids of tasks (deadline) or of targets."""

    what: Literal["target", "deadline"]
    how: Literal["higher", "lower", "later", "earlier"]
    ordered: str
    planned: str
    above_id: NotRequired[str | None]
    below_id: NotRequired[str | None]
    below_key: NotRequired[str | None]


class CascadeLink(TypedDict):
    """A task of a plan and the task above that it carries out; `evidence` has each ground's part and the shared words."""

    above_id: str
    above_ref: str
    above_task: str
    below_id: str
    below_key: str
    below_number: NotRequired[str | None]
    below_issuer: NotRequired[str | None]
    below_ref: str
    below_task: str
    score: float
    evidence: dict[str, float | list[str]]
    differences: list[CascadeDifference]


class CascadePlan(TypedDict):
    """A held document that carries another one out, and how many of its tasks and targets are linked to it."""

    key: str
    number: NotRequired[str | None]
    date: NotRequired[str | None]
    issuer: NotRequired[str | None]
    subject: NotRequired[str | None]
    tasks: int
    targets: int


class CascadeReport(TypedDict):
    """What the held plans below one document have made of it."""

    plans: list[CascadePlan]
    links: list[CascadeLink]
    targets: list[CascadeTarget]
    differences: list[CascadeDifference]
    not_taken_up: list[CascadeTask]


class CascadeTarget(TypedDict):
    """A target of a plan and the target above that it answers."""

    above_id: str
    ordered: str
    above_indicator: NotRequired[str | None]
    above_as_of: NotRequired[str | None]
    below_id: str
    below_key: str
    below_number: NotRequired[str | None]
    below_issuer: NotRequired[str | None]
    planned: str
    below_indicator: NotRequired[str | None]
    below_as_of: NotRequired[str | None]
    score: float
    evidence: dict[str, float | list[str]]
    differences: list[CascadeDifference]


class CascadeTask(TypedDict):
    """A task that no held plan has."""

    id: str
    ref: str
    task: str
    lead: NotRequired[str | None]
    due: NotRequired[str | None]


class Cell(TypedDict):
    """A cell; one merged over several rows is repeated in each, with `merged` true from the second on."""

    text: str
    span: NotRequired[Span | None]
    merged: NotRequired[bool]


class CentralRecord(TypedDict):
    """`rank` is PageRank times the number of documents: 1 is the mean."""

    key: str
    number: NotRequired[str | None]
    subject: NotRequired[str | None]
    held: bool
    rank: float
    cited_by: int


class ChangeRecord(TypedDict):
    """One change: `before` null for what came, `after` null for what went; both null once the document is deleted."""

    n: int
    at: NotRequired[str | None]
    kind: str
    cause: Literal["file", "reread", "correction", "removed"]
    document_key: str
    subject: str
    before: NotRequired[dict[str, Any] | None]
    after: NotRequired[dict[str, Any] | None]


class Changes(TypedDict):
    """Changes in order. Ask again with `after=next`: nothing is missed, nothing comes twice."""

    items: list[ChangeRecord]
    next: int


class Citation(TypedDict):
    """One mention of another document. `raw` runs from the type word to the end of the issuer; the title is apart."""

    id: str
    raw: str
    span: Span
    section_id: NotRequired[str | None]
    task_id: NotRequired[str | None]
    type: Literal["nghi_quyet", "quyet_dinh", "chi_thi", "quy_che", "quy_dinh", "thong_cao", "thong_bao", "huong_dan", "chuong_trinh", "ke_hoach", "phuong_an", "de_an", "du_an", "bao_cao", "bien_ban", "to_trinh", "hop_dong", "cong_van", "cong_dien", "ban_ghi_nho", "ban_thoa_thuan", "giay_uy_quyen", "giay_moi", "giay_gioi_thieu", "giay_nghi_phep", "phieu_gui", "phieu_chuyen", "phieu_bao", "thu_cong", "hien_phap", "bo_luat", "luat", "phap_lenh", "lenh", "nghi_dinh", "thong_tu", "thong_tu_lien_tich", "nghi_quyet_lien_tich", "ket_luan", "quy_chuan", "van_ban_hop_nhat", "khac"]
    number: NotRequired[str | None]
    date: NotRequired[str | None]
    issuer: NotRequired[str | None]
    title: NotRequired[str | None]
    pinpoint: NotRequired[list[Pinpoint]]
    form: Literal["full", "number_only", "short", "defined_term", "name", "self"]
    antecedent: NotRequired[str | None]
    within: NotRequired[str | None]
    relation: Literal["legal_basis", "implements", "promulgates", "amends", "replaces", "repeals", "guides", "corrects", "consolidates", "replies_to", "per", "cites"]
    target_key: NotRequired[str | None]
    resolution: Resolution
    rule: str
    confidence: float


class CitationRecord(TypedDict):
    """A mention of another document."""

    id: str
    document_key: str
    citing_number: NotRequired[str | None]
    raw: str
    number: NotRequired[str | None]
    date: NotRequired[str | None]
    issuer: NotRequired[str | None]
    title: NotRequired[str | None]
    form: str
    relation: str
    target_key: NotRequired[str | None]
    resolution: str


class Column(TypedDict):
    """A column of a table: its name as printed, and what it holds."""

    name: NotRequired[str | None]
    role: NotRequired[Literal["index", "task", "lead", "coordinating", "deadline", "outcome", "target", "budget", "note", "leader", "person", "unit", "basis", "type", "report", "other"]]


class ComponentRecord(TypedDict):
    """Documents that hang together; `keys` the first of them."""

    size: int
    held: int
    keys: list[str]


class Deadline(TypedDict):
    """Thời hạn. `start` and `due` are ISO dates, inclusive: `due` is the last day on which it is still in time."""

    raw: str
    kind: Literal["date", "month", "quarter", "half_year", "year", "period", "recurring", "relative", "ongoing"]
    start: NotRequired[str | None]
    due: NotRequired[str | None]
    edtf: NotRequired[str | None]
    rrule: NotRequired[str | None]
    anchor: NotRequired[Anchor | None]
    bound: Literal["by", "before", "in", "from_to", "every"]
    span: Span
    rule: str
    confidence: float


class DeadlineRecord(TypedDict):
    """`due` is the last day on which it is still in time."""

    raw: str
    kind: str
    start: NotRequired[str | None]
    due: NotRequired[str | None]
    edtf: NotRequired[str | None]
    rrule: NotRequired[str | None]
    bound: str


class Definition(TypedDict):
    """A defined term ('gọi tắt là', 'sau đây gọi chung là', an alias in brackets after a citation)."""

    term: str
    expansion: str
    target_key: NotRequired[str | None]
    span: Span
    rule: str
    confidence: float


class DeliveryRecord(TypedDict):
    """One attempt to deliver a change."""

    n: int
    change: int
    at: str
    status: NotRequired[int | None]
    error: NotRequired[str | None]


class Document(TypedDict):
    """One dispatch, read and understood (contract version 1)."""

    schema_version: NotRequired[str]
    key: str
    source: Source
    text: Text
    header: Header
    sections: NotRequired[list[Section]]
    tables: NotRequired[list[Table]]
    definitions: NotRequired[list[Definition]]
    citations: NotRequired[list[Citation]]
    relations: NotRequired[list[Relation]]
    tasks: NotRequired[list[Task]]
    targets: NotRequired[list[Target]]
    attachments: NotRequired[list[Attachment]]
    warnings: NotRequired[list[Warning]]


class DocumentNumber(TypedDict):
    """Số, ký hiệu: `raw` as printed, `normalized` without spaces (`1710/QĐ-BYT`); a blank one is `/KH-SYT`."""

    raw: str
    normalized: str
    sequence: NotRequired[str | None]
    year: NotRequired[str | None]
    symbol: NotRequired[str | None]
    type_code: NotRequired[str | None]
    issuer_codes: NotRequired[list[str]]
    drafting_unit: NotRequired[str | None]


class DocumentSummary(TypedDict):
    """A document of the collection: `held` false where it is only cited."""

    key: str
    held: bool
    type: NotRequired[str | None]
    number: NotRequired[str | None]
    date: NotRequired[str | None]
    issuer: NotRequired[str | None]
    parent_issuer: NotRequired[str | None]
    locality: NotRequired[str | None]
    subject: NotRequired[str | None]
    filename: NotRequired[str | None]
    pages: NotRequired[int | None]
    text_origin: NotRequired[str | None]
    task_count: NotRequired[int]
    citation_count: NotRequired[int]
    cited_by: NotRequired[int]
    warning_count: NotRequired[int]


class EdgeRecord(TypedDict):
    """An edge; `stated_by` is the document whose text says so."""

    source_key: str
    relation: str
    target_key: str
    stated_by: str


class EventRecord(TypedDict):
    """What happened: issued, in_force, ended, or a relation with `other` (`way` out: this document acts)."""

    day: str
    what: str
    way: NotRequired[Literal["out", "in"] | None]
    other: NotRequired[str | None]
    other_number: NotRequired[str | None]
    stated_by: NotRequired[str | None]


class Evidence(TypedDict):
    """Where a header field stands on the paper, which rule read it, and how sure that is."""

    span: Span | None
    rule: str
    confidence: float


class ExportFormat(TypedDict):
    """A format that `/v1/exports/{name}` writes."""

    name: str
    media_type: str
    title: str


class FacetCounts(TypedDict):
    """How many of what was found have which value, the most first; `whole` false where there was more than is counted."""

    kind: dict[str, int]
    type: dict[str, int]
    year: dict[str, int]
    issuer: dict[str, int]
    whole: bool


class Header(TypedDict):
    """The header of a dispatch; dates are EDTF (`2023-08-22`, `2022-01`, `2022`)."""

    number: NotRequired[DocumentNumber | None]
    type: NotRequired[Literal["nghi_quyet", "quyet_dinh", "chi_thi", "quy_che", "quy_dinh", "thong_cao", "thong_bao", "huong_dan", "chuong_trinh", "ke_hoach", "phuong_an", "de_an", "du_an", "bao_cao", "bien_ban", "to_trinh", "hop_dong", "cong_van", "cong_dien", "ban_ghi_nho", "ban_thoa_thuan", "giay_uy_quyen", "giay_moi", "giay_gioi_thieu", "giay_nghi_phep", "phieu_gui", "phieu_chuyen", "phieu_bao", "thu_cong", "hien_phap", "bo_luat", "luat", "phap_lenh", "lenh", "nghi_dinh", "thong_tu", "thong_tu_lien_tich", "nghi_quyet_lien_tich", "ket_luan", "quy_chuan", "van_ban_hop_nhat", "khac"]]
    type_source: NotRequired[Literal["heading", "number", "layout"] | None]
    issuer: NotRequired[Unit | None]
    issuer_source: NotRequired[Literal["letterhead", "number", "signature", "archive", "body"] | None]
    parent_issuer: NotRequired[Unit | None]
    locality: NotRequired[Locality | None]
    place: NotRequired[str | None]
    date: NotRequired[str | None]
    date_source: NotRequired[Literal["dateline", "attachment_line", "body"] | None]
    subject: NotRequired[str | None]
    addressees: NotRequired[list[Unit]]
    recipients: NotRequired[list[Recipient]]
    archive: NotRequired[str | None]
    signers: NotRequired[list[Signer]]
    urgency: NotRequired[str | None]
    secrecy: NotRequired[str | None]
    page_count: NotRequired[int | None]
    evidence: NotRequired[dict[str, Evidence]]
    signatures: NotRequired[list[Signature]]
    received: NotRequired[Received | None]


class HitRecord(TypedDict):
    """What a search found: a document or a task of it."""

    kind: Literal["document", "task"]
    key: str
    id: str
    title: NotRequired[str | None]
    snippet: NotRequired[str | None]
    exact: bool
    number: NotRequired[str | None]
    date: NotRequired[str | None]


class Hits(TypedDict):
    """The best first."""

    items: list[HitRecord]
    newest_only: bool
    facets: NotRequired[FacetCounts | None]


class JobPage(TypedDict):
    """Jobs, the newest first."""

    items: list[JobRecord]
    next: NotRequired[str | None]


class JobRecord(TypedDict):
    """An upload: `document_key` once `done`; `code`, `vi`, `en` once `failed`; pages while it is read, where the format has them."""

    id: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    filename: str
    sha256: str
    bytes: int
    pages_done: NotRequired[int | None]
    pages_total: NotRequired[int | None]
    document_key: NotRequired[str | None]
    code: NotRequired[str | None]
    vi: NotRequired[str | None]
    en: NotRequired[str | None]
    submitted_by: NotRequired[str | None]
    created_at: str
    finished_at: NotRequired[str | None]


class Jobs(TypedDict):
    """The jobs of one upload, in the order of its files."""

    jobs: list[JobRecord]


class KeyRecord(TypedDict):
    """An API key without its secret."""

    id: str
    name: str
    scopes: list[Literal["read", "upload", "review", "admin"]]
    created_at: str
    expires_at: NotRequired[str | None]
    last_used_at: NotRequired[str | None]
    revoked_at: NotRequired[str | None]


class KeyRequest(TypedDict):
    """What a new key may do, and for how many days; null: until it is revoked."""

    name: str
    scopes: list[Literal["read", "upload", "review", "admin"]]
    days: NotRequired[float | None]


class LinkRecord(TypedDict):
    """What the graph takes a stated key to be, where that is not simply the stated key."""

    status: Literal["resolved", "ambiguous", "suspected_typo", "same_work"]
    stated_key: str
    stated_number: NotRequired[str | None]
    stated_date: NotRequired[str | None]
    stated_subject: NotRequired[str | None]
    target_key: NotRequired[str | None]
    target_number: NotRequired[str | None]
    score: float
    reason: str
    rule: str
    candidates: NotRequired[str | None]
    cited_by: int


class Locality(TypedDict):
    """Địa phương of an issuer at province level or lower; a district's slug is `<province>.<district>`."""

    name: str
    level: Literal["province", "district", "commune"]
    slug: str


class LookupAnswer(TypedDict):
    """Citations in the order of the text; places count in `text` (canonical form of what was sent)."""

    text: str
    citations: list[LookupRecord]


class LookupRecord(TypedDict):
    """A citation: `resolved` (one document of the collection), `several`, `malformed` (looks like a number, is none) or `unknown` (not in the collection)."""

    raw: str
    start: int
    end: int
    number: NotRequired[str | None]
    type: NotRequired[str | None]
    date: NotRequired[str | None]
    status: Literal["resolved", "several", "malformed", "unknown"]
    key: NotRequired[str | None]
    candidates: NotRequired[list[str]]


class LookupRequest(TypedDict):
    """Any pasted text."""

    text: str


class Neighbourhood(TypedDict):
    """Documents around a document; `truncated` when there were more than the limit."""

    nodes: list[NodeRecord]
    edges: list[EdgeRecord]
    truncated: bool


class NewKey(TypedDict):
    """A key that was just made; `secret` is told this once."""

    key: KeyRecord
    secret: str


class NewWebhook(TypedDict):
    """A subscription that was just made; `secret` (for the signature) is told this once."""

    webhook: WebhookRecord
    secret: str


class NodeRecord(TypedDict):
    """A document near another one, `distance` steps away."""

    key: str
    held: bool
    type: NotRequired[str | None]
    number: NotRequired[str | None]
    date: NotRequired[str | None]
    issuer: NotRequired[str | None]
    subject: NotRequired[str | None]
    distance: int


class PageBox(TypedDict):
    """Where something stands on a page, in points (1/72 inch) from its top left."""

    kind: Literal["task", "citation", "target", "deadline", "unit", "header"]
    id: str
    x0: float
    top: float
    x1: float
    bottom: float


class PageBoxes(TypedDict):
    """What was recognised on a page; on the image of `dpi`, a place is points times dpi / 72."""

    page: int
    text_origin: NotRequired[str | None]
    boxes: list[PageBox]


class PageRecord(TypedDict):
    """How one page was read, and how sure that is; `rotation` in degrees clockwise, `width` and `height` in points, as boxes count them."""

    page: int
    text_origin: Literal["text_layer", "ocr", "markup", "plain", "mixed"]
    confidence: NotRequired[float | None]
    rotation: NotRequired[int]
    note: NotRequired[str | None]
    width: NotRequired[float | None]
    height: NotRequired[float | None]


class PageCitationRecord(TypedDict):
    """PageCitationRecord"""

    items: list[CitationRecord]
    total: int | None
    limit: int
    offset: int
    next: NotRequired[str | None]


class PageDocumentSummary(TypedDict):
    """PageDocumentSummary"""

    items: list[DocumentSummary]
    total: int | None
    limit: int
    offset: int
    next: NotRequired[str | None]


class PageEdgeRecord(TypedDict):
    """PageEdgeRecord"""

    items: list[EdgeRecord]
    total: int | None
    limit: int
    offset: int
    next: NotRequired[str | None]


class PageTargetRecord(TypedDict):
    """PageTargetRecord"""

    items: list[TargetRecord]
    total: int | None
    limit: int
    offset: int
    next: NotRequired[str | None]


class PageTaskRecord(TypedDict):
    """PageTaskRecord"""

    items: list[TaskRecord]
    total: int | None
    limit: int
    offset: int
    next: NotRequired[str | None]


class PageUnitSummary(TypedDict):
    """PageUnitSummary"""

    items: list[UnitSummary]
    total: int | None
    limit: int
    offset: int
    next: NotRequired[str | None]


class PathsAnswer(TypedDict):
    """The shortest ways: keys from the first document to the last; `truncated` when there were more, or the search gave up."""

    paths: list[list[str]]
    edges: list[EdgeRecord]
    truncated: bool


class Pinpoint(TypedDict):
    """Điểm, khoản, Điều of the cited document, as printed."""

    dieu: NotRequired[str | None]
    khoan: NotRequired[str | None]
    diem: NotRequired[str | None]


class Problem(TypedDict):
    """RFC 9457, with a stable `code` and both languages."""

    type: str
    title: str
    status: int
    code: str
    vi: str
    en: str
    fields: NotRequired[list[str] | None]


class Readiness(TypedDict):
    """Can work be done? `fault` says what stands in the way: `queue` or `store`."""

    status: Literal["ready", "not_ready"]
    fault: NotRequired[str | None]
    jobs: dict[str, int]


class Received(TypedDict):
    """Dấu công văn đến: the receiver's register, never the document's own number."""

    number: NotRequired[str | None]
    date: NotRequired[str | None]


class Recipient(TypedDict):
    """One dash of 'Nơi nhận', e.g. purpose 'để b/c'."""

    raw: str
    name: str
    purpose: NotRequired[str | None]


class Relation(TypedDict):
    """An edge between two documents that this text states; `stated_by` is the key of the document whose text says so."""

    source_key: str
    relation: Literal["legal_basis", "implements", "promulgates", "amends", "replaces", "repeals", "guides", "corrects", "consolidates", "replies_to", "per", "cites"]
    target_key: str
    citation_ids: NotRequired[list[str]]
    stated_by: str


class Repair(TypedDict):
    """One change of characters beyond white space: `was` in the source, `now` in `text.content`."""

    span: Span
    was: str
    now: str
    rule: str


class Resolution(TypedDict):
    """How sure `target_key` is; two plausible candidates are `ambiguous`, never a guess."""

    status: Literal["exact", "inferred", "suspected_typo", "ambiguous", "unresolved"]
    candidates: NotRequired[list[Candidate]]


class Row(TypedDict):
    """A row of a table and the section that it makes, if any."""

    id: str
    cells: list[Cell]
    section_id: NotRequired[str | None]


class Section(TypedDict):
    """A node of the section tree. `ref` is the path a person would cite: `4.b`, `Điều 5.2.a`, `II(2).1.-1`."""

    id: str
    kind: Literal["phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem", "item", "bullet", "paragraph", "appendix", "attachment", "table", "row", "preamble", "legal_basis", "signature", "recipients"]
    label: NotRequired[str | None]
    ref: NotRequired[str | None]
    heading: NotRequired[str | None]
    span: Span
    children: NotRequired[list[Section]]


class SectionRecord(TypedDict):
    """A section in text order; `start` and `end` are characters of the document's `text.content`."""

    id: str
    parent_id: NotRequired[str | None]
    depth: int
    kind: str
    label: NotRequired[str | None]
    ref: NotRequired[str | None]
    heading: NotRequired[str | None]
    start: int
    end: int
    page: NotRequired[int | None]


class Signature(TypedDict):
    """An e-signature (chữ ký số); `signed_at` is ISO 8601 with offset, `valid` null where it was not checked."""

    signer: NotRequired[str | None]
    organisation: NotRequired[str | None]
    signed_at: NotRequired[str | None]
    source: Literal["stamp_text", "pdf_signature"]
    valid: NotRequired[bool | None]


class Signer(TypedDict):
    """Người ký: `authority` is 'KT.', 'TM.', 'TL.', 'TUQ.', 'Q.' or null."""

    authority: NotRequired[str | None]
    on_behalf_of: NotRequired[str | None]
    title: NotRequired[str | None]
    name: NotRequired[str | None]


class Source(TypedDict):
    """The file that was read: `bytes` its size, `pages` null where the format has none, `seconds` the time of parsing."""

    filename: str
    sha256: str
    media_type: str
    bytes: int
    pages: NotRequired[int | None]
    text_origin: Literal["text_layer", "ocr", "markup", "plain", "mixed"]
    page_records: NotRequired[list[PageRecord]]
    parser_version: str
    parsed_at: NotRequired[str | None]
    seconds: NotRequired[float | None]


class Span(TypedDict):
    """A stretch of `text.content`, half-open, in characters; its boxes on the paper where there are pages."""

    start: int
    end: int
    page: NotRequired[int | None]
    boxes: NotRequired[list[list[Any]]]


class SparsePage(TypedDict):
    """The same with the fields that were asked for."""

    items: list[dict[str, Any]]
    total: int | None
    limit: int
    offset: int
    next: NotRequired[str | None]


class StatusAnswer(TypedDict):
    """A document on a day, with the edge that says so (`by_key` does `relation` to it, `stated_by` says it)."""

    key: str
    as_of: str
    status: Literal["not_yet", "in_force", "amended", "replaced", "repealed", "expired", "unknown"]
    label: str
    since: NotRequired[str | None]
    by_key: NotRequired[str | None]
    relation: NotRequired[str | None]
    stated_by: NotRequired[str | None]
    basis_changed: NotRequired[list[BasisChangedRecord]]


class Table(TypedDict):
    """A table (bảng) with the roles of its columns."""

    id: str
    span: Span
    caption: NotRequired[str | None]
    columns: NotRequired[list[Column]]
    rows: NotRequired[list[Row]]


class Target(TypedDict):
    """Chỉ tiêu: comparator, number and unit; decimals as strings (`'2.5'`), currencies scaled to VND."""

    id: str
    raw: str
    span: Span
    section_id: NotRequired[str | None]
    task_ids: NotRequired[list[str]]
    indicator: NotRequired[str | None]
    comparator: Literal["=", ">=", "<=", ">", "<", "range", "~"]
    value: str
    upper: NotRequired[str | None]
    unit: NotRequired[str | None]
    per: NotRequired[str | None]
    base: NotRequired[str | None]
    as_of: NotRequired[str | None]
    rule: str
    confidence: float


class TargetRecord(TypedDict):
    """A numeric target: `value` and `upper` are decimals as text."""

    id: str
    document_key: str
    section_id: NotRequired[str | None]
    raw: str
    indicator: NotRequired[str | None]
    comparator: str
    value: str
    upper: NotRequired[str | None]
    unit: NotRequired[str | None]
    per: NotRequired[str | None]
    base: NotRequired[str | None]
    as_of: NotRequired[str | None]
    rule: str
    confidence: float


class Task(TypedDict):
    """One obligation: the smallest labelled item or table row that obliges somebody. `id` is `<document key>#<ref>`."""

    id: str
    ref: str
    section_id: NotRequired[str | None]
    parent_id: NotRequired[str | None]
    kind: Literal["action", "reporting", "prohibition", "statement"]
    text: str
    title: str
    modality: NotRequired[Literal["yeu_cau", "de_nghi", "giao", "phai", "can", "nghiem_cam"] | None]
    lead: NotRequired[list[Unit]]
    coordinating: NotRequired[list[Unit]]
    reports_to: NotRequired[list[Unit]]
    supervised_by: NotRequired[list[Unit]]
    deadlines: NotRequired[list[Deadline]]
    targets: NotRequired[list[str]]
    outcome: NotRequired[str | None]
    citations: NotRequired[list[str]]
    span: Span
    rule: str
    confidence: float


class TaskRecord(TypedDict):
    """A task with its document's identity."""

    id: str
    document_key: str
    number: NotRequired[str | None]
    type: NotRequired[str | None]
    date: NotRequired[str | None]
    ref: str
    parent_id: NotRequired[str | None]
    kind: str
    modality: NotRequired[str | None]
    title: str
    text: str
    outcome: NotRequired[str | None]
    lead: NotRequired[list[UnitRecord]]
    coordinating: NotRequired[list[UnitRecord]]
    reports_to: NotRequired[list[UnitRecord]]
    supervised_by: NotRequired[list[UnitRecord]]
    deadlines: NotRequired[list[DeadlineRecord]]
    rule: str
    confidence: float


class Text(TypedDict):
    """Canonical text, NFC; every span of the Document points into `content`."""

    content: str
    repairs: NotRequired[list[Repair]]


class Unit(TypedDict):
    """A body that acts (cơ quan, đơn vị, chức danh, nhóm). `name` is a folded substring of the text, first letter capital."""

    raw: str
    name: str
    key: NotRequired[str | None]
    kind: NotRequired[Literal["organisation", "office", "group"]]
    expands_to: NotRequired[list[str]]
    inherited_from: NotRequired[Literal["heading", "lead_in", "addressees", "table"] | None]
    span: NotRequired[Span | None]
    rule: NotRequired[str]
    confidence: NotRequired[float]


class UnitRecord(TypedDict):
    """A unit in a role; `inherited_from` says where the role was read when not in the task itself."""

    name: str
    kind: NotRequired[str | None]
    inherited_from: NotRequired[str | None]


class UnitSummary(TypedDict):
    """A unit that acts in tasks."""

    key: str
    name: str
    kind: NotRequired[str | None]
    tasks: int


class Warning(TypedDict):
    """What a person should look at: a stable code, a message in Vietnamese, and where."""

    code: str
    message: str
    span: NotRequired[Span | None]


class WebhookRecord(TypedDict):
    """A subscription; `cursor` is the last change that was taken."""

    id: str
    url: str
    kinds: list[str]
    state: Literal["active", "paused"]
    cursor: int
    created_at: str
    failing_since: NotRequired[str | None]


class WebhookRequest(TypedDict):
    """Where changes go; `kinds` empty: all of them; `after`: from which change on, null: from now."""

    url: str
    kinds: NotRequired[list[Literal["document.added", "document.changed", "document.renamed", "document.removed", "task.added", "task.changed", "task.moved", "task.removed", "relation.added", "relation.removed"]]]
    after: NotRequired[int | None]


class Chidao:
    """One service. `key` is an API key, not needed on the machine itself while none was made."""

    def __init__(self, url: str, key: str | None = None, *, timeout: float = 60.0) -> None:
        self._http = httpx.Client(base_url=url, timeout=timeout, headers={"Authorization": f"Bearer {key}"} if key else {})

    def __enter__(self) -> Chidao:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._http.close()

    def each(self, operation: Callable[..., Any], **asked: Any) -> Iterator[Any]:
        """Every item of a list, page after page."""
        cursor: str | None = None
        while True:
            page = operation(**asked, cursor=cursor)
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return

    def _ask(
        self, method: str, path: str, query: dict[str, Any] | None = None, headers: dict[str, Any] | None = None, body: Any = None,
        files: Sequence[Upload] | None = None,
    ) -> httpx.Response:  # fmt: skip
        answer = self._http.request(method, path, **_parts(query, headers, body, files))
        if answer.status_code >= 400:
            raise ChidaoProblem(answer.status_code, _problem(answer))
        return answer

    def _events(self, path: str) -> Iterator[Any]:
        with self._http.stream("GET", path) as answer:
            if answer.status_code >= 400:
                answer.read()
                raise ChidaoProblem(answer.status_code, _problem(answer))
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    yield json.loads(line[6:])

    def upload(self, file: Upload, *, idempotency_key: str | None = None) -> JobRecord:
        """Keep a file and queue its reading; the same bytes again give the same job."""
        found: JobRecord = self._ask("POST", "/v1/documents", None, {"idempotency-key": idempotency_key}, files=[file]).json()
        return found

    def documents(self, *, held: bool | None = None, type: Literal["nghi_quyet", "quyet_dinh", "chi_thi", "quy_che", "quy_dinh", "thong_cao", "thong_bao", "huong_dan", "chuong_trinh", "ke_hoach", "phuong_an", "de_an", "du_an", "bao_cao", "bien_ban", "to_trinh", "hop_dong", "cong_van", "cong_dien", "ban_ghi_nho", "ban_thoa_thuan", "giay_uy_quyen", "giay_moi", "giay_gioi_thieu", "giay_nghi_phep", "phieu_gui", "phieu_chuyen", "phieu_bao", "thu_cong", "hien_phap", "bo_luat", "luat", "phap_lenh", "lenh", "nghi_dinh", "thong_tu", "thong_tu_lien_tich", "nghi_quyet_lien_tich", "ket_luan", "quy_chuan", "van_ban_hop_nhat", "khac"] | None = None, number: str | None = None, issuer: str | None = None, text: str | None = None, date_after: str | None = None, date_before: str | None = None, sort: Literal["-date", "date", "key"] | None = None, limit: int | None = None, offset: int | None = None, cursor: str | None = None, fields: str | None = None) -> PageDocumentSummary | SparsePage:
        """Documents, newest first; `held=false` gives those that are only cited. Days are inclusive."""
        found: PageDocumentSummary | SparsePage = self._ask("GET", "/v1/documents", {"held": held, "type": type, "number": number, "issuer": issuer, "text": text, "date_after": date_after, "date_before": date_before, "sort": sort, "limit": limit, "offset": offset, "cursor": cursor, "fields": fields}).json()
        return found

    def upload_many(self, files: Sequence[Upload], *, idempotency_key: str | None = None) -> Jobs:
        """Keep several files, all or (where one is too large) none, and queue their reading."""
        found: Jobs = self._ask("POST", "/v1/uploads", None, {"idempotency-key": idempotency_key}, files=files).json()
        return found

    def job_list(self, *, state: Literal["queued", "running", "done", "failed", "cancelled"] | None = None, limit: int | None = None, cursor: str | None = None) -> JobPage:
        """Jobs, the newest first."""
        found: JobPage = self._ask("GET", "/v1/jobs", {"state": state, "limit": limit, "cursor": cursor}).json()
        return found

    def job(self, job_id: str) -> JobRecord:
        """The state of an upload; a key that may only upload sees its own."""
        found: JobRecord = self._ask("GET", f"/v1/jobs/{_in_path(job_id)}").json()
        return found

    def job_events(self, job_id: str) -> Iterator[Any]:
        """Server-sent events: `job` with the job's record whenever it changes, until it is finished."""
        return self._events(f"/v1/jobs/{_in_path(job_id)}/events")

    def cancel_job(self, job_id: str) -> JobRecord:
        """Stop an upload that has no answer yet."""
        found: JobRecord = self._ask("POST", f"/v1/jobs/{_in_path(job_id)}/cancel").json()
        return found

    def retry_job(self, job_id: str) -> JobRecord:
        """Read again what failed or was cancelled."""
        found: JobRecord = self._ask("POST", f"/v1/jobs/{_in_path(job_id)}/retry").json()
        return found

    def formats(self) -> list[ExportFormat]:
        """The formats there are."""
        found: list[ExportFormat] = self._ask("GET", "/v1/exports").json()
        return found

    def write(self, name: str, *, unit: str | None = None, unit_like: str | None = None, role: Literal["lead", "coordinating", "reports_to", "supervised_by"] | None = None, due_after: str | None = None, due_before: str | None = None, document: str | None = None, kind: Literal["action", "reporting", "prohibition", "statement"] | None = None, text: str | None = None, review: Literal["unseen", "agreed", "corrected"] | None = None, redact: bool | None = None) -> None:
        """One export, with the filters of `/v1/tasks`; `redact` blanks telephone numbers and e-mail addresses."""
        self._ask("GET", f"/v1/exports/{_in_path(name)}", {"unit": unit, "unit_like": unit_like, "role": role, "due_after": due_after, "due_before": due_before, "document": document, "kind": kind, "text": text, "review": review, "redact": redact})

    def tasks(self, *, unit: str | None = None, unit_like: str | None = None, role: Literal["lead", "coordinating", "reports_to", "supervised_by"] | None = None, due_after: str | None = None, due_before: str | None = None, document: str | None = None, kind: Literal["action", "reporting", "prohibition", "statement"] | None = None, text: str | None = None, recurring: bool | None = None, review: Literal["unseen", "agreed", "corrected"] | None = None, sort: Literal["due", "-due", "date", "-date", "document"] | None = None, limit: int | None = None, offset: int | None = None, cursor: str | None = None, fields: str | None = None) -> PageTaskRecord | SparsePage:
        """Tasks, the soonest due first. `unit` is a whole name, marks and case may be left out; days are inclusive."""
        found: PageTaskRecord | SparsePage = self._ask("GET", "/v1/tasks", {"unit": unit, "unit_like": unit_like, "role": role, "due_after": due_after, "due_before": due_before, "document": document, "kind": kind, "text": text, "recurring": recurring, "review": review, "sort": sort, "limit": limit, "offset": offset, "cursor": cursor, "fields": fields}).json()
        return found

    def task(self, task_id: str) -> TaskRecord:
        """One task by its id (`#` written as %23)."""
        found: TaskRecord = self._ask("GET", f"/v1/tasks/{_in_path(task_id)}").json()
        return found

    def search(self, *, q: str, limit: int | None = None, kind: Literal["document", "task"] | None = None, type: Literal["nghi_quyet", "quyet_dinh", "chi_thi", "quy_che", "quy_dinh", "thong_cao", "thong_bao", "huong_dan", "chuong_trinh", "ke_hoach", "phuong_an", "de_an", "du_an", "bao_cao", "bien_ban", "to_trinh", "hop_dong", "cong_van", "cong_dien", "ban_ghi_nho", "ban_thoa_thuan", "giay_uy_quyen", "giay_moi", "giay_gioi_thieu", "giay_nghi_phep", "phieu_gui", "phieu_chuyen", "phieu_bao", "thu_cong", "hien_phap", "bo_luat", "luat", "phap_lenh", "lenh", "nghi_dinh", "thong_tu", "thong_tu_lien_tich", "nghi_quyet_lien_tich", "ket_luan", "quy_chuan", "van_ban_hop_nhat", "khac"] | None = None, year: str | None = None, issuer: str | None = None, facets: bool | None = None) -> Hits:
        """Documents and tasks by words, with or without marks, or by number in any spelling; a phrase in double quotes stays together."""
        found: Hits = self._ask("GET", "/v1/search", {"q": q, "limit": limit, "kind": kind, "type": type, "year": year, "issuer": issuer, "facets": facets}).json()
        return found

    def citations(self, *, document: str | None = None, target: str | None = None, relation: Literal["legal_basis", "implements", "promulgates", "amends", "replaces", "repeals", "guides", "corrects", "consolidates", "replies_to", "per", "cites"] | None = None, resolution: Literal["exact", "inferred", "suspected_typo", "ambiguous", "unresolved"] | None = None, limit: int | None = None, offset: int | None = None, cursor: str | None = None) -> PageCitationRecord:
        """Mentions of documents: `document` is the citing key, `target` the cited one."""
        found: PageCitationRecord = self._ask("GET", "/v1/citations", {"document": document, "target": target, "relation": relation, "resolution": resolution, "limit": limit, "offset": offset, "cursor": cursor}).json()
        return found

    def lookup(self, body: LookupRequest) -> LookupAnswer:
        """Every citation in a pasted text, and which document of the collection it means. Nothing of the text is kept."""
        found: LookupAnswer = self._ask("POST", "/v1/citations/lookup", body=body).json()
        return found

    def neighbours(self, key: str, *, depth: int | None = None, direction: Literal["out", "in", "both"] | None = None, relation: list[Literal["legal_basis", "implements", "promulgates", "amends", "replaces", "repeals", "guides", "corrects", "consolidates", "replies_to", "per", "cites"]] | None = None, limit: int | None = None) -> Neighbourhood:
        """The documents that this one reaches in a few steps: `out` along its own citations, `in` against them."""
        found: Neighbourhood = self._ask("GET", f"/v1/documents/{_in_path(key)}/neighbours", {"depth": depth, "direction": direction, "relation": relation, "limit": limit}).json()
        return found

    def relations(self, *, document: str | None = None, limit: int | None = None, offset: int | None = None, cursor: str | None = None) -> PageEdgeRecord:
        """Edges between documents; `document` is at either end."""
        found: PageEdgeRecord = self._ask("GET", "/v1/relations", {"document": document, "limit": limit, "offset": offset, "cursor": cursor}).json()
        return found

    def targets(self, *, document: str | None = None, task: str | None = None, text: str | None = None, limit: int | None = None, offset: int | None = None, cursor: str | None = None) -> PageTargetRecord:
        """Numeric targets in the order of their documents."""
        found: PageTargetRecord = self._ask("GET", "/v1/targets", {"document": document, "task": task, "text": text, "limit": limit, "offset": offset, "cursor": cursor}).json()
        return found

    def units(self, *, text: str | None = None, limit: int | None = None, offset: int | None = None, cursor: str | None = None) -> PageUnitSummary:
        """Units that act in tasks, the busiest first; `text` is a part of the name, marks may be left out."""
        found: PageUnitSummary = self._ask("GET", "/v1/units", {"text": text, "limit": limit, "offset": offset, "cursor": cursor}).json()
        return found

    def unit_calendar(self, key: str) -> str:
        """The unit's deadlines as a calendar to subscribe to; calendar programs give the API key as the password (HTTP Basic)."""
        found: str = self._ask("GET", f"/v1/units/{_in_path(key)}/calendar.ics").text
        return found

    def unit_tasks(self, key: str, *, limit: int | None = None, cursor: str | None = None) -> PageTaskRecord:
        """What a unit has to do, in whichever role, the soonest due first."""
        found: PageTaskRecord = self._ask("GET", f"/v1/units/{_in_path(key)}/tasks", {"limit": limit, "cursor": cursor}).json()
        return found

    def rests_on(self, key: str, *, as_of: str | None = None, depth: int | None = None, limit: int | None = None) -> Neighbourhood:
        """Everything that rests on a document, directly or not; `as_of`: what was issued by that day and still in force on it."""
        found: Neighbourhood = self._ask("GET", f"/v1/documents/{_in_path(key)}/rests-on", {"as_of": as_of, "depth": depth, "limit": limit}).json()
        return found

    def timeline(self, key: str, *, limit: int | None = None) -> list[EventRecord]:
        """What happened to and around a document, the earliest first."""
        found: list[EventRecord] = self._ask("GET", f"/v1/documents/{_in_path(key)}/timeline", {"limit": limit}).json()
        return found

    def status(self, key: str, *, as_of: str) -> StatusAnswer:
        """Is a document in force on a day, what says so, and which of its own bases have been replaced?"""
        found: StatusAnswer = self._ask("GET", f"/v1/documents/{_in_path(key)}/status", {"as_of": as_of}).json()
        return found

    def paths(self, *, start: str, end: str, depth: int | None = None, directed: bool | None = None, limit: int | None = None) -> PathsAnswer:
        """The shortest ways between two documents."""
        found: PathsAnswer = self._ask("GET", "/v1/graph/paths", {"start": start, "end": end, "depth": depth, "directed": directed, "limit": limit}).json()
        return found

    def central(self, *, limit: int | None = None) -> list[CentralRecord]:
        """The documents that others rest on most."""
        found: list[CentralRecord] = self._ask("GET", "/v1/graph/central", {"limit": limit}).json()
        return found

    def components(self, *, limit: int | None = None) -> list[ComponentRecord]:
        """Groups of documents without an edge between them, the largest first."""
        found: list[ComponentRecord] = self._ask("GET", "/v1/graph/components", {"limit": limit}).json()
        return found

    def links(self, *, status: Literal["resolved", "ambiguous", "suspected_typo", "same_work"] | None = None, limit: int | None = None, offset: int | None = None) -> list[LinkRecord]:
        """Stated numbers that the graph takes for a held document, cannot decide, or holds for a slip of the pen (proposed, never merged)."""
        found: list[LinkRecord] = self._ask("GET", "/v1/links", {"status": status, "limit": limit, "offset": offset}).json()
        return found

    def cascade(self, *, document: str) -> CascadeReport:
        """Which tasks of held plans carry out which of this document's, what is otherwise than ordered, what nobody has taken up."""
        found: CascadeReport = self._ask("GET", "/v1/cascade", {"document": document}).json()
        return found

    def sections(self, key: str) -> list[SectionRecord]:
        """The section tree in text order, each with its depth and parent."""
        found: list[SectionRecord] = self._ask("GET", f"/v1/documents/{_in_path(key)}/sections").json()
        return found

    def page_picture(self, key: str, page: int, *, dpi: int | None = None) -> bytes:
        """A page as a picture."""
        found: bytes = self._ask("GET", f"/v1/documents/{_in_path(key)}/pages/{_in_path(page)}/image", {"dpi": dpi}).content
        return found

    def page_boxes(self, key: str, page: int) -> PageBoxes:
        """What was recognised on a page, with its boxes."""
        found: PageBoxes = self._ask("GET", f"/v1/documents/{_in_path(key)}/pages/{_in_path(page)}").json()
        return found

    def original(self, key: str) -> bytes:
        """The file as it was uploaded, checked against its hash."""
        found: bytes = self._ask("GET", f"/v1/documents/{_in_path(key)}/original").content
        return found

    def document(self, key: str) -> Document:
        """The Document: what one dispatch says, every value with its place."""
        found: Document = self._ask("GET", f"/v1/documents/{_in_path(key)}").json()
        return found

    def remove_document(self, key: str) -> None:
        """Delete a document with all that came from it: rows, corrections, originals, jobs, what the feed said of it."""
        self._ask("DELETE", f"/v1/documents/{_in_path(key)}")

    def changes(self, *, after: int | None = None, kind: list[Literal["document.added", "document.changed", "document.renamed", "document.removed", "task.added", "task.changed", "task.moved", "task.removed", "relation.added", "relation.removed"]] | None = None, document: str | None = None, limit: int | None = None) -> Changes:
        """Every change of documents, tasks and relations after a number, in order. Ask again with `next`."""
        found: Changes = self._ask("GET", "/v1/changes", {"after": after, "kind": kind, "document": document, "limit": limit}).json()
        return found

    def webhook_list(self) -> list[WebhookRecord]:
        """All subscriptions."""
        found: list[WebhookRecord] = self._ask("GET", "/v1/webhooks").json()
        return found

    def add_webhook(self, body: WebhookRequest) -> NewWebhook:
        """Subscribe: each change is posted as a CloudEvent, signed as Standard Webhooks has it, in order, until it is taken."""
        found: NewWebhook = self._ask("POST", "/v1/webhooks", body=body).json()
        return found

    def webhook(self, webhook_id: str) -> WebhookRecord:
        """One subscription."""
        found: WebhookRecord = self._ask("GET", f"/v1/webhooks/{_in_path(webhook_id)}").json()
        return found

    def remove_webhook(self, webhook_id: str) -> None:
        """End a subscription, with its log."""
        self._ask("DELETE", f"/v1/webhooks/{_in_path(webhook_id)}")

    def replay_webhook(self, webhook_id: str, *, after: int | None = None) -> WebhookRecord:
        """Deliver again what came after a change; also wakes a paused subscription."""
        found: WebhookRecord = self._ask("POST", f"/v1/webhooks/{_in_path(webhook_id)}/replay", {"after": after}).json()
        return found

    def deliveries(self, webhook_id: str, *, limit: int | None = None) -> list[DeliveryRecord]:
        """What was tried, the newest first."""
        found: list[DeliveryRecord] = self._ask("GET", f"/v1/webhooks/{_in_path(webhook_id)}/deliveries", {"limit": limit}).json()
        return found

    def key_list(self) -> list[KeyRecord]:
        """Every key there ever was, without secrets."""
        found: list[KeyRecord] = self._ask("GET", "/v1/keys").json()
        return found

    def add_key(self, body: KeyRequest) -> NewKey:
        """A new key. The first one ends the open mode: from then on a key is asked for."""
        found: NewKey = self._ask("POST", "/v1/keys", body=body).json()
        return found

    def revoke_key(self, key_id: str) -> KeyRecord:
        """End a key and its sessions at once."""
        found: KeyRecord = self._ask("DELETE", f"/v1/keys/{_in_path(key_id)}").json()
        return found

    def audit(self, *, after: int | None = None, limit: int | None = None) -> list[AuditRecord]:
        """Who did what, the oldest first."""
        found: list[AuditRecord] = self._ask("GET", "/v1/audit", {"after": after, "limit": limit}).json()
        return found

    def health(self) -> dict[str, str]:
        """Is the service there?"""
        found: dict[str, str] = self._ask("GET", "/v1/health").json()
        return found

    def ready(self) -> Readiness:
        """Can it work? 503 while the queue or the disk is away."""
        found: Readiness = self._ask("GET", "/v1/ready").json()
        return found

    def metrics(self) -> str:
        """Numbers for Prometheus."""
        found: str = self._ask("GET", "/v1/metrics").text
        return found


def _parts(query: dict[str, Any] | None, headers: dict[str, Any] | None, body: Any, files: Sequence[Upload] | None) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "params": {k: v for k, v in (query or {}).items() if v is not None}, "headers": {k: v for k, v in (headers or {}).items() if v is not None},
    }  # fmt: skip
    if body is not None:
        parts["json"] = body
    if files is not None:
        parts["files"] = [("file", file) for file in files]
    return parts


def _problem(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _in_path(value: object) -> str:
    return quote(str(value), safe="/")
