"""Who may what: open mode, keys and their scopes, sessions, other sites' pages, rates, the audit log."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests_server import ROOT, Service, free_port, started
from tests_service import chidao, dispatch, make_key, until, upload


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, dict[str, str]]]:
    home = tmp_path_factory.mktemp("home")
    keys = {scope: make_key(home, scope) for scope in ("read", "upload", "review", "admin")}
    with started(home, free_port()) as client:
        yield client, {scope: f"Bearer {key}" for scope, key in keys.items()}


ALLOWED = {
    ("GET", "/v1/tasks"): {"read", "review", "admin"}, ("GET", "/v1/changes"): {"read", "review", "admin"}, ("GET", "/v1/metrics"): {"read", "review", "admin"},
    ("POST", "/v1/citations/lookup"): {"read", "review", "admin"}, ("POST", "/v1/documents"): {"upload", "admin"}, ("POST", "/v1/uploads"): {"upload", "admin"},
    ("DELETE", "/v1/documents/x/2026/1"): {"admin"}, ("GET", "/v1/keys"): {"admin"}, ("POST", "/v1/keys"): {"admin"}, ("GET", "/v1/audit"): {"admin"},
    ("GET", "/v1/webhooks"): {"admin"}, ("POST", "/v1/webhooks"): {"admin"}, ("GET", "/v1/exports/csv"): {"read", "review", "admin"},
    ("POST", "/v1/jobs/x/cancel"): {"upload", "admin"},
}  # fmt: skip


@pytest.mark.parametrize(("method", "path"), list(ALLOWED))
def test_each_scope_opens_its_own_doors(keyed: tuple[Service, dict[str, str]], method: str, path: str) -> None:
    client, keys = keyed
    for scope, key in keys.items():
        status = client.request(method, path, headers={"Authorization": key}).status_code
        assert (status != 403) == (scope in ALLOWED[method, path]), scope
    assert client.request(method, path).status_code == 401
    assert client.request(method, path, headers={"Authorization": "Bearer chd_000000000000_x"}).status_code == 401


def test_every_route_of_v1_asks_for_a_key(keyed: tuple[Service, dict[str, str]]) -> None:
    client, keys = keyed
    paths = client.get("/v1/openapi.json", headers={"Authorization": keys["read"]}).json()["paths"]
    open_routes = {"/v1/health", "/v1/ready"}
    for path, operations in paths.items():
        for method in operations:
            status = client.request(method, path.replace("{page}", "1")).status_code
            assert (status in (200, 503)) if path in open_routes else status == 401, (method, path)


def test_pages_ask_to_sign_in(keyed: tuple[Service, dict[str, str]]) -> None:
    client, keys = keyed
    page = {"Accept": "text/html"}
    asked = client.get("/tasks", headers=page)
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?next=/tasks")
    assert client.post("/login", data={"key": "chd_000000000000_x"}, headers=page).status_code == 401
    signed = client.post("/login", data={"key": keys["read"].removeprefix("Bearer "), "next": "//evil.example/"})
    assert (signed.status_code, signed.headers["location"]) == (303, "/")
    cookie = signed.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    with httpx.Client(base_url=client.base_url, cookies=signed.cookies) as person:
        assert person.get("/tasks", headers=page).status_code == 200
        assert person.get("/v1/tasks").status_code == 200
        assert person.post("/upload", files={"file": ("x.txt", dispatch(1))}).status_code == 403
        assert person.post("/logout", headers={"Origin": "https://evil.example"}).status_code == 403
        assert person.post("/logout").status_code == 303
    with httpx.Client(base_url=client.base_url, cookies=signed.cookies) as person:
        assert person.get("/v1/tasks").status_code == 401
    client.cookies.clear()


def test_a_revoked_key_ends_at_once(keyed: tuple[Service, dict[str, str]]) -> None:
    client, keys = keyed
    admin = {"Authorization": keys["admin"]}
    made = client.post("/v1/keys", json={"name": "máy quét", "scopes": ["upload"], "days": 1}, headers=admin).json()
    new = {"Authorization": f"Bearer {made['secret']}"}
    job = client.post("/v1/documents", files={"file": ("x.txt", dispatch(2))}, headers=new).json()
    assert client.get(f"/v1/jobs/{job['id']}", headers=new).status_code == 200
    other = client.post("/v1/documents", files={"file": ("y.txt", dispatch(3))}, headers=admin).json()
    assert client.get(f"/v1/jobs/{other['id']}", headers=new).status_code == 404
    assert client.delete(f"/v1/keys/{made['key']['id']}", headers=admin).json()["revoked_at"]
    assert client.get(f"/v1/jobs/{job['id']}", headers=new).status_code == 401
    told = client.get("/v1/keys", headers=admin).text
    assert made["secret"].split("_", 2)[2] not in told
    assert made["secret"].split("_", 2)[2].encode() not in (client.home / "service.sqlite").read_bytes()


def test_an_expired_key_is_none(tmp_path: Path) -> None:
    made = chidao(tmp_path, "key", "add", "ngắn", "--scope", "admin", "--days", "0")
    with started(tmp_path, free_port()) as client:
        assert client.get("/v1/tasks", headers={"Authorization": f"Bearer {made.stdout.strip()}"}).status_code == 401


def test_what_was_done_is_in_the_audit_log(keyed: tuple[Service, dict[str, str]]) -> None:
    client, keys = keyed
    admin = {"Authorization": keys["admin"]}
    client.delete("/v1/documents/x/2026/99", headers=admin)
    job = upload(client, dispatch(4), **admin)
    until(lambda: client.get(f"/v1/jobs/{job['id']}", headers=admin).json()["state"] == "done")
    client.get("/v1/exports/csv", headers={"Authorization": keys["read"]})
    client.get("/v1/keys", headers={"Authorization": keys["read"]})
    log = client.get("/v1/audit", params={"limit": 1000}, headers=admin).json()
    entries = {(e["action"], e["subject"], e["status"]) for e in log}
    assert ("DELETE /v1/documents/{key:path}", "x/2026/99", 404) in entries
    assert ("GET /v1/exports/{name}", "csv", 200) in entries
    assert any(a == "GET /v1/keys" and s == 403 for a, _, s in entries)
    assert keys["admin"].split("_")[1] in {e["caller"] for e in log}


def test_rates_are_limited_by_key(tmp_path: Path) -> None:
    key = {"Authorization": f"Bearer {make_key(tmp_path, 'read')}"}
    other = {"Authorization": f"Bearer {make_key(tmp_path, 'read')}"}
    with started(tmp_path, free_port(), CHIDAO_RATE_PER_MINUTE="60") as client:
        answers = [client.get("/v1/tasks", headers=key) for _ in range(20)]
        assert [a.status_code for a in answers].count(200) >= 10
        refused = next(a for a in answers if a.status_code == 429)
        assert int(refused.headers["retry-after"]) >= 1
        assert refused.json()["code"] == "too_many_requests"
        assert client.get("/v1/tasks", headers=other).status_code == 200


def test_anonymous_reading_only_where_it_is_set(tmp_path: Path) -> None:
    make_key(tmp_path, "admin")
    with started(tmp_path, free_port(), CHIDAO_ANONYMOUS_READ="true") as client:
        assert client.get("/v1/tasks").status_code == 200
        assert client.post("/v1/documents", files={"file": ("x.txt", dispatch(1))}).status_code == 403


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Host": "10.0.0.5:8000"}, {"X-Forwarded-For": "10.0.0.5"}, {"Forwarded": "for=10.0.0.5"}])
def test_the_open_mode_is_for_this_machine(service: Service, headers: dict[str, str]) -> None:
    assert service.get("/v1/tasks", headers=headers).status_code in (401, 421)
    assert service.get("/v1/tasks").status_code == 200


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}])
def test_another_site_s_page_changes_nothing(service: Service, headers: dict[str, str]) -> None:
    for path in ("/v1/documents", "/upload"):
        answer = service.post(path, files={"file": ("x.txt", dispatch(60))}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
    ours = {"Origin": str(service.base_url).rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert upload(service, dispatch(61), **ours)


def test_a_public_address_without_keys_is_refused(tmp_path: Path) -> None:
    refused = chidao(tmp_path, "serve", "--host", "0.0.0.0", "--port", str(free_port()))
    assert refused.returncode == 2
    assert "no_keys" in refused.stderr
    make_key(tmp_path, "read")
    port = free_port()
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--host", "0.0.0.0", "--port", str(port)]
    process = subprocess.Popen(command, env={"CHIDAO_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "CHIDAO_WORKERS": "0", "CHIDAO_LOG": "off"}, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                assert httpx.get(f"http://127.0.0.1:{port}/v1/tasks").status_code == 401
                break
            except httpx.TransportError:
                assert process.poll() is None
                time.sleep(0.2)
        else:
            raise AssertionError("the server did not start")
    finally:
        process.terminate()
        process.wait(30)


def test_nobody_s_body_is_not_read(keyed: tuple[Service, dict[str, str]]) -> None:
    """Who has no key is told so before the upload, not after it."""
    client, _ = keyed
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=30) as raw:
        raw.sendall(b"POST /v1/documents HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000000\r\n\r\n--x\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 401 ")
