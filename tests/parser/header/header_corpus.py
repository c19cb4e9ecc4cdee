"""One invented dispatch for every header type of the contract, with its annotation: what a person would write down of its head and foot.

The layouts are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, of Nghị định 78/2025/NĐ-CP and of the party's 36-HD/VPTW. Bodies below the
ministries and all people are invented.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A dispatch's text and its annotation. `signer` is (authority, on behalf of, title, name)."""

    type: str
    text: str
    number: str | None
    issuer: str | None
    date: str | None
    subject: str | None
    parent: str | None = None
    place: str | None = "Sông Lam"
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer: tuple[str | None, str | None, str | None, str | None] | None = None
    urgency: str | None = None
    secrecy: str | None = None


STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM\n"
UBND, UBND_NAME = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM", "Ủy ban nhân dân tỉnh Sông Lam"
CHAIRMAN = ("TM.", "Ủy ban nhân dân", "Chủ tịch", "Trần Văn Mẫu")
FOOT = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Mẫu\n"
DAY, DATE = "Sông Lam, ngày 05 tháng 3 năm 2024", "2024-03-05"


def _ubnd(code: str, heading: str, subject: str, body: str, type_: str, foot: str = FOOT, **more: object) -> Sample:
    """A paper of the People's Committee with a heading."""
    text = f"{UBND}\n{STATE}Số: 12/{code}-UBND\n{DAY}\n{heading}\n{subject}\n{body}\n{foot}"
    said = {"recipients": ("Như trên",), "signer": CHAIRMAN} if foot is FOOT else {}
    return Sample(type_, text, f"12/{code}-UBND", UBND_NAME, DATE, subject.removeprefix("Về việc ").removeprefix("Về "), **{**said, **more})  # type: ignore[arg-type]


def _assembly(type_: str, word: str, name: str, number: str, passed: str) -> Sample:
    text = (
        f"QUỐC HỘI\n{STATE}{word} số: {number}\nHà Nội, ngày 18 tháng 11 năm 2024\n{word.upper()}\n{name.upper()}\n"
        f"Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nQuốc hội ban hành {word} {name}.\nĐiều 1. Phạm vi điều chỉnh\n{passed}\nCHỦ TỊCH QUỐC HỘI\n\nTrần Văn Mẫu\n"
    )
    return Sample(type_, text, number, "Quốc hội", "2024-11-18", name, place="Hà Nội")


BASIS = "Căn cứ Luật Thủy lợi năm 2017;\nXét tình hình;"
ITEMS = "I. MỤC ĐÍCH\n1. Nâng cao năng lực."

CORPUS = (
    _ubnd("QĐ", "QUYẾT ĐỊNH", "Về việc thành lập Tổ công tác", f"{BASIS}\nQUYẾT ĐỊNH:\nĐiều 1. Thành lập Tổ công tác.", "quyet_dinh"),
    _ubnd("CT", "CHỈ THỊ", "Về tăng cường quản lý đê điều", "Trong thời gian qua, công tác quản lý đê điều có chuyển biến.", "chi_thi"),
    _ubnd("KH", "KẾ HOẠCH", "Kiểm kê rừng năm 2024", f"{BASIS}\n{ITEMS}", "ke_hoach"),
    _ubnd("TB", "THÔNG BÁO", "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp giao ban", "Ngày 01/3/2024, Chủ tịch Ủy ban nhân dân tỉnh chủ trì họp.", "thong_bao"),
    _ubnd("BC", "BÁO CÁO", "Kết quả phòng, chống hạn năm 2023", "Thực hiện Công văn số 9/BNNMT-TL, Ủy ban nhân dân tỉnh báo cáo như sau:\n" + ITEMS, "bao_cao"),
    _ubnd("TTr", "TỜ TRÌNH", "Về việc phê duyệt dự án hồ chứa", "Kính gửi: Bộ Tài chính.\nỦy ban nhân dân tỉnh kính trình.", "to_trinh", addressees=("Bộ Tài chính",)),
    _ubnd("HD", "HƯỚNG DẪN", "Thực hiện chế độ trực ban", f"{BASIS}\n{ITEMS}", "huong_dan"),
    _ubnd("CTr", "CHƯƠNG TRÌNH", "Công tác năm 2024", f"{BASIS}\n{ITEMS}", "chuong_trinh"),
    _ubnd("PA", "PHƯƠNG ÁN", "Ứng phó thiên tai năm 2024", f"{BASIS}\n{ITEMS}", "phuong_an"),
    _ubnd("ĐA", "ĐỀ ÁN", "Phát triển nông nghiệp hữu cơ", f"{BASIS}\n{ITEMS}", "de_an"),
    _ubnd("DA", "DỰ ÁN", "Trồng rừng ngập mặn", f"{BASIS}\n{ITEMS}", "du_an"),
    _ubnd("QC", "QUY CHẾ", "Phối hợp quản lý hồ chứa", "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh", "quy_che"),
    _ubnd("QyĐ", "QUY ĐỊNH", "Về chế độ báo cáo", "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh", "quy_dinh"),
    _ubnd("TC", "THÔNG CÁO", "Về tình hình mưa lũ", "Ngày 04/3/2024, mưa lớn xảy ra.", "thong_cao"),
    _ubnd("GM", "GIẤY MỜI", "Dự họp về chuyển đổi số", "Ủy ban nhân dân tỉnh trân trọng kính mời: Lãnh đạo các Sở: Y tế, Tài chính.", "giay_moi"),
    _ubnd("GGT", "GIẤY GIỚI THIỆU", "Về việc liên hệ công tác", "Trân trọng giới thiệu: Ông Trần Văn Mẫu.", "giay_gioi_thieu"),
    _ubnd("GUQ", "GIẤY ỦY QUYỀN", "Về việc ký hợp đồng", f"{BASIS}\nỦy quyền cho Giám đốc Sở Tài chính.", "giay_uy_quyen"),
    _ubnd("BB", "BIÊN BẢN", "Họp Hội đồng tư vấn", "Thời gian bắt đầu: 08 giờ 00.\nI. THÀNH PHẦN", "bien_ban"),
    _ubnd("PC", "PHIẾU CHUYỂN", "Về việc giải quyết kiến nghị của cử tri", "Kính gửi: Sở Tài chính.\nỦy ban nhân dân tỉnh chuyển đơn.", "phieu_chuyen", addressees=("Sở Tài chính",)),
    _ubnd("PG", "PHIẾU GỬI", "Hồ sơ nghiệm thu", "Kính gửi: Sở Tài chính.\nỦy ban nhân dân tỉnh gửi hồ sơ.", "phieu_gui", addressees=("Sở Tài chính",)),
    _ubnd("PB", "PHIẾU BÁO", "Kết quả tuyển dụng", "Kính gửi: Bà Lê Thị Mẫu.\nHội đồng báo kết quả.", "phieu_bao", addressees=("Bà Lê Thị Mẫu",)),
    _ubnd("GNP", "GIẤY NGHỈ PHÉP", "Về việc nghỉ phép năm 2024", "Cho phép ông Lê Văn Mẫu nghỉ phép.", "giay_nghi_phep"),
    _ubnd("HĐ", "HỢP ĐỒNG", "Về việc thuê trụ sở", f"{BASIS}\nBên A: Ủy ban nhân dân tỉnh.", "hop_dong"),
    _ubnd("BGN", "BẢN GHI NHỚ", "Về hợp tác du lịch", "Hai bên thống nhất:\n" + ITEMS, "ban_ghi_nho"),
    _ubnd("BTT", "BẢN THỎA THUẬN", "Về hợp tác đào tạo", "Hai bên thỏa thuận:\n" + ITEMS, "ban_thoa_thuan"),
    _ubnd("KL", "KẾT LUẬN THANH TRA", "Về việc quản lý đất đai", f"{BASIS}\n{ITEMS}", "ket_luan"),
    Sample(
        "cong_van",
        f"UBND TỈNH SÔNG LAM\nSỞ Y TẾ\n{STATE}MẬT\nKHẨN\nSố: 512/SYT-NVY\nV/v tăng cường phòng, chống\ndịch bệnh mùa mưa\n{DAY}\nKính gửi:\n- Trung tâm Y tế các huyện;\n- Bệnh viện Đa khoa tỉnh.\n"
        "Sở Y tế đề nghị các đơn vị báo cáo./.\nNơi nhận:\n- Như trên;\n- UBND tỉnh (để b/c);\n- Lưu: VT, NVY.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLê Thị Mẫu\n",
        "512/SYT-NVY", "Sở Y tế", DATE, "tăng cường phòng, chống dịch bệnh mùa mưa", parent="UBND tỉnh Sông Lam",
        addressees=("Trung tâm Y tế các huyện", "Bệnh viện Đa khoa tỉnh"), recipients=("Như trên", "UBND tỉnh"), signer=("KT.", "Giám đốc", "Phó Giám đốc", "Lê Thị Mẫu"),
        urgency="Khẩn", secrecy="Mật",
    ),
    Sample(
        "cong_dien",
        f"THỦ TƯỚNG CHÍNH PHỦ\n{STATE}Số: 63/CĐ-TTg\nHà Nội, hồi 20 giờ ngày 05 tháng 3 năm 2024\nHỎA TỐC\nCÔNG ĐIỆN\nVề việc ứng phó với bão\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n"
        "- Chủ tịch Ủy ban nhân dân các tỉnh ven biển;\n- Bộ trưởng Bộ Quốc phòng.\nTheo bản tin dự báo, bão đang mạnh lên.\nNơi nhận:\n- Như trên;\n- Lưu: VT, NN.\nKT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n\nTrần Văn Mẫu\n",
        "63/CĐ-TTg", "Thủ tướng Chính phủ", DATE, "ứng phó với bão", place="Hà Nội",
        addressees=("Chủ tịch Ủy ban nhân dân các tỉnh ven biển", "Bộ trưởng Bộ Quốc phòng"), recipients=("Như trên",), signer=("KT.", "Thủ tướng", "Phó Thủ tướng", "Trần Văn Mẫu"), urgency="Hỏa tốc",
    ),
    Sample(
        "nghi_quyet",
        f"HỘI ĐỒNG NHÂN DÂN\nTỈNH SÔNG LAM\nKHÓA XVII, KỲ HỌP THỨ 5\n{STATE}Số: 12/NQ-HĐND\n{DAY}\nNGHỊ QUYẾT\nVề kế hoạch đầu tư công năm 2024\nHỘI ĐỒNG NHÂN DÂN TỈNH SÔNG LAM\nKHÓA XVII, KỲ HỌP THỨ 5\n"
        "Căn cứ Luật Đầu tư công năm 2019;\nQUYẾT NGHỊ:\nĐiều 1. Thông qua kế hoạch.\nNơi nhận:\n- Chính phủ;\n- Lưu: VT.\nCHỦ TỊCH\n\nTrần Văn Mẫu\n",
        "12/NQ-HĐND", "Hội đồng nhân dân tỉnh Sông Lam", DATE, "kế hoạch đầu tư công năm 2024", recipients=("Chính phủ",), signer=(None, None, "Chủ tịch", "Trần Văn Mẫu"),
    ),
    Sample(
        "nghi_dinh",
        f"CHÍNH PHỦ\n{STATE}Số: 30/2024/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2024\nNGHỊ ĐỊNH\nQuy định về quản lý hồ chứa\nCăn cứ Luật Thủy lợi năm 2017;\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh\n"
        "Nơi nhận:\n- Ban Bí thư Trung ương Đảng;\n- Lưu: VT, NN.\nTM. CHÍNH PHỦ\nKT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n\nTrần Văn Mẫu\n",
        "30/2024/NĐ-CP", "Chính phủ", DATE, "Quy định về quản lý hồ chứa", place="Hà Nội", recipients=("Ban Bí thư Trung ương Đảng",), signer=("KT.", "Thủ tướng", "Phó Thủ tướng", "Trần Văn Mẫu"),
    ),
    Sample(
        "thong_tu",
        f"BỘ Y TẾ\n{STATE}Số: 5/2024/TT-BYT\nHà Nội, ngày 05 tháng 3 năm 2024\nTHÔNG TƯ\nSửa đổi, bổ sung một số điều của Thông tư số 46/2018/TT-BYT\nCăn cứ Luật Khám bệnh, chữa bệnh năm 2023;\nĐiều 1. Sửa đổi khoản 2 Điều 5.\n"
        "Nơi nhận:\n- Văn phòng Chính phủ;\n- Lưu: VT, PC.\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nLê Thị Mẫu\n",
        "5/2024/TT-BYT", "Bộ Y tế", DATE, "Sửa đổi, bổ sung một số điều của Thông tư số 46/2018/TT-BYT", place="Hà Nội", recipients=("Văn phòng Chính phủ",), signer=("KT.", "Bộ trưởng", "Thứ trưởng", "Lê Thị Mẫu"),
    ),
    Sample(
        "thong_tu_lien_tich",
        f"BỘ Y TẾ - BỘ TÀI CHÍNH\n{STATE}Số: 41/2014/TTLT-BYT-BTC\nHà Nội, ngày 05 tháng 3 năm 2014\nTHÔNG TƯ LIÊN TỊCH\nHướng dẫn thực hiện bảo hiểm y tế\nCăn cứ Luật Bảo hiểm y tế;\nĐiều 1. Phạm vi điều chỉnh\n"
        "KT. BỘ TRƯỞNG BỘ TÀI CHÍNH\nTHỨ TRƯỞNG\n\nTrần Văn Mẫu\nKT. BỘ TRƯỞNG BỘ Y TẾ\nTHỨ TRƯỞNG\n\nLê Thị Mẫu\nNơi nhận:\n- Chính phủ;\n- Lưu: VT.\n",
        "41/2014/TTLT-BYT-BTC", "Bộ Y tế - Bộ Tài chính", "2014-03-05", "Hướng dẫn thực hiện bảo hiểm y tế", place="Hà Nội", recipients=("Chính phủ",), signer=("KT.", "Bộ trưởng Bộ Tài chính", "Thứ trưởng", "Trần Văn Mẫu"),
    ),
    Sample(
        "nghi_quyet_lien_tich",
        f"CHÍNH PHỦ - ỦY BAN TRUNG ƯƠNG MẶT TRẬN TỔ QUỐC VIỆT NAM\n{STATE}Số: 5/2024/NQLT-CP-UBTWMTTQVN\nHà Nội, ngày 05 tháng 3 năm 2024\nNGHỊ QUYẾT LIÊN TỊCH\nVề việc giám sát đầu tư của cộng đồng\n"
        "Căn cứ Luật Mặt trận Tổ quốc Việt Nam;\nĐiều 1. Phạm vi điều chỉnh\n",
        "5/2024/NQLT-CP-UBTWMTTQVN", "Chính phủ - Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", DATE, "giám sát đầu tư của cộng đồng", place="Hà Nội",
    ),
    Sample(
        "ket_luan",
        f"TỈNH ỦY SÔNG LAM\n*\nSố 15-KL/TU\n{PARTY}{DAY}\nKẾT LUẬN\ncủa Ban Thường vụ Tỉnh ủy về công tác cán bộ\n-----\nNgày 01/3/2024, Ban Thường vụ Tỉnh ủy họp.\nNơi nhận:\n- Các huyện ủy,\n- Lưu Văn phòng Tỉnh ủy.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Văn Mẫu\n",
        "15-KL/TU", "Tỉnh ủy Sông Lam", DATE, "công tác cán bộ", recipients=("Các huyện ủy",), signer=("TM.", "Ban Thường vụ", "Phó Bí thư", "Lê Văn Mẫu"),
    ),
    Sample(
        "lenh",
        f"CHỦ TỊCH NƯỚC\n{STATE}Số: 20/2024/L-CTN\nHà Nội, ngày 05 tháng 3 năm 2024\nLỆNH\nVề việc công bố Luật\nCHỦ TỊCH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCăn cứ Hiến pháp;\nNAY CÔNG BỐ:\nLuật Thủy lợi.\n",
        "20/2024/L-CTN", "Chủ tịch nước", DATE, "công bố Luật", place="Hà Nội",
    ),
    _assembly("luat", "Luật", "Thủy lợi", "24/2024/QH15", ""),
    _assembly("bo_luat", "Bộ luật", "Hàng hải", "45/2024/QH15", ""),
    _assembly("phap_lenh", "Pháp lệnh", "Động viên", "1/2024/UBTVQH15", ""),
    Sample("hien_phap", f"QUỐC HỘI\n{STATE}HIẾN PHÁP\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLỜI NÓI ĐẦU\nTrải qua mấy nghìn năm lịch sử, nhân dân dựng nước.\n", None, "Quốc hội", None, None, place=None),
    Sample(
        "van_ban_hop_nhat",
        f"BỘ Y TẾ\n{STATE}Số: 3/VBHN-BYT\nHà Nội, ngày 05 tháng 3 năm 2024\nVĂN BẢN HỢP NHẤT\nQuy định về hồ sơ bệnh án\nThông tư số 46/2018/TT-BYT được sửa đổi bởi Thông tư số 5/2024/TT-BYT.\n",
        "3/VBHN-BYT", "Bộ Y tế", DATE, "Quy định về hồ sơ bệnh án", place="Hà Nội",
    ),
    Sample("thu_cong", f"CHỦ TỊCH\n{UBND}\n{STATE}{DAY}\nTHƯ CÔNG\nVề việc khen ngợi lực lượng phòng cháy\nTôi nhiệt liệt khen ngợi các đồng chí.\nTrần Văn Mẫu\n", None, UBND_NAME, DATE, "khen ngợi lực lượng phòng cháy"),
    Sample("quy_chuan", f"BỘ XÂY DỰNG\n{STATE}QUY CHUẨN KỸ THUẬT QUỐC GIA\nVề an toàn cháy cho nhà và công trình\nLời nói đầu\n", None, "Bộ Xây dựng", None, "an toàn cháy cho nhà và công trình", place=None),
    Sample("khac", "DANH SÁCH CÁN BỘ TRỰC\n1. Trần Văn Mẫu\n2. Lê Thị Mẫu\n", None, None, None, None, place=None),
)
