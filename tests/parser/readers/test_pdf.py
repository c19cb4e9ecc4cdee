"""Born-digital PDF: columns, paragraphs, tables over pages, what only a signature widget prints."""

import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from parser.errors import MalformedSource, SourceTooLarge
from parser.options import DEFAULT, Options
from parser.readers import read
from parser.readers.pdf import read_pdf
from parser.readers.shapes import Line, Page, Reading, Table
from parser.text.canonical import canonical

FONTS = ("/usr/share/fonts/truetype/liberation2/LiberationSerif-{}.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSerif{}.ttf")
WIDTH, HEIGHT = A4
WITHOUT_OCR = Options(ocr=False)


@cache
def fonts() -> tuple[str, str]:
    """Names of a regular and a bold font that have Vietnamese letters."""
    for pattern, regular, bold in ((FONTS[0], "Regular", "Bold"), (FONTS[1], "", "-Bold")):
        if Path(pattern.format(regular)).exists():
            pdfmetrics.registerFont(TTFont("Thường-Regular", pattern.format(regular)))
            pdfmetrics.registerFont(TTFont("Thường-Bold", pattern.format(bold)))
            return "Thường-Regular", "Thường-Bold"
    pytest.fail("no font with Vietnamese letters: install fonts-liberation2 or fonts-dejavu")


def drawn(*pages: Callable[[Canvas], object], size: tuple[float, float] = A4) -> bytes:
    fonts()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for page in pages:
        canvas.setFont(fonts()[0], 13)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def together(*parts: Callable[[Canvas], object]) -> Callable[[Canvas], object]:
    """One page of several drawings."""

    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def centred(canvas: Canvas, x: float, top: float, text: str, bold: bool = False) -> None:
    canvas.setFont(fonts()[bold], 13)
    canvas.drawCentredString(x, HEIGHT - top, text)


def at(canvas: Canvas, x: float, top: float, text: str) -> None:
    canvas.setFont(fonts()[0], 13)
    canvas.drawString(x, HEIGHT - top, text)


def letterhead(canvas: Canvas) -> None:
    for k, (left, right) in enumerate(
        (
            ("UBND TỈNH SÔNG LAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("SỞ TÀI CHÍNH", "Độc lập - Tự do - Hạnh phúc"),
            ("Số: 12/STC-NS", "Sông Lam, ngày 5 tháng 3 năm 2026"), ("V/v rà soát kinh phí", ""),
        )
    ):  # fmt: skip
        centred(canvas, 170, 70 + 18 * k, left, bold=k == 1)
        centred(canvas, 405, 70 + 18 * k, right)


PARAGRAPHS = (
    "Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh về rà soát kinh phí năm 2026, Sở Tài chính đề nghị các sở, ban, ngành "
    "báo cáo kết quả trước ngày 20 tháng 3 năm 2026.",
    "Giao Phòng Ngân sách chủ trì, phối hợp với Văn phòng Sở theo dõi việc thực hiện công văn này, tổng hợp khó khăn, vướng mắc và "
    "báo cáo Giám đốc Sở./.",
)


@cache
def wrapped() -> tuple[tuple[str, float], ...]:
    """Lines of the body as a typesetter breaks them, each with its x: first lines are indented."""
    out: list[tuple[str, float]] = []
    for paragraph in PARAGRAPHS:
        line, x = "", 113.0
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if x + pdfmetrics.stringWidth(longer, fonts()[0], 13) > 510:
                out.append((line, x))
                line, x = word, 85.0
            else:
                line = longer
        out.append((line, x))
    return tuple(out)


def body(canvas: Canvas, top: float = 200) -> None:
    for k, (text, x) in enumerate(wrapped()):
        at(canvas, x, top + 18 * k, text)


def foot(canvas: Canvas) -> None:
    centred(canvas, 420, 330, "GIÁM ĐỐC", bold=True)
    for k, text in enumerate(("Nơi nhận:", "- Như trên;", "- Lưu: VT, NS.")):
        at(canvas, 85, 338 + 18 * k, text)
    centred(canvas, 420, 430, "Nguyễn Văn Mẫu", bold=True)


def lines(reading: Reading) -> list[Line]:
    return [b for page in reading.pages for b in page.blocks if isinstance(b, Line)]


def dispatch(canvas: Canvas) -> None:
    letterhead(canvas)
    body(canvas)
    foot(canvas)


def test_columns_are_read_apart_and_the_body_line_by_line() -> None:
    assert [line.text for line in lines(read_pdf(drawn(dispatch), DEFAULT))] == [
        "UBND TỈNH SÔNG LAM", "SỞ TÀI CHÍNH", "Số: 12/STC-NS", "V/v rà soát kinh phí", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Sông Lam, ngày 5 tháng 3 năm 2026", *(text for text, _ in wrapped()), "Nơi nhận:", "- Như trên;", "- Lưu: VT, NS.",
        "GIÁM ĐỐC", "Nguyễn Văn Mẫu",
    ]  # fmt: skip


def test_a_wide_space_in_the_last_lines_above_the_recipients_makes_no_column() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 85, 290, "theo dõi việc thực hiện tại các huyện, thị xã và")
        at(canvas, 400, 290, "thành phố trong")
        at(canvas, 85, 308, "tỉnh Sông Lam./.")
        foot(canvas)

    assert [line.text for line in lines(read_pdf(drawn(draw), DEFAULT))][:3] == [
        "theo dõi việc thực hiện tại các huyện, thị xã và thành phố trong", "tỉnh Sông Lam./.", "Nơi nhận:",
    ]  # fmt: skip


def test_paragraphs_begin_where_they_are_indented() -> None:
    found = {line.text: line for line in lines(read_pdf(drawn(dispatch), DEFAULT))}
    assert [found[text].starts_paragraph for text, _ in wrapped()] == [x > 85 for _, x in wrapped()]
    assert found["SỞ TÀI CHÍNH"].bold and not found["Số: 12/STC-NS"].bold
    assert found["Độc lập - Tự do - Hạnh phúc"].centred and not found[wrapped()[1][0]].centred


def test_words_lie_on_their_boxes() -> None:
    text = canonical(read_pdf(drawn(dispatch), DEFAULT))
    start = text.content.index("Phòng Ngân sách")
    (box,) = text.span(start, start + len("Phòng Ngân sách")).boxes
    page, x0, top, x1, bottom = box
    row = next(k for k, (line, _) in enumerate(wrapped()) if "Phòng Ngân sách" in line)
    assert page == 1 and 113 < x0 < x1 < 350 and top < 200 + 18 * row < bottom + 4


def test_a_list_of_people_is_read_row_by_row() -> None:
    def members(canvas: Canvas) -> None:
        for k, (name, role) in enumerate((("Ông Trần Văn Mẫu", "Trưởng đoàn"), ("Bà Lê Thị Mẫu", "Phó trưởng đoàn"), ("Ông Vũ Văn Mẫu", "Thành viên"))):
            at(canvas, 90, 200 + 18 * k, name)
            at(canvas, 330, 200 + 18 * k, role)

    assert lines(read_pdf(drawn(members), DEFAULT))[0].text == "Ông Trần Văn Mẫu Trưởng đoàn"


def test_page_numbers_and_running_heads_go_and_the_heads_are_named() -> None:
    def page(number: int) -> Callable[[Canvas], object]:
        def draw(canvas: Canvas) -> None:
            centred(canvas, WIDTH / 2, 40, str(number))
            at(canvas, 85, 60, "Quy chế của Sở Tài chính")
            body(canvas)

        return draw

    reading = read_pdf(drawn(*(page(n) for n in range(1, 5))), DEFAULT)
    texts = [line.text for line in lines(reading)]
    assert "Quy chế của Sở Tài chính" not in texts and not {"1", "2", "3", "4"} & set(texts)
    assert [w.code for w in reading.warnings] == ["running_head_dropped"] and "Quy chế của Sở Tài chính" in reading.warnings[0].message


def test_a_year_alone_on_a_pages_first_or_last_line_is_no_page_number() -> None:
    def first(canvas: Canvas) -> None:
        body(canvas, 790 - 18 * len(wrapped()))
        at(canvas, 85, 790, "2026.")

    def second(canvas: Canvas) -> None:
        at(canvas, 85, 60, "2027.")
        body(canvas, 78)

    texts = [line.text for line in lines(read_pdf(drawn(first, second), DEFAULT))]
    assert "2026." in texts and any(text.startswith("2027") for text in texts)


def test_a_number_in_the_middle_of_a_page_stays() -> None:
    assert "7" in [line.text for line in lines(read_pdf(drawn(together(body, lambda c: at(c, 300, 500, "7"))), DEFAULT))]


XS = (85.0, 120.0, 300.0, 420.0, 520.0)


def grid(canvas: Canvas, top: float, rows: Sequence[Sequence[str | None]], height: float = 40) -> None:
    """A ruled table; None merges with the cell above."""
    for r, row in enumerate(rows):
        y = top + r * height
        for k, text in enumerate(row):
            if text is None:
                continue
            canvas.line(XS[k], HEIGHT - y, XS[k + 1], HEIGHT - y)
            for n, part in enumerate(text.split("\n")):
                at(canvas, XS[k] + 3, y + 15 + 15 * n, part)
    bottom = top + len(rows) * height
    canvas.line(XS[0], HEIGHT - bottom, XS[-1], HEIGHT - bottom)
    for x in XS:
        canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)


HEAD = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")


def table_of(page: Page) -> Table:
    return next(b for b in page.blocks if isinstance(b, Table))


def cells(table: Table) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): " ".join(line.text for line in c.lines) for c in table.cells}


def test_a_ruled_table_with_a_merged_cell() -> None:
    def draw(canvas: Canvas) -> None:
        body(canvas, 100)
        grid(canvas, 250, (HEAD, ("1", "Rà soát\ndanh mục", "Phòng A", "Quý I"), ("2", "Báo cáo", "Phòng B", None)))

    page = read_pdf(drawn(draw), DEFAULT).pages[0]
    table = table_of(page)
    assert (table.rows, table.columns) == (3, 4)
    assert cells(table)[1, 1] == "Rà soát danh mục" and cells(table)[2, 2] == "Phòng B"
    assert next(c.row_span for c in table.cells if (c.row, c.column) == (1, 3)) == 2
    assert page.blocks.index(table) == len(wrapped())


def test_a_table_goes_on_over_pages() -> None:
    def first(canvas: Canvas) -> None:
        grid(canvas, 600, (HEAD, ("1", "Rà soát danh mục", "Phòng A", "Quý I"), ("2", "Tổng hợp, lấy ý kiến của", "Phòng B, các", "Quý II")))

    def second(canvas: Canvas) -> None:
        centred(canvas, WIDTH / 2, 40, "2")
        grid(canvas, 70, (HEAD, ("", "các đơn vị", "phòng khác", ""), ("3", "Báo cáo", "Phòng C", "Quý III")))

    reading = read_pdf(drawn(first, second), DEFAULT)
    assert table_of(reading.pages[1]).continues
    text = canonical(reading)
    assert text.content.count("Nhiệm vụ") == 1 and len(text.tables) == 1
    (table,) = text.tables
    assert (table.rows, table.columns) == (4, 4)
    by_place = {(c.row, c.column): " ".join(text.content[c.start : c.end].split()) for c in table.cells}
    assert by_place[2, 1] == "Tổng hợp, lấy ý kiến của các đơn vị" and by_place[2, 2] == "Phòng B, các phòng khác" and by_place[3, 0] == "3"


def test_two_tables_on_two_pages_stay_two() -> None:
    def first(canvas: Canvas) -> None:
        grid(canvas, 600, (HEAD, ("1", "Rà soát", "Phòng A", "Quý I")))
        at(canvas, 113, 720, "Trên đây là các nhiệm vụ.")

    def second(canvas: Canvas) -> None:
        grid(canvas, 70, (HEAD, ("1", "Báo cáo", "Phòng C", "Quý III")))

    assert len(canonical(read_pdf(drawn(first, second), DEFAULT)).tables) == 2


def test_the_grid_agrees_with_pdfplumber() -> None:
    import pdfplumber

    data = drawn(lambda c: grid(c, 100, (HEAD, *((str(n), f"Việc {n}", "Phòng A", "Quý I") for n in range(1, 12)))))
    with pdfplumber.open(io.BytesIO(data)) as document:
        (theirs,) = document.pages[0].extract_tables()
    ours = table_of(read_pdf(data, DEFAULT).pages[0])
    assert [[cells(ours)[r, k] for k in range(4)] for r in range(ours.rows)] == [[cell or "" for cell in row] for row in theirs]


def test_a_table_of_shaded_cells_without_rules_is_seen_by_pdfplumber() -> None:
    rows = (HEAD, ("1", "Rà soát", "Phòng A", "Quý I"), ("2", "Báo cáo", "Phòng B", "Quý II"))

    def draw(canvas: Canvas) -> None:
        body(canvas, 100)
        for r, row in enumerate(rows):
            for k, text in enumerate(row):
                canvas.setFillGray(0.9)
                canvas.rect(XS[k] + 0.5, HEIGHT - 250 - 40 * (r + 1) + 0.5, XS[k + 1] - XS[k] - 1, 39, stroke=0, fill=1)
                canvas.setFillGray(0)
                at(canvas, XS[k] + 3, 265 + 40 * r, text)

    page = read_pdf(drawn(draw), DEFAULT).pages[0]
    assert [[cells(table_of(page))[r, k] for k in range(4)] for r in range(3)] == [list(row) for row in rows]
    assert len(page.blocks) == len(wrapped()) + 1


def test_shading_behind_lines_of_text_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        for n, line in enumerate(wrapped() * 3):
            canvas.rect(85, HEIGHT - 116 - 20 * n, 6.0 * len(line) + 7 * (n % 3), 19.5, stroke=0, fill=1)
        canvas.setFillGray(0)
        body(canvas, 100)

    page = read_pdf(drawn(draw), DEFAULT).pages[0]
    assert not [b for b in page.blocks if isinstance(b, Table)]


def test_a_turned_page_is_read_and_its_boxes_lie_on_the_paper() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.setFont(fonts()[0], 13)
        for k, (text, _) in enumerate(wrapped()):
            canvas.drawString(100, 400 - 18 * k, text)

    page = read_pdf(drawn(draw), DEFAULT).pages[0]
    found = [b for b in page.blocks if isinstance(b, Line)]
    assert [line.text for line in found] == [text for text, _ in wrapped()] and page.rotation == 90
    assert found[0].box is not None and found[0].box[1] < found[1].box[1]  # type: ignore[index]
    assert found[0].box[4] - found[0].box[2] > 300, "the line runs down the paper"


def test_a_page_with_a_rotation_of_its_own() -> None:
    with pikepdf.open(io.BytesIO(drawn(body, size=landscape(A4)))) as document:
        document.pages[0].Rotate = 90
        buffer = io.BytesIO()
        document.save(buffer)
    assert len(lines(read_pdf(buffer.getvalue(), DEFAULT))) == len(wrapped())


def with_widgets(data: bytes, widgets: Sequence[tuple[tuple[float, float, float, float], str]]) -> bytes:
    """Signature widgets whose text exists only in their appearance."""
    with pikepdf.open(io.BytesIO(data)) as document:
        page = document.pages[0]
        font = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Times-Roman")))
        annots: list[Any] = []
        for (x0, y0, x1, y1), text in widgets:
            shown = " ".join(f"({part}) Tj 0 -12 Td" for part in text.split("\n"))
            stream = pikepdf.Stream(document, f"BT /F1 11 Tf 2 {y1 - y0 - 12} Td {shown} ET".encode())
            stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            stream.BBox = pikepdf.Array([0, 0, x1 - x0, y1 - y0])
            stream.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            annots.append(
                document.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T=pikepdf.String(f"s{len(annots)}"), F=4,
                        Rect=pikepdf.Array([x0, y0, x1, y1]), AP=pikepdf.Dictionary(N=document.make_indirect(stream)),
                    )
                )
            )  # fmt: skip
        page.Annots = pikepdf.Array(annots)
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(annots), SigFlags=3)
        buffer = io.BytesIO()
        document.save(buffer)
    return buffer.getvalue()


def numbered(canvas: Canvas) -> None:
    centred(canvas, 170, 70, "SỞ TÀI CHÍNH")
    centred(canvas, 405, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    at(canvas, 120, 106, "Số:")
    at(canvas, 165, 106, "/STC-NS")
    at(canvas, 320, 106, "Sông Lam, ngày")
    at(canvas, 435, 106, "tháng 3 năm 2026")
    body(canvas)


STAMP = "Signed by: So Tai chinh\nEmail: stc@songlam.example\n05.03.2026 07:30:15 +07:00"


def test_number_and_day_that_only_a_widget_prints_are_put_in_their_place() -> None:
    data = with_widgets(drawn(numbered), [((142, 733, 163, 747), "27"), ((412, 733, 432, 747), "05"), ((430, 780, 580, 820), STAMP)])
    reading = read_pdf(data, DEFAULT)
    texts = [line.text for line in lines(reading)]
    assert "Số: 27 /STC-NS" in texts and "Sông Lam, ngày 05 tháng 3 năm 2026" in texts
    assert not any("Email" in text or "07:30" in text for text in texts)
    (signature,) = reading.signatures
    assert (signature.source, signature.organisation, signature.signed_at) == ("stamp_text", "So Tai chinh", "2026-03-05T07:30:15+07:00")


def test_stamps_that_overlap_are_told_apart() -> None:
    other = "Signed by: Van phong\n06.03.2026 08:00:00 +07:00"
    data = with_widgets(drawn(numbered), [((330, 780, 500, 820), STAMP), ((430, 776, 590, 815), other)])
    found = [(s.organisation, s.signed_at) for s in read_pdf(data, DEFAULT).signatures]
    assert found == [("So Tai chinh", "2026-03-05T07:30:15+07:00"), ("Van phong", "2026-03-06T08:00:00+07:00")]


def image_page(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (300, 420), 230)), 0, 0, WIDTH, HEIGHT)


def test_an_image_page_is_not_silently_empty() -> None:
    reading = read_pdf(drawn(dispatch, image_page), WITHOUT_OCR)
    assert [p.text_origin for p in reading.pages] == ["text_layer", "ocr"]
    assert [w.code for w in reading.warnings] == ["page_not_read"] and "2" in reading.warnings[0].message


@pytest.mark.parametrize(
    ("layer", "note"),
    [
        ("CQNG HOA XA HQI CHU NGHIA VIT NAM Dc lap Ttr do Hnh phuic ", "sai tiếng"),
        ("Ký bởi: Sở Tài chính", "chỉ có dấu"),
    ],
)
def test_a_layer_that_is_not_the_page_is_not_taken(layer: str, note: str) -> None:
    def draw(canvas: Canvas) -> None:
        image_page(canvas)
        for k in range(12 if len(layer) > 30 else 1):
            at(canvas, 60, 100 + 20 * k, layer)

    page = read_pdf(drawn(draw), WITHOUT_OCR).pages[0]
    assert page.text_origin == "ocr" and page.note is not None and note in page.note


def test_a_good_layer_under_a_scan_is_taken() -> None:
    assert read_pdf(drawn(together(image_page, dispatch)), WITHOUT_OCR).pages[0].text_origin == "text_layer"


def test_a_blank_page_is_blank() -> None:
    reading = read_pdf(drawn(dispatch, lambda c: None), WITHOUT_OCR)
    assert reading.pages[1].note == "Trang trắng" and not reading.warnings


def test_bold_by_printing_twice_is_read_once() -> None:
    reading = read_pdf(drawn(together(*(lambda c, x=x: at(c, x, 100, "KẾ HOẠCH") for x in (100, 101.2)))), DEFAULT)
    assert [line.text for line in lines(reading)] == ["KẾ HOẠCH"]


def test_encrypted_truncated_and_long_files() -> None:
    data = drawn(*[body] * 3)
    with pikepdf.open(io.BytesIO(data)) as document:
        buffer = io.BytesIO()
        document.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))
    for broken, code in ((buffer.getvalue(), "encrypted"), (data[: len(data) // 3], "malformed")):
        with pytest.raises(MalformedSource) as caught:
            read(broken, "a.pdf", DEFAULT)
        assert caught.value.code == code
    with pytest.raises(SourceTooLarge) as too_many:
        read(data, "a.pdf", Options(max_pages=2))
    assert too_many.value.code == "too_many_pages"


def test_a_hyphen_at_a_line_end_is_a_hyphen() -> None:
    def draw(canvas: Canvas) -> None:
        at(canvas, 85, 100, "Căn cứ Nghị quyết số 157-")
        at(canvas, 85, 118, "NQ/BCSĐ của Ban cán sự đảng")

    text = canonical(read_pdf(drawn(draw), DEFAULT)).content
    assert text.split("\n") == ["Căn cứ Nghị quyết số 157-", "NQ/BCSĐ của Ban cán sự đảng"]


def test_many_pages_are_read() -> None:
    reading: Any = read_pdf(drawn(*[body] * 200), DEFAULT)
    assert len(reading.pages) == 200 and all(len(p.blocks) == len(wrapped()) for p in reading.pages)
