"""Search: words with and without marks, numbers in any spelling, hits in their context."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.dependencies import StoreOf
from api.web.render import page
from corpus.search import Found, search

router = APIRouter(default_response_class=HTMLResponse)
_SHOWN = 50


@router.get("/search")
def searching(request: Request, store: StoreOf, q: Annotated[str, Query(max_length=300)] = "") -> Response:
    """What was found for `q`; an empty question shows how to ask."""
    hits = search(store, q, limit=_SHOWN) if q.strip() else Found()
    return page(request, "search.html", q=q, hits=hits, shown=_SHOWN)
