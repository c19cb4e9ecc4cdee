"""Fonts, weights, sizes and lists of a DOCX through its chain of styles."""

from dataclasses import dataclass, replace
from typing import Any

from parser.readers.attributes import whole
from parser.readers.docx_numbering import W


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run is drawn; `size` in points."""

    font: str | None = None
    bold: bool = False
    italic: bool = False
    caps: bool = False
    hidden: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph is set; `indent` in points, `outline` 1-9, `num` and `level` its list."""

    run: RunLook = RunLook()
    centred: bool = False
    indent: float = 0.0
    outline: int | None = None
    num: str | None = None
    level: int = 0


class Styles:
    """The styles part, resolved once a style."""

    def __init__(self, root: Any | None) -> None:
        self._nodes: dict[str, Any] = {}
        self._looks: dict[str, ParagraphLook] = {}
        self._default = ParagraphLook()
        self._default_style: str | None = None
        if root is None:
            return
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            run, paragraph = defaults.find(f"{W}rPrDefault/{W}rPr"), defaults.find(f"{W}pPrDefault/{W}pPr")
            self._default = self._set(paragraph, replace(self._default, run=self._drawn(run, RunLook())))
        for node in root.iter(W + "style"):
            key = node.get(W + "styleId", "")
            self._nodes[key] = node
            if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true"):
                self._default_style = key

    def paragraph(self, properties: Any | None) -> ParagraphLook:
        """The look of a paragraph with these w:pPr."""
        style = properties.find(W + "pStyle") if properties is not None else None
        key = style.get(W + "val") if style is not None else self._default_style
        return self._set(properties, self._style(key))

    def run(self, properties: Any | None, base: RunLook) -> RunLook:
        """The look of a run with these w:rPr inside a paragraph."""
        if properties is None:
            return base
        style = properties.find(W + "rStyle")
        if style is not None:
            for node in self._chain(style.get(W + "val")):
                base = self._drawn(node.find(W + "rPr"), base)
        return self._drawn(properties, base)

    def bordered(self, key: str) -> bool:
        """Whether a table style draws borders."""
        for node in reversed(self._chain(key)):
            borders = node.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return any(b.get(W + "val") not in ("nil", "none", None) for b in borders)
        return False

    def _chain(self, key: str | None) -> list[Any]:
        """The style's nodes, the base first."""
        out: list[Any] = []
        while key and key in self._nodes and len(out) < 20:
            node = self._nodes[key]
            out.append(node)
            based = node.find(W + "basedOn")
            key = based.get(W + "val") if based is not None else None
        return out[::-1]

    def _style(self, key: str | None) -> ParagraphLook:
        if key is None:
            return self._default
        if key not in self._looks:
            look = self._default
            for node in self._chain(key):
                look = self._set(node.find(W + "pPr"), replace(look, run=self._drawn(node.find(W + "rPr"), look.run)))
            self._looks[key] = look
        return self._looks[key]

    @staticmethod
    def _set(properties: Any | None, look: ParagraphLook) -> ParagraphLook:
        if properties is None:
            return look
        changed: dict[str, Any] = {}
        for node in properties:
            if node.tag == W + "jc":
                changed["centred"] = node.get(W + "val") == "center"
            elif node.tag == W + "ind":
                left, first, hanging = (_number(node.get(W + n)) for n in ("left", "firstLine", "hanging"))
                changed["indent"] = max((left + first - hanging) / 20, 0.0)
            elif node.tag == W + "outlineLvl":
                outline = whole(node.get(W + "val"))
                changed["outline"] = outline + 1 if outline is not None and 0 <= outline < 9 else None
            elif node.tag == W + "numPr":
                num, level = node.find(W + "numId"), node.find(W + "ilvl")
                if num is not None:
                    changed["num"] = None if num.get(W + "val") == "0" else num.get(W + "val")
                if level is not None and (number := whole(level.get(W + "val"))) is not None:
                    changed["level"] = number
        return replace(look, **changed) if changed else look

    @staticmethod
    def _drawn(properties: Any | None, look: RunLook) -> RunLook:
        if properties is None:
            return look
        changed: dict[str, Any] = {}
        for node in properties:
            name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
            if name == "rFonts":
                font = node.get(W + "ascii") or node.get(W + "hAnsi")
                if font:
                    changed["font"] = font
            elif name == "b":
                changed["bold"] = _on(node)
            elif name == "i":
                changed["italic"] = _on(node)
            elif name == "caps":
                changed["caps"] = _on(node)
            elif name == "vanish":
                changed["hidden"] = _on(node)
            elif name == "sz":
                changed["size"] = _number(node.get(W + "val")) / 2 or None
        return replace(look, **changed) if changed else look


def _on(node: Any) -> bool:
    return node.get(W + "val", "true") not in ("0", "false", "none", "off")


def _number(value: str | None) -> float:
    try:
        return float(value or 0)
    except ValueError:
        return 0.0
