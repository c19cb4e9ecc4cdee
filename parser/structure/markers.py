"""Marks that open a labelled item: `Điều 3.`, `II.`, `4.1.`, `a)`, `-` … (domain/structure.md 4.1, 4.2)."""

import re
from typing import NamedTuple

from models.vocabulary import SectionKind
from parser.text.fold import match_key
from parser.text.letters import UPPER

# The order of the letters in Vietnamese enumerations; f, j, w, z are rare but do occur.
LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

_NAMED = re.compile(
    r"(?P<name>PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|TIỂU\s+MỤC|Tiểu\s+mục)\s+(?:thứ\s+|THỨ\s+)?"
    r"(?P<number>[IVXLC]{1,7}|\d{1,3}|[A-ZĐ]|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|NHẤT|HAI|BA|TƯ|NĂM|SÁU|BẢY|TÁM|CHÍN|MƯỜI|mở\s+đầu)"
    rf"(?=\s*[.:\-–—]|\s*$|\s+[{UPPER}])\s*[.:\-–—]?\s*"
)
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s+(?P<number>\d{1,3}[a-zđ]?)\s*(?:[.:][.:\s]*|$)")
_ROMAN_MARK = re.compile(rf"(?P<number>[IVXL]{{1,7}})(?P<sub>(?:\.\d{{1,2}}){{0,3}})\s?(?:[.)/]+|\s?[-–—:])(?:\s*[-–—])?(?=\s|$|[{UPPER}“\"])\s*")
_ROMAN_DOTTED = re.compile(r"(?P<number>[IVX]{1,5})(?P<sub>(?:\.\d{1,2}){1,3})\.?\s+")
_CAPITAL_MARK = re.compile(r"(?P<number>[A-HĐK-NP-UY])(?P<sub>(?:\.\d{1,2}){0,3})\s?[.)\-–/]\s+(?=\S)")
_DOTTED = re.compile(rf"(?P<number>\d{{1,2}}(?:[.,]\s?\d{{1,2}}){{1,4}})(?:[.)/:]+\s*(?:[-–]\s)?|\s?[-–]\s+|\s+|(?=[{UPPER}][^\W\d_]))(?=[^\d\s%])")
_DOTTED_LETTER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}\s?\.\s?[a-zđ])[.)]\s*(?=\S)")
_NUMBER = re.compile(r"(?P<number>\d{1,3}|l)(?P<mark>\.\s?[-–/]?|\)|/|\s?[-–](?=\s)|:)\s*(?=[^\d\s%]|$)")
_BRACKETED = re.compile(r"\((?P<number>\d{1,2})\)\s*(?=\S)")
_LETTER = re.compile(r"(?P<number>[a-zđ]|[a-zđ]\.?\d{1,2}(?:\.\d{1,2})?)(?:\)|\s?\)|\.(?=\s)|[/])\s*(?=\S|$)")
_LOWER_ROMAN = re.compile(r"\(?(?P<number>i{1,3}|iv|vi{0,3}|ix|x)\)\s*")
_BULLET = re.compile(r"(?P<mark>[-–—+*•◦▪●○■□►⁃∙·])(?:\s+|(?=[^\W\d_]))(?=\S)")


class Marker(NamedTuple):
    """The mark at a paragraph's start: `style` groups marks that can be siblings, `rank` says which is the higher.

    `label` is what refs are built from, `value` its place in its sequence (None for bullets), `end` where the text begins.
    """

    style: str
    kind: SectionKind
    label: str
    value: int | None
    rank: int
    end: int


def roman_value(text: str) -> int:
    """`XIV` to 14; 0 where it is no Roman number."""
    total, last = 0, 0
    for c in reversed(text.upper()):
        value = _ROMAN.get(c, 0)
        if not value:
            return 0
        total += value if value >= last else -value
        last = max(last, value)
    return total


def find_marker(text: str) -> Marker | None:
    """The marker at the very start of `text`, or None."""
    if not text:
        return None
    first = text[0]
    if first in "PpCcMmTt" and (match := _NAMED.match(text)):
        return _named(match)
    if first in "Đđ" and (match := _ARTICLE.match(text)):
        number = match["number"]
        return Marker("dieu", "dieu", f"Điều {number}", int(re.sub(r"\D", "", number)), 12, match.end())
    if first in "IVXL" and (match := _ROMAN_MARK.match(text) or _ROMAN_DOTTED.match(text)):
        value = roman_value(match["number"])
        if value and is_roman(match["number"], value):
            sub = match["sub"]
            if sub:
                return Marker(f"num{sub.count('.')}", "item", match["number"] + sub, int(sub.rsplit(".", 1)[1]), 19 + sub.count("."), match.end())
            return Marker("roman", "item", match["number"], value, 11, match.end())
    if first.isupper() and (match := _CAPITAL_MARK.match(text)):
        sub = match["sub"]
        if sub:
            return Marker(f"num{sub.count('.')}", "item", match["number"] + sub, int(sub.rsplit(".", 1)[1]), 19 + sub.count("."), match.end())
        return Marker("capital", "item", match["number"], "ABCDĐEGHIKLMNOPQRSTUVXY".find(match["number"]) + 1 or 1, 10, match.end())
    if first.isdigit() or (first == "l" and text[1:2] == "."):
        return _numeric(text)
    if first == "(" and (match := _BRACKETED.match(text)):
        return Marker("(1)", "item", match["number"], int(match["number"]), 32, match.end())
    if first in "(ivx" and (match := _LOWER_ROMAN.match(text)) and (first == "(" or len(match["number"]) > 1):
        return Marker("(i)", "item", match["number"], roman_value(match["number"]), 33, match.end())
    if (first.islower()) and (match := _LETTER.match(text)):
        label = match["number"]
        if len(label) > 1:
            return Marker("letter1", "item", label.replace(".", ""), int(re.sub(r"\D", "", label)), 34, match.end())
        return Marker("letter", "diem", label, LETTERS.find(label) + 1, 31, match.end())
    if match := _BULLET.match(text):
        mark = match["mark"]
        family = "-" if mark in "-–—⁃" else "+" if mark == "+" else "*"
        return Marker(f"bullet{family}", "bullet", "-", None, {"-": 40, "+": 41, "*": 42}[family], match.end())
    return None


def is_roman(text: str, value: int) -> bool:
    """Whether `text` is the canonical writing of `value`, so that `IIV`, `VX` are no labels."""
    out = []
    for arabic, roman in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= arabic:
            out.append(roman)
            value -= arabic
    return "".join(out) == text


def _named(match: re.Match[str]) -> Marker:
    name = match_key(match["name"])
    number = " ".join(match["number"].split())
    lettered = len(number) == 1 and number in "ABCDĐEGH"
    value = int(number) if number.isdigit() else "ABCDĐEGH".find(number) + 1 if lettered else roman_value(number)
    low = number.lower()
    if not value:
        value = _ORDINALS.index(low) + 1 if low in _ORDINALS else 0
    kind: SectionKind = "phan" if name == "phần" else "chuong" if name == "chương" else "muc" if name == "mục" else "tieu_muc"
    rank = {"phan": 0, "chuong": 1, "muc": 2, "tieu_muc": 3}[kind]
    title = {"phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu_muc": "Tiểu mục"}[kind]
    return Marker(kind, kind, f"{title} {low if low in _ORDINALS else number}", value, rank, match.end())


def _numeric(text: str) -> Marker | None:
    if match := _DOTTED_LETTER.match(text):
        label = re.sub(r"\s", "", match["number"])
        return Marker("letter", "diem", label, LETTERS.find(label[-1]) + 1, 31, match.end())
    if match := _DOTTED.match(text):
        label = re.sub(r"[.,]\s?", ".", match["number"])
        depth = label.count(".") + 1
        # "5. 1." is "5.1"; a comma only where the printed mark ends with a full stop: "2,5 tỷ" is an amount.
        if "," not in match["number"] or text[match.end("number") : match.end("number") + 1] == ".":
            return Marker(f"num{depth}", "item", label, int(label.rsplit(".", 1)[1]), 19 + depth, match.end())
    match = _NUMBER.match(text)
    if match is None:
        return None
    number = "1" if match["number"] == "l" else match["number"]
    mark = match["mark"]
    if mark == ")":
        return Marker("1)", "item", number, int(number), 30, match.end())
    if mark == ":" and not text[match.end() :][:1].isupper():
        return None
    if mark.strip() in "-–" and not text[match.end() :][:1].isupper():
        return None
    return Marker("num1", "khoan", number, int(number), 20, match.end())
