"""What surrounds every request: who may be asked under which name, how large a body is, what is logged, what a cache may keep."""

import asyncio
import hashlib
import logging
import time
import uuid
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import Access
from api.metrics import Metrics
from api.problems import Refused, fault, problem
from api.service.audit import Audit
from api.service.settings import Settings

# Nothing is loaded from elsewhere, nothing runs inline, no other page may frame ours.
_POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
_SAFE = ("GET", "HEAD", "OPTIONS")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SLACK = 1 << 20
"""What a form may hold beside its files, in bytes."""
_ETAGGED = 4 << 20
_NOT_AUDITED = ("/v1/citations/lookup",)
_AUDITED_READS = ("/v1/documents/{key:path}/original", "/v1/exports/{name}")
_log = logging.getLogger("chidao.http")


def route_of(scope: Scope) -> str:
    """The pattern of the route that took the request, `-` where none did."""
    path = getattr(scope.get("route"), "path", None)
    if not path:
        return "-"
    return f"/v1{path}" if scope["path"].startswith("/v1/") and not path.startswith("/v1/") else str(path)


class Observe:
    """Logs, counts, audits; gives each answer its protective headers and an id."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics, audit: Audit) -> None:
        self.app, self.settings, self.metrics, self.audit = app, settings, metrics, audit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, request_id = time.perf_counter(), 500, uuid.uuid4().hex[:16]
        state = scope.setdefault("state", {})

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers["X-Request-Id"] = request_id
                headers.setdefault("Cache-Control", "private, no-cache")
                if self.settings.https:
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        started = False

        async def first(message: Message) -> None:
            nonlocal started
            started = True
            await observed(message)

        try:
            await self.app(scope, receive, first)
        except Exception as error:
            _log.error("fault", exc_info=error, extra={"id": request_id})
            if not started:
                await fault(Request(scope))(scope, receive, observed)
        finally:
            seconds = time.perf_counter() - began
            method, route = scope["method"], route_of(scope)
            if method not in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"):
                method = "OTHER"
            self.metrics.requests.labels(method, route, str(status)).inc()
            self.metrics.seconds.labels(method, route).observe(seconds)
            caller = state.get("caller")
            name = caller.label if caller is not None else "-"
            _log.info("request", extra={"id": request_id, "method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1), "caller": name})
            if _audited(method, route, status):
                subject = next(iter((scope.get("path_params") or {}).values()), None)
                client = scope.get("client")
                entry = (name, client[0] if client else None, f"{method} {route}", None if subject is None else str(subject)[:200], status)
                try:
                    await asyncio.to_thread(self.audit.add, *entry)
                except Exception as error:
                    _log.error("audit_fault", exc_info=error)


def _audited(method: str, route: str, status: int) -> bool:
    return (method not in _SAFE and route not in _NOT_AUDITED) or status in (401, 403) or route in _AUDITED_READS


class Guard:
    """Refuses requests under a foreign host name (DNS rebinding), writes that another site's page sends for its visitor, and bodies of nobody knows whom."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            refusal = self._refusal(scope)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Any:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        name = _host(host)
        allowed = self.access.settings.allowed_hosts
        if name not in _LOOPBACK and name not in allowed and (allowed or self.access.is_open()):
            return problem(421, "wrong_host", "Máy chủ không nhận yêu cầu dưới tên này.", "The server does not answer under this name.", Request(scope))
        if scope["method"] in _SAFE:
            return None
        if "authorization" in headers:
            return self._unknown(scope)
        site = headers.get("sec-fetch-site")
        origin = headers.get("origin")
        foreign = site not in ("same-origin", "none") if site is not None else origin is not None and urlsplit(origin).netloc != host
        if foreign:
            return problem(403, "cross_site", "Yêu cầu đến từ trang khác nên bị từ chối.", "The request comes from another site's page.", Request(scope))
        return self._unknown(scope)

    def _unknown(self, scope: Scope) -> Any:
        """The framework reads a body before it asks who sends it: hundreds of megabytes from anybody."""
        request = Request(scope)
        if request.url.path == "/login":
            return None
        try:
            self.access.caller(request)
        except Refused as refused:
            return problem(refused.http_status, refused.code, refused.vi, refused.en, request, headers=refused.headers)
        return None


def _host(header: str) -> str:
    name = header.strip().lower()
    return name[1 : name.find("]")] if name.startswith("[") else name.partition(":")[0]


class BodyLimit:
    """Ends a body that is larger than any upload may be, before it is read whole."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        if length.isdigit() and int(length) > self.most:
            await self._refuse(scope, receive, send)
            return
        taken, refused = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most:
                raise OverflowError("body")
            return message

        async def told(message: Message) -> None:
            nonlocal refused
            if taken <= self.most:
                await send(message)
            elif not refused:  # whatever the application makes of the broken body, this is why
                refused = True
                await self._refuse(scope, receive, send)

        try:
            await self.app(scope, counted, told)
        except OverflowError:
            if not refused:
                await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        await problem(413, "source_too_large", "Tệp lớn hơn mức cho phép.", "The file is larger than allowed.", Request(scope))(scope, receive, send)


def body_limit(settings: Settings) -> int:
    """Bytes of the largest upload, with all its files."""
    return settings.max_upload_bytes * 2 + _SLACK


class Etag:
    """Answers `304` where the caller has the same bytes already: an ETag over what is sent, for answers that are sent at once."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        asked = [tag.strip().removeprefix("W/") for tag in Headers(scope=scope).get("if-none-match", "").split(",")]
        start: Message | None = None

        async def tagged(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and message["status"] == 200:
                start = message
                return
            if message["type"] == "http.response.body" and start is not None:
                first, start = start, None
                body = message.get("body", b"")
                if not message.get("more_body") and len(body) <= _ETAGGED and "etag" not in MutableHeaders(scope=first):
                    tag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
                    headers = MutableHeaders(scope=first)
                    # Weak: gzip outside of this gives other bytes for the same content.
                    headers["ETag"] = f"W/{tag}"
                    if tag in asked or "*" in asked:
                        first = {**first, "status": 304}
                        for name in ("content-length", "content-type"):
                            del headers[name]
                        first["headers"] = headers.raw
                        message = {"type": "http.response.body", "body": b""}
                await send(first)
            await send(message)

        await self.app(scope, receive, tagged)
