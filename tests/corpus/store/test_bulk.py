"""A store that was filled at once is the one that was filled file by file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.store import Conflict, Store, check, contents, open_store, put
from corpus.store.bulk import load
from corpus.store.prepare import prepare
from models import Document

Make = Callable[..., Document]


def test_at_once_and_one_by_one_give_the_same(store: Store, samples: dict[str, Document], make: Make, tmp_path: Path) -> None:
    more = [
        make("a/qd-b/2026/1", sha="scan", origin="ocr", tasks=2), make("a/qd-b/2026/1", sha="word", origin="markup", tasks=5),
        make("a/qd-b/2026/1", sha="other", date="2025-03-01"), make("qd-x/2026/7", cites=("qd-x/----/9", "a/qd-b/2026/1")), make("qd-x/2026/9", date="2026-01"),
    ]  # fmt: skip
    documents = [*samples.values(), *more]
    for document in documents:
        put(store, document)
    with open_store(tmp_path / "bulk.sqlite") as filled:
        assert load(filled, map(prepare, documents)) == len(documents)
        assert check(filled) == []
        assert contents(filled) == contents(store)
        assert filled.connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        objects = "SELECT type, name FROM sqlite_master ORDER BY 1, 2"
        assert [tuple(r) for r in filled.connection.execute(objects)] == [tuple(r) for r in store.connection.execute(objects)]
        for table in ("documents_fts", "tasks_fts"):
            filled.connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def test_only_an_empty_store_is_filled(store: Store, make: Make) -> None:
    put(store, make("a/b/2026/1"))
    with pytest.raises(Conflict) as raised:
        load(store, [])
    assert raised.value.code == "store_not_empty"


def test_what_fails_leaves_the_store_empty(make: Make, tmp_path: Path) -> None:
    def broken() -> object:
        yield prepare(make("a/b/2026/1"))
        raise RuntimeError("cắt ngang")

    with open_store(tmp_path / "bulk.sqlite") as store:
        with pytest.raises(RuntimeError):
            load(store, broken())  # type: ignore[arg-type]
        assert check(store) == []
        assert store.connection.execute("SELECT count(*) FROM documents").fetchone()[0] == 0
        assert load(store, [prepare(make("a/b/2026/1"))]) == 1
