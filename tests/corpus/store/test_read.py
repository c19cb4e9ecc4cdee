"""Reading answers what staff, trackers and researchers ask, and user text can't break it."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.search import search
from corpus.store import (
    NotFound,
    Store,
    TaskFilter,
    citations,
    counts,
    document,
    document_json,
    documents,
    each_task,
    open_store,
    put,
    relations,
    task,
    tasks,
    units,
)
from models import Document

QD, KH, CV = "song-lam/qd-ubnd/2026/412", "song-lam/kh-syt/2026/35", "song-lam/syt-tchc/2026/688"


@pytest.fixture(scope="module")
def filled(samples: dict[str, Document]) -> Store:
    store = open_store(None)
    for sample in samples.values():
        put(store, sample)
    return store


def ids(store: Store, **wanted: object) -> list[str]:
    return [t["id"] for t in tasks(store, TaskFilter(**wanted), limit=1000).items]  # type: ignore[arg-type]


def test_tasks_of_a_unit_in_a_quarter(filled: Store) -> None:
    found = ids(filled, unit="Sở Nội vụ", role="lead", due_after="2026-01-01", due_before="2026-03-31", document=QD)
    assert found == [f"{QD}#I.1"]
    assert ids(filled, unit="so noi vu", role="lead", document=QD) == ids(filled, unit="SỞ NỘI VỤ", role="lead", document=QD)
    assert f"{QD}#III.3" in ids(filled, unit="Sở Nội vụ", role="lead")
    assert f"{QD}#I.2" in ids(filled, unit="Sở Nội vụ", role="coordinating")
    assert f"{QD}#I.2" not in ids(filled, unit="Sở Nội vụ", role="lead")
    assert ids(filled, unit="Sở Không Có") == []
    assert set(ids(filled, unit_like="bệnh viện")) >= {f"{KH}#II.1.b", f"{KH}#PL:3"}


def test_filters_join(filled: Store) -> None:
    assert ids(filled, document=CV, kind="prohibition") == [f"{CV}#3"]
    assert ids(filled, text="ho so benh an", document=CV) == [f"{CV}#2"]
    assert ids(filled, document=CV, recurring=True) == [f"{CV}#4"]
    assert ids(filled, document=KH, role="reports_to") == [f"{KH}#II.1.a", f"{KH}#III.1.-2"]


def test_soonest_first_and_paged(filled: Store) -> None:
    page = tasks(filled, limit=1000)
    dues = [t["last_due"] or "9999" for t in page.items]
    assert dues == sorted(dues)
    assert page.total == counts(filled)["tasks"] == len(page.items)
    assert [t["id"] for t in tasks(filled, limit=5, offset=3).items] == [t["id"] for t in page.items[3:8]]
    assert {t["id"] for t in each_task(filled, batch=7)} == {t["id"] for t in page.items}


def test_one_task_has_its_proof(filled: Store) -> None:
    found = task(filled, f"{QD}#II.1.2")
    assert found["evidence"] == found["text"]
    assert [u["name"] for u in found["lead"]] == ["Trung tâm Lưu trữ lịch sử tỉnh"]
    assert found["lead"][0]["inherited_from"] == "table"
    assert found["deadlines"][0]["start"] == "2026-04-01"
    assert [g["value"] for g in found["targets"]] == ["1500000"]
    assert [c["number"] for c in task(filled, f"{QD}#I.1")["citations"]] == ["02/2019/TT-BNV"]
    with pytest.raises(NotFound):
        task(filled, "no#1")


def test_documents(filled: Store) -> None:
    assert {d["key"] for d in documents(filled).items} >= {QD, KH, CV}
    assert all(d["held"] == 0 for d in documents(filled, held=False).items)
    assert [d["key"] for d in documents(filled, number="412/qđ-ubnd", held=None).items] == [QD]
    assert [d["key"] for d in documents(filled, type="cong_van", issuer="so y te", text="ky so").items] == [CV]
    found = document(filled, KH)
    assert found["task_count"] == 13
    assert found["cited_by"] >= 1
    assert [s["name"] for s in found["signers"]] == ["Trần Đức Khải"]
    assert Document.model_validate_json(document_json(filled, KH)).key == KH
    assert document_json(filled, found["sha256"]) == document_json(filled, KH)
    for key in ("no/such/2026/1", "tt-byt/2025/13"):
        with pytest.raises(NotFound):
            document_json(filled, key)


def test_who_cites_a_decision(filled: Store) -> None:
    assert {c["document_key"] for c in citations(filled, target=QD).items if c["form"] != "self"} >= {KH, CV}
    mention = citations(filled, document=KH, relation="implements").items[0]
    assert mention["raw"] in mention["context"]
    assert {(e["source_key"], e["relation"]) for e in relations(filled, document=QD).items if e["target_key"] == QD} >= {(KH, "implements"), (KH, "per"), (CV, "per")}



def test_search_without_marks_and_by_number(filled: Store) -> None:
    assert {hit.id for hit in search(filled, "don doc")} == {hit.id for hit in search(filled, "đôn đốc")}
    for typed in ("412 qd ubnd", "412/QĐ-UBND", "qđ 412", "QD-UBND 412", "số 412/qđ-ubnd"):
        assert search(filled, typed)[0].key == QD, typed
    assert search(filled, "688/SYT-TCHC")[0].key == CV
    assert search(filled, "13/2025/TT-BYT")[0].key == "tt-byt/2025/13"
    assert [hit.kind for hit in search(filled, '"an toàn thông tin cấp độ 3"')] == ["document"]
    assert search(filled, "") == search(filled, "???") == []


def test_words_with_their_marks_come_first(store: Store, make: Callable[..., Document]) -> None:
    for key, text in (("a/x/2026/1", "đỉnh núi định đo"), ("a/x/2026/2", "dinh đo đình đo"), ("a/x/2026/3", "quy định đo lường")):
        document = make(key, tasks=0)
        put(store, document.model_copy(update={"text": document.text.model_copy(update={"content": text}), "citations": ()}))
    hits = search(store, "định đo")
    assert [hit.exact for hit in hits] == [True, True, False]
    assert {hit.key for hit in hits} == {"a/x/2026/1", "a/x/2026/2", "a/x/2026/3"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.text(alphabet='"*():^{}-/ANDORT đ0123', max_size=40))
def test_no_text_breaks_search(filled: Store, text: str) -> None:
    search(filled, text)
    tasks(filled, TaskFilter(text=text, unit_like=text))
    documents(filled, text=text, number=text, issuer=text)


def test_units_are_listed(filled: Store) -> None:
    page = units(filled, text="noi vu")
    assert "Sở Nội vụ" in [u["name"] for u in page.items]
    assert page.items[0]["tasks"] >= page.items[-1]["tasks"]
