"""Words that the engine read to lines and tables like those of a text layer, in points of the page as it was handed in."""

import re
from collections.abc import Sequence
from dataclasses import replace

from models.span import Box
from parser.readers.layout_ink import InkLine
from parser.readers.ocr_engine import Read
from parser.readers.ocr_page import Ready, Way
from parser.readers.pdf_lines import cell_lines, lines_of
from parser.readers.pdf_words import PdfWord
from parser.readers.shapes import Block, Cell, Line, Table, Word

_DESCENT, _HEIGHT = 0.22, 1.15  # of the letter size, below the base line and in all: as a font's box
_SIGNS = re.compile(r"[-–—+*•=≤≥<>&…%/]|\.{2,}|\./\.|[“”\"()]+")
_NUMBER_ALONE = re.compile(r"[-–—\s(]{0,3}(?:[Tt]rang\s{0,2})?\d{1,3}(?:\s?/\s?\d{1,3})?[-–—.\s)]{0,3}")


def kept(reads: Sequence[Read], line: InkLine, page: Ready) -> list[Read]:
    """The words of a line that are print, without rules, specks, handwriting and the rims of seals read as letters."""
    words = [r for r in reads if _plausible(r)]
    sure = _confidence(words)
    if line.place >= 0:
        return words if sure > 0.4 else []
    if sure < 0.45 or (line.letters <= 8 and sure < 0.6):
        return []
    if any(ring.holds((line.x0 + line.x1) / 2, line.base - line.xheight / 2) for ring in page.rings):
        return words if line.letters >= 6 and sure > 0.75 else []
    if line.letters <= 2 and sum(len(w.text) for w in words) <= 2:
        return [w for w in words if w.text.isalnum() and w.confidence > 0.88]
    return words


def _plausible(read: Read) -> bool:
    text = read.text
    if not any(c.isalnum() for c in text):
        return (bool(_SIGNS.fullmatch(text)) and read.confidence > 0.3) or (len(text) == 1 and text in ".,;:" and read.confidence > 0.6)
    return read.confidence > 0.25


def _confidence(reads: Sequence[Read]) -> float:
    letters = sum(len(r.text) for r in reads)
    return sum(r.confidence * len(r.text) for r in reads) / letters if letters else 0.0


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
        """The line with confidences, and its boxes on the page as handed in; weights are not known of an image."""
        words = tuple(
            Word(w.start, w.end, way.from_points(w.box), self._of.get((w.box[1], w.box[4], line.text[w.start : w.end])))
            for w in line.words
            if w.box is not None
        )
        box = way.from_points(line.box) if line.box is not None else None
        return replace(line, words=words, box=box, bold=None, italic=None)


def page_lines(words: Sequence[PdfWord], number: int, width: float, height: float) -> list[Line]:
    """Lines in reading order, without the page's number."""
    lines = lines_of(words, number, width)
    return [line for line in lines if not _is_page_number(line, height)]


def _is_page_number(line: Line, height: float) -> bool:
    if line.box is None or not _NUMBER_ALONE.fullmatch(line.text.strip()):
        return False
    return line.box[4] < 0.09 * height or line.box[2] > 0.9 * height


def table_of(cells: Sequence[tuple[int, int, int, int]], words: Sequence[list[PdfWord]], rows: int, columns: int, box: Box) -> Table:
    """The table of a grid's cells (row, column, row span, column span) and the words of each."""
    made = tuple(
        Cell(row, column, tuple(cell_lines(inside, box[0])), row_span, column_span)
        for (row, column, row_span, column_span), inside in zip(cells, words, strict=True)
    )
    return Table(made, rows, columns, box[0], box)


def finished(block: Block, marked: Marked, way: Way) -> Block:
    """A block with confidences and boxes on the page."""
    if isinstance(block, Line):
        return marked.line(block, way)
    cells = tuple(replace(c, lines=tuple(marked.line(line, way) for line in c.lines)) for c in block.cells)
    return replace(block, cells=cells, box=way.from_points(block.box) if block.box is not None else None)
