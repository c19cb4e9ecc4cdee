"""Page images of a PDF for the reader of scanned paper: at the scan's own resolution, signature stamps left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from parser.options import Options
from parser.readers.ocr import PageImage

_DPI = (150.0, 300.0)
_USUAL = 200.0


@dataclass(frozen=True, slots=True)
class Scan:
    """A page to be read from its image: number from 1, size in points as seen, boxes of stamps (page space) to leave out."""

    number: int
    width: float
    height: float
    stamps: tuple[tuple[float, float, float, float], ...] = ()


def page_images(data: bytes, scans: Sequence[Scan], options: Options) -> Iterator[PageImage]:
    """Images in the order of `scans`, rendered when asked for. Widgets are drawn, but for signature stamps."""
    # without a form environment widgets are drawn as the annotations they are, and can be taken away one by one
    document = pypdfium2.PdfDocument(data)
    try:
        for scan in scans:
            page = document[scan.number - 1]
            try:
                without_stamps(page, scan.stamps)
                yield PageImage(_image(page, scan, options), scan.number, scan.width, scan.height)
            finally:
                page.close()
    finally:
        document.close()


def _image(page: Any, scan: Scan, options: Options) -> Image.Image:
    dpi = _own_resolution(page)
    pixels = scan.width * scan.height * (dpi / 72) ** 2
    if pixels > options.max_pixels:
        dpi *= (options.max_pixels / pixels) ** 0.5
    image: Image.Image = page.render(scale=dpi / 72, may_draw_forms=False, draw_annots=True).to_pil()
    image.info["dpi"] = (dpi, dpi)
    return image


def _own_resolution(page: Any) -> float:
    """Pixels per inch of the page's largest image, within what reading needs."""
    best, largest = _USUAL, 0.0
    for obj in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        try:
            left, bottom, right, top = obj.get_bounds()
            width, height = obj.get_px_size()
        except pypdfium2.PdfiumError:
            continue
        area = (right - left) * (top - bottom)
        if area > largest and right - left > 1 and top - bottom > 1:
            largest = area
            best = max(min(width, height) / min(right - left, top - bottom), max(width, height) / max(right - left, top - bottom)) * 72
    return min(max(best, _DPI[0]), _DPI[1]) if largest else _USUAL


def without_stamps(page: Any, stamps: Sequence[tuple[float, float, float, float]]) -> None:
    """Take the annotations with these boxes (page space) off the page."""
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), 500) - 1, -1, -1):
        annot = pdfium.FPDFPage_GetAnnot(page.raw, i)
        if not annot:
            continue
        rect = pdfium.FS_RECTF()
        found = pdfium.FPDFAnnot_GetRect(annot, rect)
        pdfium.FPDFPage_CloseAnnot(annot)
        if found and any(abs(rect.left - s[0]) < 1 and abs(rect.bottom - s[1]) < 1 for s in stamps):
            pdfium.FPDFPage_RemoveAnnot(page.raw, i)
