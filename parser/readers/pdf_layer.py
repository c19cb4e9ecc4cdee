"""Whether a PDF page's text layer is the page's text: none, a stamp alone, garbled, or good."""

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pypdfium2.raw as pdfium

from parser.readers.pdf_words import PdfWord
from parser.readers.syllable import quality

Kind = Literal["good", "blank", "none", "stamp_only", "garbled", "partial"]

_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
# A layer of fewer words than this on a page that is an image holds a stamp or a page number, not the text.
_FEW_WORDS = 25
_LOOK_DPI = 50
_MOST_UNWRITTEN = 0.5


@dataclass(frozen=True, slots=True)
class Layer:
    """What a page's text layer is worth: `image` the share of the page that its largest image covers, `confidence` 0-1, `drawn` shapes."""

    kind: Kind
    confidence: float
    image: float
    drawn: int

    @property
    def readable(self) -> bool:
        """Whether the text layer is taken; otherwise the page image has to be read."""
        return self.kind in ("good", "blank")


def judge(page: Any, words: Sequence[PdfWord], width: float, height: float, angle: int = 0) -> Layer:
    """Judge the layer by its own words and by what covers the page."""
    image, drawn = _covered(page, width * height)
    text = " ".join(word.text for word in words)
    count, share, marked = quality(text)
    odd = len(_ODD.findall(text)) / max(len(text), 1)
    if not words:
        if image < 0.05 and drawn < 40:
            return Layer("blank", 1.0, image, drawn)
        return Layer("none", 1.0, image, drawn)
    if image > 0.5:
        if len(words) < _FEW_WORDS:
            return Layer("stamp_only", 0.9, image, drawn)
        if odd > 0.05 or share < 0.8 or (share < 0.9 and marked < 0.5) or marked < 0.35:
            return Layer("garbled", 0.9, image, drawn)
        if not angle and _unwritten(page, words) > _MOST_UNWRITTEN:
            return Layer("partial", 0.8, image, drawn)
        return Layer("good", min(1.0, 0.4 + 0.6 * share), image, drawn)
    if odd > 0.2 or (count >= 30 and share < 0.25 and odd > 0.02):
        return Layer("garbled", 0.8, image, drawn)
    return Layer("good", 1.0 if share > 0.85 or count < 30 else 0.8, image, drawn)


def _unwritten(page: Any, words: Sequence[PdfWord]) -> float:
    """Share of the page image's ink that no word of the layer covers."""
    scale = _LOOK_DPI / 72
    gray = page.render(scale=scale, grayscale=True).to_numpy()[..., :].squeeze()
    ink = gray < 128
    # the scan's dark edges and large dark patches are no text
    margin = max(int(0.02 * min(ink.shape)), 1)
    ink[:margin], ink[-margin:], ink[:, :margin], ink[:, -margin:] = False, False, False, False
    total = int(ink.sum())
    if total < 200:
        return 0.0
    for word in words:
        ink[max(int((word.top - 2) * scale), 0) : int((word.bottom + 2) * scale) + 1, max(int((word.x0 - 2) * scale), 0) : int((word.x1 + 2) * scale) + 1] = False
    return float(ink.sum()) / total


def _covered(page: Any, area: float) -> tuple[float, int]:
    """Share of the page under its largest image, and the number of drawn shapes."""
    largest, drawn = 0.0, 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    total = 0.0
    for i in range(min(pdfium.FPDFPage_CountObjects(page.raw), 5000)):
        obj = pdfium.FPDFPage_GetObject(page.raw, i)
        kind = pdfium.FPDFPageObj_GetType(obj)
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            seen = kind == pdfium.FPDF_PAGEOBJ_IMAGE or _holds_image(obj)
            if seen and pdfium.FPDFPageObj_GetBounds(obj, left, bottom, right, top):
                size = max(right.value - left.value, 0.0) * max(top.value - bottom.value, 0.0) / max(area, 1.0)
                total += size
                largest = max(largest, size)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawn += 1
    # scans cut into strips: many images, each small, that cover the page together
    return max(largest, min(total, 1.0)), drawn


def _holds_image(form: Any) -> bool:
    count = min(pdfium.FPDFFormObj_CountObjects(form), 50)
    return any(pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(form, i)) == pdfium.FPDF_PAGEOBJ_IMAGE for i in range(count))
