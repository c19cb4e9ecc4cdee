"""Webhooks: signed, in order, tried again, replayed; never to where they may not go."""

import base64
import hashlib
import hmac
import ipaddress
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests_server import Service, free_port, started
from tests_service import changes, dispatch, until, upload

from api.service import webhooks


class Target:
    """A tracker: takes what it is sent, or not."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.status = 204
        target = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                target.bodies.append(body)
                target.headers.append({k.lower(): v for k, v in self.headers.items()})
                if target.status < 300:
                    target.events.append(json.loads(body))
                self.send_response(target.status)
                if target.status in (301, 307):
                    self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def target() -> Iterator[Target]:
    made = Target()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
def allowing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with started(tmp_path_factory.mktemp("home"), free_port(), CHIDAO_WEBHOOK_ALLOW="127.0.0.0/8") as client:
        yield client


def test_changes_are_delivered_signed_and_in_order(allowing: Service, target: Target) -> None:
    made = allowing.post("/v1/webhooks", json={"url": target.url, "after": 0}).json()
    target.status = 500
    assert allowing.wait_for(upload(allowing, dispatch(1))["id"])["state"] == "done"
    until(lambda: len(target.bodies) >= 2)
    assert set(target.bodies) == {target.bodies[0]}, "the first change is tried again before any other"
    target.status = 204
    feed = changes(allowing)
    until(lambda: len(target.events) == len(feed))
    assert [e["id"] for e in target.events] == [str(c["n"]) for c in feed]
    event = target.events[0]
    assert (event["specversion"], event["type"], event["subject"]) == ("1.0", f"chidao.{feed[0]['kind']}", feed[0]["subject"])
    assert event["data"]["after"] == feed[0]["after"]
    headers, body = target.headers[-1], target.bodies[-1]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(made["secret"].removeprefix("whsec_"))
    assert headers["webhook-signature"] == "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["content-type"].startswith("application/cloudevents+json")
    hook = made["webhook"]["id"]
    log = allowing.get(f"/v1/webhooks/{hook}/deliveries").json()
    assert {d["status"] for d in log} == {500, 204}
    assert made["secret"] not in allowing.get(f"/v1/webhooks/{hook}").text
    target.events.clear()
    assert allowing.post(f"/v1/webhooks/{hook}/replay", params={"after": feed[2]["n"]}).json()["state"] == "active"
    until(lambda: len(target.events) == len(feed) - 3)
    assert [e["id"] for e in target.events] == [str(c["n"]) for c in feed[3:]]
    assert allowing.delete(f"/v1/webhooks/{hook}").status_code == 204
    assert allowing.get(f"/v1/webhooks/{hook}").json()["code"] == "webhook_not_found"


def test_only_the_kinds_that_were_asked_for(allowing: Service, target: Target) -> None:
    allowing.post("/v1/webhooks", json={"url": target.url, "kinds": ["document.added"]})
    assert allowing.wait_for(upload(allowing, dispatch(2))["id"])["state"] == "done"
    until(lambda: target.events)
    time.sleep(1.5)
    assert [e["type"] for e in target.events] == ["chidao.document.added"]


def test_redirects_are_not_followed(allowing: Service, target: Target) -> None:
    target.status = 307
    made = allowing.post("/v1/webhooks", json={"url": target.url, "after": 0}).json()["webhook"]
    upload(allowing, dispatch(3))
    until(lambda: allowing.get(f"/v1/webhooks/{made['id']}/deliveries").json())
    assert {d["status"] for d in allowing.get(f"/v1/webhooks/{made['id']}/deliveries").json()} == {307}
    assert allowing.get(f"/v1/webhooks/{made['id']}").json()["cursor"] == 0


def test_private_targets_are_paused_and_never_reached(service: Service, target: Target) -> None:
    made = service.post("/v1/webhooks", json={"url": target.url, "after": 0}).json()["webhook"]
    until(lambda: service.get(f"/v1/webhooks/{made['id']}").json()["state"] == "paused")
    assert target.bodies == []
    assert service.get(f"/v1/webhooks/{made['id']}/deliveries").json()[0]["error"] == "forbidden_target"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "2002:0a00:0001::1", "::"],
)
def test_no_private_address_is_public(address: str) -> None:
    with pytest.raises(webhooks.ForbiddenTarget):
        webhooks.addresses(address, 80, ())
    ip = ipaddress.ip_address(address)
    if ip.version == 4:
        assert webhooks.addresses(address, 80, (ipaddress.ip_network(f"{address}/32"),)) == [address]


@pytest.mark.parametrize("url", ["ftp://a.example/", "http://", "http://user:pw@a.example/", "http://a.example:99999/", "http://a b.example/", "http://[::1", "file:///etc/passwd", "http://a.example/\r\nX: y", "gopher://a"])
def test_only_plain_addresses_are_targets(url: str) -> None:
    with pytest.raises(webhooks.ForbiddenTarget):
        webhooks.check_url(url)


def test_a_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch, target: Target) -> None:
    """DNS that says something else the second time leads nowhere else."""
    answers = iter([[(2, 1, 6, "", ("127.0.0.1", 80))], [(2, 1, 6, "", ("10.9.9.9", 80))]])
    monkeypatch.setattr(webhooks.socket, "getaddrinfo", lambda *_, **__: next(answers))
    port = target.server.server_port
    connect = webhooks.socket.create_connection
    seen = []

    def create(address: tuple[str, int], **options: Any) -> Any:
        seen.append(address[0])
        monkeypatch.undo()
        return connect(address, **options)

    monkeypatch.setattr(webhooks.socket, "create_connection", create)
    secret = "whsec_" + base64.b64encode(b"x" * 32).decode()
    assert webhooks.post(f"http://tracker.example:{port}/", b"{}", secret, "1", (ipaddress.ip_network("127.0.0.0/8"),)) == 204
    assert seen == ["127.0.0.1"]


def test_a_target_that_drips_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import socket

    monkeypatch.setattr(webhooks, "_SECONDS", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ended = threading.Event()

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                while not ended.wait(0.1):
                    try:
                        connection.sendall(b"H")
                    except OSError:
                        return

        dripping = threading.Thread(target=drip)
        dripping.start()
        began = time.monotonic()
        secret = "whsec_" + base64.b64encode(b"x" * 32).decode()
        with pytest.raises((OSError, webhooks.http.client.HTTPException)):
            webhooks.post(f"http://127.0.0.1:{listener.getsockname()[1]}/", b"{}", secret, "1", (ipaddress.ip_network("127.0.0.0/8"),))
        assert time.monotonic() - began < 5
        ended.set()
        dripping.join()
