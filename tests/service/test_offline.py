"""No process of ours opens a socket beyond loopback: the service and its workers, watched by strace while they do all they do."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests_server import ROOT, Service, free_port
from tests_service import SAMPLES, until

_ADDRESS = re.compile(r'sin6?_addr[^"]*"([^"]+)"|inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
FILES = ("cong-van-688-syt-tchc.docx", "cong-van-688-syt-tchc.pdf", "cong-van-688-syt-tchc-scan.pdf")


def test_nothing_leaves_loopback(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    assert strace, "strace is not installed: deploy/setup.sh installs it"
    port, trace = free_port(), tmp_path / "trace"
    command = [strace, "-f", "-qq", "-e", "trace=connect,bind,sendto,sendmsg", "-o", str(trace), sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", str(port)]
    environment = {**os.environ, "CHIDAO_HOME": str(tmp_path / "home"), "CHIDAO_LOG": "off"}
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        with Service(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            until(lambda: _up(client), 120)
            rtf = rb"{\rtf1\ansi K\u7871?nh g\u7917?i: S\u7903? Y t\u7871?.\par 1. S\u7903? Y t\u7871? b\u225?o c\u225?o.\par}"
            sent = [(name, (SAMPLES / name).read_bytes()) for name in FILES] + [("a.rtf", rtf)]
            for name, data in sent:
                job = client.post("/v1/documents", files={"file": (name, data)}).json()
                assert client.wait_for(job["id"])["state"] == "done", name
            hook = client.post("/v1/webhooks", json={"url": "http://192.168.77.1/hook", "after": 0}).json()["webhook"]
            until(lambda: client.get(f"/v1/webhooks/{hook['id']}").json()["state"] == "paused")
            client.post("/v1/citations/lookup", json={"text": "Nghị định số 30/2020/NĐ-CP"})
            client.get("/v1/exports/csv")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)
    lines = [line for line in trace.read_text(errors="replace").splitlines() if "AF_INET" in line]
    assert any("bind(" in line for line in lines), "strace saw nothing"
    beyond = [line for line in lines if not all(a.startswith("127.") or a in ("::1", "::ffff:127.0.0.1") for match in _ADDRESS.findall(line) for a in match if a)]
    assert beyond == []


def _up(client: Service) -> bool:
    try:
        return client.get("/v1/health").status_code == 200
    except Exception:
        return False
