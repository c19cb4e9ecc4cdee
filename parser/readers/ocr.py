"""Pages of scanned paper: image -> lines and tables with confidences, in points of the page."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.document import Warning
from parser.options import Options
from parser.readers.columns import unfolded
from parser.readers.ocr_engine import AUTOMATIC, SINGLE_BLOCK, Gray, Read, Rect, Sheet
from parser.readers.ocr_grid import RuledTable, ruled_tables
from parser.readers.ocr_lines import Marked, finished, page_lines, plausible, table_of, words_in_points
from parser.readers.ocr_page import Ready, grown, prepare
from parser.readers.pdf_words import PdfWord
from parser.readers.shapes import Block


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page to read: its image, number (from 1) and size in points."""

    image: Image.Image
    page: int
    width: float
    height: float


class PageReading(NamedTuple):
    """What was read of one page image. `rotation` in degrees clockwise that the page had to be turned to stand upright."""

    blocks: tuple[Block, ...]
    confidence: float
    rotation: int
    note: str | None
    warnings: tuple[Warning, ...]


def read_page(image: Image.Image | NDArray[np.uint8], *, page: int, width_pt: float, height_pt: float, options: Options) -> PageReading:
    """Read one page image. Raises UnsupportedSource (missing_tool) where Tesseract or its Vietnamese data is not installed."""
    if not isinstance(image, Image.Image):
        image = Image.fromarray(image)
    ready = prepare(image, width_pt)
    blocks, reads = _read(ready, page)
    if ready.way.quarter_turns or (len(reads) > 30 and _confidence(reads) < 0.5):
        other = prepare(image, width_pt, (ready.way.quarter_turns + 2) % 4)
        other_blocks, other_reads = _read(other, page)
        if _weight(other_reads) > _weight(reads):
            ready, blocks, reads = other, other_blocks, other_reads
    rotation = -90 * ready.way.quarter_turns % 360
    return PageReading(tuple(blocks), round(_confidence(reads), 3), rotation, None, ())


def read_pages(jobs: Iterable[PageImage], options: Options) -> Iterator[PageReading]:
    """Read pages in order, on `options.workers` processes; only a few images are held at once."""
    if options.workers <= 1:
        for job in jobs:
            yield _job(job, options)
        return
    with ProcessPoolExecutor(options.workers) as pool:
        waiting: list[Future[PageReading]] = []
        for job in jobs:
            waiting.append(pool.submit(_job, job, options))
            if len(waiting) > 2 * options.workers:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _job(job: PageImage, options: Options) -> PageReading:
    return read_page(job.image, page=job.page, width_pt=job.width, height_pt=job.height, options=options)


def _confidence(reads: list[Read]) -> float:
    """Mean confidence over letters."""
    letters = sum(len(r.text) for r in reads)
    return sum(r.confidence * len(r.text) for r in reads) / letters if letters else 0.0


def _weight(reads: list[Read]) -> float:
    return sum(r.confidence * len(r.text) for r in reads if r.confidence > 0.5)


def _read(ready: Ready, number: int) -> tuple[list[Block], list[Read]]:
    """Blocks of a prepared page in reading order, and all words read."""
    marked = Marked()
    scale = 72 / ready.dpi
    width, height = ready.way.width * scale, ready.way.height * scale
    tables, rules = ruled_tables(ready)
    made: list[tuple[float, list[Block]]] = []
    reads: list[Read] = []
    text = ready.gray
    if tables:
        text = ready.gray.copy()
        text[grown(grown(rules))] = 255
        sheet = Sheet(text, ready.dpi)
        for table in tables:
            found = _cells(sheet, table, ready)
            reads += [r for cell in found for r in cell]
            words = [_marked(marked, cell, ready.dpi) for cell in found]
            grid = table.grid
            block = table_of(grid.cells, words, len(grid.ys) - 1, len(grid.xs) - 1, number, _points(table.rect(), number, scale))
            lines = unfolded(block)
            made.append((table.rect()[3] * scale, [block] if lines is None else list(lines)))
        text = text.copy()
        for table in tables:
            x0, top, x1, bottom = table.rect()
            text[max(top, 0) : bottom, max(x0, 0) : x1] = 255
    outside = [r for r in Sheet(text, ready.dpi).words(AUTOMATIC) if plausible(r)]
    reads += outside
    rest = _marked(marked, outside, ready.dpi)
    blocks: list[Block] = []
    for end, inside in made:
        blocks += page_lines([w for w in rest if (w.top + w.bottom) / 2 < end], number, width, height)
        rest = [w for w in rest if (w.top + w.bottom) / 2 >= end]
        blocks += inside
    blocks += page_lines(rest, number, width, height)
    return [finished(block, marked, ready.way) for block in blocks], reads


def _marked(marked: Marked, reads: list[Read], dpi: float) -> list[PdfWord]:
    words = words_in_points(reads, dpi)
    marked.add(words, reads)
    return words


def _points(rect: Rect, number: int, scale: float) -> tuple[int, float, float, float, float]:
    return number, rect[0] * scale, rect[1] * scale, rect[2] * scale, rect[3] * scale


def _cells(sheet: Sheet, table: RuledTable, ready: Ready) -> list[list[Read]]:
    """The words of each cell, read one by one."""
    out: list[list[Read]] = []
    margin = max(round(0.01 * ready.dpi), 1)
    least = 0.02 * ready.dpi
    for i in range(len(table.grid.cells)):
        x0, top, x1, bottom = table.cell_rect(i)
        rect = (x0 + margin, top + margin, x1 - margin, bottom - margin)
        p = ready.pieces
        x, y = (p.x0 + p.x1) / 2, (p.top + p.bottom) / 2
        inside = (x > rect[0]) & (x < rect[2]) & (y > rect[1]) & (y < rect[3]) & (np.maximum(p.x1 - p.x0, p.bottom - p.top) > least)
        out.append([r for r in sheet.words(SINGLE_BLOCK, rect) if plausible(r)] if inside.any() else [])
    return out


__all__ = ["Gray", "PageImage", "PageReading", "read_page", "read_pages"]
