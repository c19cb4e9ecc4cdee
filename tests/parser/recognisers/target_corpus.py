"""What numbers say as targets: the value first, then its surfaces; and what is no target.

`t` gives comparator, value, upper, unit; the tests compare these four, and indicator, per, base and as_of where named.
"""

from dataclasses import dataclass, field

from models.vocabulary import Comparator


@dataclass(frozen=True, slots=True)
class Said:
    """The targets of each surface as (comparator, value, upper, unit); `also` are further fields of the only target."""

    values: tuple[tuple[Comparator, str, str | None, str | None], ...]
    surfaces: tuple[str, ...]
    objective: bool = False
    also: dict[str, str | None] = field(default_factory=dict)


def t(comparator: Comparator, value: str, unit: str | None, *surfaces: str, upper: str | None = None, objective: bool = False, **also: str | None) -> Said:
    """One target in each surface."""
    return Said(((comparator, value, upper, unit),), surfaces, objective, also)


def several(*values: tuple[Comparator, str, str | None, str | None], of: str, objective: bool = False) -> Said:
    """Several targets in one surface."""
    return Said(values, (of,), objective)


SAID = (
    # ---- copies that an obligation fixes
    t("=", "2", "bản", "gửi 02 bản về Sở", "Các đơn vị nộp 02 bản", "lưu tại đơn vị 2 bản"),
    t("=", "2", "phiếu", "mỗi đơn vị gửi 02 phiếu", per="mỗi đơn vị"),
    # ---- dimensions
    t(">=", "40", "m2", "bảo đảm vệ sinh, có diện tích tối thiểu là 40m2", indicator="diện tích"),
    t(">=", "15", "năm", "mái có tuổi thọ từ 15 năm trở lên", indicator="tuổi thọ"),
    t(">=", "20", "m2", "bến nhỏ hơn 40 m2 nhưng không thấp hơn 20 m2"),
    t(">=", "300", "lượt", "số liệu tối thiểu của 300 lượt khám bệnh"),
    t("range", "1", "thiết chế", "ít nhất 01 - 02 thiết chế văn hóa", upper="2"),
    # ---- shares
    t("=", "100", "%", "100% cán bộ được tập huấn", "- 100% cán bộ được tập huấn;", "Yêu cầu 100% cán bộ được tập huấn", "Bảo đảm 100 % cán bộ được tập huấn", "phấn đấu đạt 100% cán bộ được tập huấn", "Đến năm 2025, 100% cán bộ được tập huấn", "100 phần trăm cán bộ được tập huấn", "100%\ncán bộ được tập huấn", "(100% cán bộ được tập huấn)", indicator="cán bộ được tập huấn"),
    t("=", "90", "%", "90% hộ chăn nuôi có sổ theo dõi dịch bệnh", "+ 90% hộ chăn nuôi có sổ theo dõi dịch bệnh.", "Phấn đấu 90% hộ chăn nuôi có sổ theo dõi dịch bệnh", "phấn đấu đạt 90% hộ chăn nuôi có sổ theo dõi dịch bệnh", indicator="hộ chăn nuôi có sổ theo dõi dịch bệnh"),
    t("=", "99.5", "%", "tỷ lệ trẻ em được tiêm chủng đạt 99,5%", "Tỷ lệ trẻ em được tiêm chủng: 99,5%", "tỷ lệ trẻ em được tiêm chủng đạt 99,5 %.", indicator="tỷ lệ trẻ em được tiêm chủng"),
    t(">=", "80", "%", "tỷ lệ hồ sơ nộp trực tuyến đạt tối thiểu 80%", "Tỷ lệ hồ sơ nộp trực tuyến đạt ít nhất 80%", "tỷ lệ hồ sơ nộp trực tuyến đạt từ 80% trở lên", "tỷ lệ hồ sơ nộp trực tuyến không dưới 80%", "tỷ lệ hồ sơ nộp trực tuyến ≥ 80%", "tỷ lệ hồ sơ nộp trực tuyến tối thiểu là 80%", "tỷ lệ hồ sơ nộp trực tuyến không thấp hơn 80%", "tỷ lệ hồ sơ nộp trực tuyến tối thiểu đạt 80%", "tỷ lệ hồ sơ nộp trực tuyến đạt 80% trở lên", indicator="tỷ lệ hồ sơ nộp trực tuyến"),
    t("<=", "5", "%", "tỷ lệ hồ sơ trễ hạn không quá 5%", "tỷ lệ hồ sơ trễ hạn tối đa 5%", "tỷ lệ hồ sơ trễ hạn không vượt quá 5%", "tỷ lệ hồ sơ trễ hạn không được vượt quá 5%", "tỷ lệ hồ sơ trễ hạn ≤ 5%", "tỷ lệ hồ sơ trễ hạn không được cao hơn 5%", indicator="tỷ lệ hồ sơ trễ hạn"),
    t(">", "90", "%", "trên 90% hộ dân dùng nước sạch", "Trên 90% hộ dân dùng nước sạch;", "phấn đấu đạt trên 90% hộ dân dùng nước sạch", "hơn 90% hộ dân dùng nước sạch", indicator="hộ dân dùng nước sạch"),
    t("<", "2", "%", "giảm tỷ lệ hộ nghèo xuống dưới 2%", "tỷ lệ hộ nghèo còn dưới 2%", "Tỷ lệ hộ nghèo dưới 2%", "đưa tỷ lệ hộ nghèo xuống còn dưới 2%"),
    t("~", "50", "%", "khoảng 50% số xã hoàn thành", "đạt xấp xỉ 50% số xã hoàn thành", "phấn đấu gần 50% số xã hoàn thành"),
    t("range", "50", "%", "đạt 50 - 60% hồ sơ", "đạt từ 50% đến 60% hồ sơ", "đạt 50-60% hồ sơ", "đạt từ 50 - 60% hồ sơ", "đạt 50% – 60% hồ sơ", "phấn đấu từ 50 đến 60% hồ sơ", upper="60"),
    t("=", "10", "%", "giảm 10% số vụ tai nạn giao thông", "Phấn đấu giảm 10% số vụ tai nạn giao thông", "kéo giảm 10% số vụ tai nạn giao thông"),
    t(">=", "10", "%", "dành tối thiểu 10% kinh phí sự nghiệp để chi cho chuyển đổi số", base="kinh phí sự nghiệp", indicator="chi cho chuyển đổi số"),
    t(">=", "10", "%", "tỷ lệ kinh phí chi cho an toàn thông tin đạt tối thiểu 10% trong tổng kinh phí công nghệ thông tin", base="tổng kinh phí công nghệ thông tin", indicator="tỷ lệ kinh phí chi cho an toàn thông tin"),
    t("<=", "20", "%", "số lượng mua sắm tăng không quá 20% so với năm 2022", base="năm 2022"),
    t("=", "100", "%", "giải ngân 100% kế hoạch vốn được giao", "quyết tâm giải ngân 100% kế hoạch vốn được giao", base="kế hoạch vốn được giao"),
    t("=", "8", "%", "Tốc độ tăng trưởng đạt 8%/năm", per="năm"),
    t("=", "95", "%", "Đến năm 2030, phấn đấu 95% người dân có tài khoản", "Phấn đấu đến năm 2030 đạt 95% người dân có tài khoản", "Đến hết năm 2030, 95% người dân có tài khoản", "Năm 2030: 95% người dân có tài khoản", "Phấn đấu 95% người dân có tài khoản vào năm 2030", as_of="2030"),
    t(">=", "95", "%", "trước ngày 31/12/2025, ít nhất 95% hồ sơ được số hóa", as_of="2025-12-31"),
    t("=", "100", "%", "Đến tháng 6/2025, 100% xã có điểm phục vụ", as_of="2025-06"),
    several(("=", "90", None, "%"), ("=", "80", None, "%"), of="90% cơ quan và 80% doanh nghiệp sử dụng chữ ký số"),
    several(("=", "100", None, "%"), ("=", "50", None, "%"), of="100% cán bộ được tập huấn kỹ năng cơ bản; 50% cán bộ được tập huấn kỹ năng nâng cao"),
    several((">=", "5", None, "chuyên gia"), ("=", "100", None, "%"), of="mỗi huyện có tối thiểu 5 chuyên gia cấp huyện 100% cán bộ được tập huấn"),
    several(("=", "99", None, "%"), ("=", "99.5", None, "%"), of="mức sống bảo đảm năm 2023 đạt 99%, năm 2024 đạt 99,5%"),
    several((">", "90", None, "%"), (">", "50", None, "%"), of="trong đó trên 90% công chức, trên 50% người lao động tham gia"),
    # ---- counts
    t(">=", "1", "cán bộ", "Mỗi bến xe có ít nhất 01 cán bộ chuyên trách", "mỗi bến xe cử ít nhất một cán bộ chuyên trách", "mỗi bến xe bố trí tối thiểu 01 (một) cán bộ chuyên trách", "mỗi bến xe phải có ít nhất 1 cán bộ chuyên trách", per="mỗi bến xe", indicator="cán bộ chuyên trách"),
    t(">=", "50", "chuyên gia", "Tối thiểu 50 chuyên gia chuyển đổi số", "đào tạo tối thiểu 50 chuyên gia chuyển đổi số", "ít nhất 50 (năm mươi) chuyên gia chuyển đổi số", "Có ít nhất 50 chuyên gia chuyển đổi số", indicator="chuyên gia chuyển đổi số"),
    t(">=", "1000", "doanh nghiệp", "thành lập mới ít nhất 1.000 doanh nghiệp", "phấn đấu có tối thiểu 1.000 doanh nghiệp", "Phát triển từ 1.000 doanh nghiệp trở lên"),
    t("=", "20", "đội", "giữ nguyên 20 đội hiện có", "duy trì 20 đội tuyên truyền lưu động", "thành lập 20 đội tuyên truyền lưu động"),
    t("=", "2", "cán bộ", "mỗi đơn vị cử 02 cán bộ tham gia", "Mỗi đơn vị cử 2 cán bộ tham gia", per="mỗi đơn vị"),
    t("=", "4", "cán bộ", "Bệnh viện đa khoa tỉnh: 04 cán bộ;", "Trung tâm Y tế huyện: 4 cán bộ."),
    t("=", "35", "tuần", "cấp trung học có 35 tuần thực học", "thực hiện 35 tuần thực học"),
    t(">=", "2", "lần", "kiểm tra ít nhất 02 lần/năm", "kiểm tra tối thiểu 2 lần/năm", per="năm"),
    t(">=", "1", "hội thảo", "hằng năm có ít nhất một hội thảo quốc tế", "Hằng năm tổ chức ít nhất 01 hội thảo quốc tế"),
    t(">=", "1", "mô hình", "mỗi huyện xây dựng ít nhất 01 mô hình điểm", per="mỗi huyện"),
    t(">=", "1", "lớp", "tổ chức ít nhất 01 lớp tập huấn tại mỗi huyện", per="mỗi huyện"),
    t("<=", "3", "lần", "gia hạn không quá 03 lần", "tối đa 3 lần"),
    t(">=", "30", "m2", "diện tích sử dụng tối thiểu 30 m2", "diện tích sử dụng tối thiểu là 30m2", indicator="diện tích sử dụng"),
    t("range", "10", "mô hình", "xây dựng 10 - 15 mô hình", "xây dựng từ 10 đến 15 mô hình", upper="15"),
    t(">", "200", "lớp", "tổ chức trên 200 lớp tập huấn", "mở hơn 200 lớp tập huấn"),
    t("~", "500", "người", "đào tạo khoảng 500 người", "tập trung đào tạo khoảng 500 người"),
    t("=", "10000000", "cây", "trồng 10 triệu cây xanh", "trồng 10.000.000 cây xanh", indicator="cây xanh"),
    t("~", "3000000", "lượt khách", "thu hút khoảng 3 triệu lượt khách du lịch"),
    t("<=", "2", "trang", "dài không quá 02 trang A4"),
    several(("=", "500", None, "doanh nghiệp"), ("=", "20", None, "hợp tác xã"), of="thành lập 500 doanh nghiệp, phát triển 20 hợp tác xã"),
    t("=", "58", "%", "tỷ lệ che phủ rừng duy trì ở mức 58%"),
    t("=", "100", "%", "100% (30/30) xã có trạm y tế", indicator="xã có trạm y tế"),
    t(">", "95", "%", "tăng tỷ lệ bao phủ bảo hiểm y tế lên trên 95% dân số", indicator="tỷ lệ bao phủ bảo hiểm y tế", base="dân số"),
    t(">=", "1", "%", "bố trí tối thiểu 1% tổng chi ngân sách cho chuyển đổi số", indicator="chuyển đổi số", base="tổng chi ngân sách"),
    t(">=", "2", "mô hình", "Mỗi huyện, thành phố xây dựng ít nhất 02 mô hình điểm", per="mỗi huyện, thành phố"),
    # ---- what is counted, where the noun is only a unit or more follows
    t("<=", "12", "tín chỉ", "Tổng số tín chỉ đăng ký không được vượt quá 12 tín chỉ", indicator="tổng số tín chỉ đăng ký"),
    t(">=", "70", "người", "số lượng người đăng ký tối thiểu là 70 người", indicator="số lượng người đăng ký"),
    t(">=", "3", "mẫu", "Sở Xây dựng thiết kế tối thiểu 03 mẫu trạm bơm, kèm theo dự toán", indicator="mẫu trạm bơm"),
    t(">=", "15", "%", "phải dự trữ tối thiểu 15% lượng hàng thiết yếu và báo cáo Sở Công Thương", indicator="lượng hàng thiết yếu"),
    t(">=", "95", "%", "Đẩy nhanh giải ngân vốn đầu tư công, phấn đấu đến hết năm 2024 đạt ít nhất 95%", indicator="đẩy nhanh giải ngân vốn đầu tư công", as_of="2024"),
    t("range", "10", "vận động viên", "mỗi thôn đăng ký từ 10 đến 15 vận động viên", upper="15", per="mỗi thôn"),
    t("=", "20000", "con", "Thả bổ sung 20.000 con cá giống", indicator="con cá giống"),
    t("<=", "120", "phút", "mỗi buổi tập trung không quá 120 phút", indicator="mỗi buổi tập trung"),
    several(("=", "1", None, "cán bộ"), ("=", "1", None, "cán bộ"), of="Cử một cán bộ chính thức và một cán bộ dự phòng tham gia"),
    several(("=", "98", None, "%"), ("=", "120000000", None, "VND"), of="Đến năm 2025, tỷ lệ xã đạt chuẩn nông thôn mới đạt 98%; giá trị sản xuất trên 01 ha đất canh tác đạt 120 triệu đồng", objective=True),
    t(">=", "2", "đợt", "các xã tổ chức diệt lăng quăng ít nhất 02 đợt trước ngày 30/9/2027", indicator="các xã tổ chức diệt lăng quăng"),
    t(">=", "10", "năm", "nhà trạm có tuổi thọ từ 10 năm trở lên"),
    # ---- money
    t("<=", "60000000", "VND", "mức hỗ trợ không quá 60 triệu đồng/hộ", "hỗ trợ tối đa 60 triệu đồng/hộ", "không quá 60.000.000 đồng/hộ", per="hộ"),
    t(">=", "2000000000", "VND", "bố trí tối thiểu 2 tỷ đồng", "huy động ít nhất 2 tỷ đồng", "bố trí không dưới 2.000 triệu đồng"),
    t("<=", "2500000000", "VND", "tổng mức đầu tư không vượt quá 2,5 tỷ đồng"),
    t(">", "5000000000000", "VND", "thu ngân sách đạt trên 5.000 tỷ đồng", "thu ngân sách đạt trên 5 nghìn tỷ đồng"),
    # ---- in an objectives section or a target column
    t("=", "15", "xã", "Công nhận 15 xã đạt chuẩn", "15 xã đạt chuẩn", "có 15 xã đạt chuẩn", objective=True),
    t("=", "50", "hợp tác xã", "thành lập mới 50 hợp tác xã", "50 hợp tác xã hoạt động hiệu quả", objective=True),
    t("=", "80000000", "VND", "Thu nhập bình quân đầu người đạt 80 triệu đồng/năm", objective=True, per="năm"),
    t("=", "20", "%", "Tỷ trọng kinh tế số đạt 20% GRDP", objective=True),
    t("=", "20", "%", "Kinh tế số chiếm 20% GRDP", "kinh tế số đóng góp 20% GRDP", objective=True, indicator="kinh tế số", base="grdp"),
    t("=", "500", "ha", "Trồng mới 500 ha rừng", "trồng 500 ha cây dược liệu", objective=True),
    t(">=", "80", None, "≥ 80", ">= 80", objective=True),
    t("=", "80", None, "80", "đạt 80", objective=True),
    t("=", "2.5", "%", "Giảm 2,5% hộ nghèo", "giảm tỷ lệ hộ nghèo 2,5%/năm", objective=True),
    t("=", "10", "bác sĩ", "có 10 bác sĩ trên mỗi vạn dân", objective=True),
)  # fmt: skip

NOT_TARGETS = (
    # names, levels, versions
    "thực hiện Đề án 06 của Chính phủ", "quán triệt Nghị quyết 57 của Bộ Chính trị", "Điều 5 khoản 2 Luật Đấu thầu", "dịch vụ công trực tuyến mức độ 4", "cấp độ 4", "hạng I trở lên", "phiên bản 2.1 của phần mềm", "HL7 v2.5", "ICD-10",
    "phòng, chống dịch Covid-19", "Cách mạng công nghiệp 4.0", "Mức 6 của Thông tư 54", "khóa XI", "lần thứ tư", "Ban Chỉ đạo 389 quận, huyện, thị xã", "Chỉ thị 18 chống thất thu thuế", "xe 2 bánh gắn máy", "mạng 5G",
    "danh mục 231 dịch vụ công trực tuyến", "“Mỗi người dân có 01 tài khoản”", "đề án “100% trường học an toàn”", "Quyết định số 1710/QĐ-BYT", "Thông tư 46/2018/TT-BYT", "số 80 đường Hoa Sen, phường Sông Lam",
    # times
    "trước ngày 30/9/2025", "Quý II/2023", "giai đoạn 2022 - 2025", "đến năm 2025, định hướng đến năm 2030", "trong 05 ngày làm việc", "không quá 20 ngày", "tối thiểu 3 năm kinh nghiệm", "tối đa 6 tháng kể từ ngày ban hành", "kế hoạch 5 năm", "ít nhất 24 giờ trước khi họp",
    "không quá 30 phút kể từ khi nhận tin", "hồ sơ có thời hạn bảo quản từ 05 năm trở lên", "trong 02 tuần kể từ ngày ban hành", "trước 16 giờ 00", "từ 06 tháng trở lên",
    # lists that announce themselves
    "tập trung thực hiện 8 nhiệm vụ sau:", "triển khai 03 nội dung chính sau đây", "gồm 5 nhóm giải pháp", "thực hiện 04 Chương trình khuyến nông", "ở 2 cấp: cấp vùng, cấp tỉnh", "cử một đồng chí lãnh đạo phụ trách",
    "có 4 mẫu biểu như sau:", "theo 03 bước sau đây",
    # facts and rates
    "hiện nay đã có 35% hộ dân sử dụng", "toàn tỉnh đã thành lập 7 tổ công tác", "tỷ lệ giải ngân mới đạt 35%", "tăng 12% so với cùng kỳ năm trước", "lãi suất 6,5%/năm", "mức đóng bằng 4,5% tiền lương", "hỗ trợ 50% kinh phí mua thẻ", "mức hỗ trợ 60 triệu đồng/hộ",
    "phạt 0,05% mỗi ngày chậm nộp", "lượng mưa 100-250mm/đợt", "ước đạt 95% dự toán", "với kinh phí 5 tỷ đồng", "15 hộ dân bị ảnh hưởng", "Tất cả 7 huyện đã hoàn thành",
    # articles and vague words
    "một số nội dung", "một phần kinh phí", "một cách đồng bộ", "trở thành một chỉ tiêu cụ thể", "Tất cả cán bộ phải được tập huấn", "mỗi người dân đều có hồ sơ sức khỏe", "toàn bộ hồ sơ được số hóa", "hàng trăm lượt người", "của một tổ chức tín dụng",
    # other numbers
    "điện thoại 0200.123.456", "dịch vụ 24/7", "bản đồ tỷ lệ 1/500", "H26.16", "mã số 01001", "tài khoản số 0123456789", "ý kiến phát biểu (trang 5)", "tỷ lệ 3/4 số phiếu", "Số lượng x 100% = kết quả",
)  # fmt: skip
