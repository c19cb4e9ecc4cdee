"""Corrections in the store: applied, replayed over a new parse, undone, and each traced to its maker."""

from pathlib import Path

import pytest

from annotations.changes import accept, replace_items, set_header, set_item
from annotations.evaluate import evaluate
from annotations.reference_format import faults
from api.review import correct, corrected, undo, write_references
from corpus.samples.build import FILES
from corpus.store import NotFound, Store, check, corrections, document_json, open_store, parsed_document, put
from models import Document
from parser.pipeline import parse

AT = "2026-04-01T08:00:00+00:00"
SOURCE = FILES / "cong-van-688-syt-tchc.docx"


@pytest.fixture
def parsed() -> Document:
    return parse(SOURCE.read_bytes(), SOURCE.name)


@pytest.fixture
def store(parsed: Document) -> Store:
    store = open_store(None)
    put(store, parsed)
    return store


def _held(store: Store, key: str) -> Document:
    return Document.model_validate_json(document_json(store, key))


def test_a_correction_is_applied_replayed_and_undone(store: Store, parsed: Document) -> None:
    key, first = parsed.key, parsed.tasks[0]
    assert correct(store, key, [set_item(parsed, first.id, "outcome", "Báo cáo tổng hợp")], by="an", at=AT, reason="thiếu") == key
    assert _held(store, key).tasks[0].outcome == "Báo cáo tổng hợp"
    assert parsed_document(store, key) == parsed
    assert store.connection.execute("SELECT corrected_by FROM tasks WHERE id = ?", (first.id,)).fetchone()[0] == "an"
    again = corrected(store, parsed)
    assert again is not None
    assert put(store, parsed, again).outcome == "unchanged"
    (made,) = corrections(store, key)
    assert (made.reason, made.made_by, made.made_at, made.conflict) == ("thiếu", "an", AT, None)
    assert made.id is not None
    undo(store, key, made.id)
    assert _held(store, key) == parsed
    assert corrected(store, parsed) is None
    assert check(store) == []


def test_what_is_changed_at_once_is_one_write(store: Store, parsed: Document) -> None:
    first = parsed.tasks[0].id
    before = store.connection.execute("SELECT count(*) FROM changes").fetchone()[0]
    correct(store, parsed.key, [set_item(parsed, first, "outcome", "Báo cáo"), set_item(parsed, first, "kind", "reporting")], by="an", at=AT)
    assert (_held(store, parsed.key).tasks[0].outcome, _held(store, parsed.key).tasks[0].kind) == ("Báo cáo", "reporting")
    assert len(corrections(store, parsed.key)) == 2
    told = store.connection.execute("SELECT count(*) FROM changes WHERE subject = ?", (first,)).fetchone()[0]
    assert told == store.connection.execute("SELECT count(*) FROM changes WHERE subject = ? AND n <= ?", (first, before)).fetchone()[0] + 1


def test_a_corrected_number_moves_the_document(store: Store, parsed: Document) -> None:
    assert parsed.header.number is not None
    number = {**parsed.header.number.model_dump(mode="json"), "raw": "689/SYT-TCHC", "normalized": "689/SYT-TCHC", "sequence": "689"}
    key = correct(store, parsed.key, [set_header(parsed, "number", number)], by="an", at=AT)
    assert key == parsed.key.replace("688", "689")
    with pytest.raises(NotFound):
        document_json(store, parsed.key)
    assert _held(store, key).header.number is not None
    then = correct(store, key, [accept(_held(store, key), "header/date")], by="bình", at=AT)
    assert then == key
    assert [c.conflict for c in corrections(store, key)] == [None, None]
    first = corrections(store, key)[0].id
    assert first is not None
    assert undo(store, key, first) == parsed.key
    assert check(store) == []


def test_a_conflict_is_kept_and_shown(store: Store, parsed: Document) -> None:
    gone = replace_items(parsed, "tasks", [parsed.tasks[-1].id], [])
    correct(store, parsed.key, [gone], by="an", at=AT)
    correct(store, parsed.key, [set_item(parsed, parsed.tasks[-1].id, "outcome", "x")], by="bình", at=AT)
    assert [c.conflict for c in corrections(store, parsed.key)] == [None, "item_gone"]
    assert len(_held(store, parsed.key).tasks) == len(parsed.tasks) - 1


def test_nothing_is_kept_of_what_can_not_be_stored(store: Store, parsed: Document) -> None:
    with pytest.raises(NotFound):
        correct(store, "không/có/1", [set_header(parsed, "place", "x")], by="an", at=AT)
    with pytest.raises(NotFound):
        undo(store, parsed.key, 99)
    assert corrections(store, parsed.key) == []


def test_reviewed_documents_are_references(store: Store, parsed: Document, tmp_path: Path) -> None:
    assert write_references(store, tmp_path / "none", tmp_path / "out") == 0
    correct(store, parsed.key, [set_item(parsed, parsed.tasks[0].id, "outcome", "Báo cáo tổng hợp")], by="an", at=AT)
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / parsed.source.sha256).write_bytes(SOURCE.read_bytes())
    assert write_references(store, originals, tmp_path / "out") == 1
    (reference,) = (tmp_path / "out" / "references").iterdir()
    assert list(faults(reference)) == []
    found = evaluate(tmp_path / "out" / "references", tmp_path / "out" / "sources")
    assert found.documents[0].failure is None
    ledger = found.documents[0].ledger
    assert ledger.counts["header"].f1 == 1
    assert ledger.misses["tasks.outcome"], "the parser does not know what a person put right"
