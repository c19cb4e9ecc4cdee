"""The labels that Word computes ("1.1.", "a)", "II.") and does not store: numbering.xml counted paragraph by paragraph."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from parser.readers.attributes import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# Bullets of the Symbol and Wingdings fonts, by their private-use codes.
BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02b": "+", "\uf0a8": "◦", "o": "o"}


def roman(n: int) -> str:
    """Roman numeral in lower case."""
    out = ""
    for value, letters in _ROMAN:
        while n >= value:
            out += letters
            n -= value
    return out


def letters(n: int) -> str:
    """a … z, then aa, bb … as Word counts."""
    return chr(97 + (n - 1) % 26) * ((n - 1) // 26 + 1) if n > 0 else ""


def cardinal(n: int) -> str:
    """Vietnamese number words below 100, for `cardinalText` levels."""
    if n < 10:
        return _UNITS[n]
    tens, unit = divmod(n, 10)
    if tens == 1:
        return ("mười" if unit == 0 else "mười " + ("lăm" if unit == 5 else _UNITS[unit])) if n < 20 else str(n)
    if tens > 9:
        return str(n)
    tail = "" if unit == 0 else " " + {1: "mốt", 5: "lăm"}.get(unit, _UNITS[unit])
    return f"{_UNITS[tens]} mươi{tail}"


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": lambda n: roman(n).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerLetter": letters,
    "ordinal": str,
    "cardinalText": lambda n: cardinal(n).capitalize(),
    "ordinalText": lambda n: cardinal(n).capitalize(),
    "none": lambda n: "",
    "bullet": lambda n: "",
}


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"


@dataclass(slots=True)
class _List:
    """One w:num: its levels; counters belong to the abstract list that several w:num may share."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts list paragraphs in document order."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        abstracts: dict[str, dict[int, _Level]] = {}
        links: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for node in root.iter(W + "abstractNum"):
            key = node.get(W + "abstractNumId", "")
            abstracts[key] = {at: _level(lvl) for lvl in node.iter(W + "lvl") if (at := whole(lvl.get(W + "ilvl", "0"))) is not None}
            if (style := node.find(W + "numStyleLink")) is not None:
                links[key] = style.get(W + "val", "")
            if (style := node.find(W + "styleLink")) is not None:
                by_style[style.get(W + "val", "")] = key
        for key, style in links.items():
            if style in by_style:
                abstracts[key] = abstracts[by_style[style]]
        for node in root.iter(W + "num"):
            abstract = node.find(W + "abstractNumId")
            if abstract is None:
                continue
            key = abstract.get(W + "val", "")
            made = _List(key, dict(abstracts.get(key, {})))
            for override in node.iter(W + "lvlOverride"):
                if (at := whole(override.get(W + "ilvl", "0"))) is None:
                    continue
                if (lvl := override.find(W + "lvl")) is not None:
                    made.levels[at] = _level(lvl)
                start = override.find(W + "startOverride")
                if start is not None and (number := whole(start.get(W + "val"))) is not None:
                    made.starts[at] = number
            self._lists[node.get(W + "numId", "")] = made

    def label(self, num: str, level: int) -> str:
        """The label of the next paragraph of list `num` at `level` (from 0), with its trailing space; "" where there is none."""
        known = self._lists.get(num)
        if known is None or level not in known.levels:
            return ""
        counts = self._counts.setdefault(known.abstract, {})
        if num not in self._begun:
            self._begun.add(num)
            for at, start in known.starts.items():
                counts[at] = start - 1
                for deeper in [k for k in counts if k > at]:
                    del counts[deeper]
        for at in range(level):
            if at not in counts:
                counts[at] = known.levels[at].start if at in known.levels else 1
        counts[level] = counts.get(level, known.levels[level].start - 1) + 1
        for deeper in [k for k in counts if k > level]:
            restart = known.levels[deeper].restart if deeper in known.levels else None
            if restart is None or (restart != 0 and level < restart):
                del counts[deeper]
        rule = known.levels[level]
        if rule.format == "bullet":
            text = "".join(BULLETS.get(c, "•" if "\ue000" <= c <= "\uf8ff" else c) for c in rule.text)
        else:
            text = rule.text
            for at in range(level, -1, -1):
                shape = known.levels.get(at, rule)
                kind = "decimal" if rule.legal and at < level else shape.format
                text = text.replace(f"%{at + 1}", FORMATS.get(kind, str)(counts.get(at, shape.start)))
        return text + ("" if rule.suffix == "nothing" or not text else " ")


def _level(node: Any) -> _Level:
    def value(name: str, default: str) -> str:
        found = node.find(W + name)
        return default if found is None else (found.get(W + "val") or default)

    start = whole(value("start", "1"))
    return _Level(
        value("numFmt", "decimal"), "" if node.find(W + "lvlText") is None else node.find(W + "lvlText").get(W + "val") or "",
        1 if start is None else start, whole(value("lvlRestart", "")), node.find(W + "isLgl") is not None,
        value("suff", "tab"),
    )  # fmt: skip
