"""Letterheads of every layout: who issues, under what number, where, when, of what type, about what."""

from collections.abc import Callable

import pytest

from parser.header import HeaderResult
from parser.pipeline import parse

Read = Callable[[str], HeaderResult]

LEFT_FIRST = """ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM
SỞ Y TẾ
Số: 512/SYT-NVY
V/v tăng cường phòng, chống
dịch bệnh mùa mưa
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lam, ngày 05 tháng 6 năm 2023
Kính gửi: Trung tâm Y tế các huyện.
Thực hiện Kế hoạch năm 2023, Sở Y tế đề nghị các đơn vị triển khai các nội dung sau:
1. Rà soát trang thiết bị.
"""

RIGHT_FIRST = """CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Sông Lam, ngày 05 tháng 6 năm 2023
ỦY BAN NHÂN DÂN TỈNH SÔNG LAM
SỞ Y TẾ
-------
Số: 512 /SYT-NVY
V/v tăng cường phòng, chống
dịch bệnh mùa mưa
Kính gửi: Trung tâm Y tế các huyện.
Thực hiện Kế hoạch năm 2023, Sở Y tế đề nghị các đơn vị triển khai các nội dung sau:
"""

GLUED = """ỦY BAN NHÂN DÂN  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH SÔNG LAM  Độc lập - Tự do - Hạnh phúc
SỞ Y TẾ
Số: 512/SYT-NVY  Sông Lam, ngày 05 tháng 6 năm 2023
V/v tăng cường phòng, chống
dịch bệnh mùa mưa
Kính gửi: Trung tâm Y tế các huyện.
Thực hiện Kế hoạch năm 2023, Sở Y tế đề nghị các đơn vị triển khai các nội dung sau:
"""

SPLIT_SUBJECT = """UBND TỈNH SÔNG LAM
SỞ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 512/SYT-NVY
V/v tăng cường phòng, chống
Sông Lam, ngày 05 tháng 6 năm 2023
dịch bệnh mùa mưa
Kính gửi: Trung tâm Y tế các huyện.
Thực hiện Kế hoạch năm 2023, Sở Y tế đề nghị các đơn vị triển khai các nội dung sau:
"""

ONE_LINE = """UBND TỈNH SÔNG LAM SỞ Y TẾ ------- CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ---------------
Số: 512/SYT-NVY V/v tăng cường phòng, chống dịch bệnh mùa mưa
Sông Lam, ngày 05 tháng 6 năm 2023
Kính gửi: Trung tâm Y tế các huyện.
Thực hiện Kế hoạch năm 2023, Sở Y tế đề nghị các đơn vị triển khai các nội dung sau:
"""

SPOILT = """UBNDTỈNH SÔNG LAM.......... CỘNG HOÀ XÃ HỌI CHỦ NGHĨA VIỆT NAM
SƠ Y TE Độc lập —- Tự do - Hạnh phúc
Sá: 512/SYT-NVY Sông Lam, ngày 05 tháng 6 năm 2023
V/w tăng cường phòng, chống
dịch bệnh mùa mưa
Kính gửi: Trung tâm Y tế các huyện.
Thực hiện Kế hoạch năm 2023, Sở Y tế đề nghị các đơn vị triển khai các nội dung sau:
"""


@pytest.mark.parametrize("text", [LEFT_FIRST, RIGHT_FIRST, GLUED, SPLIT_SUBJECT, ONE_LINE], ids=["left", "right", "glued", "split", "one-line"])
def test_the_columns_may_come_in_any_order(read: Read, text: str) -> None:
    header = read(text).header
    assert header.number and header.number.normalized == "512/SYT-NVY"
    assert header.type == "cong_van" and header.type_source == "number"
    assert header.issuer and header.issuer.name == "Sở Y tế" and header.issuer_source == "letterhead"
    assert header.parent_issuer and header.parent_issuer.name in ("Ủy ban nhân dân tỉnh Sông Lam", "UBND tỉnh Sông Lam")
    assert header.locality and (header.locality.level, header.locality.slug) == ("province", "song-lam")
    assert (header.place, header.date, header.date_source) == ("Sông Lam", "2023-06-05", "dateline")
    assert header.subject == "tăng cường phòng, chống dịch bệnh mùa mưa"
    assert [u.name for u in header.addressees] == ["Trung tâm Y tế các huyện"]


def test_a_badly_read_letterhead(read: Read) -> None:
    header = read(SPOILT).header
    assert header.number and header.number.normalized == "512/SYT-NVY"
    assert header.issuer and header.issuer.name == "Sở Y tế"
    assert (header.place, header.date) == ("Sông Lam", "2023-06-05")
    assert header.subject == "tăng cường phòng, chống dịch bệnh mùa mưa"


def test_every_field_read_says_where_it_stands(read: Read) -> None:
    result = read(LEFT_FIRST)
    for name in ("number", "type", "issuer", "parent_issuer", "locality", "place", "date", "subject", "addressees"):
        evidence = result.header.evidence[name]
        assert evidence.span and evidence.rule and 0 < evidence.confidence <= 1, name
    span = result.header.evidence["number"].span
    assert span and "512/SYT-NVY" in LEFT_FIRST[span.start : span.end]
    assert result.warnings == ()


def test_party_letterhead(read: Read) -> None:
    header = read(
        """TỈNH ỦY SÔNG LAM
*
Số 17-CT/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Sông Lam, ngày 08 tháng 5 năm 2021
CHỈ THỊ
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về công tác bảo vệ rừng phòng hộ
trên địa bàn tỉnh Sông Lam
-----
Thực hiện chủ trương của Trung ương, Ban Thường vụ Tỉnh ủy yêu cầu:
1. Các cấp ủy quán triệt Chỉ thị này.
"""
    ).header
    assert header.number and (header.number.normalized, header.number.type_code, header.number.issuer_codes) == ("17-CT/TU", "CT", ("TU",))
    assert header.type == "chi_thi" and header.issuer and header.issuer.name == "Tỉnh ủy Sông Lam"
    assert header.locality and header.locality.slug == "song-lam"
    assert header.subject == "công tác bảo vệ rừng phòng hộ trên địa bàn tỉnh Sông Lam"


def test_party_draft_and_short_date(read: Read) -> None:
    result = read(
        """ĐẢNG ỦY XÃ BẾN SÔNG
*
Số      -KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bến Sông, ngày 03-02-2026
KẾ HOẠCH
kiểm tra việc chấp hành quy chế làm việc
-----
Căn cứ chương trình công tác năm, Đảng ủy xã xây dựng kế hoạch như sau:
"""
    )
    header = result.header
    assert header.number and header.number.normalized == "-KH/ĐU" and header.number.sequence is None
    assert header.date == "2026-02-03" and header.type == "ke_hoach"
    assert "header.blank_number" in {w.code for w in result.warnings}


def test_draft_with_blanks(read: Read) -> None:
    result = read(
        """ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM
Số:            /KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lam, ngày        tháng 9 năm 2020
KẾ HOẠCH
Phát triển nghề cá tỉnh Sông Lam năm 2021,
định hướng đến năm 2026

Căn cứ Luật Thủy sản;
"""
    )
    header = result.header
    assert header.number and header.number.normalized == "/KH-UBND" and header.date == "2020-09"
    assert header.subject == "Phát triển nghề cá tỉnh Sông Lam năm 2021, định hướng đến năm 2026"
    assert {w.code for w in result.warnings} == {"header.blank_number", "header.partial_date"}


def test_decision_with_title_in_capitals_and_authority_line(read: Read) -> None:
    header = read(
        """ỦY BAN NHÂN DÂN TỈNH SÔNG LAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
Số: 86/QĐ-UBND
Sông Lam, ngày 21 tháng 5 năm 2019
QUYẾT ĐỊNH
BAN HÀNH KẾ HOẠCH THỰC HIỆN QUYẾT ĐỊNH SỐ 904/QĐ-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG LAM
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch.
"""
    ).header
    assert header.type == "quyet_dinh" and header.type_source == "heading"
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Sông Lam"
    assert header.subject == "Ban hành kế hoạch thực hiện Quyết định số 904/QĐ-TTg của Thủ tướng Chính phủ"


def test_lost_heading_leaves_the_formula(read: Read) -> None:
    result = read(
        """BỘ TRƯỞNG BỘ Y TẾ
Căn cứ Nghị định của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch hành động.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Trần Văn Sông
(Kèm theo Quyết định số 71/QĐ-BYT ngày 12 tháng 7 năm 2021 của Bộ trưởng Bộ Y tế)
"""
    )
    header = result.header
    assert header.number and header.number.normalized == "71/QĐ-BYT"
    assert (header.type, header.date, header.date_source) == ("quyet_dinh", "2021-07-12", "attachment_line")
    assert header.issuer and (header.issuer.name, header.issuer_source) == ("Bộ Y tế", "body")
    assert header.locality is None and header.place is None and header.subject is None
    assert "header.number_from_caption" in {w.code for w in result.warnings}


def test_appendix_alone(read: Read) -> None:
    header = read(
        """Phụ lục II
DANH MỤC NHIỆM VỤ
(Kèm theo Quyết định số      /QĐ-UBND ngày      tháng 5 năm 2024
của Chủ tịch Ủy ban nhân dân tỉnh Sông Lam)
TT | Nhiệm vụ | Chủ trì
"""
    ).header
    assert header.number and header.number.normalized == "/QĐ-UBND" and header.date == "2024-05"
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Sông Lam"
    assert header.locality and header.locality.slug == "song-lam"


def test_no_letterhead(read: Read) -> None:
    result = read(
        """Kính gửi:
- Các Sở Xây dựng;
- Xây dựng các Bộ, Ngành.
(Sau đây gọi là các Đơn vị)
Căn cứ ý kiến của Thủ tướng Chính phủ, Bộ Xây dựng đề nghị các Đơn vị thực hiện như sau:
1. Rà soát hồ sơ.
"""
    )
    header = result.header
    assert header.number is None and header.date is None and header.subject is None and header.place is None
    assert (header.type, header.type_source) == ("cong_van", "layout")
    assert header.issuer and (header.issuer.name, header.issuer_source) == ("Bộ Xây dựng", "body")
    assert [u.name for u in header.addressees] == ["Các Sở Xây dựng", "Xây dựng các Bộ, Ngành"]
    assert {"header.no_number", "header.no_date"} <= {w.code for w in result.warnings}


def test_wrong_title_of_a_web_page(read: Read) -> None:
    header = read(
        """Về việc giao đất cho hợp tác xã muối của UBND tỉnh Cà Mau
ỦY BAN NHÂN DÂN TỈNH SÔNG LAM -------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
Số: 15/CT-UBND
Sông Lam, ngày 09 tháng 10 năm 2014
CHỈ THỊ
VỀ VIỆC TĂNG CƯỜNG CÔNG TÁC PHÒNG CHÁY
Trong thời gian qua, công tác phòng cháy đã có chuyển biến.
"""
    ).header
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Sông Lam"
    assert header.locality and header.locality.slug == "song-lam"
    assert header.subject == "Tăng cường công tác phòng cháy"


@pytest.mark.parametrize(
    ("letterhead", "issuer", "parent"),
    [
        ("BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC", "Cục Quản lý Dược", "Bộ Y tế"),
        ("BAN CHỈ HUY PCTT VÀ TKCN\nTỈNH SÔNG LAM\nVĂN PHÒNG THƯỜNG TRỰC", "Văn phòng Thường trực", "Ban Chỉ huy PCTT và TKCN tỉnh Sông Lam"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI\nBAN CHỈ ĐẠO 389/TP", "Ban Chỉ đạo 389/TP", "Ủy ban nhân dân thành phố Hà Nội"),
        ("NGÂN HÀNG NHÀ NƯỚC\nVIỆT NAM", "Ngân hàng Nhà nước Việt Nam", None),
        ("SỞ Y TẾ - CÔNG ĐOÀN NGÀNH", "Sở Y tế - Công đoàn ngành", None),
        ("LIÊN ĐOÀN LAO ĐỘNG -\nSỞ NỘI VỤ\nTỈNH SÔNG LAM", "Liên đoàn Lao động - Sở Nội vụ tỉnh Sông Lam", None),
        ("UBND HUYỆN BẾN SÔNG\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Phòng Giáo dục và Đào tạo", "UBND huyện Bến Sông"),
        ("SỞ GDĐT TỈNH SÔNG LAM\nTRƯỜNG THPT BẾN SÔNG", "Trường THPT Bến Sông", "Sở GDĐT tỉnh Sông Lam"),
        ("BAN CHỈ ĐẠO QUỐC GIA\nVỀ TÌM KIẾM CỨU NẠN", "Ban Chỉ đạo quốc gia về tìm kiếm cứu nạn", None),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội", None),
    ],
)
def test_issuer_blocks(read: Read, letterhead: str, issuer: str, parent: str | None) -> None:
    header = read(
        f"{letterhead}\nSố: 7/KH-ABC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Sông Lam, ngày 05 tháng 6 năm 2023\nKẾ HOẠCH\nCông tác năm 2023\nCăn cứ nhiệm vụ được giao;\n"
    ).header
    assert header.issuer and header.issuer.name == issuer
    assert (header.parent_issuer.name if header.parent_issuer else None) == parent


def test_a_name_cut_short_is_completed_from_the_authority_line(read: Read) -> None:
    header = read(
        "ỦY BAN THƯỜNG VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\nSố: 94/NQ-UBTVQH13\n"
        "Hà Nội, ngày 18 tháng 5 năm 2012\nNGHỊ QUYẾT\nVỀ CHƯƠNG TRÌNH GIÁM SÁT\nỦY BAN THƯỜNG VỤ QUỐC HỘI\nCăn cứ Luật hoạt động giám sát;\n"
    ).header
    assert header.issuer and header.issuer.name == "Ủy ban Thường vụ Quốc hội"
    assert header.locality is None and header.subject == "Chương trình giám sát"


def test_joint_circular_in_an_old_print(read: Read) -> None:
    header = read(
        "BỘ TÀI CHÍNH\nBỘ CÔNG NGHIỆP\nSố: 20/2000/TTLT-BTC-BCN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hà Nội, ngày 25 tháng 12 năm 2000\nTHÔNG TƯ LIÊN TỊCH\nVề việc bổ sung chính sách thuế\nCăn cứ Nghị định của Chính phủ;\n"
    ).header
    assert header.type == "thong_tu_lien_tich" and header.issuer and header.issuer.name == "Bộ Tài chính - Bộ Công nghiệp"
    assert header.number and header.number.issuer_codes == ("BTC", "BCN")


def test_telegram(read: Read) -> None:
    header = read(
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 63/CĐ-TTg\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày 31 tháng 8 năm 2024\n"
        "HỎA TỐC\nCÔNG ĐIỆN\nVề việc ứng phó bão\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng Bộ Quốc phòng;\n- Chủ tịch Ủy ban nhân dân các tỉnh ven biển.\n"
        "Để chủ động ứng phó, Thủ tướng Chính phủ yêu cầu:\n1. Tập trung chỉ đạo.\n"
    ).header
    assert (header.type, header.urgency, header.subject) == ("cong_dien", "Hỏa tốc", "ứng phó bão")
    assert [u.name for u in header.addressees] == ["Bộ trưởng Bộ Quốc phòng", "Chủ tịch Ủy ban nhân dân các tỉnh ven biển"]


def test_stamps_over_the_letterhead(read: Read) -> None:
    header = read(
        "Ký bởi: Ủy ban nhân dân tỉnh Sông Lam\nCơ quan: Tỉnh Sông Lam\nThời gian ký: 23.09.2022 16:41:05 +07:00\n"
        "VP.UBND TỈNH SÔNG LAM\nĐẾN\nSố: 4071\nNgày: 24/9/2022\nChuyển:\n"
        "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\nMẬT\nSố: 318    /TB-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Sông Lam, ngày 22 tháng 9 năm 2022\nTHÔNG BÁO\nKết luận của Phó Chủ tịch UBND tỉnh\ntại cuộc họp về tiến độ\n"
        "Sáng 20/9/2022, Phó Chủ tịch UBND tỉnh chủ trì cuộc họp tại công trường.\n"
    ).header
    assert header.number and header.number.normalized == "318/TB-UBND"
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Sông Lam" and header.parent_issuer is None
    assert header.subject == "Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp về tiến độ"
    assert header.received and (header.received.number, header.received.date) == ("4071", "2022-09-24")
    assert header.secrecy == "Mật"
    (signature,) = header.signatures
    assert (signature.signer, signature.organisation) == ("Ủy ban nhân dân tỉnh Sông Lam", "Tỉnh Sông Lam")
    assert (signature.signed_at, signature.source) == ("2022-09-23T16:41:05+07:00", "stamp_text")


@pytest.mark.parametrize(
    ("letterhead", "number", "place", "level", "slug"),
    [
        ("UBND HUYỆN SÔNG MÃ, TỈNH SƠN LA", "5/QĐ-UBND", "Sông Mã", "district", "son-la.song-ma"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ BIÊN HÒA", "5/QĐ-UBND", "Biên Hòa", "district", "dong-nai.bien-hoa"),
        ("SỞ Y TẾ", "5/KH-SYT", "Thủ Dầu Một", "province", "binh-duong"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI", "5/KH-UBND", "Hà Nội", "province", "ha-noi"),
    ],
)
def test_locality(read: Read, letterhead: str, number: str, place: str, level: str, slug: str) -> None:
    header = read(
        f"{letterhead}\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"{place}, ngày 05 tháng 6 năm 2019\nKẾ HOẠCH\nCông tác năm 2019\nCăn cứ nhiệm vụ được giao;\n"
    ).header
    assert header.locality and (header.locality.level, header.locality.slug) == (level, slug)


@pytest.mark.parametrize(
    ("letterhead", "number"),
    [("BỘ Y TẾ", "5/QĐ-BYT"), ("CHÍNH PHỦ", "5/NQ-CP"), ("ĐẠI HỌC QUỐC GIA TP.HCM\nTRƯỜNG ĐẠI HỌC BÁCH KHOA", "5/QĐ-ĐHBK"), ("BẢO HIỂM XÃ HỘI VIỆT NAM", "5/BHXH-CSYT")],
)
def test_central_bodies_have_no_locality(read: Read, letterhead: str, number: str) -> None:
    header = read(
        f"{letterhead}\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hà Nội, ngày 05 tháng 6 năm 2019\nKẾ HOẠCH\nCông tác năm 2019\nCăn cứ nhiệm vụ được giao;\n"
    ).header
    assert header.locality is None


def test_year_that_contradicts_the_date(read: Read) -> None:
    result = read(
        "BỘ Y TẾ\nSố: 13/2023/TT-BYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày 09 tháng 7 năm 2024\n"
        "THÔNG TƯ\nHướng dẫn ghi sổ tiêm chủng\nCăn cứ Luật Khám bệnh, chữa bệnh;\n"
    )
    assert [w.code for w in result.warnings] == ["header.year_conflict"]


@pytest.mark.parametrize("text", ["", "\n\n", "x", "Kính gửi:", "Nơi nhận:", "Số: /", "(Kèm theo", "ĐẾN\n" * 40, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/\nngày tháng năm"])
def test_nothing_to_read_is_no_error(read: Read, text: str) -> None:
    header = read(text).header
    assert header.number is None and header.issuer is None and header.signers == ()


@pytest.mark.parametrize(
    ("letterhead", "number", "title", "tail", "code"),
    [
        ("BỘ Y TẾ", "13/KH-BYT", "QUYẾT ĐỊNH", "", "header.type_conflict"),
        ("BỘ TÀI CHÍNH", "27/QĐ-BYT", "QUYẾT ĐỊNH", "", "header.issuer_conflict"),
        ("BỘ Y TẾ", "27/QĐ-BYT", "QUYẾT ĐỊNH", "Phụ lục\n(Kèm theo Quyết định số 27/QĐ-BYT ngày 10 tháng 7 năm 2024 của Bộ Y tế)\n", "header.date_conflict"),
        ("BỘ Y TẾ", "27/QĐ-BYT", "QUYẾT ĐỊNH", "Phụ lục\n(Kèm theo Quyết định số 27/QĐ-BYT ngày 09/7/2024 của Bộ Y tế)\n", None),
        ("TỈNH ỦY SÔNG LAM", "13-QĐ/TU", "QUY ĐỊNH", "", None),
        ("BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC", "13/QLD-ĐK", "THÔNG BÁO", "", None),
    ],
)
def test_contradictions_are_told(read: Read, letterhead: str, number: str, title: str, tail: str, code: str | None) -> None:
    result = read(
        f"{letterhead}\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày 09 tháng 7 năm 2024\n"
        f"{title}\nVề sổ tiêm chủng\nCăn cứ Luật Khám bệnh, chữa bệnh;\nĐiều 1. Ban hành sổ.\n{tail}"
    )
    assert [w.code for w in result.warnings] == ([code] if code else [])


def test_a_subject_that_is_a_type_word_is_no_heading(read: Read) -> None:
    header = read(
        "UBND QUẬN BA ĐÌNH\nPHÒNG Y TẾ\nSố: 12/PYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Ba Đình, ngày 05 tháng 5 năm 2022\nV/v báo cáo\nKính gửi: Trạm Y tế các phường\nThực hiện Công văn của Sở Y tế thành phố Hà Nội, Phòng Y tế đề nghị:\n"
    ).header
    assert (header.type, header.subject, header.date) == ("cong_van", "báo cáo", "2022-05-05")
    assert header.locality and header.locality.slug == "ha-noi.ba-dinh"


def test_a_law_is_dated_by_its_passing(read: Read) -> None:
    header = read(
        "QUỐC HỘI\nLuật số: 71/2025/QH15\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLUẬT\nCÔNG NGHIỆP CÔNG NGHỆ SỐ\n"
        "Căn cứ Hiến pháp;\nĐiều 1. Phạm vi\nLuật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ 9 thông qua ngày 14 tháng 6 năm 2025.\n"
    ).header
    assert (header.type, header.date, header.date_source, header.subject) == ("luat", "2025-06-14", "body", "Công nghiệp công nghệ số")


@pytest.mark.parametrize(
    ("letterhead", "issuer", "parent"),
    [
        ("BỘ CÔNG THƯƠNG\nCỤC ĐIỀU TIẾT ĐIỆN LỰC", "Cục Điều tiết điện lực", "Bộ Công Thương"),
        ("BỘ QUỐC PHÒNG\nQUÂN KHU 9", "Quân khu 9", "Bộ Quốc phòng"),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\nCHI CỤC THỦY LỢI", "Chi cục Thủy lợi", "Sở Nông nghiệp và Môi trường"),
        ("CÔNG AN TỈNH HÀ TĨNH\nPHÒNG CẢNH SÁT GIAO THÔNG", "Phòng Cảnh sát giao thông", "Công an tỉnh Hà Tĩnh"),
        ("BAN CHỈ ĐẠO\nPHÒNG, CHỐNG THIÊN TAI TỈNH SÔNG LAM", "Ban Chỉ đạo Phòng, chống thiên tai tỉnh Sông Lam", None),
        ("TRƯỜNG ĐẠI HỌC\nCÔNG NGHỆ", "Trường Đại học Công nghệ", None),
        ("CHỦ TỊCH\nỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM", "Ủy ban nhân dân tỉnh Sông Lam", None),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH SÔNG LAM\nKHÓA XVI, KỲ HỌP THỨ 20", "Hội đồng nhân dân tỉnh Sông Lam", None),
    ],
)
def test_where_one_body_ends_and_the_next_begins(read: Read, letterhead: str, issuer: str, parent: str | None) -> None:
    test_issuer_blocks(read, letterhead, issuer, parent)


def test_an_order_right_under_the_addressees_is_none() -> None:
    text = "UBND TỈNH SÔNG LAM\nSố: 71/UBND-VX\nSông Lam, ngày 04 tháng 3 năm 2026\nKính gửi: Sở Y tế\nYêu cầu Sở Y tế rà soát cơ sở thuốc, xong trước ngày 20/3/2026.\n"
    document = parse(text.encode(), "cv.txt")
    assert [unit.name for unit in document.header.addressees] == ["Sở Y tế"]
    assert [(task.ref, [unit.name for unit in task.lead]) for task in document.tasks] == [("p1", ["Sở Y tế"])]


@pytest.mark.parametrize(
    ("upper", "lower", "issuer", "parent"),
    [
        ("TỈNH ỦY SÔNG LAM", "HUYỆN ỦY BẾN SÔNG", "Huyện ủy Bến Sông", "Tỉnh ủy Sông Lam"),
        ("TỈNH ĐOÀN SÔNG LAM", "HUYỆN ĐOÀN BẾN SÔNG", "Huyện đoàn Bến Sông", "Tỉnh đoàn Sông Lam"),
        ("ỦY BAN NHÂN DÂN", "HUYỆN BẾN SÔNG", "Ủy ban nhân dân huyện Bến Sông", None),
    ],
)
def test_committees_of_districts(upper: str, lower: str, issuer: str, parent: str | None, read: Callable[[str], HeaderResult]) -> None:
    header = read(f"{upper}\n{lower}\n*\nSố 15-KL/HU\nBến Sông, ngày 05 tháng 5 năm 2020\nKẾT LUẬN\nvề công tác cán bộ\n").header
    assert header.issuer is not None
    assert header.issuer.name == issuer
    assert (header.parent_issuer.name if header.parent_issuer else None) == parent
