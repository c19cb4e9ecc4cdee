"""What a reader of scans is not sure of: ink that no word covers, doubtful digits, numbers and days written by hand."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.document import Warning
from parser.readers.layout_ink import InkLine, InkLines
from parser.readers.ocr_components import painted, pieces, runs
from parser.readers.ocr_engine import Read, Rect
from parser.readers.ocr_page import Ready

_NUMBER_LINE = re.compile(r"^(?:S[ốó](?:\s?[:.]|\s|$)|s[ốó]\s?:)")
_DATE_LINE = re.compile(r"ngày.{0,12}(?:tháng.{0,12})?năm\s{1,3}\d{4}$", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"([Ss][ốó]\s?[:.])?([^/:-]*)([/-].*)?", re.DOTALL)
_SURE_DIGIT, _SURE_NUMBER, _SURE_GLUED, _SURE_DATE = 0.7, 0.7, 0.9, 0.86
_SHOWN = 6


def without_handwriting(found: Sequence[tuple[InkLine, list[Read]]], page: Ready) -> tuple[list[tuple[InkLine, list[Read]]], bool]:
    """The lines of a first page, the letterhead's number and date without what was filled in by hand; whether anything went.

    Writing of another height or place than the print parts a line in pieces, so pieces that stand in a row are taken together.
    """
    out = list(found)
    gone = False
    for row in _letterhead_rows(found, page):
        reads = [(k, r) for k in row for r in found[k][1]]
        words = [r for _, r in reads]
        text = " ".join(r.text for r in words)
        if len(words) > 12:
            continue
        if _DATE_LINE.search(text):
            kept = [_date_word(i, words) for i in range(len(words))]
        elif _NUMBER_LINE.match(text) and len(words) < 6:
            kept = [_number_word(r) for r in words]
        else:
            continue
        gone |= any(now != r.text for now, r in zip(kept, words, strict=True))
        for k in row:
            out[k] = found[k][0], [replace(r, text=now) for (of, r), now in zip(reads, kept, strict=True) if of == k and now]
    return out, gone


def _letterhead_rows(found: Sequence[tuple[InkLine, list[Read]]], page: Ready) -> list[list[int]]:
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


def _number_word(read: Read) -> str:
    """A word of `Số: 45/QĐ-UBND`: the figures before the symbol stay where they are print."""
    head, figures, symbol = _NUMBER_WORD.fullmatch(read.text).groups()  # type: ignore[union-attr]  # matches anything
    sure = _SURE_GLUED if head else _SURE_NUMBER
    if (not figures and read.confidence > 0.6) or (re.fullmatch(r"\d{1,5}[a-z]?", figures) and read.confidence >= sure):
        return read.text
    if figures.isalpha() and not symbol and read.confidence > 0.6:
        return read.text
    return (head or "") + re.sub(r"^/.{1,2}/", "/", symbol or "")


def _date_word(index: int, reads: Sequence[Read]) -> str:
    """A word of `…, ngày 12 tháng 3 năm 2024`: day and month stay where they are print and can be."""
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


def doubtful_digits(reads: Sequence[Read], page: int) -> list[Warning]:
    """One warning a page for words with digits that the engine is not sure of."""
    doubtful = [r.text for r in reads if r.confidence < _SURE_DIGIT and any(c.isdigit() for c in r.text)]
    if not doubtful:
        return []
    more = f" và {len(doubtful) - _SHOWN} chỗ khác" if len(doubtful) > _SHOWN else ""
    shown = ", ".join(f"“{text}”" for text in doubtful[:_SHOWN])
    return [Warning(code="doubtful_digit", message=f"Trang {page}: chữ số đọc chưa chắc: {shown}{more}.")]


def handwriting(page: int) -> Warning:
    """A number or a day that seems to be written by hand was left out."""
    return Warning(code="handwriting", message=f"Trang {page}: số hoặc ngày có vẻ viết tay, không đọc được nên để trống.")


def unread_ink(ink: InkLines, unread: Sequence[InkLine], page: Ready, number: int) -> list[Warning]:
    """Warnings for regions that look like text of which nothing was read: lines without a word, and dense specks (dithered print)."""
    places = [(line.x0, round(line.base - 2 * line.xheight), line.x1, round(line.base + line.xheight)) for line in unread if line.letters >= 8 and not _stamped(line, page)]
    places += _specks(ink, page)
    out: list[Warning] = []
    for x0, top, x1, bottom in places[:_SHOWN]:
        box = page.way.box(number, (x0, top, x1, bottom))
        left, high, wide, tall = (round(v / 72 * 2.54, 1) for v in (box[1], box[2], box[3] - box[1], box[4] - box[2]))
        out.append(Warning(code="unread_ink", message=f"Trang {number}: có vùng mực như chữ mà không đọc được, rộng {wide} cm, cao {tall} cm, cách mép trái {left} cm, mép trên {high} cm."))
    return out


def _stamped(line: InkLine, page: Ready) -> bool:
    """Whether the line stands within the rim of a seal or between the strokes of a signature."""
    p = page.pieces
    x, y = (line.x0 + line.x1) / 2, line.base - line.xheight / 2
    w, h = p.x1 - p.x0, p.bottom - p.top
    large = (h > 0.5 * page.dpi) & (h < 2.2 * page.dpi) & (w > 0.4 * h) & (w < 2.5 * h)
    return bool((large & (p.x0 < x) & (x < p.x1) & (p.top < y) & (y < p.bottom)).any())


def _specks(ink: InkLines, page: Ready) -> list[Rect]:
    """Regions half an inch wide and more of small pieces that belong to no line."""
    p, unit = page.pieces, page.letter
    if not len(p):
        return []
    size = np.maximum(p.bottom - p.top, p.x1 - p.x0)
    stray = (ink.of_piece < 0) & (size < 1.2 * unit)
    if stray.sum() < 100:
        return []
    block = max(round(0.08 * page.dpi), 4)
    mask = painted(page.runs, stray[p.of_run], page.ink.shape)
    h, w = mask.shape[0] // block, mask.shape[1] // block
    dense = mask[: h * block, : w * block].reshape(h, block, w, block).mean(axis=(1, 3)) > 0.1
    regions = pieces(runs(dense), w)
    wide = ((regions.x1 - regions.x0) * block > 0.7 * page.dpi) & (regions.area * block * block > 0.08 * page.dpi**2)
    return [
        (int(regions.x0[i]) * block, int(regions.top[i]) * block, int(regions.x1[i]) * block, int(regions.bottom[i]) * block)
        for i in np.nonzero(wide)[0].tolist()
    ]
