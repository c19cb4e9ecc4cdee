"""Vietnamese numbers: `1.000` = 1000, `2,5` = 2.5, `05` = 5, "hai mươi mốt" = 21, `50 (năm mươi)` = 50."""

import re
from decimal import Decimal
from functools import lru_cache

from parser.lexicon.needs import lowered
from parser.lexicon.table import rows

_ROWS = rows("number_words")
_DIGIT = {r["word"]: int(r["value"]) for r in _ROWS if r["kind"] == "digit"}
_TEN = {r["word"]: int(r["value"]) for r in _ROWS if r["kind"] in {"ten", "tenmult"}}
SCALES = {r["word"]: int(r["value"]) for r in _ROWS if r["kind"] == "scale"}
_FILLER = {r["word"] for r in _ROWS if r["kind"] == "filler"}
_ALONE = "|".join(sorted((r["word"] for r in _ROWS if r["kind"] in {"digit", "ten"} and r["alone"] == "1"), key=len, reverse=True))
_ANY = "|".join(sorted((r["word"] for r in _ROWS if r["kind"] != "half"), key=len, reverse=True))

# What grammar here takes for a count: up to four figures or words. "năm" alone is more often the year: callers that want 5 ask with a unit after it.
NUMERAL = rf"(?:\d{{1,4}}|(?:{_ALONE})(?:\s(?:{_ANY})){{0,4}})(?:\s?\([^()\n]{{1,30}}\))?"
FIGURES = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_FIGURES = re.compile(FIGURES)
# "05/12/2027", "1234/KH-UBND", "chính" and "bao" count nothing, "năm" only before its figure; behind a word for a number a unit may be glued on (giờ, ngày, tháng …).
_PLACE = re.compile(rf"(?<!\w)(?:\d{{1,2}}(?![\d/])|(?<![/.,-])\d{{3,}}(?![\d/])|năm(?=\s\()|(?:{_ALONE})(?!(?![gnt])\w))")


@lru_cache(maxsize=32)
def number_places(text: str) -> tuple[int, ...]:
    """Where a word begins with a number's word (or "năm") or with figures, unless they are part of a date or of a longer number:
    what looks for counts need only be tried there."""
    return tuple([m.start() for m in _PLACE.finditer(lowered(text))])


def whole(text: str) -> int | None:
    """A count in figures or words, what stands in brackets after it dropped; None where it is none."""
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def number(text: str) -> Decimal | None:
    """A number as dispatches write it; a bracketed repeat is dropped. None where `text` is none."""
    text = text.partition("(")[0].strip()
    if not text:
        return None
    if text[0].isdigit():
        return figures(text)
    value = words_value(text.lower().split())
    return None if value is None else Decimal(value)


def figures(text: str) -> Decimal | None:
    """Figures: a dot before three digits groups thousands, a comma is the decimal mark; `2.1` is none (a version)."""
    if not _FIGURES.fullmatch(text):
        return None
    return Decimal(text.replace(".", "").replace(",", "."))


def words_value(words: list[str]) -> int | None:
    """The value of number words, lower case; None where they say no number."""
    total = group = 0  # `group` is what stands before the next nghìn, triệu, tỷ
    digit: int | None = None
    said = False
    for word in words:
        if word in SCALES:
            scale = SCALES[word]
            value = group + (digit or 0)
            if not said:
                return None
            if scale == 100:
                group, digit = (digit or 0) * 100, None
            else:
                total, group, digit = total + (value or 1) * scale if scale < 10**9 else (total + value) * scale, 0, None
        elif word in _TEN:
            if word == "mười":
                group += 10
            elif digit is None:
                return None
            else:
                group += digit * 10
            digit = None
            said = True
        elif word in _DIGIT:
            if digit is not None:
                return None
            digit, said = _DIGIT[word], True
        elif word not in _FILLER:
            return None
    return total + group + (digit or 0) if said else None
