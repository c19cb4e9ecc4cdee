"""A cluster on this machine: a scheduler and two workers, each a process of its own; one of them is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.ingest import Cluster, ingest
from corpus.samples.dispatches import DISPATCHES
from corpus.samples.writer import write_docx
from corpus.store import check, contents, open_store

pytest.importorskip("distributed", reason="chidao[cluster] is not installed")
ROOT = Path(__file__).resolve().parents[3]


def clock() -> datetime:
    return datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for dispatch in DISPATCHES[:2]:
        (folder / f"{dispatch.name}.docx").write_bytes(write_docx(dispatch))
    for n in range(60):
        words = f"SỞ Y TẾ TỈNH SÔNG LAM\nSố: {n + 1}/SYT-NV\nSông Lam, ngày 05 tháng 3 năm 2026\n\nKính gửi: Các phòng.\n\n1. Phòng Nghiệp vụ báo cáo trước ngày 20/3/2026.\n"
        (folder / f"{n}.txt").write_text(words, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    return folder


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "0"}
    file = tmp_path / "scheduler.json"

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:], "--no-dashboard"]
        return subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    running = [start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))]
    try:
        for _ in range(200):
            if file.exists() and file.read_text(encoding="utf-8").endswith("}"):
                break
            time.sleep(0.1)
        running += [start("worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny") for _ in range(2)]
        yield json.loads(file.read_text(encoding="utf-8"))["address"], running
    finally:
        for process in running:
            process.kill()
            process.wait()


@pytest.mark.parametrize("send_bytes", [False, True])
def test_the_same_as_on_one_machine_though_a_worker_is_killed(inbox: Path, scheduler: tuple[str, list[subprocess.Popen[bytes]]], send_bytes: bool) -> None:
    address, processes = scheduler
    with open_store(None) as alone, open_store(None) as together:
        expected = ingest([inbox], alone, clock=clock)

        def kill(progress: object) -> None:
            if processes[1].poll() is None and together.connection.execute("SELECT count(*) FROM files").fetchone()[0] >= 10:
                os.kill(processes[1].pid, signal.SIGKILL)

        found = ingest([inbox], together, clock=clock, cluster=Cluster(address, send_bytes), progress=kill)
        assert processes[1].wait(10) == -signal.SIGKILL
        assert (found.added, found.failed) == (expected.added, expected.failed) == (2 + 60, 1)
        assert contents(together) == contents(alone)
        assert check(together) == []
