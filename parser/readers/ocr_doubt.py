"""What a reader of scans is not sure of: ink that no word covers, doubtful digits."""

from collections.abc import Sequence

import numpy as np

from models.document import Warning
from parser.readers.layout_ink import InkLine, InkLines
from parser.readers.ocr_components import painted, pieces, runs
from parser.readers.ocr_engine import Read, Rect
from parser.readers.ocr_page import Ready

_SURE_DIGIT = 0.7
_SHOWN = 6


def doubtful_digits(reads: Sequence[Read], page: int) -> list[Warning]:
    """One warning a page for words with digits that the engine is not sure of."""
    doubtful = [f"“{r.text}”" for r in reads if r.confidence < _SURE_DIGIT and any(c.isdigit() for c in r.text)]
    return named("doubtful_digit", f"Trang {page}: chữ số đọc chưa chắc", doubtful)


def named(code: str, message: str, words: Sequence[str]) -> list[Warning]:
    """One warning that names the words, the first few of many; none where there is no word."""
    if not words:
        return []
    more = f" và {len(words) - _SHOWN} chỗ khác" if len(words) > _SHOWN else ""
    return [Warning(code=code, message=f"{message}: {', '.join(words[:_SHOWN])}{more}.")]


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
