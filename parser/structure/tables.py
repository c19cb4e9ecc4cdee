"""Tables to rows: header rows and roles, merged cells carried, section rows, rows in the tree by their printed numbers."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from models.vocabulary import ColumnRole
from parser.structure.columns import column_roles, is_header, role_of
from parser.structure.markers import find_marker, roman_value
from parser.text.canonical import CanonicalText, TextTable
from parser.text.fold import match_key

_STATE = re.compile(r"\W*(?:Chưa|Đã|Đang|Còn|Hiện)(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,3}(?:\s?[.,]\s?\d{1,3}){0,4})\s?[.)/\-–:]*")
_ROMAN = re.compile(r"([IVXL]{1,6})\s?[.)/\-–:]*")
_ROMAN_DOTTED = re.compile(r"([IVX]{1,5}(?:\.\d{1,2}){1,3})\.?")
_CAPITAL = re.compile(r"([A-HĐ])\s?[.)/\-–:]*")
_LETTER = re.compile(r"([a-zđ])\s?[.)/]*")
_BULLET = re.compile(r"[-–+*•]")


@dataclass(slots=True)
class RowShape:
    """A row after reconstruction. `level`: section, row; `label` without its full stop, None where it has none."""

    label: str | None
    section: bool
    start: int
    end: int
    task: tuple[int, int]
    cells: dict[int, tuple[int, int]]
    merged: frozenset[int] = frozenset()


@dataclass(slots=True)
class Grid:
    """A table's columns and its rows without headers."""

    start: int
    end: int
    columns: tuple[tuple[str | None, ColumnRole], ...]
    rows: list[RowShape] = field(default_factory=list)


def row_label(text: str) -> str | None:
    """The number of a row: `1.` to `1`, `1, 1` to `1.1`, `II.` to `II`; None where the cell holds something else."""
    text = text.strip()
    if not text or len(text) > 12:
        return None
    if match := _NUMBER.fullmatch(text):
        return re.sub(r"\s?[.,]\s?", ".", match[1])
    if (match := _ROMAN.fullmatch(text)) and roman_value(match[1]):
        return match[1]
    if match := _ROMAN_DOTTED.fullmatch(text) or _CAPITAL.fullmatch(text) or _LETTER.fullmatch(text):
        return match[1]
    return "-" if _BULLET.fullmatch(text) else None


def read_table(text: CanonicalText, table: TextTable, previous: Grid | None) -> Grid:
    """The rows and columns of a table; one without a header takes the columns of the table before it if as wide."""
    content = text.content
    places: list[list[tuple[int, int] | None]] = [[None] * table.columns for _ in range(table.rows)]
    merged: list[set[int]] = [set() for _ in range(table.rows)]
    widths: list[dict[int, int]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        start, end = text.trimmed(cell.start, cell.end)
        for r in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            if cell.column < table.columns:
                places[r][cell.column] = (start, end)
                widths[r][cell.column] = cell.column_span
                if r > cell.row:
                    merged[r].add(cell.column)

    def texts(r: int) -> list[str]:
        return [" ".join(content[p[0] : p[1]].split()) if p else "" for p in places[r]]

    header = _header_rows(table, texts, merged)
    parts = _names(header, places, widths, content, table.columns)
    names = [" - ".join(part) if part else None for part in parts]
    # Under a shared head ("Phân công thực hiện") the column's own name says what it holds.
    telling = [part[-1] if part and role_of(part[-1]) else name for part, name in zip(parts, names, strict=True)]
    if not header and previous is not None and len(previous.columns) == table.columns:
        columns = previous.columns
    else:
        body = [texts(r) for r in range(header, table.rows)]
        lengths = [sum(len(row[c]) for row in body) / max(len(body), 1) for c in range(table.columns)]
        if not header and body and _mostly_labels([row[0] for row in body]):
            roles: tuple[ColumnRole, ...] = ("index", *column_roles(telling[1:], lengths[1:]))
        else:
            roles = column_roles(telling, lengths)
        roles = tuple("other" if role == "outcome" and _tells_state([row[c] for row in body]) else role for c, role in enumerate(roles))
        columns = tuple(zip(names, roles, strict=True))
    grid = Grid(table.start, table.end, columns)
    heads = {tuple(match_key(t) for t in texts(r)) for r in range(header)}
    index = next((i for i, (_, role) in enumerate(columns) if role == "index"), None)
    task = _task_column(columns, index)
    for r in range(header, table.rows):
        row = texts(r)
        if not any(row) or tuple(map(match_key, row)) in heads or (header and is_header(row) and row_label(row[0]) is None):
            continue
        if all(re.fullmatch(r"\(?\d{1,2}\)?", t) for t in row if t) and sum(map(bool, row)) > 2 and r == header:
            continue
        grid.rows.append(_row(table, r, row, places[r], merged[r], widths[r], index, task, content))
    _mark_sections(grid, task)
    return grid


def _tells_state(texts: list[str]) -> bool:
    """Whether a column of results says how far the work is ("Chưa báo cáo", "Đang chỉnh sửa"), not what it is to yield."""
    filled = [text for text in texts if text.strip()]
    return len(filled) > 2 and sum(_STATE.match(text) is not None for text in filled) * 2 > len(filled)


def _row(
    table: TextTable, r: int, row: list[str], places: list[tuple[int, int] | None], merged: set[int],
    widths: dict[int, int], index: int | None, task: int, content: str,
) -> RowShape:  # fmt: skip
    cells = {c: place for c, place in enumerate(places) if place is not None}
    own = [place for c, place in cells.items() if c not in merged and place[1] > place[0]]
    start, end = (min(p[0] for p in own), max(p[1] for p in own)) if own else (table.start, table.start)
    label = row_label(row[index]) if index is not None and index not in merged else None
    filled = [c for c, t in enumerate(row) if t and c not in merged]
    wide = label is None and len(filled) == 1 and table.columns > 2 and (widths.get(filled[0], 1) > 1 or filled[0] == 0 or row[filled[0]].isupper())
    span = cells.get(task)
    if (span is None or span[0] == span[1] or task in merged) and filled:
        candidates = [c for c in filled if c != index or label is None]
        span = cells[candidates[0]] if candidates else span
    if label is None and span is not None and (index is None or wide or not row[index]):
        label, span = _label_inside(content, span)
        wide = wide and not (label or "").isdigit()
    return RowShape(label, wide, start, end, span or (start, start), cells, frozenset(merged))


def _label_inside(content: str, span: tuple[int, int]) -> tuple[str | None, tuple[int, int]]:
    """The number that stands in the text's own cell ("I. Thể chế", "1. Lập kế hoạch"), and the text behind it."""
    marker = find_marker(content[span[0] : min(span[0] + 60, span[1])])
    if marker is None or marker.value is None or not 10 <= marker.rank <= 31 or marker.style == "dieu" or span[0] + marker.end >= span[1]:
        return None, span
    return marker.label, (span[0] + marker.end, span[1])


def _task_column(columns: tuple[tuple[str | None, ColumnRole], ...], index: int | None) -> int:
    for i, (_, role) in enumerate(columns):
        if role == "task":
            return i
    return index + 1 if index is not None and index + 1 < len(columns) else 0


def _mark_sections(grid: Grid, task: int) -> None:
    """Rows numbered I, A … are sections where numbered rows stand among them or nothing but a heading stands in them."""
    numbered = any(row.label and row.label[0].isdigit() for row in grid.rows)
    for row in grid.rows:
        if row.label and (roman_value(row.label) or row.label.isupper()) and "." not in row.label:
            filled = [c for c, (s, e) in row.cells.items() if e > s and c not in row.merged]
            row.section = numbered or len(filled) <= 2
        elif row.section and not numbered and len(grid.rows) > 2:
            row.section = row.task[1] - row.task[0] < 300


def _mostly_labels(cells: list[str]) -> bool:
    return sum(row_label(cell) is not None for cell in cells) * 2 > len(cells)


def _header_rows(table: TextTable, texts: Callable[[int], list[str]], merged: list[set[int]]) -> int:
    """How many rows at the top are column names."""
    if not table.rows:
        return 0
    first = texts(0)
    if not is_header(first):
        if table.rows > 1 and is_header(texts(1)) and row_label(first[0]) is None and len([t for t in first if t]) <= 1:
            return 2
        has_label = row_label(first[0]) is not None
        return (
            0 if has_label or table.header_rows == 0 or table.rows < 2 or any(len(t) > 80 for t in first) or not all(first[1:]) else min(table.header_rows, 1)
        )
    count = 1
    while count < min(table.rows, 4):
        row = texts(count)
        if row_label(row[0]) is not None and 0 not in merged[count]:
            if all(re.fullmatch(r"\(?\d{1,2}\)?", t) for t in row if t) and sum(map(bool, row)) > 2:
                count += 1
            break
        if 0 in merged[count] or (not row[0] and all(len(t) < 60 for t in row) and is_header(row)):
            count += 1
            continue
        break
    return count


def _names(header: int, places: list[list[tuple[int, int] | None]], widths: list[dict[int, int]], content: str, columns: int) -> list[list[str]]:
    parts: list[list[str]] = [[] for _ in range(columns)]
    for r in range(header):
        for c, place in enumerate(places[r]):
            if place is None:
                continue
            name = " ".join(content[place[0] : place[1]].split())
            for covered in range(c, min(c + widths[r].get(c, 1), columns)):
                if name and name not in parts[covered] and not re.fullmatch(r"\(?\d{1,2}\)?", name):
                    parts[covered].append(name)
    return parts
