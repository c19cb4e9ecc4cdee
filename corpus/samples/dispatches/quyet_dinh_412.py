"""A decision that promulgates a plan, the plan attached as a table with merged cells."""

from corpus.samples.shapes import Dispatch, Table, italic, note, texts, title

PLAN = "Kế hoạch số hóa tài liệu lưu trữ và sử dụng hồ sơ điện tử trên địa bàn tỉnh Sông Lam năm 2026"

DISPATCH = Dispatch(
    name="quyet-dinh-412-qd-ubnd",
    issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM"),
    number="412/QĐ-UBND",
    dateline="Sông Lam, ngày 12 tháng 01 năm 2026",
    title="QUYẾT ĐỊNH",
    subject=f"Ban hành {PLAN}",
    body=(
        title("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
        italic("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025;"),
        italic("Căn cứ Luật Giao dịch điện tử số 20/2023/QH15 ngày 22 tháng 6 năm 2023;"),
        italic("Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024;"),
        italic("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"),
        italic("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 09/TTr-SNV ngày 06 tháng 01 năm 2026."),
        title("QUYẾT ĐỊNH:"),
        *texts(
            f"**Điều 1.** Ban hành kèm theo Quyết định này {PLAN} (sau đây gọi tắt là Kế hoạch số hóa).",
            "**Điều 2.** Giao Sở Nội vụ chủ trì, phối hợp với Sở Khoa học và Công nghệ hướng dẫn, kiểm tra việc thực hiện Kế hoạch số hóa; "
            "tổng hợp kết quả, báo cáo Chủ tịch Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 năm 2026.",
            "**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 1875/QĐ-UBND ngày 20 tháng 8 năm 2024 của "
            "Chủ tịch Ủy ban nhân dân tỉnh ban hành Kế hoạch số hóa tài liệu lưu trữ giai đoạn 2024 - 2025.",
            "**Điều 4.** Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, Giám đốc Sở Khoa học và Công nghệ, Thủ trưởng các sở, ban, ngành "
            "và Chủ tịch Ủy ban nhân dân các xã, phường chịu trách nhiệm thi hành Quyết định này./.",
        ),
    ),
    recipients=("- Như Điều 4;", "- Bộ Nội vụ (để b/c);", "- Thường trực Tỉnh ủy (để b/c);", "- Chủ tịch, các Phó Chủ tịch UBND tỉnh;", "- Lưu: VT, NC."),
    signature=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Đỗ Thị Lan Chi",
    annex=(
        title("KẾ HOẠCH"),
        title("Số hóa tài liệu lưu trữ và sử dụng hồ sơ điện tử trên địa bàn tỉnh Sông Lam năm 2026"),
        note("(Kèm theo Quyết định số 412/QĐ-UBND ngày 12 tháng 01 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh)"),
        Table(
            columns=("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"),
            widths=(1.2, 5.0, 2.6, 2.6, 2.2, 2.8),
            rows=(
                ("I", "HOÀN THIỆN QUY ĐỊNH, QUY TRÌNH", "", "", "", ""),
                ("1", "Ban hành hướng dẫn nghiệp vụ số hóa tài liệu lưu trữ theo quy định tại Thông tư số 02/2019/TT-BNV ngày 24 tháng 01 năm 2019 của "
                 "Bộ trưởng Bộ Nội vụ", "Sở Nội vụ", "Sở Khoa học và Công nghệ", "Quý I/2026", "Văn bản hướng dẫn của Sở Nội vụ"),
                ("2", "Rà soát, công bố danh mục hồ sơ điện tử của ngành, lĩnh vực", "Các sở, ban, ngành", "Sở Nội vụ", "Trước ngày 30/4/2026",
                 "100% sở, ban, ngành công bố danh mục hồ sơ điện tử"),
                ("II", "SỐ HÓA TÀI LIỆU", "", "", "", ""),
                ("1", "Số hóa tài liệu lưu trữ tại Lưu trữ lịch sử tỉnh", "", "", "", ""),
                ("1.1", "Chỉnh lý, lập mục lục tài liệu giai đoạn 1990 - 2005 đưa vào số hóa", "Trung tâm Lưu trữ lịch sử tỉnh",
                 "- Sở Nội vụ\n- Sở Tài chính", "Tháng 5/2026", "Tối thiểu 1.500.000 trang tài liệu được số hóa"),
                ("1.2", "Quét, kiểm tra chất lượng và cập nhật tài liệu số hóa vào kho lưu trữ số của tỉnh", None, "Sở Khoa học và Công nghệ",
                 "Quý II - III/2026", None),
                ("2", "Số hóa tài liệu lưu trữ hiện hành của cơ quan, đơn vị", "Các sở, ban, ngành; Ủy ban nhân dân các xã, phường",
                 "Trung tâm Lưu trữ lịch sử tỉnh", "Từ tháng 4/2026 đến tháng 11/2026", "Ít nhất 80% tài liệu có thời hạn bảo quản vĩnh viễn được số hóa"),
                ("III", "HẠ TẦNG, NHÂN LỰC", "", "", "", ""),
                ("1", "Nâng cấp kho lưu trữ số của tỉnh, kết nối với hệ thống quản lý văn bản và điều hành", "Sở Khoa học và Công nghệ",
                 "Văn phòng Ủy ban nhân dân tỉnh", "6 tháng cuối năm 2026", "Kho lưu trữ số vận hành ổn định, bảo đảm an toàn thông tin cấp độ 3"),
                ("2", "Tập huấn kỹ năng lập hồ sơ điện tử", "Sở Nội vụ", "Ủy ban nhân dân các xã, phường", "Hằng quý",
                 "Mỗi xã, phường có tối thiểu 02 công chức được tập huấn"),
                ("3", "Kiểm tra, đôn đốc việc số hóa tại các cơ quan, đơn vị", "Sở Nội vụ", "", "Thường xuyên", "Báo cáo kết quả kiểm tra"),
                ("4", "Báo cáo kết quả thực hiện Kế hoạch số hóa, gửi Sở Nội vụ tổng hợp", "Các sở, ban, ngành; Ủy ban nhân dân các xã, phường", "",
                 "Định kỳ 6 tháng", "Báo cáo"),
            ),
        ),
    ),
)  # fmt: skip
