"""Obligations (nhiệm vụ): who, what, by when, with what result."""

from models.base import Model
from models.header import Unit
from models.span import Confidence, Span
from models.vocabulary import AnchorUnit, Bound, Comparator, DeadlineKind, Modality, TaskKind


class Anchor(Model):
    """What a relative deadline counts from: "05 ngày làm việc kể từ ngày nhận được"."""

    raw: str | None
    offset: int
    unit: AnchorUnit
    working_days: bool = False


class Deadline(Model):
    """Thời hạn. `start` and `due` are ISO dates, inclusive: `due` is the last day on which it is still in time."""

    raw: str
    kind: DeadlineKind
    start: str | None = None
    due: str | None = None
    edtf: str | None = None
    rrule: str | None = None
    anchor: Anchor | None = None
    bound: Bound
    span: Span
    rule: str
    confidence: Confidence


class Target(Model):
    """Chỉ tiêu: comparator, number and unit; decimals as strings (`"2.5"`), currencies scaled to VND."""

    id: str
    raw: str
    span: Span
    section_id: str | None = None
    task_ids: tuple[str, ...] = ()
    indicator: str | None = None
    comparator: Comparator
    value: str
    upper: str | None = None
    unit: str | None = None
    per: str | None = None
    base: str | None = None
    as_of: str | None = None
    rule: str
    confidence: Confidence


class Task(Model):
    """One obligation: the smallest labelled item or table row that obliges somebody. `id` is `<document key>#<ref>`."""

    id: str
    ref: str
    section_id: str | None = None
    parent_id: str | None = None
    kind: TaskKind
    text: str
    title: str
    modality: Modality | None = None
    lead: tuple[Unit, ...] = ()
    coordinating: tuple[Unit, ...] = ()
    reports_to: tuple[Unit, ...] = ()
    supervised_by: tuple[Unit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[str, ...] = ()
    outcome: str | None = None
    citations: tuple[str, ...] = ()
    span: Span
    rule: str
    confidence: Confidence
