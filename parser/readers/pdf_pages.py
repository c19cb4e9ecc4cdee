"""What only shows across pages: page numbers, running heads, tables that go on, paragraphs that go on."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from models.document import Warning
from parser.readers.ocr_repairs import fold
from parser.readers.shapes import Block, Cell, Line, Page, Table

_NUMBER = re.compile(r"[-–—_ (.]*(?:trang|page)?\s*(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—_ ).]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = (".", ";", ":", "!", "?", "./.")
_NO_LETTER = re.compile(r"[\W_]+")
_SAME_ROW, _LETTERS = 85.0, 10  # per cent alike, of rows with this many letters: a heading read twice from paper


def joined(pages: Sequence[Page]) -> tuple[list[Page], list[Warning]]:
    """Pages without page numbers and running heads, tables marked that continue from the page before."""
    out, warnings = _unfurnished(pages)
    out, beside = _tables(out)
    return _paragraphs(out), warnings + beside


def _margins(page: Page) -> list[tuple[int, Line, str]]:
    """Lines in the top and bottom margin: (index, line, "head" or "foot"), the first and last three of the page."""
    if not page.height:
        return []
    found: list[tuple[int, Line, str]] = []
    lines = [(i, b) for i, b in enumerate(page.blocks) if isinstance(b, Line) and b.box is not None]
    by_height = sorted(lines, key=lambda item: item[1].box[2] if item[1].box else 0.0)
    for i, line in by_height[:3]:
        if line.box is not None and line.box[4] < page.height * 0.12:
            found.append((i, line, "head"))
    for i, line in by_height[-3:]:
        if line.box is not None and line.box[2] > page.height * 0.88 and all(i != k for k, _, _ in found):
            found.append((i, line, "foot"))
    return found


def _unfurnished(pages: Sequence[Page]) -> tuple[list[Page], list[Warning]]:
    margins = {page.number: _margins(page) for page in pages if page.text_origin == "text_layer"}
    heads = Counter((where, _DIGITS.sub("#", " ".join(line.text.split()))) for found in margins.values() for _, line, where in found)
    repeated = {key for key, n in heads.items() if n >= 3 and n * 2 >= len(margins)}
    dropped_heads: set[str] = set()
    out: list[Page] = []
    for page in pages:
        gone: set[int] = set()
        edges: dict[str, list[tuple[int, Line]]] = {"head": [], "foot": []}
        for i, line, where in margins.get(page.number, []):
            edges[where].append((i, line))
        for where, found in edges.items():
            # a number alone, outermost of its margin
            for i, line in found if where == "head" else reversed(found):
                if _is_page_number(line, page.number):
                    gone.add(i)
                break
            for i, line in found:
                key = (where, _DIGITS.sub("#", " ".join(line.text.split())))
                if i not in gone and key in repeated:
                    gone.add(i)
                    dropped_heads.add(" ".join(line.text.split()) if "#" not in key[1] else key[1])
        out.append(_without(page, gone) if gone else page)
    return out, [
        Warning(code="running_head_dropped", message=f"Bỏ dòng lặp lại ở đầu hoặc cuối các trang: “{text[:120]}”.") for text in sorted(dropped_heads)
    ]


def _is_page_number(line: Line, page: int) -> bool:
    """A number that fits the page and stands apart: not the year that ends a sentence on the page's last line."""
    match = _NUMBER.fullmatch(line.text.strip())
    if match is None or int(match[1]) > page + 30:
        return False
    apart = (line.indent or 0.0) >= 5 or (line.gap or 0.0) >= 0.5
    return apart or int(match[1]) == page


def _without(page: Page, gone: set[int]) -> Page:
    """The page without some lines; what they said of the paragraph after them is forgotten."""
    blocks = [b for i, b in enumerate(page.blocks) if i not in gone]
    if 0 in gone and blocks and isinstance(first := blocks[0], Line):
        blocks[0] = replace(first, gap=None, starts_paragraph=True if (first.indent or 0.0) > 10 and not first.centred else None)
    return replace(page, blocks=tuple(blocks))


def _tables(pages: list[Page]) -> tuple[list[Page], list[Warning]]:
    """Mark continued tables, drop their repeated header rows, join a row that the page break cut."""
    out = list(pages)
    dropped: list[Warning] = []
    for k in range(1, len(out)):
        chain = _chain(out, k)
        if not chain:
            clean = [*out[: k - 1], _without_strays(out[k - 1], last=True), _without_strays(out[k], last=False), *out[k + 1 :]]
            chain = _chain(clean, k)
            if not chain:
                continue
            dropped += [_beside_table(was, now) for was, now in zip(out[k - 1 : k + 1], clean[k - 1 : k + 1], strict=True) if was != now]
            out = clean
        _aligned(out, chain)
        first, second = out[k - 1].blocks[-1], out[k].blocks[0]
        assert isinstance(first, Table) and isinstance(second, Table)
        second = _without_header(_first_part(out, k - 1, first), second, scanned=out[k].text_origin == "ocr")
        first, second = _rejoined(first, second)
        out[k - 1] = replace(out[k - 1], blocks=(*out[k - 1].blocks[:-1], first))
        rest: tuple[Block, ...] = (replace(second, continues=True),) if second.cells else ()
        out[k] = replace(out[k], blocks=rest + out[k].blocks[1:])
    return out, dropped


def _without_strays(page: Page, *, last: bool) -> Page:
    """A scanned page without what stands between its last (or first) table and the page's end: specks, the edge of another sheet."""
    tables = [i for i, b in enumerate(page.blocks) if isinstance(b, Table)]
    if page.text_origin != "ocr" or page.rotation or not tables:
        return page
    at = tables[-1] if last else tables[0]
    table, other = page.blocks[at], page.blocks[at + 1 :] if last else page.blocks[:at]
    assert isinstance(table, Table)
    left, right = _edges(table)
    if not all(isinstance(b, Line) and b.box is not None and (len(b.text) <= 2 or not left - 1 < (b.box[1] + b.box[3]) / 2 < right + 1) for b in other):
        return page
    return replace(page, blocks=page.blocks[: at + 1] if last else page.blocks[at:])


def _beside_table(was: Page, now: Page) -> Warning:
    gone = " ".join(b.text for b in was.blocks if isinstance(b, Line) and b not in now.blocks)
    return Warning(code="beside_table_dropped", message=f"Trang {was.number}: bỏ chữ đứng ngoài bảng chạy qua trang: “{gone[:120]}”.")


def _chain(pages: list[Page], k: int) -> list[int]:
    """Indices of the pages over which the table at the head of page `k` runs, `k` last; [] where it begins there."""
    before, page = pages[k - 1], pages[k]
    if not before.blocks or not page.blocks:
        return []
    first, second = before.blocks[-1], page.blocks[0]
    if not (isinstance(first, Table) and isinstance(second, Table)):
        return []
    if first.box is None or second.box is None:
        return [k - 1, k] if first.columns == second.columns else []
    (left, right), (other_left, other_right) = _edges(first), _edges(second)
    if abs(left - other_left) >= 25 or abs(right - other_right) >= 25:
        return []
    chain = [k]
    at = k - 1
    while True:
        chain.insert(0, at)
        table = pages[at].blocks[-1]
        if at == 0 or not (isinstance(table, Table) and table.continues and len(pages[at].blocks) == 1):
            break
        at -= 1
    parts = [_part(pages, i, i == k) for i in chain]
    shared = _union(_shifted(parts))
    if all(p.columns == second.columns for p in parts) or (all(p.borders for p in parts) and len(shared) - 1 <= max(p.columns for p in parts) + 1):
        return chain
    return []


def _part(pages: list[Page], i: int, is_last: bool) -> Table:
    table = pages[i].blocks[0 if is_last else -1]
    assert isinstance(table, Table)
    return table


def _edges(table: Table) -> tuple[float, float]:
    """Left and right edge as the table is read, be the page turned or not."""
    if table.borders:
        return table.borders[0], table.borders[-1]
    return (table.box[1], table.box[3]) if table.box is not None else (0.0, 0.0)


def _shifted(parts: Sequence[Table]) -> list[tuple[float, ...]]:
    """The borders of each part, those of an equally wide one moved to begin where the first does: paper lies differently for each scan."""
    left, right = _edges(parts[0])
    moves = [left - _edges(p)[0] if abs((right - left) - (_edges(p)[1] - _edges(p)[0])) < 4 else 0.0 for p in parts]
    return [tuple(x + move for x in p.borders) for p, move in zip(parts, moves, strict=True)]


def _union(borders: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """Borders of all parts, those within 4 points counted once; the outer ones within 25."""
    if not all(borders):
        return ()
    low, high = min(b[0] for b in borders), max(b[-1] for b in borders)
    inner: list[float] = []
    for x in sorted(x for b in borders for x in b[1:-1]):
        if not inner or x - inner[-1] > 4:
            inner.append(x)
    return (low, *inner, high)


def _aligned(pages: list[Page], chain: list[int]) -> None:
    """Give all parts of one table the same columns: a border missing on one page is one under a merged cell."""
    parts = [_part(pages, i, i == chain[-1]) for i in chain]
    if all(p.columns == parts[0].columns for p in parts):
        return
    moved = _shifted(parts)
    shared = _union(moved)

    def at(borders: Sequence[float], column: int) -> int:
        if column <= 0:
            return 0
        if column >= len(borders) - 1:
            return len(shared) - 1
        return min(range(1, len(shared) - 1), key=lambda i: abs(shared[i] - borders[column]))

    for i, part, borders in zip(chain, parts, moved, strict=True):
        cells = tuple(
            replace(c, column=at(borders, c.column), column_span=max(at(borders, c.column + c.column_span) - at(borders, c.column), 1)) for c in part.cells
        )
        made = replace(part, cells=cells, columns=len(shared) - 1, borders=shared)
        blocks = list(pages[i].blocks)
        blocks[0 if i == chain[-1] else -1] = made
        pages[i] = replace(pages[i], blocks=tuple(blocks))


def _first_part(pages: list[Page], k: int, table: Table) -> Table:
    """The part of a table that bears its header row."""
    while table.continues and k > 0 and pages[k - 1].blocks and isinstance(before := pages[k - 1].blocks[-1], Table):
        table, k = before, k - 1
    return table


def row_texts(table: Table, row: int) -> list[str]:
    """Folded texts of the cells that begin in a row."""
    return [" ".join(" ".join(line.text for line in c.lines).split()) for c in sorted(table.cells, key=lambda c: c.column) if c.row == row]


def _without_header(first: Table, second: Table, *, scanned: bool) -> Table:
    """`second` without the rows that repeat the first rows of `first`."""
    same = 0
    while same < min(first.rows, second.rows, 4):
        head, row = row_texts(first, same), row_texts(second, same)
        if not any(head) or not (head == row or (scanned and _repeats(head, row, below_heading=same > 0))):
            break
        same += 1
    return cut_rows(second, same) if same else second


def _repeats(head: Sequence[str], row: Sequence[str], *, below_heading: bool) -> bool:
    """Whether a row read from paper is the heading again, misread letters aside; other figures make another row."""
    if below_heading and _column_numbers(head) == len(head) >= 3 and _column_numbers(row) > 0.6 * len(row):
        return True
    a, b = (_NO_LETTER.sub("", fold("".join(texts))) for texts in (head, row))
    if min(len(a), len(b)) < _LETTERS or re.sub(r"\D", "", a) != re.sub(r"\D", "", b):
        return False
    return fuzz.ratio(a, b, score_cutoff=_SAME_ROW) > 0


def _column_numbers(row: Sequence[str]) -> int:
    """How many cells of a row hold their own number: (1) (2) (3)."""
    return sum(_NO_LETTER.sub("", text) == str(i) for i, text in enumerate(row, 1))


def cut_rows(table: Table, count: int) -> Table:
    """The table without its first `count` rows."""
    cells = tuple(
        Cell(max(c.row - count, 0), c.column, c.lines, c.row_span - max(count - c.row, 0), c.column_span)
        for c in table.cells
        if c.row + c.row_span > count and (c.row >= count or not c.lines or c.row_span > 1)
    )
    return replace(table, cells=cells, rows=table.rows - count, header_rows=0)


def _rejoined(first: Table, second: Table) -> tuple[Table, Table]:
    """The first row of `second` joined to the last of `first` where it is only the rest of it."""
    if not second.rows:
        return first, second
    head = {c.column: c for c in second.cells if c.row == 0}
    tail = {c.column: c for c in first.cells if c.row + c.row_span >= first.rows}
    if set(head) != set(tail) or any(c.row_span > 1 and c.lines for c in head.values()):
        return first, second
    columns = sorted(head)
    filled = [c for c in columns if head[c].lines]
    if not filled or not all(tail[c].lines and _goes_on(tail[c], head[c]) for c in filled):
        return first, second
    if columns[0] in filled:
        # the row's own label is cut too: then every cell has to go on in the middle of a sentence
        if not all(_cut_short(tail[c], head[c]) for c in filled):
            return first, second
    elif not tail[columns[0]].lines:
        return first, second
    # a merged cell that goes on below the break keeps its text on the page before
    below = {c.column: c.row_span - 1 for c in head.values()}
    longer = tuple(
        replace(c, lines=c.lines + head[c.column].lines, row_span=c.row_span + below[c.column]) if tail.get(c.column) is c else c for c in first.cells
    )
    rest = replace(second, cells=tuple(c for c in second.cells if c.row > 0))
    return replace(first, cells=longer), cut_rows(rest, 1)


def _goes_on(upper: Cell, lower: Cell) -> bool:
    """Whether the lower cell's text reads on from the upper's."""
    end, start = upper.lines[-1].text.rstrip(), lower.lines[0].text.lstrip()
    return start[:1].islower() or start[:1] in "-–+" or not end.endswith(_SENTENCE_END)


def _cut_short(upper: Cell, lower: Cell) -> bool:
    end, start = upper.lines[-1].text.rstrip(), lower.lines[0].text.lstrip()
    return (start[:1].islower() and not end.endswith(_SENTENCE_END)) or end.endswith(("-", "–", ",")) or start[:2] in ("- ", "– ")


def _paragraphs(pages: list[Page]) -> list[Page]:
    """Whether the first line of a page begins a paragraph, where the page alone could not tell."""
    out = list(pages)
    for k in range(1, len(out)):
        page, before = out[k], out[k - 1]
        if not page.blocks or not before.blocks:
            continue
        line, last = page.blocks[0], before.blocks[-1]
        if not isinstance(line, Line) or not isinstance(last, Line) or line.starts_paragraph is not None or line.centred:
            continue
        goes_on = line.text[:1].islower() or not last.text.rstrip().endswith(_SENTENCE_END)
        if (line.indent or 0.0) < 8 and goes_on:
            out[k] = replace(page, blocks=(replace(line, starts_paragraph=False), *page.blocks[1:]))
    return out
