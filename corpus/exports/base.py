"""What an export is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO
from urllib.parse import quote

from corpus.store import Store, TaskFilter

ROLES = ("lead", "coordinating", "reports_to", "supervised_by")


@dataclass(frozen=True, slots=True)
class Request:
    """What to write: which tasks, the time of writing (nothing here asks what day it is), and whether personal numbers and addresses are blanked."""

    at: datetime
    tasks: TaskFilter = field(default_factory=TaskFilter)
    redact: bool = False


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. `write` streams into a binary file and leaves it open; memory does not grow with the number of rows."""

    name: str
    suffix: str
    media_type: str
    title: str
    write: Callable[[Store, Request, BinaryIO], None]


def plain(text: str | None) -> str:
    """Without the control characters that XML and spreadsheets refuse; None as empty."""
    return "" if text is None else "".join(c for c in text if c in "\n\t" or (c >= " " and c not in "\x7f\ufffe\uffff" and not "\ud800" <= c <= "\udfff"))


def names(units: list[dict[str, Any]]) -> str:
    """Units of one role in one cell."""
    return "; ".join(unit["name"] for unit in units)


def basis(task: dict[str, Any]) -> str:
    """The documents that a task cites, by number where there is one, each once."""
    return "; ".join(dict.fromkeys(c["number"] or c["raw"] for c in task["basis"]))


def vietnamese_date(edtf: str | None) -> str:
    """`2026-01-12` as 12/01/2026, `2026-01` as 01/2026; anything else as it stands."""
    return "" if edtf is None else "/".join(reversed(edtf.split("-")))


def iri(kind: str, name: str) -> str:
    """A name for linked data: `urn:chidao:document:song-lam/qd-ubnd/2026/412`; what an IRI can't hold is percent-encoded."""
    return f"urn:chidao:{kind}:{quote(plain(name), safe='/~')}"
