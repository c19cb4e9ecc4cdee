"""API keys and the sessions of the page. Only hashes are kept: a key is shown once, when it is made.

A key is 32 random bytes, so a plain SHA-256 of it can't be guessed back; a slow hash would only slow every request.
"""

import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from api.service.database import ServiceDatabase, now
from parser.errors import StoreError

Scope = Literal["read", "upload", "review", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
_IMPLIED: dict[str, frozenset[Scope]] = {"review": frozenset(("read", "review")), "admin": frozenset(SCOPES)}
_SESSION = timedelta(hours=12)
_USED_EVERY = 60.0
"""Seconds between writes of "last used": a busy key must not write at every request."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a key, or (`key_id` None) the person at this machine, or anybody."""

    name: str
    scopes: frozenset[Scope]
    key_id: str | None = None

    @property
    def label(self) -> str:
        """What jobs and the audit log call them."""
        return self.key_id or self.name


HERE = Caller("here", frozenset(SCOPES))
"""The person at this machine, while no key has been made."""
ANYBODY = Caller("anonymous", frozenset(("read",)))


@dataclass(frozen=True, slots=True)
class Key:
    """A key without its secret."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    revoked_at: str | None


class Keys:
    """The keys of one home."""

    def __init__(self, database: ServiceDatabase) -> None:
        self._database = database
        self._used: dict[str, float] = {}
        self._lock = threading.Lock()

    def add(self, name: str, scopes: tuple[Scope, ...], *, days: float | None = None) -> tuple[Key, str]:
        """A new key and its secret, `chd_<id>_<secret>`, which is told this once."""
        key_id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
        expires = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds") if days is not None else None
        with self._database.rows() as rows:
            rows.execute(
                "INSERT INTO keys (id, name, hash, scopes, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
                (key_id, name, _hash(secret), " ".join(s for s in SCOPES if s in scopes), now(), expires),
            )
        return self.get(key_id), f"chd_{key_id}_{secret}"

    def get(self, key_id: str) -> Key:
        """A key by its id. Raises StoreError (404)."""
        found = [key for key in self.all() if key.id == key_id]
        if not found:
            raise StoreError("key_not_found", "Không có khoá này.", "No such key.")
        return found[0]

    def all(self) -> list[Key]:
        """Every key there ever was, the newest first."""
        with self._database.rows() as rows:
            found = rows.execute("SELECT id, name, scopes, created_at, expires_at, last_used_at, revoked_at FROM keys ORDER BY created_at DESC, id")
            return [Key(**{**dict(row), "scopes": tuple(row["scopes"].split())}) for row in found]

    def revoke(self, key_id: str) -> Key:
        """End a key and its sessions at once. Raises StoreError (404)."""
        self.get(key_id)
        with self._database.rows() as rows:
            rows.execute("UPDATE keys SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", (now(), key_id))
            rows.execute("DELETE FROM sessions WHERE key_id = ?", (key_id,))
        return self.get(key_id)

    def any(self) -> bool:
        """Has a key ever been made? From then on one is asked for, also when all are revoked."""
        with self._database.rows() as rows:
            return rows.execute("SELECT 1 FROM keys LIMIT 1").fetchone() is not None

    def any_live(self) -> bool:
        """Is there a key that works now?"""
        with self._database.rows() as rows:
            return rows.execute("SELECT 1 FROM keys WHERE revoked_at IS NULL AND coalesce(expires_at, '9') > ? LIMIT 1", (now(),)).fetchone() is not None

    def caller(self, secret: str) -> Caller | None:
        """Whose key that is; None where it is wrong, revoked or expired."""
        parts = secret.split("_", 2)
        if len(parts) != 3 or parts[0] != "chd":
            return None
        return self._caller("k.id = ?", parts[1], _hash(parts[2]))

    def begin_session(self, caller: Caller) -> tuple[str, datetime]:
        """A cookie's value for the holder of a key, and when it ends."""
        assert caller.key_id is not None
        token, expires = secrets.token_urlsafe(32), datetime.now(UTC) + _SESSION
        with self._database.rows() as rows:
            rows.execute("DELETE FROM sessions WHERE expires_at < ?", (now(),))
            rows.execute("INSERT INTO sessions (hash, key_id, expires_at) VALUES (?, ?, ?)", (_hash(token), caller.key_id, expires.isoformat(timespec="seconds")))
        return token, expires

    def of_session(self, token: str) -> Caller | None:
        """Whose session that is."""
        return self._caller("k.id = (SELECT key_id FROM sessions WHERE hash = ? AND expires_at > strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))", _hash(token), None)

    def end_session(self, token: str) -> None:
        with self._database.rows() as rows:
            rows.execute("DELETE FROM sessions WHERE hash = ?", (_hash(token),))

    def _caller(self, where: str, value: str, digest: str | None) -> Caller | None:
        with self._database.rows() as rows:
            row = rows.execute(
                f"SELECT k.* FROM keys k WHERE {where} AND revoked_at IS NULL AND coalesce(expires_at, '9') > ?", (value, now())
            ).fetchone()
        if row is None or (digest is not None and not hmac.compare_digest(row["hash"], digest)):
            return None
        self._note_use(row["id"])
        granted: set[Scope] = set()
        for scope in row["scopes"].split():
            granted |= _IMPLIED.get(scope, frozenset((scope,)))
        return Caller(row["name"], frozenset(granted), row["id"])

    def _note_use(self, key_id: str) -> None:
        moment = time.monotonic()
        with self._lock:
            if moment - self._used.get(key_id, -_USED_EVERY) < _USED_EVERY:
                return
            self._used[key_id] = moment
        with self._database.rows() as rows:
            rows.execute("UPDATE keys SET last_used_at = ? WHERE id = ?", (now(), key_id))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
