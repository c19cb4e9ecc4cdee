"""The Document: what one parse of one file gives."""

from models.base import Model
from models.citation import Citation, Definition, Relation
from models.header import Header
from models.span import Confidence, Span
from models.task import Target, Task
from models.vocabulary import ColumnRole, SectionKind, TextOrigin

SCHEMA_VERSION = "1.0"


class PageRecord(Model):
    """How one page was read, and how sure that is; `rotation` in degrees clockwise, `width` and `height` in points, as boxes count them."""

    page: int
    text_origin: TextOrigin
    confidence: Confidence | None = None
    rotation: int = 0
    note: str | None = None
    width: float | None = None
    height: float | None = None


class Source(Model):
    """The file that was read: `bytes` its size, `pages` null where the format has none, `seconds` the time of parsing."""

    filename: str
    sha256: str
    media_type: str
    bytes: int
    pages: int | None = None
    text_origin: TextOrigin
    page_records: tuple[PageRecord, ...] = ()
    parser_version: str
    parsed_at: str | None = None
    seconds: float | None = None


class Repair(Model):
    """One change of characters beyond white space: `was` in the source, `now` in `text.content`."""

    span: Span
    was: str
    now: str
    rule: str


class Text(Model):
    """Canonical text, NFC; every span of the Document points into `content`."""

    content: str
    repairs: tuple[Repair, ...] = ()


class Section(Model):
    """A node of the section tree. `ref` is the path a person would cite: `4.b`, `Điều 5.2.a`, `II(2).1.-1`."""

    id: str
    kind: SectionKind
    label: str | None = None
    ref: str | None = None
    heading: str | None = None
    span: Span
    children: tuple["Section", ...] = ()


class Column(Model):
    """A column of a table: its name as printed, and what it holds."""

    name: str | None = None
    role: ColumnRole = "other"


class Cell(Model):
    """A cell; one merged over several rows is repeated in each, with `merged` true from the second on."""

    text: str
    span: Span | None = None
    merged: bool = False


class Row(Model):
    """A row of a table and the section that it makes, if any."""

    id: str
    cells: tuple[Cell, ...]
    section_id: str | None = None


class Table(Model):
    """A table (bảng) with the roles of its columns."""

    id: str
    span: Span
    caption: str | None = None
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()


class Attachment(Model):
    """Another document in the same file; `pages` first and last, 1-based."""

    header: Header | None = None
    title: str | None = None
    pages: tuple[int, int] | None = None
    span: Span


class Warning(Model):
    """What a person should look at: a stable code, a message in Vietnamese, and where."""

    code: str
    message: str
    span: Span | None = None


class Document(Model):
    """One dispatch, read and understood (contract version 1)."""

    schema_version: str = SCHEMA_VERSION
    key: str
    source: Source
    text: Text
    header: Header
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    definitions: tuple[Definition, ...] = ()
    citations: tuple[Citation, ...] = ()
    relations: tuple[Relation, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[Warning, ...] = ()
