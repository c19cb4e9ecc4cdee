"""Errors as RFC 9457 problems: stable code, Vietnamese or English by Accept-Language, nothing of the inside."""

import logging
import sqlite3

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from api.openapi import MEDIA_TYPE, methods_at
from parser.errors import ChidaoError

_log = logging.getLogger("chidao.http")
# What FastAPI and Starlette say for themselves, in our words.
_OF_STATUS = {
    400: ("invalid_body", "Nội dung gửi lên không đọc được.", "The body can't be read."),
    404: ("not_found", "Không có địa chỉ này.", "No such address."),
    405: ("method_not_allowed", "Địa chỉ này không nhận phương thức đó.", "This address does not take that method."),
    413: ("source_too_large", "Tệp lớn hơn mức cho phép.", "The file is larger than allowed."),
}


class Refused(ChidaoError):
    """What the service itself refuses, with its HTTP status and headers."""

    def __init__(self, status: int, code: str, vi: str, en: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(code, vi, en)
        self.http_status = status
        self.headers = headers or {}


def english(headers: Headers) -> bool:
    """Does Accept-Language prefer English to Vietnamese? Vietnamese where it says neither."""
    best: dict[str, float] = {}
    for part in headers.get("accept-language", "")[:500].split(","):
        tag, _, quality = part.strip().partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=")) if quality else 1.0
        except ValueError:
            continue
        language = tag.strip().lower().partition("-")[0]
        best[language] = max(best.get(language, 0.0), weight)
    return best.get("en", 0.0) > best.get("vi", best.get("*", 0.0) if "en" not in best else 0.0)


def problem(status: int, code: str, vi: str, en: str, request: Request, *, headers: dict[str, str] | None = None, **more: object) -> JSONResponse:
    """A problem document in the language that the request asks for; both are in it."""
    in_english = english(request.headers)
    body = {"type": f"urn:chidao:problem:{code}", "title": en if in_english else vi, "status": status, "code": code, "vi": vi, "en": en, **more}
    told = {"Content-Language": "en" if in_english else "vi", "Vary": "Accept-Language", **(headers or {})}
    return JSONResponse(body, status, media_type=MEDIA_TYPE, headers=told)


async def of_error(request: Request, error: Exception) -> JSONResponse:
    """Our own errors carry their status."""
    assert isinstance(error, ChidaoError)
    if isinstance(error, Refused):
        return problem(error.http_status, error.code, error.vi, error.en, request, headers=error.headers)
    return problem(error.status, error.code, error.vi, error.en, request)


async def of_validation(request: Request, error: Exception) -> JSONResponse:
    """A query or body of the wrong shape; names the fields, repeats no value."""
    assert isinstance(error, RequestValidationError)
    fields = sorted({".".join(map(str, e["loc"])) for e in error.errors()})
    return problem(422, "invalid_request", "Yêu cầu sai định dạng: " + ", ".join(fields), "Invalid request: " + ", ".join(fields), request, fields=fields)


async def of_http(request: Request, error: Exception) -> JSONResponse:
    """What the framework refuses by itself."""
    assert isinstance(error, HTTPException)
    code, vi, en = _OF_STATUS.get(error.status_code, ("refused", "Yêu cầu bị từ chối.", "Refused."))
    headers = dict(error.headers or {})
    if error.status_code == 405 and (methods := methods_at(request.app, request.url.path)):
        headers["Allow"] = methods
    return problem(error.status_code, code, vi, en, request, headers=headers)


async def of_storage(request: Request, error: Exception) -> JSONResponse:
    """The disk is full, the database is read-only or locked: nothing was accepted; worth trying again."""
    _log.error("storage_fault", exc_info=error)
    vi, en = "Máy chủ tạm thời không ghi hoặc đọc được dữ liệu; chưa nhận gì, hãy gửi lại sau.", "The server can't read or write its data just now; nothing was accepted, try again."
    return problem(503, "storage_unavailable", vi, en, request, headers={"Retry-After": "30"})


def fault(request: Request) -> JSONResponse:
    """A defect of ours: logged, not shown."""
    return problem(500, "internal_error", "Lỗi bên trong; hãy báo cho người quản trị.", "An internal error; please report it.", request)


HANDLERS = {
    ChidaoError: of_error, RequestValidationError: of_validation, HTTPException: of_http, sqlite3.OperationalError: of_storage, OSError: of_storage,
}  # fmt: skip
