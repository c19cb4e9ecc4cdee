"""A second look for tables, by pdfplumber: for pages with many drawn shapes of which pdfium's paths made no grid.

Some programs draw a table as shaded cells without a border, or as borders of many short filled pieces.
"""

import io
from collections.abc import Sequence
from typing import Any

from parser.readers.pdf_grid import Grid, positions
from parser.readers.pdf_lines import rows_of
from parser.readers.pdf_words import PdfWord

_FEWEST, _MOST = 8, 2_000  # shapes on the page; with more the search would take minutes
_ROWS = 3
_NEAR = 3.5
_FILLED = 0.6  # cells to each place of the grid: most of a table's are not merged


def is_worth_a_look(drawn: int, words: Sequence[PdfWord]) -> bool:
    """Whether a page with so many drawn shapes may hold a table: some of its rows stand in three columns or more."""
    return _FEWEST <= drawn <= _MOST and sum(len(row) > 2 for row in rows_of(words)) >= _ROWS


def grids_of_page(data: bytes, index: int) -> list[Grid]:
    """Grids that pdfplumber sees on the page, top to bottom; [] where it sees none or cannot read the file."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data), pages=[index + 1]) as document:
            page = document.pages[0]
            left, top = page.bbox[:2]
            tables = [[(a - left, b - top, c - left, d - top) for a, b, c, d in table.cells] for table in page.find_tables()]
    except Exception:  # a parser of its own on a file that may be broken: its failure is no news
        return []
    return [grid for cells in tables if (grid := _grid(cells)) is not None]


def _grid(cells: list[tuple[Any, Any, Any, Any]]) -> Grid | None:
    xs = positions([float(x) for c in cells for x in (c[0], c[2])], _NEAR)
    ys = positions([float(y) for c in cells for y in (c[1], c[3])], _NEAR)
    if len(xs) < 3 or len(ys) < 2:
        return None

    def at(places: list[float], value: Any) -> int:
        return min(range(len(places)), key=lambda i: abs(places[i] - float(value)))

    placed = sorted((at(ys, top), at(xs, x0), at(ys, bottom), at(xs, x1)) for x0, top, x1, bottom in cells)
    spans = [(row, column, last - row, right - column) for row, column, last, right in placed if last > row and right > column]
    # shading behind lines of text makes cells, too, but few of them side by side
    return Grid(xs, ys, spans) if len(spans) >= _FILLED * (len(xs) - 1) * (len(ys) - 1) else None
