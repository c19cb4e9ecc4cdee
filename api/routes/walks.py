"""Ways between documents, what rests on one, what is in force on a day, what carries the whole graph."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from api.access import needs
from api.dependencies import Day, Key, Limit, Offset, StoreOf
from api.shapes import Answer, EdgeRecord, Neighbourhood
from corpus.graph import effect, shape, walk

router = APIRouter(dependencies=[needs("read")], tags=["graph"])
_MOST = 1_000_000
"""Edges of a graph that is still looked at as a whole in a request."""
Depth = Annotated[int, Query(ge=1, le=walk.MAX_DEPTH)]
End = Annotated[str, Query(min_length=1, max_length=300, examples=["qd-byt/2023/1710"])]
OnDay = Annotated[str, Query(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2026-06-30"])]


class PathsAnswer(Answer):
    """The shortest ways: keys from the first document to the last; `truncated` when there were more, or the search gave up."""

    paths: list[list[str]]
    edges: list[EdgeRecord]
    truncated: bool


class BasisChangedRecord(Answer):
    """A basis that was replaced or repealed, `changed` before the document was issued or since; `task_ids` that name it."""

    basis_key: str
    rests_by: str
    change: str
    by_key: str
    day: str | None = None
    changed: Literal["before", "since"]
    stated_by: str
    task_ids: list[str]


class StatusAnswer(Answer):
    """A document on a day, with the edge that says so (`by_key` does `relation` to it, `stated_by` says it)."""

    key: str
    as_of: str
    status: Literal["not_yet", "in_force", "amended", "replaced", "repealed", "expired", "unknown"]
    label: str
    since: str | None = None
    by_key: str | None = None
    relation: str | None = None
    stated_by: str | None = None
    basis_changed: list[BasisChangedRecord] = Field(default_factory=list)


class EventRecord(Answer):
    """What happened: issued, in_force, ended, or a relation with `other` (`way` out: this document acts)."""

    day: str
    what: str
    way: Literal["out", "in"] | None = None
    other: str | None = None
    other_number: str | None = None
    stated_by: str | None = None


class CentralRecord(Answer):
    """`rank` is PageRank times the number of documents: 1 is the mean."""

    key: str
    number: str | None = None
    subject: str | None = None
    held: bool
    rank: float
    cited_by: int


class ComponentRecord(Answer):
    """Documents that hang together; `keys` the first of them."""

    size: int
    held: int
    keys: list[str]


class LinkRecord(Answer):
    """What the graph takes a stated key to be, where that is not simply the stated key."""

    status: Literal["resolved", "ambiguous", "suspected_typo", "same_work"]
    stated_key: str
    stated_number: str | None = None
    stated_date: str | None = None
    stated_subject: str | None = None
    target_key: str | None = None
    target_number: str | None = None
    score: float
    reason: str
    rule: str
    candidates: str | None = None
    cited_by: int


@router.get("/documents/{key:path}/rests-on")
def rests_on(store: StoreOf, key: Key, as_of: Day = None, depth: Depth = walk.MAX_DEPTH, limit: Annotated[int, Query(ge=1, le=walk.MAX_NODES)] = 500) -> Neighbourhood:
    """Everything that rests on a document, directly or not; `as_of`: what was issued by that day and still in force on it."""
    return Neighbourhood.model_validate(walk.rests_on(store, key, as_of=as_of, depth=depth, limit=limit), from_attributes=True)


@router.get("/documents/{key:path}/timeline")
def timeline(store: StoreOf, key: Key, limit: Limit = 200) -> list[EventRecord]:
    """What happened to and around a document, the earliest first."""
    return [EventRecord.model_validate(event, from_attributes=True) for event in shape.timeline(store, key, limit=limit)]


@router.get("/documents/{key:path}/status")
def status(store: StoreOf, key: Key, as_of: OnDay) -> StatusAnswer:
    """Is a document in force on a day, what says so, and which of its own bases have been replaced?"""
    found = StatusAnswer.model_validate(effect.status(store, key, as_of), from_attributes=True)
    changed = [BasisChangedRecord.model_validate(b, from_attributes=True) for b in effect.basis_changed(store, key)]
    return found.model_copy(update={"basis_changed": changed})


@router.get("/graph/paths")
def paths(
    store: StoreOf, start: End, end: End, depth: Annotated[int, Query(ge=1, le=2 * walk.MAX_DEPTH)] = walk.MAX_DEPTH, directed: bool = False,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> PathsAnswer:  # fmt: skip
    """The shortest ways between two documents."""
    return PathsAnswer.model_validate(walk.paths(store, start, end, depth=depth, directed=directed, limit=limit), from_attributes=True)


@router.get("/graph/central")
def central(store: StoreOf, limit: Limit = 20) -> list[CentralRecord]:
    """The documents that others rest on most."""
    return [CentralRecord.model_validate(c, from_attributes=True) for c in shape.centrality(store, limit=limit, most=_MOST)]


@router.get("/graph/components")
def components(store: StoreOf, limit: Limit = 20) -> list[ComponentRecord]:
    """Groups of documents without an edge between them, the largest first."""
    return [ComponentRecord.model_validate(c, from_attributes=True) for c in shape.components(store, limit=limit, most=_MOST)]


@router.get("/links")
def links(
    store: StoreOf, status: Literal["resolved", "ambiguous", "suspected_typo", "same_work"] | None = None, limit: Limit = 50, offset: Offset = 0
) -> list[LinkRecord]:
    """Stated numbers that the graph takes for a held document, cannot decide, or holds for a slip of the pen (proposed, never merged)."""
    rows = store.connection.execute("SELECT * FROM v_links WHERE ? IS NULL OR status = ? LIMIT ? OFFSET ?", (status, status, limit, offset))
    return [LinkRecord.model_validate(dict(row)) for row in rows]
