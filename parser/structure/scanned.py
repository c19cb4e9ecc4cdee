"""Labels of items as a scan misreads them: `1H.` for III., `e)` between b) and d). Read as their order asks, with a warning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from models.document import Warning
from parser.lexicon.table import rows, values
from parser.structure.markers import LETTERS, Marker, is_roman, roman_value
from parser.structure.paragraphs import Block
from parser.structure.sequences import mended
from parser.structure.tables import Grid, RowShape
from parser.text.canonical import CanonicalText
from parser.text.letters import UPPER

_GARBLED_ROMAN = re.compile(rf"[\"'“`]?(?P<number>[IVXL1l|!ÌÍỊÏHTYiïv]{{1,6}})\s?(?:(?P<mark>[.,:])\s*|(?P<bare>\s))(?=[{UPPER}])")
_GARBLED_LETTER = re.compile(r"[\"'“`]?(?P<number>\S)\s?\)\s*(?=\S)")
_AS_ROMAN = {
    "1": "I",
    "l": "I",
    "|": "I",
    "!": "I",
    "Ì": "I",
    "Í": "I",
    "Ị": "I",
    "Ï": "I",
    "i": "I",
    "ï": "I",
    "T": "I",
    "L": "I",
    "H": "II",
    "Y": "V",
    "v": "V",
}
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@dataclass(slots=True)
class _Item:
    """A block whose marker may change."""

    block: Block
    marker: Marker | None


def is_scanned(text: CanonicalText) -> bool:
    """Whether an OCR engine read the text: its words carry a confidence."""
    with_words = (line.source.words for line in text.lines if line.source.words)
    return any(word.confidence is not None for _, words in zip(range(40), with_words, strict=False) for word in words)


@cache
def _misread(label: str) -> frozenset[str]:
    """What a scan makes of a letter."""
    return frozenset(form for row in rows("label_confusions") if row["label"] == label for form in values(row["read"]))


def relabelled(text: CanonicalText, blocks: Sequence[Block]) -> tuple[list[Block], list[Warning]]:
    """The blocks with their markers put right, and a warning for each that was."""
    items = [_Item(block, block.marker) for block in blocks if block.marker is not None or _is_word(text.content[block.start : block.end])]
    _bullets(text, items)
    _capitals(items)
    _romans(text, items)
    for start, end in _stretches(items, 20):
        _numbers([item for item in items[start:end] if item.marker is not None and item.marker.style == "num1" and item.marker.label.isdigit()])
    for start, end in _stretches(items, 31):
        _letters(text, items[start:end])
    warnings = []
    result = []
    for item in items:
        block, marker = item.block, item.marker
        if marker is not block.marker and marker is not None:
            was = text.content[block.start : block.start + marker.end].strip()
            message = f"Nhãn quét được là «{was}», hiểu là «{marker.label}» theo thứ tự" if was else "Gạch đầu dòng mất khi quét, hiểu theo vị trí"
            warnings.append(Warning(code="label_inferred", message=message, span=text.span(block.start, block.start + marker.end)))
            block = block._replace(marker=marker)
        result.append(block)
    return result, warnings


def mend_rows(text: CanonicalText, grid: Grid) -> list[Warning]:
    """Row numbers put right where the rows around them leave one reading only."""
    warnings = []
    groups: list[list[RowShape]] = [[]]
    for row in grid.rows:
        if row.section:
            groups.append([])
        elif row.label is None or row.label.isdigit():
            groups[-1].append(row)
    for group in groups:
        for row, label in zip(group, mended([row.label for row in group]), strict=True):
            if label is not None and label != row.label:
                span = text.span(row.start, row.end) if row.end > row.start else None
                warnings.append(Warning(code="label_inferred", message=f"Số thứ tự «{row.label or ''}» được hiểu là «{label}» theo thứ tự", span=span))
                row.label = label
    return warnings


def _stretches(items: list[_Item], rank: int) -> list[tuple[int, int]]:
    """Runs of items without a marker higher than `rank`."""
    edges = [0, *(i for i, item in enumerate(items) if item.marker is not None and item.marker.rank < rank), len(items)]
    return [(start, end) for start, end in pairwise(edges) if end > start]


def _is_word(block: str) -> bool:
    """Whether a block is more than a speck: stamps and signatures leave single letters behind."""
    return sum(c.isalpha() for c in block[:12]) >= 3


def _bullets(text: CanonicalText, items: list[_Item]) -> None:
    """A dash that the scan lost: the text of an item among dashes begins as far in as theirs does behind the dash."""
    last: float | None = None
    for item in items:
        indent = text.lines[item.block.first].source.indent
        marker = item.marker
        if marker is not None:
            last = indent if marker.style == "bullet-" else None
        elif last is not None and indent is not None and 5 <= indent - last <= 15 and text.content[item.block.start].isupper():
            item.marker = Marker("bullet-", "bullet", "-", None, 40, 0)
        else:
            last = None


def _capitals(items: list[_Item]) -> None:
    """`D)` without a `C)` before it is no capital's item: most likely a small letter."""
    seen = ""
    for item in items:
        if item.marker is None or item.marker.style != "capital":
            continue
        if item.marker.label == "A" or (seen and ord(item.marker.label) - ord(seen) in (0, 1)) or item.marker.label == "Đ":
            seen = item.marker.label
        else:
            item.marker = None


def _roman(marker: Marker | None, value: int, end: int) -> Marker:
    return Marker("roman", "item", _ROMANS[value], value, 11, marker.end if marker is not None else end)


def _romans(text: CanonicalText, items: list[_Item]) -> None:
    """Roman numbers: garbled ones that continue the count, doubled ones, and a first one read as `1.`"""
    last = last_number = 0
    capital = ""
    for item in items:
        marker = item.marker
        if marker is not None and marker.style == "roman" and marker.value is not None:
            if marker.value == last and last + 1 < len(_ROMANS) and marker.label in _ROMANS[last + 1]:  # one stroke lost
                marker = item.marker = _roman(marker, last + 1, 0)
            last = marker.value or last
            continue
        found = None if capital else _garbled_roman(text, item, last, last_number)
        if found is not None:
            item.marker = found
            last = found.value or last
        elif marker is not None and marker.style == "num1" and marker.value is not None:
            last_number = marker.value
        elif marker is not None and marker.style == "capital":
            capital = marker.label
    romans = [item for item in items if item.marker is not None and item.marker.style == "roman"]
    if romans and (first := romans[0].marker) is not None and first.value in (2, 3):
        _leading_romans(items, romans[0], first.value)
        romans = [item for item in items if item.marker is not None and item.marker.style == "roman"]
    elif len(romans) == 1 and romans[0].marker is not None and romans[0].marker.value == 1:
        _lone_roman(items, romans[0])
        return
    for item, label in zip(romans, mended([str(i.marker.value) if i.marker is not None else None for i in romans]), strict=True):
        if label is not None and item.marker is not None and int(label) != item.marker.value and 0 < int(label) < len(_ROMANS):
            item.marker = _roman(item.marker, int(label), 0)


def _garbled_roman(text: CanonicalText, item: _Item, last: int, last_number: int) -> Marker | None:
    """`1H.`, `TV.`, a bare `II`: the Roman number that comes next, or None."""
    marker = item.marker
    if marker is not None and marker.style not in ("capital", "num1"):
        return None
    match = _GARBLED_ROMAN.match(text.content[item.block.start : item.block.start + 40])
    if match is None or last + 1 >= len(_ROMANS):
        return None
    number = match["number"]
    bare = match["mark"] is None
    if bare and (len(number) < 2 or item.block.end - item.block.start > 120):
        return None
    reading = "".join(_AS_ROMAN.get(c, c) for c in number)
    value = roman_value(reading)
    if not is_roman(reading, value) or (number.isdigit() and (len(number) < 2 or last_number == int(number) - 1)):
        return None
    if value == last and reading in _ROMANS[last + 1]:  # one stroke lost: II for III
        value = last + 1
    follows = value == last + 1 if number.isdigit() or bare else last < value <= last + 3
    return _roman(None, value, match.end()) if follows else None


def _leading_romans(items: list[_Item], first: _Item, value: int) -> None:
    """`1.`, `11.` before II or III are I, II where no `2.` follows them: counts that begin anew."""
    before = [item for item in items[: items.index(first)] if item.marker is not None and item.marker.style == "num1"]
    anew = []
    for i, item in enumerate(before):
        label = item.marker.label if item.marker is not None else ""
        following = before[i + 1].marker if i + 1 < len(before) else None
        if set(label) == {"1"} and (following is None or following.value != 2):
            anew.append(item)
    if len(anew) == value - 1:
        for number, item in enumerate(anew, 1):
            item.marker = _roman(item.marker, number, 0)


def _lone_roman(items: list[_Item], only: _Item) -> None:
    """A single `I.` before `2.` is `1.`"""
    after = [item.marker for item in items[items.index(only) + 1 :] if item.marker is not None and item.marker.style == "num1"]
    if after and after[0].value == 2 and only.marker is not None:
        only.marker = Marker("num1", "khoan", "1", 1, 20, only.marker.end)


def _numbers(items: list[_Item]) -> None:
    fixed = mended([item.marker.label if item.marker is not None else None for item in items])
    for item, label in zip(items, fixed, strict=True):
        if label is not None and item.marker is not None and label != item.marker.label:
            item.marker = item.marker._replace(label=label, value=int(label))


def _counts_on(items: list[_Item]) -> bool:
    """Whether a `2)` follows before the next letter: then a `1)` begins a list of its own."""
    following = next((item.marker for item in items if item.marker is not None and item.marker.style in ("letter", "1)")), None)
    return following is not None and following.style == "1)"


def _letters(text: CanonicalText, items: list[_Item]) -> None:
    """Letters of one list, in the order of the alphabet; đ may be left out."""
    last = -1
    for n, item in enumerate(items):
        marker = item.marker
        if marker is not None and marker.style != "letter" and not (marker.style == "1)" and last >= 0 and not _counts_on(items[n + 1 :])):
            continue
        read = marker.label if marker is not None else None
        end = marker.end if marker is not None else 0
        if read is None:
            match = _GARBLED_LETTER.match(text.content[item.block.start : item.block.start + 20])
            if match is None:
                continue
            read, end = match["number"], match.end()
        if len(read) != 1 or last + 1 >= len(LETTERS):
            continue
        at = LETTERS.find(read)
        expected = LETTERS[last + 1]
        following = next((i.marker.label for i in items[n + 1 :] if i.marker is not None and i.marker.style == "letter"), "")
        if read == following and at - 1 > last:  # đ twice: the first is d
            item.marker = Marker("letter", "diem", LETTERS[at - 1], at, 31, end)
            last = at - 1
        elif at == last + 1 or (expected == "đ" and read == "e" and following != "e"):
            last = at
        elif read in _misread(expected):
            item.marker = Marker("letter", "diem", expected, last + 2, 31, end)
            last += 1
        elif at > last and marker is not None and marker.style == "letter":
            last = at
