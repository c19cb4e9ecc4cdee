"""A directive of the party: the star, the number without a colon, T/M, no motto."""

from corpus.samples.shapes import Dispatch, texts

DISPATCH = Dispatch(
    name="chi-thi-04-ct-tu",
    issuer=("TỈNH ỦY SÔNG LAM",),
    number="04-CT/TU",
    dateline="Sông Lam, ngày 15 tháng 12 năm 2025",
    title="CHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY",
    subject="về tăng cường lãnh đạo công tác văn thư, lưu trữ",
    party=True,
    body=texts(
        "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số "
        "quốc gia, công tác văn thư, lưu trữ của tỉnh có chuyển biến tích cực. Tuy nhiên, việc lập hồ sơ điện tử còn chậm. Để khắc phục hạn chế nêu trên, "
        "Ban Thường vụ Tỉnh ủy yêu cầu:",
        "1. Các cấp ủy, tổ chức đảng trực thuộc Tỉnh ủy quán triệt, tổ chức thực hiện nghiêm Chỉ thị này; phấn đấu đến hết năm 2026, 100% văn bản, trừ văn bản "
        "mật, được gửi, nhận trên mạng thông tin diện rộng của Đảng.",
        "2. Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo xây dựng, ban hành kế hoạch số hóa tài liệu lưu trữ năm 2026, hoàn thành trong tháng 01/2026.",
        "3. Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch định hướng tuyên truyền nội dung Chỉ thị.",
        "4. Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện; định kỳ 6 tháng báo cáo Ban Thường vụ Tỉnh ủy.",
        "Chỉ thị này phổ biến đến chi bộ./.",
    ),
    recipients=("- Văn phòng Trung ương Đảng (để b/c);", "- Các đảng ủy trực thuộc Tỉnh ủy;", "- Đảng ủy Ủy ban nhân dân tỉnh;", "- Lưu Văn phòng Tỉnh ủy."),
    signature=("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
    signer="Hoàng Bá Thiện",
)
