"""Stores that are kept open read what stands in the file now, whatever happened to it meanwhile."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.store import NotFound, Store, documents, open_store, put, tasks
from corpus.store.errors import Conflict
from corpus.store.readers import Readers
from models import Document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    open_store(tmp_path / "a.sqlite").close()
    return tmp_path / "a.sqlite"


@pytest.fixture
def readers(path: Path) -> Iterator[Readers]:
    opened = Readers(path)
    yield opened
    opened.close()


def lent(readers: Readers) -> sqlite3.Connection:
    with readers.store() as store:
        return store.connection


def test_a_store_is_lent_again(readers: Readers) -> None:
    assert lent(readers) is lent(readers)


def test_two_askers_have_two_stores(readers: Readers) -> None:
    with readers.store() as one, readers.store() as other:
        assert one is not other


def test_what_was_counted_is_counted_again_after_a_write(readers: Readers, path: Path, make: Callable[..., Document]) -> None:
    def total() -> int:
        with readers.store() as store:
            page = documents(store, limit=0)
            assert store.kept
            return page.total

    with open_store(path) as store:
        put(store, make("song-lam/qd-ubnd/2026/1"))
    assert [total(), total()] == [1, 1]
    with open_store(path) as store:
        put(store, make("song-lam/qd-ubnd/2026/2"))
    assert total() == 2


def test_a_file_put_in_its_place_is_read(readers: Readers, path: Path, tmp_path: Path, make: Callable[..., Document]) -> None:
    before = lent(readers)
    shutil.copy(path, tmp_path / "b.sqlite")
    with open_store(tmp_path / "b.sqlite") as store:
        put(store, make("song-lam/qd-ubnd/2026/1"))
    (tmp_path / "b.sqlite").rename(path)
    with readers.store() as store:
        assert store.connection is not before
        assert documents(store).total == 1


def test_a_file_that_went_is_missed(readers: Readers, path: Path) -> None:
    lent(readers)
    path.unlink()
    with pytest.raises(NotFound):
        lent(readers)


def test_a_newer_schema_is_refused(readers: Readers, path: Path) -> None:
    lent(readers)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    with pytest.raises(Conflict):
        lent(readers)


def test_after_an_error_the_store_is_not_lent_again(readers: Readers) -> None:
    kept: list[Store] = []
    with pytest.raises(ZeroDivisionError), readers.store() as store:
        kept.append(store)
        raise ZeroDivisionError
    with pytest.raises(sqlite3.ProgrammingError):
        tasks(kept[0])
    lent(readers)


def test_nothing_stays_open_after_the_end(readers: Readers) -> None:
    connection = lent(readers)
    with readers.store() as store:
        readers.close()
    for closed in (connection, store.connection):
        with pytest.raises(sqlite3.ProgrammingError):
            closed.execute("SELECT 1")
