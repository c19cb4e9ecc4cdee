"""Documents by number in any spelling: `1710/QĐ-BYT`, `1710 qd byt`, `qđ 1710`, `quyết định 1710 bộ y tế`, `1710qdbyt`."""

import re
from typing import Any

from corpus.store import Store
from parser.text.fold import slug

_MOST = 12
"""Parts of a question that can be a number with its type, issuer and date; a longer one is a text."""
_ROWS = 2_000
_SKIPPED = frozenset({"so", "ngay", "thang", "nam", "cua", "ve"})
_RUNS = re.compile(r"\d+|[a-z]+")


def by_number(store: Store, text: str, limit: int) -> list[dict[str, Any]]:
    """Documents with that sequence, all of whose other typed parts stand in their number, type, place, issuer or date; held ones first."""
    parts = [part for part in slug(text).split("-") if part and part not in _SKIPPED]
    runs = [run for part in parts for run in _RUNS.findall(part)]
    sequences = {run.lstrip("0") or "0" for run in runs if run.isdigit()}
    if not sequences or len(parts) > _MOST:
        return []
    # `66.9`: a sequence with a point is typed as one.
    sequences |= {match[0].lstrip("0") for match in re.finditer(r"\d+\.\d+", text)}
    marks = ", ".join("?" * len(sequences))
    rows = store.connection.execute(
        "SELECT n, key, held, type, number, number_slug, symbol, sequence, date, issuer, subject, locality_slug FROM documents "
        f"WHERE sequence IN ({marks}) ORDER BY sequence, held DESC, date DESC, key LIMIT {_ROWS}", sorted(sequences),
    )  # fmt: skip
    found = [dict(row) for row in rows if _explains(dict(row), parts)]
    found.sort(key=lambda row: (-row["held"], row["key"]))
    return found[:limit]


def _explains(row: dict[str, Any], parts: list[str]) -> bool:
    """Is every typed part one of the document's own? Letters may be run together (`qdbyt`), zeros left out."""
    symbol = (row["symbol"] or "").split("-")
    said = " ".join(str(row[field] or "") for field in ("key", "number", "type", "issuer", "locality_slug", "date"))
    own = {_bare(part) for part in slug(said.replace("_", " ")).split("-")} | set(symbol)
    joined = {"".join(symbol[first:last]) for first in range(len(symbol)) for last in range(first + 1, len(symbol) + 1)}
    sequence = _bare((row["sequence"] or "").split(".")[0])
    if not any(_bare(run) == sequence for part in parts for run in _RUNS.findall(part) if run.isdigit()):
        return False
    return all(_bare(part) in own or part in joined or all(_bare(run) in own or run in joined for run in _RUNS.findall(part)) for part in parts)


def _bare(part: str) -> str:
    return (part.lstrip("0") or "0") if part.isdigit() else part
