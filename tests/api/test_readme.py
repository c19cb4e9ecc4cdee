"""What the README prints runs as printed: the worked example against a server, the questions in SQL, the Python, the commands."""

import json
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests_server import free_port, started
from typer.testing import CliRunner

from api.cli import app
from corpus.ingest import ingest
from corpus.store import open_store

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SAMPLES = ROOT / "corpus" / "samples" / "files"


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.S)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("readme") / "chidao.sqlite"
    letters = list(SAMPLES.glob("*.docx"))
    with open_store(path) as store:
        assert ingest(letters, store, clock=lambda: datetime.now(UTC)).failed == 0
    return path


@pytest.mark.parametrize("question", [q.strip() for block in _blocks("sql") for q in re.split(r";\n", block) if q.strip()])
def test_questions_answer_in_plain_sqlite(database: Path, question: str) -> None:
    with sqlite3.connect(database) as connection:
        assert connection.execute(question).fetchall(), question


def test_the_worked_example_runs_as_printed(tmp_path: Path) -> None:
    block = next(b for b in _blocks("bash") if "/v1/documents" in b)
    port = free_port()
    with started(tmp_path, port) as client:
        lines = [line for line in block.replace(":8000", f":{port}").splitlines() if line.startswith("curl")]
        job = json.loads(subprocess.run(lines[0], shell=True, cwd=ROOT, capture_output=True, check=True).stdout)
        client.wait_for(job["id"])
        for line in lines[1:]:
            answer = json.loads(subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, check=True).stdout)
            assert answer["total"] > 0, line


def test_the_python_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    for block in _blocks("python"):
        exec(compile(block, "README.md", "exec"), {})
    assert "[" in capsys.readouterr().out


def test_every_command_is_in_the_readme() -> None:
    names = {command.name or (command.callback.__name__ if command.callback else "").replace("_", "-") for command in app.registered_commands}
    assert names == {name for name in names if f"chidao {name}" in README}
    assert CliRunner().invoke(app, ["--help"]).exit_code == 0


def test_the_explained_values_are_what_the_sample_gives() -> None:
    """The piece of output on the first screen is real."""
    from annotations.explain import explain
    from parser.pipeline import parse

    path = SAMPLES / "quyet-dinh-412-qd-ubnd.pdf"
    said = {(e.field, e.value, e.rule, f"{e.confidence:.2f}", e.words) for e in explain(parse(path.read_bytes(), path.name))}
    block = next(b for b in _blocks("console"))
    for field, value, rule, confidence, words in re.findall(r"^(\S.*)\n    (.*)\n    (\S+)  (\d\.\d\d)  «(.*)»$", block.partition("\n")[2], re.M):
        assert (field, value, rule, confidence, words) in said
