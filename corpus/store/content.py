"""The rows of works, kept true on a bare connection: what `write` does for one file and a migration does for all of them.

Everything here runs inside a transaction of its caller's.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.linking import Row, linking_row, refresh
from corpus.store.prepare import Prepared, prepare
from corpus.store.rows import SAID, sayings
from corpus.store.works import Apart, Version, Work, group
from models import Document
from models.document import Warning
from parser.text.fold import slug, strip_marks

CONTENT_TABLES = (
    "task_citations", "task_targets", "task_units", "deadlines", "citation_candidates", "relations", "definitions", "citations", "tasks", "targets",
    "effect_dates", "header_fields", "sections", "recipients", "addressees", "signers", "warnings",
)  # fmt: skip
"""What one document's rows are, children first: deleted and written together."""

_ROWS = 500
"""Rows of one statement: SQLite takes 32,766 values."""
_STUB = ("type", "number", "date", "issuer", "number_slug", "symbol", "sequence", "locality_slug", "subject", "subject_folded")
"""What a stub has from those that name it."""
_REASONS: dict[Apart, str] = {"date": "khác ngày ban hành", "text": "khác nội dung"}
_INSERTED = {
    "tasks": "id, document_key, position, ref, parent_id, section_id, kind, title, text, text_folded, modality, outcome, first_due, last_due, start, \"end\", "
    "page, rule, confidence, file, corrected_by",
    "relations": "source_key, relation, target_key, document_key, citation_ids, rule, confidence, file, corrected_by",
}
"""Tables whose rows leave columns out: a rowid that SQLite gives, what linking fills."""


def inserted_columns(table: str) -> str:
    """The columns that a content row fills, in brackets; empty where it fills all."""
    return f"({_INSERTED[table]})" if table in _INSERTED else ""


@dataclass(slots=True)
class _Touched:
    """Documents and units whose aggregates may have changed."""

    documents: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    before: dict[str, Row | None] = field(default_factory=dict)
    """What linking looks at in each document, as it was before it was touched."""
    written: set[str] = field(default_factory=set)
    """Documents whose own text was written or taken away."""

    def remember(self, connection: sqlite3.Connection, keys: Iterable[str]) -> None:
        for key in keys:
            if key not in self.before:
                self.before[key] = linking_row(connection, key)


def put_file(connection: sqlite3.Connection, prepared: Prepared) -> None:
    """The row of one file, and the hash of what it says."""
    _stub(connection, [prepared.key])
    row = prepared.file
    connection.execute(
        f"INSERT INTO files ({', '.join(row)}) VALUES ({', '.join('?' * len(row))}) "
        f"ON CONFLICT (sha256) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in row if c != 'sha256')}", tuple(row.values()),
    )  # fmt: skip
    connection.execute("INSERT OR REPLACE INTO file_digests VALUES (?, ?)", (prepared.sha256, prepared.digest))


def regroup(connection: sqlite3.Connection, parsed_key: str, changed: Prepared | None = None) -> None:
    """Decide anew which files make which work under one key, and rewrite the works whose best file is another one now (or `changed`)."""
    files = connection.execute("SELECT sha256, text_origin, document_key FROM files WHERE parsed_key = ?", (parsed_key,)).fetchall()
    before = {row["document_key"] for row in files} | {parsed_key}
    before |= {row[0] for row in connection.execute("SELECT key FROM documents WHERE held = 1 AND key GLOB ?", (_glob(parsed_key) + "~????????",))}
    works = [Work([file["sha256"]]) for file in files] if len(files) < 2 else group([_version(connection, file["sha256"]) for file in files])
    touched = _Touched()
    touched.remember(connection, before)
    kept: set[str] = set()
    for number, work in enumerate(works):
        best = work.files[0]
        key = parsed_key if number == 0 else f"{parsed_key}~{best[:8]}"
        kept.add(key)
        touched.remember(connection, [key])
        _stub(connection, [key])
        connection.executemany("UPDATE files SET document_key = ?, is_primary = ? WHERE sha256 = ?", [(key, int(sha256 == best), sha256) for sha256 in work.files])
        current = connection.execute("SELECT file_sha256 FROM documents WHERE key = ?", (key,)).fetchone()[0]
        if changed is not None and (changed.key, changed.sha256) == (key, best):
            _write_content(connection, changed, touched)
        elif current != best or len(works) > 1:  # why a work is kept apart may have changed with the others
            _write_content(connection, _apart(kept_document(connection, best), key, parsed_key, work.apart), touched)
    for key in before - kept:
        _unhold(connection, key, touched)
    _tidy_stubs(connection, touched.documents)
    _tidy_units(connection, touched.units)
    refresh(connection, touched.before, touched.written)


def _version(connection: sqlite3.Connection, sha256: str) -> Version:
    row = connection.execute(
        "SELECT text_origin, json_extract(document, '$.header.date') AS date, json_extract(document, '$.header.date_source') AS source, "
        "json_extract(document, '$.text.content') AS content FROM files WHERE sha256 = ?", (sha256,),
    ).fetchone()  # fmt: skip
    return Version(sha256, row["text_origin"], row["date"], row["source"] == "attachment_line", row["content"])


def _glob(text: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in text)


def kept_document(connection: sqlite3.Connection, sha256: str) -> Document:
    """What a stored file says, with what people corrected in it."""
    return Document.model_validate_json(connection.execute("SELECT document FROM files WHERE sha256 = ?", (sha256,)).fetchone()[0])


def _apart(document: Document, key: str, parsed_key: str, reason: Apart | None) -> Prepared:
    """A file of a key that another work has, and why it is not that work."""
    if reason is not None:
        message = f"Cùng số với «{parsed_key}» nhưng {_REASONS[reason]}: được giữ riêng."
        document = document.model_copy(update={"warnings": (*document.warnings, Warning(code=f"same_key_other_{reason}", message=message))})
    return prepare(document, key=key)


def _write_content(connection: sqlite3.Connection, prepared: Prepared, touched: _Touched) -> None:
    """Replace the rows of one work by those of one file."""
    key = prepared.key
    touched.documents.add(key)
    touched.written.add(key)
    if connection.execute("SELECT held FROM documents WHERE key = ?", (key,)).fetchone()[0]:  # a stub has no rows
        _delete_content(connection, key, touched)
    file, corrected = connection.execute("SELECT n, corrected FROM files WHERE sha256 = ?", (prepared.sha256,)).fetchone()
    row = prepared.document | {"file": file}
    connection.execute(f"UPDATE documents SET {', '.join(f'{c} = :{c}' for c in row)} WHERE key = :key", row)
    touched.remember(connection, prepared.named)
    _stub(connection, prepared.named)
    connection.executemany("INSERT OR IGNORE INTO units (key) VALUES (?)", [(u,) for u in sorted(prepared.units)])
    for table in reversed(CONTENT_TABLES):
        if rows := prepared.rows[table]:
            _insert(connection, f"INSERT INTO {table} {inserted_columns(table)}", [(*row, file, None) for row in rows])
    if corrected is not None:
        _name_correctors(connection, key, prepared.file["parsed_key"], json.loads(corrected))
    _count(connection, key, 1)
    touched.documents |= prepared.named
    touched.units |= prepared.units


def _insert(connection: sqlite3.Connection, into: str, rows: list[tuple[Any, ...]]) -> None:
    """Many rows a statement: full text writes what it has gathered to the disk, and merges, before each statement that a trigger follows."""
    row = f"({', '.join('?' * len(rows[0]))})"
    for start in range(0, len(rows), _ROWS):
        some = rows[start : start + _ROWS]
        connection.execute(f"{into} VALUES {', '.join([row] * len(some))}", [value for one in some for value in one])


def _among(connection: sqlite3.Connection, select: str, keys: list[str]) -> list[sqlite3.Row]:
    """The rows of a `SELECT … WHERE … key` for these keys, by key."""
    found = []
    for start in range(0, len(keys), _ROWS):
        some = keys[start : start + _ROWS]
        found += connection.execute(f"{select} IN ({', '.join('?' * len(some))}) ORDER BY key", some).fetchall()
    return found


def _name_correctors(connection: sqlite3.Connection, key: str, parsed_key: str, by: Mapping[str, str]) -> None:
    """`corrected_by` of the rows that people corrected or agreed to."""
    for what, who in by.items():
        if what.startswith("header/"):
            field = what.removeprefix("header/")
            connection.execute("UPDATE documents SET corrected_by = ? WHERE key = ?", (who, key))
            connection.execute("UPDATE header_fields SET corrected_by = ? WHERE document_key = ? AND field = ?", (who, key, field))
            if field in ("addressees", "recipients", "signers"):
                connection.execute(f"UPDATE {field} SET corrected_by = ? WHERE document_key = ?", (who, key))
            continue
        own = f"{key}#{what.removeprefix(f'{parsed_key}#')}"
        for table, column in (("tasks", "id"), ("task_units", "task_id"), ("deadlines", "task_id"), ("citations", "id"), ("targets", "id")):
            connection.execute(f"UPDATE {table} SET corrected_by = ? WHERE {column} = ?", (who, own))


def _delete_content(connection: sqlite3.Connection, key: str, touched: _Touched) -> None:
    named = connection.execute(
        "SELECT target_key FROM citations WHERE document_key = :k UNION SELECT source_key FROM relations WHERE document_key = :k "
        "UNION SELECT target_key FROM relations WHERE document_key = :k UNION SELECT target_key FROM definitions WHERE document_key = :k",
        {"k": key},
    )
    cited = {row[0] for row in named if row[0] is not None} | {key}
    touched.remember(connection, cited)
    touched.documents |= cited
    touched.units |= {row[0] for row in connection.execute("SELECT DISTINCT unit_key FROM task_units WHERE document_key = ?", (key,))}
    _count(connection, key, -1)
    for table in CONTENT_TABLES:
        connection.execute(f"DELETE FROM {table} WHERE document_key = ?", (key,))


def _count(connection: sqlite3.Connection, key: str, sign: int) -> None:
    """Add (or take away) what one document's citations and tasks say of other documents and of units."""
    said = sayings(connection.execute("SELECT target_key, form, type, number, date, issuer, title FROM citations WHERE document_key = ?", (key,)))
    names = connection.execute("SELECT unit_key, name, kind, count(*) FROM task_units WHERE document_key = ? GROUP BY 1, 2, 3", (key,)).fetchall()
    connection.executemany(
        "INSERT INTO said_of_documents VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions",
        [(*what, sign * n) for what, n in said.items()],
    )
    connection.executemany(
        "INSERT INTO unit_names VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions",
        [(*name[:3], sign * name[3]) for name in names],
    )
    if sign < 0:
        connection.executemany("DELETE FROM said_of_documents WHERE target_key = ? AND field = ? AND value = ? AND mentions <= 0", said)
        connection.executemany("DELETE FROM unit_names WHERE unit_key = ? AND name = ? AND kind = ? AND mentions <= 0", [tuple(name[:3]) for name in names])


def _unhold(connection: sqlite3.Connection, key: str, touched: _Touched) -> None:
    """A work whose files are gone is a stub again."""
    touched.written.add(key)
    _delete_content(connection, key, touched)
    columns = [r[1] for r in connection.execute("PRAGMA table_info(documents)") if r[1] not in ("n", "key", "held")]
    connection.execute(f"UPDATE documents SET held = 0, {', '.join(f'{c} = NULL' for c in columns)} WHERE key = ? AND held = 1", (key,))


def _stub(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    keys = sorted(keys)
    known = {row[0] for row in _among(connection, "SELECT key FROM documents WHERE key", keys)}
    if missing := [(key, 0) for key in keys if key not in known]:
        _insert(connection, "INSERT INTO documents (key, held)", missing)


def _tidy_stubs(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Stubs say what is said of them most often; a stub that nobody names any more goes."""
    kept = []
    for (key,) in _among(connection, "SELECT key FROM documents WHERE held = 0 AND key", sorted(keys)):
        named = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM citations WHERE target_key = :k) OR EXISTS (SELECT 1 FROM relations WHERE source_key = :k OR target_key = :k) "
            "OR EXISTS (SELECT 1 FROM definitions WHERE target_key = :k) OR EXISTS (SELECT 1 FROM files WHERE document_key = :k)",
            {"k": key},
        ).fetchone()[0]
        if not named:
            connection.execute("DELETE FROM documents WHERE key = ?", (key,))
        else:
            kept.append(key)
    _fill_stubs(connection, kept)


def _fill_stubs(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    changed = [row for key in keys if (row := _said(connection, key)) is not None]
    assigned = ", ".join(f"{column} = said.column{n}" for n, column in enumerate(_STUB, start=2))
    for start in range(0, len(changed), _ROWS):
        some = changed[start : start + _ROWS]
        values = ", ".join([f"({', '.join('?' * (len(_STUB) + 1))})"] * len(some))
        connection.execute(f"UPDATE documents SET {assigned} FROM (VALUES {values}) AS said WHERE key = said.column1", [value for row in some for value in row])


def _said(connection: sqlite3.Connection, key: str) -> tuple[str | None, ...] | None:
    """The key and the columns of a stub as they are said most often; None where they stand there."""
    said = dict.fromkeys(SAID) | {
        row["field"]: row["value"]
        for row in connection.execute("SELECT field, value FROM said_of_documents WHERE target_key = ? ORDER BY mentions, value DESC", (key,))
    }
    number, subject = said["number"], said.pop("title")
    *place, symbol, _, sequence = key.split("/")
    row = {
        **said, "number_slug": slug(number) if number else None, "symbol": symbol, "sequence": None if sequence.startswith("~") else sequence,
        "locality_slug": place[0] if place else None, "subject": subject, "subject_folded": strip_marks(subject) if subject else None,
    }  # fmt: skip
    wanted = tuple(row[column] for column in _STUB)
    there = connection.execute(f"SELECT {', '.join(_STUB)} FROM documents WHERE key = ?", (key,)).fetchone()
    return None if tuple(there) == wanted else (key, *wanted)


def refill(connection: sqlite3.Connection) -> None:
    """Fill every stub and every unit from what is counted of them, after a load at once."""
    _fill_stubs(connection, [row[0] for row in connection.execute("SELECT key FROM documents WHERE held = 0").fetchall()])
    _tidy_units(connection, [row[0] for row in connection.execute("SELECT key FROM units").fetchall()])


def _tidy_units(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """A unit is named as it is named most often; one that has no task any more goes."""
    for key in sorted(keys):
        row = connection.execute("SELECT name, kind FROM unit_names WHERE unit_key = ? ORDER BY mentions DESC, name, kind LIMIT 1", (key,)).fetchone()
        if row is None:
            connection.execute("DELETE FROM units WHERE key = ?", (key,))
        else:
            name, kind = row
            sql = "UPDATE units SET name = ?, name_folded = ?, kind = ? WHERE key = ? AND (name IS NOT ? OR kind IS NOT ?)"
            connection.execute(sql, (name, strip_marks(name).lower(), kind, key, name, kind))


def rederive(connection: sqlite3.Connection) -> None:
    """Write all content rows anew from the files' Documents, after a migration."""
    for (parsed_key,) in connection.execute("SELECT DISTINCT parsed_key FROM files ORDER BY 1").fetchall():
        regroup(connection, parsed_key)
