"""A Dispatch as DOCX, laid out as Phụ lục I of Nghị định 30/2020/NĐ-CP lays it out (party: Hướng dẫn 36-HD/VPTW)."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from docx import Document as new_document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from corpus.samples.shapes import Dispatch, Paragraph, Table

_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def write_docx(dispatch: Dispatch) -> bytes:
    """The same bytes for the same description: dates and the order of parts are fixed."""
    document = new_document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Sông Lam"
    properties.created = properties.modified = _EPOCH
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(4)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin = page.bottom_margin = page.right_margin = Cm(2)
    page.left_margin = Cm(3)
    _letterhead(document, dispatch)
    _head(document, dispatch)
    _blocks(document, dispatch.body)
    _foot(document, dispatch)
    if dispatch.annex:
        if dispatch.annex_landscape:
            section = document.add_section(WD_SECTION.NEW_PAGE)
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
            section.left_margin = Cm(2)
        else:
            _break_page(document)
        _blocks(document, dispatch.annex)
    out = io.BytesIO()
    document.save(out)
    return _fixed(out.getvalue())


def _letterhead(document: Any, dispatch: Dispatch) -> None:
    table = document.add_table(rows=2, cols=2)
    _widths(table, (6.5, 9.5))
    left, right = table.rows[0].cells
    lines: list[tuple[str, bool]] = []
    if dispatch.parent_issuer:
        lines.append((dispatch.parent_issuer, False))
    lines += [(line, True) for line in dispatch.issuer]
    lines.append(("*", False) if dispatch.party else ("_______", False))
    _cell(left, lines, size=12)
    if dispatch.party:
        _cell(right, [("ĐẢNG CỘNG SẢN VIỆT NAM", True), ("_____________________", False)], size=13)
    else:
        _cell(right, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True), ("____________________", False)], size=12)
    left, right = table.rows[1].cells
    number = [(f"Số {dispatch.number}" if dispatch.party else f"Số: {dispatch.number}", False)]
    if not dispatch.title:
        number.append((dispatch.subject if dispatch.party else f"V/v {dispatch.subject}", False))
    if dispatch.urgency:
        number.append((dispatch.urgency, True))
    _cell(left, number, size=12)
    _cell(right, [(dispatch.dateline, False)], size=13, italic=True)


def _head(document: Any, dispatch: Dispatch) -> None:
    if dispatch.title:
        for number, line in enumerate(dispatch.title.split("\n")):
            _paragraph(document.add_paragraph(), f"**{line}**", _CENTRE, before=0 if number else 12)
        _paragraph(document.add_paragraph(), f"**{dispatch.subject}**", _CENTRE)
        _paragraph(document.add_paragraph(), "-----" if dispatch.party else "____________", _CENTRE)
    if len(dispatch.addressees) == 1:
        _paragraph(document.add_paragraph(), f"Kính gửi: {dispatch.addressees[0]}.", _CENTRE, before=12)
    elif dispatch.addressees:
        _paragraph(document.add_paragraph(), "Kính gửi:", None, indent=3.0, before=12)
        last = len(dispatch.addressees) - 1
        for index, addressee in enumerate(dispatch.addressees):
            _paragraph(document.add_paragraph(), f"- {addressee}{'.' if index == last else ';'}", None, indent=5.0)


def _blocks(document: Any, blocks: Iterable[Paragraph | Table]) -> None:
    for block in blocks:
        if isinstance(block, Table):
            _table(document, block)
        elif block.style == "title":
            _paragraph(document.add_paragraph(), f"**{block.text}**", _CENTRE)
        elif block.style == "note":
            _paragraph(document.add_paragraph(), block.text, _CENTRE, italic=True)
        elif block.style == "heading":
            _paragraph(document.add_paragraph(), f"**{block.text}**", None, first=1.0)
        else:
            _paragraph(document.add_paragraph(), block.text, WD_ALIGN_PARAGRAPH.JUSTIFY, first=1.0, italic=block.style == "italic")


def _foot(document: Any, dispatch: Dispatch) -> None:
    table = document.add_table(rows=1, cols=2)
    _widths(table, (8.0, 8.0))
    left, right = table.rows[0].cells
    first = left.paragraphs[0]
    run = first.add_run("Nơi nhận:")
    run.bold = run.italic = not dispatch.party
    run.underline = dispatch.party
    run.font.size = Pt(12)
    for recipient in dispatch.recipients:
        line = left.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(recipient).font.size = Pt(11)
    _cell(right, [(line, True) for line in dispatch.signature] + [("", False)] * 4 + [(dispatch.signer, True)], size=13)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.columns), style="Table Grid")
    _widths(table, block.widths)
    grid = [row.cells for row in table.rows]
    for cell, name in zip(grid[0], block.columns, strict=True):
        _cell(cell, [(name, True)], size=12)
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    for number, row in enumerate(block.rows, start=1):
        texts = [text for text in row if text]
        section_row = len(texts) == 2 and texts[1] == texts[1].upper()
        for column, text in enumerate(row):
            if text is None:
                continue
            below = number + 1
            while below <= len(block.rows) and block.rows[below - 1][column] is None:
                below += 1
            cell = grid[number][column]
            if below - 1 > number:
                cell = cell.merge(grid[below - 1][column])
            lines = [(line, section_row) for line in text.split("\n")]
            _cell(cell, lines, size=12, align=_CENTRE if column == 0 else None)


def _cell(cell: Any, lines: list[tuple[str, bool]], *, size: float, italic: bool = False, align: Any = _CENTRE) -> None:
    for index, (text, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _paragraph(paragraph: Any, text: str, align: Any, *, first: float = 0.0, indent: float = 0.0, before: float = 0.0, italic: bool = False) -> None:
    paragraph.alignment = align
    layout = paragraph.paragraph_format
    layout.first_line_indent, layout.left_indent, layout.space_before = Cm(first), Cm(indent), Pt(before)
    for index, part in enumerate(_BOLD.split(text)):
        if part:
            run = paragraph.add_run(part)
            run.bold, run.italic = bool(index % 2), italic


def _break_page(document: Any) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _widths(table: Any, widths: tuple[float, ...]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _fixed(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(zipfile.ZipInfo(info.filename, (2026, 1, 1, 0, 0, 0)), source.read(info), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
