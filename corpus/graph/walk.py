"""Walks along the edges between documents: around one, between two, all that rests on one. Bounded in depth and in number.

Edges are followed as they are meant (`relations.from_key`, `to_key`): a stub that is taken for a held document leads to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from corpus.graph.effect import calendar_day
from corpus.store.connection import Store
from corpus.store.errors import no_document

Direction = Literal["out", "in", "both"]
MAX_DEPTH = 6
MAX_NODES = 2000
MAX_VISITED = 20_000
"""Documents that a search between two looks at before it gives up."""
RESTS = ("legal_basis", "implements", "guides", "per")
"""Relations by which a document rests on another."""
_FEW = 500


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes with their distance from the centre, and all edges between them; `truncated` when there were more."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest ways between two documents: keys from the first to the last, with the edges of each step; none where there is no way."""

    paths: list[list[str]]
    edges: list[dict[str, Any]]
    truncated: bool


def neighbours(
    store: Store, key: str, *, depth: int = 1, direction: Direction = "both", relations: tuple[str, ...] = (), limit: int = 200
) -> Neighbourhood:
    """What `key` reaches in at most `depth` steps: `out` along its own citations, `in` against them. Raises NotFound."""
    distance, truncated = _spread(store, key, depth, direction, relations, limit)
    return Neighbourhood(_nodes(store, distance), _edges(store, list(distance), relations), truncated)


def reach(store: Store, key: str, *, depth: int = MAX_DEPTH, direction: Direction = "in", limit: int = MAX_NODES) -> list[tuple[str, int]]:
    """Keys of everything that leads to a document (`in`) or that it leads to (`out`), with the least number of steps. Raises NotFound."""
    distance, _ = _spread(store, key, depth, direction, (), limit)
    return sorted(distance.items(), key=lambda found: (found[1], found[0]))


def rests_on(store: Store, key: str, *, as_of: str | None = None, depth: int = MAX_DEPTH, limit: int = MAX_NODES) -> Neighbourhood:
    """Everything that rests on `key`, directly or not. `as_of` (ISO day): issued by then and not replaced, repealed or ended by then. Raises NotFound.

    What was replaced carries nothing any more: who rests on it alone is left out, too.
    """
    standing = None if as_of is None else _Standing(store, as_of)
    distance, truncated = _spread(store, key, depth, "in", RESTS, limit, standing)
    return Neighbourhood(_nodes(store, distance), _edges(store, list(distance), RESTS), truncated)


def paths(store: Store, start: str, end: str, *, depth: int = MAX_DEPTH, directed: bool = False, limit: int = 10) -> Paths:
    """The shortest ways from one document to the other, at most `limit` of them; `directed` follows citations only forward. Raises NotFound."""
    for key in (start, end):
        _must_be(store, key)
    depth = max(1, min(depth, 2 * MAX_DEPTH))
    sides: tuple[dict[str, set[str]], dict[str, set[str]]] = ({start: set()}, {end: set()})
    levels: list[set[str]] = [{start}, {end}]
    ways: tuple[Direction, Direction] = ("out", "in") if directed else ("both", "both")
    steps, truncated = 0, False
    while steps < depth and all(levels) and not set(sides[0]) & set(sides[1]):
        turn = 0 if len(levels[0]) <= len(levels[1]) else 1
        found: dict[str, set[str]] = {}
        for node in sorted(levels[turn]):
            for other in _steps(store, [node], ways[turn], (), _FEW):
                if other not in sides[turn]:
                    found.setdefault(other, set()).add(node)
        sides[turn].update(found)
        levels[turn] = set(found)
        steps += 1
        if sum(map(len, sides)) > MAX_VISITED:
            truncated = True
            break
    meeting = sorted(set(sides[0]) & set(sides[1]))
    ways_there = [[*reversed(left), *right[1:]] for middle in meeting for left in _back(middle, sides[0], limit) for right in _back(middle, sides[1], limit)]
    shortest = min(map(len, ways_there), default=0)
    chosen = sorted(way for way in ways_there if len(way) == shortest)[: max(1, limit)]
    return Paths(chosen, _edges(store, sorted({key for way in chosen for key in way}), ()), truncated or len(ways_there) > len(chosen))


def _back(node: str, parents: dict[str, set[str]], limit: int) -> Iterator[list[str]]:
    """Ways from `node` back to where its side began, at most `limit`."""
    waiting, given = [[node]], 0
    while waiting and given < limit:
        way = waiting.pop()
        before = sorted(parents[way[-1]], reverse=True)
        if not before:
            given += 1
            yield way
        waiting += [[*way, parent] for parent in before]


class _Standing:
    """Whether a document is issued and still in force on a day."""

    def __init__(self, store: Store, day: str) -> None:
        self._store, self._day = store, calendar_day(store, day)

    def keep(self, keys: Iterable[str]) -> set[str]:
        asked = list(keys)
        kept: set[str] = set()
        for start in range(0, len(asked), _FEW):
            some = asked[start : start + _FEW]
            marks = ", ".join("?" * len(some))
            rows = self._store.connection.execute(
                f"SELECT key FROM v_status WHERE as_of = ? AND key IN ({marks}) AND status NOT IN ('not_yet', 'replaced', 'repealed', 'expired')", (self._day, *some)
            )
            kept |= {row[0] for row in rows}
        return kept


def _spread(
    store: Store, key: str, depth: int, direction: Direction, relations: tuple[str, ...], limit: int, standing: _Standing | None = None
) -> tuple[dict[str, int], bool]:
    """Breadth first: each document is expanded once, so a hub costs its own edges and no more. Key -> steps, and whether there was more."""
    _must_be(store, key)
    depth, limit = max(0, min(depth, MAX_DEPTH)), max(1, min(limit, MAX_NODES))
    distance = {key: 0}
    frontier = [key]
    for step in range(1, depth + 1):
        following: list[str] = []
        for node in frontier:
            others = [other for other in _steps(store, [node], direction, relations, limit + 1) if other not in distance]
            standing_ones = standing.keep(others) if standing is not None and others else None
            for other in others:
                if other in distance or (standing_ones is not None and other not in standing_ones):
                    continue
                if len(distance) >= limit:
                    return distance, True
                distance[other] = step
                following.append(other)
        frontier = following
    return distance, False


def _must_be(store: Store, key: str) -> None:
    if store.connection.execute("SELECT 1 FROM documents WHERE key = ?", (key,)).fetchone() is None:
        raise no_document(key)


def _nodes(store: Store, distance: dict[str, int]) -> list[dict[str, Any]]:
    marks = ", ".join("?" * len(distance))
    rows = store.records(f"SELECT key, held, type, number, date, issuer, subject FROM documents WHERE key IN ({marks})", list(distance))
    return sorted((row | {"distance": distance[row["key"]]} for row in rows), key=lambda node: (node["distance"], node["key"]))


def _edges(store: Store, keys: list[str], relations: tuple[str, ...]) -> list[dict[str, Any]]:
    """All edges between these documents. The plus keeps SQLite from walking all that cite a hub: each one's own citations are few."""
    if not keys:
        return []
    marks, chosen = ", ".join("?" * len(keys)), f" AND +r.relation IN ({', '.join('?' * len(relations))})" if relations else ""
    return store.records(
        "SELECT r.from_key AS source_key, r.relation, r.to_key AS target_key, r.document_key AS stated_by FROM relations r "
        f"WHERE r.from_key IN ({marks}) AND +r.to_key IN ({marks}) AND r.from_key <> r.to_key{chosen} ORDER BY 1, 2, 3, 4", [*keys, *keys, *relations],
    )  # fmt: skip


def _steps(store: Store, keys: list[str], direction: Direction, relations: tuple[str, ...], limit: int) -> list[str]:
    ways = {"out": ("from_key", "to_key"), "in": ("to_key", "from_key")}
    chosen = f" AND r.relation IN ({', '.join('?' * len(relations))})" if relations else ""
    found: list[str] = []
    for way, (here, there) in ways.items():
        if direction in (way, "both"):
            for key in keys:
                sql = f"SELECT DISTINCT r.{there} FROM relations r WHERE r.{here} = ?{chosen} ORDER BY 1 LIMIT ?"
                found += [row[0] for row in store.connection.execute(sql, [key, *relations, limit])]
    return found
