"""Dates as they stand in a citation: "ngày 27/9/2019", "ngày 05 tháng 4 năm 2023", "ngày 28-4-2022", "năm 2015"."""

import re
from datetime import date

_DAY = r"(?P<d>\d{1,2})"
_FORMS = (
    rf"ngày\s+{_DAY}\s?[/.-]\s?(?P<m>\d{{1,2}}|1\s[0-2])\s?[/.-]\s?(?P<y>\d{{4}}|\d{{2}}(?!\d))",
    rf"ngày\s+{_DAY}\s+tháng\s+(?P<m>\d{{1,2}})(?:\s+n[ăằắẳẵ]m\s+|\s?[/-]\s?)(?P<y>\d{{4}})",  # "nằm": a speck over the letter
    rf"ngày\s+{_DAY}\s+(?:ngày|tháng)\s+(?P<m>\d{{1,2}})\s+(?:tháng|năm)\s+(?P<y>\d{{4}})",  # "ngày 20 ngày 6 tháng 2017": one reading only
    r"ngày[\s.…_]*(?:tháng\s+|/\s?)(?P<m>\d{1,2})(?:\s+năm\s+|\s?/\s?)(?P<y>\d{4})",
    r"tháng\s+(?P<m>\d{1,2})(?:\s+năm\s+|\s?/\s?)(?P<y>\d{4})",
    r"năm\s+(?P<y>\d{4})",
)
_PATTERNS = tuple(re.compile(form + r"(?!\d)", re.IGNORECASE) for form in _FORMS)


def issue_date(text: str, at: int, limit: int) -> tuple[int, str] | None:
    """The date that begins at `at`: its end and its EDTF value. None where there is none or it is no day of the calendar."""
    for pattern in _PATTERNS:
        match = pattern.match(text, at, limit)
        if match is None:
            continue
        parts = match.groupdict()
        year = int(parts["y"])
        if year < 100:
            year += 1900 if year > 45 else 2000
        month, day = (parts.get("m") or "").replace(" ", "") or None, parts.get("d")  # "26/1 1/2013": two digits set apart
        try:
            date(year, int(month or 1), int(day or 1))
        except ValueError:
            return None
        return match.end(), "-".join([f"{year}", *(f"{int(p):02}" for p in (month, day) if p)])
    return None


_LAST = re.compile(r"(?:ngày|tháng|năm)\s", re.IGNORECASE)


def date_before(text: str, start: int, end: int) -> str | None:
    """A full date that opens `text[start:end]` or stands in it after "ngày"; the last one."""
    found = None
    for match in _LAST.finditer(text, start, end):
        read = issue_date(text, match.start(), end)
        if read and len(read[1]) == 10:
            found = read[1]
    return found
