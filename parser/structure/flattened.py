"""Tables whose cells an export has put on lines of their own: header words, then index number, task, bodies, period.

Nothing marks the columns any more (domain/structure.md 4.4, shape 2). The header's words say which columns there were; index
numbers in their sequence say where rows begin; periods and the heads of bodies' names say where cells begin.
"""

import re
from dataclasses import dataclass

from models.vocabulary import ColumnRole
from parser.structure.columns import column_roles, header_columns
from parser.structure.markers import roman_value
from parser.structure.tables import Grid, RowShape, row_label
from parser.structure.titles import starts_with, words_of
from parser.text.canonical import CanonicalText
from parser.text.letters import UPPER

_INDEX_HEAD = re.compile(r"(?:TT|STT|Stt|Số\s+TT|Số\s+thứ\s+tự)(?=\s|$)")
_INDEX_LINE = re.compile(rf"(?P<label>\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}\.?|[IVX]{{1,5}}\.?)(?:\s+(?P<rest>[{UPPER}].*))?$")
_OPEN_END = re.compile(r"[,;(–-]$|\b(?:và|của|các|với|cho|trong|thuộc|tại|về)$")
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"\w+")
_HEADER_LINES = 16
_ROW_LINES = 80
_TELLING: frozenset[ColumnRole] = frozenset({"task", "lead", "coordinating", "deadline", "outcome", "person"})
_UNITS: tuple[ColumnRole, ...] = ("lead", "coordinating", "person", "leader")


@dataclass(slots=True)
class Flat:
    """A flattened table over the elements `first` to `last`, inclusive positions."""

    first: int
    last: int
    grid: Grid


def find_flattened(text: CanonicalText, elements: list[int]) -> list[Flat]:
    """The flattened tables among the elements; two rows at least make one."""
    found: list[Flat] = []
    position = 0
    while position < len(elements):
        flat = _read(text, elements, position) if elements[position] >= 0 and _INDEX_HEAD.match(_line(text, elements[position])) else None
        if flat is not None:
            found.append(flat)
            position = flat.last
        position += 1
    return found


def _line(text: CanonicalText, element: int) -> str:
    line = text.lines[element]
    return text.content[line.start : line.end]


def _header(text: CanonicalText, elements: list[int], position: int) -> tuple[int, list[tuple[str, ColumnRole | None]]] | None:
    """The columns that the header at `position` names, and the position of the first row."""
    parts: list[str] = []
    for p in range(position, min(position + _HEADER_LINES, len(elements))):
        if elements[p] < 0:
            return None
        line = _line(text, elements[p])
        index = _INDEX_LINE.match(line)
        if (p > position and index and row_label(index["label"]) in ("1", "01", "001", "I")) or (parts and index and len(parts) > 1 and index["rest"] is None):
            columns = header_columns(" ".join(parts))
            roles = [role for _, role in columns]
            if len(columns) >= 3 and roles[0] == "index" and len(_TELLING & set(roles)) >= 2:
                return p, columns
            return None
        if len(line) > 90:
            return None
        parts.append(line)
    return None


def _read(text: CanonicalText, elements: list[int], position: int) -> Flat | None:
    header = _header(text, elements, position)
    if header is None:
        return None
    at, named = header
    names = [name for name, _ in named]
    roles = column_roles(names, [0.0] * len(names))
    rows: list[tuple[str, int, list[int]]] = []  # label, element of the index line, elements of the text
    last = at - 1
    open_values = {"roman": 0, "number": 0}
    while at < len(elements) and elements[at] >= 0:
        line = _line(text, elements[at])
        if _INDEX_HEAD.match(line) and rows and (again := _header(text, elements, at)) is not None and len(again[1]) == len(named):
            at = again[0]
            continue
        index = _INDEX_LINE.match(line)
        label = row_label(index["label"]) if index else None
        if index is not None and label is not None and _follows(label, open_values, rows):
            rows.append((label, elements[at], []))
            if index["rest"]:
                rows[-1][2].append(elements[at])
        elif not rows or _leaves(line) or len(rows[-1][2]) >= _ROW_LINES:
            break
        else:
            rows[-1][2].append(elements[at])
        last = at
        at += 1
    if len(rows) < 2:
        return None
    start = text.lines[elements[position]].start
    grid = Grid(start, text.lines[elements[last]].end, tuple(zip(names, roles, strict=True)))
    for label, index_element, body in rows:
        grid.rows.append(_row(text, label, index_element, body, roles))
    return Flat(position, last, grid)


def _follows(label: str, values: dict[str, int], rows: list[tuple[str, int, list[int]]]) -> bool:
    """Whether a row numbered `label` may come next."""
    if "." in label:
        head = label.rsplit(".", 1)[0]
        return any(row[0] == head or row[0].startswith(head + ".") for row in rows[-30:])
    if not label.isdigit():
        value = roman_value(label)
        if value != values["roman"] + 1:
            return False
        values["roman"] = value
        return True
    value = int(label)
    if value == values["number"] + 1 or (value == 1 and rows and not rows[-1][0].isdigit()):
        values["number"] = value
        return True
    return False


def _leaves(line: str) -> bool:
    """Whether a line is certainly no cell: the table has ended."""
    return len(line) > 120 or line.startswith(("Nơi nhận", "PHỤ LỤC", "Phụ lục")) or line.rstrip().endswith("./.")


def _row(text: CanonicalText, label: str, index_element: int, body: list[int], roles: tuple[ColumnRole, ...]) -> RowShape:
    index_line = text.lines[index_element]
    glued = bool(body) and body[0] == index_element
    lines = [_line(text, element) for element in body]
    offset = 0
    if glued:
        match = _INDEX_LINE.match(lines[0])
        offset = match.start("rest") if match else 0
        lines[0] = lines[0][offset:]
    pieces = _split(lines, roles)
    cells: dict[int, tuple[int, int]] = {0: (index_line.start, index_line.start + (offset or index_line.end - index_line.start))}
    cells[0] = text.trimmed(*cells[0])
    for column, (first, last) in pieces.items():
        start = text.lines[body[first]].start + (offset if first == 0 else 0)
        cells[column] = text.trimmed(start, text.lines[body[last]].end)
    end = text.lines[body[-1]].end if body else index_line.end
    for column in range(1, len(roles)):
        cells.setdefault(column, (end, end))
    task = next((i for i, role in enumerate(roles) if role == "task"), 1)
    section = not label[0].isdigit()
    return RowShape(label, section, index_line.start, end, cells[task], cells)


def _split(lines: list[str], roles: tuple[ColumnRole, ...]) -> dict[int, tuple[int, int]]:
    """Which lines, first and last, make the cell of each column."""
    columns = list(range(1, len(roles)))
    if not lines:
        return {}
    deadline = next((c for c in columns if roles[c] == "deadline"), None)
    if len(lines) == len(columns) and (deadline is None or _is_time(lines[deadline - 1])):
        return {c: (c - 1, c - 1) for c in columns}
    if deadline is not None and (run := _time_run(lines)) is not None:
        left = _group(lines[: run[0]], [c for c in columns if c < deadline], roles, 0)
        right = _group(lines[run[1] + 1 :], [c for c in columns if c > deadline], roles, run[1] + 1)
        return {**left, deadline: run, **right}
    return _group(lines, [c for c in columns if c != deadline], roles, 0)


def _group(lines: list[str], columns: list[int], roles: tuple[ColumnRole, ...], base: int) -> dict[int, tuple[int, int]]:
    """Cells of neighbouring columns without a period among them: those of bodies begin with the head of a name."""
    if not lines or not columns:
        return {}
    if len(columns) == 1:
        return {columns[0]: (base, base + len(lines) - 1)}
    if len(lines) == len(columns):
        return {c: (base + i, base + i) for i, c in enumerate(columns)}
    starts = [i for i, line in enumerate(lines) if _begins_cell(lines, i) and starts_with("unit_head", line.lstrip("-–+ "))]
    cells: dict[int, tuple[int, int]] = {}
    first, rest = columns[0], columns[1:]
    if roles[first] not in _UNITS:
        widest = max(map(len, lines))
        narrow = [i for i in starts if i > 0 and max(map(len, lines[i:])) <= max(widest * 0.8, 32)]
        if not narrow:
            return {first: (base, base + len(lines) - 1)}
        cells[first] = (base, base + narrow[0] - 1)
        starts = [i for i in starts if i >= narrow[0]]
    else:
        starts = sorted({0, *starts})
        rest = columns
    bodies = [c for c in rest if roles[c] in _UNITS] or rest
    for n, column in enumerate(bodies):
        if n >= len(starts):
            break
        last = starts[n + 1] - 1 if n + 1 < len(starts) and n + 1 < len(bodies) else len(lines) - 1
        cells[column] = (base + starts[n], base + last)
    return cells


def _begins_cell(lines: list[str], i: int) -> bool:
    return i == 0 or (not _OPEN_END.search(lines[i - 1].rstrip()) and (lines[i][:1].isupper() or lines[i][:1] in "-–+"))


def _is_time(text: str) -> bool:
    """Whether a cell holds a period and nothing else."""
    found = _WORD.findall(text.casefold())
    if not found or len(found) > 16:
        return False
    known = words_of("time")
    return all(word in known or word.isdigit() for word in found) and (bool(_DIGITS.search(text)) or bool({"xuyên", "hằng", "hàng", "kỳ", "tục"} & set(found)))


def _time_run(lines: list[str]) -> tuple[int, int] | None:
    """The last run of lines that together are a period, as long as can be."""
    for last in range(len(lines) - 1, -1, -1):
        if not _is_time(lines[last]) and not set(_WORD.findall(lines[last].casefold())) <= words_of("time"):
            continue
        first = None
        for candidate in range(last, max(last - 6, -1), -1):
            if _is_time(" ".join(lines[candidate : last + 1])):
                first = candidate
            elif first is not None:
                break
        if first is not None:
            return first, last
    return None
