"""Parquet: one row a task with typed columns and nested lists, for pandas, DuckDB, Spark. pyarrow (extra `research`) is loaded on first use."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from corpus.exports.base import ROLES, Exporter, Request
from corpus.store import NotFound, Store, each_task

_TEXTS = (
    "id", "document_key", "number", "type", "date", "issuer", "subject", "ref", "parent_id", "kind", "modality", "title", "text", "outcome", "first_due",
    "last_due", "rule",
)  # fmt: skip
_DEADLINE = ("raw", "kind", "start", "due", "rrule", "bound")
_BASIS = ("number", "raw", "relation", "target_key")
_ROWS = 2_000
"""Rows of one group: what stands in memory at a time."""


def write(store: Store, request: Request, out: BinaryIO) -> None:
    """Raises NotFound where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        vi, en = "Cần cài thêm: pip install 'chidao[research]'.", "Needs pip install 'chidao[research]'."
        raise NotFound("export_not_installed", vi, en) from error
    text = pa.string()
    schema = pa.schema(
        [(name, text) for name in _TEXTS]
        + [("confidence", pa.float64())]
        + [(role, pa.list_(text)) for role in ROLES]
        + [
            ("deadlines", pa.list_(pa.struct([(name, text) for name in _DEADLINE]))),
            ("basis", pa.list_(pa.struct([(name, text) for name in _BASIS]))),
        ],
        metadata={"generator": "chidao", "written_at": request.at.isoformat()},
    )
    with parquet.ParquetWriter(out, schema, compression="zstd") as file:
        for rows in _groups(each_task(store, request.tasks)):
            file.write_table(pa.Table.from_pylist([_row(task) for task in rows], schema=schema))


def _groups(tasks: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    iterator = iter(tasks)
    while group := list(islice(iterator, _ROWS)):
        yield group


def _row(task: dict[str, Any]) -> dict[str, Any]:
    row = {name: task[name] for name in (*_TEXTS, "confidence")}
    row |= {role: [unit["name"] for unit in task[role]] for role in ROLES}
    row["deadlines"] = [{name: deadline[name] for name in _DEADLINE} for deadline in task["deadlines"]]
    row["basis"] = [{name: cited[name] for name in _BASIS} for cited in task["basis"]]
    return row


EXPORTER = Exporter("parquet", ".parquet", "application/vnd.apache.parquet", "Parquet: mỗi dòng một nhiệm vụ, cho pandas, DuckDB", write)
