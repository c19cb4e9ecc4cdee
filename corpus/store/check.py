"""Is the database whole? SQLite's own checks, then what must hold between our tables."""

import hashlib
from collections.abc import Iterator

from corpus.store.connection import Store

_INVARIANTS = {
    "held_without_file": "SELECT key FROM documents WHERE held = 1 AND file_sha256 NOT IN (SELECT sha256 FROM files)",
    "two_primary_files": "SELECT document_key FROM files GROUP BY document_key HAVING sum(is_primary) <> 1",
    "primary_is_another": "SELECT d.key FROM documents d JOIN files f ON f.document_key = d.key AND f.is_primary = 1 WHERE f.sha256 IS NOT d.file_sha256",
    "file_of_a_stub": "SELECT f.sha256 FROM files f JOIN documents d ON d.key = f.document_key WHERE d.held = 0",
    "content_of_a_stub": "SELECT t.id FROM tasks t JOIN documents d ON d.key = t.document_key WHERE d.held = 0",
    "half_a_document": "SELECT f.document_key FROM files f WHERE f.is_primary = 1 AND json_array_length(f.document, '$.tasks') <> "
    "(SELECT count(*) FROM tasks t WHERE t.document_key = f.document_key)",
    "half_its_citations": "SELECT f.document_key FROM files f WHERE f.is_primary = 1 AND json_array_length(f.document, '$.citations') <> "
    "(SELECT count(*) FROM citations c WHERE c.document_key = f.document_key)",
    "stub_that_nobody_names": "SELECT key FROM documents d WHERE held = 0 AND NOT EXISTS (SELECT 1 FROM citations WHERE target_key = d.key) "
    "AND NOT EXISTS (SELECT 1 FROM relations WHERE source_key = d.key OR target_key = d.key) "
    "AND NOT EXISTS (SELECT 1 FROM definitions WHERE target_key = d.key)",
    "span_outside_text": "SELECT t.id FROM tasks t JOIN documents d ON d.key = t.document_key WHERE t.start > t.end OR t.end > length(d.content)",
    "miscounted_names": "SELECT unit_key FROM (SELECT unit_key, name, kind, count(*) FROM task_units GROUP BY 1, 2, 3 EXCEPT SELECT * FROM unit_names)",
    "miscounted_sayings": "SELECT target_key FROM (SELECT target_key, number, count(*) FROM citations WHERE target_key IS NOT NULL AND number IS NOT NULL "
    "GROUP BY 1, 2 EXCEPT SELECT target_key, value, mentions FROM said_of_documents WHERE field = 'number')",
    "edge_not_as_decided": "SELECT r.source_key || ' ' || r.target_key FROM relations r LEFT JOIN links s ON s.stated_key = r.source_key "
    "LEFT JOIN links t ON t.stated_key = r.target_key WHERE r.meant_source_key IS NOT s.target_key OR r.meant_target_key IS NOT t.target_key",
    "row_of_another_file": "SELECT t.id FROM tasks t JOIN documents d ON d.key = t.document_key WHERE t.file IS NOT d.file "
    "UNION ALL SELECT c.id FROM citations c JOIN documents d ON d.key = c.document_key WHERE c.file IS NOT d.file",
    "unit_without_task": "SELECT key FROM units u WHERE name IS NULL OR NOT EXISTS (SELECT 1 FROM task_units WHERE unit_key = u.key)",
}


def check(store: Store) -> list[str]:
    """What is wrong, one line each, `[]` when nothing is."""
    connection = store.connection
    found = [f"integrity_check: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"foreign_key_check: {row[0]} row {row[1]} -> {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    for name, sql in _INVARIANTS.items():
        found += [f"{name}: {row[0]}" for row in connection.execute(sql)]
    return found


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows but what depends on when and in what order files came: equal for equal collections."""
    return {table: sorted(rows, key=repr) for table, rows in _tables(store)}


def fingerprint(store: Store) -> dict[str, int]:
    """A sum of hashes for the rows of each table, in memory that does not grow with them: equal where `contents` are."""
    return {table: sum(int.from_bytes(hashlib.sha256(repr(row).encode()).digest()) for row in rows) for table, rows in _tables(store)}


def _tables(store: Store) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
    skipped = {"n", "file", "parsed_at", "seconds", "run_id"}
    for (name,) in store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY name").fetchall():
        if name in ("runs", "changes", "cascade_due", "days", "sqlite_sequence"):
            continue
        columns = [row[1] for row in store.connection.execute(f"PRAGMA table_info({name})") if row[1] not in skipped]
        shown = [
            f"json_set({c}, '$.source.parsed_at', null, '$.source.seconds', null)" if name == "files" and c in ("document", "parsed") else c for c in columns
        ]
        yield name, (tuple(row) for row in store.connection.execute(f"SELECT {', '.join(shown)} FROM {name}"))
