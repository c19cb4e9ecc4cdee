"""A second look at a letterhead for the stamps of urgency and secrecy, often red, framed or aslant: for these few words only.

The words are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, and of the law on state secrets; nothing else that a stamp says is read.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from rapidfuzz import fuzz

from parser.readers.layout_ink import HIGH
from parser.readers.ocr_components import Mask, painted, pieces, runs
from parser.readers.ocr_engine import Rect, read_line
from parser.readers.ocr_hand import CAPITAL, Found, is_letterhead
from parser.readers.ocr_page import Ready
from parser.readers.ocr_repairs import fold
from parser.readers.shapes import Block, Line, Word

_WORDS = ("HỎA TỐC HẸN GIỜ", "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "TUYỆT MẬT", "TỐI MẬT", "MẬT")
_UPPER = 0.42  # of the page: no stamp of urgency stands lower
_WIDE, _HIGH = (0.35, 2.8), (0.12, 1.9)  # inches
_MOST = 6  # stamps looked at
_DARK, _LIGHT = 140, 170
_ALIKE, _SHORT = 85.0, 6  # words with fewer letters have to be read exactly


class Stamp(NamedTuple):
    """A word of urgency or secrecy, where it stands (pixels of the page made ready) and how sure the engine was."""

    text: str
    box: Rect
    confidence: float


def urgent_words(image: Image.Image, found: Sequence[Found], page: Ready) -> list[Stamp]:
    """The stamps of urgency and secrecy in the upper part of a first page that reading the print did not give; each word once."""
    if page.way.quarter_turns % 4:
        return []
    out: list[Stamp] = []
    known = [" ".join(r.text for r in reads) for _, reads in found]
    for mask in _inks(image, found, page):
        for box in _regions(mask, page.dpi):
            read = _word(mask[box[1] : box[3], box[0] : box[2]], page.dpi)
            if read and all(read[0] != s.text for s in out) and not any(read[0] in text and len(text) < len(read[0]) + 8 for text in known):
                out.append(Stamp(read[0], box, read[1]))
    return out


def with_stamps(blocks: Sequence[Block], stamps: Sequence[Stamp], page: Ready, number: int) -> list[Block]:
    """The blocks of a page with each stamp as a line of its own, below the letterhead's number and date wherever it was put."""
    below = max((i + 1 for i, b in enumerate(blocks[:20]) if isinstance(b, Line) and is_letterhead(b.text)), default=0)
    lines = [Line(s.text, number, box, (Word(0, len(s.text), box, s.confidence),), starts_paragraph=True) for s in stamps for box in [page.way.box(number, s.box)]]
    return [*blocks[:below], *lines, *blocks[below:]]


def _inks(image: Image.Image, found: Sequence[Found], page: Ready) -> Iterator[Mask]:
    """Coloured ink alone, then black ink that no word covers, of the page's upper part."""
    high = round(_UPPER * page.way.height)
    if image.mode not in ("1", "L", "I", "I;16", "F"):
        coloured = _coloured(image.convert("RGB"), page, high)
        if coloured.any():
            yield coloured
    rest = page.ink[:high].copy()
    for line, reads in found:
        if not reads or line.base > high:
            continue
        top, bottom = max(round(line.base - 2 * line.xheight), 0), round(line.base + 0.7 * line.xheight)
        for r in reads:
            rest[top:bottom, max(r.box[0], 0) : r.box[2]] = False
    yield rest


def _coloured(image: Image.Image, page: Ready, high: int) -> Mask:
    """Ink of a stamp's colour: dark in one colour and light in another, where it stands on the page made ready."""
    scale = image.width / page.way.width
    upper = image.crop((0, 0, image.width, min(round((high + 0.05 * page.way.height) * scale), image.height)))
    if abs(scale - 1) > 0.001:
        upper = upper.resize((page.way.width, round(upper.height / scale)), Image.Resampling.BOX if scale > 1 else Image.Resampling.BILINEAR)
    if page.way.angle:
        middle = (page.way.width / 2, page.way.height / 2)
        upper = upper.rotate(page.way.angle, resample=Image.Resampling.BILINEAR, center=middle, fillcolor="white")
    colours: NDArray[np.uint8] = np.asarray(upper)[:high]
    light, dark = colours.max(axis=2), colours.min(axis=2)
    mask: Mask = (dark < _LIGHT) & (light.astype(np.int16) - dark > 70)
    return mask


def _regions(mask: Mask, dpi: float) -> list[Rect]:
    """Boxes of stamp-sized gatherings of ink, the largest first."""
    block = max(round(0.03 * dpi), 2)
    h, w = mask.shape[0] // block, mask.shape[1] // block
    coarse: Mask = np.asarray(mask[: h * block, : w * block].reshape(h, block, w, block).any(axis=(1, 3)))
    wide = coarse.copy()
    for step in (1, 2):  # near letters of one word together
        wide[:, step:] |= coarse[:, :-step]
        wide[:, :-step] |= coarse[:, step:]
        wide[step:] |= coarse[:-step]
        wide[:-step] |= coarse[step:]
    p = pieces(runs(wide), w)
    out: list[tuple[int, Rect]] = []
    for i in range(len(p)):
        box = int(p.x0[i]) * block, int(p.top[i]) * block, int(p.x1[i]) * block, int(p.bottom[i]) * block
        if _WIDE[0] * dpi < box[2] - box[0] < _WIDE[1] * dpi and _HIGH[0] * dpi < box[3] - box[1] < _HIGH[1] * dpi:
            out.append((int(p.area[i]), box))
    return [box for _, box in sorted(out, reverse=True)[:_MOST]]


def _word(ink: Mask, dpi: float) -> tuple[str, float] | None:
    """The word of urgency or secrecy that a stamp holds, with the engine's confidence."""
    best: tuple[str, float] | None = None
    slant = _slant(ink)
    for angle in (slant, 0.0) if abs(slant) > 3 else (0.0,):
        for text, confidence in _reads(ink, angle, dpi):
            word = _meant(text, confidence)
            if word and (best is None or confidence > best[1]):
                best = word, confidence
    return best


def _slant(ink: Mask) -> float:
    """Degrees that the ink's longer way rises to the right."""
    y, x = np.nonzero(ink)
    if len(x) < 20:
        return 0.0
    spread = np.cov(np.stack([x, -y]).astype(np.float64))
    return float(np.degrees(0.5 * np.arctan2(2 * spread[0, 1], spread[0, 0] - spread[1, 1])))


def _reads(ink: Mask, angle: float, dpi: float) -> Iterator[tuple[str, float]]:
    """What stands in a stamp seen level: its letters without frame and rim, as one line."""
    gray = Image.fromarray(np.where(ink, 0, 255).astype(np.uint8))
    pad = round(0.05 * dpi)
    paper = Image.new("L", (gray.width + 2 * pad, gray.height + 2 * pad), 255)
    paper.paste(gray, (pad, pad))
    if angle:
        paper = paper.rotate(-angle, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    level = np.array(paper)
    r = runs(level < _DARK)
    p = pieces(r, level.shape[1])
    if not len(p):
        return
    high, wide = p.bottom - p.top, p.x1 - p.x0
    letter = (high > 0.06 * dpi) & (high < 0.32 * dpi) & (wide < 0.4 * dpi) & (wide > 0.2 * high)
    if letter.sum() < 3:
        return
    capital = float(np.median(high[letter]))
    base = float(np.median(p.bottom[letter]))
    own = letter & (np.abs(p.bottom - base) < 0.35 * capital) & (np.abs(high - capital) < 0.5 * capital)
    if own.sum() < 3:
        return
    gone = (high > 1.8 * capital) | (wide > 2.2 * capital)
    level[painted(r, gone[p.of_run], level.shape)] = 255
    x, side = capital / CAPITAL, round(0.3 * capital)
    left, right = max(int(p.x0[own].min()) - side, 0), int(p.x1[own].max()) + side
    part = level[max(round(base - HIGH[0] * x), 0) : round(base + HIGH[1] * x), left:right]
    found = read_line(np.ascontiguousarray(part), dpi)
    if found:
        yield " ".join(f.text for f in found), min(f.confidence for f in found)


def _meant(text: str, confidence: float) -> str | None:
    """The word that a reading stands for; a short one has to be read to the letter."""
    read = re.sub(r"[^a-z ]", "", fold(text)).strip()
    if sum(c.isupper() for c in text) < 0.7 * sum(c.isalpha() for c in text):
        return None
    for word in _WORDS:
        wanted = fold(word)
        if len(wanted) < _SHORT:
            if read == wanted and confidence > 0.6:
                return word
        elif fuzz.ratio(read, wanted) >= _ALIKE and confidence > 0.4:
            return word
    return None
