"""An answer is made once while nobody writes, and made anew as soon as somebody has."""

from pathlib import Path

import pytest
from fastapi import Request, Response

from api.paging import once
from corpus.store import open_store
from corpus.store.readers import Readers


@pytest.fixture
def path(tmp_path: Path) -> Path:
    open_store(tmp_path / "a.sqlite").close()
    return tmp_path / "a.sqlite"


class Made:
    """Answers that count themselves."""

    def __init__(self, filler: str = "") -> None:
        self.times, self.filler = 0, filler

    def __call__(self) -> Response:
        self.times += 1
        return Response(f"{self.times}{self.filler}", media_type="application/json")


def asked(readers: Readers, made: Made, query: bytes = b"limit=50", path: str = "/v1/tasks") -> bytes:
    request = Request({"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []})
    with readers.store() as store:
        response = once(store, request, made)
    assert response.media_type == "application/json"
    return bytes(response.body)


def test_the_same_address_is_answered_from_memory(path: Path) -> None:
    readers, made = Readers(path), Made()
    assert [asked(readers, made), asked(readers, made)] == [b"1", b"1"]
    assert [asked(readers, made, b"limit=51"), asked(readers, made, path="/v1/units")] == [b"2", b"3"]
    readers.close()


def test_a_write_ends_it(path: Path) -> None:
    readers, made = Readers(path), Made()
    assert asked(readers, made) == b"1"
    with open_store(path) as store, store.transaction() as connection:
        connection.execute("INSERT INTO units (key) VALUES ('sở y tế')")
    assert asked(readers, made) == b"2"
    readers.close()


def test_a_large_answer_is_not_kept(path: Path) -> None:
    readers, made = Readers(path), Made("x" * 200_000)
    assert asked(readers, made) != asked(readers, made)
    readers.close()


def test_a_store_that_is_not_watched_keeps_nothing(path: Path) -> None:
    made = Made()
    request = Request({"type": "http", "method": "GET", "path": "/v1/tasks", "query_string": b"", "headers": []})
    with open_store(path) as store:
        assert once(store, request, made).body != once(store, request, made).body
