"""The SQLite graph: documents held and cited, their parts, tasks and edges. The only room that touches sqlite-utils."""

from corpus.store.check import check, contents, fingerprint
from corpus.store.connection import Store, open_store
from corpus.store.corrections import (
    Corrected,
    Correction,
    add_correction,
    corrections,
    corrections_for,
    parsed_document,
    parsed_outputs,
    remove_correction,
    reviewed_documents,
    seen_by,
)
from corpus.store.errors import Conflict, NotFound
from corpus.store.prepare import Prepared, digest, prepare
from corpus.store.read import (
    Page,
    Record,
    TaskFilter,
    citations,
    counts,
    document,
    document_json,
    documents,
    each_document_json,
    each_graph_row,
    each_task,
    relations,
    task,
    tasks,
    units,
)
from corpus.store.runs import Failure, begin_run, end_run, failures, forget_failure, put_failure
from corpus.store.write import Stored, digest_of, is_current, put, read_again, remove_file, seen_as

__all__ = [
    "Conflict", "Corrected", "Correction", "Failure", "NotFound", "Page", "Prepared", "Record", "Store", "Stored", "TaskFilter", "add_correction", "begin_run",
    "check", "citations", "contents", "corrections", "corrections_for", "counts", "digest", "digest_of", "document", "document_json", "documents", "each_document_json", "each_graph_row", "each_task",
    "end_run", "failures", "fingerprint", "forget_failure", "is_current", "open_store", "parsed_document", "parsed_outputs", "prepare", "put", "put_failure", "read_again", "relations", "remove_correction",
    "remove_file", "reviewed_documents", "seen_as", "seen_by", "task", "tasks", "units",
]  # fmt: skip
