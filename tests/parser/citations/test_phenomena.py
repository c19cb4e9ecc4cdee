"""What documents that nobody wrote the rules for do to their citations: lists, shared issuers, slips of the pen and of scanning."""

from collections.abc import Callable

import pytest

from models import Citation, DocumentNumber, Header, Unit
from parser.citations import Cited
from parser.citations.draft import Draft
from parser.citations.forwarded import key_of
from parser.recognisers.document_number import parse_number

Citing = Callable[..., Cited]


def _one(cited: Cited, number: str) -> Citation:
    (found,) = [c for c in cited.citations if c.number == number]
    return found


PINPOINTS = [
    ("Thực hiện điểm a, b khoản 2 Điều 5, khoản 3 Điều 7 Nghị định số 30/2020/NĐ-CP.", [("5", "2", "a"), ("5", "2", "b"), ("7", "3", None)]),
    ("Áp dụng Điều 5 đến Điều 7 của Nghị định số 30/2020/NĐ-CP.", [("5", None, None), ("6", None, None), ("7", None, None)]),
    ("Theo khoản 1, khoản 2 Điều 3 Nghị định số 30/2020/NĐ-CP.", [("3", "1", None), ("3", "2", None)]),
    ("Theo khoản 4 Điều 1 và Điều 9 Nghị định số 30/2020/NĐ-CP.", [("1", "4", None), ("9", None, None)]),
]


@pytest.mark.parametrize(("text", "provisions"), PINPOINTS)
def test_pinpoints(text: str, provisions: list[tuple[str, str | None, str | None]], citing: Citing) -> None:
    assert [(p.dieu, p.khoan, p.diem) for p in _one(citing(text), "30/2020/NĐ-CP").pinpoint] == provisions


def test_a_law_by_name_has_its_pinpoint(citing: Citing) -> None:
    (law,) = citing("1. Thực hiện theo khoản 2 Điều 5 Luật Thủy lợi.").citations
    assert [(p.dieu, p.khoan) for p in law.pinpoint] == [("5", "2")]


ISSUERS = [
    ("Theo đề nghị của Chủ tịch Hiệp hội Doanh nghiệp tỉnh tại Văn bản số 12/HHDN ngày 02/3/2023 và Giám đốc Sở Nội vụ tại Tờ trình số 45/TTr-SNV ngày 03/3/2023.", "45/TTr-SNV", "Giám đốc Sở Nội vụ"),
    ("Theo đề xuất của Giám đốc Sở Tài chính tại Tờ trình số 45/TTr-STC ngày 03/3/2023 và Công văn số 88/STC-NS ngày 05/3/2023.", "88/STC-NS", "Giám đốc Sở Tài chính"),
    ("Thực hiện Quy chế số 04-QC/BCĐ ngày 01/11/2022 của Ban Chỉ đạo Chuyển đổi\nsố tỉnh Hà Giang; các đơn vị báo cáo.", "04-QC/BCĐ", "Ban Chỉ đạo Chuyển đổi số tỉnh Hà Giang"),
    ("Thực hiện Kế hoạch số 120/KH-UBND ngày 09/6/2020 của UBND thành phố Hà nội về kích cầu tiêu dùng.", "120/KH-UBND", "UBND thành phố Hà nội"),
    ("Căn cứ Công văn số 1935/BYT-KCB ngày 14/4/2017 Bộ Y tế về việc tăng cường kiểm tra.", "1935/BYT-KCB", "Bộ Y tế"),
    ("Căn cứ Chương trình phối hợp số 18/CTPH-BTP-TLĐ ngày 23/11/2016 giữa Bộ Tư pháp và Tổng Liên đoàn Lao động Việt Nam về phổ biến pháp luật.", "18/CTPH-BTP-TLĐ", "Bộ Tư pháp và Tổng Liên đoàn Lao động Việt Nam"),
    ("Vận dụng Thông tư số 02/2015/TT-BLĐTBXH ngày 12/01/2015 của Bộ Lao động thương binh và xã hội để lập đơn giá.", "02/2015/TT-BLĐTBXH", "Bộ Lao động thương binh và xã hội"),
    ("Xét Công văn số 05/Cty ngày 31/12/2023 của Công ty TNHH Sông Lam.", "05/Cty", "Công ty TNHH Sông Lam"),
    ("Chủ tịch UBND tỉnh chỉ đạo tại Chỉ thị số 01/CT-UBND ngày 03/01/2024.", "01/CT-UBND", None),
]


@pytest.mark.parametrize(("text", "number", "issuer"), ISSUERS)
def test_issuers(text: str, number: str, issuer: str | None, citing: Citing) -> None:
    assert _one(citing(text), number).issuer == issuer


RELATIONS = [
    ("quyet_dinh", "Điều 2. Quyết định số 12/2019/QĐ-UBND; Quyết định số 15/2020/QĐ-UBND và Quyết định số 16/2020/QĐ-UBND hết hiệu lực kể từ ngày ký.", "12/2019/QĐ-UBND", "repeals"),
    ("thong_bao", "1. Quyết định số 12/QĐ-UBND bị bãi bỏ bởi Quyết định số 99/QĐ-UBND ngày 02/3/2022; Thông tư số 01/2011/TT-BNV hết hiệu lực.", "01/2011/TT-BNV", "cites"),
    ("quyet_dinh", "1. Sở thực hiện chế độ báo cáo giá theo quy định tại Nghị định số 85/2024/NĐ-CP.", "85/2024/NĐ-CP", "per"),
    ("quyet_dinh", "1. Danh mục hàng hóa thực hiện kê khai giá được quy định tại Nghị định số 85/2024/NĐ-CP.", "85/2024/NĐ-CP", "per"),
    ("ke_hoach", "1. Tiếp tục thực hiện có hiệu quả Nghị định số 30/2020/NĐ-CP.", "30/2020/NĐ-CP", "implements"),
    ("ke_hoach", "1. Sở thực hiện xong, có Nghị định số 30/2020/NĐ-CP.", "30/2020/NĐ-CP", "cites"),
    ("ke_hoach", "1. Thực hiện nhiệm vụ giao tại Công văn số 12/BYT-KH ngày 02/3/2023.", "12/BYT-KH", "implements"),
    ("cong_van", "Thưc hiên Kế hoach số 1918/KH-SYT ngày 03/4/2020 của Sở Y tế, các đơn vị báo cáo.", "1918/KH-SYT", "implements"),
    ("ke_hoach", "1. Xây dựng Nghị định thay thế Nghị định số 30/2020/NĐ-CP.", "30/2020/NĐ-CP", "cites"),
    ("quyet_dinh", "Tại thời điểm Quyết định số 22/2013/QĐ-TTg có hiệu lực thi hành.", "22/2013/QĐ-TTg", "cites"),
    ("ke_hoach", "1. Áp dụng theo mẫu và tài liệu hướng dẫn khảo sát (ban hành kèm theo Quyết định số 6859/QĐ-BYT ngày 18/11/2016).", "6859/QĐ-BYT", "per"),
]


@pytest.mark.parametrize(("own", "text", "number", "relation"), RELATIONS)
def test_relations(own: str, text: str, number: str, relation: str, citing: Citing) -> None:
    assert _one(citing(text, type=own), number).relation == relation


TITLES = [
    ("Theo Quyết định số 2038/QĐ-TTg ngày 15/11/2011ban hành Đề án xử lý nước thải.", "2038/QĐ-TTg", "ban hành Đề án xử lý nước thải"),
    ("Theo Quyết định số 157/2007/QĐ-TTg ngày 27/9/2007 của Thủ tướng Chính phủ về tín dụng đối với sinh viên và các văn bản sửa đổi, bổ sung (nếu có) thì được vay.", "157/2007/QĐ-TTg", "tín dụng đối với sinh viên"),
    ("Nhận được Văn bản số 251/TB-VPCP ngày 24/7/2020 của Văn phòng Chính phủ thông báo kết luận của Thủ tướng Chính phủ tại cuộc họp.", "251/TB-VPCP", "thông báo kết luận của Thủ tướng Chính phủ tại cuộc họp"),
    ("Căn cứ Quyết định số 2970/QĐ-UBND ngày 03/7/2020 của UBND tỉnh về việc bổ sung dự toán ( dự toán là: 148 triệu đồng);", "2970/QĐ-UBND", "bổ sung dự toán"),
]


@pytest.mark.parametrize(("text", "number", "title"), TITLES)
def test_titles(text: str, number: str, title: str, citing: Citing) -> None:
    assert _one(citing(text), number).title == title


def test_a_title_is_what_its_mentions_share(citing: Citing) -> None:
    document = "Quyết định số 22/2013/QĐ-TTg ngày 26/4/2013 về hỗ trợ người có công với cách mạng về nhà ở"
    found = citing(f"Căn cứ {document};\n\n1. Triển khai {document} của Ủy ban nhân dân tỉnh.").citations
    assert {c.title for c in found if c.number} == {"hỗ trợ người có công với cách mạng về nhà ở"}


def test_slips_of_scanning_in_numbers_and_dates(citing: Citing) -> None:
    text = "1. Thông tư liên tịch số _75/2012/TTLT-BTC-BXD - ngày 16/1 1/2012; Công văn số 4439/CV:TC-VHTT-TTBT ngày 10/7/2020."
    assert [(c.number, c.date) for c in citing(text).citations] == [("75/2012/TTLT-BTC-BXD", "2012-11-16"), ("4439/CV:TC-VHTT-TTBT", "2020-07-10")]


@pytest.mark.parametrize("text", ["Nâng cao kỷ luật lao động, kỷ luật cán bộ.", "Phổ biến phấp luật lao động.", "- Ví dụ thuốc trúng thầu theo quyết định số 12/QĐ-SYT thuộc gói 2."])
def test_what_is_no_citation(text: str, citing: Citing) -> None:
    assert not citing(text).citations


def test_a_law_amended_in_the_name_of_a_numbered_one(citing: Citing) -> None:
    text = "Căn cứ Luật Giá số 11/2012/QH13;\n\n1. Thực hiện Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15 ngày 19/6/2023."
    cited = citing(text)
    outer, inner = _one(cited, "16/2023/QH15"), next(c for c in cited.citations if c.form == "name")
    assert (inner.raw, inner.relation, inner.within, inner.target_key) == ("Luật Giá", "amends", outer.id, "qh13/2012/11")
    assert ("qh15/2023/16", "amends", "qh13/2012/11") in {(r.source_key, r.relation, r.target_key) for r in cited.relations}


@pytest.mark.parametrize(
    ("text", "number", "why"),
    [
        ("1. Đối chiếu Nghị định số 54/2016/NĐ-CP ngày 08/5/2017 của Chính phủ.", "54/2016/NĐ-CP", "khác năm"),
        ("1. Công văn số 88/STNMTQLDD ngày 05/3/2023 của Sở.\n\n2. Công văn số 88/STNMT-QLDD ngày 05/3/2023 của Sở.", "88/STNMTQLDD", "cùng số"),
    ],
)
def test_numbers_that_contradict_themselves(text: str, number: str, why: str, citing: Citing) -> None:
    found = _one(citing(text), number)
    assert found.resolution.status == "suspected_typo"
    assert why in found.resolution.candidates[0].why


def test_a_bare_decision_that_takes_effect_is_this_one(citing: Citing) -> None:
    text = "Căn cứ Quyết định số 16/QĐ-UBND ngày 02/3/2023 của UBND tỉnh;\n\nĐiều 3. Chánh Văn phòng thi hành Quyết định ˆ\nnày.\n\nQuyết định có hiệu lực kể từ ngày ký."
    assert [c.form for c in citing(text, type="quyet_dinh").citations] == ["full", "self", "self"]


def test_the_product_that_a_cell_asks_for_is_no_mention(citing: Citing) -> None:
    assert not citing("Quyết định phê duyệt Chương trình được ban hành", type="chuong_trinh").citations


@pytest.mark.parametrize(
    ("number", "issuer", "key"),
    [("/SCT-KH", "Sở Công Thương", "song-lam/sct-kh/2020/3283"), (None, "Sở Công Thương", "song-lam/sct-kh/2020/3283"), (None, "Sở Y tế", None), ("/SYT-VP", "Sở Y tế", None)],
)
def test_a_forwarded_letter_with_a_lost_number_is_the_one_that_is_named(number: str | None, issuer: str, key: str | None) -> None:
    draft = Draft(0, 1, "cong_van", "full", "citation.letter", number=parse_number("3283/SCT-KH"), number_end=1, date="2020-07-24")
    draft.key = "song-lam/sct-kh/2020/3283"
    own = Header(
        type="cong_van", date="2020-07", issuer=Unit(raw=issuer, name=issuer),
        number=DocumentNumber(raw=number, normalized=number, symbol=number.strip("/")) if number else None,
    )  # fmt: skip
    assert key_of(own, [draft], "song-lam/ubnd-kt/2020/12") == key


PROJECTS = """1. Trình Quốc hội xem xét các dự án luật:

a) Luật Đường sắt (sửa đổi);

b) Luật sửa đổi, bổ sung một số điều của Luật Thủy lợi;

2. Cho ý kiến đối với 02 dự án luật: Luật Dân số, Luật Báo chí.

3. Thực hiện nghiêm Luật Ngân sách nhà nước."""


def test_laws_in_the_making_are_no_citations(citing: Citing) -> None:
    assert [c.raw for c in citing(PROJECTS).citations] == ["Luật Ngân sách nhà nước"]
    programme = "1. Luật Đường sắt.\n\n2. Luật Dân số.\n\n3. Theo Luật Thủy lợi năm 2017 và quy định của Luật Giá."
    assert [c.raw for c in citing(programme, subject="Chương trình lập pháp năm 2026").citations] == ["Luật Thủy lợi năm 2017", "Luật Giá"]


@pytest.mark.parametrize(
    ("text", "raw", "date"),
    [
        ("Căn cứ Luật Ban hành văn bản quy phạm pháp luật năm 2015 (sửa đổi, bổ sung năm 2020);", "Luật Ban hành văn bản quy phạm pháp luật năm 2015", "2015"),
        ("Chấp hành Luật Giao thông đường bộ 2008.", "Luật Giao thông đường bộ 2008", "2008"),
        ("Theo Luật Phòng, chống phổ biến vũ khí hủy diệt hàng loạt;", "Luật Phòng, chống phổ biến vũ khí hủy diệt hàng loạt", None),
    ],
)
def test_names_of_laws(text: str, raw: str, date: str | None, citing: Citing) -> None:
    (law,) = citing(text).citations
    assert (law.raw, law.date) == (raw, date)


def test_abbreviated_type_words_belong_to_the_mention(citing: Citing) -> None:
    found = citing("1. Theo QĐ số 12/QĐ-UBND; NQ 52-NQ/TW; CV 123/SYT-NVY ngày 02/3/2023.").citations
    assert [c.raw for c in found] == ["QĐ số 12/QĐ-UBND", "NQ 52-NQ/TW", "CV 123/SYT-NVY ngày 02/3/2023"]


def test_an_aside_amends_and_governs_nothing_behind_it(citing: Citing) -> None:
    cited = citing("1. Chấp hành Nghị định 100/2019/NĐ-CP (sửa đổi, bổ sung bởi Nghị định 123/2021/NĐ-CP), Luật Thủy lợi.", type="ke_hoach")
    assert [(c.raw, c.relation) for c in cited.citations][1:] == [("Nghị định 123/2021/NĐ-CP", "amends"), ("Luật Thủy lợi", "implements")]
    assert ("nd-cp/2021/123", "amends", "nd-cp/2019/100") in {(r.source_key, r.relation, r.target_key) for r in cited.relations}


def test_the_session_of_a_council_is_no_part_of_the_title(citing: Citing) -> None:
    text = "Căn cứ Nghị quyết số 07/2022/NQ-HĐND ngày 12/7/2022 của Hội đồng nhân dân tỉnh khóa XVII, kỳ họp thứ 5 về phân bổ ngân sách;"
    assert _one(citing(text), "07/2022/NQ-HĐND").title == "phân bổ ngân sách"


def test_bodies_with_their_letters_in_brackets(citing: Citing) -> None:
    text = "1. Theo ý kiến của Sở Tài chính (Công văn số 456/STC-HCSN ngày 06/6/2023), Sở Nội vụ (Công văn số 789/SNV-TCBM ngày 07/6/2023)."
    assert [c.issuer for c in citing(text).citations] == ["Sở Tài chính", "Sở Nội vụ"]


def test_a_letter_amends_nothing_by_its_subject(citing: Citing) -> None:
    head = "SỞ Y TẾ TỈNH SÔNG LAM\nSố: 5/SYT-VP\nV/v bổ sung tài liệu kèm theo Quyết định số 917/QĐ-BYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nKính gửi: Các đơn vị.\n"
    assert _one(citing(head, type="cong_van"), "917/QĐ-BYT").relation == "cites"


def test_a_title_ends_before_the_date_of_what_was_done_next(citing: Citing) -> None:
    text = "Thực hiện Kế hoạch số 2/KH-UBND ngày 04/2/2020 về việc phối hợp tổ chức các hoạt động năm 2020, ngày 19/6/2020, Ban Tổ chức đã họp."
    assert _one(citing(text), "2/KH-UBND").title == "phối hợp tổ chức các hoạt động năm 2020"
