"""A submission upwards: the addressee is asked to decide."""

from corpus.samples.shapes import Dispatch, heading, texts

DISPATCH = Dispatch(
    name="to-trinh-09-ttr-snv",
    parent_issuer="ỦY BAN NHÂN DÂN TỈNH SÔNG LAM",
    issuer=("SỞ NỘI VỤ",),
    number="09/TTr-SNV",
    dateline="Sông Lam, ngày 06 tháng 01 năm 2026",
    title="TỜ TRÌNH",
    subject="Về việc ban hành Kế hoạch số hóa tài liệu lưu trữ năm 2026",
    addressees=("Chủ tịch Ủy ban nhân dân tỉnh",),
    body=(
        *texts(
            "Thực hiện Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024 và Chỉ thị số 04-CT/TU ngày 15 tháng 12 năm 2025 của Ban Thường vụ "
            "Tỉnh ủy về tăng cường lãnh đạo công tác văn thư, lưu trữ, Sở Nội vụ đã lấy ý kiến các cơ quan, đơn vị và hoàn chỉnh dự thảo kế hoạch số hóa "
            "tài liệu lưu trữ năm 2026.",
        ),
        heading("I. SỰ CẦN THIẾT"),
        *texts("Việc tra cứu hồ sơ giấy mất nhiều thời gian; nhiều tài liệu quý có nguy cơ hư hỏng."),
        heading("II. MỤC TIÊU"),
        *texts("Đến hết năm 2026, ít nhất 80% tài liệu có thời hạn bảo quản vĩnh viễn của các sở, ban, ngành được số hóa."),
        heading("III. ĐỀ NGHỊ"),
        *texts("Sở Nội vụ kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, ban hành kế hoạch trước ngày 20 tháng 01 năm 2026./."),
    ),
    recipients=("- Như trên;", "- Sở Khoa học và Công nghệ (để p/h);", "- Lưu: VT, VTLT."),
    signature=("GIÁM ĐỐC",),
    signer="Lê Thu Giang",
)
