"""Every export is opened by an independent reader of its format and says what the store says."""

import csv
import io
import json
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import networkx
import openpyxl
import pytest

from corpus.exports import EXPORTERS, Request, export
from corpus.store import NotFound, Store, TaskFilter, contents, counts, open_store, put, tasks
from models import Document

AT = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
QD, KH, CV = "song-lam/qd-ubnd/2026/412", "song-lam/kh-syt/2026/35", "song-lam/syt-tchc/2026/688"
NASTY = "=HYPERLINK(\"http://x\"; 1) & <b>\x07 ]]> \U0001f600 'ngoặc' \"kép\"\nhàng hai"


@pytest.fixture(scope="module")
def filled(samples: dict[str, Document]) -> Store:
    store = open_store(None)
    for sample in samples.values():
        put(store, sample)
    return store


@pytest.fixture
def nasty(make: Callable[..., Document]) -> Store:
    """One task whose every text is hostile."""
    store = open_store(None)
    document = make("a/b/2026/1")
    task = document.tasks[0]
    unit = task.lead[0].model_copy(update={"name": NASTY})
    hostile = task.model_copy(update={"text": NASTY, "title": NASTY, "outcome": NASTY, "lead": (unit,)})
    put(store, document.model_copy(update={"tasks": (hostile,), "header": document.header.model_copy(update={"subject": NASTY})}))
    return store


def written(name: str, store: Store, **wanted: Any) -> bytes:
    out = io.BytesIO()
    export(name, store, Request(AT, TaskFilter(**wanted)), out)
    assert not out.closed
    return out.getvalue()


def sheet_rows(data: bytes, sheet: str = "Nhiệm vụ") -> list[dict[str, Any]]:
    rows = list(openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def todos(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VTODO"))


def graph(data: bytes) -> Any:
    return networkx.read_graphml(io.BytesIO(data), force_multigraph=True)


def task_ids(name: str, data: bytes) -> list[str]:
    if name == "json":
        return [t["id"] for d in json.loads(data) for t in d["tasks"]]
    if name == "jsonl":
        return [t["id"] for line in data.splitlines() for t in json.loads(line)["tasks"]]
    if name == "csv":
        return [row["id"] for row in csv_rows(data)]
    if name == "xlsx":
        return [row["Mã nhiệm vụ"] for row in sheet_rows(data)]
    if name == "ics":
        return list(dict.fromkeys(str(t["X-CHIDAO-TASK"]) for t in todos(data)))
    return [n for n, d in graph(data).nodes(data=True) if d["kind"] == "task"]


def test_names_are_pinned() -> None:
    assert [(e.name, e.suffix) for e in EXPORTERS] == [(n, f".{n}") for n in ("json", "jsonl", "csv", "xlsx", "ics", "graphml")]


@pytest.mark.parametrize("name", [e.name for e in EXPORTERS])
def test_each_has_every_task_once(name: str, filled: Store) -> None:
    expected = [row["id"] for row in tasks(filled, limit=1000).items]
    found = task_ids(name, written(name, filled))
    assert len(found) == len(set(found)) == counts(filled)["tasks"]
    assert set(found) == set(expected)


@pytest.mark.parametrize("name", ["csv", "xlsx", "ics", "graphml"])
def test_each_obeys_the_filter(name: str, filled: Store) -> None:
    found = task_ids(name, written(name, filled, unit="Sở Nội vụ", role="lead", document=QD))
    assert sorted(found) == sorted(f"{QD}#{ref}" for ref in ("Điều 2", "I.1", "III.2", "III.3"))


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_documents_obey_the_filter(name: str, filled: Store) -> None:
    for wanted, keys in (({"document": KH}, [KH]), ({"kind": "prohibition", "document": CV}, [CV]), ({"document": "none"}, [])):
        data = written(name, filled, **wanted)
        documents = json.loads(data) if name == "json" else [json.loads(line) for line in data.splitlines()]
        assert [d["key"] for d in documents] == keys
        for document in documents:
            Document.model_validate(document)


@pytest.mark.parametrize("name", [e.name for e in EXPORTERS])
def test_an_empty_store_gives_a_valid_file(name: str, store: Store) -> None:
    assert task_ids(name, written(name, store)) == []


@pytest.mark.parametrize("name", [e.name for e in EXPORTERS])
def test_hostile_text_comes_through(name: str, nasty: Store) -> None:
    data = written(name, nasty)
    assert task_ids(name, data) == ["a/b/2026/1#1"]
    clean = NASTY.replace("\x07", "")
    if name == "csv":
        assert csv_rows(data)[0]["text"] == f"'{clean}"
    elif name == "xlsx":
        cell = openpyxl.load_workbook(io.BytesIO(data))["Nhiệm vụ"]["E2"]
        assert (cell.value, cell.data_type) == (clean, "s")
        assert b"<f>" not in data
    elif name == "graphml":
        assert graph(data).nodes["a/b/2026/1#1"]["text"] == clean
    elif name == "ics":
        assert clean in str(todos(data)[0]["DESCRIPTION"])


def test_the_same_store_gives_the_same_bytes(filled: Store) -> None:
    for e in EXPORTERS:
        if e.name != "xlsx":  # its zip holds the time of writing
            assert written(e.name, filled) == written(e.name, filled)


def test_an_unknown_format_is_named(filled: Store) -> None:
    with pytest.raises(NotFound) as raised:
        written("docx", filled)
    assert raised.value.code == "no_such_export"


def test_csv_row(filled: Store) -> None:
    row = {r["id"]: r for r in csv_rows(written("csv", filled))}[f"{QD}#II.1.1"]
    assert row["lead"] == "Trung tâm Lưu trữ lịch sử tỉnh"
    assert row["coordinating"] == "Sở Nội vụ; Sở Tài chính"
    assert (row["start"], row["due"], row["number"], row["parent_id"]) == ("2026-05-01", "2026-05-31", "412/QĐ-UBND", f"{QD}#II.1")


def test_xlsx_is_an_office_ledger(filled: Store) -> None:
    data = written("xlsx", filled)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Nhiệm vụ"]
    assert [c.value for c in sheet[1]][:10] == ["STT", "Số/ký hiệu", "Ngày", "Trích yếu", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Căn cứ"]
    assert sheet.freeze_panes == "A2"
    assert sheet["E2"].alignment.wrap_text
    assert sheet.auto_filter.ref == f"A1:M{sheet.max_row}"
    row = {r["Mã nhiệm vụ"]: r for r in sheet_rows(data)}[f"{QD}#I.1"]
    assert row["Ngày"].date() == date(2026, 1, 12)
    assert row["Hạn cuối"].date() == date(2026, 3, 31)
    assert row["Thời hạn"] == "Quý I/2026 (31/03/2026)"
    assert row["Căn cứ"] == "02/2019/TT-BNV"
    assert [r["STT"] for r in sheet_rows(data)] == list(range(1, sheet.max_row))
    assert {r["Mã văn bản"] for r in sheet_rows(data, "Văn bản")} >= {QD, KH, CV}


def test_xlsx_lists_the_documents_of_its_tasks(filled: Store) -> None:
    assert [r["Mã văn bản"] for r in sheet_rows(written("xlsx", filled, kind="prohibition", document=CV), "Văn bản")] == [CV]


def test_ics_due_dates_and_rules(filled: Store) -> None:
    by_task = {str(t["X-CHIDAO-TASK"]): t for t in todos(written("ics", filled))}
    assert by_task[f"{QD}#Điều 2"]["DUE"].dt == date(2026, 12, 14)
    quarter = by_task[f"{QD}#I.1"]
    assert (quarter["DTSTART"].dt, quarter["DUE"].dt) == (date(2026, 1, 1), date(2026, 3, 31))
    monthly = by_task[f"{CV}#4"]
    assert monthly["DTSTART"].dt == date(2026, 4, 10)
    assert monthly["RRULE"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=10"
    assert "Chủ trì: Sở Nội vụ" in by_task[f"{QD}#I.1"]["DESCRIPTION"]
    uids = [str(t["UID"]) for t in todos(written("ics", filled))]
    assert len(uids) == len(set(uids))
    for todo in by_task.values():
        assert todo["DTSTAMP"].dt == AT
        if "DUE" in todo and "DTSTART" in todo:
            assert todo["DTSTART"].dt < todo["DUE"].dt


def test_ics_lines_are_folded(filled: Store) -> None:
    assert all(len(line) <= 75 for line in written("ics", filled).split(b"\r\n"))


def test_graphml_is_the_graph(filled: Store) -> None:
    found = graph(written("graphml", filled))
    assert found.is_directed()
    relations = [(a, d["relation"], b) for a, b, d in found.edges(data=True)]
    stored = contents(filled)["relations"]
    assert sum(r in {"implements", "legal_basis", "per", "amends", "replaces", "replies_to", "cites", "guides", "promulgates"} and "#" not in a for a, r, _ in relations) == len(stored)
    assert (KH, "implements", QD) in relations
    assert (f"{QD}#I.1", "lead", "unit:sở nội vụ") in relations
    assert found.nodes[QD]["held"] is True
    assert found.nodes["tt-byt/2025/13"]["held"] is False
    assert {d["kind"] for _, d in found.nodes(data=True)} == {"document", "task", "unit"}


@pytest.mark.parametrize("name", ["csv", "ics", "graphml"])
def test_memory_does_not_grow_with_rows(name: str, make: Callable[..., Document]) -> None:
    class Sink(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            return len(data)

    def peak(rows: int) -> int:
        with open_store(None) as store:
            put(store, make("a/b/2026/1", tasks=rows))
            out = io.BufferedWriter(Sink())
            tracemalloc.start()
            export(name, store, Request(AT), out)
            top = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            return top

    peak(5)  # what is loaded once
    assert peak(900) < 1.2 * peak(300) + 100_000
