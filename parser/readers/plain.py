"""Plain-text exports: hard-wrapped text, tab-led table cells, pipe tables, two columns glued into one line.

The shapes of table export are those of domain/structure.md 4.4: a cell that starts with a tab (a bare tab continues the
merged cell above, tab + no-break space is a blank cell), and rows whose cells are separated by `|`.
"""

import re
from dataclasses import dataclass, field

from parser.options import Options
from parser.readers.markup import decoded, finished, is_pipe_rule
from parser.readers.shapes import Block, Cell, Change, Line, Page, Reading, Table

_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,80}\]")
_RULE = re.compile(r"[\s\-_=*~.─—–]{3,}")
_PAGE_NUMBER = re.compile(r"(?:-\s?)?\d{1,3}(?:\s?-)?|Trang\s+\d{1,3}(?:\s?/\s?\d{1,3})?|\d{1,3}/\d{1,3}", re.IGNORECASE)
_INDEX_CELL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5})\.?")
# What begins the right column of a letterhead, where an export glued it to the left one (header_layout.md 3.2).
_RIGHT_COLUMN = re.compile(r"(?<=\S)\s+(?=C[ỘO]NG\s+H(?:ÒA|OÀ)\s+XÃ\s+H[ỘO]I\s+CH[ỦU]|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]\s*Tự\s+do)")
_DATELINE = re.compile(r"(?<=\S)(?:\s{2,}|\t)(?=[^\W\d_][^,\d]{1,40},\s*ngày\b)")
_NUMBER_LINE = re.compile(r"\s*Số\s*:?\s")
_ADDRESSEES = re.compile(r"\s*K[íi]nh\s+g[ửu]i", re.IGNORECASE)
_FOOT = re.compile(r"\s*(?:Nơi\s+nhận|NƠI\s+NHẬN)\s*(?::|\s{3,}|$)")
_FOOT_END = re.compile(r"\s*(?:PHỤ\s+LỤC|Phụ\s+lục|CỘNG\s+H)|\s{0,8}\S.{119,}")
_FOOT_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{4,}|\s*\t\s*)(?=\S)")
_FOOT_INDENT = 30
_HEAD_LINES = 30
_FORM_FEED = re.compile(r"(?<!\n)\f")
_TITLE = re.compile(
    r"\s*(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHỈ THỊ|THÔNG BÁO|BÁO CÁO|TỜ TRÌNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|HƯỚNG DẪN|CHƯƠNG TRÌNH|CÔNG ĐIỆN|KẾT LUẬN|THÔNG TƯ|QUY CHẾ|QUY ĐỊNH"
    r"|ĐỀ ÁN|PHƯƠNG ÁN|GIẤY MỜI|BIÊN BẢN)\b"
)
_TABLE_HEAD = re.compile(r"S?TT\b")
_PAGE_LINES = 25
_TABLE_LINES = 200


@dataclass(slots=True)
class _Row:
    """A row being read: each cell is its lines; None for a bare tab."""

    cells: list[list[Line] | None] = field(default_factory=list)


def read_plain(data: bytes, options: Options) -> Reading:
    """One page of lines and tables; `gap` counts the blank lines before each line."""
    text, warnings = decoded(data)
    raw = _FORM_FEED.sub("\n\f", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    blocks = finished(_blocks(raw), warnings)
    return Reading("text/plain", (Page(1, blocks, "plain"),), paged=False, hard_wrapped=True, warnings=tuple(warnings))


def _blocks(raw: list[str]) -> list[Block]:
    blocks: list[Block] = []
    gap, at = 0, 0
    held: list[Line] = []  # the right column of a letterhead or a foot, until the left one ends
    numbered = foot = False
    page_numbers = _page_numbers(raw)
    while at < len(raw):
        line = raw[at]
        if not line.strip() or at in page_numbers or _RULE.fullmatch(line.strip()):
            gap += 1
            at += 1
            continue
        after, table = _table_at(raw, at)
        if table is not None:
            blocks += [*held, table]
            held.clear()
            at, gap = after, 0
            continue
        foot = (foot or _FOOT.match(line) is not None) and not _FOOT_END.match(line)
        left, right = _foot_columns(line) if foot else _columns(line) if len(blocks) < _HEAD_LINES else (line, None)
        if held and right is None and not foot and ((gap > 0 or _ADDRESSEES.match(left)) if numbered else not left.isupper() or _TITLE.match(left)):
            blocks += held
            held.clear()
        if right is not None:
            held.append(_line(right, 0))
        numbered = numbered or _NUMBER_LINE.match(left) is not None
        if left.strip():
            blocks.append(_line(left, gap))
            gap = 0
        at += 1
    return blocks + held


def _table_at(raw: list[str], at: int) -> tuple[int, Table | None]:
    """The table that begins at a line, in any of the shapes of an export, and the line after it."""
    line = raw[at]
    if "\t" in line:
        return _tab_table(raw, at) if _leads(line) else _joined_table(raw, at)
    return _pipe_table(raw, at) if "|" in line else (at, None)


def _line(raw: str, gap: int) -> Line:
    """A line without bookmarks, which are kept as changes."""
    text = raw.strip()
    changes: list[Change] = []
    if "[bookmark:" in text:
        parts: list[str] = []
        length, last = 0, 0
        for mark in _BOOKMARK.finditer(text):
            parts.append(text[last : mark.start()])
            length += mark.start() - last
            changes.append(Change(length, length, mark[0], "reader.bookmark"))
            last = mark.end()
        text = "".join(parts) + text[last:]
    return Line(text=text, gap=float(gap), indent=float(len(raw) - len(raw.lstrip())), changes=tuple(changes))


def _page_numbers(raw: list[str]) -> frozenset[int]:
    """Lines that hold nothing but a page number: named ones ("Trang 2/5"), those after a form feed, and bare ones that grow
    by one a page. Index numbers of a flattened table stand closer together and below their header.
    """
    numbers: set[int] = set()
    bare: list[tuple[int, int]] = []
    header = -1_000
    for i, line in enumerate(raw):
        text = line.strip()
        if _TABLE_HEAD.match(text):
            header = i
        if not text or len(text) > 12 or "\t" in line or not _PAGE_NUMBER.fullmatch(text):
            continue
        alone = (i == 0 or not raw[i - 1].strip()) and (i + 1 >= len(raw) or not raw[i + 1].strip())
        if "\f" in line or (i + 1 < len(raw) and "\f" in raw[i + 1]) or (alone and not text.isdigit()):
            numbers.add(i)
        elif alone and i - header > _TABLE_LINES:
            bare.append((i, int(text)))
    run: list[tuple[int, int]] = []
    for i, value in [*bare, (len(raw) + 10_000, -1)]:
        if run and (value != run[-1][1] + 1 or i - run[-1][0] < _PAGE_LINES):
            if len(run) > 1 and run[0][1] <= 3:
                numbers.update(line for line, _ in run)
            run = []
        run.append((i, value))
    return frozenset(numbers)


def _columns(line: str) -> tuple[str, str | None]:
    """The line's left and right column, where it glues two columns of a letterhead."""
    motto = _RIGHT_COLUMN.search(line) if "NG" in line or "Độc" in line else None
    mark = motto or (_DATELINE.search(line) if "ngày" in line else None)
    if mark is None or not line[: mark.start()].strip():
        return line, None
    return line[: mark.start()], line[mark.end() :]


def _foot_columns(line: str) -> tuple[str, str | None]:
    """The recipients and, beside them, the signature: set apart by a wide gap or a tab."""
    gap = _FOOT_GAP.search(line)
    if gap is not None:
        return line[: gap.start()], line[gap.end() :]
    indented = len(line) - len(line.lstrip(" \u00a0")) >= _FOOT_INDENT or line.startswith("\t\t")
    return ("", line) if indented else (line, None)


def _joined_table(raw: list[str], start: int) -> tuple[int, Table | None]:
    """The table of rows that each stand on one line, their cells joined by tabs: three cells or more, two rows or more."""
    rows: list[list[str]] = []
    at = end = start
    while at < len(raw) and at - end < 2:
        cells = [cell.strip() for cell in raw[at].split("\t")]
        at += 1
        if not any(cells):
            continue
        if sum(map(bool, cells)) < 2 or len(cells) < 3 or (rows and abs(len(cells) - len(rows[0])) > 1):
            break
        rows.append(cells)
        end = at
    if len(rows) < 2:
        return start, None
    return end, _table_of_cells(rows)


def _tab_table(raw: list[str], start: int) -> tuple[int, Table | None]:
    """The table of tab-led cells that begins at `start`, and the line after it."""
    if not _leads(raw[start]):
        return start, None
    rows: list[_Row] = []
    row = _Row()
    at = start
    while at < len(raw):
        line = raw[at]
        if not line.strip(" \u00a0\t") and "\t" not in line:
            if row.cells:
                rows.append(row)
                row = _Row()
            following = at + 1
            while following < len(raw) and not raw[following].strip(" \u00a0") and "\t" not in raw[following]:
                following += 1
            if following >= len(raw) or not _leads(raw[following]) or following - at > 2:
                break
            at = following
            continue
        if _leads(line):
            text = line.lstrip(" \u00a0")[1:]
            if _INDEX_CELL.fullmatch(_BOOKMARK.sub("", text).strip()) and row.cells and (line[0] != "\t" or len(row.cells) >= _width(rows)):
                rows.append(row)
                row = _Row()
            blank = not text.strip()
            row.cells.append(None if not text else [] if blank else [_line(text, 0)])
        elif row.cells:
            last = row.cells[-1]
            if last is None:
                row.cells[-1] = [_line(line, 0)]
            else:
                last.append(_line(line, 0))
        else:
            break
        at += 1
    if row.cells:
        rows.append(row)
    table = _table(rows)
    return (at, table) if table is not None else (start, None)


def _leads(line: str) -> bool:
    return line.lstrip(" \u00a0").startswith("\t")


def _width(rows: list[_Row]) -> int:
    return max((len(row.cells) for row in rows), default=1_000_000)


def _table(rows: list[_Row]) -> Table | None:
    """A table of at least two rows and two columns; rows of blanks at the end go, a lost index cell is put back."""
    while rows and not any(rows[-1].cells):
        rows.pop()
    if len(rows) < 2 or max(len(row.cells) for row in rows) < 2:
        return None
    width = _usual_width(rows)
    head = rows[0]
    if len(head.cells) == width - 1 and not _is_index(head) and sum(_is_index(row) for row in rows[1:]) * 2 > len(rows) - 1:
        head.cells.insert(0, [])
    width = max(width, *(len(row.cells) for row in rows))
    cells: list[Cell] = []
    spans: dict[int, int] = {}  # column -> index in `cells` of the cell that a bare tab continues
    for r, row in enumerate(rows):
        short = len(row.cells) < width
        for c, content in enumerate(row.cells):
            if content is None and c in spans:
                above = cells[spans[c]]
                if above.row + above.row_span == r:
                    cells[spans[c]] = Cell(above.row, c, above.lines, above.row_span + 1, above.column_span)
                    continue
            wide = width - c if short and c == len(row.cells) - 1 else 1
            cells.append(Cell(r, c, tuple(content or ()), 1, wide))
            spans[c] = len(cells) - 1
    return Table(tuple(cells), len(rows), width, header_rows=0 if _is_index(rows[0]) else 1)


def _is_index(row: _Row) -> bool:
    first = row.cells[0] if row.cells else None
    return bool(first) and _INDEX_CELL.fullmatch(" ".join(line.text for line in first or ()).strip()) is not None


def _usual_width(rows: list[_Row]) -> int:
    counts: dict[int, int] = {}
    for row in rows:
        counts[len(row.cells)] = counts.get(len(row.cells), 0) + 1
    return max(counts, key=lambda width: (counts[width], width))


def _pipe_table(raw: list[str], start: int) -> tuple[int, Table | None]:
    """The table of `a | b | c` lines that begins at `start`; blank lines between its rows don't end it."""
    lines: list[str] = []
    at, end = start, start
    while at < len(raw) and at - end < 2:
        line = raw[at].strip()
        at += 1
        if not line:
            continue
        if "|" not in line:
            break
        end = at
        if not is_pipe_rule(line):
            lines.append(line)
    framed = all(line.startswith("|") and line.endswith("|") for line in lines)
    rows = [_pipe_cells(line, framed) for line in lines]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return start, None
    return end, _table_of_cells(rows)


def _table_of_cells(rows: list[list[str]]) -> Table:
    width = max(map(len, rows))
    cells = tuple(
        Cell(r, c, (Line(text=cell, gap=0.0, indent=0.0),) if cell else (), 1, width - c if c == len(row) - 1 else 1)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
    )
    return Table(cells, len(rows), width, header_rows=0 if _INDEX_CELL.fullmatch(rows[0][0]) else 1)


def _pipe_cells(line: str, framed: bool) -> list[str]:
    """The cells of a row; `framed` rows have a bar at both ends, as in Markdown."""
    if framed:
        line = line.removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in line.split("|")]
