"""The graph as nodes and edges with a handful of fields each: what GraphML and GEXF write."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.exports.base import ROLES, Request
from corpus.store import Store, each_graph_row, each_task

NODE_FIELDS = {
    "kind": "string", "type": "string", "number": "string", "date": "string", "issuer": "string", "subject": "string", "held": "boolean", "ref": "string",
    "text": "string", "due": "string", "confidence": "double",
}  # fmt: skip
EDGE_FIELDS = {"relation": "string", "stated_by": "string"}


@dataclass(frozen=True, slots=True)
class Node:
    """A document (by key), a task (by id) or a unit (`unit:<key>`)."""

    id: str
    label: str
    fields: dict[str, str | float | bool | None]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between documents, "has_task", a unit's role in a task, or a task that "cites"."""

    source: str
    target: str
    fields: dict[str, str | float | bool | None]


def nodes(store: Store, request: Request) -> Iterator[Node]:
    """All documents and units, and the tasks that were asked for."""
    for d in each_graph_row(store, "documents"):
        fields = {k: d[k] for k in ("type", "number", "date", "issuer", "subject")}
        yield Node(d["key"], d["number"] or d["key"], {"kind": "document", **fields, "held": bool(d["held"])})
    for u in each_graph_row(store, "units"):
        yield Node(_unit(u["key"]), u["name"], {"kind": "unit", "type": u["kind"]})
    for t in each_task(store, request.tasks):
        fields = {"ref": t["ref"], "text": t["text"], "due": t["last_due"], "confidence": t["confidence"]}
        yield Node(t["id"], t["title"], {"kind": "task", "type": t["kind"], **fields})


def edges(store: Store, request: Request) -> Iterator[Edge]:
    """What joins them, each with the document that states it."""
    for t in each_task(store, request.tasks):
        yield _edge(t["document_key"], t["id"], "has_task", t["document_key"])
        for role in ROLES:
            for key in dict.fromkeys(u["unit_key"] for u in t[role]):
                yield _edge(t["id"], _unit(key), role, t["document_key"])
        for key in dict.fromkeys(c["target_key"] for c in t["basis"] if c["target_key"]):
            yield _edge(t["id"], key, "cites", t["document_key"])
    for r in each_graph_row(store, "relations"):
        yield _edge(r["source_key"], r["target_key"], r["relation"], r["stated_by"])


def _unit(key: str) -> str:
    return f"unit:{key}"


def _edge(source: str, target: str, relation: str, stated_by: str) -> Edge:
    return Edge(source, target, {"relation": relation, "stated_by": stated_by})
