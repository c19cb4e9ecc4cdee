"""A department's plan that implements the decision, with targets, lettered items, units as headings and an appendix."""

from corpus.samples.shapes import Dispatch, Table, heading, note, texts, title

DISPATCH = Dispatch(
    name="ke-hoach-35-kh-syt",
    parent_issuer="ỦY BAN NHÂN DÂN TỈNH SÔNG LAM",
    issuer=("SỞ Y TẾ",),
    number="35/KH-SYT",
    dateline="Sông Lam, ngày 06 tháng 02 năm 2026",
    title="KẾ HOẠCH",
    subject="Số hóa tài liệu lưu trữ và sử dụng hồ sơ điện tử trong ngành y tế tỉnh Sông Lam năm 2026",
    body=(
        *texts(
            "Thực hiện Quyết định số 412/QĐ-UBND ngày 12/01/2026 của Chủ tịch Ủy ban nhân dân tỉnh ban hành Kế hoạch số hóa tài liệu lưu trữ và "
            "sử dụng hồ sơ điện tử trên địa bàn tỉnh Sông Lam năm 2026 (sau đây gọi tắt là Quyết định 412); căn cứ Luật Khám bệnh, chữa bệnh số "
            "15/2023/QH15 ngày 09/01/2023 và Thông tư số 13/2025/TT-BYT ngày 06/6/2025 của Bộ trưởng Bộ Y tế hướng dẫn triển khai hồ sơ bệnh án "
            "điện tử, Sở Y tế ban hành Kế hoạch số hóa tài liệu lưu trữ và sử dụng hồ sơ điện tử trong ngành y tế tỉnh Sông Lam năm 2026 như sau:",
        ),
        heading("I. MỤC TIÊU ĐẾN NĂM 2026"),
        *texts(
            "1. 100% bệnh viện công lập của tỉnh triển khai hồ sơ bệnh án điện tử.",
            "2. Trên 90% hồ sơ công việc của Sở Y tế được xử lý hoàn toàn trên môi trường điện tử.",
            "3. Từ 200.000 đến 250.000 trang tài liệu chuyên môn được số hóa.",
        ),
        heading("II. NHIỆM VỤ"),
        heading("1. Hoàn thiện quy trình"),
        *texts(
            "a) Phòng Tổ chức - Hành chính xây dựng danh mục hồ sơ điện tử của Sở Y tế, trình Giám đốc Sở phê duyệt trước ngày 31/3/2026.",
            "b) Các bệnh viện công lập rà soát, sửa đổi quy chế hồ sơ bệnh án theo quy định tại khoản 2 Điều 5 Thông tư số 13/2025/TT-BYT, "
            "hoàn thành trong tháng 4/2026.",
        ),
        heading("2. Số hóa hồ sơ, tài liệu"),
        *texts(
            "- Phòng Nghiệp vụ Y chủ trì, phối hợp với Phòng Kế hoạch - Tài chính lập dự toán kinh phí số hóa năm 2026; hoàn thành chậm nhất "
            "ngày 15/3/2026.",
            "- Trung tâm Kiểm soát bệnh tật tỉnh số hóa tối thiểu 60.000 trang tài liệu chuyên môn lưu trữ từ năm 1995 đến năm 2015; hoàn thành "
            "trong 6 tháng đầu năm 2026.",
        ),
        heading("3. Đào tạo, tập huấn"),
        *texts("Các đơn vị trực thuộc Sở Y tế cử cán bộ tham gia đầy đủ các lớp tập huấn do Sở Nội vụ tổ chức theo Quyết định 412."),
        heading("III. TỔ CHỨC THỰC HIỆN"),
        heading("1. Phòng Tổ chức - Hành chính"),
        *texts(
            "- Là đầu mối theo dõi, đôn đốc các đơn vị thực hiện Kế hoạch này.",
            "- Định kỳ hằng quý tổng hợp kết quả thực hiện, báo cáo Sở Nội vụ.",
        ),
        heading("2. Các đơn vị trực thuộc Sở Y tế"),
        *texts("Căn cứ nhiệm vụ được giao tại Phụ lục, tổ chức thực hiện bảo đảm chất lượng, tiến độ; bố trí ít nhất 5% kinh phí chi thường xuyên "
               "cho số hóa tài liệu."),
        heading("3. Đề nghị Ủy ban nhân dân các xã, phường"),
        *texts("Phối hợp với các trạm y tế rà soát, bàn giao tài liệu lưu trữ về y tế cơ sở trước ngày 30/6/2026./."),
    ),
    recipients=("- UBND tỉnh (để b/c);", "- Sở Nội vụ;", "- UBND các xã, phường;", "- Các đơn vị trực thuộc Sở Y tế (để t/h);", "- Lưu: VT, TCHC."),
    signature=("GIÁM ĐỐC",),
    signer="Trần Đức Khải",
    annex=(
        title("PHỤ LỤC"),
        title("Phân công nhiệm vụ số hóa tài liệu năm 2026"),
        note("(Kèm theo Kế hoạch số 35/KH-SYT ngày 06/02/2026 của Sở Y tế)"),
        Table(
            columns=("STT", "Nội dung công việc", "Đơn vị thực hiện", "Đơn vị phối hợp", "Thời hạn", "Kết quả"),
            widths=(1.2, 4.6, 2.6, 2.6, 2.6, 2.8),
            rows=(
                ("1", "Số hóa hồ sơ cấp phép hành nghề khám bệnh, chữa bệnh", "Phòng Nghiệp vụ Y", "Phòng Tổ chức - Hành chính", "Chậm nhất ngày 30/9/2026",
                 "100% hồ sơ cấp phép được số hóa"),
                ("2", "Số hóa hồ sơ cấp phép kinh doanh dược", "Phòng Nghiệp vụ Dược", "Phòng Tổ chức - Hành chính", "Quý III/2026",
                 "Tối thiểu 12.500 trang"),
                ("3", "Triển khai hồ sơ bệnh án điện tử, kết nối với nền tảng dữ liệu y tế của tỉnh", "Các bệnh viện công lập",
                 "Trung tâm Kiểm soát bệnh tật tỉnh", "Trước 01/10/2026", "Hồ sơ bệnh án điện tử thay thế bệnh án giấy"),
                ("4", "Thuê dịch vụ lưu trữ, sao lưu dữ liệu", "Phòng Kế hoạch - Tài chính", "", "2026 - 2027", "Hợp đồng dịch vụ"),
            ),
        ),
    ),
)  # fmt: skip
