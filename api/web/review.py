"""One dispatch beside its paper: what was understood, each value with its words, to be agreed to or put right."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from annotations.reference_format import as_reference
from api import review as desk
from api.access import CallerOf, needs
from api.dependencies import StoreOf
from api.web.edits import changes
from api.web.items import Item, boxes, view
from api.web.labels import CONFLICTS
from api.web.pieces import pieces
from api.web.render import page
from corpus.store import Correction, Store, corrections, open_store, read, seen_by
from models import Document
from parser.errors import ChidaoError, StoreError

router = APIRouter(default_response_class=HTMLResponse)
_DIGITS = 18
"""Of a number that SQLite can hold."""


def page_values(document: Document, held: set[str], history: list[Correction] | None = None, by: dict[str, str] | None = None, *, editable: bool = False) -> dict[str, Any]:
    """What the template of one dispatch is given."""
    paged = [p for p in document.source.page_records if p.width and p.height]
    return {
        "view": view(document, held, history or [], by or {}, editable=editable), "document": document, "pieces": pieces(document), "paged": paged,
        "boxes": boxes(document), "edited": None, "typed": {}, "fault": None, "conflict_names": CONFLICTS,
    }  # fmt: skip


def _values(request: Request, store: Store, key: str) -> dict[str, Any]:
    document = Document.model_validate_json(read.document_json(store, key))
    keys = sorted({c.target_key for c in document.citations if c.target_key})
    values = page_values(document, read.held_keys(store, keys), corrections(store, key), seen_by(store, key), editable=True)
    try:
        request.app.state.jobs.originals.path(document.source.sha256)
    except StoreError:
        values["paged"] = []  # read from a folder by `chidao ingest`: there is no file to draw pages from
    return values


@router.get("/documents/{key:path}/reference.json")
def reference(store: StoreOf, key: str) -> Response:
    """What people made of this dispatch, as a reference annotation that `chidao evaluate` takes."""
    document = Document.model_validate_json(read.document_json(store, key))
    name = document.source.filename.rpartition(".")[0] or "van-ban"
    body = json.dumps(as_reference(document), ensure_ascii=False, indent=1)
    return Response(body, media_type="application/json", headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.json"})


@router.get("/documents/{key:path}")
def document(request: Request, store: StoreOf, key: str, edit: str = "") -> Response:
    """One dispatch: its paper with the evidence marked, beside what was understood. `edit`: the path of the item in its form."""
    try:
        values = _values(request, store, key)
    except StoreError as error:
        return page(request, "fault.html", error.status, error=error)
    return page(request, "document.html", **(values | {"edited": edit or None}))


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form, whatever item it edits. Read here, so that the route itself may wait for the database in a thread."""
    return {name: str(value)[:20_000] for name, value in (await request.form()).items()}


FieldsOf = Annotated[dict[str, str], Depends(_fields)]


@router.post("/documents/{key:path}/corrections", dependencies=[needs("review")])
def put_right(
    request: Request, caller: CallerOf, form: FieldsOf, key: str, action: Annotated[str, Form(max_length=20)], path: Annotated[str, Form(max_length=300)] = ""
) -> Response:
    """Agree, edit, reject, split, merge, add, undo. What was typed and not understood comes back with what would be."""
    settings = request.app.state.settings
    with open_store(settings.store) as store:
        try:
            key, at = _act(store, key, action, path, form, caller.name)
        except KeyError:
            return page(request, "fault.html", 404, error=StoreError("item_not_found", "Mục này không còn trong văn bản.", "The document has no such item."))
        except StoreError as error:
            return page(request, "fault.html", error.status, error=error)
        except ChidaoError as error:
            values = _values(request, store, key)
            return page(request, "document.html", error.status, **(values | {"edited": path, "typed": form, "fault": error}))
    return RedirectResponse(f"/documents/{key}" + (f"#{at}" if at else ""), 303)


def _act(store: Store, key: str, action: str, path: str, form: dict[str, str], who: str) -> tuple[str, str]:
    """Do what was asked; the document's key after it, and where on the page to go on."""
    if action == "undo":
        number = form.get("correction", "")
        return desk.undo(store, key, int(number) if number.isdecimal() and len(number) <= _DIGITS else -1), ""
    document = Document.model_validate_json(read.document_json(store, key))
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    made = list(changes(document, action, path, form))
    if made:
        key = desk.correct(store, key, made, by=who, at=moment, reason=form.get("reason") or None)
    at = Item(path, "", "", ()).id if path and action in ("edit", "accept", "merge") else ""
    return key, at
