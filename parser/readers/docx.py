"""DOCX: the body's paragraphs and tables as Word shows them, with the labels it computes."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from models.document import Warning
from parser.errors import MalformedSource
from parser.options import Options
from parser.readers import detect
from parser.readers.attributes import whole
from parser.readers.columns import header_depth, is_nation, is_rule, spaced_columns, unfolded
from parser.readers.docx_numbering import Numbering, W
from parser.readers.docx_pictures import with_pictures
from parser.readers.docx_styles import ParagraphLook, RunLook, Styles
from parser.readers.legacy import convert, encoding_of_font, is_capitals_font
from parser.readers.markup import lines_in, unlegacied
from parser.readers.shapes import Block, Cell, Change, Line, Page, Reading, Table
from parser.readers.unzipped import members

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED = {W + n for n in ("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr")}
_LITTLE_TEXT = 200
_BREAKS = re.compile(r"\n")
_SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F02D": "-", "F0D8": "➢", "F0FC": "✓", "F0A8": "□", "F06F": "□", "F0FE": "☑", "F071": "□", "F0E0": "→"}
_UNICODE_LETTER = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")


@dataclass(slots=True)
class _Piece:
    """Text of one run with its look."""

    text: str
    look: RunLook


@dataclass
class _State:
    styles: Styles
    numbering: Numbering
    notes: dict[str, Any]
    seen_notes: list[str] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    depth: int = 0


def parsed(content: bytes) -> Any:
    """An XML part; external entities and DTDs are never loaded, entities never expanded. Raises MalformedSource."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        recovering = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(content, recovering) if content.strip() else None
        if root is None or not len(root):
            raise MalformedSource("malformed", "Nội dung XML của tệp bị hỏng.", "The file's XML is broken.") from error
        return root


_PARTS = re.compile(r"word/(?:(?:document\d*|header\d*|styles|numbering|footnotes|endnotes)\.xml|_rels/document\d*\.xml\.rels)")


def read_docx(data: bytes, options: Options) -> Reading:
    """One page of paragraphs and tables. Headers and footers of the pages stay out. Raises SourceError."""
    files = members(data, options, _PARTS)
    main = next((name for name in sorted(files) if name.startswith("word/document")), None)
    if main is None:
        raise MalformedSource("malformed", "Tệp DOCX không có nội dung văn bản.", "The DOCX has no main part.")
    root = parsed(files[main])
    notes = {}
    for name in ("footnotes", "endnotes"):
        if f"word/{name}.xml" in files:
            for note in parsed(files[f"word/{name}.xml"]):
                if note.get(W + "type", "normal") == "normal":
                    notes[f"{name}:{note.get(W + 'id')}"] = note
    state = _State(
        Styles(parsed(files["word/styles.xml"]) if "word/styles.xml" in files else None),
        Numbering(parsed(files["word/numbering.xml"]) if "word/numbering.xml" in files else None),
        notes,
    )  # fmt: skip
    body = root.find(W + "body")
    blocks = list(_blocks(root if body is None else body, state))
    if not any(is_nation(line.text) for block in blocks for line in lines_in(block)):
        blocks = _headed(files, state) + blocks
    for key in state.seen_notes:
        blocks += [b for b in _blocks(state.notes[key], state) if isinstance(b, Line)]
    kept = [b for b in spaced_columns(blocks) if not (isinstance(b, Line) and is_rule(b.text))]
    text = Reading(detect.DOCX, (Page(1, tuple(unlegacied(kept, state.warnings)), "markup"),), warnings=tuple(state.warnings))
    letters = sum(len(line.text) for block in blocks for line in lines_in(block))
    return with_pictures(text, data, root, files.get(f"word/_rels/{main[5:]}.rels"), options, instead=letters < _LITTLE_TEXT)


def _headed(files: dict[str, bytes], state: _State) -> list[Block]:
    """The letterhead that some offices put in the page's header: read where the body has none."""
    for name in sorted(files):
        if name.startswith("word/header"):
            found = list(_blocks(parsed(files[name]), state))
            if any(is_nation(line.text) for block in found for line in lines_in(block)):
                return found
    return []


def _blocks(parent: Any, state: _State) -> Iterator[Block]:
    for node in parent:
        tag = node.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag == W + "p":
            yield from _paragraph(node, state)
        elif tag == W + "tbl":
            if state.depth < 12:
                state.depth += 1
                yield from _table(node, state)
                state.depth -= 1
        elif tag == _MC + "AlternateContent":
            chosen = _choice(node)
            if chosen is not None:
                yield from _blocks(chosen, state)
        else:
            yield from _blocks(node, state)


def _choice(node: Any) -> Any | None:
    """Of the two spellings of one drawing, the first: they hold the same text."""
    choice = node.find(_MC + "Choice")
    if choice is not None and any(True for _ in choice.iter(W + "t", W + "drawing", W + "pict")):
        return choice
    return node.find(_MC + "Fallback") if node.find(_MC + "Fallback") is not None else choice


def _paragraph(node: Any, state: _State) -> Iterator[Block]:
    look = state.styles.paragraph(node.find(W + "pPr"))
    boxes: list[Any] = []
    pieces = list(_pieces(node, look.run, state, boxes))
    for box in boxes:
        state.depth += 1
        if state.depth < 12:
            yield from _blocks(box, state)
        state.depth -= 1
    label = state.numbering.label(look.num, look.level) if look.num and (any(p.text.strip() for p in pieces) or boxes) else ""
    if label and pieces:
        pieces.insert(0, _Piece(label, pieces[0].look))
    yield from _lines(pieces, look)


def _pieces(node: Any, base: RunLook, state: _State, boxes: list[Any]) -> Iterator[_Piece]:
    for child in node:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag == W + "r":
            look = state.styles.run(child.find(W + "rPr"), base)
            if not look.hidden:
                yield from _run(child, look, state, boxes)
        elif tag == _MC + "AlternateContent":
            if (chosen := _choice(child)) is not None:
                yield from _pieces(chosen, base, state, boxes)
        elif tag == W + "txbxContent":
            boxes.append(child)
        elif tag == _MATH + "t":
            yield _Piece(child.text or "", base)
        else:
            yield from _pieces(child, base, state, boxes)


def _run(run: Any, look: RunLook, state: _State, boxes: list[Any]) -> Iterator[_Piece]:
    for node in run:
        tag = node.tag
        if not isinstance(tag, str):
            continue
        name = tag.rpartition("}")[2]
        if tag == W + "t":
            yield _Piece(node.text or "", look)
        elif name == "tab" or name == "ptab":
            yield _Piece("\t", look)
        elif name in ("br", "cr"):
            yield _Piece("\n", look)
        elif name == "noBreakHyphen":
            yield _Piece("-", look)
        elif name == "softHyphen":
            # byte AD is ư in TCVN3; a real soft hyphen is invisible
            yield _Piece("\u00ad", look)
        elif name == "sym":
            code = (node.get(W + "char") or "").upper()
            yield _Piece(_SYMBOLS.get(code, "•"), look)
        elif name in ("footnoteReference", "endnoteReference"):
            key = f"{name[:-9]}s:{node.get(W + 'id')}"
            if key in state.notes and key not in state.seen_notes:
                state.seen_notes.append(key)
        elif tag == _MC + "AlternateContent":
            if (chosen := _choice(node)) is not None:
                boxes += chosen.iter(W + "txbxContent")
        elif name in ("drawing", "pict", "object"):
            boxes += [box for box in node.iter(W + "txbxContent") if not any(a in boxes for a in box.iterancestors(W + "txbxContent"))]


def _lines(pieces: list[_Piece], look: ParagraphLook) -> Iterator[Line]:
    """The paragraph, cut at its line breaks; only the first cut is known to begin a paragraph."""
    current: list[_Piece] = []
    first = True
    for piece in [*pieces, _Piece("\n", look.run)]:
        segments = _BREAKS.split(piece.text)
        for k, segment in enumerate(segments):
            if k:
                line = _line(current, look, first)
                if line is not None:
                    yield line
                    first = False
                current = []
            if segment:
                current.append(_Piece(segment, piece.look))


def _line(pieces: list[_Piece], look: ParagraphLook, first: bool) -> Line | None:
    text = ""
    changes: list[Change] = []
    for group, font, caps in _by_font(pieces):
        encoding = encoding_of_font(font)
        if encoding is not None and not _UNICODE_LETTER.search(group):
            now = convert(group, encoding, is_capitals_font(font))
            rule = "legacy.font"
        else:
            now = unicodedata.normalize("NFC", group.replace("\u00ad", ""))
            rule = ""
        if caps:
            now = now.upper()
        if rule and now != group:
            changes.append(Change(len(text), len(text) + len(now), group, rule))
        text += now
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        text, changes = composed, []
    if not text.strip():
        return None
    letters = [p for p in pieces if any(c.isalpha() for c in p.text)] or pieces
    return Line(
        text=text, starts_paragraph=True if first else None, indent=look.indent, bold=all(p.look.bold for p in letters),
        italic=all(p.look.italic for p in letters), centred=look.centred, size=letters[0].look.size, heading_level=look.outline, changes=tuple(changes),
    )  # fmt: skip


def _by_font(pieces: list[_Piece]) -> Iterator[tuple[str, str | None, bool]]:
    """Neighbouring runs of one font joined: a letter of VNI may lie in two runs."""
    group, font, caps = "", None, False
    for piece in pieces:
        if group and (piece.look.font, piece.look.caps) != (font, caps):
            yield group, font, caps
            group = ""
        font, caps = piece.look.font, piece.look.caps
        group += piece.text
    if group:
        yield group, font, caps


def _table(node: Any, state: _State) -> list[Block]:
    cells: list[Cell] = []
    open_at: dict[int, int] = {}
    row = columns = 0
    header_rows = 0
    for tr in _rows(node):
        properties = tr.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        at = _int(properties, "gridBefore")
        if properties is not None and properties.find(W + "tblHeader") is not None and header_rows == row:
            header_rows += 1
        for tc in _cells(tr):
            wide, merge = _spans(tc)
            lines = tuple(_cell_lines(tc, state))
            if merge == "continue" and at in open_at:
                known = cells[open_at[at]]
                cells[open_at[at]] = Cell(known.row, known.column, known.lines + lines, row - known.row + 1, known.column_span)
            else:
                open_at.pop(at, None)
                if merge is not None:
                    open_at[at] = len(cells)
                cells.append(Cell(row, at, lines, 1, wide))
            at += wide
        columns = max(columns, at)
        row += 1
    if not row or not any(cell.lines for cell in cells):
        return []
    cells, columns = _dense(cells, columns)
    if header_rows > 1:
        # a row merged over the whole width is a heading inside the table, not part of its header
        merged = next((c.row for c in cells if 0 < c.row < header_rows and c.column_span == columns), header_rows)
        header_rows = merged
    table = Table(tuple(cells), row, columns, header_rows=max(header_rows, header_depth(cells)))
    unruled = unfolded(table, _bordered(node, state))
    return [table] if unruled is None else list(unruled)


def _dense(cells: list[Cell], columns: int) -> tuple[list[Cell], int]:
    """Cells over the columns that some cell begins at: merged rows may claim more grid columns than there are."""
    starts = sorted({c.column for c in cells})
    if len(starts) == columns:
        return cells, columns
    rank = {start: i for i, start in enumerate(starts)}
    return [replace(c, column=rank[c.column], column_span=sum(c.column <= s < c.column + c.column_span for s in starts)) for c in cells], len(starts)


def _rows(node: Any) -> Iterator[Any]:
    for child in node:
        if child.tag == W + "tr":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != W + "tc":
            yield from _rows(child)


def _cells(node: Any) -> Iterator[Any]:
    for child in node:
        if child.tag == W + "tc":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _cells(child)


def _int(properties: Any | None, name: str) -> int:
    found = properties.find(W + name) if properties is not None else None
    return max(0, min(whole(found.get(W + "val")) or 0, 64)) if found is not None else 0


def _spans(tc: Any) -> tuple[int, str | None]:
    """(columns that the cell spans, "restart"/"continue" where it takes part in a vertical merge)."""
    properties = tc.find(W + "tcPr")
    merge = None
    if properties is not None and (found := properties.find(W + "vMerge")) is not None:
        merge = found.get(W + "val") or "continue"
    return max(_int(properties, "gridSpan"), 1), merge


def _cell_lines(tc: Any, state: _State) -> Iterator[Line]:
    """Lines of a cell; a row of a nested table is one line."""
    for block in _blocks(tc, state):
        if isinstance(block, Line):
            yield block
            continue
        for row in range(block.rows):
            found = [line for cell in block.cells if cell.row == row for line in cell.lines]
            if found:
                yield Line(text=" ".join(line.text for line in found), starts_paragraph=True)


def _bordered(node: Any, state: _State) -> bool | None:
    """Whether the table draws borders: of its own, of its style, or of a cell's."""
    properties = node.find(W + "tblPr")
    drawn: bool | None = None
    if properties is not None:
        if (style := properties.find(W + "tblStyle")) is not None:
            drawn = state.styles.bordered(style.get(W + "val", ""))
        if (borders := properties.find(W + "tblBorders")) is not None:
            drawn = any(b.get(W + "val") not in ("nil", "none", None) for b in borders)
    in_cells = [b.get(W + "val") not in ("nil", "none", None) for borders in node.iter(W + "tcBorders") for b in borders]
    if any(in_cells):
        return True
    return bool(drawn)
