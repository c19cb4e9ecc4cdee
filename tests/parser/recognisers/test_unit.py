"""Where names of bodies begin and end, and which parts of a list are bodies of their own."""

import pytest

from parser.recognisers.unit import find_units, run_end, split_units, units_at

LISTS = [
    # whole units are split
    ("Sở Y tế, Sở Tài chính và Sở Xây dựng", ["Sở Y tế", "Sở Tài chính", "Sở Xây dựng"]),
    ("Bộ Công an; Bộ Quốc phòng", ["Bộ Công an", "Bộ Quốc phòng"]),
    ("Phòng Nông nghiệp và PTNT, Phòng Nội vụ", ["Phòng Nông nghiệp và PTNT", "Phòng Nội vụ"]),
    ("Sở Y tế và VNPT", ["Sở Y tế", "VNPT"]),
    ("Văn phòng Bộ và các đơn vị có liên quan", ["Văn phòng Bộ", "Các đơn vị có liên quan"]),
    ("Các Cục, Vụ, ... thuộc Bộ và các đơn vị trong ngành xây dựng", ["Các Cục, Vụ, ... thuộc Bộ", "Các đơn vị trong ngành xây dựng"]),
    ("Các Sở Xây dựng; xây dựng các Bộ, Ngành", ["Các Sở Xây dựng", "Xây dựng các Bộ, Ngành"]),
    ("VTV, VOV, TTXVN, các địa phương", ["VTV", "VOV", "TTXVN", "Các địa phương"]),
    ("lãnh đạo các phòng, ban, Chủ tịch Ủy ban nhân dân các xã, phường", ["Lãnh đạo các phòng, ban", "Chủ tịch Ủy ban nhân dân các xã, phường"]),
    ("Sở, ngành, Ủy ban nhân dân huyện, quận", ["Sở, ngành", "Ủy ban nhân dân huyện, quận"]),
    ("các cơ quan kiểm ngư, chính quyền địa phương", ["Các cơ quan kiểm ngư", "Chính quyền địa phương"]),
    ("Chính phủ, Thủ tướng Chính phủ", ["Chính phủ", "Thủ tướng Chính phủ"]),
    ("Đoàn Thanh niên, Hội Phụ nữ nhà trường", ["Đoàn Thanh niên", "Hội Phụ nữ nhà trường"]),
    ("Bộ Tài chính, bộ, ngành liên quan", ["Bộ Tài chính", "Bộ, ngành liên quan"]),
    ("các phòng thuộc Sở Nội vụ, cán bộ công nghệ thông tin các huyện", ["Các phòng thuộc Sở Nội vụ", "Cán bộ công nghệ thông tin các huyện"]),
    ("Bộ Công Thương, cơ quan có thẩm quyền tại địa phương", ["Bộ Công Thương", "Cơ quan có thẩm quyền tại địa phương"]),
    ("các trường đại học và cơ quan liên quan", ["Các trường đại học", "Cơ quan liên quan"]),
    ("Hội đồng quản trị, Giám đốc Công ty Sông Lam", ["Hội đồng quản trị", "Giám đốc Công ty Sông Lam"]),
    # a shared head or modifier keeps a phrase whole
    ("Thủ trưởng các phòng, trạm thuộc, trực thuộc Cục, các đơn vị trong ngành", ["Thủ trưởng các phòng, trạm thuộc, trực thuộc Cục, các đơn vị trong ngành"]),
    ("các đơn vị thuộc Bộ Công an, Bộ Nội vụ", ["Các đơn vị thuộc Bộ Công an, Bộ Nội vụ"]),
    ("Các sở, ngành, đoàn thể", ["Các sở, ngành, đoàn thể"]),
    ("UBND các huyện, thị xã và thành phố Sông Lam", ["UBND các huyện, thị xã và thành phố Sông Lam"]),
    ("Chủ tịch Hội đồng quản trị và Tổng Giám đốc Ngân hàng Sông Lam", ["Chủ tịch Hội đồng quản trị và Tổng Giám đốc Ngân hàng Sông Lam"]),
    ("Chánh Văn phòng HĐND và UBND huyện, Trưởng phòng Nội vụ", ["Chánh Văn phòng HĐND và UBND huyện", "Trưởng phòng Nội vụ"]),
    ("Văn phòng Đoàn ĐBQH và HĐND tỉnh", ["Văn phòng Đoàn ĐBQH và HĐND tỉnh"]),
    ("Văn phòng HĐND huyện và UBND các xã", ["Văn phòng HĐND huyện", "UBND các xã"]),
    ("các phòng, Ban chuyên môn thuộc Sở Nội vụ", ["Các phòng, Ban chuyên môn thuộc Sở Nội vụ"]),
    ("các sở, ngành, cơ quan liên quan", ["Các sở, ngành, cơ quan liên quan"]),
    ("Thủ trưởng các đơn vị, cán bộ, công chức", ["Thủ trưởng các đơn vị, cán bộ, công chức"]),
    ("Giám đốc các sở: Xây dựng, Nội vụ, Khoa học và Công nghệ", ["Giám đốc các sở: Xây dựng, Nội vụ, Khoa học và Công nghệ"]),
    ("Thanh tra, Công an và Quản lý đô thị tại các phường", ["Thanh tra, Công an và Quản lý đô thị tại các phường"]),
    ("các tổ chức kinh tế - xã hội và cơ quan tổ chức có liên quan", ["Các tổ chức kinh tế - xã hội và cơ quan tổ chức có liên quan"]),
    ("Người đứng đầu cơ quan, tổ chức", ["Người đứng đầu cơ quan, tổ chức"]),
    ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
    # brackets: which part of a body, or an aside
    ("Bộ Xây dựng (Cục Quản lý nhà)", ["Bộ Xây dựng (Cục Quản lý nhà)"]),
    ("Tổ chuyên gia (nếu có)", ["Tổ chuyên gia"]),
    # cells
    ("- Văn phòng Bộ\n- Vụ Pháp chế", ["Văn phòng Bộ", "Vụ Pháp chế"]),
    ("Phối hợp với các đơn vị liên quan", ["Các đơn vị liên quan"]),
    ("Chi cục Dân số\n- Kế hoạch hóa gia\nđình", ["Chi cục Dân số - Kế hoạch hóa gia đình"]),
]


@pytest.mark.parametrize(("phrase", "names"), LISTS, ids=[p[:40] for p, _ in LISTS])
def test_list_of_units(phrase: str, names: list[str]) -> None:
    assert [m.value.name for m in split_units(phrase)] == names


RUNS = [
    "⟦Sở Tài chính⟧ chủ trì, phối hợp với các đơn vị",
    "⟦Ban Chỉ đạo phòng cháy rừng huyện⟧ tăng cường tuần tra",
    "⟦Ủy ban nhân dân các xã, phường, thị trấn⟧ chịu trách nhiệm cắm biển",
    "⟦các đơn vị trong ngành thủy sản⟧ tổ chức ra quân",
    "⟦Cơ quan quản lý nhà nước về đất đai⟧, kèm theo",
    "⟦Sở Thông tin và Truyền thông⟧ theo chức năng, nhiệm vụ",
    "⟦Thủ trưởng các cơ quan, đơn vị⟧ tổ chức thực hiện nghiêm",
    "⟦Chủ tịch Ủy ban nhân dân tỉnh⟧ có thẩm quyền quyết định",
    "⟦Hội đồng đánh giá cơ sở⟧ làm việc",
    "⟦các đơn vị đóng trên địa bàn tỉnh⟧ báo cáo",
    "⟦Hội đồng quản trị⟧ phê duyệt",
    "⟦doanh nghiệp có vốn đầu tư nước ngoài⟧ phải đăng ký",
    "⟦cơ quan chủ trì thẩm tra⟧ trong quá trình soạn thảo",
    "⟦Sở Tài chính⟧ chủ trì thẩm tra dự toán",
    "⟦Công ty TNHH một thành viên quản lý vận hành trạm bơm huyện⟧ vận hành",
]


@pytest.mark.parametrize("marked", RUNS)
def test_a_name_ends_where_the_predicate_begins(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    assert text[: run_end(text, 0) or 0] == marked[1 : marked.index("⟧")]


@pytest.mark.parametrize("text", ["Tổ chức thực hiện tốt nhiệm vụ", "Phòng, chống dịch bệnh", "Bộ tiêu chí đánh giá", "Đơn vị tính: triệu đồng", "Ban hành quy định", "công tác tuyên truyền"])
def test_no_unit_begins_here(text: str) -> None:
    assert run_end(text, 0) is None


def test_kinds() -> None:
    assert [m.value.kind for m in split_units("Sở Y tế; Giám đốc Sở Nội vụ; các đơn vị liên quan")] == ["organisation", "office", "group"]


def test_names_are_substrings_of_the_text_at_their_spans() -> None:
    text = "Giao Sở Y tế, Sở\nTài chính phối hợp với Ủy ban nhân dân các\nhuyện."
    for unit in find_units(text):
        assert " ".join(text[unit.start : unit.end].split()).lower() == unit.value.name.lower()


def test_spelling_of_tone_marks_does_not_matter() -> None:
    units, end = units_at("Uỷ ban nhân dân tỉnh ban hành", 0)
    assert [u.value.name for u in units] == ["Uỷ ban nhân dân tỉnh"]
    assert end == len("Uỷ ban nhân dân tỉnh")


@pytest.mark.parametrize("pattern", ["các đơn vị, ", "Sở Y tế và ", "(Sở (", "Ủy ban ", "các ", ", ... ", "Thủ trưởng các ", "- "])
def test_units_are_linear_in_hostile_text(pattern: str) -> None:
    text = pattern * 400
    list(find_units(text))
    split_units(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("các cơ quan báo, đài tỉnh Sông Lam", ["Các cơ quan báo, đài tỉnh Sông Lam"]),
        ("các cơ quan báo chí, Đài Phát thanh tỉnh Sông Lam", ["Các cơ quan báo chí", "Đài Phát thanh tỉnh Sông Lam"]),
        ("các doanh nghiệp Ngành giao thông, vận tải tỉnh Sông Lam", ["Các doanh nghiệp Ngành giao thông, vận tải tỉnh Sông Lam"]),
        ("lãnh đạo Sở Y tế và các đơn vị có liên quan", ["Lãnh đạo Sở Y tế", "Các đơn vị có liên quan"]),
        ("thủ trưởng các cơ quan, các đơn vị có liên quan", ["Thủ trưởng các cơ quan, các đơn vị có liên quan"]),
        ("Phó Hiệu trưởng Trần Văn Bình", ["Phó Hiệu trưởng Trần Văn Bình"]),
        ("Chủ hộ, các địa phương, Nhà đầu tư", ["Chủ hộ", "Các địa phương", "Nhà đầu tư"]),
    ],
)
def test_where_a_list_divides(text: str, names: list[str]) -> None:
    assert [unit.value.name for unit in split_units(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("VPĐP NTM tỉnh chủ trì, báo cáo trước ngày 30/6.", ["VPĐP NTM tỉnh"]),
        ("Giao BĐPT 12 các huyện, thị xã triển khai.", ["BĐPT 12 các huyện, thị xã"]),
        ("Ứng dụng CNTT huyện chưa đồng bộ.", []),
        ("Bảo đảm ATTP các xã vùng cao.", ["Các xã vùng cao"]),
    ],
)
def test_an_unknown_abbreviation_before_a_level_is_a_body(text: str, names: list[str]) -> None:
    assert [found.value.name for found in find_units(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ban Chỉ đạo hỗ trợ nhà ở cho người có công với cách mạng tổ chức kiểm tra.", ["Ban Chỉ đạo hỗ trợ nhà ở cho người có công với cách mạng"]),
        ("Ban Chỉ đạo cho ý kiến về kế hoạch.", ["Ban Chỉ đạo"]),
        ("Ủy ban nhân dân cấp xã được phân công báo cáo.", ["Ủy ban nhân dân cấp xã"]),
        ("Các đơn vị được giao kế hoạch vốn báo cáo.", ["Các đơn vị được giao kế hoạch vốn"]),
    ],
)
def test_whom_a_committee_serves_and_who_is_charged(text: str, names: list[str]) -> None:
    assert [found.value.name for found in find_units(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ban Quản lý dự án đẩy nhanh tiến độ cầu Sông Lam", "Ban Quản lý dự án"),
        ("Ban Quản lý dự án đầu tư xây dựng huyện hoàn thiện hồ sơ", "Ban Quản lý dự án đầu tư xây dựng huyện"),
        ("Ban Quản lý dự kiến thời gian khởi công", "Ban Quản lý"),
        ("Trung tâm Văn hóa - Thông tin huyện xây dựng chuyên mục", "Trung tâm Văn hóa - Thông tin huyện"),
        ("Trung tâm phát triển quỹ đất rà soát", "Trung tâm phát triển quỹ đất"),
        ("Ban Chỉ đạo tỉnh phòng, chống dịch rà soát", "Ban Chỉ đạo tỉnh phòng, chống dịch"),
    ],
)
def test_projects_and_places_in_names(text: str, name: str) -> None:
    end = run_end(text, 0)
    assert text[:end] == name
