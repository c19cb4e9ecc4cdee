"""PDF: each page by its text layer where that is the page's text, else by its image."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from models.document import Warning
from models.header import Signature
from models.span import Box
from parser.errors import MalformedSource, SourceTooLarge
from parser.options import Options
from parser.readers import detect
from parser.readers.columns import header_depth, is_rule, unfolded
from parser.readers.legacy import convert, suspects
from parser.readers.ocr import read_pages
from parser.readers.pdf_grid import Grid, grids, words_by_cell
from parser.readers.pdf_layer import judge
from parser.readers.pdf_lines import cell_lines, lines_of
from parser.readers.pdf_pages import joined
from parser.readers.pdf_plumber import grids_of_page, is_worth_a_look
from parser.readers.pdf_scan import Scan, page_images, without_stamps
from parser.readers.pdf_signatures import is_stamp, signature_objects, stamp, widget_boxes
from parser.readers.pdf_words import FontBook, PdfWord, Place, page_words, placer, text_angle, turned, turned_back
from parser.readers.progress import tell
from parser.readers.shapes import Block, Cell, Line, Page, Reading, Table

Box4 = tuple[float, float, float, float]

_LARGE_IMAGE = 0.2  # share of the page
_NOTES = {
    "none": "Trang không có lớp chữ",
    "stamp_only": "Lớp chữ của trang chỉ có dấu chữ ký số",
    "garbled": "Lớp chữ của trang sai tiếng hoặc sai mã",
    "partial": "Lớp chữ chỉ phủ một phần của trang",
}


@dataclass
class _State:
    """What is shared by the pages of one file."""

    data: bytes
    fonts: FontBook = field(default_factory=FontBook)
    signatures: list[Signature] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    scans: dict[int, Scan] = field(default_factory=dict)


def read_pdf(data: bytes, options: Options) -> Reading:
    """All pages in order. Raises MalformedSource for broken or encrypted files, SourceTooLarge past the limits."""
    document = _opened(data)
    try:
        count = len(document)
        if count > options.max_pages:
            raise SourceTooLarge(
                "too_many_pages", f"Tệp có {count} trang, quá giới hạn {options.max_pages}.", f"{count} pages, the limit is {options.max_pages}."
            )
        state = _State(data)
        state.signatures += signature_objects(document)
        pages = [_page(document, i, state) for i in range(count)]
    finally:
        document.close()
    _read_scans(data, pages, state, options)
    pages, warnings = joined(pages)
    return Reading(detect.PDF, tuple(pages), paged=True, hard_wrapped=True, warnings=(*state.warnings, *warnings), signatures=_once(state.signatures))


def _opened(data: bytes) -> Any:
    try:
        document = pypdfium2.PdfDocument(data)
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            document.init_forms()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise MalformedSource("encrypted", "PDF có mật khẩu; hãy gỡ mật khẩu rồi thử lại.", "The PDF is encrypted; remove its password.") from error
        raise MalformedSource("malformed", "PDF bị hỏng hoặc bị cắt, không mở được.", "The PDF is broken or truncated.") from error
    if len(document) == 0:
        document.close()
        raise MalformedSource("malformed", "PDF không có trang nào.", "The PDF has no page.")
    return document


def _page(document: Any, index: int, state: _State) -> Page:
    number = index + 1
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        state.warnings.append(Warning(code="page_not_read", message=f"Trang {number} bị hỏng, không mở được."))
        return Page(number, (), "text_layer", confidence=0.0, note="Trang bị hỏng")
    try:
        page, words, stamps, angle = _words(document, page, index, state)
        place, width, height, rotation = placer(page)
        layer = judge(page, words, width, height, angle)
        if not layer.readable:
            state.scans[index] = Scan(number, width, height, tuple(stamps))
            kind = "stamp_only" if layer.kind == "none" and stamps else layer.kind
            return Page(number, (), "ocr", width, height, 0.0, rotation, _NOTES[kind])
        words = _decoded(words, state, number)
        seen = turned(place, angle, width, height)
        ruled = grids(page, seen) if words else []
        if words and not ruled and not angle and not rotation and is_worth_a_look(layer.drawn, words):
            ruled = grids_of_page(state.data, index)
        blocks = blocks_of(words, ruled, number, height if angle else width)
        if angle:
            blocks = [_lying(b, lambda box: turned_back(box, angle, width, height)) for b in blocks]
        if layer.image > _LARGE_IMAGE and layer.kind == "good" and layer.image <= 0.5:
            message = f"Trang {number} có ảnh chiếm {layer.image:.0%} trang; chữ trong ảnh (nếu có) chưa được đọc."
            state.warnings.append(Warning(code="image_not_read", message=message))
        note = "Trang trắng" if layer.kind == "blank" else None
        return Page(number, tuple(blocks), "text_layer", width, height, layer.confidence, (rotation + angle) % 360, note)
    finally:
        page.close()


def _words(document: Any, page: Any, index: int, state: _State) -> tuple[Any, list[PdfWord], list[Box4], int]:
    """The page's words, with those that exist only in the appearance of its widgets; signature stamps go to `state`.

    The page comes back too, for it has to be loaded again; then the boxes of the
    stamps, and how far the page has to be turned.
    """
    textpage = page.get_textpage()
    angle = text_angle(textpage, placer(page)[3])
    words = page_words(textpage, _seen(page, angle), state.fonts)
    textpage.close()
    if pdfium.FPDFPage_GetAnnotCount(page.raw) <= 0:
        return page, words, [], angle
    boxes = widget_boxes(page)
    if not boxes or pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page, words, [], angle
    page.close()
    page = document[index]
    place = _seen(page, angle)
    textpage = page.get_textpage()
    after = page_words(textpage, place, state.fonts)
    textpage.close()
    if [w.text for w in after[: len(words)]] != [w.text for w in words]:
        return page, after, [], angle
    added = after[len(words) :]
    stamps: list[Box4] = []
    for raw_box, here in _one_by_one(state.data, index, boxes[:12], angle) if added and _overlap(boxes) else _by_widget(added, boxes, place):
        if not here or not is_stamp(here):
            continue
        stamps.append(raw_box)
        printed = {(w.text, round(w.x0), round(w.top)) for w in here}
        added = [w for w in added if (w.text, round(w.x0), round(w.top)) not in printed]
        made = stamp(" ".join(w.text for w in here))
        if made is not None:
            state.signatures.append(made)
    return page, words + added, stamps, angle


def _by_widget(words: Sequence[PdfWord], boxes: Sequence[Box4], place: Place) -> list[tuple[Box4, list[PdfWord]]]:
    """The words inside each widget's box."""
    out: list[tuple[Box4, list[PdfWord]]] = []
    for box in boxes:
        x0, top, x1, bottom = place(*box)
        out.append((box, [w for w in words if x0 - 2 <= (w.x0 + w.x1) / 2 <= x1 + 2 and top - 2 <= (w.top + w.bottom) / 2 <= bottom + 2]))
    return out


def _one_by_one(data: bytes, index: int, boxes: Sequence[Box4], angle: int) -> list[tuple[Box4, list[PdfWord]]]:
    """The words that each widget prints, where their boxes overlap: the page is flattened once for every widget."""
    out: list[tuple[Box4, list[PdfWord]]] = []
    for box in boxes:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[index]
            bare = _text_words(page, angle)
            without_stamps(page, [other for other in boxes if other != box])
            pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
            page.close()
            page = document[index]
            out.append((box, _text_words(page, angle)[len(bare) :]))
            page.close()
        finally:
            document.close()
    return out


def _text_words(page: Any, angle: int) -> list[PdfWord]:
    textpage = page.get_textpage()
    words = page_words(textpage, _seen(page, angle), FontBook())
    textpage.close()
    return words


def _overlap(boxes: Sequence[Box4]) -> bool:
    return any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for i, a in enumerate(boxes) for b in boxes[i + 1 :]
    )


def _seen(page: Any, angle: int) -> Place:
    place, width, height, _ = placer(page)
    return turned(place, angle, width, height)


def _lying(block: Block, back: Callable[[Box], Box]) -> Block:
    """The block with its boxes on the page as it lies."""
    if isinstance(block, Line):
        words = tuple(replace(w, box=back(w.box)) if w.box else w for w in block.words)
        return replace(block, words=words, box=back(block.box) if block.box else None)
    cells = tuple(replace(c, lines=tuple(line for line in (_lying(x, back) for x in c.lines) if isinstance(line, Line))) for c in block.cells)
    return replace(block, cells=cells, box=back(block.box) if block.box else None)


def _decoded(words: list[PdfWord], state: _State, number: int) -> list[PdfWord]:
    """Words of fonts whose names say nothing, converted where the page's letters are a legacy encoding's."""
    plain = [w for w in words if not w.raw]
    encoding, marked = suspects([w.text for w in plain])
    if encoding is None:
        return words
    plain = [w for w, is_marked in zip(plain, marked, strict=True) if is_marked]
    state.warnings.append(Warning(code="legacy_encoding_guessed", message=f"Trang {number}: chữ theo bảng mã {encoding.upper()}, nhận ra qua mặt chữ, đã đổi sang Unicode."))
    for word in plain:
        text = convert(word.text, encoding)
        if text != word.text:
            word.raw, word.text = word.text, text
    return words


def blocks_of(words: Sequence[PdfWord], ruled: Sequence[Grid], number: int, width: float) -> list[Block]:
    """Lines and tables of one page from top to bottom."""
    rest = list(words)
    placed: list[tuple[Grid, Table]] = []
    for grid in ruled:
        inside, outside = words_by_cell(grid, rest)
        if not inside:
            continue
        table = _table(grid, inside, number)
        if len({c.column for c in table.cells if c.lines}) < 2:
            continue
        rest = outside
        placed.append((grid, table))
    out: list[Block] = []
    for grid, table in placed:
        above = [w for w in rest if (w.top + w.bottom) / 2 < grid.ys[0]]
        beside = [w for w in rest if grid.ys[0] <= (w.top + w.bottom) / 2 <= grid.ys[-1]]
        rest = [w for w in rest if (w.top + w.bottom) / 2 > grid.ys[-1]]
        out += lines_of(above, number, width) + lines_of(beside, number, width)
        lines = unfolded(table)
        out += [table] if lines is None else lines
    out += lines_of(rest, number, width)
    return [b for b in out if not (isinstance(b, Line) and is_rule(b.text))]


def _table(grid: Grid, inside: dict[int, list[PdfWord]], number: int) -> Table:
    cells = tuple(
        Cell(row, column, tuple(cell_lines(inside.get(i, []), number)), row_span, column_span)
        for i, (row, column, row_span, column_span) in enumerate(grid.cells)
    )
    x0, top, x1, bottom = grid.box
    return Table(cells, len(grid.ys) - 1, len(grid.xs) - 1, number, (number, x0, top, x1, bottom), header_depth(cells), borders=tuple(grid.xs))


def _read_scans(data: bytes, pages: list[Page], state: _State, options: Options) -> None:
    """Fill the pages that have to be read from their images."""
    if not state.scans:
        return
    if not options.ocr:
        numbers = ", ".join(str(index + 1) for index in state.scans)
        state.warnings.append(Warning(code="page_not_read", message=f"Trang {numbers} là ảnh; không nhận dạng chữ vì đã tắt nhận dạng."))
        return
    found = read_pages(page_images(data, list(state.scans.values()), options), options)
    unread = len(state.scans)
    tell(options, len(pages) - unread, len(pages))
    for index, made in zip(state.scans, found, strict=True):
        unread -= 1
        tell(options, len(pages) - unread, len(pages))
        page = pages[index]
        note = "; ".join(filter(None, (page.note, made.note)))
        rotation = (page.rotation + made.rotation) % 360
        pages[index] = replace(page, blocks=made.blocks, confidence=made.confidence, rotation=rotation, note=note or None)
        state.warnings += made.warnings


def _once(signatures: Sequence[Signature]) -> tuple[Signature, ...]:
    """The same signing may appear several times."""
    out: list[Signature] = []
    for signature in signatures:
        if signature not in out:
            out.append(signature)
    return tuple(out)
