"""A decision that amends another one."""

from corpus.samples.shapes import Dispatch, italic, texts, title

DISPATCH = Dispatch(
    name="quyet-dinh-1120-qd-ubnd",
    issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM"),
    number="1120/QĐ-UBND",
    dateline="Sông Lam, ngày 08 tháng 6 năm 2026",
    title="QUYẾT ĐỊNH",
    subject="Sửa đổi, bổ sung Quyết định số 412/QĐ-UBND ngày 12 tháng 01 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh",
    body=(
        title("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
        italic("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025;"),
        italic("Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024;"),
        italic("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 61/TTr-SNV ngày 01 tháng 6 năm 2026."),
        title("QUYẾT ĐỊNH:"),
        *texts(
            "**Điều 1.** Sửa đổi thời gian hoàn thành nhiệm vụ số 1.2 mục II tại Kế hoạch ban hành kèm theo Quyết định số 412/QĐ-UBND ngày 12 tháng 01 năm 2026 "
            "của Chủ tịch Ủy ban nhân dân tỉnh thành “Quý IV/2026”.",
            "**Điều 2.** Giao Sở Nội vụ chủ trì, phối hợp với Trung tâm Lưu trữ lịch sử tỉnh điều chỉnh tiến độ chi tiết, hoàn thành trước ngày 30 tháng 6 năm "
            "2026; kịp thời báo cáo Chủ tịch Ủy ban nhân dân tỉnh những vướng mắc phát sinh.",
            "**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký. Các nội dung khác của Quyết định số 412/QĐ-UBND không thay đổi.",
            "**Điều 4.** Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ và Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết "
            "định này./.",
        ),
    ),
    recipients=("- Như Điều 4;", "- Bộ Nội vụ (để b/c);", "- Lưu: VT, NC."),
    signature=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Đỗ Thị Lan Chi",
)
