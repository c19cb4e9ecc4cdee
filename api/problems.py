"""Errors as RFC 9457 problems: stable code, Vietnamese or English by Accept-Language, nothing of the inside."""

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from parser.errors import ChidaoError

MEDIA_TYPE = "application/problem+json"
# What FastAPI and Starlette say for themselves, in our words.
_OF_STATUS = {
    404: ("not_found", "Không có địa chỉ này.", "No such address."),
    405: ("method_not_allowed", "Địa chỉ này không nhận phương thức đó.", "This address does not take that method."),
    413: ("source_too_large", "Tệp lớn hơn mức cho phép.", "The file is larger than allowed."),
}


def problem(status: int, code: str, vi: str, en: str, request: Request, **more: object) -> JSONResponse:
    """A problem document in the language that the request asks for; Vietnamese where it asks for none."""
    english = request.headers.get("accept-language", "").lower().lstrip().startswith("en")
    body = {"type": f"urn:chidao:problem:{code}", "title": en if english else vi, "status": status, "code": code, "vi": vi, "en": en, **more}
    return JSONResponse(body, status, media_type=MEDIA_TYPE, headers={"Content-Language": "en" if english else "vi"})


async def of_error(request: Request, error: Exception) -> JSONResponse:
    """Our own errors carry their status."""
    assert isinstance(error, ChidaoError)
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
    return problem(error.status_code, code, vi, en, request)
