"""What the feed of changes compares: a work's head, tasks and edges."""

from dataclasses import dataclass
from typing import Any

from corpus.store.rows import ROLES, Ids
from models import Document

_DEADLINE = ("raw", "kind", "start", "due", "edtf", "rrule", "bound")


@dataclass(frozen=True, slots=True)
class State:
    """One work as the feed sees it."""

    sha256: str
    head: dict[str, Any]
    tasks: dict[str, dict[str, Any]]
    relations: dict[str, dict[str, Any]]


def state_of(document: Document, key: str) -> State:
    """What the feed sees of a Document; `key` may differ from its own (see write.py)."""
    h, ids = document.header, Ids(document.key, key)
    head = {
        "key": key, "type": h.type, "number": h.number.normalized if h.number else None, "date": h.date, "issuer": h.issuer.name if h.issuer else None,
        "subject": h.subject, "filename": document.source.filename, "sha256": document.source.sha256,
    }  # fmt: skip
    tasks: dict[str, dict[str, Any]] = {}
    for task in document.tasks:
        i = ids.unique_task(task.id)
        tasks[i] = {
            "id": i, "ref": task.ref, "parent_id": ids.task(task.parent_id), "kind": task.kind, "modality": task.modality, "title": task.title, "text": task.text,
            "outcome": task.outcome, **{role: [u.name for u in getattr(task, role)] for role in ROLES},
            "deadlines": [{f: getattr(d, f) for f in _DEADLINE} for d in task.deadlines],
        }  # fmt: skip
    relations = {}
    for r in document.relations:
        source, target = ids.key(r.source_key), ids.key(r.target_key)
        relations[f"{source} {r.relation} {target}"] = {"source_key": source, "relation": r.relation, "target_key": target, "stated_by": key}
    return State(document.source.sha256, head, tasks, relations)
