"""What a person types is understood as a dispatch would be, or refused with an example of what is."""

import pytest

from annotations import typed
from annotations.typed import NotUnderstood
from models import Document
from parser.pipeline import parse

TEXT = """UBND TỈNH SÔNG LAM
Số: 45/UBND-VX
Sông Lam, ngày 02 tháng 3 năm 2026
Kính gửi: Sở Y tế
Yêu cầu Sở Y tế chủ trì, phối hợp với Sở
Tài chính rà soát, hoàn thành trước ngày 20/3/2026.
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return parse(TEXT.encode(), "cv.txt")


def _all(document: Document) -> tuple[int, int]:
    return 0, len(document.text.content)


def test_units_point_at_their_words_where_they_stand(document: Document) -> None:
    first, second, third = typed.units(document, "Sở Y tế\n sở Tài  chính ;Ban Quản lý chợ\n\n", _all(document))
    assert [first["name"], second["name"], third["name"]] == ["Sở Y tế", "Sở Tài chính", "Ban Quản lý chợ"]
    content = document.text.content
    assert content[second["span"]["start"] : second["span"]["end"]].split() == ["Sở", "Tài", "chính"]
    assert third["span"] is None
    assert typed.units(document, " \n", _all(document)) == []


@pytest.mark.parametrize(
    ("words", "kind", "due"),
    [
        ("trước ngày 20/3/2026", "date", "2026-03-19"),
        ("30/6/2026", "date", "2026-06-30"),
        ("quý II năm 2026", "quarter", "2026-06-30"),
        ("hằng tháng", "recurring", None),
    ],
)
def test_deadlines(document: Document, words: str, kind: str, due: str | None) -> None:
    (found,) = typed.deadlines(document, words, _all(document))
    assert (found["kind"], found["rule"]) == (kind, "person")
    assert found["due"] == due


def test_a_deadline_that_stands_in_the_text_points_there(document: Document) -> None:
    (found,) = typed.deadlines(document, "trước ngày 20/3/2026", _all(document))
    assert document.text.content[found["span"]["start"] : found["span"]["end"]] == "trước ngày 20/3/2026"


@pytest.mark.parametrize(
    ("typed_day", "value"), [("2026-06-30", "2026-06-30"), ("30/6/2026", "2026-06-30"), ("ngày 30 tháng 6 năm 2026", "2026-06-30"), ("tháng 6/2026", "2026-06"), (" ", None)]
)
def test_days(typed_day: str, value: str | None) -> None:
    assert typed.day(typed_day) == value


def test_numbers_and_targets(document: Document) -> None:
    parts = typed.number("12 /QĐ - UBND")
    assert parts is not None
    assert (parts["normalized"], parts["sequence"], parts["type_code"]) == ("12/QĐ-UBND", "12", "QĐ")
    assert typed.number("") is None
    assert typed.target(document, "12/QĐ-UBND", "2025-01-01") == "song-lam/qd-ubnd/2025/12"
    assert typed.target(document, "qd-ttg/2020/749") == "qd-ttg/2020/749"
    assert typed.target(document, "") is None


def test_what_is_not_understood_is_refused_with_an_example(document: Document) -> None:
    for refused in (
        lambda: typed.deadlines(document, "khi nào xong thì xong", _all(document)),
        lambda: typed.number("xin chào"),
        lambda: typed.day("hôm nọ"),
        lambda: typed.day("31/02/2026"),
        lambda: typed.type_of("tho"),
        lambda: typed.target(document, "đâu đó"),
        lambda: typed.selected(document, 5, 5),
        lambda: typed.selected(document, -3, 10**9),
    ):
        with pytest.raises(NotUnderstood) as caught:
            refused()
        assert caught.value.status == 422
        assert caught.value.vi
        assert caught.value.en


def test_a_selection_loses_its_outer_white_space(document: Document) -> None:
    content = document.text.content
    at = content.index("Sở Y tế chủ trì")
    start, end = typed.selected(document, at - 1, at + len("Sở Y tế "))
    assert content[start:end] == "Sở Y tế"
