"""Which side-by-side texts are letterheads or signature blocks: they are read column by column, other tables row by row.

Cues are the fixed words of Nghị định 30/2020/NĐ-CP, Phụ lục I (quốc hiệu, tiêu ngữ, số ký hiệu, địa danh và ngày, nơi nhận, quyền hạn
người ký) and of the party's Hướng dẫn on form.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from parser.readers.shapes import Cell, Line, Table

_NATION = re.compile(r"c[ộo]ng\s+h[òo][àa]?\s+x[ãa]\s+h[ộo]i\s+ch[ủu]\s+ngh[ĩi]a|đảng\s+cộng\s+sản\s+việt\s+nam|độc\s+lập\s{0,3}[-–—−]\s{0,3}tự\s+do", re.IGNORECASE)
_DATELINE = re.compile(r"(?:^|,\s*)ngày\s[^\n]{0,20}tháng\s[^\n]{0,20}năm\s", re.IGNORECASE | re.MULTILINE)
_NUMBER = re.compile(r"^\s*(?:số|luật số)\s*[:.]?\s*[\w.…/ \-–]{0,24}[/-]", re.IGNORECASE | re.MULTILINE)
_RECIPIENTS = re.compile(r"^\W{0,3}nơi\s+nhận\b", re.IGNORECASE | re.MULTILINE)
_AUTHORITY = re.compile(r"^\s*(?:T/?M|K/?T|T/?L|T/?U/?Q|Q)\s*\.?\s*[A-ZĐÀ-Ỹ]{2}", re.MULTILINE)
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


def is_layout(columns: Sequence[str]) -> bool:
    """Whether columns that stand side by side are layout, not a table."""
    if not 2 <= len(columns) <= 4:
        return False
    left, right = columns[0], "\n".join(columns[1:])
    return is_letterhead(left, right) or is_signature(left, right)


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
    limit = 12 if bordered is False else 6
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
_NEXT_OFFICE = re.compile(r"(?<=[A-ZĐÀ-Ỹ])\s+(?=(?:PHÓ|THỨ|CHÁNH)\s+[A-ZĐÀ-Ỹ])")
_OFFICE_THEN_NAME = re.compile(r"(?<=[A-ZĐÀ-Ỹ])\s+(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]+(?:\s[A-ZĐÀ-Ỹ][a-zà-ỹ]*){1,4}$)")


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
            changes = tuple(replace(c, start=c.start - at, end=c.end - at) for c in line.changes if at <= c.start and c.end <= at + len(piece))
            out.append(replace(line, text=piece, changes=changes, starts_paragraph=None if out else line.starts_paragraph))
        at = end
    return out
