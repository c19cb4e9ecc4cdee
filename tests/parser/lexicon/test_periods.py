"""Days, months, quarters and years as they are written."""

import pytest

from parser.lexicon.periods import find_periods


@pytest.mark.parametrize(
    ("text", "edtf", "first", "last"),
    [
        ("ngày 05 tháng 4 năm 2023", "2023-04-05", "2023-04-05", "2023-04-05"),
        ("tháng 02 năm 2024", "2024-02", "2024-02-01", "2024-02-29"),
        ("Quý II/2023", "2023-34", "2023-04-01", "2023-06-30"),
        ("quý IV năm 2023", "2023-36", "2023-10-01", "2023-12-31"),
        ("6 tháng đầu năm 2023", "2023-40", "2023-01-01", "2023-06-30"),
        ("9 tháng năm 2023", "2023-01-01/2023-09-30", "2023-01-01", "2023-09-30"),
        ("giai đoạn 2021-2025", "2021/2025", "2021-01-01", "2025-12-31"),
        ("Tháng 11, 12/2023", "2023-11-01/2023-12-31", "2023-11-01", "2023-12-31"),
        ("15 - 20/6/2023", "2023-06-15/2023-06-20", "2023-06-15", "2023-06-20"),
        ("24, 25 và 26 tháng 8 năm 2026", "2026-08-24/2026-08-26", "2026-08-24", "2026-08-26"),
    ],
)
def test_spans(text: str, edtf: str, first: str, last: str) -> None:
    (found,) = find_periods(text)
    assert (text[found.start : found.end], found.edtf, found.days()) == (text, edtf, (first, last))


@pytest.mark.parametrize("text", ["30/02/2023", "ngày 31 tháng 4 năm 2023", "tháng 13/2023", "quý V/2023", "Quý VI", "1/2/3/4", "số 12/2023/TT-BYT"])
def test_no_such_period(text: str) -> None:
    assert [p for p in find_periods(text, weak=False) if p.form != "year"] == []


@pytest.mark.parametrize("pattern", ["ngày", "ngày    ", "tháng 1, 2, 3, ", "quý I, II, ", "1/", "2023-", "ngày . . ", "6 tháng ", "năm 2023 - "])
def test_time_is_linear(pattern: str) -> None:
    find_periods(pattern * 5_000)
