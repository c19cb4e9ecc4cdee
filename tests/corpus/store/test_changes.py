"""The feed of changes: nothing missed, nothing twice, and no new order where only the reading changed."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.store import Store, changes, check, put, remove_file
from corpus.store.identity import Words, pairs
from corpus.store.removal import remove_document
from models import Document, Task
from parser.errors import StoreError

KEY = "song-lam/qd-ubnd/2026/12"


def feed(store: Store, after: int = 0) -> list[tuple[str, str, str]]:
    return [(c.kind, c.cause, c.subject) for c in changes.after(store, after, limit=1000)[0]]


def with_tasks(document: Document, *tasks: tuple[str, str]) -> Document:
    made: list[Task] = [
        document.tasks[0].model_copy(update={"id": f"{document.key}#{ref}", "ref": ref, "text": text, "title": text}) for ref, text in tasks
    ]
    return document.model_copy(update={"tasks": tuple(made)})


@pytest.fixture
def plan(make: Callable[..., Document]) -> Document:
    return with_tasks(
        make(KEY, cites=("nd-cp/2020/30",)), ("1", "Rà soát danh mục hồ sơ của ngành y tế"), ("2", "Báo cáo kết quả về Sở Y tế"), ("3", "Tập huấn cán bộ xã")
    )


def test_a_new_file_adds_and_the_same_again_says_nothing(store: Store, plan: Document) -> None:
    put(store, plan)
    found = feed(store)
    assert ("document.added", "file", KEY) in found
    assert [s for k, _, s in found if k == "task.added"] == [f"{KEY}#1", f"{KEY}#2", f"{KEY}#3"]
    assert any(k == "relation.added" for k, _, _ in found)
    last = changes.last_number(store)
    put(store, plan)
    assert feed(store, last) == []
    assert check(store) == []


def test_a_corrected_letter_changes_a_task(store: Store, plan: Document) -> None:
    put(store, plan)
    last = changes.last_number(store)
    put(store, with_tasks(plan, ("1", "Rà soát danh mục hồ sơ của nghành y tế"), ("2", "Báo cáo kết quả về Sở Y tế"), ("3", "Tập huấn cán bộ xã")))
    (change,) = changes.after(store, last)[0]
    assert (change.kind, change.cause, change.subject) == ("task.changed", "reread", f"{KEY}#1")
    assert change.before is not None and change.after is not None
    assert "ngành" in change.before["text"] and "nghành" in change.after["text"]


def test_an_inserted_row_moves_the_ones_behind_it(store: Store, plan: Document) -> None:
    put(store, plan)
    last = changes.last_number(store)
    rows = ("1", "Rà soát danh mục hồ sơ của ngành y tế"), ("2", "Mua sắm thiết bị"), ("3", "Báo cáo kết quả về Sở Y tế"), ("4", "Tập huấn cán bộ xã")
    put(store, with_tasks(plan, *rows))
    became = {(c.kind, c.before["id"] if c.before else None, c.after["id"] if c.after else None) for c in changes.after(store, last)[0]}
    assert became == {
        ("task.added", None, f"{KEY}#2"), ("task.moved", f"{KEY}#2", f"{KEY}#3"), ("task.moved", f"{KEY}#3", f"{KEY}#4"),
    }  # fmt: skip


def test_a_number_read_anew_renames_the_document(store: Store, plan: Document) -> None:
    put(store, plan)
    last = changes.last_number(store)
    other = "song-lam/qd-ubnd/2026/72"
    renamed = plan.model_copy(update={"key": other, "relations": ()})
    put(store, with_tasks(renamed, *((t.ref, t.text) for t in plan.tasks)))
    kinds = [c[0] for c in feed(store, last)]
    assert "document.renamed" in kinds
    assert kinds.count("task.moved") == 3
    assert "task.added" not in kinds and "task.removed" not in kinds


def test_removal_is_told_and_deleting_leaves_no_words(store: Store, plan: Document, make: Callable[..., Document]) -> None:
    put(store, plan)
    put(store, make("song-lam/qd-ubnd/2026/13", cites=(KEY,)))
    hashes = remove_document(store, KEY)
    assert hashes == [plan.source.sha256]
    assert feed(store)[-1][:2] == ("document.removed", "removed")
    assert check(store) == []
    words = "Tập huấn cán bộ"
    for (table,) in store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'").fetchall():
        rows = [dict(row) for row in store.connection.execute(f"SELECT * FROM {table}")]
        assert not any(words in str(row) for row in rows), table
    assert store.connection.execute("SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH '\"tap huan\"'").fetchone()[0] == 0
    with pytest.raises(StoreError):
        remove_document(store, KEY)


def test_every_cursor_gives_each_change_once(store: Store, plan: Document, make: Callable[..., Document]) -> None:
    for n in range(5):
        put(store, make(f"song-lam/kh-syt/2026/{n}", cites=(KEY,)))
    put(store, plan)
    remove_file(store, plan.source.sha256)
    whole = [c.n for c in changes.after(store, 0, limit=1000)[0]]
    assert whole == sorted(set(whole))
    for size in (1, 2, 7):
        at, seen = 0, []
        while True:
            found, at = changes.after(store, at, limit=size)
            if not found:
                break
            seen += [c.n for c in found]
        assert seen == whole
    found, following = changes.after(store, 0, kinds=["document.removed"])
    assert [c.kind for c in found] == ["document.removed"] and following == whole[-1]


@given(st.lists(st.tuples(st.sampled_from("123456"), st.text("abcd ", min_size=1, max_size=12)), max_size=8), st.data())
def test_pairs_use_each_task_once(tasks: list[tuple[str, str]], data: Any) -> None:
    old = {f"o{n}": Words(ref, text) for n, (ref, text) in enumerate(tasks)}
    new = {f"n{n}": Words(ref, text) for n, (ref, text) in enumerate(data.draw(st.permutations(tasks)))}
    found = pairs(old, new)
    assert len(set(found.values())) == len(found) == len(tasks)
