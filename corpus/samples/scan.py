"""A born-digital PDF as a poor office scanner would give it: grey, a little askew, speckled, without text."""

import io
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
from PIL import Image, ImageFilter

DPI = 150
_ANGLE = 0.6
_SEED = 412


def scan(source: Path) -> bytes:
    """The same pages as JPEG images in a PDF; the noise is the same at every call."""
    noise = numpy.random.default_rng(_SEED)
    pages = []
    pdf = pypdfium2.PdfDocument(source)
    try:
        for number in range(len(pdf)):
            image = pdf[number].render(scale=DPI / 72).to_pil().convert("L")
            image = image.rotate(_ANGLE if number % 2 == 0 else -_ANGLE, resample=Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
            grey = numpy.asarray(image, dtype=numpy.float32) * 0.9 + noise.normal(14, 7, (image.height, image.width))
            grey[noise.random(grey.shape) < 0.0004] = 40
            pages.append(Image.fromarray(numpy.clip(grey, 0, 255).astype(numpy.uint8)))
    finally:
        pdf.close()
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=35)
    with pikepdf.open(io.BytesIO(out.getvalue())) as made:
        del made.docinfo
        fixed = io.BytesIO()
        made.save(fixed, deterministic_id=True)
    return fixed.getvalue()
