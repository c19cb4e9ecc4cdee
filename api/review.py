"""Where people's corrections meet the store: kept as rows, replayed over what the parser gave, stored beside it."""

from annotations.review import Made, Reviewed, replay
from corpus.store import Corrected, Correction, NotFound, Store, add_correction, corrections, corrections_for, parsed_document, put, remove_correction
from models import Document


def corrected(store: Store, parsed: Document) -> Corrected | None:
    """A fresh parse with all corrections of its file and its work; None where nobody corrected anything."""
    made = corrections_for(store, parsed)
    if not made:
        return None
    reviewed = replay(parsed, made)
    reasons = {id(conflict.change): conflict.reason for conflict in reviewed.conflicts}
    return Corrected(reviewed.document, parsed, _by(reviewed, made), {c.id: reasons.get(id(c)) for c in made if c.id is not None})


def correct(store: Store, key: str, made: Made, *, by: str, at: str, reason: str | None = None) -> str:
    """Keep a change and apply it; the key of the document after it (another number is another key). Raises NotFound."""
    parsed = parsed_document(store, key)
    with store.transaction():
        add_correction(store, Correction(key, made.path, made.operation, made.was, made.now, reason, by, at, parsed.source.sha256, made.anchor))
        return put(store, parsed, corrected(store, parsed)).key


def undo(store: Store, key: str, correction_id: int) -> str:
    """Take one correction of a document back; the key of the document after it. Raises NotFound."""
    if correction_id not in {c.id for c in corrections(store, key)}:
        raise NotFound("correction_not_found", f"Không có sửa đổi số {correction_id}.", f"No correction {correction_id}.")
    parsed = parsed_document(store, key)
    with store.transaction():
        remove_correction(store, correction_id)
        return put(store, parsed, corrected(store, parsed)).key


def _by(reviewed: Reviewed, made: list[Correction]) -> dict[str, str]:
    """Who looked at what last."""
    last = {id(change): change.made_by for change in made}
    return {what: last[id(change)] for what, change in reviewed.seen.items()}
