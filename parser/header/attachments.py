"""Other documents in the same file: their title, pages, and their own header where they have a letterhead."""

from collections.abc import Callable
from typing import Any

from models import Attachment, Header
from parser.readers.shapes import Page, Reading
from parser.structure import analyse
from parser.structure.shapes import PartShape, Structure
from parser.text.canonical import canonical
from parser.text.fold import fold_space

HeaderReader = Callable[[Structure], Any]


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
    """The header of a forwarded document, read as if it stood alone; its values without spans, which would point elsewhere."""
    lines = tuple(line.source for line in structure.text.lines if part.start <= line.start < part.end and line.cell is None)
    alone = Reading("text/plain", (Page(1, lines, "plain"),), hard_wrapped=structure.text.hard_wrapped)
    header: Header = read_header(analyse(canonical(alone))).header
    if header.issuer_source != "letterhead" or header.number is None:
        return None

    units = {name: unit.model_copy(update={"span": None}) for name in ("issuer", "parent_issuer") if (unit := getattr(header, name))}
    addressees = tuple(unit.model_copy(update={"span": None}) for unit in header.addressees)
    return header.model_copy(update={**units, "addressees": addressees, "evidence": {}})
