"""Tasks across levels: over samples whose right answer is known, between documents of a store, and what must never be linked."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from corpus.graph import refresh, report
from corpus.graph.cascade import compare, later
from corpus.graph.measure import SAMPLES, Measured, measure, totals
from corpus.store import NotFound, Store, check, open_store, put, remove_file
from models import Document, Header, Locality, Span, Target, Unit
from parser.pipeline import parse

TOP, PLAN, OTHER = "song-lam/qd-ubnd/2026/302", "song-lam/kh-sxd/2026/19", "song-lam/kh-svhttdl/2026/44"


@pytest.fixture(scope="module")
def measured() -> list[Measured]:
    return measure()


@pytest.fixture(scope="module")
def dispatches() -> dict[str, Document]:
    names = ("reform-above", "reform-below", "other-below", "school-above", "school-below")
    return {name: parse((SAMPLES / f"{name}.txt").read_bytes(), f"{name}.txt") for name in names}


@pytest.mark.parametrize(
    ("kind", "what", "precision", "recall"),
    [("tuned", "task", 0.95, 0.75), ("tuned", "target", 0.95, 0.9), ("held", "task", 0.9, 0.6), ("held", "target", 0.9, 0.8), ("tuned", "difference", 0.95, 0.8)],
)
def test_known_links_are_found_and_few_others(measured: list[Measured], kind: str, what: str, precision: float, recall: float) -> None:
    right, found, wanted = totals(measured, kind, what)
    assert wanted >= 6
    assert right >= precision * found
    assert right >= recall * wanted


def test_what_only_cites_is_not_linked(measured: list[Measured]) -> None:
    by_pair = {m.pair: m for m in measured}
    for pair in ("unrelated", "elsewhere", "later"):
        assert (by_pair[pair].right, by_pair[pair].wrong) == ([], [])


def test_the_table_of_the_docs_has_these_pairs(measured: list[Measured]) -> None:
    page = (Path(__file__).parents[3] / "docs" / "cascade.md").read_text(encoding="utf-8")
    for kind in ("tuned", "held"):
        assert f"| {kind} ({sum(m.kind == kind for m in measured)} pairs) | task |" in page


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("2026-03-05", "2026-03-04", True), ("2026-03-05", "2026-03-05", False), ("2026-03", "2026-03-01", False), ("2026-04", "2026-03-31", True),
        ("2027", "2026-12-31", True), (None, "2026-01-01", False), ("2026-01-01", None, False), ("2022-01", "2022", False),
    ],
)  # fmt: skip
def test_later_only_where_certain(above: str | None, below: str | None, expected: bool) -> None:
    assert later(above, below) is expected


def test_nothing_is_linked_to_a_later_or_lower_document(dispatches: dict[str, Document]) -> None:
    top, plan = dispatches["reform-above"], dispatches["reform-below"]
    found = compare(top, plan)
    assert found is not None
    assert found.tasks
    assert compare(top.model_copy(update={"header": top.header.model_copy(update={"date": "2026-02-10"})}), plan) is None
    commune = Header(type="ke_hoach", date="2026-01-01", issuer=Unit(raw="UBND", name="Ủy ban nhân dân xã Bến Lội"), locality=_place("commune", "Bến Lội"))
    assert compare(top.model_copy(update={"header": commune}), plan) is None


def test_evidence_says_why(dispatches: dict[str, Document]) -> None:
    found = compare(dispatches["reform-above"], dispatches["reform-below"])
    assert found is not None
    link = next(k for k in found.tasks if k.below == f"{PLAN}#III.1")
    assert link.above == f"{TOP}#II.10"
    assert (link.evidence["unit"], link.evidence["report"], link.evidence["place"]) == (0.7, 1.0, 0.0)
    assert "cai cach" in link.evidence["shared"]  # type: ignore[operator]
    assert 0.35 <= link.score <= 1.0


@pytest.mark.parametrize(
    ("indicator", "ordered", "planned", "expected"),
    [
        ("hộ dân được cấp nước sạch", ("90", "%"), ("100", "%"), [("higher", "90%", "100%")]),
        ("hộ dân được cấp nước sạch", ("90", "%"), ("85", "%"), [("lower", "90%", "85%")]),
        ("hộ dân được cấp nước sạch", ("90", "%"), ("90.0", "%"), []),
        ("tổ liên gia được thành lập", ("150", "tổ"), ("12", "tổ"), []),  # a province's total is no measure for a commune
    ],
)
def test_targets_that_differ(
    make: Callable[..., Document], indicator: str, ordered: tuple[str, str], planned: tuple[str, str], expected: list[tuple[str, str, str]]
) -> None:
    def holder(key: str, said: tuple[str, str], date: str) -> Document:
        raw = said[0] + said[1]
        target = Target(id="t1", raw=raw, span=Span(start=0, end=1), indicator=indicator, comparator="=", value=said[0], unit=said[1], rule="hand", confidence=1.0)
        return make(key, date=date, tasks=0).model_copy(update={"targets": (target,)})

    found = compare(holder("a/qd/2026/1", ordered, "2026-01-01"), holder("b/kh/2026/2", planned, "2026-02-01"))
    assert found is not None
    (link,) = found.targets
    assert [(d.how, d.ordered, d.planned) for d in link.differs] == expected


def test_the_store_keeps_the_links(store: Store, dispatches: dict[str, Document]) -> None:
    for document in dispatches.values():
        put(store, document)
    assert refresh(store) > 10
    assert refresh(store) == 0  # nothing is due any more
    said = report(store, TOP)
    assert [p["key"] for p in said.plans] == [PLAN, OTHER]
    assert {(r["above_ref"], r["below_ref"]) for r in said.links} >= {("II.3", "II.2"), ("II.10", "III.1")}
    assert ("deadline", "later", f"{TOP}#II.1", f"{PLAN}#II.1") in {(d["what"], d["how"], d["above_id"], d["below_id"]) for d in said.differences}
    assert ("target", "lower") in {(d["what"], d["how"]) for d in said.differences}
    assert {r["ref"] for r in said.not_taken_up} >= {"II.2", "II.6", "II.7", "II.9"}
    assert not {r["id"] for r in said.not_taken_up} & {r["above_id"] for r in said.links}
    assert check(store) == []
    with pytest.raises(NotFound):
        report(store, "none")


def test_a_number_that_only_others_give_leads_to_the_held_document(store: Store, dispatches: dict[str, Document]) -> None:
    blank = dispatches["reform-above"]
    header = blank.header.model_copy(update={"number": None})
    own = "song-lam/quyet-dinh/2026/~" + blank.source.sha256[:8]
    tasks = tuple(t.model_copy(update={"id": t.id.replace(TOP, own)}) for t in blank.tasks)
    put(store, blank.model_copy(update={"key": own, "header": header, "tasks": tasks, "targets": ()}))
    put(store, dispatches["reform-below"])
    refresh(store)
    said = report(store, TOP)
    assert said.key == own
    assert [p["key"] for p in said.plans] == [PLAN]
    assert said.links


def _links(store: Store) -> list[tuple[object, ...]]:
    sql = "SELECT below_id, above_id, score, evidence, differences FROM cascade_links UNION ALL SELECT below_id, above_id, score, evidence, differences FROM cascade_targets"
    return sorted(tuple(row) for row in store.connection.execute(sql))


def test_order_and_repetition_change_nothing(fresh: Callable[[], Store], dispatches: dict[str, Document]) -> None:
    found = []
    for order in permutations(("reform-above", "reform-below", "other-below")):
        for at_each in (False, True):
            with fresh() as store:
                for name in order:
                    put(store, dispatches[name])
                    if at_each:
                        refresh(store)
                refresh(store)
                found.append(_links(store))
                refresh(store, again=True)
                assert _links(store) == found[-1]
    assert found[0]
    assert all(links == found[0] for links in found)


def test_what_changes_or_goes_takes_its_links_along(store: Store, dispatches: dict[str, Document]) -> None:
    top, plan = dispatches["reform-above"], dispatches["reform-below"]
    put(store, top)
    put(store, plan)
    refresh(store)
    before = _links(store)
    put(store, plan.model_copy(update={"tasks": plan.tasks[:1], "targets": ()}))
    refresh(store)
    after = _links(store)
    assert {row[0] for row in after} == {f"{PLAN}#II.1"}
    assert len(after) < len(before)
    remove_file(store, top.source.sha256)
    refresh(store)
    assert _links(store) == []
    assert report(store, TOP).plans == []
    put(store, top)
    put(store, plan)
    refresh(store)
    assert _links(store) == before


def test_a_second_work_of_one_key_has_its_own_ids(dispatches: dict[str, Document]) -> None:
    top, plan = dispatches["reform-above"], dispatches["reform-below"]
    twin = plan.model_copy(
        update={"header": plan.header.model_copy(update={"date": "2026-05-05"}), "source": plan.source.model_copy(update={"sha256": "f" * 64, "filename": "z.txt"})}
    )
    with open_store(None) as store:
        for document in (top, plan, twin):
            put(store, document)
        refresh(store)
        keys = {row[0] for row in store.connection.execute("SELECT DISTINCT below_key FROM cascade_links")}
        assert len(keys) == 2
        assert check(store) == []


def _place(level: str, name: str) -> Locality:
    return Locality(name=name, level=level, slug="song-lam.ben-loi")  # type: ignore[arg-type]
