"""`service.sqlite` in the home: jobs, keys, sessions, webhooks, the audit log. Separate from the store, which is handed to researchers."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, filename TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, attempt INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0, crashes INTEGER NOT NULL DEFAULT 0, pages_done INTEGER, pages_total INTEGER, document_key TEXT,
  code TEXT, vi TEXT, en TEXT, submitted_by TEXT, created_at TEXT NOT NULL, finished_at TEXT
);
CREATE INDEX IF NOT EXISTS jobs_sha256 ON jobs (sha256);
CREATE INDEX IF NOT EXISTS jobs_open ON jobs (created_at) WHERE state IN ('queued', 'running');
CREATE INDEX IF NOT EXISTS jobs_document ON jobs (document_key);
CREATE TABLE IF NOT EXISTS idempotency (
  caller TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, jobs TEXT NOT NULL, created_at TEXT NOT NULL, PRIMARY KEY (caller, key)
);
CREATE TABLE IF NOT EXISTS keys (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, scopes TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT, last_used_at TEXT,
  revoked_at TEXT
);
CREATE TABLE IF NOT EXISTS sessions (hash TEXT PRIMARY KEY, key_id TEXT NOT NULL REFERENCES keys(id), expires_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS audit (
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, caller TEXT NOT NULL, address TEXT, action TEXT NOT NULL, subject TEXT, status INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS webhooks (
  id TEXT PRIMARY KEY, url TEXT NOT NULL, secret TEXT NOT NULL, kinds TEXT NOT NULL, state TEXT NOT NULL, cursor INTEGER NOT NULL, created_at TEXT NOT NULL,
  failing_since TEXT, tries INTEGER NOT NULL DEFAULT 0, next_at REAL NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS deliveries (
  n INTEGER PRIMARY KEY, webhook_id TEXT NOT NULL REFERENCES webhooks(id) ON DELETE CASCADE, change INTEGER NOT NULL, at TEXT NOT NULL, status INTEGER, error TEXT
);
CREATE INDEX IF NOT EXISTS deliveries_webhook ON deliveries (webhook_id, n);
"""


def now() -> str:
    """The moment, ISO 8601 in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def since(span: timedelta) -> str:
    """That long ago, as `now` writes it."""
    return (datetime.now(UTC) - span).isoformat(timespec="seconds")


class ServiceDatabase:
    """One connection a thread; every `rows()` is one transaction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        with self.rows() as rows:
            rows.executescript(_SCHEMA)

    @contextmanager
    def rows(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is written whole or not at all; takes the write lock with its first write."""
        connection = self._connection()
        with connection:
            yield connection

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=30)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            # What was accepted survives the loss of power, not only of the process.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            self._local.connection = connection
        return connection

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None
