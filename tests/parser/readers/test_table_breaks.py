"""Tables of scanned paper that go on over a page break: the heading is read twice with other errors, the paper lies differently."""

from dataclasses import replace

import pytest

from parser.readers.pdf_pages import joined, row_texts
from parser.readers.shapes import Cell, Line, Page, Table

HEAD = ["STT", "Nhiệm vụ, giải pháp", "Cơ quan chủ trì", "Thời gian"]
BORDERS = (60.0, 90.0, 300.0, 450.0, 570.0)


def table(rows: list[list[str]], borders: tuple[float, ...] = BORDERS) -> Table:
    cells = tuple(Cell(i, k, (Line(text),) if text else ()) for i, row in enumerate(rows) for k, text in enumerate(row))
    return Table(cells, len(rows), len(rows[0]), box=(1, borders[0], 60.0, borders[-1], 700.0), borders=borders)


def second_of(first: Table, second: Table, origin: str = "ocr") -> Table:
    pages = [Page(1, (first,), origin, 595.0, 842.0), Page(2, (second,), origin, 595.0, 842.0)]  # type: ignore[arg-type]
    (_, page), _ = joined(pages)
    (block,) = page.blocks
    assert isinstance(block, Table)
    return block


FIRST = table([HEAD, ["1", "Rà soát hồ sơ.", "Sở Y tế", "Quý I/2024"]])
ROW = ["2", "Lập kế hoạch.", "Sở Nội vụ", "Quý II/2024"]


@pytest.mark.parametrize(
    ("head", "left"),
    [
        (HEAD, 1),
        (["STT", "Nhiệm vụ, giải pháp", "Cơ quan chủ trỉ", "— Thờigian"], 1),
        (["ST", "hiệm vụ, giải pháp .", "Cơ quan chủ trì", "Thời gian"], 1),
        (["STT", "Nhiệm vụ, giải pháp", "Kinh phí (triệu đồng)", "Thời gian"], 2),
        (["3", "Tổng hợp báo cáo năm.", "Văn phòng", "Quý III/2024"], 2),
    ],
)
def test_a_repeated_heading_goes(head: list[str], left: int) -> None:
    got = second_of(FIRST, table([head, ROW]))
    assert got.continues and got.rows == left and row_texts(got, left - 1) == ROW


def test_a_text_layer_repeats_its_heading_to_the_letter() -> None:
    assert second_of(FIRST, table([["STT", "Nhiệm vụ và giải pháp", "Cơ quan chủ trì", "Thời gian"], ROW]), "text_layer").rows == 2


def test_column_numbers_below_the_heading_go_too() -> None:
    first = table([HEAD, ["(1)", "(2)", "(3)", "(4)"], ["1", "Rà soát hồ sơ.", "Sở Y tế", "Quý I/2024"]])
    assert row_texts(second_of(first, table([HEAD, ["(1)", "2)", "G)", "(4)"], ROW])), 0) == ROW
    assert second_of(first, table([HEAD, ["2", "7", "3", "9"], ROW])).rows == 2  # figures, not the columns' numbers


def test_rows_that_differ_in_figures_are_no_heading() -> None:
    first = table([["Kế hoạch phát triển năm 2024", "Số lượng cơ sở đạt chuẩn"], ["a", "b"]], (60.0, 300.0, 570.0))
    assert second_of(first, table([["Kế hoạch phát triển năm 2025", "Số lượng cơ sở đạt chuẩn"], ["c", "d"]], (60.0, 300.0, 570.0))).rows == 2


def test_a_column_missed_on_a_shifted_page_is_found_again() -> None:
    shifted = tuple(x + 9 for x in (60.0, 90.0, 300.0, 570.0))
    got = second_of(FIRST, table([["2", "Lập kế hoạch.", "Sở Nội vụ"]], shifted))
    assert got.continues and got.columns == 4 and [(c.column, c.column_span) for c in got.cells] == [(0, 1), (1, 1), (2, 2)]


def test_turned_pages_join_by_their_columns() -> None:
    first, second = (replace(FIRST, box=(1, 60.0, 60.0, 500.0, 570.0)), replace(table([ROW]), box=(2, 60.0, 60.0, 210.0, 570.0)))
    assert second_of(first, second).continues
    assert not second_of(first, replace(second, borders=tuple(x + 60 for x in BORDERS))).continues


def test_a_row_cut_by_the_page_is_joined() -> None:
    first = table([HEAD, ["1", "Rà soát, bổ sung cơ sở dữ", "Sở Y tế", "Quý I/2024"]])
    pages = [Page(1, (first,), "ocr", 595.0, 842.0), Page(2, (table([["", "liệu về hành nghề.", "", ""], ROW]),), "ocr", 595.0, 842.0)]
    (one, two), _ = joined(pages)
    assert isinstance(one.blocks[-1], Table) and row_texts(one.blocks[-1], 1)[1] == "Rà soát, bổ sung cơ sở dữ liệu về hành nghề."
    assert isinstance(two.blocks[0], Table) and two.blocks[0].rows == 1 and row_texts(two.blocks[0], 0) == ROW


@pytest.mark.parametrize(("text", "x", "joins"), [("7", 560.0, True), ("2017", 590.0, True), ("Tổng hợp", 300.0, False)])
def test_a_speck_or_another_sheets_edge_does_not_part_a_table(text: str, x: float, joins: bool) -> None:
    stray = Line(text, 2, (2, x, 40.0, x + 20, 50.0))
    pages = [Page(1, (FIRST,), "ocr", 595.0, 842.0), Page(2, (stray, table([HEAD, ROW])), "ocr", 595.0, 842.0)]
    (_, page), warnings = joined(pages)
    assert isinstance(page.blocks[-1], Table) and page.blocks[-1].continues == joins
    assert [w.code for w in warnings] == (["beside_table_dropped"] if joins else [])
    assert (stray in page.blocks) != joins
