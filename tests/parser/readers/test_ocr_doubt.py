"""What the engine is not sure of is told."""

from parser.readers.ocr_doubt import doubtful_digits
from parser.readers.ocr_engine import Read


def words(*pairs):
    return [Read(text, (10 * i, 0, 10 * i + 8, 10), confidence) for i, (text, confidence) in enumerate(pairs)]


def test_one_warning_names_the_doubtful_digits():
    (warning,) = doubtful_digits(words(("12/3", 0.4), ("chữ", 0.1), ("2024", 0.99)), 3)
    assert warning.code == "doubtful_digit" and "Trang 3" in warning.message and "12/3" in warning.message and "2024" not in warning.message
    assert doubtful_digits(words(("2024", 0.99)), 1) == []
    many = doubtful_digits(words(*[(str(i), 0.2) for i in range(9)]), 1)
    assert len(many) == 1 and "3 chỗ khác" in many[0].message
