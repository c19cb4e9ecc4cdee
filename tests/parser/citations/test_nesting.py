"""Which mention stands in the title of which, and the edges that follow."""

from collections.abc import Callable

from parser.citations import Cited


def _edges(cited: Cited, own: str) -> set[tuple[str, str, str]]:
    return {("self" if r.source_key == own else r.source_key, r.relation, r.target_key) for r in cited.relations}


def test_a_title_has_its_own_edge(citing: Callable[..., Cited]) -> None:
    cited = citing("Căn cứ Kế hoạch số 52/KH-UBND ngày 09/5/2019 của UBND tỉnh thực hiện Nghị quyết số 27/NQ-CP ngày 06/4/2019 của Chính phủ;", key="k")
    outer, inner = cited.citations
    assert (inner.within, inner.relation, outer.relation) == (outer.id, "implements", "legal_basis")
    assert _edges(cited, "k") == {("self", "legal_basis", "song-lam/kh-ubnd/2019/52"), ("song-lam/kh-ubnd/2019/52", "implements", "nq-cp/2019/27")}


def test_dates_tell_which_amendment_hangs_on_which(citing: Callable[..., Cited]) -> None:
    cited = citing(
        "theo Thông tư số 09/2022/TT-BYT ngày 15/6/2022 của Bộ Y tế sửa đổi, bổ sung một số điều của Thông tư số 05/2017/TT-BYT ngày 10/11/2017, "
        "Thông tư số 08/2018/TT-BYT ngày 03/9/2018 sửa đổi, bổ sung một số điều của Thông tư số 05/2017/TT-BYT quy định về giấy khám và Thông tư số 07/2021/TT-BYT ngày 09/12/2021.",
        key="k",
    )
    assert _edges(cited, "k") == {
        ("self", "per", "tt-byt/2022/9"),
        ("tt-byt/2022/9", "amends", "tt-byt/2017/5"),
        ("tt-byt/2022/9", "amends", "tt-byt/2018/8"),
        ("tt-byt/2018/8", "amends", "tt-byt/2017/5"),
        ("tt-byt/2022/9", "amends", "tt-byt/2021/7"),
    }


def test_amended_by_turns_the_edge(citing: Callable[..., Cited]) -> None:
    cited = citing("theo Nghị định số 97/2014/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 91/2021/NĐ-CP và Nghị định số 13/2023/NĐ-CP;", key="k")
    assert _edges(cited, "k") == {("self", "per", "nd-cp/2014/97"), ("nd-cp/2021/91", "amends", "nd-cp/2014/97"), ("nd-cp/2023/13", "amends", "nd-cp/2014/97")}
    assert [c.within for c in cited.citations] == [None, None, None]


def test_amended_by_in_brackets_or_behind_a_pinpoint(citing: Callable[..., Cited]) -> None:
    bracket = citing("Căn cứ Thông tư số 32/2018/TT-BGDĐT ban hành Chương trình lớp 1 (được sửa đổi, bổ sung bởi Thông tư 20/2021/TT-BGDĐT, Thông tư 13/2022/TT-BGDĐT);", key="k")
    assert _edges(bracket, "k") == {
        ("self", "legal_basis", "tt-bgddt/2018/32"),
        ("tt-bgddt/2021/20", "amends", "tt-bgddt/2018/32"),
        ("tt-bgddt/2022/13", "amends", "tt-bgddt/2018/32"),
    }
    assert bracket.citations[0].title == "ban hành Chương trình lớp 1"
    point = citing("theo Điều 9 Thông tư số 22/2015/TT-NHNN (đã được sửa đổi tại khoản 16 Điều 1 Thông tư số 38/2018/TT-NHNN).", key="k")
    assert ("tt-nhnn/2018/38", "amends", "tt-nhnn/2015/22") in _edges(point, "k")


def test_a_list_inside_a_title_and_one_beside_it(citing: Callable[..., Cited]) -> None:
    inside = citing("Thông tư số 6/2003/TT-NHNN hướng dẫn góp vốn theo Quyết định số 190/2001/QĐ-TTg ngày 20/12/2001 và Nghị quyết số 2/2003/NQ-CP ngày 17/01/2003.")
    assert [c.within for c in inside.citations] == [None, "c1", "c1"]
    beside = citing("theo Nghị định số 97/2014/NĐ-CP ngày 17/10/2014 về an toàn đê điều và Thông tư số 31/2019/TT-BXD ngày 05/9/2019 về cấp độ.")
    assert [c.within for c in beside.citations] == [None, None]
    comma = citing("theo Nghị định số 97/2014/NĐ-CP ngày 17/10/2014 quy định về an toàn đê điều, Kế hoạch số 12/KH-UBND ngày 12/8/2015 của UBND tỉnh về cấp độ.")
    assert [c.within for c in comma.citations] == [None, None]


def test_no_weak_edge_beside_a_strong_one(citing: Callable[..., Cited]) -> None:
    cited = citing("Thực hiện Chỉ thị số 5/CT-TTg ngày 02/5/2024.\n\nPhổ biến Chỉ thị số 5/CT-TTg.", key="k")
    assert [c.relation for c in cited.citations] == ["implements", "cites"]
    assert _edges(cited, "k") == {("self", "implements", "ct-ttg/2024/5")}


def test_in_a_letter_this_circular_is_the_one_just_named(citing: Callable[..., Cited]) -> None:
    text = "1. Áp dụng Thông tư số 5/2026/TT-BXD ngày 02/3/2026 của Bộ Xây dựng (Thông tư này thay thế Thông tư số 7/2020/TT-BXD ngày 01/6/2020)."
    cited = citing(text, type="cong_van")
    assert ("tt-bxd/2026/5", "replaces", "tt-bxd/2020/7") in _edges(cited, "own")
    own = citing(text.replace("Áp dụng Thông tư số 5", "Áp dụng Nghị định số 5").replace("5/2026/TT-BXD", "5/2026/NĐ-CP"), type="cong_van")  # no circular was named
    assert not any(relation == "replaces" for _, relation, _ in _edges(own, "own"))
