"""HTML: the document inside a portal's page, found by structure, with its tables and spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from models.document import Warning
from parser.errors import MalformedSource
from parser.options import Options
from parser.readers import detect
from parser.readers.attributes import whole
from parser.readers.docx_numbering import FORMATS
from parser.readers.markup import decoded, finished, laid_out, lines_in, mends, table_of
from parser.readers.shapes import Block, Line, Page, Reading
from parser.readers.spaced import mended

_DROPPED = frozenset(
    ("script", "style", "noscript", "svg", "template", "iframe", "nav", "header", "footer", "aside", "form", "button", "select", "input", "textarea", "canvas", "video", "audio", "object", "embed", "head")
)  # fmt: skip
_CHROME = re.compile(r"\b(?:nav|navbar|menu|breadcrumb|footer|sidebar|header-top|related|comment|share|social|advert|banner|cookie|toolbar|pagination|tooltip)", re.IGNORECASE)
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "ul")
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NATION = re.compile(r"c[ộo]ng\s+h[òo][àa]?\s+x[ãa]\s+h[ộo]i\s+ch[ủu]\s+ngh[ĩi]a|đảng\s+cộng\s+sản\s+việt\s+nam", re.IGNORECASE)
_MARKER = re.compile(
    r"(?:^|\n)\s*(?:điều\s+\d+|căn\s+cứ\s|nơi\s+nhận|kính\s+gửi|số\s*:|[IVX]{1,5}\.\s|\d{1,2}\.\s|chương\s+[IVX\d]+|phụ\s+lục)", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_LIST_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MAX_DEPTH = 400
_MAX_DESCENT = 80
_MAX_NESTING = 3000
_NESTING = re.compile(r"<(/?)(?:div|span|table|section|blockquote|ul|ol|font|article|center)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Look:
    bold: bool = False
    italic: bool = False
    centred: bool = False
    level: int | None = None


@dataclass
class _Out:
    """Collects inline text until a block ends it."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[tuple[str, bool, bool]] = field(default_factory=list)
    begins: bool = True
    mend: bool = False
    letterhead: int | None = None
    """Index of the first line of a letterhead's table, where there is one."""

    def flush(self, look: _Look, begins_next: bool = True) -> None:
        text = _SPACE.sub(" ", "".join(p for p, _, _ in self.parts)).strip()
        text, changes = mended(text) if self.mend else (text, ())
        if text:
            inked = [(b, i) for p, b, i in self.parts if any(c.isalpha() for c in p)] or [(False, False)]
            self.blocks.append(
                Line(
                    text=text, changes=changes, starts_paragraph=True if self.begins else None, bold=all(b for b, _ in inked) or look.level is not None,
                    italic=all(i for _, i in inked), centred=look.centred, heading_level=look.level,
                )
            )  # fmt: skip
        self.parts = []
        self.begins = begins_next or (self.begins and not text)


def read_html(data: bytes, options: Options) -> Reading:
    """One page of paragraphs and tables; menus, buttons and footers of the portal stay out. Raises MalformedSource."""
    text, warnings = decoded(data)
    if _too_deep(text):
        raise MalformedSource("malformed", "Trang HTML lồng quá nhiều tầng.", "The HTML page is nested too deeply.")
    tree = LexborHTMLParser(text)
    body = tree.body
    if body is None:
        raise MalformedSource("malformed", "Trang HTML không có nội dung.", "The HTML page has no body.")
    for node in body.css(",".join(_DROPPED)):
        if not _NATION.search(node.text(deep=True)):
            node.decompose()
    main = main_content(tree.body)
    out = _Out(mend=mends([main.text(deep=True, separator="\n")], warnings))
    _walk(main, out, _Look(), 0)
    out.flush(_Look())
    blocks = _from_letterhead(out.blocks, out.letterhead, warnings)
    return Reading(detect.HTML, (Page(1, finished(blocks, warnings), "markup"),), warnings=tuple(warnings))


def _too_deep(text: str) -> bool:
    """Whether elements are nested so deeply that parsing, quadratic in depth, would take minutes."""
    depth = 0
    for tag in _NESTING.finditer(text):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _MAX_NESTING:
            return True
    return False


def main_content(body: Any) -> Any:
    """The deepest element that holds the document: most of the page's running text, and its letterhead where it has one."""
    total = _mass(body)
    if total == 0:
        return body
    node = body
    for _ in range(_MAX_DESCENT):
        whole = len(node.text(deep=True))
        large = [c for c in node.iter(include_text=False) if len(c.text(deep=True)) > 0.15 * whole]
        best = max(large, key=_mass, default=None)
        if best is None or _mass(best) < 0.8 * _mass(node) or best.tag in ("table", "tbody", "tr", "td", "p", "ul", "ol", "span", "b"):
            return node
        if _NATION.search(node.text(deep=True)) and not _NATION.search(best.text(deep=True)):
            return node
        node = best
    return node


def _mass(node: Any) -> int:
    """Letters of the element outside links and chrome, weighted up by a dispatch's own marks."""
    if node.tag in _DROPPED or _is_chrome(node):
        return 0
    text = node.text(deep=True)
    linked = sum(len(a.text(deep=True)) for a in node.css("a[href]") if not (a.attributes.get("href") or "").startswith("#"))
    return max(len(text) - linked, 0) + 60 * len(_MARKER.findall(text[:200_000]))


def _is_chrome(node: Any) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''} {node.attributes.get('role') or ''}"
    return bool(_CHROME.search(names)) and not _NATION.search(node.text(deep=True))


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _walk(node: Any, out: _Out, look: _Look, depth: int) -> None:
    if depth > _MAX_DEPTH:
        return
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            text = child.text(deep=False)
            if text:
                out.parts.append((text, look.bold, look.italic))
            continue
        if tag == "br":
            out.flush(look, begins_next=False)
            continue
        if not tag or tag.startswith("-") or tag in _DROPPED or _is_hidden(child):
            continue
        if tag == "table":
            out.flush(look)
            made = _table(child, look, depth, out.mend)
            if out.letterhead is None and made and isinstance(made[0], Line) and any(_NATION.search(line.text) for b in made for line in lines_in(b)):
                out.letterhead = len(out.blocks)
            out.blocks += made
            continue
        if tag in _BLOCKS:
            inner = _styled(child, look)
            if _is_chrome(child):
                continue
            out.flush(look)
            if tag == "li":
                out.parts.append((_label(child), inner.bold, inner.italic))
            _walk(child, out, inner, depth + 1)
            out.flush(inner)
        else:
            _walk(child, out, _styled(child, look), depth + 1)


def _styled(node: Any, look: _Look) -> _Look:
    tag, attributes = node.tag, node.attributes
    style = attributes.get("style") or ""
    made = replace(look, level=int(tag[1]) if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else look.level)
    if tag in ("b", "strong") or _BOLD.search(style):
        made.bold = True
    if tag in ("i", "em"):
        made.italic = True
    if tag == "center" or (attributes.get("align") or "").lower() == "center" or _CENTRED.search(style):
        made.centred = True
    elif tag in ("p", "div", "td", "th") and ("text-align" in style or attributes.get("align")):
        made.centred = False
    return made


def _label(item: Any) -> str:
    """The mark that the browser draws before a list item."""
    parent = item.parent
    if parent is None or "list-style-type:none" in (parent.attributes.get("style") or "").replace(" ", ""):
        return ""
    if parent.tag != "ol":
        text = item.text(deep=True).lstrip()
        return "" if text[:1] in "-+•*–" else "- "
    start = whole(parent.attributes.get("start"))
    number = 1 if start is None else start
    sibling = item.prev
    while sibling is not None:
        number += sibling.tag == "li"
        sibling = sibling.prev
    if (value := whole(item.attributes.get("value"))) is not None:
        number = value
    kind = parent.attributes.get("type") or "1"
    shown = FORMATS[_LIST_TYPES.get(kind, "decimal")](number)
    return f"{shown}{')' if kind == 'a' else '.'} "


def _table(node: Any, look: _Look, depth: int, mend: bool) -> list[Block]:
    rows: list[list[tuple[tuple[Line, ...], int, int]]] = []
    heads = 0
    for tr in _rows(node):
        row = []
        for cell in tr.iter(include_text=False):
            if cell.tag not in ("td", "th") or _is_hidden(cell):
                continue
            inner = _Out(mend=mend)
            _walk(cell, inner, _styled(cell, look), depth + 1)
            inner.flush(_styled(cell, look))
            row.append((tuple(_flat(inner.blocks)), _span(cell, "rowspan"), _span(cell, "colspan")))
        if row:
            if heads == len(rows) and all(c.tag == "th" for c in tr.iter(include_text=False)):
                heads += 1
            rows.append(row)
    table = table_of(rows, max(heads, 1))
    return [] if table is None else laid_out(table, _bordered(node))


def _rows(node: Any) -> Iterator[Any]:
    for child in node.iter(include_text=False):
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)


def _flat(blocks: list[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for row in range(block.rows):
                found = [line for cell in block.cells if cell.row == row for line in cell.lines]
                if found:
                    yield Line(text=" ".join(line.text for line in found), starts_paragraph=True)


def _span(cell: Any, name: str) -> int:
    return max(1, min(whole(cell.attributes.get(name)) or 1, 1000))


def _bordered(node: Any) -> bool | None:
    attributes = node.attributes
    if (attributes.get("border") or "").strip() == "0":
        return False
    if attributes.get("border"):
        return True
    return None


def _from_letterhead(blocks: list[Block], table: int | None, warnings: list[Warning]) -> list[Block]:
    """Blocks from the letterhead on; what a portal puts between its menu and the letterhead is named in a warning."""
    if table is not None and table < 80:
        return _cut(blocks, table, warnings)
    for i, block in enumerate(blocks[:80]):
        if not (isinstance(block, Line) and _NATION.search(block.text)):
            continue
        start = i
        while start and isinstance(before := blocks[start - 1], Line) and _in_letterhead(before):
            start -= 1
        return _cut(blocks, start, warnings)
    return blocks


def _cut(blocks: list[Block], start: int, warnings: list[Warning]) -> list[Block]:
    dropped = " | ".join(line.text for b in blocks[:start] for line in lines_in(b))
    if not dropped or len(dropped) > 3000:
        return blocks
    warnings.append(Warning(code="site_chrome_dropped", message=f"Bỏ phần của trang web đứng trên văn bản: {dropped[:300]}"))
    return blocks[start:]


def _in_letterhead(line: Line) -> bool:
    letters_only = "".join(c for c in line.text if c.isalpha())
    return line.heading_level is None and (letters_only.isupper() or not letters_only or bool(re.match(r"\s*(?:Số|V/v)\b", line.text)))
