"""Numbers of a table that another cell explains: "Chỉ tiêu | Đơn vị tính | Năm 2025 | Năm 2030" (contract, "Target")."""

import re
from functools import lru_cache
from typing import NamedTuple

from models.vocabulary import ColumnRole
from parser.structure.shapes import Node, Structure, TableShape
from parser.tasks.drafts import Stretch
from parser.text.fold import fold_space

_YEAR = re.compile(r"(?:đến|hết|vào)?\s*năm\s+(20\d\d)|đến\s+(20\d\d)", re.IGNORECASE)
_YEAR_COLUMN = re.compile(r"(?:(?:chỉ tiêu|mục tiêu|kế hoạch|phấn đấu|giá trị|định hướng)\s)?(?:giao\s)?(?:đến\s|cho\s|vào\s)?(?:hết\s|cuối\s)?(?:năm\s)?(20\d\d)", re.IGNORECASE)
_ASKED_FOR = re.compile(r"[\s,;:]*(?:\bvới\s+)?(?:\bsố lượng\s*)?(?:\bcụ thể\s*)?(?:\bnhư sau\s*)?:\s*$", re.IGNORECASE)
_WHO: set[ColumnRole] = {"lead", "coordinating", "person"}
_VALUES: tuple[ColumnRole, ...] = ("target", "outcome")


class ValueCell(NamedTuple):
    """A cell that holds a number to be reached; what is measured, in which unit and by which year, where other cells say it."""

    cell: Stretch
    indicator: str | None
    unit: str | None
    as_of: str | None


def one_year(words: str) -> str | None:
    """The year of "Mục tiêu đến năm 2025"; None where there is none or more than one."""
    years = [first or second for first, second in _YEAR.findall(words)] if "20" in words else []
    return years[0] if len(years) == 1 else None


def section_year(node: Node, content: str) -> str | None:
    """The year that the section rows above a row name."""
    above = node.parent
    while above is not None and above.kind != "table":
        if above.heading_start is not None and above.heading_end is not None and (year := one_year(content[above.heading_start : above.heading_end])):
            return year
        above = above.parent
    return None


def value_cells(node: Node, shape: TableShape, structure: Structure, issued: str | None) -> tuple[ValueCell, ...]:
    """The cells of a row under columns that are years to come, and those of its target or result beside the one that says what is done."""
    content = structure.text.content

    def words(column: int | None) -> str | None:
        found = None if column is None else node.cells.get(column)
        return (fold_space(content[slice(*found)]) or None) if found else None

    years, named = _columns(shape.columns)
    label_at = named.get("task", named.get("target"))
    label, unit = words(label_at), _measure(words(named.get("unit")))
    found: list[ValueCell] = []
    if label and {"unit", "target"} & set(named):
        for column, year in years.items():
            if column in node.cells and (issued is None or year >= issued[:4]):
                found.append(ValueCell(Stretch(*node.cells[column], True), label, unit, year))
    for role in _VALUES:
        at = named.get(role)
        if label and at is not None and at != label_at and at in node.cells:
            found.append(ValueCell(Stretch(*node.cells[at], True), label, unit, section_year(node, content)))
    return tuple(found)


@lru_cache(maxsize=8)  # all rows of a table ask
def _columns(columns: tuple[tuple[str | None, ColumnRole], ...]) -> tuple[dict[int, str], dict[ColumnRole, int]]:
    """The columns that are years, and the first one of each role among the others."""
    years = {i: m[1] for i, (name, _) in enumerate(columns) if name and (m := _YEAR_COLUMN.fullmatch(fold_space(name)))}
    named: dict[ColumnRole, int] = {}
    for i, (name, role) in enumerate(columns):
        if i not in years:
            named.setdefault("unit" if role == "other" and name and name.strip().lower() == "đơn vị" and _WHO & {r for _, r in columns} else role, i)
    return years, named


def _measure(unit: str | None) -> str | None:
    """ "Doanh nghiệp" -> "doanh nghiệp", "% GDP" -> "%"; a symbol ("Tbps") stays."""
    if unit is None or "%" in unit:
        return unit and "%"
    return unit if unit.isascii() else unit[0].lower() + unit[1:]


def counted_above(node: Node, unit: str, content: str) -> str | None:
    """What a bare count counts, in the words of the item that lists it: "cử cán bộ có chứng chỉ … như sau:" over "Huyện A: 02 cán bộ"."""
    above = node.parent
    if above is None:
        return None
    words = fold_space(content[above.body_start : above.body_end])
    if not words.endswith(":"):
        return None
    noun = re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", words, re.IGNORECASE)
    return _ASKED_FOR.sub("", words[noun.start() :]) or None if noun else None
