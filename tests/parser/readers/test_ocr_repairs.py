"""What is put right after reading, what is left alone, and that each change is on record."""

import unicodedata

import pytest

from parser.readers.ocr_repairs import fold, items_repaired, phrases, repaired
from parser.readers.shapes import Line, Word


@pytest.mark.parametrize(
    ("read", "meant", "rule"),
    [
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH", "ocr.phrase"),
        ("Thành phô Sông Lam", "Thành phố Sông Lam", "ocr.phrase"),
        ("báo cáo kêt quả, thâm quyền", "báo cáo kết quả, thẩm quyền", "ocr.phrase"),
        ("trước quý lI năm 2024", "trước quý II năm 2024", "ocr.roman"),
        ("1L NỘI DUNG", "II NỘI DUNG", "ocr.roman"),
        ("Il. Nội dung", "II. Nội dung", "ocr.roman"),
        ("só: 12/KH-SYT", "Số: 12/KH-SYT", "ocr.number"),
        ("Phụ lục Il.", "Phụ lục II.", "ocr.roman"),
        ("cơ câu, đâu tư, tài chinh", "cơ cấu, đầu tư, tài chính", "ocr.phrase"),
        ("45/QD-UBND", "45/QĐ-UBND", "ocr.code"),
        ("45/Qb-UBND", "45/QĐ-UBND", "ocr.code"),
        ("Nghị định số 30/2020/ND-CP", "Nghị định số 30/2020/NĐ-CP", "ocr.code"),
        ("~ Sở Y tế;", "- Sở Y tế;", "ocr.dash"),
        ("01/3/2024 ~05/3/2024", "01/3/2024 -05/3/2024", "ocr.dash"),
        ("©) Rà soát", "c) Rà soát", "ocr.item"),
    ],
)
def test_put_right(read, meant, rule):
    line = repaired(Line(text=read))
    assert line.text == meant
    assert {c.rule for c in line.changes} == {rule}
    was = line.text
    for change in line.changes:
        was = was[: change.start] + change.was + was[change.end :]
    assert was == read


@pytest.mark.parametrize(
    "text",
    [
        "trở thành phó giám đốc",  # not thành phố
        "bắt đầu từ ngày 01/7",  # not đầu tư
        "trao đổi với các đơn vị",  # not đối với
        "từ đó đến nay",  # not tự do
        "quý 1 năm 2024",  # figures are never touched
        "3l6/2018, 1O tháng",
        "giám đốc Sở, kế hoạch, quyết định",
        "con hoang tổ chim",
        "khoảng ~10%",
        "chi Phí",
        "các khóa học, văn bản hành chính, quyền sở hữu và bảo hộ sở hữu",
        "đình chỉ thi hành; hướng dẫn cụ thể; có quan hệ",
        "số 12/KH-SYT ngày",
    ],
)
def test_left_alone(text):
    assert repaired(Line(text=text)) == Line(text=text)


def test_words_keep_their_places():
    words = (Word(0, 5), Word(6, 10))
    line = repaired(Line(text="QUYÉT ĐỊNH", words=words))
    assert line.words == words and line.text[0:5] == "QUYẾT"


@pytest.mark.parametrize(
    ("read", "meant"),
    [("abed", "abcd"), ("abcđđ", "abcdđ"), ("abcdđe", "abcdđe"), ("ed", "cd"), ("eg", "eg"), ("ab", "ab"), ("cđe", "cđe")],
)
def test_letters_of_a_list_follow_the_alphabet(read, meant):
    got = items_repaired([Line(text=f"{letter}) Rà soát.") for letter in read])
    assert "".join(line.text[0] for line in got) == meant
    assert all(bool(line.changes) == (a != b) for line, a, b in zip(got, read, meant, strict=True))


def test_phrases_are_pairs_that_only_one_reading_fits():
    assert len(phrases()) > 200
    for folded, (phrase, also) in phrases().items():
        assert unicodedata.is_normalized("NFC", phrase) and len(phrase.split(" ")) == 2
        for reading in (phrase, *also):
            assert fold(reading) == folded and repaired(Line(text=reading)).text == reading
