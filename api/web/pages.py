"""The pages that staff use; each part in a file of its own."""

import io
from typing import IO, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.access import CallerOf, needs
from api.dependencies import JobsOf, Offset, StoreOf
from api.service.database import now
from api.web import network, review, searching, worklist
from api.web.language import COOKIE
from api.web.render import inside, page
from corpus.store import read
from parser.readers.image import album

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/")
def home(request: Request, store: StoreOf, offset: Offset = 0) -> Response:
    """Drop a file in; what has been read so far."""
    found = read.documents(store, limit=100, offset=offset)
    following = offset + 100 if offset + 100 < found.total else None
    return page(request, "home.html", documents=found.items, total=found.total, next_offset=following)


@router.get("/language")
def language(lang: str = "vi", back: str = "/") -> Response:
    """Keep the reader's choice of language; `back` is a path of ours."""
    answer = RedirectResponse(inside(back), 303)
    answer.set_cookie(COOKIE, "en" if lang == "en" else "vi", max_age=365 * 86400, httponly=True, samesite="strict")
    return answer


@router.post("/upload", dependencies=[needs("upload")])
def upload(jobs: JobsOf, caller: CallerOf, file: Annotated[list[UploadFile], File()], together: Annotated[bool, Form()] = False) -> Response:
    """Queue each file; the page of their jobs follows. `together`: several pictures are the pages of one dispatch."""
    began = now()
    files: list[tuple[IO[bytes], str | None]] = [(one.file, one.filename) for one in file]
    if together and len(file) > 1:
        pictures = [one.file.read(jobs.settings.max_upload_bytes) for one in file]
        files = [(io.BytesIO(album(pictures)), f"{(file[0].filename or 'anh').rpartition('.')[0]}.zip")]
    submitted = jobs.submit(files, caller=caller.label)
    known = [("known", job.id) for job in submitted if job.created_at < began]
    return RedirectResponse("/jobs?" + urlencode([*(("id", job.id) for job in submitted), *known]), 303)


@router.get("/jobs")
def jobs(request: Request, jobs: JobsOf) -> Response:
    """The uploads just made: where each stands. One that is done leads to its document."""
    found = [jobs.get(job_id) for job_id in request.query_params.getlist("id")[:1000]]
    known = set(request.query_params.getlist("known"))
    if len(found) == 1 and found[0].document_key and found[0].state == "done" and not known:
        return RedirectResponse(f"/documents/{found[0].document_key}", 303)
    return page(request, "jobs.html", jobs=found, known=known, waiting=any(job.open for job in found))


@router.get("/docs")
def docs(request: Request) -> Response:
    """The API on one plain page; the machine-readable form is /v1/openapi.json."""
    operations = [
        (method.upper(), path, operation.get("description") or operation.get("summary", ""))
        for path, methods in request.app.openapi()["paths"].items()
        for method, operation in methods.items()
    ]
    return page(request, "docs.html", operations=operations)


for part in (worklist, network, searching, review):
    router.include_router(part.router)
