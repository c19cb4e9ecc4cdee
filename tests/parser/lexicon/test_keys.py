"""Keys of documents (contract, "key")."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.lexicon.keys import document_key, symbol_slug
from parser.recognisers.document_number import parse_number

KEYS = [
    ("2310/QĐ-BYT", "2023-04-05", None, "qd-byt/2023/2310"),
    ("46/2018/TT-BYT", None, None, "tt-byt/2018/46"),
    ("5312/BYT-K2ĐT", "2023-08-22", None, "byt-k2dt/2023/5312"),
    ("212-NQ/BCSĐ", "2022-03", None, "nq-bcsd/2022/212"),
    ("06/QĐ-TTg", "2022-01-06", None, "qd-ttg/2022/6"),
    ("66.9/2025/NQ-CP", None, None, "nq-cp/2025/66.9"),
    ("61/STTTT-CNTT&BCVT", "2022-01-19", "song-lam", "song-lam/stttt-cntt-bcvt/2022/61"),
    ("43/2013/QH13", "2013-11-26", None, "qh13/2013/43"),
    ("178/CP", "1994-10-28", None, "cp/1994/178"),
    ("36a/NQ-CP", "2015-10-14", None, "nq-cp/2015/36a"),
    ("164/2002/QĐ/BTC", None, None, "qd-btc/2002/164"),
    ("84QĐ/TWĐTN", "2019", None, "qd-twdtn/2019/84"),
    ("718/BTTTT-CATTT", None, None, "btttt-cattt/----/718"),
]


@pytest.mark.parametrize(("number", "date", "locality", "key"), KEYS, ids=[k[0] for k in KEYS])
def test_key(number: str, date: str | None, locality: str | None, key: str) -> None:
    assert document_key(number, date, locality) == key


def test_a_blank_number_has_the_source_for_its_sequence() -> None:
    assert document_key("/KH-SYT", "2022-01", "song-lam", unnumbered="~46683000") == "song-lam/kh-syt/2022/~46683000"
    assert symbol_slug("/KH-SYT") == "kh-syt"


@given(
    st.integers(1, 99999), st.sampled_from([None, "1998", "2015", "2026"]), st.sampled_from(["QĐ", "TT", "NQ", "KH", "CTr"]), st.sampled_from(["BYT", "TTg", "UBND", "HĐND", "SGDĐT"])
)
def test_a_number_is_read_as_it_is_written(sequence: int, year: str | None, code: str, issuer: str) -> None:
    normalized = f"{sequence}/{year + '/' if year else ''}{code}-{issuer}"
    parts = parse_number(normalized)
    assert parts is not None
    assert (parts.normalized, parts.sequence, parts.year, parts.type_code, parts.issuer_codes) == (normalized, str(sequence), year, code, (issuer,))
    assert parse_number(parts.normalized) == parts
