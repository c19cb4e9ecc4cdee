"""Opening the database; one writer at a time, readers beside it."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.store.errors import Conflict, NotFound
from corpus.store.schema import MIGRATIONS, migrate

BUSY_SECONDS = 30.0
_STATEMENTS = 512
"""A write runs some hundred different statements, questions about some rows are another for each number of them: sqlite3's 128 would be prepared again."""
_CACHE_KB = 65_536
_CHECKPOINT_PAGES = 10_000
"""A dispatch touches about 200 pages, mostly the same ones as the one before: 40 MB of them go into the database at once."""
_KEPT = 200
_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_PART = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))


class Store:
    """An open database. Use it as a context manager, or call `close`; not to be shared between threads that write."""

    def __init__(self, db: Database, path: Path | None) -> None:
        self.db = db
        self.path = path
        self.shown: Callable[[Any], Any] | None = None
        """What exports put records through on their way out (redaction); None leaves them as they are."""
        self.kept: dict[Any, Any] | None = None
        """What was made of the data as they stand; None where nobody says when they change (`readers`)."""

    def remember(self, asked: Any, found: Any) -> None:
        """Keep an answer until somebody writes, where that is seen."""
        if self.kept is not None:
            if len(self.kept) >= _KEPT:
                self.kept.clear()
            self.kept[asked] = found

    @property
    def connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = self.db.conn
        return connection

    def tuples(self, sql: str, values: Sequence[Any] = ()) -> tuple[list[tuple[Any, ...]], list[str]]:
        """All rows, and the names of their columns."""
        cursor = self.connection.cursor()
        cursor.row_factory = None
        rows = cursor.execute(sql, values).fetchall()
        return rows, [column[0] for column in cursor.description]

    def records(self, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """All rows by the names of their columns, in half the time that sqlite3.Row takes."""
        rows, names = self.tuples(sql, values)
        return [dict(zip(names, row, strict=True)) for row in rows]

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; takes the write lock at once, so that two writers wait and don't deadlock. Inside another it is a part of it that may fail alone."""
        connection = self.connection
        begin, end, back = _PART if connection.in_transaction else _WHOLE
        connection.execute(begin)
        if begin is _WHOLE[0]:
            connection.execute("PRAGMA defer_foreign_keys = ON")  # until its end: a stub goes before what linking said of it
        try:
            yield connection
        except BaseException:
            if connection.in_transaction:  # a full disk has ended it already
                for statement in back:
                    connection.execute(statement)
            raise
        connection.execute(end)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Several reads of one moment, while somebody else may write."""
        connection = self.connection
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.rollback()

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(path: Path | str | None, *, read_only: bool = False) -> Store:
    """The store at `path`, created and migrated where needed; `None` or ":memory:" keeps it in memory.

    Raises Conflict where the file is no database of ours or was written by another version, NotFound where there is nothing to read.
    """
    memory = path is None or str(path) == ":memory:"
    file = None if memory else Path(str(path)).resolve()
    if read_only and file is not None and not file.exists():
        raise NotFound("no_database", f"Chưa có cơ sở dữ liệu «{file}».", f"There is no database {str(file)!r} yet.")
    try:
        connection = _connect(file, read_only)
    except sqlite3.OperationalError as error:
        raise Conflict("database_not_opened", f"Không mở được cơ sở dữ liệu ({error}).", f"The database can't be opened ({error}).") from error
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise Conflict("newer_database", "Cơ sở dữ liệu do phiên bản mới hơn tạo ra.", "The database was written by a newer version.")
        if version < len(MIGRATIONS) and read_only:
            raise Conflict("older_database", "Cơ sở dữ liệu cần được nâng cấp: hãy mở để ghi một lần.", "The database needs an upgrade: open it for writing once.")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")  # at most: a small file takes what it has
        db = Database(connection)
        if not read_only:
            if not memory:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
            migrate(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise Conflict("not_a_database", "Tệp không phải cơ sở dữ liệu chidao.", "The file is no chidao database.") from error
    except Conflict:
        connection.close()
        raise
    return Store(db, file)


def _connect(file: Path | None, read_only: bool) -> sqlite3.Connection:
    if file is None:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
    elif read_only:
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS, check_same_thread=False, cached_statements=_STATEMENTS)
    else:
        connection = sqlite3.connect(file, timeout=BUSY_SECONDS, check_same_thread=False, cached_statements=_STATEMENTS)
    connection.row_factory = sqlite3.Row
    return connection
