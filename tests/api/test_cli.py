"""The command line as a program calls it: exit codes, one line on stderr for each failure, quick help."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples" / "files"
LETTER = SAMPLES / "cong-van-688-syt-tchc.docx"
PLAN = SAMPLES / "ke-hoach-35-kh-syt.docx"


def chidao(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from api.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)


def test_one_file_prints_one_json() -> None:
    result = chidao("parse", LETTER)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["schema_version"] == "1.0"


def test_several_files_print_a_document_a_line() -> None:
    result = chidao("parse", LETTER, PLAN)
    assert [json.loads(line)["header"]["type"] for line in result.stdout.splitlines()] == ["cong_van", "ke_hoach"]


def test_bad_files_do_not_stop_the_rest(tmp_path: Path) -> None:
    empty = tmp_path / "trống.pdf"
    empty.write_bytes(b"")
    result = chidao("parse", empty, tmp_path / "không có.txt", LETTER, "--out", tmp_path / "out")
    assert result.returncode == 1
    failures = result.stderr.strip().splitlines()
    assert len(failures) == 2
    assert "empty_file" in failures[0]
    assert "unreadable_file" in failures[1]
    assert (tmp_path / "out" / f"{LETTER.stem}.json").exists()


def test_two_sources_of_one_name_keep_apart(tmp_path: Path) -> None:
    result = chidao("parse", LETTER, LETTER.with_suffix(".pdf"), "--out", tmp_path)
    assert result.returncode == 0, result.stderr
    assert {p.name for p in tmp_path.iterdir()} == {f"{LETTER.name}.json", f"{LETTER.stem}.pdf.json"}


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, api.cli; print([m for m in ('pydantic', 'spacy', 'underthesea', 'numpy', 'fastapi') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout.strip() == "[]"


def test_parsing_imports_no_nlp_library() -> None:
    code = "import sys, parser.pipeline; print([m for m in ('spacy', 'underthesea', 'tesserocr', 'fastapi') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert result.stdout.strip() == "[]"


def test_explain_names_the_rules() -> None:
    result = chidao("explain", LETTER)
    assert result.returncode == 0
    assert "header number" in result.stdout
    assert "task 1" in result.stdout


def test_ingest_and_export(tmp_path: Path) -> None:
    db = tmp_path / "chidao.sqlite"
    assert chidao("ingest", LETTER, "--db", db).returncode == 0
    assert chidao("export", "csv", "--out", tmp_path / "tasks.csv", "--db", db).returncode == 0
    assert len((tmp_path / "tasks.csv").read_text(encoding="utf-8-sig").splitlines()) > 3
    wrong = chidao("export", "docx", "--out", tmp_path / "x", "--db", db)
    assert wrong.returncode == 1
    assert "no_such_export" in wrong.stderr


def test_references_are_checked(tmp_path: Path) -> None:
    good = sorted((ROOT / "annotations" / "reference").glob("*.json"))
    assert chidao("check-reference", *good).stdout.strip() == "ok"
    spoilt = json.loads(good[0].read_text(encoding="utf-8"))
    spoilt["tasks"][0]["kind"] = "wish"
    (tmp_path / "spoilt.json").write_text(json.dumps(spoilt), encoding="utf-8")
    result = chidao("check-reference", tmp_path / "spoilt.json")
    assert result.returncode == 1
    assert "wish" in result.stdout


def test_help_answers_at_once() -> None:
    """0.3 s of its own time on a quiet machine; twice that is allowed to a busy one, by its best of three."""
    code = "import resource, subprocess, sys; subprocess.run([sys.executable, '-c', 'from api.cli import main; main()', '--help'], stdout=subprocess.DEVNULL)"
    code += "; u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime)"
    seconds = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout) for _ in range(3)]
    assert min(seconds) < 0.6


def test_two_databases_are_compared_file_by_file(tmp_path: Path) -> None:
    old, new = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    for path in (old, new):
        assert chidao("ingest", LETTER, "--no-cache", "--db", path).returncode == 0
    assert chidao("compare", old, new).stdout == ""
    with sqlite3.connect(new) as connection:
        connection.execute("UPDATE files SET document = json_set(document, '$.header.subject', 'Khác')")
    changes = chidao("compare", old, new).stdout.splitlines()
    assert [line.split("  ")[1] for line in changes] == ["header", "header"]
    assert changes[1].endswith("+ subject = Khác")
