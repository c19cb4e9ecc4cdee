"""`chidao graph …` and the graph's routes answer the same of the same database."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app
from api.service.settings import Settings
from corpus.ingest import ingest
from corpus.store import open_store

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "files"
NAMES = ("quyet-dinh-412-qd-ubnd", "ke-hoach-35-kh-syt", "cong-van-688-syt-tchc", "quyet-dinh-1120-qd-ubnd")
QD, LETTER, OLD = "song-lam/qd-ubnd/2026/412", "song-lam/syt-tchc/2026/688", "song-lam/qd-ubnd/2024/1875"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "chidao.sqlite"
    with open_store(path) as store:
        assert ingest([SAMPLES / f"{name}.docx" for name in NAMES], store, clock=lambda: datetime.now(UTC)).failed == 0
    return path


@pytest.fixture(scope="module")
def client(database: Path) -> TestClient:
    return TestClient(create_app(Settings(home=database.parent, database=database)), client=("127.0.0.1", 50000), base_url="http://127.0.0.1:8000")


ASKED = [
    (["neighbours", QD, "--depth", "2"], f"/v1/documents/{QD}/neighbours?depth=2"),
    (["rests-on", QD, "--as-of", "2026-12-31"], f"/v1/documents/{QD}/rests-on?as_of=2026-12-31&limit=2000"),
    (["paths", LETTER, OLD], f"/v1/graph/paths?start={LETTER}&end={OLD}"),
    (["timeline", QD], f"/v1/documents/{QD}/timeline"),
    (["central", "--limit", "5"], "/v1/graph/central?limit=5"),
    (["components"], "/v1/graph/components"),
]


@pytest.mark.parametrize(("arguments", "address"), ASKED, ids=lambda value: value[0] if isinstance(value, list) else "")
def test_both_doors_say_the_same(database: Path, client: TestClient, arguments: list[str], address: str) -> None:
    printed = CliRunner().invoke(app, ["graph", *arguments, "--db", str(database), "--json"])
    assert printed.exit_code == 0, printed.output
    said, answer = json.loads(printed.output), client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.json() == (said | {"nodes": [n | {"held": bool(n["held"])} for n in said["nodes"]]} if "nodes" in said else said)
    assert answer.json()
    plain = CliRunner().invoke(app, ["graph", *arguments, "--db", str(database)])
    assert plain.exit_code == 0
    assert plain.output.strip()


def test_status_on_a_day(database: Path, client: TestClient) -> None:
    before, after = (client.get(f"/v1/documents/{OLD}/status", params={"as_of": day}).json() for day in ("2025-06-30", "2026-06-30"))
    assert (before["status"], after["status"], after["by_key"]) == ("in_force", "replaced", QD)
    printed = CliRunner().invoke(app, ["graph", "status", OLD, "--as-of", "2026-06-30", "--db", str(database)])
    assert "đã bị thay thế" in printed.output
    assert QD in printed.output
    assert client.get(f"/v1/documents/{OLD}/status", params={"as_of": "hôm nay"}).status_code == 422
    assert client.get(f"/v1/documents/{OLD}/status", params={"as_of": "2026-02-31"}).json()["as_of"] == "2026-02-28"


def test_what_is_not_there(database: Path, client: TestClient) -> None:
    assert client.get("/v1/documents/no/such/1/rests-on").json()["code"] == "document_not_found"
    assert client.get("/v1/graph/paths", params={"start": QD, "end": "no/such/1"}).status_code == 404
    assert client.get("/v1/links").json() == []
    assert CliRunner().invoke(app, ["graph", "timeline", "no/such/1", "--db", str(database)]).exit_code == 1


def test_metadata_for_datasette_is_printed(database: Path) -> None:
    printed = CliRunner().invoke(app, ["explore", "--metadata", "--db", str(database)])
    assert printed.exit_code == 0
    assert "chidao" in json.loads(printed.output)["databases"]
