"""What is filled in by hand in a letterhead's number and date: its figures do not stand like the print beside them.

Printed figures are as high as the capitals and the year's figures of their line, stand on its base and are drawn with the same stroke.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.document import Warning
from parser.readers.layout_ink import HIGH, LOW, InkLine, InkLines
from parser.readers.ocr_engine import Read, read_line
from parser.readers.ocr_page import Ready

Found = tuple[InkLine, list[Read]]

_NUMBER_LINE = re.compile(r"^(?:S[ốó](?:\s?[:.]|\s|$)|s[ốó]\s?:)")
_DATE_LINE = re.compile(r"ngày.{0,12}(?:tháng.{0,12})?năm\s{1,3}\d{4}$", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"(?P<head>[Ss][ốó]\s?[:.])?(?P<figures>.*?)(?P<symbol>[/-](?:\d{4}/)?(?:[A-ZĐ]|[^\W\d_]{2}).*)?")
_NUMBER_START = re.compile(r"^[Ss][ốóô]")
_SYMBOL = re.compile(r"[/|lI⁄1(]{1,2}([A-ZĐ][A-ZĐa-z]{0,5}(?:[-/][A-ZĐ&][\w&]{1,11}){1,2})")
_FIGURES = re.compile(r"\d{1,5}[a-z]?")
_SURE_NUMBER, _SURE_GLUED, _SURE_DATE, _SURE_PRINT = 0.7, 0.9, 0.86, 0.5
# in parts of the height of the print's figures: how far one may differ in height, stand off the base, and be drawn heavier
_HIGHER, _OFF_BASE, _HEAVIER = 0.11, 0.15, 1.3
CAPITAL = 1.45  # x-heights
_NARROW, _WIDE = ":./,;-–|1() ", "ABCDĐEGHKMNOPQRSTUVXYW"


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A letter's ink in pixels: where it stands, and the width of its stroke."""

    x: float
    high: float
    foot: float
    stroke: float


def without_handwriting(found: Sequence[Found], page: Ready) -> tuple[list[Found], bool]:
    """The lines of a first page, the letterhead's number and date without what was filled in by hand; whether anything went.

    Writing of another height or place than the print parts a line in pieces, so pieces that stand in a row are taken together.
    """
    out = list(found)
    gone = False
    for row in _letterhead_rows(found, page):
        reads = _placed([found[k] for k in row])
        text = " ".join(r.text for r in reads)
        if len(reads) > 12:
            continue
        if _DATE_LINE.search(text):
            kept = _date(reads, page)
        elif _NUMBER_LINE.match(text) and len(reads) < 6:
            kept = _number(reads, page)
        else:
            continue
        gone |= any(now.text != r.text for now, r in zip(kept, reads, strict=True))
        left = iter(kept)
        for k in row:
            pairs = [(next(left), was) for was in found[k][1]]
            out[k] = found[k][0], [replace(now, box=(now.box[0], was.box[1], now.box[2], was.box[3])) for now, was in pairs if now.text]
    return out, gone


def numbers_in_part(ink: InkLines, found: Sequence[Found], page: Ready) -> list[Found]:
    """The lines of a first page, with the printed symbol where handwriting before it made a number's whole line unreadable."""
    high = 0.4 * page.gray.shape[0]
    return [(line, _printed_number(ink, line, page) if not reads and line.place < 0 and line.base < high and line.letters >= 5 else reads) for line, reads in found]


def _printed_number(ink: InkLines, line: InkLine, page: Ready) -> list[Read]:
    """`Số: /QĐ-UBND`: the line's letters from its end on that stand like print, where two looks at them agree; [] for other lines."""
    picture, left = ink.picture(line, page, HIGH)
    seen = read_line(picture, page.dpi)
    if not _NUMBER_START.match(" ".join(r.text for r in seen)):
        return []
    row = _placed([(line, [Read("", (line.x0, 0, line.x1, 0), 0.0)])])[0]
    glyphs = _glyphs(row, page)
    height, foot = _usual([g.high for g in glyphs[-4:]]), _usual([g.foot for g in glyphs[-4:]])
    like = [g.high < 0.4 * height or (g.high < 1.4 * height and abs(g.foot - g.high - foot + height) < 0.15 * height) for g in glyphs]
    start = next((i + 1 for i in range(len(like) - 1, -1, -1) if not like[i]), 0)
    if not start or len(glyphs) - start < 3:
        return []
    x0 = round((glyphs[start - 1].x + glyphs[start].x) / 2)
    looks = [_symbol(ink.picture(line, page, room, x0)[0], page.dpi) for room in (HIGH, LOW)]
    if not looks[0][0] or looks[0][0] != looks[1][0]:
        return []
    head = Read("Số:", (left, 0, left + round(2.5 * line.xheight), 0), max(seen[0].confidence, _SURE_NUMBER))
    return [head, Read("/" + looks[0][0], (x0, 0, line.x1, 0), min(c for _, c in looks))]


def _symbol(picture: NDArray[np.uint8], dpi: float) -> tuple[str, float]:
    reads = read_line(picture, dpi)
    match = _SYMBOL.fullmatch("".join(r.text for r in reads))
    return (match[1], min(r.confidence for r in reads)) if match else ("", 0.0)


def handwriting(page: int) -> Warning:
    """A number or a day that seems to be written by hand was left out."""
    return Warning(code="handwriting", message=f"Trang {page}: số hoặc ngày có vẻ viết tay, không đọc được nên để trống.")


def is_letterhead(text: str) -> bool:
    """Whether a line ends with a letterhead's date or begins with its number."""
    return bool(_DATE_LINE.search(text) or _NUMBER_LINE.match(text))


def _letterhead_rows(found: Sequence[Found], page: Ready) -> list[list[int]]:
    """Indices of lines in the page's upper part that stand side by side without a column's gap, from left to right."""
    upper = [k for k, (line, reads) in enumerate(found) if reads and line.place < 0 and line.base < 0.4 * page.gray.shape[0]]
    rows: list[list[int]] = []
    for k in sorted(upper, key=lambda k: found[k][0].x0):
        line = found[k][0]
        for row in rows:
            last = found[row[-1]][0]
            if abs(last.base - line.base) < 0.7 * line.xheight and -line.xheight < line.x0 - last.x1 < 4 * line.xheight:
                row.append(k)
                break
        else:
            rows.append([k])
    return rows


def _placed(row: Sequence[Found]) -> list[Read]:
    """The words of a row with boxes on the page, from the base line to a capital's top."""
    longest = max((line for line, _ in row), key=lambda line: line.letters)
    out: list[Read] = []
    for line, reads in row:
        by = line if line.letters >= 4 else longest
        for r in reads:
            base = float(by.base_at(np.array([(r.box[0] + r.box[2]) / 2]))[0])
            out.append(replace(r, box=(r.box[0], round(base - CAPITAL * longest.xheight), r.box[2], round(base))))
    return out


def _number(reads: Sequence[Read], page: Ready) -> list[Read]:
    """The words of `Số: 45/QĐ-UBND`: the figures before the symbol stay where they are print."""
    words = list(reads)
    for i, (read, after) in enumerate(pairwise(reads)):
        if _FIGURES.fullmatch(read.text) and after.text.startswith(f"{read.text}/"):  # seen twice by the engine
            words[i], words[i + 1] = replace(read, text=""), replace(after, box=(read.box[0], *after.box[1:]))
    parts = [_parts(w.text) for w in words]
    first = next((i for i, (_, _, symbol) in enumerate(parts) if symbol), len(words))  # what follows the symbol's start belongs to it
    print_like = [w for i, w in enumerate(words) if i > first] + [_part(w, head + figures, symbol) for w, (head, figures, symbol) in zip(words[first : first + 1], parts[first:], strict=False)]
    beside = [g for w in print_like for g in _glyphs(w, page)]
    height = _usual([g.high for g in beside])
    out: list[Read] = []
    for i, (read, (head, figures, symbol)) in enumerate(zip(words, parts, strict=True)):
        if i > first or not read.text or not any(c.isalnum() for c in figures) or (figures.isalpha() and len(figures) > 1 and read.confidence > 0.6):
            out.append(replace(read, text=head + _clean(symbol)) if i == first and read.confidence < 0.6 else read)
            continue
        own = _part(read, head, figures, symbol)
        like = _like_print(_glyphs(own, page), beside, height, page)
        sure = _SURE_PRINT if like else _SURE_GLUED if head else _SURE_NUMBER
        if like is False or not _FIGURES.fullmatch(figures) or read.confidence < sure:
            out.append(replace(read, text=head + _clean(symbol)))
        else:
            out.append(_looked_again(read, own, figures, page) if like and read.confidence < 0.9 else read)
    return out


def _parts(text: str) -> tuple[str, str, str]:
    """`Số:`, the figures and the symbol of a word; "" for what it does not hold."""
    match = _NUMBER_WORD.fullmatch(text)
    return (match["head"] or "", match["figures"], match["symbol"] or "") if match else ("", text, "")


def _clean(symbol: str) -> str:
    """A symbol without what of the figures got into it: "/Z9/TB-UBND"."""
    return re.sub(r"^/.{1,2}/", "/", symbol)


def _date(reads: Sequence[Read], page: Ready) -> list[Read]:
    """The words of `…, ngày 12 tháng 3 năm 2024`: day and month stay where they are print and can be."""
    beside = [g for w in reads if w.text.isalpha() and len(w.text) > 2 for g in _glyphs(w, page)]
    year = _glyphs(reads[-1], page)
    height = _usual([g.high for g in year])
    out: list[Read] = []
    for i, read in enumerate(reads):
        text = _date_word(i, reads)
        if text.isdigit() and i < len(reads) - 1 and _like_print(_glyphs(read, page), beside + year, height, page, year) is False:
            text = ""
        out.append(read if text == read.text else replace(read, text=text))
    return out


def _date_word(index: int, reads: Sequence[Read]) -> str:
    """A word of a date line as far as it can be what it should."""
    before = [r.text.lower() for r in reads[:index]]
    read, text = reads[index], reads[index].text
    if not any(w.startswith("ngày") for w in before):
        return "ngày tháng" if re.fullmatch(r"(?i)ngày.*tháng", text) else "ngày" if re.match(r"(?i)ngày", text) else text
    filled = not any("năm" in w for w in before) and text.lower() not in ("tháng", "năm")
    if not filled:
        return text
    most = 12 if any("tháng" in w for w in before) else 31
    if re.fullmatch(r"\d{1,2}", text) and 1 <= int(text) <= most and read.confidence >= _SURE_DATE:
        return text
    word = re.search(r"(?i)(tháng|năm)$", text)
    return word.group() if word else ""


def _like_print(own: Sequence[_Glyph], beside: Sequence[_Glyph], height: float, page: Ready, stroke_of: Sequence[_Glyph] = ()) -> bool | None:
    """Whether figures stand like the print beside them; None where there is too little print to tell."""
    if len(beside) < 3 or not height:
        return None
    own = [g for g in own if g.high > 0.45 * height]
    if not own:
        return False  # its ink is one with a letter's beside it
    for glyph in own:
        near = sorted(beside, key=lambda g: abs(g.x - glyph.x))[:5]
        if abs(glyph.high - height) > max(_HIGHER * height, 2.0) or abs(glyph.foot - _usual([g.foot for g in near])) > max(_OFF_BASE * height, 2.0):
            return False
    return _usual([g.stroke for g in own]) < _HEAVIER * _usual([g.stroke for g in stroke_of or beside])


def _usual(values: Sequence[float]) -> float:
    return float(np.median(values)) if values else 0.0


def _part(read: Read, before: str, part: str, after: str = "") -> Read:
    """A part of a word's text with the box that it should have."""
    room = [sum(0.3 if c in _NARROW else 0.7 if c in _WIDE else 0.5 for c in text) for text in (before, part, after)]
    x0, top, x1, bottom = read.box
    scale = (x1 - x0) / (sum(room) or 1.0)
    return replace(read, text=part, box=(round(x0 + scale * room[0]), top, round(x0 + scale * (room[0] + room[1])), bottom))


def _glyphs(read: Read, page: Ready) -> list[_Glyph]:
    """The letters of a word: pieces of ink whose middle lies in its box, those above one another together."""
    p = page.pieces
    x0, top, x1, bottom = read.box
    tall = bottom - top
    x, y = (p.x0 + p.x1) / 2, (p.top + p.bottom) / 2
    inside = (x >= x0) & (x < x1) & (y > top - 0.4 * tall) & (y < bottom + 0.4 * tall) & (p.bottom - p.top < 2.6 * tall) & (p.area > 3)
    groups: list[list[int]] = []
    for i in np.nonzero(inside)[0][np.argsort(p.x0[inside], kind="stable")].tolist():
        last = groups[-1] if groups else []
        shared = min(max(int(p.x1[k]) for k in last), int(p.x1[i])) - int(p.x0[i]) if last else 0
        if last and shared > 0.6 * min(int(p.x1[i] - p.x0[i]), max(int(p.x1[k] - p.x0[k]) for k in last)):
            last.append(i)
        else:
            groups.append([i])
    out: list[_Glyph] = []
    for group in groups:
        high, foot = int(p.bottom[group].max() - p.top[group].min()), int(p.bottom[group].max())
        if high < 0.2 * tall:
            continue
        largest = max(group, key=lambda k: int(p.area[k]))
        shape = np.pad(page.ink[p.top[largest] : p.bottom[largest], p.x0[largest] : p.x1[largest]].astype(np.int8), 1)
        rim = int(np.abs(np.diff(shape, axis=0)).sum() + np.abs(np.diff(shape, axis=1)).sum())
        out.append(_Glyph(float(p.x0[group].min() + p.x1[group].max()) / 2, float(high), float(foot), 2 * float(shape.sum()) / max(rim, 1)))
    return out


def _looked_again(read: Read, own: Read, figures: str, page: Ready) -> Read:
    """The word as sure as its printed figures are where two looks at them alone say the same."""
    x0, top, x1, bottom = own.box
    pad = round(0.25 * (bottom - top))
    found: list[Read] = []
    x = (bottom - top) / CAPITAL
    for up, down in (HIGH, LOW):
        part = page.gray[max(round(bottom - up * x), 0) : round(bottom + down * x), max(x0 - pad, 0) : x1 + pad // 2]
        found += read_line(np.ascontiguousarray(part), page.dpi)
    if len(found) == 2 and all(r.text.strip("/-:") == figures for r in found):
        return replace(read, confidence=max(read.confidence, min(r.confidence for r in found)))
    return read
