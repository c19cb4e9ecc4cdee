"""A notice of what a leader concluded at a meeting, signed by the chief of office on the chairman's order."""

from corpus.samples.shapes import Dispatch, heading, texts

DISPATCH = Dispatch(
    name="thong-bao-96-tb-ubnd",
    issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM"),
    number="96/TB-UBND",
    dateline="Sông Lam, ngày 15 tháng 4 năm 2026",
    title="THÔNG BÁO",
    subject="Kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh Đỗ Thị Lan Chi tại cuộc họp về tiến độ số hóa tài liệu lưu trữ",
    body=(
        *texts(
            "Ngày 14/4/2026, Phó Chủ tịch Ủy ban nhân dân tỉnh Đỗ Thị Lan Chi chủ trì cuộc họp về tiến độ thực hiện Quyết định số 412/QĐ-UBND ngày "
            "12/01/2026 của Chủ tịch Ủy ban nhân dân tỉnh. Sau khi nghe báo cáo và ý kiến của các đại biểu, Phó Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:",
        ),
        heading("I. ĐÁNH GIÁ CHUNG"),
        *texts("Các cơ quan, đơn vị đã có nhiều cố gắng; tuy nhiên, tiến độ số hóa tại một số sở còn chậm so với yêu cầu."),
        heading("II. NHIỆM VỤ TRONG THỜI GIAN TỚI"),
        heading("1. Sở Nội vụ"),
        *texts(
            "a) Chủ trì, phối hợp với Sở Khoa học và Công nghệ rà soát, tháo gỡ khó khăn về hạ tầng cho các cơ quan, đơn vị; hoàn thành trước ngày 30/4/2026.",
            "b) Tham mưu Ủy ban nhân dân tỉnh sửa đổi Quyết định số 412/QĐ-UBND, hoàn thành trong tháng 5/2026.",
        ),
        *texts(
            "2. Sở Y tế đẩy nhanh việc thực hiện Kế hoạch số 35/KH-SYT ngày 06/02/2026 của Sở Y tế; báo cáo Ủy ban nhân dân tỉnh (qua Sở Nội vụ) trước ngày "
            "10/5/2026.",
            "3. Sở Tài chính thẩm định dự toán kinh phí số hóa trong thời hạn 07 ngày làm việc kể từ ngày nhận được hồ sơ hợp lệ.",
            "Nay thông báo để các cơ quan, đơn vị biết, thực hiện./.",
        ),
    ),
    recipients=("- Chủ tịch, các Phó Chủ tịch UBND tỉnh;", "- Các sở: Nội vụ, Y tế, Tài chính, Khoa học và Công nghệ;", "- Lưu: VT, NC."),
    signature=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    signer="Vũ Hải Đăng",
)
