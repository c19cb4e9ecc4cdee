"""Which words order, and which only tell: lead-ins, sections on money, closing paragraphs (contract, "What is one task"), on invented letters."""

import pytest

from models import Document
from parser.pipeline import parse
from parser.tasks.obligation import opening_verb

LETTER = """BỘ NỘI VỤ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/BNV-KHTC
V/v lập kế hoạch năm sau

Hà Nội, ngày 05 tháng 01 năm 2027

Kính gửi: Sở Nội vụ các tỉnh, thành phố trực thuộc Trung ương

{body}

Nơi nhận:
- Như trên;
- Lưu: VT, KHTC.

BỘ TRƯỞNG

Trần Văn Bình
"""


def read(body: str) -> Document:
    return parse(LETTER.format(body=body.strip()).encode(), "x.txt")


def refs(body: str) -> list[str]:
    return [task.ref for task in read(body).tasks]


LEAD_IN = "Bộ hướng dẫn Sở Nội vụ các tỉnh, thành phố lập kế hoạch năm 2028 như sau:"


@pytest.mark.parametrize("verb", ["hướng dẫn", "chỉ thị", "yêu cầu"])
def test_a_lead_in_orders_whom_it_names(verb: str) -> None:
    tasks = read(f"Bộ Nội vụ {verb} Sở Nội vụ tỉnh Sông Lam lập kế hoạch năm 2028 như sau:\n\n1. Rà soát biên chế được giao.\n\n2. Lập danh sách viên chức.").tasks
    assert [[u.name for u in t.lead] for t in tasks] == [["Sở Nội vụ tỉnh Sông Lam"]] * 2


def test_guidance_that_leads_nothing_in_orders_nobody() -> None:
    assert all("Các trường" not in [u.name for u in t.lead] for t in read("Năm trước Bộ hướng dẫn các trường lập hồ sơ.\n\n1. Rà soát biên chế được giao.").tasks)


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Kinh phí chi trả trợ cấp một lần", True),
        ("Dự toán thu, chi của đơn vị sự nghiệp năm 2028", True),
        ("Kinh phí thực hiện", False),
        ("Nguồn kinh phí", False),
        ("Kinh phí tổ chức thực hiện kế hoạch", False),
    ],
)
def test_only_a_heading_of_funds_mutes(heading: str, found: bool) -> None:
    assert ("1.a" in refs(f"{LEAD_IN}\n\n1. {heading}\n\na) Lập dự toán theo số đối tượng đang hưởng.\n\nb) Tổng hợp hồ sơ còn tồn đọng.\n\n2. Rà soát biên chế được giao.")) is found


def test_a_basis_is_an_order_where_a_lead_in_orders() -> None:
    body = "{}\n\n1. Nội dung chi:\n\n- Kinh phí đào tạo: căn cứ số học viên đang học tại trường để làm cơ sở tính toán mức hỗ trợ.\n\n- Kinh phí khác: theo quy định."
    assert "1.-1" in refs(body.format(LEAD_IN))
    assert "1.-1" not in refs(body.format("Tình hình năm qua:"))


def test_an_act_is_asked_of_the_addressee() -> None:
    found = read(f"{LEAD_IN}\n\n1. Đối với hồ sơ còn thiếu đề nghị thuyết minh rõ lý do, thời gian bổ sung.\n\n2. Đối với hồ sơ đề nghị bổ sung đã có kết quả năm trước.").tasks
    assert [t.rule for t in found if t.ref == "1"] == ["task.asked_act"]
    assert all(t.rule != "task.asked_act" for t in found if t.ref != "1")


def test_every_paragraph_after_the_last_item_is_judged() -> None:
    body = f"{LEAD_IN}\n\n1. Rà soát biên chế được giao.\n\nBộ yêu cầu Sở Nội vụ các tỉnh, thành phố gửi báo cáo trước ngày 12/7/2027.\n\nViệc lập kế hoạch có ý nghĩa lớn.\n\nĐề nghị Sở Nội vụ các tỉnh, thành phố thực hiện đầy đủ các nội dung trên."
    assert refs(body) == ["1", "closing", "closing(2)"]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Khi người lao động trong tỉnh, ngoài tỉnh có đề xuất, khuyến khích người lao động đăng ký.", "khuyến khích"),
        ("Khi mùa mưa đến, mực nước sông dâng cao.", None),
    ],
)
def test_an_act_may_follow_any_comma_of_a_condition(text: str, verb: str | None) -> None:
    assert opening_verb(text) == verb


SCHEDULE = """
1. Lịch sinh hoạt đầu năm:

| Thời gian | Nội dung | {who} |
|---|---|---|
| Buổi sáng | | |
| 7h00 | Giới thiệu chương trình | Phòng Tổ chức |
| 8h00 | Hướng dẫn phương pháp học tập | {second} |
"""


@pytest.mark.parametrize(
    ("who", "second", "found"),
    [("Đơn vị thực hiện", "Phòng Tổ chức", ["1.r1", "1.r2"]), ("Đơn vị thực hiện", "", ["1.r1"]), ("Ghi chú", "Phòng Tổ chức", [])],
)
def test_rows_without_numbers_are_counted_where_somebody_leads(who: str, second: str, found: list[str]) -> None:
    document = parse(LETTER.format(body=SCHEDULE.format(who=who, second=second)).encode(), "x.md")
    assert [task.ref for task in document.tasks if ".r" in task.ref] == found


DATES = "1. {heading}\n\n- Đối với nội dung thi viết:\n\n+ Thời gian nộp bài: Từ tháng 8 đến tháng 10/2027.\n\n+ Thời gian tổng kết: Tháng 12/2027.\n\n- Đối với nội dung thi nói:\n\nThời gian thực hiện: Từ tháng 7 đến tháng 9/2027."


@pytest.mark.parametrize(("heading", "found"), [("Tiến độ triển khai", ["1.-1.-1", "1.-1.-2", "1.-2"]), ("Lịch sử cuộc thi", [])])
def test_the_lines_of_a_schedule_are_acts(heading: str, found: list[str]) -> None:
    tasks = [task for task in read(DATES.format(heading=heading)).tasks if task.rule == "task.schedule"]
    assert [task.ref for task in tasks] == found
    assert all(task.deadlines for task in tasks)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Mỗi lớp học có tối thiểu 20 học viên.", ["20"]),
        ("Bảo đảm 100% học viên được cấp chứng chỉ.", ["100"]),
        ("Văn bản từ hai trang trở lên có số trang.", []),
        ("Năm trước có 03 đơn vị chậm nộp.", []),
    ],
)
def test_a_firm_number_is_a_target_in_any_section(text: str, values: list[str]) -> None:
    assert [t.value for t in read(f"1. Yêu cầu\n\n{text}\n\n2. Rà soát biên chế được giao.").targets] == values


def test_a_section_that_tells_has_no_targets() -> None:
    assert not read("1. Kết quả năm trước\n\nMỗi lớp học có tối thiểu 20 học viên.\n\n2. Rà soát biên chế được giao.").targets


DECISION = """ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/QĐ-UBND

Sông Lam, ngày 05 tháng 01 năm 2027

QUYẾT ĐỊNH
Về cấp nước nông thôn

QUYẾT ĐỊNH:

{body}

Nơi nhận:
- Như Điều 3;
- Lưu: VT.

CHỦ TỊCH

Trần Văn Bình
"""


@pytest.mark.parametrize(
    ("body", "tasks"),
    [
        # what approves a strategy opens its tasks, also where a scan has lost a mark
        ("Điều 1. Phê duyêt Chiến lược cấp nước, với những nội dung sau:\nI. GIẾNG LÀNG\n1. Sửa chữa 20 giếng làng.", {"Điều 1.I.1": []}),
        ("Điều 1. Cấp nước nông thôn\nCác nhiệm vụ trọng tâm bao gồm:\na) Sửa chữa giếng làng;\nb) Lắp đặt đồng hồ nước.", {"Điều 1.a": [], "Điều 1.b": []}),
        ("Điều 1. Nhiệm vụ của Đoàn kiểm tra như sau:\n- Kiểm tra việc cấp nước tại các xã.\n- Lập biên bản.", {"Điều 1.-1": ["Đoàn kiểm tra"], "Điều 1.-2": ["Đoàn kiểm tra"]}),
    ],
)
def test_what_opens_the_tasks_of_a_decision(body: str, tasks: dict[str, list[str]]) -> None:
    found = parse(DECISION.format(body=body).encode(), "x.txt").tasks
    assert {t.ref: [u.name for u in t.lead] for t in found} == tasks


def test_a_verb_that_lost_its_marks_is_known_under_a_body() -> None:
    (task,) = read("Bộ Nội vụ đề nghị thực hiện:\n\n1. Sở Nội vụ\n- Đây manh tuyên truyền đến các xã.").tasks
    assert (task.ref, task.rule) == ("1.-1", "task.misread_verb")


def test_a_technical_appendix_and_the_foot_of_a_form_order_nothing() -> None:
    body = "1. Sở Nội vụ gửi báo cáo.\n\nPHỤ LỤC\nCẤU TRÚC DỮ LIỆU\n1. Mã hóa hình thức khám bệnh.\n2. Ghi kết quả hội chẩn.\n(Ký, ghi rõ họ tên)"
    head, foot = LETTER.split("{body}")
    letter, _, appendix = body.partition("\n\nPHỤ LỤC")
    assert [t.ref for t in parse((head + letter + foot + "\nPHỤ LỤC" + appendix).encode(), "x.txt").tasks] == ["1"]


def test_a_term_obliges_in_a_rule_of_law() -> None:
    text = DECISION.replace("12/QĐ-UBND", "12/2027/NĐ-CP").replace("ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM", "CHÍNH PHỦ").replace("QUYẾT ĐỊNH\nVề", "NGHỊ ĐỊNH\nVề")
    body = "Điều 1. Giải quyết hồ sơ\n1. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, Ủy ban nhân dân xã cấp giấy phép.\n2. Chủ bến có quyền gia hạn."
    assert [t.ref for t in parse(text.format(body=body).encode(), "x.txt").tasks] == ["Điều 1.1"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        # a paper that is to be sent by a day, though nobody is asked by name
        ("1. Sở Nội vụ rà soát hồ sơ.\n2. Kế hoạch tinh giản của các cơ quan gửi về Bộ Nội vụ trước ngày 05/3/2027.", {"1": "action", "2": "action"}),
        # forms below an order are things
        ("Bộ Nội vụ đề nghị Sở Nội vụ gửi các báo cáo sau:\n- Mẫu báo cáo tổng hợp phải ký số.\n- Danh sách công chức.", {}),
        ("1. Lập báo cáo tồn kho theo các biểu mẫu:\n- Mẫu báo cáo vật tư;\n- Mẫu số 11.", {"1": "action"}),
        ("1. Nâng cao năng lực quản lý nhà nước, cụ thể:\n- Rà soát quy trình.\n- Đào tạo cán bộ.", {"1.-1": "action", "1.-2": "action"}),
        # after a condition that names a case
        ("Bộ Nội vụ đề nghị Sở Nội vụ thực hiện:\n1. Nếu đơn vị nhận là trạm y tế: ghi tên trạm trưởng.", {"1": "action"}),
        ("1. Khi có sự cố, Sở Nội vụ phải nhanh chóng báo cáo Bộ Nội vụ.", {"1": "reporting"}),
    ],
)
def test_papers_conditions_and_reports(body: str, found: dict[str, str]) -> None:
    assert {t.ref: t.kind for t in read(body).tasks} == found


def test_an_interface_described_in_an_appendix_orders_nothing() -> None:
    fields = "\n".join(f"- maKetQua{i}: String; Cơ sở khám bệnh gửi trường ma_the_{i} lên hệ thống." for i in range(20))
    head, foot = LETTER.split("{body}")
    text = f"{head}1. Sở Nội vụ gửi báo cáo.{foot}\nPHỤ LỤC\nHƯỚNG DẪN LIÊN THÔNG\n{fields}"
    assert [t.ref for t in parse(text.encode(), "x.txt").tasks] == ["1"]


def test_a_name_cut_before_a_verb_is_given_as_it_stands_elsewhere() -> None:
    body = "1. Cơ quan tiếp nhận kê khai giá có trách nhiệm lập sổ theo dõi.\n2. Cơ quan tiếp nhận kê khai giá, tham mưu quy định mẫu sổ."
    assert [[u.name for u in t.lead] for t in read(body).tasks] == [["Cơ quan tiếp nhận kê khai giá"]] * 2


@pytest.mark.parametrize(
    ("body", "found"),
    [
        # what must be so, whoever sees to it
        ("1. Yêu cầu về kỹ thuật:\n- Đối với bến cũ phải phá dỡ thì bến mới phải bảo đảm nền cao.\n- Bến mới rộng 20 m.", ["1.-1"]),
        ("1. Báo cáo của các bến phải được trưởng bến ký.", ["1"]),
        # the parts of a paper
        ("1. Rà soát bến bãi.\n2. Đề cương báo cáo khảo sát:\n- Đánh giá hiện trạng;\n- Đề xuất giải pháp.", ["1"]),
        ("1. Rà soát bến bãi.\n2. Sản phẩm khảo sát:\n- Báo cáo kết quả khảo sát.", ["1"]),
        # behind a topic somebody acts
        ("1. Số lượng biên bản: Các đơn vị nhận hàng ký tên 4 bản.\n2. Số lượng biên bản: 4 bản.", ["1"]),
        # who sits on a board is no task of theirs
        ("1. Thành lập Ban vận động. Trong đó:\n- Trưởng ban: Lãnh đạo Sở Nội vụ.\n- Thành viên: Lãnh đạo các phòng.", ["1"]),
    ],
)
def test_what_must_be_and_what_only_lists(body: str, found: list[str]) -> None:
    assert refs(body) == found


def test_what_a_closing_line_tells_is_no_deadline() -> None:
    (task,) = read("Trên đây là báo cáo số liệu ủng hộ đến ngày 03/01/2027, đề nghị Sở Nội vụ tổng hợp, báo cáo Bộ Nội vụ.").tasks
    assert (task.kind, list(task.deadlines)) == ("reporting", [])


def test_a_rule_obliges_in_the_cases_it_names() -> None:
    text = DECISION.replace("12/QĐ-UBND", "12/2027/NĐ-CP").replace("ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM", "CHÍNH PHỦ").replace("QUYẾT ĐỊNH\nVề", "NGHỊ ĐỊNH\nVề")
    body = (
        "Điều 1. Điều kiện đăng ký bến\n1. Trường hợp đổi tên bến thì cần gửi kèm theo sơ đồ.\n2. Hằng năm, chủ bến phải điền tờ khai.\n"
        "3. Chủ bến phải là người địa phương.\n4. Có bến rộng."
    )
    found = parse(text.format(body=body).encode(), "x.txt").tasks
    assert {t.ref: t.rule for t in found} == {"Điều 1.1": "task.norm_case", "Điều 1.2": "task.norm_subject"}


def test_a_heading_that_asks_leads_its_dashes() -> None:
    found = read("1. Bộ Nội vụ yêu cầu các trường phải có những biện pháp tích cực để chuyển đổi:\n- Tổ chức huấn luyện cán bộ.\n- Văn bản mẫu.").tasks
    assert {t.ref: [u.name for u in t.lead] for t in found if t.ref != "1"} == {"1.-1": ["Các trường"]}


def test_a_duty_that_ends_in_a_stop_names_who_acts_below() -> None:
    text = DECISION.replace("12/QĐ-UBND", "12/2027/NĐ-CP").replace("ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM", "CHÍNH PHỦ").replace("QUYẾT ĐỊNH\nVề", "NGHỊ ĐỊNH\nVề")
    body = "Điều 1. Bến bãi\n1. Trách nhiệm, quyền hạn của Đội trưởng.\n- Lập kế hoạch hằng tháng.\n2. Biển hiệu của bến.\n- Ghi tên bến bằng sơn."
    found = parse(text.format(body=body).encode(), "x.txt").tasks
    assert {t.ref: [u.name for u in t.lead] for t in found} == {"Điều 1.1.-1": ["Đội trưởng"]}


def test_duties_and_steps_of_a_regulation() -> None:
    text = DECISION.replace("12/QĐ-UBND", "12/2027/NĐ-CP").replace("ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM", "CHÍNH PHỦ").replace("QUYẾT ĐỊNH\nVề", "NGHỊ ĐỊNH\nVề")
    body = (
        "Điều 1. Đội kiểm tra các bến có chức năng sau.\n1. Phát hiện bến hư hỏng.\n2. Tuyệt đối giữ bí mật lịch kiểm tra.\n"
        "Điều 2. Trình tự, thủ tục kiểm tra bến.\n1. Xuất trình thẻ.\n2. Bến lớn có hai thẻ.\n"
        "Điều 3. Biển hiệu của bến.\n1. Xuất trình thẻ có ảnh."
    )
    found = parse(text.format(body=body).encode(), "x.txt").tasks
    team = ["Đội kiểm tra các bến"]
    assert {t.ref: [u.name for u in t.lead] for t in found} == {"Điều 1.1": team, "Điều 1.2": team, "Điều 2.1": []}


@pytest.mark.parametrize(("text", "verb"), [("Tuyển chọn tiết mục văn nghệ.", "tuyển"), ("Tuyến đê bao ven sông.", None)])
def test_choosing_is_an_act(text: str, verb: str | None) -> None:
    assert opening_verb(text) == verb
