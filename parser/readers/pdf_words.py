"""pdfium's characters as words with boxes, sizes and weights.

The text of a page is fetched in one call and only the first and last character of a word are asked for their
boxes: three times faster than asking for every character.
"""

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from models.span import Box
from parser.readers.docx_numbering import BULLETS
from parser.readers.legacy import by_font

# Runs without white space; a hyphen at a line's end (U+FFFE or 02 in pdfium's text) closes its run.
_STRETCH = re.compile("[^\\s\x00\ufeff\u200b\u2060\ufffe\x02]*[\ufffe\x02]|[^\\s\x00\ufeff\u200b\u2060\ufffe\x02]+")


@dataclass(slots=True)
class PdfWord:
    """A word on the page; coordinates in points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    raw: str = ""
    base: float = 0.0
    """The base line's y; 0 where it is not known, and the box's bottom stands for it."""
    glued: bool = False
    """No white space before it in the layer: it goes on from the word before where it touches that."""


Place = Callable[[float, float, float, float], tuple[float, float, float, float]]


def placer(page: Any) -> tuple[Place, float, float, int]:
    """(left, bottom, right, top) in page space -> (x0, top, x1, bottom) as the page is seen; with its width, height, rotation."""
    width, height = page.get_size()
    rotation = pdfium.FPDFPage_GetRotation(page.raw) * 90
    left, bottom, right, top = page.get_bbox()
    if rotation == 90:
        return (lambda a, b, c, d: (b - bottom, a - left, d - bottom, c - left)), width, height, rotation
    if rotation == 180:
        return (lambda a, b, c, d: (right - c, b - bottom, right - a, d - bottom)), width, height, rotation
    if rotation == 270:
        return (lambda a, b, c, d: (top - d, right - c, top - b, right - a)), width, height, rotation
    return (lambda a, b, c, d: (a - left, top - d, c - left, top - b)), width, height, rotation


class FontBook:
    """Names and styles of the fonts of one document, asked once a text object and once a font."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[str, bool, bool]] = {}

    def of(self, font: Any) -> tuple[str, bool, bool]:
        """(name, bold, italic) of a font handle."""
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._fonts:
            name = ""
            if font:
                size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
                buffer = ctypes.create_string_buffer(max(size, 1))
                pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
                name = buffer.value.decode("utf-8", errors="replace")
            low = name.lower()
            # the weight that pdfium reports is a guess where the name says nothing
            self._fonts[key] = (name, "bold" in low or "black" in low, "italic" in low or "oblique" in low)
        return self._fonts[key]


def page_words(textpage: Any, place: Place, fonts: FontBook) -> list[PdfWord]:
    """Words of a text page in stream order, NFC, legacy fonts converted; `raw` keeps what the layer said where that changed."""
    raw = textpage.raw
    count = pdfium.FPDFText_CountChars(raw)
    if count <= 0:
        return []
    text = _characters(raw, count)
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    origin = pdfium.FPDFText_GetCharOrigin
    size_of, object_of, loose = pdfium.FPDFText_GetFontSize, pdfium.FPDFText_GetTextObject, pdfium.FPDFText_GetLooseCharBox
    styles: dict[int, tuple[str, bool, bool, float]] = {}

    def box_at(i: int) -> tuple[float, float, float, float]:
        loose(raw, i, box)
        return place(box.left, box.bottom, box.right, box.top)

    words: list[PdfWord] = []
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        first = box_at(start)
        last = box_at(end - 1) if end - start > 1 else first
        obj = object_of(raw, start)
        key = ctypes.addressof(obj.contents) if obj else 0
        if key not in styles:
            name, bold, italic = fonts.of(pdfium.FPDFTextObj_GetFont(obj)) if obj else ("", False, False)
            styles[key] = (name, bold, italic, size_of(raw, start))
        name, bold, italic, size = styles[key]
        height = max(first[3] - first[1], 1.0)
        if abs(first[1] - last[1]) > height * 0.7 or not -1 <= last[2] - first[0] <= (end - start) * height * 1.6 + 2:
            words += _one_by_one(text, start, end, box_at, name, bold, italic, size)
            continue
        word = _word(
            text[start:end], (min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3])), name, bold, italic, size
        )
        if origin(raw, start, x, y):
            word.base = place(x.value, y.value, x.value, y.value)[3]
        word.glued = start > 0 and not text[start - 1].isspace()
        words.append(word)
    return [word for word in words if word.text]


def _characters(raw: Any, count: int) -> str:
    """One Python character for each pdfium character index."""
    buffer = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(raw, 0, count, buffer)
    if got == count + 1:
        text = bytes(buffer)[: count * 2].decode("utf-16-le", errors="replace")
        if len(text) == count:
            return text
    return "".join(chr(c) if (c := pdfium.FPDFText_GetUnicode(raw, i)) < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for i in range(count))


def _one_by_one(
    text: str, start: int, end: int, box_at: Callable[[int], tuple[float, float, float, float]],
    name: str, bold: bool, italic: bool, size: float,
) -> list[PdfWord]:  # fmt: skip
    """A run whose ends do not stand on one line: cut wherever the next character is elsewhere."""
    out: list[PdfWord] = []
    piece = ""
    where: tuple[float, float, float, float] | None = None
    for i in range(start, end):
        a, b, c, d = box_at(i)
        if where is not None and (abs(b - where[1]) > (d - b) * 0.6 or not -2 <= a - where[2] <= max(d - b, 1.0) * 0.4):
            out.append(_word(piece, where, name, bold, italic, size))
            out[-1].glued = True
            piece, where = "", None
        piece += text[i]
        where = (a, b, c, d) if where is None else (min(a, where[0]), min(b, where[1]), max(c, where[2]), max(d, where[3]))
    if where is not None:
        out.append(_word(piece, where, name, bold, italic, size))
        out[-1].glued = True
    out[0].glued = start > 0 and not text[start - 1].isspace()
    return out


def _word(text: str, box: tuple[float, float, float, float], font: str, bold: bool, italic: bool, size: float) -> PdfWord:
    clean = text if text.isascii() else unicodedata.normalize("NFC", text.replace("\ufffe", "-"))
    clean = clean.replace("\x02", "-")
    converted = by_font(clean, font)
    if len(clean) == 1 and "\ue000" <= clean <= "\uf8ff":
        converted = BULLETS.get(clean, "•")
    return PdfWord(box[0], box[1], box[2], box[3], converted, size or box[3] - box[1], bold, italic, clean if converted != clean else "")


def text_angle(textpage: Any, rotation: int) -> int:
    """How far clockwise the page, shown with its own rotation, has to be turned for its text to run from left to right: 0, 90 or 270."""
    raw = textpage.raw
    count = pdfium.FPDFText_CountChars(raw)
    if count <= 0:
        return 0
    found = [(round(math.degrees(pdfium.FPDFText_GetCharAngle(raw, i))) + rotation) % 360 for i in range(0, count, max(count // 40, 1))]
    return next((360 - angle for angle in (90, 270) if sum(abs(f - angle) < 10 for f in found) * 3 > 2 * len(found)), 0)


def turned(place: Place, angle: int, width: float, height: float) -> Place:
    """`place` for a reader who turns the paper clockwise by `angle`; `width` and `height` before turning."""

    def clockwise(a: float, b: float, c: float, d: float) -> tuple[float, float, float, float]:
        x0, top, x1, bottom = place(a, b, c, d)
        return height - bottom, x0, height - top, x1

    def anticlockwise(a: float, b: float, c: float, d: float) -> tuple[float, float, float, float]:
        x0, top, x1, bottom = place(a, b, c, d)
        return top, width - x1, bottom, width - x0

    return {90: clockwise, 270: anticlockwise}.get(angle, place)


def turned_back(box: Box, angle: int, width: float, height: float) -> Box:
    """A box of the turned page on the page as it lies."""
    number, x0, top, x1, bottom = box
    if angle == 90:
        return number, top, height - x1, bottom, height - x0
    if angle == 270:
        return number, width - bottom, x0, width - top, x1
    return box
