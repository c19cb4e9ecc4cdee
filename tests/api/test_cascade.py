"""`chidao cascade` and `/v1/cascade` say the same of one order."""

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

TOP, PLAN = "song-lam/qd-ubnd/2026/302", "song-lam/kh-sxd/2026/19"
SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "cascade"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cascade") / "chidao.sqlite"
    with open_store(path) as store:
        summary = ingest([SAMPLES / f"{name}.txt" for name in ("reform-above", "reform-below", "storm-above")], store, clock=lambda: datetime.now(UTC))
    assert summary.failed == 0
    assert summary.seconds["cascade"] > 0
    return path


def test_the_command_prints_what_the_service_answers(database: Path) -> None:
    printed = CliRunner().invoke(app, ["cascade", TOP, "--db", str(database), "--json"])
    assert printed.exit_code == 0, printed.output
    said = json.loads(printed.output)
    service = create_app(Settings(home=database.parent, database=database))
    client = TestClient(service, client=("127.0.0.1", 50000), base_url="http://127.0.0.1:8000")
    answer = client.get("/v1/cascade", params={"document": TOP})
    missing = client.get("/v1/cascade", params={"document": "none"})
    assert answer.status_code == 200
    for part, fields in answer.json().items():
        for row, shown in zip(said[part], fields, strict=True):
            assert {k: row[k] for k in shown if k in row and k != "differences"} == {k: v for k, v in shown.items() if k in row and k != "differences"}
    assert [p["key"] for p in answer.json()["plans"]] == [PLAN]
    assert {"later", "higher", "lower"} == {d["how"] for d in answer.json()["differences"]}
    assert missing.status_code == 404
    assert missing.json()["code"] == "document_not_found"


def test_the_command_for_people(database: Path) -> None:
    runner = CliRunner()
    listed = runner.invoke(app, ["cascade", "--db", str(database)])
    assert listed.output.splitlines()[0].startswith(TOP)
    shown = runner.invoke(app, ["cascade", TOP, "--db", str(database), "--again"]).output
    assert "19/KH-SXD" in shown
    assert "Chưa nơi nào nhận: 4" in shown
    assert "thời hạn muộn hơn (trước ngày 30 tháng 6 năm 2026 → trước ngày 31 tháng 7 năm 2026)" in shown
    refused = runner.invoke(app, ["cascade", "none", "--db", str(database)])
    assert refused.exit_code == 1
    assert "document_not_found" in refused.output
