"""Files in, jobs out."""

from typing import Annotated

from fastapi import APIRouter, File, UploadFile

from api.dependencies import JobsOf
from api.shapes import JobRecord

router = APIRouter(tags=["uploads"])


@router.post("/documents", status_code=202)
def upload(jobs: JobsOf, file: Annotated[UploadFile, File(description="Một văn bản")]) -> JobRecord:
    """Keep a file and queue its reading; the same bytes again give the same job."""
    # One byte more than allowed is enough to know that it is too much.
    data = file.file.read(jobs.options.max_bytes + 1)
    return JobRecord.model_validate(jobs.submit(data, file.filename), from_attributes=True)


@router.get("/jobs/{job_id}")
def job(jobs: JobsOf, job_id: str) -> JobRecord:
    """The state of an upload."""
    return JobRecord.model_validate(jobs.get(job_id), from_attributes=True)
