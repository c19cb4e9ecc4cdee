"""What the graph takes a mention to mean: one plausible document, several, or a slip of the pen; whatever the order in which documents come."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.linking.evidence import near_sequence, near_symbol, sketch, title_likeness
from corpus.store import Store, check, contents, put, remove_file
from models import Candidate, Citation, Document, DocumentNumber, Header, Locality, Relation, Resolution, Source, Span, Text

Fresh = Callable[[], Store]
PROGRAMME = "phê duyệt Chương trình chuyển đổi số ngành lưu trữ đến năm 2030"


@dataclass(frozen=True)
class Cites:
    key: str
    number: str
    date: str | None = None
    title: str | None = None
    issuer: str | None = None
    type: str = "quyet_dinh"
    relation: str = "implements"
    suspected: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    key: str
    number: str | None
    date: str | None
    subject: str | None = None
    type: str = "quyet_dinh"
    issuer: str | None = None
    locality: str | None = None
    cites: tuple[Cites, ...] = field(default=())


def document(said: Said) -> Document:
    content = f"{said.key} {said.subject} " + " ".join(c.number for c in said.cites)
    at = Span(start=0, end=len(content))
    return Document(
        key=said.key,
        source=Source(
            filename=f"{said.key.replace('/', '-')}.txt", sha256=hashlib.sha256(said.key.encode()).hexdigest(), media_type="text/plain", bytes=len(content),
            text_origin="plain", parser_version="test",
        ),
        text=Text(content=content),
        header=Header(
            number=DocumentNumber(raw=said.number, normalized=said.number) if said.number else None, type=said.type, date=said.date, subject=said.subject,
            locality=Locality(name=said.locality, level="province", slug=said.locality) if said.locality else None,
        ),
        citations=tuple(
            Citation(
                id=f"c{n}", raw=c.number, span=at, type=c.type, number=c.number, date=c.date, issuer=c.issuer, title=c.title, form="full", relation=c.relation,
                target_key=c.key, rule="hand", confidence=1.0,
                resolution=Resolution(
                    status="suspected_typo" if c.suspected else "exact", candidates=tuple(Candidate(key=k, score=0.7, why="ký hiệu lạ") for k in c.suspected),
                ),
            )
            for n, c in enumerate(said.cites)
        ),
        relations=tuple(
            Relation(source_key=said.key, relation=c.relation, target_key=c.key, citation_ids=(f"c{n}",), stated_by=said.key) for n, c in enumerate(said.cites)
        ),
    )  # fmt: skip


def keep(store: Store, *documents: Said) -> None:
    for said in documents:
        put(store, document(said))
    assert check(store) == []


def link(store: Store, key: str) -> tuple[object, ...] | None:
    row = store.connection.execute("SELECT status, target_key FROM links WHERE stated_key = ?", (key,)).fetchone()
    return tuple(row) if row is not None else None


def edges(store: Store) -> set[tuple[object, ...]]:
    return {tuple(r) for r in store.connection.execute("SELECT from_key, relation, to_key FROM relations")}


def plan(*cites: Cites, key: str = "song-lam/kh-ubnd/2026/77", date: str | None = "2026-05-20", locality: str | None = "song-lam") -> Said:
    return Said(key, "77/KH-UBND", date, "kế hoạch", "ke_hoach", locality=locality, cites=cites)


DECISION = Said("qd-bnv/2026/512", "512/QĐ-BNV", "2026-02-10", PROGRAMME, issuer="Bộ Nội vụ")


def test_a_missing_year_is_inferred_from_bounds_and_said(store: Store) -> None:
    """It cites something of February and is itself cited in May: there is one year in which that can be."""
    keep(store, plan(Cites("qd-bnv/----/512", "512/QĐ-BNV")), Said("qd-bnv/----/~1", "/QĐ-BNV", None, "x", cites=(Cites("nd-cp/2026/9", "9/2026/NĐ-CP", "2026-02-01"),)))
    assert link(store, "qd-bnv/----/512") is None
    keep(store, DECISION)
    assert link(store, "qd-bnv/----/512") == ("resolved", "qd-bnv/2026/512")
    assert ("song-lam/kh-ubnd/2026/77", "implements", "qd-bnv/2026/512") in edges(store)
    keep(store, Said("qd-bnv/2026/600", "600/QĐ-BNV", "2026-04-01", "y", cites=(Cites("qd-bnv/----/~1", "x"),)))
    bounds = store.connection.execute("SELECT not_before, not_after, year, rule FROM date_bounds WHERE key = 'qd-bnv/----/~1'").fetchone()
    assert tuple(bounds) == ("2026-02-01", "2026-04-01", "2026", "bounds.same_year")


def test_what_came_after_is_not_meant(store: Store) -> None:
    keep(store, plan(Cites("qd-bnv/----/512", "512/QĐ-BNV"), date="2026-01-15"), DECISION)
    assert link(store, "qd-bnv/----/512") is None


def test_two_plausible_are_ambiguous_with_scores(store: Store) -> None:
    earlier = Said("qd-bnv/2025/512", "512/QĐ-BNV", "2025-03-01", "về nhân sự của ngành", issuer="Bộ Nội vụ")
    keep(store, plan(Cites("qd-bnv/----/512", "512/QĐ-BNV")), DECISION, earlier)
    assert link(store, "qd-bnv/----/512") == ("ambiguous", None)
    rows = store.connection.execute("SELECT key, score, evidence FROM link_candidates ORDER BY position").fetchall()
    assert {r["key"] for r in rows} == {"qd-bnv/2025/512", "qd-bnv/2026/512"}
    assert all(r["score"] > 0 and json.loads(r["evidence"])["number"] == 1 for r in rows)
    remove_file(store, document(earlier).source.sha256)
    assert link(store, "qd-bnv/----/512") == ("resolved", "qd-bnv/2026/512")


def test_a_scan_without_its_number_is_found_by_its_title(store: Store) -> None:
    """The number was written by hand; the title is enough where only one document has it."""
    scan = Said("qd-bnv/----/~aa", "/QĐ-BNV", None, PROGRAMME.replace("chuyển đổi", "chuyến đổi"), issuer="Bộ Nội vụ")
    keep(store, plan(Cites("qd-bnv/2026/512", "512/QĐ-BNV", "2026-02-10", PROGRAMME)), scan)
    assert link(store, "qd-bnv/2026/512") == ("resolved", "qd-bnv/----/~aa")
    missing = {r[0] for r in store.connection.execute("SELECT key FROM v_missing_documents")}
    assert "qd-bnv/2026/512" not in missing
    keep(store, DECISION)
    assert link(store, "qd-bnv/2026/512") is None
    assert ("song-lam/kh-ubnd/2026/77", "implements", "qd-bnv/2026/512") in edges(store)


def test_a_number_that_contradicts_a_known_document_is_proposed_and_never_merged(store: Store) -> None:
    slip = Cites("qd-bvn/2026/312", "312/QĐ-BVN", "2026-02-10", PROGRAMME, "Bộ Nội vụ")
    keep(store, plan(slip), DECISION)
    assert link(store, "qd-bvn/2026/312") == ("suspected_typo", None)
    assert ("song-lam/kh-ubnd/2026/77", "implements", "qd-bvn/2026/312") in edges(store)
    row = store.connection.execute("SELECT key, why FROM link_candidates WHERE stated_key = 'qd-bvn/2026/312'").fetchone()
    assert tuple(row) == ("qd-bnv/2026/512", "cùng ngày, cùng trích yếu, khác số")


def test_what_the_parser_suspects_is_kept_with_what_the_graph_knows(store: Store) -> None:
    slip = Cites("qd-bvn/2026/312", "312/QĐ-BVN", "2026-02-10", PROGRAMME, "Bộ Nội vụ", suspected=("qd-bnv/2026/312",))
    keep(store, plan(slip))
    assert link(store, "qd-bvn/2026/312") == ("suspected_typo", None)
    keep(store, DECISION)
    keys = [r[0] for r in store.connection.execute("SELECT key FROM link_candidates WHERE stated_key = 'qd-bvn/2026/312' ORDER BY position")]
    assert keys == ["qd-bnv/2026/512", "qd-bnv/2026/312"]


def test_neighbours_of_one_day_are_no_slip(store: Store) -> None:
    """Two decisions of one day with alike titles, both cited by one letter, are two decisions."""
    first, second = (Cites(f"qd-bnv/2026/{n}", f"{n}/QĐ-BNV", "2026-02-10", f"công bố thủ tục hành chính lĩnh vực lưu trữ nhóm {n}") for n in (512, 513))
    keep(store, plan(first, second))
    assert link(store, first.key) is None
    assert link(store, second.key) is None


def test_a_locality_is_filled_from_where_it_is_cited(store: Store) -> None:
    near, far = (Said(f"{slug}/qd-ubnd/2026/9", "9/QĐ-UBND", "2026-01-05", f"quy chế {slug}", locality=slug) for slug in ("song-lam", "song-thao"))
    keep(store, near, far, plan(Cites("qd-ubnd/2026/9", "9/QĐ-UBND", "2026-01-05")))
    assert link(store, "qd-ubnd/2026/9") == ("resolved", "song-lam/qd-ubnd/2026/9")


def test_a_locality_that_only_one_letter_names(store: Store) -> None:
    """A project board's number, once with its province and once without: one letter of one day, not two slips."""
    near, bare = (Cites(key, "4/BQLDA", "2026-01-05", type="cong_van") for key in ("song-lam/bqlda/2026/4", "bqlda/2026/4"))
    keep(store, plan(near, bare))
    assert link(store, bare.key) == ("resolved", near.key)
    assert link(store, near.key) is None


def test_equals_accuse_each_other_and_the_doubted_only_itself(store: Store) -> None:
    one, other = (Cites(f"{symbol}/2026/98", f"98/{symbol.upper()}", "2026-01-05") for symbol in ("tt-btc", "tt-bct"))
    keep(store, plan(one, key="song-lam/kh-ubnd/2026/1"), plan(other, key="song-lam/kh-ubnd/2026/2"))
    assert link(store, one.key) == link(store, other.key) == ("suspected_typo", None)
    doubted = Cites(other.key, other.number, other.date, suspected=(one.key,))
    keep(store, plan(doubted, key="song-lam/kh-ubnd/2026/2"))
    assert link(store, one.key) is None
    assert link(store, other.key) == ("suspected_typo", None)


def test_a_held_document_that_is_cited_as_another(store: Store) -> None:
    other = Cites("qd-bnv/2026/512", "512/QĐ-BNV", "2026-04-30", "thành lập đoàn kiểm tra phòng cháy tại kho")
    keep(store, plan(other), DECISION)
    rows = [tuple(r) for r in store.connection.execute("SELECT document_key, stated_key, said_date FROM contradictions")]
    assert rows == [("song-lam/kh-ubnd/2026/77", "qd-bnv/2026/512", "2026-04-30")]


LETTER = "kiểm tra kho lưu trữ của các cơ quan cấp tỉnh trong quý hai và báo cáo kết quả về sở trước khi kết thúc quý " * 3


def version(key: str, subject: str, text: str, date: str | None = "2026-03", number: str = "/KH-SNV") -> Document:
    found = document(Said(key, number, date, subject, "ke_hoach", locality="song-lam", cites=(Cites("nd-cp/2026/9", "9/2026/NĐ-CP", "2026-02-01"),)))
    return found.model_copy(update={"text": Text(content=text)})


def test_versions_without_a_number_are_one_work(store: Store) -> None:
    """A draft and a scan of one plan; the same plan for other offices is another one."""
    put(store, version("song-lam/kh-snv/2026/~aa", "kiểm tra kho lưu trữ cấp tỉnh năm 2026", LETTER))
    put(store, version("song-lam/kh-snv/2026/~bb", "Kiểm tra kho lưu trữ cấp tỉnh năm 2026", LETTER.replace("kết thúc", "kêt thúc"), date="2026"))
    put(store, version("song-lam/kh-snv/2026/~cc", "Kiểm tra kho lưu trữ cấp huyện năm 2026", LETTER.replace("tỉnh", "huyện")))
    assert link(store, "song-lam/kh-snv/2026/~bb") == ("same_work", "song-lam/kh-snv/2026/~aa")
    assert link(store, "song-lam/kh-snv/2026/~aa") is None
    assert link(store, "song-lam/kh-snv/2026/~cc") is None
    assert {e[0] for e in edges(store)} == {"song-lam/kh-snv/2026/~aa", "song-lam/kh-snv/2026/~cc"}
    put(store, version("song-lam/kh-snv/2026/35", "Kiểm tra kho lưu trữ cấp tỉnh năm 2026", LETTER, date="2026-03-05", number="35/KH-SNV"))
    assert check(store) == []
    assert link(store, "song-lam/kh-snv/2026/~aa") == link(store, "song-lam/kh-snv/2026/~bb") == ("same_work", "song-lam/kh-snv/2026/35")


def test_titles_and_numbers() -> None:
    assert title_likeness((PROGRAMME,), (f"Về việc {PROGRAMME}",)) == 1.0
    assert title_likeness(("ngắn quá",), (PROGRAMME,)) is None
    assert sketch(PROGRAMME) & sketch("Chương trình chuyển đổi số ngành lưu trữ đến năm 2030")
    assert near_symbol("qd-btt", "qd-byt")
    assert near_symbol("tb", "tb-vp")
    assert not near_symbol("qd-ubnd", "kh-ubnd")
    assert near_sequence("4688", "4888")
    assert not near_sequence("7", "8")


KEYS = ["qd-bnv/2026/12", "qd-bnv/----/12", "qd-bnv/2025/12", "qd-bvn/2026/12", "qd-ubnd/2026/12", "song-lam/qd-ubnd/2026/12", "qd-bnv/2026/~ab"]
DATES = ["2026-02-10", "2026-03", "2025-02-10", None]
TITLES = [PROGRAMME, "quy chế làm việc của cơ quan lưu trữ ngành", None]


def number(key: str) -> str:
    symbol, _, sequence = key.split("/")[-3:]
    return f"{'' if sequence.startswith('~') else sequence}/{symbol.upper().replace('QD', 'QĐ')}"


cited = st.builds(lambda key, date, title: Cites(key, number(key), date, title), st.sampled_from(KEYS), st.sampled_from(DATES), st.sampled_from(TITLES))


@st.composite
def collections(draw: st.DrawFn) -> tuple[list[Said], list[int]]:
    keys = draw(st.lists(st.sampled_from([*KEYS, "song-lam/kh-ubnd/2026/1", "kh-bnv/----/2"]), min_size=1, max_size=6, unique=True))
    documents = []
    for key in keys:
        cites = draw(st.lists(cited, max_size=3))
        own = tuple({c.key: c for c in cites if c.key != key}.values())
        home = "song-lam" if key.startswith("song-lam") else None
        documents.append(Said(key, number(key), draw(st.sampled_from(DATES)), draw(st.sampled_from(TITLES)), locality=home, cites=own))
    return documents, draw(st.permutations(range(len(keys))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(collections())
def test_order_does_not_matter(fresh: Fresh, collection: tuple[list[Said], list[int]]) -> None:
    said, order = collection
    results = []
    for sequence in (range(len(said)), order, [*order, *order]):
        with fresh() as opened:
            keep(opened, *(said[n] for n in sequence))
            results.append(contents(opened))
    assert results[0] == results[1] == results[2]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(collections())
def test_removing_leaves_what_never_came(fresh: Fresh, collection: tuple[list[Said], list[int]]) -> None:
    said, _ = collection
    with fresh() as all_but_one, fresh() as shrunk:
        keep(all_but_one, *said[1:])
        keep(shrunk, *said)
        remove_file(shrunk, document(said[0]).source.sha256)
        assert contents(shrunk) == contents(all_but_one)
        assert check(shrunk) == []


@pytest.mark.parametrize("table", ["links", "title_blocks", "date_bounds"])
def test_the_property_looks_at_linking(store: Store, table: str) -> None:
    """What is compared above does hold rows of linking."""
    keep(store, plan(Cites("qd-bnv/----/512", "512/QĐ-BNV", None, PROGRAMME)), DECISION)
    assert contents(store)[table]
