"""Uploads become jobs: the bytes are kept by hash first, then read in the background; a restart loses nothing.

The queue is huey's, in a SQLite file of CHIDAO_HOME; the state of each job stands beside it in `jobs`.
"""

import hashlib
import re
import sqlite3
import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from huey import SqliteHuey
from huey.consumer import Consumer

from corpus.store import open_store, put
from parser.errors import ChidaoError, SourceTooLarge, StoreError
from parser.options import Options
from parser.pipeline import parse

State = Literal["queued", "running", "done", "failed"]
_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, filename TEXT NOT NULL, sha256 TEXT NOT NULL, document_key TEXT,
  code TEXT, vi TEXT, en TEXT, created_at TEXT NOT NULL, finished_at TEXT
)"""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def safe_name(name: str | None) -> str:
    """The last part of an uploaded file's name, NFC, without control characters; never a path."""
    last = unicodedata.normalize("NFC", name or "").replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[\x00-\x1f\x7f]", "", last)[:200].strip(". ") or "van-ban"


@dataclass(frozen=True, slots=True)
class Job:
    """One upload. `document_key` once done; `code`, `vi`, `en` once failed."""

    id: str
    state: State
    filename: str
    sha256: str
    document_key: str | None
    code: str | None
    vi: str | None
    en: str | None
    created_at: str
    finished_at: str | None


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """A consumer inside a server process leaves signals to the server."""

    def _set_signal_handlers(self) -> None:
        pass


class Jobs:
    """The uploads of one CHIDAO_HOME. `database` is the store that the Documents go to."""

    def __init__(self, home: Path, database: Path, options: Options) -> None:
        self.originals = home / "originals"
        self.originals.mkdir(parents=True, exist_ok=True)
        self.database = database
        self.options = options
        self._path = home / "jobs.sqlite"
        with self._rows() as rows:
            rows.execute("PRAGMA journal_mode = WAL")
            rows.execute(_SCHEMA)
        self._huey = SqliteHuey("chidao", filename=str(home / "queue.sqlite"), results=False)
        self._read = self._huey.task(name="read_upload")(self._run)
        self._consumer: Any = None

    @contextmanager
    def _rows(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=30)
        connection.row_factory = sqlite3.Row
        try:
            with connection:
                yield connection
        finally:
            connection.close()

    def start(self) -> None:
        """Take up what was queued or cut short before, then wait for more, in a thread of this process."""
        with self._rows() as rows:
            cut_short = [row["id"] for row in rows.execute("SELECT id FROM jobs WHERE state IN ('queued', 'running')")]
        self._huey.flush()
        for job_id in cut_short:
            self._read(job_id)
        self._consumer = _QuietConsumer(self._huey, workers=1, periodic=False, check_worker_health=False, initial_delay=0.05, max_delay=0.5)
        self._consumer.start()

    def stop(self) -> None:
        """Finish nothing new; what is cut short is taken up by the next start."""
        if self._consumer is not None:
            self._consumer.stop(graceful=False)
            self._consumer = None

    def submit(self, data: bytes, filename: str | None) -> Job:
        """Keep the bytes, queue their reading. The same bytes again give the job that already reads or read them."""
        if len(data) > self.options.max_bytes:
            raise SourceTooLarge("source_too_large", "Tệp lớn hơn mức cho phép.", "The file is larger than allowed.")
        sha256 = hashlib.sha256(data).hexdigest()
        with self._rows() as rows:
            known = rows.execute("SELECT * FROM jobs WHERE sha256 = ? AND state != 'failed' ORDER BY created_at DESC LIMIT 1", (sha256,)).fetchone()
        if known is not None:
            return Job(**dict(known))
        original = self.originals / sha256
        if not original.exists():
            partial = original.with_suffix(f".{uuid.uuid4().hex}")
            partial.write_bytes(data)
            partial.rename(original)
        job_id = uuid.uuid4().hex
        with self._rows() as rows:
            rows.execute(
                "INSERT INTO jobs (id, state, filename, sha256, created_at) VALUES (?, 'queued', ?, ?, ?)", (job_id, safe_name(filename), sha256, _now())
            )
        self._read(job_id)
        return self.get(job_id)

    def get(self, job_id: str) -> Job:
        """A job by its id. Raises StoreError (404) where there is none."""
        with self._rows() as rows:
            row = rows.execute("SELECT * FROM jobs WHERE id = ?", (job_id,)).fetchone()
        if row is None:
            raise StoreError("job_not_found", "Không có lượt đọc này.", "No such job.")
        return Job(**dict(row))

    def _set(self, job_id: str, state: State, **values: str | None) -> None:
        fields = {"state": state, **values}
        with self._rows() as rows:
            rows.execute(f"UPDATE jobs SET {', '.join(f'{f} = ?' for f in fields)} WHERE id = ?", (*fields.values(), job_id))

    def _run(self, job_id: str) -> None:
        job = self.get(job_id)
        if job.state == "done":
            return
        self._set(job_id, "running")
        try:
            data = (self.originals / job.sha256).read_bytes()
            document = parse(data, job.filename, options=self.options, parsed_at=_now())
            with open_store(self.database) as store:
                key = put(store, document).key
        except ChidaoError as error:
            self._set(job_id, "failed", code=error.code, vi=error.vi, en=error.en, finished_at=_now())
        except Exception:
            # A fault of ours must not leave the job hanging; the traceback goes to huey's log.
            message = ("Lỗi bên trong khi đọc văn bản; hãy báo cho người quản trị.", "An internal error while reading; please report it.")
            self._set(job_id, "failed", code="internal_error", vi=message[0], en=message[1], finished_at=_now())
            raise
        else:
            self._set(job_id, "done", document_key=key, finished_at=_now())
