"""A database of every earlier schema becomes what a new one is, with all that people put into it."""

import sqlite3
from pathlib import Path

import pytest

from corpus.store import Correction, Store, add_correction, check, contents, corrections, open_store, put
from corpus.store.schema import MIGRATIONS, script
from models import Document


def at_version(path: Path, version: int) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    for migration in MIGRATIONS[:version]:
        migration.run(connection)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    return connection


def shape(store: Store) -> list[tuple[object, ...]]:
    return [tuple(r) for r in store.connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")]


@pytest.mark.parametrize("version", range(len(MIGRATIONS)))
def test_every_schema_becomes_the_newest(tmp_path: Path, version: int) -> None:
    at_version(tmp_path / "old.sqlite", version).close()
    with open_store(tmp_path / "old.sqlite") as old, open_store(tmp_path / "new.sqlite") as new:
        assert shape(old) == shape(new)
        assert check(old) == []
        assert old.connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert contents(old) == contents(new)


def released_first(path: Path, samples: dict[str, Document]) -> None:
    """The database of 0.1.0 as its own writer left it, in the tables that the later ones are made of, and some that are made anew."""
    old = at_version(path, 1)
    for n, document in enumerate(samples.values()):
        s = document.source
        old.execute("INSERT OR IGNORE INTO documents (key, held, subject, file_sha256) VALUES (?, 1, ?, ?)", (document.key, document.header.subject, s.sha256))
        old.execute(
            "INSERT INTO files VALUES (?, ?, ?, 1, ?, ?, ?, NULL, ?, ?, ?, ?, ?)",
            (s.sha256, document.key, document.key, s.filename, s.media_type, s.bytes, s.text_origin, s.parser_version, s.parsed_at, s.seconds, document.model_dump_json()),
        )
        old.execute("INSERT INTO tasks (id, document_key, text) VALUES (?, ?, 'việc cũ')", (f"{document.key}#{n}", document.key))
    old.execute("INSERT INTO runs (id, started_at, parser_version, seen) VALUES (1, '2026-04-01T00:00:00+00:00', 'test', 13)")
    old.execute("INSERT INTO failures VALUES ('hỏng.pdf', NULL, 'malformed', 'Tệp hỏng', 1)")
    old.execute(
        "INSERT INTO corrections (document_key, path, operation, was, now, reason, made_by, made_at) VALUES (?, 'header.place', 'replace', '\"a\"', '\"b\"', NULL, 'an', ?)",
        (next(iter(samples.values())).key, "2026-04-02T00:00:00+00:00"),
    )
    old.commit()
    old.close()


def test_the_first_release_keeps_all_that_was_read_and_corrected(tmp_path: Path, samples: dict[str, Document]) -> None:
    path = tmp_path / "released.sqlite"
    released_first(path, samples)
    key = next(iter(samples.values())).key
    with open_store(path) as old, open_store(None) as new:
        for document in samples.values():
            put(new, document)
        add_correction(new, Correction(key, "header.place", "replace", "a", "b", None, "an", "2026-04-02T00:00:00+00:00"))
        assert check(old) == []
        assert [(c.now, c.made_by) for c in corrections(old, key)] == [("b", "an")]
        assert old.connection.execute("SELECT seen FROM runs").fetchone()[0] == 13
        was, now = contents(old), contents(new)
        assert len(was.pop("failures")) == 1
        assert now.pop("failures") == []
        assert len(was.pop("corrections")) == len(now.pop("corrections")) == 1
        assert was.pop("file_digests") == []  # known once it is read again
        assert len(now.pop("file_digests")) == len(samples)
        assert was == now
        found = old.connection.execute("SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH '\"don doc\"'").fetchone()[0]
        assert found == new.connection.execute("SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH '\"don doc\"'").fetchone()[0] > 0


def test_a_migration_that_is_cut_short_changes_nothing(tmp_path: Path, samples: dict[str, Document], monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "released.sqlite"
    released_first(path, samples)

    def cut(_: sqlite3.Connection) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("corpus.store.schema.rederive", cut)
    with pytest.raises(KeyboardInterrupt):
        open_store(path)
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA user_version").fetchone()[0] == 1
    assert plain.execute("SELECT count(*) FROM tasks WHERE text = 'việc cũ'").fetchone()[0] == len(samples)
    plain.close()
    monkeypatch.undo()
    with open_store(path) as store:
        assert check(store) == []


def test_views_are_those_of_the_program(tmp_path: Path) -> None:
    """A view changes without a migration; a reader finds the new one once somebody has opened the file for writing."""
    path = tmp_path / "views.sqlite"
    open_store(path).close()
    plain = sqlite3.connect(path)
    plain.executescript("DROP VIEW v_unit_tasks; CREATE VIEW v_unit_tasks AS SELECT 1; CREATE VIEW v_gone AS SELECT 2")
    plain.close()
    with open_store(path) as store, open_store(None) as new:
        assert shape(store) == shape(new)


def test_a_script_is_read_whole() -> None:
    connection = sqlite3.connect(":memory:")
    script("0001.sql")(connection)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0] == 6
