"""Scanned pages, end to end: the engine reads what we drew."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from parser.errors import MalformedSource, SourceTooLarge, UnsupportedSource
from parser.options import DEFAULT, Options
from parser.readers import ocr_engine, ocr_reading, ocr_second
from parser.readers.image import read_image
from parser.readers.ocr import PageImage, PageReading, read_page, read_pages
from parser.readers.shapes import Line, Table

pytestmark = pytest.mark.usefixtures("tesseract")

BODY = (
    "Thực hiện Quyết định số 45/QĐ-UBND ngày 12 tháng 3 năm 2024 của Ủy ban\n"
    "nhân dân tỉnh Sông Lam về chuyển đổi số, Sở Y tế tỉnh Sông Lam yêu cầu các\n"
    "đơn vị trực thuộc khẩn trương triển khai những nhiệm vụ trọng tâm sau đây:\n"
    "1. Rà soát, bổ sung cơ sở dữ liệu về cấp phép hành nghề; hoàn thành trước\n"
    "ngày 30/6/2024, báo cáo kết quả về Sở Y tế để tổng hợp."
)


def read(paper, page: int = 1) -> PageReading:
    return read_page(paper.image, page=page, width_pt=paper.width, height_pt=paper.height, options=DEFAULT)


def lines(reading: PageReading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Line)]


def likeness(got: str, wanted: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_similarity(" ".join(got.split()), " ".join(wanted.split())))


def test_body_is_read_with_marks_boxes_and_confidence(paper):
    paper.write(85, 120, BODY)
    reading = read(paper)
    assert likeness("\n".join(lines(reading)), BODY) > 0.99
    first = reading.blocks[0]
    assert isinstance(first, Line) and first.page == 1 and first.words[0].confidence > 0.8
    _, x0, top, x1, bottom = first.words[0].box
    assert 80 < x0 < 90 and 112 < top < 128 and x1 < 125 and bottom < 142
    assert first.text[first.words[3].start : first.words[3].end] == "định"
    assert reading.confidence > 0.9 and reading.rotation == 0


def test_letterhead_columns_are_read_one_after_the_other(paper):
    paper.write(150, 60, "ỦY BAN NHÂN DÂN TỈNH\nSÔNG LAM\nSỞ Y TẾ", 12, centred=True)
    paper.write(420, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", 12, centred=True)
    paper.write(85, 200, BODY)
    got = lines(read(paper))
    assert got[:3] == ["ỦY BAN NHÂN DÂN TỈNH", "SÔNG LAM", "SỞ Y TẾ"]
    assert got[3:5] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def test_ruled_table_is_read_cell_by_cell(paper):
    paper.grid([60, 100, 330, 520], [100, 140, 190, 240])
    for y, row in ((110, ("STT", "Nội dung", "Thời hạn")), (150, ("1", "Rà soát danh mục\nthiết bị y tế", "Trước 30/6/2024")), (200, ("2", "Báo cáo kết quả", "Quý III"))):
        for x, text in zip((68, 110, 340), row, strict=True):
            paper.write(x, y, text, 12)
    table = next(block for block in read(paper).blocks if isinstance(block, Table))
    assert (table.rows, table.columns) == (3, 3)
    texts = {(c.row, c.column): " ".join(line.text for line in c.lines) for c in table.cells}
    assert texts[1, 1] == "Rà soát danh mục thiết bị y tế" and texts[1, 2] == "Trước 30/6/2024" and texts[2, 0] == "2"
    assert table.box is not None and abs(table.box[1] - 60) < 3 and abs(table.box[4] - 240) < 3


def test_strokes_and_dots_are_held_against_the_ink(paper, monkeypatch):
    """The engine is made to lose a stroke of III and to see a hook over every i; the ink says otherwise, and only there."""
    for k, text in enumerate(("III. NỘI DUNG PHỐI HỢP", "11. Rà soát mức chi của các đơn vị", "1. Nội dung chi; chỉ đạo, địa chỉ")):
        paper.write(85, 100 + 30 * k, text)
    seen = ocr_engine.read_line

    def spoilt(picture, dpi):
        wrong = {"III.": "II.", "chi": "chỉ", "chi;": "chỉ;"}
        return [replace(r, text=wrong.get(r.text, r.text)) for r in seen(picture, dpi)]

    monkeypatch.setattr(ocr_reading, "read_line", spoilt)
    assert lines(read(paper)) == ["III. NỘI DUNG PHỐI HỢP", "11. Rà soát mức chi của các đơn vị", "1. Nội dung chi; chỉ đạo, địa chỉ"]


def test_a_red_seal_over_the_text_goes_and_the_text_stays(paper):
    paper.write(85, 120, BODY)
    paper.seal(300, 160, 55, (225, 40, 50))
    reading = read(paper)
    assert likeness("\n".join(lines(reading)), BODY) > 0.985
    assert "unread_ink" not in [w.code for w in reading.warnings]


def test_post_and_name_are_read_under_a_black_seal(paper):
    paper.write(85, 120, BODY)
    paper.write(400, 300, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", 13, centred=True)
    paper.write(400, 398, "Trần Thị Mẫu", 13, centred=True)
    paper.write(345, 385, "SỞ Y TẾ", 9, centred=True)
    paper.seal(345, 365, 50, (0, 0, 0))
    paper.image = paper.image.convert("L")
    got = lines(read(paper))
    assert len(got) == 8, "nothing of the seal itself"
    assert likeness("\n".join(got[5:]), "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thị Mẫu") > 0.9


def test_a_skewed_page_is_straightened_and_its_boxes_stay_on_the_paper(paper):
    paper.write(85, 120, BODY + "\n" + BODY)
    paper.image = paper.image.rotate(-2.4, resample=Image.Resampling.BICUBIC, fillcolor="white")
    reading = read(paper)
    assert likeness("\n".join(lines(reading)), BODY + "\n" + BODY) > 0.99
    _, x0, top, _, _ = reading.blocks[0].words[0].box
    pixels = np.asarray(paper.image.convert("L"))
    at = pixels[round((top + 2) * 200 / 72) : round((top + 16) * 200 / 72), round(x0 * 200 / 72) : round((x0 + 10) * 200 / 72)]
    assert at.min() < 100  # there is ink where the first word is said to be


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270])
def test_a_sideways_page_is_turned(paper, turn):
    paper.write(85, 120, BODY + "\n" + BODY)
    image = paper.image.transpose(turn)
    reading = read_page(image, page=1, width_pt=paper.height, height_pt=paper.width, options=DEFAULT)
    assert likeness("\n".join(lines(reading)), BODY + "\n" + BODY) > 0.98
    assert reading.rotation == (90 if turn is Image.Transpose.ROTATE_90 else 270)
    assert all(box[3] <= paper.height and box[4] <= paper.width for line in reading.blocks for box in [line.box])


ITEMS = (
    "a) Rà soát hồ sơ, kiểm tra tiến độ thực hiện.",
    "b) Tổng hợp ý kiến của các đơn vị trực thuộc.",
    "c) Bố trí kinh phí theo phân cấp ngân sách.",
    "d) Tuyên truyền trên các phương tiện thông tin.",
    "đ) Hướng dẫn người dân nộp hồ sơ trực tuyến.",
    "e) Báo cáo kết quả về Sở Nội vụ trước ngày 15.",
)


def automatic(image: Image.Image) -> str:
    """What the engine reads when it looks for the lines itself."""
    import tesserocr

    with tesserocr.PyTessBaseAPI(path=f"{ocr_engine.tessdata()}/", lang="vie", psm=tesserocr.PSM.AUTO) as engine:
        engine.SetImage(image)
        engine.SetSourceResolution(200)
        return " ".join(engine.GetUTF8Text().split())


@pytest.mark.parametrize("beside", ["dotted rules", "seal"])
def test_paragraphs_that_the_engines_own_layout_drops_are_read(paper, beside):
    for i, text in enumerate(ITEMS):
        paper.write(105, 100 + 38 * i, text)
        if beside == "dotted rules":  # to be filled in by hand
            for x in range(90, 560, 4):
                paper.rule(x, 126 + 38 * i, x + 1, 126 + 38 * i, width=2)
    if beside == "seal":
        paper.seal(390, 255, 60, (0, 0, 0))
    paper.image = paper.image.rotate(0.8, resample=Image.Resampling.BICUBIC, fillcolor="white")
    alone = automatic(paper.image.convert("L"))
    assert sum(text in alone for text in ITEMS) < len(ITEMS), "a page that shows nothing"
    assert [text for text in ITEMS if likeness(max(lines(read(paper)), key=lambda line: likeness(line, text)), text) < 0.95] == []


def test_a_blank_page_with_a_seal_gives_nothing_and_no_warning(paper):
    paper.seal(420, 600, 60, (20, 20, 20))
    assert read(paper) == PageReading((), 0.0, 0, None, ())
    paper.seal(200, 300, 60, (220, 30, 40))
    assert read(paper).warnings == ()


def test_dithered_text_that_is_not_read_is_warned_about(paper):
    paper.write(85, 120, BODY)
    noise = np.random.default_rng(7)
    pixels = np.asarray(paper.image.convert("L")).copy()
    band = pixels[round(500 * 200 / 72) : round(540 * 200 / 72), round(100 * 200 / 72) : round(480 * 200 / 72)]
    band[noise.random(band.shape) < 0.18] = 0  # what a fax makes of grey
    paper.image = Image.fromarray(pixels)
    codes = [w.code for w in read(paper).warnings]
    assert "unread_ink" in codes


def test_doubtful_digits_are_warned_about(paper):
    paper.write(85, 120, BODY)
    paper.write(85, 300, "Tổng số: 23.456.789 đồng, hạn ngày 18/9/2024", 12)
    region = [round(v * 200 / 72) for v in (130, 295, 420, 320)]
    part = paper.image.crop(region).filter(ImageFilter.GaussianBlur(4.2))
    paper.image.paste(part.point(lambda v: 255 if v > 150 else 0), region[:2])
    assert "doubtful_digit" in [w.code for w in read(paper).warnings]


def test_page_numbers_are_left_out(paper):
    paper.write(297, 30, "3", 12, centred=True)
    paper.write(85, 120, BODY)
    assert lines(read(paper))[0].startswith("Thực hiện")


def test_pages_on_two_processes_come_in_order(paper, new_paper):
    other = new_paper()
    paper.write(85, 120, "Trang thứ nhất của kế hoạch kiểm tra")
    other.write(85, 120, "Trang thứ hai của kế hoạch kiểm tra")
    jobs = [PageImage(p.image, i + 1, p.width, p.height) for i, p in enumerate((paper, other))]
    got = list(read_pages(iter(jobs), Options(workers=2)))
    assert [lines(r)[0].split()[2] for r in got] == ["nhất", "hai"]
    assert got == list(read_pages(iter(jobs), Options(workers=1)))


def test_images_of_one_and_of_many_pages(paper, new_paper):
    other = new_paper()
    paper.write(85, 120, "Kế hoạch phòng, chống thiên tai năm 2024")
    other.write(85, 120, "Phân công trách nhiệm của các đơn vị")
    for kind, media_type in (("PNG", "image/png"), ("JPEG", "image/jpeg")):
        data = io.BytesIO()
        paper.image.save(data, kind, dpi=(200, 200))
        reading = read_image(data.getvalue(), DEFAULT)
        assert reading.media_type == media_type and reading.paged and reading.pages[0].text_origin == "ocr"
        assert reading.pages[0].blocks[0].text == "Kế hoạch phòng, chống thiên tai năm 2024"
        assert abs(reading.pages[0].width - 595) < 2
    data = io.BytesIO()
    paper.image.save(data, "TIFF", save_all=True, append_images=[other.image])
    reading = read_image(data.getvalue(), DEFAULT)
    assert [p.blocks[0].text for p in reading.pages] == ["Kế hoạch phòng, chống thiên tai năm 2024", "Phân công trách nhiệm của các đơn vị"]
    assert [p.number for p in reading.pages] == [1, 2]


def test_broken_and_oversized_images_are_refused(paper):
    data = io.BytesIO()
    paper.image.save(data, "PNG")
    with pytest.raises(MalformedSource) as error:
        read_image(data.getvalue()[:2000], DEFAULT)
    assert error.value.code == "malformed"
    with pytest.raises(SourceTooLarge):
        read_image(data.getvalue(), Options(max_pixels=1000))


def test_without_vietnamese_data_the_error_names_the_packages(paper, monkeypatch, tmp_path: Path):
    paper.write(85, 120, BODY)
    monkeypatch.setattr(ocr_engine, "tessdata", lambda: None)
    ocr_engine._engine.cache_clear()
    try:
        with pytest.raises(UnsupportedSource) as error:
            read(paper)
    finally:
        ocr_engine._engine.cache_clear()
    assert error.value.code == "missing_tool" and "tesseract-ocr-vie" in error.value.vi
    monkeypatch.undo()
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    (tmp_path / "vie.traineddata").touch()
    assert ocr_engine.tessdata() == tmp_path


def test_thorough_reading_names_what_two_readers_see_differently(paper, monkeypatch):
    """The second reader is made to see another figure and a word outside all lines; by default it is not asked."""
    paper.write(85, 120, BODY)
    seen = ocr_engine.read_whole
    asked = []

    def other(page, dpi):
        asked.append(dpi)
        words = [replace(r, text=r.text.replace("2024", "2021")) for r in seen(page, dpi)]
        return [*words, ocr_engine.Read("phường", (100, 1200, 160, 1220), 0.95)]

    monkeypatch.setattr(ocr_second, "read_whole", other)
    assert "năm 2024" in lines(read(paper))[0] and not asked
    thorough = read_page(paper.image, page=3, width_pt=paper.width, height_pt=paper.height, options=Options(thorough=True))
    assert asked and likeness("\n".join(lines(thorough)), BODY) > 0.99 and "năm 2024" in lines(thorough)[0]
    messages = {w.code: w.message for w in thorough.warnings}
    assert "“2024” / “2021”" in messages["readings_differ"] and "Trang 3" in messages["readings_differ"]
    assert "“phường”" in messages["unread_ink"]
