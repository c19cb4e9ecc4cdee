"""Working days of the public service, against days counted by hand on the official calendars."""

from datetime import date

import pytest

from parser.lexicon.calendar import add_months, add_working_days, due_after, is_working_day


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2023-05-31", 10, "2023-06-14"),  # two weekends
        ("2025-03-14", 15, "2025-04-04"),
        ("2025-04-28", 5, "2025-05-08"),  # 30/4, 1/5 and the swapped 2/5 off
        ("2026-08-28", 3, "2026-09-07"),  # 31/8 swapped, 1/9 and 2/9 off
        ("2026-11-20", 5, "2026-11-30"),  # 24/11, a holiday since 2026
        ("2023-06-14", -10, "2023-05-31"),
        ("2023-06-14", 0, "2023-06-14"),
    ],
)
def test_working_days(start: str, count: int, due: str) -> None:
    assert add_working_days(date.fromisoformat(start), count) == date.fromisoformat(due)


@pytest.mark.parametrize(("day", "works"), [("2024-05-04", True), ("2024-04-29", False), ("2025-04-26", True), ("2026-01-02", False), ("2024-05-05", False), ("2025-01-29", False), ("2024-05-06", True)])
def test_swapped_days(day: str, works: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is works


def test_a_month_ends_on_the_same_day_or_on_its_last() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 11, 15), 3) == date(2024, 2, 15)


@pytest.mark.parametrize(
    ("offset", "unit", "due"),
    [(10, "day", "2023-06-12"), (2, "week", "2023-06-14"), (6, "month", "2023-11-30"), (1, "quarter", "2023-08-31"), (1, "year", "2024-05-31"), (24, "hour", "2023-06-01"), (-5, "day", "2023-05-26")],
)
def test_a_term_that_ends_on_a_day_off_moves_to_the_next_working_day(offset: int, unit: str, due: str) -> None:
    assert due_after(date(2023, 5, 31), offset, unit) == date.fromisoformat(due)
