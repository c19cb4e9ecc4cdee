"""Who asks, and may they? Keys for programs, sessions for the page, nobody but this machine while no key was made.

The three ways in:
- **open**: bound to loopback and no key was ever made. Whoever sits at this machine may do everything. Requests that came
  through a proxy, or under another host name, are refused.
- **keys**: a key was made, or the address is not loopback. `Authorization: Bearer chd_…` (calendars: Basic, the key as
  password), or the page's session.
- reading without a key, only where `CHIDAO_ANONYMOUS_READ` says so.
"""

import base64
import binascii
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from api.problems import Refused
from api.service.keys import ANYBODY, HERE, Caller, Keys, Scope
from api.service.rates import Rates
from api.service.settings import Settings

COOKIE = "chidao_session"
_PROXIED = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")
_bearer = HTTPBearer(auto_error=False, scheme_name="key", description="`Authorization: Bearer chd_…`; not asked for on loopback while no key has been made.")


class Access:
    """Answers who a request's caller is."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self.settings, self.keys = settings, keys
        self.rates = Rates(settings.rate_per_minute)

    def is_open(self) -> bool:
        """Is this a single person's machine?"""
        return self.settings.loopback and not self.keys.any()

    def caller(self, request: Request) -> Caller:
        """Raises Refused (401) where nobody is known."""
        secret = _secret(request.headers.get("authorization"))
        if secret is not None:
            found = self.keys.caller(secret)
            if found is None:
                raise _unknown()
            return found
        cookie = request.cookies.get(COOKIE)
        if cookie and (found := self.keys.of_session(cookie)) is not None:
            return found
        if self.is_open() and not any(header in request.headers for header in _PROXIED):
            return HERE
        if self.settings.anonymous_read:
            return ANYBODY
        raise _unknown()


def needs(*scopes: Scope) -> Any:
    """A dependency: the caller has one of `scopes`. Raises Refused: 401 unknown, 403 not allowed, 429 too many requests."""

    async def allowed(request: Request, _: Annotated[Any, Security(_bearer)]) -> Caller:
        access: Access = request.app.state.access
        address = request.client.host if request.client else ""
        try:
            caller = access.caller(request)
        except Refused:
            _wait(access, f"address {address}")
            raise
        request.state.caller = caller
        if caller is not HERE:
            _wait(access, caller.key_id or f"address {address}")
        if not caller.scopes.intersection(scopes):
            vi, en = f"Khoá này không có quyền {' hoặc '.join(scopes)}.", f"This key lacks the scope {' or '.join(scopes)}."
            raise Refused(403, "scope_missing", vi, en)
        return caller

    return Depends(allowed)


async def caller_of(request: Request) -> Caller:
    """Who asks, once `needs` has let them in."""
    caller: Caller = request.state.caller
    return caller


CallerOf = Annotated[Caller, Depends(caller_of)]


def _wait(access: Access, bucket: str) -> None:
    seconds = access.rates.wait(bucket)
    if seconds:
        raise Refused(429, "too_many_requests", "Quá nhiều yêu cầu, hãy chậm lại.", "Too many requests, slow down.", {"Retry-After": str(int(seconds) + 1)})


def _secret(header: str | None) -> str | None:
    """The key in an Authorization header; "" for one that is there and means nothing."""
    if header is None:
        return None
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def _unknown() -> Refused:
    vi, en = "Cần khoá API còn hiệu lực (hoặc đăng nhập trên trang).", "A valid API key (or signing in on the page) is needed."
    return Refused(401, "key_required", vi, en, {"WWW-Authenticate": 'Bearer realm="chidao"'})
