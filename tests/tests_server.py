"""A real server process on loopback, for the tests that talk to one."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Service(httpx.Client):
    """A client of one server process."""

    process: subprocess.Popen[bytes]
    home: Path

    def wait_for(self, job_id: str) -> dict[str, str]:
        """The job once it is done or failed."""
        for _ in range(1200):
            state: dict[str, str] = self.get(f"/v1/jobs/{job_id}").json()
            if state["state"] in ("done", "failed", "cancelled"):
                return state
            time.sleep(0.1)
        raise AssertionError(state)

    def kill(self) -> None:
        """As if the power went."""
        self.process.kill()
        self.process.wait(30)


@contextmanager
def started(home: Path, port: int, **settings: str) -> Iterator[Service]:
    """`chidao serve` over `home`, ended on leaving; `settings` are environment variables."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", str(port)]
    environment = {**os.environ, "CHIDAO_HOME": str(home), "CHIDAO_LOG": "off", **settings}
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        with Service(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            client.process, client.home = process, home
            for _ in range(600):
                try:
                    client.get("/v1/health", timeout=1)
                    break
                except httpx.TransportError:
                    time.sleep(0.2)
            else:
                raise AssertionError("the server did not start")
            yield client
    finally:
        process.terminate()
        process.wait(30)
