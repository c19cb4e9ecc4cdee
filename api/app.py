"""The HTTP service: `/v1` for programs, pages for people, on this machine only unless told otherwise."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from api import problems
from api.jobs import Jobs
from api.routes import documents, exports, tasks, uploads
from api.shapes import Problem
from api.web import pages
from corpus.store import open_store
from parser.errors import ChidaoError
from parser.options import Options
from parser.version import PARSER_VERSION

# Nothing is loaded from elsewhere, nothing runs inline, no other page may frame ours.
_POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
# FastAPI's own documentation page asks a CDN for its scripts; ours is a plain one.
_TITLE = "chidao"


def create_app(home: Path, database: Path | None = None, options: Options | None = None) -> FastAPI:
    """The service over one CHIDAO_HOME; `database` defaults to `chidao.sqlite` in it."""
    home.mkdir(parents=True, exist_ok=True)
    database = database or home / "chidao.sqlite"
    open_store(database).close()
    jobs = Jobs(home, database, options or Options(isolate=True))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        jobs.start()
        yield
        jobs.stop()

    app = FastAPI(
        title=_TITLE, version=PARSER_VERSION, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url="/v1/openapi.json",
        description="Đọc văn bản chỉ đạo, điều hành: ai phải làm gì, bao giờ xong, căn cứ vào đâu.",
        responses={"default": {"model": Problem, "description": "Lỗi (RFC 9457)"}},
    )  # fmt: skip
    app.state.database = database
    app.state.jobs = jobs
    for router in (uploads.router, exports.router, tasks.router, documents.router):
        app.include_router(router, prefix="/v1")
    app.include_router(pages.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "web" / "static"), name="static")
    app.add_exception_handler(ChidaoError, problems.of_error)
    app.add_exception_handler(RequestValidationError, problems.of_validation)
    app.add_exception_handler(HTTPException, problems.of_http)

    @app.get("/v1/health", tags=["service"])
    def health() -> dict[str, str]:
        """Is the service there?"""
        return {"status": "ok", "version": PARSER_VERSION}

    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return app
