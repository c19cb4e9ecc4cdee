"""One ingest: hash, leave out what is known, parse in worker processes, write from this one.

What was read is written some files at a time, each whole or not at all, so a kill at any moment leaves whole documents and costs a few readings.
"""

import gc
import os
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Literal

from corpus.graph import refresh
from corpus.ingest.cluster import Cluster
from corpus.ingest.readings import Readings
from corpus.ingest.sources import SourceFile, find_sources, sha256_of
from corpus.ingest.work import Result, Same, Work, do
from corpus.store import (
    Conflict,
    Corrected,
    Failure,
    Prepared,
    Store,
    begin_run,
    corrections_for,
    digest_of,
    end_run,
    forget_failure,
    is_current,
    put,
    put_failure,
    read_again,
    seen_as,
)
from models import Document
from parser.options import DEFAULT, Options
from parser.version import PARSER_VERSION

CLASSIFIED = "classified_document"
Outcome = Literal["added", "replaced", "unchanged", "failed"]
Correct = Callable[[Store, Document], Corrected | None]
"""Replays people's corrections over a fresh parse; asked only where there are some."""
_TOGETHER = 32
"""Files of one transaction: its end costs as much as half a file (full text is written out then, pages that all of them touch once)."""
_WAITS = 1.0
"""Seconds that what was read waits for more, at most."""
_AHEAD = 16
"""Files a worker that are being read or wait for it: enough that no worker stands still while a transaction is written."""
_BYTES_AHEAD = 2
"""The same where the bytes wait with them."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One file is done: the `done`-th of `total`; `key` of its document unless it failed."""

    done: int
    total: int
    path: Path
    outcome: Outcome
    key: str | None = None
    failure: Failure | None = None


@dataclass(slots=True)
class Summary:
    """What an ingest did. Seconds: `elapsed` by the wall; `hash`, `store` and `cascade` in this process, `parse` summed over workers, also by origin of text."""

    seen: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: int = 0
    tasks: int = 0
    citations: int = 0
    failures: list[Failure] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=lambda: {"hash": 0.0, "parse": 0.0, "store": 0.0, "cascade": 0.0, "elapsed": 0.0})
    by_origin: dict[str, tuple[int, float]] = field(default_factory=dict)
    """text_origin -> (files parsed, seconds of parsing)."""


def ingest(
    paths: Iterable[Path], store: Store, *, clock: Callable[[], datetime], workers: int = 1, options: Options = DEFAULT,
    progress: Callable[[Progress], None] = lambda _: None, correct: Correct | None = None, again: bool = False,
    accept_classified: bool = False, readings: Path | None = None, cluster: Cluster | None = None,
) -> Summary:  # fmt: skip
    """Read files and folders into `store`.

    `clock` tells the time of reading (nothing here asks what day it is). `correct` replays people's corrections over a
    new parse. A dispatch marked MẬT or above is refused, and nothing of it is stored, unless `accept_classified`.
    A file that is stored already, as this parser's version reads it, is not read again unless `again`. What the readers give
    is kept under `readings`, if given: another version of the parser, or `again`, then starts from there and not from the bytes.
    With a `cluster` its workers read, and this process writes.
    """
    run = _Run(store, options, clock, progress, correct, accept_classified, readings, cluster)
    began = time.perf_counter()
    run_id = run.run_id = begin_run(store, clock().isoformat(timespec="seconds"), PARSER_VERSION)
    try:
        run.read(run.to_read(find_sources(paths), again), max(1, workers))
        if readings is not None:
            Readings(readings).prune()
        began_cascade = time.perf_counter()
        refresh(store)
        run.summary.seconds["cascade"] = time.perf_counter() - began_cascade
    finally:
        run.summary.seconds["elapsed"] = time.perf_counter() - began
        s = run.summary
        counts = {"seen": s.seen, "added": s.added, "replaced": s.replaced, "unchanged": s.unchanged, "failed": s.failed}
        end_run(store, run_id, clock().isoformat(timespec="seconds"), counts, s.seconds["elapsed"])
    return run.summary


class _Run:
    def __init__(
        self, store: Store, options: Options, clock: Callable[[], datetime], progress: Callable[[Progress], None], correct: Correct | None,
        accept_classified: bool = False, readings: Path | None = None, cluster: Cluster | None = None,
    ) -> None:  # fmt: skip
        self.store, self.options, self.clock, self.progress, self.correct = store, options, clock, progress, correct
        self.accept_classified, self.readings, self.cluster = accept_classified, readings, cluster
        self.summary = Summary()
        self.total = 0
        self.run_id = 0
        self._results: list[tuple[SourceFile, Result]] = []
        self._written_at = time.monotonic()
        self._told: list[Progress] = []

    def to_read(self, files: list[Path], again: bool) -> list[SourceFile]:
        """One entry for each content that has to be read; what is known or can't be opened is settled here."""
        self.total = len(files)
        by_sha: dict[str, list[Path]] = {}
        began = time.perf_counter()
        for path in files:
            try:
                by_sha.setdefault(sha256_of(path), []).append(path)
            except OSError as error:
                self._failed([path], None, Failure(str(path), "unreadable_file", f"Không mở được tệp ({error.strerror})."))
                self._tell()
        self.summary.seconds["hash"] = time.perf_counter() - began
        wanted = []
        for sha256, paths in by_sha.items():
            source = SourceFile(sha256, tuple(sorted(paths, key=lambda p: (p.name, str(p)))))
            if not again and is_current(self.store, sha256, PARSER_VERSION):
                seen_as(self.store, sha256, source.filename)
                for path in source.paths:
                    self._done(path, "unchanged", None)
                self._tell()
            else:
                wanted.append(source)
        return wanted

    def read(self, sources: list[SourceFile], workers: int) -> None:
        """Read them all, and write what they say."""
        self._read(sources, workers)
        self._write()

    def _read(self, sources: list[SourceFile], workers: int) -> None:
        if self.cluster is not None:
            with self.cluster.executor() as executor:
                self._read_with(executor, list(reversed(sources)), self.cluster.workers)
            return
        workers = min(workers, len(sources))
        if workers <= 1:
            for source in sources:
                self._take(source, do(self._work(source)))
            return
        waiting = list(reversed(sources))
        while waiting:
            lost = self._read_in_pool(waiting, workers)
            for source in lost:  # a worker died: each of those that were being read gets a pool of its own, so that only the culprit fails
                if self._read_in_pool([source], 1):
                    self._take(source, _crashed(source))

    def _read_in_pool(self, waiting: list[SourceFile], workers: int) -> list[SourceFile]:
        """Reads until `waiting` is empty or a worker dies; returns what was being read then."""
        with ProcessPoolExecutor(workers, mp_context=_context(), initializer=_begin_worker) as pool:
            try:
                return self._read_with(pool, waiting, lambda: workers)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _read_with(self, executor: Executor, waiting: list[SourceFile], workers: Callable[[], int]) -> list[SourceFile]:
        """Some files a worker at a time, so memory stays bounded however slow the writer is."""
        running: dict[Future[Result], SourceFile] = {}
        ahead = _BYTES_AHEAD if self.cluster is not None and self.cluster.send_bytes else _AHEAD
        try:
            while waiting or running:
                while waiting and len(running) < ahead * max(1, workers()):
                    source = waiting[-1]  # taken only once it is handed over: a pool that just broke refuses it
                    work = self._work(source)
                    running[executor.submit(do, work if self.cluster is None else self.cluster.prepared(work))] = source
                    waiting.pop()
                finished, _ = wait(running, timeout=_WAITS, return_when=FIRST_COMPLETED)
                for future in finished:
                    result = self._result(future, running[future])
                    self._take(running.pop(future), result)
                if self._waited():
                    self._write()
        except BrokenProcessPool:
            return [source for future, source in running.items() if not self._settled(future, source)]
        return []

    def _result(self, future: "Future[Result]", source: SourceFile) -> Result:
        """What a worker gave; a file that several machines' workers died of is its own failure."""
        error = future.exception()
        if error is not None and self.cluster is not None and self.cluster.died(error):
            return _crashed(source)
        return future.result()

    def _settled(self, future: "Future[Result]", source: SourceFile) -> bool:
        if not future.done() or future.exception() is not None:
            return False
        self._take(source, future.result())
        return True

    def _work(self, source: SourceFile) -> Work:
        now = self.clock().isoformat(timespec="seconds")
        known = digest_of(self.store, source.sha256)
        return Work(source.paths[0], source.filename, source.sha256, self.options, now, self.readings, self.accept_classified, digest=known)

    def _take(self, source: SourceFile, result: Result) -> None:
        self._results.append((source, result))
        if len(self._results) >= _TOGETHER or self._waited():
            self._write()

    def _waited(self) -> bool:
        return time.monotonic() - self._written_at > _WAITS

    def _write(self) -> None:
        """Write what was read, in one transaction, and tell of it."""
        began = time.perf_counter()
        if self._results:
            with self.store.transaction():
                for source, result in self._results:
                    self._settle(source, result)
        self._results.clear()
        self.summary.seconds["store"] += time.perf_counter() - began
        self._tell()
        self._written_at = time.monotonic()

    def _settle(self, source: SourceFile, result: Result) -> None:
        if isinstance(result, Failure):
            self._failed(list(source.paths), source.sha256, result)
        elif isinstance(result, Same):
            read_again(self.store, source.sha256, result.parser_version, result.parsed_at, result.seconds)
            seen_as(self.store, source.sha256, source.filename)
            self._count(result.text_origin, result.seconds, result.tasks, result.citations)
            self._stored(source, "unchanged", None)
        elif result.document["secrecy"] and not self.accept_classified:
            self._failed(list(source.paths), None, Failure(str(source.paths[0]), CLASSIFIED, "Văn bản có dấu độ mật: không nhận, không giữ lại gì."))
        else:
            self._put(source, result)

    def _put(self, source: SourceFile, prepared: Prepared) -> None:
        corrected = None
        if self.correct is not None and corrections_for(self.store, prepared.key, prepared.sha256):
            corrected = self.correct(self.store, prepared.read_back())
        try:
            stored = put(self.store, prepared, corrected)
        except Conflict as error:
            self._failed(list(source.paths), source.sha256, Failure(str(source.paths[0]), error.code, error.vi))
            return
        file, rows = prepared.file, prepared.rows
        self._count(file["text_origin"], file["seconds"], len(rows["tasks"]), len(rows["citations"]))
        self._stored(source, stored.outcome, stored.key)

    def _count(self, origin: str, seconds: float | None, tasks: int, citations: int) -> None:
        s = self.summary
        s.seconds["parse"] += seconds or 0.0
        files, spent = s.by_origin.get(origin, (0, 0.0))
        s.by_origin[origin] = (files + 1, spent + (seconds or 0.0))
        s.tasks += tasks
        s.citations += citations

    def _stored(self, source: SourceFile, outcome: Outcome, key: str | None) -> None:
        for path in source.paths:
            forget_failure(self.store, str(path))
        self._done(source.paths[0], outcome, key)
        for path in source.paths[1:]:
            self._done(path, "unchanged", key)

    def _failed(self, paths: list[Path], sha256: str | None, failure: Failure) -> None:
        for path in paths:
            own = Failure(str(path), failure.code, failure.message, sha256)
            if failure.code != CLASSIFIED:  # of a secret not even the name is kept
                put_failure(self.store, self.run_id, own)
            self.summary.failures.append(own)
            self._done(path, "failed", None, own)

    def _done(self, path: Path, outcome: Outcome, key: str | None, failure: Failure | None = None) -> None:
        s = self.summary
        s.seen += 1
        setattr(s, outcome, getattr(s, outcome) + 1)
        self._told.append(Progress(s.seen, self.total, path, outcome, key, failure))

    def _tell(self) -> None:
        """Nobody hears of a file before it is kept."""
        for progress in self._told:
            self.progress(progress)
        self._told.clear()


def _context() -> BaseContext:
    """Workers start clean: a plain fork would share our database connection and threads."""
    context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    context.set_forkserver_preload(["parser.pipeline"])
    return context


def _crashed(source: SourceFile) -> Failure:
    return Failure(str(source.paths[0]), "reader_crashed", "Chương trình đọc tệp bị dừng đột ngột.", source.sha256)


def _begin_worker() -> None:
    """A worker whose main process was killed would wait for work for ever; what it has loaded by now is never garbage."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # a dispatch is some ten thousand small objects and hardly a cycle
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()

