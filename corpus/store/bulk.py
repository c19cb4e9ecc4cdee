"""Filling an empty store at once: rows in batches, indexes, counts and links afterwards, one statement each.

The store is what `put` would have made of the same Documents one by one (a test compares them), but for the feed of changes: it begins
after the load. Killed half-way, the store is empty again.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

from corpus.linking import link_all
from corpus.store.connection import Store
from corpus.store.content import CONTENT_TABLES, inserted_columns, refill
from corpus.store.errors import Conflict
from corpus.store.prepare import Prepared
from corpus.store.rows import Row
from corpus.store.write import put

BATCH = 2000


def load(store: Store, prepared: Iterable[Prepared]) -> int:
    """Write all of them into an empty store; their number. A key's second file is put afterwards, the usual way. Raises Conflict where there is something."""
    connection = store.connection
    if connection.execute("SELECT EXISTS (SELECT 1 FROM documents)").fetchone()[0]:
        raise Conflict("store_not_empty", "Cơ sở dữ liệu đã có văn bản.", "The database is not empty.")
    further: list[Prepared] = []
    connection.execute("PRAGMA foreign_keys = OFF")  # parents come last here; a test checks the whole
    if store.path is not None:
        connection.execute("PRAGMA journal_mode = DELETE")  # of an empty file it stays empty
        connection.execute("PRAGMA cache_size = -1000000")
    try:
        with store.transaction():
            laid_aside = _lay_aside(connection)
            number = _write(connection, prepared, further)
            _count(connection)
            for sql in laid_aside["index"]:
                connection.execute(sql)
            _name(connection)
            refill(connection)
            for table in ("documents_fts", "tasks_fts"):
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
            for sql in laid_aside["trigger"]:
                connection.execute(sql)
            link_all(connection)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
        if store.path is not None:
            connection.execute("PRAGMA journal_mode = WAL")
    for one in further:
        put(store, one)
    return number + len(further)


def _lay_aside(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Indexes and triggers of our tables are dropped; their SQL, to make them again."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND (type = 'trigger' OR type = 'index') AND tbl_name NOT LIKE '%\\_fts%' ESCAPE '\\'"
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f"DROP {kind} {name}")
    return {wanted: [sql for kind, _, sql in found if kind == wanted] for wanted in ("index", "trigger")}


def _write(connection: sqlite3.Connection, prepared: Iterable[Prepared], further: list[Prepared]) -> int:
    seen: set[str] = set()
    number = 0
    for batch in _batches(prepared):
        own = []
        for one in batch:
            if one.key in seen:
                further.append(one)
            else:
                seen.add(one.key)
                own.append((number := number + 1, one))
        _insert(connection, "documents", [one.document | {"file": n} for n, one in own])
        _insert(connection, "files", [one.file | {"n": n, "is_primary": 1} for n, one in own])
        connection.executemany("INSERT INTO file_digests VALUES (?, ?)", [(one.sha256, one.digest) for _, one in own])
        for table in reversed(CONTENT_TABLES):
            rows: list[Row] = [(*row, n, None) for n, one in own for row in one.rows[table]]
            if rows:
                columns = inserted_columns(table)
                connection.executemany(f"INSERT INTO {table} {columns} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    return number


def _batches(prepared: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    iterator = iter(prepared)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        columns = list(rows[0])
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", [tuple(row.values()) for row in rows]
        )


_SAID = {"type": " AND form IN ('full', 'number_only')", "number": "", "date": "", "issuer": "", "title": ""}


_NAMED = (("relations", "target_key"), ("relations", "source_key"), ("citations", "target_key"), ("definitions", "target_key"))


def _count(connection: sqlite3.Connection) -> None:
    """What is said of documents and of units, while there is no index to tempt SQLite away from sorting."""
    for field, condition in _SAID.items():
        connection.execute(
            f"INSERT INTO said_of_documents SELECT target_key, '{field}', {field}, count(*) FROM citations "
            f"WHERE target_key IS NOT NULL AND {field} IS NOT NULL{condition} GROUP BY 1, 3"
        )
    connection.execute("INSERT INTO unit_names SELECT unit_key, name, kind, count(*) FROM task_units GROUP BY 1, 2, 3")


def _name(connection: sqlite3.Connection) -> None:
    """Stubs for what is only named, and units, along the indexes."""
    for table, column in _NAMED:
        connection.execute(f"INSERT OR IGNORE INTO documents (key, held) SELECT {column}, 0 FROM (SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL)")
    connection.execute("INSERT INTO units (key) SELECT DISTINCT unit_key FROM unit_names")
