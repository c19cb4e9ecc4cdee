"""Which lines are letterhead, preamble, body, recipients, signature; where an appendix or another document begins."""

import re
from bisect import bisect_right

from parser.structure.landmarks import (
    APPENDIX,
    ARCHIVE,
    AUTHORITY,
    CAPTION,
    FORMULA_END,
    NAME,
    NUMBER_LINE,
    SIGNED,
    STAMP,
    is_addressees,
    is_basis,
    is_formula,
    is_head_line,
    is_motto,
    is_nation,
    is_recipients,
    is_telegram,
    is_title_line,
    open_bracket,
)
from parser.structure.markers import roman_value
from parser.structure.paragraphs import Block
from parser.structure.parts import Part, PartKind, line_of
from parser.structure.shapes import RegionKind
from parser.structure.titles import starts_bare, starts_with
from parser.text.canonical import CanonicalText
from parser.text.letters import LOWER


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
        self.itemised = False  # an item has been read in the body
        self.landmarks: tuple[list[int], list[int]] | None = None
        self.aside = False  # the line in hand is letterhead though another region is being read
        self.foot_at = 0  # where in the part's elements a following attachment's title may begin

    def line(self, element: int) -> str:
        return line_of(self.text, element)

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
        self.itemised = False
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
        appendix = APPENDIX.match(line) if len(line) < 200 and line[:1] == "P" else None
        if appendix and self._is_appendix(position, appendix, foot, starts):
            number = appendix["number"] or ""
            value = roman_value(number) if number and not number.isdigit() else 0
            self._begin("appendix", position, str(value) if value else number.lstrip("0") or number)
            return True
        if CAPTION.match(line) and (foot or (self.state == "letterhead" and len(part.elements) < 12)):
            if foot:
                self._begin("attachment", position, back=self._title_back(part))
            elif part.kind == "main" and not any(is_nation(self.line(e)) for e, _ in part.elements if e >= 0):
                part.kind = "attachment"
            self.state = "letterhead"
            self.head_until = max(self.head_until, position)
            return True
        if part.elements and is_nation(line) and (foot or (self.state == "body" and self._letterhead_ahead(position))):
            self._begin("attachment", position, back=self._title_back(part) if foot else self._head_back(part))
            return True
        if foot and self.named and is_title_line(line) and not AUTHORITY.match(line):
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
        return any(map(is_motto, ahead[:3])) and any(map(is_title_line, ahead))

    def _head_back(self, part: Part) -> int:
        """How many of the last elements are the left column of a letterhead."""
        back = 0
        for element, _ in reversed(part.elements):
            line = self.line(element) if element >= 0 else ""
            if back >= 6 or not (line.isupper() or NUMBER_LINE.match(line)):
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
            if not (line.isupper() and not AUTHORITY.match(line) and not starts_with("post", line)) or back >= 8:
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
        return any(CAPTION.match(self.at(p)) for p in range(position + 1, min(position + 9, len(self.elements))))

    # -- regions within a part -----------------------------------------------------------------------------------

    def _plan_head(self, position: int) -> None:
        """How far the letterhead certainly reaches: to "Kính gửi", else to the caption, else to the document's name."""
        last = min(position + 45, len(self.elements))
        self.head_until = -1
        for p in range(position, min(position + 30, last)):
            if is_addressees(self.at(p)) or is_telegram(self.at(p)):
                self.head_until = p - 1
                return
            if self.elements[p] < 0 or len(self.at(p)) > 260:
                break
        for p in range(position, last):
            line = self.at(p)
            if not line and self.elements[p] < 0:
                break
            if is_recipients(line) or (p > position and APPENDIX.match(line)):
                break
            block = self.blocks.get(self.elements[p])
            if block is not None and (block.end - block.start > 260 or (block.marker is not None and block.marker.rank < 40)):
                break
            if is_basis(line):
                break
            if is_head_line(line) or is_title_line(line):
                self.head_until = max(self.head_until, p)
            if CAPTION.match(line):
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
        if is_addressees(line) or is_telegram(line):
            self.state = "addressees"
            self.addressed = line.rstrip()
        elif STAMP.search(line):
            self.state = "stamp"
        elif position <= self.head_until or (position == self.head_until + 1 and open_bracket(self.at(position - 1)) and len(line) < 160):
            return
        elif is_basis(line):
            self.state = "preamble" if self.parts[-1].kind == "main" or self._formula_ahead(position) else "body"
        elif line.isupper():
            if block is not None and block.marker is not None:
                self.state = "body"
            elif (FORMULA_END.search(line) and starts_with("formula", line)) or (
                (starts_with("post", line) or starts_with("organ", line)) and self._legal_ahead(position)
            ):
                self.state = "preamble"
        elif block is None or is_head_line(line):
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
            if is_basis(line):
                return True
            if not line.isupper():
                return False
        return False

    def _formula_ahead(self, position: int) -> bool:
        for p in range(position, min(position + 80, len(self.elements))):
            line = self.at(p)
            if p > position and is_formula(line):
                return True
            if p > position and (is_nation(line) or is_motto(line) or is_recipients(line)):
                return False  # the formula of another document behind this one
        return False

    def _in_addressees(self, position: int, line: str, block: Block | None) -> None:
        if is_head_line(line):  # the right column of the letterhead, read after the left one
            self.aside = True
            return
        previous = self.addressed
        self.addressed = line.rstrip()
        if line[:1] in "-–+•*(" or (block is None and not previous.endswith(".")):
            return
        source = self.text.lines[self.elements[position]].source
        opens = starts_with("opening", line) or starts_with("first_order", line)
        if previous.endswith((":", ";", ",")) and len(line) < 160 and not opens:
            return
        joined = source.starts_paragraph is not True and (source.gap or 0.0) <= self.gap and not previous.endswith(".")
        if joined and len(line) < 90 and not opens and (block is None or block.marker is None):
            return
        self.state = "body"
        self._in_body(position, line, block)

    def _in_preamble(self, position: int, line: str, block: Block | None) -> None:
        if is_formula(line):
            return
        if is_formula(self.at(position - 1)):
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
        if is_recipients(line):
            self.state = "recipients"
        elif not self.itemised and is_basis(line) and self.parts[-1].kind == "main" and self._formula_ahead(position):
            self.state = "preamble"
        elif len(line) < 60 and ARCHIVE.match(line):
            self.state = "recipients"
            self._take_back()
        elif self._signs(position, line):
            self.state = "signature"
        elif block is not None and block.marker is not None:
            self.itemised = True

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
        if AUTHORITY.match(line):
            return not self.at(position + 1).startswith("Căn cứ") and not self._goes_on(position)
        if not (line.isupper() and starts_bare("post", line)) or line.endswith(":"):
            return False
        ahead = [self.at(p) for p in range(position + 1, position + 7)]
        if any(starts_with("legal", following) for following in ahead[:3]):
            return False
        signed = any(is_recipients(a) or NAME.match(a) or SIGNED.match(a) for a in ahead) or not any(ahead)
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
                heading = APPENDIX.match(line) if line[:1] == "P" else None
                if is_recipients(line):
                    recipients.append(position)
                elif is_nation(line) or CAPTION.match(line) or is_title_line(line) or (heading is not None and not (heading["title"] or "").strip(" .:-")):
                    edges.append(position)
            self.landmarks = recipients, edges
        return self.landmarks

    def _in_foot(self, position: int, line: str) -> None:
        if is_recipients(line):
            self.state = "recipients"
            return
        if self.state == "recipients":
            if self._is_signature_line(line):
                self.state = "signature"
            elif NAME.match(line) and "Lưu" in " ".join(self.at(p) for p in range(position - 3, position)):
                self.state = "signature"
                self._saw_name()
            return
        if NAME.match(line) or (AUTHORITY.match(line) and re.search(rf"[{LOWER}]{{2}}", line)):
            self._saw_name()
        elif self.named and SIGNED.match(line):
            self.foot_at = len(self.parts[-1].elements) + 1
        elif line[:1] in "-–" and not self.named and len(line) > 3:
            self.state = "recipients"

    def _saw_name(self) -> None:
        self.named = True
        self.foot_at = len(self.parts[-1].elements) + 1

    def _is_signature_line(self, line: str) -> bool:
        """An authority or a post, in capitals; its line may hold the name too ("CHỦ TỊCH Trần Văn Mẫu")."""
        head = " ".join(line.split()[:2])
        return AUTHORITY.match(line) is not None or (head.isupper() and line[:1] not in "-–" and starts_bare("post", line))


def split_parts(text: CanonicalText, elements: list[int], blocks: list[Block], gap: float) -> list[Part]:
    """The parts of a text, each with its elements and their regions."""
    return _Scanner(text, elements, {block.first: block for block in blocks}, gap).run()
