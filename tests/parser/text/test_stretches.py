"""Taken stretches and sentences, against the plain definition."""

from hypothesis import given
from hypothesis import strategies as st

from parser.text.stretches import Mask, Sentences

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda p: (p[0], p[0] + p[1])), max_size=6)


@given(SPANS, SPANS)
def test_touches_what_was_taken(taken: list[tuple[int, int]], asked: list[tuple[int, int]]) -> None:
    mask = Mask(64, taken)
    for start, end in asked:
        inside = {i for s, e in taken for i in range(s, e)}
        assert mask.touches(start, end) == bool(inside & set(range(start, max(end, start + 1))))


def test_sentences_end_at_stops_not_at_line_ends_or_within_dates() -> None:
    text = "Báo cáo trước ngày\n05.4.2023. Gửi kết quả; lưu hồ sơ\n- Kiểm tra"
    sentences = Sentences(text)
    assert [text[slice(*sentences.around(text.index(w)))].strip() for w in ("05.4", "Gửi", "lưu", "Kiểm")] == [
        "Báo cáo trước ngày\n05.4.2023", "Gửi kết quả", "lưu hồ sơ", "- Kiểm tra",
    ]  # fmt: skip
