"""The desk between jobs and workers, step by step, without processes: what happens when a side fails."""

import io
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests_service import dispatch

from api.service import jobs as room
from api.service.database import ServiceDatabase
from api.service.jobs import Desk, Job, Jobs
from api.service.originals import Originals
from api.service.queue import Queue
from api.service.settings import Settings
from api.service.worker import Reader
from corpus.store import counts, open_store


class Bench:
    """A home with a desk that takes a step when it is told to, and a worker that reads when it is told to."""

    def __init__(self, home: Path) -> None:
        self.settings = Settings(home=home, database=None, lease_seconds=0.05)
        open_store(self.settings.store).close()
        self.database = ServiceDatabase(home / "service.sqlite")
        originals = Originals(home / "originals")
        self.queue = Queue("sqlite", home)
        self.desk = Desk(self.settings, self.database, originals, self.queue, lambda *_: None)
        self.jobs = Jobs(self.settings, self.database, originals)
        self.reader = Reader(self.settings)

    def submit(self, number: int) -> Job:
        return self.jobs.submit([(io.BytesIO(dispatch(number)), f"{number}.txt")])[0]

    def take(self) -> object:
        """The next order, out of the queue, as a worker that dies at once would take it."""
        return self.reader.queue.huey.dequeue()

    def read(self) -> None:
        task = self.take()
        assert task is not None
        self.reader.queue.huey.execute(task)

    def documents(self) -> int:
        with open_store(self.settings.store, read_only=True) as store:
            return counts(store)["documents"]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.database.close()


def test_an_upload_is_sent_read_and_stored(bench: Bench) -> None:
    job = bench.submit(1)
    bench.desk.step()
    bench.read()
    bench.desk.step()
    done = bench.jobs.get(job.id)
    assert (done.state, done.filename) == ("done", "1.txt")
    assert bench.documents() == 1
    assert bench.submit(1).id == job.id
    assert bench.desk.step() is False


@pytest.mark.parametrize("message", ["attempt to write a readonly database", "database or disk is full", "database is locked"])
def test_a_store_that_can_t_be_written_keeps_the_answer(bench: Bench, monkeypatch: pytest.MonkeyPatch, message: str) -> None:
    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError(message)

    job = bench.submit(1)
    bench.desk.step()
    bench.read()
    with monkeypatch.context() as patched:
        patched.setattr(room, "put", refuse)
        for _ in range(3):
            with pytest.raises(sqlite3.OperationalError):
                bench.desk.step()
        assert bench.jobs.get(job.id).open
    bench.desk.step()
    assert bench.jobs.get(job.id).state == "done"


def test_a_file_that_ends_three_workers_is_given_up(bench: Bench) -> None:
    job = bench.submit(1)
    for attempt in range(3):
        assert bench.jobs.get(job.id).open
        bench.desk.step()
        assert bench.take() is not None
        bench.queue.beat(f"{job.id}.{attempt}", 1, None, None)
        bench.desk.step()
        time.sleep(0.06)
        bench.desk.step()
    failed = bench.jobs.get(job.id)
    assert (failed.state, failed.code) == ("failed", "reader_crashed")
    bench.jobs.retry(job.id)
    bench.desk.step()
    bench.read()
    bench.desk.step()
    assert bench.jobs.get(job.id).state == "done"


def test_a_queue_that_forgot_everything_is_filled_again(bench: Bench) -> None:
    job = bench.submit(1)
    bench.desk.step()
    for _ in range(5):  # lost orders are no crashes
        bench.queue.clear()
        time.sleep(0.06)
        bench.desk.step()
        bench.desk.step()
    bench.read()
    bench.desk.step()
    assert bench.jobs.get(job.id).state == "done"


def test_the_answer_to_a_cancelled_job_is_thrown_away(bench: Bench) -> None:
    job = bench.submit(1)
    bench.desk.step()
    bench.jobs.cancel(job.id)
    bench.desk.step()
    bench.read()
    bench.desk.step()
    assert bench.jobs.get(job.id).state == "cancelled"
    assert bench.documents() == 0
    assert bench.queue.result(f"{job.id}.0") is None


def test_a_late_answer_to_an_old_attempt_changes_nothing(bench: Bench) -> None:
    job = bench.submit(1)
    bench.desk.step()
    late = bench.take()
    time.sleep(0.06)
    bench.desk.step()
    bench.desk.step()
    bench.read()
    bench.desk.step()
    assert bench.jobs.get(job.id).state == "done"
    bench.reader.queue.huey.execute(late)
    bench.desk.step()
    assert bench.documents() == 1


def test_no_more_than_a_window_is_with_the_queue(bench: Bench) -> None:
    for n in range(40):
        bench.submit(n + 1)
    bench.desk.step()
    bench.desk.step()
    assert bench.queue.waiting() == room._WINDOW
