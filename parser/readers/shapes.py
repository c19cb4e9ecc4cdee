"""What every reader gives: pages of lines of words with boxes, and tables.

All text is NFC. Offsets of a `Word` point into the text of its `Line`. Boxes are PDF points with the
origin top left, as in the contract: `(page, x0, top, x1, bottom)`.
"""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from models.document import Warning
from models.header import Signature
from models.span import Box
from models.vocabulary import TextOrigin


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line: `line.text[start:end]`, its box, and an OCR reader's confidence 0-1."""

    start: int
    end: int
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of characters that the reader made: `line.text[start:end]` was `was` in the source."""

    start: int
    end: int
    was: str
    rule: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on the page, or one paragraph of a format that has no lines.

    `starts_paragraph` is true or false where the format or the geometry says so, else None.
    `gap` is the white space before the line: blank lines in plain text, line heights in paged formats.
    `indent` is the distance of the first letter from the text block's left edge, in points or characters.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    words: tuple[Word, ...] = ()
    changes: tuple[Change, ...] = ()
    starts_paragraph: bool | None = None
    gap: float | None = None
    indent: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    centred: bool | None = None
    size: float | None = None
    heading_level: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table at `row`, `column` (from 0); merged cells span more than one row or column."""

    row: int
    column: int
    lines: tuple[Line, ...] = ()
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its cells in reading order; `continues` when it goes on from the page before."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    page: int | None = None
    box: Box | None = None
    header_rows: int = 1
    continues: bool = False
    borders: tuple[float, ...] = ()
    """Where the columns' borders stand, in points; () where the format has no such places."""


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Page:
    """A page in reading order: letterhead columns read apart, page numbers and running heads left out.

    Formats without pages give one page with `number` 1 and no boxes. `width` and `height` in points.
    """

    number: int
    blocks: tuple[Annotated[Block, Field(union_mode="left_to_right")], ...]
    """Validated from the left: nearly all are lines, and trying each as a table too takes as long again."""
    text_origin: TextOrigin
    width: float | None = None
    height: float | None = None
    confidence: float | None = None
    rotation: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one file. `paged` is false for formats without pages of their own.

    `hard_wrapped` says that lines end at a column's edge, so that paragraphs have to be joined from lines.
    """

    media_type: str
    pages: tuple[Page, ...]
    paged: bool = False
    hard_wrapped: bool = False
    warnings: tuple[Warning, ...] = ()
    signatures: tuple[Signature, ...] = field(default=())
