"""What the contract's values are called on a page; English by `english.tsv`."""

ROLES = (("Chủ trì", "lead"), ("Phối hợp", "coordinating"), ("Báo cáo về", "reports_to"), ("Chỉ đạo", "supervised_by"))
INHERITED = {"heading": "tiêu đề", "lead_in": "câu dẫn", "addressees": "nơi gửi", "table": "ô gộp"}
RELATIONS = {
    "legal_basis": "căn cứ", "implements": "thực hiện", "promulgates": "ban hành", "amends": "sửa đổi, bổ sung", "replaces": "thay thế",
    "repeals": "bãi bỏ", "guides": "hướng dẫn", "corrects": "đính chính", "consolidates": "hợp nhất", "replies_to": "trả lời, tiếp theo",
    "per": "theo", "cites": "nhắc đến",
}  # fmt: skip
STATUSES = {
    "exact": "đúng văn bản nêu", "inferred": "suy ra", "suspected_typo": "nghi sai số, ký hiệu", "ambiguous": "chưa rõ văn bản nào",
    "unresolved": "chưa xác định",
}  # fmt: skip
TYPES = {
    "cong_van": "Công văn", "quyet_dinh": "Quyết định", "ke_hoach": "Kế hoạch", "chi_thi": "Chỉ thị", "thong_bao": "Thông báo",
    "nghi_quyet": "Nghị quyết", "cong_dien": "Công điện", "to_trinh": "Tờ trình", "giay_moi": "Giấy mời", "bao_cao": "Báo cáo",
    "huong_dan": "Hướng dẫn", "chuong_trinh": "Chương trình", "phuong_an": "Phương án", "de_an": "Đề án", "du_an": "Dự án", "thong_tu": "Thông tư",
    "thong_tu_lien_tich": "Thông tư liên tịch", "nghi_dinh": "Nghị định", "ket_luan": "Kết luận", "quy_che": "Quy chế", "quy_dinh": "Quy định",
    "thong_cao": "Thông cáo", "bien_ban": "Biên bản", "hop_dong": "Hợp đồng", "luat": "Luật", "bo_luat": "Bộ luật", "phap_lenh": "Pháp lệnh",
    "phieu_chuyen": "Phiếu chuyển", "phieu_gui": "Phiếu gửi", "phieu_bao": "Phiếu báo", "van_ban_hop_nhat": "Văn bản hợp nhất", "khac": "Văn bản",
}  # fmt: skip
KINDS = {"action": "việc phải làm", "reporting": "báo cáo", "prohibition": "điều cấm", "statement": "tuyên bố"}
MODALITIES = {"yeu_cau": "yêu cầu", "de_nghi": "đề nghị", "giao": "giao", "phai": "phải", "can": "cần", "nghiem_cam": "nghiêm cấm"}
STATES = {"unseen": "chưa xem", "doubtful": "nên xem kỹ", "agreed": "đã duyệt", "corrected": "đã sửa"}
CONFLICTS = {
    "parser_changed": "bản đọc mới nói khác", "words_gone": "không còn thấy những chữ này", "item_gone": "không còn thấy mục này",
    "invalid": "giá trị không hợp lệ",
}  # fmt: skip
ORIGINS = {"text_layer": "lớp chữ của tệp", "ocr": "nhận dạng ảnh", "markup": "văn bản có cấu trúc", "plain": "chữ thuần", "mixed": "nhiều cách"}
