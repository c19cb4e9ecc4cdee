"""Who did what: every request that changes something, every refusal, every original and export taken. No text of documents."""

from dataclasses import dataclass

from api.service.database import ServiceDatabase, now


@dataclass(frozen=True, slots=True)
class Entry:
    """One action. `caller` is a key's id or `here`; `action` the method and the route, `subject` an id."""

    n: int
    at: str
    caller: str
    address: str | None
    action: str
    subject: str | None
    status: int


class Audit:
    """The audit log: rows are added, never changed."""

    def __init__(self, database: ServiceDatabase) -> None:
        self._database = database

    def add(self, caller: str, address: str | None, action: str, subject: str | None, status: int) -> None:
        with self._database.rows() as rows:
            rows.execute(
                "INSERT INTO audit (at, caller, address, action, subject, status) VALUES (?, ?, ?, ?, ?, ?)", (now(), caller, address, action, subject, status)
            )

    def after(self, number: int, limit: int) -> list[Entry]:
        """Entries after a number, the oldest first."""
        with self._database.rows() as rows:
            return [Entry(**dict(row)) for row in rows.execute("SELECT * FROM audit WHERE n > ? ORDER BY n LIMIT ?", (number, limit))]
