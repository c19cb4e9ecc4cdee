"""Ingest reads each content once, writes it whole, and one bad file never stops the rest."""

import hashlib
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import corpus.ingest.run as run
import corpus.ingest.work as work
from corpus.ingest import Progress, Summary, find_sources, ingest
from corpus.samples.build import FILES
from corpus.store import Corrected, Correction, Store, add_correction, check, contents, documents, failures, open_store, parsed_document
from models import Document
from models.document import Text
from parser.errors import MalformedSource

Make = Callable[..., Document]


def clock() -> datetime:
    return datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Make) -> Path:
    """Five files whose "parser" makes one document of each name; `bad` is malformed, `broken` is a defect of ours."""

    def fake(data: bytes, filename: str, **_: object) -> Document:
        if "bad" in filename:
            raise MalformedSource("malformed", "Tệp hỏng.", "Broken.")
        if "broken" in filename:
            raise ZeroDivisionError
        stem = data.decode().split(".")[0].split("/")[-1]
        return make(f"a/{stem}/2026/1", cites=("a/one/2026/1",), sha=data.decode(), filename=filename)

    monkeypatch.setattr(work, "parse", fake)
    monkeypatch.setattr(run, "sha256_of", lambda path: __import__("hashlib").sha256(path.read_bytes()).hexdigest())
    monkeypatch.setattr(run, "PARSER_VERSION", "test")
    root = tmp_path / "inbox"
    (root / "sub").mkdir(parents=True)
    for name in ("one.txt", "two.txt", "bad.pdf", "sub/three.docx", "broken.txt", ".hidden.txt", "notes.xyz"):
        (root / name).write_text(name, encoding="utf-8")
    return root


def test_a_folder_with_bad_files(folder: Path, store: Store) -> None:
    seen: list[Progress] = []
    summary = ingest([folder], store, clock=clock, progress=seen.append)
    assert (summary.seen, summary.added, summary.failed) == (5, 3, 2)
    assert {f.code for f in summary.failures} == {"malformed", "internal_error"}
    assert [p.done for p in seen] == [1, 2, 3, 4, 5]
    assert all(p.total == 5 for p in seen)
    assert [f.path for f in failures(store)] == sorted(str(folder / n) for n in ("bad.pdf", "broken.txt"))
    assert check(store) == []
    assert store.connection.execute("SELECT seen, added, failed, finished_at FROM runs").fetchone()[:3] == (5, 3, 2)


def test_twice_and_in_another_order_is_the_same(folder: Path, store: Store) -> None:
    (folder / "again.txt").write_text("one.txt", encoding="utf-8")
    ingest([folder], store, clock=clock)
    before = contents(store)
    second = ingest([folder], store, clock=clock)
    assert (second.added, second.replaced, second.unchanged, second.failed) == (0, 0, 4, 2)
    assert contents(store) == before
    with open_store(None) as other:
        for path in reversed(find_sources([folder])):
            ingest([path], other, clock=clock)
        assert contents(other) == before


def test_a_new_version_of_the_parser_writes_what_it_reads_otherwise(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([folder], store, clock=clock)
    parse = work.parse

    def newer(data: bytes, filename: str, **options: Any) -> Document:
        document = parse(data, filename, **options)
        header = document.header.model_copy(update={"subject": "đọc khác"}) if "two" in filename else document.header
        return document.model_copy(update={"header": header, "source": document.source.model_copy(update={"parser_version": "next"})})

    monkeypatch.setattr(work, "parse", newer)
    monkeypatch.setattr(run, "PARSER_VERSION", "next")
    seen: list[Progress] = []
    summary = ingest([folder], store, clock=clock, progress=seen.append)
    assert (summary.added, summary.replaced, summary.unchanged, summary.tasks) == (0, 1, 2, 3)
    assert {row["subject"] for row in documents(store).items} >= {"đọc khác"}
    assert {row[0] for row in store.connection.execute("SELECT parser_version FROM files")} == {"next"}
    assert ingest([folder], store, clock=clock).unchanged == 3
    assert check(store) == []


def test_a_file_that_becomes_readable_is_no_failure_any_more(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch, make: Make) -> None:
    ingest([folder], store, clock=clock)
    monkeypatch.setattr(work, "parse", lambda data, filename, **_: make(f"a/{filename}/2026/1", sha=data.decode(), filename=filename))
    assert ingest([folder], store, clock=clock).failed == 0
    assert failures(store) == []


def test_missing_and_unreadable(folder: Path, store: Store) -> None:
    summary = ingest([folder / "nowhere.pdf", folder / "one.txt"], store, clock=clock)
    assert [(f.code, Path(f.path).name) for f in summary.failures] == [("unreadable_file", "nowhere.pdf")]
    assert summary.added == 1


def correction(path: Path) -> Correction:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Correction("a/one/2026/1", "header.subject", "replace", "", "đã sửa", None, "an", "2026-04-01T00:00:00+00:00", sha256)


@pytest.mark.parametrize("spoilt", [{"text": Text(content="\ud800")}, {"source": {"pages": 2**70}}])
def test_what_cannot_be_stored_is_that_files_failure(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch, spoilt: dict[str, Any]) -> None:
    parse = work.parse

    def spoil(data: bytes, filename: str, **options: Any) -> Document:
        document = parse(data, filename, **options)
        if "one" not in filename:
            return document
        return document.model_copy(update={k: document.source.model_copy(update=v) if k == "source" else v for k, v in spoilt.items()})

    monkeypatch.setattr(work, "parse", spoil)
    summary = ingest([folder], store, clock=clock)
    assert {Path(f.path).name: f.code for f in summary.failures}["one.txt"] == "document_not_storable"
    assert summary.added == 2
    assert check(store) == []


def test_what_cannot_be_stored_once_corrected_is_that_files_failure(folder: Path, store: Store) -> None:
    def spoil(_: Store, document: Document) -> Corrected | None:
        spoilt = document.model_copy(update={"text": document.text.model_copy(update={"content": "\ud800"})})
        return Corrected(spoilt, document, {}, {}) if "one" in document.source.filename else None

    add_correction(store, correction(folder / "one.txt"))
    summary = ingest([folder], store, clock=clock, correct=spoil)
    assert {Path(f.path).name: f.code for f in summary.failures}["one.txt"] == "document_not_storable"
    assert summary.added == 2
    assert check(store) == []


def test_corrections_are_replayed(folder: Path, store: Store) -> None:
    def correct(_: Store, parsed: Document) -> Corrected:
        document = parsed.model_copy(update={"header": parsed.header.model_copy(update={"subject": "đã sửa"})})
        return Corrected(document, parsed, {"header/subject": "an"}, {})

    add_correction(store, correction(folder / "one.txt"))
    ingest([folder / "one.txt"], store, clock=clock, correct=correct)
    (held,) = documents(store).items
    assert held["subject"] == "đã sửa"
    assert parsed_document(store, held["key"]).header.subject != "đã sửa"


def test_samples_in_parallel(store: Store) -> None:
    files = sorted(FILES.glob("cong-van-688*"))
    summary = ingest(files, store, clock=clock, workers=2)
    assert (summary.added, summary.failed) == (len(files), 0), summary.failures
    assert check(store) == []
    alone = Summary()
    with open_store(None) as other:
        alone = ingest(reversed(files), other, clock=clock)
        assert contents(other) == contents(store)
    assert (alone.tasks, alone.citations) == (summary.tasks, summary.citations)


CRASHY = """
import os, sys
sys.path[:0] = {paths!r}
from conftest import make_document
from corpus.store import prepare

def parse_or_die(work):
    if "die" in work.filename:
        os._exit(11)
    return prepare(make_document(f"a/{{work.path.stem}}/2026/1", sha=work.path.read_text(), filename=work.filename))
"""


def test_a_worker_that_dies_costs_its_own_file_only(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "crashy.py").write_text(CRASHY.format(paths=[str(Path(__file__).parents[1])]), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(run, "do", __import__("crashy").parse_or_die)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("a", "b", "die", "e", "f"):
        (inbox / f"{name}.txt").write_text(name, encoding="utf-8")
    summary = ingest([inbox], store, clock=clock, workers=2)
    assert [(Path(f.path).name, f.code) for f in summary.failures] == [("die.txt", "reader_crashed")]
    assert summary.added == 4
    assert check(store) == []


def test_a_kill_in_the_middle_leaves_whole_documents(tmp_path: Path) -> None:
    inbox, path = tmp_path / "inbox", tmp_path / "k.sqlite"
    inbox.mkdir()
    for n in range(200):
        (inbox / f"f{n:03}.txt").write_text(str(n), encoding="utf-8")
    script = f"""
        import sys, time
        sys.path[:0] = {[str(Path(__file__).parents[3]), str(Path(__file__).parents[1])]!r}
        from datetime import UTC, datetime
        from pathlib import Path
        import corpus.ingest.run as run
        from conftest import make_document
        from corpus.store import open_store, prepare
        run.do = lambda work: time.sleep(0.01) or prepare(make_document(
            f"a/{{work.path.stem}}/2026/1", cites=("x/y/2026/1",), tasks=20, sha=work.path.read_text(), filename=work.filename))
        print("ready", flush=True)
        run.ingest([Path({str(inbox)!r})], open_store({str(path)!r}), clock=lambda: datetime(2026, 4, 1, tzinfo=UTC), progress=lambda p: print(p.done, flush=True))
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == "25":
                time.sleep(0.004)
                process.kill()
                break
    with open_store(path) as store:
        assert check(store) == []
        held = documents(store, limit=1000).total
        assert 25 <= held < 200
        assert store.connection.execute("SELECT count(*) FROM tasks").fetchone()[0] == 20 * held


SLOW = """
import os, time
from pathlib import Path

def parse_for_ever(work):
    (Path(__file__).parent / f"worker-{os.getpid()}").touch()
    time.sleep(600)
"""


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for n in range(4):
        (inbox / f"{n}.txt").write_text(str(n), encoding="utf-8")
    script = f"""
        import sys
        sys.path[:0] = {[str(Path(__file__).parents[3]), str(tmp_path)]!r}
        from datetime import UTC, datetime
        from pathlib import Path
        import corpus.ingest.run as run
        import slow
        from corpus.store import open_store
        run.do = slow.parse_for_ever
        if __name__ == "__main__":
            run.ingest([Path({str(inbox)!r})], open_store(None), clock=lambda: datetime(2026, 4, 1, tzinfo=UTC), workers=2)
    """
    main = tmp_path / "main.py"
    main.write_text(textwrap.dedent(script), encoding="utf-8")
    with subprocess.Popen([sys.executable, str(main)]) as process:
        assert wait_for(lambda: len(list(tmp_path.glob("worker-*"))) == 2, 60)
        workers = [int(path.name.removeprefix("worker-")) for path in tmp_path.glob("worker-*")]
        process.kill()
    assert wait_for(lambda: not any(alive(pid) for pid in workers), 20)


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2]
    except OSError:
        return False


def test_a_classified_dispatch_leaves_no_trace(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch, make: Make) -> None:
    def secret(data: bytes, filename: str, **_: object) -> Document:
        document = make(f"a/{filename}/2026/1", sha=data.decode(), filename=filename)
        return document.model_copy(update={"header": document.header.model_copy(update={"secrecy": "MẬT"})}) if "one" in filename else document

    monkeypatch.setattr(work, "parse", secret)
    summary = ingest([folder / "one.txt"], store, clock=clock)
    assert [f.code for f in summary.failures] == ["classified_document"]
    assert "one.txt" not in "\n".join(store.connection.iterdump())
    assert ingest([folder / "one.txt"], store, clock=clock, accept_classified=True).added == 1
