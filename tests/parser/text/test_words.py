"""Looking only where a word begins finds what looking everywhere finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.text.words import Words, first_words, lowered, matches

PATTERN = re.compile(r"(?<!\w)(?:luật|bộ\s+luật)(?!\w)", re.IGNORECASE)
PIECES = st.lists(st.sampled_from(("Luật", "bộ", "Bộ", "luật", "BỘ LUẬT", "luậtsư", "x", "_", " ", " ", ";", "1", "ộ")), max_size=30).map("".join)


@given(PIECES, st.integers(0, 40), st.integers(0, 90))
def test_matches_are_those_of_finditer(text: str, start: int, end: int) -> None:
    end = min(end, len(text))
    starts = Words(text).starts(frozenset(("bộ", "luật")))
    assert [m.span() for m in matches(PATTERN, text, starts, start, end)] == [m.span() for m in PATTERN.finditer(text, start, end)]


@pytest.mark.parametrize(("text", "found"), [("Luật và bộ luật", [0, 11]), ("LUẬT;luật", [0, 5]), ("xluật _luật 1luật", []), ("luậtsư", [0])])
def test_words_begin_where_no_letter_stands_before(text: str, found: list[int]) -> None:
    words = Words(text)
    assert words.starts(frozenset(("luật",))) == found
    assert words.begins(frozenset(("luật",)), 0, len(text)) == bool(found)
    assert words.holds("luật", 0, len(text))


def test_small_letters_keep_their_places() -> None:
    assert lowered("İĐẸP") == "İđẹp"


def test_first_words() -> None:
    assert first_words(("Đề án 06", "V/v", "(không)")) == {"đề", "v"}
