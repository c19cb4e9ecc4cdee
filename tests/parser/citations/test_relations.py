"""The nearest cue of the clause says what a mention is to the document."""

from collections.abc import Callable

import pytest

from models import DocumentNumber, Header
from parser.citations import Cited
from parser.citations.draft import Draft
from parser.citations.forwarded import Forwarded, key_of
from parser.citations.relations import edges
from parser.recognisers.document_number import RECOGNISER

D = "Quyết định số 9/QĐ-UBND ngày 02/5/2023"
RELATIONS = [
    ("legal_basis", f"Căn cứ {D};", "ke_hoach"),
    ("per", f"1. Các đơn vị căn cứ {D} để thực hiện.", "ke_hoach"),
    ("implements", f"1. Tiếp tục triển khai thực hiện {D}.", "cong_van"),
    ("implements", f"1. Thực hiện các nhiệm vụ được giao tại {D}.", "cong_van"),
    ("per", f"1. Khắc phục tồn tại nêu tại {D}.", "cong_van"),
    ("per", f"1. Lập hồ sơ theo {D}.", "cong_van"),
    ("replies_to", f"Phúc đáp {D}, Sở Y tế có ý kiến như sau:", "cong_van"),
    ("replies_to", f"Theo đề nghị của Sở Nội vụ tại {D}.", "quyet_dinh"),
    ("cites", f"UBND tỉnh đã ban hành {D}.", "cong_van"),
    ("implements", f"Thực hiện chỉ đạo của Chủ tịch UBND. Thành phố (tại {D}), Sở Y tế đề nghị:", "cong_van"),
    ("cites", f"Thực hiện chỉ đạo của Chủ tịch UBND. Sở Y tế gửi {D}.", "cong_van"),
    ("cites", f"1. Tham mưu sửa đổi {D}.", "cong_van"),
    ("amends", f"Sửa đổi khoản 2 Điều 5 {D}.", "quyet_dinh"),
    ("replaces", f"Quyết định này thay thế {D}.", "quyet_dinh"),
    ("repeals", f"Bãi bỏ {D}.", "quyet_dinh"),
    ("repeals", f"{D} hết hiệu lực kể từ ngày ký.", "quyet_dinh"),
    ("replies_to", f"1. Thông qua quy định về cột treo cáp theo đề xuất của Sở Xây dựng tại {D}.", "thong_bao"),
    ("per", f"1. Rà soát danh mục thủ tục thay thế được công bố tại {D}.", "cong_van"),
    ("per", f"1. Rà soát danh mục thủ tục sửa đổi, bổ sung được công bố tại {D}.", "cong_van"),
    ("amends", f"Sửa đổi mức thu được quy định tại {D}.", "quyet_dinh"),
    ("amends", f"Cập nhật Quy chế đào tạo theo học phần được ban hành theo {D} như sau:", "quyet_dinh"),
    ("amends", f"Sửa đổi, bổ sung Quy chế đào tạo theo học phần được ban hành kèm theo {D} như sau:", "quyet_dinh"),
    ("implements", f"1. Thực hiện Quy chế tiếp dân được ban hành kèm theo {D}.", "cong_van"),
    ("legal_basis", f"Thực hiện chỉ đạo của Bộ Y tế; căn cứ {D}, Sở Y tế ban hành Kế hoạch như sau:", "ke_hoach"),
    ("per", f"1. Thực hiện tiết kiệm; căn cứ {D}, các đơn vị lập dự toán.", "ke_hoach"),
    ("guides", f"Hướng dẫn thực hiện {D}.", "thong_tu"),
]


@pytest.mark.parametrize(("relation", "text", "own_type"), RELATIONS, ids=[f"{r}-{i}" for i, (r, *_) in enumerate(RELATIONS)])
def test_cue(relation: str, text: str, own_type: str, citing: Callable[..., Cited]) -> None:
    (found,) = [c for c in citing(text, type=own_type).citations if c.number]
    assert found.relation == relation


def test_a_new_clause_has_its_own_cue(citing: Callable[..., Cited]) -> None:
    cited = citing("Thực hiện Chỉ thị số 5/CT-TTg ngày 02/5/2024 về tiết kiệm, Sở Y tế đã ban hành Kế hoạch số 7/KH-SYT ngày 03/5/2024.")
    assert [c.relation for c in cited.citations] == ["implements", "cites"]


def test_a_line_with_a_colon_governs_its_list(citing: Callable[..., Cited]) -> None:
    cited = citing(f"2. Quyết định này thay thế các văn bản sau:\n\na) {D};\n\nb) Quyết định số 10/QĐ-UBND ngày 03/5/2023.", type="quyet_dinh")
    assert [c.relation for c in cited.citations if c.number] == ["replaces", "replaces"]


def test_a_basis_beside_the_review_that_opens_a_letter(citing: Callable[..., Cited]) -> None:
    decree = "Nghị định số 9/2023/NĐ-CP ngày 02/5/2023"
    assert citing(f"Sau khi xem xét hồ sơ và căn cứ {decree}, Sở Y tế trình như sau:").citations[0].relation == "legal_basis"
    assert citing(f"1. Sau khi xem xét hồ sơ và căn cứ {decree}, các đơn vị lập dự toán.").citations[0].relation == "per"


@pytest.mark.parametrize(
    ("span", "key"),
    [(None, "self"), ("77/BYT-KCB", "byt-kcb/2024/77"), ("/BYT-KCB", "byt-kcb/2024/77"), ("5/BYT-DP", "byt-dp/2024/5"), ("/BYT-DP", None)],
)
def test_a_forwarded_document_states_its_own_edges(span: str | None, key: str | None) -> None:
    letter = Draft(0, 20, "cong_van", "full", "citation.letter", number=next(iter(RECOGNISER.find("Công văn số 77/BYT-KCB"))).value, key="byt-kcb/2024/77")
    law = Draft(90, 110, "nghi_dinh", "full", "citation.state", relation="legal_basis", key="nd-cp/2023/9")
    held: tuple[Forwarded, ...] = ()
    if span is not None:
        own = Header(type="cong_van", date="2024-06-10", number=DocumentNumber(raw=span, normalized=span, sequence=span.partition("/")[0] or None, symbol=span.partition("/")[2]))
        held = (Forwarded(80, 200, key_of(own, [letter], "self")),)
    found = [e for e in edges([letter, law], "self", {id(letter): "c1", id(law): "c2"}, held) if e.relation == "legal_basis"]
    assert [(e.source_key, e.stated_by) for e in found] == ([(key, key)] if key else [])
