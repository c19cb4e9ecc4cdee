"""kill -9 at random moments of uploads and reading: nothing that was accepted is missing or doubled.

A point is one kill: of the server (with its workers), or of one worker. `CHIDAO_KILLS=1000` looks longer.
"""

import contextlib
import os
import random
import signal
import threading
import time
from pathlib import Path

import httpx
from tests_server import Service, free_port, started
from tests_service import changes, chidao, dispatch

KILLS = int(os.environ.get("CHIDAO_KILLS", "6"))
SEED = int(os.environ.get("CHIDAO_SEED", "1"))
SETTINGS = {"CHIDAO_LEASE_SECONDS": "1.5", "CHIDAO_WORKERS": "2"}


def _children(pid: int) -> list[int]:
    try:
        return [int(c) for task in Path(f"/proc/{pid}/task").iterdir() for c in (task / "children").read_text().split()]
    except OSError:
        return []


def _kill_all(pid: int) -> None:
    """The server first, so that it replaces nobody; then its workers and their readers."""
    below = _children(pid)
    below += [c for child in below for c in _children(child)]
    for victim in (pid, *below):
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)


class Uploader(threading.Thread):
    """Sends dispatches until it is told to stop; knows which were accepted."""

    def __init__(self, url: str, first: int, accepted: dict[int, str]) -> None:
        super().__init__()
        self.url, self.number, self.accepted, self.ended = url, first, accepted, threading.Event()

    def run(self) -> None:
        with httpx.Client(base_url=self.url, timeout=10) as client:
            while not self.ended.is_set():
                try:
                    answer = client.post("/v1/documents", files={"file": (f"{self.number}.txt", dispatch(self.number))}, headers={"Idempotency-Key": f"k{self.number}"})
                    if answer.status_code == 202:
                        self.accepted[self.number] = answer.json()["id"]
                except httpx.HTTPError:
                    if not self.ended.wait(0.1):
                        continue  # not answered: the same again, with the same key
                    return
                self.number += 1
                self.ended.wait(0.15)


def test_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    port = free_port()
    accepted: dict[int, str] = {}
    points = 0
    number = 1
    while points < KILLS:
        with started(tmp_path, port, **SETTINGS) as client:
            uploader = Uploader(str(client.base_url), number, accepted)
            uploader.start()
            for _ in range(chance.randint(0, 12)):  # workers die, the server goes on
                time.sleep(chance.uniform(0, 1.2))
                workers = _children(client.process.pid)
                if workers and points < KILLS:
                    os.kill(chance.choice(workers), signal.SIGKILL)
                    points += 1
            time.sleep(chance.uniform(0, 1.5))
            _kill_all(client.process.pid)
            client.process.wait(30)
            points += 1
            uploader.ended.set()
            uploader.join()
            number = uploader.number
    with started(tmp_path, port, **SETTINGS) as client:
        _holds(client, accepted)
    assert chidao(tmp_path, "db", "check").stdout.strip() == "ok"
    print(f"{points} kills, {len(accepted)} uploads accepted")


def _holds(client: Service, accepted: dict[int, str]) -> None:
    states = {n: client.wait_for(job) for n, job in accepted.items()}
    # Workers were killed on purpose: a file that was in hand three times may be given up, and says so; it can be read again.
    for n, state in states.items():
        if state["state"] == "failed":
            assert state["code"] == "reader_crashed"
            client.post(f"/v1/jobs/{accepted[n]}/retry")
            assert client.wait_for(accepted[n])["state"] == "done"
    keys = {client.get(f"/v1/jobs/{job}").json()["document_key"] for job in accepted.values()}
    assert len(keys) == len(accepted)
    feed = changes(client)
    numbers = [c["n"] for c in feed]
    assert numbers == list(range(1, len(numbers) + 1)), "a gap or a repeat in the feed"
    added = [c["subject"] for c in feed if c["kind"] == "document.added"]
    assert len(added) == len(set(added))
    assert keys <= set(added)
    total = client.get("/v1/documents").json()["total"]
    assert total == len(added)
    tasks = [c["subject"] for c in feed if c["kind"] == "task.added"]
    assert len(tasks) == len(set(tasks)) == client.get("/v1/tasks").json()["total"]
    assert not [c for c in feed if c["kind"] in ("task.removed", "document.removed", "task.changed")]
