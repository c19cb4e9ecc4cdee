"""Lines and tables found from the ink alone; no engine is asked."""

import numpy as np
from PIL import Image

from parser.readers.layout_ink import HIGH, find_lines
from parser.readers.ocr_components import painted, pieces, runs
from parser.readers.ocr_grid import ruled_tables
from parser.readers.ocr_page import prepare, without

TEXT = "Căn cứ Luật Tổ chức chính quyền địa phương, Sở Nội vụ đề nghị\ncác sở, ngành, Ủy ban nhân dân các huyện phối hợp thực hiện\nnhững nội dung dưới đây; kết quả gửi về trước ngày 30 tháng 6."


def ready(paper):
    return prepare(paper.image, paper.width)


def everywhere(page):
    return find_lines(page, np.full(len(page.pieces), -1, np.int64))


def test_runs_and_pieces_of_a_mask():
    mask = np.zeros((6, 9), bool)
    mask[1, 1:4] = mask[2, 4] = mask[4:6, 7] = True  # a step that touches by its corner, and a stroke
    r = runs(mask)
    p = pieces(r, mask.shape[1])
    assert len(p) == 2 and sorted(p.area.tolist()) == [2, 4]
    first = int(np.argmin(p.top))
    assert (p.x0[first], p.top[first], p.x1[first], p.bottom[first]) == (1, 1, 5, 3)
    assert (painted(r, np.ones(len(r.row), bool), mask.shape) == mask).all()
    assert len(pieces(runs(np.zeros((3, 3), bool)), 3)) == 0


def test_each_line_with_its_marks_and_none_of_its_neighbours(paper):
    paper.write(85, 100, TEXT, 13)
    page = ready(paper)
    ink = everywhere(page)
    assert len(ink.lines) == 3
    owned = np.bincount(ink.of_piece[ink.of_piece >= 0])
    assert owned.sum() == len(page.pieces)  # every mark, point and comma has its line
    for line in ink.lines:
        picture, _ = ink.picture(line, page, HIGH)
        rows = np.nonzero((picture < 128).any(axis=1))[0]
        assert rows.min() > 0 and picture.shape[0] < 4 * line.xheight


def test_a_dot_below_stays_with_its_line_though_the_next_stands_close(paper):
    paper.write(85, 100, "lạm dụng, hạn chế, trọng điểm, nhiệm vụ", 13)
    paper.write(85, 114, "xem xét, cho ý kiến; ấn phẩm, tuyến trên, ổn thoả và nhiều hơn nữa", 13)
    page = ready(paper)
    ink = everywhere(page)
    upper, lower = sorted(ink.lines, key=lambda line: line.base)
    p = page.pieces
    dots = (p.bottom - p.top < 0.4 * upper.xheight) & (p.top > upper.base) & (p.bottom < upper.base + 0.6 * upper.xheight)
    assert dots.sum() == 6 and (ink.of_piece[dots] == upper.number).all()
    marks = (p.bottom - p.top < 0.6 * upper.xheight) & (p.top > upper.base + 0.6 * upper.xheight) & (p.bottom < lower.base - lower.xheight)
    assert marks.sum() > 5 and (ink.of_piece[marks] == lower.number).all()


def test_dust_between_words_goes_and_stops_stay(paper):
    paper.write(85, 100, "Sở Nội vụ: rà soát, báo cáo (nếu có) - gửi về.", 13)
    clean = ready(paper)
    size = 0.2 * clean.letter
    rnd = np.random.default_rng(7)
    line = everywhere(clean).lines[0]
    letters = np.nonzero(clean.pieces.bottom - clean.pieces.top > 0.5 * clean.letter)[0]
    order = letters[np.argsort(clean.pieces.x0[letters])]
    image = np.array(paper.image)
    ends = np.maximum.accumulate(clean.pieces.x1[order][:-1])
    gaps = [(int(a), int(b)) for a, b in zip(ends, clean.pieces.x0[order][1:], strict=True) if b - a > 0.35 * line.xheight]
    a, y, half = gaps[0][0] + round(0.12 * line.xheight), round(line.base - 0.9 * line.xheight), round(size / 2)
    image[y - half : y + half, a : a + 2 * half] = 0  # the horn of a broken letter
    for a, b in gaps[1:]:  # a speck of a point's size in the middle of each blank between words
        x, y, half = (a + b) // 2, round(line.base - 0.5 * line.xheight), round(size / 2)
        if (image[y - 2 * half : y + 2 * half, x - 2 * half : x + 2 * half] == 255).all():
            image[y - half : y + half, x - half : x + half] = 0
    height, width = image.shape[:2]
    for _ in range(60):
        x, y = int(rnd.integers(20, width - 20)), int(rnd.integers(600, height - 20))
        image[y : y + 2, x : x + 2] = 0
    paper.image = Image.fromarray(image)
    page = ready(paper)
    ink = everywhere(page)
    first = min(ink.lines, key=lambda line: line.base)
    assert page.speckle > 0.15 and (ink.of_piece == first.number).sum() == len(clean.pieces) + 1


def test_columns_are_lines_of_their_own(paper):
    paper.write(60, 60, "SỞ NỘI VỤ TỈNH SÔNG LAM", 12)
    paper.write(300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
    left, right = sorted(everywhere(ready(paper)).lines, key=lambda line: line.x0)
    assert left.x1 < right.x0 and abs(left.base - right.base) < 2


def test_a_dash_that_begins_a_line_is_seen_and_a_minus_in_a_word_is_not(paper):
    paper.write(85, 100, "- Sở Tài chính;", 13)
    paper.write(85, 160, "Kế hoạch - Tài chính", 13)
    page = ready(paper)
    ink = everywhere(page)
    first, second = sorted(ink.lines, key=lambda line: line.base)
    dash = ink.dash(first, page)
    assert dash is not None and dash[0] < dash[1] < dash[2]
    assert ink.dash(second, page) is None


def test_a_grid_with_merged_cells_askew(paper):
    paper.grid([60, 160, 300, 500], [100, 140, 180, 220])
    for x, y in ((80, 110), (180, 110), (320, 110), (180, 150), (320, 150), (180, 190), (320, 190)):
        paper.write(x, y, "Nội dung", 12)
    paper.rule(62, 140, 158, 140, "white", 8)  # the first column's two upper cells are one
    paper.image = paper.image.rotate(0.9, resample=Image.Resampling.BICUBIC, fillcolor="white")
    page = ready(paper)
    (table,), rules = ruled_tables(page)
    assert (len(table.grid.xs), len(table.grid.ys)) == (4, 4)
    assert len(table.grid.cells) == 8 and (0, 0, 2, 1) in table.grid.cells
    clean = without(page, rules)
    assert len(ruled_tables(clean)[0]) == 0 and len(everywhere(clean).lines) == 7


def test_a_frame_and_an_underline_are_no_table(paper):
    paper.grid([60, 140], [60, 90])
    paper.rule(200, 120, 330, 120)
    paper.write(200, 100, "Độc lập - Tự do - Hạnh phúc", 12)
    assert ruled_tables(ready(paper))[0] == []


def test_a_table_tied_to_the_edge_by_a_fold_stays(paper):
    paper.grid([60, 160, 300, 500], [100, 140, 180])
    paper.write(80, 110, "Nội dung", 12)
    paper.rule(0, 140, 595, 140)
    (table,), _ = ruled_tables(ready(paper))
    assert (len(table.grid.xs), len(table.grid.ys)) == (4, 3)


def test_black_borders_and_punch_holes_go(paper):
    paper.write(85, 100, TEXT, 13)
    before = len(ready(paper).pieces)
    draw = paper.image.load()
    assert draw is not None
    dark = Image.new("RGB", (40, paper.image.height), "black")
    paper.image.paste(dark, (0, 0))
    hole = Image.new("RGB", (48, 48), "black")
    paper.image.paste(hole, (60, 900))
    assert len(ready(paper).pieces) == before


def test_shadow_is_evened_out(paper):
    paper.write(85, 100, TEXT, 13)
    wanted = len(everywhere(ready(paper)).lines)
    pixels = np.asarray(paper.image.convert("L")).astype(np.float32)
    shade = np.linspace(1.0, 0.5, pixels.shape[1])[None, :]
    paper.image = Image.fromarray((pixels * shade).astype(np.uint8))
    page = ready(paper)
    assert page.ink.mean() < 0.05 and len(everywhere(page).lines) == wanted
