"""The SQLite graph: tables and full text, as migrations that run in order and only forward.

Every identity is natural (document key, task id, unit key), so that the same documents give the same rows in
whatever order they came; the integer `n` exists only where full text or a file's number needs a rowid. The tables themselves are
SQL in `migrations/`: the comment behind each column is its meaning, and the data dictionary is made of these comments.

To add tables: write `migrations/NNNN.sql` with such comments and append `Migration(script("NNNN.sql"))` to MIGRATIONS.
"""

import sqlite3
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import NamedTuple

from corpus.store.content import rederive
from corpus.store.views import create_views, views_are_ours

Run = Callable[[sqlite3.Connection], None]


class Migration(NamedTuple):
    """One step. `rederive` when what was read from documents has to be written anew from `files.document`."""

    run: Run
    rederive: bool = False


def script(name: str) -> Run:
    """A migration that runs the statements of one file of `migrations/`."""

    def run(connection: sqlite3.Connection) -> None:
        for statement in _statements(name):
            connection.execute(statement)

    return run


def _statements(name: str) -> Iterator[str]:
    """One statement at a time: `executescript` would end the transaction."""
    statement = ""
    for line in (files("corpus.store") / "migrations" / name).read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


_KEPT = ("files", "corrections", "runs", "failures")


def _second(connection: sqlite3.Connection) -> None:
    """Everything but files, corrections, runs and failures is derived from the files' Documents: made anew."""
    for kind, name in connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger')").fetchall():
        connection.execute(f"DROP {kind} {name}")
    for table in ("documents_fts", "tasks_fts"):
        connection.execute(f"DROP TABLE {table}")
    for table in _KEPT:
        connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    old = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'old~_%' ESCAPE '~' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    for (table,) in connection.execute(old).fetchall():
        connection.execute(f"DROP TABLE {table}")
    for (index,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall():
        connection.execute(f"DROP INDEX {index}")
    script("0002.sql")(connection)
    connection.execute("INSERT INTO documents (key, held) SELECT DISTINCT parsed_key, 0 FROM old_files ORDER BY 1")
    for table in _KEPT:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info(old_{table})")]
        named = ", ".join(columns)
        chosen = named.replace("document_key", "parsed_key").replace("is_primary", "0") if table == "files" else named
        connection.execute(f"INSERT INTO {table} ({named}) SELECT {chosen} FROM old_{table} ORDER BY 1")
        connection.execute(f"DROP TABLE old_{table}")


MIGRATIONS: tuple[Migration, ...] = (
    Migration(script("0001.sql")),
    Migration(_second, rederive=True),
    Migration(script("0003.sql")),
    Migration(script("0004.sql")),
    Migration(script("0005.sql")),
    Migration(script("0006.sql")),
    Migration(script("0007.sql")),
    Migration(script("0008.sql")),
    Migration(script("0009.sql")),
)
"""A released migration is never changed; a new one goes to the end."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database to the newest schema, and views to the newest, in one transaction; `PRAGMA user_version` counts the migrations that are done."""
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    if done == len(MIGRATIONS) and views_are_ours(connection):
        return
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for migration in MIGRATIONS[done:]:
            migration.run(connection)
        if any(migration.rederive for migration in MIGRATIONS[done:]):
            rederive(connection)
        create_views(connection)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    connection.execute("PRAGMA foreign_keys = ON")
