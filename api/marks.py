"""Every value of a Document that points at its words, as a page marks it and the API gives it box by box."""

from collections.abc import Iterator
from dataclasses import dataclass

from models import Document, Span
from models.span import Box


@dataclass(frozen=True, slots=True)
class Mark:
    """A value with its place: `kind` is header, task, citation, deadline, target, unit or warning; `id` is unique on the page, `owner` is the field or the item's own id."""

    id: str
    owner: str
    kind: str
    start: int
    end: int
    boxes: tuple[Box, ...] = ()


def marks_of(document: Document) -> Iterator[Mark]:
    """Every value of a Document that points at its words."""

    def mark(mark_id: str, owner: str, kind: str, span: Span | None) -> Iterator[Mark]:
        if span is not None and span.start < span.end:
            yield Mark(mark_id, owner, kind, span.start, span.end, span.boxes)

    for name, evidence in document.header.evidence.items():
        yield from mark(f"header-{name}", name, "header", evidence.span)
    for citation in document.citations:
        yield from mark(f"citation-{citation.id}", citation.id, "citation", citation.span)
    for i, task in enumerate(document.tasks):
        yield from mark(f"task-{i}", task.id, "task", task.span)
        for j, deadline in enumerate(task.deadlines):
            yield from mark(f"deadline-{i}-{j}", task.id, "deadline", deadline.span)
        for role in ("lead", "coordinating", "reports_to", "supervised_by"):
            for j, unit in enumerate(getattr(task, role)):
                yield from mark(f"{role}-{i}-{j}", task.id, "unit", unit.span)
    for target in document.targets:
        yield from mark(f"target-{target.id}", target.id, "target", target.span)
    for i, warning in enumerate(document.warnings):
        yield from mark(f"warning-{i}", str(i), "warning", warning.span)
