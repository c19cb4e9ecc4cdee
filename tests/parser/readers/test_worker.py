"""The killable worker: a crash, a hang or a hunger for memory costs one file and gives a stable code."""

import io
import os
import time
from collections.abc import Iterator
from dataclasses import replace

import docx
import pytest

from parser.errors import MalformedSource, SourceError, SourceTooLarge, UnsupportedSource
from parser.options import DEFAULT, Options
from parser.readers import read
from parser.readers.worker import close, isolated

QUICK = Options(max_seconds=20.0)


@pytest.fixture(scope="module", autouse=True)
def _no_worker_left() -> Iterator[None]:
    yield
    close()


def crash() -> None:
    os.abort()


@pytest.mark.parametrize(
    ("function", "arguments", "kind", "code"),
    [
        (os.abort, (), MalformedSource, "reader_crashed"),
        (int, ("x",), MalformedSource, "reader_crashed"),
        (bytes, (1 << 40,), SourceTooLarge, "memory_limit"),
    ],
)
def test_what_a_file_does_to_its_worker(function: object, arguments: tuple[object, ...], kind: type[SourceError], code: str) -> None:
    with pytest.raises(kind) as caught:
        isolated(function, *arguments, options=QUICK)  # type: ignore[arg-type]
    assert caught.value.code == code and caught.value.vi and caught.value.en
    assert isolated(len, "abc", options=QUICK) == 3, "the next file is read"


def test_a_hang_ends_at_the_limit() -> None:
    assert isolated(len, "", options=QUICK) == 0
    began = time.monotonic()
    with pytest.raises(SourceTooLarge) as caught:
        isolated(time.sleep, 60, options=replace(QUICK, max_seconds=0.5))
    assert caught.value.code == "time_limit" and time.monotonic() - began < 10


def test_what_a_library_prints_does_not_fall_into_the_answer() -> None:
    assert isolated(print, "x" * 1000, options=QUICK) is None


def test_a_reading_crosses_the_border_whole() -> None:
    made = docx.Document()
    made.add_paragraph("Kính gửi: các sở")
    buffer = io.BytesIO()
    made.save(buffer)
    data = buffer.getvalue()
    assert read(data, "a.docx", replace(DEFAULT, isolate=True)) == read(data, "a.docx", DEFAULT)
    with pytest.raises(SourceError):
        read(data[:300], "a.docx", replace(DEFAULT, isolate=True))
    with pytest.raises(UnsupportedSource):
        read(b"PK\x05\x06" + bytes(range(256)) * 10, "a.docx", replace(DEFAULT, isolate=True))
