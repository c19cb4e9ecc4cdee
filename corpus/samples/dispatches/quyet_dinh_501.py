"""A yearly working programme: 140 tasks in one table."""

from corpus.samples.shapes import Dispatch, Table, italic, note, texts, title

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("NÔNG NGHIỆP", "nông nghiệp", "Sở Nông nghiệp và Môi trường"),
    ("CÔNG NGHIỆP, THƯƠNG MẠI", "công nghiệp, thương mại", "Sở Công Thương"),
    ("XÂY DỰNG", "xây dựng", "Sở Xây dựng"),
    ("Y TẾ", "y tế", "Sở Y tế"),
    ("GIÁO DỤC VÀ ĐÀO TẠO", "giáo dục và đào tạo", "Sở Giáo dục và Đào tạo"),
    ("VĂN HÓA, THỂ THAO", "văn hóa, thể thao", "Sở Văn hóa, Thể thao và Du lịch"),
    ("KHOA HỌC, CÔNG NGHỆ", "khoa học, công nghệ", "Sở Khoa học và Công nghệ"),
    ("LAO ĐỘNG, VIỆC LÀM", "lao động, việc làm", "Sở Nội vụ"),
    ("ĐẤT ĐAI, MÔI TRƯỜNG", "đất đai, môi trường", "Sở Nông nghiệp và Môi trường"),
    ("GIAO THÔNG", "giao thông", "Sở Xây dựng"),
    ("HỘ TỊCH, CHỨNG THỰC", "hộ tịch, chứng thực", "Sở Tư pháp"),
    ("DÂN TỘC, TÔN GIÁO", "dân tộc, tôn giáo", "Sở Dân tộc và Tôn giáo"),
    ("DU LỊCH", "du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    ("ĐẦU TƯ", "đầu tư", "Ban Quản lý các khu công nghiệp tỉnh"),
)
WORKS: tuple[tuple[str, str, str, str], ...] = (
    ("Xây dựng kế hoạch phát triển lĩnh vực {x} năm 2027", "Sở Tài chính", "Tháng 10/2026", "Kế hoạch của Ủy ban nhân dân tỉnh"),
    ("Rà soát, công bố thủ tục hành chính lĩnh vực {x}", "Văn phòng Ủy ban nhân dân tỉnh", "Quý I/2026", "Quyết định công bố"),
    ("Ban hành quy định phân cấp quản lý lĩnh vực {x}", "Sở Tư pháp, Sở Nội vụ", "Trước ngày 15/6/2026", "Quyết định của Ủy ban nhân dân tỉnh"),
    ("Xây dựng, vận hành cơ sở dữ liệu lĩnh vực {x}", "Sở Khoa học và Công nghệ", "Quý III/2026", "Cơ sở dữ liệu được đưa vào sử dụng"),
    ("Kiểm tra việc chấp hành pháp luật lĩnh vực {x} tại các xã, phường", "Thanh tra tỉnh", "6 tháng cuối năm 2026", "Kết luận kiểm tra"),
    ("Tập huấn nghiệp vụ lĩnh vực {x} cho công chức cấp xã", "Ủy ban nhân dân các xã, phường", "Quý II - III/2026", "Tối thiểu 200 công chức được tập huấn"),
    ("Truyền thông chính sách lĩnh vực {x}", "Báo và Phát thanh, truyền hình Sông Lam", "Hằng tháng", "Tin, bài, phóng sự"),
    ("Đánh giá mức độ hài lòng của người dân đối với dịch vụ công lĩnh vực {x}", "", "Tháng 11/2026", "Trên 90% người dân hài lòng"),
    ("Giải ngân vốn đầu tư công các dự án lĩnh vực {x}", "Sở Tài chính", "Năm 2026", "100% kế hoạch vốn được giải ngân"),
    ("Báo cáo kết quả công tác lĩnh vực {x}, gửi Văn phòng Ủy ban nhân dân tỉnh tổng hợp", "", "Hằng quý", "Báo cáo"),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")


def cells(number: int, lead: str, x: str, work: tuple[str, str, str, str]) -> tuple[str, ...]:
    """One row; a body does not coordinate with itself."""
    text, coordinating, time, product = work
    others = "" if lead in coordinating else coordinating
    return (str(number), text.format(x=x), lead, others, time, product)


def rows() -> tuple[tuple[str, ...], ...]:
    """Fourteen fields of ten tasks, numbered through."""
    found: list[tuple[str, ...]] = []
    for section, (name, x, lead) in enumerate(FIELDS):
        found.append((ROMAN[section], name, "", "", "", ""))
        found += [cells(10 * section + n, lead, x, work) for n, work in enumerate(WORKS, start=1)]
    return tuple(found)


DISPATCH = Dispatch(
    name="quyet-dinh-501-qd-ubnd",
    issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM"),
    number="501/QĐ-UBND",
    dateline="Sông Lam, ngày 20 tháng 01 năm 2026",
    title="QUYẾT ĐỊNH",
    subject="Ban hành Chương trình công tác năm 2026 của Ủy ban nhân dân tỉnh",
    body=(
        title("ỦY BAN NHÂN DÂN TỈNH"),
        italic("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025;"),
        italic("Theo đề nghị của Chánh Văn phòng Ủy ban nhân dân tỉnh."),
        title("QUYẾT ĐỊNH:"),
        *texts(
            "**Điều 1.** Ban hành kèm theo Quyết định này Chương trình công tác năm 2026 của Ủy ban nhân dân tỉnh.",
            "**Điều 2.** Giao Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện; hằng quý tổng hợp, báo cáo Chủ tịch Ủy ban nhân dân tỉnh.",
            "**Điều 3.** Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở, Thủ trưởng các ban, ngành và Chủ tịch Ủy ban nhân dân các xã, phường chịu trách "
            "nhiệm thi hành Quyết định này./.",
        ),
    ),
    recipients=("- Như Điều 3;", "- Thường trực Tỉnh ủy (để b/c);", "- Lưu: VT, TH."),
    signature=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signer="Ngô Gia Bách",
    annex=(
        title("CHƯƠNG TRÌNH"),
        title("Công tác năm 2026 của Ủy ban nhân dân tỉnh"),
        note("(Kèm theo Quyết định số 501/QĐ-UBND ngày 20 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh)"),
        Table(
            columns=("TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"),
            widths=(1.2, 5.2, 2.8, 2.8, 2.2, 2.6),
            rows=rows(),
        ),
    ),
)
