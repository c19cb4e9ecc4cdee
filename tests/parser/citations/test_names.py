"""Laws by name, defined terms, and what is only planned."""

from collections.abc import Callable

import pytest

from parser.citations import Cited
from parser.pipeline import parse

LAWS = [
    ("theo Luật Khám bệnh, chữa bệnh và Luật Dược.", ["Luật Khám bệnh, chữa bệnh", "Luật Dược"]),
    ("Căn cứ Luật Trồng trọt ngày 19/11/2018;", ["Luật Trồng trọt ngày 19/11/2018"]),
    ("Căn cứ Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy bân nhân dân ngày 03/12/2004;", ["Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân và Ủy bân nhân dân ngày 03/12/2004"]),
    ("Căn cứ Luật Trồng trọt của Quốc hội ngày 19/11/2018;", ["Luật Trồng trọt"]),
    ("kinh phí thực hiện Pháp lệnh ưu đãi NCC với cách mạng.", ["Pháp lệnh ưu đãi NCC với cách mạng"]),
    ("Căn cứ Hiến pháp năm 2013;", ["Hiến pháp năm 2013"]),
    ("quy định của Bộ luật Lao động.", ["Bộ luật Lao động"]),
    ("theo Luật Nuôi trồng rong biển năm 2021.", ["Luật Nuôi trồng rong biển năm 2021"]),
    ("Dự án Luật Dữ liệu lớn trình Quốc hội.", []),
    ("theo quy định của pháp luật đất đai.", []),
    ("Đoàn Luật sư tỉnh Sông Lam.", []),
]


@pytest.mark.parametrize(("text", "laws"), LAWS)
def test_laws_by_name(text: str, laws: list[str], citing: Callable[..., Cited]) -> None:
    found = citing(text).citations
    assert [c.raw for c in found] == laws
    assert all((c.form, c.number, c.target_key) == ("name", None, None) for c in found)


def test_a_law_by_name_points_at_its_number(citing: Callable[..., Cited]) -> None:
    found = citing("Căn cứ Luật Đấu thầu số 22/2023/QH15;\n\n1. Mua sắm theo Luật Đấu thầu; hồ sơ theo Luật Giá.").citations
    assert [(c.raw, c.antecedent, c.target_key) for c in found[1:]] == [("Luật Đấu thầu", found[0].id, found[0].target_key), ("Luật Giá", None, None)]


def test_a_year_later_than_the_title_is_not_the_laws(citing: Callable[..., Cited]) -> None:
    found = citing("Công văn số 29/BYT-KHTC ngày 13/7/2017 của Bộ Y tế về việc lập dự toán thực hiện Luật Dược năm 2018.").citations
    assert [(c.raw, c.date) for c in found if not c.number] == [("Luật Dược", None)]


def test_a_shortened_name_keeps_its_body_whole(citing: Callable[..., Cited]) -> None:
    found = citing(
        "Căn cứ Quyết định số 79/QĐ-ĐHSL ngày 28/9/2022 của Hiệu trưởng Trường ĐH Sông Lam về việc ban hành Quy chế đào tạo theo tín chỉ của Trường ĐH Sông Lam;\n\n"
        "1. Phổ biến Quy chế đào tạo theo tin chỉ của Trường Đại học Sông Lam cho sinh viên."
    ).citations
    assert [c.raw for c in found if c.form == "name"] == ["Quy chế đào tạo theo tin chỉ của Trường Đại học Sông Lam"]


def test_an_amending_law_names_the_laws_that_it_amends(citing: Callable[..., Cited]) -> None:
    found = citing("Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Kiến trúc và Luật Quy hoạch đô thị năm 2024;").citations
    assert [(c.raw, c.relation) for c in found] == [
        ("Luật sửa đổi, bổ sung một số điều của Luật Kiến trúc và Luật Quy hoạch đô thị năm 2024", "legal_basis"),
        ("Luật Kiến trúc", "amends"),
        ("Luật Quy hoạch đô thị", "amends"),
    ]


DEFINITIONS = [
    ("Các trạm y tế xã, phường (sau đây gọi chung là Trạm Y tế) báo cáo.", ["Trạm Y tế"]),
    ("Quyết định số 9/QĐ-TTg ngày 02/5/2023 phê duyệt Đề án số hóa (Đề án 09/CP).", ["Đề án 09/CP"]),
    ("Ban Chỉ đạo chuyển đổi số tỉnh (viết tắt là “BCĐ tỉnh”) họp hằng quý.", ["BCĐ tỉnh"]),
    ("các đơn vị (sau đây gọi tắt là các đơn vị)", ["các đơn vị"]),
    ("Bệnh nhân được gọi là khỏi bệnh khi xét nghiệm âm tính.", []),
    ("Hệ thống quản lý (HIS) đã vận hành.", []),
]


@pytest.mark.parametrize(("text", "terms"), DEFINITIONS)
def test_definitions(text: str, terms: list[str], citing: Callable[..., Cited]) -> None:
    assert [d.term for d in citing(text).definitions] == terms


@pytest.mark.parametrize(
    ("columns", "terms"),
    [
        ("Từ viết tắt | Diễn giải", [("BXSL", "Bến xe Sông Lam"), ("ĐKT", "Đoàn kiểm tra")]),
        ("Chữ viết tắt | Nghĩa đầy đủ", [("BXSL", "Bến xe Sông Lam"), ("ĐKT", "Đoàn kiểm tra")]),
        ("Tên bến | Địa chỉ", []),
        ("Từ viết tắt | Trang", []),
    ],
)
def test_a_table_of_abbreviations_defines_them(columns: str, terms: list[tuple[str, str]]) -> None:
    table = f"| TT | {columns} |\n| --- | --- | --- |\n| 1 | BXSL | Bến xe Sông Lam |\n| 2 | ĐKT | Đoàn kiểm tra |"
    found = parse(f"KẾ HOẠCH\nKhảo sát bến xe\n\nBẢNG CÁC TỪ VIẾT TẮT\n\n{table}\n\n1. Rà soát các bến.\n".encode(), "x.md").definitions
    assert [(d.term, d.expansion) for d in found] == terms
