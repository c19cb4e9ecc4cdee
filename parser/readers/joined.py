"""Several pictures of paper as the pages of one file: photos of a dispatch, taken page by page."""

import io
from collections.abc import Sequence

from PIL import Image, ImageOps, UnidentifiedImageError

from parser.errors import MalformedSource, SourceTooLarge, UnsupportedSource
from parser.options import Options
from parser.readers import detect
from parser.readers.worker import isolated

PICTURES = frozenset({detect.PNG, detect.JPEG, detect.TIFF})


def joined_pictures(pictures: Sequence[tuple[bytes, str]], options: Options) -> bytes:
    """One TIFF of all pictures (bytes, name) in their order, in a killable process where `options.isolate`.

    Raises UnsupportedSource for a file that is no picture, SourceTooLarge past the limits, MalformedSource for broken bytes.
    """
    for data, name in pictures:
        if detect.media_type(data, name) not in PICTURES:
            raise UnsupportedSource("not_a_picture", f"«{name}» không phải ảnh, không ghép thành một văn bản được.", f"{name!r} is no picture.")
    contents = [data for data, _ in pictures]
    if options.isolate:
        found: bytes = isolated(_joined, contents, options.max_pixels, options.max_pages, options=options)
        return found
    return _joined(contents, options.max_pixels, options.max_pages)


def _joined(pictures: list[bytes], max_pixels: int, max_pages: int) -> bytes:
    frames: list[Image.Image] = []
    try:
        for data in pictures:
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
                for number in range(getattr(image, "n_frames", 1) if image.format == "TIFF" else 1):
                    image.seek(number)
                    if image.width * image.height > max_pixels:
                        raise SourceTooLarge("source_too_large", "Ảnh quá lớn.", "A picture is too large.")
                    frames.append(_frame(image))
        if len(frames) > max_pages:
            raise SourceTooLarge("too_many_pages", f"Có {len(frames)} trang, quá giới hạn {max_pages}.", f"{len(frames)} pages, the limit is {max_pages}.")
        out = io.BytesIO()
        frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], compression="tiff_lzw")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, Image.DecompressionBombError) as error:
        raise MalformedSource("malformed", "Có ảnh bị hỏng hoặc bị cắt.", "A picture is broken or truncated.") from error
    return out.getvalue()


def _frame(image: Image.Image) -> Image.Image:
    """Upright, gray where it has no colour, with the resolution that it states."""
    frame = ImageOps.exif_transpose(image.copy())
    frame = frame.convert("L" if frame.mode in ("1", "L", "LA", "I;16") else "RGB")
    if "dpi" in image.info:
        frame.info["dpi"] = image.info["dpi"]
    return frame
