"""Plain-text exports: table cells after tabs, pipe tables, glued letterheads, page numbers."""

from parser.options import DEFAULT
from parser.readers.plain import read_plain
from parser.readers.shapes import Line, Table
from parser.text.canonical import canonical

TABLE = (
    " \tNhiệm vụ\n\tĐơn vị chủ trì\n\tThời gian\n\n"
    "\t[bookmark: muc_1]I\n\t[bookmark: muc_1_name]CHUẨN BỊ\n\n"
    "\t1\n\tLập đề cương\n\tVăn phòng\n\tQuý I/2024\n\n"
    "\t2\n\tLấy ý kiến\n\t- Phòng A\n- Phòng B\n\t\n\n"
    "\t3\n\tTrình ký\n\t\u00a0\n\t\n\n"
    "\t\u00a0\n\t\u00a0\n\t\u00a0\n\t\u00a0\n"
)


def blocks(text: str) -> tuple[Line | Table, ...]:
    return read_plain(text.encode(), DEFAULT).pages[0].blocks


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text) if isinstance(block, Line)]


def table_of(text: str) -> Table:
    return next(block for block in blocks(text) if isinstance(block, Table))


def cell(table: Table, row: int, column: int) -> list[str]:
    return next([line.text for line in c.lines] for c in table.cells if (c.row, c.column) == (row, column))


def test_tab_led_cells_make_a_table_with_the_lost_index_column_put_back() -> None:
    table = table_of(TABLE)
    assert (table.rows, table.columns, table.header_rows) == (5, 4, 1)
    assert cell(table, 0, 0) == [] and cell(table, 0, 1) == ["Nhiệm vụ"]
    assert cell(table, 3, 2) == ["- Phòng A", "- Phòng B"]


def test_a_bare_tab_continues_the_cell_above_and_a_no_break_space_is_blank() -> None:
    spans = {(c.row, c.column): c.row_span for c in table_of(TABLE).cells}
    assert spans[2, 3] == 3, "the time of row 1 covers rows 2 and 3"
    assert (3, 3) not in spans and (4, 3) not in spans
    assert cell(table_of(TABLE), 4, 2) == []


def test_rows_of_blanks_at_the_end_go() -> None:
    assert max(c.row for c in table_of(TABLE).cells) == 4


def test_a_row_that_no_blank_line_separates_begins_at_its_index() -> None:
    table = table_of("\tTT\n\tViệc\n\tAi\n\n\t1\n\tMột\n\tPhòng A\n \t1.\n\tLại một\n\tPhòng B\n")
    assert cell(table, 2, 0) == ["1."] and cell(table, 2, 2) == ["Phòng B"]


def test_bookmarks_are_changes_and_not_text() -> None:
    reading = read_plain(b"[bookmark: dieu_1]\xc4\x90i\xe1\xbb\x81u 1. Ban h\xc3\xa0nh quy ch\xe1\xba\xbf.", DEFAULT)
    text = canonical(reading)
    assert text.content == "Điều 1. Ban hành quy chế."
    assert [(r.was, r.now, r.rule) for r in text.repairs] == [("[bookmark: dieu_1]", "", "reader.bookmark")]


def test_pipe_tables_with_and_without_rules() -> None:
    plain = table_of("TT | Việc | Ai\n1 | Lập kế hoạch | Văn phòng\n\n2 | Báo cáo | \n")
    assert (plain.rows, plain.columns) == (3, 3) and cell(plain, 2, 2) == []
    marked = table_of("| TT | Việc |\n|----|:---:|\n| 1 | Lập kế hoạch |\n")
    assert (marked.rows, marked.columns) == (2, 2) and cell(marked, 1, 1) == ["Lập kế hoạch"]


def test_a_bar_in_running_text_is_no_table() -> None:
    assert not any(isinstance(block, Table) for block in blocks("Đường dây nóng 1 | 2 của Sở.\nGọi trong giờ làm việc.\n"))


def test_glued_letterhead_columns_are_read_left_then_right() -> None:
    lines = texts(
        "ỦY BAN NHÂN DÂN  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH SÔNG LAM  Độc lập - Tự do - Hạnh phúc\n"
        "SỞ Y TẾ\nSố: 12/KH-SYT   Sông Lam, ngày 02 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    )
    assert lines == [
        "ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM", "SỞ Y TẾ", "Số: 12/KH-SYT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sông Lam, ngày 02 tháng 3 năm 2024", "KẾ HOẠCH",
    ]  # fmt: skip


def test_rules_and_marked_page_numbers_go_but_bare_numbers_stay() -> None:
    assert texts("Một.\n\n-------\n\nTrang 2/5\n\nHai.\n\n7\n\nBa.") == ["Một.", "Hai.", "7", "Ba."]


def test_every_letter_of_the_source_is_in_the_text() -> None:
    text = canonical(read_plain(TABLE.encode(), DEFAULT)).content
    kept = "".join(text.split())
    for word in ("Nhiệm", "CHUẨN", "Phòng", "Trình", "I/2024"):
        assert word in kept


def test_bare_page_numbers_that_grow_by_one_go() -> None:
    page = "\n\n".join(f"Dòng {n} của trang." for n in range(20))
    kept = texts("\n\n".join((page, "2", page, "3", page)))
    assert "2" not in kept and "3" not in kept and len(kept) == 60


def test_index_numbers_of_a_flattened_table_are_no_page_numbers() -> None:
    rows = "\n\n".join(f"{n}\n\n" + "\n\n".join(f"Dòng {i}" for i in range(15)) for n in range(1, 4))
    assert [t for t in texts("TT\n\nNội dung\n\n" + rows) if t.isdigit()] == ["1", "2", "3"]


def test_a_form_feed_and_the_number_beside_it() -> None:
    assert texts("Hết trang một\n2\n\fsang trang hai.") == ["Hết trang một", "sang trang hai."]


def test_the_signature_beside_the_recipients_comes_after_them() -> None:
    lines = texts(
        "Nơi nhận:                                        KT. GIÁM ĐỐC\n- Như trên;                                    PHÓ GIÁM ĐỐC\n- Lưu: VT.\n\n\n"
        "                                               Trần Văn Mẫu\n"
    )
    assert lines == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Mẫu"]


def test_rows_on_one_line_with_tabs_make_a_table() -> None:
    table = table_of("TT\tViệc\tAi\n1\tLập kế hoạch\tVăn phòng\n2\tBáo cáo\t\n")
    assert (table.rows, table.columns) == (3, 3) and cell(table, 1, 2) == ["Văn phòng"]


def test_a_letterhead_set_with_tabs_is_no_table() -> None:
    assert texts("UBND TỈNH SÔNG LAM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ\tĐộc lập - Tự do - Hạnh phúc\n\nKẾ HOẠCH\n") == [
        "UBND TỈNH SÔNG LAM", "SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "KẾ HOẠCH",
    ]  # fmt: skip


def test_a_subject_that_goes_on_beside_the_date() -> None:
    lines = texts("Số: 12/SYT-NVY      Sông Lam, ngày 02 tháng 3 năm 2024\nV/v trực cấp cứu\ndịp lễ\n\nKính gửi: Các bệnh viện.\n")
    assert lines == ["Số: 12/SYT-NVY", "V/v trực cấp cứu", "dịp lễ", "Sông Lam, ngày 02 tháng 3 năm 2024", "Kính gửi: Các bệnh viện."]


def test_utf_16_and_crlf() -> None:
    assert [b.text for b in read_plain("Một.\r\nHai.\r\n".encode("utf-16"), DEFAULT).pages[0].blocks if isinstance(b, Line)] == ["Một.", "Hai."]
