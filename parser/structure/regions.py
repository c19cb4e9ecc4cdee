"""Which lines are letterhead, preamble, body, recipients, signature; where an appendix or another document begins."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from parser.structure.markers import roman_value
from parser.structure.paragraphs import Block
from parser.structure.shapes import RegionKind
from parser.structure.titles import bare, starts_bare, starts_with
from parser.text.canonical import CanonicalText
from parser.text.fold import strip_marks

PartKind = Literal["main", "appendix", "attachment"]

# These are matched against `bare` text, so that lost accents and spaces of a scan don't hide them.
_NATION = re.compile(r"(?:cong)?hoaxahoichunghi|dangcongsanvietnam$")
_MOTTO = re.compile(r"doclaptudo")
_NUMBER_LINE = re.compile(r"(?:Số|SỐ)\s*[:.]?\s*(?:[\d./]|$)|Số\s*:")
_DATELINE = re.compile(r"[^,]{2,40},\s*(?:ngày|Ngày)\b.{0,24}\btháng\b.{0,12}\bnăm\b.{0,10}$")
_SUBJECT = re.compile(r"(?:V/v|v/v|V/V|Vv|Về việc|VỀ VIỆC|về việc)\b")
_ADDRESSEES = re.compile(r"\W{0,3}kinh\s{0,2}g[uo]i\b")
_RECIPIENTS = re.compile(r"\W{0,3}n[oe]i\s{0,2}(?:nhan|gui)\s*(?:[:;.,]|$|-)")
_AUTHORITY = re.compile(r"[TK]\s?/\s?[MTL]\s+[A-ZĐÀ-Ỹ]{2,}|(?:T\s?/?\s?M|K\s?/?\s?T|T\s?/?\s?L|TUQ|T/UQ|Q)\s?[./]{1,2}\s?[A-ZĐÀ-Ỹ]{2,}|(?:TM|KT|TL)\s+[A-ZĐÀ-Ỹ]{2,}")
_ARCHIVE = re.compile(r"\W{0,3}L[ưu]u\s*[:;.,]?\s*(?:VT|VP|TT|HC|HS|TH|P\b|Văn\s+thư|[A-ZĐ]{2,}\s*[,.;(])")
_SIGNED = re.compile(r"\(?\s*(?:đã ký|đã kí|ký tên|signed)", re.IGNORECASE)
_NAME = re.compile(r"(?:(?:GS|PGS|TS|ThS|BS|BSCKI{0,2}|DS|CN|KS|LS|Thạc sĩ|Tiến sĩ|Bác sĩ)[.\s]+){0,3}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,4}$")
_APPENDIX = re.compile(
    r"(?:PHỤ\s+LỤC|Phụ\s+lục)(?:\s+(?:số|SỐ)?\s*(?P<number>[IVXLC]{1,6}|\d{1,2}|[A-ZĐ])(?![\w/]))?\s*(?:\([^)]{0,40}\))?\s*(?P<rest>[:.\-–—]?\s*(?P<title>.*))$"
)
_CAPTION = re.compile(
    r"[(\[]?\s*(?:(?:Ban\s+hành\s+)?k[èe]m\s+theo|Đính\s+kèm|Gửi\s+kèm|Kèm)\s+(?:theo\s+)?(?:[A-ZĐÀ-Ỹ]|công\s+văn|quyết\s+định|kế\s+hoạch|văn\s+bản|thông\s+báo)"
    r"|\(\s*Ban\s+hành\s+(?:theo|tại|kèm)\b|\(\s*Phê\s+duyệt\s+(?:kèm\s+)?theo",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"Người\s+ký\s*:|Ký\s+bởi\b|Digitally\s+signed|Signature\s+Not\s+Verified|Thời\s+gian\s+ký\s*:|Ngày\s+ký\s*:|Cơ\s+quan\s*:\s*\S|Email\s*:\s*\S+@|(?-i:CÔNG\s+VĂN\s+ĐẾN|^ĐẾN\b)|"
    r"Số\s+và\s+ký\s+hiệu\s+HS|^Chuyển\s*:|Số\s+đến\s*:|Date\s*:\s*\d|Reason\s*:|Location\s*:",
    re.IGNORECASE,
)
_FORMULA_END = re.compile(r":\s*$")


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
    return any(_is_nation(line) or _is_motto(line) or _is_recipients(line) or _AUTHORITY.match(line) for line in lines)


def _line(text: CanonicalText, element: int) -> str:
    line = text.lines[element]
    return text.content[line.start : line.end]


class _Scanner:
    """One pass over the elements; `state` is the region being read."""

    def __init__(self, text: CanonicalText, elements: list[int], blocks: dict[int, Block], gap: float) -> None:
        self.text = text
        self.elements = elements
        self.blocks = blocks  # by first line
        self.gap = gap
        self.parts: list[Part] = [Part("main")]
        self.state: RegionKind = "letterhead"
        self.title_blocks = 0
        self.head_until = -1
        self.named = False  # the signer's name has been read
        self.addressed = ""  # the last line of the addressees
        self.landmarks: tuple[list[int], list[int]] | None = None
        self.aside = False  # the line in hand is letterhead though another region is being read
        self.foot_at = 0  # where in the part's elements a following attachment's title may begin

    def line(self, element: int) -> str:
        return _line(self.text, element)

    def at(self, position: int) -> str:
        """The text of the element at a position, "" for tables and beyond the end."""
        if 0 <= position < len(self.elements) and self.elements[position] >= 0:
            return self.line(self.elements[position])
        return ""

    def run(self) -> list[Part]:
        self._plan_head(0)
        for position, element in enumerate(self.elements):
            if element < 0:
                self._table(element)
                continue
            line = self.line(element)
            if not self._boundary(position, line):
                self._step(position, element, line)
            self.parts[-1].elements.append((element, "letterhead" if self.aside else self.state))
            self.aside = False
        return [part for part in self.parts if part.elements]

    # -- parts ---------------------------------------------------------------------------------------------------

    def _begin(self, kind: PartKind, position: int, number: str = "", back: int = 0) -> None:
        """A new part that takes the last `back` elements along."""
        taken = self.parts[-1].elements[len(self.parts[-1].elements) - back :] if back else []
        if back:
            del self.parts[-1].elements[-back:]
        self.parts.append(Part(kind, number, [(element, "letterhead") for element, _ in taken]))
        self.state = "letterhead"
        self.named = False
        self.foot_at = 0
        self.title_blocks = 0
        self._plan_head(position - back)

    def _table(self, element: int) -> None:
        if self.state in ("recipients", "signature"):
            self._begin("attachment", 0, back=len(self.parts[-1].elements) - self.foot_at if self.named else 0)
        self.state = "body"
        self.parts[-1].elements.append((element, "body"))

    def _boundary(self, position: int, line: str) -> bool:
        foot = self.state in ("recipients", "signature")
        part = self.parts[-1]
        starts = self.elements[position] in self.blocks
        appendix = _APPENDIX.match(line) if len(line) < 200 and line[:1] == "P" else None
        if appendix and self._is_appendix(position, appendix, foot, starts):
            number = appendix["number"] or ""
            value = roman_value(number) if number and not number.isdigit() else 0
            self._begin("appendix", position, str(value) if value else number.lstrip("0") or number)
            return True
        if _CAPTION.match(line) and (foot or (self.state == "letterhead" and len(part.elements) < 12)):
            if foot:
                self._begin("attachment", position, back=self._title_back(part))
            elif part.kind == "main" and not any(_is_nation(self.line(e)) for e, _ in part.elements if e >= 0):
                part.kind = "attachment"
            self.state = "letterhead"
            self.head_until = max(self.head_until, position)
            return True
        if part.elements and _is_nation(line) and (foot or (self.state == "body" and self._letterhead_ahead(position))):
            self._begin("attachment", position, back=self._title_back(part) if foot else self._head_back(part))
            return True
        if foot and self.named and _is_title_line(line) and not _AUTHORITY.match(line):
            self._begin("attachment", position)
            return True
        block = self.blocks.get(self.elements[position])
        if foot and self.named and block is not None and block.marker is not None and block.marker.rank < 30 and block.end - block.start > 12:
            self._begin("attachment", position, back=len(part.elements) - self.foot_at)
            self.state = "body"
            return True
        return False

    def _letterhead_ahead(self, position: int) -> bool:
        """Whether the motto and the name of a document follow: another document begins though nothing has signed this one."""
        ahead = [self.at(p) for p in range(position + 1, position + 9)]
        return any(map(_is_motto, ahead[:3])) and any(map(_is_title_line, ahead))

    def _head_back(self, part: Part) -> int:
        """How many of the last elements are the left column of a letterhead."""
        back = 0
        for element, _ in reversed(part.elements):
            line = self.line(element) if element >= 0 else ""
            if back >= 6 or not (line.isupper() or _NUMBER_LINE.match(line)):
                break
            back += 1
        return back

    def _title_back(self, part: Part) -> int:
        """How many of the part's last elements are title lines that belong to what follows the signature."""
        back = 0
        for element, _ in reversed(part.elements[self.foot_at :] if self.named else []):
            if element < 0:
                break
            back += 1
        if self.named:
            return back
        for element, _ in reversed(part.elements):
            line = self.line(element) if element >= 0 else ""
            if not (line.isupper() and not _AUTHORITY.match(line) and not starts_with("post", line)) or back >= 8:
                break
            back += 1
        return back

    def _is_appendix(self, position: int, match: re.Match[str], foot: bool, starts: bool) -> bool:
        title = match["title"] or ""
        if title and not (title.isupper() or title[:1] == "(" or (match["rest"][:1] in ":.-–—" and title[:1].isupper())):
            return False
        if foot or position == 0 or (self.state == "letterhead" and not self.parts[-1].elements):
            return True
        if self.parts[-1].kind != "main" or self.state == "letterhead":
            return not title or title.isupper() or self._caption_ahead(position)
        return starts and (self._caption_ahead(position) or (match[0].isupper() and title == ""))

    def _caption_ahead(self, position: int) -> bool:
        return any(_CAPTION.match(self.at(p)) for p in range(position + 1, min(position + 9, len(self.elements))))

    # -- regions within a part -----------------------------------------------------------------------------------

    def _plan_head(self, position: int) -> None:
        """How far the letterhead certainly reaches: to "Kính gửi", else to the caption, else to the document's name."""
        last = min(position + 45, len(self.elements))
        self.head_until = -1
        for p in range(position, min(position + 30, last)):
            if _is_addressees(self.at(p)):
                self.head_until = p - 1
                return
            if self.elements[p] < 0 or len(self.at(p)) > 260:
                break
        for p in range(position, last):
            line = self.at(p)
            if not line and self.elements[p] < 0:
                break
            if _is_recipients(line) or (p > position and _APPENDIX.match(line)):
                break
            block = self.blocks.get(self.elements[p])
            if block is not None and (block.end - block.start > 260 or (block.marker is not None and block.marker.rank < 40)):
                break
            if _is_basis(line):
                break
            if _is_head_line(line) or _is_title_line(line):
                self.head_until = max(self.head_until, p)
            if _CAPTION.match(line):
                self.head_until = p

    def _step(self, position: int, element: int, line: str) -> None:
        block = self.blocks.get(element)
        state = self.state
        if state == "stamp":
            state = self.state = "letterhead"
        if state == "letterhead":
            self._in_head(position, line, block)
        elif state == "addressees":
            self._in_addressees(position, line, block)
        elif state == "preamble":
            self._in_preamble(position, line, block)
        elif state == "body":
            self._in_body(position, line, block)
        else:
            self._in_foot(position, line)

    def _in_head(self, position: int, line: str, block: Block | None) -> None:
        if _is_addressees(line):
            self.state = "addressees"
            self.addressed = line.rstrip()
        elif _STAMP.search(line):
            self.state = "stamp"
        elif position <= self.head_until or (position == self.head_until + 1 and _open_bracket(self.at(position - 1)) and len(line) < 160):
            return
        elif _is_basis(line):
            self.state = "preamble" if self.parts[-1].kind == "main" or self._formula_ahead(position) else "body"
        elif line.isupper():
            if block is not None and block.marker is not None:
                self.state = "body"
            elif (_FORMULA_END.search(line) and starts_with("formula", line)) or (
                (starts_with("post", line) or starts_with("organ", line)) and self._legal_ahead(position)
            ):
                self.state = "preamble"
        elif block is None or _is_head_line(line):
            return
        else:
            text = self.text.content[block.start : block.end]
            ended = re.search(r"[.;:…]$", text) is not None and not (text[:1].islower() and len(text) < 160)
            marked = block.marker is not None and not (block.marker.value is None and len(text) < 60)
            titled = self.title_blocks < 3 and not marked and not ended and len(text) < 400
            if titled and self.head_until >= 0 and not starts_with("opening", text):
                self.title_blocks += 1
                return
            self.state = "body"
            self._in_body(position, line, block)

    def _legal_ahead(self, position: int) -> bool:
        for p in range(position + 1, min(position + 4, len(self.elements))):
            line = self.at(p)
            if _is_basis(line):
                return True
            if not line.isupper():
                return False
        return False

    def _formula_ahead(self, position: int) -> bool:
        for p in range(position, min(position + 80, len(self.elements))):
            line = self.at(p)
            if p > position and _is_formula(line):
                return True
        return False

    def _in_addressees(self, position: int, line: str, block: Block | None) -> None:
        if _is_head_line(line):  # the right column of the letterhead, read after the left one
            self.aside = True
            return
        previous = self.addressed
        self.addressed = line.rstrip()
        if line[:1] in "-–+•*(" or (block is None and not previous.endswith(".")):
            return
        source = self.text.lines[self.elements[position]].source
        if previous.endswith((":", ";", ",")) and len(line) < 160 and not starts_with("opening", line):
            return
        joined = source.starts_paragraph is not True and (source.gap or 0.0) <= self.gap and not previous.endswith(".")
        if joined and len(line) < 90 and not starts_with("opening", line) and (block is None or block.marker is None):
            return
        self.state = "body"
        self._in_body(position, line, block)

    def _in_preamble(self, position: int, line: str, block: Block | None) -> None:
        if _is_formula(line):
            return
        if _is_formula(self.at(position - 1)):
            self.state = "body"
        elif block is not None and (not line.isupper() or block.marker is not None):
            text = self.text.content[block.start : block.end]
            if (not starts_with("legal", text) and not (self._formula_ahead(position) and block.marker is None)) or (
                block.marker is not None and block.marker.style == "dieu"
            ):
                self.state = "body"
        if self.state == "body":
            self._in_body(position, line, block)

    def _in_body(self, position: int, line: str, block: Block | None) -> None:
        if _is_recipients(line):
            self.state = "recipients"
        elif len(line) < 60 and _ARCHIVE.match(line):
            self.state = "recipients"
            self._take_back()
        elif self._signs(position, line):
            self.state = "signature"

    def _take_back(self) -> None:
        """The lines before "Lưu: VT" are recipients too, where their heading was lost."""
        elements = self.parts[-1].elements
        for i in range(len(elements) - 1, max(len(elements) - 25, -1), -1):
            element, region = elements[i]
            line = self.line(element) if element >= 0 else ""
            if region != "body" or not line or len(line) > 90 or line.endswith(("./.", ":")) or not (line[:1] in "-–—+•~*" or len(line) < 30):
                break
            elements[i] = (element, "recipients")

    def _signs(self, position: int, line: str) -> bool:
        """Whether a signature begins at this line of the body."""
        if len(line) > 120:
            return False
        if _AUTHORITY.match(line):
            return not self.at(position + 1).startswith("Căn cứ") and not self._goes_on(position)
        if not (line.isupper() and starts_bare("post", line)) or line.endswith(":"):
            return False
        ahead = [self.at(p) for p in range(position + 1, position + 7)]
        if any(starts_with("legal", following) for following in ahead[:3]):
            return False
        signed = any(_is_recipients(a) or _NAME.match(a) or _SIGNED.match(a) for a in ahead) or not any(ahead)
        return signed and not self._goes_on(position)

    def _goes_on(self, position: int) -> bool:
        """Whether text follows a signature that cannot stand behind one, so that it is only a sample: items, long paragraphs
        close by, or the recipients of this very document far below.
        """
        recipients, edges = self._landmarks()
        following = bisect_right(recipients, position)
        edge = bisect_right(edges, position)
        until = edges[edge] if edge < len(edges) else len(self.elements)
        if following < len(recipients) and recipients[following] < until:
            return recipients[following] > position + 15
        for p in range(position + 1, min(position + 13, until)):
            block = self.blocks.get(self.elements[p])
            if block is None:
                continue
            line = self.at(p)
            if block.marker is not None and block.marker.value is None:
                return not re.match(r"\W*(?:Như|Lưu)\b", line)
            if block.end - block.start > 200 or (block.marker is not None and 20 <= block.marker.rank < 40 and len(line) > 30):
                return True
        return False

    def _landmarks(self) -> tuple[list[int], list[int]]:
        """Where "Nơi nhận" stands, and where another part surely begins."""
        if self.landmarks is None:
            recipients: list[int] = []
            edges: list[int] = []
            for position in range(len(self.elements)):
                line = self.at(position)
                heading = _APPENDIX.match(line) if line[:1] == "P" else None
                if _is_recipients(line):
                    recipients.append(position)
                elif _is_nation(line) or _CAPTION.match(line) or _is_title_line(line) or (heading is not None and not (heading["title"] or "").strip(" .:-")):
                    edges.append(position)
            self.landmarks = recipients, edges
        return self.landmarks

    def _in_foot(self, position: int, line: str) -> None:
        if _is_recipients(line):
            self.state = "recipients"
            return
        if self.state == "recipients":
            if self._is_signature_line(line):
                self.state = "signature"
            elif _NAME.match(line) and "Lưu" in " ".join(self.at(p) for p in range(position - 3, position)):
                self.state = "signature"
                self._saw_name()
            return
        if _NAME.match(line) or (_AUTHORITY.match(line) and re.search(r"[a-zà-ỹ]{2}", line)):
            self._saw_name()
        elif self.named and _SIGNED.match(line):
            self.foot_at = len(self.parts[-1].elements) + 1
        elif line[:1] in "-–" and not self.named and len(line) > 3:
            self.state = "recipients"

    def _saw_name(self) -> None:
        self.named = True
        self.foot_at = len(self.parts[-1].elements) + 1

    def _is_signature_line(self, line: str) -> bool:
        """An authority or a post, in capitals; its line may hold the name too ("CHỦ TỊCH Trần Văn Mẫu")."""
        head = " ".join(line.split()[:2])
        return _AUTHORITY.match(line) is not None or (head.isupper() and line[:1] not in "-–" and starts_bare("post", line))


def _is_nation(line: str) -> bool:
    """Quốc hiệu, or the party's name in its place: in capitals, also glued to the issuer."""
    if not 12 < len(line) < 110 or sum(c.isupper() for c in line) * 5 < sum(c.isalpha() for c in line) * 4:
        return False
    return _NATION.search(bare(line)) is not None


def _is_motto(line: str) -> bool:
    return 12 < len(line) < 60 and _MOTTO.search(bare(line)) is not None


def _is_addressees(line: str) -> bool:
    return _ADDRESSEES.match(strip_marks(line[:14]).lower()) is not None


def _is_recipients(line: str) -> bool:
    return line[:4].strip(" '\"“`.-")[:1] in ("N", "n") and _RECIPIENTS.match(strip_marks(line[:18]).lower()) is not None


def _is_title_line(line: str) -> bool:
    """A line in capitals that begins with the name of a kind of document."""
    return line.isupper() and starts_bare("title", line)


def _open_bracket(line: str) -> bool:
    """Whether a line opens a bracket that it does not close: a caption broken over two lines."""
    return line.rfind("(") > line.rfind(")")


def _is_basis(line: str) -> bool:
    """Whether a line opens a legal basis, also behind a dash."""
    return not line.isupper() and starts_with("legal", line.lstrip("-–—+• "))


def _is_formula(line: str) -> bool:
    """The operative formula: `QUYẾT ĐỊNH:`, also spaced or without its colon."""
    return line.isupper() and starts_bare("formula", line) and (_FORMULA_END.search(line) is not None or len(line) < 14)


def _is_head_line(line: str) -> bool:
    return bool(_is_nation(line) or _is_motto(line) or _NUMBER_LINE.match(line) or _DATELINE.match(line) or _SUBJECT.match(line))


def split_parts(text: CanonicalText, elements: list[int], blocks: list[Block], gap: float) -> list[Part]:
    """The parts of a text, each with its elements and their regions."""
    return _Scanner(text, elements, {block.first: block for block in blocks}, gap).run()


def title_of(text: CanonicalText, part: Part) -> tuple[int, int] | None:
    """The place of a part's title: its first lines without letterhead, "PHỤ LỤC" and caption, from the capitals on."""
    start = end = -1
    own_head = any(region == "letterhead" and element >= 0 and _is_nation(_line(text, element)) for element, region in part.elements[:25])
    for element, region in part.elements[:25]:
        if element < 0 or region != "letterhead":
            break
        line = text.lines[element]
        content = _line(text, element)
        heading = _APPENDIX.match(content)
        if heading is not None and start < 0:
            title = heading["title"] or ""
            if len(title) > 3:
                start, end = line.end - len(title), line.end
        elif _CAPTION.match(content) or _open_bracket(text.content[max(line.start - 200, 0) : line.start - 1]):
            if start >= 0:
                break
        elif start >= 0:
            end = line.end
        elif _is_title_line(content) or (content.isupper() and not own_head):
            start, end = line.start, line.end
    return (start, end) if start >= 0 else None
