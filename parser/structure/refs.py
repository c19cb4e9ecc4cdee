"""Ids and refs: the paths by which a person would cite the nodes of one part."""

from models.document import Warning
from models.vocabulary import SectionKind
from parser.structure.shapes import Node
from parser.text.canonical import CanonicalText


def joined(path: str, own: str | None) -> str:
    if not own:
        return path
    return f"{path}.{own}" if path else own


class Numbering:
    """Ids of nodes and indices of tables, in the order in which they are made."""

    def __init__(self) -> None:
        self.tables = 0
        self.count = 0

    def node(self, kind: SectionKind, label: str | None, ref: str | None, start: int, end: int, body: tuple[int, int], parent: Node | None, part: str) -> Node:
        self.count += 1
        return Node(f"s{self.count}", kind, label, ref, start, end, body[0], body[1], parent, part=part)


class Refs:
    """The refs of one part: `prefix` ("PL1:") and a path; a path that occurs again gets `(2)` and a warning."""

    def __init__(self, text: CanonicalText, prefix: str) -> None:
        self.text = text
        self.prefix = prefix
        self.warnings: list[Warning] = []
        self._used: dict[str, int] = {}

    def unique(self, path: str, label: str, near: Node | None = None) -> str:
        """`path`, counted where it has been given before."""
        count = self._used.get(path, 0) + 1
        self._used[path] = count
        if count == 1:
            return path
        self.warn("duplicate_number", f"Mục {label} xuất hiện lần thứ {count}", near)
        return f"{path}({count})"

    def ref(self, path: str) -> str:
        """The path as a ref."""
        return self.prefix + path

    def warn(self, code: str, message: str, near: Node | None = None) -> None:
        """Something about numbers that a person should look at, near a node."""
        span = self.text.span(near.start, near.end) if near is not None and near.end > near.start else None
        self.warnings.append(Warning(code=code, message=message, span=span))
