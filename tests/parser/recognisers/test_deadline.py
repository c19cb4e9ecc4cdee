"""The public corpus of times: every surface says exactly its values, and nothing else is a deadline."""

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from parser.recognisers.deadline import find_deadlines
from tests.parser.recognisers.time_corpus import EXPRESSIONS, ISSUED, NOT_DEADLINES, Expression

SURFACES = [(surface, expression) for expression in EXPRESSIONS for surface in expression.surfaces]


@pytest.mark.parametrize(("surface", "expression"), SURFACES, ids=[s for s, _ in SURFACES])
def test_says(surface: str, expression: Expression) -> None:
    found = find_deadlines(surface, issue_date=ISSUED, time_cell=expression.cell)
    assert [replace(m.value, edtf=None) for m in found] == list(expression.values)


@pytest.mark.parametrize("surface", NOT_DEADLINES)
def test_is_no_deadline(surface: str) -> None:
    assert find_deadlines(surface, issue_date=ISSUED) == []


def test_corpus_is_large_enough() -> None:
    assert len(SURFACES) + len(NOT_DEADLINES) >= 400
    assert len(NOT_DEADLINES) >= 80
    assert len({s for s, e in SURFACES if not e.cell}) == sum(not e.cell for _, e in SURFACES), "a surface stands twice"


@pytest.mark.parametrize("rule", sorted({v.rrule for e in EXPRESSIONS for v in e.values if v.rrule}))
def test_rules_are_understood_by_calendars(rule: str) -> None:
    assert rrulestr(rule, dtstart=datetime(2024, 1, 3))[3] > datetime(2024, 1, 3)


@pytest.mark.parametrize("pattern", ["trước ngày 1/7/2023 ", "hằng quý, ", "ngày 10 tháng tiếp theo ", "trong 05 ngày làm việc ", "thường xuyên, ", "(quý I", "“ngày 1/7", "từ ngày 1/7 đến ", "Thời gian: ", "trước trong vào "])
def test_time_is_linear_in_hostile_text(pattern: str) -> None:
    find_deadlines(pattern * 1_000, issue_date=ISSUED)
    find_deadlines(pattern * 1_000, issue_date=ISSUED, time_cell=True)


@pytest.mark.parametrize(("surface", "expression"), [(s, e) for s, e in SURFACES if " " in s], ids=[s for s, _ in SURFACES if " " in s])
def test_line_width_changes_nothing(surface: str, expression: Expression) -> None:
    narrow = surface.replace(" ", "\n")
    assert [m.value for m in find_deadlines(narrow, issue_date=ISSUED, time_cell=expression.cell)] == [
        m.value for m in find_deadlines(surface, issue_date=ISSUED, time_cell=expression.cell)
    ]


def test_names_are_left_alone_but_may_be_what_a_term_counts_from() -> None:
    text = "trong thời hạn 10 ngày kể từ khi nhận Quyết định; theo Kế hoạch hoàn thành trong năm 2023"
    masked = [(text.index(w), text.index(w) + len(w)) for w in ("Quyết định", "Kế hoạch hoàn thành trong năm 2023")]
    assert [text[m.start : m.end] for m in find_deadlines(text, issue_date=ISSUED, masked=masked)] == ["trong thời hạn 10 ngày kể từ khi nhận Quyết định"]


@pytest.mark.parametrize(("issued", "due"), [("2023-05-31", "2023-06-29"), ("2023-07-05", None), ("2023", "2023-06-29"), ("2022-01", "2022-06-29"), (None, None)])
def test_a_year_left_out_is_the_issue_year_unless_past(issued: str | None, due: str | None) -> None:
    (found,) = find_deadlines("hoàn thành trước ngày 30/6", issue_date=issued)
    assert (found.value.kind, found.value.due) == ("date", due)


def test_a_day_before_the_dispatch_is_no_deadline_of_it() -> None:
    assert find_deadlines("báo cáo trước ngày 30/4/2023", issue_date=ISSUED) == []
    assert [m.value.due for m in find_deadlines("30/4/2023", issue_date=ISSUED, time_cell=True)] == ["2023-04-30"]


def test_words_of_a_deadline() -> None:
    text = "Hoàn thành và báo cáo trước ngày 01/7/2023; kiểm tra định kỳ 6 tháng (Quý III/2023)."
    assert [text[m.start : m.end] for m in find_deadlines(text, issue_date=ISSUED)] == ["trước ngày 01/7/2023", "định kỳ 6 tháng", "Quý III/2023"]


@pytest.mark.parametrize(
    ("text", "due", "edtf"),
    [
        ("trong 10 ngày làm việc kể từ ngày ký", None, "../2023-06-14"),  # the contract leaves `due` of a relative one open
        ("trong thời hạn 30 ngày kể từ ngày ban hành Kế hoạch này", None, "../2023-06-30"),
        ("trong 10 ngày làm việc kể từ ngày 31/5/2023", "2023-06-14", "../2023-06-14"),
        ("trong 05 ngày làm việc kể từ ngày nhận được văn bản", None, None),
    ],
)
def test_a_known_anchor_is_counted_from(text: str, due: str | None, edtf: str | None) -> None:
    (found,) = find_deadlines(text, issue_date=ISSUED)
    assert (found.value.kind, found.value.due, found.value.edtf) == ("relative", due, edtf)
    (undated,) = find_deadlines(text, issue_date="2023-05")
    assert undated.value.edtf == (edtf if due else None)


@pytest.mark.parametrize("cell", ["Theo quy định", "Đột xuất", "Khi có hướng dẫn", "Năm học 2023-2024", "Theo tiến độ dự án", "", "-", "Sở Y tế"])
def test_a_time_cell_may_say_no_time(cell: str) -> None:
    assert find_deadlines(cell, issue_date=ISSUED, time_cell=True) == []


def test_intervals_are_edtf() -> None:
    day = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
    for surface, expression in SURFACES:
        for mention in find_deadlines(surface, issue_date=ISSUED, time_cell=expression.cell):
            edtf = mention.value.edtf
            assert edtf is None or re.fullmatch(rf"(?:\.\.|{day})/(?:\.\.|{day})|{day}", edtf), (surface, edtf)


SOUP = st.lists(
    st.sampled_from(
        ["trước ngày", "ngày", "tháng", "năm", "quý", "quý I", "IV", "1", "31", "2", "29/2/2023", "30/6", "12/2023", "2023", "9999", "hằng", "định kỳ", "6 tháng", "một năm", "lần", "/", "-", "và", ",", ".", ";", ":", "(", ")", "“", "từ", "đến", "hết", "cuối", "đầu", "giữa", "trong", "05", "ngày làm việc", "kể từ", "ngày ký", "sau khi", "chậm nhất", "thứ Sáu", "hằng tuần", "16h00", "thường xuyên", "tháng tiếp theo", "tháng cuối", "Thời gian:", "và những năm tiếp theo", "trở đi", "giai đoạn", "\n", "kết thúc", "0", "mùng", "%"]
    ),
    max_size=14,
).map(" ".join)


@given(SOUP, st.sampled_from([None, "2023", "2023-05", "2023-05-31", ""]), st.booleans())
def test_nothing_raises_and_every_value_is_whole(text: str, issued: str | None, cell: bool) -> None:
    for mention in find_deadlines(text, issue_date=issued, time_cell=cell):
        value = mention.value
        assert 0 <= mention.start < mention.end <= len(text)
        assert value.start is None or value.due is None or value.start <= value.due
        assert all(date.fromisoformat(d) for d in (value.start, value.due) if d)
        assert (value.rrule is None) == (value.kind != "recurring")
        assert value.rrule is None or rrulestr(value.rrule, dtstart=datetime(2024, 1, 3))
