"""Ruled tables of a PDF page, from the page's own path objects: lines -> grid -> cells with spans."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from parser.readers.pdf_words import PdfWord, Place

_NEAR = 2.5
_MAX_PATHS = 20_000
_MAX_LINES = 4_000


@dataclass(slots=True)
class Grid:
    """A ruled grid: borders of columns and rows, and cells as (row, column, row_span, column_span)."""

    xs: list[float]
    ys: list[float]
    cells: list[tuple[int, int, int, int]]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        """Index of the cell that holds a point."""
        for i, (row, column, row_span, column_span) in enumerate(self.cells):
            if self.xs[column] <= x < self.xs[column + column_span] and self.ys[row] <= y < self.ys[row + row_span]:
                return i
        return None


@dataclass(slots=True)
class Rule:
    """A straight line: `at` its constant coordinate, `low`..`high` along it."""

    at: float
    low: float
    high: float


def grids(page: Any, place: Place) -> list[Grid]:
    """Grids of the page, top to bottom; frames of one cell and lone lines are none."""
    across, down = _rules(page, place)
    return grids_of(across, down)


def grids_of(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """Grids that horizontal and vertical rules make."""
    horizontal, vertical = _merged(across), _merged(down)
    if len(horizontal) < 2 or len(vertical) < 2 or len(horizontal) + len(vertical) > _MAX_LINES:
        return []
    found = [grid for group in _groups(horizontal, vertical) if (grid := _grid(*group)) is not None]
    outer = [g for g in found if not any(o is not g and _inside(g, o) for o in found)]
    return sorted(outer, key=lambda g: (g.ys[0], g.xs[0]))


def _inside(a: Grid, b: Grid) -> bool:
    return a.xs[0] >= b.xs[0] - 1 and a.xs[-1] <= b.xs[-1] + 1 and a.ys[0] >= b.ys[0] - 1 and a.ys[-1] <= b.ys[-1] + 1


def _rules(page: Any, place: Place) -> tuple[list[Rule], list[Rule]]:
    across: list[Rule] = []
    down: list[Rule] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))

    def add(a: float, b: float, c: float, d: float) -> None:
        x0, y0, x1, y1 = place(min(a, c), min(b, d), max(a, c), max(b, d))
        if y1 - y0 <= 3 and x1 - x0 >= 5:
            across.append(Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= 3 and y1 - y0 >= 5:
            down.append(Rule((x0 + x1) / 2, y0, y1))

    def visit(count: int, get: Any, source: Any, depth: int, matrix: pdfium.FS_MATRIX | None) -> None:
        for i in range(min(count, _MAX_PATHS)):
            obj = get(source, i)
            kind = pdfium.FPDFPageObj_GetType(obj)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 3:
                inner = pdfium.FS_MATRIX()
                pdfium.FPDFPageObj_GetMatrix(obj, inner)
                visit(pdfium.FPDFFormObj_CountObjects(obj), pdfium.FPDFFormObj_GetObject, obj, depth + 1, _times(inner, matrix))
            if kind != pdfium.FPDF_PAGEOBJ_PATH:
                continue
            if not pdfium.FPDFPageObj_GetBounds(obj, left, bottom, right, top):
                continue
            box = _through(matrix, left.value, bottom.value, right.value, top.value)
            thin = min(box[2] - box[0], box[3] - box[1])
            if thin <= 3:
                add(*box)
            elif pdfium.FPDFPath_CountSegments(obj) <= 400:
                for a, b, c, d in _edges(obj, matrix):
                    add(a, b, c, d)

    visit(pdfium.FPDFPage_CountObjects(page.raw), pdfium.FPDFPage_GetObject, page.raw, 0, None)
    return across, down


def _times(inner: pdfium.FS_MATRIX, outer: pdfium.FS_MATRIX | None) -> pdfium.FS_MATRIX:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner.a, inner.b, inner.c, inner.d, inner.e, inner.f
    return pdfium.FS_MATRIX(
        a * outer.a + b * outer.c, a * outer.b + b * outer.d, c * outer.a + d * outer.c, c * outer.b + d * outer.d,
        e * outer.a + f * outer.c + outer.e, e * outer.b + f * outer.d + outer.f,
    )  # fmt: skip


def _through(m: pdfium.FS_MATRIX | None, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    if m is None:
        return x0, y0, x1, y1
    corners = [(m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _edges(obj: Any, outer: pdfium.FS_MATRIX | None) -> list[tuple[float, float, float, float]]:
    """Straight pieces of a stroked path, in page space; a fill alone draws no rule."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(obj, fill, stroke) or not stroke.value:
        return []
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(obj, own)
    matrix = _times(own, outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    out: list[tuple[float, float, float, float]] = []
    start = here = (0.0, 0.0)
    for i in range(pdfium.FPDFPath_CountSegments(obj)):
        segment = pdfium.FPDFPath_GetPathSegment(obj, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            out.append((*here, *point))
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            out.append((*here, *start))
            here = start
    return out


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces on one line that touch, as one rule."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at), r.low)):
        for known in out[-60:]:
            if abs(known.at - rule.at) <= 1.5 and rule.low <= known.high + 3 and rule.high >= known.low - 3:
                known.low, known.high = min(known.low, rule.low), max(known.high, rule.high)
                break
        else:
            out.append(Rule(rule.at, rule.low, rule.high))
    return out


def _groups(horizontal: list[Rule], vertical: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that cross or touch one another."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(horizontal):
        for j, v in enumerate(vertical):
            if h.low - _NEAR <= v.at <= h.high + _NEAR and v.low - _NEAR <= h.at <= v.high + _NEAR:
                parent[root(i)] = root(len(horizontal) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(vertical):
        groups.setdefault(root(len(horizontal) + j), ([], []))[1].append(v)
    return [(h, v) for h, v in groups.values() if len(h) >= 2 and v]


def positions(values: list[float], near: float = _NEAR) -> list[float]:
    """Places of which those within `near` points of the next are one."""
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][-1] <= near:
            out[-1].append(value)
        else:
            out.append([value])
    return [sum(group) / len(group) for group in out]


def _grid(horizontal: list[Rule], vertical: list[Rule]) -> Grid | None:
    ys = positions([h.at for h in horizontal])
    xs = positions([v.at for v in vertical])
    # a table drawn without its outer left and right rules
    low, high = min(h.low for h in horizontal), max(h.high for h in horizontal)
    if low < xs[0] - 8:
        xs.insert(0, low)
    if high > xs[-1] + 8:
        xs.append(high)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > 20_000:
        return None
    on_x = {k: [v for v in vertical if abs(v.at - x) <= _NEAR + 1] for k, x in enumerate(xs)}
    on_y = {k: [h for h in horizontal if abs(h.at - y) <= _NEAR + 1] for k, y in enumerate(ys)}

    def walled(rules: list[Rule], low: float, high: float) -> bool:
        return any(r.low <= low + (high - low) * 0.4 and r.high >= high - (high - low) * 0.4 for r in rules)

    right = [[k + 1 == columns or walled(on_x[k + 1], ys[r], ys[r + 1]) for k in range(columns)] for r in range(rows)]
    below = [[r + 1 == rows or walled(on_y[r + 1], xs[k], xs[k + 1]) for k in range(columns)] for r in range(rows)]
    taken = [[False] * columns for _ in range(rows)]
    cells: list[tuple[int, int, int, int]] = []
    for r in range(rows):
        for k in range(columns):
            if taken[r][k]:
                continue
            wide = 1
            while not right[r][k + wide - 1] and not taken[r][k + wide]:
                wide += 1
            high_rows = 1
            while not all(below[r + high_rows - 1][c] for c in range(k, k + wide)) and not any(taken[r + high_rows][c] for c in range(k, k + wide)):
                high_rows += 1
            for rr in range(r, r + high_rows):
                for c in range(k, k + wide):
                    taken[rr][c] = True
            cells.append((r, k, high_rows, wide))
    if len(cells) < 2 or (columns == 2 and rows == 1 and xs[-1] - xs[0] < 40):
        return None
    return Grid(xs, ys, cells)


def words_by_cell(grid: Grid, words: Sequence[PdfWord]) -> tuple[dict[int, list[PdfWord]], list[PdfWord]]:
    """Words in each cell of the grid, and the words outside it."""
    x0, top, x1, bottom = grid.box
    inside: dict[int, list[PdfWord]] = {}
    outside: list[PdfWord] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        if x0 <= x <= x1 and top <= y <= bottom and (cell := grid.cell_at(x, y)) is not None:
            inside.setdefault(cell, []).append(word)
        else:
            outside.append(word)
    return inside, outside
