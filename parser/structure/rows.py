"""The rows of a table as nodes: sections, rows under rows, a heading that the file has lost."""

from models.vocabulary import SectionKind
from parser.structure.markers import roman_value
from parser.structure.refs import Numbering, Refs, joined
from parser.structure.shapes import Node
from parser.structure.tables import Grid, RowShape


class RowTree:
    """The rows of one table as nodes under it."""

    def __init__(self, numbering: Numbering, refs: Refs, table: Node, base: str) -> None:
        self.numbering = numbering
        self.refs = refs
        self.table = table
        self.base = base
        self.sections: list[tuple[str, Node, str]] = []  # style, node, path
        self.open: list[tuple[str, Node, str]] = []  # label, node, path
        self.last = 0
        self.seen: set[str] = set()

    def continue_from(self, before: "RowTree", grid: Grid) -> None:
        """Go on in the section and below the row in which the table before ended, where this one's first number says so."""
        first = next((row.label for row in grid.rows if row.label), None)
        if first is None or not (first == str(before.last + 1) or any(first.startswith(label + ".") for label, _, _ in before.open)):
            return
        self.sections = [(style, self.table, path) for style, _, path in before.sections]
        self.open = [(label, self.table, path) for label, _, path in before.open]
        self.last, self.seen = before.last, set(before.seen)

    def add(self, grid: Grid) -> None:
        for row in grid.rows:
            if row.section:
                self._section(row)
            else:
                self._row(row)

    def _node(self, kind: SectionKind, label: str | None, ref: str | None, row: RowShape, parent: Node) -> Node:
        node = self.numbering.node(kind, label, ref, row.start, row.end, row.task, parent, self.table.part)
        node.table = self.table.table
        parent.children.append(node)
        return node

    def _section(self, row: RowShape) -> None:
        style = "" if not row.label else "roman" if roman_value(row.label) else "capital"
        at = next((i for i, (open_style, _, _) in enumerate(self.sections) if open_style == style), None)
        if at is not None:
            del self.sections[at:]
        parent, base = self.sections[-1][1:] if self.sections else (self.table, self.base)
        path = self.refs.unique(joined(base, row.label), row.label) if row.label else base
        node = self._node("item", row.label, self.refs.ref(path) if row.label else None, row, parent)
        node.heading_start, node.heading_end = row.task
        node.body_start = node.body_end = row.task[1]
        node.cells, node.merged = row.cells, row.merged
        self.sections.append((style, node, path))
        self._restart()

    def _restart(self) -> None:
        self.open = []
        self.last = 0
        self.seen = set()

    def _row(self, row: RowShape) -> None:
        label = row.label
        if label is None:
            parent = self.open[-1][1] if self.open else self.sections[-1][1] if self.sections else self.table
            node = self._node("row", None, None, row, parent)
            node.cells, node.merged = row.cells, row.merged
            return
        if label.isdigit() and self.sections and self.sections[-1][0] and int(label) == 1 and label in self.seen and self.last >= 2:
            self._lost()
        while self.open and not _under(label, self.open[-1][0]):
            self.open.pop()
        parent, path = self.open[-1][1:] if self.open else self.sections[-1][1:] if self.sections else (self.table, self.base)
        own = label[len(self.open[-1][0]) + 1 :] if self.open and label.startswith(self.open[-1][0] + ".") else label
        path = self.refs.unique(joined(path, own), label)
        node = self._node("row", label, self.refs.ref(path), row, parent)
        node.cells, node.merged = row.cells, row.merged
        self.open.append((label, node, path))
        if label.isdigit():
            self.last = int(label)
            self.seen.add(label)

    def _lost(self) -> None:
        """Numbering begins again though no section row stands here: a section whose heading the file has lost."""
        path = self.refs.unique(joined(self.base, "?"), "?")
        node = self.numbering.node("item", "?", self.refs.ref(path), 0, 0, (0, 0), self.table, self.table.part)
        self.table.children.append(node)
        self.refs.warn("lost_heading", "Số thứ tự bắt đầu lại từ 1 mà không có tiêu đề: đề mục có thể đã mất", self.table)
        self.sections = [("roman", node, path)]
        self._restart()


def _under(label: str, parent: str) -> bool:
    """Whether a row numbered `label` stands under one numbered `parent`: 1.1 under 1, a under 1, - under anything."""
    if label.startswith(parent + "."):
        return True
    if label == "-":
        return parent != "-"
    return len(label) == 1 and label.islower() and not (len(parent) == 1 and parent.islower())
