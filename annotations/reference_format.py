"""The format of reference annotations: the check that a file follows it, and a reviewed Document written in it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from models import Document, Unit
from models.vocabulary import CitationForm, Comparator, DeadlineKind, DocumentType, Relation, TaskKind

_KEYS = {"document", "key", "header", "definitions", "citations", "edges", "tasks", "targets", "notes"}
_LISTS = {
    "citations": ("raw", {"form": CitationForm, "relation": Relation, "type": DocumentType}),
    "edges": ("target_key", {"relation": Relation}),
    "tasks": ("text", {"kind": TaskKind}),
    "targets": ("raw", {"comparator": Comparator}),
}
_CITATION = {"id", "raw", "type", "number", "date", "issuer", "title", "form", "within", "relation", "antecedent", "target_key"}
_TARGET = {"id", "raw", "indicator", "comparator", "value", "upper", "unit", "per", "base", "as_of"}


def faults(path: Path) -> Iterator[str]:
    """What is wrong with one reference file; nothing where it is well-formed."""
    try:
        reference: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        yield f"not JSON: {error}"
        return
    if unknown := reference.keys() ^ _KEYS:
        yield f"keys missing or unknown: {sorted(unknown)}"
        return
    for name, (needed, closed) in _LISTS.items():
        for i, item in enumerate(reference[name]):
            where = f"{name}[{i}]"
            if not item.get(needed):
                yield f"{where}: no {needed}"
            for field, allowed in closed.items():
                if item.get(field) not in get_args(allowed):
                    yield f"{where}: {field} {item.get(field)!r} is not in the vocabulary"
    yield from _dangling(reference)
    for task in reference["tasks"]:
        for deadline in task.get("deadlines", ()):
            if deadline.get("kind") not in get_args(DeadlineKind):
                yield f"task {task['ref']}: deadline kind {deadline.get('kind')!r}"


def _dangling(reference: dict[str, Any]) -> Iterator[str]:
    ids = {name: {item["id"] for item in reference[name] if "id" in item} for name in ("citations", "targets")}
    refs = {task["ref"] for task in reference["tasks"]}
    for citation in reference["citations"]:
        for field in ("within", "antecedent"):
            if citation.get(field) and citation[field] not in ids["citations"]:
                yield f"citation {citation.get('id')}: {field} {citation[field]} does not exist"
    for task in reference["tasks"]:
        if task.get("parent_ref") and task["parent_ref"] not in refs:
            yield f"task {task['ref']}: parent {task['parent_ref']} does not exist"
        for name in ("citations", "targets"):
            yield from (f"task {task['ref']}: {name} {x} does not exist" for x in task.get(name, ()) if x not in ids[name])


def as_reference(document: Document, source: str | None = None) -> dict[str, Any]:
    """A Document that a person has reviewed, in the format of reference annotations; `source` names its file where it is another one."""
    header, refs = document.header, {task.id: task.ref for task in document.tasks}

    def name(unit: Unit | None) -> dict[str, str] | None:
        return {"name": unit.name} if unit is not None else None

    def units(found: tuple[Unit, ...]) -> list[dict[str, Any]]:
        return [{"name": unit.name, "inherited_from": unit.inherited_from} for unit in found]

    return {
        "document": source or document.source.filename,
        "key": document.key,
        "header": {
            "number": {"normalized": header.number.normalized} if header.number is not None else None,
            "issuer": name(header.issuer),
            "parent_issuer": name(header.parent_issuer),
            "addressees": [unit.name for unit in header.addressees],
            "recipients": [{"name": one.name, "purpose": one.purpose} for one in header.recipients],
            **header.model_dump(mode="json", include={"type", "locality", "place", "date", "subject", "archive", "signers"}),
        },
        "definitions": [{"term": one.term, "expansion": one.expansion} for one in document.definitions],
        "citations": [
            one.model_dump(mode="json", include=_CITATION) | ({"suspected_typo": True} if one.resolution.status == "suspected_typo" else {})
            for one in document.citations
        ],
        "edges": [one.model_dump(mode="json", include={"source_key", "relation", "target_key"}) for one in document.relations],
        "tasks": [
            {
                "ref": task.ref, "parent_ref": refs.get(task.parent_id or ""), "kind": task.kind, "text": task.text,
                "lead": units(task.lead), "coordinating": units(task.coordinating), "reports_to": units(task.reports_to),
                "deadlines": [one.model_dump(mode="json", include={"raw", "kind", "start", "due", "rrule", "bound"}) for one in task.deadlines],
                "targets": list(task.targets), "outcome": task.outcome, "citations": list(task.citations),
            }
            for task in document.tasks
        ],
        "targets": [
            one.model_dump(mode="json", include=_TARGET)
            | {"ref": refs.get(one.task_ids[0]) if one.task_ids else None, "refs": [refs[t] for t in one.task_ids if t in refs]}
            for one in document.targets
        ],
        "notes": [],
    }  # fmt: skip
