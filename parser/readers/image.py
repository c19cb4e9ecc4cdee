"""Pictures of paper: PNG, JPEG, TIFF with many pages, a zip of several pictures; every frame is a page."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from PIL import Image, ImageOps, UnidentifiedImageError

from models.document import Warning
from parser.errors import MalformedSource, SourceTooLarge
from parser.options import Options
from parser.readers import detect
from parser.readers.ocr import PageImage, read_pages
from parser.readers.pdf_pages import joined
from parser.readers.progress import tell
from parser.readers.shapes import Page, Reading
from parser.readers.unzipped import members

_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "TIFF": "image/tiff"}
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)
_A4 = 595.0  # points across, where the file does not say how large its paper is
_SANE_DPI = (90.0, 1300.0)


def read_image(data: bytes, options: Options) -> Reading:
    """All frames as pages. Raises MalformedSource for broken bytes, SourceTooLarge past the limits."""
    with opened(data) as image:
        media_type = _FORMATS.get(image.format or "", "image/png")
    pages, warnings = picture_pages([data], options)
    return Reading(media_type, tuple(pages), paged=True, hard_wrapped=True, warnings=tuple(warnings))


def read_album(data: bytes, options: Options) -> Reading:
    """The pictures of a zip container as the pages of one document, in the order of their names (2 before 10). Raises SourceError."""
    pages, warnings = picture_pages(pictures_of(data, options), options)
    return Reading(detect.ALBUM, tuple(pages), paged=True, hard_wrapped=True, warnings=tuple(warnings))


def pictures_of(data: bytes, options: Options) -> list[bytes]:
    """The pictures of a zip container in their order. Raises SourceError."""
    found = members(data, options, detect.PICTURE)
    return [found[name] for name in sorted(found, key=_natural)]


def album(pictures: Sequence[bytes]) -> bytes:
    """Several pictures as one document, in this order: a container that `read_album` reads."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for i, picture in enumerate(pictures, 1):
            archive.writestr(zipfile.ZipInfo(f"{i}.png"), picture)  # the content says what it is
    return buffer.getvalue()


def picture_pages(pictures: Sequence[bytes], options: Options, first: int = 1) -> tuple[list[Page], list[Warning]]:
    """Every frame of every picture as a page, numbered from `first`. Raises MalformedSource for broken bytes, SourceTooLarge past the limits."""
    sizes: list[tuple[float, float]] = []
    read = []
    with ExitStack() as stack:
        images = [stack.enter_context(opened(data)) for data in pictures]
        counts = [getattr(image, "n_frames", 1) if image.format == "TIFF" else 1 for image in images]
        count = sum(counts)
        if count > options.max_pages:
            raise SourceTooLarge("too_many_pages", f"Ảnh có {count} trang, quá giới hạn {options.max_pages}.", f"{count} frames, the limit is {options.max_pages}.")
        try:
            for reading in read_pages(_frames(images, counts, options, sizes, first), options):
                read.append(reading)
                tell(options, len(read), count)
        except _BROKEN as error:
            raise _broken() from error
    pages = [Page(first + i, r.blocks, "ocr", *sizes[i], r.confidence, r.rotation, r.note) for i, r in enumerate(read)]
    pages, warnings = joined(pages)
    return pages, [*(w for r in read for w in r.warnings), *warnings]


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts numbers in names by their value."""
    return tuple((int(part), "") if part.isdigit() else (0, part.casefold()) for part in re.split(r"(\d{1,15})", name))


def opened(data: bytes) -> Image.Image:
    """A picture of one of the formats that are read. Raises MalformedSource."""
    try:
        return Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
    except _BROKEN as error:
        raise _broken() from error


def _broken() -> MalformedSource:
    return MalformedSource("malformed", "Tệp ảnh bị hỏng hoặc bị cắt, không mở được.", "The image is broken or truncated.")


def _frames(images: Sequence[Image.Image], counts: Sequence[int], options: Options, sizes: list[tuple[float, float]], first: int) -> Iterator[PageImage]:
    for image, count in zip(images, counts, strict=True):
        for i in range(count):
            if count > 1:
                image.seek(i)
            pixels = image.width * image.height
            if pixels > options.max_pixels:
                raise SourceTooLarge("source_too_large", f"Ảnh có {pixels} điểm, quá giới hạn {options.max_pixels}.", f"{pixels} pixels, the limit is {options.max_pixels}.")
            frame = ImageOps.exif_transpose(image.copy())
            sizes.append(_points(frame))
            yield PageImage(frame, first + len(sizes) - 1, *sizes[-1])


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
