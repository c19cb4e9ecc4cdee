"""Layouts of Nghị định 30/2020/NĐ-CP and of the party that letterheads.py's first cases leave out, in invented dispatches."""

from collections.abc import Callable

import pytest

from parser.header import HeaderResult

Read = Callable[[str], HeaderResult]

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
TELEGRAM = f"""ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM
{STATE}Số: 07/CĐ-UBND
Sông Lam, hồi 10 giờ ngày 09 tháng 9 năm 2024
HỎA TỐC
CÔNG ĐIỆN KHẨN
Về việc ứng phó bão số 3
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:
- Giám đốc các Sở: Nông nghiệp và Phát triển nông thôn, Y tế;
- Chủ tịch UBND các huyện.
Theo bản tin, bão số 3 đang mạnh lên. Yêu cầu:
1. Các huyện cấm biển.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Mẫu
"""


def test_telegram_with_the_hour(read: Read) -> None:
    header = read(TELEGRAM).header
    assert (header.type, header.urgency, header.place, header.date) == ("cong_dien", "Hỏa tốc", "Sông Lam", "2024-09-09")
    assert [u.name for u in header.addressees] == ["Giám đốc các Sở: Nông nghiệp và Phát triển nông thôn, Y tế", "Chủ tịch UBND các huyện"]
    assert [(s.authority, s.on_behalf_of, s.title, s.name) for s in header.signers] == [("KT.", "Chủ tịch", "Phó Chủ tịch", "Trần Văn Mẫu")]


@pytest.mark.parametrize(
    ("letterhead", "number", "title", "type_", "codes", "issuer", "subject"),
    [
        ("SỞ NỘI VỤ - SỞ TÀI CHÍNH\nTỈNH SÔNG LAM", "45/HDLS-SNV-STC", "HƯỚNG DẪN LIÊN SỞ\nThực hiện chế độ phụ cấp", "huong_dan", ("SNV", "STC"), "Sở Nội vụ - Sở Tài chính tỉnh Sông Lam", "Thực hiện chế độ phụ cấp"),
        ("SỞ Y TẾ - BẢO HIỂM XÃ HỘI TỈNH\nSÔNG LAM", "12/HDLT-SYT-BHXH", "HƯỚNG DẪN LIÊN TỊCH\nVề khám bệnh bảo hiểm y tế", "huong_dan", ("SYT", "BHXH"), "Sở Y tế - Bảo hiểm xã hội tỉnh Sông Lam", "khám bệnh bảo hiểm y tế"),
        ("BỘ Y TẾ - BỘ TÀI CHÍNH", "12/2015/TTLT-BYT-BTC", "THÔNG TƯ LIÊN TỊCH\nHướng dẫn phụ cấp trực", "thong_tu_lien_tich", ("BYT", "BTC"), "Bộ Y tế - Bộ Tài chính", "Hướng dẫn phụ cấp trực"),
        ("CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH SÔNG LAM", "61/2025/QĐ-CTUBND", "QUYẾT ĐỊNH\nBan hành Quy chế làm việc", "quyet_dinh", ("CTUBND",), "Ủy ban nhân dân tỉnh Sông Lam", "Ban hành Quy chế làm việc"),
        ("ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\nBAN CHỈ ĐẠO PHÒNG CHỐNG\nTỘI PHẠM VÀ TỆ NẠN XÃ HỘI", "12/KH-BCĐ", "KẾ HOẠCH\nPhòng, chống tội phạm", "ke_hoach", ("BCĐ",), "Ban Chỉ đạo Phòng chống tội phạm và tệ nạn xã hội", "Phòng, chống tội phạm"),
        ("BỘ CÔNG THƯƠNG\nCỤC QUẢN LÝ THỊ TRƯỜNG TỈNH SÔNG LAM", "88/TB-CQLTT", "THÔNG BÁO\nVề việc tạm giữ hàng hóa", "thong_bao", ("CQLTT",), "Cục Quản lý thị trường tỉnh Sông Lam", "tạm giữ hàng hóa"),
        ("DỰ THẢO LẦN 2\nỦY BAN NHÂN DÂN\nHUYỆN BẾN SÔNG\nDỰ THẢO", "     /KH-UBND", "KẾ HOẠCH\nPhát triển du lịch", "ke_hoach", ("UBND",), "Ủy ban nhân dân huyện Bến Sông", "Phát triển du lịch"),
    ],
)
def test_letterheads(read: Read, letterhead: str, number: str, title: str, type_: str, codes: tuple[str, ...], issuer: str, subject: str) -> None:
    header = read(f"{letterhead}\n{STATE}Số: {number}\nSông Lam, ngày 05 tháng 6 năm 2022\n{title}\nCăn cứ Luật Thủy lợi năm 2017;\nXét tình hình;\n").header
    assert header.issuer is not None
    assert header.number is not None
    assert (header.type, header.number.issuer_codes, header.issuer.name, header.subject) == (type_, codes, issuer, subject)


@pytest.mark.parametrize(
    "about",
    [
        "V/v báo cáo kết quả giám sát ngày 05 tháng 2 năm 2020",
        "V/v triển khai Quyết định số 548/QĐ-UBND\nngày 05 tháng 2 năm 2020 của UBND tỉnh",
        "V/v họp ngày 05 tháng 2 năm 2020",
    ],
)
def test_a_date_in_what_the_letter_is_about_is_no_dateline(read: Read, about: str) -> None:
    header = read(f"UBND TỈNH SÔNG LAM\nSỞ VĂN HÓA VÀ THỂ THAO\nSố: 3583/SVHTT-KHTC\n{about}\n{STATE}Sông Lam, ngày 30 tháng 10 năm 2020\nKính gửi: Các đơn vị.\n").header
    assert (header.place, header.date) == ("Sông Lam", "2020-10-30")
    assert header.subject is not None
    assert header.subject.endswith(("năm 2020", "UBND tỉnh"))


def test_an_invitation_ends_its_title_where_it_invites(read: Read) -> None:
    text = f"ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n{STATE}Số: 58/GM-UBND\nSông Lam, ngày 08 tháng 12 năm 2022\nGIẤY MỜI\nDự họp về chuyển đổi số\nỦy ban nhân dân tỉnh trân trọng kính mời: Lãnh đạo các Sở: Y tế, Tài chính.\n"
    assert read(text).header.subject == "Dự họp về chuyển đổi số"


def test_two_offices_of_one_signer(read: Read) -> None:
    text = f"BAN CHỈ ĐẠO NƯỚC SẠCH TỈNH SÔNG LAM\n{STATE}Số: 1/KH-BCĐ\nSông Lam, ngày 08 tháng 12 năm 2022\nKẾ HOẠCH\nNăm 2023\nI. MỤC TIÊU\nNơi nhận:\n- Lưu: VT.\nTRƯỞNG BAN\n\nPHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nLê Văn Mẫu\n"
    assert [s.title for s in read(text).header.signers] == ["Trưởng ban, Phó Chủ tịch Ủy ban nhân dân tỉnh"]


def test_a_note_beside_the_recipients(read: Read) -> None:
    text = f"SỞ Y TẾ TỈNH SÔNG LAM\n{STATE}Số: 1/SYT-VP\nSông Lam, ngày 08 tháng 12 năm 2022\nKính gửi: Các đơn vị.\nĐề nghị báo cáo./.\nNơi nhận:\n- Như trên;\n- Chủ tịch UBND tỉnh: Để báo cáo\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn Mẫu\n"
    assert [(r.name, r.purpose) for r in read(text).header.recipients] == [("Như trên", None), ("Chủ tịch UBND tỉnh", "Để báo cáo")]


@pytest.mark.parametrize(("printed", "urgency"), [("KHẨN", "Khẩn"), ("THƯỢNG KHẨN", "Thượng khẩn"), ("HỎA TỐC", "Hỏa tốc"), ("HOẢ TỐC", "Hỏa tốc"), ("HỎA TỐC HẸN GIỜ", "Hỏa tốc hẹn giờ"), ("Khẩn trương", None)])
def test_urgency(read: Read, printed: str, urgency: str | None) -> None:
    header = read(f"UBND TỈNH SÔNG LAM\nSỞ Y TẾ\n{STATE}{printed}\nSố: 5/SYT-VP\nSông Lam, ngày 05 tháng 6 năm 2022\nKính gửi: Các đơn vị.\n").header
    assert (header.urgency, header.secrecy) == (urgency, None)


@pytest.mark.parametrize(("printed", "secrecy"), [("MẬT", "Mật"), ("TỐI MẬT", "Tối mật"), ("TUYỆT MẬT", "Tuyệt mật"), ("Mật ong", None)])
def test_secrecy(read: Read, printed: str, secrecy: str | None) -> None:
    header = read(f"TỈNH ỦY SÔNG LAM\n*\nSố 45-BC/TU\n{printed}\nĐẢNG CỘNG SẢN VIỆT NAM\nSông Lam, ngày 05 tháng 5 năm 2020\nBÁO CÁO\ntình hình quý I\nThực hiện Nghị quyết.\n").header
    assert (header.secrecy, header.urgency) == (secrecy, None)
