"""Numbers and days filled in by hand are left blank, printed ones stay."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from parser.options import DEFAULT
from parser.readers.layout_ink import InkLine, find_lines
from parser.readers.ocr import read_page
from parser.readers.ocr_engine import Read
from parser.readers.ocr_hand import numbers_in_part, without_handwriting
from parser.readers.ocr_page import prepare

PAGE = prepare(Image.fromarray(np.full((842, 595), 255, np.uint8)), 595.0)
LINE = InkLine(0, 50, 300, 90.0, 10.0, (90.0,), 20, -1)


def words(*pairs):
    return [Read(text, (10 * i, 0, 10 * i + 8, 10), confidence) for i, (text, confidence) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("pairs", "kept"),
    [
        ([("Số:", 0.97), ("505/QĐ-UBND", 0.95)], "Số: 505/QĐ-UBND"),
        ([("Số", 0.93), ("09-CV/ĐTN", 0.77), ("CCQ", 0.93)], "Số 09-CV/ĐTN CCQ"),
        ([("Số:", 0.92), ("899.", 0.4), ("/UBND-TTHC", 0.76)], "Số: /UBND-TTHC"),
        ([("Số:", 0.97), ("#11", 0.88), ("/QĐ-SYT", 0.89)], "Số: /QĐ-SYT"),
        ([("Só:4273/QĐ-SYT", 0.85)], "Só:/QĐ-SYT"),
        ([("Số:", 0.9), ("/Z9/TB-SYT", 0.38)], "Số: /TB-SYT"),
        ([("Số:", 0.9), ("/22/TB-SYT", 0.64)], "Số: /TB-SYT"),
        ([("Số:/55", 0.69), ("/KH-SYT", 0.9)], "Số: /KH-SYT"),
        ([("Số:", 0.9), ("12", 0.95), ("/BCĐ", 0.9), ("389/TP", 0.6)], "Số: 12 /BCĐ 389/TP"),
        ([("Số:", 0.97), ("17", 0.58), ("17/SYT-KT", 0.95)], "Số: 17/SYT-KT"),
        ([("Tân", 0.9), ("Lam,", 0.9), ("ngày", 0.9), ("12", 0.96), ("tháng", 0.9), ("3", 0.95), ("năm", 0.9), ("2024", 0.9)], "Tân Lam, ngày 12 tháng 3 năm 2024"),
        ([("Tân", 0.9), ("Lam,", 0.9), ("ngày", 0.9), ("Ø1.", 0.61), ("tháng", 0.9), ("3", 0.95), ("năm", 0.9), ("2024", 0.9)], "Tân Lam, ngày tháng 3 năm 2024"),
        ([("ngày", 0.9), ("45", 0.95), ("tháng", 0.9), ("14", 0.95), ("năm", 0.9), ("2024", 0.9)], "ngày tháng năm 2024"),
        ([("ngày@ổ", 0.1), ("tháng", 0.9), ("4", 0.97), ("năm", 0.97), ("2017", 0.97)], "ngày tháng 4 năm 2017"),
        ([("Số", 0.9), ("lượng", 0.95), ("hồ", 0.95), ("sơ", 0.95)], "Số lượng hồ sơ"),
    ],
)
def test_letterhead(pairs, kept):
    reads = words(*pairs)
    ((_, got),), changed = without_handwriting([(LINE, reads)], PAGE)
    assert " ".join(r.text for r in got) == kept
    assert changed == (kept != " ".join(text for text, _ in pairs))


def test_pieces_of_a_row_are_taken_together():
    first = replace(LINE, x1=100), words(("Tân", 0.9), ("Lam,", 0.9), ("ngày", 0.9))
    hand = replace(LINE, x0=110, x1=120, base=92.0), words(("b", 0.14))
    last = replace(LINE, x0=130, x1=240), words(("tháng", 0.95), ("11", 0.93), ("năm", 0.93), ("2023", 0.97))
    got, changed = without_handwriting([last, hand, first], PAGE)
    assert changed and got[1][1] == [] and got[0] == last and got[2] == first
    apart = replace(LINE, x0=160, x1=240), last[1]
    assert without_handwriting([first, apart], PAGE) == ([first, apart], False)


def test_the_body_is_left_alone():
    reads = words(("Số:", 0.9), ("8#9", 0.3))
    for line in (replace(LINE, base=2000.0, bend=(2000.0,)), replace(LINE, place=4)):
        assert without_handwriting([(line, reads)], PAGE) == ([(line, reads)], False)


def blocks(paper, text):
    paper.write(60, 200, "Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh Sông Lam về chuyển đổi số,\nSở Y tế tỉnh Sông Lam yêu cầu các đơn vị trực thuộc triển khai như sau:")
    reading = read_page(paper.image, page=1, width_pt=paper.width, height_pt=paper.height, options=DEFAULT)
    found = next((b for b in reading.blocks if text in b.text), None)
    return found, [w.code for w in reading.warnings]


@pytest.mark.usefixtures("tesseract")
def test_printed_figures_stay(paper):
    paper.write(60, 60, "Số: 4752/UBND-NC")
    paper.write(300, 90, "Sông Lam, ngày 25 tháng 8 năm 2024")
    line, warnings = blocks(paper, "UBND-NC")
    assert line.text == "Số: 4752/UBND-NC" and "handwriting" not in warnings
    assert min(w.confidence for w in line.words if "4752" in line.text[w.start : w.end]) > 0.86


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(("size", "drop"), [(17, -3), (13, 4), (10, 2)])
def test_figures_that_do_not_stand_like_the_print_go(paper, size, drop):
    paper.write(60, 60, "Số:")
    paper.write(84, 60 + drop, "475", size)
    paper.write(118, 60, "/UBND-NC")
    line, warnings = blocks(paper, "UBND-NC")
    assert not any(c.isdigit() for c in line.text) and "handwriting" in warnings


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(("size", "drop"), [(17, -3), (13, 3)])
def test_a_day_that_does_not_stand_like_the_print_goes(paper, size, drop):
    paper.write(250, 60, "Sông Lam, ngày")
    paper.write(340, 60 + drop, "25", size)
    paper.write(362, 60, "tháng 8 năm 2024")
    line, warnings = blocks(paper, "2024")
    assert line.text == "Sông Lam, ngày tháng 8 năm 2024" and "handwriting" in warnings


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize(("written", "symbol"), [("/UBND-NC", "/UBND-NC"), ("-CV/ĐTN", None), (" UBND", None)])
def test_the_symbol_is_read_where_handwriting_spoilt_the_line(paper, written, symbol):
    paper.write(60, 60, "Số:")
    paper.write(79, 57, "475", 17)
    paper.write(106, 60, written)
    page = prepare(paper.image, paper.width)
    ink = find_lines(page, np.full(len(page.pieces), -1, np.int64))
    unread = [(line, []) for line in ink.lines]
    texts = [" ".join(r.text for r in reads) for _, reads in numbers_in_part(ink, unread, page)]
    assert [t for t in texts if t] == ([f"Số: {symbol}"] if symbol else [])
