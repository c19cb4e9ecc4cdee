"""Documents, their parts, their pages, their originals."""

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from api.access import needs
from api.dependencies import Day, JobsOf, Key, Limit, Offset, StoreOf, Words
from api.marks import marks_of
from api.paging import Cursor, answer, decode, fields_of, once
from api.shapes import DocumentSummary, Page, PageBox, PageBoxes, SectionRecord, SparsePage
from corpus.store import read
from corpus.store.errors import NotFound, no_document
from models import Document
from models.vocabulary import DocumentType
from parser.options import Options
from parser.readers.page_image import page_image

_BEHIND_TASKS = {"citation": 1, "target": 2}
"""Where boxes of these kinds stand in an answer."""
router = APIRouter(tags=["documents"], dependencies=[needs("read")])
removal_router = APIRouter(tags=["documents"], dependencies=[needs("admin")])
Number = Annotated[int, Path(ge=1, le=100_000)]
PNG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}, "description": "PNG"}}
ANY: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}, "description": "The bytes as uploaded"}}


@router.get("/documents", response_model=Page[DocumentSummary] | SparsePage)
def documents(
    request: Request, store: StoreOf, held: bool | None = True, type: DocumentType | None = None, number: Words = None, issuer: Words = None, text: Words = None,
    date_after: Day = None, date_before: Day = None, sort: Literal["-date", "date", "key"] = "-date", limit: Limit = 50, offset: Offset = 0,
    cursor: Cursor = None, fields: Annotated[str | None, fields_of(DocumentSummary)] = None,
) -> Response:  # fmt: skip
    """Documents, newest first; `held=false` gives those that are only cited. Days are inclusive."""
    after = decode(cursor, sort, len(read.DOCUMENT_SORTS[sort]))

    def made() -> Response:
        found = read.documents(
            store, held=held, type=type, number=number, issuer=issuer, text=text, date_after=date_after, date_before=date_before, limit=limit, offset=offset,
            sort=sort, after=after,
        )  # fmt: skip
        return answer(found, DocumentSummary, sort, fields)

    return once(store, request, made)


@router.get("/documents/{key:path}/sections", response_model=list[SectionRecord])
def sections(store: StoreOf, key: Key) -> list[dict[str, Any]]:
    """The section tree in text order, each with its depth and parent."""
    found = store.records("SELECT * FROM sections WHERE document_key = ? ORDER BY position", (key,))
    if not found:
        read.document_json(store, key)
    return found


@router.get("/documents/{key:path}/pages/{page}/image", response_class=Response, responses=PNG)
def page_picture(store: StoreOf, jobs: JobsOf, key: Key, page: Number, dpi: Annotated[int, Query(ge=36, le=300)] = 100) -> Response:
    """A page as a picture."""
    sha256, filename = _file(store, key, page)
    image = page_image(jobs.originals.read(sha256), filename, page, dpi, Options(isolate=True, max_seconds=60))
    return Response(image.png, media_type="image/png")


@router.get("/documents/{key:path}/pages/{page}", response_model=PageBoxes)
def page_boxes(store: StoreOf, key: Key, page: Number) -> PageBoxes:
    """What was recognised on a page, with its boxes."""
    document = Document.model_validate_json(read.document_json(store, key))
    if document.source.pages is None or page > document.source.pages:
        raise _no_page()
    origin = next((record.text_origin for record in document.source.page_records if record.page == page), None)
    boxes = [
        PageBox(kind=mark.kind, id=mark.owner, x0=x0, top=top, x1=x1, bottom=bottom)
        for mark in sorted(marks_of(document), key=lambda mark: _BEHIND_TASKS.get(mark.kind, 0))
        if mark.kind != "warning"
        for number, x0, top, x1, bottom in mark.boxes
        if number == page
    ]
    return PageBoxes(page=page, text_origin=origin, boxes=boxes)


@router.get("/documents/{key:path}/original", response_class=Response, responses=ANY)
def original(store: StoreOf, jobs: JobsOf, key: Key) -> Response:
    """The file as it was uploaded, checked against its hash."""
    sha256, filename = _file(store, key)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(filename)}", "ETag": f'"{sha256}"'}
    return Response(jobs.originals.read(sha256), media_type="application/octet-stream", headers=headers)


@router.get("/documents/{key:path}", response_model=Document)
def document(store: StoreOf, key: Key) -> Response:
    """The Document: what one dispatch says, every value with its place."""
    return Response(read.document_json(store, key), media_type="application/json")


@removal_router.delete("/documents/{key:path}", status_code=204)
def remove_document(request: Request, key: Key) -> Response:
    """Delete a document with all that came from it: rows, corrections, originals, jobs, what the feed said of it."""
    request.app.state.removal(key)
    return Response(status_code=204)


def _no_page() -> NotFound:
    return NotFound("no_such_page", "Văn bản không có trang này.", "The document has no such page.")


def _file(store: Any, key: str, page: int | None = None) -> tuple[str, str]:
    row = store.connection.execute("SELECT sha256, filename, pages FROM files WHERE document_key = ? AND is_primary = 1", (key,)).fetchone()
    if row is None:
        raise no_document(key)
    if page is not None and page > (row["pages"] or 0):
        raise _no_page()
    return row["sha256"], row["filename"]
