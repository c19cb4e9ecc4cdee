"""Between which days a document without a whole date must have been issued: not before what it cites, not after what cites it."""

import sqlite3
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Bounds:
    """ISO days with the documents that give them; `year` where both lie in it."""

    not_before: str | None
    not_before_key: str | None
    not_after: str | None
    not_after_key: str | None

    @property
    def year(self) -> str | None:
        if self.not_before is not None and self.not_after is not None and self.not_before[:4] == self.not_after[:4]:
            return self.not_before[:4]
        return None


def refresh_bounds(connection: sqlite3.Connection, before: Mapping[str, tuple[Any, ...] | None]) -> set[str]:
    """Bounds of the touched documents and of those beside them; the keys whose bounds are others now."""
    asked = set(before)
    for key in sorted(before):
        asked |= {
            r[0]
            for r in connection.execute(
                "SELECT d.key FROM relations r JOIN documents d ON d.key = r.target_key WHERE r.source_key = :k AND (d.date IS NULL OR length(d.date) < 10) "
                "UNION SELECT d.key FROM relations r JOIN documents d ON d.key = r.source_key WHERE r.target_key = :k AND (d.date IS NULL OR length(d.date) < 10) "
                "UNION SELECT d.key FROM relations r JOIN documents d ON d.key IN (r.source_key, r.target_key) WHERE r.document_key = :k "
                "AND (d.date IS NULL OR length(d.date) < 10)",
                {"k": key},
            )
        }
    return {key for key in sorted(asked) if _write(connection, key, bounds_of(connection, key))}


def refresh_all_bounds(connection: sqlite3.Connection) -> None:
    """The bounds of every document without a whole date."""
    for (key,) in connection.execute("SELECT key FROM documents WHERE date IS NULL OR length(date) < 10").fetchall():
        _write(connection, key, bounds_of(connection, key))


def bounds_of(connection: sqlite3.Connection, key: str) -> Bounds | None:
    """From the stated edges; None for a document with a whole date, or where nothing bounds it."""
    row = connection.execute("SELECT date FROM documents WHERE key = ?", (key,)).fetchone()
    if row is None or (row[0] is not None and len(row[0]) == 10):
        return None
    first = connection.execute(
        "SELECT d.date, d.key FROM relations r JOIN documents d ON d.key = r.target_key WHERE r.source_key = ? AND d.date IS NOT NULL AND d.key <> ? "
        "ORDER BY d.date || substr('-01-01', length(d.date) - 3) DESC, d.key LIMIT 1", (key, key),
    ).fetchone()  # fmt: skip
    last = connection.execute(
        "SELECT d.date, d.key FROM (SELECT source_key AS k FROM relations WHERE target_key = :k UNION SELECT document_key FROM relations WHERE target_key = :k "
        "UNION SELECT document_key FROM relations WHERE source_key = :k) JOIN documents d ON d.key = k WHERE d.date IS NOT NULL AND d.key <> :k "
        "ORDER BY d.date || substr('-12-31', length(d.date) - 3), d.key LIMIT 1", {"k": key},
    ).fetchone()  # fmt: skip
    if first is None and last is None:
        return None
    return Bounds(_first_day(first[0]) if first else None, first[1] if first else None, _last_day(last[0]) if last else None, last[1] if last else None)


def _first_day(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :]


def _last_day(date: str) -> str:
    if len(date) == 4:
        return f"{date}-12-31"
    return f"{date}-{monthrange(int(date[:4]), int(date[5:7]))[1]:02}" if len(date) == 7 else date


def _write(connection: sqlite3.Connection, key: str, bounds: Bounds | None) -> bool:
    old = connection.execute("SELECT not_before, not_before_key, not_after, not_after_key FROM date_bounds WHERE key = ?", (key,)).fetchone()
    new = (bounds.not_before, bounds.not_before_key, bounds.not_after, bounds.not_after_key) if bounds is not None else None
    if (tuple(old) if old is not None else None) == new:
        return False
    connection.execute("DELETE FROM date_bounds WHERE key = ?", (key,))
    if bounds is not None and new is not None:
        rule = "bounds.same_year" if bounds.year else "bounds.edges"
        connection.execute("INSERT INTO date_bounds VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (key, *new, bounds.year, rule, _CONFIDENCE))
    return True
