"""The collection in other programs' formats: one file each, one line here."""

from typing import BinaryIO

from corpus.exports import (
    akoma_ntoso,
    csv_tasks,
    docbin,
    gexf,
    graph_json,
    graphml,
    ics_tasks,
    json_array,
    json_ld,
    json_lines,
    parquet_tasks,
    web_annotation,
    xlsx_ledger,
)
from corpus.exports.base import Exporter, Request
from corpus.exports.redaction import redacted_values
from corpus.store import NotFound, Store

EXPORTERS: tuple[Exporter, ...] = (
    json_array.EXPORTER,
    json_lines.EXPORTER,
    csv_tasks.EXPORTER,
    xlsx_ledger.EXPORTER,
    ics_tasks.EXPORTER,
    graphml.EXPORTER,
    gexf.EXPORTER,
    graph_json.EXPORTER,
    parquet_tasks.EXPORTER,
    json_ld.EXPORTER,
    akoma_ntoso.EXPORTER,
    web_annotation.EXPORTER,
    docbin.EXPORTER,
)


def export(name: str, store: Store, request: Request, out: BinaryIO) -> None:
    """Write one format, all of it from one moment of the database. Raises NotFound where there is no such format."""
    found = exporter(name)
    if found is None:
        known = ", ".join(e.name for e in EXPORTERS)
        raise NotFound("no_such_export", f"Không có định dạng «{name}» (có: {known}).", f"No export {name!r} (there are: {known}).")
    store.shown = redacted_values if request.redact else None
    try:
        with store.snapshot():
            found.write(store, request, out)
    finally:
        store.shown = None


def exporter(name: str) -> Exporter | None:
    """The exporter of that name, if there is one."""
    return next((e for e in EXPORTERS if e.name == name), None)


__all__ = ["EXPORTERS", "Exporter", "Request", "export", "exporter"]
