"""What the service answers about itself: jobs, changes, keys, webhooks, the audit log, problems."""

from typing import Any, Literal

from pydantic import Field

from api.shapes import Answer, Asked
from corpus.store.changes import Kind as ChangeKind

_TARGET = r"^https?://([A-Za-z0-9][A-Za-z0-9.-]{0,250}|\[[0-9A-Fa-f:.]{2,45}\])(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}))?(/[!-~]{0,700})?$"


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
