"""Tables: roles from headers, section rows, merged cells, lost headings, tables flattened to lines."""

from collections.abc import Callable

from parser.structure.columns import header_columns, role_of
from parser.structure.shapes import Node, Structure
from parser.structure.tables import row_label

Structured = Callable[[str], Structure]
ByRef = Callable[[Structure], dict[str, str]]

ROWS = (
    "PHỤ LỤC II\nDANH MỤC NHIỆM VỤ\n(Kèm theo Quyết định số 20/QĐ-UBND)\n\n"
    "TT | Tên nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành\n"
    "I. | Hoàn thiện thể chế | | |\n1. | Xây dựng quy chế | Sở A | Sở B | 6/2025\n1.1. | Soạn thảo | Sở A | | 3/2025\n"
    "II. | Nguồn lực | | |\n2. | Bố trí kinh phí | Sở C | | Hằng năm\n"
    "TT | Tên nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành\n03 | Đào tạo | Sở D | Sở E | 2026\n"
)


def rows_of(structure: Structure) -> list[Node]:
    return [node for node in structure.nodes() if node.kind == "row"]


def test_rows_sections_and_roles(structured: Structured, by_ref: ByRef) -> None:
    structure = structured(ROWS)
    assert [role for _, role in structure.tables[0].columns] == ["index", "task", "lead", "coordinating", "deadline"]
    refs = by_ref(structure)
    assert refs["PL2:I.1"] == "Xây dựng quy chế" and refs["PL2:I.1.1"] == "Soạn thảo"
    assert refs["PL2:II.2"] == "Bố trí kinh phí" and refs["PL2:II.03"] == "Đào tạo"
    section = next(node for node in structure.nodes() if node.ref == "PL2:II")
    assert section.kind == "item" and structure.text.content[section.heading_start or 0 : section.heading_end] == "Nguồn lực"


def test_cells_by_column(structured: Structured) -> None:
    structure = structured(ROWS)
    last = rows_of(structure)[-1]
    assert [structure.text.content[s:e] for s, e in last.cells.values()] == ["03", "Đào tạo", "Sở D", "Sở E", "2026"]


def test_a_table_under_an_item_takes_its_path(structured: Structured, by_ref: ByRef) -> None:
    refs = by_ref(structured("I. MỤC TIÊU\n\n1. Mua thuốc:\n\nSTT | Công việc | Thời gian\n01 | Lập danh mục | 3/2024\n02 | Mở thầu | 4/2024\n\n2. Mua vật tư.\n"))
    assert refs["I.1.01"] == "Lập danh mục" and refs["I.2"] == "Mua vật tư."


def test_a_column_of_states_is_no_outcome(structured: Structured) -> None:
    text = "\tTT\n\tNhiệm vụ\n\tĐơn vị chủ trì\n\tKết quả thực hiện\n\n\t1\n\tMột\n\tSở A\n\t{}\n\n\t2\n\tHai\n\tSở B\n\t{}\n\n\t3\n\tBa\n\tSở C\n\t{}\n"
    roles = [structured(text.format(*cells)).tables[0].columns[3][1] for cells in (("Chưa báo cáo", "Đang sửa", "Đã gửi"), ("Quyết định", "Đề án", "Đã gửi"))]
    assert roles == ["other", "outcome"]


def test_merged_cells_are_carried_and_marked(structured: Structured) -> None:
    text = "\tTT\n\tNhiệm vụ\n\tĐơn vị chủ trì\n\tThời gian\n\n\t1\n\tMột\n\tSở A\n\tQuý I\n\n\t2\n\tHai\n\t\n\t\u00a0\n\n\t3\n\tBa\n\tSở B\n\tQuý II\n"
    structure = structured(text)
    first, second, third = rows_of(structure)
    assert second.cells[2] == first.cells[2] and second.merged == {2} and not first.merged and not third.merged
    assert second.cells[3][0] == second.cells[3][1], "a blank cell is blank"


def test_numbers_that_begin_again_have_lost_their_heading(structured: Structured, by_ref: ByRef) -> None:
    text = "TT | Nhiệm vụ | Chủ trì\nI | CHUẨN BỊ |\n1 | Một | Sở A\n2 | Hai | Sở A\n1. | Lại một | Sở B\n1.1 | Nhánh | Sở B\n"
    structure = structured(text)
    refs = by_ref(structure)
    assert refs["?.1"] == "Lại một" and refs["?.1.1"] == "Nhánh"
    assert [w.code for w in structure.warnings] == ["lost_heading"]


def test_two_header_rows(structured: Structured) -> None:
    text = "TT | Nội dung công việc | Phân công thực hiện | Phân công thực hiện\n | | Đơn vị chủ trì | Đơn vị phối hợp\n1 | Một việc | Sở A | Sở B\n2 | Hai việc | Sở A | Sở B\n"
    assert [role for _, role in structured(text).tables[0].columns] == ["index", "task", "lead", "coordinating"]


def test_roles_and_labels() -> None:
    assert [role_of(h) for h in ("STT", "Nội dung công việc", "Đơn vị, cá nhân thực hiện", "Tiến độ thực hiện", "Ghi chú", "Diện tích")] == [
        "index", "task", "lead", "deadline", "note", None,
    ]  # fmt: skip
    assert [row_label(t) for t in ("1.", "1, 1", "IV.", "a)", "-", "2025-2030", "Sở A")] == ["1", "1.1", "IV", "a", "-", None, None]


def test_a_header_run_together_on_one_line() -> None:
    assert [role for _, role in header_columns("TT Nội dung nhiệm vụ cần làm Đơn vị chủ trì Đơn vị phối hợp Thời gian thực hiện")] == [
        "index", "task", "lead", "coordinating", "deadline",
    ]  # fmt: skip


FLAT = (
    "Phụ lục\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số /KH-SYT)\n\nTT\nNội dung công việc\nĐơn vị chủ trì Đơn vị phối hợp\nThời\ngian\nthực\nhiện\n"
    "1\nSửa chữa kè đá và các cống ngăn mặn tại các\ncửa sông, cửa lạch\nCác chi cục, đơn vị\ntrực thuộc Sở A\nCác Phòng thuộc Sở; các\nchủ tàu cá\n2022 -\n2025\n"
    "TT\nNội dung công việc\nĐơn vị chủ trì Đơn vị phối hợp\nThời\ngian\nthực\nhiện\n"
    "2\nLắp biển báo luồng lạch cho các bến đò ngang sông\nTrung tâm Cứu hộ\nđường thủy\nCác Phòng thuộc Sở\nQuý II/2023\n"
)


def test_a_flattened_table_is_rebuilt(structured: Structured, by_ref: ByRef) -> None:
    structure = structured(FLAT)
    refs = by_ref(structure)
    assert refs["PL:1"] == "Sửa chữa kè đá và các cống ngăn mặn tại các cửa sông, cửa lạch"
    content = structure.text.content
    cells = [[" ".join(content[s:e].split()) for s, e in (node.cells[c] for c in sorted(node.cells))] for node in rows_of(structure)]
    assert cells[0][2:] == ["Các chi cục, đơn vị trực thuộc Sở A", "Các Phòng thuộc Sở; các chủ tàu cá", "2022 - 2025"]
    assert cells[1][2:] == ["Trung tâm Cứu hộ đường thủy", "Các Phòng thuộc Sở", "Quý II/2023"]


def test_running_text_with_the_letters_tt_is_no_table(structured: Structured) -> None:
    assert structured("TT Huế đề nghị các sở phối hợp.\n\n1. Sở A.\n\n2. Sở B.\n").tables == ()


def test_section_rows_over_the_whole_width_and_numbers_inside_the_text(structured: Structured, by_ref: ByRef) -> None:
    text = "Nhiệm vụ | Chủ trì | Thời gian\nI. THỂ CHẾ | |\n1. Xây dựng quy chế | Sở A | 6/2025\n2. Sửa quy định | Sở B | 7/2025\nII. NGUỒN LỰC | |\n1. Bố trí kinh phí | Sở C | Hằng năm\n"
    structure = structured(text)
    refs = by_ref(structure)
    assert refs["I.1"] == "Xây dựng quy chế" and refs["II.1"] == "Bố trí kinh phí"
    section = next(node for node in structure.nodes() if node.ref == "II")
    assert structure.text.content[section.heading_start or 0 : section.heading_end] == "NGUỒN LỰC"


def test_a_table_that_goes_on_after_a_page_keeps_its_section(structured: Structured, by_ref: ByRef) -> None:
    text = (
        "TT | Nhiệm vụ | Chủ trì\nI | THỂ CHẾ |\n1 | Một | Sở A\n2 | Hai | Sở A\n\n(tiếp theo trang sau)\n\n"
        "TT | Nhiệm vụ | Chủ trì\n3 | Ba | Sở B\n3.1 | Nhánh | Sở B\nII | NGUỒN LỰC |\n1 | Bốn | Sở C\n"
    )
    assert {"I.1", "I.2", "I.3", "I.3.1", "II.1"} <= set(by_ref(structured(text)))


def test_a_second_table_that_counts_anew_is_another(structured: Structured, by_ref: ByRef) -> None:
    text = "TT | Nhiệm vụ | Chủ trì\n1 | Một | Sở A\n2 | Hai | Sở A\n\nBảng 2. Kinh phí\n\nTT | Nội dung | Số tiền\n1 | Thuê xe | 5\n2 | In ấn | 6\n"
    assert {"1", "2", "1(2)", "2(2)"} <= set(by_ref(structured(text)))
