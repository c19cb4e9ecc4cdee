"""A short text read as a dispatch of its own, through the plain reader and structure, with the header that the test gives."""

from collections.abc import Callable

import pytest

from models import DocumentNumber, Header, Locality
from parser.citations import Cited, cite
from parser.options import DEFAULT
from parser.readers import read
from parser.structure import analyse
from parser.text.canonical import canonical

OWN = "tinh-song-lam/cong-van/2024/1"


@pytest.fixture
def citing() -> Callable[..., Cited]:
    """`citing(text, **header fields)`: what the text cites; by default a letter of an invented province, of 2024."""

    def run(text: str, *, key: str = OWN, **fields: object) -> Cited:
        given: dict[str, object] = {
            "type": "cong_van",
            "date": "2024-06-15",
            "number": DocumentNumber(raw="1/SYT-VP", normalized="1/SYT-VP", sequence="1", symbol="SYT-VP"),
            "locality": Locality(name="Sông Lam", level="province", slug="song-lam"),
        }
        header = Header(**{**given, **fields})
        return cite(analyse(canonical(read(text.encode(), "x.txt", DEFAULT))), header, key)

    return run
