"""Which side-by-side texts are letterheads or signature blocks: they are read column by column, other tables row by row.

Cues are the fixed words of Nghị định 30/2020/NĐ-CP, Phụ lục I (quốc hiệu, tiêu ngữ, số ký hiệu, địa danh và ngày, nơi nhận, quyền hạn
người ký) and of the party's Hướng dẫn on form.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from parser.readers.letters import LOWER, UPPER
from parser.readers.shapes import Block, Cell, Line, Table

_NATION = re.compile(r"c[ộo]ng\s+h[òo][àa]?\s+x[ãa]\s+h[ộo]i\s+ch[ủu]\s+ngh[ĩi]a|đảng\s+cộng\s+sản\s+việt\s+nam|độc\s+lập\s{0,3}[-–—−]\s{0,3}tự\s+do", re.IGNORECASE)
_DATELINE = re.compile(r"(?:^|,\s*)ngày\s[^\n]{0,20}tháng\s[^\n]{0,20}năm\s", re.IGNORECASE | re.MULTILINE)
_NUMBER = re.compile(r"^\s*(?:số|luật số)\s*[:.]?\s*[\w.…/ \-–]{0,24}[/-]", re.IGNORECASE | re.MULTILINE)
_RECIPIENTS = re.compile(r"^\W{0,3}nơi\s+nhận\b", re.IGNORECASE | re.MULTILINE)
_AUTHORITY = re.compile(rf"^\s*(?:T/?M|K/?T|T/?L|T/?U/?Q|Q)\s*\.?\s*[{UPPER}]{{2}}", re.MULTILINE)
_OFFICE = re.compile(
    r"^\s*(?:PHÓ\s|Q\.\s?|THỨ\s)?(?:CHỦ\s+TỊCH|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|GIÁM\s+ĐỐC|CHÁNH\s+(?:VĂN\s+PHÒNG|THANH\s+TRA)|CỤC\s+TRƯỞNG|TỔNG\s+CỤC\s+TRƯỞNG|"
    r"VỤ\s+TRƯỞNG|TRƯỞNG\s+(?:BAN|PHÒNG|ĐOÀN)|THỦ\s+TƯỚNG|BÍ\s+THƯ|HIỆU\s+TRƯỞNG|VIỆN\s+TRƯỞNG|THỐNG\s+ĐỐC|TỔNG\s+GIÁM\s+ĐỐC|CHỦ\s+NHIỆM)",
    re.MULTILINE,
)


def is_letterhead(left: str, right: str) -> bool:
    """Whether two columns (lines joined by newlines) are a letterhead."""
    both = left + "\n" + right
    if _NATION.search(both):
        return True
    return bool(_NUMBER.search(left) and _DATELINE.search(right)) or bool(_DATELINE.search(right) and left[:200].isupper())


def is_signature(left: str, right: str) -> bool:
    """Whether two columns are recipients and signature, or two signatures."""
    if _RECIPIENTS.search(left) or _RECIPIENTS.search(right):
        return True
    if _AUTHORITY.search(right) or _OFFICE.search(right):
        head = left.strip().splitlines()[:1]
        return not head or bool(_AUTHORITY.search(left) or _OFFICE.search(left) or head[0].isupper())
    return False


def is_nation(text: str) -> bool:
    """Whether the text holds the country's or the party's name as a letterhead prints it."""
    return _NATION.search(text) is not None


def is_recipients_heading(text: str) -> bool:
    """Whether a line is the heading "Nơi nhận"."""
    return _RECIPIENTS.match(text) is not None


def is_layout(columns: Sequence[str]) -> bool:
    """Whether columns that stand side by side are layout, not a table."""
    if not 2 <= len(columns) <= 4:
        return False
    left, right = columns[0], "\n".join(columns[1:])
    return is_letterhead(left, right) or is_signature(left, right)


def header_depth(cells: Sequence[Cell]) -> int:
    """Rows of a table's header where merged cells show them: "TT" over two rows beside a heading over two columns."""
    first = [c for c in cells if c.row == 0]
    depth = max((c.row_span for c in first), default=1)
    rows = max((c.row + c.row_span for c in cells), default=1)
    return depth if depth <= 3 and depth < rows and any(c.column_span > 1 and c.row_span < depth for c in first) else 1


def cell_text(cell: Cell) -> str:
    """The cell's lines joined by newlines."""
    return "\n".join(line.text for line in cell.lines)


def unfolded(table: Table, bordered: bool | None = None) -> list[Line] | None:
    """Lines of a table that only lays out a letterhead or a signature block, column by column; None where it is a real table.

    A frame of one cell is always layout. `bordered` is what the format says of drawn borders, None where it says nothing.
    """
    filled = [cell for cell in table.cells if any(line.text.strip() for line in cell.lines)]
    if not filled:
        return []
    columns = sorted({cell.column for cell in filled})
    if len(columns) == 1 and (table.rows == 1 or bordered is False):
        return [line for cell in filled for line in cell.lines]
    limit = 60 if bordered is False else 6
    if len(columns) > 4 or table.rows > limit:
        return None
    texts = ["\n".join(cell_text(cell) for cell in filled if cell.column == column) for column in columns]
    if not (is_layout(texts) or (len(columns) == 1 and is_layout([texts[0], ""]))):
        return None
    return [line for column in columns for cell in sorted(filled, key=lambda c: c.row) if cell.column == column for line in cell.lines]


_RULE = re.compile(r"\s*(?:[-–—_=*]\s?){3,}\s*$")
_GLUED = re.compile(
    r"(?<=\S)\s+(?=(?:C[ỘO]NG\s+H[ÒO][ÀA]?\s+X[ÃA]\s+H[ỘO]I|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s+lập\s{0,3}[-–—−]\s{0,3}Tự\s+do|V/v\b))"
)
_ITEM = re.compile(r"(?<=[;:,.)])\s+(?=[-–+]\s*\S)")
_NEXT_OFFICE = re.compile(rf"(?<=[{UPPER}])\s+(?=(?:PHÓ|THỨ|CHÁNH)\s+[{UPPER}])")
_OFFICE_THEN_NAME = re.compile(rf"(?<=[{UPPER}])\s+(?=[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]*){{1,4}}$)")


def is_rule(text: str) -> bool:
    """Whether a line is only a drawn rule (`-------`)."""
    return bool(_RULE.fullmatch(text))


def relined(line: Line) -> list[Line]:
    """A letterhead's or signature's cell that a scrape glued into one line, cut where the form begins a new line; rules dropped."""
    text = line.text
    cuts = [(m.start(), m.end()) for m in _GLUED.finditer(text)]
    if _RECIPIENTS.match(text):
        cuts += [(m.start(), m.end()) for m in _ITEM.finditer(text)]
    elif _AUTHORITY.match(text) or _OFFICE.match(text):
        cuts += [(m.start(), m.end()) for m in _NEXT_OFFICE.finditer(text)]
        cuts += [(m.start(), m.end()) for m in _OFFICE_THEN_NAME.finditer(text)]
    out: list[Line] = []
    at = 0
    for start, end in [*sorted(set(cuts)), (len(text), len(text))]:
        piece = _RULE.sub("", text[at:start])
        if piece.strip():
            out.append(replace(cut(line, at, at + len(piece)), starts_paragraph=None if out else line.starts_paragraph))
        at = end
    return out


def cut(line: Line, start: int, end: int) -> Line:
    """The stretch of a line as a line of its own."""
    return replace(
        line,
        text=line.text[start:end],
        words=tuple(replace(w, start=w.start - start, end=w.end - start) for w in line.words if start <= w.start and w.end <= end),
        changes=tuple(replace(c, start=c.start - start, end=c.end - start) for c in line.changes if start <= c.start and c.end <= end),
    )


_GAP = re.compile(r"[ \xa0]*\t[\s]*|[ \xa0]{4,}")
_BLANK_BEFORE = re.compile(r"(?:số|ngày|tháng|năm|[:/])\s*$", re.IGNORECASE)
_BLANK_AFTER = re.compile(r"(?:/|tháng\b|năm\b|\d{1,4}\b)", re.IGNORECASE)
_LONG = 75  # characters: a line of a letterhead's or recipients' column is shorter
_LABEL = re.compile(r"\W{0,2}(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ]{1,2}|[IVX]{1,5})?[.)\-–+•]*")


def spaced_columns(blocks: Sequence[Block]) -> list[Block]:
    """Letterheads and signature blocks whose two columns were typed side by side with tabs or spaces, read column by column."""
    out: list[Block] = []
    i = 0
    while i < len(blocks):
        run = _typed_run(blocks, i)
        if run is None:
            out.append(blocks[i])
            i += 1
            continue
        left, right, i = run
        out += [*left, *right]
    return out


def _typed_run(blocks: Sequence[Block], first: int) -> tuple[list[Line], list[Line], int] | None:
    """(left lines, right lines, index after the run) of a block of typed columns that begins at `first`, or None."""
    head = blocks[first]
    if not isinstance(head, Line) or (_halves(head) is None and not _RECIPIENTS.match(head.text)):
        return None
    left: list[Line] = []
    right: list[Line] = []
    pending: list[Line] = []
    cuts = 0
    end = first
    for k in range(first, min(first + 45, len(blocks))):
        line = blocks[k]
        if not isinstance(line, Line) or (line.centred and _halves(line) is None and k > first):
            break
        halves = _halves(line)
        if halves is None:
            if len(" ".join(line.text.split())) > _LONG or (k > first and line.text.lstrip()[:1] not in "-–+•(" and k - end > 4):
                break
            pending.append(line)
            if line.text.lstrip()[:1] in "-–+•" and _RECIPIENTS.search("\n".join(x.text for x in left + pending)):
                left += pending
                pending, end = [], k + 1
            continue
        cuts += 1
        left += pending
        pending = []
        if halves[0] is not None:
            left.append(halves[0])
        if halves[1] is not None:
            right.append(halves[1])
        end = k + 1
    texts = ["\n".join(line.text.strip() for line in side) for side in (left, right)]
    if not right or not cuts or not is_layout(texts):
        return None
    return left, right, end


def _halves(line: Line) -> tuple[Line | None, Line | None] | None:
    """The line's two columns where a wide gap parts them; None where there is none."""
    text = line.text.rstrip()
    lead = len(text) - len(text.lstrip())
    gaps = [
        m
        for m in _GAP.finditer(text, lead)
        if (not _BLANK_BEFORE.search(text[: m.start()]) or _RECIPIENTS.match(text))
        and not _BLANK_AFTER.match(text, m.end())
        and (len(m[0].expandtabs(8)) > 12 or not _LABEL.fullmatch(text[lead : m.start()]))
    ]
    if not gaps:
        return (None, cut(line, lead, len(text))) if lead >= 20 or text[:lead].count("\t") > 2 else None
    widest = max(gaps, key=lambda m: len(m[0].expandtabs(8)))
    left, right = cut(line, lead, widest.start()), cut(line, widest.end(), len(text))
    if len(left.text) > _LONG or len(right.text) > _LONG:
        return None
    sides = [None if is_rule(side.text) else side for side in (left, right)]
    return sides[0], sides[1]
