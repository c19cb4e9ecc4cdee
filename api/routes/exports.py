"""The collection in other programs' formats."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Literal

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from api.access import needs
from api.dependencies import Day, StoreOf, Words
from api.shapes import Answer
from corpus.exports import EXPORTERS, Request, export, exporter
from corpus.store.read import TaskFilter
from models.vocabulary import TaskKind

router = APIRouter(tags=["exports"], dependencies=[needs("read")])
# Above this an export waits on disk, not in memory.
_SPOOL = 8 * 1024 * 1024
_CHUNK = 64 * 1024


class ExportFormat(Answer):
    """A format that `/v1/exports/{name}` writes."""

    name: str
    media_type: str
    title: str


@router.get("/exports")
def formats() -> list[ExportFormat]:
    """The formats there are."""
    return [ExportFormat.model_validate(e, from_attributes=True) for e in EXPORTERS]


@router.get("/exports/{name}", response_class=StreamingResponse)
def write(
    store: StoreOf, name: str, unit: Words = None, unit_like: Words = None,
    role: Literal["lead", "coordinating", "reports_to", "supervised_by"] | None = None,
    due_after: Day = None, due_before: Day = None, document: Words = None, kind: TaskKind | None = None, text: Words = None,
    review: Literal["unseen", "agreed", "corrected"] | None = None, redact: bool = False,
) -> StreamingResponse:  # fmt: skip
    """One export, with the filters of `/v1/tasks`; `redact` blanks telephone numbers and e-mail addresses."""
    wanted = TaskFilter(unit, unit_like, role, due_after, due_before, document, kind, text, review=review)
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115  (closed by the stream that reads it)
    export(name, store, Request(datetime.now(UTC), wanted, redact), out)  # type: ignore[arg-type]
    found = exporter(name)
    assert found is not None
    out.seek(0)

    def chunks() -> Iterator[bytes]:
        with out:
            while chunk := out.read(_CHUNK):
                yield chunk

    disposition = f'attachment; filename="chidao-{found.name}{found.suffix}"'
    return StreamingResponse(chunks(), media_type=found.media_type, headers={"Content-Disposition": disposition})
