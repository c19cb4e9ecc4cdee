"""Files in, jobs out."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, File, Header, Query, Request, UploadFile
from fastapi.responses import StreamingResponse

from api.access import CallerOf, needs
from api.dependencies import Id, JobsOf
from api.paging import Cursor, decode, encode
from api.problems import Refused
from api.service.jobs import Job, State
from api.service_shapes import JobPage, JobRecord
from api.service_shapes import Jobs as JobList

router = APIRouter(tags=["uploads"])
IdempotencyKey = Annotated[
    str | None,
    Header(max_length=200, pattern=r"^[!-~]+$", description="The same key with the same files gives the same jobs, also after a lost answer", examples=["5a1f-0001"]),
]
_POLL = 0.25
_KEEP_ALIVE = 15.0


@router.post("/documents", status_code=202, dependencies=[needs("upload")])
def upload(jobs: JobsOf, caller: CallerOf, file: Annotated[UploadFile, File(description="Một văn bản")], idempotency_key: IdempotencyKey = None) -> JobRecord:
    """Keep a file and queue its reading; the same bytes again give the same job."""
    return _record(jobs.submit([(file.file, file.filename)], caller=caller.label, key=idempotency_key)[0])


@router.post("/uploads", status_code=202, dependencies=[needs("upload")])
def upload_many(
    jobs: JobsOf, caller: CallerOf, file: Annotated[list[UploadFile], File(description="Các văn bản", min_length=1, max_length=100)],
    idempotency_key: IdempotencyKey = None,
) -> JobList:  # fmt: skip
    """Keep several files, all or (where one is too large) none, and queue their reading."""
    found = jobs.submit([(f.file, f.filename) for f in file], caller=caller.label, key=idempotency_key)
    return JobList(jobs=[_record(job) for job in found])


@router.get("/jobs", dependencies=[needs("read")])
def job_list(jobs: JobsOf, state: State | None = None, limit: Annotated[int, Query(ge=1, le=1000)] = 50, cursor: Cursor = None) -> JobPage:
    """Jobs, the newest first."""
    place = decode(cursor, "jobs", 2)
    if place is not None and not all(isinstance(part, str) for part in place):
        place = ("", "")
    found = jobs.find(state=state, before=place, limit=limit + 1)
    following = (found[limit - 1].created_at, found[limit - 1].id) if len(found) > limit else None
    return JobPage(items=[_record(job) for job in found[:limit]], next=encode("jobs", following))


@router.get("/jobs/{job_id}", dependencies=[needs("read", "upload")])
def job(jobs: JobsOf, caller: CallerOf, job_id: Id) -> JobRecord:
    """The state of an upload; a key that may only upload sees its own."""
    return _record(_own(jobs, caller, job_id))


@router.get("/jobs/{job_id}/events", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}}, dependencies=[needs("read", "upload")])
def job_events(request: Request, jobs: JobsOf, caller: CallerOf, job_id: Id) -> StreamingResponse:
    """Server-sent events: `job` with the job's record whenever it changes, until it is finished."""
    first = _own(jobs, caller, job_id)
    return StreamingResponse(_events(request, jobs, first), media_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})


async def _events(request: Request, jobs: Any, current: Job) -> AsyncIterator[str]:
    told: Job | None = None
    quiet = 0.0
    stopping: asyncio.Event = request.app.state.stopping
    while True:
        if current != told:
            told, quiet = current, 0.0
            yield f"event: job\ndata: {_record(current).model_dump_json()}\n\n"
            if not current.open:
                return
        elif quiet >= _KEEP_ALIVE:
            quiet = 0.0
            yield ": \n\n"
        try:
            await asyncio.wait_for(stopping.wait(), _POLL)
            return
        except TimeoutError:
            quiet += _POLL
        current = await asyncio.to_thread(jobs.get, current.id)


@router.post("/jobs/{job_id}/cancel", dependencies=[needs("upload")])
def cancel_job(jobs: JobsOf, caller: CallerOf, job_id: Id) -> JobRecord:
    """Stop an upload that has no answer yet."""
    _own(jobs, caller, job_id)
    return _record(jobs.cancel(job_id))


@router.post("/jobs/{job_id}/retry", dependencies=[needs("upload")])
def retry_job(jobs: JobsOf, caller: CallerOf, job_id: Id) -> JobRecord:
    """Read again what failed or was cancelled."""
    _own(jobs, caller, job_id)
    return _record(jobs.retry(job_id))


def _own(jobs: Any, caller: Any, job_id: str) -> Job:
    found: Job = jobs.get(job_id)
    if not caller.scopes & {"read", "admin"} and found.submitted_by != caller.label:
        raise Refused(404, "job_not_found", "Không có lượt đọc này.", "No such job.")
    return found


def _record(job: Job) -> JobRecord:
    return JobRecord.model_validate(job, from_attributes=True)
