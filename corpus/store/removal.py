"""Deleting for good: a document with everything that came from it, as far as it is in the store."""

from corpus.store import changes
from corpus.store.connection import Store
from corpus.store.content import regroup
from corpus.store.errors import no_document


def remove_document(store: Store, key: str, *, at: str | None = None) -> list[str]:
    """The sha256s of its files, whose originals are the caller's to delete. Raises NotFound.

    Rows, full text, corrections and what the feed of changes said of it go, overwritten with zeros; the feed keeps that
    it was removed. While others cite it, a stub stays that holds what they say of it.
    """
    connection = store.connection
    connection.execute("PRAGMA secure_delete = ON")
    with store.transaction():
        files = connection.execute("SELECT sha256, parsed_key FROM files WHERE document_key = ?", (key,)).fetchall()
        if not files:
            raise no_document(key)
        hashes, parsed = [row["sha256"] for row in files], {row["parsed_key"] for row in files}
        before = changes.states(connection, parsed)
        for sha256 in hashes:
            connection.execute("UPDATE documents SET file = NULL WHERE file_sha256 = ?", (sha256,))
            connection.execute("DELETE FROM files WHERE sha256 = ?", (sha256,))
            connection.execute("DELETE FROM corrections WHERE file_sha256 = ?", (sha256,))
            connection.execute("DELETE FROM failures WHERE sha256 = ?", (sha256,))
        connection.execute("DELETE FROM corrections WHERE document_key = ?", (key,))
        for parsed_key in sorted(parsed):
            regroup(connection, parsed_key)
        changes.record(connection, before, changes.states(connection, parsed), "removed", at)
        changes.forget(connection, key)
        for table in ("documents_fts", "tasks_fts"):
            # Full text marks what is deleted and keeps its words until segments are merged.
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return hashes
