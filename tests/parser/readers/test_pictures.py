"""Pictures that are pages: several as one document, pages scanned into a Word file, a page photographed by hand."""

import io
import zipfile

import docx
import numpy as np
import pytest
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from parser.errors import MalformedSource, UnsupportedSource
from parser.options import DEFAULT, Options
from parser.readers import detect, read
from parser.readers.image import album
from parser.readers.shapes import Line, Reading

pytestmark = pytest.mark.usefixtures("tesseract")

TITLES = ("Kế hoạch phòng, chống thiên tai năm 2024", "Phân công trách nhiệm của các đơn vị")


def saved(image: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


def texts(reading: Reading) -> list[str]:
    return [b.text for page in reading.pages for b in page.blocks if isinstance(b, Line)]


@pytest.fixture
def two(new_paper):
    """Two pages, each with one line of text."""
    papers = [new_paper(), new_paper()]
    for made, title in zip(papers, TITLES, strict=True):
        made.write(85, 120, title, 14)
    return [made.image for made in papers]


def test_several_pictures_are_the_pages_of_one_document(two):
    data = album([saved(two[0], "JPEG"), saved(two[1])])
    assert detect.media_type(data, "ảnh chụp.zip") == detect.ALBUM
    reading = read(data, "ảnh chụp.zip", DEFAULT)
    assert reading.media_type == detect.ALBUM and reading.paged
    assert [(p.number, p.text_origin) for p in reading.pages] == [(1, "ocr"), (2, "ocr")] and texts(reading) == list(TITLES)


def test_pages_come_in_the_order_of_their_numbers(two):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("trang 10.png", saved(two[1]))
        archive.writestr("trang 9.png", saved(two[0]))
        archive.writestr("__MACOSX/._trang 9.png", b"no picture")
    assert texts(read(buffer.getvalue(), "a.zip", DEFAULT)) == list(TITLES)


def test_a_broken_picture_of_a_set_is_an_error_and_not_a_page_less(two):
    with pytest.raises(MalformedSource):
        read(album([saved(two[0]), saved(two[1])[:900]]), "a.zip", DEFAULT)


def test_a_container_of_other_things_is_no_document():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/media/image1.png", b"x")
    with pytest.raises(UnsupportedSource):
        detect.media_type(buffer.getvalue())


def word(pictures: list[Image.Image], *paragraphs: str) -> bytes:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    for picture in pictures:
        made.add_picture(io.BytesIO(saved(picture)), width=docx.shared.Cm(16))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_pages_scanned_into_a_word_file_are_read(two):
    reading = read(word(two), "a.docx", DEFAULT)
    assert texts(reading) == list(TITLES) and reading.paged and reading.media_type == detect.DOCX
    assert [(p.number, p.text_origin) for p in reading.pages] == [(1, "ocr"), (2, "ocr")]
    mixed = read(word(two[:1], "Văn bản kèm theo"), "a.docx", DEFAULT)
    assert [(p.number, p.text_origin) for p in mixed.pages] == [(1, "markup"), (2, "ocr")] and texts(mixed) == ["Văn bản kèm theo", TITLES[0]]


def test_pictures_that_are_not_read_are_warned_about(two):
    long = "Các đơn vị rà soát, báo cáo kết quả thực hiện về Sở để tổng hợp. " * 8
    for reading in (read(word(two, long), "a.docx", DEFAULT), read(word(two), "a.docx", Options(ocr=False))):
        assert [w.code for w in reading.warnings] == ["image_not_read"] and all(p.text_origin == "markup" for p in reading.pages)
    logo = Image.new("RGB", (200, 200), "red")
    assert not read(word([logo], "Ngắn"), "a.docx", DEFAULT).warnings


BODY = (
    "Thực hiện Quyết định số 45/QĐ-UBND ngày 12 tháng 3 năm 2024 của Ủy ban\n"
    "nhân dân tỉnh Sông Lam về chuyển đổi số, Sở Y tế tỉnh Sông Lam yêu cầu các\n"
    "đơn vị trực thuộc khẩn trương triển khai những nhiệm vụ trọng tâm sau đây:\n"
    "1. Rà soát, bổ sung cơ sở dữ liệu về cấp phép hành nghề; hoàn thành trước\n"
    "ngày 30/6/2024, báo cáo kết quả về Sở Y tế để tổng hợp."
)


def photographed(page: Image.Image) -> Image.Image:
    """The page as a telephone sees it from above: on a dark desk, turned a little, its far edge narrower, lit from one side, soft, grainy."""
    width, height = page.width + 200, page.height + 200
    desk = Image.new("RGB", (width, height), (70, 60, 55))
    desk.paste(page, (100, 100))
    w, h = float(width), float(height)
    lean = 0.03
    # where each corner of the picture comes from
    source = [(-lean * w, 0.0), (w * (1 + lean), 0.0), (w, h), (0.0, h)]
    target = [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)]
    rows = [row for (x, y), (u, v) in zip(target, source, strict=True) for row in ([x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y])]
    terms = np.linalg.solve(np.array(rows), np.array(source).reshape(-1))
    seen = desk.transform((width, height), Image.Transform.PERSPECTIVE, terms.tolist(), Image.Resampling.BICUBIC).rotate(1.3, Image.Resampling.BICUBIC, fillcolor=(70, 60, 55))
    light = np.linspace(1.0, 0.62, width)[None, :, None] * np.linspace(0.95, 1.0, height)[:, None, None]
    grain = np.random.default_rng(5).normal(0, 5, (height, width, 1))
    soft = np.asarray(seen.filter(ImageFilter.GaussianBlur(0.8)), np.float64)
    return Image.fromarray(np.clip(soft * light + grain, 0, 255).astype(np.uint8))


def test_a_page_photographed_by_hand(paper):
    paper.write(85, 120, BODY + "\n" + BODY)
    data = saved(photographed(paper.image), "JPEG", quality=80)
    reading = read(data, "IMG_0012.jpg", DEFAULT)
    assert Levenshtein.normalized_similarity(" ".join(texts(reading)), " ".join((BODY + "\n" + BODY).split())) > 0.97
