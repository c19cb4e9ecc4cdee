"""What the columns of a table hold, from their headers (`lexicon/table_headers.tsv`)."""

import re
from collections.abc import Sequence
from functools import cache

from models.vocabulary import ColumnRole
from parser.lexicon.table import rows, values
from parser.text.fold import match_key

_WORD = re.compile(r"\w+")
_ROLES: tuple[ColumnRole, ...] = (
    "index", "task", "lead", "coordinating", "deadline", "outcome", "target", "budget", "note", "leader", "person", "unit", "basis", "type", "report",
)  # fmt: skip


@cache
def _forms() -> dict[tuple[str, ...], ColumnRole]:
    by_name: dict[str, ColumnRole] = {role: role for role in _ROLES}
    return {tuple(_WORD.findall(match_key(form))): by_name[row["role"]] for row in rows("table_headers") for form in values(row["forms"])}


@cache
def _longest() -> int:
    return max(map(len, _forms()))


def role_of(header: str) -> ColumnRole | None:
    """The role that a header names: the earliest and then longest form in it. None where it names none."""
    words = tuple(_WORD.findall(match_key(header)))
    if not words or len(words) > 20:
        return None
    forms = _forms()
    if words in forms:
        return forms[words]
    for start in range(len(words)):
        for length in range(min(_longest(), len(words) - start), 0, -1):
            role = forms.get(words[start : start + length])
            if role is not None and (role != "index" or len(words) == length):
                return role
    return None


def header_columns(header: str) -> list[tuple[str, ColumnRole | None]]:
    """The columns that a header run together on one line names; words of no form go to the column before them."""
    spans = [match.span() for match in _WORD.finditer(header)]
    words = [match_key(header[start:end]) for start, end in spans]
    forms = _forms()
    columns: list[tuple[int, int, ColumnRole | None]] = []
    i = 0
    while i < len(words):
        for length in range(min(_longest(), len(words) - i), 0, -1):
            role = forms.get(tuple(words[i : i + length]))
            if role is not None:
                columns.append((spans[i][0], spans[i + length - 1][1], role))
                i += length
                break
        else:
            if columns and columns[-1][2] != "index":
                columns[-1] = (columns[-1][0], spans[i][1], columns[-1][2])
            else:
                columns.append((*spans[i], None))
            i += 1
    return [(" ".join(header[start:end].split()), role) for start, end, role in columns]


def is_header(texts: Sequence[str]) -> bool:
    """Whether a row's texts look like column names."""
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(len(text) > 120 for text in filled):
        return False
    exact = sum(tuple(_WORD.findall(match_key(text))) in _forms() for text in filled)
    if exact != 1:
        return exact > 1
    named = len({role_of(text) for text in filled} - {None})
    return named >= 2 and named * 2 >= len(filled)


def column_roles(names: Sequence[str | None], lengths: Sequence[float]) -> tuple[ColumnRole, ...]:
    """One role a column. `lengths`: the mean length of each column's texts, which decides between two task columns."""
    roles: list[ColumnRole] = [(role_of(name) or "other") if name else "other" for name in names]
    if names and names[0] is None and roles[0] == "other" and lengths and lengths[0] < 8:
        roles[0] = "index"
    tasks = [i for i, role in enumerate(roles) if role == "task"]
    if len(tasks) > 1:
        best = max(tasks, key=lambda i: lengths[i])
        for i in tasks:
            if i != best:
                roles[i] = "other"
    if not tasks and any(role in ("lead", "coordinating", "deadline") for role in roles):
        free = [i for i, role in enumerate(roles) if role in ("other", "target", "type")]
        if free:
            roles[max(free, key=lambda i: lengths[i])] = "task"
    if "lead" not in roles and "person" in roles:
        roles[roles.index("person")] = "lead"
    return tuple(roles)
