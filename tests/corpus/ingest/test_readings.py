"""What readers gave is kept: a change of a rule starts from there, and nothing else is different."""

import shutil
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import corpus.ingest.work as work
from corpus.ingest import Readings, ingest
from corpus.ingest.sources import sha256_of
from corpus.samples.build import FILES
from corpus.store import Corrected, Correction, Store, add_correction, contents, documents, open_store
from models import Document
from parser.options import DEFAULT
from parser.readers import read

NAMES = ("cong-van-688-syt-tchc.docx", "ke-hoach-77-kh-ubnd.pdf", "cong-van-688-syt-tchc-scan.pdf")


def clock() -> datetime:
    return datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in NAMES[:2]:
        shutil.copy(FILES / name, folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_what_is_taken_up_again_is_what_was_read(tmp_path: Path, name: str) -> None:
    path = FILES / name
    reading = read(path.read_bytes(), name, DEFAULT)
    readings = Readings(tmp_path)
    readings.put(sha256_of(path), name, DEFAULT, reading)
    assert readings.get(sha256_of(path), name, replace(DEFAULT, isolate=True, workers=3)) == reading
    assert readings.get(sha256_of(path), name, replace(DEFAULT, ocr=False)) is None
    assert readings.get("0" * 64, name, DEFAULT) is None


def test_again_starts_from_what_was_read(inbox: Path, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "readings"
    assert ingest([inbox], store, clock=clock, readings=kept).added == 2
    before = contents(store)

    def refuse(*_: object) -> None:
        raise AssertionError("read from the bytes")

    monkeypatch.setattr(work, "read", refuse)
    again = ingest([inbox], store, clock=clock, readings=kept, again=True)
    assert (again.unchanged, again.failed) == (2, 0)
    assert contents(store) == before
    with open_store(None) as plain:
        monkeypatch.undo()
        ingest([inbox], plain, clock=clock)
        assert contents(plain) == before


def test_corrections_are_replayed_over_what_was_kept(inbox: Path, tmp_path: Path, store: Store) -> None:
    def correct(_: Store, parsed: Document) -> Corrected:
        return Corrected(parsed.model_copy(update={"header": parsed.header.model_copy(update={"subject": "đã sửa"})}), parsed, {"header/subject": "an"}, {})

    kept = tmp_path / "readings"
    ingest([inbox], store, clock=clock, readings=kept)
    for path in inbox.iterdir():
        add_correction(store, Correction("", "header.subject", "replace", "", "đã sửa", None, "an", "2026-04-01T00:00:00+00:00", sha256_of(path)))
    ingest([inbox], store, clock=clock, readings=kept, again=True, correct=correct)
    assert {row["subject"] for row in documents(store).items} == {"đã sửa"}


def test_other_readers_read_again_and_sweep_up(inbox: Path, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "readings"
    ingest([inbox], store, clock=clock, readings=kept)
    (old,) = kept.iterdir()
    monkeypatch.setattr("corpus.ingest.readings.reader_version", lambda: "other")
    assert Readings(kept).get(sha256_of(inbox / NAMES[0]), NAMES[0], DEFAULT) is None
    ingest([inbox], store, clock=clock, readings=kept, again=True)
    assert [p.name for p in kept.iterdir()] == ["other"]
    assert old.name != "other"


@pytest.mark.parametrize("spoilt", [b"", b"no zlib", zlib.compress(b'{"media_type": 3}'), zlib.compress(b"[")])
def test_a_spoilt_reading_is_read_again(inbox: Path, tmp_path: Path, store: Store, spoilt: bytes) -> None:
    kept = tmp_path / "readings"
    ingest([inbox], store, clock=clock, readings=kept)
    before = contents(store)
    files = [p for p in kept.rglob("*") if p.is_file()]
    assert len(files) == 2
    for path in files:
        path.write_bytes(spoilt)
    assert ingest([inbox], store, clock=clock, readings=kept, again=True).failed == 0
    assert contents(store) == before


def test_a_classified_dispatch_is_not_kept(inbox: Path, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    understand = work.understand

    def secret(*arguments: object, **named: object) -> Document:
        document = understand(*arguments, **named)  # type: ignore[arg-type]
        return document.model_copy(update={"header": document.header.model_copy(update={"secrecy": "MẬT"})})

    monkeypatch.setattr(work, "understand", secret)
    kept = tmp_path / "readings"
    assert ingest([inbox], store, clock=clock, readings=kept).failed == 2
    assert not [p for p in kept.rglob("*") if p.is_file()]


def test_a_folder_that_can_not_be_written_stops_nothing(inbox: Path, tmp_path: Path, store: Store) -> None:
    (tmp_path / "readings").write_text("a file in the way", encoding="utf-8")
    assert ingest([inbox], store, clock=clock, readings=tmp_path / "readings").added == 2
