"""Search as people type: with marks and without, numbers in any spelling, phrases; nothing that is typed breaks it."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.search import Narrow, facets, search
from corpus.search.query import MOST_WORDS, pieces, ways
from corpus.store import Store, open_store, put
from models import Document, DocumentNumber, Header, Span, Task

QD, KH, CV = "song-lam/qd-ubnd/2026/412", "song-lam/kh-syt/2026/35", "song-lam/syt-tchc/2026/688"


@pytest.fixture(scope="module")
def filled(samples: dict[str, Document]) -> Store:
    store = open_store(None)
    for sample in samples.values():
        put(store, sample)
    return store


def written(make: Callable[..., Document], key: str, content: str, subject: str = "", tasks: tuple[str, ...] = (), date: str = "2026-01-01") -> Document:
    document = make(key, tasks=0, date=date)
    at = Span(start=0, end=len(content))
    return document.model_copy(
        update={
            "text": document.text.model_copy(update={"content": content}), "header": Header(type="cong_van", date=date, subject=subject or None),
            "tasks": tuple(
                Task(id=f"{key}#{n}", ref=str(n), kind="action", text=text, title=text[:160], span=at, rule="hand", confidence=1.0)
                for n, text in enumerate(tasks, start=1)
            ),
        }
    )  # fmt: skip


def keys(store: Store, text: str, **more: object) -> list[str]:
    return [hit.key for hit in search(store, text, **more) if hit.kind == "document"]  # type: ignore[arg-type]


def test_without_marks_finds_marked_text(filled: Store) -> None:
    marked, bare = keys(filled, "lưu trữ"), keys(filled, "luu tru")
    assert QD in marked
    assert set(marked) == set(bare)
    assert all(hit.exact for hit in search(filled, "lưu trữ") if hit.key == QD)
    assert not any(hit.exact for hit in search(filled, "luu tru"))


def test_d_with_its_stroke_is_folded(filled: Store) -> None:
    assert {hit.id for hit in search(filled, "đôn đốc", limit=100)} <= {hit.id for hit in search(filled, "don doc", limit=100)}
    assert any(hit.kind == "task" for hit in search(filled, "don doc"))


def test_exact_comes_first(store: Store, make: Callable[..., Document]) -> None:
    for number, content in enumerate(("họp bàn về công nợ", "hop ban ve cong no", "họp bản về cộng nở", "Họp Bàn về việc khác"), start=1):
        put(store, written(make, f"a/b/2026/{number}", content))
    assert keys(store, "họp bàn") == ["a/b/2026/1", "a/b/2026/4", "a/b/2026/2", "a/b/2026/3"]
    assert [hit.exact for hit in search(store, "họp bàn")] == [True, True, False, False]
    assert keys(store, "hop ban")[0] == "a/b/2026/2"


def test_together_comes_before_near_before_apart(store: Store, make: Callable[..., Document]) -> None:
    far = "công khai danh sách " + "và gửi báo cáo kết quả về cơ quan cấp trên " * 4 + "an toàn"
    for number, content in enumerate((far, "công tác bảo đảm an ninh", "phối hợp với công an xã"), start=1):
        put(store, written(make, f"a/b/2026/{number}", content, date="2026-01-0" + str(4 - number)))
    assert keys(store, "công an") == ["a/b/2026/3", "a/b/2026/2", "a/b/2026/1"]
    assert keys(store, '"công an"') == ["a/b/2026/3"]


def test_the_title_and_the_newest_come_first(store: Store, make: Callable[..., Document]) -> None:
    put(store, written(make, "a/b/2026/1", "nói về đê điều", date="2026-03-01"))
    put(store, written(make, "a/b/2026/2", "nói về đê điều", date="2026-04-01"))
    put(store, written(make, "a/b/2026/3", "khác, nói về đê điều", subject="Bảo vệ đê điều", date="2020-01-01"))
    assert keys(store, "đê điều") == ["a/b/2026/3", "a/b/2026/2", "a/b/2026/1"]


@pytest.mark.parametrize(("typed", "content"), [("hoà giải", "tổ hòa giải cơ sở"), ("hòa giải", "tổ hoà giải cơ sở"), ("HOÀ GIẢI", "tổ hòa giải"), ("Uỷ quyền", "giấy ủy quyền")])
def test_the_placement_of_tones_does_not_matter(store: Store, make: Callable[..., Document], typed: str, content: str) -> None:
    put(store, written(make, "a/b/2026/1", content))
    assert [hit.exact for hit in search(store, typed)] == [True]


@pytest.mark.parametrize(
    "typed",
    ["412/QĐ-UBND", "412/qd-ubnd", "412 qd ubnd", "qđ 412", "QD-UBND 412", "quyết định 412", "quyet dinh so 412", "Quyết định số 412/QĐ-UBND", "412qd",
     "412qdubnd", "0412/QĐ-UBND", "412/QĐ-UBND ngày 12/01/2026", "412 ubnd song lam", "quyết định 412 năm 2026", "song-lam/qd-ubnd/2026/412"],
)  # fmt: skip
def test_a_number_in_any_spelling(filled: Store, typed: str) -> None:
    hit = search(filled, typed)[0]
    assert (hit.key, hit.exact, hit.number) == (QD, True, "412/QĐ-UBND")


@pytest.mark.parametrize("typed", ["412/KH-UBND", "413/QĐ-UBND", "chỉ thị 412", "412/QĐ-UBND ngày 13/01/2026", "412 ubnd sông hồng"])
def test_another_number_is_another_document(filled: Store, typed: str) -> None:
    assert not any(hit.key == QD and hit.snippet == "412/QĐ-UBND" for hit in search(filled, typed))


def test_documents_that_are_only_cited_are_found_by_number(filled: Store) -> None:
    assert keys(filled, "nđ 30")[0] == "nd-cp/2020/30"
    assert keys(filled, "30/2020/nd-cp")[0] == "nd-cp/2020/30"


def test_points_and_drafting_units_in_numbers(store: Store, make: Callable[..., Document]) -> None:
    for key, number in (("nq-cp/2025/66.9", "66.9/2025/NQ-CP"), ("byt-k2dt/2023/5295", "5295/BYT-K2ĐT")):
        document = make(key, tasks=0, date=None)
        put(store, document.model_copy(update={"header": Header(type="khac", number=DocumentNumber(raw=number, normalized=number))}))
    assert keys(store, "66.9/2025/NQ-CP")[0] == "nq-cp/2025/66.9"
    assert keys(store, "nq cp 66.9")[0] == "nq-cp/2025/66.9"
    assert keys(store, "5295 byt k2đt")[0] == "byt-k2dt/2023/5295"


def test_snippets_keep_their_marks_and_show_the_match(filled: Store) -> None:
    for typed in ("ho so dien tu", "hồ sơ điện tử"):
        shown = [hit.snippet for hit in search(filled, typed) if hit.kind == "document"]
        assert shown
        assert any("hồ sơ điện tử" in snippet.lower() for snippet in shown)


def test_facets_count_and_narrow(filled: Store) -> None:
    counted = facets(filled, "số hóa")
    assert counted.whole
    assert counted.kind["task"] > counted.kind["document"] > 1
    assert counted.type["quyet_dinh"] > 1
    assert next(iter(counted.year)) == "2026"
    for kind in ("document", "task"):
        hits = search(filled, "số hóa", limit=200, narrow=Narrow(kind=kind))  # type: ignore[arg-type]
        assert len(hits) == counted.kind[kind]
        assert {hit.kind for hit in hits} == {kind}
    issuer = next(iter(counted.issuer))
    narrowed = search(filled, "số hóa", limit=200, narrow=Narrow(type="quyet_dinh", issuer=issuer, year="2026"))
    assert {hit.key.split("/")[1] for hit in narrowed} == {"qd-ubnd"}
    assert search(filled, "412/QĐ-UBND", narrow=Narrow(year="2025")) == []


def test_what_changes_is_found_anew(store: Store, make: Callable[..., Document]) -> None:
    first = written(make, "a/b/2026/1", "nuôi tôm nước lợ", tasks=("nuôi tôm nước lợ",))
    put(store, first)
    assert len(search(store, "nuôi tôm")) == 2
    put(store, written(make, "a/b/2026/1", "trồng rừng ngập mặn", tasks=("trồng rừng ngập mặn",)))
    assert search(store, "nuôi tôm") == []
    assert len(search(store, "rung ngap man")) == 2


def test_limit_and_no_hit_twice(filled: Store) -> None:
    hits = search(filled, "kế hoạch", limit=7)
    assert len(hits) == len({hit.id for hit in hits}) == 7
    assert search(filled, "kế hoạch", limit=0) == []


@pytest.mark.parametrize(
    "typed",
    ["", "   ", '"', '""', '"""', "(", "a AND", "NOT", "OR OR", "NEAR(a b", "a*", "subject:x", "{content}: x", "-", "^x", "x^2", "'; DROP TABLE documents; --", "\0", "a\0b",
     "1710/QĐ-BYT", '"chưa đóng', "%", "_", "\\", "a:b:c", "+", "số", "số số", "🙂", "ﬁ", "a" * 5000, "từ " * 3000, "1 " * 500, '"a" "b" "c', "content_folded", "9" * 400],
)  # fmt: skip
def test_nothing_typed_breaks_it(filled: Store, typed: str) -> None:
    assert isinstance(search(filled, typed), list)
    assert facets(filled, typed).whole in (True, False)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(list('"()*:^-+{}\0 ANDORTđĐ0123/'))), max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_syntax(filled: Store, typed: str) -> None:
    hits = search(filled, typed)
    assert len(hits) == len({hit.id for hit in hits})
    facets(filled, typed)


def test_pieces_and_ways() -> None:
    assert pieces('số hóa "tài liệu  lưu trữ" - /') == ["số", "hóa", "tài liệu lưu trữ"]
    assert len(pieces("từ " * 100)) == MOST_WORDS
    assert ways(" - ", "a", "b") == []
    first = ways("hoà giải", "a", "b")[0]
    assert first.exact
    assert first.expression == '{a} : ("hoà giải" OR "hòa giải")'


def test_common_words_are_looked_for_among_the_newest_rare_ones_everywhere(store: Store, make: Callable[..., Document], monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, written(make, "a/b/2026/1", "quy chế phối hợp về lưu trữ"))
    for number in range(2, 9):
        put(store, written(make, f"a/b/2026/{number}", "phối hợp theo quy chế"))
    assert keys(store, "quy chế phối hợp", limit=3)[0] == "a/b/2026/1"
    monkeypatch.setattr("corpus.search.find._NEWEST", 5)
    common = keys(store, "quy chế phối hợp", limit=3)
    assert len(common) == 3
    assert "a/b/2026/1" not in common
    assert search(store, "quy chế phối hợp", limit=3).newest_only
    for rare in ("quy chế lưu trữ", '"quy chế phối hợp"'):
        assert keys(store, rare, limit=3) == ["a/b/2026/1"]
        assert not search(store, rare, limit=3).newest_only
    assert keys(store, "quy chế phối hợp", limit=3, narrow=Narrow(year="2026"))[0] == "a/b/2026/1"
    assert len(keys(store, "quy chế phối hợp", limit=100)) == 8
