"""The feed of changes: what each write added, changed, moved or took away, in order, with before and after.

A row is written in the transaction of the change itself; SQLite has one writer, so a number is never smaller than one
that was seen before: "everything after N" misses nothing and repeats nothing. A new reading of a known file (`cause`
`reread`) or a person's correction is told from a new file (`file`): what it changes are readings, not new orders.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from corpus.store.connection import Store
from corpus.store.content import kept_document
from corpus.store.identity import Words, pairs
from corpus.store.prepare import Prepared
from corpus.store.state import State, state_of

Kind = Literal[
    "document.added", "document.changed", "document.renamed", "document.removed", "task.added", "task.changed", "task.moved", "task.removed",
    "relation.added", "relation.removed",
]  # fmt: skip
Cause = Literal["file", "reread", "correction", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the feed. `subject` is the id of what changed; `before` None for what came, `after` None for what went."""

    n: int
    at: str | None
    kind: Kind
    cause: Cause
    document_key: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def states(connection: sqlite3.Connection, parsed_keys: Iterable[str], written: Prepared | None = None) -> dict[str, State]:
    """The works that the files of these keys make, by work; `written` was just put there and need not be read back."""
    found = {}
    for key in sorted(set(parsed_keys)):
        for work, sha256 in connection.execute("SELECT document_key, sha256 FROM files WHERE parsed_key = ? AND is_primary = 1", (key,)).fetchall():
            same = written is not None and (written.key, written.sha256) == (work, sha256)
            found[work] = written.state if written is not None and same else state_of(kept_document(connection, sha256), work)
    return found


def record(connection: sqlite3.Connection, before: Mapping[str, State], after: Mapping[str, State], cause: Cause, at: str | None) -> None:
    """Write what became of `before`. A work whose key is another one now (its number was read anew) is renamed, not new."""
    gone = {state.sha256: key for key, state in before.items() if key not in after}
    came = {gone[state.sha256]: key for key, state in after.items() if key not in before and state.sha256 in gone}
    rows: list[tuple[Any, ...]] = []
    for old_key, old in before.items():
        key = came.get(old_key, old_key)
        rows += _differences(key, old, after.get(key), renamed=old_key in came)
    for key, new in after.items():
        if key not in before and key not in came.values():
            rows += _differences(key, None, new)
    connection.executemany(
        "INSERT INTO changes (at, kind, cause, document_key, subject, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(at, kind, cause, key, subject, _json(was), _json(now)) for kind, key, subject, was, now in rows],
    )


def after(store: Store, number: int, *, limit: int = 100, kinds: Iterable[str] = (), document: str | None = None) -> tuple[list[Change], int]:
    """At most `limit` changes after `number`, and the number to ask with next time."""
    where, values = ["n > ?"], [number]
    kinds = list(kinds)
    if kinds:
        where.append(f"kind IN ({', '.join('?' * len(kinds))})")
    if document is not None:
        where.append("document_key = ?")
    with store.snapshot() as connection:
        last = last_number(store)
        rows = connection.execute(
            f"SELECT * FROM changes WHERE {' AND '.join(where)} ORDER BY n LIMIT ?", [*values, *kinds, *([document] if document is not None else []), limit]
        ).fetchall()
    changes = [_change(row) for row in rows]
    return changes, changes[-1].n if len(changes) == limit else max(last, number)


def last_number(store: Store) -> int:
    """The number of the last change; 0 before the first."""
    return int(store.connection.execute("SELECT coalesce(max(n), 0) FROM changes").fetchone()[0])


def forget(connection: sqlite3.Connection, key: str) -> None:
    """Empty what the feed holds of one document: numbers, kinds and ids stay, so that no cursor finds a gap."""
    connection.execute("UPDATE changes SET before = NULL, after = NULL WHERE document_key = ?", (key,))


def _change(row: sqlite3.Row) -> Change:
    was, now = (None if row[c] is None else json.loads(row[c]) for c in ("before", "after"))
    return Change(row["n"], row["at"], row["kind"], row["cause"], row["document_key"], row["subject"], was, now)


def _differences(key: str, old: State | None, new: State | None, *, renamed: bool = False) -> Iterator[tuple[Any, ...]]:
    if new is None:
        assert old is not None
        for i, task in old.tasks.items():
            yield "task.removed", key, i, task, None
        for i, edge in old.relations.items():
            yield "relation.removed", key, i, edge, None
        yield "document.removed", key, key, old.head, None
        return
    head = old.head if old is not None else None
    if head is None:
        yield "document.added", key, key, None, new.head
    elif head != new.head:
        yield "document.renamed" if renamed else "document.changed", key, key, head, new.head
    was = old.tasks if old is not None else {}
    same = pairs(_words(was), _words(new.tasks)) if was else {}
    became = {before: now for now, before in same.items()}
    for i, task in was.items():
        if i not in became:
            yield "task.removed", key, i, task, None
    for i, task in new.tasks.items():
        if i not in same:
            yield "task.added", key, i, None, task
        elif (before := was[same[i]]) != task:
            yield "task.moved" if same[i] != i else "task.changed", key, i, before, task
    edges = old.relations if old is not None else {}
    for i in edges.keys() - new.relations.keys():
        yield "relation.removed", key, i, edges[i], None
    for i, edge in new.relations.items():
        if i not in edges:
            yield "relation.added", key, i, None, edge


def _words(tasks: Mapping[str, Mapping[str, Any]]) -> dict[str, Words]:
    return {i: Words(task["ref"], task["text"]) for i, task in tasks.items()}


def _json(value: dict[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
