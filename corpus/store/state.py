"""What the feed of changes compares: a work's head, tasks and edges."""

from dataclasses import dataclass
from typing import Any

from models import Document

ROLES = ("lead", "coordinating", "reports_to", "supervised_by")
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
    h = document.header

    def own(i: str | None) -> str | None:
        return key + i[len(document.key) :] if i is not None and i.startswith(f"{document.key}#") else i

    def edge(source: str, relation: str, target: str) -> str:
        return f"{source} {relation} {target}"

    head = {
        "key": key, "type": h.type, "number": h.number.normalized if h.number else None, "date": h.date, "issuer": h.issuer.name if h.issuer else None,
        "subject": h.subject, "filename": document.source.filename, "sha256": document.source.sha256,
    }  # fmt: skip
    tasks: dict[str, dict[str, Any]] = {}
    for task in document.tasks:
        i, n = own(task.id) or task.id, 1
        while i in tasks:
            n += 1
            i = f"{own(task.id)}~{n}"
        tasks[i] = {
            "id": i, "ref": task.ref, "parent_id": own(task.parent_id), "kind": task.kind, "modality": task.modality, "title": task.title, "text": task.text,
            "outcome": task.outcome, **{role: [u.name for u in getattr(task, role)] for role in ROLES},
            "deadlines": [{f: getattr(d, f) for f in _DEADLINE} for d in task.deadlines],
        }  # fmt: skip
    relations = {}
    for r in document.relations:
        source, target = (key if k == document.key else k for k in (r.source_key, r.target_key))
        relations[edge(source, r.relation, target)] = {"source_key": source, "relation": r.relation, "target_key": target, "stated_by": key}
    return State(document.source.sha256, head, tasks, relations)
