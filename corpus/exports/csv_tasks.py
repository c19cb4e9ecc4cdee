"""CSV: one row a task, the contract's field names, for trackers; Excel opens it as UTF-8 (BOM) and runs no formula in it."""

import csv
import io
from typing import Any, BinaryIO

from corpus.exports.base import Exporter, Request, basis, names, plain
from corpus.store import Store, each_task

COLUMNS = (
    "id", "document_key", "number", "type", "date", "issuer", "subject", "ref", "parent_id", "kind", "modality", "text", "lead", "coordinating", "reports_to",
    "deadline", "start", "due", "rrule", "outcome", "basis", "rule", "confidence",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(store: Store, request: Request, out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for task in each_task(store, request.tasks):
            writer.writerow([_safe(value) for value in _row(task)])
    finally:
        text.detach()


def _row(task: dict[str, Any]) -> list[Any]:
    deadlines = task["deadlines"]
    derived = {
        "lead": names(task["lead"]), "coordinating": names(task["coordinating"]), "reports_to": names(task["reports_to"]), "basis": basis(task),
        "deadline": "; ".join(d["raw"] for d in deadlines), "start": min((d["start"] for d in deadlines if d["start"]), default=None),
        "due": task["last_due"], "rrule": " | ".join(d["rrule"] for d in deadlines if d["rrule"]),
    }  # fmt: skip
    return [derived.get(column, task.get(column)) for column in COLUMNS]


def _safe(value: Any) -> Any:
    """A spreadsheet takes a cell that begins so for a formula: an apostrophe makes it text."""
    if not isinstance(value, str):
        return value
    value = plain(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


EXPORTER = Exporter("csv", ".csv", "text/csv; charset=utf-8", "CSV: mỗi dòng một nhiệm vụ", write)
