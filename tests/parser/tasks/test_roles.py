"""Who leads, joins in and gets the report, as one obligation's own words say it."""

import pytest

from parser.recognisers.base import Mention
from parser.recognisers.unit import UnitName, run_end, split_units
from parser.tasks.roles import read_roles

LEADS = [
    ("Đối với các trường tiểu học: Khẩn trương hoàn thành việc kiểm kê.", ["Các trường tiểu học"]),
    ("Giao Sở Nội vụ chủ trì rà soát biên chế.", ["Sở Nội vụ"]),
    ("Ủy ban nhân dân tỉnh yêu cầu Giám đốc các sở thực hiện nghiêm Chỉ thị này.", ["Giám đốc các sở"]),
    ("Trên cơ sở báo cáo của Công ty Sông Lam, giao Sở Tài chính tham mưu hướng xử lý.", ["Sở Tài chính"]),
    ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát việc thực hiện.", ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]),
    ("Sở Xây dựng, Sở Công Thương theo chức năng, nhiệm vụ hướng dẫn các đơn vị.", ["Sở Xây dựng", "Sở Công Thương"]),
    ("Kết thúc năm 2027, Chính phủ báo cáo Quốc hội kết quả thực hiện.", ["Chính phủ"]),
    ("Trong quá trình thực hiện, các địa phương báo cáo vướng mắc về Bộ Xây dựng.", ["Các địa phương"]),
    ("Đẩy mạnh tuyên truyền. Các địa phương rà soát, lập danh sách.", ["Các địa phương"]),
    ("Công tác đo đạc: Ủy ban nhân dân các huyện chủ động kiểm tra.", ["Ủy ban nhân dân các huyện"]),
    ("Trên cơ sở đề xuất của Hạt Kiểm lâm, Sở Xây dựng chủ trì lập đề án.", ["Sở Xây dựng"]),
    ("Sau khi Ủy ban nhân dân tỉnh phê duyệt đề án, Sở Tài chính lập thủ tục cấp vốn.", ["Sở Tài chính"]),
    ("Sau khi Ủy ban nhân dân tỉnh phân bổ vốn từ ngân sách Trung ương, Sở Tài chính lập thủ tục cấp vốn.", ["Sở Tài chính"]),
    ("Đoàn kiểm tra tự giải tán sau khi hoàn thành nhiệm vụ.", []),
    ("Căn cứ nhiệm vụ được Ủy ban nhân dân tỉnh phân công, Sở Tài chính có trách nhiệm cân đối vốn.", ["Sở Tài chính"]),
    ("Khi có vướng mắc các địa phương báo cáo Sở Xây dựng.", ["Các địa phương"]),
    ("Bộ trưởng các Bộ: Công an, Quốc phòng chỉ đạo lực lượng hỗ trợ.", ["Bộ trưởng các Bộ: Công an, Quốc phòng"]),
    (
        "Chánh Văn phòng, Giám đốc Sở Xây dựng và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
        ["Chánh Văn phòng", "Giám đốc Sở Xây dựng", "Các ông, bà có tên tại Điều 1"],
    ),
    ("Nhận được công văn này, đề nghị các đơn vị triển khai thực hiện.", ["Các đơn vị"]),
    ("Tổ chức, cá nhân kinh doanh nước sạch có trách nhiệm niêm yết giá.", ["Tổ chức, cá nhân kinh doanh nước sạch"]),
    ("Trường hợp cần điều chỉnh, cơ quan được giao thẩm định phải có văn bản trả lời.", ["Cơ quan được giao thẩm định"]),
    ("Việc chậm trễ trong giải ngân thì người đứng đầu phải giải trình.", []),
    ("Thóc gạo: (i) Sở Công Thương nắm bắt thị trường. (ii) Sở Tài chính thực hiện mua dự trữ.", ["Sở Công Thương", "Sở Tài chính"]),
    ("Thịt lợn: Để kiểm soát giá, các sở, ngành cần triển khai đồng bộ.", ["Các sở, ngành"]),
    ("Trưởng Ban Chỉ đạo điều hành giá yêu cầu các sở, ngành rà soát giá.", ["Các sở, ngành"]),
    ("Hàng năm, bố trí kinh phí, tổ chức hội nghị tổng kết.", []),
    ("Chi cục Thủy lợi kính trình Giám đốc Sở Xây dựng phê duyệt.", ["Giám đốc Sở Xây dựng"]),
    ("Mẫu biểu do Bộ Nội vụ hướng dẫn thực hiện.", ["Bộ Nội vụ"]),
    ("Trường hợp giá biến động thì cơ quan được giao thẩm định phương án giá có văn bản trả lời.", ["Cơ quan được giao thẩm định phương án giá"]),
    ("Tổ chức, cá nhân kinh doanh nước sạch gửi 01 bản chính hồ sơ.", ["Tổ chức, cá nhân kinh doanh nước sạch"]),
    ("Hằng năm, người học phải điền tờ khai theo mẫu.", ["Người học"]),
    ("Kể từ ngày kết thúc khóa học, khách hàng vay vốn trên 50 triệu đồng/người thì phải trả nợ gốc.", ["Khách hàng vay vốn"]),
    ("Ngoài báo cáo định kỳ, Ngân hàng Chính sách xã hội báo cáo đột xuất kết quả cho vay.", ["Ngân hàng Chính sách xã hội"]),
    ("Bộ Xây dựng hướng dẫn một số điểm sau đây:", ["Bộ Xây dựng"]),
    ("Doanh nghiệp có vốn đầu tư nước ngoài có thể dùng tiếng Anh nhưng phải báo cáo Sở Tài chính.", ["Doanh nghiệp có vốn đầu tư nước ngoài"]),
    ("Cơ quan, tổ chức được giao chủ trì soạn thảo tổ chức tốt việc soạn thảo.", ["Cơ quan, tổ chức được giao chủ trì soạn thảo"]),
    ("Chính phủ, các cơ quan trình dự án tiếp tục rà soát.", ["Chính phủ", "Các cơ quan trình dự án"]),
    ("Tổng Thư ký Quốc hội - Chủ nhiệm Văn phòng Quốc hội kịp thời tổng hợp ý kiến.", ["Tổng Thư ký Quốc hội - Chủ nhiệm Văn phòng Quốc hội"]),
    ("Từng thành viên thực hiện nhiệm vụ một cách nghiêm túc.", ["Từng thành viên"]),
    ("Các sở, ngành và cán bộ, công chức, viên chức chịu trách nhiệm thi hành Quyết định này.", ["Các sở, ngành và cán bộ, công chức, viên chức"]),
    ("Bên A có trách nhiệm thanh toán cho Bên B.", ["Bên A"]),
    ("Lồng ghép các nguồn vốn. Cơ quan chủ trì: Sở Tài chính. Cơ quan phối hợp: Sở Nội vụ.", ["Sở Tài chính"]),
    ("Giao trưởng thôn quản lý đường thôn.", ["Trưởng thôn"]),
    ("Hai bên phối hợp tổ chức tổng kết.", ["Hai bên"]),
    # none
    ("Hai bên đường phải trồng cây.", []),
    ("Các đơn vị tiền tệ khác phải được ghi theo nguyên tệ.", []),
    ("Doanh nghiệp có vốn đầu tư nước ngoài có thể dùng tiếng Anh.", []),
    ("Tổ chức thực hiện việc lập hồ sơ lưu trữ.", []),
    ("Đoàn kiểm tra, đánh giá tự giải tán sau khi hoàn thành nhiệm vụ.", []),
    ("Trưởng ban: Lãnh đạo Sở Xây dựng.", []),
    ("Tổ chức kiểm tra, yêu cầu các cơ sở kinh doanh niêm yết giá.", []),
    ("Các sở, ngành đã hoàn thành việc sắp xếp.", []),
    ("Chủ trì, phối hợp với các đơn vị liên quan xây dựng kế hoạch.", []),
    ("Yêu cầu 100% cán bộ gương mẫu thực hiện.", []),
    ("Thực hiện nhiệm vụ mà Ủy ban nhân dân tỉnh đã giao Sở Y tế.", []),
    ("Doanh nghiệp được hỗ trợ kinh phí theo quy định.", []),
]


@pytest.mark.parametrize(("text", "names"), LEADS, ids=[t[:50] for t, _ in LEADS])
def test_lead(text: str, names: list[str]) -> None:
    assert [m.value.name for m in read_roles(text).lead] == names


JOINING = [
    ("Chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan lập dự toán.", ["Sở Tài chính", "Các đơn vị liên quan"]),
    ("Phối hợp Sở Xây dựng, Sở Nội vụ xây dựng đề án.", ["Sở Xây dựng", "Sở Nội vụ"]),
    ("Kết hợp Bảo hiểm xã hội tỉnh lập danh sách.", ["Bảo hiểm xã hội tỉnh"]),
    ("Phối hợp chặt chẽ với cơ quan Khí tượng thủy văn trong việc cảnh báo.", ["Cơ quan Khí tượng thủy văn"]),
    ("Tăng cường sự phối hợp giữa các sở, ngành.", []),
    ("Cung cấp thông tin cho Sở Y tế.", []),
    ("Lồng ghép các nguồn vốn. Cơ quan chủ trì: Sở Tài chính. Cơ quan phối hợp: Sở Nội vụ, Sở Y tế.", ["Sở Nội vụ", "Sở Y tế"]),
    ("Làm việc với nhà đầu tư bến cảng.", ["Nhà đầu tư bến cảng"]),
    ("Báo cáo Ủy ban nhân dân tỉnh để làm việc với nhà đầu tư bến cảng.", []),
]


@pytest.mark.parametrize(("text", "names"), JOINING, ids=[t[:50] for t, _ in JOINING])
def test_coordinating(text: str, names: list[str]) -> None:
    assert [m.value.name for m in read_roles(text).coordinating] == names


RECEIVERS = [
    ("Bộ Tài chính báo cáo cấp có thẩm quyền xem xét, xử lý.", ["Cấp có thẩm quyền"]),
    ("Cơ quan tham mưu có trách nhiệm gửi Sở Tài chính. Sở Tài chính tổng hợp, báo cáo Ủy ban nhân dân tỉnh.", ["Sở Tài chính", "Ủy ban nhân dân tỉnh"]),
    ("Ký tên 4 bản và gửi lại Sở Y tế 2 bản.", ["Sở Y tế"]),
    ("Gửi văn bản về Sở Xây dựng xem xét, đánh giá, đề xuất gửi Sở Tài chính.", ["Sở Xây dựng"]),
    ("Báo cáo kết quả về Sở Y tế trước ngày 15 hằng tháng.", ["Sở Y tế"]),
    (
        "Các trạm báo cáo về kết quả quan trắc về cơ quan chủ quản và Bộ Công Thương (Cục Điều tiết điện lực) để tổng hợp.",
        ["Cơ quan chủ quản", "Bộ Công Thương (Cục Điều tiết điện lực)"],
    ),
    ("Lập danh sách gửi về Phòng Nội vụ.", ["Phòng Nội vụ"]),
    ("Hoàn thiện, trình Thủ tướng Chính phủ đề án cảng cá.", ["Thủ tướng Chính phủ"]),
    ("Kiểm kê và báo cáo UBND huyện (thông qua Phòng Nội vụ) trước ngày 08/02/2027.", ["UBND huyện"]),
    ("Gửi Sở Tư pháp để tổng hợp, báo cáo Bộ Tư pháp.", ["Sở Tư pháp"]),
    ("Tham mưu, đề xuất UBND huyện phương án di dời.", []),
    ("Nắm tình hình; báo cáo, tham mưu đề xuất Ban Chỉ đạo huyện có biện pháp.", ["Ban Chỉ đạo huyện"]),
    ("Xây dựng nghị quyết về bến bãi trình kỳ họp HĐND tỉnh cuối năm.", ["HĐND tỉnh"]),
    ("Kiểm soát chặt chẽ các dự án trình Quốc hội bảo đảm chất lượng.", []),
    ("Hoàn chỉnh các văn bản gửi Sở Nội vụ.", ["Sở Nội vụ"]),
    ("Nếu có vướng mắc, phản ánh về Sở Nội vụ để tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định.", []),
    ("Lập danh sách để tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định.", ["Ủy ban nhân dân tỉnh"]),
    ("Tổng hợp, báo cáo Ủy ban nhân dân tỉnh trình Hội đồng nhân dân tỉnh.", ["Ủy ban nhân dân tỉnh"]),
    ("Lập danh sách để trình Sở Xây dựng phê duyệt.", ["Sở Xây dựng"]),
    ("Báo cáo kết quả về Sở Xây dựng tổng hợp, báo cáo Ủy ban nhân dân tỉnh.", ["Sở Xây dựng"]),
    ("Hoàn chỉnh số liệu để Sở Xây dựng tổng hợp báo cáo Ủy ban nhân dân tỉnh.", []),
    ("Lập dự toán gửi Sở Tài chính thẩm định, trình Ủy ban nhân dân tỉnh.", ["Sở Tài chính", "Ủy ban nhân dân tỉnh"]),
    ("Gửi Sở Xây dựng để tổng hợp, trình Ủy ban nhân dân tỉnh phê duyệt.", ["Sở Xây dựng"]),
    ("Kịp thời báo cáo và kiến nghị Ủy ban nhân dân tỉnh bổ sung vốn.", ["Ủy ban nhân dân tỉnh"]),
    ("Cung cấp bản đồ cho chủ tàu cá.", []),
    ("Hoàn thiện hồ sơ làm cơ sở trình HĐND tỉnh giao vốn.", []),
    ("Chịu trách nhiệm trước Chủ tịch UBND tỉnh.", []),
]


@pytest.mark.parametrize(("text", "names"), RECEIVERS, ids=[t[:50] for t, _ in RECEIVERS])
def test_reports_to(text: str, names: list[str]) -> None:
    assert [m.value.name for m in read_roles(text).reports_to] == names


def test_line_breaks_change_nothing() -> None:
    text = "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính báo cáo Ủy ban nhân dân tỉnh."
    flat, broken = read_roles(text), read_roles(text.replace(" ", "\n"))
    assert [m.value for m in flat.lead + flat.coordinating + flat.reports_to] == [m.value for m in broken.lead + broken.coordinating + broken.reports_to]


@pytest.mark.parametrize("pattern", ["giao Sở ", "phối hợp với ", "báo cáo về ", "Trên cơ sở, ", "Sở Y tế, ", "để ", "do Bộ ", "Đối với ", "báo cáo Sở Y tế trình ", "Tổ chức, cá nhân ", "(i) Sở "])
def test_roles_are_linear_in_hostile_text(pattern: str) -> None:
    read_roles(pattern * 300)


def _names(units: tuple[Mention[UnitName], ...]) -> list[str]:
    return [u.value.name for u in units]


@pytest.mark.parametrize(
    ("text", "receivers"),
    [
        ("Tổ chức bình chọn điển hình tiên tiến để trình Thành phố biểu dương, khen thưởng.", ["Thành phố"]),
        ("Xây dựng đề án trình Tỉnh.", ["Tỉnh"]),
        ("Tổ chức trình diễn nghệ thuật tại Thành phố hoa.", []),
        ("Hoàn thiện hồ sơ trình Thành phố Sông Lam hạng ba.", []),
        ("Báo cáo và xin ý kiến chỉ đạo của Ủy ban nhân dân tỉnh Sông Lam về việc triển khai kế hoạch.", ["Ủy ban nhân dân tỉnh Sông Lam"]),
        ("Báo cáo tiến độ và kịp thời xin ý kiến chỉ đạo của lãnh đạo Sở Y tế và các đơn vị có liên quan về tổ chức Hội thi.", ["Lãnh đạo Sở Y tế", "Các đơn vị có liên quan"]),
        ("Báo cáo tiến độ về tổ chức Hội thi.", []),
        ("Gửi báo cáo kết quả (kèm số liệu, hình ảnh, tài liệu) về Sở Y tế.", ["Sở Y tế"]),
        ("Gửi báo cáo kết quả (bản do Sở Y tế lập).", []),
        ("Để bảo đảm thời hạn báo cáo các cơ quan chức năng tổng hợp, Bộ yêu cầu Sở Nội vụ rà soát số liệu.", []),
        ("Khi lập hồ sơ, ghi rõ đã báo cáo cơ quan nào.", []),
    ],
)
def test_who_gets_it(text: str, receivers: list[str]) -> None:
    assert _names(read_roles(text).reports_to) == receivers


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Yêu cầu các địa phương, đơn vị liên quan, Nhà đầu tư nghiêm túc thực hiện.", ["Các địa phương, đơn vị liên quan", "Nhà đầu tư"]),
        ("Sở Nội vụ các huyện, thành phố thuyết minh cụ thể nội dung tăng.", ["Sở Nội vụ các huyện, thành phố"]),
        ("Yêu cầu các sở, ngành liên quan rà soát hồ sơ. Các sở, ngành phải công khai kết quả.", ["Các sở, ngành liên quan"]),
        ("Gỡ vướng mắc cho dự án: Khi chủ hộ có kiến nghị, yêu cầu các sở liên quan rà soát.", ["Các sở liên quan"]),
        ("Đối với các môn tự chọn, cơ sở giáo dục trung học căn cứ điều kiện thực tế để điều chỉnh kế hoạch.", ["Cơ sở giáo dục trung học"]),
        ("Đối với trường hợp Ủy ban nhân dân tỉnh quyết định giá chung: Việc lập hồ sơ theo mẫu.", []),
        ("Kiểm tra hồ sơ, yêu cầu các cơ sở khắc phục sai phạm.", []),
        ("Đề nghị các cơ quan, đơn vị, người có trách nhiệm lưu lại hồ sơ.", ["Các cơ quan, đơn vị, người có trách nhiệm"]),
    ],
)
def test_whom_it_names(text: str, leads: list[str]) -> None:
    assert _names(read_roles(text).lead) == leads


def test_a_question_names_nobody() -> None:
    assert _names(read_roles("Ghi rõ phối hợp với cơ quan, tổ chức nào.").coordinating) == []
    assert _names(read_roles("Phối hợp với cơ quan, tổ chức liên quan.").coordinating) == ["Cơ quan, tổ chức liên quan"]


@pytest.mark.parametrize(
    ("subject", "leads"),
    [
        (
            "Chánh Văn phòng UBND tỉnh; Giám đốc các Sở: Giáo dục và Đào tạo, Nội vụ; Giám đốc Kho bạc Nhà nước khu vực",
            ["Chánh Văn phòng UBND tỉnh", "Giám đốc các Sở: Giáo dục và Đào tạo, Nội vụ", "Giám đốc Kho bạc Nhà nước khu vực"],
        ),
        ("Các Sở: Xây dựng, Tài chính và Ủy ban nhân dân các xã", ["Các Sở: Xây dựng, Tài chính", "Ủy ban nhân dân các xã"]),
    ],
)
def test_a_colon_lists_the_fields_of_bodies(subject: str, leads: list[str]) -> None:
    from parser.recognisers.unit import run_end

    sentence = f"{subject} chịu trách nhiệm thi hành Quyết định này."
    end = run_end(sentence, 0)
    assert end is not None
    assert [unit.value.name for unit in split_units(sentence, 0, end)] == leads


def test_a_colon_before_an_order_ends_the_bodies() -> None:
    assert run_end("Giám đốc các Sở: Khẩn trương rà soát hồ sơ", 0) == len("Giám đốc các Sở")


@pytest.mark.parametrize(
    ("text", "leads", "joining"),
    [
        ("Sở Y tế cùng với Sở Nội vụ rà soát hồ sơ.", ["Sở Y tế"], ["Sở Nội vụ"]),
        ("Sở Y tế cùng với Sở Nội vụ, UBND các xã rà soát hồ sơ. Sở Xây dựng báo cáo.", ["Sở Y tế", "Sở Xây dựng"], ["Sở Nội vụ", "UBND các xã"]),
        ("Sở Y tế, Sở Nội vụ rà soát hồ sơ.", ["Sở Y tế", "Sở Nội vụ"], []),
        ("Giám đốc Sở Y tế cùng với Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này.", ["Giám đốc Sở Y tế", "Giám đốc Sở Nội vụ"], []),
        ("Riêng UBND các xã ven sông: Kiểm tra bến đò.", ["UBND các xã ven sông"], []),
        ("Riêng hồ sơ còn thiếu, Sở Y tế bổ sung.", ["Sở Y tế"], []),
    ],
)
def test_who_is_taken_along(text: str, leads: list[str], joining: list[str]) -> None:
    roles = read_roles(text)
    assert _names(roles.lead) == leads
    assert _names(roles.coordinating) == joining
