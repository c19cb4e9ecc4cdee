"""What people corrected: rows that outlive every new parse. Replaying them over a Document is `annotations/review`'s."""

import json
from dataclasses import dataclass
from typing import Any

from corpus.store.connection import Store
from corpus.store.errors import NotFound


@dataclass(frozen=True, slots=True)
class Correction:
    """One change of one value. `path` says where in the Document (`header.date`, `tasks/<id>/lead`), `was` and `now` are JSON values."""

    document_key: str
    path: str
    operation: str
    was: Any
    now: Any
    reason: str | None
    made_by: str
    made_at: str
    id: int | None = None


def add_correction(store: Store, correction: Correction) -> int:
    """Keep a correction; its id."""
    c = correction
    with store.transaction() as connection:
        row = connection.execute(
            "INSERT INTO corrections (document_key, path, operation, was, now, reason, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (c.document_key, c.path, c.operation, _json(c.was), _json(c.now), c.reason, c.made_by, c.made_at),
        ).fetchone()
        return int(row[0])


def corrections(store: Store, document_key: str) -> list[Correction]:
    """All corrections of one document, the oldest first."""
    rows = store.connection.execute("SELECT * FROM corrections WHERE document_key = ? ORDER BY id", (document_key,))
    return [
        Correction(r["document_key"], r["path"], r["operation"], json.loads(r["was"]), json.loads(r["now"]), r["reason"], r["made_by"], r["made_at"], r["id"])
        for r in rows
    ]


def remove_correction(store: Store, correction_id: int) -> None:
    """Take one back. Raises NotFound."""
    with store.transaction() as connection:
        if connection.execute("DELETE FROM corrections WHERE id = ?", (correction_id,)).rowcount == 0:
            raise NotFound("correction_not_found", f"Không có sửa đổi số {correction_id}.", f"No correction {correction_id}.")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
