"""Địa danh and date: "Sông Lam, ngày 05 tháng 4 năm 2023", also with the day blank, as "ngày 05-4-2023" or broken."""

import re
from dataclasses import dataclass

from parser.header.number import LEGIBLE
from parser.header.segments import Segment, plain
from parser.lexicon.provinces import find_provinces
from parser.recognisers.base import Mention
from parser.text.canonical import CanonicalText
from parser.text.fold import fold_dashes, fold_space, strip_marks

_LEGIBLE_MONTH = 0.6
_SURE = 0.95  # what a reader's word for a printed day is, seldom that for a pen's
_DAY = re.compile(
    r"(?:(?<!\w)NG[AÀ]Y|(?=TH.NG\s{0,3}\d))(?P<day>.{0,16}?)TH.NG(?P<month>.{0,10}?)N.M\W{0,3}(?P<year>[\dOIl]{4}|\w{0,4})", re.DOTALL
)
_SHORT = re.compile(r"(?<!\w)NG[AÀ]Y\s{0,2}(?P<day>\d{1,2})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>(?:19|20)\d\d)")
_NO_MONTH = re.compile(r"(?<!\w)N[AĂ]M\s{0,2}(?P<year>(?:19|20)\d\d)")
# Letters that OCR reads for digits, where a digit must stand.
_DIGITS = str.maketrans({"O": "0", "I": "1", "L": "1", "|": "1"})


@dataclass(frozen=True, slots=True)
class Dateline:
    """`date` is EDTF, as far as it can be read; place as printed."""

    place: str | None
    date: str | None


def read_date(phrase: str) -> str | None:
    """The EDTF date of "ngày 05 tháng 4 năm 2023", "05/4/2023", "tháng 01 năm 2022"; None where not even the year is there."""
    upper = plain(phrase)
    match = _DAY.search(upper if "NGAY" in upper else f"NGAY {upper}")
    if match:
        year = _number(match["year"], 1945, 2100)
        if year is None:
            return None
        month = _number(match["month"], 1, 12)
        day = _number(match["day"], 1, 31)
        return _edtf(year, month, day)
    short = re.search(r"(?P<day>\d{0,2})\s{0,8}[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>(?:19|20)\d\d)", upper)
    if short:
        return _edtf(int(short["year"]), _number(short["month"], 1, 12), _number(short["day"], 1, 31))
    year_only = _NO_MONTH.search(upper)
    return year_only["year"] if year_only else None


def _number(raw: str, least: int, most: int) -> int | None:
    """The number in a gap of the form; None where it is blank, illegible or out of range."""
    raw = re.sub(r"(?<=\d) (?=\d)", "", raw)
    match = re.fullmatch(r"[\s.…_,:;]*([\dOIL|]{1,4})[\s.…_,:;]*", raw)
    if match is None or not re.search(r"\d", match[1]):
        return None
    tight = match[1].translate(_DIGITS)
    return int(tight) if least <= int(tight) <= most else None


def _edtf(year: int, month: int | None, day: int | None) -> str:
    if month is None:
        return f"{year}"
    if day is None or day > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}"


_HOUR = re.compile(r"[\s,;]*(?:hồi|lúc)\s+\d{1,2}\s*(?:giờ|h|g)(?:\s*\d{1,2}(?:\s*phút|')?)?[\s,]*$", re.IGNORECASE)  # a telegram's
_PLACE = re.compile(r"(?P<place>[^\W\d_][^,;:()\d]{1,40}?)\s{0,2}[,.;]?\s{0,2}$")


def dateline(segments: list[Segment], text: CanonicalText, by_hand: bool = False) -> Mention[Dateline] | None:
    """The dateline of the letterhead: on one segment, or broken over two.

    `by_hand`: the number beside it was left out as handwriting; the same pen has filled in the day.
    """
    about = {i + 1 for i, g in enumerate(segments) if g.kind == "about"}
    # A box of the letterhead first; what V/v is about may have a date of its own.
    for index, segment in sorted(enumerate(segments), key=lambda x: x[0] in about):
        if segment.kind not in ("date", "text", "number"):
            continue
        upper = segment.plain
        end = segment.end
        match = re.search(r"(?<!\w)NG[AÀ]Y(?!\w{3})|(?<!\w)NG[AÀ]Y(?=\w{0,3}TH.NG)", upper)
        if match is None and segment.kind == "date":
            match = re.search(r"(?<=, )NG\S{0,3}(?=.{0,12}TH.NG)", upper) or re.search(r"(?<!\w)TH.NG\s{0,3}\d", upper)
        if not match:
            continue
        if not (_DAY.search(upper) or _SHORT.search(upper) or (segment.kind == "date" and _NO_MONTH.search(upper))):
            # The date in the next cell or line: "Hà Nội, ngày" / "22 tháng 8 năm 2023".
            following = segments[index + 1 : index + 3]
            end = next((g.end for g in following if _DAY.search(plain(text.content[segment.start : g.end])) and g.end - segment.start < 90), 0)
            if not end:
                continue
        elif segment.kind == "text" and match.start() > 45:
            continue
        phrase = text.content[segment.start : end]
        before = _PLACE.search(_HOUR.sub("", segment.text[: match.start()]))
        if before and re.search(r"[/\d]-?$", segment.text[: before.start()]):
            continue  # a cited document's number and date: "67/2019/TT-BTC ngày 23/9/2019"
        place = _tidied_place(before["place"]) if before else None
        date = read_date(phrase[match.start() :])
        if date is None or (segment.kind == "text" and end == segment.end and place is None):
            continue
        date = _legible(date, text, segment.start + match.start(), end, _SURE if by_hand else LEGIBLE)
        start = segment.start + (before.start("place") if before else match.start())
        return Mention(start, end, Dateline(place, date), "dateline", 0.95 if len(date) == 10 else 0.8)
    return None


def _legible(date: str, text: CanonicalText, start: int, end: int, sure: float) -> str:
    """The date without the day, or day and month, that the reader was not sure of (written by hand)."""
    doubtful: set[str] = set()
    zone = plain(text.content[start:end])
    month_at = start + (m.start() if (m := re.search(r"TH.NG", zone)) else 0)
    year_at = start + (m.start() if (m := re.search(r"N.M\W{0,3}\d", zone)) else len(zone))
    for at, stop, word in text.words_in(start, end):
        digits = any(c.isdigit() for c in text.content[at:stop])
        # The month is printed more often than the day.
        least = _LEGIBLE_MONTH if at > month_at else sure
        if word.confidence is not None and word.confidence < least and digits and at < year_at:
            doubtful.add("month" if at > month_at else "day")
    return date[:4] if "month" in doubtful else date[:7] if "day" in doubtful else date


def _tidied_place(place: str) -> str | None:
    place = fold_space(fold_dashes(place)).strip(" -.,;*")
    known = find_provinces(place)
    if known and known[-1][1] == len(place) and re.search(r"[^\w\s.-]|[A-ZĐ]{2}", place[: known[-1][0]]):
        # What OCR has glued on before a province's name is no part of the place.
        head = re.search(r"(?:thành phố|tp\.?)\s*$", place[: known[-1][0]], re.IGNORECASE)
        place = place[head.start() if head else known[-1][0] :]
    words = place.split()
    if not words or len(words) > 7 or not strip_marks(words[0])[0].isalpha():
        return None
    return place
