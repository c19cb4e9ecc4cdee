"""Labels that a scan misread, read as their order asks."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from parser.options import DEFAULT
from parser.readers.plain import read_plain
from parser.readers.shapes import Line, Reading, Table, Word
from parser.structure import analyse
from parser.structure.sequences import mended
from parser.structure.shapes import Structure
from parser.text.canonical import canonical

ByRef = Callable[[Structure], dict[str, str]]


def scanned(text: str) -> Structure:
    """The structure of a text as if an OCR engine had read it."""
    reading = read_plain(text.encode(), DEFAULT)
    page = reading.pages[0]

    def line(source: Line) -> Line:
        return replace(source, words=(Word(0, len(source.text), (1, 0.0, 0.0, 1.0, 1.0), 0.9),))

    blocks = tuple(
        replace(b, cells=tuple(replace(c, lines=tuple(map(line, c.lines))) for c in b.cells)) if isinstance(b, Table) else line(b) for b in page.blocks
    )
    return analyse(canonical(Reading("application/pdf", (replace(page, blocks=blocks, text_origin="ocr"),), paged=True, hard_wrapped=True)))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["01", "02", "0", "04", "05"], ["01", "02", "03", "04", "05"]),
        (["6", "7", None, "9", "10"], ["6", "7", "8", "9", "10"]),
        (["19", "20", "2", "22", "23"], ["19", "20", "21", "22", "23"]),
        (["25", "26", "2"], ["25", "26", "27"]),
        (["1", "2", "2", "4"], ["1", "2", "3", "4"]),
        (["1", "2", "4"], ["1", "2", "4"]),
        (["3", "5", "9"], ["3", "5", "9"]),
        ([], []),
    ],
)
def test_numbers_in_their_order(printed: list[str | None], expected: list[str | None]) -> None:
    assert mended(printed) == expected


def test_roman_numbers(by_ref: ByRef) -> None:
    structure = scanned("1. Mục tiêu\n\nBảo đảm đủ thuốc.\n\nII. Nội dung\n\n1. Mua thuốc.\n\n2. Mua vật tư.\n\n1H. Tổ chức thực hiện\n\n1. Sở A báo cáo.\n\nTV. Hiệu lực\n\nTừ ngày ký.\n")
    assert {"I", "II.1", "II.2", "III.1", "IV"} <= set(by_ref(structure))
    assert {w.code for w in structure.warnings} == {"label_inferred"}


def test_letters(by_ref: ByRef) -> None:
    structure = scanned("1. Các sở có trách nhiệm:\n\na) Một việc.\n\nb) Hai việc.\n\ne) Ba việc.\n\nd) Bốn việc.\n\nđ) Năm việc.\n\ne) Sáu việc.\n")
    assert list(by_ref(structure)) == ["1", "1.a", "1.b", "1.c", "1.d", "1.đ", "1.e"]


def test_letters_without_the_crossed_d_stay(by_ref: ByRef) -> None:
    structure = scanned("1. Các sở có trách nhiệm:\n\na) Một việc.\n\nb) Hai việc.\n\nc) Ba việc.\n\nd) Bốn việc.\n\ne) Năm việc.\n")
    assert list(by_ref(structure)) == ["1", "1.a", "1.b", "1.c", "1.d", "1.e"] and structure.warnings == ()


def test_rows(by_ref: ByRef) -> None:
    structure = scanned("STT | Công việc | Thời gian\n01 | Một | 3/2024\n0 | Hai | 4/2024\n03 | Ba | 5/2024\n | Bốn | 6/2024\n05 | Năm | 7/2024\n")
    assert list(by_ref(structure)) == ["01", "02", "03", "04", "05"]


def test_printed_labels_of_other_sources_are_never_changed(by_ref: ByRef) -> None:
    text = "1. Các sở:\n\na) Một việc.\n\nb) Hai việc.\n\ne) Ba việc.\n\nd) Bốn việc.\n"
    assert "1.e" in by_ref(analyse(canonical(read_plain(text.encode(), DEFAULT))))


def test_a_lost_dash_is_seen_by_its_indent(by_ref: ByRef) -> None:
    reading = read_plain("1. Sở Y tế:\n- Lập danh mục.\nGửi danh mục cho các đơn vị.\n- Tổng hợp.\n".encode(), DEFAULT)
    page = reading.pages[0]
    indents = (0.0, 36.0, 46.0, 36.0)
    lines = tuple(
        replace(b, indent=i, starts_paragraph=True, words=(Word(0, 3, (1, 0.0, 0.0, 1.0, 1.0), 0.9),))
        for b, i in zip(page.blocks, indents, strict=True)
        if isinstance(b, Line)
    )
    structure = analyse(canonical(Reading("application/pdf", (replace(page, blocks=lines),), paged=True, hard_wrapped=True)))
    assert by_ref(structure)["1.-2"] == "Gửi danh mục cho các đơn vị."


def test_a_capital_in_a_list_of_small_letters(by_ref: ByRef) -> None:
    letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "D", "m"]
    refs = by_ref(scanned("1. Các việc:\n\n" + "".join(f"{c}) Việc thứ {n} của đơn vị.\n\n" for n, c in enumerate(letters))))
    assert list(refs) == ["1", *(f"1.{c}" for c in (*letters[:10], "l", "m"))]
