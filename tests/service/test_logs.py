"""Logs say what happened, never what a dispatch says."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import httpx
from tests_server import ROOT, free_port
from tests_service import dispatch, until

from api.logs import _Json


def test_a_fault_is_logged_without_its_words() -> None:
    try:
        raise ValueError("Sở Y tế báo cáo mật")
    except ValueError:
        record = logging.getLogger("chidao.x").makeRecord("chidao.x", logging.ERROR, "f", 1, "fault", (), sys.exc_info())
    event = json.loads(_Json().format(record))
    assert event["error"] == "ValueError"
    assert "Sở Y tế" not in json.dumps(event, ensure_ascii=False)
    assert event["trace"]
    quoting = logging.getLogger("library").makeRecord("library", logging.WARNING, "f", 1, "could not read %s", ("Sở Y tế",), None)
    assert "Sở Y tế" not in _Json().format(quoting)


def test_a_whole_day_of_work_leaves_no_words_in_the_log(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", str(port)]
    log = tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, env={"PATH": "/usr/bin:/bin", "CHIDAO_HOME": str(tmp_path / "home")}, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=out)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:

            def answers() -> bool:
                try:
                    return client.get("/v1/health").status_code == 200
                except httpx.TransportError:
                    return False

            until(answers)
            job = client.post("/v1/documents", files={"file": ("bi-mat-hoa-sen.txt", dispatch(1, "hoa sen trắng"))}).json()
            until(lambda: client.get(f"/v1/jobs/{job['id']}").json()["state"] == "done")
            client.get("/v1/search", params={"q": "hoa sen trang"})
            client.post("/v1/citations/lookup", json={"text": "hoa sen trắng, Nghị định số 30/2020/NĐ-CP"})
            client.get("/v1/documents/hoa-sen/2026/1")
            client.post("/v1/documents", files={"file": ("hoa-sen.pdf", b"%PDF-1.4 hoa sen")})
    finally:
        process.terminate()
        process.wait(30)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert {"request", "job_finished"} <= {line["event"] for line in lines}
    said = log.read_text(encoding="utf-8").lower()
    assert "hoa" not in said and "30/2020" not in said
