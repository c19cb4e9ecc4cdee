"""Webhooks: each change as a CloudEvent (structured JSON), signed, in order, tried again until it is taken.

Headers are those of Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature`, which is
`v1,` + base64 of HMAC-SHA256 over `<id>.<timestamp>.<body>`. A subscription is a place in the feed of changes, so a
delivery is never lost and a replay is a step back. Two deliveries of one change have the same id.
"""

import base64
import contextlib
import hashlib
import hmac
import http.client
import ipaddress
import json
import logging
import secrets
import socket
import sqlite3
import ssl
import threading
import time
import uuid
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

from api.service.database import ServiceDatabase, now
from api.service.settings import Settings
from corpus.store import changes, open_store
from corpus.store.changes import Change
from parser.errors import ChidaoError, StoreError

_SECONDS = 10.0
_BACKOFF = (1.0, 5.0, 30.0, 120.0, 600.0, 3600.0)
_IDLE = 1.0
_KEPT = 1000
"""Deliveries of one webhook that the log keeps."""
_log = logging.getLogger("chidao.webhooks")


class ForbiddenTarget(ChidaoError):
    """A webhook may not go there."""

    status = 403


@dataclass(frozen=True, slots=True)
class Webhook:
    """A subscription; `cursor` is the last change that was taken. `paused` when it failed for too long."""

    id: str
    url: str
    kinds: tuple[str, ...]
    state: Literal["active", "paused"]
    cursor: int
    created_at: str
    failing_since: str | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt: `status` is HTTP's, `error` says what happened instead."""

    n: int
    change: int
    at: str
    status: int | None
    error: str | None


class Webhooks:
    """Subscriptions and their log."""

    def __init__(self, settings: Settings, database: ServiceDatabase) -> None:
        self._settings, self._database = settings, database

    def add(self, url: str, kinds: Iterable[str], cursor: int) -> tuple[Webhook, str]:
        """Subscribe from `cursor` on; the secret is told this once. Raises ForbiddenTarget."""
        check_url(url)
        webhook_id, secret = uuid.uuid4().hex, "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
        with self._database.rows() as rows:
            rows.execute(
                "INSERT INTO webhooks (id, url, secret, kinds, state, cursor, created_at) VALUES (?, ?, ?, ?, 'active', ?, ?)",
                (webhook_id, url, secret, " ".join(sorted(set(kinds))), cursor, now()),
            )
        return self.get(webhook_id), secret

    def all(self) -> list[Webhook]:
        with self._database.rows() as rows:
            return [_webhook(row) for row in rows.execute("SELECT * FROM webhooks ORDER BY created_at, id")]

    def get(self, webhook_id: str) -> Webhook:
        """Raises StoreError (404)."""
        with self._database.rows() as rows:
            row = rows.execute("SELECT * FROM webhooks WHERE id = ?", (webhook_id,)).fetchone()
        if row is None:
            raise StoreError("webhook_not_found", "Không có webhook này.", "No such webhook.")
        return _webhook(row)

    def remove(self, webhook_id: str) -> None:
        """Raises StoreError (404)."""
        self.get(webhook_id)
        with self._database.rows() as rows:
            rows.execute("DELETE FROM webhooks WHERE id = ?", (webhook_id,))

    def replay(self, webhook_id: str, cursor: int) -> Webhook:
        """Go on after another change, also when it was paused. Raises StoreError (404)."""
        self.get(webhook_id)
        with self._database.rows() as rows:
            rows.execute("UPDATE webhooks SET state = 'active', cursor = ?, failing_since = NULL, tries = 0, next_at = 0 WHERE id = ?", (cursor, webhook_id))
        return self.get(webhook_id)

    def deliveries(self, webhook_id: str, limit: int) -> list[Delivery]:
        """What was tried, the newest first. Raises StoreError (404)."""
        self.get(webhook_id)
        with self._database.rows() as rows:
            found = rows.execute("SELECT n, change, at, status, error FROM deliveries WHERE webhook_id = ? ORDER BY n DESC LIMIT ?", (webhook_id, limit))
            return [Delivery(**dict(row)) for row in found]


class Courier(threading.Thread):
    """Delivers what is due: one thread of the server, a few deliveries at a time."""

    def __init__(self, settings: Settings, database: ServiceDatabase) -> None:
        super().__init__(name="courier", daemon=True)
        self._settings, self._database = settings, database
        self._allowed = tuple(ipaddress.ip_network(n, strict=False) for n in settings.webhook_allow)
        self._ended = threading.Event()
        self._underway: set[str] = set()

    def stop(self) -> None:
        self._ended.set()
        self.join(_SECONDS + 5)

    def run(self) -> None:
        with ThreadPoolExecutor(4, thread_name_prefix="delivery") as pool:
            while not self._ended.wait(_IDLE):
                try:
                    with self._database.rows() as rows:
                        due = rows.execute("SELECT * FROM webhooks WHERE state = 'active' AND next_at <= ?", (time.time(),)).fetchall()
                    for row in due:
                        if row["id"] not in self._underway:
                            self._underway.add(row["id"])
                            pool.submit(self._deliver, row)
                except sqlite3.Error as error:
                    _log.error("webhook_fault", exc_info=error)
        self._database.close()

    def _deliver(self, row: sqlite3.Row) -> None:
        try:
            cursor = row["cursor"]
            while not self._ended.is_set():
                with open_store(self._settings.store, read_only=True) as store:
                    found, following = changes.after(store, cursor, limit=50, kinds=row["kinds"].split())
                for change in found:
                    if self._ended.is_set() or not self._try(row, change):
                        return
                    cursor = change.n
                if not found:
                    if following != row["cursor"]:
                        self._moved(row["id"], cursor, following)
                    return
        except Exception as error:
            _log.error("webhook_fault", exc_info=error)
        finally:
            self._underway.discard(row["id"])

    def _moved(self, webhook_id: str, old: int, new: int) -> None:
        """Past changes that were not asked for; not where somebody replays meanwhile."""
        with self._database.rows() as rows:
            rows.execute("UPDATE webhooks SET cursor = ? WHERE id = ? AND cursor = ?", (new, webhook_id, old))

    def _try(self, row: sqlite3.Row, change: Change) -> bool:
        status, error = None, None
        try:
            status = post(row["url"], event(change), row["secret"], f"{change.n}", self._allowed)
        except ForbiddenTarget as refused:
            error = refused.code
        except (OSError, http.client.HTTPException, ValueError) as failure:
            error = type(failure).__name__
        taken = status is not None and 200 <= status < 300
        moment = now()
        since = row["failing_since"] or moment
        with self._database.rows() as rows:
            current = rows.execute("SELECT tries, failing_since FROM webhooks WHERE id = ?", (row["id"],)).fetchone()
            if current is None:
                return False
            rows.execute("INSERT INTO deliveries (webhook_id, change, at, status, error) VALUES (?, ?, ?, ?, ?)", (row["id"], change.n, moment, status, error))
            rows.execute(
                "DELETE FROM deliveries WHERE webhook_id = ? AND n <= (SELECT max(n) FROM deliveries WHERE webhook_id = ?) - ?", (row["id"], row["id"], _KEPT)
            )
            if taken:
                rows.execute("UPDATE webhooks SET cursor = ?, failing_since = NULL, tries = 0, next_at = 0 WHERE id = ?", (change.n, row["id"]))
                return True
            since = current["failing_since"] or moment
            tired = datetime.fromisoformat(since) + timedelta(hours=self._settings.webhook_hours) < datetime.now(UTC)
            delay = _BACKOFF[min(current["tries"], len(_BACKOFF) - 1)] * (0.8 + 0.4 * secrets.randbelow(1000) / 1000)
            rows.execute(
                "UPDATE webhooks SET failing_since = ?, tries = tries + 1, next_at = ?, state = ? WHERE id = ?",
                (since, time.time() + delay, "paused" if tired or error == "forbidden_target" else "active", row["id"]),
            )
        return False


def event(change: Change) -> bytes:
    """A change as a CloudEvent 1.0 in JSON."""
    body: dict[str, Any] = {
        "specversion": "1.0", "id": str(change.n), "source": "urn:chidao:changes", "type": f"chidao.{change.kind}", "subject": change.subject,
        "datacontenttype": "application/json",
        "data": {"cause": change.cause, "document_key": change.document_key, "before": change.before, "after": change.after},
    }  # fmt: skip
    if change.at is not None:
        body["time"] = change.at
    return json.dumps(body, ensure_ascii=False).encode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Standard Webhooks' symmetric signature."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def check_url(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path of a target. Raises ForbiddenTarget for what is no plain HTTP(S) address."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise _forbidden() from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password or any(ord(c) <= 32 or ord(c) > 126 for c in url):
        raise _forbidden()
    path = parts.path or "/"
    return parts.scheme, parts.hostname, port, f"{path}?{parts.query}" if parts.query else path


Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def addresses(host: str, port: int, allowed: Iterable[Network]) -> list[str]:
    """Where a host is; every address of it must be public or in a network that is allowed. Raises ForbiddenTarget, OSError."""
    found = list(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    networks = list(allowed)
    for address in found:
        ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
        if isinstance(ip, ipaddress.IPv6Address):
            ip = ip.ipv4_mapped or ip.sixtofour or ip
        public = ip.is_global and not ip.is_multicast and not ip.is_reserved
        if not public and not any(ip.version == n.version and ip in n for n in networks):
            raise _forbidden()
    return found


def post(url: str, body: bytes, secret: str, message_id: str, allowed: Iterable[Network]) -> int:
    """Deliver once: to the very address that was checked, without following redirects; the answer's body is not read. Raises OSError and others."""
    scheme, host, port, path = check_url(url)
    address = addresses(host, port, allowed)[0]
    timestamp = int(time.time())
    headers = {
        "Content-Type": "application/cloudevents+json; charset=utf-8", "User-Agent": "chidao", "webhook-id": message_id, "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, message_id, timestamp, body), "Connection": "close",
    }  # fmt: skip
    connection = _Pinned(host, port, address, tls=scheme == "https")
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """Connects to an address that was looked up before: a second look-up could lead elsewhere. Ends after a time in all."""

    def __init__(self, host: str, port: int, address: str, *, tls: bool) -> None:
        super().__init__(host, port, timeout=_SECONDS)
        self._address, self._tls = address, tls
        self._watch: threading.Timer | None = None

    def connect(self) -> None:
        sock = socket.create_connection((self._address, self.port), timeout=_SECONDS)
        # A target that answers a byte a second would never run into the socket's own timeout.
        self._watch = threading.Timer(_SECONDS, self._shut)
        self._watch.daemon = True
        self.sock = sock
        self._watch.start()
        if self._tls:
            self.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def close(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
        super().close()

    def _shut(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _webhook(row: sqlite3.Row) -> Webhook:
    return Webhook(row["id"], row["url"], tuple(row["kinds"].split()), row["state"], row["cursor"], row["created_at"], row["failing_since"])


def _forbidden() -> ForbiddenTarget:
    return ForbiddenTarget("forbidden_target", "Không được gửi webhook tới địa chỉ này.", "Webhooks may not go to that address.")
