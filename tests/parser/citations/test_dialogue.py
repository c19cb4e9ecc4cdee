"""Resolution as a dialogue: which document does each mention stand for? None where silence is right."""

from collections.abc import Callable

import pytest

from parser.citations import Cited

Line = tuple[str | None, str]

DIALOGUES: dict[str, tuple[Line, ...]] = {
    "a number first, then its short forms": (
        ("nq-bcsd/2022/212", "Thực hiện Nghị quyết số 212-NQ/BCSĐ ngày 05/3/2022 của Ban cán sự đảng Bộ Xây dựng về nhà ở vùng lũ."),
        ("nq-bcsd/2022/212", "Các đơn vị quán triệt Nghị quyết 212 đến từng viên chức."),
        ("nq-bcsd/2022/212", "Các nội dung của Nghị quyết được đưa vào sinh hoạt chuyên đề."),
        (None, "Trình cấp có thẩm quyền ban hành Nghị quyết về mức chi."),
    ),
    "a plan defined and used": (
        ("qd-byt/2023/2310", "Quyết định số 2310/QĐ-BYT ngày 06/7/2023 của Bộ Y tế về việc ban hành Kế hoạch hành động phòng bệnh dại (gọi tắt là Kế hoạch hành động)."),
        ("qd-byt/2023/2310", "Theo dõi các nhiệm vụ trong Kế hoạch hành động, báo cáo hằng quý."),
        (None, "Xây dựng Kế hoạch hành động triển khai tại đơn vị."),
    ),
    "a name that a decision approves stands for the decision": (
        ("qd-ttg/2013/1451", "Quyết định số 1451/QĐ-TTg ngày 09/8/2013 của Thủ tướng phê duyệt Đề án trồng rừng chắn sóng vùng cửa sông đến năm 2020."),
        ("qd-ttg/2013/1451", "Lập dự toán cho Đề án trồng rừng chắn sóng vùng cửa sông theo quy định."),
        ("qd-ttg/2013/1451", "Kinh phí của Đề án được bố trí hằng năm."),
        (None, "Xây dựng đề án phát triển du lịch."),
    ),
    "two decisions: a bare word is ambiguous, and silence is right": (
        ("qd-byt/2022/10", "Quyết định số 10/QĐ-BYT ngày 04/5/2022 của Bộ Y tế."),
        ("qd-byt/2022/20", "Quyết định số 20/QĐ-BYT ngày 06/5/2022 của Bộ Y tế."),
        (None, "Các nội dung của Quyết định được niêm yết công khai."),
        ("qd-byt/2022/20", "Quyết định nêu trên được niêm yết công khai."),
    ),
    "the nationally known scheme": (
        ("qd-ttg/2022/6", "Đẩy nhanh tiến độ Đề án 06 tại cơ sở."),
        ("qd-ttg/2022/6", "Tổ công tác Đề án 06/CP họp hằng tháng."),
        (None, "Đề án 05 đang được xây dựng."),
    ),
    "type and number with the year": (
        ("nd-cp/2014/97", "Nghị định số 97/2014/NĐ-CP ngày 17/10/2014 của Chính phủ."),
        ("nd-cp/2014/97", "Hồ sơ theo Nghị định 97/2014, nộp trước ngày 05/7/2024."),
        (None, "Năm 2014 có 97 hồ sơ được duyệt."),
    ),
}


@pytest.mark.parametrize("lines", DIALOGUES.values(), ids=list(DIALOGUES))
def test_each_mention_stands_for_its_document(lines: tuple[Line, ...], citing: Callable[..., Cited]) -> None:
    text = "\n\n".join(line for _, line in lines)
    cited = citing(text)
    at = 0
    for key, line in lines:
        end = at + len(line)
        found = [c.target_key for c in cited.citations if at <= c.span.start < end and c.form != "self"]
        assert (key in found) if key else not [k for k in found if k], (line, found)
        at = end + 1


def test_the_fuller_mention_is_named(citing: Callable[..., Cited]) -> None:
    cited = citing("Mức 3 của Thông tư 37.\n\nThông tư số 37/2016/TT-BYT ngày 25/10/2016 của Bộ Y tế về mẫu sổ.")
    short = next(c for c in cited.citations if c.form == "short")
    full = next(c for c in cited.citations if c.form == "full")
    assert (short.raw, short.antecedent, short.target_key) == ("Thông tư 37", full.id, "tt-byt/2016/37")
