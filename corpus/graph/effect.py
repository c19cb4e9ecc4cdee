"""What is in force on a day, and which documents and tasks rest on what no longer is."""

from dataclasses import dataclass

from corpus.store.connection import Store
from corpus.store.errors import no_document

STATUSES = {
    "not_yet": "chưa có hiệu lực", "in_force": "còn hiệu lực", "amended": "còn hiệu lực, đã được sửa đổi", "replaced": "đã bị thay thế", "repealed": "đã bị bãi bỏ",
    "expired": "hết thời hạn hiệu lực", "unknown": "không rõ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Status:
    """A document on a day: `since` when it has this status, and the edge that says so (`by_key` does `relation` to it, `stated_by` says it)."""

    key: str
    as_of: str
    status: str
    label: str
    since: str | None
    by_key: str | None
    relation: str | None
    stated_by: str | None


@dataclass(frozen=True, slots=True)
class BasisChanged:
    """A basis that was replaced or repealed: `changed` before the document that rests on it was issued, or since; `task_ids` that name it."""

    document_key: str
    basis_key: str
    rests_by: str
    change: str
    by_key: str
    day: str | None
    changed: str
    stated_by: str
    task_ids: tuple[str, ...]


def calendar_day(store: Store, day: str) -> str:
    """The last day of the calendar (1990 to 2049) that is not after `day`; the first one where all are."""
    found = store.connection.execute("SELECT coalesce((SELECT max(day) FROM days WHERE day <= ?), (SELECT min(day) FROM days))", (day,)).fetchone()
    return str(found[0])


def status(store: Store, key: str, as_of: str) -> Status:
    """`as_of` is an ISO day; one outside of 1990 to 2049 is taken for the nearest in it. Raises NotFound."""
    as_of = calendar_day(store, as_of)
    row = store.connection.execute("SELECT * FROM v_status WHERE key = ? AND as_of = ?", (key, as_of)).fetchone()
    if row is None:
        raise no_document(key)
    return Status(key, as_of, row["status"], STATUSES[row["status"]], row["since"], row["by_key"], row["relation"], row["stated_by"])


def basis_changed(store: Store, key: str) -> list[BasisChanged]:
    """What `key` rests on and what has been replaced or repealed, in the order of days."""
    rows = store.connection.execute("SELECT * FROM v_basis_changed WHERE document_key = ? ORDER BY day, basis_key, by_key, rests_by", (key,))
    return [
        BasisChanged(
            key, r["basis_key"], r["rests_by"], r["change"], r["by_key"], r["day"], r["changed"], r["stated_by"],
            tuple(sorted(r["task_ids"].split(","))) if r["task_ids"] else (),
        )
        for r in rows
    ]  # fmt: skip
