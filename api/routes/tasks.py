"""Tasks: who must do what by when."""

from typing import Literal

from fastapi import APIRouter

from api.dependencies import Day, Limit, Offset, StoreOf, Words
from api.shapes import Page, TaskRecord
from corpus.store import read
from models.vocabulary import TaskKind

router = APIRouter(tags=["tasks"])
Role = Literal["lead", "coordinating", "reports_to", "supervised_by"]


@router.get("/tasks")
def tasks(
    store: StoreOf, unit: Words = None, unit_like: Words = None, role: Role | None = None, due_after: Day = None, due_before: Day = None,
    document: Words = None, kind: TaskKind | None = None, text: Words = None, limit: Limit = 50, offset: Offset = 0,
) -> Page[TaskRecord]:  # fmt: skip
    """Tasks, the soonest due first. `unit` is a whole name, marks and case may be left out; days are inclusive."""
    wanted = read.TaskFilter(unit, unit_like, role, due_after, due_before, document, kind, text)
    return Page[TaskRecord].model_validate(read.tasks(store, wanted, limit=limit, offset=offset), from_attributes=True)


@router.get("/tasks/{task_id:path}")
def task(store: StoreOf, task_id: str) -> TaskRecord:
    """One task by its id (`#` written as %23)."""
    return TaskRecord.model_validate(read.task(store, task_id))
