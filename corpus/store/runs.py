"""What ingests did: runs, and the files that could not be read."""

from dataclasses import dataclass

from corpus.store.connection import Store


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no Document: a stable code, and what to say."""

    path: str
    code: str
    message: str
    sha256: str | None = None


def begin_run(store: Store, started_at: str, parser_version: str) -> int:
    """A new run; its id."""
    with store.transaction() as connection:
        row = connection.execute("INSERT INTO runs (started_at, parser_version) VALUES (?, ?) RETURNING id", (started_at, parser_version)).fetchone()
        return int(row[0])


def end_run(store: Store, run: int, finished_at: str, counts: dict[str, int], seconds: float) -> None:
    """`counts`: seen, added, replaced, unchanged, failed."""
    with store.transaction() as connection:
        connection.execute(
            "UPDATE runs SET finished_at = ?, seen = ?, added = ?, replaced = ?, unchanged = ?, failed = ?, seconds = ? WHERE id = ?",
            (finished_at, *(counts.get(c, 0) for c in ("seen", "added", "replaced", "unchanged", "failed")), seconds, run),
        )


def put_failure(store: Store, run: int, failure: Failure) -> None:
    """Remember why a file gave nothing; a later success forgets it."""
    with store.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO failures (path, sha256, code, message, run_id) VALUES (?, ?, ?, ?, ?)",
            (failure.path, failure.sha256, failure.code, failure.message, run),
        )


def forget_failure(store: Store, path: str) -> None:
    """The file at `path` could be read now."""
    if store.connection.execute("SELECT 1 FROM failures WHERE path = ?", (path,)).fetchone() is not None:
        with store.transaction() as connection:
            connection.execute("DELETE FROM failures WHERE path = ?", (path,))


def failures(store: Store) -> list[Failure]:
    """All files that could not be read, by path."""
    return [Failure(r["path"], r["code"], r["message"], r["sha256"]) for r in store.connection.execute("SELECT * FROM failures ORDER BY path")]
