"""The database for Datasette: what it shows of each table, which facets, and the worked questions as pages with their own address."""

from typing import Any

from corpus.store.connection import Store
from corpus.store.dictionary import VIEWS, meanings, tables
from corpus.store.questions import QUESTIONS

DATABASE = "chidao"
"""The name under which Datasette serves the file: part of every address."""
_FACETS = {
    "documents": ["held", "type", "locality", "issuer"], "tasks": ["kind", "modality", "rule"], "task_units": ["role", "inherited_from", "kind"],
    "deadlines": ["kind", "bound"], "citations": ["form", "relation", "resolution", "type"], "relations": ["relation"], "links": ["status", "rule"],
    "warnings": ["code"], "files": ["text_origin", "version", "parser_version"], "targets": ["comparator", "unit"], "units": ["kind"],
    "v_open_tasks": ["lead"], "v_citation_edges": ["relation"], "v_missing_documents": ["type"], "v_effect": ["relation", "whole"], "v_links": ["status"],
    "v_basis_changed": ["changed", "change"],
}  # fmt: skip
_LABELS = {"documents": "number", "tasks": "title", "units": "name", "files": "filename"}
_FULL_TEXT = {"documents": "n", "tasks": "n"}
_NEWEST_FIRST = {"documents": "date", "runs": "started_at"}
_HIDDEN = ("title_blocks", "days", "said_of_documents", "unit_names", "sqlite_sequence")


def metadata(store: Store) -> dict[str, Any]:
    """Datasette's metadata: Vietnamese titles, the meaning of every column, facets, the worked questions."""
    shown: dict[str, dict[str, Any]] = {}
    for table, (label, meaning) in tables(store).items():
        columns = {column: f"{vietnamese}. {english}" for column, (vietnamese, english) in meanings(store, table).items()}
        shown[table] = {"title": label, "description": f"{label}. {meaning}", "columns": columns}
    for view, (label, meaning) in VIEWS.items():
        shown[view] = {"title": label, "description": f"{label}. {meaning}"}
    for table, facets in _FACETS.items():
        shown[table]["facets"] = facets
    for table, column in _LABELS.items():
        shown[table]["label_column"] = column
    for table, rowid in _FULL_TEXT.items():
        shown[table] |= {"fts_table": f"{table}_fts", "fts_pk": rowid, "searchmode": "raw"}
    for table, column in _NEWEST_FIRST.items():
        shown[table]["sort_desc"] = column
    for table in _HIDDEN:
        shown.setdefault(table, {})["hidden"] = True
    queries = {
        question.name: {
            "title": question.vietnamese, "description": question.english, "sql": question.sql, "params": list(question.example), "hide_sql": False,
        }
        for question in QUESTIONS
    }  # fmt: skip
    return {
        "title": "chidao", "description": "Ai phải làm gì, bao giờ xong, căn cứ vào đâu.", "license": "Apache-2.0",
        "databases": {DATABASE: {"title": "Đồ thị văn bản chỉ đạo", "tables": shown, "queries": queries}},
    }  # fmt: skip
