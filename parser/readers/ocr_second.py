"""The page a second time, by the engine's own layout: a reader that shares neither lines nor pictures with the first. For the thorough mode."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from models.document import Warning
from parser.readers.layout_ink import InkLine
from parser.readers.ocr_doubt import named
from parser.readers.ocr_engine import Read, read_whole
from parser.readers.ocr_hand import Found
from parser.readers.ocr_page import Ready
from parser.readers.ocr_reading import is_likely, same_place, surer

_SURE, _SEEN = 0.6, 0.9  # a second reading of digits that counts, and of a word where the first saw none


def second_reading(found: Sequence[Found], page: Ready, number: int) -> tuple[list[Found], list[Warning]]:
    """The lines with words in doubt taken from the second reader where it is surer; one warning for digits on which
    the two differ (`readings_differ`), one for words that the second alone has (`unread_ink`)."""
    second = sorted(read_whole(page.gray, page.dpi), key=lambda r: r.box[3])
    bottoms = [r.box[3] for r in second]
    taken: set[int] = set()
    out: list[Found] = []
    differ: list[str] = []
    for line, reads in found:
        bases = line.base_at(np.array([float(line.x0), float(line.x1)]))
        first, last = bisect_left(bottoms, float(bases.min()) - line.xheight), bisect_left(bottoms, float(bases.max()) + 3 * line.xheight)
        near = [i for i in range(first, last) if second[i].box[0] < line.x1 and second[i].box[2] > line.x0 and _level(second[i], line)]
        taken.update(near)
        others = sorted((second[i] for i in near), key=lambda r: r.box[0])
        differ += [f"“{a.text}” / “{b.text}”" for a in reads for b in others if _differs(a, b)]
        out.append((line, surer(reads, others)))
    alone = [f"“{r.text}”" for i, r in enumerate(second) if i not in taken and r.confidence > _SEEN and sum(c.isalpha() for c in r.text) > 2 and is_likely(r)]
    return out, [
        *named("readings_differ", f"Trang {number}: hai lượt đọc cho chữ số khác nhau", differ),
        *named("unread_ink", f"Trang {number}: chỉ lượt đọc thứ hai thấy", alone),
    ]


def _level(read: Read, line: InkLine) -> bool:
    """Does the word stand on the line?"""
    middle = (read.box[1] + read.box[3]) / 2
    base = float(line.base_at(np.array([(read.box[0] + read.box[2]) / 2]))[0])
    return base - 1.6 * line.xheight < middle < base + 0.3 * line.xheight


def _differs(a: Read, b: Read) -> bool:
    if not same_place(a, b) or min(a.confidence, b.confidence) < _SURE:
        return False
    one, other = ("".join(filter(str.isdigit, r.text)) for r in (a, b))
    return one != other and bool(one or other)
