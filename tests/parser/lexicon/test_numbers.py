"""Numbers as dispatches write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.lexicon.numbers import number, whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.000", "1000"), ("12.345.678", "12345678"), ("2,5", "2.5"), ("99,95", "99.95"), ("1.000,5", "1000.5"), ("05", "5"), ("0,05", "0.05"), ("50 (năm mươi)", "50"),
        ("một", "1"), ("năm", "5"), ("mười", "10"), ("mười lăm", "15"), ("hai mươi mốt", "21"), ("hai mươi tư", "24"), ("năm mươi lăm", "55"), ("một trăm", "100"), ("một trăm linh năm", "105"),
        ("ba trăm sáu mươi lăm", "365"), ("một nghìn", "1000"), ("hai nghìn ba trăm", "2300"), ("hai triệu ba trăm nghìn", "2300000"), ("một tỷ", "1000000000"), ("hai nghìn tỷ", "2000000000000"),
    ],
)  # fmt: skip
def test_reads(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["2.1", "1.00", "1.0000", "", "mươi", "trăm", "một hai", "hồ sơ", "1,2,3", "12.34", "(năm)"])
def test_is_no_number(text: str) -> None:
    assert number(text) is None


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_figures_are_read_back(value: int) -> None:
    assert number(f"{value:,}".replace(",", ".")) == value


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_decimal_comma_is_read_back(value: Decimal) -> None:
    assert number(f"{value:.2f}".replace(".", ",")) == value


_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def _say(value: int) -> str:
    """Vietnamese words of 1-999, as school teaches them."""
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds else []
    if tens == 0 and hundreds and ones:
        words.append("linh")
    elif tens == 1:
        words.append("mười")
    elif tens:
        words += [_DIGITS[tens], "mươi"]
    if ones:
        words.append("lăm" if ones == 5 and tens else "mốt" if ones == 1 and tens > 1 else _DIGITS[ones])
    return " ".join(words)


@given(st.integers(min_value=1, max_value=999))
def test_words_are_read_back(value: int) -> None:
    assert whole(_say(value)) == value
