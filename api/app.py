"""The HTTP service: `/v1` for programs, pages for people, on this machine only unless told otherwise."""

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from api import problems
from api.access import Access, needs
from api.metrics import Metrics
from api.middleware import BodyLimit, Etag, Guard, Observe, body_limit
from api.openapi import described, operation_id
from api.review import corrected
from api.routes import admin, cascade, changes, documents, exports, graph, tasks, uploads, walks
from api.service.audit import Audit
from api.service.database import ServiceDatabase, now
from api.service.jobs import Desk, Jobs, folder_of
from api.service.keys import Keys
from api.service.originals import Originals
from api.service.queue import Queue
from api.service.settings import Settings
from api.service.webhooks import Courier, Webhooks
from api.service.worker import Keeper
from api.service_shapes import Problem
from api.web import login, pages
from corpus.store import open_store
from corpus.store.errors import Conflict
from corpus.store.readers import Readers
from corpus.store.removal import remove_document
from parser.version import PARSER_VERSION


def create_app(settings: Settings) -> FastAPI:
    """The service over one home. Nothing runs before its lifespan begins. Raises StoreError for a database that is none of ours."""
    home = folder_of(settings)
    if not _read_only(settings.store):
        open_store(settings.store).close()
    database = ServiceDatabase(home / "service.sqlite")
    originals, queue = Originals(home / "originals"), Queue(settings.queue, home)
    access, audit, metrics = Access(settings, Keys(database)), Audit(database), Metrics()
    desk = Desk(settings, database, originals, queue, corrected)
    jobs, readers = Jobs(settings, database, originals, desk.wake), Readers(settings.store)

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[None]:
        lock = _locked(home)
        running.state.stopping = asyncio.Event()
        courier, keeper = Courier(settings, database), Keeper(settings.workers)
        for thread in (desk, courier, keeper):
            thread.start()
        yield
        await asyncio.to_thread(_stop, courier, keeper, desk)
        readers.close()
        lock.close()

    app = FastAPI(
        title="chidao", version=PARSER_VERSION, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url="/v1/openapi.json",
        description="Đọc văn bản chỉ đạo, điều hành: ai phải làm gì, bao giờ xong, căn cứ vào đâu.", generate_unique_id_function=operation_id,
        responses={"default": {"model": Problem, "description": "Lỗi (RFC 9457)"}},
    )  # fmt: skip
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    app.state.settings, app.state.access, app.state.audit, app.state.metrics = settings, access, audit, metrics
    app.state.jobs, app.state.desk, app.state.webhooks = jobs, desk, Webhooks(settings, database)
    app.state.readers = readers
    app.state.removal = lambda key: _remove(settings, jobs, desk, key)
    app.state.stopping = asyncio.Event()
    for router in (
        uploads.router, exports.router, tasks.router, graph.router, walks.router, cascade.router, documents.router, documents.removal_router, changes.router, changes.webhooks_router,
        admin.router, admin.service_router,
    ):  # fmt: skip
        app.include_router(router, prefix="/v1")
    app.include_router(login.router, include_in_schema=False)
    app.include_router(pages.router, include_in_schema=False, dependencies=[needs("read")])
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "web" / "static"), name="static")
    for kind, handler in problems.HANDLERS.items():
        app.add_exception_handler(kind, login.or_page(handler))
    # The last one added stands outermost.
    app.add_middleware(BodyLimit, most=body_limit(settings))
    app.add_middleware(Etag)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Guard, access=access)
    app.add_middleware(Observe, settings=settings, metrics=metrics, audit=audit)
    return app


def _remove(settings: Settings, jobs: Jobs, desk: Desk, key: str) -> None:
    with open_store(settings.store) as store:
        hashes = remove_document(store, key, at=now())
    jobs.forget(hashes)
    desk.scrub()


def _stop(*threads: Any) -> None:
    for thread in threads:
        thread.stop()


def _locked(home: Path) -> IO[bytes]:
    """One service a home: two would each think themselves the only writer. Raises Conflict."""
    lock = (home / "service.lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise Conflict("already_running", "Thư mục này đang có một dịch vụ khác chạy.", "Another service runs over this home.") from error
    return lock


def _read_only(path: Path) -> bool:
    """A database that can't be written is served as it is."""
    try:
        with path.open("r+b"):
            return False
    except OSError:
        return path.exists()
