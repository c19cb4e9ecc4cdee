"""Workers as processes of their own on a real Redis: no home shared, Redis lost and found, a worker killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests_server import ROOT, free_port, started
from tests_service import changes, chidao, dispatch, redis_server, until, upload


@contextmanager
def worker(folder: Path, url: str, processes: int = 1) -> Iterator[subprocess.Popen[bytes]]:
    """`chidao worker` with a home of its own, as on another machine."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "worker", "-j", str(processes)]
    process = subprocess.Popen(command, env={**os.environ, "CHIDAO_HOME": str(folder), "CHIDAO_QUEUE": url, "CHIDAO_LOG": "off"}, cwd=ROOT)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(40)


def test_workers_elsewhere_read_what_is_uploaded(tmp_path: Path) -> None:
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    settings = {"CHIDAO_QUEUE": url, "CHIDAO_WORKERS": "0", "CHIDAO_LEASE_SECONDS": "3"}
    with started(tmp_path / "home", free_port(), **settings) as client:
        job = upload(client, dispatch(1))
        until(lambda: client.get("/v1/ready").status_code == 503)
        assert client.get("/v1/ready").json()["fault"] == "queue"
        with redis_server(tmp_path, port), worker(tmp_path / "far", url):
            assert client.wait_for(job["id"])["state"] == "done"
            assert client.get("/v1/ready").json()["status"] == "ready"
        lost = [upload(client, dispatch(n)) for n in (2, 3)]
        # Redis comes back empty, and the first worker is killed while it reads.
        with redis_server(tmp_path, port):
            with worker(tmp_path / "far", url) as first:
                for child in Path(f"/proc/{first.pid}/task/{first.pid}/children").read_text().split():
                    os.kill(int(child), signal.SIGKILL)
                first.kill()
            with worker(tmp_path / "far", url, processes=2):
                for job in lost:
                    assert client.wait_for(job["id"])["state"] == "done"
        assert client.get("/v1/documents").json()["total"] == 3
        feed = changes(client)
        assert len([c for c in feed if c["kind"] == "document.added"]) == 3
    assert not any((tmp_path / "far").glob("**/*.sqlite"))
    assert chidao(tmp_path / "home", "db", "check").stdout.strip() == "ok"


def test_a_worker_without_a_queue_says_so(tmp_path: Path) -> None:
    result = chidao(tmp_path, "worker")
    assert result.returncode == 2
    assert "no_queue" in result.stderr
