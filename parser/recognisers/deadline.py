"""Deadlines (thời hạn): by when, in which period, how often, how long after what (contract, section Deadline and "Decided cases").

In running text a time is a deadline only where a cue or its place says so; in a time cell, behind a label "Thời gian …:" and in a bracket
that closes an item, the bare time is one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from models.task import Anchor
from models.vocabulary import Bound
from parser.lexicon import time_cues as around
from parser.lexicon.calendar import due_after
from parser.lexicon.deadline_values import DeadlineValue, day_of_year, said_of
from parser.lexicon.durations import Duration, find_durations
from parser.lexicon.needs import Needing, last_word, lowered
from parser.lexicon.periods import Period, find_periods, joined_periods, same_kind
from parser.lexicon.recurrence import Frequency, RhythmDay, find_frequencies, find_rhythm_days, find_weekdays, report_step, weekly_on
from parser.lexicon.time_cues import Cues, cues_before, free_places, quoted
from parser.recognisers.base import Example, Mention, Recogniser
from parser.text.stretches import Mask, Sentences, joined_lines

__all__ = ["RECOGNISER", "DeadlineValue", "find_deadlines"]

_I = re.IGNORECASE
_REACH = 400  # how far a rhythm may stand from its day
_FAR = 400  # units; who counts farther does not set a deadline
_ISO_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_BETWEEN = re.compile(
    r"\s{0,3}(?:-|–|—|~|đến\shết|đến|tới|cho\sđến)\s{0,3}(?:\d{1,2}\s?(?:giờ|h)\s?(?:\d{1,2}(?:\s?phút)?)?,?\s{1,3})?(?:(?:hết\s)?(?:ngày|tháng|năm)\s{0,3})?$", _I)
_BETWEEN_END = re.compile(r"\s?[;,]?\s(?:và\s)?kết\sthúc\s(?P<before>trước)?(?:\s?(?:vào|đến|hết|trước|chậm\snhất))?\s?(?:ngày\s)?$", _I)
_AND = re.compile(r"\s?(?:,|và)\s(?:trước\s)?$", _I)
_OWN_DATE = re.compile(r"(?:ngày\s)?(?:ký|ban hành)(?:\sban hành)?(?:\s(?:văn bản|quyết định|kế hoạch|chỉ thị|thông báo|công văn|chương trình))?(?:\snày)?", _I)
_ONGOING = Needing(re.compile(r"\b(?:thường\s+xuyên|liên\s+tục)(?:\s*,\s*(?:thường\s+xuyên|liên\s+tục))?\b", _I), "xuyên", "liên")
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
        self.taken = Mask(len(text), [*masked, *(() if cell else quoted(text))])
        self.free = Mask(len(text), [(0, len(text))] if cell else free_places(text))
        self.frequencies = [f for f in find_frequencies(text) if not self.taken.touches(f.start, f.end)]
        self.rhythmic = Mask(len(text), ((f.start, f.end) for f in self.frequencies))
        self.periods = [p for p in find_periods(text) if not self.taken.touches(p.start, p.end) and not self.rhythmic.touches(p.start, p.end)]
        self.rhythmical = bool(self.frequencies)  # the text speaks of what comes back
        self.yearly_end: int | None = None  # where the last "ngày 15/6 hằng năm" ended: "và ngày 15/12" is one, too
        self.yearly_roles: frozenset[str] = frozenset()
        self.spent: set[int] = set()  # indices of frequencies that a fuller deadline has taken in

    @cached_property
    def sentences(self) -> Sentences:
        """Its sentences; most questions need none."""
        return Sentences(self.text)

    def _is_free(self, at: int) -> bool:
        return self.free.touches(at, at + 1)

    def _near(self, at: int, unit: str) -> list[int]:
        """The unspent frequencies of the sentence that holds `at`, no farther than `_REACH` from it."""
        low = bisect_left(self.frequencies, at - _REACH, key=lambda f: f.start)
        high = bisect_right(self.frequencies, at + _REACH, key=lambda f: f.start)
        sentence = self.sentences.index(at)
        near = ((i, self.frequencies[i]) for i in range(low, high) if i not in self.spent)
        return [i for i, f in near if f.unit == unit and self.sentences.index(f.start) == sentence]

    def _head(self, i: int) -> Frequency:
        """The first member of the list that frequency `i` stands in."""
        group = self.frequencies[i].group
        while i and self.frequencies[i - 1].group == group:
            i -= 1
        return self.frequencies[i]

    # ---- a rhythm with its day: "hằng quý, chậm nhất ngày 10 tháng tiếp theo"

    def on_days(self) -> Iterator[Mention[DeadlineValue]]:
        for day in find_rhythm_days(self.text):
            cues = cues_before(self.text, day.start)
            if self.taken.touches(day.start, day.end) or not (cues.roles or day.each or self._is_free(day.start)):
                continue
            rules, used = self._rules_on(day, cues)
            if rules:
                yield from self._recurring(cues, day.end, rules, used, "deadline.recurring_day")
                if report_step(self.text, day.end) is not None:  # "… đối với báo cáo tháng": the rhythms listed before are the reports'
                    self.spent.update(i for unit in ("month", "week") for i in self._near(day.start, unit) if self.frequencies[i].end <= cues.start)
        for start, end, weekday in find_weekdays(self.text):
            weekly = self._near(start, "week")
            if weekly and not self.taken.touches(start, end):
                cues = cues_before(self.text, start)
                before = cues.has("before") and not cues.clock
                end = max([end, *(self.frequencies[i].end for i in weekly if 0 <= self.frequencies[i].start - end <= 5)])
                yield from self._recurring(cues, end, [weekly_on(weekday - before)], weekly, "deadline.recurring_weekday")

    def _rules_on(self, named: RhythmDay, cues: Cues) -> tuple[list[str], list[int]]:
        """The rules of a day of the month, and the frequencies that it refines."""
        day = named.day
        if cues.has("before") and not cues.clock:
            day = day - 1 or -1
        near = self._near(named.start, "month")
        if named.step is not None:
            rule = Frequency(0, 0, "month", named.step).on_day(day, named.place)
            return ([rule] if rule else []), [i for i in near if self.frequencies[i].step == named.step]
        if not named.place:  # "hằng tháng (trước ngày 20)": only right behind its rhythm
            near = [i for i in near if not self.text[self.frequencies[i].end : cues.start].strip(" ,(\n") and self.frequencies[i].end <= cues.start]
        group = [i for i in near if self.frequencies[i].group == self.frequencies[near[-1]].group] if near else []
        if named.place in {"", "this"}:
            group = [i for i in group if self.frequencies[i].step == 1]
        rules = [self.frequencies[i].on_day(day, named.place) for i in group]
        return [r for r in rules if r], group

    def _recurring(self, cues: Cues, end: int, rules: list[str], used: list[int], rule: str) -> Iterator[Mention[DeadlineValue]]:
        start = cues.start
        for i in reversed(used):
            self.spent.add(i)
            frequency = self.frequencies[i]
            self.taken.take(frequency.start, frequency.end)
            if frequency.start >= start or not self.text[frequency.end : start].strip(" ,(\n"):
                start = min(start, frequency.start)
        self.taken.take(start, end)
        self.rhythmical = True
        bound: Bound = "before" if cues.has("before") else "by" if cues.has("by", "until", "done") else "every"
        for text in dict.fromkeys(rules):
            yield Mention(start, end, DeadlineValue("recurring", rrule=text, bound=bound), rule, 0.9)

    # ---- so long after something: "trong 05 ngày làm việc kể từ ngày nhận được"

    def after_events(self) -> Iterator[Mention[DeadlineValue]]:
        dated = any(not p.weak for p in self.periods)
        for d in find_durations(self.text):
            if self.taken.touches(d.start, d.stop) or self.rhythmic.touches(d.start, d.stop):
                continue
            free = self._is_free(d.start) and (self.cell or not dated)
            days = d.unit in {"day", "hour"}
            if not free and (not (d.led or days) or not (d.event or (days and d.strict))):
                continue
            before = self.text[max(0, d.start - around.WINDOW) : d.start]
            if around.SUPPOSES.search(before):
                continue
            effect = around.OF_EFFECT.search(self.text, max(self.sentences.around(d.start)[0], d.start - 200), d.start)
            if not self.cell and (d.earliest or around.BARRED.search(before) or around.PAST.search(before) or effect):
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
        if since is None or not _ISO_DAY.fullmatch(since) or abs(d.count) > _FAR:
            return None
        return due_after(date.fromisoformat(since), d.count, d.unit, working_days=d.working_days).isoformat()

    # ---- days and periods

    def in_periods(self) -> Iterator[Mention[DeadlineValue]]:
        found: list[Mention[DeadlineValue]] = []
        strong = False
        for period, exclusive in self._ranges():
            if self.taken.touches(period.start, period.end):
                continue
            cues = cues_before(self.text, period.start)
            if cues.clock and self._is_free(period.start):  # "Thời gian: bắt đầu từ 14 giờ 00 ngày …": the day it is held
                cues = replace(cues, roles=cues.roles - {"begin"})
            if not cues.roles and self._follows_yearly(period):
                cues = replace(cues, roles=self.yearly_roles)
            yearly = self._every_year(period, cues)
            if yearly is not None:
                end, used = yearly
                found += self._recurring(cues, end, [day_of_year(period, cues.has("before") and not cues.clock)], used, "deadline.recurring_date")
                self.yearly_end, self.yearly_roles = end, cues.roles
                continue
            if not self._accepts(period, cues):
                continue
            onwards = around.ONWARDS.match(self.text, period.end) if period.kind != "period" else None
            end = onwards.end() if onwards else period.end
            value = said_of(period, cues, self.issue, cell=self.cell, exclusive=exclusive, onwards=onwards is not None)
            if value is None:
                continue
            strong |= cues.has("before", "by")
            self.taken.take(cues.start, end)
            found.append(Mention(cues.start, end, value, f"deadline.{value.kind}", 1.0 if period.year and not period.weak else 0.8))
        if strong and not self.cell:  # the last day governs; a period beside it says when something else happens
            found = [m for m in found if m.value.kind not in {"year", "period"} or m.value.bound in {"before", "by"} or self._is_free(m.start)]
        yield from found

    def _ranges(self) -> Iterator[tuple[Period, bool]]:
        """The periods, two joined to one where a dash or "đến" stands between; True where the last day itself is too late."""
        periods = [p for p in self.periods if not self.taken.touches(p.start, p.end)]
        i = 0
        while i < len(periods):
            period, exclusive = periods[i], False
            if i + 1 < len(periods):
                other = periods[i + 1]
                gap = self.text[period.end : other.start]
                end = _BETWEEN_END.fullmatch(gap) if len(gap) < 60 else None
                plain = len(gap) < 60 and period.form != "stage" and same_kind(period, other) and _BETWEEN.fullmatch(gap)
                stacked = self.cell and not gap.strip() and period.kind == other.kind == "date" and other.year is not None  # a cell that breaks its dash away
                if plain or stacked or (end and cues_before(self.text, period.start).has("from", "begin")):
                    joined = joined_periods(period, other)
                    if joined is not None:
                        period, exclusive = joined, bool(end and end["before"])
                        i += 1
            yield period, exclusive
            i += 1

    def _every_year(self, period: Period, cues: Cues) -> tuple[int, list[int]] | None:
        """End of the words and the frequencies used where a day or month without its year comes back every year."""
        if period.year is not None or period.kind not in {"date", "month", "quarter"}:
            return None
        near = self._near(period.start, "month")
        for i in near:
            f = self.frequencies[i]
            if f.step % 12 == 0 and 0 <= f.start - period.end <= 10 and self.text[period.end : f.start].strip() in {"", "của"}:
                return f.end, [i]
        if not cues.has("before", "by", "in", "done") and not self.cell:
            return None
        if period.kind == "date" and (behind := around.NEXT_YEAR.match(self.text, period.end)):
            return behind.end(), [i for i in near if self.frequencies[i].step % 12 == 0][-1:]
        earlier = [i for i in near if self.frequencies[i].step >= 6 and self.frequencies[i].end <= period.start]
        if earlier and (not self.text[self.frequencies[earlier[-1]].end : cues.start].strip(" ,(") or not self._qualifies(earlier[-1])):
            return period.end, earlier[-1:]
        if self._follows_yearly(period) or self._leads_yearly(period) or (report_step(self.text, period.end) or 0) >= 6:
            return period.end, []
        if self.rhythmical and around.OF_A_REPORT.search(self.text[max(0, cues.start - 45) : cues.start]):
            return period.end, []
        return None

    def _follows_yearly(self, period: Period) -> bool:
        """ "… ngày 15/6 hằng năm và ngày 15/12" """
        if self.yearly_end is None or not 0 <= period.start - self.yearly_end <= 25:
            return False
        return self.sentences.index(self.yearly_end) == self.sentences.index(period.start)

    def _leads_yearly(self, period: Period) -> bool:
        """ "ngày 15/6 và ngày 15/12 hằng năm" """
        i = bisect_right(self.periods, period.start, key=lambda p: p.start)
        if i == len(self.periods) or not _AND.fullmatch(self.text[period.end : self.periods[i].start][:20]):
            return False
        behind = self.text[self.periods[i].end : self.periods[i].end + 12].lower().split()
        return behind[:2] in (["hằng", "năm"], ["hàng", "năm"], ["mỗi", "năm"])

    def _accepts(self, period: Period, cues: Cues) -> bool:
        """Whether the words around `period` make it a time for the act."""
        if around.OF_A_NAME.search(self.text[max(0, period.start - 30) : period.start]):
            return False
        if self._is_free(period.start):
            return period.form != "blank_day"
        if period.weak and not cues.roles and not self._follows_yearly(period):
            return False
        before = self.text[max(0, cues.start - around.WINDOW) : cues.start]
        if period.form == "stage":
            return self._opens_order(period, before)
        if around.YEAR_BEFORE.search(before[-8:] + self.text[cues.start : cues.start + 12]) or (last_word(before) in around.EVENT_ENDS and around.OF_AN_EVENT.search(before)):
            return False
        if around.PAST.search(before) and (self.issue is None or period.year is None):
            return False
        years = period.kind == "year" or (period.kind == "period" and period.first == (1, 1) and period.last == (12, 31))
        if cues.has("before", "by") or period.edge == "hết" or (cues.has("until") and period.edge == "cuối"):
            return not (years and self._governs_target(period))
        if cues.has("until"):
            if years:  # "đến năm 2025" is scope, or a target's horizon, unless it opens an order that counts nothing
                return self._opens_order(period, before, uncounted=True)
            return period.year is not None and not self._governs_target(period)
        if cues.has("done"):
            return True
        clause = re.split(r"[,;.:(]\s", before)[-1]
        if cues.has("in"):
            if years and period.kind == "period" and before.strip():
                return around.DONE.search(before) is not None
            if period.kind != "date" and around.RECITED.search(clause):
                return False
            noun = None if around.REPORTS_TO.match(clause) else around.NOUN.match(clause)
            return noun is None or period.kind == "date" or around.ACT.search(clause[: noun.end()]) is not None
        if cues.has("begin") and period.kind in {"date", "month", "quarter"}:
            return period.year is not None
        if cues.has("from", "begin"):
            return around.ONWARDS.match(self.text, period.end) is not None or (period.kind == "period" and not years and not period.weak)
        if cues.has("expected"):
            return period.kind == "date"
        if period.year is None:
            return False
        opens = around.OPENS_SENTENCE.search(before) is not None
        heads = opens and around.HEADS_LINE.match(self.text, period.end) is not None and not (years and self._governs_target(period))
        if period.kind == "date":
            if cues.clock or heads or around.WEEKDAY_AFTER.match(self.text, period.end) or around.AFTER_COLON.search(before):
                return True
            return self.issue is not None and (period.edtf or "") > self.issue and around.STAGES.search(clause) is not None
        if heads or opens:
            return heads or self._opens_order(period, before)
        return period.kind in {"month", "quarter"} and around.SUBMITS.search(clause) is not None and not around.NAMED_BY_TIME.search(clause)

    def _opens_order(self, period: Period, before: str, *, uncounted: bool = False) -> bool:
        """ "Năm 2024, rà soát …" """
        if around.OPENS_SENTENCE.search(before) is None or self._governs_target(period):
            return False
        return around.ordered_after(self.text, period.end, self.sentences.around(period.start)[1], uncounted=uncounted)

    def _governs_target(self, period: Period) -> bool:
        low, high = self.sentences.around(period.start)
        return around.OF_A_TARGET.search(self.text, max(low, period.start - _REACH), min(high, period.end + _REACH)) is not None

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

    def _qualifies(self, i: int) -> bool:
        """Whether the rhythm only qualifies a noun ("kinh phí hằng năm")."""
        head = self._head(i)
        before = self.text[max(0, head.start - around.WINDOW) : head.start]
        if around.BESIDES.search(before):
            return True
        if head.explicit:
            return self.text[head.start].isdigit() and around.SUMMED.search(before) is None and "lần" not in self.text[head.start : head.end]
        if around.GROWS.match(self.text, self.frequencies[i].end):
            return True
        clause = re.split(r"[,;.:(]\s", before)[-1]
        if not clause.strip():
            return before.rstrip()[-1:] == "," and around.NOUN.match(before) is not None
        if self.frequencies[i].unit == "day":
            return around.DAILY.search(clause) is None
        return around.HOLDER.search(clause) is not None or around.HELD.search(clause) is not None

    # ---- without end

    def ongoing(self) -> Iterator[Mention[DeadlineValue]]:
        for m in _ONGOING.finditer(self.text, lowered(self.text)):
            if not self.taken.touches(*m.span()) and (self._is_free(m.start()) or self._is_manner(m)):
                yield Mention(m.start(), m.end(), DeadlineValue("ongoing", bound="every"), "deadline.ongoing", 0.9)
                return

    def _is_manner(self, m: re.Match[str]) -> bool:
        before, after = self.text[max(0, m.start() - 40) : m.start()], self.text[m.end() : m.end() + 30]
        if around.OPENS_CLAUSE.search(before):
            return around.NOT_MANNER.match(after) is None
        return around.STEADY.search(before) is not None and around.NOT_MANNER.match(after.lstrip(" ,")) is None

    # ---- a time cell that names an event

    def bare_event(self) -> Iterator[Mention[DeadlineValue]]:
        m = _BARE_EVENT.search(self.text)
        if m:
            yield Mention(m.start(), m.end(), DeadlineValue("relative", bound="in"), "deadline.event", 0.7)


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
        Example(DeadlineValue("year", start="2024-01-01", due="2024-12-31", edtf="2024", bound="in"), "⟦Năm 2024⟧: Rà soát cầu yếu", "- ⟦Năm 2024⟧, rà soát cầu yếu"),
        Example(DeadlineValue("year", due="2025-12-31", edtf="../2025-12-31", bound="by"), "⟦Đến năm 2025⟧, giải quyết dứt điểm tình trạng ngập úng"),
        Example(DeadlineValue("ongoing", bound="every"), "⟦Thường xuyên⟧ kiểm tra, đôn đốc", "rà soát; ⟦thường xuyên⟧ báo cáo kết quả"),
    ),
    counter_examples=(
        "Kế hoạch phát triển thủy sản đến năm 2028, định hướng đến năm 2035", "kinh phí hằng năm của đơn vị", "Chương trình giai đoạn 2021-2025",
        "Nghị quyết ngày 14/9/2022 của Đảng ủy phường", "báo cáo đột xuất", "Ngoài báo cáo định kỳ hằng năm, Sở báo cáo đột xuất", "triển khai khi có hướng dẫn của bộ", "có hiệu lực từ ngày ký",
        "Trung tâm giáo dục thường xuyên", "đến năm 2025 đạt 90% hộ dân", "Đến năm 2025, xây dựng 12 cầu", "Năm 2022, Sở thực hiện rà soát và đã báo cáo",
    ),
)
