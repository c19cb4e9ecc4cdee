"""What breaks around the service: a full disk, a database that can't be written, slow and many callers, large files."""

import concurrent.futures
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest
from tests_server import ROOT, Service, free_port, started
from tests_service import chidao, dispatch, until, upload

_LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "


def test_a_full_disk_loses_nothing_that_was_accepted(tmp_path: Path) -> None:
    """No file may grow past 200 kB, which is what a full disk does to a write; then there is room again."""
    port = free_port()
    command = [sys.executable, "-c", _LIMITED.format(200_000) + "from api.cli import main; main()", "serve", "--port", str(port)]
    accepted = []
    with started(tmp_path, free_port()):
        pass
    process = subprocess.Popen(command, env={**os.environ, "CHIDAO_HOME": str(tmp_path), "CHIDAO_LOG": "off"}, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            until(lambda: _answers(client))
            refused = client.post("/v1/documents", files={"file": ("x.txt", dispatch(1) + b"x" * 300_000)})
            assert (refused.status_code, refused.json()["code"]) == (503, "storage_unavailable")
            assert refused.headers["retry-after"]
            for n in range(2, 6):
                answer = client.post("/v1/documents", files={"file": ("x.txt", dispatch(n))})
                assert answer.status_code in (202, 503)
                accepted += [answer.json()["id"]] if answer.status_code == 202 else []
            time.sleep(2)
            assert client.get("/v1/health").status_code == 200
    finally:
        process.kill()
        process.wait()
    assert accepted
    with started(tmp_path, free_port()) as client:
        assert all(client.wait_for(job)["state"] == "done" for job in accepted)
        assert client.get("/v1/documents").json()["total"] == len(accepted)
    assert chidao(tmp_path, "db", "check").stdout.strip() == "ok"


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/v1/health").status_code == 200
    except httpx.TransportError:
        return False


def test_a_locked_database_delays_and_loses_nothing(tmp_path: Path) -> None:
    """Another program holds the store's write lock: reading goes on, uploads are accepted, their answers wait."""
    with started(tmp_path, free_port()) as client:
        with sqlite3.connect(tmp_path / "chidao.sqlite") as other:
            other.execute("BEGIN IMMEDIATE")
            job = upload(client, dispatch(1))
            assert client.get("/v1/tasks").status_code == 200
            time.sleep(2)
            other.rollback()
        assert client.wait_for(job["id"])["state"] == "done"


def test_slow_callers_hold_up_nobody(service: Service) -> None:
    slow = []
    for n in range(50):
        connection = socket.create_connection((service.base_url.host, service.base_url.port or 80))
        request = b"POST /v1/documents HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n--x\r\n"
        connection.sendall(request if n % 2 else b"GET /v1/tasks HTTP/1.1\r\nHost: 127.")
        slow.append(connection)
    began = time.monotonic()
    assert service.get("/v1/tasks").status_code == 200
    assert time.monotonic() - began < 5
    for connection in slow:
        connection.close()
    assert service.get("/v1/tasks").status_code == 200


def test_200_uploads_at_once(tmp_path: Path) -> None:
    with started(tmp_path, free_port(), CHIDAO_WORKERS="2") as client:
        with concurrent.futures.ThreadPoolExecutor(200) as pool, httpx.Client(base_url=client.base_url, timeout=120, limits=httpx.Limits(max_connections=200)) as many:
            # 100 dispatches, each sent twice at the same time.
            sent = list(pool.map(lambda n: many.post("/v1/documents", files={"file": (f"{n}.txt", dispatch(1000 + n // 2))}), range(200)))
        assert {a.status_code for a in sent} == {202}
        ids = {a.json()["id"] for a in sent}
        assert len(ids) == 100
        assert all(client.wait_for(i)["state"] == "done" for i in ids)
        assert client.get("/v1/documents").json()["total"] == 100
    assert chidao(tmp_path, "db", "check").stdout.strip() == "ok"


def test_100_megabytes_at_once(tmp_path: Path) -> None:
    """Taken without holding it in memory; what is larger than allowed is refused before it is read."""
    size = 100 * 1024 * 1024
    with started(tmp_path, free_port(), CHIDAO_WORKERS="0", CHIDAO_MAX_UPLOAD_BYTES=str(size)) as client:
        before = _memory(client)
        job = upload(client, bytes(size), "lon.pdf")
        assert (tmp_path / "originals" / job["sha256"]).stat().st_size == size
        assert _memory(client) - before < 50 * 1024 * 1024
        refused = client.post("/v1/documents", files={"file": ("x.pdf", bytes(size + 1))})
        assert (refused.status_code, refused.json()["code"]) == (413, "source_too_large")
        with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=30) as raw:
            raw.sendall(b"POST /v1/documents HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000000000\r\n\r\n")
            assert raw.recv(100).startswith(b"HTTP/1.1 413 ")
        endless = client.post("/v1/documents", content=_endless(size * 3), headers={"Content-Type": "multipart/form-data; boundary=x"})
        assert endless.status_code == 413
        assert [p for p in (tmp_path / "originals").iterdir() if p.name.endswith(".partial")] == []


def _endless(size: int):  # type: ignore[no-untyped-def]
    yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
    for _ in range(size // 65536):
        yield bytes(65536)


def _memory(client: Service) -> int:
    status = Path(f"/proc/{client.process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


def test_a_stop_is_graceful(tmp_path: Path) -> None:
    """Open streams end, the answer in hand is given, what is queued is read by the next start."""
    port = free_port()
    with started(tmp_path, port) as client:
        jobs = [upload(client, dispatch(n)) for n in range(5)]
        lines: list[str] = []

        def listen() -> None:
            with httpx.Client(base_url=client.base_url, timeout=30) as other, other.stream("GET", f"/v1/jobs/{jobs[-1]['id']}/events") as stream:
                lines.extend(stream.iter_lines())

        listener = threading.Thread(target=listen)
        listener.start()
        until(lambda: lines)
        client.process.terminate()
        assert client.process.wait(30) in (0, -signal.SIGTERM)  # uvicorn ends, then lets the signal have its way
        listener.join(10)
        assert not listener.is_alive()
    with started(tmp_path, port) as client:
        assert all(client.wait_for(job["id"])["state"] == "done" for job in jobs)


def test_two_services_over_one_home_are_one_too_many(service: Service) -> None:
    second = chidao(service.home, "serve", "--port", str(free_port()))
    assert second.returncode != 0
    assert service.get("/v1/health").status_code == 200


@pytest.mark.parametrize("name", ["../../../etc/passwd", "..\\..\\boot.ini", "/etc/cron.d/x", "a\x00b.txt", "con\r\nSet-Cookie: x", ".", "…/../x", "x" * 5000])
def test_names_never_become_paths(service: Service, name: str) -> None:
    def kept() -> set[Path]:
        """All files but originals, and what SQLite keeps beside a database while it is open."""
        return {p for p in service.home.rglob("*") if p.parent.name != "originals" and not p.name.endswith(("-wal", "-shm"))}

    before = kept()
    answer = service.post("/v1/documents", files={"file": (name, dispatch(hash(name) % 10_000 + 100))})
    assert answer.status_code in (202, 400, 422)
    if answer.status_code == 202:
        assert "/" not in answer.json()["filename"] and "\\" not in answer.json()["filename"]
        assert len(answer.json()["filename"]) <= 200
    assert kept() == before


SYNTAX = ["' OR 1=1 --", '"', '" OR *', "NEAR(a b", "a* AND -b", "tasks_fts : x", "{a b} : c", "^", "%", "_", "[", "\\", "');DROP TABLE tasks;--", "a\x00b", "١٢٣", "🏛", "é" * 150]


@pytest.mark.parametrize("text", SYNTAX)
def test_sql_and_full_text_syntax_is_only_text(service: Service, text: str) -> None:
    spec = service.get("/v1/openapi.json").json()
    total = service.get("/v1/documents").json()["total"]
    for path, operations in spec["paths"].items():
        if "get" not in operations or "/events" in path:
            continue
        address = path
        for parameter in operations["get"].get("parameters", []):
            if parameter["in"] == "path":
                address = address.replace("{" + parameter["name"] + "}", httpx.QueryParams({"q": text}).__str__()[2:].replace("+", "%20"))
        asked = {p["name"]: text for p in operations["get"].get("parameters", []) if p["in"] == "query" and "string" in str(p["schema"]) and "enum" not in str(p["schema"]) and "pattern" not in str(p["schema"]) and p["name"] != "cursor"}
        answer = service.get(address, params=asked)
        assert answer.status_code in (200, 404, 422), (path, answer.text)
    assert service.get("/v1/documents").json()["total"] >= total


def test_markup_in_every_field_stays_text(service: Service) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    text = dispatch(77, f'Nội dung {evil} "><svg onload=alert(3)>').replace("Sở Nội vụ báo cáo".encode(), f"Sở Nội vụ {evil} báo cáo".encode())
    text = text.replace("V/v triển khai".encode(), f"V/v {evil} triển khai".encode())
    job = service.wait_for(upload(service, text, f"{evil}.txt")["id"])
    assert job["state"] == "done"
    for path in (f"/documents/{job['document_key']}", "/", "/tasks", f"/jobs?id={job['id']}", f"/tasks?unit={evil}&text={evil}"):
        page = service.get(path, follow_redirects=True)
        assert "<script>alert" not in page.text and "<img src=x" not in page.text and "<svg onload" not in page.text, path
        assert "script-src" not in page.headers["content-security-policy"]
    for path in (f"/v1/documents/{job['document_key']}", "/v1/tasks"):
        answer = service.get(path)
        assert answer.headers["content-type"] == "application/json" and answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("number", ["999", "9" * 30, "-1", "x", ""])
def test_a_correction_that_is_not_there_is_not_found(service: Service, number: str) -> None:
    key = service.get("/v1/documents").json()["items"][0]["key"]
    answer = service.post(f"/documents/{key}/corrections", data={"action": "undo", "correction": number})
    assert answer.status_code == 404, answer.text[:300]
