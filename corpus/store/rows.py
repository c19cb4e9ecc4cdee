"""One Document as the rows of each table: a pure function, no database."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corpus.store.effect_dates import effect_rows
from models import Deadline, Document, Header, Section, Span, Task, Unit
from parser.lexicon.keys import document_key
from parser.text.fold import match_key, slug, strip_marks

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
CONTEXT = 30
"""Characters kept on each side of a mention, so that a reader sees it in its sentence."""

SAID = ("type", "number", "date", "issuer", "title")
"""Columns of a citation that say something of the document it means."""
_HEAD = 600
_DRAFT = re.compile(r"(?m)^\W{0,3}(?:ban )?du thao(?: lan)?\b")
_COPY = re.compile(r"(?m)^\W{0,3}(?:sao y(?: ban chinh)?|ban sao|sao luc|trich sao)\W")
ROLES = ("lead", "coordinating", "reports_to", "supervised_by")


def folded(text: str | None) -> str | None:
    """The same length without marks, đ to d: what the second full-text column holds."""
    return None if text is None else strip_marks(text)


def document_row(document: Document, key: str) -> dict[str, Any]:
    """The row of `documents` for a document that is held."""
    h = document.header
    number = h.number.normalized if h.number else None
    return {
        "key": key, "held": 1, "type": h.type, "number": number, "number_slug": slug(number) if number else None,
        **number_parts(number), "date": h.date,
        "issuer": h.issuer.name if h.issuer else None, "parent_issuer": h.parent_issuer.name if h.parent_issuer else None,
        "locality": h.locality.name if h.locality else None, "locality_slug": h.locality.slug if h.locality else None, "place": h.place,
        "subject": h.subject, "subject_folded": folded(h.subject), "urgency": h.urgency, "secrecy": h.secrecy, "archive": h.archive,
        "content": document.text.content, "content_folded": folded(document.text.content), "file_sha256": document.source.sha256,
    }  # fmt: skip


def number_parts(number: str | None) -> dict[str, str | None]:
    """`symbol` and `sequence` of a normalised number as they stand in keys: `qd-byt`, `1710`."""
    if number is None:
        return {"symbol": None, "sequence": None}
    symbol, _, sequence = document_key(number, None).split("/")
    return {"symbol": symbol or None, "sequence": sequence or None}


def version_of(document: Document) -> str | None:
    """Which version of its work a file is, where it says so: draft (dự thảo), copy (sao y), signed (ký số)."""
    head = strip_marks(document.text.content[:_HEAD]).lower()
    if _DRAFT.search(head):
        return "draft"
    if _COPY.search(strip_marks(document.text.content[-_HEAD:]).lower()) or _COPY.search(head):
        return "copy"
    return "signed" if document.header.signatures else None


def content_rows(document: Document, key: str) -> Rows:
    """Rows of every content table, in the columns' order of the schema; `key` may differ from the document's own (see write.py)."""
    ids = Ids(document.key, key)
    h = document.header
    rows: Rows = {
        "sections": list(_sections(document, key)),
        "header_fields": [(key, name, *_span(e.span), e.rule, e.confidence) for name, e in sorted(h.evidence.items())],
        "addressees": [(key, n, unit.name, unit_key(unit), *_read(h, "addressees")) for n, unit in enumerate(h.addressees)],
        "recipients": [(key, n, r.name, r.purpose, *_read(h, "recipients")) for n, r in enumerate(h.recipients)],
        "signers": [(key, n, s.authority, s.on_behalf_of, s.title, s.name, *_read(h, "signers")) for n, s in enumerate(h.signers)],
        "effect_dates": [(key, n, *row) for n, row in enumerate(effect_rows(document))],
        "warnings": [(key, n, w.code, w.message, *_span(w.span)) for n, w in enumerate(document.warnings)],
    }
    known = {"targets": {t.id for t in document.targets}, "citations": {c.id for c in document.citations}}
    rows["targets"] = [
        (ids.own(t.id), key, n, t.section_id, t.raw, t.indicator, t.comparator, t.value, t.upper, t.unit, t.per, t.base, t.as_of, *_span(t.span), t.rule, t.confidence)
        for n, t in enumerate(document.targets)
    ]  # fmt: skip
    _tasks(document, key, ids, known, rows)
    _citations(document, key, ids, rows)
    return rows


def named_keys(document: Document, key: str) -> set[str]:
    """Keys of all documents that this one names, itself included."""
    ids = Ids(document.key, key)
    named = {ids.key(c.target_key) for c in document.citations} | {ids.key(d.target_key) for d in document.definitions}
    named |= {ids.key(k) for r in document.relations for k in (r.source_key, r.target_key)}
    return {k for k in named if k is not None} | {key}


def named_units(document: Document) -> set[str]:
    """Keys of the units that act in its tasks."""
    return {unit_key(u) for task in document.tasks for role in ROLES for u in getattr(task, role)}


def sayings(citations: Iterable[Mapping[str, Any]]) -> Counter[tuple[str, str, str]]:
    """(target key, field, value) that these mentions state; a bare name or short form says nothing of the type."""
    said: Counter[tuple[str, str, str]] = Counter()
    for c in citations:
        for column in SAID:
            value = c[column]
            if c["target_key"] is not None and value is not None and (column != "type" or c["form"] in ("full", "number_only")):
                said[c["target_key"], column, value] += 1
    return said


def unit_key(unit: Unit) -> str:
    """What makes two mentions the same unit: the parser's key, else the name with case and tone placement folded."""
    return unit.key or match_key(unit.name)


class Ids:
    """Ids of a document's parts inside the database, each used once whatever the parser gave."""

    def __init__(self, parsed_key: str, key: str) -> None:
        self._parsed, self._key = parsed_key, key
        self._seen: set[str] = set()

    def key(self, key: str | None) -> str | None:
        return self._key if key == self._parsed else key

    def own(self, local: str) -> str:
        return f"{self._key}#{local}"

    def task(self, task_id: str | None) -> str | None:
        if task_id is not None and task_id.startswith(f"{self._parsed}#"):
            return self._key + task_id[len(self._parsed) :]
        return task_id

    def unique_task(self, task_id: str) -> str:
        own = self.task(task_id) or task_id
        number, found = 1, own
        while found in self._seen:
            number += 1
            found = f"{own}~{number}"
        self._seen.add(found)
        return found


def _tasks(document: Document, key: str, ids: Ids, known: dict[str, set[str]], rows: Rows) -> None:
    rows |= {name: [] for name in ("tasks", "task_units", "deadlines", "task_targets", "task_citations")}
    for n, task in enumerate(document.tasks):
        task_id = ids.unique_task(task.id)
        first, last = _dues(task)
        rows["tasks"].append((
            task_id, key, n, task.ref, ids.task(task.parent_id), task.section_id, task.kind, task.title, task.text, folded(task.text), task.modality,
            task.outcome, first, last, *_span(task.span), task.rule, task.confidence,
        ))  # fmt: skip
        for role in ROLES:
            units: tuple[Unit, ...] = getattr(task, role)
            rows["task_units"] += [
                (task_id, role, p, key, unit_key(u), u.name, u.raw, u.kind, u.inherited_from, *_span(u.span), u.rule, u.confidence) for p, u in enumerate(units)
            ]
        rows["deadlines"] += [(task_id, p, key, *_deadline(d)) for p, d in enumerate(task.deadlines)]
        rows["task_targets"] += [(task_id, ids.own(t), key) for t in dict.fromkeys(task.targets) if t in known["targets"]]
        rows["task_citations"] += [(task_id, ids.own(c), key) for c in dict.fromkeys(task.citations) if c in known["citations"]]


def _dues(task: Task) -> tuple[str | None, str | None]:
    dues = sorted(d.due for d in task.deadlines if d.due)
    return (dues[0], dues[-1]) if dues else (None, None)


def _deadline(d: Deadline) -> Row:
    a = d.anchor
    anchor: Row = (a.raw, a.offset, a.unit, int(a.working_days)) if a else (None, None, None, None)
    return (d.raw, d.kind, d.start, d.due, d.edtf, d.rrule, d.bound, *anchor, *_span(d.span), d.rule, d.confidence)


def _citations(document: Document, key: str, ids: Ids, rows: Rows) -> None:
    content = document.text.content
    rows["citations"] = [
        (
            ids.own(c.id), key, n, c.section_id, ids.task(c.task_id), c.raw,
            " ".join(content[max(0, c.span.start - CONTEXT) : c.span.end + CONTEXT].split()), c.type, c.number, c.date, c.issuer, c.title,
            json.dumps([p.model_dump() for p in c.pinpoint], ensure_ascii=False) if c.pinpoint else None, c.form, c.relation,
            ids.own(c.within) if c.within else None, ids.own(c.antecedent) if c.antecedent else None, ids.key(c.target_key), c.resolution.status,
            *_span(c.span), c.rule, c.confidence,
        )
        for n, c in enumerate(document.citations)
    ]  # fmt: skip
    rows["citation_candidates"] = [
        (ids.own(c.id), p, key, candidate.key, candidate.score, candidate.why)
        for c in document.citations
        for p, candidate in enumerate(c.resolution.candidates)
    ]
    by_id: dict[str, tuple[str | None, float]] = {c.id: (c.rule, c.confidence) for c in document.citations}
    edges: dict[Row, Row] = {}
    for r in document.relations:
        edge = (ids.key(r.source_key), r.relation, ids.key(r.target_key), key)
        read = min((by_id[c] for c in r.citation_ids if c in by_id), default=(None, None), key=lambda x: x[1])
        edges.setdefault(edge, (*edge, json.dumps([ids.own(c) for c in r.citation_ids]), *read))
    rows["relations"] = list(edges.values())
    rows["definitions"] = [
        (key, n, d.term, d.expansion, ids.key(d.target_key), *_span(d.span), d.rule, d.confidence) for n, d in enumerate(document.definitions)
    ]


def _sections(document: Document, key: str) -> Iterator[Row]:
    stack: list[tuple[Section, str | None, int]] = [(s, None, 0) for s in reversed(document.sections)]
    position = 0
    while stack:
        section, parent, depth = stack.pop()
        yield (key, position, section.id, parent, depth, section.kind, section.label, section.ref, section.heading, *_span(section.span), "structure", None)
        position += 1
        stack += [(child, section.id, depth + 1) for child in reversed(section.children)]


def _read(header: Header, field: str) -> tuple[str | None, float | None]:
    """The rule that read a header field, and how sure that is."""
    evidence = header.evidence.get(field)
    return (evidence.rule, evidence.confidence) if evidence is not None else (None, None)


def _span(span: Span | None) -> tuple[int | None, int | None, int | None]:
    return (span.start, span.end, span.page) if span is not None else (None, None, None)
