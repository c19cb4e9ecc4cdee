"""The web of documents: what a dispatch rests on and what rests on it, drawn and walkable; what is cited and nobody has brought in."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.dependencies import Key, StoreOf
from api.web.labels import RELATIONS
from api.web.render import page, words
from corpus.graph import report
from corpus.graph.walk import neighbours
from corpus.store import Store, read
from parser.errors import StoreError

router = APIRouter(default_response_class=HTMLResponse)
_WIDTH, _HEIGHT, _ACROSS, _DOWN, _BESIDE = 230, 58, 350, 74, 130
_MOST = 80
_LINE = 30
"""Letters in a line of a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """A document as it is drawn; `x`, `y` its upper left corner."""

    key: str
    x: int
    y: int
    lines: tuple[str, ...]
    kind: str
    whole: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A relation as it is drawn, from the document that states it."""

    path: str
    label: str
    x: float
    y: float
    kind: str


@router.get("/graph")
def graph(request: Request, store: StoreOf) -> Response:
    """Where to begin: documents that are cited most and nobody has brought in, documents that others rest on."""
    missing = store.records("SELECT * FROM v_missing_documents LIMIT 50")
    return page(request, "graph.html", missing=missing, documents=read.documents(store, limit=20).items)


@router.get("/graph/{key:path}")
def around(
    request: Request, store: StoreOf, key: Key, depth: Annotated[int, Query(ge=1, le=3)] = 1, direction: Literal["out", "in", "both"] = "both"
) -> Response:
    """The neighbourhood of a document as a picture, and the same as a list."""
    try:
        found = neighbours(store, key, depth=depth, direction=direction, limit=_MOST)
    except StoreError as error:
        return page(request, "fault.html", error.status, error=error)
    _ = words(request)
    boxes, arrows, size = drawn(key, found.nodes, found.edges, {name: _(label) for name, label in RELATIONS.items()})
    names = {node["key"]: node["number"] or node["subject"] or node["key"] for node in found.nodes}
    return page(
        request, "around.html", key=key, title=names[key], boxes=boxes, arrows=arrows, width=size[0], height=size[1], edges=found.edges, names=names,
        truncated=found.truncated, depth=depth, direction=direction, held={n["key"] for n in found.nodes if n["held"]}, cascade=_cascade(store, key),
    )  # fmt: skip


def _cascade(store: Store, key: str) -> list[dict[str, Any]]:
    """The tasks of a document with the tasks below that carry each out; a task that nobody took up has none. Empty where nothing below carries any out."""
    found = report(store, key)
    if not found.links:
        return []
    tasks: dict[str, dict[str, Any]] = {}
    for link in found.links:
        task = tasks.setdefault(link["above_id"], {"ref": link["above_ref"], "title": link["above_task"], "position": link["above_position"], "below": []})
        task["below"].append(link)
    alone = [{"ref": task["ref"], "title": task["task"], "position": task["position"], "below": []} for task in found.not_taken_up]
    return sorted((*tasks.values(), *alone), key=lambda task: task["position"])


def drawn(centre: str, nodes: list[dict[str, Any]], edges: list[dict[str, Any]], labels: dict[str, str]) -> tuple[list[Box], list[Arrow], tuple[int, int]]:
    """Boxes in columns: what the centre rests on to the left, what rests on it to the right, by the number of steps."""
    column = {centre: 0}
    frontier = [centre]
    while frontier:
        following = []
        for key in frontier:
            for edge in edges:
                for here, there, way in (("source_key", "target_key", -1), ("target_key", "source_key", 1)):
                    if edge[here] == key and edge[there] not in column and (column[key] == 0 or column[key] * way > 0):
                        column[edge[there]] = column[key] + way
                        following.append(edge[there])
        frontier = following
    for node in nodes:
        column.setdefault(node["key"], 1)
    columns: dict[int, list[dict[str, Any]]] = {}
    for node in nodes:
        columns.setdefault(column[node["key"]], []).append(node)
    tallest = max(len(column) for column in columns.values())
    first = min(columns)
    place: dict[str, tuple[int, int]] = {}
    for number, inside in columns.items():
        top = (tallest - len(inside)) * _DOWN // 2
        for row, node in enumerate(sorted(inside, key=lambda n: (not n["held"], n["key"]))):
            place[node["key"]] = ((number - first) * _ACROSS + 10, top + row * _DOWN + 10)
    boxes = [
        Box(node["key"], *place[node["key"]], _wrapped(node), "centre" if node["key"] == centre else "held" if node["held"] else "cited", node["subject"] or "")
        for node in nodes
    ]
    joined: dict[tuple[str, str], list[str]] = {}
    for edge in edges:
        joined.setdefault((edge["source_key"], edge["target_key"]), []).append(labels[edge["relation"]])
    arrows = [_arrow(place[a], place[b], ", ".join(dict.fromkeys(names)), column[a], column[b]) for (a, b), names in joined.items() if a != b]
    beside = any(arrow.kind == "same" for arrow in arrows) * _BESIDE
    return boxes, arrows, ((max(columns) - first) * _ACROSS + _WIDTH + 20 + beside, tallest * _DOWN + 10)


def _arrow(a: tuple[int, int], b: tuple[int, int], label: str, from_column: int, to_column: int) -> Arrow:
    """From the nearer side of one box to the nearer side of the other; inside a column around its right edge. Its name stands where fewer arrows meet."""
    (ax, ay), (bx, by) = (a[0], a[1] + _HEIGHT // 2), (b[0], b[1] + _HEIGHT // 2)
    if from_column == to_column:
        x = ax + _WIDTH
        return Arrow(f"M{x} {ay} C{x + 60} {ay} {x + 60} {by} {x} {by}", label, x + 48, (ay + by) / 2, "same")
    left = bx < ax
    x1, x2 = (ax, bx + _WIDTH) if left else (ax + _WIDTH, bx)
    half = (x1 + x2) / 2
    outer_is_end = abs(to_column) >= abs(from_column)
    x, y = (x2, by) if outer_is_end else (x1, ay)
    right_of = left == outer_is_end
    return Arrow(f"M{x1} {ay} C{half} {ay} {half} {by} {x2} {by}", label, x + (14 if right_of else -14), y - 6, "left" if right_of else "right")


def _wrapped(node: dict[str, Any]) -> tuple[str, ...]:
    """A document in two lines: its number, and the beginning of what it is about."""
    about = node["subject"] or node["issuer"] or ""
    short = about if len(about) <= _LINE else about[: _LINE - 1].rstrip() + "…"
    return (node["number"] or node["key"], short)
