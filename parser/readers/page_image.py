"""A page of an original as a picture, upright, so that boxes in points times dpi/72 are places on it."""

import io
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageOps

from parser.errors import MalformedSource, UnsupportedSource
from parser.options import Options
from parser.readers import detect
from parser.readers.image import pictures_of
from parser.readers.worker import isolated

PAGED = frozenset({detect.PDF, detect.PNG, detect.JPEG, detect.TIFF, detect.ALBUM})


@dataclass(frozen=True, slots=True)
class PageImage:
    """A PNG, and its size in pixels."""

    png: bytes
    width: int
    height: int


def page_image(data: bytes, filename: str, page: int, dpi: int, options: Options) -> PageImage:
    """Page `page` (from 1), in a killable process where `options.isolate`. Raises SourceError; `no_such_page` where there is none."""
    media_type = detect.media_type(data, filename)
    if media_type not in PAGED:
        raise UnsupportedSource("no_pages", "Tệp này không có trang để xem.", "This file has no pages to show.")
    if options.isolate:
        found: PageImage = isolated(_draw, data, media_type, page, dpi, options, options=options)
        return found
    return _draw(data, media_type, page, dpi, options)


def _draw(data: bytes, media_type: str, page: int, dpi: int, options: Options) -> PageImage:
    try:
        if media_type == detect.PDF:
            image = _of_pdf(data, page, dpi, options.max_pixels)
        else:
            image = _of_pictures(pictures_of(data, options) if media_type == detect.ALBUM else [data], page, options.max_pixels)
    except (pypdfium2.PdfiumError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise MalformedSource("malformed", "Trang bị hỏng, không hiện được.", "The page is broken and can't be shown.") from error
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return PageImage(out.getvalue(), image.width, image.height)


def _of_pdf(data: bytes, page: int, dpi: int, max_pixels: int) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        _check(page, len(document))
        found = document[page - 1]
        width, height = found.get_size()
        scale = min(dpi / 72, (max_pixels / max(1.0, width * height)) ** 0.5)
        image: Image.Image = found.render(scale=scale).to_pil()
        return image
    finally:
        document.close()


def _of_pictures(pictures: list[bytes], page: int, max_pixels: int) -> Image.Image:
    """The frame that is page `page` of all the pictures' frames."""
    before = 0
    for data in pictures:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
            frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            if page <= before + frames:
                image.seek(max(page - before - 1, 0))
                if image.width * image.height > max_pixels:
                    raise ValueError("pixels")
                _check(page, before + frames)
                return ImageOps.exif_transpose(image.copy()).convert("RGB")
            before += frames
    _check(page, before)
    raise AssertionError(page)


def _check(page: int, count: int) -> None:
    if not 1 <= page <= count:
        raise MalformedSource("no_such_page", f"Tệp có {count} trang.", f"The file has {count} pages.")
