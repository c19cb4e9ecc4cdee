"""The SQLite graph: tables and full text, as migrations that run in order and only forward.

Every identity is natural (document key, task id, unit key), so that the same documents give the same rows in
whatever order they came; the integer `n` exists only where full text needs a rowid. A migration may be run again
after a kill in its middle.
"""

from collections.abc import Callable

from sqlite_utils import Database

from corpus.store.views import create_views

TOKENIZER = "unicode61 remove_diacritics 2"
SPAN = {"start": int, "end": int, "page": int}
PROVENANCE = {"rule": str, "confidence": float}

CONTENT_TABLES = (
    "task_citations", "task_targets", "task_units", "deadlines", "citation_candidates", "relations", "definitions", "citations", "tasks", "targets",
    "sections", "recipients", "addressees", "signers", "warnings",
)  # fmt: skip
"""What one document's rows are, children first: deleted and written together."""


def _first(db: Database) -> None:
    documents = db.table("documents")
    documents.create(
        {
            "n": int, "key": str, "held": int, "type": str, "number": str, "number_slug": str, "date": str, "issuer": str, "parent_issuer": str,
            "locality": str, "locality_slug": str, "place": str, "subject": str, "subject_folded": str, "urgency": str, "secrecy": str, "archive": str,
            "content": str, "content_folded": str, "file_sha256": str,
        },
        pk="n", not_null=("key", "held"), if_not_exists=True,
    )  # fmt: skip
    documents.create_index(["key"], unique=True, if_not_exists=True)
    for column in ("number_slug", "date", "type"):
        documents.create_index([column], if_not_exists=True)
    key = ("document_key", "documents", "key")

    def content(name: str, columns: dict[str, type], pk: str | tuple[str, ...], foreign_keys: list[tuple[str, str, str]], *indexes: str) -> None:
        db.table(name).create(columns, pk=pk, foreign_keys=foreign_keys, if_not_exists=True)
        for column in indexes:
            db.table(name).create_index([column], if_not_exists=True)

    content(
        "files",
        {
            "sha256": str, "document_key": str, "parsed_key": str, "is_primary": int, "filename": str, "media_type": str, "bytes": int, "pages": int,
            "text_origin": str, "parser_version": str, "parsed_at": str, "seconds": float, "document": str,
        },
        "sha256", [key], "document_key", "parsed_key",
    )  # fmt: skip
    content(
        "sections",
        {"document_key": str, "position": int, "id": str, "parent_id": str, "depth": int, "kind": str, "label": str, "ref": str, "heading": str, **SPAN},
        ("document_key", "position"), [key],
    )  # fmt: skip
    content("addressees", {"document_key": str, "position": int, "name": str, "unit_key": str}, ("document_key", "position"), [key])
    content("recipients", {"document_key": str, "position": int, "name": str, "purpose": str}, ("document_key", "position"), [key])
    content(
        "signers", {"document_key": str, "position": int, "authority": str, "on_behalf_of": str, "title": str, "name": str}, ("document_key", "position"), [key]
    )
    content(
        "tasks",
        {
            "n": int, "id": str, "document_key": str, "position": int, "ref": str, "parent_id": str, "section_id": str, "kind": str, "title": str, "text": str,
            "text_folded": str, "modality": str, "outcome": str, "first_due": str, "last_due": str, **SPAN, **PROVENANCE,
        },
        "n", [key], "document_key", "first_due", "last_due",
    )  # fmt: skip
    db.table("tasks").create_index(["id"], unique=True, if_not_exists=True)
    task, to_task = "task_id", ("task_id", "tasks", "id")
    content("unit_names", {"unit_key": str, "name": str, "kind": str, "mentions": int}, ("unit_key", "name", "kind"), [])
    content("units", {"key": str, "name": str, "name_folded": str, "kind": str}, "key", [], "name_folded")
    content(
        "task_units",
        {
            task: str, "role": str, "position": int, "document_key": str, "unit_key": str, "name": str, "raw": str, "kind": str, "inherited_from": str,
            **SPAN, **PROVENANCE,
        },
        (task, "role", "position"), [to_task, key, ("unit_key", "units", "key")], "document_key", "unit_key",
    )  # fmt: skip
    content(
        "deadlines",
        {
            task: str, "position": int, "document_key": str, "raw": str, "kind": str, "start_date": str, "due": str, "edtf": str, "rrule": str, "bound": str,
            "anchor": str, "anchor_offset": int, "anchor_unit": str, "anchor_working_days": int, **SPAN, **PROVENANCE,
        },
        (task, "position"), [to_task, key], "document_key", "due",
    )  # fmt: skip
    content(
        "targets",
        {
            "id": str, "document_key": str, "position": int, "section_id": str, "raw": str, "indicator": str, "comparator": str, "value": str, "upper": str,
            "unit": str, "per": str, "base": str, "as_of": str, **SPAN, **PROVENANCE,
        },
        "id", [key], "document_key",
    )  # fmt: skip
    content(
        "task_targets", {task: str, "target_id": str, "document_key": str}, (task, "target_id"), [to_task, ("target_id", "targets", "id"), key],
        "target_id", "document_key",
    )  # fmt: skip
    to_target = ("target_key", "documents", "key")
    content(
        "citations",
        {
            "id": str, "document_key": str, "position": int, "section_id": str, "task_id": str, "raw": str, "context": str, "type": str, "number": str,
            "date": str, "issuer": str, "title": str, "pinpoint": str, "form": str, "relation": str, "within_id": str, "antecedent_id": str,
            "target_key": str, "resolution": str, **SPAN, **PROVENANCE,
        },
        "id", [key, to_target], "document_key", "target_key", "task_id",
    )  # fmt: skip
    # What citations say of the document they mean, counted: what a stub is filled from, without reading all its mentions again.
    content(
        "said_of_documents", {"target_key": str, "field": str, "value": str, "mentions": int}, ("target_key", "field", "value"), [to_target],
    )  # fmt: skip
    content(
        "citation_candidates", {"citation_id": str, "position": int, "document_key": str, "key": str, "score": float, "why": str},
        ("citation_id", "position"), [("citation_id", "citations", "id"), key], "document_key",
    )  # fmt: skip
    content(
        "task_citations", {task: str, "citation_id": str, "document_key": str}, (task, "citation_id"),
        [to_task, ("citation_id", "citations", "id"), key], "citation_id", "document_key",
    )  # fmt: skip
    content(
        "relations", {"source_key": str, "relation": str, "target_key": str, "document_key": str, "citation_ids": str},
        ("source_key", "relation", "target_key", "document_key"), [("source_key", "documents", "key"), to_target, key], "target_key", "document_key",
    )  # fmt: skip
    content(
        "definitions", {"document_key": str, "position": int, "term": str, "expansion": str, "target_key": str, **SPAN, **PROVENANCE},
        ("document_key", "position"), [key, to_target], "target_key",
    )  # fmt: skip
    content("warnings", {"document_key": str, "position": int, "code": str, "message": str, **SPAN}, ("document_key", "position"), [key], "code")
    content(
        "corrections",
        {"id": int, "document_key": str, "path": str, "operation": str, "was": str, "now": str, "reason": str, "made_by": str, "made_at": str},
        "id", [], "document_key",
    )  # fmt: skip
    content(
        "runs",
        {
            "id": int, "started_at": str, "finished_at": str, "parser_version": str, "seen": int, "added": int, "replaced": int, "unchanged": int,
            "failed": int, "seconds": float,
        },
        "id", [],
    )  # fmt: skip
    content("failures", {"path": str, "sha256": str, "code": str, "message": str, "run_id": int}, "path", [("run_id", "runs", "id")], "run_id")
    for name, columns in (("documents", ("subject", "subject_folded", "content", "content_folded")), ("tasks", ("text", "text_folded"))):
        if not db.table(f"{name}_fts").exists():
            db.table(name).enable_fts(columns, create_triggers=True, tokenize=TOKENIZER)
    create_views(db)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (_first,)
"""A released migration is never changed; a new one goes to the end."""


def migrate(db: Database) -> None:
    """Bring `db` to the newest schema; `PRAGMA user_version` counts the migrations that are done."""
    done = db.execute("PRAGMA user_version").fetchone()[0]
    for number, migration in enumerate(MIGRATIONS, start=1):
        if number > done:
            migration(db)
            db.execute(f"PRAGMA user_version = {number}")
