"""The public corpus of targets: every surface says exactly its values, and nothing else is a target."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parser.recognisers.target import find_targets
from tests.parser.recognisers.target_corpus import NOT_TARGETS, SAID, Said

SURFACES = [(surface, said) for said in SAID for surface in said.surfaces]


@pytest.mark.parametrize(("surface", "said"), SURFACES, ids=[s for s, _ in SURFACES])
def test_says(surface: str, said: Said) -> None:
    found = find_targets(surface, objective=said.objective)
    assert [(m.value.comparator, m.value.value, m.value.upper, m.value.unit) for m in found] == list(said.values)
    for name, value in said.also.items():
        assert (getattr(found[0].value, name) or "").casefold() == value


@pytest.mark.parametrize("surface", NOT_TARGETS)
def test_is_no_target(surface: str) -> None:
    assert find_targets(surface) == []


def test_a_heading_gives_the_year_and_the_text_wins() -> None:
    assert [m.value.as_of for m in find_targets("100% xã có điểm phục vụ", as_of="2025")] == ["2025"]
    assert [m.value.as_of for m in find_targets("Đến năm 2030, 100% xã có điểm phục vụ", as_of="2025")] == ["2030"]


def test_words_of_a_target_are_comparator_number_and_unit() -> None:
    text = "Mỗi huyện có ít nhất 02 (hai) mô hình điểm, tỷ lệ đạt từ 80% trở lên"
    assert [text[m.start : m.end] for m in find_targets(text)] == ["ít nhất 02 (hai) mô hình", "từ 80% trở lên"]


def test_other_columns_give_unit_and_indicator() -> None:
    (found,) = find_targets("≥ 80", objective=True, unit="%", indicator="Tỷ lệ hồ sơ trực tuyến")
    assert (found.value.comparator, found.value.value, found.value.unit, found.value.indicator) == (">=", "80", "%", "Tỷ lệ hồ sơ trực tuyến")
    (own,) = find_targets("≥ 80% người dân", objective=True, unit="hộ", indicator="Tỷ lệ hồ sơ trực tuyến")
    assert (own.value.unit, own.value.indicator) == ("%", "người dân")


def test_names_are_left_alone() -> None:
    text = "theo Kế hoạch phấn đấu 100% hộ dân dùng nước sạch, bảo đảm 90% hộ dân được thông báo"
    masked = (text.index("Kế hoạch"), text.index(","))
    assert [m.value.value for m in find_targets(text, masked=[masked])] == ["90"]


@pytest.mark.parametrize("pattern", ["100% ", "ít nhất 5 cán bộ ", "1.000.", "từ 5% đến ", "mỗi huyện ", "“100%", "một hai ba ", "đạt 5% trong tổng ", "năm 2025 100%, "])
def test_time_is_linear_in_hostile_text(pattern: str) -> None:
    find_targets(pattern * 1_000)
    find_targets(pattern * 1_000, objective=True)


UNDASHED = [(s, e) for s, e in SURFACES if " " in s and not set(s) & set("-–+")]  # a dash behind a line break opens a new item


@pytest.mark.parametrize(("surface", "said"), UNDASHED, ids=[s for s, _ in UNDASHED])
def test_line_width_changes_nothing(surface: str, said: Said) -> None:
    narrow = surface.replace(" ", "\n")
    assert [m.value for m in find_targets(narrow, objective=said.objective)] == [m.value for m in find_targets(surface, objective=said.objective)]


def test_years_of_one_indicator() -> None:
    found = find_targets("Tỷ lệ hồ sơ trực tuyến năm 2024 đạt 90%, năm 2025 đạt 95%")
    assert [(m.value.value, m.value.as_of) for m in found] == [("90", "2024"), ("95", "2025")]
    assert found[0].value.indicator == found[1].value.indicator


SOUP = st.lists(
    st.sampled_from(
        ["100%", "90", "2,5", "1.000", "05", "%", "từ", "đến", "-", "trở lên", "tối thiểu", "không quá", "trên", "đạt", "có", "cán bộ", "triệu", "tỷ", "đồng", "mỗi huyện", "hằng năm", "/hộ", "năm 2025", "đến năm 2030", "trong tổng", "kinh phí", "tỷ lệ", ",", ";", ".", "(", ")", "một", "hai mươi", "lần", "\n", "“", "và", "để", "chiếm"]
    ),
    max_size=14,
).map(" ".join)


@given(SOUP, st.booleans())
def test_nothing_raises_and_every_value_is_a_number(text: str, objective: bool) -> None:
    for mention in find_targets(text, objective=objective):
        value = mention.value
        assert 0 <= mention.start < mention.end <= len(text)
        assert Decimal(value.value) >= 0
        assert (value.upper is not None) == (value.comparator == "range")
        assert value.upper is None or Decimal(value.upper) > Decimal(value.value)
