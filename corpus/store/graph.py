"""Documents around a document, bounded in depth and in number."""

from dataclasses import dataclass
from typing import Any, Literal

from corpus.store.connection import Store
from corpus.store.errors import no_document

Direction = Literal["out", "in", "both"]
MAX_DEPTH = 6
MAX_NODES = 2000


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes with their distance from the centre, and all edges between them; `truncated` when there were more."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    truncated: bool


def neighbours(
    store: Store, key: str, *, depth: int = 1, direction: Direction = "both", relations: tuple[str, ...] = (), limit: int = 200
) -> Neighbourhood:
    """What `key` reaches in at most `depth` steps: `out` along its own citations, `in` against them. Raises NotFound."""
    connection = store.connection
    if connection.execute("SELECT 1 FROM documents WHERE key = ?", (key,)).fetchone() is None:
        raise no_document(key)
    depth, limit = max(0, min(depth, MAX_DEPTH)), max(1, min(limit, MAX_NODES))
    chosen = f" AND r.relation IN ({', '.join('?' * len(relations))})" if relations else ""
    # Breadth first in Python: a node is expanded once, so a hub costs its own edges and no more.
    distance = {key: 0}
    frontier, truncated = [key], False
    for step in range(1, depth + 1):
        following: list[str] = []
        for node in frontier:
            for other in _steps(store, node, direction, relations, chosen, limit + 1):
                if other not in distance:
                    if len(distance) >= limit:
                        truncated = True
                        break
                    distance[other] = step
                    following.append(other)
        frontier = following
    keys = list(distance)
    marks = ", ".join("?" * len(keys))
    nodes = [
        dict(row) | {"distance": distance[row["key"]]}
        for row in connection.execute(f"SELECT key, held, type, number, date, issuer, subject FROM documents WHERE key IN ({marks}) ORDER BY key", keys)
    ]
    edges = [
        dict(row)
        for row in connection.execute(
            f"SELECT r.source_key, r.relation, r.target_key, r.document_key AS stated_by FROM relations r WHERE r.source_key IN ({marks}) "
            f"AND r.target_key IN ({marks}){chosen} ORDER BY 1, 2, 3, 4", [*keys, *keys, *relations],
        )
    ]  # fmt: skip
    nodes.sort(key=lambda n: (n["distance"], n["key"]))
    return Neighbourhood(nodes, edges, truncated)


def reach(store: Store, key: str, *, depth: int = MAX_DEPTH, direction: Direction = "in", limit: int = MAX_NODES) -> list[tuple[str, int]]:
    """Everything that rests on a document (`in`) or that it rests on (`out`), with the least number of steps."""
    if store.connection.execute("SELECT 1 FROM documents WHERE key = ?", (key,)).fetchone() is None:
        raise no_document(key)
    one, other = ("target_key", "source_key") if direction == "in" else ("source_key", "target_key")
    sql = f"""
        WITH RECURSIVE reached(key, steps) AS (
            SELECT ?, 0 UNION SELECT r.{other}, steps + 1 FROM reached JOIN relations r ON r.{one} = reached.key WHERE steps < ?
        )
        SELECT key, min(steps) FROM reached GROUP BY key ORDER BY 2, 1 LIMIT ?"""
    return [(row[0], row[1]) for row in store.connection.execute(sql, (key, max(0, min(depth, MAX_DEPTH)), max(1, min(limit, MAX_NODES))))]


def _steps(store: Store, key: str, direction: Direction, relations: tuple[str, ...], chosen: str, limit: int) -> list[str]:
    ways = {"out": ("source_key", "target_key"), "in": ("target_key", "source_key")}
    found: list[str] = []
    for way, (here, there) in ways.items():
        if direction in (way, "both"):
            rows = store.connection.execute(
                f"SELECT DISTINCT r.{there} FROM relations r WHERE r.{here} = ?{chosen} ORDER BY 1 LIMIT ?", [key, *relations, limit]
            )
            found += [row[0] for row in rows]
    return found
