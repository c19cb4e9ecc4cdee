"""The words around a time that make it a deadline or not: cues before it, labels and brackets, what it may qualify instead.

The words are in `time_cues.tsv` (a cue and its role) and `time_contexts.tsv`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from parser.lexicon.needs import Needing, has_any, lowered
from parser.lexicon.table import rows, values
from parser.lexicon.unit_words import VERBS
from parser.text.fold import fold_tone
from parser.text.letters import UPPER

WINDOW = 90  # how far back a cue or a noun is looked for
_I = re.IGNORECASE
_ROLES = {row["word"]: row["role"] for row in rows("time_cues")}
_WORDS = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(_ROLES, key=len, reverse=True))
_CHAIN = re.compile(rf"(?<![\w/])(?:(?:{_WORDS})[\s:]{{1,4}}){{1,6}}$", _I)
_CUE = re.compile(rf"(?<!\w)(?:{_WORDS})(?!\w)", _I)
_CUE_WORDS = {part for word in _ROLES for part in word.split()}
_WORD_BACK = re.compile(r"[\s:]*(\w+)")  # of a text read backwards
_HOURS = re.compile(r"\d\s?(?:giờ|[hg:])", _I)
_HOUR = r"\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{1,2})?(?:\s?phút)?"
_CLOCK = re.compile(
    rf"(?:(?:\btừ\s)?(?<![\d/]){_HOUR}\s?(?:-|–|đến)\s?)?"
    r"(?<![\d/])\d{1,2}\s?(?:giờ|h|g|:)\s?(?:\d{1,2}(?:\s?(?:phút|'|p\b))?)?(?:\s(?:sáng|trưa|chiều|tối))?,?\s{0,3}(?:của\s)?(?:ngày\s{1,3})?$", _I)  # fmt: skip
_WEEKDAY = r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)"
_NAMED_DAY = Needing(re.compile(rf"\(?{_WEEKDAY}\)?,?\s{{0,3}}(?:ngày\s{{1,3}})?$", _I), "thứ", "nhật")
_LABEL = Needing(re.compile(r"(?:^|[.;:(\n])\s{0,3}(?:[-+*•]\s?)?(?:Thời\s(?:gian|hạn|điểm)|Tiến\sđộ|Lộ\strình|Hạn|Kỳ\shạn)(?:,?\s[^\s:;.,()]{1,12}){0,6}\s?:", _I), ":")
_LABEL_END = re.compile(r"[;\t\n]|[.](?=\s|$)")
_BRACKET = Needing(re.compile(r"\((?=[^()]{1,120}\)\s{0,3}(?:[.;,]|$|\n))([^()]{1,120})\)"), ")")
_OPENS_WITH_TIME = re.compile(
    r"\s?(?:(?:hoàn thành|xong|trong|trước|vào|từ|chậm nhất|muộn nhất|đến hết|dự kiến|thực hiện|thời gian:?|thời hạn:?)\s){0,3}"
    r"(?:ngày\s\d|tháng\s\d|quý\s[Il1-4]|Q[I1-4]|năm\s\d|giai đoạn\s\d|6 tháng|9 tháng|hằng|hàng\s|định kỳ|thường xuyên|\d{1,2}/\d{1,2}|\d{1,2}/\d{4}\b)", _I)  # fmt: skip
_QUOTED = re.compile(r"“[^“”]{0,2000}”|\"[^\"\n]{0,2000}\"|«[^«»]{0,2000}»")


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words right before a time: where they begin, their roles, and whether an hour stands among them."""

    start: int
    roles: frozenset[str]
    clock: bool

    def has(self, *roles: str) -> bool:
        """Whether one of `roles` is said."""
        return not self.roles.isdisjoint(roles)


def cues_before(text: str, at: int) -> Cues:
    """The chain of cues that ends at `at`, an hour or a weekday left out ("trước 16 giờ 00 thứ Sáu, ngày …")."""
    low = max(0, at - WINDOW)
    window = text[low:at]
    if day := _NAMED_DAY.search(window, window.lower()):
        window = window[: day.start()]
    if clock := _CLOCK.search(window) if _HOURS.search(window) else None:
        window = window[: clock.start()]
    chain = _chain(window)
    if not chain:
        return Cues(at, frozenset(), clock is not None)
    first, roles = _said(chain[0])
    return Cues(at if first is None else low + chain.start() + first, roles, clock is not None)


@lru_cache(maxsize=1024)  # the same few stand before most times
def _said(chain: str) -> tuple[int | None, frozenset[str]]:
    """Where in a chain of cues the first one that matters stands, and their roles."""
    said = [(m.start(), _ROLES[" ".join(m[0].lower().split())]) for m in _CUE.finditer(chain)]
    starts = [offset for offset, role in said if role not in {"fill", "done"}] or [offset for offset, role in said if role == "done"]
    return (starts[0] if starts else None), frozenset(role for _, role in said) - {"fill"}


def _chain(window: str) -> re.Match[str] | None:
    """The chain at the end of a window: looked for only among the last words that cues are made of."""
    backwards, reach = window[::-1], 0
    while (word := _WORD_BACK.match(backwards, reach)) and word[1][::-1].lower() in _CUE_WORDS:
        reach = word.end()
    return _CHAIN.search(window, len(window) - reach) if reach else None


def free_places(text: str) -> Iterator[tuple[int, int]]:
    """Where a bare time says by when: behind a label ("Thời gian thực hiện:"), in a bracket that closes a clause and opens with a time."""
    lower = lowered(text)
    for label in _LABEL.finditer(text, lower):
        stop = _LABEL_END.search(text, label.end())
        yield label.end(), stop.start() if stop else len(text)
    for bracket in _BRACKET.finditer(text, lower):
        if _OPENS_WITH_TIME.match(bracket[1]):
            yield bracket.span(1)


def ordered_after(text: str, at: int, end: int, *, uncounted: bool) -> bool:
    """Whether a time that ends at `at` opens an order: a verb follows, nothing is recited up to `end`; `uncounted`: and no quantity is named."""
    gap = _BEFORE_ACT.match(text, at)
    verb = gap and VERBS.at(fold_tone(text[gap.end() : gap.end() + 40]).lower(), 0)
    if not gap or not verb or verb[1] == "auxiliary" or HOLDER.match(text, gap.end()) or _RECITAL.search(text, at, end):
        return False
    return not (uncounted and _COUNT.search(text, at, end))


def quoted(text: str) -> Iterable[tuple[int, int]]:
    """What stands in quotation marks."""
    return (m.span() for m in _QUOTED.finditer(text)) if has_any(text, "“\"«") else ()


def _words(context: str) -> str:
    (row,) = (row for row in rows("time_contexts") if row["context"] == context)
    return r"\b(?:" + "|".join(word.replace(" ", r"\s+") for word in values(row["words"])) + r")\b"


def _ends(context: str) -> set[str]:
    (row,) = (row for row in rows("time_contexts") if row["context"] == context)
    return {word.split()[-1] for word in values(row["words"])}


# What stands before a time; each is searched in the words that end at it.
EVENT_ENDS = {"tính", *_ends("event")}
OF_AN_EVENT = re.compile(rf"{_words('event')}\s{{1,3}}(?:tính\s)?$", _I)
PAST = re.compile(r"\bđã\s[^.;]{0,80}$", _I)
YEAR_BEFORE = re.compile(r"\b(?:năm|tháng|quý|kỳ)\s+trước\s+(?:đến|tới)\b", _I)  # "năm trước đến ngày 14/12": a period of data
NOUN = re.compile(rf"^(?:.*\W)?(?={_words('dated')})", _I | re.DOTALL)
OF_A_REPORT = re.compile(r"\bbáo cáo\s(?:tổng kết\s|sơ kết\s|định kỳ\s)?(?:0?6 tháng|năm)(?:\s[^\s\d,;.]{1,8}){0,3}\s?$", _I)
DONE = re.compile(rf"{_words('done')}[^;.]{{0,40}}$", _I)
ACT = re.compile(_words("act"), _I)
RECITED = re.compile(rf"{_words('recited')}(?![^,;]*\b(?:về|gửi|cho|lên|xong)\b)", _I)
REPORTS_TO = re.compile(rf"(?:.*\s)?(?-i:báo cáo|trình|gửi) (?-i:[{UPPER}])[^,;]*$", _I)  # "báo cáo Thủ tướng Chính phủ trong tháng 7"
SUBMITS = re.compile(rf"{_words('submits')}[^,;.:()]{{0,60}}$", _I)
STAGES = re.compile(rf"{_words('stages')}[^,;.:()]{{0,60}}$", _I)
NAMED_BY_TIME = re.compile(rf"{_words('named')}\s{{1,3}}$", _I)
SUMMED = re.compile(rf"^\s*$|{_words('summed')}[^,;.]{{0,30}}$", _I)
DAILY = re.compile(_words("daily"), _I)
HOLDER = re.compile(_words("holder"), _I)
HELD = re.compile(rf"{_words('held')}\s{{1,3}}$", _I)
BESIDES = re.compile(r"\b(?:ngoài|đến hạn)\s[^,;.:]{0,80}$", _I)  # "Ngoài báo cáo định kỳ hằng năm, …": another's rhythm
STEADY = re.compile(rf"{_words('steady')}\s{{1,3}}$", _I)
BARRED = re.compile(rf"{_words('barred')}(?!\s+(?:chậm|muộn|trễ|quá)\b)[^;.]{{0,60}}$", _I)
SUPPOSES = re.compile(r"\b(?:trường hợp|nếu|khi)\s?,?\s{1,3}$", _I)  # "Trường hợp trong 60 ngày …": a condition
OF_A_NAME = re.compile(r"\b(?:năm học|định hướng|tầm nhìn)\s(?:đến\s)?(?:năm\s)?$", _I)  # scope, and the school year, whose days nobody says
OPENS_CLAUSE = re.compile(r"(?:^|[.;:,(\n]|(?:^|\s)[-+*•–]|\bvà|\bphải|\bcần|\btiếp tục)\s{0,3}$", _I)
OPENS_SENTENCE = re.compile(r"(?:^|[.;,\n]|(?:^|\s)[-+*•–])\s{0,3}$")
AFTER_COLON = re.compile(r"(?:^|[\s\w)])(?<!ngày ký)(?<!ngày sinh)(?<!ngày cấp)(?<!ban hành):\s{0,3}(?:vào\s)?$", _I)
# What stands behind a time; each is matched at its end.
WEEKDAY_AFTER = re.compile(rf"\s?\(\s?{_WEEKDAY}", _I)
HEADS_LINE = re.compile(r"\s?:")
ONWARDS = re.compile(r"\s?(?:trở\s(?:đi|về\ssau)|(?:và|,)\s(?:(?:các|những)\snăm\s(?:tiếp\stheo|sau)|tiếp\stheo))", _I)
NEXT_YEAR = re.compile(r"\s(?:của\s)?năm\s(?:sau|tiếp\stheo|kế\stiếp|liền\skề)\b", _I)
_BEFORE_ACT = re.compile(r"\s?[,:]?\s(?:sẽ\s|cơ\sbản\s|về\scơ\sbản\s)?")
_RECITAL = re.compile(r"\sđã\s")
_COUNT = re.compile(r"(?<!\w)(?<![/.,-])(?<!số )(?<!ngày )(?<!tháng )(?<!năm )(?<!quý )(?<!án )(?<!Điều )(?<!khoản )\d+(?:[.,]\d+)*\s?(?:%|[^\W\d_])")
GROWS = re.compile(r"\s(?:tăng|giảm|đạt|chiếm|bình quân)\b", _I)  # "doanh thu hằng năm tăng 10%": the target's own rhythm
NOT_MANNER = re.compile(r",?\s?(?:lâu dài|quan trọng|trọng yếu|trọng tâm)|\s?(?:sâu rộng|rộng khắp|của|về|cho|tại|trên|hoặc|và\sđột|\))", _I)
# What stands in the same sentence.
OF_EFFECT = re.compile(r"\b(?:có hiệu lực|hiệu lực thi hành)\b", _I)
OF_A_TARGET = re.compile(r"\d\s?%|\b(?:phấn đấu|chỉ tiêu|mục tiêu|đạt)\b", _I)
