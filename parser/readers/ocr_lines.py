"""Words that the engine read to lines and tables like those of a text layer, in points of the page as it was handed in."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from models.span import Box
from parser.readers.columns import header_depth
from parser.readers.layout_ink import InkLine
from parser.readers.ocr_engine import Read
from parser.readers.ocr_page import Way
from parser.readers.ocr_repairs import repaired
from parser.readers.pdf_grid import Grid
from parser.readers.pdf_lines import cell_lines, lines_of
from parser.readers.pdf_words import PdfWord
from parser.readers.shapes import Block, Cell, Line, Table, Word

_DESCENT, _HEIGHT = 0.22, 1.15  # of the letter size, below the base line and in all: as a font's box
_NUMBER_ALONE = re.compile(r"[-–—\s(]{0,3}(?:[Tt]rang\s{0,2})?\d{1,3}(?:\s?/\s?\d{1,3})?[-–—.\s)]{0,3}")


def words_in_points(reads: Sequence[Read], line: InkLine, dpi: float) -> list[PdfWord]:
    """The words of one line with levelled boxes."""
    scale = 72 / dpi
    size = min(max(line.size * scale, 5.0), 40.0)
    bottom = line.base * scale + _DESCENT * size
    out: list[PdfWord] = []
    for i, r in enumerate(reads):
        x0, x1 = r.box[0] * scale, r.box[2] * scale
        if i + 1 < len(reads):
            x1 = max(min(x1, reads[i + 1].box[0] * scale - 0.12 * size), x0 + 0.5)  # a space stays a space
        out.append(PdfWord(x0, bottom - _HEIGHT * size, x1, bottom, r.text, size))
    return out


class Marked:
    """Confidences of words, found again by their boxes after the words became lines."""

    def __init__(self) -> None:
        self._of: dict[tuple[float, float, str], float] = {}

    def add(self, words: Sequence[PdfWord], reads: Sequence[Read]) -> None:
        """Remember what the engine thought of each word."""
        for word, read in zip(words, reads, strict=True):
            self._of[(word.x0, word.bottom, word.text)] = read.confidence

    def line(self, line: Line, way: Way) -> Line:
        """The line repaired, with confidences, and its boxes on the page as handed in; weights are not known of an image."""
        words = tuple(
            Word(w.start, w.end, way.from_points(w.box), self._of.get((w.box[1], w.box[4], line.text[w.start : w.end])))
            for w in line.words
            if w.box is not None
        )
        box = way.from_points(line.box) if line.box is not None else None
        return repaired(replace(line, words=words, box=box, bold=None, italic=None))


def page_lines(words: Sequence[PdfWord], number: int, width: float, height: float) -> list[Line]:
    """Lines in reading order, without the page's number; what follows "Kính gửi" is no part of the letterhead's columns."""
    cut = next((a.top for a, b in pairwise(words) if a.text == "Kính" and b.text.startswith("gửi") and a.top < 0.5 * height), None)
    parts = [words] if cut is None else [[w for w in words if w.bottom <= cut + 3], [w for w in words if w.bottom > cut + 3]]
    return [line for part in parts for line in lines_of(part, number, width) if not _is_page_number(line, height)]


def _is_page_number(line: Line, height: float) -> bool:
    if line.box is None or not _NUMBER_ALONE.fullmatch(line.text.strip()):
        return False
    return line.box[4] < 0.09 * height or line.box[2] > 0.9 * height


def table_of(grid: Grid, words: Sequence[list[PdfWord]], box: Box) -> Table:
    """The table of a grid and the words of each of its cells."""
    made = tuple(
        Cell(row, column, tuple(cell_lines(inside, box[0])), row_span, column_span)
        for (row, column, row_span, column_span), inside in zip(grid.cells, words, strict=True)
    )
    return Table(made, len(grid.ys) - 1, len(grid.xs) - 1, box[0], box, header_depth(made), borders=tuple(grid.xs))


def finished(block: Block, marked: Marked, way: Way) -> Block:
    """A block with confidences and boxes on the page."""
    if isinstance(block, Line):
        return marked.line(block, way)
    cells = tuple(replace(c, lines=tuple(marked.line(line, way) for line in c.lines)) for c in block.cells)
    return replace(block, cells=cells, box=way.from_points(block.box) if block.box is not None else None)
