"""How documents, units and targets hang together; search over all of it."""

import tempfile
from datetime import UTC, datetime
from typing import IO, Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from api.access import needs
from api.dependencies import Key, Limit, Offset, StoreOf, Words
from api.lookup import look_up
from api.paging import Cursor, answer, as_json, decode, once
from api.shapes import CitationRecord, EdgeRecord, Hits, LookupAnswer, LookupRequest, Neighbourhood, Page, TargetRecord, TaskRecord, UnitSummary
from corpus.exports import Request as ExportRequest
from corpus.exports import export
from corpus.graph import walk as around
from corpus.search import Narrow
from corpus.search import facets as count
from corpus.search import search as find
from corpus.store import read
from corpus.store.errors import NotFound
from models.vocabulary import DocumentType, Relation, ResolutionStatus

router = APIRouter(dependencies=[needs("read")])
UnitKey = Annotated[str, Path(max_length=300, examples=["sở nội vụ"])]
CALENDAR: dict[int | str, dict[str, Any]] = {200: {"content": {"text/calendar": {"schema": {"type": "string"}}}, "description": "iCalendar"}}


@router.get("/search", tags=["search"], response_model=Hits)
def search(
    store: StoreOf, q: Annotated[str, Query(min_length=1, max_length=300, examples=["ho so dien tu"])], limit: Annotated[int, Query(ge=1, le=200)] = 20,
    kind: Literal["document", "task"] | None = None, type: DocumentType | None = None,
    year: Annotated[str | None, Query(pattern=r"^[0-9]{4}$", examples=["2026"])] = None, issuer: Words = None,
    facets: Annotated[bool, Query(description="Also count what was found by kind, type, year and issuer")] = False,
) -> Response:  # fmt: skip
    """Documents and tasks by words, with or without marks, or by number in any spelling; a phrase in double quotes stays together."""
    narrow = Narrow(kind, type, year, issuer)
    hits = find(store, q, limit=limit, narrow=narrow)
    found = {"items": hits, "newest_only": hits.newest_only, "facets": count(store, q, narrow=narrow) if facets else None}
    return as_json(Hits.model_validate(found, from_attributes=True))


@router.get("/citations", tags=["citations"], response_model=Page[CitationRecord])
def citations(
    store: StoreOf, document: Words = None, target: Words = None, relation: Relation | None = None, resolution: ResolutionStatus | None = None,
    limit: Limit = 50, offset: Offset = 0, cursor: Cursor = None,
) -> Response:  # fmt: skip
    """Mentions of documents: `document` is the citing key, `target` the cited one."""
    after = decode(cursor, "citations", 2)
    found = read.citations(store, document=document, target=target, relation=relation, resolution=resolution, limit=limit, offset=offset, after=after)
    return answer(found, CitationRecord, "citations")


@router.post("/citations/lookup", tags=["citations"])
def lookup(store: StoreOf, asked: LookupRequest) -> LookupAnswer:
    """Every citation in a pasted text, and which document of the collection it means. Nothing of the text is kept."""
    found, content = look_up(store, asked.text)
    return LookupAnswer.model_validate({"text": content, "citations": found}, from_attributes=True)


@router.get("/documents/{key:path}/neighbours", tags=["graph"], response_model=Neighbourhood)
def neighbours(
    store: StoreOf, key: Key, depth: Annotated[int, Query(ge=1, le=4)] = 1, direction: Literal["out", "in", "both"] = "both",
    relation: Annotated[list[Relation] | None, Query(max_length=20)] = None, limit: Limit = 200,
) -> Response:  # fmt: skip
    """The documents that this one reaches in a few steps: `out` along its own citations, `in` against them."""
    found = around.neighbours(store, key, depth=depth, direction=direction, relations=tuple(relation or ()), limit=limit)
    return as_json(Neighbourhood.model_validate(found, from_attributes=True))


@router.get("/relations", tags=["graph"], response_model=Page[EdgeRecord])
def relations(store: StoreOf, document: Words = None, limit: Limit = 50, offset: Offset = 0, cursor: Cursor = None) -> Response:
    """Edges between documents; `document` is at either end."""
    return answer(read.relations(store, document=document, limit=limit, offset=offset, after=decode(cursor, "relations", 4)), EdgeRecord, "relations")


@router.get("/targets", tags=["targets"], response_model=Page[TargetRecord])
def targets(
    store: StoreOf, document: Words = None, task: Annotated[str | None, Query(max_length=500)] = None, text: Words = None, limit: Limit = 50,
    offset: Offset = 0, cursor: Cursor = None,
) -> Response:  # fmt: skip
    """Numeric targets in the order of their documents."""
    found = read.targets(store, document=document, task=task, text=text, limit=limit, offset=offset, after=decode(cursor, "targets", 2))
    return answer(found, TargetRecord, "targets")


@router.get("/units", tags=["units"], response_model=Page[UnitSummary])
def units(request: Request, store: StoreOf, text: Words = None, limit: Limit = 50, offset: Offset = 0, cursor: Cursor = None) -> Response:
    """Units that act in tasks, the busiest first; `text` is a part of the name, marks may be left out."""
    after = decode(cursor, "units", 3)
    return once(store, request, lambda: answer(read.units(store, text=text, limit=limit, offset=offset, after=after), UnitSummary, "units"))


@router.get("/units/{key:path}/calendar.ics", tags=["units"], response_class=Response, responses=CALENDAR)
def unit_calendar(store: StoreOf, key: UnitKey) -> Response:
    """The unit's deadlines as a calendar to subscribe to; calendar programs give the API key as the password (HTTP Basic)."""
    _unit(store, key)
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=8 << 20)  # noqa: SIM115
    with out:
        export("ics", store, ExportRequest(datetime.now(UTC), read.TaskFilter(unit=key)), out)  # type: ignore[arg-type]
        out.seek(0)
        return Response(out.read(), media_type="text/calendar; charset=utf-8")


@router.get("/units/{key:path}/tasks", tags=["units"], response_model=Page[TaskRecord])
def unit_tasks(request: Request, store: StoreOf, key: UnitKey, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """What a unit has to do, in whichever role, the soonest due first."""
    _unit(store, key)
    after = decode(cursor, "due", len(read.TASK_SORTS["due"]))
    return once(store, request, lambda: answer(read.tasks(store, read.TaskFilter(unit=key), limit=limit, after=after), TaskRecord, "due"))


def _unit(store: Any, key: str) -> None:
    if store.connection.execute("SELECT 1 FROM units WHERE key = ?", (key,)).fetchone() is None:
        raise NotFound("unit_not_found", "Không có đơn vị này.", "No such unit.")

