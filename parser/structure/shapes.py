"""What structure gives: the regions of a dispatch and its section tree, as offsets into the canonical text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from models.document import Warning
from models.vocabulary import ColumnRole, SectionKind
from parser.text.canonical import CanonicalText

RegionKind = Literal[
    "stamp",  # e-signature and arrival stamps
    "letterhead",  # from Quốc hiệu and issuer to the trích yếu
    "addressees",  # Kính gửi
    "preamble",  # căn cứ block, up to QUYẾT ĐỊNH:
    "body",
    "recipients",  # Nơi nhận
    "signature",
    "appendix",  # Phụ lục: own numbering, refs prefixed PL:
    "attachment",  # another document in the file (the plan that a decision promulgates, a forwarded letter)
]


@dataclass(frozen=True, slots=True)
class Region:
    """`content[start:end]` is of this kind; regions follow one another in text order and cover the text."""

    kind: RegionKind
    start: int
    end: int


class Paragraph(NamedTuple):
    """A paragraph: one or more lines, joined where the source is hard-wrapped. Half-open offsets, ends trimmed."""

    start: int
    end: int
    region: RegionKind
    bold: bool | None = None
    centred: bool | None = None


@dataclass(slots=True)
class Node:
    """A section: labelled item, article, heading, paragraph, table or row.

    `start`/`end` cover the node with its children; `body_start`/`body_end` is its own text without the label
    and without its children (contiguous), empty where equal. A line that is only a title or a body's name and has
    something under it is the heading, and the body is its single unlabelled paragraph, else empty; any other line is
    body. `cells` of a row: column index -> (start, end), a merged cell repeated in every row it covers and then listed
    in `merged`. Paragraphs that a person would not cite (the opening of a letter, a lead-in) have no `ref`.
    """

    id: str
    kind: SectionKind
    label: str | None
    ref: str | None
    start: int
    end: int
    body_start: int
    body_end: int
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    part: str = ""  # "" the main document, "PL1" an appendix, "KT" an attachment
    heading_start: int | None = None
    heading_end: int | None = None
    table: int | None = None  # index into Structure.tables
    cells: dict[int, tuple[int, int]] = field(default_factory=dict)
    merged: frozenset[int] = frozenset()

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in text order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table after reconstruction: where it stands, its column names and roles; its rows are nodes of the tree."""

    index: int
    start: int
    end: int
    caption: str | None
    columns: tuple[tuple[str | None, ColumnRole], ...]


@dataclass(frozen=True, slots=True)
class PartShape:
    """An appendix or another document in the file: `ref` as its node has it, `title` the place of its own title lines."""

    kind: Literal["appendix", "attachment"]
    ref: str
    start: int
    end: int
    title: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """Regions, paragraphs, tables and the section tree (`roots`) of one dispatch."""

    text: CanonicalText
    regions: tuple[Region, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[TableShape, ...]
    roots: tuple[Node, ...]
    warnings: tuple[Warning, ...] = ()
    parts: tuple[PartShape, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """Every node in text order."""
        for root in self.roots:
            yield from root.walk()

    def region_at(self, offset: int) -> RegionKind:
        """The kind of region that holds `offset`."""
        for region in self.regions:
            if region.start <= offset < region.end:
                return region.kind
        return "body"
