"""Pages of lists: cursors that mean nothing to whoever holds them, answers with some fields only."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

from fastapi import Query, Request, Response
from pydantic import BaseModel

from api.problems import Refused
from api.shapes import Page
from corpus.store import Store, read

_MOST_KEPT = 128 * 1024
"""Bytes of an answer that is worth its place in memory."""
Cursor = Annotated[str | None, Query(max_length=2000, description="`next` of the page before; goes on behind its last row, whatever was written meanwhile")]
T = TypeVar("T", bound=BaseModel)


def encode(sort: str, place: tuple[Any, ...] | None) -> str | None:
    """A place in a list as an opaque word."""
    if place is None:
        return None
    return base64.urlsafe_b64encode(json.dumps([sort, *place], ensure_ascii=False, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(cursor: str | None, sort: str, length: int) -> tuple[Any, ...] | None:
    """The place behind a cursor of this list and order. Raises Refused (404) for any other."""
    if cursor is None:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        found = None
    plain = isinstance(found, list) and all(v is None or isinstance(v, str) or (isinstance(v, int | float) and abs(v) < 2**53) for v in found)
    if not plain or len(found) != length + 1 or found[0] != sort:
        raise Refused(404, "cursor_not_found", "Con trỏ trang không đúng với danh sách này.", "The cursor is none of this list.")
    return tuple(found[1:])


def fields_of(model: type[BaseModel]) -> Any:
    """A query parameter: names of the record's fields, with commas between."""
    names = "|".join(model.model_fields)
    first = ",".join(list(model.model_fields)[:2])
    return Query(pattern=rf"^({names})(,({names}))*$", max_length=1000, examples=[first], description="Only these fields, with commas between")


def answer(found: read.Page, model: type[T], sort: str = "", fields: str | None = None) -> Response:
    """A page as JSON."""
    page = Page[model](  # type: ignore[valid-type]
        items=[model.model_validate(item) for item in found.items], total=found.total if found.total >= 0 else None, limit=found.limit, offset=found.offset,
        next=encode(sort, found.next),
    )  # fmt: skip
    return as_json(page, None if fields is None else {"items": {"__all__": set(fields.split(","))}, **dict.fromkeys(("total", "limit", "offset", "next"), True)})


def once(store: Store, request: Request, made: Callable[[], Response]) -> Response:
    """The answer to an address, made once while nobody writes: who watches a list asks the same every minute. Only for what is the same for every reader."""
    asked = request.scope["path"], request.scope["query_string"]
    kept: bytes | None = None if store.kept is None else store.kept.get(asked)
    if kept is not None:
        return Response(kept, media_type="application/json")
    response = made()
    if store.kept is not None and len(response.body) <= _MOST_KEPT:
        store.remember(asked, bytes(response.body))
    return response


def as_json(model: BaseModel, include: Mapping[str, Any] | None = None) -> Response:
    """A model as it stands: what is made here needs no second look."""
    return Response(model.model_dump_json(include=include), media_type="application/json")
