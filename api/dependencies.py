"""What a route may ask for: the store, the jobs, parameters that many share."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Path, Query, Request

from api.access import Access
from api.service.jobs import Desk, Jobs
from api.service.webhooks import Webhooks
from corpus.store import Store


# Asynchronous, all of them: a plain function costs a hop to another thread, more than what it does.
async def _store(request: Request) -> AsyncIterator[Store]:
    with request.app.state.readers.store() as store:
        yield store


async def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


async def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


async def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


async def _webhooks(request: Request) -> Webhooks:
    webhooks: Webhooks = request.app.state.webhooks
    return webhooks


StoreOf = Annotated[Store, Depends(_store)]
JobsOf = Annotated[Jobs, Depends(_jobs)]
DeskOf = Annotated[Desk, Depends(_desk)]
AccessOf = Annotated[Access, Depends(_access)]
WebhooksOf = Annotated[Webhooks, Depends(_webhooks)]
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Day = Annotated[str | None, Query(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples=["2026-06-30"])]
Words = Annotated[str | None, Query(max_length=200)]
Number = Annotated[int, Query(ge=0, le=2**53)]
Key = Annotated[str, Path(max_length=300, examples=["qd-byt/2023/1710"])]
Id = Annotated[str, Path(max_length=100)]
