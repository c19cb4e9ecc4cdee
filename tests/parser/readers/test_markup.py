"""HTML and markdown: the document without the site around it, its marks without the words they cut."""

import unicodedata

import pytest

from parser.errors import MalformedSource
from parser.options import DEFAULT
from parser.readers.html import read_html
from parser.readers.markdown import plain, read_markdown
from parser.readers.markup import lines_in
from parser.readers.shapes import Line, Reading, Table

LETTERHEAD = """<table><tr><td>UBND TỈNH SÔNG LAM<br>SỞ Y TẾ<br>-------</td>
<td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br/>Độc lập - Tự do - Hạnh phúc<br/>---------------</td></tr>
<tr><td>Số: 8/QĐ-SYT</td><td><i>Sông Lam, ngày 2 tháng 2 năm 2026</i></td></tr></table>"""
SHOWN = [
    "UBND TỈNH SÔNG LAM", "SỞ Y TẾ", "Số: 8/QĐ-SYT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sông Lam, ngày 2 tháng 2 năm 2026",
]  # fmt: skip
ARTICLES = "".join(f"<p>Điều {n}. Các đơn vị trực thuộc Sở rà soát, báo cáo kết quả thực hiện về Văn phòng Sở trước ngày {n} hằng tháng.</p>" for n in range(1, 9))
NEWS = "".join(f'<li><a href="/tin/{n}">Tin số {n}: hội nghị trực tuyến toàn tỉnh về công tác phòng bệnh mùa hè</a></li>' for n in range(30))


def portal(content: str, beside: str = "") -> bytes:
    return (
        "<!DOCTYPE html><html><head><title>Cổng thông tin</title><script>var x = '<p>Điều 99.</p>'</script></head><body>"
        '<header><a href="/">Trang chủ</a></header><div class="main-menu"><ul><li><a href="/a">Văn bản</a></li></ul></div>'
        f'<div id="page"><div class="wrap"><h1>Văn bản mới</h1><div>{content}</div></div><div class="col">{beside}</div></div>'
        '<div class="site-footer">Bản quyền của Cổng thông tin</div></body></html>'
    ).encode()


def lines(reading: Reading) -> list[str]:
    return [b.text for b in reading.pages[0].blocks if isinstance(b, Line)]


def tables(reading: Reading) -> list[Table]:
    return [b for b in reading.pages[0].blocks if isinstance(b, Table)]


def html(body: str) -> Reading:
    return read_html(f"<html><body>{body}</body></html>".encode(), DEFAULT)


def md(text: str) -> Reading:
    return read_markdown(text.encode(), DEFAULT)


def test_the_chrome_of_an_unknown_portal_is_left_out() -> None:
    found = lines(read_html(portal(LETTERHEAD + "<p><b>QUYẾT ĐỊNH</b></p>" + ARTICLES, NEWS), DEFAULT))
    assert found[:7] == [*SHOWN, "QUYẾT ĐỊNH"] and found[-1].startswith("Điều 8.") and len(found) == 15


def test_a_page_without_a_letterhead_keeps_its_document() -> None:
    found = lines(read_html(portal(ARTICLES, NEWS), DEFAULT))
    assert [line for line in found if line.startswith("Điều")] == found[-8:] and not any("Tin số" in line for line in found)


def test_what_stood_above_the_letterhead_is_named() -> None:
    reading = read_html(portal("<div>Tải về</div>" + LETTERHEAD + ARTICLES), DEFAULT)
    assert lines(reading)[0] == SHOWN[0]
    assert [w.code for w in reading.warnings] == ["site_chrome_dropped"] and "Tải về" in reading.warnings[0].message


def test_a_table_with_spans() -> None:
    reading = html(
        "<table border=1><tr><th rowspan=2>TT</th><th colspan=2>Nhiệm vụ</th></tr><tr><th>Việc</th><th>Ai</th></tr>"
        "<tr><td>1</td><td>Rà soát<br>danh mục</td><td rowspan=2>Phòng A</td></tr><tr><td>2</td><td>Báo cáo</td></tr></table>"
    )
    (table,) = tables(reading)
    assert (table.rows, table.columns, table.header_rows) == (4, 3, 2)
    places = {(c.row, c.column): ([line.text for line in c.lines], c.row_span, c.column_span) for c in table.cells}
    assert places[1, 1] == (["Việc"], 1, 1) and places[2, 1] == (["Rà soát", "danh mục"], 1, 1)
    assert places[2, 2] == (["Phòng A"], 2, 1) and (3, 2) not in places


def test_blocks_breaks_lists_and_hidden_text() -> None:
    reading = html(
        "<div>Kính gửi:<br>các sở</div><ol type='a' start='2'><li>Một</li><li>Hai</li></ol><ul><li>Gạch</li><li>- Có sẵn</li></ul>"
        "<p style='display: none'>ẩn</p><p>ngày&nbsp;5&nbsp;&nbsp;tháng 6</p><h2>Phần II</h2><p>T<b>iế</b>p</p>"
    )
    assert lines(reading) == ["Kính gửi:", "các sở", "b) Một", "c) Hai", "- Gạch", "- Có sẵn", "ngày 5 tháng 6", "Phần II", "Tiếp"]
    heading = next(b for b in reading.pages[0].blocks if isinstance(b, Line) and b.text == "Phần II")
    assert heading.heading_level == 2 and heading.starts_paragraph


def test_legacy_and_misread_bytes() -> None:
    cp1258 = unicodedata.normalize("NFD", "Công văn đến").encode("cp1258", errors="ignore")
    assert "ng v" in lines(read_html(b"<html><meta charset=windows-1258><body><p>" + cp1258 + b"</p></body></html>", DEFAULT))[0]
    baked = "<html><body>" + "<p>Ủy ban nhân dân tỉnh ban hành quyết định</p>" * 8 + "</body></html>"
    reading = read_html(baked.encode().decode("cp1252", errors="replace").encode(), DEFAULT)
    assert reading.pages[0].blocks
    tcvn3 = "<p>C¨n cø QuyÕt ®Þnh sè 5 cña Uû ban nh©n d©n tØnh vÒ viÖc ban hµnh quy chÕ lµm viÖc cña c¸c së, ban, ngµnh</p>"
    assert lines(html(tcvn3)) == ["Căn cứ Quyết định số 5 của Uỷ ban nhân dân tỉnh về việc ban hành quy chế làm việc của các sở, ban, ngành"]


def test_numbers_in_attributes_that_are_none() -> None:
    for value in ("²", "9" * 5000, "-3", "x", ""):
        page = f'<table><tr><td rowspan="{value}" colspan="{value}">a</td><td>b</td></tr><tr><td>c</td></tr></table><ol start="{value}"><li value="{value}">d</li></ol>'
        reading = read_html(f"<html><body><div><p>Điều 1. Ban hành</p>{page}</div></body></html>".encode(), DEFAULT)
        assert "".join(line.text for b in reading.pages[0].blocks for line in lines_in(b)).count("Ban hành") == 1


def test_deep_nesting_is_refused_and_not_waited_for() -> None:
    with pytest.raises(MalformedSource):
        html("<div>" * 100_000 + "x")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Điều 1.** Ban hành", "Điều 1. Ban hành"), ("*Nơi nhận:*", "Nơi nhận:"), ("5 * 3 = 15 và 2*4", "5 * 3 = 15 và 2*4"),
        ("tệp ten_tep_dai.pdf", "tệp ten_tep_dai.pdf"), ("phát tri**ển**", "phát triển"), ("[Luật số 5](https://a.example/x_(1))", "Luật số 5"),
        (r"1\. Mục đích", "1. Mục đích"), ("* Mục", "- Mục"), ("![ảnh](a.png)", "ảnh"), ("Sở A &amp; Sở B", "Sở A & Sở B"), ("<b>Số</b>: 5", "Số: 5"),
        ("***KẾ HOẠCH***", "KẾ HOẠCH"), ("__Ghi chú__", "Ghi chú"), ("a ** b", "a ** b"),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(source: str, text: str) -> None:
    assert plain(source)[0] == text


def test_markdown_blocks() -> None:
    reading = md("# QUYẾT ĐỊNH\n\nĐiều 1. Ban hành\nquy chế.\n\n- Một\n- Hai\n\n---\n\n> Trích\n")
    assert lines(reading) == ["QUYẾT ĐỊNH", "Điều 1. Ban hành", "quy chế.", "- Một", "- Hai", "Trích"]
    first, _, joined, *_ = (b for b in reading.pages[0].blocks if isinstance(b, Line))
    assert first.heading_level == 1 and joined.starts_paragraph is None


def test_a_pipe_table() -> None:
    (table,) = tables(md("| TT | Việc |\n|---|:-:|\n| 1 | Rà soát \\| báo cáo |\n| **2** | a<br>b |\n"))
    assert [[line.text for line in c.lines] for c in table.cells] == [["TT"], ["Việc"], ["1"], ["Rà soát | báo cáo"], ["2"], ["a", "b"]]


SCRAPED = (
    "*Source: https://vanban.example/1.aspx*\n\n# Về việc trợ cấp của một tỉnh khác\n\n"
    "| UBND TỈNH SÔNG LAM ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc --------------- |\n|---|---|\n"
    "| Số: 8/UBND-KT V/v báo cáo | Sông Lam, ngày 2 tháng 2 năm 2026 |\n\nKính gửi: Các sở\n\n"
    "| Nơi nhận: - Như trên; - Lưu: VT. | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn Mẫu |\n|---|---|\n"
)


def test_a_glued_letterhead_is_cut_where_the_form_begins_a_line() -> None:
    assert lines(md(SCRAPED)) == [
        "UBND TỈNH SÔNG LAM", "Số: 8/UBND-KT", "V/v báo cáo", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Sông Lam, ngày 2 tháng 2 năm 2026", "Kính gửi: Các sở", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Mẫu",
    ]  # fmt: skip


def test_a_heading_that_glues_issuer_and_nation() -> None:
    assert lines(md("# UBND TỈNH SÔNG LAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"))[:2] == [
        "UBND TỈNH SÔNG LAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]  # fmt: skip


def test_another_documents_title_is_not_taken_for_this_ones() -> None:
    reading = md(SCRAPED)
    assert sorted(w.code for w in reading.warnings) == ["site_chrome_dropped", "site_title_dropped"]
    assert any("một tỉnh khác" in w.message for w in reading.warnings)
    kept = md("# KẾ HOẠCH\n\nTriển khai công tác\n")
    assert lines(kept)[0] == "KẾ HOẠCH" and not kept.warnings


def test_broken_words_are_joined_and_recorded() -> None:
    reading = md("Ủy ban nhân dân T hành ph ố yêu cầu các sở, t ỉ nh và B ộ báo cáo")
    (line,) = (b for b in reading.pages[0].blocks if isinstance(b, Line))
    assert line.text == "Ủy ban nhân dân Thành phố yêu cầu các sở, tỉnh và Bộ báo cáo"
    assert [c.was for c in line.changes] == ["T hành", "ph ố", "t ỉ nh", "B ộ"]


def test_much_of_one_line_is_read_in_bounded_time() -> None:
    assert len(lines(md("Ủy ban nhân dân tỉnh yêu cầu các sở, ngành báo cáo.\n" * 20_000))) == 20_000
    assert md("*" * 100_000 + "[" * 100_000 + "|" * 20_000)
