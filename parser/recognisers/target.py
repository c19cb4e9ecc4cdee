"""Numeric targets (chỉ tiêu): comparator, number, unit, and what is to reach it (contract, section Target).

In running text a number is a target only with a comparator or a goal's verb; in an objectives section or a target column (`objective`) the bare
one is, too. Facts, rates, titles, levels, versions, list announcements are none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from models.vocabulary import Comparator
from parser.lexicon.needs import last_word, lowered, tried_at
from parser.lexicon.numbers import FIGURES, NUMERAL, SCALES, figures, number, number_places
from parser.lexicon.periods import Period, find_periods
from parser.lexicon.table import rows, values
from parser.lexicon.time_cues import quoted
from parser.recognisers.base import Example, Mention, Recogniser
from parser.text.alternation import one_of
from parser.text.letters import UPPER
from parser.text.stretches import Mask, Sentences, joined_lines


@dataclass(frozen=True, slots=True)
class TargetValue:
    """What a target says: the fields of `models.Target` without its words and place."""

    comparator: Comparator
    value: str
    upper: str | None = None
    unit: str | None = None
    indicator: str | None = None
    per: str | None = None
    base: str | None = None
    as_of: str | None = None


_I = re.IGNORECASE
_UNITS = {row["unit"].lower(): row for row in rows("measure_units")}
_CUES = {row["cue"]: row["comparator"] for row in rows("comparators")}


def _either(entries: Sequence[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(entries, key=len, reverse=True))


_UNIT = one_of(_UNITS)
_BEFORE = _either([row["cue"] for row in rows("comparators") if row["side"] == "before"])
_NUMBER = rf"(?:{FIGURES})(?:\s?\([^()\d\n]{{2,40}}\))?"
_SCALE = r"(?:\s(?P<scale>(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?:\s(?:triệu|tỷ|tỉ))?))?"
_BORDER = r"(?<![\w/.,\-–])"
_PERCENT = re.compile(
    rf"{_BORDER}(?P<value>{_NUMBER})(?:\s?(?:%|phần\s+trăm)?\s?(?:-|–|—|đến|tới)\s?(?P<upper>{FIGURES}))?\s?(?:%|phần\s+trăm)(?:\s?(?:-|–|—|đến|tới)\s?(?P<upper2>{FIGURES})\s?%)?", _I)  # fmt: skip
_COUNT = re.compile(
    rf"{_BORDER}(?P<value>{_NUMBER}|(?:{NUMERAL})(?=\s))(?:\s?(?:-|–|—|đến|tới)\s?(?P<upper>{FIGURES}))?{_SCALE}\s{{0,3}}(?P<unit>{_UNIT})(?!\w)", _I)  # fmt: skip
_ANY_COUNT = re.compile(rf"{_BORDER}(?P<value>{_NUMBER}|(?:{NUMERAL})(?=\s))(?:\s?(?:-|–|—)\s?(?P<upper>{FIGURES}))?{_SCALE}[ \n]{{1,3}}(?P<unit>[^\W\d_]{{2,20}}(?:[ \n][^\W\d_]{{1,20}})?)", _I)
_CUE = re.compile(rf"(?:^|(?<=[\s(;,:–-]))(?P<cue>{_BEFORE})(?:\s+(?:là|đạt|từ|có|bằng|của|ở\s+mức|mức))?\s{{0,3}}$", _I)
_CUE_ENDS = {row["cue"].split()[-1] for row in rows("comparators")} | {"là", "đạt", "từ", "có", "bằng", "của", "mức", ""}
_FROM = re.compile(r"\btừ\s{1,3}$", _I)
_ONWARDS = re.compile(r"\s{1,3}(?P<cue>trở\s+lên|trở\s+xuống)", _I)
_SOFT = {">", "<", "~"}
_REACH = 600  # how far what is measured may stand from its number
_WINDOW = 250  # how far back verbs, nouns and facts are looked for


def _words(context: str) -> str:
    (row,) = (row for row in rows("target_contexts") if row["context"] == context)
    return r"\b(?:" + "|".join(word.replace(" ", r"\s+") for word in values(row["words"])) + r")\b"


def _ends(context: str) -> set[str]:
    (row,) = (row for row in rows("target_contexts") if row["context"] == context)
    return {word.split()[-1] for word in values(row["words"])}


_NAME_ENDS = {"x", "", *_ends("name")}
_GOAL_ENDS = {"được", "mới", "thêm", "cho", "từ", "đủ", "số", "lượng", "là", "việc", *_ends("near_goal")}
_GOAL = re.compile(_words("goal"), _I)
_NEAR_GOAL = re.compile(rf"{_words('near_goal')}(?:\s(?:được|mới|thêm|cho|từ|đủ|tổng số|số lượng|là|việc|mỗi\s\S+))?\s{{0,3}}$", _I)
_PAST = re.compile(rf"{_words('past')}[^;.]{{0,80}}$", _I)
_RATE = re.compile(rf"{_words('rate')}[^;.]{{0,80}}$", _I)
_FACT_AFTER = re.compile(r"[^;.]{0,80}\b(?:so với cùng kỳ|cùng kỳ năm)\b|[^;.,:()]{0,60}\sđã\s", _I)
_FORMULA = re.compile(r"(?:[–-]|[=×]\s?|\s[xX*]\s|\bhệ số\s)$")
_NAMES = re.compile(rf"(?:{_words('name')}\s{{1,3}}|[–-]|[=×]\s?|\s[xX*]\s)$", _I)
_NOT_COUNTED = re.compile(_words("not_counted") + rf"|[{UPPER}]", 0)
_ANNOUNCES = re.compile(r"[^;.:,]{0,30}(?:\b(?:như )?sau(?: đây)?\s?[:.]|\bsau đây\b|\bdưới đây\b|\bnêu trên\b|\bnói trên\b)|[^;.:,]{0,12}:", _I)
_DURING = re.compile(r"\b(?:trong|sau|vòng|hạn|gian|trước|quá)\s{1,3}$", _I)
_STAFF = {"cán bộ", "công chức", "viên chức", "nhân viên", "bác sĩ", "người", "giáo viên", "chuyên viên"}
_POSTS = re.compile(r"\b(?:cử|bố trí|phân công)\s[^;.:]{0,60}$", _I)  # "cử một cán bộ phụ trách"
_COPIES = {"bản", "phiếu"}
_COPIED = re.compile(r"\b(?:gửi(?: lại| về)?|nộp|lưu|ký|đóng dấu|lập)(?:\s[^\W\d_]+){0,5}\s$", _I)  # "gửi lại 02 bản"
_LIFE = re.compile(r"\b(?:tuổi thọ|độ bền|thời (?:gian|hạn) (?:bảo hành|sử dụng))\b[^;.,]*$", _I)
_COLON = re.compile(r":\s{0,3}$")
_SCALED = re.compile(r"(?P<scale>(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?:\s(?:triệu|tỷ|tỉ))?)\s(?P<unit>\S.*)", _I)
_BARE = re.compile(rf"\s*(?P<cue>{_BEFORE}|đạt)?\s*(?P<value>{_NUMBER})(?:\s?(?:-|–|—|đến)\s?(?P<upper>{FIGURES}))?\s*", _I)


def find_targets(
    text: str, *, as_of: str | None = None, objective: bool = False, unit: str | None = None, indicator: str | None = None, masked: Sequence[tuple[int, int]] = ()
) -> list[Mention[TargetValue]]:
    """The numeric targets that `text` states, in order.

    `as_of` (EDTF) is the year or day that a heading gives; a phrase of the text itself wins. `objective`: the text stands in an objectives section
    or a target column; there a bare number is one, too. `unit` and `indicator`: what another column (or the item above) names, taken where the
    text itself names none. `masked`: stretches that are names, such as citations with their titles.
    """
    text = joined_lines(text)
    places = number_places(text)
    if not places and not objective:
        return []
    taken: Mask | None = None
    sentences: Sentences | None = None
    sizes: list[_Size] = []
    for pattern in (_PERCENT, _COUNT, _ANY_COUNT) if "%" in text or "phần" in lowered(text) else (_COUNT, _ANY_COUNT):
        for m in tried_at(pattern, text, places):
            if pattern is not _PERCENT and not _may_count(text, m):
                continue
            size = _size(text, m)
            if size is None or (size.kind in {"time", "list"} and not size.firm):
                continue
            taken = taken or Mask(len(text), [*masked, *quoted(text)])
            if taken.touches(size.start, size.end):
                continue
            sentences = sentences or Sentences(text)
            joined = bool(sizes) and pattern is _PERCENT and sentences.index(sizes[-1].start) == sentences.index(size.start)
            if not _is_target(text, size, objective, sentences.around(size.start)[0], joined):
                continue
            sizes.append(size)
            taken.take(size.start, size.end)
    if objective and not sizes and (bare := _BARE.fullmatch(text)) and (size := _size(text, bare, unit)):
        sizes.append(size)
    sizes.sort(key=lambda size: size.start)
    if not sizes:
        return []
    sentences = sentences or Sentences(text)
    periods = [p for p in find_periods(text, weak=False) if p.edtf is not None and p.form != "stage"]
    found: list[Mention[TargetValue]] = []
    for i in range(len(sizes)):
        mention = _mention(text, sizes, i, as_of, indicator, sentences, periods)
        yet = _YET.search(text, max(0, mention.start - 20), mention.start) is not None
        if found and (yet or _ONLY_A_YEAR.fullmatch(mention.value.indicator or "") or (mention.value.indicator or "nhưng").lower() in _ONLY_LINKS):  # "… năm 2024 đạt 90%, năm 2025 đạt 95%"
            mention = mention._replace(value=replace(mention.value, indicator=found[-1].value.indicator))
        found.append(mention)
    return found


@dataclass(frozen=True, slots=True)
class _Size:
    """A number with its comparator and unit: `text[start:end]`; the unit begins at `unit_at`; `cue`: a comparator is said."""

    start: int
    end: int
    unit_at: int
    comparator: Comparator
    cue: bool
    value: Decimal
    upper: Decimal | None
    unit: str | None
    kind: str
    words: bool

    @property
    def firm(self) -> bool:
        """Whether a comparator sets a bound ("ít nhất"), not only a measure ("khoảng")."""
        return self.cue and self.comparator not in _SOFT


def _may_count(text: str, m: re.Match[str]) -> bool:
    """Whether the words behind a number are some that it can count; times and members of lists only with a comparator."""
    unit = " ".join(m["unit"].split())
    row = _UNITS.get(unit.lower())
    if row is None:
        return _NOT_COUNTED.match(unit) is None and _kind(unit.split()[0]) not in {"time", "list"}
    at = m.start()
    return row["kind"] not in {"time", "list"} or last_word(text[max(0, at - 40) : at]) in _CUE_ENDS or _ONWARDS.match(text, m.end()) is not None


def _size(text: str, m: re.Match[str], bare_unit: str | None = None) -> _Size | None:
    groups = m.groupdict()
    if bare_unit and (scaled := _SCALED.fullmatch(bare_unit)):  # a column "triệu đồng"
        groups["scale"], bare_unit = scaled["scale"], scaled["unit"]
    value = number(groups["value"])
    upper_text = groups.get("upper") or groups.get("upper2")
    upper = figures(upper_text) if upper_text else None
    if value is None or (upper_text and (upper is None or upper <= value)):
        return None
    unit = " ".join((groups.get("unit") or ("%" if m.re is _PERCENT else bare_unit or "")).split())
    row = _UNITS.get(unit.lower())
    kind = row["kind"] if row else "other"
    factor = int(row["factor"]) if row else 1
    for word in (groups.get("scale") or "").lower().split():
        factor *= SCALES[word]
    value, upper = value * factor, upper and upper * factor
    at, end = m.start("value"), m.end("value" if m.re is _BARE and not upper_text else "upper" if m.re is _BARE else 0)
    start = at
    before = text[max(0, at - 40) : at]
    comparator: Comparator = "range" if upper is not None else "="
    cue = _CUE.search(before) if last_word(before) in _CUE_ENDS else None
    if cue:
        start -= len(before) - cue.start("cue")
        if upper is None:
            comparator = _comparator(cue["cue"])
    after = _ONWARDS.match(text, end)
    if after and not cue:
        comparator = _comparator(after["cue"])
        end = after.end()
    if not cue and (after or upper is not None) and (came := _FROM.search(before)):
        start -= len(before) - came.start()
    unit_at = m.start("unit") if groups.get("unit") else end
    canonical = (row["canonical"] if row else unit) or None
    return _Size(start, end, unit_at, comparator, bool(cue or after), value, upper, canonical, kind, not groups["value"][0].isdigit())


def _kind(word: str) -> str:
    return _UNITS[word.lower()]["kind"] if word.lower() in _UNITS else "other"


def _comparator(cue: str) -> Comparator:
    return _COMPARATORS[" ".join(cue.lower().split())]


_COMPARATORS: dict[str, Comparator] = {cue: value for cue, value in _CUES.items() if value in {">=", "<=", ">", "<", "~"}}  # type: ignore[misc]


def _is_target(text: str, size: _Size, objective: bool, low: int, joined: bool) -> bool:
    """Whether the words around the number, back to `low`, make it a value to be reached; `joined`: another share of the sentence is one."""
    before = text[max(low, size.start - _WINDOW) : size.start]
    firm = size.firm
    if size.kind == "time" and not _lasts(text, size, before):
        return False
    if size.kind == "list" and text[size.unit_at : size.unit_at + 1].isupper():
        return False
    if not size.cue and size.unit == "%" and _FORMULA.search(before[-30:]):
        return False
    if not size.cue and size.unit != "%" and last_word(before) in _NAME_ENDS and _NAMES.search(before[-30:]):
        return False
    if size.unit == "%":
        if not firm and (_FACT_AFTER.match(text, size.end) is not None or _is_fact(before, objective)):
            return False
        return objective or size.cue or joined or size.value == 100 or not before.strip(" -+*•\n") or before.rstrip()[-1] in ",:(" or _GOAL.search(before) is not None
    if size.kind == "other":
        return (firm or (objective and _is_near_goal(before))) and not size.words
    if size.comparator == ">" and size.value == 1 and size.kind in {"measure", "count"}:
        return False  # "giá trị sản xuất trên 01 ha": per what
    if firm:
        return True
    if size.cue and _CONCEDES.match(text, size.end):
        return False
    if size.unit in _COPIES and not size.words and _COPIED.search(before[-70:]) is not None:
        return True
    if _ANNOUNCES.match(text, size.end) or _is_fact(before, objective):
        return False
    if size.kind == "money":
        return objective or (size.cue and _is_near_goal(before))
    if size.words:
        return (objective and size.value != 1 and _is_near_goal(before)) or (size.unit in _STAFF and _POSTS.search(before[-70:]) is not None)
    if size.unit == "tuần":
        return _DURING.search(before) is None
    return objective or _is_near_goal(before) or (_COLON.search(before) is not None and bool(before.strip(" :\n")))


def _is_fact(before: str, objective: bool) -> bool:
    """Whether the words before a number say that it is, or was, or that it is a rate."""
    return _PAST.search(before[-110:].replace("nông thôn mới", "nông thôn")) is not None or (not objective and _RATE.search(before[-110:]) is not None)


def _is_near_goal(before: str) -> bool:
    return (last_word(before) in _GOAL_ENDS or "mỗi" in before[-60:].lower()) and _NEAR_GOAL.search(before[-60:]) is not None


def _lasts(text: str, size: _Size, before: str) -> bool:
    """Whether a length of time is what something may or must last, not by when it is done: "mỗi buổi không quá 120 phút"."""
    counted = re.match(r"\s{0,3}(?:kể từ|từ khi|sau|trước|tính từ|làm việc)(?!\w)", text[size.end : size.end + 20])
    if counted or _DURING.search(text[max(0, size.start - 12) : size.start]):
        return False
    return size.unit == "phút" or (size.unit in {"năm", "tháng"} and _LIFE.search(before[-60:]) is not None)


# ---- what is to reach the number

_PER_BEFORE = re.compile(r"\b(?P<per>mỗi\s(?:một\s)?[^;.]{2,60}?)\s(?=có\b|phải\b|đều\b|cử\b|đạt\b|tổ chức\b|bố trí\b|xây dựng\b|thành lập\b|là\b|ít nhất|tối thiểu|không quá|được\b|(?:thực hiện|gửi|nộp|lập|trồng|đăng ký|hỗ trợ|nhận|vận động|chọn|lựa chọn|giới thiệu|mở|triển khai|làm)\s+(?:từ\s)?(?:\d|$)|$)", _I)
_PER_YEAR = re.compile(r"\b(?P<per>(?:hằng|hàng|mỗi)\s(?:năm|quý|tháng|tuần))\b", _I)
_PER_AFTER = re.compile(r"\s?(?:/|(?=mỗi\s))(?:\s?)(?P<per>(?:mỗi\s)?[^\W\d_]{2,12}(?:\s(?:gia đình|dân|nghèo|vị|sở|viện))?)", _I)
_PER_AT = re.compile(r"\b(?:tại|ở|cho|trên)\s(?P<per>mỗi\s[^,;.]{2,40}?)(?=[,;.]|$)", _I)
_BASE = re.compile(r"\s{0,3}(?:trong(?=\s+tổng)|trên(?=\s+tổng)|so\s+với|của)\s+(?P<base>[^;.]{3,200})", _I)
_HOLDS = re.compile(r"\b(?:kinh phí|ngân sách|vốn|doanh thu|quỹ|nguồn thu|kế hoạch|dự toán|thu nhập|tổng chi|số thu|chi thường xuyên|chi ngân sách)\b", _I)
_RATIO = re.compile(r"\b(?:tỷ lệ|tỉ lệ|tỷ trọng|mức|tổng mức|tổng số|số lượng|chỉ số)\s[^;.]{3,250}$", _I)
_AMOUNT = re.compile(r"\b(?:tổng số|số lượng|tổng)\s[^;.]{3,160}$", _I)
_LINK = re.compile(r"\s*(?:\b(?:phải|đạt|là|từ|ở mức|còn|có|với tỷ lệ|với|tỷ lệ|tối thiểu|xuống|lên)\s*|[,(]\s*)+$", _I)
_OPENERS = re.compile(r"[,:(]\s|\b(?:mục tiêu|phấn đấu|bảo đảm|đảm bảo|yêu cầu|đề nghị|chỉ tiêu)\s", _I)
_ONLY_A_YEAR = re.compile(r"(?:phấn đấu\s)?(?:(?:đến|trong|vào)\s)?(?:hết\s|cuối\s)?năm\s\d{4}", _I)
_ONLY_LINKS = {"nhưng", "song", "và", "hoặc", "nhưng phải"}
_YET = re.compile(r"\b(?:nhưng|song)(?:\sphải)?\s*$", _I)
_CONCEDES = re.compile(r"\s{1,3}(?:nhưng|song)\s(?:phải|không)\b", _I)  # "nhỏ hơn 30 m2 nhưng không thấp hơn 24 m2"
_BY_WAY = re.compile(r"\s\([^()\d][^()]{11,}\)?[\s.;,]*$")  # a bracket that explains at the end
_DIMENSION = re.compile(r"\b(?:diện tích|chiều (?:rộng|dài|cao|sâu)|tuổi thọ|độ bền|công suất|dung tích|khối lượng|trọng lượng|thời gian|thời lượng|mật độ|độ (?:cao|sâu|dày)|tốc độ|lưu lượng|khoảng cách|nhiệt độ)\b[^,;:()]{0,60}$", _I)
_SHORT = 18  # words
_GIVES = {"dành", "bố trí", "trích", "chi", "sử dụng", "giao", "ưu tiên", "đầu tư", "giảm", "tăng", "tiết kiệm", "cắt giảm", "rút ngắn", "kéo giảm"}
_NO_NOUN = re.compile(r"\s{0,3}(?:,|(?:để|trong|là|còn|nhưng|vào|đối với|theo|nhằm|tại|và|sau khi|trước khi|như)\b)", _I)
_MAKES_UP = re.compile(r"\s(?:chiếm|bằng|đóng góp)(?:\s(?:khoảng|tỷ lệ|tỷ trọng))?\s*$", _I)  # "kinh tế số chiếm 20% GDP"
_HAS = re.compile(r"(?:\b(?:có|đạt|là|gồm)|:)\s*$", _I)
_COUNTED = re.compile(r"\s{0,2}\(\d[^()]{0,30}\)")  # "100% (30/30) xã"
_SEQUEL = re.compile(r"\s{0,3}(?:\(|[;.:)]|$)")
_CITES = re.compile(r"\stheo\s(?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Văn bản)\s[^;]*$")
_MARKER = re.compile(r"^(?:[-+*•–]|\(?[a-zđ0-9]{1,2}[.)])\s")
# What follows these no longer says what is counted: another act, its purpose, its time.
_CUT = re.compile(
    rf",\s(?:kèm|trong đó|tuyệt đối|tất cả|nhằm|để|phục vụ|phù hợp|đồng thời|bảo đảm|đảm bảo|góp phần|qua đó|gửi|nộp|báo cáo|hoàn thành|xong|trước|chậm nhất|không để|từng bước)\b"
    rf"|\svà\s(?:báo cáo|gửi|nộp)\s(?-i:[{UPPER}])|\s(?:trước|xong trước|chậm nhất) (?:ngày|tháng|năm|quý) .{{0,4}}\d", _I)
_TAIL = re.compile(r"(?:\s|,|;|\bvà|\bvà\smỗi[^;.]{0,40}\scó|\btrong đó|\bphấn đấu|\bđạt|[-+*•(])+$", _I)
_LEADS_ON = re.compile(r"[\s,:(]*(?:(?:phấn đấu|đạt|có|là|còn|tăng|giảm|giảm còn|lên|xuống)\s*)*", _I)
_OPENING_YEAR = re.compile(r"[\s\-+*•]*(?:phấn đấu\s)?(?:từ nay\s)?đến\s(?:hết\s|cuối\s)?năm\s(?P<year>20\d\d)\s?[,:]", _I)
_AS_OF = re.compile(r"\b(?:đến|trước|hết|vào|trong|cuối|tới)\s{1,3}(?:hết\s|cuối\s|trước\s)?$", _I)


def _mention(text: str, sizes: list[_Size], i: int, as_of: str | None, otherwise: str | None, sentences: Sentences, periods: list[Period]) -> Mention[TargetValue]:
    size = sizes[i]
    low, high = sentences.around(size.start)
    low, high = max(low, size.start - _REACH), min(high, size.end + _REACH)
    if i and sizes[i - 1].end > low:
        low = sizes[i - 1].end
    following = sizes[i + 1].start if i + 1 < len(sizes) else len(text)
    after = text[size.end : min(high, following)]
    if following < high and (comma := after.rfind(", ")) >= 0 and len(after) - comma < 60:
        after = after[:comma]  # what follows the comma opens the next target
    before = text[low : size.start]
    if i and low == sizes[i - 1].end and "," in before:
        before = before.partition(",")[2]  # up to the comma it is what the last target measures
    per, before, after = _per(before, after, share=size.unit == "%")
    base, indicator = _meaning(text, size, before, after)
    if otherwise and not before.strip() and _NO_NOUN.match(after):
        indicator = otherwise  # "≥ 3% và tăng dần" beside what is measured
    if per and size.kind == "time" and indicator == size.unit:
        indicator = per  # "mỗi buổi không quá 120 phút"
    value = TargetValue(
        comparator=size.comparator, value=_plain(size.value), upper=None if size.upper is None else _plain(size.upper), unit=size.unit,
        indicator=indicator or otherwise, per=per, base=base, as_of=as_of if size.unit in _COPIES else _horizon(text, size, low, high, following, periods) or _opening_year(text, size.start) or as_of,
    )  # fmt: skip
    rule = "target.percent" if size.unit == "%" else "target.money" if size.kind == "money" else "target.count"
    return Mention(size.start, size.end, value, rule, 0.95 if size.cue or size.unit == "%" else 0.7)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _per(before: str, after: str, *, share: bool) -> tuple[str | None, str, str]:
    m = _PER_AFTER.match(after)
    if m:
        return m["per"], before, after[m.end() :]
    found = list(_PER_YEAR.finditer(before)) if share else list(_PER_BEFORE.finditer(before)) or list(_PER_YEAR.finditer(before))
    if found:
        per = " ".join(found[-1]["per"].split())
        return per[0].lower() + per[1:], before[: found[-1].start()], after
    m = None if share else _PER_AT.search(after)
    if m:
        return " ".join(m["per"].split()), before, after
    return None, before, after


def _meaning(text: str, size: _Size, before: str, after: str) -> tuple[str | None, str | None]:
    """(base, indicator)"""
    tail = _BY_WAY.sub("", _CITES.sub("", _COUNTED.sub("", after, count=1)))
    cut = _CUT.search(tail)
    tail = _clean(tail[: cut.start()] if cut else tail)
    if size.kind in {"measure", "time"} and (dimension := _DIMENSION.search(_LINK.sub("", before[-120:]))):
        return None, _clean(dimension[0])
    if _NO_NOUN.match(after) and not _BASE.match(after) and (size.unit == "%" or not after.lstrip().startswith(",")):
        return None, (_subject(before) or tail if size.unit == "%" else _counted(text, size, before)) or None
    if text[size.end : size.end + 1] == ")" and text[max(0, size.start - 1) : size.start] == "(":
        return None, _subject(before) or tail or None
    if size.kind in {"measure", "money"} or size.unit is None:
        return None, _subject(before) or tail or None
    if size.unit != "%":
        if tail and not _SEQUEL.match(after):
            return None, f"{_clean(text[size.unit_at : size.end])} {tail}"
        return None, _counted(text, size, before)
    base = _BASE.match(after)
    if base:
        return _clean(base["base"]), _subject(before) or _clean(base["base"])
    ratio = _RATIO.search(_LINK.sub("", before[-300:]))
    if tail and ratio:
        return tail, _clean(ratio[0])
    if tail and _MAKES_UP.search(before) and (subject := _subject(_MAKES_UP.sub(" ", before))):
        return tail, subject
    if tail and _HOLDS.match(tail.removeprefix("các nguồn ").removeprefix("tổng ")):
        subject = None if re.search(r"\sđể\s", tail) else _subject(before)
        purpose = re.search(r"\s(?:để|cho)\s(.+)$", tail)
        if purpose and subject is None:
            return _clean(tail[: purpose.start()]), _clean(purpose[1])
        return tail, subject or tail
    return None, tail or _subject(before)


def _counted(text: str, size: _Size, before: str) -> str | None:
    """What a bare count counts: its own noun, unless the words before say it ("Tổng số tín chỉ …", "đăng báo ít nhất 01 kỳ")."""
    unit = _clean(text[size.unit_at : size.end])
    lasts = size.kind in {"time", "measure"} or unit.lower() in {"kỳ", "đợt", "lượt", "buổi", "phiên"}
    named = _HAS.search(before) or lasts or _AMOUNT.search(before[-200:])
    subject = _subject(before) if named and size.unit not in _COPIES else None
    if subject and size.kind == "measure" and ", " in subject:  # "bảo đảm vệ sinh, có diện tích tối thiểu 30m2"
        subject = subject.rpartition(", ")[2].removeprefix("có ")
    return (subject if subject and " " in subject else None) or unit or None


def _subject(before: str) -> str | None:
    """The words before the number that say what is measured; None where they are only a verb."""
    words = _LINK.sub("", before[-300:])
    ratio = _RATIO.search(words)
    if ratio:
        return _clean(ratio[0])
    marks = [(m.end(), m[0].startswith(",")) for m in _OPENERS.finditer(words)]
    for commas in (False, True):  # the whole clause where it is short, else what follows its last comma
        for start in reversed([0, *(end for end, comma in marks if comma <= commas)]):
            subject = _clean(words[start:])
            length = len(subject.split())
            if _ONLY_A_YEAR.fullmatch(subject):
                words = words[:start].rstrip(" ,")  # "…, phấn đấu đến hết năm 2024 đạt": what stands before it
                return _subject(f"{words} ") if words else None
            if (length > 1 or (start == 0 and subject)) and (commas or length <= _SHORT):
                return subject if subject.lower() not in _GIVES else None
    return None


def _clean(words: str) -> str:
    words = _MARKER.sub("", " ".join(words.split()))
    return _TAIL.sub("", words).strip(" ,;:.-–()")


def _horizon(text: str, size: _Size, low: int, high: int, following: int, periods: list[Period]) -> str | None:
    """The year or day by which, from the words before the number, else from those right after it."""
    best: str | None = None
    for period in periods[bisect_left(periods, low, key=lambda p: p.start) : bisect_right(periods, high, key=lambda p: p.start)]:
        start, end = period.start, period.end
        cued = _AS_OF.search(text[max(0, start - 20) : start]) is not None
        if end <= size.start:
            if cued or _LEADS_ON.fullmatch(text[end : size.start][:40]):
                best = _by(period)
        elif cued and best is None and start >= size.end and end <= following:
            best = _by(period)
    return best


def _opening_year(text: str, at: int) -> str | None:
    """The year with which the sentence opens: "Đến năm 2020, 99% …; 98% xã …"."""
    match = _OPENING_YEAR.match(text, text.rfind(". ", 0, at) + 1, at)
    return match["year"] if match else None


def _by(period: Period) -> str | None:
    return period.edtf if period.last_year is None else str(period.last_year)


RECOGNISER = Recogniser(
    name="target",
    find=find_targets,
    examples=(
        Example(TargetValue("=", "100", None, "%", "hộ dân có tài khoản định danh"), "- ⟦100%⟧ hộ dân có tài khoản định danh;", "Phấn đấu ⟦100 %⟧ hộ dân có tài khoản định danh."),
        Example(TargetValue(">=", "1", None, "nhân viên", "nhân viên được đào tạo", "mỗi bến xe"), "Mỗi bến xe có ⟦ít nhất 01 nhân viên⟧ được đào tạo", "mỗi bến xe có ⟦ít nhất một nhân viên⟧ được đào tạo"),
        Example(TargetValue(">=", "2.5", None, "%", "tỷ lệ hộ nghèo giảm"), "tỷ lệ hộ nghèo giảm ⟦tối thiểu 2,5%⟧.", "tỷ lệ hộ nghèo giảm ⟦không dưới 2,5 %⟧;"),
        Example(TargetValue("<=", "60000000", None, "VND", "mức hỗ trợ", "hộ"), "mức hỗ trợ ⟦không quá 60 triệu đồng⟧/hộ.", "mức hỗ trợ ⟦tối đa 60.000.000 đồng⟧/hộ"),
        Example(TargetValue("range", "50", "60", "%", "hồ sơ nộp trực tuyến"), "đạt ⟦50 - 60%⟧ hồ sơ nộp trực tuyến", "đạt ⟦từ 50% đến 60%⟧ hồ sơ nộp trực tuyến"),
        Example(TargetValue("=", "90", None, "%", "người dân sử dụng dịch vụ", as_of="2025"), "Đến năm 2025, ⟦90%⟧ người dân sử dụng dịch vụ"),
    ),
    counter_examples=(
        "thực hiện Đề án 06 của Chính phủ", "dịch vụ công mức độ 4", "phiên bản 2.1 của phần mềm", "tập trung thực hiện 8 nhiệm vụ sau:", "trước ngày 30/9/2025",
        "trong 05 ngày làm việc", "Quyết định số 1710/QĐ-BYT", "hiện nay đã có 35% hộ dân sử dụng", "danh mục 231 dịch vụ công trực tuyến", "bệnh viện hạng I trở lên",
    ),
)
