"""One line of ink to words: two looks where the first is in doubt, signs held against the ink, what is no print left out."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from parser.readers.layout_ink import HIGH, LOW, NARROW, WIDE, InkLine, InkLines
from parser.readers.ocr_engine import Read, read_line
from parser.readers.ocr_page import Ready
from parser.readers.syllable import is_syllable

_DOUBT, _LIKELY = 0.9, 0.6
_FEW = 3  # letters of a line that is a figure or a mark alone
_SIGNS = re.compile(r"[-–—+*•=≤≥<>&…%/]|\.{2,}|\./\.|[“”\"()]+")
_SEAL = 0.6  # of a seal's radius, above and below its middle: what stands there and nowhere else is its own
_STROKES = re.compile(r"(?=.{0,2}[Il|])[Il1|]{1,3}([.)/-]?)")
_DOT = 0.75  # of its box, that the ink of a dot fills; a hook leaves more white
_AROUND = ".,:;()[]-–“”\"'/"
_QUOTES, _STOPS = "'\"“‘`", ".,:;'\"-"


def read_words(ink: InkLines, line: InkLine, page: Ready, *, thorough: bool = False) -> list[Read]:
    """The words of one line, boxes in pixels of the page; [] where it is no print. `thorough`: all of it in three sizes, not only what is in doubt."""
    dash = ink.dash(line, page)
    start = dash[2] if dash else None
    found = _look(ink, line, page, start, HIGH)
    if thorough:
        for room in (LOW, WIDE):
            found = surer(found, _look(ink, line, page, start, room))
    else:
        found = _again(found, [r.confidence < _DOUBT or not is_likely(r) for r in found], ink, line, page, start, LOW)
        found = _again(found, [not is_likely(r) for r in found], ink, line, page, start, WIDE)
    if line.place >= 0 and line.letters <= _FEW and confidence(found) < _DOUBT:  # a figure alone in its cell: the engine misses the rest of a line
        found = max(found, *(_look(ink, line, page, start, room) for room in (WIDE, NARROW)), key=confidence)
    found = [_dotted(r, ink, line, page) for r in _signs(_ends(found, ink, line, page, start), line, page)]
    if found:
        found[0] = _roman(found[0], ink, line, page)
    if dash:
        found.insert(0, Read("-", (dash[0], round(line.base - line.xheight), dash[1], round(line.base)), 0.95))
    return _kept(found, line, page)


def _again(reads: list[Read], doubtful: list[bool], ink: InkLines, line: InkLine, page: Ready, start: int | None, room: tuple[float, float]) -> list[Read]:
    """The words with those in doubt looked at again, each with its neighbours: the engine reads a word by those beside it, and pays by the width."""
    out: list[Read] = []
    done = 0
    while True in doubtful[done:]:
        first = doubtful.index(True, done)
        last = first + 1
        while True in doubtful[last : last + 2]:
            last += 1
        x0, x1 = reads[max(first - 1, 0)].box[0], reads[min(last, len(reads) - 1)].box[2]
        out += reads[done:first] + surer(reads[first:last], _look(ink, line, page, x0 if first > 1 else start, room, x1 if last + 1 < len(reads) else None))
        done = last
    return out + reads[done:]


def _look(ink: InkLines, line: InkLine, page: Ready, start: int | None, room: tuple[float, float], end: int | None = None) -> list[Read]:
    picture, x0 = ink.picture(line, page, room, start, end)
    return [replace(r, box=(r.box[0] + x0, r.box[1], r.box[2] + x0, r.box[3])) for r in read_line(picture, page.dpi)]


def surer(first: Sequence[Read], second: Sequence[Read]) -> list[Read]:
    """Doubtful words of the first look replaced by those of the second that stand in the same place and are likelier or surer."""
    out: list[Read] = []
    for word in first:
        best = word
        for other in second:
            if not same_place(word, other) or _lettered(other) < _lettered(best):
                continue
            likely, was_likely = is_likely(other), is_likely(best)
            is_surer = best.confidence < _DOUBT and other.confidence > best.confidence
            if (is_surer and likely == was_likely) or (likely and not was_likely and other.confidence > _LIKELY):
                best = replace(other, box=word.box)
        out.append(best)
    return out


def same_place(one: Read, other: Read) -> bool:
    """Whether two readings of a line are of one word: over seven tenths of the wider one are both's."""
    shared = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    return shared > 0.7 * max(one.box[2] - one.box[0], other.box[2] - other.box[0])


def is_likely(read: Read) -> bool:
    """Whether a word may stand in a Vietnamese text: a syllable, a figure, a code, an abbreviation or a sign."""
    text = read.text.strip(_AROUND)
    if len(text) > 1 and text.isalpha() and text[1:].islower():
        return is_syllable(text)
    return _is_word(read)


def _lettered(read: Read) -> bool:
    return any(c.isalnum() and c not in "ˆªº" for c in read.text)


def _ends(reads: list[Read], ink: InkLines, line: InkLine, page: Ready, start: int | None) -> list[Read]:
    """Without the quotes and stops that the engine likes to see at a picture's ends where the ink has none."""
    p = page.pieces
    own = np.nonzero(ink.of_piece == line.number)[0]
    if start is not None:
        own = own[p.x0[own] >= start]
    if not reads or not len(own):
        return reads
    x = line.xheight
    height, width = p.bottom[own] - p.top[own], p.x1[own] - p.x0[own]
    base = line.base_at((p.x0[own] + p.x1[own]) / 2)
    letter = (height >= 0.6 * x) & (p.top[own] < base - 0.65 * x) & (p.bottom[own] > base - 0.45 * x)
    if not letter.any():
        return reads
    left, right = int(p.x0[own][letter].min()), int(p.x1[own][letter].max())
    small = ~letter & (np.maximum(height, width) > 0.12 * x)
    middle = (p.x0[own] + p.x1[own]) / 2
    first = reads[0]
    text = first.text.lstrip("'`‘" if (small & (middle < left)).any() else _QUOTES)  # no dispatch begins with a single quote
    reads = ([replace(first, text=text)] if text else []) + reads[1:]
    if reads and not (small & (middle > right)).any():
        last = reads[-1]
        text = last.text.rstrip(_STOPS)
        if text and text != last.text and text[-1].isalnum():
            reads = [*reads[:-1], replace(last, text=text)]
    return reads


def _signs(reads: list[Read], line: InkLine, page: Ready) -> list[Read]:
    """`<` and `>` with a bar beneath are ≤ and ≥, which the engine does not know."""
    return [replace(r, text=("≤" if r.text[0] == "<" else "≥") + r.text[1:]) if r.text[0] in "<>" and _barred(r, line, page) else r for r in reads]


def _barred(read: Read, line: InkLine, page: Ready) -> bool:
    x0, x = read.box[0], line.xheight
    base = float(line.base_at(np.array([float(x0)]))[0])
    part = page.ink[max(round(base - 0.4 * x), 0) : round(base + 0.25 * x), max(round(x0 - 0.3 * x), 0) : round(x0 + 1.3 * x)]
    return bool(part.size) and int(part.sum(axis=1).max()) >= 0.7 * x


def _dotted(read: Read, ink: InkLines, line: InkLine, page: Ready) -> Read:
    """A word at whose end the engine saw ỉ where the ink has an i with its full round dot: it knows "chỉ" better than "chi"."""
    last = len(read.text.rstrip(_AROUND)) - 1
    if last < 1 or read.text[last] != "ỉ":
        return read
    p, x = page.pieces, line.xheight
    x0, _, x1, _ = read.box
    base = float(line.base_at(np.array([float(x1)]))[0])
    middle = (p.x0 + p.x1) / 2
    near = (ink.of_piece == line.number) & (middle > (x0 + x1) / 2) & (middle < x1 + 0.1 * x)
    mark = np.nonzero(near & (p.bottom < base - 0.8 * x) & (p.bottom > base - 2.2 * x))[0]
    if len(mark) != 1:
        return read
    high, wide = int((p.bottom - p.top)[mark[0]]), int((p.x1 - p.x0)[mark[0]])
    round_dot = high < 0.36 * x and int(p.area[mark[0]]) >= _DOT * high * wide
    return replace(read, text=f"{read.text[:last]}i{read.text[last + 1 :]}") if round_dot else read


def _roman(read: Read, ink: InkLines, line: InkLine, page: Ready) -> Read:
    """The number II or III of a heading by its strokes: the engine loses one of three, or sees a letter or a figure in them."""
    label = _STROKES.fullmatch(read.text)
    if label is None:
        return read
    x, x0, x1 = line.xheight, read.box[0], read.box[2]
    base = float(line.base_at(np.array([float(x0)]))[0])
    rows = page.ink[round(base - 0.95 * x) : round(base - 0.3 * x), max(round(x0 - 0.2 * x), 0) : x1]  # between the serifs, where strokes stand apart
    if not rows.size:
        return read
    edges = np.diff(np.pad((rows.mean(axis=0) > 0.85).astype(np.int8), 1))
    wide = np.nonzero(edges == -1)[0] - np.nonzero(edges == 1)[0]
    if not 2 <= len(wide) <= 3 or np.ptp(wide) > max(0.12 * x, 2) or (rows.mean(axis=0) > 0.3).sum() > wide.sum() + 3 * len(wide):
        return read
    return replace(read, text="I" * len(wide) + label[1])


def _kept(reads: Sequence[Read], line: InkLine, page: Ready) -> list[Read]:
    """The words that are print, without rules, specks, handwriting and the rims of seals read as letters."""
    words = [r for r in reads if _is_word(r)]
    sure = confidence(words)
    if sure < 0.3:
        return []
    if line.place >= 0:
        return words if sure > 0.4 else []
    y = line.base - line.xheight / 2
    if any(ring.holds(line.x0, y) and ring.holds(line.x1, y) and abs(y - ring.y) < _SEAL * ring.radius for ring in page.rings):
        return []
    if any(ring.holds((line.x0 + line.x1) / 2, y) for ring in page.rings):
        if line.letters < 6:
            return []
        return words if sure > 0.75 else [w for w in words if w.confidence > 0.8 and sum(c.isalpha() for c in w.text) > 1]
    if sure < 0.6 and (line.letters <= 8 or (sure < 0.45 and line.letters < 15)):
        return [w for w in words if w.confidence > 0.8 and sum(c.isalpha() for c in w.text) > 1]
    if line.letters <= 2 and sum(len(w.text) for w in words) <= 2:
        return [w for w in words if w.text.isalnum() and w.confidence > 0.88]
    return words


def _is_word(read: Read) -> bool:
    text = read.text
    if _lettered(read) or text == "©)":
        return True
    return (bool(_SIGNS.fullmatch(text)) and read.confidence > 0.3) or (len(text) == 1 and text in ".,;:" and read.confidence > 0.6)


def confidence(reads: Sequence[Read]) -> float:
    """Mean confidence over letters."""
    letters = sum(len(r.text) for r in reads)
    return sum(r.confidence * len(r.text) for r in reads) / letters if letters else 0.0
