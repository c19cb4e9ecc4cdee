"""The data dictionary describes every table, column and view there is, and the committed page is the generated one."""

from pathlib import Path

from corpus.store import Store
from corpus.store.dictionary import VIEWS, columns, markdown, meanings, tables

PAGE = Path(__file__).parents[3] / "docs" / "data-dictionary.md"


def names(store: Store, kind: str) -> set[str]:
    rows = store.connection.execute("SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'", (kind,))
    return {row[0] for row in rows}


def test_every_table_and_view_is_described(store: Store) -> None:
    assert names(store, "table") == set(tables(store))
    assert names(store, "view") == set(VIEWS)


def test_every_column_has_a_label_and_a_meaning(store: Store) -> None:
    bare = [
        f"{table}.{column}" for table in tables(store) for column, _ in columns(store, table) if not all(meanings(store, table).get(column, ("", "")))
    ]
    assert bare == []


def test_the_page_is_the_generated_one(store: Store) -> None:
    assert PAGE.read_text(encoding="utf-8") == "\n".join(markdown(store)) + "\n"
