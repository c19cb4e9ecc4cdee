"""Bytes in, pages of lines and tables out: one reader per format, chosen by content."""

from parser.options import Options
from parser.readers.plain import read_plain
from parser.readers.shapes import Reading


def read(data: bytes, filename: str, options: Options) -> Reading:
    """Read `data` with the reader its content asks for. Raises SourceError."""
    return read_plain(data, options)
