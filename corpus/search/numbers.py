"""Documents by number in any spelling: `1710/QĐ-BYT`, `1710 qd byt`, `qđ 1710`, `quyết định 1710 bộ y tế`, `1710qdbyt`."""

import re
from functools import lru_cache
from itertools import permutations
from typing import Any

from corpus.store import Store
from parser.text.fold import slug

_MOST = 12
"""Parts of a question that can be a number with its type, issuer and date; a longer one is a text."""
_SYMBOL = 4
"""Parts of a symbol (`qd-ubnd`, `byt-k2dt`) that are tried in every order."""
_ROWS = 1_000
"""Documents of one sequence that are looked through where no symbol was typed."""
_SKIPPED = frozenset({"so", "ngay", "thang", "nam", "cua", "ve"})
_RUNS = re.compile(r"\d+|[a-z]+")


def by_number(store: Store, text: str, limit: int) -> list[dict[str, Any]]:
    """Documents with that sequence, all of whose other typed parts stand in their number, type, place, issuer or date; held ones first."""
    parts = [part for part in slug(text).split("-") if part and part not in _SKIPPED]
    sequences = {_bare(run) for part in parts for run in _RUNS.findall(part) if run.isdigit()}
    if not sequences or len(parts) > _MOST:
        return []
    # `66.9`: a sequence with a point is typed as one.
    sequences |= {match[0].lstrip("0") for match in re.finditer(r"\d+\.\d+", text)}
    letters = list(dict.fromkeys(part for part in parts if not part.isdigit()))
    symbols = {"-".join(order) for size in range(1, _SYMBOL + 1) for order in permutations(letters[:6], size)}
    found = _rows(store, parts, sequences, symbols) if symbols else []
    found = found or _rows(store, parts, sequences, None)
    found.sort(key=lambda row: (-row["held"], row["key"]))
    return found[:limit]


def _rows(store: Store, parts: list[str], sequences: set[str], symbols: set[str] | None) -> list[dict[str, Any]]:
    """Through the index on sequence and symbol, where a symbol was typed whole."""
    chosen = "" if symbols is None else f" AND symbol IN ({', '.join('?' * len(symbols))})"
    rows = store.connection.execute(
        "SELECT n, key, held, type, number, symbol, sequence, date, issuer, subject FROM documents "
        f"WHERE sequence IN ({', '.join('?' * len(sequences))}){chosen} LIMIT {_ROWS}", [*sorted(sequences), *sorted(symbols or ())],
    )  # fmt: skip
    return [dict(row) for row in rows if _explains(row, parts)]


def _explains(row: Any, parts: list[str]) -> bool:
    """Is every typed part one of the document's own? Letters may be run together (`qdbyt`), zeros left out."""
    sequence = _bare((row["sequence"] or "").split(".")[0])
    if not any(_bare(run) == sequence for part in parts for run in _RUNS.findall(part) if run.isdigit()):
        return False
    own = _of_key(row["key"]) | _of_words(row["number"]) | _of_words(row["date"])
    left = [part for part in parts if _bare(part) not in own]
    if not left:
        return True
    own |= _of_words((row["type"] or "").replace("_", " ")) | _of_words(row["issuer"]) | _joined(row["symbol"] or "")
    return all(_bare(part) in own or all(_bare(run) in own for run in _RUNS.findall(part)) for part in left)


def _of_key(key: str) -> set[str]:
    return {_bare(part) for part in re.split(r"[-/.~]", key)}


@lru_cache(maxsize=4096)
def _slugged(words: str) -> frozenset[str]:
    return frozenset(_bare(part) for part in slug(words).split("-"))


def _of_words(words: str | None) -> frozenset[str]:
    return _slugged(words) if words else frozenset()


@lru_cache(maxsize=4096)
def _joined(symbol: str) -> frozenset[str]:
    """Every run of a symbol's parts as one word: `qd-byt` is also `qdbyt`."""
    parts = symbol.split("-")
    return frozenset("".join(parts[first:last]) for first in range(len(parts)) for last in range(first + 1, len(parts) + 1))


def _bare(part: str) -> str:
    return (part.lstrip("0") or "0") if part.isdigit() else part
