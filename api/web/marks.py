"""The text of a dispatch cut into pieces, each knowing which values rest on it."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from models import Document, Span
from models.span import Box


@dataclass(frozen=True, slots=True)
class Mark:
    """A value with its place: `kind` is header, task, citation, deadline, target, unit or warning; `id` is unique on the page."""

    id: str
    kind: str
    start: int
    end: int
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `anchors` are ids of the marks that begin here."""

    text: str
    kinds: tuple[str, ...]
    ids: tuple[str, ...]
    anchors: tuple[str, ...]


def marks_of(document: Document) -> Iterator[Mark]:
    """Every value of a Document that points at its words."""

    def mark(mark_id: str, kind: str, span: Span | None) -> Iterator[Mark]:
        if span is not None and span.start < span.end:
            yield Mark(mark_id, kind, span.start, span.end, span.boxes)

    for name, evidence in document.header.evidence.items():
        yield from mark(f"header-{name}", "header", evidence.span)
    for citation in document.citations:
        yield from mark(f"citation-{citation.id}", "citation", citation.span)
    for i, task in enumerate(document.tasks):
        yield from mark(f"task-{i}", "task", task.span)
        for j, deadline in enumerate(task.deadlines):
            yield from mark(f"deadline-{i}-{j}", "deadline", deadline.span)
        for role in ("lead", "coordinating", "reports_to", "supervised_by"):
            for j, unit in enumerate(getattr(task, role)):
                yield from mark(f"{role}-{i}-{j}", "unit", unit.span)
    for target in document.targets:
        yield from mark(f"target-{target.id}", "target", target.span)
    for i, warning in enumerate(document.warnings):
        yield from mark(f"warning-{i}", "warning", warning.span)


def pieces(document: Document) -> list[Piece]:
    """`text.content` in order, cut wherever a value begins or ends; linear in text and values."""
    content = document.text.content
    marks = [m for m in marks_of(document) if m.end <= len(content)]
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for m in marks:
        opening.setdefault(m.start, []).append(m)
        closing.setdefault(m.end, []).append(m)
    cuts = sorted({0, len(content), *opening, *closing})
    live: dict[str, Mark] = {}
    result: list[Piece] = []
    for start, end in itertools.pairwise(cuts):
        for m in closing.get(start, ()):
            live.pop(m.id, None)
        begun = opening.get(start, [])
        live.update((m.id, m) for m in begun)
        kinds = tuple(sorted({m.kind for m in live.values()}))
        result.append(Piece(content[start:end], kinds, tuple(live), tuple(m.id for m in begun)))
    return result
