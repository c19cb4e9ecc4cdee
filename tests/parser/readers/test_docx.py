"""DOCX: what Word shows is what is read."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from parser.errors import MalformedSource, SourceTooLarge
from parser.options import DEFAULT, Options
from parser.readers.docx import read_docx
from parser.readers.docx_numbering import FORMATS, cardinal
from parser.readers.shapes import Line, Reading, Table

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def package(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}" + "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def run(text: str, font: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>{text}</w:r>'


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def reading(body: str, **parts: str) -> Reading:
    return read_docx(package(body, **parts), DEFAULT)


def lines(body: str, **parts: str) -> list[str]:
    return [b.text for b in reading(body, **parts).pages[0].blocks if isinstance(b, Line)]


def table(body: str) -> Table:
    return next(b for b in reading(body).pages[0].blocks if isinstance(b, Table))


def texts(found: Table) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): " / ".join(line.text for line in c.lines) for c in found.cells}


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_tracked_insertions_stay_and_deletions_go() -> None:
    body = paragraph(
        "Trước ", "<w:ins><w:r><w:t>ngày 15</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>ngày 10</w:delText></w:r></w:del>", " tháng 6",
        "<w:moveFrom><w:r><w:t> bỏ</w:t></w:r></w:moveFrom>", "<w:moveTo><w:r><w:t>.</w:t></w:r></w:moveTo>",
    )  # fmt: skip
    assert lines(body) == ["Trước ngày 15 tháng 6."]


def test_hyphens_breaks_tabs_and_hidden_text() -> None:
    body = paragraph(
        "06", "<w:r><w:noBreakHyphen/></w:r>", "2022", "<w:r><w:tab/><w:t>cột</w:t></w:r>", "<w:r><w:br/></w:r>", "dòng hai",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>", "<w:r><w:softHyphen/></w:r>",
    )  # fmt: skip
    found = reading(body).pages[0].blocks
    assert [(b.text, b.starts_paragraph) for b in found if isinstance(b, Line)] == [("06-2022\tcột", True), ("dòng hai", None)]


def test_a_drawn_box_is_read_once() -> None:
    box = paragraph("Số: 5/KH-STC")
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{box}</w:txbxContent></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(paragraph("Kính gửi: các sở", drawing)) == ["Số: 5/KH-STC", "Kính gửi: các sở"]


def test_footnotes_follow_the_text() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">{paragraph("Xem Phụ lục.")}</w:footnote></w:footnotes>'
    body = paragraph("Chỉ tiêu", '<w:r><w:footnoteReference w:id="2"/></w:r>', " năm 2026") + paragraph("Hết")
    assert lines(body, footnotes=notes) == ["Chỉ tiêu năm 2026", "Hết", "Xem Phụ lục."]


def test_fields_show_their_result() -> None:
    body = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>", "7")
    assert lines(body) == ["7"]


def test_legacy_fonts_run_by_run_with_the_letter_that_word_takes_for_a_hyphen() -> None:
    body = paragraph(
        run("<w:t>Th«ng t</w:t><w:softHyphen/>", ".VnTime"), run("<w:t> số 5 và </w:t>", "Times New Roman"), run("<w:t>c«ng v¨n</w:t>", ".VnTimeH"),
        run("<w:t> soá</w:t>", "VNI-Times"),
    )  # fmt: skip
    found = reading(body).pages[0].blocks[0]
    assert isinstance(found, Line) and found.text == "Thông tư số 5 và CÔNG VĂN số"
    assert [found.text[c.start : c.end] for c in found.changes] == ["Thông tư", "CÔNG VĂN", " số"]
    assert {c.rule for c in found.changes} == {"legacy.font"}


def test_a_legacy_font_may_come_from_the_style_chain() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Goc"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Goc"/></w:style></w:styles>'
    )
    assert lines(paragraph("QuyÕt ®Þnh", properties='<w:pPr><w:pStyle w:val="Con"/></w:pPr>'), styles=styles) == ["Quyết định"]


def test_legacy_lines_among_unicode_are_converted_though_their_font_says_nothing() -> None:
    old = ["C¨n cø QuyÕt ®Þnh sè 5 cña Uû ban nh©n d©n tØnh", "vÒ viÖc ban hµnh quy chÕ lµm viÖc cña c¸c së, ban, ngµnh"]
    new = ["Kế hoạch này được thực hiện từ quý I.", "Công an xã và các cơ quan có liên quan", "Sở Tài chính cân đối ngân sách địa phương."]
    found = reading("".join(paragraph(text) for text in (new[0], *old, *new[1:])))
    shown = [b.text for b in found.pages[0].blocks if isinstance(b, Line)]
    assert shown[1:3] == ["Căn cứ Quyết định số 5 của Uỷ ban nhân dân tỉnh", "về việc ban hành quy chế làm việc của các sở, ban, ngành"]
    assert [shown[0], *shown[3:]] == new and [w.code for w in found.warnings] == ["legacy_encoding_guessed"]


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def item(text: str, num: int, level: int = 0) -> str:
    return paragraph(text, properties=f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr></w:pPr>')


def test_labels_that_word_computes_are_in_the_text() -> None:
    body = (
        item("Mục đích", 1) + item("Chung", 1, 1) + item("Một", 1, 2) + item("Hai", 1, 2) + item("Riêng", 1, 1) + item("Một", 1, 2) + item("Yêu cầu", 1)
        + item("Chung", 1, 1) + item("Phạm vi", 2) + item("Gạch", 3) + item("Đối tượng", 2) + item("Thi hành", 4)
    )  # fmt: skip
    assert lines(body, numbering=NUMBERING) == [
        "I. Mục đích", "1.1. Chung", "a) Một", "b) Hai", "1.2. Riêng", "a) Một", "II. Yêu cầu", "2.1. Chung",
        "Điều 1. Phạm vi", "• Gạch", "Điều 2. Đối tượng", "Điều 7. Thi hành",
    ]  # fmt: skip


def test_number_formats() -> None:
    assert [FORMATS["lowerRoman"](n) for n in (4, 9, 14, 40)] == ["iv", "ix", "xiv", "xl"]
    assert [FORMATS["lowerLetter"](n) for n in (1, 26, 27)] == ["a", "z", "aa"]
    assert [cardinal(n) for n in (5, 10, 15, 21, 25, 30)] == ["năm", "mười", "mười lăm", "hai mươi mốt", "hai mươi lăm", "ba mươi"]


def test_merged_cells_keep_their_spans() -> None:
    body = "<w:tbl>" + (
        row(cell(paragraph("TT")), cell(paragraph("Nhiệm vụ")), cell(paragraph("Thời gian")))
        + row(cell(paragraph("1")), cell(paragraph("Rà soát")), cell(paragraph("Quý I"), properties='<w:vMerge w:val="restart"/>'))
        + row(cell(paragraph("2")), cell(paragraph("Báo cáo")), cell(paragraph(), properties="<w:vMerge/>"))
        + row(cell(paragraph("Tổng"), properties='<w:gridSpan w:val="2"/>'), cell(paragraph("x")))
    ) + "</w:tbl>"  # fmt: skip
    found = table(body)
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in found.cells}
    assert (found.rows, found.columns) == (4, 3)
    assert spans[1, 2] == (2, 1) and (2, 2) not in spans and spans[3, 0] == (1, 2)


def test_grid_columns_that_nothing_begins_at_are_none() -> None:
    body = "<w:tbl>" + row(cell(paragraph("a")), cell(paragraph("b"))) + row(cell(paragraph("c"), properties='<w:gridSpan w:val="4"/>')) + "</w:tbl>"
    found = table(body)
    assert found.columns == 2 and {c.column_span for c in found.cells if c.row == 1} == {2}


def test_a_nested_table_is_read_inside_its_cell() -> None:
    inner = "<w:tbl>" + row(cell(paragraph("x")), cell(paragraph("y"))) + "</w:tbl>"
    body = "<w:tbl>" + row(cell(paragraph("TT")), cell(paragraph("Việc"))) + row(cell(paragraph("1")), cell(paragraph("Gồm:"), inner)) + "</w:tbl>"
    assert texts(table(body))[1, 1] == "Gồm: / x y"


def letterhead() -> bytes:
    document = docx.Document()
    grid = document.add_table(rows=2, cols=2)
    grid.cell(0, 0).text = "UBND TỈNH SÔNG LAM\nSỞ TÀI CHÍNH"
    grid.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    grid.cell(1, 0).text = "Số: 12/STC-NS"
    grid.cell(1, 1).text = "Sông Lam, ngày 5 tháng 3 năm 2026"
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("QUYẾT ĐỊNH").bold = True
    members = document.add_table(rows=2, cols=2)
    for i, (name, role) in enumerate((("Phòng Ngân sách", "Trưởng đoàn"), ("Văn phòng", "Thành viên"))):
        members.cell(i, 0).text, members.cell(i, 1).text = name, role
    foot = document.add_table(rows=1, cols=2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    foot.cell(0, 1).text = "GIÁM ĐỐC"
    return saved(document)


def test_a_letterhead_table_is_lines_column_by_column_and_a_list_of_members_a_table() -> None:
    blocks = read_docx(letterhead(), DEFAULT).pages[0].blocks
    shown = [b.text if isinstance(b, Line) else "TABLE" for b in blocks]
    assert shown == [
        "UBND TỈNH SÔNG LAM", "SỞ TÀI CHÍNH", "Số: 12/STC-NS", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Sông Lam, ngày 5 tháng 3 năm 2026", "QUYẾT ĐỊNH", "TABLE", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC",
    ]  # fmt: skip
    title = blocks[6]
    assert isinstance(title, Line) and title.bold and title.centred


def test_columns_typed_with_tabs_or_spaces() -> None:
    tab = "<w:r><w:tab/></w:r>"
    body = (
        paragraph("UBND HUYỆN ĐÔNG HẢI", tab, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + paragraph("Số:      /KH-UBND" + " " * 30 + "Độc lập - Tự do - Hạnh phúc")
        + paragraph(" " * 60 + "Đông Hải, ngày    tháng 3 năm 2026")
        + paragraph("KẾ HOẠCH", properties='<w:pPr><w:jc w:val="center"/></w:pPr>')
        + paragraph("1." + " " * 6 + "Mục đích")
        + paragraph("Nơi nhận:" + " " * 40 + "TM. ỦY BAN NHÂN DÂN")
        + paragraph("- Các phòng, ban;" + " " * 40 + "CHỦ TỊCH")
        + paragraph("- Lưu: VT.")
    )
    assert [" ".join(line.split()) for line in lines(body)] == [
        "UBND HUYỆN ĐÔNG HẢI", "Số: /KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Đông Hải, ngày tháng 3 năm 2026",
        "KẾ HOẠCH", "1. Mục đích", "Nơi nhận:", "- Các phòng, ban;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    ]  # fmt: skip


def test_a_letterhead_in_the_pages_header_and_an_equation() -> None:
    head = f'<w:hdr {W}>{paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")}</w:hdr>'
    other = f'<w:hdr {W}>{paragraph("Trang 2")}</w:hdr>'
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a = b</m:t></m:r></m:oMath>'
    assert lines(paragraph("Với ", math), header1=other, header2=head) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Với a = b"]
    assert lines(paragraph("Cộng hòa xã hội chủ nghĩa Việt Nam"), header2=head) == ["Cộng hòa xã hội chủ nghĩa Việt Nam"]


def test_the_header_of_two_rows_shows_in_its_merged_cells() -> None:
    body = "<w:tbl>" + (
        row(cell(paragraph("TT"), properties='<w:vMerge w:val="restart"/>'), cell(paragraph("Thời gian"), properties='<w:gridSpan w:val="2"/>'))
        + row(cell(paragraph(), properties="<w:vMerge/>"), cell(paragraph("Bắt đầu")), cell(paragraph("Kết thúc")))
        + row(cell(paragraph("1")), cell(paragraph("Quý I")), cell(paragraph("Quý II")))
    ) + "</w:tbl>"  # fmt: skip
    assert table(body).header_rows == 2


def test_an_external_entity_is_never_read(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật")
    xml = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "{"y" * 50}">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>Trước &x; sau</w:t></w:r></w:p></w:body></w:document>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert "bí mật" not in str(read_docx(buffer.getvalue(), DEFAULT))


def test_a_bomb_stops_at_the_limit() -> None:
    bomb = package("<w:p/>" * 100_000)
    with pytest.raises(SourceTooLarge) as caught:
        read_docx(bomb, Options(max_unpacked_bytes=100_000))
    assert caught.value.code == "unpacked_too_large"


def test_nfd_text_is_composed() -> None:
    assert lines(paragraph("Bo\u0302\u0323 Y te\u0302\u0301")) == ["Bộ Y tế"]


def test_a_document_without_its_main_part() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/styles.xml", "<x/>")
    with pytest.raises(MalformedSource):
        read_docx(buffer.getvalue(), DEFAULT)
