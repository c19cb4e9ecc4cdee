"""A plan of several years with a landscape table over several pages in its appendix."""

from corpus.samples.shapes import Dispatch, Table, heading, note, texts, title

AREAS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("KHU VỰC MIỀN NÚI", ("xã Thanh Khê Thượng", "xã Hòa Lĩnh", "xã Đồng Lạc Sơn", "xã Bình Tuyền")),
    ("KHU VỰC ĐỒNG BẰNG", ("xã An Trạch Hạ", "xã Lam Giang Tây", "xã Phúc Điền Trung", "phường Bến Lam")),
    ("KHU VỰC VEN BIỂN", ("xã Trường Hải Sơn", "xã Cửa Lam Đông", "phường Hải Vân Lam", "xã Diêm Phố Nam")),
)
WORKS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("Khảo sát, lập danh sách hộ chưa có nước sạch tại {place}", "Ủy ban nhân dân {place}", "Sở Nông nghiệp và Môi trường", "Quý {quarter}/2026", "{money}",
     "100% hộ gia đình được khảo sát"),
    ("Nâng cấp, mở rộng công trình cấp nước tập trung tại {place}", "Sở Nông nghiệp và Môi trường", "- Sở Tài chính\n- Sở Xây dựng", "2027 - {year}", "{money}.000",
     "Tối thiểu {share}% hộ gia đình được cấp nước sạch"),
    ("Bàn giao, tổ chức quản lý, vận hành công trình cấp nước tại {place}", "Sở Nông nghiệp và Môi trường", "Ủy ban nhân dân {place}", "Trước ngày 31/12/{year}", "",
     "Biên bản bàn giao; quy chế vận hành"),
)  # fmt: skip
ROMAN = ("I", "II", "III")


def fields(area: int, number: int, place: str) -> dict[str, str]:
    """What the words of WORKS are filled with for one place."""
    return {"place": place, "quarter": ROMAN[area], "money": str(120 + 15 * number), "year": str(2028 + number % 3), "share": str(85 + 2 * number)}


def rows() -> tuple[tuple[str, ...], ...]:
    """Section rows, then three works for each place, numbered through."""
    found: list[tuple[str, ...]] = []
    index = 0
    for area, (name, places) in enumerate(AREAS):
        found.append((ROMAN[area], name, "", "", "", "", ""))
        for number, place in enumerate(places):
            for work in WORKS:
                index += 1
                found.append((str(index), *(cell.format(**fields(area, number, place)) for cell in work)))
    return tuple(found)


DISPATCH = Dispatch(
    name="ke-hoach-77-kh-ubnd",
    issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM"),
    number="77/KH-UBND",
    dateline="Sông Lam, ngày 25 tháng 3 năm 2026",
    title="KẾ HOẠCH",
    subject="Cấp nước sạch nông thôn tỉnh Sông Lam giai đoạn 2026 - 2030",
    body=(
        *texts(
            "Thực hiện Quyết định số 1978/QĐ-TTg ngày 24 tháng 11 năm 2021 của Thủ tướng Chính phủ phê duyệt Chiến lược quốc gia Cấp nước sạch và vệ sinh nông "
            "thôn đến năm 2030, tầm nhìn đến năm 2045, Ủy ban nhân dân tỉnh ban hành Kế hoạch cấp nước sạch nông thôn tỉnh Sông Lam giai đoạn 2026 - 2030 như sau:",
        ),
        heading("I. MỤC TIÊU ĐẾN NĂM 2030"),
        *texts("1. Ít nhất 90% dân số nông thôn được sử dụng nước sạch.", "2. Giảm tỷ lệ thất thoát nước xuống dưới 15%."),
        heading("II. TỔ CHỨC THỰC HIỆN"),
        heading("1. Sở Nông nghiệp và Môi trường"),
        *texts(
            "- Chủ trì, phối hợp với các sở, ban, ngành và Ủy ban nhân dân các xã, phường tổ chức thực hiện Kế hoạch này.",
            "- Tổng hợp kết quả thực hiện, báo cáo Ủy ban nhân dân tỉnh chậm nhất ngày 15 tháng 12 hằng năm.",
        ),
        *texts(
            "2. Sở Tài chính tham mưu bố trí kinh phí thực hiện Kế hoạch theo quy định của Luật Ngân sách nhà nước.",
            "3. Ủy ban nhân dân các xã, phường tổ chức thực hiện các nhiệm vụ tại Phụ lục; huy động Nhân dân tham gia bảo vệ công trình cấp nước./.",
        ),
    ),
    recipients=("- Bộ Nông nghiệp và Môi trường (để b/c);", "- Thường trực HĐND tỉnh;", "- UBND các xã, phường;", "- Lưu: VT, KT."),
    signature=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Mai Xuân Trường",
    annex=(
        title("PHỤ LỤC"),
        title("Danh mục nhiệm vụ cấp nước sạch nông thôn giai đoạn 2026 - 2030"),
        note("(Kèm theo Kế hoạch số 77/KH-UBND ngày 25 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh)"),
        Table(
            columns=("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện", "Kinh phí (triệu đồng)", "Kết quả"),
            widths=(1.2, 7.5, 4.0, 4.0, 3.0, 2.2, 4.0),
            rows=rows(),
        ),
    ),
    annex_landscape=True,
)  # fmt: skip
