"""Numbers and days filled in by hand are left blank, printed ones stay."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from parser.readers.layout_ink import InkLine
from parser.readers.ocr_doubt import doubtful_digits, without_handwriting
from parser.readers.ocr_engine import Read
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


def test_one_warning_names_the_doubtful_digits():
    (warning,) = doubtful_digits(words(("12/3", 0.4), ("chữ", 0.1), ("2024", 0.99)), 3)
    assert warning.code == "doubtful_digit" and "Trang 3" in warning.message and "12/3" in warning.message and "2024" not in warning.message
    assert doubtful_digits(words(("2024", 0.99)), 1) == []
    many = doubtful_digits(words(*[(str(i), 0.2) for i in range(9)]), 1)
    assert len(many) == 1 and "3 chỗ khác" in many[0].message
