"""Other documents in the same file: their title, pages, and their own header where they have a letterhead."""

from collections.abc import Callable
from typing import Any

from models import Attachment, Header
from parser.structure.shapes import PartShape, Structure
from parser.text.fold import fold_space

HeaderReader = Callable[..., Any]
"""`parser.header.read_header`, handed in as it lives in the package's own module."""


def read_attachments(structure: Structure, read_header: HeaderReader) -> tuple[Attachment, ...]:
    """The attachments of a dispatch in text order. Appendices are parts of the document itself and are none."""
    return tuple(_attachment(structure, part, read_header) for part in structure.parts if part.kind == "attachment")


def _attachment(structure: Structure, part: PartShape, read_header: HeaderReader) -> Attachment:
    text = structure.text
    title = fold_space(text.content[slice(*part.title)]) if part.title else None
    pages = [line.page for line in text.lines if part.start <= line.start < part.end and line.page is not None] if text.paged else []
    return Attachment(
        header=_own_header(structure, part, read_header), title=title, pages=(min(pages), max(pages)) if pages else None,
        span=text.span(part.start, part.end),
    )  # fmt: skip


def _own_header(structure: Structure, part: PartShape, read_header: HeaderReader) -> Header | None:
    """The header of a forwarded document, where it has a letterhead of its own, with a number or at least a dateline and what it is about."""
    header: Header = read_header(structure, part=(_letterhead_start(structure, part), part.end)).header
    told = header.number is not None or (header.date_source == "dateline" and header.place is not None and header.subject is not None)
    return header if header.issuer_source == "letterhead" and told else None


def _letterhead_start(structure: Structure, part: PartShape) -> int:
    """Where the part's page begins, if no more than the letterhead's left column stands on it before the part."""
    lines = structure.text.lines
    first = structure.text.line_at(part.start)
    page = lines[first].page
    above = [line for line in lines[max(first - 8, 0) : first] if line.page == page]
    return above[0].start if page is not None and page > 1 and 0 < len(above) < 8 else part.start
