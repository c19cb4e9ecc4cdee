"""The status of a document on a day, with the edge that says so; and who rests on what is no longer in force."""

from collections.abc import Callable

import pytest

from corpus.store import Store, put
from models import Citation, Document, Relation, Resolution, Span, Text
from models.citation import Pinpoint

Make = Callable[..., Document]
OLD, NEW, PLAN = "qd-bnv/2024/7", "qd-bnv/2026/9", "song-lam/kh-ubnd/2026/5"


def acting(make: Make, key: str, relation: str, target: str, *, part: bool = False, words: str = "", date: str = "2026-03-01", stated_by: str | None = None) -> Document:
    document = make(key, date=date)
    citation = Citation(
        id="c1", raw=target, span=Span(start=0, end=1), type="quyet_dinh", number="7/QĐ-BNV", form="full", relation=relation, target_key=target,
        pinpoint=(Pinpoint(dieu="3"),) if part else (), resolution=Resolution(status="exact"), rule="hand", confidence=1.0,
    )  # fmt: skip
    edge = Relation(source_key=stated_by or key, relation=relation, target_key=target, citation_ids=("c1",), stated_by=key)
    return document.model_copy(
        update={
            "citations": (citation,), "relations": (edge,), "header": document.header.model_copy(update={"type": "quyet_dinh"}),
            "text": Text(content=document.text.content + " " + words),
        }
    )  # fmt: skip


def status(store: Store, day: str, key: str = OLD) -> tuple[object, ...]:
    return tuple(store.connection.execute("SELECT status, by_key, since FROM v_status WHERE key = ? AND as_of = ?", (key, day)).fetchone())


def test_a_document_is_replaced_on_the_day_on_which_the_new_one_takes_effect(store: Store, make: Make) -> None:
    put(store, make(OLD, date="2024-02-01"))
    put(store, acting(make, NEW, "replaces", OLD, words="Quyết định này có hiệu lực từ ngày 01/5/2026."))
    assert status(store, "2024-01-31") == ("not_yet", None, "2024-02-01")
    assert status(store, "2026-04-30") == ("in_force", None, "2024-02-01")
    assert status(store, "2026-05-01") == ("replaced", NEW, "2026-05-01")


@pytest.mark.parametrize(("relation", "part", "expected"), [("repeals", False, "repealed"), ("repeals", True, "amended"), ("amends", False, "amended")])
def test_a_part_that_goes_leaves_the_rest(store: Store, make: Make, relation: str, part: bool, expected: str) -> None:
    put(store, make(OLD, date="2024-02-01"))
    put(store, acting(make, NEW, relation, OLD, part=part))
    assert status(store, "2026-03-01") == (expected, NEW, "2026-03-01")
    assert status(store, "2026-02-28")[0] == "in_force"


def test_a_third_document_may_say_it(store: Store, make: Make) -> None:
    """Neither is held, and no day is known of the one that replaces: it had happened when it was said."""
    put(store, acting(make, PLAN, "replaces", OLD, stated_by="qd-bnv/2025/8", date="2026-03-20"))
    assert status(store, "2026-03-20") == ("replaced", "qd-bnv/2025/8", "2026-03-20")
    assert store.connection.execute("SELECT stated_by FROM v_status WHERE key = ? AND as_of = '2026-03-20'", (OLD,)).fetchone()[0] == PLAN


def test_it_ends_by_itself(store: Store, make: Make) -> None:
    words = "Quyết định này có hiệu lực từ ngày 01/02/2024 đến hết ngày 31/12/2025."
    document = make(OLD, date="2024-01-15")
    header = document.header.model_copy(update={"type": "quyet_dinh"})
    put(store, document.model_copy(update={"text": Text(content=words + document.text.content), "header": header}))
    assert status(store, "2024-01-20")[0] == "not_yet"
    assert status(store, "2025-12-31")[0] == "in_force"
    assert status(store, "2026-01-01") == ("expired", None, "2025-12-31")


@pytest.mark.parametrize(("date", "changed"), [("2026-02-01", "since"), ("2026-06-01", "before")])
def test_who_rests_on_what_was_replaced(store: Store, make: Make, date: str, changed: str) -> None:
    put(store, make(PLAN, cites=(OLD,), date=date))
    put(store, acting(make, NEW, "replaces", OLD))
    rows = [tuple(r) for r in store.connection.execute("SELECT document_key, basis_key, by_key, changed FROM v_basis_changed")]
    assert rows == [(PLAN, OLD, NEW, changed)]


def test_overdue_on_a_day(store: Store, samples: dict[str, Document]) -> None:
    for document in samples.values():
        put(store, document)
    late = store.connection.execute("SELECT due, days_over FROM v_overdue WHERE as_of = '2026-07-01'").fetchall()
    assert late
    assert all(row["due"] < "2026-07-01" and row["days_over"] > 0 for row in late)
    assert not store.connection.execute("SELECT 1 FROM v_overdue WHERE as_of = '2020-01-01'").fetchone()
