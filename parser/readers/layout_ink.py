"""Text lines of a page image, found from its ink: letters chained to lines, marks and points given to the line they belong to.

Tesseract's own layout drops paragraphs without a word and cuts the upper of two stacked marks off ("cầu" → "câu"). Here every
letter-sized piece of ink belongs to a line and every line is handed over whole, with nothing of its neighbours in it.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parser.readers.ocr_components import Ints, Mask, Runs, connected, painted
from parser.readers.ocr_engine import Gray
from parser.readers.ocr_page import Ready, grown

# heights in parts of the usual letter of the page
_LOWEST_LETTER, _HIGHEST_LETTER, _WIDEST_LETTER = 0.45, 2.7, 30.0
_WORD_SPACE = 1.7
# in parts of the line's own x-height: measures of a line's room above and below its base, beside it, and where its marks end
HIGH, LOW, WIDE, NARROW = (2.4, 0.75), (2.15, 0.65), (3.2, 1.1), (1.8, 0.4)
_BESIDE = 0.35
_HIGHEST_MARK, _LOWEST_MARK = 2.1, 0.5
_NONE, _SPECK = -1, -2
_SOME_DUST, _DUSTY = 0.1, 0.15  # specks to a letter
_EM = 0.46  # x-height in parts of the font size

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class InkLine:
    """A stretch of text on one base line, no wider gap in it than between words. Pixels; `bend` are the base's polynomial terms.

    `letters` counts its letter-sized pieces, `place` is the cell that it stands in (-1 outside of tables).
    """

    number: int
    x0: int
    x1: int
    base: float
    xheight: float
    bend: tuple[float, ...]
    letters: int
    place: int

    @property
    def size(self) -> float:
        """The font size in pixels."""
        return self.xheight / _EM

    def base_at(self, x: Floats) -> Floats:
        """The base line at `x`."""
        return np.asarray(np.polyval(self.bend, x), np.float64)


@dataclass(frozen=True, slots=True)
class InkLines:
    """The lines of a page, and for each run and each piece of its ink the number of its line (`_NONE` for what may be a letter grown
    together with a stamp, `_SPECK` for dust)."""

    lines: list[InkLine]
    of_run: Ints
    of_piece: Ints

    def dash(self, line: InkLine, page: Ready) -> tuple[int, int, int] | None:
        """Where (x0, x1) a dash stands that begins the line, and where what follows begins; the engine often takes it for a speck."""
        p, x = page.pieces, line.xheight
        near = np.nonzero((p.x0 >= line.x0) & (p.x0 < line.x0 + 3 * x) & (self.of_piece == line.number))[0]
        if len(near) < 2:
            return None
        first, second = near[np.argsort(p.x0[near])][:2].tolist()
        wide, high = int(p.x1[first] - p.x0[first]), int(p.bottom[first] - p.top[first])
        above = line.base_at(np.array([float(p.x0[first])]))[0] - (p.top[first] + p.bottom[first]) / 2
        flat = 0.3 * x < wide < 1.6 * x and high < 0.4 * x and wide > 1.4 * high
        if not flat or not 0.3 * x < above < 0.95 * x or p.x0[second] - p.x1[first] < 0.3 * x:
            return None
        return int(p.x0[first]), int(p.x1[first]), max(int(p.x1[first]) + 1, int(p.x0[second] - _BESIDE * x))

    def picture(self, line: InkLine, page: Ready, room: tuple[float, float], start: int | None = None, end: int | None = None) -> tuple[Gray, int]:
        """The line alone (between `start` and `end` where given), level, with `room` above and below; and the page's x of its left edge."""
        pad = max(round(_BESIDE * line.xheight), 4)
        up, down = room[0] * line.xheight, room[1] * line.xheight
        x0, x1 = max(line.x0 - pad, 0) if start is None else start, min((line.x1 if end is None else end) + pad, page.gray.shape[1])
        bases = line.base_at(np.arange(x0, x1, dtype=np.float64))
        top, bottom = max(int(bases.min() - up), 0), min(int(np.ceil(bases.max() + down)), page.gray.shape[0])
        part = page.gray[top:bottom, x0:x1].copy()
        part[self._foreign(line, page.runs, (x0, top, x1, bottom))] = 255
        shift = np.round(bases - bases.min()).astype(np.int64)
        height = min(round(up + down), bottom - top)
        if shift.max() > 0:
            rows = np.minimum(np.arange(height)[:, None] + shift[None, :], part.shape[0] - 1)
            part = part[rows, np.arange(part.shape[1])[None, :]]
        return part, x0

    def _foreign(self, line: InkLine, runs: Runs, rect: tuple[int, int, int, int]) -> Mask:
        """Ink in `rect` that belongs to other lines or to no letter at all."""
        x0, top, x1, bottom = rect
        first, last = np.searchsorted(runs.row, [top, bottom])
        owner = self.of_run[first:last]
        start, end = runs.start[first:last], runs.end[first:last]
        here = (start < x1) & (end > x0)
        cut = Runs(runs.row[first:last] - top, np.clip(start - x0, 0, x1 - x0), np.clip(end - x0, 0, x1 - x0))
        shape = (bottom - top, x1 - x0)
        other = painted(cut, here & (owner != _NONE) & (owner != line.number), shape)
        if not other.any():
            return other
        return grown(other) & ~painted(cut, here & (owner == line.number), shape)


def find_lines(page: Ready, place: Ints) -> InkLines:
    """The lines of a page; `place` says of each piece which cell it stands in (-1 none): lines do not cross cells."""
    p, unit = page.pieces, page.letter
    of_piece = np.full(len(p), _NONE, np.int64)
    height, width = p.bottom - p.top, p.x1 - p.x0
    letter = (height >= _LOWEST_LETTER * unit) & (height <= _HIGHEST_LETTER * unit) & (width <= _WIDEST_LETTER * unit)
    letter &= (width >= 0.12 * height) | (height < 1.9 * unit)  # no strokes of a streak
    index = np.nonzero(letter)[0]
    if not len(index):
        return InkLines([], np.full(len(page.runs.row), _NONE, np.int64), of_piece)
    index = index[np.argsort(p.x0[index], kind="stable")]
    usual = _usual_xheight(height[index])
    groups = _chained(p.x0[index], p.x1[index], p.top[index], p.bottom[index], place[index], unit)
    lines: list[InkLine] = []
    loose: list[Ints] = []
    for members in sorted(groups, key=len, reverse=True):
        which = index[members]
        if len(which) <= 2 and int(height[which].max()) < 0.95 * unit and lines:
            loose.append(which)  # a comma, the lower half of a broken g, two marks grown together
            continue
        line = _line(len(lines), p.x0[which], p.x1[which], p.top[which], p.bottom[which], int(place[which[0]]), unit, usual)
        of_piece[which] = line.number
        lines.append(line)
    small = np.nonzero(~letter & (height < _LOWEST_LETTER * unit) & (width < 6 * unit) & (np.maximum(height, width) >= max(0.1 * unit, 2)))[0]
    if page.speckle > _DUSTY:  # clean pages may have marks as faint as dust
        of_piece[np.maximum(height, width) < max(0.1 * unit, 2)] = _SPECK
    lines = _with_marks(lines, np.concatenate([small, *loose]), of_piece, page, place)
    for which in loose:
        if (of_piece[which] < 0).all():
            lines.append(_line(len(lines), p.x0[which], p.x1[which], p.top[which], p.bottom[which], int(place[which[0]]), unit, usual))
            of_piece[which] = len(lines) - 1
    lines = _rejoined(lines, of_piece, page, usual)
    if page.speckle > _SOME_DUST:
        of_piece[_dust(lines, of_piece, page)] = _SPECK
    return InkLines(lines, of_piece[p.of_run], of_piece)


def _dust(lines: list[InkLine], of_piece: Ints, page: Ready) -> Ints:
    """Specks of a dusty page that stand between the letters of a line, where no stop, dash or quote of print can stand."""
    p = page.pieces
    out: list[Ints] = []
    for line in lines:
        own = np.nonzero(of_piece == line.number)[0]
        size = np.maximum(p.bottom[own] - p.top[own], p.x1[own] - p.x0[own])
        letters, small = own[size >= 0.5 * page.letter], own[size < 0.5 * page.letter]
        if len(letters) < 2 or not len(small):
            continue
        x = line.xheight
        letters = letters[np.argsort(p.x1[letters])]
        middle = (p.x0[small] + p.x1[small]) / 2
        height = line.base_at(middle) - (p.top[small] + p.bottom[small]) / 2
        wide, high = p.x1[small] - p.x0[small], p.bottom[small] - p.top[small]
        after = np.searchsorted(p.x1[letters], middle - 0.1 * x)  # the first letter that does not end before the piece
        left = np.where(after > 0, p.x0[small] - p.x1[letters][np.maximum(after - 1, 0)], np.inf)
        starts = np.minimum.accumulate(p.x0[letters][::-1])[::-1]
        right = np.where(after < len(letters), starts[np.minimum(after, len(letters) - 1)] - p.x1[small], np.inf)
        between = right > -0.1 * x
        stop = (height < 0.35 * x) & (height > -0.4 * x) & (left < 0.6 * x)
        colon = (height > 0.5 * x) & (height < 1.1 * x) & (left < 0.6 * x) & np.array([bool((stop & (np.abs(middle - m) < 0.4 * x)).any()) for m in middle])
        quote = (height > 1.1 * x) & (np.minimum(left, right) < 0.4 * x)
        horn = (height > 0.55 * x) & (height < 1.3 * x) & (left < 0.25 * x)  # of a ư or ơ whose print is broken
        sign = (stop | colon | quote | horn) & (np.maximum(wide, high) > 0.14 * x)
        dash = (wide > 1.4 * high) & (wide > 0.3 * x) & (height > 0.2 * x) & (height < 0.9 * x)
        out.append(small[between & ~sign & ~dash])
    return np.concatenate(out) if out else np.zeros(0, np.int64)


def _usual_xheight(heights: Ints) -> float:
    """The commonest height of a letter: small letters without ascenders are most of a text. Where next to nothing is as high
    as ascenders would be, the page is one of figures or capitals, and the commonest height is theirs."""
    count = np.bincount(heights).astype(np.float64)
    mode = float(np.argmax(np.convolve(count, [1, 2, 1], "same")))
    alike = ((heights > 0.92 * mode) & (heights < 1.08 * mode)).sum()
    higher = ((heights > 1.28 * mode) & (heights < 1.62 * mode)).sum()
    return mode if higher > 0.12 * alike else mode / 1.4


def _chained(x0: Ints, x1: Ints, top: Ints, bottom: Ints, place: Ints, unit: float) -> list[Ints]:
    """Letters (by x0) in groups: each beside the next with no more room than a word space, on one height."""
    reach = np.searchsorted(x0, x1 + _WORD_SPACE * unit, "right")
    count = np.maximum(reach - np.arange(len(x0)) - 1, 0)
    a = np.repeat(np.arange(len(x0)), count)
    b = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + a + 1
    shared = np.minimum(bottom[a], bottom[b]) - np.maximum(top[a], top[b])
    lower = np.minimum(bottom[a] - top[a], bottom[b] - top[b])
    linked = (shared >= 0.45 * lower) & (place[a] == place[b])
    label = connected(len(x0), a[linked], b[linked])
    order = np.argsort(label, kind="stable")
    return np.split(order, np.nonzero(np.diff(label[order]))[0] + 1)


def _line(number: int, x0: Ints, x1: Ints, top: Ints, bottom: Ints, place: int, unit: float, usual: float) -> InkLine:
    middle, foot = (x0 + x1) / 2, bottom.astype(np.float64)
    bend: Floats = np.array([np.median(foot)])
    wide = x1.max() - x0.min()
    for degree in (0, 1, 2):
        if degree and (len(foot) < 12 * degree or wide < 12 * degree * unit):
            break
        off = foot - np.polyval(bend, middle)
        on = np.abs(off) < 0.35 * unit
        if on.sum() < 4 * (degree + 1) and degree:
            break
        if degree:
            bend = np.polyfit(middle[on], foot[on], degree)
        elif on.any():
            bend = np.array([np.median(foot[on])])
    base = np.polyval(bend, middle)
    rise = (base - top)[np.abs(foot - base) < 0.35 * unit]
    rise = rise[rise > 0.4 * unit]
    if not len(rise):
        rise = (bottom - top).astype(np.float64)
    low, high, top_most = np.percentile(rise, [30, 80, 95])
    level = len(rise) >= 8 and top_most <= 1.2 * low
    capitals = high <= 1.22 * low and (level or abs(np.log(low / (1.4 * usual))) < abs(np.log(low / usual)))  # or figures
    xheight = float(low) / 1.4 if capitals else float(low)
    if len(rise) < 4:
        xheight = max(float(np.median(rise)) / 1.4, 0.85 * usual)
    xheight = min(max(xheight, 0.6 * unit), (2.0 if len(rise) >= 10 else 1.4) * unit)
    return InkLine(number, int(x0.min()), int(x1.max()), float(np.polyval(bend, (x0.min() + x1.max()) / 2)), xheight, tuple(bend.tolist()), len(x0), place)


def _with_marks(lines: list[InkLine], small: Ints, of_piece: Ints, page: Ready, place: Ints) -> list[InkLine]:
    """Marks, points and dashes given to the line whose room they stand in; lines grow by those at their ends."""
    p = page.pieces
    if not lines or not len(small):
        return lines
    x, y = (p.x0[small] + p.x1[small]) / 2, (p.top[small] + p.bottom[small]) / 2
    cost = np.full((len(lines), len(small)), np.inf)
    for line in lines:
        near = (x > line.x0 - 1.3 * _WORD_SPACE * page.letter) & (x < line.x1 + _WORD_SPACE * page.letter) & (place[small] == line.place)
        dy = y - line.base_at(x)
        out = np.maximum(np.maximum(-dy - _HIGHEST_MARK * line.xheight, dy - _LOWEST_MARK * line.xheight), 0)
        beside = np.maximum(np.maximum(line.x0 - x, x - line.x1), 0)
        # of two lines whose rooms overlap the one whose letters the mark is nearer to, for a mark above and for one below
        off = np.where(dy < 0, np.maximum(-dy / line.xheight - 1, 0) / (_HIGHEST_MARK - 1), dy / line.xheight / _LOWEST_MARK)
        row = out + 0.3 * beside + 0.25 * line.xheight * off
        row[~near | (out > 0.5 * line.xheight)] = np.inf
        cost[line.number] = row
    best = np.argmin(cost, axis=0)
    given = np.isfinite(cost[best, np.arange(len(small))])
    of_piece[small[given]] = best[given]
    left, right = np.array([line.x0 for line in lines]), np.array([line.x1 for line in lines])
    np.minimum.at(left, best[given], p.x0[small[given]])
    np.maximum.at(right, best[given], p.x1[small[given]])
    return [replace(k, x0=int(left[k.number]), x1=int(right[k.number])) for k in lines]


def _rejoined(lines: list[InkLine], of_piece: Ints, page: Ready, usual: float) -> list[InkLine]:
    """Lines joined that only a dash or a row of points had cut in two."""
    unit, p = page.letter, page.pieces
    pairs = [
        (a.number, b.number)
        for a in lines
        for b in lines
        if a is not b and a.place == b.place and a.x0 < b.x0 and -2 * unit < b.x0 - a.x1 < 0.8 * _WORD_SPACE * unit
        and abs(_end(a, a.x1) - _end(b, b.x0)) < 0.25 * unit and 0.6 < a.xheight / b.xheight < 1.6
    ]  # fmt: skip
    if not pairs:
        return lines
    a, b = np.array(pairs).T
    label = connected(len(lines), a, b)
    which = np.nonzero(of_piece >= 0)[0]
    of_piece[which] = label[of_piece[which]]
    size = p.bottom - p.top
    letter = (size >= _LOWEST_LETTER * unit) & (size <= _HIGHEST_LETTER * unit)
    out: list[InkLine] = []
    for line in lines:
        if label[line.number] != line.number:
            continue
        of = np.nonzero(of_piece == line.number)[0]
        core = of[letter[of]]
        made = _line(line.number, p.x0[core], p.x1[core], p.top[core], p.bottom[core], line.place, unit, usual) if (label == line.number).sum() > 1 else line
        out.append(replace(made, x0=int(p.x0[of].min()), x1=int(p.x1[of].max())))
    return out


def _end(line: InkLine, x: float) -> float:
    return float(np.polyval(line.bend, x))
