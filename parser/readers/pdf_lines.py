"""Words of a page to lines in reading order: side-by-side columns found by their gutter, paragraphs by geometry."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from parser.readers.columns import is_layout, is_recipients_heading
from parser.readers.pdf_words import PdfWord
from parser.readers.shapes import Change, Line, Word

_GUTTER = 1.0  # points at least between two columns: a scan's letterhead leaves no more


@dataclass(slots=True)
class Segment:
    """Words of one row that stand close together."""

    words: list[PdfWord]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    base: float


@dataclass(slots=True)
class _Band:
    """Rows `first`..`last` read as two columns."""

    first: int
    last: int
    left: list[Segment] = field(default_factory=list)
    right: list[Segment] = field(default_factory=list)


def rows_of(words: Sequence[PdfWord]) -> list[list[Segment]]:
    """Words grouped by baseline, each row cut where the gap is wider than a word space."""
    rows: list[list[PdfWord]] = []
    bases: list[float] = []
    for word in sorted(words, key=lambda w: (w.base or w.bottom, w.x0)):
        height = max(word.bottom - word.top, 1.0)
        for k in range(len(rows) - 1, max(len(rows) - 4, -1), -1):
            first = rows[k][0]
            if abs((word.base or word.bottom) - bases[k]) < 0.3 * max(height, first.bottom - first.top):
                rows[k].append(word)
                break
        else:
            rows.append([word])
            bases.append(word.base or word.bottom)
    out = [_segments(sorted(row, key=lambda w: w.x0)) for row in rows]
    out = _small_raised(out)
    out.sort(key=lambda row: min(s.base for s in row))
    return out


def _segments(row: list[PdfWord]) -> list[Segment]:
    out: list[list[PdfWord]] = [[row[0]]]
    for word in row[1:]:
        last = out[-1][-1]
        if word.x0 - last.x1 > 0.8 * _size(word):
            out.append([word])
        else:
            out[-1].append(word)
    return [_segment(words) for words in out]


def _size(word: PdfWord) -> float:
    height = word.bottom - word.top
    return word.size if 0.5 * height < word.size < 2 * height else height


def _segment(words: list[PdfWord]) -> Segment:
    return Segment(
        words, words[0].x0, max(w.x1 for w in words), min(w.top for w in words), max(w.bottom for w in words), median(_size(w) for w in words),
        median(w.base or w.bottom for w in words),
    )  # fmt: skip


def _small_raised(rows: list[list[Segment]]) -> list[list[Segment]]:
    """Superscripts (footnote marks, m²) joined to the row whose height they share."""
    out: list[list[Segment]] = []
    for row in rows:
        host = None
        if len(row) == 1 and len(row[0].words) == 1 and row[0].x1 - row[0].x0 < 20:
            mark = row[0]
            for other in rows:
                if other is row:
                    continue
                for s in other:
                    near = min(abs(mark.x0 - s.x1), abs(mark.x1 - s.x0)) < 3 or s.x0 < mark.x0 < s.x1
                    if near and s.size > mark.size * 1.2 and s.top - 4 <= (mark.top + mark.bottom) / 2 <= s.bottom:
                        host = other
        if host is None:
            out.append(row)
            continue
        merged = sorted([w for s in host for w in s.words] + row[0].words, key=lambda w: w.x0)
        host[:] = _segments(merged)
    return out


def lines_of(words: Sequence[PdfWord], number: int, width: float) -> list[Line]:
    """Lines of one region of page `number` in reading order."""
    if not words:
        return []
    rows = rows_of(words)
    bands = _bands(rows, width)
    free = [row for i, row in enumerate(rows) if not any(b.first <= i <= b.last for b in bands)]
    left_edge, right_edge = _edges(free or rows, width)
    out: list[Line] = []
    at = 0
    end: float | None = None
    for band in bands:
        out += _column([_joined(row) for row in rows[at : band.first]], number, left_edge, right_edge, above=end)
        end = max(s.base for s in band.left + band.right)
        for column in (band.left, band.right):
            if column:
                column.sort(key=lambda s: s.base)
                out += _column(_same_row_joined(column), number, min(s.x0 for s in column), max(s.x1 for s in column), in_band=True)
        at = band.last + 1
    return out + _column([_joined(row) for row in rows[at:]], number, left_edge, right_edge, above=end)


def _edges(rows: list[list[Segment]], width: float) -> tuple[float, float]:
    """The text block's left and right edge: where most long lines begin and end."""
    long = [row for row in rows if row[-1].x1 - row[0].x0 > 0.5 * width] or rows
    starts = sorted(row[0].x0 for row in long)
    ends = sorted(row[-1].x1 for row in long)
    return starts[len(starts) // 10], ends[(len(ends) * 9) // 10]


def _joined(row: list[Segment]) -> Segment:
    return row[0] if len(row) == 1 else _segment([w for s in row for w in s.words])


def _same_row_joined(column: list[Segment]) -> list[Segment]:
    out: list[Segment] = []
    for segment in column:
        if out and abs(out[-1].base - segment.base) < 0.3 * segment.size:
            out[-1] = _segment(sorted(out[-1].words + segment.words, key=lambda w: w.x0))
        else:
            out.append(segment)
    return out


def _bands(rows: list[list[Segment]], width: float) -> list[_Band]:
    """Stretches of rows with one gutter that no line crosses, and whose words are a letterhead's or a signature's."""
    out: list[_Band] = []
    free = 0
    i = 0
    while i < len(rows):
        band = None
        if len(rows[i]) == 1 and (alone := rows[i][0]).x1 < width * 0.6 and is_recipients_heading(" ".join(w.text for w in alone.words)):
            # recipients and signature whose lines stand nowhere side by side
            band = _grown(rows, i, alone.x1, width, free, width)
        elif len(rows[i]) > 1:
            for k in sorted(range(len(rows[i]) - 1), key=lambda k: rows[i][k].x1 - rows[i][k + 1].x0):
                band = _grown(rows, i, rows[i][k].x1, rows[i][k + 1].x0, free, width)
                if band is not None:
                    break
        if band is None:
            i += 1
            continue
        out.append(band)
        i = free = band.last + 1
    return out


def _grown(rows: list[list[Segment]], seed: int, low: float, high: float, free: int, width: float) -> _Band | None:
    """The widest run of rows about `seed` that leaves the gutter (low, high) open; None where it is no letterhead or signature."""
    if high < width * 0.2 or low > width * 0.8:
        return None
    sides: dict[int, tuple[list[Segment], list[Segment]]] = {}

    def admit(j: int) -> bool:
        nonlocal low, high
        new_low, new_high = low, high
        left: list[Segment] = []
        right: list[Segment] = []
        for s in rows[j]:
            middle = (s.x0 + s.x1) / 2
            if middle < (low + high) / 2:
                left.append(s)
                new_low = max(new_low, s.x1)
            else:
                right.append(s)
                new_high = min(new_high, s.x0)
        if new_high - new_low < _GUTTER:
            return False
        low, high = new_low, new_high
        sides[j] = (left, right)
        return True

    if not admit(seed):
        return None
    last = seed
    while last + 1 < len(rows) and _near(rows, last, last + 1) and admit(last + 1):
        last += 1
    first = seed
    while first > free and _near(rows, first - 1, first, 2.5) and admit(first - 1):
        first -= 1
    # first rows that stand on the left alone are the text before the block, but for the recipients' heading
    alone = next((j for j in range(first, seed + 1) if sides[j][1]), seed)
    heading = next((j for j in range(first, last + 1) if is_recipients_heading(" ".join(w.text for s in sides[j][0] for w in s.words))), None)
    if heading is not None:  # what stands above it on the left is the text, too, though a wide space may part its last lines
        alone = next((j for j in range(heading, first - 1, -1) if j == first or sides[j - 1][0]), heading)
    first = alone
    seed = max(seed, first)
    # a centred title after the letterhead may stand clear of the gutter
    middle = sum(_edges(rows, width)) / 2
    while last > seed and not sides[last][0] and abs((sides[last][1][0].x0 + sides[last][1][-1].x1) / 2 - middle) < width * 0.04:
        last -= 1
    # so may the next heading below the block's left column
    while last > seed and not sides[last][1] and _gap(rows, last - 1, last) > 1.2 * rows[last][0].size:
        last -= 1
    band = _Band(first, last)
    for j in range(first, last + 1):
        band.left += sides[j][0]
        band.right += sides[j][1]
    if max(s.x1 for s in band.left) - min(s.x0 for s in band.left) < width * 0.06:
        return None
    texts = ["\n".join(" ".join(w.text for w in s.words) for s in _same_row_joined(sorted(side, key=lambda s: s.base))) for side in (band.left, band.right)]
    return band if is_layout(texts) else None


def _gap(rows: list[list[Segment]], upper: int, lower: int) -> float:
    return min(s.top for s in rows[lower]) - max(s.bottom for s in rows[upper])


def _near(rows: list[list[Segment]], upper: int, lower: int, limit: float = 9.0) -> bool:
    """Whether two rows stand within `limit` line heights; a signature leaves a wide gap above the name."""
    return _gap(rows, upper, lower) < limit * max(s.size for s in rows[upper] + rows[lower])


def _column(segments: list[Segment], number: int, left: float, right: float, in_band: bool = False, above: float | None = None) -> list[Line]:
    """Lines of one column, with indent, gap, centring and paragraph starts; `above` is the end of what stands over it."""
    out: list[Line] = []
    before: Segment | None = None
    middle = (left + right) / 2
    pitch = _pitch(segments)
    for s in segments:
        text, words, changes = _text(s.words, number)
        indent = max(s.x0 - left, 0.0)
        slack = min(12.0, (right - left) * 0.05)
        clear = min(indent, right - s.x1)
        centred = (abs((s.x0 + s.x1) / 2 - middle) < slack and (clear > slack or in_band)) or (clear > 4 and abs(s.x0 - left - (right - s.x1)) < 3)
        base = above if before is None else before.base
        gap = max((s.base - base) / max(s.size, 1.0) - pitch, 0.0) if base is not None else None
        centred = centred and s.words[0].text[0] not in "-–+•"
        letters = [w for w in s.words if any(c.isalpha() for c in w.text)] or s.words
        out.append(
            Line(
                text=text, page=number, box=(number, s.x0, s.top, s.x1, s.bottom), words=words, changes=changes,
                starts_paragraph=None if in_band else _starts(s, before, indent, gap, centred, right),
                gap=None if gap is None else round(gap, 2), indent=round(indent, 1),
                bold=all(w.bold for w in letters), italic=all(w.italic for w in letters), centred=centred, size=round(s.size, 1),
            )
        )  # fmt: skip
        before = s
    return out


def _pitch(segments: list[Segment]) -> float:
    """The usual distance of baselines in line heights."""
    steps = [(b.base - a.base) / max(b.size, 1.0) for a, b in pairwise(segments)]
    steps = [step for step in steps if 0.8 < step < 3]
    return sorted(steps)[len(steps) // 4] if steps else 1.2


def _starts(s: Segment, before: Segment | None, indent: float, gap: float | None, centred: bool, right: float) -> bool | None:
    """Whether a new paragraph begins: indented, after a wide gap, or after a line that had room for its first word."""
    if before is None:
        return True if indent > 10 and not centred else None
    room = right - before.x1
    if centred:
        return True if gap is not None and gap > 0.5 else None
    if room > (s.words[0].x1 - s.words[0].x0) + 0.6 * s.size:
        return True
    if gap is not None and gap > 0.45 and indent > 8:
        return True
    if indent > 10 and s.x0 - before.x0 > 8:
        return True
    if abs(s.x0 - before.x0) < 3 and indent > 10:
        return None
    return False


def _text(words: list[PdfWord], number: int) -> tuple[str, tuple[Word, ...], tuple[Change, ...]]:
    """A line's text with its words' offsets; runs that touch are one word."""
    text = ""
    out: list[Word] = []
    changes: list[Change] = []
    before: PdfWord | None = None
    for word in words:
        if before is not None and not _touches(before, word):
            text += " "
        start = len(text)
        text += word.text
        out.append(Word(start, len(text), (number, word.x0, word.top, word.x1, word.bottom)))
        if word.raw:
            rule = "text.bullet" if "\ue000" <= word.raw[0] <= "\uf8ff" else "legacy.font"
            changes.append(Change(start, len(text), word.raw, rule))
        before = word
    return text, tuple(out), tuple(changes)


def _touches(a: PdfWord, b: PdfWord) -> bool:
    """Whether pdfium cut one word in two: no room between them for a space."""
    return b.glued and b.x0 - a.x1 < 0.15 * min(_size(a), _size(b))


def cell_lines(words: Sequence[PdfWord], number: int) -> list[Line]:
    """Lines of one table cell, top to bottom."""
    if not words:
        return []
    segments = [_joined(row) for row in rows_of(words)]
    return _column(segments, number, min(s.x0 for s in segments), max(s.x1 for s in segments))
