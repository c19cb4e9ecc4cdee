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
from corpus.store.errors import NotFound, not_storable
from corpus.store.prepare import Prepared, prepare
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


def digest_of(store: Store, sha256: str) -> str | None:
    """The hash of what a stored file says as the parser gave it (`prepare.digest`); None where it is not stored, or people corrected its work."""
    row = store.connection.execute(
        "SELECT d.digest FROM file_digests d JOIN files f USING (sha256) WHERE sha256 = ? AND f.parsed IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM corrections c WHERE c.file_sha256 = f.sha256 OR c.document_key = f.document_key)", (sha256,),
    ).fetchone()  # fmt: skip
    return None if row is None else str(row[0])


def put(store: Store, document: Document | Prepared, corrected: Corrected | None = None) -> Stored:
    """Store what one file says: `document` as the parser gave it or, where people corrected it, `corrected`. Again the same changes nothing.

    Raises Conflict where SQLite can't hold it; nothing is changed then.
    """
    if corrected is not None:
        prepared = prepare(corrected.document, corrected.parsed, corrected.by)
    else:
        prepared = document if isinstance(document, Prepared) else prepare(document)
    try:
        return _put(store, prepared, corrected)
    except (ValueError, OverflowError, sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError) as error:
        raise not_storable(prepared.file["filename"], error) from error


def _put(store: Store, prepared: Prepared, corrected: Corrected | None) -> Stored:
    with store.transaction() as connection:
        old = connection.execute(
            "SELECT parsed_key, filename, corrected, digest FROM files LEFT JOIN file_digests USING (sha256) WHERE sha256 = ?", (prepared.sha256,)
        ).fetchone()
        if corrected is not None:
            connection.executemany("UPDATE corrections SET conflict = ? WHERE id = ?", [(reason, number) for number, reason in corrected.conflicts.items()])
        if old is not None and old["filename"] < prepared.file["filename"]:  # the same bytes under several names: the first name in order, whichever came first
            prepared = _named(prepared, corrected, old["filename"])
        if old is not None and (old["digest"], old["filename"]) == (prepared.digest, prepared.file["filename"]):
            read_again(store, prepared.sha256, *(prepared.file[column] for column in ("parser_version", "parsed_at", "seconds")))
            return Stored(_key_of(connection, prepared.sha256), "unchanged")
        keys = [prepared.key] if old is None or old["parsed_key"] == prepared.key else [prepared.key, old["parsed_key"]]
        before = changes.states(connection, keys)
        put_file(connection, prepared)
        for key in keys:
            regroup(connection, key, changed=prepared)
        changes.record(connection, before, changes.states(connection, keys, prepared), _cause(old, prepared.file["corrected"]), prepared.file["parsed_at"])
        return Stored(_key_of(connection, prepared.sha256), "added" if old is None else "replaced")


def read_again(store: Store, sha256: str, parser_version: str, parsed_at: str | None, seconds: float | None) -> None:
    """Another version of the parser read the same in a stored file."""
    times = {"version": parser_version, "at": parsed_at, "seconds": seconds}
    with store.transaction() as connection:
        connection.execute(
            "UPDATE files SET parser_version = :version, parsed_at = :at, seconds = :seconds, "
            "document = json_set(document, '$.source.parser_version', :version, '$.source.parsed_at', :at, '$.source.seconds', :seconds), "
            "parsed = json_set(parsed, '$.source.parser_version', :version, '$.source.parsed_at', :at, '$.source.seconds', :seconds) "
            "WHERE sha256 = :sha AND parser_version <> :version", times | {"sha": sha256},
        )  # fmt: skip


def seen_as(store: Store, sha256: str, filename: str) -> None:
    """A stored file turned up under another name: the first name in order is kept."""
    row = store.connection.execute("SELECT filename FROM files WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None or row[0] <= filename:
        return
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


def _cause(old: sqlite3.Row | None, corrected: str | None) -> changes.Cause:
    if old is None:
        return "file"
    return "reread" if json.loads(old["corrected"] or "{}") == json.loads(corrected or "{}") else "correction"


def _named(prepared: Prepared, corrected: Corrected | None, filename: str) -> Prepared:
    def named(document: Document) -> Document:
        return document.model_copy(update={"source": document.source.model_copy(update={"filename": filename})})

    return prepare(named(prepared.read_back())) if corrected is None else prepare(named(corrected.document), named(corrected.parsed), corrected.by)


def _key_of(connection: sqlite3.Connection, sha256: str) -> str:
    return str(connection.execute("SELECT document_key FROM files WHERE sha256 = ?", (sha256,)).fetchone()[0])
