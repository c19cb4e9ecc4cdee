"""Where letterhead, preamble, body, recipients, signature, appendices and attached documents begin and end."""

from collections.abc import Callable

from parser.structure.shapes import Structure

Structured = Callable[[str], Structure]
ByRef = Callable[[Structure], dict[str, str]]

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 20/QĐ-UBND\n\nSông Lam, ngày 02 tháng 3 năm 2024\n\n"
FOOT = "Nơi nhận:\n- Như Điều 2;\n- Các sở, ngành;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu\n\n"
DECISION = (
    HEAD + "QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch phòng dịch\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG LAM\n\n"
    "Căn cứ Luật Tổ chức chính quyền địa phương;\n\nTheo đề nghị của Giám đốc Sở Y tế.\n\nQUYẾT ĐỊNH:\n\n"
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phòng dịch.\n\nĐiều 2. Giám đốc Sở Y tế chịu trách nhiệm thi hành./.\n\n" + FOOT
)
CAPTION = "(Ban hành kèm theo Quyết định số 20/QĐ-UBND ngày 02/3/2024 của Ủy ban nhân dân tỉnh Sông Lam)\n\n"


def kinds(structure: Structure) -> list[str]:
    return [region.kind for region in structure.regions]


def test_a_decision(structured: Structured) -> None:
    structure = structured(DECISION)
    assert kinds(structure) == ["letterhead", "preamble", "body", "recipients", "signature"]
    content = structure.text.content
    preamble = next(r for r in structure.regions if r.kind == "preamble")
    assert content[preamble.start : preamble.end].startswith("CHỦ TỊCH") and content[preamble.start : preamble.end].strip().endswith("QUYẾT ĐỊNH:")
    bases = [n for n in structure.nodes() if n.kind == "legal_basis"]
    assert [content[n.start : n.end][:7] for n in bases] == ["Căn cứ ", "Theo đề"]


def test_an_attached_plan_keeps_its_refs_where_none_collide(structured: Structured, by_ref: ByRef) -> None:
    structure = structured(DECISION + "KẾ HOẠCH\nPHÒNG DỊCH NĂM 2024\n" + CAPTION + "I. MỤC TIÊU\n\n1. Không để dịch lan.\n\nII. NHIỆM VỤ\n\n1. Sở Y tế giám sát.\n")
    assert kinds(structure)[-1] == "attachment"
    assert {"Điều 1", "Điều 2", "I.1", "II.1"} <= set(by_ref(structure))


def test_an_attached_regulation_is_prefixed_where_its_labels_collide(structured: Structured, by_ref: ByRef) -> None:
    structure = structured(DECISION + "QUY CHẾ\nLÀM VIỆC\n" + CAPTION + "Điều 1. Phạm vi áp dụng toàn tỉnh.\n\nĐiều 3. Sở Y tế báo cáo hằng quý.\n")
    assert {"Điều 1", "Điều 2", "KT:Điều 1", "KT:Điều 3"} <= set(by_ref(structure))


def test_appendices_have_arabic_numbers(structured: Structured, by_ref: ByRef) -> None:
    text = DECISION + "PHỤ LỤC I\nDANH MỤC\n(Kèm theo Quyết định số 20/QĐ-UBND)\n\n1. Sở A.\n\nPhụ lục II\nBIỂU MẪU\n(Kèm theo Quyết định số 20/QĐ-UBND)\n\n1. Sở B.\n"
    refs = by_ref(structured(text))
    assert refs["PL1:1"] == "Sở A." and refs["PL2:1"] == "Sở B."


def test_an_appendix_alone_and_unnumbered(structured: Structured, by_ref: ByRef) -> None:
    structure = structured("Phụ lục\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số /KH-SYT)\n\n1. Sở A lập kế hoạch.\n\n2. Sở B phối hợp.\n")
    assert kinds(structure) == ["appendix"] and {"PL:1", "PL:2"} <= set(by_ref(structure))


def test_a_second_document_in_the_file(structured: Structured) -> None:
    structure = structured(DECISION + HEAD.replace("20/QĐ", "21/TB") + "THÔNG BÁO\nKết luận cuộc họp\n\n1. Sở A báo cáo.\n\n" + FOOT)
    assert kinds(structure)[-1] == "attachment"


def test_party_letterhead_and_signature(structured: Structured, by_ref: ByRef) -> None:
    text = (
        "TỈNH ỦY SÔNG LAM\n*\nSố 05-CT/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nSông Lam, ngày 02 tháng 3 năm 2024\n\nCHỈ THỊ\nvề tăng cường phòng dịch\n-----\n\n"
        "Thời gian qua, công tác phòng dịch còn hạn chế.\n\n1. Các cấp ủy tăng cường lãnh đạo.\n\n2. Giao Ban Tuyên giáo chủ trì tuyên truyền.\n\n"
        "Chỉ thị này phổ biến đến chi bộ./.\n\nNơi nhận:\n- Các huyện ủy,\n- Lưu VPTU.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nTrần Văn Mẫu\n"
    )
    structure = structured(text)
    assert kinds(structure) == ["letterhead", "body", "recipients", "signature"]
    assert {"1", "2", "closing"} <= set(by_ref(structure))


def test_a_file_without_letterhead(structured: Structured) -> None:
    structure = structured("Kính gửi:\n\n- Các bệnh viện;\n- Các trung tâm y tế.\n(Sau đây gọi là các Đơn vị)\n\nSở Y tế đề nghị các Đơn vị:\n\n1. Trực cấp cứu.\n")
    assert kinds(structure) == ["addressees", "body"]


def test_a_sample_signature_inside_the_text_does_not_end_it(structured: Structured, by_ref: ByRef) -> None:
    text = "I. CÁCH TRÌNH BÀY\n\n1. Ký thay ghi như sau:\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nHọ và tên\n\n2. Các đơn vị trực thuộc thực hiện thống nhất theo hướng dẫn này.\n"
    assert "I.2" in by_ref(structured(text))


def test_an_empty_text(structured: Structured) -> None:
    assert structured("").regions == () and structured(" \n \n").roots == ()


def test_a_letterhead_whose_right_column_comes_after_kinh_gui(structured: Structured) -> None:
    text = (
        "UBND TỈNH SÔNG LAM\nSỞ Y TẾ\nSố: 15/SYT-NVY\nV/v trực lễ\n\nKính gửi:\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Sông Lam, ngày 02 tháng 3 năm 2024\n\n- Các bệnh viện;\n- Các trung tâm y tế.\n\nSở Y tế đề nghị các đơn vị:\n\n1. Trực cấp cứu.\n"
    )
    assert kinds(structured(text)) == ["letterhead", "addressees", "letterhead", "addressees", "body"]


def test_marks_without_accents_are_found(structured: Structured, by_ref: ByRef) -> None:
    text = DECISION.replace("QUYẾT ĐỊNH:", "QUYÉT ĐỊNH:").replace("Nơi nhận:", "Nơi nhân:").replace("KT. CHỦ TỊCH", "KT. CHỦ TỊCH")
    assert kinds(structured(text)) == ["letterhead", "preamble", "body", "recipients", "signature"]


def test_recipients_without_their_heading(structured: Structured) -> None:
    text = "1. Sở A báo cáo kết quả thực hiện nhiệm vụ được giao.\n\nYêu cầu các đơn vị thực hiện./.\n\n- Như trên;\n- Các sở;\n- Lưu: VT, TH.\n\nGIÁM ĐỐC\n\nTrần Văn Mẫu\n"
    assert kinds(structured(text)) == ["body", "recipients", "signature"]


def test_legal_bases_below_a_title_that_was_not_recognised(structured: Structured) -> None:
    text = DECISION.replace("QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch phòng dịch", "Phê duyệt Kế hoạch phòng dịch.").replace("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG LAM\n\n", "")
    structure = structured(text)
    assert "preamble" in kinds(structure) and [n.ref for n in structure.roots if n.kind == "dieu"] == ["Điều 1", "Điều 2"]
    assert [n.start for n in structure.roots] == sorted(n.start for n in structure.roots)


def test_the_bases_of_a_letter_are_its_text_where_a_decision_is_attached(structured: Structured) -> None:
    letter = (
        "SỞ Y TẾ TỈNH SÔNG LAM\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 15/SYT-NVY\n\nSông Lam, ngày 09 tháng 3 năm 2024\n\n"
        "Kính gửi: Các bệnh viện trong tỉnh\n\nCăn cứ Quyết định số 20/QĐ-UBND về việc phòng dịch,\n\nSở Y tế yêu cầu các bệnh viện thực hiện Quyết định.\n\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn Mẫu\n\n"
    )
    structure = structured(letter + DECISION)
    assert kinds(structure)[:4] == ["letterhead", "addressees", "body", "recipients"]
    assert [n.kind for n in structure.roots][:2] == ["paragraph", "paragraph"]
