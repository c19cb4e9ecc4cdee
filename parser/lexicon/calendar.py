"""Working days of the public service in Việt Nam: Bộ luật Lao động 2019, Điều 111-112; terms by Bộ luật Dân sự 2015, Điều 147-148.

Holidays come from `holidays` (VN); `holidays.tsv` overrides it day by day: days off that are missing there (swaps), Saturdays worked in exchange.
"""

from datetime import date, timedelta
from functools import cache, lru_cache

from parser.lexicon.periods import month_days
from parser.lexicon.table import rows

_FIRST, _LAST = 1990, 2100


@lru_cache(maxsize=256)
def _holidays(year: int) -> frozenset[date]:
    import holidays  # heavy: every country's calendar

    return frozenset(holidays.country_holidays("VN", years=year)) if _FIRST <= year <= _LAST else frozenset()


@cache
def _overrides() -> dict[date, bool]:
    return {date.fromisoformat(row["date"]): row["kind"] == "off" for row in rows("holidays")}


def is_working_day(day: date) -> bool:
    """Whether offices work on `day`: Monday to Friday, no holiday, or a Saturday worked in exchange."""
    off = _overrides().get(day)
    if off is not None:
        return not off
    return day.weekday() < 5 and day not in _holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day` (before it where negative); `day` itself is not counted."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has none such (Điều 147-148)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, month_days(year, month + 1)))


def due_after(day: date, offset: int, unit: str, *, working_days: bool = False) -> date:
    """The last day in time of "N units from `day`": the first day is not counted, a last day off moves to the next working day.

    `unit` as in `models.vocabulary.AnchorUnit`; hours count as whole days. Negative offsets ("5 ngày trước …") are not moved.
    """
    if working_days:
        return add_working_days(day, offset)
    if unit in {"month", "quarter", "year"}:
        due = add_months(day, offset * {"month": 1, "quarter": 3, "year": 12}[unit])
    else:
        due = day + timedelta(days=-(-offset // 24) if unit == "hour" else offset * (7 if unit == "week" else 1))
    while offset > 0 and not is_working_day(due):
        due += timedelta(days=1)
    return due
