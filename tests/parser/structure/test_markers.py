"""What opens an item, and what only looks like it."""

import pytest

from parser.structure.markers import find_marker, roman_value


@pytest.mark.parametrize(
    ("text", "style", "label", "rest"),
    [
        ("Điều 1. Ban hành", "dieu", "Điều 1", "Ban hành"),
        ("Điều 2: Giao Sở", "dieu", "Điều 2", "Giao Sở"),
        ("Điều 3a. Sửa", "dieu", "Điều 3a", "Sửa"),
        ("II. MỤC TIÊU", "roman", "II", "MỤC TIÊU"),
        ("I- ĐÁNH GIÁ", "roman", "I", "ĐÁNH GIÁ"),
        ("I.1. Tăng cường", "num1", "I.1", "Tăng cường"),
        ("A. YÊU CẦU", "capital", "A", "YÊU CẦU"),
        ("1. Tổ chức", "num1", "1", "Tổ chức"),
        ("1.Tổ chức", "num1", "1", "Tổ chức"),
        ("1- Tăng cường", "num1", "1", "Tăng cường"),
        ("1/ Giao", "num1", "1", "Giao"),
        ("5. 1. Tổ chức", "num2", "5.1", "Tổ chức"),
        ("4.10. Ban Chỉ đạo", "num2", "4.10", "Ban Chỉ đạo"),
        ("2.1.3 Rà soát", "num3", "2.1.3", "Rà soát"),
        ("2.1.a. Thành lập", "letter", "2.1.a", "Thành lập"),
        ("1) Rà soát", "1)", "1", "Rà soát"),
        ("(2) Rà soát", "(1)", "2", "Rà soát"),
        ("đ) Phối hợp", "letter", "đ", "Phối hợp"),
        ("(iv) lập dự toán", "(i)", "iv", "lập dự toán"),
        ("- Văn phòng", "bullet-", "-", "Văn phòng"),
        ("-Văn phòng", "bullet-", "-", "Văn phòng"),
        ("– 100% xã", "bullet-", "-", "100% xã"),
        ("+ Danh mục", "bullet+", "-", "Danh mục"),
        ("• Danh mục", "bullet*", "-", "Danh mục"),
        ("Chương II", "chuong", "Chương II", ""),
        ("PHẦN THỨ NHẤT", "phan", "Phần nhất", ""),
        ("Mục 1. QUY ĐỊNH CHUNG", "muc", "Mục 1", "QUY ĐỊNH CHUNG"),
    ],
)
def test_marks_that_open_an_item(text: str, style: str, label: str, rest: str) -> None:
    marker = find_marker(text)
    assert marker is not None
    assert (marker.style, marker.label, text[marker.end :]) == (style, label, rest)


@pytest.mark.parametrize(
    "text",
    ["2025, định hướng 2030", "16/12/2005 của", "10% trong tổng", "2.500 tỷ đồng", "2,5 tỷ đồng", "5 năm và", "Điều 5 Thông tư số 1", "Mục tiêu chung", "V/v đôn đốc", "phần mềm", "Sở Y tế", ""],
)  # fmt: skip
def test_what_is_no_mark(text: str) -> None:
    assert find_marker(text) is None


def test_roman_values() -> None:
    assert [roman_value(t) for t in ("I", "IV", "IX", "XIV", "XL", "QĐ")] == [1, 4, 9, 14, 40, 0]
    assert find_marker("IIV. Sai") is None
