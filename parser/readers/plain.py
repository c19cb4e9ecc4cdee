"""Plain-text exports: hard-wrapped text, tab-led table cells, blank lines between lines."""

import unicodedata

from parser.options import Options
from parser.readers.shapes import Line, Page, Reading


def read_plain(data: bytes, options: Options) -> Reading:
    """One page of lines; `gap` counts the blank lines before each."""
    text = unicodedata.normalize("NFC", data.decode("utf-8-sig", errors="replace"))
    lines: list[Line] = []
    gap = 0
    for raw in text.splitlines():
        if not raw.strip():
            gap += 1
            continue
        lines.append(Line(text=raw.rstrip(), gap=float(gap), indent=float(len(raw) - len(raw.lstrip()))))
        gap = 0
    return Reading("text/plain", (Page(1, tuple(lines), "plain"),), paged=False, hard_wrapped=True)
