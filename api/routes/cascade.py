"""From the order to the plans below it."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access import needs
from api.dependencies import StoreOf
from api.shapes import CascadeReport
from corpus.graph import report

router = APIRouter(dependencies=[needs("read")])


@router.get("/cascade", tags=["graph"])
def cascade(store: StoreOf, document: Annotated[str, Query(max_length=300, examples=["song-lam/qd-ubnd/2026/412"])]) -> CascadeReport:
    """Which tasks of held plans carry out which of this document's, what is otherwise than ordered, what nobody has taken up."""
    return CascadeReport.model_validate(report(store, document), from_attributes=True)
