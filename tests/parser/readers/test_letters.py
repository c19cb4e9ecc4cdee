"""Syllables, legacy encodings, broken words: what the letters themselves say."""

import unicodedata

import pytest
from viparse.normalize.encodings import get_charmap

from parser.options import DEFAULT
from parser.readers import read
from parser.readers.legacy import Encoding, by_font, convert, encoding_of_font, encoding_of_text, is_capitals_font, western
from parser.readers.rtf import rtf_text
from parser.readers.shapes import Line
from parser.readers.spaced import mended, needs_mending
from parser.readers.syllable import is_syllable, quality

PROSE = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành khẩn trương rà soát, báo cáo kết quả thực hiện trước ngày quy định; "
    "nghiêm túc kiểm điểm trách nhiệm của người đứng đầu và đề xuất hướng xử lý những khó khăn, vướng mắc."
)


def encoded(text: str, encoding: Encoding) -> str:
    """The text as the bytes of a legacy font look."""
    charmap = get_charmap(encoding)
    assert charmap is not None
    table: dict[str, str] = {}
    for legacy, letter in charmap.pairs:
        table.setdefault(unicodedata.normalize("NFC", letter), legacy)
    return "".join(table.get(c, c) for c in text)


@pytest.mark.parametrize("word", ["nghiêng", "giếng", "quốc", "khuỷu", "thuở", "hoà", "hòa", "đường", "ĐƯỜNG", "Tỉnh", "yêu", "gì", "quy", "quý", "giữ", "ươm", "uỷ", "khoẻ", "xoong"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["CQNG", "VIT", "nghia3", "bgh", "cac", "hocj", "strong", "tướ", "Tỉnhh", "đ", "n", "ph", "ươ"])
def test_not_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_quality_tells_vietnamese_from_a_layer_of_another_language() -> None:
    words, share, marked = quality(PROSE)
    assert words > 30 and share > 0.95 and marked > 0.6
    _, share, marked = quality("UY BAN NHAN DAN CQNG HOA XA HQI CHU NGHIA VIT NAM Dc lap - Ttr do - Hnh phuic, ngay 03 thing 8")
    assert share < 0.85 and marked < 0.2


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "vps"])
def test_legacy_text_is_known_by_its_letters(encoding: Encoding) -> None:
    text = encoded(PROSE.lower(), encoding)
    assert encoding_of_text(text) == encoding
    assert convert(text, encoding) == PROSE.lower()


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "vps"])
def test_legacy_text_comes_back_whole(encoding: Encoding) -> None:
    assert convert(encoded(PROSE.lower(), encoding), encoding) == PROSE.lower()


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "vps"])
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_file_of_single_bytes_is_read_in_its_encoding(encoding: Encoding, name: str) -> None:
    text = PROSE.lower()
    data = encoded(text, encoding).encode("latin-1")
    if name == "a.html":
        data = b"<html><body><div><p>" + data + b"</p></div></body></html>"
    reading = read(data, name, DEFAULT)
    assert [line.text for line in reading.pages[0].blocks if isinstance(line, Line)] == [text]
    assert [w.code for w in reading.warnings] == ["legacy_encoding_guessed"]


@pytest.mark.parametrize(("encoding", "font"), [("viscii", "VI Times"), ("vps", "VPS Times")])
def test_letters_that_windows_shows_as_signs_come_back_by_their_font(encoding: Encoding, font: str) -> None:
    text = PROSE.lower()
    assert by_font(western(encoded(text, encoding).encode("latin-1")), font) == text


@pytest.mark.parametrize("text", [PROSE, "The quick brown fox jumps over the lazy dog; café, naïve, señor, Ærø.", "Số: 12/QĐ-UBND", "x = 3 − 2", ""])
def test_text_that_is_no_legacy_is_left_alone(text: str) -> None:
    assert encoding_of_text(text) is None
    assert by_font(text, "Times New Roman") == text


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False), (".VnTimeH", "tcvn3", True), ("FBHPFO+VnTimeHBold", "tcvn3", True), ("ABCDEF+.VnArial,Bold", "tcvn3", False),
        ("VNI-Times", "vni", False), ("VPS Times", "vps", False), ("VISCII Arial", "viscii", False), ("Times New Roman", None, False), (None, None, False),
        ("Vneuronal", None, False),
    ],
)  # fmt: skip
def test_fonts(font: str | None, encoding: Encoding | None, capitals: bool) -> None:
    assert encoding_of_font(font) == encoding and is_capitals_font(font) is capitals


def test_runs_are_converted_by_font_and_unicode_in_an_old_font_is_not() -> None:
    assert by_font("Th«ng t\u00ad", ".VnTime") == "Thông tư"
    assert by_font("céng hoµ", ".VnTimeH") == "CỘNG HOÀ"
    assert by_font("Q§-BYT", ".VnTime") == "QĐ-BYT"
    assert by_font("Thông tư", ".VnTime") == "Thông tư"
    assert by_font("h\u2212íng dÉn \u2212¬ng", "ABCDEF+VnTime") == "hướng dẫn ương"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("T hành ph ố Hà Nội", "Thành phố Hà Nội"), ("các t ỉ nh, thành", "các tỉnh, thành"), ("B Ộ TÀI CHÍNH", "BỘ TÀI CHÍNH"),
        ("HỒ C H Í M I NH", "HỒ CHÍ MINH"), ("xã hộ i và", "xã hội và"), ("Ng o ại giao", "Ngoại giao"), ("trung ươ n g", "trung ương"),
        ("T à i c h í nh", "Tài chính"),
    ],
)  # fmt: skip
def test_syllables_in_pieces_are_joined(broken: str, whole: str) -> None:
    text, changes = mended(broken)
    assert text == whole
    assert all(change.was.replace(" ", "") == text[change.start : change.end] and change.rule == "space.in_syllable" for change in changes) and changes


@pytest.mark.parametrize("text", ["điểm c ít nhất", "ngày 0 6 tháng 7", "Số: 12/QĐ - U B ND", "nhóm B ao gồm ba tổ", "Ủy ban nhân dân tỉnh", "a) b) c)"])
def test_labels_numbers_and_codes_stay(text: str) -> None:
    assert mended(text) == (text, ())


def test_a_few_pieces_are_no_reason_to_mend() -> None:
    assert not needs_mending(["điểm c ở trên", "Kế hoạch này áp dụng cho các sở, ngành."])
    assert needs_mending(["T hành ph ố và các t ỉ nh", "B ộ X â y d ự ng"])


def test_rtf_text() -> None:
    source = rb"{\rtf1\ansi{\fonttbl{\f0 .VnTime;}}{\*\generator x;}\f0 Th\'abng t\'ad\par{\b S\u7889?: 5}\cell b\cell\row x}"
    assert rtf_text(source).split("\n") == ["Th«ng t\u00ad", "Số: 5|b|", "x"]
