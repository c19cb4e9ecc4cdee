"""The section tree of one part: blocks with their markers to nodes with the refs that a person would cite (contract, "ref")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.vocabulary import SectionKind
from parser.structure.markers import Marker
from parser.structure.paragraphs import Block
from parser.structure.refs import Numbering, Refs, joined
from parser.structure.rows import RowTree
from parser.structure.shapes import Node
from parser.structure.tables import Grid
from parser.structure.titles import contains, is_adoption, is_closing, is_courtesy, is_sentence, is_time_line, is_title, starts_with
from parser.text.canonical import CanonicalText

Item = Block | Grid
_LETTER = re.compile(r"[^\W_]")


@dataclass(slots=True)
class _Entry:
    """An open item: its node, marker, path within the part, and the unlabelled paragraphs read since its line."""

    node: Node
    marker: Marker
    path: str
    line: tuple[int, int]
    paragraphs: int = 0  # p1, p2 … given so far
    bullets: int = 0
    last: dict[str, int] = field(default_factory=dict)  # style -> last value among the children
    settled: bool = False


class TreeBuilder:
    """Builds the nodes of one part. `root` is the part's own node if it has one."""

    def __init__(self, text: CanonicalText, part: str, refs: Refs, root: Node | None, numbering: Numbering) -> None:
        self.text = text
        self.part = part
        self.refs = refs
        self.root = root
        self.numbering = numbering
        self.roots: list[Node] = []
        self.stack: list[_Entry] = []
        self.tail: list[Block] = []
        self.rows: tuple[_Entry, int, RowTree] | None = None  # the last table: whose, how wide, its rows
        marker = Marker("", "paragraph", "", None, -1, 0)
        node = root or Node("", "paragraph", None, None, 0, 0, 0, 0)
        self.base = _Entry(node, marker, "", (0, 0), settled=True)

    def build(self, items: Sequence[Item], quoted: frozenset[int]) -> list[Node]:
        """The part's top nodes. `quoted` are the blocks (by start) that stand inside a quotation: nobody's items."""
        labelled = any(isinstance(i, Grid) or (i.marker is not None and i.start not in quoted) for i in items)
        for item in items:
            if isinstance(item, Grid):
                self._settle(self._top(), child=True)
                self._table(item)
            elif item.marker is None or item.start in quoted:
                if _LETTER.search(self._text(item)):
                    self.tail.append(item)
            else:
                self._item(item, self._in_context(item.marker))
        self._end(labelled)
        return self.roots

    # -- items ---------------------------------------------------------------------------------------------------

    def _top(self) -> _Entry:
        return self.stack[-1] if self.stack else self.base

    def _in_context(self, marker: Marker) -> Marker:
        """A marker that could be two things, read by what is open: I after H, i) after h) or not, l. for 1."""
        open_of = {entry.marker.style: entry.marker for entry in self.stack}
        if marker.style == "roman" and len(marker.label) == 1:
            capital = open_of.get("capital")
            if capital is not None and "roman" not in open_of and chr(ord(capital.label) + 1) == marker.label:
                return marker._replace(style="capital", rank=10)
        if marker.style == "letter" and marker.label == "i" and not ("letter" in open_of and open_of["letter"].label in ("g", "h")):
            return marker._replace(style="(i)", kind="item", value=1, rank=33)
        if marker.style == "letter" and marker.label == "l" and not ("letter" in open_of and open_of["letter"].label == "k"):
            return marker._replace(style="1)", kind="item", label="1", value=1, rank=30)
        return marker

    def _item(self, block: Block, marker: Marker) -> None:
        depth = self._depth(marker)
        self._flush(depth)
        del self.stack[depth:]
        parent = self._top()
        start = block.start + marker.end
        line = self.text.trimmed(min(start, block.end), block.end)
        kind: SectionKind = marker.kind
        if kind == "khoan" and parent.marker.style != "dieu":
            kind = "item"
        if kind == "diem" and parent.marker.style not in ("dieu", "num1"):
            kind = "item"
        if kind == "diem" and parent.node.kind != "khoan" and parent.marker.style != "dieu":
            kind = "item"
        path, label = self._path(parent, marker)
        node = self.numbering.node(
            kind, label, self.refs.prefix + path, block.start, block.end, line, parent.node if self.stack or self.root else None, self.part
        )
        self._attach(parent, node)
        self.stack.append(_Entry(node, marker, path, line))

    def _depth(self, marker: Marker) -> int:
        """How many open items stay open: the parent is the last of them."""
        stack = self.stack
        if "." in marker.label:
            head = marker.label.rsplit(".", 1)[0]
            for i in range(len(stack) - 1, -1, -1):
                if stack[i].marker.label == head and stack[i].marker.value is not None:
                    return i + 1
        top = self._top()
        for i in range(len(stack) - 1, -1, -1):
            if stack[i].marker.style == marker.style:
                opens = i < len(stack) - 1 and marker.value == 1 and (stack[i].marker.value or 0) >= 1 and self._introduces(top) and marker.rank >= 20
                return len(stack) if opens and marker.rank > top.marker.rank else i
        nests = marker.rank >= 30 or top.marker.rank < 40 or not self.tail
        if stack and nests and marker.rank >= 10 and marker.value in (1, None) and self._introduces(top) and top.marker.style != marker.style:
            return len(stack)
        if stack and marker.value == 1 and {marker.style, top.marker.style} <= {"letter", "1)", "(1)", "(i)"}:
            return len(stack)
        if stack and marker.rank < 10 <= top.marker.rank and marker.value == 1 and self._introduces(top):
            return len(stack)
        depth = len(stack)
        while depth and stack[depth - 1].marker.rank >= marker.rank:
            depth -= 1
        return depth

    def _introduces(self, entry: _Entry) -> bool:
        """Whether what stands last in an item ends with a colon."""
        if entry is self.base:
            return False
        end = self.tail[-1].end if self.tail else entry.line[1]
        return end > entry.node.start and self.text.content[end - 1] == ":"

    def _path(self, parent: _Entry, marker: Marker) -> tuple[str, str]:
        """The path and the label of a new item under `parent`; what is doubtful about its number is a warning."""
        label = marker.label
        if marker.value is None:
            parent.bullets += 1
            return joined(parent.path, f"-{parent.bullets}"), label
        if marker.style == "dieu":
            return self.refs.unique(label, label), label
        if marker.style == "letter1" and parent.marker.style == "letter" and label.startswith(parent.marker.label):
            return self.refs.unique(parent.path.removesuffix(parent.marker.label) + label, label), label  # "b1" under "b" repeats it
        own = label[len(parent.marker.label) + 1 :] if parent.marker.label and label.startswith(parent.marker.label + ".") else label
        last = parent.last.get(marker.style)
        parent.last[marker.style] = marker.value
        if last is not None and marker.value > last + 1 and marker.style in ("roman", "num1", "num2", "num3", "capital"):
            self._warn("missing_number", f"Thiếu mục {last + 1} trước mục {label}", parent)
        elif last is not None and marker.value < last and marker.value != 1:
            self._warn("number_out_of_order", f"Mục {label} đứng sau mục {last}", parent)
        return self.refs.unique(joined(parent.path, own), label), label

    def _warn(self, code: str, message: str, near: _Entry) -> None:
        self.refs.warn(code, message, self._top().node if self.stack else near.node)

    def _attach(self, parent: _Entry, node: Node) -> None:
        if parent is self.base and self.root is None:
            self.roots.append(node)
        else:
            parent.node.children.append(node)

    # -- unlabelled paragraphs -----------------------------------------------------------------------------------

    def _flush(self, depth: int) -> None:
        """Give the paragraphs since the last item to whom they belong, now that the next item keeps `depth` items open."""
        if not self.stack:
            self._settle(self.base, child=True)
            return
        top = self.stack[-1]
        if depth == len(self.stack):
            self._settle(top, child=True)
        elif depth == len(self.stack) - 1 or top.marker.rank < 30 or not self.tail or top.settled or is_title(self._line(top), True):
            self._settle(top, child=False)
        else:
            self._settle_after(top)
        for entry in self.stack[depth:-1]:
            entry.settled = True

    def _settle_after(self, top: _Entry) -> None:
        """Paragraphs after the last of a list of letters or dashes speak of the list: they are its parent's."""
        tail, self.tail = self.tail, []
        self._settle(top, child=False)
        parent = self.stack[-2] if len(self.stack) > 1 else self.base
        for block in tail:
            self._paragraph(parent, block)

    def _line(self, entry: _Entry) -> str:
        return self.text.content[entry.line[0] : entry.line[1]]

    def _settle(self, entry: _Entry, child: bool) -> None:
        """Decide what is the heading and what the own text of an item. `child`: items follow under it."""
        tail, self.tail = self.tail, []
        if entry is self.base or entry.settled:
            for block in tail:
                self._paragraph(entry, block)
            return
        entry.settled = True
        node, line = entry.node, entry.line
        text = self._line(entry)
        if not text and tail:
            first = self.text.content[tail[0].start : tail[0].end]
            if entry.marker.rank < 12 or first.isupper() or ((len(tail) > 1 or child) and is_title(first, True)):
                taken = 1
                while first.isupper() and taken < min(len(tail), 4) and self._text(tail[taken]).isupper():
                    taken += 1
                line = entry.line = (tail[0].start, tail[taken - 1].end)
                text = self._line(entry)
                tail = tail[taken:]
            else:
                node.body_start, node.body_end = tail[0].start, tail[-1].end
                return
        section = entry.marker.rank < 12 and (child or bool(tail)) and not is_sentence(text)
        if section or is_title(text, child or bool(tail), child):
            node.heading_start, node.heading_end = line
            node.body_start = node.body_end = line[1]
            if tail and all(is_time_line(self._text(block)) for block in tail[1:]):
                node.body_start, node.body_end = tail[0].start, tail[-1].end
            else:
                for block in tail:
                    self._paragraph(entry, block)
            return
        node.body_start, node.body_end = line[0], tail[-1].end if tail else line[1]

    def _paragraph(self, parent: _Entry, block: Block, ref: str | None = "p") -> None:
        if ref == "p":
            if parent is self.base and not contains("invitation", self._text(block)):
                ref = None
            else:
                parent.paragraphs += 1
                ref = self.refs.prefix + self.refs.unique(joined(parent.path, f"p{parent.paragraphs}"), "p")
        at_root = parent is self.base and self.root is None
        node = self.numbering.node("paragraph", None, ref, block.start, block.end, (block.start, block.end), None if at_root else parent.node, self.part)
        self._attach(parent, node)

    def _end(self, labelled: bool) -> None:
        tail = self.tail
        if not labelled:
            self._letter(tail)
            self.tail = []
            return
        closing: list[Block] = []
        top = self._top()
        article = any(entry.marker.style == "dieu" for entry in self.stack)
        if tail and article and is_adoption(self._text(tail[-1])):
            closing = [tail[-1]]
            self.tail = tail[:-1]
        elif tail and not article:
            closing = self._closing(top, tail)
            self.tail = tail[: len(tail) - len(closing)]
        if self.stack:
            self._flush(0)
        else:
            self._settle(self.base, child=False)
        self.stack.clear()
        last = next((i for i in range(len(closing) - 1, -1, -1) if not is_courtesy(self._text(closing[i])) and not is_adoption(self._text(closing[i]))), None)
        for i, block in enumerate(closing):
            if i == last:
                self._paragraph(self.base, block, self.refs.prefix + self.refs.unique("closing", "closing"))
            else:
                self._paragraph(self.base, block)

    def _text(self, block: Block) -> str:
        return self.text.content[block.start : block.end]

    def _closing(self, top: _Entry, tail: list[Block]) -> list[Block]:
        """The paragraphs at the end that speak of the whole text: from the first cue on, else the last one."""
        title = not top.settled and is_title(self._line(top), True)
        texts = [self._text(block) for block in tail]
        first = next((i for i, text in enumerate(texts) if is_closing(text) and (i or not title or starts_with("final", text))), None)
        courtesy = 0
        while courtesy < len(tail) and is_courtesy(self._text(tail[-1 - courtesy])):
            courtesy += 1
        last = len(tail) - courtesy - 1
        if first is None:
            first = last if last >= (1 if title else 0) else last + 1
        return tail[min(first, last + 1) :]

    def _letter(self, tail: list[Block]) -> None:
        """A text without labelled items: its obliging paragraphs are p1, p2 …; which oblige is only guessed here."""
        number = 0
        for block in tail:
            text = self._text(block)
            asks = starts_with("closing", text) or (not starts_with("opening", text) and is_closing(text))
            if asks and not is_courtesy(text):
                number += 1
                self._paragraph(self.base, block, self.refs.prefix + self.refs.unique(f"p{number}", "p"))
            else:
                self._paragraph(self.base, block)

    # -- tables --------------------------------------------------------------------------------------------------

    def _table(self, grid: Grid) -> None:
        parent = self._top()
        at_root = parent is self.base and self.root is None
        table = self.numbering.node("table", None, None, grid.start, grid.end, (grid.start, grid.start), None if at_root else parent.node, self.part)
        table.table = self.numbering.tables
        self.numbering.tables += 1
        self._attach(parent, table)
        rows = RowTree(self.numbering, self.refs, table, parent.path)
        if self.rows is not None and self.rows[0] is parent and self.rows[1] == len(grid.columns):
            rows.continue_from(self.rows[2], grid)
        rows.add(grid)
        self.rows = parent, len(grid.columns), rows
