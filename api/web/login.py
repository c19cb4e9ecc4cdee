"""Signing in to the pages with an API key; faults of a page shown as a page."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.access import COOKIE
from api.dependencies import AccessOf
from api.web.render import inside, page

router = APIRouter(default_response_class=HTMLResponse)
Handler = Callable[[Request, Exception], Awaitable[Response]]


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:
    """Where a key is asked for."""
    return page(request, "login.html", next=inside(next), fault=None)


@router.post("/login")
def sign_in(request: Request, access: AccessOf, key: Annotated[str, Form(max_length=300)], next: Annotated[str, Form(max_length=2000)] = "/") -> Response:
    """A session for the holder of a key; the cookie is out of scripts' reach and not sent by other sites."""
    caller = access.keys.caller(key.strip())
    address = request.client.host if request.client else ""
    if caller is None or access.rates.wait(f"sign-in {address}"):
        return page(request, "login.html", 401, next=inside(next), fault="Khoá không đúng, đã hết hạn hoặc đã bị thu hồi.")
    request.state.caller = caller
    token, expires = access.keys.begin_session(caller)
    answer = RedirectResponse(inside(next), 303)
    answer.set_cookie(COOKIE, token, expires=expires, httponly=True, secure=access.settings.https, samesite="strict")
    return answer


@router.post("/logout")
def sign_out(request: Request, access: AccessOf) -> Response:
    """End the session."""
    access.keys.end_session(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


def or_page(handler: Handler) -> Any:
    """A handler of errors that answers people with a page: who is unknown is asked to sign in."""

    async def handle(request: Request, error: Exception) -> Response:
        answer = await handler(request, error)
        path = request.url.path
        if path.startswith(("/v1", "/static")) or "text/html" not in request.headers.get("accept", ""):
            return answer
        if answer.status_code == 401:
            return RedirectResponse(f"/login?next={quote(path)}", 303)
        message = getattr(error, "vi", None) or "Có lỗi, hãy thử lại."
        return page(request, "fault.html", answer.status_code, message=message)

    return handle
