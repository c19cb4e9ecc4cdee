"""So long ("05 ngày làm việc"), perhaps counted from an event ("kể từ ngày nhận được văn bản"); Bộ luật Dân sự 2015, Điều 144-148."""

import re
from dataclasses import dataclass

from models.vocabulary import AnchorUnit
from parser.lexicon.needs import tried_at
from parser.lexicon.numbers import NUMERAL, number_places, whole
from parser.lexicon.periods import find_periods

_I = re.IGNORECASE
_UNITS: dict[str, AnchorUnit] = {"giờ": "hour", "ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}
_DURATION = re.compile(
    rf"(?<![\w/.,\-])(?P<n>{NUMERAL}|năm\s\(0?5\)(?=\s))\s?\(?(?P<unit>giờ|ngày|tuần|tháng|năm)\b(?:\s(?P<work>làm\sviệc)|\slàm\b(?!\s\w))?\)?"
    r"(?!\s?(?:\d|\()|\s+(?:đầu|cuối)\b|\s+năm\s+\d)", _I)  # fmt: skip
_LEAD = re.compile(
    r"(?:(?:trong|vòng|thời\s(?:hạn|gian)|chậm\snhất|muộn\snhất|tối\sđa|tối\sthiểu|không\squá|sau|là|khoảng|ngay|ít\snhất|trước)[\s:]{1,3}|[≤<≥>]=?\s?){1,4}$", _I)  # fmt: skip
_STRICT = re.compile(r"vòng|hạn|chậm|muộn|không\squá|tối\sđa|≤|<", _I)
_EVENT = re.compile(
    r"(?:\s?,)?\s(?P<link>kể\stừ|tính\stừ|từ(?=\s(?:khi|ngày|lúc|thời))|sau(?=\s(?:khi|ngày|thời))|trước(?=\s(?:khi|ngày|thời)))\s{1,3}"
    r"(?P<event>(?P<day>(?:ngày\s)?\d{1,2}(?:[/.-]\d{1,2}[/.-]|\stháng\s\d{1,2}\snăm\s)\d{4})|(?!\d|(?:ngày|tháng)\s\d)[^,;.:()\d]{2,120}[^,;.:()\d\s])", _I)  # fmt: skip
_EVENT_ENDS = re.compile(r"\s+(?:phải|để|thì|nếu|mà|đồng thời|và\s+(?:gửi|báo cáo|trình))\s", _I)


@dataclass(frozen=True, slots=True)
class Duration:
    """`text[start:end]` says `count` units; negative where counted back from `event`.

    Without its event it ends at `stop`. `day`: the event's ISO date where it is one. `led`: a cue stands before it ("trong", "tối đa", "≤"); `strict`: one that makes it a limit; `earliest`: "sau N ngày", when
    it may begin.
    """

    start: int
    end: int
    stop: int
    count: int
    unit: AnchorUnit
    working_days: bool
    event: str | None
    day: str | None
    led: bool
    strict: bool
    earliest: bool


def find_durations(text: str) -> list[Duration]:
    """Every duration in text order, with its lead and its event."""
    found = []
    for m in tried_at(_DURATION, text, number_places(text)):
        count = whole(m["n"])
        if count is None:
            continue
        lead = _LEAD.search(text[max(0, m.start() - 60) : m.start()])
        start, end = m.start() - (len(lead[0]) if lead else 0), m.end()
        event = _EVENT.match(text, end)
        words = day = None
        if event:
            stop = _EVENT_ENDS.search(text, event.start("event"), event.end())
            end = stop.start() if stop else event.end()
            words = " ".join(text[event.start("event") : end].split())
            if event["day"] and (dates := find_periods(event["day"], weak=False)):
                day = dates[0].edtf
            if event["link"].lower().startswith("trước"):
                count = -count
        found.append(
            Duration(start, end, m.end(), count, _UNITS[m["unit"].lower()], bool(m["work"]), words, day, lead is not None, bool(lead and (_STRICT.search(lead[0]) or m["work"])),
                     lead is not None and lead[0].split() in (["sau"], ["Sau"]))
        )  # fmt: skip
    return found
