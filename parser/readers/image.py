"""Pictures of paper: PNG, JPEG, TIFF with many pages; every frame is a page."""

import io
from collections.abc import Iterator

from PIL import Image, ImageOps, UnidentifiedImageError

from parser.errors import MalformedSource, SourceTooLarge
from parser.options import Options
from parser.readers.ocr import PageImage, read_pages
from parser.readers.pdf_pages import joined
from parser.readers.progress import tell
from parser.readers.shapes import Page, Reading

_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "TIFF": "image/tiff"}
_A4 = 595.0  # points across, where the file does not say how large its paper is
_SANE_DPI = (90.0, 1300.0)


def read_image(data: bytes, options: Options) -> Reading:
    """All frames as pages. Raises MalformedSource for broken bytes, SourceTooLarge past the limits."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
            media_type = _FORMATS.get(image.format or "", "image/png")
            count = getattr(image, "n_frames", 1) if media_type == "image/tiff" else 1
            if count > options.max_pages:
                raise SourceTooLarge("too_many_pages", f"Ảnh có {count} trang, quá giới hạn {options.max_pages}.", f"{count} frames, the limit is {options.max_pages}.")
            sizes: list[tuple[float, float]] = []
            read = []
            for reading in read_pages(_frames(image, count, options, sizes), options):
                read.append(reading)
                tell(options, len(read), count)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise MalformedSource("malformed", "Tệp ảnh bị hỏng hoặc bị cắt, không mở được.", "The image is broken or truncated.") from error
    pages = [
        Page(i + 1, r.blocks, "ocr", sizes[i][0], sizes[i][1], r.confidence, r.rotation, r.note) for i, r in enumerate(read)
    ]
    pages, warnings = joined(pages)
    return Reading(media_type, tuple(pages), paged=True, hard_wrapped=True, warnings=(*(w for r in read for w in r.warnings), *warnings))


def _frames(image: Image.Image, count: int, options: Options, sizes: list[tuple[float, float]]) -> Iterator[PageImage]:
    for i in range(count):
        if count > 1:
            image.seek(i)
        pixels = image.width * image.height
        if pixels > options.max_pixels:
            raise SourceTooLarge("source_too_large", f"Ảnh có {pixels} điểm, quá giới hạn {options.max_pixels}.", f"{pixels} pixels, the limit is {options.max_pixels}.")
        frame = ImageOps.exif_transpose(image.copy())
        sizes.append(_points(frame))
        yield PageImage(frame, i + 1, *sizes[-1])


def _points(frame: Image.Image) -> tuple[float, float]:
    """The size of the paper in points: from the file's resolution where it has a believable one, else as A4."""
    dpi = frame.info.get("dpi", (0, 0))[0]
    try:
        dpi = float(dpi)
    except (TypeError, ValueError, ZeroDivisionError):
        dpi = 0.0
    shorter = min(frame.width, frame.height)
    if not _SANE_DPI[0] <= dpi <= _SANE_DPI[1] or not 250 < 72 * shorter / dpi < 1300:
        dpi = 72 * shorter / _A4
    return 72 * frame.width / dpi, 72 * frame.height / dpi
