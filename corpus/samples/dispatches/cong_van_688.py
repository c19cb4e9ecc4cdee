"""A letter that presses units to carry the plan out: numbered items, a prohibition, a monthly report, a relative deadline."""

from corpus.samples.shapes import Dispatch, texts

DISPATCH = Dispatch(
    name="cong-van-688-syt-tchc",
    parent_issuer="ỦY BAN NHÂN DÂN TỈNH SÔNG LAM",
    issuer=("SỞ Y TẾ",),
    number="688/SYT-TCHC",
    dateline="Sông Lam, ngày 20 tháng 3 năm 2026",
    title="",
    subject="đẩy nhanh tiến độ số hóa tài liệu lưu trữ năm 2026",
    addressees=("Các bệnh viện công lập", "Trung tâm Kiểm soát bệnh tật tỉnh", "Các trung tâm y tế khu vực"),
    body=texts(
        "Thực hiện Kế hoạch số 35/KH-SYT ngày 06/02/2026 của Sở Y tế về số hóa tài liệu lưu trữ và sử dụng hồ sơ điện tử trong ngành y tế "
        "tỉnh Sông Lam năm 2026 (sau đây gọi tắt là Kế hoạch 35); tiếp theo Công văn số 512/SYT-TCHC ngày 27/02/2026 của Sở Y tế, qua theo dõi "
        "đến nay mới có 04/11 đơn vị gửi danh mục hồ sơ điện tử. Để bảo đảm tiến độ, Sở Y tế yêu cầu Giám đốc các đơn vị thực hiện một số nội dung sau:",
        "1. Khẩn trương hoàn thành danh mục hồ sơ điện tử theo Kế hoạch 35 trước ngày 05/4/2026.",
        "2. Tổ chức lập, lưu trữ hồ sơ bệnh án điện tử theo quy định tại Thông tư số 13/2025/TT-BYT ngày 06/6/2025 của Bộ trưởng Bộ Y tế hướng dẫn "
        "triển khai hồ sơ bệnh án điện tử; bảo đảm ít nhất 95% hồ sơ bệnh án điện tử mới lập được ký số.",
        "3. Nghiêm cấm việc cung cấp dữ liệu người bệnh cho đơn vị số hóa khi chưa có cam kết bảo mật.",
        "4. Chậm nhất ngày 10 hằng tháng, gửi báo cáo tiến độ về Sở Y tế (qua Phòng Tổ chức - Hành chính).",
        "5. Đối với Trung tâm Kiểm soát bệnh tật tỉnh: Trong thời hạn 05 ngày làm việc kể từ ngày nhận được Công văn này, phối hợp với Phòng Nghiệp vụ Y "
        "thống nhất danh mục tài liệu chuyên môn đưa vào số hóa theo Quyết định số 412/QĐ-UBND ngày 12/01/2026 của Chủ tịch Ủy ban nhân dân tỉnh.",
        "Mọi vướng mắc xin liên hệ Phòng Tổ chức - Hành chính, Sở Y tế để được hướng dẫn./.",
    ),
    recipients=("- Như trên;", "- Giám đốc, các Phó Giám đốc Sở;", "- Sở Nội vụ (để biết);", "- Lưu: VT, TCHC."),
    signature=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    signer="Phạm Quang Tuệ",
)
