"""Writing: one file's Document in, its rows replaced, stubs kept true; every call is one transaction.

A work (`documents.key`) may have several files: the same letter as DOCX and PDF. Its rows are those of the best file
(see works.py), whichever came first. Two files of one key that contradict each other in date or text are two works:
the second is kept apart as `<key>~<sha256[:8]>` with a warning, never merged.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from corpus.store.connection import Store
from corpus.store.errors import Conflict, NotFound
from corpus.store.rows import SAID, content_rows, document_row, named_keys, named_units, sayings
from corpus.store.schema import CONTENT_TABLES
from corpus.store.works import Apart, Version, Work, group
from models import Document
from models.document import Warning
from parser.text.fold import slug, strip_marks

_REASONS: dict[Apart, str] = {"date": "khác ngày ban hành", "text": "khác nội dung"}
Outcome = Literal["added", "replaced", "unchanged"]
_FILE_COLUMNS = (
    "sha256", "document_key", "parsed_key", "is_primary", "filename", "media_type", "bytes", "pages", "text_origin", "parser_version", "parsed_at",
    "seconds", "document",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a file's Document went: `key` of its work, and whether anything changed."""

    key: str
    outcome: Outcome


@dataclass(slots=True)
class _Touched:
    """Documents and units whose aggregates may have changed."""

    documents: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)


def is_current(store: Store, sha256: str, parser_version: str) -> bool:
    """Is this very file stored, as this version of the parser reads it?"""
    row = store.connection.execute("SELECT parser_version FROM files WHERE sha256 = ?", (sha256,)).fetchone()
    return row is not None and row[0] == parser_version


def put(store: Store, document: Document) -> Stored:
    """Store what one file says. Again with the same Document changes nothing.

    Raises Conflict where SQLite can't hold it (half a surrogate pair, a number beyond 64 bits); nothing is changed then.
    """
    try:
        return _put(store, document)
    except (ValueError, OverflowError, sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError) as error:
        code, name = "document_not_storable", document.source.filename
        raise Conflict(code, f"Không lưu được kết quả đọc «{name}» ({error}).", f"What was read from {name!r} can't be stored ({error}).") from error


def _put(store: Store, document: Document) -> Stored:
    source = document.source
    with store.transaction() as connection:
        old = connection.execute("SELECT parsed_key, filename, document FROM files WHERE sha256 = ?", (source.sha256,)).fetchone()
        if old is not None:
            if old["filename"] < source.filename:  # the same bytes under several names: the first name in order, whichever came first
                document = document.model_copy(update={"source": source.model_copy(update={"filename": old["filename"]})})
            if _timeless(Document.model_validate_json(old["document"])) == _timeless(document):
                return Stored(_key_of(connection, source.sha256), "unchanged")
        _put_file(connection, document)
        _regroup(connection, document.key, changed=document)
        if old is not None and old["parsed_key"] != document.key:
            _regroup(connection, old["parsed_key"])
        return Stored(_key_of(connection, source.sha256), "added" if old is None else "replaced")


def seen_as(store: Store, sha256: str, filename: str) -> None:
    """A stored file turned up under another name: the first name in order is kept."""
    with store.transaction() as connection:
        connection.execute(
            "UPDATE files SET filename = :name, document = json_set(document, '$.source.filename', :name) WHERE sha256 = :sha AND filename > :name",
            {"name": filename, "sha": sha256},
        )


def remove_file(store: Store, sha256: str) -> None:
    """Forget one file; its work falls back to another file of it, else to a stub while others cite it. Raises NotFound."""
    with store.transaction() as connection:
        row = connection.execute("SELECT parsed_key, document_key FROM files WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise NotFound("file_not_found", f"Không có tệp {sha256}.", f"No file {sha256}.")
        connection.execute("DELETE FROM files WHERE sha256 = ?", (sha256,))
        _regroup(connection, row["parsed_key"])


def _timeless(document: Document) -> Document:
    return document.model_copy(update={"source": document.source.model_copy(update={"parsed_at": None, "seconds": None})})


def _key_of(connection: sqlite3.Connection, sha256: str) -> str:
    return str(connection.execute("SELECT document_key FROM files WHERE sha256 = ?", (sha256,)).fetchone()[0])


def _put_file(connection: sqlite3.Connection, document: Document) -> None:
    s = document.source
    _stub(connection, [document.key])
    values = (
        s.sha256, document.key, document.key, 0, s.filename, s.media_type, s.bytes, s.pages, s.text_origin, s.parser_version, s.parsed_at, s.seconds,
        document.model_dump_json(),
    )  # fmt: skip
    connection.execute(f"INSERT OR REPLACE INTO files ({', '.join(_FILE_COLUMNS)}) VALUES ({', '.join('?' * len(values))})", values)


def _regroup(connection: sqlite3.Connection, parsed_key: str, changed: Document | None = None) -> None:
    """Decide anew which files make which work under one key, and rewrite the works whose best file is another one now (or `changed`)."""
    files = connection.execute("SELECT sha256, text_origin, document_key FROM files WHERE parsed_key = ?", (parsed_key,)).fetchall()
    before = {row["document_key"] for row in files} | {parsed_key}
    before |= {row[0] for row in connection.execute("SELECT key FROM documents WHERE held = 1 AND key GLOB ?", (_glob(parsed_key) + "~????????",))}
    works = [Work([file["sha256"]]) for file in files] if len(files) < 2 else group([_version(connection, file["sha256"]) for file in files])
    touched = _Touched()
    kept: set[str] = set()
    for number, work in enumerate(works):
        best = work.files[0]
        key = parsed_key if number == 0 else f"{parsed_key}~{best[:8]}"
        kept.add(key)
        _stub(connection, [key])
        connection.executemany("UPDATE files SET document_key = ?, is_primary = ? WHERE sha256 = ?", [(key, int(sha256 == best), sha256) for sha256 in work.files])
        current = connection.execute("SELECT file_sha256 FROM documents WHERE key = ?", (key,)).fetchone()[0]
        if changed is not None and changed.source.sha256 == best:
            _write_content(connection, key, changed, touched, apart=work.apart and (parsed_key, work.apart))
        elif current != best or len(works) > 1:  # why a work is kept apart may have changed with the others
            _write_content(connection, key, _kept(connection, best), touched, apart=work.apart and (parsed_key, work.apart))
    for key in before - kept:
        _unhold(connection, key, touched)
    _tidy_stubs(connection, touched.documents)
    _tidy_units(connection, touched.units)


def _version(connection: sqlite3.Connection, sha256: str) -> Version:
    row = connection.execute(
        "SELECT text_origin, json_extract(document, '$.header.date') AS date, json_extract(document, '$.header.date_source') AS source, "
        "json_extract(document, '$.text.content') AS content FROM files WHERE sha256 = ?", (sha256,),
    ).fetchone()  # fmt: skip
    return Version(sha256, row["text_origin"], row["date"], row["source"] == "attachment_line", row["content"])


def _glob(text: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in text)


def _kept(connection: sqlite3.Connection, sha256: str) -> Document:
    return Document.model_validate_json(connection.execute("SELECT document FROM files WHERE sha256 = ?", (sha256,)).fetchone()[0])


def _write_content(connection: sqlite3.Connection, key: str, document: Document, touched: _Touched, *, apart: tuple[str, Apart] | None) -> None:
    """Replace the rows of one work by those of one file."""
    if apart is not None:
        parsed_key, reason = apart
        message = f"Cùng số với «{parsed_key}» nhưng {_REASONS[reason]}: được giữ riêng."
        document = document.model_copy(update={"warnings": (*document.warnings, Warning(code=f"same_key_other_{reason}", message=message))})
    _delete_content(connection, key, touched)
    row = document_row(document, key)
    connection.execute(f"UPDATE documents SET {', '.join(f'{c} = :{c}' for c in row)} WHERE key = :key", row)
    named, units = named_keys(document, key), named_units(document)
    _stub(connection, named)
    connection.executemany("INSERT OR IGNORE INTO units (key) VALUES (?)", [(u,) for u in sorted(units)])
    rows = content_rows(document, key)
    for table in reversed(CONTENT_TABLES):
        if rows[table]:
            # `tasks` begins with its full-text rowid, which SQLite gives.
            values = [(None, *r) for r in rows[table]] if table == "tasks" else rows[table]
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values[0]))})", values)
    _count(connection, key, 1)
    touched.documents |= named
    touched.units |= set(units)


def _delete_content(connection: sqlite3.Connection, key: str, touched: _Touched) -> None:
    named = connection.execute(
        "SELECT target_key FROM citations WHERE document_key = :k UNION SELECT source_key FROM relations WHERE document_key = :k "
        "UNION SELECT target_key FROM relations WHERE document_key = :k UNION SELECT target_key FROM definitions WHERE document_key = :k",
        {"k": key},
    )
    touched.documents |= {row[0] for row in named if row[0] is not None} | {key}
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
    _delete_content(connection, key, touched)
    columns = [r[1] for r in connection.execute("PRAGMA table_info(documents)") if r[1] not in ("n", "key", "held")]
    connection.execute(f"UPDATE documents SET held = 0, {', '.join(f'{c} = NULL' for c in columns)} WHERE key = ? AND held = 1", (key,))


def _stub(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    connection.executemany("INSERT OR IGNORE INTO documents (key, held) VALUES (?, 0)", [(key,) for key in sorted(keys)])


def _tidy_stubs(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Stubs say what is said of them most often; a stub that nobody names any more goes."""
    for key in sorted(keys):
        row = connection.execute("SELECT held FROM documents WHERE key = ?", (key,)).fetchone()
        if row is None or row[0]:
            continue
        named = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM citations WHERE target_key = :k) OR EXISTS (SELECT 1 FROM relations WHERE source_key = :k OR target_key = :k) "
            "OR EXISTS (SELECT 1 FROM definitions WHERE target_key = :k) OR EXISTS (SELECT 1 FROM files WHERE document_key = :k)",
            {"k": key},
        ).fetchone()[0]
        if not named:
            connection.execute("DELETE FROM documents WHERE key = ?", (key,))
            continue
        said = dict.fromkeys(SAID) | {
            row["field"]: row["value"]
            for row in connection.execute("SELECT field, value FROM said_of_documents WHERE target_key = ? ORDER BY mentions, value DESC", (key,))
        }
        number, subject = said["number"], said.pop("title")
        connection.execute(
            "UPDATE documents SET type = :type, number = :number, number_slug = :slug, date = :date, issuer = :issuer, subject = :subject, "
            "subject_folded = :folded WHERE key = :key",
            {**said, "key": key, "slug": slug(number) if number else None, "subject": subject, "folded": strip_marks(subject) if subject else None},
        )


def _tidy_units(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """A unit is named as it is named most often; one that has no task any more goes."""
    for key in sorted(keys):
        row = connection.execute(
            "SELECT name, kind FROM unit_names WHERE unit_key = ? ORDER BY mentions DESC, name, kind LIMIT 1", (key,)
        ).fetchone()
        if row is None:
            connection.execute("DELETE FROM units WHERE key = ?", (key,))
        else:
            connection.execute("UPDATE units SET name = ?, name_folded = ?, kind = ? WHERE key = ?", (row[0], strip_marks(row[0]).lower(), row[1], key))
