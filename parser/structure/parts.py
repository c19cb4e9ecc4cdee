"""The parts of a file: main text, appendices, attachments; what they are made of and called."""

import re
from dataclasses import dataclass, field
from typing import Literal

from parser.structure.landmarks import APPENDIX, AUTHORITY, CAPTION, is_motto, is_nation, is_recipients, is_title_line, open_bracket
from parser.structure.markers import find_marker
from parser.structure.shapes import RegionKind
from parser.text.canonical import CanonicalText

_TABLE_NAME = re.compile(r"(?:Bảng|Biểu|BẢNG|BIỂU|Danh mục|Danh sách)\b.{0,200}$")
PartKind = Literal["main", "appendix", "attachment"]


@dataclass(slots=True)
class Part:
    """The main text, an appendix or an attachment: its elements (line indices; tables as -1 - index) with their regions."""

    kind: PartKind
    number: str = ""
    elements: list[tuple[int, RegionKind]] = field(default_factory=list)


def elements_of(text: CanonicalText) -> list[int]:
    """Lines and tables in text order; tables that only lay out a letterhead or a signature count as lines."""
    layout_tables = {table.index for table in text.tables if _is_layout(text, table.index)}
    result: list[int] = []
    for i, line in enumerate(text.lines):
        if line.cell is None or line.cell[0] in layout_tables:
            result.append(i)
        elif not result or result[-1] != -1 - line.cell[0]:
            result.append(-1 - line.cell[0])
    return result


def _is_layout(text: CanonicalText, index: int) -> bool:
    table = text.tables[index]
    if table.columns > 3 or table.rows > 8:
        return False
    content = text.content[table.start : table.end]
    lines = [line.strip() for line in re.split(r"[\n\t]", content[:3000])]
    return any(is_nation(line) or is_motto(line) or is_recipients(line) or AUTHORITY.match(line) for line in lines)


def line_of(text: CanonicalText, element: int) -> str:
    """The text of a line."""
    line = text.lines[element]
    return text.content[line.start : line.end]


def title_of(text: CanonicalText, part: Part) -> tuple[int, int] | None:
    """The place of a part's title: its first lines without letterhead, "PHỤ LỤC" and caption, from the capitals on."""
    start = end = -1
    own_head = any(region == "letterhead" and element >= 0 and is_nation(line_of(text, element)) for element, region in part.elements[:25])
    for element, region in part.elements[:25]:
        if element < 0 or region != "letterhead":
            break
        line = text.lines[element]
        content = line_of(text, element)
        heading = APPENDIX.match(content)
        if heading is not None and start < 0:
            title = heading["title"] or ""
            if len(title) > 3:
                start, end = line.end - len(title), line.end
        elif CAPTION.match(content) or open_bracket(text.content[max(line.start - 200, 0) : line.start - 1]):
            if start >= 0:
                break
        elif start >= 0:
            end = line.end
        elif is_title_line(content) or (content.isupper() and not own_head):
            start, end = line.start, line.end
    return (start, end) if start >= 0 else None


def caption_of(above: list[str]) -> str | None:
    """The name of a table: the line above it that calls it one, or the capitals that end there."""
    last = above[-1] if above else ""
    if _TABLE_NAME.match(last):
        return last
    capitals: list[str] = []
    for line in reversed(above[-6:]):
        if line.isupper() and find_marker(line) is None and not line.startswith("PHỤ LỤC"):
            capitals.insert(0, line)
        elif capitals or not line.startswith("("):
            break
    return " ".join(capitals) or None
