"""Sentence case changes case alone, and gives names their capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.header.casing import sentence_case
from parser.text.fold import fold_space

WORDS = st.sampled_from(
    ["ỦY", "BAN", "NHÂN", "DÂN", "TỈNH", "SÔNG", "LAM", "SỞ", "Y", "TẾ", "UBND", "PCTT", "VÀ", "HUYỆN", "BẾN", "904/QĐ-TTG", "VỀ", "VIỆC", "TRƯỜNG", "THPT", "-", ",", ";", "(A)", "XÃ", "HỘI", "THÀNH", "PHỐ", "HÀ", "NỘI", "TỈNH", "ỦY", "THỦ", "TƯỚNG", "CHÍNH", "PHỦ", "TRẦN", "VĂN", "12", "IV", "%"]
)


@given(st.lists(WORDS, max_size=14).map(" ".join), st.booleans())
def test_only_the_case_changes(text: str, body: bool) -> None:
    assert sentence_case(text, body=body).casefold() == fold_space(text).casefold()


@given(st.text(max_size=60), st.booleans())
def test_any_text_is_borne(text: str, body: bool) -> None:
    sentence_case(text, body=body)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH SÔNG LAM", "Ủy ban nhân dân tỉnh Sông Lam"),
        ("UỶ BAN NHÂN DÂN HUYỆN BẾN SÔNG", "Uỷ ban nhân dân huyện Bến Sông"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("BAN CHỈ HUY PCTT VÀ TKCN TỈNH SÔNG LAM", "Ban Chỉ huy PCTT và TKCN tỉnh Sông Lam"),
        ("TRƯỜNG ĐẠI HỌC CÔNG NGHỆ THÔNG TIN", "Trường Đại học Công nghệ thông tin"),
        ("THANH TRA SỞ Y TẾ", "Thanh tra Sở Y tế"),
        ("TỈNH ỦY SÔNG LAM", "Tỉnh ủy Sông Lam"),
        ("Văn phòng Chính phủ", "Văn phòng Chính phủ"),
        ("văn phòng", "Văn phòng"),
    ],
)
def test_bodies(printed: str, name: str) -> None:
    assert sentence_case(printed, body=True) == name


def test_titles() -> None:
    assert sentence_case("TRIỂN KHAI QUYẾT ĐỊNH SỐ 904/QĐ-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ") == "Triển khai Quyết định số 904/QĐ-TTg của Thủ tướng Chính phủ"
