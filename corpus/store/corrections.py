"""What people corrected: rows that outlive every new parse. Replaying them over a Document is `annotations/review`'s."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from corpus.store.connection import Store
from corpus.store.errors import NotFound
from models import Document

_COLUMNS = ("document_key", "path", "operation", "was", "now", "reason", "made_by", "made_at", "file_sha256", "anchor")
_JSON = ("was", "now", "anchor")
_OF_DOCUMENT = "document_key = :key OR file_sha256 IN (SELECT sha256 FROM files WHERE document_key = :key)"


@dataclass(frozen=True, slots=True)
class Correction:
    """One change by a person (`annotations.changes.Change`), made on one file; `conflict` says why to look at it again."""

    document_key: str
    path: str
    operation: str
    was: Any
    now: Any
    reason: str | None
    made_by: str
    made_at: str
    file_sha256: str | None = None
    anchor: Any = None
    conflict: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A Document with what people corrected in it.

    `parsed` is what the parser gave; `by` says who corrected which header field (`header/date`) or item (its id);
    `conflicts` gives each correction by its id with its conflict, or None where it holds.
    """

    document: Document
    parsed: Document
    by: Mapping[str, str]
    conflicts: Mapping[int, str | None]


def add_correction(store: Store, correction: Correction) -> int:
    """Keep a correction; its id."""
    values = [_json(getattr(correction, c)) if c in _JSON else getattr(correction, c) for c in _COLUMNS]
    with store.transaction() as connection:
        insert = f"INSERT INTO corrections ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(values))}) RETURNING id"
        return int(connection.execute(insert, values).fetchone()[0])


def corrections(store: Store, document_key: str) -> list[Correction]:
    """All corrections made on one document, on whichever of its files, the oldest first."""
    return _read(store, _OF_DOCUMENT, {"key": document_key})


def corrections_for(store: Store, key: str, sha256: str) -> list[Correction]:
    """What has to be replayed over a fresh parse: corrections of its file, and those of other files of the same work; the oldest first."""
    same_work = "SELECT sha256 FROM files WHERE document_key = :key"
    return _read(store, f"file_sha256 = :sha OR file_sha256 IN ({same_work})", {"sha": sha256, "key": key})


def remove_correction(store: Store, document_key: str, correction_id: int) -> None:
    """Take one of a document's back. Raises NotFound."""
    with store.transaction() as connection:
        if connection.execute(f"DELETE FROM corrections WHERE id = :id AND ({_OF_DOCUMENT})", {"id": correction_id, "key": document_key}).rowcount == 0:
            raise NotFound("correction_not_found", f"Không có sửa đổi số {correction_id}.", f"No correction {correction_id}.")


def parsed_document(store: Store, document_key: str) -> Document:
    """The primary file of a work as the parser gave it, before any correction. Raises NotFound."""
    row = store.connection.execute(
        "SELECT COALESCE(parsed, document) FROM files WHERE document_key = ? AND is_primary = 1", (document_key,)
    ).fetchone()
    if row is None:
        raise NotFound("document_not_found", f"Không có văn bản {document_key}.", f"No document {document_key}.")
    return Document.model_validate_json(row[0])


def parsed_outputs(store: Store) -> dict[str, Callable[[], dict[str, Any]]]:
    """What the parser gave for every file, as decoded JSON fetched when called, by the file's name and SHA-256."""

    def fetch(content: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(store.connection.execute("SELECT COALESCE(parsed, document) FROM files WHERE sha256 = ?", (content,)).fetchone()[0])
        return found

    rows = store.connection.execute("SELECT filename, sha256 FROM files").fetchall()
    return {f"{row['filename']} {row['sha256'][:8]}": partial(fetch, row["sha256"]) for row in rows}


def seen_by(store: Store, document_key: str) -> dict[str, str]:
    """Who looked at what in a document: `header/<field>` or an item's id -> name."""
    row = store.connection.execute("SELECT corrected FROM files WHERE document_key = ? AND is_primary = 1", (document_key,)).fetchone()
    found: dict[str, str] = json.loads(row[0]) if row is not None and row[0] else {}
    return found


def reviewed_documents(store: Store) -> Iterator[Document]:
    """Every document that people looked at, with what they corrected, in the order of keys."""
    for (document,) in store.connection.execute("SELECT document FROM files WHERE is_primary = 1 AND corrected IS NOT NULL ORDER BY document_key"):
        yield Document.model_validate_json(document)


def _read(store: Store, where: str, values: Mapping[str, Any]) -> list[Correction]:
    rows = store.connection.execute(f"SELECT {', '.join(_COLUMNS)}, conflict, id FROM corrections WHERE {where} ORDER BY id", values)
    return [Correction(**{c: json.loads(row[c]) if c in _JSON and row[c] is not None else row[c] for c in row.keys()}) for row in rows]  # noqa: SIM118


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
