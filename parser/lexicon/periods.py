"""How a day, month, quarter, half year or year is written in dispatches (Nghị định 30/2020/NĐ-CP, Phụ lục I), and what it spans.

Only the words: whether a period is a deadline is decided in `recognisers/deadline.py`.
"""

import re
from calendar import isleap
from datetime import date, timedelta
from typing import Literal, NamedTuple

from parser.lexicon.needs import lowered

PeriodKind = Literal["date", "month", "quarter", "half_year", "year", "period"]

MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12,
}  # fmt: skip
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "I": 1, "II": 2, "III": 3, "IV": 4, "MỘT": 1, "NHẤT": 1, "HAI": 2, "BA": 3, "TƯ": 4, "BỐN": 4}
_WORD = r"mười\s(?:một|hai)|mười|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|giêng"
_SEP = r"\s?[/.\-–]\s?"
_MONTH = rf"(?:\d{{1,2}}|(?:{_WORD})(?=\s+năm\s+\d|[,;.)\s/]))"
_YEAR = r"(?:19|20)\d\d"
_AND = r"\s?(?:,|;|-|–|—|và|đến|tới)\s?"
_OF_YEAR = rf"(?:{_SEP}|,?\s+(?:của\s+)?năm\s+)(?P<year>{_YEAR})(?!\d)"


class Period(NamedTuple):
    """`text[start:end]` names the days from `first` to `last` (month, day); `year` None where the words leave it out.

    `weak` forms ("30/6", "6/2025", "2025") say a time only where their surroundings do. `day_known` is False for "ngày … tháng 01 năm 2022".
    """

    start: int
    end: int
    kind: PeriodKind
    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    last_year: int | None = None
    weak: bool = False
    form: str = ""
    edge: str = ""  # "đầu", "giữa", "cuối" or "hết" of the period

    def days(self, year: int | None = None) -> tuple[str, str] | None:
        """First and last day, ISO, inclusive; with `year` where the words leave it out; None where there is none or the day does not exist."""
        first_year = self.year or year
        if first_year is None:
            return None
        last_year = self.last_year or first_year
        return f"{first_year:04}-{self.first[0]:02}-{self.first[1]:02}", f"{last_year:04}-{self.last[0]:02}-{min(self.last[1], month_days(last_year, self.last[0])):02}"

    @property
    def edtf(self) -> str | None:
        """EDTF text, or None where the year is left out."""
        if self.year is None:
            return None
        last_year = self.last_year or self.year
        if self.kind == "date":
            return f"{self.year:04}-{self.first[0]:02}-{self.first[1]:02}"
        if self.kind == "month":
            return f"{self.year:04}-{self.first[0]:02}"
        if self.kind == "quarter":
            return f"{self.year:04}-{33 + self.first[0] // 3}"
        if self.kind == "half_year":
            return f"{self.year:04}-{40 if self.first[0] == 1 else 41}"
        if self.kind == "year":
            return f"{self.year:04}"
        if self.first == (1, 1) and self.last == (12, 31):
            return f"{self.year:04}/{last_year:04}"
        days = self.days()
        return "/".join(days) if days else None


def month_days(year: int | None, month: int) -> int:
    """How many days the month has; 29 for a February of an unknown year."""
    return 29 if month == 2 and isleap(year or 2000) else _DAYS[month]


def valid_day(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return 1 <= month <= 12 and 1 <= day <= month_days(year, month)


def month_number(word: str) -> int | None:
    """`6`, `06`, `Sáu` -> 6; None where it is no month."""
    value = int(word) if word.isdigit() else MONTH_WORDS.get(" ".join(word.lower().split()))
    return value if value and 1 <= value <= 12 else None


def quarter_number(word: str) -> int | None:
    """`II`, `2`, `hai` and what OCR makes of Roman figures (`lI`, `1V`) -> 2, 4."""
    upper = word.upper()
    if upper in _QUARTERS:
        return _QUARTERS[upper]
    return _QUARTERS.get(word.replace("l", "I").replace("1", "I").replace("|", "I").upper())


_I = re.IGNORECASE
_DAY = re.compile(
    rf"(?:(?<![\w/.\-])|(?<=\d\d\d\d-))(?:ngày\s{{1,5}})?(?P<day>\d{{1,2}}){_SEP}(?P<month>\d{{1,2}}){_SEP}(?P<year>{_YEAR})(?![\d/]|\.\d|-\d(?!\d?[/.]))", _I)  # fmt: skip
_NGAY, _THANG = "ng[àâảãa]y", "th[áăắẳâ]ng"  # what OCR makes of the words where the figures around them leave no doubt
_DAY_WORDS = re.compile(
    rf"\b{_NGAY}\s{{1,5}}(?:(?:mùng|mồng)\s)?(?P<day>\d{{1,2}})(?:\s{{1,5}}(?:{_THANG}|ngày)\s{{1,5}}|\s?/\s?)(?P<month>{_MONTH})"
    rf"(?:,?\s{{1,5}}(?:năm|tháng)\s{{1,5}}|\s?/\s?)(?P<year>{_YEAR})(?!\d)", _I)  # fmt: skip
_BLANK_DAY = re.compile(rf"\bngày(?:[\s.…_]{{1,60}}{_THANG}\s{{1,5}}|\s{{0,20}}/)(?P<month>\d{{1,2}})(?:\s{{1,5}}năm\s{{1,5}}|/)(?P<year>{_YEAR})(?!\d)", _I)
_BLANK_MONTH = re.compile(rf"\bngày[\s.…_\d]{{1,60}}tháng[\s.…_]{{1,60}}năm\s{{1,5}}(?P<year>{_YEAR})(?!\d)", _I)
_DAY_SPAN = re.compile(
    r"(?<![\w/.\-:])(?<!giờ\s)(?:ngày\s{1,5})?(?P<day>\d{1,2})(?:(?:,\s?\d{1,2}){0,6}\s?(?:-|–|và|,)\s?|\s(?:đến|tới)\s)(?:hết\s)?(?:ngày\s)?(?P<day2>\d{1,2})"
    rf"(?:\s?/\s?|\s{{1,5}}tháng\s{{1,5}})(?P<month>\d{{1,2}})(?:(?:\s?/\s?|,?\s{{1,5}}năm\s{{1,5}})(?P<year>{_YEAR})(?!\d)|(?![\d/]))", _I)  # fmt: skip
_DAY_NO_YEAR = re.compile(rf"\bngày\s{{1,5}}(?:(?:mùng|mồng)\s)?(?P<day>\d{{1,2}})(?:\s?/\s?|-|\s{{1,5}}tháng\s{{1,5}})(?P<month>{_MONTH})(?!\s?[/\-]\s?\d|\d)", _I)
_DAY_WEAK = re.compile(r"(?<![\w/.,\-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/\-]|[.,]\d)")
_DAY_SHORT_YEAR = re.compile(r"(?<![\w/.\-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d\d)(?![\d/\-])")
_MONTH_YEAR = re.compile(rf"\b(?:{_THANG}\s{{1,5}}|T\.?\s?(?=\d))(?P<month>{_MONTH}){_OF_YEAR}", _I)
_MONTH_NO_YEAR = re.compile(r"\btháng\s{1,5}(?P<month>\d{1,2})(?!\s?[/\-]\s?\d|\d|\s+năm\s+\d)", _I)
_MONTHS = re.compile(
    rf"\b(?:các\s)?tháng\s{{1,5}}(?P<month>\d{{1,2}})(?P<more>(?:{_AND}(?:hết\s)?(?:tháng\s)?\d{{1,2}}(?!\d)){{1,5}}){_OF_YEAR}", _I)  # fmt: skip
_MONTH_WEAK = re.compile(rf"(?<![\w/.,\-])(?P<month>\d{{1,2}})\s?[/\-]\s?(?P<year>{_YEAR})(?![\d/\-]|\.\d)")
_ROMAN = r"(?:[Il1|]?V|[Il1|]{1,3}|[2-4])(?!\w)"
_QUARTER_WORD = rf"(?:{_ROMAN}|(?:một|hai|ba|tư|bốn)(?=\s+(?:của\s+)?năm\s+\d|[,;.)/]|$))"
_QUARTER = re.compile(
    rf"\b(?:(?:(?i:quý|qúy|quí))\s{{0,3}}|Q\.?(?=[I1-4]))(?P<quarter>{_QUARTER_WORD})"
    rf"(?P<more>(?:(?:{_AND}(?:(?i:quý|qúy)\s)?){_ROMAN}){{0,3}})(?:(?:{_SEP}|,?\s+(?:của\s+)?(?:(?i:năm)\s+)?|\s?\()(?P<year>{_YEAR})(?!\d))?"
)
_HALF = re.compile(
    rf"\b(?P<months>0?6|sáu|0?3|ba|0?9|chín)\s+tháng(?:\s+(?P<half>đầu|cuối)(?:\s+(?:của\s+)?(?P<of>năm))?|(?P<plain>\s+năm))(?:\s*(?:/|\s)\s*(?P<year>{_YEAR})(?!\d))?", _I
)
_HALF_WORD = re.compile(rf"\bnửa\s+(?P<half>đầu|cuối)\s+(?:của\s+)?năm(?:\s+(?P<year>{_YEAR})(?!\d))?", _I)
_YEARS = re.compile(rf"\b(?:các\s+)?năm\s{{1,5}}(?P<year>{_YEAR})(?:(?P<link>{_AND})(?:hết\s)?(?:năm\s)?(?P<last>{_YEAR}))?(?![\d/]|-\d)", _I)
_STAGE = re.compile(rf"\b(?:giai\s+đoạn|thời\s+kỳ)\s+(?:từ\s+)?(?:năm\s+)?(?P<year>{_YEAR})(?:{_AND})(?:năm\s+)?(?P<last>{_YEAR})(?!\d)", _I)
_YEARS_WEAK = re.compile(rf"(?<![\w/.,\-])(?P<year>{_YEAR})(?:{_AND}(?P<last>{_YEAR}))?(?![\w/]|[\-.,]\d)")
_EDGE = re.compile(r"(?:^|\s)(đầu|giữa|cuối|hết)\s{1,5}$", _I)
_BEFORE = 12


def _day(m: re.Match[str], form: str, weak: bool = False) -> Period | None:
    groups = m.groupdict()
    month, year = month_number(m["month"]), int(groups["year"]) if groups.get("year") else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    day = int(m["day"])
    if month is None or not valid_day(year, month, day):
        return None
    last = int(groups.get("day2") or day)
    if not valid_day(year, month, last) or last < day:
        return None
    return Period(m.start(), m.end(), "date" if last == day else "period", year, (month, day), (month, last), weak=weak, form=form)


def _month(m: re.Match[str], form: str, weak: bool = False) -> Period | None:
    groups = m.groupdict()
    month, year = month_number(m["month"]), int(groups["year"]) if groups.get("year") else None
    if month is None:
        return None
    last = month
    if groups.get("more"):
        last = month_number(re.findall(r"\d+", m["more"])[-1]) or 0
        if last < month:
            return None
    return Period(m.start(), m.end(), "month" if last == month else "period", year, (month, 1), (last, month_days(year, last)), weak=weak, form=form)


def _quarter(m: re.Match[str], form: str, weak: bool = False) -> Period | None:
    numbers = [quarter_number(m["quarter"]), *(quarter_number(w) for w in re.findall(_ROMAN, m["more"]))]
    if None in numbers:
        return None
    first, last = numbers[0] or 0, numbers[-1] or 0
    if last < first:
        return None
    kind: PeriodKind = "quarter" if first == last else "period"
    end = m.end()
    return Period(m.start(), end, kind, int(m["year"]) if m["year"] else None, (3 * first - 2, 1), (3 * last, 31), form=form)


def _half(m: re.Match[str], form: str, weak: bool = False) -> Period | None:
    groups = m.groupdict()
    months = {"6": 6, "sáu": 6, "3": 3, "ba": 3, "9": 9, "chín": 9}[(groups.get("months") or "6").lstrip("0").lower()]
    second = (m["half"] or "").lower() == "cuối"
    if groups.get("plain") and not m["year"]:
        return None
    first, last = (13 - months, 12) if second else (1, months)
    kind: PeriodKind = "half_year" if months == 6 else "period"
    return Period(m.start(), m.end(), kind, int(m["year"]) if m["year"] else None, (first, 1), (last, 31), form=form)


def _year(m: re.Match[str], form: str, weak: bool = False) -> Period | None:
    year, last = int(m["year"]), int(m["last"]) if m["last"] else None
    if last is not None and last <= year:
        return None
    return Period(m.start(), m.end(), "period" if last else "year", year, (1, 1), (12, 31), last_year=last, weak=weak, form=form)


# In order of preference where two begin at the same place (longer wins first), each with how it may begin (`_beginning`), and whether only its
# surroundings make a time of it.
_RULES = (
    (_DAY_WORDS, _day, "day", "ng", False), (_DAY, _day, "day", "ng 2", False), (_DAY_SPAN, _day, "days", "ng 2", False),
    (_DAY_NO_YEAR, _day, "day_no_year", "ng", False), (_BLANK_DAY, _month, "blank_day", "ng", False), (_BLANK_MONTH, None, "blank_month", "ng", False),
    (_MONTHS, _month, "months", "c t", False), (_MONTH_YEAR, _month, "month", "t", False), (_MONTH_NO_YEAR, _month, "month_no_year", "t", False),
    (_QUARTER, _quarter, "quarter", "q", False), (_HALF, _half, "half_year", "2 b c s", False), (_HALF_WORD, _half, "half_year", "nử", False),
    (_STAGE, _year, "stage", "g t", False), (_YEARS, _year, "year", "nă c", False),
    (_DAY_WEAK, _day, "day_weak", "2", True), (_DAY_SHORT_YEAR, _day, "day_short_year", "2", True),
    (_MONTH_WEAK, _month, "month_weak", "2", True), (_YEARS_WEAK, _year, "year_weak", "4", True),
)  # fmt: skip
# Where one may begin, in small letters: each is tried only there.
_PLACE = re.compile(rf"(?<!\w)(?:\d\d?(?!\d)|\d{{4}}(?!\d)|{_NGAY}|năm|nửa|các\s|{_THANG}|thời|t[.\s\d]|qu[ýí]|qúy|q[.i1-4]|(?:ba|sáu|chín)\s+th|giai)")
_BEGUN = {begins: tuple((i, *rule) for i, rule in enumerate(_RULES) if begins in rule[3].split()) for begins in " ".join(rule[3] for rule in _RULES).split()}


def _beginning(words: str) -> str:
    """The letter that a place begins with, after "n" the next one, too; "2" for up to two figures, "4" for four."""
    letter = words[0]
    return words[:2] if letter == "n" else letter if letter.isalpha() else "4" if len(words) == 4 else "2"


def find_periods(text: str, *, weak: bool = True) -> list[Period]:
    """The periods that `text` names, in order, without overlaps; the longest at each place."""
    found: list[Period] = []
    tried = [0] * len(_RULES)  # how far what each has matched reaches
    taken = 0
    for place in _PLACE.finditer(lowered(text)):
        at = place.start()
        here: list[Period] = []
        for i, pattern, build, form, _, is_weak in _BEGUN[_beginning(place[0])]:
            if at < tried[i] or (is_weak and not weak) or (m := pattern.match(text, at)) is None:
                continue
            tried[i] = m.end()
            if at < taken:
                continue
            if build is None:
                here.append(Period(at, m.end(), "year", int(m["year"]), (1, 1), (12, 31), form=form))
            elif (period := build(m, form, is_weak)) is not None:
                here.append(period)
            elif form == "day":  # what stands inside it ("tháng 4 năm 2023" of a 31 April) is no period either
                here.append(Period(at, m.end(), "date", None, (1, 1), (1, 1), form="impossible"))
        if here:
            longest = min(here, key=lambda p: (-p.end, p.weak))
            taken = longest.end
            if longest.form != "impossible":
                found.append(_with_edge(text, longest))
    return found


def _with_edge(text: str, period: Period) -> Period:
    if period.kind not in {"month", "quarter", "year"}:
        return period
    m = _EDGE.search(text[max(0, period.start - _BEFORE) : period.start])
    if not m:
        return period
    return period._replace(start=period.start - (len(m[0]) - (1 if m[0][0].isspace() else 0)), edge=m[1].lower())


def same_kind(a: Period, b: Period) -> bool:
    """Whether "a đến b" may be one span: two days, months, quarters or years."""
    return (a.kind == b.kind and a.kind in {"date", "month", "quarter", "year"}) and not a.edge and not b.edge


def joined_periods(a: Period, b: Period) -> Period | None:
    """From the first day of `a` to the last of `b`, one's year given to the other; None where that is no span."""
    first_year, last_year = a.year, b.year
    if first_year is None and last_year is not None:
        first_year = last_year - (a.first > b.last)
    elif last_year is None and first_year is not None:
        last_year = first_year + (a.first > b.last)
    if first_year and last_year and (first_year, a.first) >= (last_year, b.last):
        return None
    return a._replace(end=b.end, kind="period", year=first_year, last=b.last, last_year=last_year, weak=a.weak and b.weak)


def day_before(day: str) -> str:
    """The day before, both ISO."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def edge_day(period: Period, year: int | None) -> str | None:
    """Bộ luật Dân sự 2015, Điều 146: đầu tháng, giữa tháng, cuối tháng are its first, 15th, last day; giữa năm is 30 June."""
    days = period.days(year)
    if days is None:
        return None
    if period.edge == "đầu":
        return days[0]
    if period.kind == "year":
        return f"{days[0][:4]}-06-30"
    month = period.first[0] + (1 if period.kind == "quarter" else 0)
    return f"{days[0][:4]}-{month:02}-15"
