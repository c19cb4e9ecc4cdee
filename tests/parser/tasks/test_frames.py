"""Where the tasks stand in each kind of dispatch (domain: "Task frames by kind of document"), on invented ones."""

from dataclasses import dataclass

import pytest

from models import Document, Task
from parser.pipeline import parse

HEAD = """ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: {number}

Sông Lam, ngày 05 tháng 01 năm 2027

"""
FOOT = """

Nơi nhận:
- Như trên;
- Lưu: VT, TH.

CHỦ TỊCH

Trần Văn Bình
"""


def read(number: str, body: str) -> Document:
    return parse((HEAD.format(number=number) + body.strip() + FOOT).encode(), "x.txt")


def names(task: Task, role: str) -> list[str]:
    return [unit.name for unit in getattr(task, role)]


@dataclass
class Expected:
    ref: str
    kind: str = "action"
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    reports_to: tuple[str, ...] = ()
    parent: str | None = None


FRAMES: dict[str, tuple[str, str, list[Expected]]] = {
    "letter with numbered items after a lead-in": (
        "12/UBND-TH",
        """
V/v tăng cường quản lý chợ

Kính gửi:
- Sở Công Thương;
- Ủy ban nhân dân các huyện, thành phố.

Thực hiện chỉ đạo của Bộ Công Thương, Ủy ban nhân dân tỉnh yêu cầu Thủ trưởng các cơ quan, đơn vị thực hiện một số nội dung sau:

1. Tăng cường kiểm tra việc niêm yết giá; chú trọng các việc sau:

a) Rà soát các điểm bán hàng.

b) Lập biên bản khi có vi phạm.

2. Sở Công Thương chủ trì, phối hợp với Công an tỉnh kiểm tra các chợ đầu mối.

3. Đối với các ban quản lý chợ: Niêm yết công khai số điện thoại đường dây nóng.

4. Không được tăng giá dịch vụ khi chưa có ý kiến của Sở Tài chính.

Nếu có vướng mắc, các đơn vị báo cáo về Sở Công Thương.
""",
        [
            Expected("1", lead=("Thủ trưởng các cơ quan, đơn vị",)),
            Expected("1.a", lead=("Thủ trưởng các cơ quan, đơn vị",), parent="1"),
            Expected("1.b", lead=("Thủ trưởng các cơ quan, đơn vị",), parent="1"),
            Expected("2", lead=("Sở Công Thương",), coordinating=("Công an tỉnh",)),
            Expected("3", lead=("Các ban quản lý chợ",)),
            Expected("4", "prohibition", lead=("Thủ trưởng các cơ quan, đơn vị",)),
            Expected("closing", "reporting", lead=("Các đơn vị",), reports_to=("Sở Công Thương",)),
        ],
    ),
    "letter without items": (
        "13/UBND-NV",
        """
V/v báo cáo biên chế

Kính gửi: Sở Nội vụ.

Ngày 02/01/2027, Bộ Nội vụ có Công văn số 15/BNV-TCBC về việc rà soát biên chế.

Ủy ban nhân dân tỉnh đề nghị Sở Nội vụ khẩn trương báo cáo số biên chế hiện có.
""",
        [Expected("p1", "reporting", lead=("Sở Nội vụ",))],
    ),
    "telegram with one block for each post": (
        "01/CĐ-UBND",
        """
CÔNG ĐIỆN
Về việc ứng phó với bão

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Giám đốc Sở Xây dựng:

a) Kiểm tra an toàn các công trình đang thi công.

b) Bố trí lực lượng ứng trực.

2. Chủ tịch Ủy ban nhân dân các huyện, thành phố tổ chức sơ tán dân khỏi vùng nguy hiểm.

3. Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện Công điện này.
""",
        [
            Expected("1.a", lead=("Giám đốc Sở Xây dựng",)),
            Expected("1.b", lead=("Giám đốc Sở Xây dựng",)),
            Expected("2", lead=("Chủ tịch Ủy ban nhân dân các huyện, thành phố",)),
            Expected("3", lead=("Văn phòng Ủy ban nhân dân tỉnh",)),
        ],
    ),
    "conclusions": (
        "21/TB-UBND",
        """
THÔNG BÁO
Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại phiên họp tháng 01

Sau khi nghe các sở, ngành báo cáo, Chủ tịch Ủy ban nhân dân tỉnh kết luận và chỉ đạo như sau:

1. Thống nhất với nội dung báo cáo của Sở Xây dựng.

2. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính hoàn thiện đề án, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/02/2027.

3. Các sở, ngành đã có nhiều cố gắng trong năm qua.

Nay thông báo để các cơ quan, đơn vị biết, thực hiện.
""",
        [Expected("2", lead=("Sở Xây dựng",), coordinating=("Sở Tài chính",), reports_to=("Ủy ban nhân dân tỉnh",))],
    ),
    "decision": (
        "31/QĐ-UBND",
        """
QUYẾT ĐỊNH
Ban hành Kế hoạch kiểm tra năm 2027

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG LAM

Căn cứ Luật Tổ chức chính quyền địa phương;

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm tra năm 2027.

Điều 2. Giao Thanh tra tỉnh tổ chức thực hiện Kế hoạch, báo cáo kết quả về Ủy ban nhân dân tỉnh.

Điều 3. Quyết định này có hiệu lực kể từ ngày ký.

Điều 4. Chánh Văn phòng Ủy ban nhân dân tỉnh, Chánh Thanh tra tỉnh và Thủ trưởng các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.
""",
        [
            Expected("Điều 2", lead=("Thanh tra tỉnh",), reports_to=("Ủy ban nhân dân tỉnh",)),
            Expected("Điều 4", "statement", lead=("Chánh Văn phòng Ủy ban nhân dân tỉnh", "Chánh Thanh tra tỉnh", "Thủ trưởng các đơn vị liên quan")),
        ],
    ),
    "plan with objectives, tasks and blocks of units": (
        "41/KH-UBND",
        """
KẾ HOẠCH
Trồng cây năm 2027

I. MỤC ĐÍCH, YÊU CẦU

1. Nâng cao tỷ lệ che phủ rừng.

II. MỤC TIÊU

- Trồng tối thiểu 5.000 cây xanh.

III. NHIỆM VỤ

1. Chuẩn bị cây giống

- Rà soát nguồn cây giống hiện có.

- Khuyến khích các hộ gia đình tự ươm cây.

2. Tổ chức trồng cây theo lịch thời vụ.

IV. KINH PHÍ

- Kinh phí từ ngân sách tỉnh.

V. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính

Bố trí kinh phí thực hiện Kế hoạch.

2. Ủy ban nhân dân các huyện, thành phố

- Phối hợp với Sở Nông nghiệp và Môi trường trồng cây tại các trường học.

- Định kỳ hằng quý báo cáo kết quả về Sở Nông nghiệp và Môi trường.
""",
        [
            Expected("III.1.-1"),
            Expected("III.1.-2", "statement"),
            Expected("III.2"),
            Expected("V.1", lead=("Sở Tài chính",)),
            Expected("V.2.-1", lead=("Ủy ban nhân dân các huyện, thành phố",), coordinating=("Sở Nông nghiệp và Môi trường",)),
            Expected("V.2.-2", "reporting", lead=("Ủy ban nhân dân các huyện, thành phố",), reports_to=("Sở Nông nghiệp và Môi trường",)),
        ],
    ),
    "blocks with their own lines": (
        "42/KH-UBND",
        """
KẾ HOẠCH
Kiểm tra hồ đập

I. NỘI DUNG

1. Kiểm tra trước mùa mưa

a) Nội dung

- Rà soát các hồ chứa xung yếu.

- Đánh giá an toàn đập.

b) Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.

c) Cơ quan phối hợp: Sở Xây dựng; Công an tỉnh.

d) Thời gian thực hiện: Quý II/2027.

2. Xây dựng phương án ứng phó

- Đơn vị chủ trì: Ban Chỉ huy phòng thủ dân sự tỉnh.

- Đơn vị phối hợp: các sở, ngành liên quan.
""",
        [
            Expected("I.1.a.-1", lead=("Sở Nông nghiệp và Môi trường",), coordinating=("Sở Xây dựng", "Công an tỉnh")),
            Expected("I.1.a.-2", lead=("Sở Nông nghiệp và Môi trường",), coordinating=("Sở Xây dựng", "Công an tỉnh")),
            Expected("I.2", lead=("Ban Chỉ huy phòng thủ dân sự tỉnh",), coordinating=("Các sở, ngành liên quan",)),
        ],
    ),
    "circular: standing duties": (
        "05/2027/TT-BXD",
        """
THÔNG TƯ
Quy định về cấp phép

Điều 1. Phạm vi điều chỉnh

Thông tư này quy định về cấp phép xây dựng.

Điều 2. Hồ sơ

1. Hồ sơ gồm đơn đề nghị và bản vẽ.

2. Hồ sơ phải được lập thành hai bộ.

Điều 3. Trách nhiệm của Sở Xây dựng

1. Tiếp nhận, thẩm định hồ sơ.

2. Báo cáo Bộ Xây dựng trước ngày 15 tháng 12 hằng năm.

Điều 4. Nghĩa vụ

Chủ đầu tư phải lưu giữ hồ sơ tại công trường.
""",
        [
            Expected("Điều 3.1", lead=("Sở Xây dựng",)),
            Expected("Điều 3.2", "reporting", lead=("Sở Xây dựng",), reports_to=("Bộ Xây dựng",)),
            Expected("Điều 4", lead=("Chủ đầu tư",)),
        ],
    ),
    "upward request": (
        "7/TTr-UBND",
        """
TỜ TRÌNH
Về việc phê duyệt quy hoạch

Kính gửi: Bộ Xây dựng.

Ủy ban nhân dân tỉnh Sông Lam kính trình Bộ Xây dựng xem xét, phê duyệt quy hoạch.
""",
        [Expected("p1", lead=("Bộ Xây dựng",))],
    ),
    "an answer that asks for nothing": (
        "8/UBND-TH",
        """
V/v trả lời kiến nghị

Kính gửi: Hiệp hội Doanh nghiệp tỉnh.

Ủy ban nhân dân tỉnh đã xem xét Văn bản số 01/HH ngày 01/01/2027 và trả lời như sau:

1. Thống nhất với đề nghị của Hiệp hội.

2. Đại hội đã bầu Ban Chấp hành gồm 15 thành viên.

Ủy ban nhân dân tỉnh trả lời để Hiệp hội được rõ./.
""",
        [],
    ),
}


@pytest.mark.parametrize("frame", FRAMES)
def test_frame(frame: str) -> None:
    number, body, expected = FRAMES[frame]
    document = read(number, body)
    found = [
        Expected(
            t.ref, t.kind, tuple(u.name for u in t.lead if u.inherited_from != "addressees"), tuple(names(t, "coordinating")), tuple(names(t, "reports_to")),
            t.parent_id.partition("#")[2] if t.parent_id else None,
        )
        for t in document.tasks
    ]  # fmt: skip
    assert found == expected


@pytest.mark.parametrize("frame", FRAMES)
def test_every_value_points_at_its_words(frame: str) -> None:
    number, body, _ = FRAMES[frame]
    document = read(number, body)
    content = document.text.content
    for task in document.tasks:
        assert " ".join(content[task.span.start : task.span.end].split()) == task.text
        assert task.id == f"{document.key}#{task.ref}"
        assert len(task.title) <= 160 and task.text.startswith(task.title)
        assert 0 < task.confidence <= 1 and task.rule.startswith("task.")
        for unit in (*task.lead, *task.coordinating, *task.reports_to):
            if unit.span:
                quoted = " ".join(content[unit.span.start : unit.span.end].split())
                assert quoted[:1].upper() + quoted[1:] == unit.name


def test_a_block_gives_its_time_to_each_of_its_items() -> None:
    number, body, _ = FRAMES["blocks with their own lines"]
    first, second, other = read(number, body).tasks
    assert [[d.due for d in t.deadlines] for t in (first, second, other)] == [["2027-06-30"], ["2027-06-30"], []]


def test_table_rows() -> None:
    page = """<table><tr><th>TT</th><th>Nhiệm vụ</th><th>Đơn vị chủ trì</th><th>Đơn vị phối hợp</th><th>Thời gian hoàn thành</th><th>Kết quả</th></tr>
    <tr><td>1</td><td>Rà soát hệ thống</td><td rowspan="2">Sở Khoa học và Công nghệ</td><td>- Văn phòng Ủy ban<br>- Các sở, ngành</td><td>Quý II/2027</td><td rowspan="2">100% đơn vị hoàn thành</td></tr>
    <tr><td>2</td><td>Xây dựng kế hoạch, trình Ủy ban nhân dân tỉnh</td><td>Phối hợp với Sở Tài chính</td><td>Hằng năm</td></tr></table>"""
    document = parse(f"<html><body><p>PHỤ LỤC</p><p>Danh mục nhiệm vụ</p>{page}</body></html>".encode(), "x.html")
    first, second = document.tasks
    assert [names(t, "lead") for t in (first, second)] == [["Sở Khoa học và Công nghệ"]] * 2
    assert [u.inherited_from for u in second.lead] == ["table"]
    assert names(first, "coordinating") == ["Văn phòng Ủy ban", "Các sở, ngành"]
    assert names(second, "coordinating") == ["Sở Tài chính"]
    assert names(second, "reports_to") == ["Ủy ban nhân dân tỉnh"]
    assert [d.due or d.rrule for t in (first, second) for d in t.deadlines] == ["2027-06-30", "FREQ=YEARLY"]
    assert [t.outcome for t in (first, second)] == ["100% đơn vị hoàn thành"] * 2
    (target,) = document.targets
    assert set(target.task_ids) == {first.id, second.id}
    assert first.targets == second.targets == (target.id,)


def test_a_lead_in_that_orders_gives_its_modality() -> None:
    number, body, _ = FRAMES["letter with numbered items after a lead-in"]
    tasks = {t.ref: t for t in read(number, body).tasks}
    assert tasks["1"].modality == "yeu_cau"
    assert tasks["1"].lead[0].inherited_from == "lead_in"
    assert tasks["4"].modality == "nghiem_cam"
    assert tasks["2"].lead[0].inherited_from is None


def test_objectives_give_targets_and_no_tasks() -> None:
    number, body, _ = FRAMES["plan with objectives, tasks and blocks of units"]
    (target,) = read(number, body).targets
    assert (target.comparator, target.value, target.task_ids) == (">=", "5000", ())


def test_an_explicit_order_is_surer_than_an_inferred_one() -> None:
    number, body, _ = FRAMES["letter with numbered items after a lead-in"]
    tasks = {t.ref: t for t in read(number, body).tasks}
    plan = {t.ref: t for t in read(*FRAMES["plan with objectives, tasks and blocks of units"][:2]).tasks}
    assert tasks["1"].confidence >= plan["III.2"].confidence
