"""Where people's corrections meet the store: kept as rows, replayed over what the parser gave, stored beside it."""

import json
from collections.abc import Iterable
from pathlib import Path

from annotations.changes import Made
from annotations.reference_format import as_reference
from annotations.review import Reviewed, replay
from corpus.store import (
    Corrected,
    Correction,
    Store,
    add_correction,
    corrections_for,
    parsed_document,
    put,
    remove_correction,
    reviewed_documents,
)
from models import Document
from parser.text.fold import slug


def corrected(store: Store, parsed: Document) -> Corrected | None:
    """A fresh parse with all corrections of its file and its work; None where nobody corrected anything."""
    made = corrections_for(store, parsed.key, parsed.source.sha256)
    if not made:
        return None
    reviewed = replay(parsed, made)
    reasons = {id(conflict.change): conflict.reason for conflict in reviewed.conflicts}
    return Corrected(reviewed.document, parsed, _by(reviewed, made), {c.id: reasons.get(id(c)) for c in made if c.id is not None})


def correct(store: Store, key: str, changes: Iterable[Made], *, by: str, at: str, reason: str | None = None) -> str:
    """Keep what was changed at once, all of it or nothing, and apply it; the key of the document after it (another number is another key). Raises NotFound."""
    parsed = parsed_document(store, key)
    with store.transaction():
        for made in changes:
            add_correction(store, Correction(key, made.path, made.operation, made.was, made.now, reason, by, at, parsed.source.sha256, made.anchor))
        return put(store, parsed, corrected(store, parsed)).key


def undo(store: Store, key: str, correction_id: int) -> str:
    """Take one correction of a document back; the key of the document after it. Raises NotFound."""
    with store.transaction():
        remove_correction(store, key, correction_id)
        parsed = parsed_document(store, key)
        return put(store, parsed, corrected(store, parsed)).key


def write_references(store: Store, originals: Path, out: Path) -> int:
    """Every document that people looked at as `references/NAME.json`, beside its file (or, where that is not kept, its text) in `sources/`; how many."""
    references, sources = out / "references", out / "sources"
    for folder in (references, sources):
        folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for document in reviewed_documents(store):
        name = slug(document.key)
        original = originals / document.source.sha256
        suffix = Path(document.source.filename).suffix.lower() if original.is_file() else ".txt"
        content = original.read_bytes() if original.is_file() else document.text.content.encode()
        (sources / f"{name}{suffix}").write_bytes(content)
        reference = as_reference(document, f"{name}{suffix}")
        (references / f"{name}.json").write_text(json.dumps(reference, ensure_ascii=False, indent=1), encoding="utf-8")
        written += 1
    return written


def _by(reviewed: Reviewed, made: list[Correction]) -> dict[str, str]:
    """Who looked at what last."""
    last = {id(change): change.made_by for change in made}
    return {what: last[id(change)] for what, change in reviewed.seen.items()}
