"""A mention's words, date, issuer and title, in the ways that offices write them."""

from collections.abc import Callable

import pytest

from parser.citations import Cited
from parser.citations.page import Block, _mended
from parser.structure.shapes import RegionKind

# text, raw, number, date, issuer, title
MENTIONS = [
    ("theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.", "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ", "công tác văn thư"),
    ("tại Quyết định của Bộ trưởng Bộ Y tế số 2020/QĐ-BYT ngày 01/8/2023 về việc phê duyệt danh mục;", "Quyết định của Bộ trưởng Bộ Y tế số 2020/QĐ-BYT ngày 01/8/2023", "2020/QĐ-BYT", "2023-08-01", "Bộ trưởng Bộ Y tế", "phê duyệt danh mục"),
    ("Ngày 17/10/2023 Sở Nội vụ ban hành Công văn số 1985/SNV-TCCB về tuyển dụng.", "Công văn số 1985/SNV-TCCB", "1985/SNV-TCCB", "2023-10-17", "Sở Nội vụ", "tuyển dụng"),
    ("Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 12/TTr-STC ngày 02/5/2024.", "Tờ trình số 12/TTr-STC ngày 02/5/2024", "12/TTr-STC", "2024-05-02", "Giám đốc Sở Tài chính", None),
    ("thực hiện Luật Đấu thầu số 22/2023/QH15;", "Luật Đấu thầu số 22/2023/QH15", "22/2023/QH15", None, None, None),
    ("Nghị quyết số 38-\nNQ/TW ngày 02/7/2008 của Bộ Chính trị (khóa X) về thủy lợi;", "Nghị quyết số 38- NQ/TW ngày 02/7/2008 của Bộ Chính trị (khóa X)", "38-NQ/TW", "2008-07-02", "Bộ Chính trị (khóa X)", "thủy lợi"),
    ("Văn bản số 61/SVHTT-QLDT&TT (ngày 23-9-2020) của Sở Văn hóa và Thể thao.", "Văn bản số 61/SVHTT-QLDT&TT (ngày 23-9-2020) của Sở Văn hóa và Thể thao", "61/SVHTT-QLDT&TT", "2020-09-23", "Sở Văn hóa và Thể thao", None),
    ("Nghị định số 44/2013/NĐ-CP ngày 14 ngày 5 tháng 2013 của Chính phủ.", "Nghị định số 44/2013/NĐ-CP ngày 14 ngày 5 tháng 2013 của Chính phủ", "44/2013/NĐ-CP", "2013-05-14", "Chính phủ", None),
    ("Thông báo kết luận số 5/TB-UBND ngày 02/5/2024 của Chủ tịch UBND tỉnh.", "Thông báo kết luận số 5/TB-UBND ngày 02/5/2024 của Chủ tịch UBND tỉnh", "5/TB-UBND", "2024-05-02", "Chủ tịch UBND tỉnh", None),
    ("Ngày 13/3/2024, Bộ Nội vụ (BNV) đã ban hành Quyết định số 736/QĐ-BNV điều chỉnh khung thời gian thi;", "Quyết định số 736/QĐ-BNV", "736/QĐ-BNV", "2024-03-13", "Bộ Nội vụ", "điều chỉnh khung thời gian thi"),
    ("Ngày 13/3/2024 Bộ Y tế đã ban hành Công văn số 61/BYT-KCB hướng dẫn khám bệnh từ xa; các đơn vị nghiên cứu.", "Công văn số 61/BYT-KCB", "61/BYT-KCB", "2024-03-13", "Bộ Y tế", "hướng dẫn khám bệnh từ xa"),
    ("thực hiện chỉ đạo của Bộ Xây dựng (tại Công văn số 95/BXD-QLN ngày 14/7/2023) bảo đảm đúng hạn.", "Công văn số 95/BXD-QLN ngày 14/7/2023", "95/BXD-QLN", "2023-07-14", "Bộ Xây dựng", None),
    ("Căn cứ Quyết định số 10/2017/QĐ_BYT ngày 11/5/2017 của Bộ Y tế;", "Quyết định số 10/2017/QĐ_BYT ngày 11/5/2017 của Bộ Y tế", "10/2017/QĐ_BYT", "2017-05-11", "Bộ Y tế", None),
    ("Thông tư số 60 TC/CĐKT ngày 01/9/1997 của Bộ Tài chính.", "Thông tư số 60 TC/CĐKT ngày 01/9/1997 của Bộ Tài chính", "60TC/CĐKT", "1997-09-01", "Bộ Tài chính", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "raw", "number", "date", "issuer", "title"), MENTIONS, ids=[m[2] for m in MENTIONS])
def test_mention(text: str, raw: str, number: str, date: str | None, issuer: str | None, title: str | None, citing: Callable[..., Cited]) -> None:
    (found,) = [c for c in citing(text).citations if c.number]
    assert (found.raw, found.number, found.date, found.issuer, found.title) == (raw, number, date, issuer, title)
    assert found.form == ("full" if date or issuer else "number_only")


# text, the title of its first mention
TITLES = [
    ("Ngày 03/02/2026, Sở Tài chính có văn bản số 95/STC-NS gửi các Sở, ban, ngành; UBND các xã, phường về việc lập dự toán năm 2027.", "lập dự toán năm 2027"),
    ("Theo văn bản số 95/STC-NS ngày 03/02/2026 của Sở Tài chính gửi UBND xã số liệu dự toán.", None),
    ("Rà soát theo Thông tư số 04/2020/TT-BTP ngày 28/5/2020 của Bộ Tư pháp hướng dẫn đăng ký hộ tịch, phối hợp với các đơn vị xong trong Quý III.", "hướng dẫn đăng ký hộ tịch"),
    ("Rà soát theo Thông tư số 04/2020/TT-BTP ngày 28/5/2020 của Bộ Tư pháp hướng dẫn đăng ký hộ tịch, báo cáo Sở Tư pháp trước ngày 30/9/2026.", "hướng dẫn đăng ký hộ tịch"),
    ("Căn cứ Công văn số 9/STP-VP ngày 28/5/2020 của Sở Tư pháp về việc rà soát, báo cáo kết quả đăng ký hộ tịch;", "rà soát, báo cáo kết quả đăng ký hộ tịch"),
    ("Thông tư số 35/2016/TT-BYT ngày 28/9/2016 của Bộ Y tế quy định mẫu sổ tiêm chủng, theo đó đề nghị các đơn vị rà soát.", "quy định mẫu sổ tiêm chủng"),
    ("Quyết định số 9/QĐ-BYT ngày 02/5/2023 của Bộ Xây dựng về việc phê duyệt Kế hoạch khảo sát, Sở Y tế đề nghị các đơn vị thực hiện.", "phê duyệt Kế hoạch khảo sát"),
    ("Quyết định số 9/QĐ-BYT ngày 02/5/2023 của Bộ Y tế phê duyệt “Đề án sữa học đường; giai đoạn 2” (gọi tắt là Đề án).", "phê duyệt “Đề án sữa học đường; giai đoạn 2”"),
    ("Kế hoạch số 9/KH-UBND ngày 02/5/2023 của UBND tỉnh thực hiện phong trào «Nhà sạch; vườn đẹp» năm 2023; báo cáo.", "thực hiện phong trào «Nhà sạch; vườn đẹp» năm 2023"),
    ("Nghị định số 15/2021/NĐ-CP của Chính phủ về quản lý dự án và Thông tư số 02/2023/TT-BXD của Bộ Xây dựng.", "quản lý dự án"),
    ("Quyết định số 7/QĐ-TTg ngày 02/5/2023 của Thủ tướng phê duyệt Chương trình nước sạch trên địa bàn tỉnh Sông Lam;", "phê duyệt Chương trình nước sạch"),
    ("Công văn số 9/BYT-KCB ngày 02/5/2023 của Bộ Y tế đề nghị các đơn vị báo cáo.", None),
    ("Thông tư số 9/2023/TT-BTC của Bộ Tài chính quy định về kinh phí để thực hiện sửa chữa trụ sở, việc lập hồ sơ bảo đảm các yêu cầu sau.", "quy định về kinh phí để thực hiện sửa chữa trụ sở"),
    ("Quyết định số 9/QĐ-BYT ngày 02/5/2023 về việc công bố thủ tục hành chính (TTHC) được ban hành mới, thay thế trong lĩnh vực dược (được gửi kèm);", "công bố thủ tục hành chính (TTHC) được ban hành mới, thay thế trong lĩnh vực dược"),
    ("Quyết định số 9/QĐ-BYT ngày 02/5/2023 về việc công bố Danh mục thủ tục hành chính được sửa đổi, bổ sung lĩnh vực dược;", "công bố Danh mục thủ tục hành chính được sửa đổi, bổ sung lĩnh vực dược"),
    ("Nghị định số 9/2023/NĐ-CP của Chính phủ quy định mức phụ cấp thú y, tính đủ 12 tháng.", "quy định mức phụ cấp thú y"),
    ("Kế hoạch số 9/KH-UBND ngày 02/5/2023 của UBND tỉnh về chấn chỉnh kỷ luật gắn với triển khai thực hiện chủ đề năm.", "chấn chỉnh kỷ luật"),
    ("Công văn số 9/BYT-KCB ngày 02/5/2023 của Bộ Y tế về việc hướng dẫn tinh gọn hồ sơ bệnh án và thực hiện mẫu sổ kèm theo Công văn này.", "hướng dẫn tinh gọn hồ sơ bệnh án"),
    ("Thông tư số 9/2023/TT-BTC của Bộ Tài chính hướng dẫn lập dự toán năm 2024, kế hoạch tài chính 03 năm; kế hoạch tài chính 05 năm, Bộ hướng dẫn Sở Tài chính lập dự toán.", "hướng dẫn lập dự toán năm 2024, kế hoạch tài chính 03 năm; kế hoạch tài chính 05 năm"),
    ("Căn cứ Nghị quyết số 4/NQ-HĐND của HĐND tỉnh về dự toán ngân sách, Sở Tài chính cấp kinh phí theo tiến độ.", "dự toán ngân sách"),
    ("Thông tư số 9/2023/TT-BTC của Bộ Tài chính quy định phí, lệ phí; các đơn vị thực hiện.", "quy định phí, lệ phí"),
    ("Chỉ thị số 21/CT-TTg ngày 15/9/2020 của Thủ tướng Chính phủ về an toàn đê điều nhằm bảo vệ mùa màng;", "an toàn đê điều nhằm bảo vệ mùa màng"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title_ends_where_the_sentence_goes_on(text: str, title: str | None, citing: Callable[..., Cited]) -> None:
    assert citing(text).citations[0].title == title


def test_a_list_repeats_the_number_only(citing: Callable[..., Cited]) -> None:
    cited = citing("Thực hiện Công văn số 12/SYT-NVY ngày 02/5/2024; số 13/SYT-NVY ngày 03/5/2024 và các Quyết định số 4/QĐ-SYT, 5/QĐ-SYT.")
    assert [(c.raw, c.type) for c in cited.citations] == [
        ("Công văn số 12/SYT-NVY ngày 02/5/2024", "cong_van"),
        ("số 13/SYT-NVY ngày 03/5/2024", "cong_van"),
        ("Quyết định số 4/QĐ-SYT", "quyet_dinh"),
        ("5/QĐ-SYT", "quyet_dinh"),
    ]
    assert {c.relation for c in cited.citations} == {"implements"}


SHARED = [
    ("theo các Nghị định 21, 22, 45/CP ngày 12/12/1996 của Chính phủ.", [("Nghị định 21", "21/CP"), ("22", "22/CP"), ("45/CP ngày 12/12/1996 của Chính phủ", "45/CP")]),
    ("theo các Thông tư số 38, 39 và 40/2015/TT-BXD;", [("Thông tư số 38", "38/2015/TT-BXD"), ("39", "39/2015/TT-BXD"), ("40/2015/TT-BXD", "40/2015/TT-BXD")]),
    ("theo khoản 2, 3 Thông tư số 5/2020/TT-BXD.", [("Thông tư số 5/2020/TT-BXD", "5/2020/TT-BXD")]),
    ("theo Thông tư 54, 23/QĐ-BXD.", [("23/QĐ-BXD", "23/QĐ-BXD")]),
]


@pytest.mark.parametrize(("text", "mentions"), SHARED)
def test_numbers_that_share_a_symbol(text: str, mentions: list[tuple[str, str]], citing: Callable[..., Cited]) -> None:
    found = [c for c in citing(text).citations if c.number]
    assert [(c.raw, c.number) for c in found] == mentions
    assert len({c.type for c in found}) == 1


def test_pinpoints_go_from_small_to_large(citing: Callable[..., Cited]) -> None:
    (found,) = citing("theo điểm a, b khoản 2 Điều 3 Nghị định số 96/2023/NĐ-CP").citations
    assert [(p.diem, p.khoan, p.dieu) for p in found.pinpoint] == [("a", "2", "3"), ("b", "2", "3")]


@pytest.mark.parametrize(
    "text",
    ["Mẫu số 01/BC-SYT kèm theo.", "Giấy phép số 12/GP-SXD.", "QCVN 01-1:2018/BYT.", "Hợp đồng số 05/2024/HĐ-TTYT.", "Gọi 0263.3822.345.", "Số: 15/BC-SYT\n\nBÁO CÁO"],
)
def test_what_only_looks_like_a_number(text: str, citing: Callable[..., Cited]) -> None:
    assert citing(text).citations == ()


def test_what_a_text_quotes_is_not_its_own_mention(citing: Callable[..., Cited]) -> None:
    text = "Sửa đổi Điều 3 Quyết định số 9/QĐ-UBND ngày 02/5/2023 như sau: “Điều 3. Thực hiện theo Thông tư số 01/2020/TT-BNV ngày 15/01/2020 của Bộ Nội vụ.”"
    assert [c.number for c in citing(text, type="quyet_dinh").citations] == ["9/QĐ-UBND"]


# text, (number, date, issuer, title) of each
LISTS = [
    (
        "Thực hiện các Quyết định số: 11/QĐ-BXD, 12/QĐ-BXD ngày 31/12/2023 của Bộ trưởng Bộ Xây dựng về việc công bố định mức nhà ở;",
        [(n, "2023-12-31", "Bộ trưởng Bộ Xây dựng", "công bố định mức nhà ở") for n in ("11/QĐ-BXD", "12/QĐ-BXD")],
    ),
    (
        "các Quyết định của Thủ tướng Chính phủ số 142/2018/QĐ-TTg ngày 27/10/2018, số 53/2020/QĐ-TTg ngày 20/8/2020 và số 62/2021/QĐ-TTg.",
        [("142/2018/QĐ-TTg", "2018-10-27", "Thủ tướng Chính phủ", None), ("53/2020/QĐ-TTg", "2020-08-20", "Thủ tướng Chính phủ", None), ("62/2021/QĐ-TTg", None, "Thủ tướng Chính phủ", None)],
    ),
    (
        "Thực hiện các Quyết định số 1/QĐ-BYT ngày 02/5/2023, số 2/QĐ-BYT ngày 03/5/2023 của Bộ Y tế về việc thi đua.",
        [("1/QĐ-BYT", "2023-05-02", "Bộ Y tế", None), ("2/QĐ-BYT", "2023-05-03", "Bộ Y tế", "thi đua")],
    ),
    ("Thực hiện các Nghị định 87, 88, 31/CP ngày 12/12/1995 của Chính phủ.", [(n, "1995-12-12", "Chính phủ", None) for n in ("87/CP", "88/CP", "31/CP")]),
    ("Thực hiện các Nghị định số 15, 16 và 17/2021/NĐ-CP.", [(f"{n}/2021/NĐ-CP", None, None, None) for n in (15, 16, 17)]),
    ("Thực hiện công văn số 1/BYT-KCB và 2/BYT-KCB ngày 03/5/2023 của Bộ Y tế.", [("1/BYT-KCB", "2023-05-03", "Bộ Y tế", None), ("2/BYT-KCB", "2023-05-03", "Bộ Y tế", None)]),
    ("Thực hiện công văn số 1/BYT-KCB và 2/BYT-DP ngày 03/5/2023 của Bộ Y tế.", [("1/BYT-KCB", None, None, None), ("2/BYT-DP", "2023-05-03", "Bộ Y tế", None)]),
    # no plural head, a body with another code, another year: nothing is shared
    ("Thực hiện Quyết định số 1/QĐ-BYT, 2/QĐ-BYT ngày 03/5/2023 của Bộ Y tế.", [("1/QĐ-BYT", None, None, None), ("2/QĐ-BYT", "2023-05-03", "Bộ Y tế", None)]),
    ("Thực hiện các Quyết định số 1/QĐ-BXD, 2/QĐ-BYT của Bộ Y tế.", [("1/QĐ-BXD", None, None, None), ("2/QĐ-BYT", None, "Bộ Y tế", None)]),
    ("Thực hiện các Nghị định số 8/2020/NĐ-CP, 9/2021/NĐ-CP ngày 03/5/2021.", [("8/2020/NĐ-CP", None, None, None), ("9/2021/NĐ-CP", "2021-05-03", None, None)]),
    ("Tại các cuộc họp 3, 4 và Nghị định số 17/2021/NĐ-CP.", [("17/2021/NĐ-CP", None, None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "members"), LISTS)
def test_a_list_under_one_head(text: str, members: list[tuple[str, str | None, str | None, str | None]], citing: Callable[..., Cited]) -> None:
    found = [c for c in citing(text).citations if c.number]
    assert [(c.number, c.date, c.issuer, c.title) for c in found] == members
    assert [c.form for c in found] == ["full" if date or issuer else "number_only" for _, date, issuer, _ in members]


def test_an_issuer_before_a_colon_is_that_of_each_number_behind_a_semicolon(citing: Callable[..., Cited]) -> None:
    head = "Căn cứ các Quyết định của UBND tỉnh: Số 79/QĐ-UBND ngày 19/02/2021 về quản lý chợ; "
    assert [c.issuer for c in citing(head + "số 657/QĐ-UBND ngày 13/7/2023 về việc sửa đổi quy định;").citations] == ["UBND tỉnh"] * 2
    assert [c.issuer for c in citing(head + "Quyết định số 657/QĐ-BYT ngày 13/7/2023 về việc sửa đổi quy định;").citations] == ["UBND tỉnh", None]


def test_the_body_whose_consent_a_notice_gives_is_its_issuer(citing: Callable[..., Cited]) -> None:
    (found,) = citing("Trên cơ sở ý kiến thống nhất của Thường trực Tỉnh ủy tại Thông báo số 15-TB/TU ngày 11/01/2024 về quà Tết;").citations
    assert found.issuer == "Thường trực Tỉnh ủy"


def test_a_speck_over_the_word_for_year_spoils_no_date(citing: Callable[..., Cited]) -> None:
    (found,) = citing("Căn cứ Thông tư số 18/2009/TT-BYT ngày 14 tháng 10 nằm 2009 của Bộ trưởng Bộ Y tế Hướng dẫn kiểm soát;").citations
    assert (found.date, found.issuer) == ("2009-10-14", "Bộ trưởng Bộ Y tế")


@pytest.mark.parametrize(
    ("region", "first", "second", "joined"),
    [
        ("attachment", "Thực hiện Quyết định số 3/QĐ-TTg ngày 03/4/2019 của Thủ tướng", "Chính phủ phê duyệt quy hoạch", True),
        ("attachment", "Thực hiện Kế hoạch số 17/KH-BYT ngày 04/6/2019 của Bộ Văn hóa", "và Du lịch, các cơ quan", True),
        ("attachment", "Thực hiện Kế hoạch số 17/KH-BYT ngày 04/6/2019 của Bộ Văn hóa;", "và Du lịch, các cơ quan", False),
        ("attachment", "Thực hiện Kế hoạch số 17/KH-BYT ngày 04/6/2019 của Bộ Văn hóa", "Chính phủ giao", False),
        ("attachment", "Nơi nhận", "và các cơ quan", False),
        ("body", "Thực hiện Quyết định số 3/QĐ-TTg ngày 03/4/2019 của Thủ tướng", "Chính phủ phê duyệt quy hoạch", False),
    ],
)
def test_the_lines_of_an_attachments_sentence_are_one_paragraph(region: RegionKind, first: str, second: str, joined: bool) -> None:
    blocks = (Block(0, len(first), region, False), Block(len(first) + 1, len(first) + 1 + len(second), region, False))
    assert (len(_mended(blocks, f"{first}\n{second}")) == 1) is joined


def test_a_document_above_in_small_letters_is_the_only_one_named(citing: Callable[..., Cited]) -> None:
    one = "UBND tỉnh nhận được Công văn số 25/BYT-KCB ngày 14/7/2023 của Bộ Y tế về phòng dịch.\n\n"
    two = "Sở Y tế báo cáo theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.\n\n"
    order = "Giao Sở Y tế triển khai thực hiện ý kiến của Bộ Y tế tại văn bản nêu trên."
    assert [(c.form, c.antecedent) for c in citing(one + order).citations][1:] == [("short", "c1")]
    assert not [c for c in citing(one + two + order).citations if c.form == "short"]
    assert not [c for c in citing(one + order.replace("văn", "các văn")).citations if c.form == "short"]
