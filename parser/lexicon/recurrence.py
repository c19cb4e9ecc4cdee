"""How often ("hằng quý", "định kỳ 6 tháng, một năm", "02 lần/năm") and on which day of it, as RFC 5545 rules.

Reporting periods follow Nghị định 09/2019/NĐ-CP, Điều 12: month, quarter, half year, nine months, year.
"""

import re
from dataclasses import dataclass, replace

from parser.lexicon.needs import Needing, has_any, lowered, tried_at
from parser.lexicon.numbers import NUMERAL, number_places, whole

_UNIT = r"(?:ngày|tuần|tháng|quý|quí|năm)"
_LIST = r"\s?(?:,|;|/|và|hoặc)\s?"
_I = re.IGNORECASE
# "hằng năm", "định kỳ hàng quý"; "mỗi năm một lần" is one rule, too.
_EACH = re.compile(rf"(?P<cue>\bđịnh kỳ\s(?:vào\s|theo\s)?)?\b(?P<each>hằng|hàng|mỗi)\s+(?P<unit>{_UNIT})(?:\s+(?P<times>{NUMERAL})\s+lần)?\b(?!\s?-)", _I)
_PERIODIC = re.compile(rf"\b(?P<cue>định kỳ)\s\(?(?:vào\s|theo\s)?(?P<n>{NUMERAL}\s)?\s?(?P<unit>tuần|tháng|quý|năm)\b(?:\s?(?:/|\s(?:một|0?1))\s?(?:0?1\s)?lần)?(?!\s\d)", _I)
_ONCE = re.compile(rf"\b(?P<n>{NUMERAL}\s)?\s?(?P<unit>{_UNIT})(?:\s?/\s?(?:0?1\s)?lần|\s(?:tổ chức|thực hiện|tiến hành)\s(?:một|0?1)\slần|\s(?:một|0?1)\slần|\s?/\s?0?1\slần)\b", _I)
_TIMES = re.compile(rf"\b(?P<times>{NUMERAL})\s+lần\s?(?:/|mỗi\s|trong\s|trên\s)\s?(?:(?:0?1|một)\s)?(?P<unit>ngày|tuần|tháng|quý|năm)\b(?!\shọc)", _I)
_IN_ONE = re.compile(rf"\b(?:định kỳ\s)?(?:0?1|một)\s(?P<unit>tuần|tháng|quý|năm)\s(?P<times>{NUMERAL})\slần\b", _I)
_MORE = re.compile(
    rf"(?:\s?\([^()]{{1,40}}\))?{_LIST}(?P<said>(?:định kỳ\s)?(?:(?:hằng|hàng|mỗi|cả)\s)?(?P<n>{NUMERAL}\s)?\s?(?P<unit>tuần|tháng|quý|năm))\b(?!\s\d|\s?/|\shọc|\s(?:đầu|cuối)\s+năm\s\d|\stiếp|\ssau|\stới)", _I)  # fmt: skip
_PAIR = re.compile(
    rf"\b(?P<n>0?6|sáu|0?3|ba|0?9|chín)\stháng(?:\sđầu\snăm)?(?={_LIST}(?:(?:hằng|hàng|một|0?1|cả|0?9|chín)\s)?(?:năm|tháng)\b(?!\s?\d|\shọc))", _I)  # fmt: skip
_REPORTS = re.compile(rf"\b(?:báo cáo|giao ban|sơ kết)\s(?P<said>(?P<unit>tuần|tháng|quý))(?={_LIST}(?:tháng|quý|0?6\stháng|năm)\b(?!\s?\d))", _I)
# Each with words of which it needs one: most texts have none.
_PATTERNS = (
    (_EACH, ("hằng", "hàng", "mỗi")), (_PERIODIC, ("định kỳ",)), (_ONCE, ("lần",)), (_TIMES, ("lần",)), (_IN_ONE, ("lần",)), (_PAIR, (" tháng",)), (_REPORTS, ("báo cáo", "giao ban", "sơ kết")),
)  # fmt: skip
_STEP = {"tháng": 1, "quý": 3, "quí": 3, "năm": 12}
_AFTER = {3: "1,4,7,10", 6: "1,7", 9: "10", 12: "1"}
_LAST = {3: "3,6,9,12", 6: "6,12", 9: "9", 12: "12"}


@dataclass(frozen=True, slots=True)
class Frequency:
    """`text[start:end]` says every `step` units. `unit` is hour, day, week or month (a quarter is 3, a year 12 months).

    `explicit`: said as a rhythm ("định kỳ …", "02 lần/năm"), not only "hằng năm", which may qualify a noun. `group` ties the members of a list.
    """

    start: int
    end: int
    unit: str
    step: int
    explicit: bool = False
    group: int = 0

    @property
    def rrule(self) -> str:
        """The rule without a day."""
        if self.unit == "hour":
            return _rule("HOURLY", self.step)
        if self.unit == "day":
            return _rule("DAILY", self.step)
        if self.unit == "week":
            return _rule("WEEKLY", self.step)
        if self.step == 9:  # a report of nine months comes once a year
            return "FREQ=YEARLY;BYMONTH=9"
        return _rule("YEARLY", self.step // 12) if self.step % 12 == 0 else _rule("MONTHLY", self.step)

    def on_day(self, day: int, month: str) -> str | None:
        """The rule with a day of the month; `month` is "after" the period or its "last"; anything else for every month only."""
        if self.unit != "month":
            return None
        if self.step == 1:
            return f"FREQ=MONTHLY;BYMONTHDAY={day}"
        months = {"after": _AFTER, "last": _LAST}.get(month, {}).get(self.step)
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}" if months else None


def _rule(freq: str, interval: int) -> str:
    return f"FREQ={freq}" if interval == 1 else f"FREQ={freq};INTERVAL={interval}"


def month_step(word: str) -> int | None:
    """`quý` -> 3 months, `năm` -> 12; None for days and weeks."""
    return _STEP.get(word.lower())


def find_frequencies(text: str) -> list[Frequency]:
    """Every rhythm in text order; lists ("hằng quý, 6 tháng, một năm") give one each, of one `group`."""
    heads: list[Frequency] = []
    lower = lowered(text)
    for pattern, hints in _PATTERNS:
        if not has_any(lower, hints):
            continue
        for m in tried_at(pattern, text, number_places(text)) if pattern is _PAIR else pattern.finditer(text):
            groups = m.groupdict()
            found = _frequency(m.start("said") if groups.get("said") else m.start(), m.end(), groups.get("n"), groups.get("unit") or "tháng", groups.get("times"))
            if found is not None:
                explicit = pattern is not _EACH or bool(groups.get("cue")) or bool(groups.get("times"))
                heads.append(replace(found, explicit=explicit))
    heads.sort(key=lambda f: (f.start, -f.end))
    result: list[Frequency] = []
    taken = 0
    for group, head in enumerate(heads):
        if head.start < taken:
            continue
        result.append(replace(head, group=group))
        taken = head.end
        while (more := _more(text, taken)) is not None:
            result.append(replace(more, explicit=head.explicit, group=group))
            taken = more.end
    return result


def _more(text: str, at: int) -> Frequency | None:
    m = _MORE.match(text, at)
    return m and _frequency(m.start("said"), m.end(), m["n"], m["unit"], None)


def _frequency(start: int, end: int, n: str | None, unit: str, times: str | None) -> Frequency | None:
    every = whole(n) if n and n.strip() else 1
    if not every:
        return None
    unit = unit.lower()
    often = whole(times) if times is not None else None
    if unit == "ngày" and every == 1 and often and often > 1 and 24 % often == 0:
        return Frequency(start, end, "hour", 24 // often)
    if unit in {"ngày", "tuần"}:
        return Frequency(start, end, "day" if unit == "ngày" else "week", every) if times is None or whole(times) == 1 else None
    step = every * _STEP[unit]
    if times is not None:
        often = whole(times)
        if not often or step % often:
            return None
        step //= often
    return Frequency(start, end, "month", step)


# ---- the day of a rhythm

_ON_DAY = re.compile(
    r"\bngày\s{1,3}(?:(?:mùng|mồng)\s)?(?P<day>\d{1,2}(?![/\d.\-]\d)|cuối(?:\scùng)?)(?:\s{1,3}(?:của\s)?(?:các\s)?(?:"
    r"(?:hằng|hàng|mỗi)\s(?P<each>tháng|quý|năm)"
    r"|(?P<after>tháng\s(?:đầu(?:\stiên)?\s)?(?:của\s)?(?:(?P<of>quý|năm|kỳ)\s)?(?:báo\scáo\s)?(?:tiếp\stheo|sau|kế\stiếp|liền\s(?:kề|sau)|kế)"
    r"(?:\s(?:sau\s)?(?:kỳ|quý|tháng|năm)\sbáo\scáo)?)"
    r"|tháng\scuối(?:\scùng)?\s(?:của\s)?(?:(?:mỗi|hằng|hàng)\s)?(?P<last>quý|năm|kỳ)(?:\sbáo\scáo)?"
    r"|(?:cuối\s)?(?P<end_of>quý|năm)\b(?!\s\d)"
    r"|(?P<this>tháng)\b(?!\s{0,3}(?:\d|[.…]))(?:\sbáo\scáo)?)|(?=\s?[),;.]|\s?$))", _I)  # fmt: skip
_OF_REPORT = re.compile(r"[^,;.]{0,60}\s(?:đối\svới|cho)\s(?:kỳ\s)?báo\scáo\s(?P<n>0?6\s|0?9\s)?(?P<unit>tháng|quý|năm)\b", _I)
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5, "nhật": 6}
_RFC_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = Needing(re.compile(r"\b(?:ngày\s)?(?P<day>thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)\b", _I), "thứ", "nhật")
_DAYS = re.compile("ngày")


@dataclass(frozen=True, slots=True)
class RhythmDay:
    """`text[start:end]` names a day of the month (-1 the last) without the month: "ngày 10 tháng tiếp theo", "ngày 25 hằng tháng".

    `place` is "after" the period, its "last" month, "this" month, or "" where the words say none; `step` the period in months, where they say it.
    """

    start: int
    end: int
    day: int
    place: str
    step: int | None
    each: bool


def find_rhythm_days(text: str) -> list[RhythmDay]:
    """Every day of a rhythm in text order."""
    found = []
    for m in tried_at(_ON_DAY, text, [day.start() for day in _DAYS.finditer(lowered(text))]):
        day = int(m["day"]) if m["day"].isdigit() else -1
        if day > 31 or day == 0:
            continue
        period = m["each"] or m["of"] or m["last"] or m["end_of"] or ""
        place = "after" if m["after"] else "this" if m["this"] or m["each"] == "tháng" else "last" if period else ""
        step = month_step(period)
        if place in {"after", "last"} and (report := report_step(text, m.end())):
            step = report
        found.append(RhythmDay(m.start(), m.end(), day, place, 1 if m["each"] == "tháng" else step, bool(m["each"])))
    return found


def report_step(text: str, at: int) -> int | None:
    """The months of the report that a day is "đối với" ("… đối với báo cáo 6 tháng"), read behind the day at `at`."""
    m = _OF_REPORT.match(text, at)
    return (whole(m["n"]) if m["n"] else month_step(m["unit"])) if m else None


def find_weekdays(text: str) -> list[tuple[int, int, int]]:
    """(start, end, weekday) of every day of the week, Monday 0."""
    return [(m.start(), m.end(), _WEEKDAYS[m["day"].lower().split()[-1]]) for m in _WEEKDAY.finditer(text, lowered(text))]


def weekly_on(weekday: int) -> str:
    """The rule of every week on that day, Monday 0; any integer."""
    return f"FREQ=WEEKLY;BYDAY={_RFC_DAYS[weekday % 7]}"
