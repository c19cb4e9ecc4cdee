"""The format of reference annotations, and the check that a file follows it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from models.vocabulary import CitationForm, Comparator, DeadlineKind, DocumentType, Relation, TaskKind

_KEYS = {"document", "key", "header", "definitions", "citations", "edges", "tasks", "targets", "notes"}
_LISTS = {
    "citations": ("raw", {"form": CitationForm, "relation": Relation, "type": DocumentType}),
    "edges": ("target_key", {"relation": Relation}),
    "tasks": ("text", {"kind": TaskKind}),
    "targets": ("raw", {"comparator": Comparator}),
}


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
