"""Misreadings of the engine put right where the language leaves one reading only; each is recorded, figures are never touched.

The rules: a fixed pair of syllables (ocr_phrases.tsv) read with other marks; a Roman number of quarters, chapters and the like; the Đ of
type codes; a list dash; the letter of a list item that its neighbours in the alphabet leave no choice for.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from parser.readers.letters import UPPER
from parser.readers.shapes import Block, Change, Line

_PAIR = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,7}) (?=([^\W\d_]{1,7})(?![^\W\d_]))")
_ROMAN = re.compile(r"(?i:\b(?:quý|học k[ìỳ]|chương|phần|mục|phụ lục|khóa|khoá|giai đoạn|đợt|nhóm|loại|hạng)) ([lI|]{1,3}|[l|]V|V[l|]{1,3})(?=[\s.,;:)/]|$)")
_HEADING = re.compile(rf"^(?:1L|IL|lL|lI|Il|ll)(?=[.\s]\s?[{UPPER}])")
_NUMBER = re.compile(r"^[sS][ốó](?=\s?:)")
_CODES = {"QD": "QĐ", "Qb": "QĐ", "ND": "NĐ", "HDND": "HĐND"}
_CODE = re.compile(r"(?<![^\W\d_])(?:QD(?=-)|(?<=/)Qb(?=-)|ND(?=-CP)|HDND(?![^\W\d_]))")
_DASH = re.compile(r"^~(?=\s?[^\W_])|(?<=\d )~(?=\s?\d)")
_DEPUTY = re.compile(r"\s+(?:giám|chủ|tổng|trưởng|bí|cục|vụ|hiệu|viện|ban)\b", re.IGNORECASE)
_ITEM = re.compile(r"^([a-zđ])\)\s")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ALIKE = {"e": "c", "c": "e", "đ": "d", "d": "đ"}
_FIGURES = str.maketrans("l|", "II")


def fold(text: str) -> str:
    """Lower case without marks, as long as the NFC text."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text.lower().replace("đ", "d"))


@cache
def phrases() -> dict[str, tuple[str, frozenset[str]]]:
    """Fixed pairs of syllables by their folded form, each with the other readings of that form that a sentence may hold."""
    text = files("parser.readers").joinpath("ocr_phrases.tsv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for row in text.splitlines()[1:]:
        phrase, also = row.split("\t")
        found[fold(phrase)] = phrase, frozenset(filter(None, also.split(";")))
    return found


def repaired(line: Line) -> Line:
    """The line with its misreadings put right; as long as before, so that words keep their places."""
    for rule, find in _RULES:
        for start, end, now in find(line.text):
            was = line.text[start:end]
            if was != now:
                text = line.text[:start] + now + line.text[end:]
                line = replace(line, text=text, changes=(*line.changes, Change(start, end, was, rule)))
    return line


def _phrases(text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for match in _PAIR.finditer(text):
        start, end = match.start(), match.end(2)
        read = text[start:end]
        meant, also = phrases().get(fold(read), (None, frozenset()))
        if meant is None or meant == read.lower() or read.lower() in also or (read[0].islower() and match.group(2)[0].isupper()):
            continue
        if meant == "thành phố" and _DEPUTY.match(text, end):  # "trở thành phó giám đốc"
            continue
        found.append((start, end, "".join(m.upper() if r.isupper() else m for r, m in zip(read, meant, strict=True))))
    return found


def _romans(text: str) -> list[tuple[int, int, str]]:
    found = [(m.start(1), m.end(1), m.group(1).translate(_FIGURES)) for m in _ROMAN.finditer(text)]
    return [(0, 2, "II"), *found] if _HEADING.match(text) else found


def _numbers(text: str) -> list[tuple[int, int, str]]:
    return [(0, 2, "Số")] if _NUMBER.match(text) else []


def _codes(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), _CODES[m.group()]) for m in _CODE.finditer(text)]


def _dashes(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), "-") for m in _DASH.finditer(text)]


def _copyrights(text: str) -> list[tuple[int, int, str]]:
    return [(0, 1, "c")] if text.startswith("©)") else []


_RULES: tuple[tuple[str, Callable[[str], list[tuple[int, int, str]]]], ...] = (
    ("ocr.phrase", _phrases),
    ("ocr.roman", _romans),
    ("ocr.code", _codes),
    ("ocr.number", _numbers),
    ("ocr.dash", _dashes),
    ("ocr.item", _copyrights),
)


def items_repaired(blocks: Sequence[Block]) -> list[Block]:
    """Letters of list items put right: `e)` between `b)` and `d)` is `c)`, `đ)` after `c)` is `d)`."""
    out = list(blocks)
    at = [(i, m.group(1)) for i, b in enumerate(out) if isinstance(b, Line) and (m := _ITEM.match(b.text))]
    for k, (i, letter) in enumerate(at):
        other = _ALIKE.get(letter)
        if other is None:
            continue
        before = at[k - 1][1] if k else None
        after = at[k + 1][1] if k + 1 < len(at) else None
        if (before is not None and _follows(before, letter)) or (after is not None and _follows(letter, after)):
            continue
        fits = _follows(before, other) if before is not None else after is not None and _follows(other, after)
        line = out[i]
        if fits and isinstance(line, Line):
            out[i] = replace(line, text=other + line.text[1:], changes=(*line.changes, Change(0, 1, letter, "ocr.item")))
            at[k] = (i, other)
    return out


def _follows(a: str, b: str) -> bool:
    return a in _ALPHABET and b in _ALPHABET and _ALPHABET.index(b) - _ALPHABET.index(a) == 1
