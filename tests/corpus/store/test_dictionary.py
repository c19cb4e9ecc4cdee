"""The data dictionary describes every table, column and view there is, and the committed page is the generated one."""

from pathlib import Path

from corpus.store import Store
from corpus.store.dictionary import COLUMNS, TABLES, VIEWS, columns, markdown, meaning

PAGE = Path(__file__).parents[3] / "docs" / "data-dictionary.md"


def names(store: Store, kind: str) -> set[str]:
    rows = store.connection.execute("SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'", (kind,))
    return {row[0] for row in rows}


def test_every_table_and_view_is_described(store: Store) -> None:
    assert names(store, "table") == set(TABLES)
    assert names(store, "view") == set(VIEWS)


def test_every_column_is_described_and_no_other(store: Store) -> None:
    there = {f"{table}.{column}" for table in TABLES for column, _ in columns(store, table)}
    assert [name for name in sorted(there) if meaning(*name.split(".")) is None] == []
    assert set(COLUMNS) - there == set()


def test_the_page_is_the_generated_one(store: Store) -> None:
    assert PAGE.read_text(encoding="utf-8") == "\n".join(markdown(store)) + "\n"
