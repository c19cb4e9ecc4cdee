"""The section tree: refs as a person would cite them, headings and own texts, unlabelled paragraphs."""

from collections.abc import Callable

from parser.structure.shapes import Node, Structure

Structured = Callable[[str], Structure]
ByRef = Callable[[Structure], dict[str, str]]

LETTER = """SỞ Y TẾ TỈNH SÔNG LAM

Số: 15/SYT-NVY

Kính gửi: Các bệnh viện trong tỉnh.

Để chủ động phòng dịch, Sở Y tế đề nghị các đơn vị thực hiện một số nội dung sau:

1. Rà soát nhân lực; chú trọng các việc sau:

a) Lập danh sách trực.

b) Bố trí ca trực.

2. Phòng Kế hoạch

Tổng hợp nhu cầu vật tư.

3. Phòng Nghiệp vụ

Kiểm tra các tuyến.

Hướng dẫn chuyên môn.

4. Các bệnh viện:

- Thu dung người bệnh.

- Báo cáo hằng ngày.

Trường hợp vượt khả năng thì chuyển tuyến.

5. Chuẩn bị thuốc.

Thuốc phải còn hạn dùng.

6. Trực thường xuyên.

Đề nghị các đơn vị nghiêm túc thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC

Trần Văn Mẫu
"""


def test_refs_headings_and_own_texts(structured: Structured, by_ref: ByRef) -> None:
    refs = by_ref(structured(LETTER))
    assert refs["1"] == "Rà soát nhân lực; chú trọng các việc sau:"
    assert refs["1.b"] == "Bố trí ca trực."
    assert refs["2"] == "Tổng hợp nhu cầu vật tư.", "a single paragraph under a title takes the line's own ref"
    assert (refs["3.p1"], refs["3.p2"]) == ("Kiểm tra các tuyến.", "Hướng dẫn chuyên môn.")
    assert refs["4.-2"] == "Báo cáo hằng ngày."
    assert refs["4.p1"] == "Trường hợp vượt khả năng thì chuyển tuyến."
    assert refs["5"] == "Chuẩn bị thuốc. Thuốc phải còn hạn dùng."
    assert refs["closing"] == "Đề nghị các đơn vị nghiêm túc thực hiện./."


def test_a_title_is_the_heading_and_not_the_text(structured: Structured) -> None:
    structure = structured(LETTER)
    node = next(n for n in structure.nodes() if n.ref == "3")
    assert node.heading_start is not None and structure.text.content[node.heading_start : node.heading_end] == "Phòng Nghiệp vụ"
    assert node.body_start == node.body_end


def test_the_opening_of_a_letter_has_no_ref(structured: Structured, body: Callable[[Structure, Node], str]) -> None:
    structure = structured(LETTER)
    opening = structure.roots[0]
    assert opening.ref is None and body(structure, opening).startswith("Để chủ động")


def test_labels_are_not_doubled(structured: Structured, by_ref: ByRef) -> None:
    refs = by_ref(structured("I. NỘI DUNG\n\n1.1. Việc một.\n\n2. Việc hai gồm:\n\n2.1. Nhánh một.\n\n2.2. Nhánh hai.\n\nII. TỔ CHỨC\n\nII.1. Sở A.\n"))
    assert {"I.1.1", "I.2", "I.2.1", "I.2.2", "II.1"} <= set(refs)


def test_a_second_label_is_counted_and_warned_of(structured: Structured, by_ref: ByRef) -> None:
    structure = structured("II. MỤC TIÊU\n\n1. Việc một.\n\nII. NHIỆM VỤ\n\n1. Việc hai.\n\nV. KINH PHÍ\n\n- Ngân sách.\n\nIV. TỔ CHỨC\n\n1. Sở A.\n")
    assert {"II.1", "II(2).1", "V.-1", "IV.1"} <= set(by_ref(structure))
    assert {"duplicate_number", "number_out_of_order"} <= {w.code for w in structure.warnings}


def test_a_missing_number_is_warned_of_and_nothing_renumbered(structured: Structured, by_ref: ByRef) -> None:
    structure = structured("1. Một.\n\n2. Hai.\n\n4. Bốn.\n")
    assert {"1", "2", "4"} <= set(by_ref(structure))
    assert [w.code for w in structure.warnings] == ["missing_number"]


def test_articles_do_not_carry_their_chapter(structured: Structured, by_ref: ByRef) -> None:
    text = "Chương I\n\nQUY ĐỊNH CHUNG\n\nVÀ GIẢI THÍCH\n\nĐiều 1. Phạm vi\n\n1. Áp dụng cho:\n\na) Sở A;\n\nb) Sở B.\n\nChương II\n\nTHI HÀNH\n\nĐiều 2. Giao Sở Y tế theo dõi.\n"
    structure = structured(text)
    refs = by_ref(structure)
    assert refs["Điều 1.1.b"] == "Sở B." and refs["Điều 2"] == "Giao Sở Y tế theo dõi."
    chapter = next(n for n in structure.nodes() if n.ref == "Chương I")
    assert structure.text.content[chapter.heading_start or 0 : chapter.heading_end] == "QUY ĐỊNH CHUNG\nVÀ GIẢI THÍCH"
    assert [n.kind for n in structure.nodes() if n.ref in ("Điều 1.1", "Điều 1.1.a")] == ["khoan", "diem"]


def test_party_and_bracketed_marks(structured: Structured, by_ref: ByRef) -> None:
    text = "I- MỤC TIÊU\n\n1- Tăng cường lãnh đạo:\n\na) Các cấp ủy:\n\n1) Quán triệt.\n\n2) Kiểm tra.\n\nb) Các đoàn thể.\n\n2- Chỉ đạo chính quyền.\n"
    assert {"I.1.a.1", "I.1.a.2", "I.1.b", "I.2"} <= set(by_ref(structured(text)))


def test_bullets_below_bullets(structured: Structured, by_ref: ByRef) -> None:
    refs = by_ref(structured("1. Sở Y tế:\n\n- Lập danh mục gồm:\n\n+ Thuốc cấp cứu;\n\n+ Vật tư.\n\n- Báo cáo.\n"))
    assert refs["1.-1.-2"] == "Vật tư." and refs["1.-2"] == "Báo cáo."


def test_quoted_replacement_text_is_nobodys_structure(structured: Structured, by_ref: ByRef) -> None:
    text = "Điều 1. Sửa đổi Điều 5 như sau:\n\n“Điều 5. Trách nhiệm\n\n1. Sở A chủ trì.\n\n2. Sở B phối hợp.”\n\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n"
    assert set(by_ref(structured(text))) == {"Điều 1", "Điều 2"}


def test_letter_i_and_l_keep_their_place(structured: Structured, by_ref: ByRef) -> None:
    letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m"]
    refs = by_ref(structured("1. Các việc:\n\n" + "".join(f"{c}) Việc {c}.\n\n" for c in letters)))
    assert [r for r in refs if r != "1"] == [f"1.{c}" for c in letters]


def test_a_letter_without_items_numbers_what_it_asks(structured: Structured, by_ref: ByRef) -> None:
    text = "Kính gửi: Sở Y tế.\n\nNgày 02/3/2024, Văn phòng đã chuyển hồ sơ.\n\nVăn phòng đề nghị quý Sở khẩn trương báo cáo kết quả.\n\nTrân trọng./.\n"
    assert by_ref(structured(text)) == {"p1": "Văn phòng đề nghị quý Sở khẩn trương báo cáo kết quả."}


def test_wrapped_lines_join_and_numbers_at_a_line_start_do_not_open_items(structured: Structured, by_ref: ByRef) -> None:
    text = (
        "1. Tăng cường phổ biến đến các cơ sở về tình hình bệnh và cách phòng bệnh Covid-\n"
        "19. Phối hợp với Sở Công Thương kiểm tra hàng thiết yếu tại các chợ đầu mối, kho\n"
        "lạnh và bến xe theo Kế hoạch giai đoạn 2021\n- 2025 của tỉnh và các văn bản có liên quan.\n"
        "2. Thực hiện Nghị định số 30/2020/NĐ-\nCP ngày 05/3/2020 của Chính phủ và các văn bản hướng dẫn có liên quan của\n"
        "các bộ, ngành trung ương.\n"
    )
    refs = by_ref(structured(text))
    assert list(refs) == ["1", "2"]
    assert refs["1"].endswith("có liên quan.") and refs["2"].endswith("trung ương.")


def test_parts_named_inside_an_item_do_not_end_it(structured: Structured, by_ref: ByRef) -> None:
    refs = by_ref(structured("I. MỤC ĐÍCH\n\n- Đánh giá chất lượng.\n\nII. NỘI DUNG\n\nTài liệu gồm:\n\nPhần A. Thông tin chung.\n\nPhần B. Chất lượng.\n\nIII. ĐỐI TƯỢNG\n\n- Các bệnh viện.\n"))
    assert {"II.Phần A", "II.Phần B", "III.-1"} <= set(refs)


def test_quotation_marks_that_amend_nothing_hide_no_items(structured: Structured, by_ref: ByRef) -> None:
    refs = by_ref(structured("1. Phát động phong trào “Toàn dân.\n\n2. Tổ chức “Ngày sạch”.\n\n3. Tổng kết phong trào”.\n"))
    assert {"1", "2", "3"} <= set(refs)


def test_the_last_item_and_a_closing_formula(structured: Structured, by_ref: ByRef) -> None:
    refs = by_ref(structured("I. NHIỆM VỤ\n\n1. Sở A lập kế hoạch.\n\nII. KINH PHÍ: Theo dự toán\n\nTrên đây là Kế hoạch của Sở./.\n"))
    assert refs["closing"] == "Trên đây là Kế hoạch của Sở./." and refs["II"] == "KINH PHÍ: Theo dự toán"


def test_a_long_sentence_behind_a_roman_number_is_text_and_no_title(structured: Structured, by_ref: ByRef) -> None:
    order = "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính và Ủy ban nhân dân các huyện, thành phố rà soát nhu cầu vật tư, thuốc cấp cứu của các cơ sở trong tỉnh, báo cáo."
    refs = by_ref(structured(f"I. {order}\n\n1. Rà soát theo tuyến.\n\nII. Tổ chức thực hiện.\n\n1. Sở A đôn đốc.\n"))
    assert refs["I"] == order and refs["II"] == ""


def test_a_line_that_says_when_belongs_to_the_paragraph_above_it(structured: Structured, by_ref: ByRef) -> None:
    found = by_ref(structured("1. Khảo sát\n\na) Lập hồ sơ\n\nXã lập hồ sơ hiện trạng.\n\nThời gian hoàn tất: trước ngày 15/3/2027.\n\nb) Thẩm định hồ sơ\n\nSở thẩm định."))
    assert found["1.a"] == "Xã lập hồ sơ hiện trạng. Thời gian hoàn tất: trước ngày 15/3/2027."


def test_the_formula_of_adoption_is_no_part_of_the_last_article(structured: Structured, by_ref: ByRef) -> None:
    found = by_ref(structured("Điều 1. Giao xã thực hiện.\n\nĐiều 2. Mặt trận giám sát.\n\nNghị quyết này được Hội đồng nhân dân tỉnh thông qua ngày 10/7/2027./."))
    assert found["Điều 2"] == "Mặt trận giám sát."


def test_whom_a_telegram_goes_to_are_no_items(structured: Structured, by_ref: ByRef) -> None:
    text = "CÔNG ĐIỆN\nVề việc ứng phó bão\n\nCHỦ TỊCH TỈNH SÔNG LAM điện:\n\n- Chủ tịch các xã;\n- Giám đốc các sở.\n\nBão đang vào bờ. Chủ tịch tỉnh yêu cầu:\n\n1. Các xã sơ tán dân."
    assert list(by_ref(structured(text))) == ["1"]


def test_a_letterhead_in_lines_makes_no_wrapped_text_of_whole_paragraphs(structured: Structured, by_ref: ByRef) -> None:
    long = "Các xã rà soát quy hoạch vùng trồng cây ăn quả, báo cáo kết quả về huyện để tổng hợp trong tháng."
    found = by_ref(structured(f"CHƯƠNG TRÌNH\nthực hiện nghị quyết\n\n1. Phát triển vùng trồng\n+ {long}\n+ {long}\n2. Đánh giá\nSau hai năm, {long}"))
    assert found["1.-1"] == long


def test_an_item_goes_on_behind_a_comma(structured: Structured, by_ref: ByRef) -> None:
    first = "1. Ủy ban nhân dân xã giám sát việc sửa chữa giếng làng; vận động Hội Phụ nữ, Hội Cựu chiến binh,"
    assert by_ref(structured(f"{first}\n\nĐoàn Thanh niên giúp đỡ các hộ.\n\n2. Các hộ sửa giếng."))["1"].endswith("Đoàn Thanh niên giúp đỡ các hộ.")


def test_a_letter_with_a_figure_repeats_its_letter(structured: Structured, by_ref: ByRef) -> None:
    assert list(by_ref(structured("1. Định giá\na) Lập hồ sơ.\nb) Trình tự:\nb1) Nộp hồ sơ.\nb2) Thẩm định."))) == ["1", "1.a", "1.b", "1.b1", "1.b2"]


def test_a_long_title_over_items_is_a_title(structured: Structured, by_ref: ByRef) -> None:
    title = "Khẩn trương, quyết liệt hoàn thiện thể chế; " + ", ".join(f"tháo gỡ vướng mắc thứ {n}" for n in range(9))
    assert by_ref(structured(f"1. {title}\n\na) Rà soát quy định.\n\nb) Sửa quy định."))["1"] == ""
