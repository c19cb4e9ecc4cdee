"""Stamps of urgency and secrecy are read whatever their colour and slant; other stamps give nothing."""

import pytest
from PIL import ImageOps

from parser.options import DEFAULT
from parser.readers.ocr import read_page
from parser.readers.shapes import Line

pytestmark = pytest.mark.usefixtures("tesseract")


def stamped(paper, new_paper, word, colour, angle):
    """A letterhead with a framed stamp below its number."""
    paper.write(60, 60, "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\nSố: 45/UBND-NC", 12)
    paper.write(300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSông Lam, ngày 12 tháng 3 năm 2024", 12)
    paper.write(200, 210, "Kính gửi: Các sở, ban, ngành tỉnh.\nỦy ban nhân dân tỉnh yêu cầu các đơn vị triển khai như sau:")
    stamp = new_paper(20 + 12 * len(word), 34)
    stamp.write(stamp.width / 2, 8, word, 15, centred=True)
    for y in (2, 32):
        stamp.rule(2, y, stamp.width - 2, y)
    for x in (2, stamp.width - 2):
        stamp.rule(x, 2, x, 32)
    turned = ImageOps.colorize(stamp.image.convert("L"), colour, "white").rotate(angle, expand=True, fillcolor="white")
    paper.image.paste(turned, (190, 360))
    reading = read_page(paper.image, page=1, width_pt=paper.width, height_pt=paper.height, options=DEFAULT)
    return [b for b in reading.blocks if isinstance(b, Line)]


@pytest.mark.parametrize(
    ("word", "colour", "angle"),
    [("HỎA TỐC", (225, 30, 50), 0), ("HỎA TỐC", (225, 30, 50), 35), ("THƯỢNG KHẨN", (220, 40, 60), -8), ("TUYỆT MẬT", (40, 60, 200), 10), ("HỎA TỐC", (0, 0, 0), 20)],
)
def test_a_stamp_of_urgency_stands_on_its_own_line_below_the_letterhead(paper, new_paper, word, colour, angle):
    lines = stamped(paper, new_paper, word, colour, angle)
    (at,) = [i for i, line in enumerate(lines) if line.text == word]
    assert lines[at - 1].text.endswith("2024") and lines[at].words[0].confidence > 0.4
    assert lines[at].box is not None and lines[at].box[1] < 200 and 120 < lines[at].box[2] < 200


@pytest.mark.parametrize("word", ["CÔNG VĂN ĐẾN", "ĐÃ KIỂM TRA", "KHÁNH HÒA"])
def test_other_stamps_give_nothing(paper, new_paper, word):
    lines = stamped(paper, new_paper, word, (225, 30, 50), 15)
    assert [line.text for line in lines][-3].endswith("2024")
