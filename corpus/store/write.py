"""Writing: one file's Document in, its rows replaced, stubs kept true; every call is one transaction.

A work (`documents.key`) may have several files: the same letter as DOCX and PDF. Its rows are those of the best file
(see works.py), whichever came first. Two files of one key that contradict each other in date or text are two works:
the second is kept apart as `<key>~<sha256[:8]>` with a warning, never merged.
"""

import json
import sqlite3
from dataclasses import dataclass
from typing import Literal

from corpus.store import changes
from corpus.store.connection import Store
from corpus.store.content import put_file, regroup
from corpus.store.corrections import Corrected
from corpus.store.errors import Conflict, NotFound
from models import Document

Outcome = Literal["added", "replaced", "unchanged"]


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a file's Document went: `key` of its work, and whether anything changed."""

    key: str
    outcome: Outcome


def is_current(store: Store, sha256: str, parser_version: str) -> bool:
    """Is this very file stored, as this version of the parser reads it?"""
    row = store.connection.execute("SELECT parser_version FROM files WHERE sha256 = ?", (sha256,)).fetchone()
    return row is not None and row[0] == parser_version


def put(store: Store, document: Document, corrected: Corrected | None = None) -> Stored:
    """Store what one file says: `document` as the parser gave it or, where people corrected it, `corrected`. Again the same changes nothing.

    Raises Conflict where SQLite can't hold it (half a surrogate pair, a number beyond 64 bits); nothing is changed then.
    """
    try:
        return _put(store, document, corrected)
    except (ValueError, OverflowError, sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError) as error:
        code, name = "document_not_storable", document.source.filename
        raise Conflict(code, f"Không lưu được kết quả đọc «{name}» ({error}).", f"What was read from {name!r} can't be stored ({error}).") from error


def _put(store: Store, document: Document, corrected: Corrected | None) -> Stored:
    source = document.source
    with store.transaction() as connection:
        old = connection.execute("SELECT parsed_key, filename, document, parsed, corrected FROM files WHERE sha256 = ?", (source.sha256,)).fetchone()
        parsed, by, conflicts = (corrected.parsed, dict(corrected.by), corrected.conflicts) if corrected is not None else (None, None, {})
        document = corrected.document if corrected is not None else document
        connection.executemany("UPDATE corrections SET conflict = ? WHERE id = ?", [(reason, correction) for correction, reason in conflicts.items()])
        if old is not None:
            if old["filename"] < source.filename:  # the same bytes under several names: the first name in order, whichever came first
                document, parsed = _named(document, old["filename"]), parsed and _named(parsed, old["filename"])
            if _same(old["document"], document) and _same(old["parsed"], parsed) and json.loads(old["corrected"] or "{}") == (by or {}):
                return Stored(_key_of(connection, source.sha256), "unchanged")
        keys = [document.key] if old is None or old["parsed_key"] == document.key else [document.key, old["parsed_key"]]
        before = changes.states(connection, keys)
        put_file(connection, document, parsed, by)
        for key in keys:
            regroup(connection, key, changed=document)
        changes.record(connection, before, changes.states(connection, keys, document), _cause(old, by), source.parsed_at)
        return Stored(_key_of(connection, source.sha256), "added" if old is None else "replaced")


def seen_as(store: Store, sha256: str, filename: str) -> None:
    """A stored file turned up under another name: the first name in order is kept."""
    with store.transaction() as connection:
        connection.execute(
            "UPDATE files SET filename = :name, document = json_set(document, '$.source.filename', :name), "
            "parsed = json_set(parsed, '$.source.filename', :name) WHERE sha256 = :sha AND filename > :name",
            {"name": filename, "sha": sha256},
        )


def remove_file(store: Store, sha256: str) -> None:
    """Forget one file; its work falls back to another file of it, else to a stub while others cite it. Raises NotFound."""
    with store.transaction() as connection:
        row = connection.execute("SELECT parsed_key, document_key FROM files WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise NotFound("file_not_found", f"Không có tệp {sha256}.", f"No file {sha256}.")
        connection.execute("UPDATE documents SET file = NULL WHERE file_sha256 = ?", (sha256,))
        before = changes.states(connection, [row["parsed_key"]])
        connection.execute("DELETE FROM files WHERE sha256 = ?", (sha256,))
        regroup(connection, row["parsed_key"])
        changes.record(connection, before, changes.states(connection, [row["parsed_key"]]), "removed", None)


def _cause(old: sqlite3.Row | None, by: dict[str, str] | None) -> changes.Cause:
    if old is None:
        return "file"
    return "reread" if json.loads(old["corrected"] or "{}") == (by or {}) else "correction"


def _named(document: Document, filename: str) -> Document:
    return document.model_copy(update={"source": document.source.model_copy(update={"filename": filename})})


def _same(kept: str | None, document: Document | None) -> bool:
    """Do a stored Document and another say the same, times aside?"""
    if kept is None or document is None:
        return kept is None and document is None
    return _timeless(Document.model_validate_json(kept)) == _timeless(document)


def _timeless(document: Document) -> Document:
    return document.model_copy(update={"source": document.source.model_copy(update={"parsed_at": None, "seconds": None})})


def _key_of(connection: sqlite3.Connection, sha256: str) -> str:
    return str(connection.execute("SELECT document_key FROM files WHERE sha256 = ?", (sha256,)).fetchone()[0])
