"""The whole graph: which documents others rest on most, which hang together, what happened around one in the order of time."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus.store.connection import Store
from corpus.store.errors import Conflict, no_document

_DAMPING, _ROUNDS, _ENOUGH = 0.85, 100, 1e-10
MAX_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Central:
    """A document with its weight: `rank` is PageRank times the number of documents (1 is the mean), `cited_by` counts documents that cite it."""

    key: str
    number: str | None
    subject: str | None
    held: bool
    rank: float
    cited_by: int


@dataclass(frozen=True, slots=True)
class Component:
    """Documents that hang together, whichever way the edges point; `keys` the first of them in order."""

    size: int
    held: int
    keys: list[str]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to or around a document. `what` is issued, in_force, ended or a relation; `way` out or in, `other` the other end."""

    day: str
    what: str
    way: str | None
    other: str | None
    other_number: str | None
    stated_by: str | None


def centrality(store: Store, *, limit: int = 20, most: int | None = None) -> list[Central]:
    """The documents that carry most: PageRank along citations (a document gives its weight to what it cites), each pair of documents counted once.

    Raises Conflict where there are more than `most` edges.
    """
    keys, sources, targets = _graph(store, most)
    size = len(keys)
    if size == 0:
        return []
    out = np.bincount(sources, minlength=size).astype(float)
    rank = np.full(size, 1.0 / size)
    weight = 1.0 / np.maximum(out, 1.0)
    for _ in range(_ROUNDS):
        loose = rank[out == 0].sum()
        following = (1 - _DAMPING) / size + _DAMPING * (np.bincount(targets, weights=(rank * weight)[sources], minlength=size) + loose / size)
        change = float(np.abs(following - rank).sum())
        rank = following
        if change < _ENOUGH:
            break
    cited = np.bincount(targets, minlength=size)
    chosen = np.lexsort((np.arange(size), -np.round(rank, 12))).tolist()  # equals in the order of their keys
    found = []
    for n in chosen[: max(1, min(limit, MAX_SHOWN))]:
        row = store.connection.execute("SELECT number, subject, held FROM documents WHERE key = ?", (keys[n],)).fetchone()
        found.append(Central(keys[n], row["number"], row["subject"], bool(row["held"]), round(float(rank[n]) * size, 4), int(cited[n])))
    return found


def components(store: Store, *, limit: int = 20, shown: int = 20, most: int | None = None) -> list[Component]:
    """Groups of documents with no edge between them, the largest first; documents without any edge are left out.

    Raises Conflict where there are more than `most` edges.
    """
    keys, sources, targets = _graph(store, most)
    label = np.arange(len(keys))
    while True:  # each takes the smallest label around it, then the label of that label, until nothing changes
        following = label.copy()
        np.minimum.at(following, sources, label[targets])
        np.minimum.at(following, targets, label[sources])
        following = np.minimum(following, following[following])
        if np.array_equal(following, label):
            break
        label = following
    touched = np.zeros(len(keys), dtype=bool)
    touched[sources] = touched[targets] = True
    labels, sizes = np.unique(label[touched], return_counts=True)
    held = {row[0] for row in store.connection.execute("SELECT key FROM documents WHERE held = 1")}
    found = []
    for n in np.lexsort((labels, -sizes))[: max(1, min(limit, MAX_SHOWN))].tolist():
        members = [keys[m] for m in np.flatnonzero((label == labels[n]) & touched).tolist()]
        found.append(Component(len(members), sum(key in held for key in members), members[: max(0, min(shown, MAX_SHOWN))]))
    return found


def timeline(store: Store, key: str, *, limit: int = 200) -> list[Event]:
    """What happened, the earliest first: issued, in force, ended, and each edge on the day of the document that acts. What has no day is left out. Raises NotFound."""
    row = store.connection.execute("SELECT date FROM documents WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise no_document(key)
    events = [Event(row[0], "issued", None, None, None, None)] if row[0] else []
    for kind, day in store.connection.execute("SELECT kind, day FROM effect_dates WHERE document_key = ? AND day IS NOT NULL ORDER BY position", (key,)):
        events.append(Event(day, "in_force" if kind == "from" else "ended", None, None, None, None))
    # What it cites happened when it was issued; what cites it, when that was.
    for way, here, there, dated in (("out", "from_key", "to_key", "from_key"), ("in", "to_key", "from_key", "from_key")):
        rows = store.connection.execute(
            f"SELECT w.date, r.relation, r.{there}, o.number, min(r.document_key) FROM relations r JOIN documents o ON o.key = r.{there} "
            f"JOIN documents w ON w.key = r.{dated} WHERE r.{here} = ? AND w.date IS NOT NULL AND r.from_key <> r.to_key GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT ?",
            (key, max(1, min(limit, MAX_SHOWN))),
        )
        events += [Event(day, relation, way, other, number, stated_by) for day, relation, other, number, stated_by in rows]
    return sorted(events, key=lambda e: (e.day, e.way is not None, e.way or "", e.what, e.other or ""))[: max(1, min(limit, MAX_SHOWN))]


def _graph(store: Store, most: int | None) -> tuple[list[str], Any, Any]:
    """Keys in order, and each pair of documents with an edge as two arrays of their numbers."""
    if most is not None and store.connection.execute("SELECT count(*) FROM (SELECT 1 FROM relations LIMIT ?)", (most + 1,)).fetchone()[0] > most:
        raise Conflict("graph_too_large", f"Đồ thị có hơn {most} quan hệ: hãy hỏi bằng «chidao graph».", f"The graph has over {most} edges: ask with `chidao graph`.")
    keys = [row[0] for row in store.connection.execute("SELECT key FROM documents ORDER BY key")]
    number = {key: n for n, key in enumerate(keys)}
    rows = store.connection.execute("SELECT DISTINCT from_key, to_key FROM relations WHERE from_key <> to_key ORDER BY 1, 2")
    pairs = np.fromiter((number[key] for row in rows for key in row), dtype=np.int64).reshape(-1, 2)
    return keys, pairs[:, 0], pairs[:, 1]
