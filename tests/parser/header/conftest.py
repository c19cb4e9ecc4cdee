"""Headers are read from text as an export gives it."""

from collections.abc import Callable

import pytest

from parser.header import HeaderResult, read_header
from parser.options import DEFAULT
from parser.readers.plain import read_plain
from parser.structure import analyse
from parser.text.canonical import canonical


@pytest.fixture
def read() -> Callable[[str], HeaderResult]:
    """The header of a plain text."""

    def header(text: str) -> HeaderResult:
        return read_header(analyse(canonical(read_plain(text.encode(), DEFAULT))))

    return header
