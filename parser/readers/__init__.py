"""Bytes in, pages of lines and tables out: one reader per format, chosen by content."""

from collections.abc import Callable

from parser.errors import SourceTooLarge, UnsupportedSource
from parser.options import Options
from parser.readers import detect
from parser.readers.docx import read_docx
from parser.readers.html import read_html
from parser.readers.image import read_album, read_image
from parser.readers.markdown import read_markdown
from parser.readers.office import read_doc, read_odt, read_rtf
from parser.readers.pdf import read_pdf
from parser.readers.plain import read_plain
from parser.readers.shapes import Reading
from parser.readers.worker import isolated

Reader = Callable[[bytes, Options], Reading]

READERS: tuple[tuple[str, Reader], ...] = (
    (detect.PDF, read_pdf),
    (detect.DOCX, read_docx),
    (detect.DOC, read_doc),
    (detect.RTF, read_rtf),
    (detect.ODT, read_odt),
    (detect.HTML, read_html),
    (detect.MARKDOWN, read_markdown),
    (detect.PNG, read_image),
    (detect.JPEG, read_image),
    (detect.TIFF, read_image),
    (detect.ALBUM, read_album),
    (detect.PLAIN, read_plain),
)
"""Media type -> reader: the one place that knows which formats are read."""


_IN_PROCESS = frozenset({detect.PLAIN, detect.MARKDOWN})
"""Read without a worker even where one is asked for: no native library touches them."""


def read(data: bytes, filename: str, options: Options) -> Reading:
    """Read `data` with the reader its content asks for; in a killable worker if `options.isolate`. Raises SourceError."""
    if len(data) > options.max_bytes:
        raise SourceTooLarge(
            "source_too_large", f"Tệp lớn {len(data)} byte, quá giới hạn {options.max_bytes}.", f"{len(data)} bytes, the limit is {options.max_bytes}."
        )
    media_type = detect.media_type(data, filename)
    if options.isolate and media_type not in _IN_PROCESS:
        reading: Reading = isolated(_read, media_type, data, options, options=options)
        return reading
    return _read(media_type, data, options)


def _read(media_type: str, data: bytes, options: Options) -> Reading:
    for known, reader in READERS:
        if known == media_type:
            return reader(data, options)
    raise UnsupportedSource("unsupported_format", f"Chưa đọc được định dạng {media_type}.", f"No reader for {media_type}.")
