"""What holds for any text at all."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from parser.options import DEFAULT
from parser.readers.plain import read_plain
from parser.structure import analyse
from parser.structure.shapes import Node, Structure
from parser.text.canonical import canonical

PIECES = (
    "Điều 1. ", "Chương I", "I. MỤC TIÊU", "II. ", "1. ", "1.1. ", "2) ", "a) ", "đ) ", "- ", "+ ", "(i) ", "\t", "\t1", "\t\u00a0", "\n", "\n\n", " | ", "TT", "Nội dung",
    "Đơn vị chủ trì", "Thời gian", "Quý I/2024", "Sở Y tế", "thực hiện", "như sau:", "Nơi nhận:", "KT. GIÁM ĐỐC", "GIÁM ĐỐC", "Trần Văn Mẫu", "Phụ lục I", "PHỤ LỤC",
    "(Kèm theo Quyết định số 1/QĐ-UBND)", "KẾ HOẠCH", "QUYẾT ĐỊNH:", "Căn cứ Luật;", "Kính gửi: Sở Y tế", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/SYT", "“", "”", "./.", ";",
    "[bookmark: x]", "V/v", "2025", "1", "Trân trọng", "l) ", "?",
)  # fmt: skip
soup = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def structure_of(text: str) -> Structure:
    return analyse(canonical(read_plain(text.encode(), DEFAULT)))


def check(structure: Structure) -> None:
    content = structure.text.content
    at = 0
    for region in structure.regions:
        assert region.start == at and region.end >= at
        at = region.end
    assert at == len(content) or (not structure.regions and not content)

    def inside(node: Node, low: int, high: int) -> None:
        assert low <= node.start <= node.end <= high
        assert node.body_start <= node.body_end
        assert node.body_start == node.body_end or node.start <= node.body_start <= node.body_end <= node.end
        for child in node.children:
            assert child.parent is node
            inside(child, node.start, node.end)

    for root in structure.roots:
        assert root.parent is None
        inside(root, 0, len(content))
    refs = [node.ref for node in structure.nodes() if node.ref]
    assert len(refs) == len(set(refs))
    ids = [node.id for node in structure.nodes()]
    assert len(ids) == len(set(ids))


@settings(max_examples=300, deadline=None)
@given(soup)
def test_any_soup_of_keywords_has_a_sound_structure(text: str) -> None:
    check(structure_of(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_structure(text: str) -> None:
    check(structure_of(text))


def test_time_grows_with_the_text_and_not_faster() -> None:
    line = "1. Sở Y tế chủ trì, phối hợp với các đơn vị liên quan thực hiện nhiệm vụ;\n"

    def seconds(lines: int) -> float:
        text = canonical(read_plain((line * lines).encode(), DEFAULT))
        began = time.process_time()
        analyse(text)
        return time.process_time() - began

    seconds(50)
    small = max(min(seconds(400) for _ in range(3)), 0.002)
    assert min(seconds(4000) for _ in range(3)) < small * 40  # the least: a collection of garbage may fall into one
