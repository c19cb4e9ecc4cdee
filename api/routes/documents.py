"""Documents, their citations and what stands around them."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from api.dependencies import Limit, Offset, StoreOf, Words
from api.shapes import CitationRecord, DocumentSummary, Neighbourhood, Page
from corpus.store import graph, read
from models import Document
from models.vocabulary import DocumentType, Relation

router = APIRouter(tags=["documents"])


@router.get("/documents")
def documents(
    store: StoreOf, held: bool | None = True, type: DocumentType | None = None, number: Words = None, issuer: Words = None, text: Words = None,
    limit: Limit = 50, offset: Offset = 0,
) -> Page[DocumentSummary]:  # fmt: skip
    """Documents, newest first; `held=false` gives those that are only cited."""
    found = read.documents(store, held=held, type=type, number=number, issuer=issuer, text=text, limit=limit, offset=offset)
    return Page[DocumentSummary].model_validate(found, from_attributes=True)


@router.get("/documents/{key:path}/neighbours")
def neighbours(
    store: StoreOf, key: str, depth: Annotated[int, Query(ge=1, le=4)] = 1, direction: Literal["out", "in", "both"] = "both",
    relation: Annotated[list[Relation] | None, Query()] = None, limit: Limit = 200,
) -> Neighbourhood:  # fmt: skip
    """The documents that this one reaches in a few steps: `out` along its own citations, `in` against them."""
    found = graph.neighbours(store, key, depth=depth, direction=direction, relations=tuple(relation or ()), limit=limit)
    return Neighbourhood.model_validate(found, from_attributes=True)


@router.get("/documents/{key:path}", response_model=Document)
def document(store: StoreOf, key: str) -> Response:
    """The Document: what one dispatch says, every value with its place."""
    return Response(read.document_json(store, key), media_type="application/json")


@router.get("/citations")
def citations(
    store: StoreOf, document: Words = None, target: Words = None, relation: Relation | None = None, limit: Limit = 50, offset: Offset = 0
) -> Page[CitationRecord]:
    """Mentions of documents: `document` is the citing key, `target` the cited one."""
    found: Any = read.citations(store, document=document, target=target, relation=relation, limit=limit, offset=offset)
    return Page[CitationRecord].model_validate(found, from_attributes=True)
