"""Full text over documents and tasks: without marks as well as with them, and by number in any spelling."""

import re
import sqlite3
from dataclasses import dataclass
from typing import Literal

from corpus.store.connection import Store
from corpus.store.query import match_expression
from parser.text.fold import fold_tone, slug

_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: a document or one of its tasks; `exact` when it has the words with their marks, as typed."""

    kind: Literal["document", "task"]
    key: str
    id: str
    title: str | None
    snippet: str
    exact: bool


def search(store: Store, text: str, *, limit: int = 20) -> list[Hit]:
    """Documents by number first, then documents and tasks by their words, exact ones first, the best of each first."""
    found: dict[str, Hit] = {}
    for hit in by_number(store, text):
        found.setdefault(hit.id, hit)
    ranked: list[tuple[bool, float, Hit]] = []
    typed = fold_tone(" ".join(text.replace('"', " ").split()).casefold())
    try:
        for sql, columns in ((_DOCUMENTS, "subject_folded content_folded"), (_TASKS, "text_folded")):
            for row in store.connection.execute(sql, (match_expression(text, columns), _CANDIDATES)):
                exact = typed in fold_tone(f"{row['title']} {row['content']}".casefold())
                ranked.append((not exact, row["score"], Hit(row["kind"], row["key"], row["id"], row["title"], row["snippet"], exact)))
    except sqlite3.OperationalError:  # more words than FTS5 takes
        return []
    for _, _, hit in sorted(ranked, key=lambda r: (r[0], r[1], r[2].id)):
        found.setdefault(hit.id, hit)
    return list(found.values())[:limit]


def by_number(store: Store, text: str) -> list[Hit]:
    """Documents whose number has all the parts that were typed, in any order and spelling: `1710 qd byt`, `qđ 1710`."""
    parts = [part.lstrip("0") or "0" if part.isdigit() else part for part in slug(text).split("-") if part not in ("so", "")]
    sequence = next((part for part in parts if part.isdigit()), None)
    if sequence is None or len(parts) > 6 or not re.search(r"\d", text):
        return []
    rows = store.connection.execute(
        "SELECT key, number, subject, number_slug, held FROM documents WHERE number_slug GLOB ? OR number_slug GLOB ? ORDER BY held DESC, key",
        (f"*{sequence}*", f"0*{sequence}*"),
    )
    hits = []
    for row in rows:
        have = [part.lstrip("0") or "0" if part.isdigit() else part for part in row["number_slug"].split("-")]
        if all(part in have for part in parts) and len(parts) > 1:
            hits.append(Hit("document", row["key"], row["key"], row["subject"], row["number"], True))
    return hits


_DOCUMENTS = """
    SELECT 'document' AS kind, d.key AS key, d.key AS id, d.subject AS title, d.content AS content, bm25(documents_fts, 0, 8, 0, 1) AS score,
           snippet(documents_fts, 2, '', '', '…', 24) AS snippet
    FROM documents_fts JOIN documents d ON d.n = documents_fts.rowid WHERE documents_fts MATCH ? ORDER BY score LIMIT ?"""
_TASKS = """
    SELECT 'task' AS kind, t.document_key AS key, t.id AS id, t.title AS title, t.text AS content, bm25(tasks_fts) AS score,
           snippet(tasks_fts, 0, '', '', '…', 24) AS snippet
    FROM tasks_fts JOIN tasks t ON t.n = tasks_fts.rowid WHERE tasks_fts MATCH ? ORDER BY score LIMIT ?"""
