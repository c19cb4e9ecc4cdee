"""The canonical text of a reading, with its map back to words and boxes.

One line of the source is one line of `content`; cells of a table row are separated by a tab. Within a line,
white space runs become one space and invisible characters go; every other change of a character is kept as a repair.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from models.document import Repair
from models.span import Box, Span
from parser.readers.shapes import Block, Line, Reading, Table, Word

# Characters that no one sees and that break patterns; pdfium gives U+FFFE or \x02 for a hyphen at a line's end.
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\x00", "")
_REPLACED = {"\ufffe": "-", "\x02": "-", "\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ"}
_TRANSLATE = {**_INVISIBLE, **_REPLACED}


class TextLine(NamedTuple):
    """A line of `content`, with what the reader knew of it. `cell` is (table, row, column) inside a table."""

    start: int
    end: int
    source: Line
    cell: tuple[int, int, int] | None = None

    @property
    def page(self) -> int | None:
        """The page, 1-based, or None."""
        return self.source.page

    @property
    def box(self) -> Box | None:
        """The line's box on the paper, or None."""
        return self.source.box


class TextCell(NamedTuple):
    """A cell of a table in `content`, half-open; an empty cell has `start == end`."""

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table in `content`; cells in reading order. `header_rows` as the reader saw it."""

    index: int
    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[TextCell, ...]
    header_rows: int = 1
    page: int | None = None


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """`content` (NFC), its lines and tables in text order, repairs, and where each word stands on paper."""

    content: str
    lines: tuple[TextLine, ...]
    tables: tuple[TextTable, ...]
    repairs: tuple[Repair, ...]
    hard_wrapped: bool
    paged: bool
    _starts: tuple[int, ...] = field(default=(), repr=False)
    _words: tuple[tuple[int, int, Word], ...] = field(default=(), repr=False)
    _word_starts: tuple[int, ...] = field(default=(), repr=False)
    _cache: list["_LineBoxes"] = field(default_factory=list, init=False, repr=False, compare=False)
    _spans: dict[tuple[int, int], Span] = field(default_factory=dict, init=False, repr=False, compare=False)

    def line_at(self, offset: int) -> int:
        """Index into `lines` of the line that holds `offset`."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def words_in(self, start: int, end: int) -> Iterator[tuple[int, int, Word]]:
        """Words of the reader that touch `content[start:end]`, as (start, end, word)."""
        i = self._first_word(start)
        while i < len(self._words) and self._words[i][0] < end:
            yield self._words[i]
            i += 1

    def _first_word(self, start: int) -> int:
        """Index of the first word that ends behind `start`."""
        i = bisect_left(self._word_starts, start)
        return i - 1 if i and self._words[i - 1][1] > start else i

    def span(self, start: int, end: int) -> Span:
        """The span of `content[start:end]` with one box a line, from the boxes of its words; a row's cell is asked for by its table and its task."""
        found = self._spans.get((start, end))
        if found is None:
            found = self._spans[start, end] = self._span(start, end)
        return found

    def _span(self, start: int, end: int) -> Span:
        boxes = self._boxes(self._first_word(start), bisect_left(self._word_starts, end)) if self._words else ()
        page = boxes[0][0] if boxes else (self.lines[self.line_at(start)].page if self.lines and self.paged else None)
        if len(boxes) < _MANY:
            return Span(start=start, end=end, page=page, boxes=boxes)
        return Span.model_construct(start=start, end=end, page=page, boxes=boxes)  # to check a thousand boxes again takes longer than to find them

    def _boxes(self, first: int, last: int) -> tuple[Box, ...]:
        """The boxes of a run of words: those of whole lines as they are known already."""
        if first >= last:
            return ()
        if not self._cache:
            self._cache.append(_LineBoxes.of(self._words, self._word_starts, self._starts))
        known = self._cache[0]
        top, bottom = self.line_at(self._words[first][0]), self.line_at(self._words[last - 1][0])
        opens, closes = first == known.words[top], last == known.words[bottom + 1]
        if top == bottom and not (opens and closes):
            return tuple(_boxes(self._words[first:last]))
        whole = known.boxes[known.at[top if opens else top + 1] : known.at[bottom + 1 if closes else bottom]]
        head = () if opens else _boxes(self._words[first : known.words[top + 1]])
        tail = () if closes else _boxes(self._words[known.words[bottom] : last])
        return (*head, *whole, *tail)

    def within(self, start: int, end: int) -> "CanonicalText":
        """The text with only the lines that begin between two offsets; offsets stay those of the whole."""
        lines = slice(bisect_left(self._starts, start), bisect_left(self._starts, end))
        words = slice(bisect_left(self._word_starts, start), bisect_left(self._word_starts, end))
        return replace(
            self, content=self.content[:end], lines=self.lines[lines], _starts=self._starts[lines], _words=self._words[words], _word_starts=self._word_starts[words]
        )

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch without white space at its ends."""
        content = self.content
        while start < end and content[start].isspace():
            start += 1
        while end > start and content[end - 1].isspace():
            end -= 1
        return start, end


_MANY = 8


def _boxes(words: Iterable[tuple[int, int, Word]]) -> Iterator[Box]:
    """One box around the words of a line, and another where the page changes."""
    page, left, top, right, bottom = -1, 0.0, 0.0, 0.0, 0.0
    for _, _, word in words:
        box = word.box
        if box is None:
            continue
        if box[0] == page:
            left = box[1] if box[1] < left else left
            top = box[2] if box[2] < top else top
            right = box[3] if box[3] > right else right
            bottom = box[4] if box[4] > bottom else bottom
            continue
        if page >= 0:
            yield page, round(float(left), 2), round(float(top), 2), round(float(right), 2), round(float(bottom), 2)
        page, left, top, right, bottom = box
    if page >= 0:
        yield page, round(float(left), 2), round(float(top), 2), round(float(right), 2), round(float(bottom), 2)


@dataclass(frozen=True, slots=True)
class _LineBoxes:
    """The boxes of all lines: `words[n]` is the first word of line n, `boxes[at[n]]` its first box."""

    words: tuple[int, ...]
    at: tuple[int, ...]
    boxes: tuple[Box, ...]

    @staticmethod
    def of(words: tuple[tuple[int, int, Word], ...], word_starts: tuple[int, ...], starts: tuple[int, ...]) -> "_LineBoxes":
        firsts = (0, *(bisect_left(word_starts, start) for start in starts[1:]), len(words))
        boxes: list[Box] = []
        at = [0]
        for first, last in pairwise(firsts):
            boxes += _boxes(words[first:last])
            at.append(len(boxes))
        return _LineBoxes(firsts, tuple(at), tuple(boxes))


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.lines: list[TextLine] = []
        self.tables: list[TextTable] = []
        self.repairs: list[Repair] = []
        self.words: list[tuple[int, int, Word]] = []

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def line(self, line: Line, cell: tuple[int, int, int] | None = None) -> bool:
        """Add one line; false where nothing of it is left."""
        text = line.text
        at = self.length
        if not text:
            return False
        if _is_clean(text):
            clean = text
            for change in line.changes:
                self.repairs.append(Repair(span=Span(start=at + change.start, end=at + change.end, page=line.page), was=change.was, now=text[change.start : change.end], rule=change.rule))
            self.words += [(at + word.start, at + word.end, word) for word in line.words if word.end > word.start]
        else:
            clean, new_at, repairs = _clean(text)
            if not clean:
                return False
            page = line.page
            self.repairs += [Repair(span=Span(start=at + s, end=at + s + len(now), page=page), was=was, now=now, rule=rule) for s, was, now, rule in repairs]
            for change in line.changes:
                s, e = new_at[change.start], new_at[change.end]
                self.repairs.append(Repair(span=Span(start=at + s, end=at + e, page=line.page), was=change.was, now=clean[s:e], rule=change.rule))
            moved = ((at + new_at[word.start], at + new_at[word.end], word) for word in line.words)
            self.words += [word for word in moved if word[1] > word[0]]
        self.put(clean)
        self.lines.append(TextLine(at, self.length, line, cell))
        return True

    def table(self, table: Table) -> None:
        index, start = len(self.tables), self.length
        cells: list[TextCell] = []
        row = -1
        for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
            if cells:
                self.put("\n" if cell.row != row else "\t")
            row = cell.row
            at, first = self.length, True
            for line in cell.lines:
                if not first and self.length > at:
                    self.put("\n")
                written = self.line(line, (index, cell.row, cell.column))
                if not written and not first and self.length > at:
                    self.parts.pop()
                    self.length -= 1
                first = False
            page = next((line.page for line in cell.lines if line.page is not None), table.page)
            cells.append(TextCell(cell.row, cell.column, cell.row_span, cell.column_span, at, self.length, page))
        self.tables.append(TextTable(index, start, self.length, table.rows, table.columns, tuple(cells), table.header_rows, table.page))


def _is_clean(text: str) -> bool:
    """Whether there is certainly nothing to change in a line: what is invisible, and all white space but a space, is not printable."""
    return text.isprintable() and "  " not in text and text == text.strip() and not ("\u00d0" in text or "\u00f0" in text or "\u0189" in text)


def _clean(text: str) -> tuple[str, list[int], list[tuple[int, str, str, str]]]:
    """The cleaned line, for each old offset its new one, and the changes beyond white space."""
    out: list[str] = []
    new_at: list[int] = []
    repairs: list[tuple[int, str, str, str]] = []
    for c in text:
        new_at.append(len(out))
        if c.isspace():
            if out and out[-1] != " ":
                out.append(" ")
            continue
        now = _TRANSLATE.get(c, c)
        if now != c:
            repairs.append((len(out), c, now, "text.invisible" if not now else "text.lookalike"))
        if now:
            out.append(now)
    if out and out[-1] == " ":
        out.pop()
    new_at.append(len(out))
    clean = "".join(out)
    return clean, [min(i, len(clean)) for i in new_at], repairs


def canonical(reading: Reading) -> CanonicalText:
    """Build the canonical text of a reading; the order of blocks is the reader's."""
    builder = _Builder()
    for block in _blocks(reading):
        if builder.length:
            builder.put("\n")
        if isinstance(block, Table):
            builder.table(block)
        elif not builder.line(block) and builder.parts and builder.parts[-1] == "\n":
            builder.parts.pop()
            builder.length -= 1
    words = sorted(builder.words, key=itemgetter(0))
    return CanonicalText(
        content="".join(builder.parts), lines=tuple(builder.lines), tables=tuple(builder.tables), repairs=tuple(builder.repairs),
        hard_wrapped=reading.hard_wrapped, paged=reading.paged, _starts=tuple(line.start for line in builder.lines),
        _words=tuple(words), _word_starts=tuple(w[0] for w in words),
    )  # fmt: skip


def _blocks(reading: Reading) -> Iterable[Block]:
    """Blocks of all pages in order; a table that continues over a page break is one table."""
    pending: Table | None = None
    for page in reading.pages:
        for block in page.blocks:
            if isinstance(block, Table) and block.continues and pending is not None and block.columns == pending.columns:
                pending = _joined(pending, block)
                continue
            if pending is not None:
                yield pending
                pending = None
            if isinstance(block, Table):
                pending = block
            else:
                yield block
    if pending is not None:
        yield pending


def _joined(first: Table, second: Table) -> Table:
    """Two parts of one table; a repeated header and a row cut by the page break are the reader's to mark."""
    moved = tuple(type(c)(c.row + first.rows, c.column, c.lines, c.row_span, c.column_span) for c in second.cells)
    return Table(first.cells + moved, first.rows + second.rows, first.columns, first.page, first.box, first.header_rows, first.continues)
