"""Ruled tables of a page image: long thin runs of ink -> rules -> grids, with the slant of each table taken out."""

from dataclasses import dataclass

import numpy as np

from parser.readers import pdf_grid
from parser.readers.ocr_components import Mask, painted, pieces, runs
from parser.readers.ocr_engine import Rect
from parser.readers.ocr_page import Ready
from parser.readers.pdf_grid import Grid

_SHORTEST = 0.18  # inches of straight ink that no letter has
_THICKEST = 0.05
_ERASED = 0.35  # from this length a rule is taken out of the picture before reading, in a table or not
_APART = 0.25  # inches between two pieces of one broken rule


@dataclass(slots=True)
class Rule:
    """A straight rule: pixel position `at + slope * (along - middle)` from `low` to `high` along it."""

    at: float
    slope: float
    low: float
    high: float

    def position(self, along: float) -> float:
        """Where the rule is across its direction, at `along`."""
        return self.at + self.slope * (along - (self.low + self.high) / 2)


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A grid in points of its own straightened frame, with the frame: `x' = x - b*(y - cy)`, `y' = y - a*(x - cx)` in pixels."""

    grid: Grid
    across: float
    down: float
    middle: tuple[float, float]
    scale: float  # points per pixel

    def straight(self, x: float, y: float) -> tuple[float, float]:
        """Pixels of the page to points of the table's frame."""
        cx, cy = self.middle
        return (x - self.down * (y - cy)) * self.scale, (y - self.across * (x - cx)) * self.scale

    def slanted(self, x: float, y: float) -> tuple[float, float]:
        """Points of the table's frame to pixels of the page."""
        cx, cy = self.middle
        x, y = x / self.scale, y / self.scale
        a, b = self.across, self.down
        # solve x' = x - b (y - cy), y' = y - a (x - cx)
        u, v = x - cx, y - cy
        v_page = (v + a * u) / (1 - a * b)
        return cx + u + b * v_page, cy + v_page

    def cell_rect(self, index: int) -> Rect:
        """The pixels of a cell, as an upright rectangle about its middle."""
        row, column, row_span, column_span = self.grid.cells[index]
        x0, x1 = self.grid.xs[column], self.grid.xs[column + column_span]
        y0, y1 = self.grid.ys[row], self.grid.ys[row + row_span]
        left, right = self.slanted(x0, (y0 + y1) / 2)[0], self.slanted(x1, (y0 + y1) / 2)[0]
        top, bottom = self.slanted((x0 + x1) / 2, y0)[1], self.slanted((x0 + x1) / 2, y1)[1]
        return round(left), round(top), round(right), round(bottom)

    def rect(self) -> Rect:
        """The pixels of the whole table."""
        x0, y0, x1, y1 = self.grid.box
        corners = [self.slanted(x, y) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = [c[0] for c in corners], [c[1] for c in corners]
        return round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))


def ruled_tables(page: Ready) -> tuple[list[RuledTable], Mask]:
    """The tables of a page from top to bottom, and the ink of all long rules."""
    across, across_ink = _rules(page.ink, page.dpi)
    down, down_ink = _rules(page.ink.T, page.dpi)
    ink = across_ink | down_ink.T
    if len(across) < 2 or len(down) < 2 or len(across) + len(down) > 3000:
        return [], ink
    made = (_table(rows, columns, page) for rows, columns in _groups(across, down, 0.06 * page.dpi))
    tables = [table for table in made if table is not None]
    outer = [t for t in tables if not any(o is not t and _inside(t.rect(), o.rect()) for o in tables)]
    return sorted(outer, key=lambda t: t.rect()[1]), ink


def _rules(ink: Mask, dpi: float) -> tuple[list[Rule], Mask]:
    """Level rules of a mask, broken ones joined, and their ink."""
    r = runs(ink)
    long = (r.end - r.start) >= _SHORTEST * dpi
    seed = type(r)(r.row[long], r.start[long], r.end[long])
    p = pieces(seed, ink.shape[1])
    if not len(p):
        return [], np.zeros_like(ink)
    weight = (seed.end - seed.start).astype(np.float64)
    middle, size = (seed.start + seed.end) / 2, len(p)
    total = np.bincount(p.of_run, weight, size)
    mx, my = np.bincount(p.of_run, weight * middle, size) / total, np.bincount(p.of_run, weight * seed.row, size) / total
    dx = middle - mx[p.of_run]
    spread = np.bincount(p.of_run, weight * dx * dx, size)
    slope = np.bincount(p.of_run, weight * dx * seed.row, size) / np.maximum(spread, 1.0)
    length = p.x1 - p.x0
    thin = (p.area / np.maximum(length, 1) < _THICKEST * dpi) & (np.abs(slope) < 0.1)
    steep = np.where(length > 0.5 * dpi, slope, 0.0)
    found = [Rule(float(my[i]), float(steep[i]), float(p.x0[i]), float(p.x1[i])) for i in np.nonzero(thin)[0]]
    erased = thin & (length > _ERASED * dpi)
    return _mended(found, dpi), painted(seed, erased[p.of_run], ink.shape)


def _mended(rules: list[Rule], dpi: float) -> list[Rule]:
    """Pieces of one broken rule joined."""
    rules.sort(key=lambda r: r.low)
    out: list[Rule] = []
    for rule in rules:
        best: Rule | None = None
        for known in out:
            gap = rule.low - known.high
            if gap > _APART * dpi or rule.high <= known.high:
                continue
            if abs(known.position(rule.low) - rule.position(rule.low)) < 0.025 * dpi and (best is None or known.high > best.high):
                best = known
        if best is None:
            out.append(rule)
            continue
        start, end = best.position(best.low), rule.position(rule.high)
        best.high = rule.high
        best.slope = (end - start) / max(best.high - best.low, 1.0)
        best.at = (start + end) / 2
    return out


def _groups(across: list[Rule], down: list[Rule], near: float) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that cross or touch one another."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    h = np.array([(r.at, r.slope, r.low, r.high) for r in across])
    for j, v in enumerate(down):
        y = h[:, 0] + h[:, 1] * (v.at - (h[:, 2] + h[:, 3]) / 2)
        touch = (h[:, 2] - near <= v.at) & (v.at <= h[:, 3] + near) & (v.low - near <= y) & (y <= v.high + near)
        for k in np.nonzero(touch)[0].tolist():
            parent[root(k)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(rule)
    return [(rows, columns) for rows, columns in groups.values() if len(rows) >= 2 and len(columns) >= 2]


def _table(rows: list[Rule], columns: list[Rule], page: Ready) -> RuledTable | None:
    scale = 72 / page.dpi
    across, down = _slope(rows), _slope(columns)
    middle = ((columns[0].at + columns[-1].at) / 2, (rows[0].at + rows[-1].at) / 2)
    frame = RuledTable(Grid([], [], []), across, down, middle, scale)
    level = [_level(frame, r, upright=False) for r in rows]
    upright = [_level(frame, r, upright=True) for r in columns]
    # a table cut by the page's end has no last level rule
    top, bottom = min(u.low for u in upright), max(u.high for u in upright)
    first, last = min(r.at for r in level), max(r.at for r in level)
    left, right = min(u.at for u in upright), max(u.at for u in upright)
    if bottom - last > 12 and sum(u.high > last + 12 for u in upright) >= 2:
        level.append(pdf_grid.Rule(bottom, left, right))
    if first - top > 12 and sum(u.low < first - 12 for u in upright) >= 2:
        level.append(pdf_grid.Rule(top, left, right))
    for side in (-1, 1):  # a fold of the paper may run on past the table; most of its rules do not
        end = left if side < 0 else right
        over = [r for r in level if (r.high - end > 8 if side > 0 else end - r.low > 8)]
        if len(over) <= max(0.3 * len(level), 1) < len(level) - 1:
            for r in over:
                r.low, r.high = (max(r.low, end), r.high) if side < 0 else (r.low, min(r.high, end))
    grids = pdf_grid.grids_of(level, upright)
    if not grids:
        return None
    grid = max(grids, key=lambda g: len(g.cells))
    x0, y0, x1, y1 = grid.box
    if x1 - x0 < 0.3 * page.gray.shape[1] * scale or y1 - y0 < 20:
        return None  # a stamp's frame
    return RuledTable(grid, across, down, middle, scale)


def _level(frame: RuledTable, rule: Rule, *, upright: bool) -> pdf_grid.Rule:
    """A rule in points of the table's straightened frame."""
    ends = [(rule.position(a), a) if upright else (a, rule.position(a)) for a in (rule.low, rule.high)]
    (x0, y0), (x1, y1) = (frame.straight(x, y) for x, y in ends)
    return pdf_grid.Rule((x0 + x1) / 2, y0, y1) if upright else pdf_grid.Rule((y0 + y1) / 2, x0, x1)


def _slope(rules: list[Rule]) -> float:
    """The slope of most of the length of the rules."""
    longest = sorted(rules, key=lambda r: r.low - r.high)[: max(len(rules) // 2, 1)]
    return float(np.median([r.slope for r in longest]))


def _inside(a: Rect, b: Rect) -> bool:
    return a[0] >= b[0] - 5 and a[2] <= b[2] + 5 and a[1] >= b[1] - 5 and a[3] <= b[3] + 5
