"""Targets whose words stand in several cells, or in the item above."""

import pytest

from models import Document
from parser.pipeline import parse

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n\nSố: 20/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSông Lam, ngày 02 tháng 3 năm 2024\n\n{title}\n\n"
YEARS = (
    "TT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2023 | Năm 2023 | Năm 2025 | Đến năm 2030\nA | Cấp nước | | | | |\n"
    "1 | Tỷ lệ hộ dùng nước máy | % | 61 | 62 | 80 | 95\n2 | Số trạm bơm được sửa | trạm | 4 | 5 | 12 | -\n3 | Nước thất thoát | % | 31 | 30 | < 20 | ≤ 15\n"
)


def read(body: str, title: str = "KẾ HOẠCH\nCấp nước sạch nông thôn") -> Document:
    return parse((HEAD.format(title=title) + body).encode(), "x.txt")


def said(document: Document) -> list[tuple[str | None, ...]]:
    return [(t.comparator, t.value, t.unit, t.indicator, t.as_of) for t in document.targets]


@pytest.mark.parametrize("before", ["I. MỤC TIÊU\n\n", "I. CÁC VIỆC\n\n"])
def test_columns_that_are_years_to_come(before: str) -> None:
    assert said(read(before + YEARS)) == [
        ("=", "80", "%", "Tỷ lệ hộ dùng nước máy", "2025"),
        ("=", "95", "%", "Tỷ lệ hộ dùng nước máy", "2030"),
        ("=", "12", "trạm", "Số trạm bơm được sửa", "2025"),
        ("<", "20", "%", "Nước thất thoát", "2025"),
        ("<=", "15", "%", "Nước thất thoát", "2030"),
    ]


def test_a_report_tells_what_is() -> None:
    assert read("I. KẾT QUẢ\n\n" + YEARS, "BÁO CÁO\nTình hình cấp nước").targets == ()


def test_a_row_names_what_its_number_measures_and_its_section_by_when() -> None:
    document = read(
        "I. NHIỆM VỤ\n\nTT | Nhiệm vụ | Đơn vị chủ trì | Chỉ tiêu | Đơn vị tính | Thời gian\nI | Đến năm 2026 | | | |\n"
        "1 | Sửa chữa trạm bơm | Sở Xây dựng | 12 | trạm | Quý IV/2024\n2 | Lắp đồng hồ | Sở Xây dựng | 80 | % | 2025\n"
    )
    assert said(document) == [("=", "12", "trạm", "Sửa chữa trạm bơm", "2026"), ("=", "80", "%", "Lắp đồng hồ", "2026")]
    assert [t.task_ids for t in document.targets] == [(task.id,) for task in document.tasks]


def test_a_column_of_units_beside_one_of_bodies() -> None:
    document = read(
        "PHỤ LỤC\nCÁC CHỈ TIÊU\n\nTT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì\nI | Đến năm 2030 | | |\n1 | Số cảng cá có kho lạnh | Cảng | ≥ 5 | Sở Công Thương\n"
        "2 | Vốn sửa luồng lạch | Tỷ đồng | 12 | Sở Xây dựng\n3 | Quy mô nghề cá | % GRDP | ≥ 3% và tăng dần | Sở Công Thương\n4 | Đường truyền | Tbps | 20 | Sở Xây dựng\n"
    )
    assert said(document) == [
        (">=", "5", "cảng", "Số cảng cá có kho lạnh", "2030"),
        ("=", "12000000000", "VND", "Vốn sửa luồng lạch", "2030"),
        (">=", "3", "%", "Quy mô nghề cá", "2030"),
        ("=", "20", "Tbps", "Đường truyền", "2030"),
    ]


def test_a_bare_count_counts_what_the_item_above_asks_for() -> None:
    text = "I. NHIỆM VỤ\n\n1. Các sở cử cán bộ biết lái xuồng tham gia đội trực, với số lượng như sau:\n\n- Sở Xây dựng cử 04 cán bộ;\n\n- Sở Công Thương cử 02 cán bộ trực đêm.\n"
    assert [t.indicator for t in read(text).targets] == ["cán bộ biết lái xuồng tham gia đội trực", "cán bộ trực đêm"]


def test_a_lead_in_says_by_when_for_all_below_it() -> None:
    document = read("I. CHỈ TIÊU\n\nTừ nay đến năm 2028, phấn đấu hoàn thành các chỉ tiêu sau:\n\n- 80% hộ dùng nước máy.\n\n- Xây dựng 12 trạm bơm.")
    assert [(t.value, t.as_of) for t in document.targets] == [("80", "2028"), ("12", "2028")]


def test_a_row_may_say_who_joins_in() -> None:
    document = read("I. NHIỆM VỤ\n\nTT | Nội dung | Cơ quan chủ công thực hiện | Bắt đầu - Kết thúc\n1 | Phối hợp với Sở Tài chính sửa chữa trạm bơm | Sở Xây dựng | 15/4 - 20/4/2024\n")
    (task,) = document.tasks
    assert ([u.name for u in task.lead], [u.name for u in task.coordinating]) == (["Sở Xây dựng"], ["Sở Tài chính"])
    assert [(d.start, d.due) for d in task.deadlines] == [("2024-04-15", "2024-04-20")]
