"""Deadlines (thời hạn): by when, in which period, how often, how long after what (contract, section Deadline and "Decided cases").

In running text a time is a deadline only where a cue or its place says so; in a time cell, behind a label "Thời gian …:" and in a bracket
that closes an item, the bare time is one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.task import Anchor
from models.vocabulary import Bound, DeadlineKind
from parser.lexicon.calendar import due_after
from parser.lexicon.durations import Duration, find_durations
from parser.lexicon.numbers import whole
from parser.lexicon.periods import Period, find_periods, month_days
from parser.lexicon.recurrence import Frequency, find_frequencies, month_step
from parser.lexicon.table import rows, values
from parser.recognisers.base import Example, Mention, Recogniser
from parser.text.stretches import Mask, Sentences, joined_lines


@dataclass(frozen=True, slots=True)
class DeadlineValue:
    """What a deadline says: the fields of `models.Deadline` without its words and place. ISO dates, inclusive.

    A due date that could not be told (its year is left out and past) is None with kind `date`, `month` …: worth a warning.
    """

    kind: DeadlineKind
    start: str | None = None
    due: str | None = None
    edtf: str | None = None
    rrule: str | None = None
    anchor: Anchor | None = None
    bound: Bound = "in"


_I = re.IGNORECASE
_ROLES = {row["word"]: row["role"] for row in rows("time_cues")}
_WORDS = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(_ROLES, key=len, reverse=True))
_CHAIN = re.compile(rf"(?<![\w/])(?:(?:{_WORDS})[\s:]{{1,4}}){{1,6}}$", _I)
_CUE = re.compile(rf"(?<!\w)(?:{_WORDS})(?!\w)", _I)
_CLOCK = re.compile(
    r"(?<![\d/])\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{1,2}(?:\s?(?:phút|'|p\b))?)?(?:\s(?:sáng|trưa|chiều|tối))?,?\s{0,3}(?:của\s)?(?:ngày\s{1,3})?$", _I)  # fmt: skip
_NAMED_DAY = re.compile(r"\(?thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])\)?,?\s{0,3}(?:ngày\s{1,3})?$|chủ nhật,?\s{0,3}(?:ngày\s{1,3})?$", _I)  # fmt: skip
_WEEKDAY_AFTER = re.compile(r"\s?\(\s?(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)", _I)
_WINDOW = 90  # how far back a cue or a noun is looked for
_REACH = 400  # how far a rhythm may stand from its day
_QUOTED = re.compile(r"“[^“”]{0,2000}”|\"[^\"\n]{0,2000}\"|«[^«»]{0,2000}»")
_LABEL = re.compile(r"(?:^|[.;:(\n])\s{0,3}(?:[-+*•]\s?)?(?:Thời\s(?:gian|hạn|điểm)|Tiến\sđộ|Lộ\strình|Hạn|Kỳ\shạn)(?:\s[^\s:;.,()]{1,12}){0,6}\s?:", _I)
_LABEL_END = re.compile(r"[;\t\n]|[.](?=\s|$)")
_BRACKET = re.compile(r"\((?=[^()]{1,120}\)\s{0,3}(?:[.;,]|$|\n))([^()]{1,120})\)")
_BETWEEN = re.compile(r"\s{0,3}(?:-|–|—|đến\shết|đến|tới|cho\sđến)\s{0,3}(?:(?:hết\s)?(?:ngày|tháng|năm)\s{0,3})?$", _I)
_BETWEEN_END = re.compile(r"\s?[;,]?\s(?:và\s)?kết\sthúc\s(?P<before>trước)?(?:\s?(?:vào|đến|hết|trước|chậm\snhất))?\s?(?:ngày\s)?$", _I)
_ONWARDS = re.compile(r"\s?(?:trở\s(?:đi|về\ssau)|(?:và|,)\s(?:(?:các|những)\snăm\s(?:tiếp\stheo|sau)|tiếp\stheo))", _I)
_YEAR_BEFORE = re.compile(r"\b(?:năm|tháng|quý|kỳ)\s+trước\s?$", _I)  # "năm trước đến ngày 14/12": a period of data
_PAST = re.compile(r"\bđã\s[^.;]{0,80}$", _I)


def _words(context: str) -> str:
    (row,) = (row for row in rows("time_contexts") if row["context"] == context)
    return r"\b(?:" + "|".join(word.replace(" ", r"\s+") for word in values(row["words"])) + r")\b"


_EVENTS = re.compile(rf"{_words('event')}\s{{1,3}}(?:tính\s)?$", _I)
_NOUN = re.compile(rf"{_words('dated')}[^,;.:()]{{0,90}}$", _I)
_DONE = re.compile(rf"{_words('done')}[^;.]{{0,40}}$", _I)
_ACT = re.compile(_words("act"), _I)
_SUMMED = re.compile(rf"^\s*$|{_words('summed')}[^,;.]{{0,30}}$", _I)
_DAILY_ACT = re.compile(_words("daily"), _I)
_HOLDER = re.compile(_words("holder"), _I)
_HELD = re.compile(rf"{_words('held')}\s{{1,3}}$", _I)
_STEADY_ACT = re.compile(rf"{_words('steady')}\s{{1,3}}$", _I)
_BARRED = re.compile(rf"{_words('barred')}[^;.]{{0,60}}$", _I)
_ON_DAY = re.compile(
    r"\bngày\s{1,3}(?:(?:mùng|mồng)\s)?(?P<day>\d{1,2}(?![/\d.\-])|cuối(?:\scùng)?)\s{1,3}(?:của\s)?(?:các\s)?(?:"
    r"(?:hằng|hàng|mỗi)\s(?P<each>tháng|quý|năm)"
    r"|(?P<after>tháng\s(?:đầu(?:\stiên)?\s)?(?:của\s)?(?:(?P<of>quý|năm|kỳ)\s)?(?:báo\scáo\s)?(?:tiếp\stheo|sau|kế\stiếp|liền\s(?:kề|sau)|kế)(?:\s(?:sau\s)?(?:kỳ|quý|tháng|năm)\sbáo\scáo)?)"
    r"|tháng\scuối(?:\scùng)?\s(?:của\s)?(?:(?:mỗi|hằng|hàng)\s)?(?P<last>quý|năm|kỳ)(?:\sbáo\scáo)?"
    r"|(?:cuối\s)?(?P<end_of>quý|năm)\b(?!\s\d)"
    r"|(?P<this>tháng)\b(?!\s{0,3}(?:\d|[.…]))(?:\sbáo\scáo)?)", _I)  # fmt: skip
_OF_REPORT = re.compile(r"[^,;.]{0,60}\s(?:đối\svới|cho)\s(?:kỳ\s)?báo\scáo\s(?P<n>0?6\s|0?9\s)?(?P<unit>tháng|quý|năm)\b", _I)
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5, "nhật": 6}
_RFC_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(r"\b(?:ngày\s)?(?P<day>thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)\b", _I)
_OWN_DATE = re.compile(r"(?:ngày\s)?(?:ký|ban hành)(?:\sban hành)?(?:\s(?:văn bản|quyết định|kế hoạch|chỉ thị|thông báo|công văn|chương trình))?(?:\snày)?", _I)
_EFFECT = re.compile(r"\b(?:có hiệu lực|hiệu lực thi hành)\b", _I)
_TARGET = re.compile(r"\d\s?%|\b(?:phấn đấu|chỉ tiêu|mục tiêu|đạt)\b", _I)
_AFTER_COLON = re.compile(r"(?:^|[\s\w)])(?<!ngày ký)(?<!ngày sinh)(?<!ngày cấp)(?<!ban hành):\s{0,3}(?:vào\s)?$", _I)
_OPENS_WITH_TIME = re.compile(
    r"\s?(?:(?:hoàn thành|xong|trong|trước|vào|từ|chậm nhất|muộn nhất|đến hết|dự kiến|thực hiện|thời gian:?|thời hạn:?)\s){0,3}"
    r"(?:ngày\s\d|tháng\s\d|quý\s[Il1-4]|Q[I1-4]|năm\s\d|giai đoạn\s\d|6 tháng|9 tháng|hằng|hàng\s|định kỳ|thường xuyên|\d{1,2}/\d{1,2}|\d{1,2}/\d{4}\b)", _I)  # fmt: skip
_GROWS = re.compile(r"\s(?:tăng|giảm|đạt|chiếm|bình quân)\b", _I)  # "doanh thu hằng năm tăng 10%": the target's own rhythm
_ONGOING = re.compile(r"\b(?:thường\s+xuyên|liên\s+tục)(?:\s*,\s*(?:thường\s+xuyên|liên\s+tục))?\b", _I)
_OPENS_CLAUSE = re.compile(r"(?:^|[.;:,(\n]|(?:^|\s)[-+*•–]|\bvà|\bphải|\bcần|\btiếp tục)\s{0,3}$", _I)
_NOT_MANNER = re.compile(r",?\s?(?:lâu dài|quan trọng|trọng yếu|trọng tâm)|\s?(?:sâu rộng|rộng khắp|của|về|cho|tại|trên|hoặc|và\sđột|\))", _I)
_BARE_EVENT = re.compile(
    r"\b(?:(?:ngay\s+)?sau\s+(?:khi\s+)?|(?:đến\s+)?trước\s+(?:khi|thời\s+điểm|ngày|kỳ|hội)\s+|(?:chậm|muộn)\s+nhất\s+)[^;\n]{2,160}[^;\n\s.]", _I)  # fmt: skip


def find_deadlines(text: str, *, issue_date: str | None, time_cell: bool = False, masked: Sequence[tuple[int, int]] = ()) -> list[Mention[DeadlineValue]]:
    """The deadlines that `text` states, in order of their words; several may share one span.

    `issue_date` (ISO, perhaps without its day) gives the year where the words leave it out. `masked`: stretches that are names, such as citations
    with their titles. `time_cell`: `text` is what a column or line for times holds.
    """
    reader = _Reader(joined_lines(text), issue_date, time_cell, masked)
    found = [*reader.on_days()]
    found += reader.after_events()
    found += reader.in_periods()
    found += reader.rhythms()
    found += reader.ongoing()
    if time_cell and not found:
        found += reader.bare_event()
    return sorted(found, key=lambda m: (m.start, m.end))


class _Reader:
    """One text, read for times; each method gives one family of deadlines and takes the words it used out of the others' reach."""

    def __init__(self, text: str, issue_date: str | None, cell: bool, masked: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.issue = issue_date
        self.cell = cell
        self.sentences = Sentences(text)
        self.taken = Mask(len(text), masked)
        if not cell:
            for m in _QUOTED.finditer(text):
                self.taken.take(*m.span())
        self.free = Mask(len(text), [(0, len(text))] if cell else _free_places(text))
        self.frequencies = [f for f in find_frequencies(text) if not self.taken.touches(f.start, f.end)]
        self.rhythmic = Mask(len(text), ((f.start, f.end) for f in self.frequencies))
        self.periods = [p for p in find_periods(text) if not self.taken.touches(p.start, p.end) and not self.rhythmic.touches(p.start, p.end)]
        self.yearly_end: int | None = None  # where the last "ngày 15/6 hằng năm" ended: "và ngày 15/12" is one, too
        self.spent: set[int] = set()  # indices of frequencies that a fuller deadline has taken in

    def _is_free(self, at: int) -> bool:
        return self.free.touches(at, at + 1)

    def _near(self, at: int) -> list[int]:
        """The frequencies of the sentence that holds `at`, no farther than `_REACH` from it."""
        low = bisect_left(self.frequencies, at - _REACH, key=lambda f: f.start)
        high = bisect_right(self.frequencies, at + _REACH, key=lambda f: f.start)
        sentence = self.sentences.index(at)
        return [i for i in range(low, high) if self.sentences.index(self.frequencies[i].start) == sentence]

    def _chain(self, at: int) -> tuple[int, frozenset[str], bool]:
        """Where the cue words right before `at` begin, their roles, and whether an hour or weekday stands among them."""
        low = max(0, at - _WINDOW)
        window = self.text[low:at]
        day = _NAMED_DAY.search(window)
        if day:
            window = window[: day.start()]
        clock = _CLOCK.search(window)
        if clock:
            window = window[: clock.start()]
        chain = _CHAIN.search(window)
        if not chain:
            return at, frozenset(), clock is not None
        cues = [(m.start(), _ROLES[" ".join(m[0].lower().split())]) for m in _CUE.finditer(chain[0])]
        roles = frozenset(role for _, role in cues) - {"fill"}
        starts = [offset for offset, role in cues if role not in {"fill", "done"}] or [offset for offset, role in cues if role == "done"]
        return low + chain.start() + starts[0] if starts else at, roles, clock is not None

    # ---- a rhythm with its day: "hằng quý, chậm nhất ngày 10 tháng tiếp theo"

    def on_days(self) -> Iterator[Mention[DeadlineValue]]:
        for m in _ON_DAY.finditer(self.text):
            start, roles, clock = self._chain(m.start())
            if self.taken.touches(*m.span()) or not (roles or m["each"] or self._is_free(m.start())):
                continue
            before = "before" in roles and not clock
            rules, used = self._rules_on(m, before)
            if rules:
                yield from self._recurring(start, m.end(), rules, used, roles, "deadline.recurring_day")
        for m in _WEEKDAY.finditer(self.text):
            weekly = [i for i in self._near(m.start()) if self.frequencies[i].unit == "week"]
            if not weekly or self.taken.touches(*m.span()):
                continue
            start, roles, clock = self._chain(m.start())
            day = _WEEKDAYS[m["day"].lower().split()[-1]] - (1 if "before" in roles and not clock else 0)
            end = max([m.end(), *(self.frequencies[i].end for i in weekly if 0 <= self.frequencies[i].start - m.end() <= 5)])
            yield from self._recurring(start, end, [f"FREQ=WEEKLY;BYDAY={_RFC_DAYS[day % 7]}"], weekly, roles, "deadline.recurring_weekday")

    def _rules_on(self, m: re.Match[str], before: bool) -> tuple[list[str], list[int]]:
        day = -1 if not m["day"].isdigit() else int(m["day"])
        if day > 31 or day == 0:
            return [], []
        if before:
            day = day - 1 or -1
        near = [i for i in self._near(m.start()) if self.frequencies[i].unit == "month"]
        each = m["each"] or m["end_of"]
        if each and month_step(each) == 1:
            return [f"FREQ=MONTHLY;BYMONTHDAY={day}"], [i for i in near if self.frequencies[i].step == 1]
        place = "after" if m["after"] else "last" if m["last"] or each else ""
        if m["of"] or m["last"] or each:
            step = month_step(m["of"] or m["last"] or each or "")
            if step:
                rule = Frequency(0, 0, "month", step).on_day(day, place)
                return ([rule] if rule else []), [i for i in near if self.frequencies[i].step == step]
        report = _OF_REPORT.match(self.text, m.end())
        if report and place and (step := (whole(report["n"]) or 0) if report["n"] else month_step(report["unit"])):
            rule = Frequency(0, 0, "month", step).on_day(day, place)
            return ([rule] if rule else []), [i for i in near if self.frequencies[i].step == step]
        group = [i for i in near if self.frequencies[i].group == self.frequencies[near[-1]].group] if near else []
        if not place:
            group = [i for i in group if self.frequencies[i].step == 1]
        rules = [self.frequencies[i].on_day(day, place) for i in group]
        return [r for r in rules if r], group

    def _recurring(self, start: int, end: int, rules: list[str], used: list[int], roles: frozenset[str], rule: str) -> Iterator[Mention[DeadlineValue]]:
        for i in used:
            self.spent.add(i)
            frequency = self.frequencies[i]
            self.taken.take(frequency.start, frequency.end)
            gap = self.text[frequency.end : start] if frequency.end <= start else "x" * 9
            if not gap.strip(" ,(\n") or frequency.start >= start:
                first = self._head(i).start
                start = min(start, first)
        self.taken.take(start, end)
        bound: Bound = "before" if "before" in roles else "by" if roles & {"by", "until", "done"} else "every"
        for text in dict.fromkeys(rules):
            yield Mention(start, end, DeadlineValue("recurring", rrule=text, bound=bound), rule, 0.9)

    # ---- so long after something: "trong 05 ngày làm việc kể từ ngày nhận được"

    def after_events(self) -> Iterator[Mention[DeadlineValue]]:
        dated = any(p.year for p in self.periods)
        for d in find_durations(self.text):
            if self.taken.touches(d.start, d.stop) or self.rhythmic.touches(d.start, d.stop):
                continue
            free = self._is_free(d.start) and (self.cell or not dated)
            days = d.unit in {"day", "hour"}
            if not free and (not (d.led or days) or not (d.event or (days and d.strict))):
                continue
            before = self.text[max(0, d.start - _WINDOW) : d.start]
            low, high = self.sentences.around(d.start)
            if not self.cell and (_BARRED.search(before) or _PAST.search(before) or _EFFECT.search(self.text, max(low, d.start - 200), min(high, d.end + 200))):
                continue
            anchor = Anchor(raw=d.event, offset=d.count, unit=d.unit, working_days=d.working_days)
            self.taken.take(d.start, d.end)
            due = self._counted(d)
            value = DeadlineValue("relative", due=due if d.day else None, edtf=due and f"../{due}", anchor=anchor, bound="in")
            yield Mention(d.start, d.end, value, "deadline.relative", 0.9 if d.event else 0.8)

    def _counted(self, d: Duration) -> str | None:
        """The last day in time, where the day it counts from is said, or is the dispatch's own ("kể từ ngày ký")."""
        own = self.issue if d.event and _OWN_DATE.fullmatch(d.event) else None
        since = d.day or own
        if since is None or len(since) != 10:
            return None
        return due_after(date.fromisoformat(since), d.count, d.unit, working_days=d.working_days).isoformat()

    # ---- days and periods

    def in_periods(self) -> Iterator[Mention[DeadlineValue]]:
        found: list[Mention[DeadlineValue]] = []
        strong = False
        for period, exclusive in self._ranges():
            if self.taken.touches(period.start, period.end):
                continue
            start, roles, clock = self._chain(period.start)
            yearly = self._every_year(period, roles)
            if yearly is not None:
                end, used = yearly
                day = _day_of_year(period, "before" in roles and not clock)
                found += self._recurring(start, end, [day], used, roles, "deadline.recurring_date")
                self.yearly_end = end
                continue
            if not self._accepts(period, start, roles):
                continue
            onwards = _ONWARDS.match(self.text, period.end) if period.kind != "period" else None
            end = onwards.end() if onwards else period.end
            value = self._dated(period, roles, exclusive, clock, onwards is not None)
            if value is None:
                continue
            strong |= bool(roles & {"before", "by"})
            self.taken.take(start, end)
            rule = "deadline.ongoing" if value.kind == "ongoing" else f"deadline.{value.kind}"
            found.append(Mention(start, end, value, rule, 1.0 if period.year and not period.weak else 0.8))
        if strong and not self.cell:  # the last day governs; a period beside it says when something else happens
            found = [m for m in found if m.value.kind not in {"year", "period"} or m.value.bound in {"before", "by"} or self._is_free(m.start)]
        yield from found

    def _ranges(self) -> Iterator[tuple[Period, bool]]:
        periods = [p for p in self.periods if not self.taken.touches(p.start, p.end)]
        i = 0
        while i < len(periods):
            period, exclusive = periods[i], False
            if i + 1 < len(periods):
                other = periods[i + 1]
                gap = self.text[period.end : other.start]
                end = _BETWEEN_END.fullmatch(gap) if len(gap) < 60 else None
                plain = len(gap) < 60 and period.form != "stage" and _same_kind(period, other) and _BETWEEN.fullmatch(gap)
                if plain or (end and "from" in self._chain(period.start)[1]):
                    joined = _joined(period, other)
                    if joined is not None:
                        period, exclusive = joined, bool(end and end["before"])
                        i += 1
            yield period, exclusive
            i += 1

    def _every_year(self, period: Period, roles: frozenset[str]) -> tuple[int, list[int]] | None:
        """End of the words and the frequencies used where a day or month without its year comes back every year."""
        if period.year is not None or period.kind not in {"date", "month", "quarter"}:
            return None
        near = [i for i in self._near(period.start) if i not in self.spent and self.frequencies[i].unit == "month"]
        for i in near:
            f = self.frequencies[i]
            if f.step % 12 == 0 and 0 <= f.start - period.end <= 10 and not self.text[period.end : f.start].strip(" \n,").replace("của", ""):
                return f.end, [i]
        if not roles & {"before", "by", "in", "done"} and not self.cell:
            return None
        earlier = [i for i in near if self.frequencies[i].step >= 6 and self.frequencies[i].end <= period.start]
        if earlier and not self._qualifies(earlier[-1]):
            return period.end, earlier[-1:]
        if self.yearly_end is not None and 0 <= period.start - self.yearly_end <= 25 and self.sentences.index(self.yearly_end) == self.sentences.index(period.start):
            return period.end, []
        return None

    def _accepts(self, period: Period, start: int, roles: frozenset[str]) -> bool:
        """Whether the words around `period` make it a time for the act."""
        if self._is_free(period.start):
            return period.form != "blank_day"
        if period.form == "stage" or (period.weak and not roles):
            return False
        before = self.text[max(0, start - _WINDOW) : start]
        if _YEAR_BEFORE.search(before + self.text[start : start + 6]):
            return False
        if _EVENTS.search(before) or (_PAST.search(before) and (self.issue is None or period.year is None)):
            return False
        years = period.kind == "year" or (period.kind == "period" and period.first == (1, 1) and period.last == (12, 31))
        if roles & {"before", "by"}:
            return not (years and self._governs_target(period, start))
        if "until" in roles:
            if period.edge in {"hết", "cuối"}:
                return not (years and self._governs_target(period, start))
            return not years and period.year is not None and not self._governs_target(period, start)
        if "done" in roles:
            return True
        if period.edge == "hết":
            return not (years and self._governs_target(period, start))
        if "in" in roles:
            if years and period.kind == "period" and before.strip():
                return _DONE.search(before) is not None
            clause = re.split(r"[,;.:(]\s", before)[-1]
            noun = _NOUN.search(clause)
            return not noun or _ACT.search(clause[: noun.start()]) is not None
        if "from" in roles:
            if _ONWARDS.match(self.text, period.end):
                return True
            return period.kind == "period" and not years and not period.weak
        if "expected" in roles:
            return period.kind == "date"
        if period.kind == "date" and period.year is not None:
            return _WEEKDAY_AFTER.match(self.text, period.end) is not None or _AFTER_COLON.search(before) is not None
        return False

    def _governs_target(self, period: Period, start: int) -> bool:
        low, high = self.sentences.around(period.start)
        return _TARGET.search(self.text, max(low, period.start - _REACH), min(high, period.end + _REACH)) is not None

    def _dated(self, period: Period, roles: frozenset[str], exclusive: bool, clock: bool, onwards: bool) -> DeadlineValue | None:
        year = int(self.issue[:4]) if self.issue and self.issue[:4].isdigit() else None
        days = period.days(year)
        if days is None:
            first, last = None, None
        else:
            first, last = days
            if exclusive or ("before" in roles and not clock):
                last = _day_before(last if exclusive else first)
            if self.issue and last < self.issue:
                if period.year is None:
                    first, last = None, None
                elif not self.cell:
                    return None
        if onwards or ("from" in roles and period.kind != "period"):
            return DeadlineValue("ongoing", start=first, edtf=f"{period.edtf}/.." if period.edtf else None, bound="every")
        if "before" in roles:
            return DeadlineValue(period.kind, due=last, edtf=last and f"../{last}", bound="before")
        if roles & {"by", "until"} or period.edge in {"hết", "cuối"} or ("done" in roles and period.kind == "date"):
            if period.edge in {"đầu", "giữa"}:
                last = _edge_day(period, year)
            return DeadlineValue(period.kind, due=last, edtf=last and f"../{last}", bound="by")
        if period.edge in {"đầu", "giữa"}:
            last = _edge_day(period, year)
            return DeadlineValue("date", due=last, edtf=last, bound="by")
        edtf = period.edtf if period.year and not exclusive else last and (f"{first}/{last}" if first != last else first)
        bound: Bound = "from_to" if period.kind == "period" and period.form != "quarter" else "in"
        return DeadlineValue(period.kind, start=first, due=last, edtf=edtf, bound=bound)

    # ---- how often, without a day

    def rhythms(self) -> Iterator[Mention[DeadlineValue]]:
        said: set[str] = set()
        for i, f in enumerate(self.frequencies):
            if i in self.spent or f.rrule in said or self.taken.touches(f.start, f.end):
                continue
            if not self._is_free(f.start) and self._qualifies(i):
                continue
            said.add(f.rrule)
            yield Mention(f.start, f.end, DeadlineValue("recurring", rrule=f.rrule, bound="every"), "deadline.recurring", 0.95 if f.explicit else 0.8)

    def _head(self, i: int) -> Frequency:
        """The first member of the list that frequency `i` stands in."""
        group = self.frequencies[i].group
        while i and self.frequencies[i - 1].group == group:
            i -= 1
        return self.frequencies[i]

    def _qualifies(self, i: int) -> bool:
        """Whether the rhythm only qualifies a noun ("kinh phí hằng năm")."""
        head = self._head(i)
        before = self.text[max(0, head.start - _WINDOW) : head.start]
        if head.explicit:
            return self.text[head.start].isdigit() and _SUMMED.search(before) is None and "lần" not in self.text[head.start : head.end]
        if _GROWS.match(self.text, self.frequencies[i].end):
            return True
        clause = re.split(r"[,;.:(]\s", before)[-1]
        if not clause.strip():
            return before.rstrip()[-1:] == "," and _NOUN.search(before) is not None
        if self.frequencies[i].unit == "day":
            return _DAILY_ACT.search(clause) is None
        return _HOLDER.search(clause) is not None or _HELD.search(clause) is not None

    # ---- without end

    def ongoing(self) -> Iterator[Mention[DeadlineValue]]:
        for m in _ONGOING.finditer(self.text):
            if self.taken.touches(*m.span()) or not (self._is_free(m.start()) or self._is_manner(m)):
                continue
            yield Mention(m.start(), m.end(), DeadlineValue("ongoing", bound="every"), "deadline.ongoing", 0.9)
            return

    def _is_manner(self, m: re.Match[str]) -> bool:
        before, after = self.text[max(0, m.start() - 40) : m.start()], self.text[m.end() : m.end() + 30]
        if _OPENS_CLAUSE.search(before):
            return _NOT_MANNER.match(after) is None
        return _STEADY_ACT.search(before) is not None and _NOT_MANNER.match(after.lstrip(" ,")) is None

    # ---- a time cell that names an event

    def bare_event(self) -> Iterator[Mention[DeadlineValue]]:
        m = _BARE_EVENT.search(self.text)
        if m:
            yield Mention(m.start(), m.end(), DeadlineValue("relative", bound="in"), "deadline.event", 0.7)


def _free_places(text: str) -> Iterator[tuple[int, int]]:
    for label in _LABEL.finditer(text):
        stop = _LABEL_END.search(text, label.end())
        yield label.end(), stop.start() if stop else len(text)
    for bracket in _BRACKET.finditer(text):
        if _OPENS_WITH_TIME.match(bracket[1]):
            yield bracket.start(1), bracket.end(1)


def _same_kind(a: Period, b: Period) -> bool:
    return (a.kind == b.kind and a.kind in {"date", "month", "quarter", "year"}) and not a.edge and not b.edge


def _joined(a: Period, b: Period) -> Period | None:
    first_year, last_year = a.year, b.year
    if first_year is None and last_year is not None:
        first_year = last_year - (a.first > b.last)
    elif last_year is None and first_year is not None:
        last_year = first_year + (a.first > b.last)
    if first_year and last_year and (first_year, a.first) >= (last_year, b.last):
        return None
    return replace(a, end=b.end, kind="period", year=first_year, last=b.last, last_year=last_year, weak=a.weak and b.weak)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _edge_day(period: Period, year: int | None) -> str | None:
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


def _day_of_year(period: Period, before: bool) -> str:
    month, day = period.last if period.kind == "date" else (period.last[0], 0)
    if before:
        if not day:
            month = period.first[0]
        day = (day or 1) - 1
        if day == 0:
            month = (month - 2) % 12 + 1
            day = month_days(2001, month)
    return f"FREQ=YEARLY;BYMONTH={month}" + (f";BYMONTHDAY={day}" if day else "")


RECOGNISER = Recogniser(
    name="deadline",
    find=lambda text: find_deadlines(text, issue_date="2023-05-31"),
    examples=(
        Example(
            DeadlineValue("date", due="2023-06-30", edtf="../2023-06-30", bound="before"),
            "hoàn thành ⟦trước ngày 01/7/2023⟧.", "xong ⟦trước 01/7/2023⟧", "gửi về Sở ⟦trước\nngày 01 tháng 7 năm 2023⟧", "báo cáo ⟦trước ngày 01/7⟧;",
        ),
        Example(
            DeadlineValue("quarter", start="2023-07-01", due="2023-09-30", edtf="2023-35", bound="in"),
            "ban hành ⟦trong quý III/2023⟧.", "Hoàn thành ⟦trong quý III năm 2023⟧", "Thời gian thực hiện: ⟦Quý 3/2023⟧.", "nâng cấp hệ thống (⟦Quý lII/2023⟧).",
        ),
        Example(DeadlineValue("date", due="2023-09-30", edtf="../2023-09-30", bound="by"), "bảo đảm ⟦chậm nhất vào ngày 30/9/2023⟧", "xong ⟦trong ngày 30/9/2023⟧"),
        Example(DeadlineValue("recurring", rrule="FREQ=MONTHLY;INTERVAL=6", bound="every"), "⟦định kỳ 6 tháng⟧ báo cáo", "kiểm tra ⟦02 lần/năm⟧"),
        Example(
            DeadlineValue("relative", anchor=Anchor(raw="ngày nhận được văn bản", offset=5, unit="day", working_days=True), bound="in"),
            "trả lời ⟦trong 05 ngày làm việc kể từ ngày nhận được văn bản⟧.", "⟦trong thời hạn 05 (năm) ngày làm việc, kể từ ngày nhận được văn bản⟧",
        ),
        Example(DeadlineValue("ongoing", bound="every"), "⟦Thường xuyên⟧ kiểm tra, đôn đốc", "rà soát; ⟦thường xuyên⟧ báo cáo kết quả"),
    ),
    counter_examples=(
        "Kế hoạch chuyển đổi số đến năm 2025, định hướng đến năm 2030", "kinh phí hằng năm của đơn vị", "Chương trình giai đoạn 2021-2025",
        "Nghị quyết ngày 03/02/2023 của Ban cán sự đảng", "báo cáo đột xuất", "triển khai khi có hướng dẫn của bộ", "có hiệu lực kể từ ngày ký ban hành",
        "Trung tâm giáo dục thường xuyên", "đến năm 2025 đạt 90% hộ dân",
    ),
)
