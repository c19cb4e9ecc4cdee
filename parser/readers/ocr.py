"""Pages of scanned paper: image -> lines and tables with confidences, in points of the page."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.document import Warning
from parser.options import Options
from parser.readers.columns import unfolded
from parser.readers.layout_ink import find_lines
from parser.readers.ocr_components import Ints, Pieces
from parser.readers.ocr_doubt import doubtful_digits, unread_ink
from parser.readers.ocr_engine import Read
from parser.readers.ocr_grid import RuledTable, ruled_tables
from parser.readers.ocr_hand import handwriting, numbers_in_part, without_handwriting
from parser.readers.ocr_lines import Marked, finished, page_lines, table_of, words_in_points
from parser.readers.ocr_page import Ready, prepare, without
from parser.readers.ocr_reading import confidence, read_words
from parser.readers.ocr_repairs import items_repaired
from parser.readers.ocr_seals import seals
from parser.readers.ocr_second import second_reading
from parser.readers.ocr_stamps import Stamp, urgent_words, with_stamps
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


class _Read(NamedTuple):
    blocks: list[Block]
    words: list[Read]
    warnings: list[Warning]


def read_page(image: Image.Image | NDArray[np.uint8], *, page: int, width_pt: float, height_pt: float, options: Options) -> PageReading:
    """Read one page image. Raises UnsupportedSource (missing_tool) where Tesseract or its Vietnamese data is not installed."""
    if not isinstance(image, Image.Image):
        image = Image.fromarray(image)
    ready = prepare(image, width_pt)
    read = _read(ready, page, image, options)
    if ready.way.quarter_turns or (len(read.words) > 30 and confidence(read.words) < 0.5):
        other = prepare(image, width_pt, (ready.way.quarter_turns + 2) % 4)
        other_read = _read(other, page, image, options)
        if _weight(other_read.words) > _weight(read.words):
            ready, read = other, other_read
    rotation = -90 * ready.way.quarter_turns % 360
    return PageReading(tuple(read.blocks), round(confidence(read.words), 3), rotation, None, tuple(read.warnings))


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


def _weight(reads: list[Read]) -> float:
    return sum(r.confidence * len(r.text) for r in reads if r.confidence > 0.5)


def _read(ready: Ready, number: int, image: Image.Image, options: Options) -> _Read:
    """Blocks of a prepared page in reading order, all words read, and what is doubtful."""
    rings, rims = seals(ready)
    if rings:
        ready = replace(without(ready, rims, spare=True), rings=(*ready.rings, *rings))
    tables, rules = ruled_tables(ready)
    if rules.any():
        ready = without(ready, rules)
    ink = find_lines(ready, _cells(tables, ready.pieces))
    scale = 72 / ready.dpi
    found = [(line, read_words(ink, line, ready, thorough=options.thorough)) for line in ink.lines]
    differences: list[Warning] = []
    if options.thorough:
        found, differences = second_reading(found, ready, number)
    unread = [line for line, words in found if not words]
    by_hand = False
    stamps: list[Stamp] = []
    if number == 1:
        stamps = urgent_words(image, found, ready)
        parts = numbers_in_part(ink, found, ready)
        by_hand = parts != found
        found, gone = without_handwriting(parts, ready)
        by_hand |= gone
    marked, reads = Marked(), list[Read]()
    of_place: dict[int, list[PdfWord]] = {}
    for line, line_reads in found:
        words = words_in_points(line_reads, line, ready.dpi)
        marked.add(words, line_reads)
        of_place.setdefault(line.place, []).extend(words)
        reads += line_reads
    width, height = ready.way.width * scale, ready.way.height * scale
    rest = of_place.get(-1, [])
    blocks: list[Block] = []
    first = 0
    for table in tables:
        grid = table.grid
        x0, top, x1, bottom = table.rect()
        words_of = [of_place.get(first + i, []) for i in range(len(grid.cells))]
        first += len(grid.cells)
        made = table_of(grid, words_of, (number, x0 * scale, top * scale, x1 * scale, bottom * scale))
        blocks += page_lines([w for w in rest if (w.top + w.bottom) / 2 < bottom * scale], number, width, height)
        rest = [w for w in rest if (w.top + w.bottom) / 2 >= bottom * scale]
        lines = unfolded(made)
        blocks += [made] if lines is None else lines
    blocks += page_lines(rest, number, width, height)
    warnings = differences + unread_ink(ink, unread, ready, number) + doubtful_digits(reads, number) + ([handwriting(number)] if by_hand else [])
    done = items_repaired([finished(block, marked, ready.way) for block in blocks])
    return _Read(with_stamps(done, stamps, ready, number), reads, warnings)


def _cells(tables: list[RuledTable], p: Pieces) -> Ints:
    """For each piece of ink the cell it stands in, counted through all tables; -1 outside."""
    place = np.full(len(p), -1, np.int64)
    x, y = (p.x0 + p.x1) / 2, (p.top + p.bottom) / 2
    number = 0
    for table in tables:
        for i in range(len(table.grid.cells)):
            left, top, right, bottom = table.cell_rect(i)
            place[(x >= left) & (x < right) & (y >= top) & (y < bottom)] = number
            number += 1
    return place
