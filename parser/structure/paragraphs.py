"""Lines to paragraphs: where a source is hard-wrapped, lines are joined by what marks, terminators, widths and gaps say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parser.structure.markers import Marker, find_marker
from parser.structure.titles import starts_with
from parser.text.canonical import CanonicalText, TextLine

_STOPS = (".", ";", ":", "!", "?", "…")
_CLOSERS = "\"”’»)]"
_HYPHENATED = re.compile(r"[\w&][-–]$")
_DANGLING = re.compile(
    r"(?:[,(“\"/]|\b(?:và|của|số|tại|theo|ngày|tháng|năm|các|những|cho|với|về|khoản|điểm|Điều|hoặc|là|do|từ|đến|trên|trong|Bộ|Sở|Ban|Ủy|UBND))$"
)
_RANGE = re.compile(r"\d[-–—]\s?\d$")  # "2021" at a line's end, "- 2025" on the next
# Wider than this a "line" is a paragraph: such a source is not wrapped.
_UNWRAPPED = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """How lines are set: `width` in characters (None: not wrapped), `gap` above what white space a paragraph begins.

    `indent` is how far in a line that goes on begins at most, None where the source has no geometry. `spaced`: paragraphs
    do stand apart in this source, so that a full line without space below it goes on.
    """

    width: float | None
    gap: float
    indent: float | None = None
    spaced: bool = True


class Block(NamedTuple):
    """Lines `first` to `last` (inclusive indices into the text's lines) that make one paragraph, and its marker."""

    first: int
    last: int
    start: int
    end: int
    marker: Marker | None


def layout_of(text: CanonicalText, lines: Sequence[int]) -> Layout:
    """The layout of the running text in `lines`, from lines that certainly go on: their successor starts in lower case."""
    if not text.hard_wrapped:
        return Layout(None, 0.0)
    lengths: list[int] = []
    gaps: list[float] = []
    indents: list[float] = []
    for i, j in pairwise(lines):
        here, there = _content(text, i), _content(text, j)
        if here and there[:1].islower() and not _terminated(here) and find_marker(there) is None:
            lengths.append(len(here))
            gaps.append(text.lines[j].source.gap or 0.0)
            indents.append(text.lines[j].source.indent or 0.0)
    if not lengths:
        return Layout(None, 0.0)
    lengths.sort()
    gaps.sort()
    indents.sort()
    width = float(lengths[int(len(lengths) * 0.9)])
    # A source of whole paragraphs whose letterhead alone is broken into lines is not wrapped either.
    wide = sum(text.lines[i].end - text.lines[i].start > width * 1.6 for i in lines)
    if width > _UNWRAPPED or (not text.paged and wide * 8 > len(lines)):
        return Layout(None, 0.0)
    # Blank lines are counted whole; on paper the space between lines varies a little.
    gap = gaps[int(len(gaps) * 0.95)] + 0.4 if not text.paged else gaps[int(len(gaps) * 0.9)] + 0.2
    apart = sum((text.lines[i].source.gap or 0.0) > gap or text.lines[i].source.starts_paragraph is True for i in lines)
    return Layout(width, gap, indents[int(len(indents) * 0.9)] if text.paged else None, apart * 20 > len(lines))


def blocks_of(text: CanonicalText, lines: Sequence[int], layout: Layout) -> list[Block]:
    """The paragraphs of a run of lines, in order."""
    blocks: list[Block] = []
    first = 0
    open_values: dict[str, int] = {}
    marker: Marker | None = None
    opening_word = ""
    for n, index in enumerate(lines):
        here = _content(text, index)
        found = find_marker(here)
        if n == 0:
            marker = found
            opening_word = here.split(" ", 1)[0]
            _opened(open_values, found)
            continue
        if _breaks(text, lines[n - 1], index, found, layout, open_values, n - first, opening_word):
            blocks.append(_block(text, lines[first], lines[n - 1], marker))
            first, marker = n, found
            opening_word = here.split(" ", 1)[0]
            _opened(open_values, found)
    if lines:
        blocks.append(_block(text, lines[first], lines[-1], marker))
    return blocks


def _opened(values: dict[str, int], marker: Marker | None) -> None:
    if marker is not None and marker.value is not None:
        values[marker.style] = marker.value


def _block(text: CanonicalText, first: int, last: int, marker: Marker | None) -> Block:
    start, end = text.trimmed(text.lines[first].start, text.lines[last].end)
    return Block(first, last, start, end, marker)


def _terminated(line: str) -> bool:
    """Whether a line ends in a stop, perhaps behind closing quotation marks and brackets."""
    return line.rstrip(_CLOSERS).endswith(_STOPS)


def _content(text: CanonicalText, index: int) -> str:
    line = text.lines[index]
    return text.content[line.start : line.end]


def _breaks(
    text: CanonicalText, before: int, at: int, marker: Marker | None, layout: Layout,
    open_values: dict[str, int], height: int, opening_word: str,
) -> bool:  # fmt: skip
    """Whether a paragraph begins at line `at`."""
    line, previous = text.lines[at], text.lines[before]
    starts = line.source.starts_paragraph
    here, last = _content(text, at), _content(text, before)
    terminated = _terminated(last)
    # How much of the line stayed free though the next word would have fitted; a paragraph's first line is indented.
    used = len(last) + 1 + len(here.split(" ", 1)[0]) + (5 if height == 1 else 0)
    short = layout.width is not None and used < layout.width * (0.88 if terminated or last.endswith(":") or marker is not None else 0.78)
    gap = (line.source.gap or 0.0) > layout.gap
    if starts is True:
        goes_on = marker is None and not terminated and (here[:1].islower() or (here[:1] == "(" and not short))
        listed = marker is None and last.endswith(",") and len(last) > 60 and here[:1].isalpha() and not starts_with("legal", last.lstrip("-–•+ "))
        return not ((goes_on and layout.width is not None) or listed)
    if layout.width is None:
        return starts is not False or _opens(marker, last, here, terminated, True, open_values)
    if marker is not None:
        return _opens(marker, last, here, terminated, short or gap, open_values)
    if starts is False:
        return False
    if here[:1].islower() or _HYPHENATED.search(last):
        return gap and terminated and not here[:1].islower()
    if _bold_differs(previous, line):
        return True
    if gap:
        return terminated or short or not _DANGLING.search(last)
    if terminated:
        flush = previous.source.indent or 0.0 if layout.indent is None else layout.indent + 6
        indented = (line.source.indent or 0.0) > flush + 0.5
        listed = last.endswith(";") and here.split(" ", 1)[0] == opening_word
        cued = not layout.spaced and (starts_with("closing", here) or starts_with("opening", here))
        return short or indented or listed or cued or starts_with("legal", here) or (last.endswith(":") and height <= 2)
    title = layout.width is not None and used < layout.width * (0.6 if text.paged else 0.75) and not last.endswith((",", "(", "-", "/"))
    return title or (short and not _DANGLING.search(last))


def _bold_differs(previous: TextLine, line: TextLine) -> bool:
    bold, was = line.source.bold, previous.source.bold
    return bold is not None and was is not None and bold != was and was


def _opens(marker: Marker | None, last: str, here: str, terminated: bool, apart: bool, open_values: dict[str, int]) -> bool:
    """Whether a mark at a line's start opens an item, or is a number, a dash or a letter that the wrapping put there."""
    if marker is None or _HYPHENATED.search(last):
        return False
    if marker.rank < 10 or terminated:
        return True
    if marker.value is None:
        return apart and not _RANGE.search(last + here[:3])
    expected = open_values.get(marker.style)
    if apart and not _DANGLING.search(last):
        return True
    return marker.value == 1 if expected is None else marker.value in (1, expected + 1)
