"""An invitation: time and place oblige nobody, what has to be prepared does."""

from corpus.samples.shapes import Dispatch, texts

DISPATCH = Dispatch(
    name="giay-moi-58-gm-ubnd",
    issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM"),
    number="58/GM-UBND",
    dateline="Sông Lam, ngày 09 tháng 4 năm 2026",
    title="GIẤY MỜI",
    subject="Họp về tiến độ số hóa tài liệu lưu trữ",
    addressees=("Sở Nội vụ", "Sở Y tế", "Sở Tài chính"),
    body=texts(
        "Ủy ban nhân dân tỉnh trân trọng kính mời đại diện lãnh đạo các cơ quan dự họp về tiến độ thực hiện Quyết định số 412/QĐ-UBND ngày 12/01/2026 của Chủ "
        "tịch Ủy ban nhân dân tỉnh, như sau:",
        "1. Chủ trì: Phó Chủ tịch Ủy ban nhân dân tỉnh Đỗ Thị Lan Chi.",
        "2. Thời gian: 14 giờ 00, ngày 14/4/2026 (thứ Ba).",
        "3. Địa điểm: Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh.",
        "4. Phân công chuẩn bị:",
        "- Sở Nội vụ chuẩn bị báo cáo tiến độ, gửi Văn phòng Ủy ban nhân dân tỉnh trước ngày 13/4/2026.",
        "- Sở Tài chính chuẩn bị ý kiến về kinh phí số hóa.",
        "Trân trọng kính mời./.",
    ),
    recipients=("- Như trên;", "- Lưu: VT, NC."),
    signature=("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    signer="Tạ Minh Quân",
)
