"""What a route may ask for: the store, the jobs."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Query, Request

from api.jobs import Jobs
from corpus.store import Store, open_store


def _store(request: Request) -> Iterator[Store]:
    with open_store(request.app.state.database, read_only=True) as store:
        yield store


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


StoreOf = Annotated[Store, Depends(_store)]
JobsOf = Annotated[Jobs, Depends(_jobs)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Day = Annotated[str | None, Query(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2026-06-30"])]
Words = Annotated[str | None, Query(max_length=200)]
