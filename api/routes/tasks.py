"""Tasks: who must do what by when."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response

from api.access import needs
from api.dependencies import Day, Limit, Offset, StoreOf, Words
from api.paging import Cursor, answer, as_json, decode, fields_of, once
from api.shapes import Page, SparsePage, TaskRecord
from corpus.store import read
from models.vocabulary import TaskKind

router = APIRouter(tags=["tasks"], dependencies=[needs("read")])
Role = Literal["lead", "coordinating", "reports_to", "supervised_by"]


@router.get("/tasks", response_model=Page[TaskRecord] | SparsePage)
def tasks(
    request: Request, store: StoreOf, unit: Words = None, unit_like: Words = None, role: Role | None = None, due_after: Day = None, due_before: Day = None,
    document: Words = None, kind: TaskKind | None = None, text: Words = None, recurring: bool | None = None,
    review: Literal["unseen", "agreed", "corrected"] | None = None,
    sort: Literal["due", "-due", "date", "-date", "document"] = "due", limit: Limit = 50, offset: Offset = 0, cursor: Cursor = None,
    fields: Annotated[str | None, fields_of(TaskRecord)] = None,
) -> Response:  # fmt: skip
    """Tasks, the soonest due first. `unit` is a whole name, marks and case may be left out; days are inclusive."""
    wanted = read.TaskFilter(unit, unit_like, role, due_after, due_before, document, kind, text, recurring, review)
    after = decode(cursor, sort, len(read.TASK_SORTS[sort]))
    return once(store, request, lambda: answer(read.tasks(store, wanted, limit=limit, offset=offset, sort=sort, after=after), TaskRecord, sort, fields))


@router.get("/tasks/{task_id:path}", response_model=TaskRecord)
def task(store: StoreOf, task_id: Annotated[str, Path(max_length=500, examples=["qd-byt/2023/1710#I.1.1"])]) -> Response:
    """One task by its id (`#` written as %23)."""
    return as_json(TaskRecord.model_validate(read.task(store, task_id)))
