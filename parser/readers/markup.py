"""What HTML and markdown share: bytes to text, rows to tables, chrome before the letterhead."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from models.document import Warning
from parser.readers.columns import header_depth, is_rule, relined, unfolded
from parser.readers.legacy import convert, encoding_of_text, suspects, western
from parser.readers.shapes import Block, Cell, Change, Line, Table
from parser.readers.spaced import needs_mending

_PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?(?:\s*\|\s*:?-{2,}:?)*(?:\s*\|)?")
_SHORT_PIPE_RULE = re.compile(r"\|?\s*:?-+:?(?:\s*\|\s*:?-+:?)*(?:\s*\|)?")
_META = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.IGNORECASE)
_NATION = re.compile(r"C[ỘO]NG\s+H[ÒO][ÀA]?\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM", re.IGNORECASE)
# ftfy's case: UTF-8 bytes that were read as cp1252
_MOJIBAKE = re.compile("(?:\u00c3[\u0080-\u00bf\u0152-\u2122]|\u00e1[\u00ba\u00bb]|\u00c4[\u0090\u2018]|\u00c6[\u00a0-\u00b0])")


def decoded(data: bytes) -> tuple[str, list[Warning]]:
    """The text of a markup file: BOM, UTF-8, the declared charset, else single bytes; NFC."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return unicodedata.normalize("NFC", data.decode("utf-16", errors="replace")), []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        single = _single_bytes(data)
        if single is None:
            bad = data.decode("utf-8-sig", errors="replace")
            return unicodedata.normalize("NFC", bad), [Warning(code="undecodable_bytes", message="Tệp có byte không phải UTF-8, đã thay bằng ký hiệu �.")]
        text = single
    text = unicodedata.normalize("NFC", text)
    if len(_MOJIBAKE.findall(text)) > 20 and (fixed := _unbaked(text)) is not None:
        return fixed, [Warning(code="mojibake_repaired", message="Chữ UTF-8 bị đọc sai bảng mã trong tệp, đã khôi phục.")]
    return text, []


def _single_bytes(data: bytes) -> str | None:
    declared = _META.search(data[:8192])
    names = [declared[1].decode("ascii")] if declared else []
    high = sum(b > 127 for b in data[:100_000])
    if data[:100_000].decode("utf-8", errors="replace").count("\ufffd") * 4 < high:
        return None
    plain = western(data)
    for name in (*names, *([] if encoding_of_text(plain) else ["cp1258"])):
        try:
            text = unicodedata.normalize("NFC", data.decode(name))
        except (LookupError, UnicodeDecodeError):
            continue
        if encoding_of_text(text) is None:
            return text
    return plain


def _unbaked(text: str) -> str | None:
    out = bytearray()
    for c in text:
        try:
            out += c.encode("cp1252")
        except UnicodeEncodeError:
            if ord(c) > 255:
                return None
            out.append(ord(c))
    try:
        return unicodedata.normalize("NFC", out.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def table_of(rows: Sequence[Sequence[tuple[tuple[Line, ...], int, int]]], header_rows: int = 1) -> Table | None:
    """A table of rows of (lines, row span, column span), placed as a browser places them; None where nothing is in it."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    columns = 0
    for r, row in enumerate(rows):
        at = 0
        for lines, high, wide in row:
            while (r, at) in taken:
                at += 1
            high = max(1, min(high, len(rows) - r))
            wide = max(1, min(wide, 200))
            taken |= {(y, x) for y in range(r, r + high) for x in range(at, at + wide)}
            cells.append(Cell(r, at, lines, high, wide))
            at += wide
            columns = max(columns, at)
    if not any(cell.lines for cell in cells):
        return None
    return Table(tuple(cells), len(rows), columns, header_rows=max(header_rows, header_depth(cells)))


def is_pipe_rule(line: str, *, below_head: bool = False) -> bool:
    """Whether a line is the rule of dashes between rows of a pipe table; right below the head one dash a column is enough."""
    return (_SHORT_PIPE_RULE if below_head else _PIPE_RULE).fullmatch(line.strip()) is not None


def laid_out(table: Table, bordered: bool | None) -> list[Block]:
    """The table, or its lines where it only lays out a letterhead or a signature block."""
    lines = unfolded(table, bordered)
    if lines is None:
        return [table]
    return [piece for line in lines for piece in relined(line)]


def finished(blocks: Sequence[Block], warnings: list[Warning]) -> tuple[Block, ...]:
    """Blocks with drawn rules dropped and legacy letters converted."""
    return tuple(unlegacied([b for b in blocks if not (isinstance(b, Line) and is_rule(b.text))], warnings))


def unlegacied(blocks: Sequence[Block], warnings: list[Warning]) -> list[Block]:
    """Blocks with the lines converted that are in a legacy encoding though no font's name says so; a warning tells of it."""
    texts = [line.text for b in blocks for line in lines_in(b) if not line.changes]
    encoding, marked = suspects(texts)
    if encoding is None:
        return list(blocks)
    chosen = {text for text, is_marked in zip(texts, marked, strict=True) if is_marked}
    warnings.append(Warning(code="legacy_encoding_guessed", message=f"Chữ theo bảng mã {encoding.upper()}, nhận ra qua mặt chữ, đã đổi sang Unicode."))

    def converted(line: Line) -> Line:
        if line.changes or line.text not in chosen:
            return line
        now = convert(line.text, encoding)
        return line if now == line.text else replace(line, text=now, changes=(Change(0, len(now), line.text, "legacy.letters"),))

    return [_each(b, converted) for b in blocks]


def mends(texts: Sequence[str], warnings: list[Warning]) -> bool:
    """Whether broken syllables have to be joined in these texts; says so in a warning."""
    if not needs_mending(texts):
        return False
    warnings.append(Warning(code="broken_words_joined", message="Văn bản có chữ bị tách rời giữa âm tiết; đã nối lại những chỗ chắc chắn."))
    return True


def _each(block: Block, change: Callable[[Line], Line]) -> Block:
    if isinstance(block, Line):
        return change(block)
    return replace(block, cells=tuple(replace(c, lines=tuple(change(line) for line in c.lines)) for c in block.cells))


def lines_in(block: Block) -> tuple[Line, ...]:
    """Lines of a block, those of a table's cells in order."""
    return (block,) if isinstance(block, Line) else tuple(line for cell in block.cells for line in cell.lines)


def without_site_title(blocks: list[Block], warnings: list[Warning]) -> list[Block]:
    """Blocks without the heading that a site put above the letterhead: it may be another document's title."""
    nation = next((i for i, b in enumerate(blocks[:12]) if any(_NATION.search(line.text) for line in lines_in(b))), None)
    if not nation:
        return blocks
    above = blocks[:nation]
    titles = [b for b in above if isinstance(b, Line) and b.heading_level is not None and not b.text.isupper()]
    warnings += [
        Warning(code="site_title_dropped", message=f"Bỏ tiêu đề của trang web đứng trên phần mở đầu văn bản: “{t.text[:200]}”.") for t in titles
    ]
    return [b for b in above if not any(b is t for t in titles)] + blocks[nation:]
