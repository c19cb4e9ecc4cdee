"""What headings and block lines say of what stands under them."""

import pytest

from parser.tasks.blocks import line_role
from parser.tasks.obligation import judge
from parser.tasks.roles import read_roles
from parser.tasks.sections import Mode, heading_mode, heading_units

UNITS = [
    ("Văn phòng Sở Y tế", ["Văn phòng Sở Y tế"]),
    ("Trung tâm Khuyến nông; Trung tâm Đăng kiểm", ["Trung tâm Khuyến nông", "Trung tâm Đăng kiểm"]),
    ("Đối với các Sở Xây dựng:", ["Các Sở Xây dựng"]),
    ("Giao Sở Nội vụ, Sở Tài chính theo chức năng, nhiệm vụ chịu trách nhiệm:", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Trách nhiệm của Bộ Công Thương", ["Bộ Công Thương"]),
    ("Đội kiểm tra liên ngành các cấp có chức năng, nhiệm vụ sau:", ["Đội kiểm tra liên ngành các cấp"]),
    ("UBND CÁC HUYỆN, THÀNH PHỐ", ["UBND CÁC HUYỆN, THÀNH PHỐ"]),
    ("Trách nhiệm của cơ quan, tổ chức đối với công tác văn thư", ["Cơ quan, tổ chức"]),
    ("Tổ chức thực hiện", []),
    ("TỔ CHỨC THỰC HIỆN", []),
    ("Phòng, chống dịch bệnh", []),
    ("Kinh phí thực hiện", []),
    ("Bộ tiêu chí đánh giá", []),
]


@pytest.mark.parametrize(("heading", "names"), UNITS, ids=[h for h, _ in UNITS])
def test_units_of_a_heading(heading: str, names: list[str]) -> None:
    assert [m.value.name for m in heading_units(heading)[0]] == names


def test_a_proper_name_is_a_body_only_under_duties() -> None:
    assert heading_units("VNPT Sông Lam; Viettel Sông Lam")[0] == []
    assert [m.value.name for m in heading_units("VNPT Sông Lam; Viettel Sông Lam", duty=True)[0]] == ["VNPT Sông Lam", "Viettel Sông Lam"]


MODES: list[tuple[str, Mode, Mode]] = [
    ("MỤC ĐÍCH, YÊU CẦU", "orders", "silent"),
    ("Một số mục tiêu cụ thể đến năm 2030", "orders", "silent"),
    ("Kinh phí thực hiện", "orders", "explicit"),
    ("NHIỆM VỤ VÀ GIẢI PHÁP", "explicit", "orders"),
    ("Trách nhiệm thi hành", "norms", "orders"),
    ("Nội dung hồ sơ", "norms", "norms"),
    ("Quyền của chủ đầu tư", "norms", "silent"),
    ("Chuyển đổi nhận thức", "orders", "orders"),
    ("Điều khoản thi hành", "norms", "explicit"),  # who carries it out stands there
    ("Những quy định chung", "norms", "norms"),
    ("Điều kiện vay vốn", "explicit", "explicit"),
    ("Điều kiện vay vốn", "orders", "silent"),
    ("Thời gian chốt số liệu và gửi báo cáo", "norms", "norms"),
    ("Thời gian, địa điểm", "orders", "silent"),
    ("QUAN ĐIẾỄM", "orders", "silent"),  # as a scan reads it
    ("CHỨC NĂNG CỦA HỆ THỐNG PHẦN MỀM", "orders", "silent"),
    ("KẾT LUẬN CỦA TRƯỞNG BAN", "silent", "orders"),
]


@pytest.mark.parametrize(("heading", "inherited", "mode"), MODES, ids=[h for h, _, _ in MODES])
def test_mode_of_a_heading(heading: str, inherited: Mode, mode: Mode) -> None:
    assert heading_mode(heading, inherited) == mode


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Cơ quan chủ trì: Sở Xây dựng", "lead"),
        ("b) Cơ quan phối hợp".removeprefix("b) "), "coordinating"),
        ("- Thời gian thực hiện: Quý II", "deadline"),
        ("Sản phẩm: Báo cáo", "outcome"),
        ("Chủ trì xây dựng kế hoạch", None),
        ("Sản phẩm", None),
    ],
)
def test_lines_of_a_block(line: str, role: str | None) -> None:
    found = line_role(line)
    assert (found and found[0]) == role


JUDGED = [
    ("Tăng cường kiểm tra các điểm bán hàng.", "action"),
    ("Báo cáo kết quả thực hiện trước ngày 15/12.", "reporting"),
    ("Chủ bến phải có văn bản báo cáo và chỉ được thực hiện thay đổi sau khi được chấp thuận.", "action"),
    ("Phối hợp với các sở, ngành báo cáo cấp có thẩm quyền.", "reporting"),
    ("Nghiêm cấm lấn chiếm lòng đường.", "prohibition"),
    ("Không để xảy ra cháy rừng.", "prohibition"),
    ("Khuyến khích người dân phân loại rác.", "statement"),
    ("Chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh về tiến độ.", "statement"),
    ("Định kỳ hằng quý kiểm tra, báo cáo Sở Xây dựng.", "action"),
    ("Ký hiệu của văn bản gồm chữ viết tắt.", None),
    ("Kinh phí do ngân sách bảo đảm.", None),
    ("Mọi chi tiết xin liên hệ Phòng Tổng hợp.", None),
    ("Đồng ý với đề nghị của Sở Xây dựng.", None),
    ("100% cơ quan có hệ thống họp trực tuyến.", None),
    ("Thời gian: Từ ngày 01/6 đến ngày 30/6.", None),
]


@pytest.mark.parametrize(("text", "kind"), JUDGED, ids=[t for t, _ in JUDGED])
def test_judged_in_a_list_of_orders(text: str, kind: str | None) -> None:
    found = judge(text, read_roles(text), "orders")
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Chủ đầu tư phải lập hồ sơ thành hai bộ.", "task.norm_subject"),
        ("Biên bản kiểm tra phải được lập thành hai bộ.", "task.norm_act"),
        ("Khi kiểm tra nếu thấy bến hư hỏng thì phải lập biên bản.", "task.norm_act"),
        ("Bến mở cửa cả năm. Thẻ cũ đều phải trả lại cho chủ bến.", "task.norm_act"),
        ("Ủy ban nhân dân xã duyệt cấp kinh phí cho bến.", "task.norm_subject"),
        ("Sở Xây dựng tham mưu quản lý bến.", "task.norm_subject"),
        ("Trường hợp đổi tên bến; đổi chủ bến cần trình bày lý do.", "task.norm_case"),
        ("Trường hợp đổi tên bến; đổi chủ bến được miễn phí.", None),
        ("Hồ sơ phải được lập thành hai bộ.", None),  # of what papers are like
        ("Hồ sơ xin mở bến gồm hai bộ.", None),
        ("Hồ sơ xin mở bến không phải lập thành hai bộ.", None),
        ("Bến mới phải là bến nổi.", None),
        ("Khoản phải nộp theo tháng được tính tròn.", None),  # which sum, not what to do
        ("Trường hợp bến phải di dời thì được hỗ trợ.", None),
    ],
)
def test_a_rule_orders_an_act_of_whom_it_may_concern(text: str, rule: str | None) -> None:
    found = judge(text, read_roles(text), "norms")
    assert (found.rule if found else None) == rule


def test_nothing_obliges_under_objectives() -> None:
    text = "Giao Sở Xây dựng hoàn thành kế hoạch."
    assert judge(text, read_roles(text), "silent") is None
