"""Bodies that no table has are read by their form: what stands in the letterhead, and what their codes' letters say."""

from collections.abc import Callable

import pytest

from parser.header import HeaderResult
from parser.header.letterhead import _echoed, mended

Read = Callable[[str], HeaderResult]


@pytest.mark.parametrize(
    "printed",
    ["SỞ THỦY LỢI", "BỘ NGOẠI VỤ", "CỤC TÀI CHÍNH", "BAN DÂN SỐ", "TỔ CÔNG TÁC THÁO GỠ VƯỚNG MẮC TỈNH SÔNG LAM", "BAN CHỈ ĐẠO KIỂM KÊ RỪNG TỈNH SÔNG LAM", "SỞ CÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN"],
)
def test_a_body_one_letter_off_a_known_one_is_another(printed: str) -> None:
    assert mended(printed) == printed


@pytest.mark.parametrize(("printed", "meant"), [("SỞ Y TÊ", "SỞ Y TẾ"), ("SỞ V TẾ", "SỞ Y TẾ"), ("SỞ TƯ PHÁF", "SỞ TƯ PHÁP"), ("BỘ CỒNG THƯƠNG", "BỘ CÔNG THƯƠNG"), ("BQ TÀI CHÍNH", "BỘ TÀI CHÍNH")])
def test_what_is_no_word_is_mended(printed: str, meant: str) -> None:
    assert mended(printed) == meant


@pytest.mark.parametrize(("name", "rest", "echoed"), [("UỶ BAN NHÂN DÂN TỈNH SÔNG LAM", "Ủy ban nhân dân tỉnh Sông Lam đề nghị", None), ("BAN TỔ CHỨC CUỘC THỊ", "Ban Tổ chức Cuộc thi thông báo", "BAN TỔ CHỨC CUỘC THI")])
def test_the_text_mends_a_name_but_leaves_where_its_marks_stand(name: str, rest: str, echoed: str | None) -> None:
    assert _echoed(name, rest) == echoed


HEAD = """{letterhead}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Sông Lam, ngày 05 tháng 6 năm 2023
{title}
"""


@pytest.mark.parametrize(
    ("letterhead", "number", "issuer", "parent"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH SÔNG LAM\nSỞ THỦY LỢI", "12/STL-KH", "Sở Thủy lợi", "Ủy ban nhân dân tỉnh Sông Lam"),
        ("ỦY BAN NHÂN DÂN TỈNH SÔNG LAM\nTỔ CÔNG TÁC THÁO GỠ VƯỚNG MẮC", "12/TCT-TH", "Tổ công tác tháo gỡ vướng mắc", "Ủy ban nhân dân tỉnh Sông Lam"),
        ("BỘ LÂM NGHIỆP", "12/BLN-PC", "Bộ Lâm nghiệp", None),
    ],
)
def test_letterheads_of_unknown_bodies(read: Read, letterhead: str, number: str, issuer: str, parent: str | None) -> None:
    header = read(HEAD.format(letterhead=letterhead, number=number, title="V/v kiểm kê rừng\nKính gửi: Hạt Kiểm lâm các huyện.")).header
    assert (header.issuer and header.issuer.name.casefold(), header.parent_issuer and header.parent_issuer.name) == (issuer.casefold(), parent)


def test_a_code_is_spelt_out_by_the_text(read: Read) -> None:
    text = "Số: 88/BLN-PC\nSông Lam, ngày 05 tháng 6 năm 2023\nKính gửi: Sở Nội vụ.\nBộ Lâm nghiệp nhận được đề nghị của Sở Nội vụ. Bộ Lâm nghiệp có ý kiến như sau:\n1. Nhất trí."
    header = read(text).header
    assert (header.issuer and header.issuer.name, header.issuer_source, header.evidence["issuer"].rule) == ("Bộ Lâm nghiệp", "number", "issuer.initials")


def test_a_code_that_nothing_in_the_text_begins_with_stays_open(read: Read) -> None:
    assert read("Số: 88/BXLN-PC\nSông Lam, ngày 05 tháng 6 năm 2023\nKính gửi: Sở Nội vụ.\nĐề nghị Sở Nội vụ cho ý kiến.").header.issuer is None


def test_an_unknown_name_is_completed_from_the_line_above_the_bases(read: Read) -> None:
    letterhead = "HỘI ĐỒNG ĐIỀU PHỐI\n"
    title = "QUYẾT ĐỊNH\nVề việc cử thư ký\nHỘI ĐỒNG ĐIỀU PHỐI VÙNG SÔNG LAM\nCăn cứ Luật Thủy lợi năm 2017;\nQUYẾT ĐỊNH:\nĐiều 1. Cử thư ký."
    header = read(HEAD.format(letterhead=letterhead, number="3/QĐ-HĐĐP", title=title)).header
    assert header.issuer is not None and header.issuer.name.casefold() == "hội đồng điều phối vùng sông lam"
