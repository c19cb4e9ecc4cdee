"""The cascade of a collection: the links between held documents, kept in the store, and what a superior asks of them."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

from corpus.graph.cascade import RULE, Link, compare
from corpus.store import Store
from corpus.store.errors import no_document
from models import Document

CARRIES = ("implements", "legal_basis", "per")
"""Relations by which a plan says that it carries a document out."""
_PAIRS = f"""
    SELECT DISTINCT r.from_key AS below, r.to_key AS above FROM relations r
    JOIN documents b ON b.key = r.from_key AND b.held = 1 JOIN documents a ON a.key = r.to_key AND a.held = 1
    WHERE r.relation IN ({", ".join(f"'{name}'" for name in CARRIES)}) AND r.from_key <> r.to_key"""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one document's tasks below it.

    `key`: the document, which is the held one where the asked key is only what others call it; `plans`: the held documents that carry it out; `links`: their tasks, each with the task it carries out; `targets`: the same
    of targets; `differences`: what they have otherwise than ordered; `not_taken_up`: tasks that none of them has.
    """

    key: str
    plans: list[dict[str, Any]]
    links: list[dict[str, Any]]
    targets: list[dict[str, Any]]
    differences: list[dict[str, Any]]
    not_taken_up: list[dict[str, Any]]


def refresh(store: Store, *, again: bool = False, limit: int = -1) -> int:
    """Compare every document that was written or linked anew since the last time (`again`: all held ones) with those above and below it.

    Returns the number of links found; `limit` bounds how many documents are looked at (-1: all that are due). The schema's triggers say which documents are due, so a kill in the middle loses nothing.
    """
    if again:
        with store.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO cascade_due SELECT key FROM documents WHERE held = 1")
    read = _Reader(store.connection)
    count = 0
    for (key,) in store.connection.execute("SELECT key FROM cascade_due ORDER BY key LIMIT ?", (limit,)).fetchall():
        with store.transaction() as connection:
            for table in ("cascade_links", "cascade_targets", "cascade_pairs"):
                connection.execute(f"DELETE FROM {table} WHERE below_key = :key OR above_key = :key", {"key": key})
            pairs = connection.execute(f"{_PAIRS} AND r.from_key = :key UNION {_PAIRS} AND r.to_key = :key ORDER BY 1, 2", {"key": key}).fetchall()
            count += sum(_write(connection, read, below, above) for below, above in pairs)
            connection.execute("DELETE FROM cascade_due WHERE key = ?", (key,))
    return count


def report(store: Store, key: str) -> Report:
    """What the plans below have made of the tasks and targets of one document. Raises NotFound."""
    connection = store.connection
    found = connection.execute("SELECT held FROM documents WHERE key = ?", (key,)).fetchone()
    if found is None:
        raise no_document(key)
    if not found[0]:
        # Its number may be blank on the file that is held: what those who cite it are taken to mean, where that is one document.
        meant = connection.execute("SELECT DISTINCT target_key FROM links WHERE stated_key = ? AND target_key IS NOT NULL", (key,)).fetchall()
        key = meant[0][0] if len(meant) == 1 else key

    def rows(sql: str) -> list[dict[str, Any]]:
        return [dict(row) for row in connection.execute(sql, {"key": key})]

    links = rows("SELECT * FROM v_cascade WHERE above_key = :key ORDER BY above_position, score DESC, below_id")
    targets = rows("SELECT * FROM v_cascade_targets WHERE above_key = :key ORDER BY above_position, score DESC, below_id")
    for row in (*links, *targets):
        row["evidence"], row["differences"] = json.loads(row["evidence"]), json.loads(row["differences"] or "[]")
    plans = rows(
        "SELECT d.key, d.number, d.date, d.issuer, d.subject, p.tasks, p.targets FROM cascade_pairs p JOIN documents d ON d.key = p.below_key "
        "WHERE p.above_key = :key ORDER BY d.date, d.key"
    )
    differences = rows("SELECT * FROM v_cascade_differences WHERE above_key = :key ORDER BY below_key, what, above_id, below_id")
    return Report(key, plans, links, targets, differences, rows("SELECT * FROM v_not_taken_up WHERE document_key = :key ORDER BY position"))


class _Reader:
    """Documents by key, the last few kept: a decision is compared with plan after plan."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.kept: dict[str, Document] = {}

    def __call__(self, key: str) -> Document | None:
        if key not in self.kept:
            row = self.connection.execute("SELECT document FROM files WHERE document_key = ? AND is_primary = 1", (key,)).fetchone()
            if row is None:
                return None
            if len(self.kept) > 7:
                del self.kept[next(iter(self.kept))]
            self.kept[key] = Document.model_validate_json(row[0])
        return self.kept[key]


def _write(connection: sqlite3.Connection, read: _Reader, below: str, above: str) -> int:
    top, plan = read(above), read(below)
    if top is None or plan is None:
        return 0
    stated = connection.execute("SELECT DISTINCT target_key FROM relations WHERE from_key = ? AND to_key = ?", (below, above))
    found = compare(top, plan, [row[0] for row in stated])

    def own(identity: str, document: Document, key: str) -> str:
        """With the work's key, which is not the document's own in a second work of one key."""
        return identity if identity.startswith(f"{key}#") else f"{key}#{identity.removeprefix(f'{document.key}#')}"

    def row(link: Link) -> tuple[object, ...]:
        differs = json.dumps([asdict(d) for d in link.differs], ensure_ascii=False) if link.differs else None
        return (
            own(link.below, plan, below), own(link.above, top, above), below, above, link.score, json.dumps(link.evidence, ensure_ascii=False), differs,
            RULE, link.score,
        )  # fmt: skip

    if found is None:
        return 0
    connection.execute("INSERT OR REPLACE INTO cascade_pairs VALUES (?, ?, ?, ?)", (below, above, len(found.tasks), len(found.targets)))
    for table, links in (("cascade_links", found.tasks), ("cascade_targets", found.targets)):
        connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * 9)})", [row(link) for link in links])
    return len(found.tasks) + len(found.targets)
