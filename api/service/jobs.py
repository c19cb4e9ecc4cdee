"""Uploads as jobs. A row of `jobs` is the promise to read a file: written after the bytes are safe, kept until there is an answer.

The queue may lose what it likes: `Desk` sends what is open, takes results back into the store (this process is the only
writer) and sends again what no living worker has. Storing is idempotent, so an answer that comes twice is stored once.
"""

import contextlib
import json
import logging
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO, Any, Literal

from api.service.database import ServiceDatabase, now, since
from api.service.names import safe_name
from api.service.originals import Originals
from api.service.queue import Order, Queue
from api.service.settings import Settings
from corpus.graph import refresh
from corpus.ingest.run import CLASSIFIED
from corpus.store import Corrected, Store, open_store, put
from models import Document
from parser.errors import ChidaoError, StoreError

Correct = Callable[[Store, Document], Corrected | None]
State = Literal["queued", "running", "done", "failed", "cancelled"]
_CASCADE = 50
"""Documents whose links up and down are looked at after each one that came in; a large collection is done by `chidao cascade --again`."""
_CRASHES = 3
_IDEMPOTENT = timedelta(days=1)
"""How long an Idempotency-Key is remembered."""
_WINDOW = 16
"""Orders that are with the queue at once; the rest waits in `jobs`, so that Redis never holds more than these files."""
_FIELDS = "id, state, filename, sha256, bytes, pages_done, pages_total, document_key, code, vi, en, submitted_by, created_at, finished_at"
_log = logging.getLogger("chidao.jobs")


class JobConflict(ChidaoError):
    """The job's state does not allow that."""

    status = 409


class KeyReused(ChidaoError):
    """An Idempotency-Key that stood for other files before."""

    status = 409


@dataclass(frozen=True, slots=True)
class Job:
    """One upload. `document_key` once done; `code`, `vi`, `en` once failed; pages while it is read, where the format has them."""

    id: str
    state: State
    filename: str
    sha256: str
    bytes: int
    pages_done: int | None
    pages_total: int | None
    document_key: str | None
    code: str | None
    vi: str | None
    en: str | None
    submitted_by: str | None
    created_at: str
    finished_at: str | None

    @property
    def open(self) -> bool:
        return self.state in ("queued", "running")


class Jobs:
    """What a route may do with uploads."""

    def __init__(self, settings: Settings, database: ServiceDatabase, originals: Originals, wake: Callable[[], None] = lambda: None) -> None:
        self.settings = settings
        self.originals = originals
        self._database = database
        self.wake = wake

    def submit(self, files: list[tuple[IO[bytes], str | None]], *, caller: str = "", key: str | None = None) -> list[Job]:
        """Keep the files, promise their reading. Bytes that are read or being read already give the job that they have.

        `key` is an Idempotency-Key: the same key with the same files gives the same jobs, with others KeyReused.
        """
        kept = [(*self.originals.keep(data, self.settings.max_upload_bytes), safe_name(name)) for data, name in files]
        fingerprint = " ".join(sha256 for sha256, _, _ in kept)
        with self._database.rows() as rows:
            rows.execute("BEGIN IMMEDIATE")
            if key is not None:
                rows.execute("DELETE FROM idempotency WHERE created_at < ?", (since(_IDEMPOTENT),))
                known = rows.execute("SELECT fingerprint, jobs FROM idempotency WHERE caller = ? AND key = ?", (caller, key)).fetchone()
                if known is not None:
                    if known["fingerprint"] != fingerprint:
                        raise KeyReused("idempotency_key_reused", "Idempotency-Key này đã dùng cho tệp khác.", "This Idempotency-Key stood for other files.")
                    return [self._get(rows, job_id) for job_id in json.loads(known["jobs"])]
            jobs = [self._job_for(rows, sha256, size, name, caller) for sha256, size, name in kept]
            if key is not None:
                rows.execute(
                    "INSERT INTO idempotency (caller, key, fingerprint, jobs, created_at) VALUES (?, ?, ?, ?, ?)",
                    (caller, key, fingerprint, json.dumps([job.id for job in jobs]), now()),
                )
        self.wake()
        return jobs

    def _job_for(self, rows: sqlite3.Connection, sha256: str, size: int, name: str, caller: str) -> Job:
        known = rows.execute(
            "SELECT id FROM jobs WHERE sha256 = ? AND state IN ('queued', 'running', 'done') ORDER BY created_at DESC, id LIMIT 1", (sha256,)
        ).fetchone()
        if known is not None:
            return self._get(rows, known["id"])
        job_id = uuid.uuid4().hex
        rows.execute(
            "INSERT INTO jobs (id, state, filename, sha256, bytes, submitted_by, created_at) VALUES (?, 'queued', ?, ?, ?, ?, ?)",
            (job_id, name, sha256, size, caller, now()),
        )
        return self._get(rows, job_id)

    def get(self, job_id: str) -> Job:
        """A job by its id. Raises StoreError (404) where there is none."""
        with self._database.rows() as rows:
            return self._get(rows, job_id)

    def _get(self, rows: sqlite3.Connection, job_id: str) -> Job:
        row = rows.execute(f"SELECT {_FIELDS} FROM jobs WHERE id = ?", (job_id,)).fetchone()
        if row is None:
            raise StoreError("job_not_found", "Không có lượt đọc này.", "No such job.")
        return Job(**dict(row))

    def find(self, *, state: State | None = None, before: tuple[str, str] | None = None, limit: int = 50) -> list[Job]:
        """Jobs, the newest first; `before` is (created_at, id) of the last one that was seen."""
        where = ["1"]
        values: list[Any] = []
        if state is not None:
            where.append("state = ?")
            values.append(state)
        if before is not None:
            where.append("(created_at, id) < (?, ?)")
            values += before
        with self._database.rows() as rows:
            found = rows.execute(f"SELECT {_FIELDS} FROM jobs WHERE {' AND '.join(where)} ORDER BY created_at DESC, id DESC LIMIT ?", [*values, limit])
            return [Job(**dict(row)) for row in found]

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state."""
        with self._database.rows() as rows:
            found = dict.fromkeys(("queued", "running", "done", "failed", "cancelled"), 0)
            return found | {row[0]: row[1] for row in rows.execute("SELECT state, count(*) FROM jobs GROUP BY state")}

    def cancel(self, job_id: str) -> Job:
        """Stop a job that has no answer yet; what is read of it is thrown away. Raises JobConflict once it has one."""
        return self._change(job_id, "cancelled", ("queued", "running"), JobConflict("job_finished", "Lượt đọc này đã xong.", "This job is finished."), finished_at=now())

    def retry(self, job_id: str) -> Job:
        """Read again what failed or was cancelled. Raises JobConflict for others, StoreError where the original is gone."""
        self.originals.path(self.get(job_id).sha256)
        return self._change(
            job_id, "queued", ("failed", "cancelled"), JobConflict("job_not_failed", "Lượt đọc này không hỏng, không bị dừng.", "This job has not failed."),
            sent=0, crashes=0, code=None, vi=None, en=None, finished_at=None, pages_done=None, pages_total=None,
        )  # fmt: skip

    def _change(self, job_id: str, state: State, allowed: tuple[State, ...], refusal: JobConflict, **values: Any) -> Job:
        fields = {"state": state, **values}
        with self._database.rows() as rows:
            self._get(rows, job_id)
            marks = ", ".join("?" * len(allowed))
            done = rows.execute(
                f"UPDATE jobs SET {', '.join(f'{f} = ?' for f in fields)}, attempt = attempt + {int(state == 'queued')} WHERE id = ? AND state IN ({marks})",
                (*fields.values(), job_id, *allowed),
            )
            if done.rowcount == 0:
                raise refusal
            job = self._get(rows, job_id)
        self.wake()
        return job

    def forget(self, sha256s: list[str]) -> None:
        """Drop jobs, and with them the names, of files that are deleted; then the files."""
        with self._database.rows() as rows:
            rows.executemany("DELETE FROM jobs WHERE sha256 = ?", [(s,) for s in sha256s])
        for sha256 in sha256s:
            self.originals.remove(sha256)


@dataclass(slots=True)
class _Sent:
    """What this process has seen of an order since it sent it (or came up)."""

    since: float
    beat: bytes | None = None
    cancelled: bool = False


class Desk(threading.Thread):
    """Sends orders, takes answers, follows progress: one thread of the server.

    `correct` replays people's corrections over a new reading; None where there are none.
    """

    def __init__(self, settings: Settings, database: ServiceDatabase, originals: Originals, queue: Queue, correct: Correct) -> None:
        super().__init__(name="desk", daemon=True)
        self.settings, self._database, self._originals, self.queue, self._correct = settings, database, originals, queue, correct
        self.fault: str | None = None
        """Why nothing moves just now (`queue`, `store`); None when all is well."""
        self._sent: dict[str, _Sent] = {}
        self._wake = threading.Event()
        self._ending = False
        self._scrub = False

    def wake(self) -> None:
        self._wake.set()

    def scrub(self) -> None:
        """Something was deleted that must not linger in a database's log: rewrite what holds deleted rows, as soon as nobody reads."""
        self._scrub = True
        self._wake.set()

    def stop(self) -> None:
        """End after the step in hand. What has no answer is taken up by the next start."""
        self._ending = True
        self._wake.set()
        self.join(30)

    def run(self) -> None:
        started = False
        while not self._ending:
            self._wake.clear()
            busy = True
            try:
                if not started:
                    self._take_up()
                    started = True
                busy = self.step()
                self.fault = None
                if self._scrub and self._scrubbed():
                    self._scrub = False
            except (sqlite3.Error, OSError) as error:
                self.fault = "store"
                _log.error("store_fault", extra={"error": type(error).__name__})
            except Exception as error:
                # Redis' own errors, and whatever we did not think of: nothing is lost by trying again.
                self.fault = "queue"
                _log.error("queue_fault", exc_info=error)
            self._wake.wait(0.05 if busy and self.fault is None else 1.0 if self.fault else 0.5)
        self._database.close()

    def _take_up(self) -> None:
        """At start: workers of our own are gone with the last server, so what they had is sent anew."""
        self._originals.tidy()
        if not self.queue.remote:
            self.queue.clear()
            with self._database.rows() as rows:
                rows.execute("UPDATE jobs SET sent = 0, attempt = attempt + 1, state = 'queued' WHERE state IN ('queued', 'running') AND sent = 1")

    def _scrubbed(self) -> bool:
        clean = True
        for path in (self.settings.home / "queue.sqlite", self.settings.home / "service.sqlite", self.settings.store):
            if path.exists():
                with contextlib.closing(sqlite3.connect(path, timeout=1)) as connection:
                    try:
                        if path.name == "queue.sqlite":  # small, and huey's own: its deleted rows are not overwritten
                            connection.execute("VACUUM")
                        clean &= connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
                    except sqlite3.OperationalError:
                        clean = False
        return clean

    def step(self) -> bool:
        """One round; False when there is nothing to wait for."""
        with self._database.rows() as rows:
            sent = rows.execute("SELECT * FROM jobs WHERE state IN ('queued', 'running') AND sent = 1").fetchall()
        current = {f"{row['id']}.{row['attempt']}" for row in sent}
        for token in [t for t in self._sent if t not in current]:
            # Cancelled or retried meanwhile: its worker drops it.
            self.queue.cancel(token)
            self.queue.forget(token, keep_cancel=True)
            del self._sent[token]
        for row in sent:
            self._follow(row)
        if len(sent) < _WINDOW:
            with self._database.rows() as rows:
                waiting = rows.execute(
                    "SELECT * FROM jobs WHERE state IN ('queued', 'running') AND sent = 0 ORDER BY created_at, id LIMIT ?", (_WINDOW - len(sent),)
                ).fetchall()
            for row in waiting:
                self._send(row)
            return bool(sent or waiting)
        return True

    def _send(self, row: sqlite3.Row) -> None:
        token = f"{row['id']}.{row['attempt']}"
        try:
            data = self._originals.read(row["sha256"]) if self.queue.remote else None
        except ChidaoError as error:
            self._fail(row, error.code, error.vi, error.en)
            return
        # Marked first: an order that was marked and never sent is found silent and sent again; one that was sent and not marked would be read twice.
        with self._database.rows() as rows:
            rows.execute("UPDATE jobs SET sent = 1 WHERE id = ? AND attempt = ?", (row["id"], row["attempt"]))
        self._sent[token] = _Sent(time.monotonic())
        self.queue.send(Order(token, row["sha256"], Path(row["filename"]).suffix[:20]), data)

    def _follow(self, row: sqlite3.Row) -> None:
        token = f"{row['id']}.{row['attempt']}"
        seen = self._sent.setdefault(token, _Sent(time.monotonic()))
        result = self.queue.result(token)
        if result is not None:
            self._settle(row, result)
            self.queue.forget(token)
            self._sent.pop(token, None)
            return
        beat = self.queue.last_beat(token)
        if beat is not None and beat.raw != seen.beat:
            seen.beat, seen.since = beat.raw, time.monotonic()
            if row["state"] != "running" or (beat.done, beat.total) != (row["pages_done"], row["pages_total"]):
                with self._database.rows() as rows:
                    rows.execute(
                        "UPDATE jobs SET state = 'running', pages_done = ?, pages_total = ? WHERE id = ? AND attempt = ? AND state IN ('queued', 'running')",
                        (beat.done, beat.total, row["id"], row["attempt"]),
                    )
        elif time.monotonic() - seen.since > self.settings.lease_seconds and (beat is not None or self.queue.waiting() == 0):
            self._again(row, token, crashed=beat is not None)

    def _again(self, row: sqlite3.Row, token: str, *, crashed: bool) -> None:
        """The worker died with it, or the queue lost it."""
        _log.warning("job_sent_again", extra={"job": row["id"], "crashed": crashed})
        self.queue.forget(token)
        self._sent.pop(token, None)
        if crashed and row["crashes"] + 1 >= _CRASHES:
            vi, en = "Tệp này làm chương trình đọc dừng đột ngột nhiều lần.", "This file has stopped the reading process several times."
            self._fail(row, "reader_crashed", vi, en)
            return
        with self._database.rows() as rows:
            rows.execute(
                "UPDATE jobs SET sent = 0, attempt = attempt + 1, crashes = crashes + ? WHERE id = ? AND attempt = ?", (int(crashed), row["id"], row["attempt"])
            )

    def _settle(self, row: sqlite3.Row, result: dict[str, Any]) -> None:
        if "document" not in result:
            self._fail(row, result["code"], result["vi"], result["en"])
            return
        document = Document.model_validate_json(result["document"])
        document = document.model_copy(update={"source": document.source.model_copy(update={"filename": row["filename"]})})
        try:
            with open_store(self.settings.store) as store:
                key = put(store, document, self._correct(store, document)).key
                refresh(store, limit=_CASCADE)
        except ChidaoError as error:
            self._fail(row, error.code, error.vi, error.en)
            return
        pages = document.source.pages
        self._finish(row, "done", document_key=key, pages_done=pages, pages_total=pages)

    def _fail(self, row: sqlite3.Row, code: str, vi: str, en: str) -> None:
        if code == CLASSIFIED:
            self._originals.remove(row["sha256"])
            self._finish(row, "failed", code=code, vi=vi, en=en, filename="", sha256="", bytes=0)
            self.scrub()
        else:
            self._finish(row, "failed", code=code, vi=vi, en=en)

    def _finish(self, row: sqlite3.Row, state: State, **values: Any) -> None:
        fields = {"state": state, "finished_at": now(), **values}
        with self._database.rows() as rows:
            rows.execute(
                f"UPDATE jobs SET {', '.join(f'{f} = ?' for f in fields)} WHERE id = ? AND attempt = ? AND state IN ('queued', 'running')",
                (*fields.values(), row["id"], row["attempt"]),
            )
        _log.info("job_finished", extra={"job": row["id"], "state": state, "code": values.get("code")})


def folder_of(settings: Settings) -> Path:
    """The home, made where it is not there; only its owner may look in."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return settings.home
