"""What is stored is what was read, once, whatever the order; and the file stays whole in any SQLite shell."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.store import (
    Conflict,
    Corrected,
    Correction,
    NotFound,
    Store,
    add_correction,
    check,
    contents,
    corrections,
    corrections_for,
    digest,
    digest_of,
    document_json,
    fingerprint,
    is_current,
    open_store,
    parsed_document,
    put,
    remove_correction,
    remove_file,
    seen_as,
)
from models import Document

Make = Callable[..., Document]
Fresh = Callable[[], Store]
KEYS = ["song-lam/qd-ubnd/2026/1", "song-lam/kh-syt/2026/2", "qd-ttg/2022/6", "qh15/2023/20"]


def one(store: Store, sql: str, *values: object) -> object:
    return store.connection.execute(sql, values).fetchone()[0]


def test_samples_are_stored_whole(store: Store, samples: dict[str, Document]) -> None:
    for document in samples.values():
        assert put(store, document).outcome == "added"
    assert check(store) == []
    for table, count in (("tasks", "tasks"), ("citations", "citations"), ("targets", "targets"), ("relations", "relations")):
        assert one(store, f"SELECT count(*) FROM {table}") == sum(len(getattr(d, count)) for d in samples.values())
    assert one(store, "SELECT count(*) FROM documents WHERE held = 1") == len(samples)


def test_again_changes_nothing(store: Store, samples: dict[str, Document]) -> None:
    for document in samples.values():
        put(store, document)
    before = contents(store)
    for document in reversed(list(samples.values())):
        later = document.model_copy(update={"source": document.source.model_copy(update={"parsed_at": "2027-01-01T00:00:00+00:00", "seconds": 9.0})})
        assert put(store, later).outcome == "unchanged"
    assert contents(store) == before


def test_evidence_is_the_text_of_the_task(store: Store, samples: dict[str, Document]) -> None:
    for document in samples.values():
        put(store, document)
    rows = store.connection.execute("SELECT text, evidence FROM v_task_evidence").fetchall()
    assert rows
    assert all(text == evidence for text, evidence in rows)


def test_a_fingerprint_is_of_all_rows_in_any_order(fresh: Fresh, make: Make) -> None:
    one, other = fresh(), fresh()
    for number in (1, 2):
        put(one, make(f"a/b/2026/{number}"))
        put(other, make(f"a/b/2026/{3 - number}"))
    assert fingerprint(one) == fingerprint(other)
    put(other, make("a/b/2026/2", tasks=2))
    assert {table for table, said in fingerprint(other).items() if said != fingerprint(one)[table]} >= {"tasks", "files"}


def test_another_version_that_reads_the_same_is_noted_and_no_more(store: Store, make: Make) -> None:
    document = make("a/b/2026/1")
    put(store, document)
    said = one(store, "SELECT count(*) FROM changes")
    newer = document.model_copy(update={"source": document.source.model_copy(update={"parser_version": "next", "parsed_at": "2026-05-01", "seconds": 2.0})})
    assert put(store, newer).outcome == "unchanged"
    assert is_current(store, document.source.sha256, "next")
    assert parsed_document(store, document.key) == newer
    assert one(store, "SELECT parsed_at || seconds FROM files") == "2026-05-012.0"
    assert one(store, "SELECT count(*) FROM changes") == said


def test_the_hash_of_what_a_file_says_is_known_unless_people_corrected_it(store: Store, make: Make) -> None:
    document = make("a/b/2026/1")
    assert digest_of(store, document.source.sha256) is None
    put(store, document)
    assert digest_of(store, document.source.sha256) == digest(document)
    other = document.model_copy(update={"header": document.header.model_copy(update={"subject": "khác"})})
    assert digest(other) != digest(document)
    add_correction(store, Correction(document.key, "header.subject", "replace", "", "khác", None, "an", "2026-04-01T00:00:00+00:00", document.source.sha256))
    assert digest_of(store, document.source.sha256) is None


def test_a_part_of_a_transaction_fails_alone(store: Store, make: Make) -> None:
    endless = make("a/b/2026/2").model_copy(update={"source": make("a/b/2026/2").source.model_copy(update={"pages": 2**70})})
    with store.transaction():
        put(store, make("a/b/2026/1"))
        with pytest.raises(Conflict):
            put(store, endless)
        put(store, make("a/b/2026/3"))
    assert [row[0] for row in store.connection.execute("SELECT key FROM documents ORDER BY 1")] == ["a/b/2026/1", "a/b/2026/3"]
    assert check(store) == []


def test_a_new_parse_replaces_every_row(store: Store, make: Make) -> None:
    put(store, make("a/b/2026/1", cites=("x/y/2026/7", "x/y/2026/8"), tasks=3, unit="Sở Y tế"))
    assert put(store, make("a/b/2026/1", cites=("x/y/2026/8",), tasks=1)).outcome == "replaced"
    assert check(store) == []
    assert one(store, "SELECT count(*) FROM tasks") == 1
    assert one(store, "SELECT group_concat(key) FROM documents WHERE held = 0") == "x/y/2026/8"
    assert one(store, "SELECT group_concat(name) FROM units") == "Sở Nội vụ"


def test_a_stub_becomes_the_document_and_a_stub_again(store: Store, make: Make) -> None:
    cited = make("a/b/2026/1")
    put(store, make("c/d/2026/2", cites=("a/b/2026/1",)))
    assert tuple(store.connection.execute("SELECT held, number, type FROM documents WHERE key = 'a/b/2026/1'").fetchone()) == (0, "1", "quyet_dinh")
    put(store, cited)
    assert tuple(store.connection.execute("SELECT held, subject FROM documents WHERE key = 'a/b/2026/1'").fetchone()) == (1, "về a/b/2026/1")
    remove_file(store, cited.source.sha256)
    assert tuple(store.connection.execute("SELECT held, subject, number FROM documents WHERE key = 'a/b/2026/1'").fetchone()) == (0, None, "1")
    assert check(store) == []
    with pytest.raises(NotFound):
        remove_file(store, cited.source.sha256)


def test_two_files_of_one_work_are_one_document(store: Store, make: Make) -> None:
    scan, word = make("a/b/2026/1", sha="scan", origin="ocr", tasks=2), make("a/b/2026/1", sha="word", origin="markup", tasks=5)
    assert put(store, scan).key == put(store, word).key == "a/b/2026/1"
    assert one(store, "SELECT count(*) FROM tasks") == 5
    assert one(store, "SELECT count(*) FROM files") == 2
    remove_file(store, word.source.sha256)
    assert one(store, "SELECT count(*) FROM tasks") == 2
    assert check(store) == []


def test_a_file_that_is_not_the_best_names_nothing(store: Store, make: Make) -> None:
    word = make("a/b/2026/1", sha="word", origin="markup", cites=("x/y/2026/7",))
    put(store, word)
    put(store, make("a/b/2026/1", sha="scan", origin="ocr", cites=("x/y/2026/1",)))
    assert [row[0] for row in store.connection.execute("SELECT key FROM documents WHERE held = 0")] == ["x/y/2026/7"]
    remove_file(store, word.source.sha256)
    assert [row[0] for row in store.connection.execute("SELECT key FROM documents WHERE held = 0")] == ["x/y/2026/1"]
    assert check(store) == []


def test_files_that_contradict_each_other_are_kept_apart(store: Store, make: Make) -> None:
    put(store, make("a/b/2026/1", sha="one", date="2026-01-05"))
    other = put(store, make("a/b/2026/1", sha="two", date="2026-03"))
    keys = {row[0] for row in store.connection.execute("SELECT key FROM documents WHERE held = 1")}
    assert len(keys) == 2
    assert "a/b/2026/1" in keys
    assert other.key in keys
    assert one(store, "SELECT count(*) FROM warnings WHERE code = 'same_key_other_date'") == 1
    assert one(store, "SELECT count(*) FROM tasks") == one(store, "SELECT count(DISTINCT id) FROM tasks") == 2
    assert check(store) == []


def test_an_annex_in_a_file_of_its_own_hides_nothing(store: Store, make: Make) -> None:
    """Decision and annex say the same number; the key is the decision's, whichever came first, and the annex's tasks stay."""
    letter, other = make("a/b/2026/1", sha="letter", tasks=2), make("a/b/2026/1", sha="annex", tasks=5)
    content = " ".join(f"điều {n} khoản {n * 7} về quản lý" for n in range(200))
    text, header = other.text.model_copy(update={"content": content}), other.header.model_copy(update={"date_source": "attachment_line"})
    annex = other.model_copy(update={"text": text, "header": header})
    put(store, annex)
    assert put(store, letter).key == "a/b/2026/1"
    assert one(store, "SELECT count(*) FROM tasks WHERE document_key = 'a/b/2026/1'") == 2
    assert one(store, "SELECT count(*) FROM tasks") == 7
    assert one(store, "SELECT document_key FROM warnings WHERE code = 'same_key_other_text'") == f"a/b/2026/1~{annex.source.sha256[:8]}"
    assert check(store) == []


def test_the_longer_copy_is_the_better_one(store: Store, make: Make) -> None:
    short, long = make("a/b/2026/1", sha="excerpt", origin="markup", tasks=1), make("a/b/2026/1", sha="whole", origin="ocr", tasks=6)
    content = long.text.content + " " + " ".join(f"mục {n} giao việc {n}" for n in range(60))
    put(store, long.model_copy(update={"text": long.text.model_copy(update={"content": content})}))
    put(store, short)
    assert one(store, "SELECT count(*) FROM tasks") == 6
    assert one(store, "SELECT count(*) FROM documents WHERE held = 1") == 1


def test_an_id_that_the_parser_gave_twice_is_kept_twice(store: Store, make: Make) -> None:
    document = make("a/b/2026/1", tasks=2)
    put(store, document.model_copy(update={"tasks": (document.tasks[0], document.tasks[0])}))
    assert {row[0] for row in store.connection.execute("SELECT id FROM tasks")} == {"a/b/2026/1#1", "a/b/2026/1#1~2"}


def test_the_first_name_is_kept_whichever_came_first(store: Store, make: Make) -> None:
    document = make("a/b/2026/1", filename="b.txt")
    put(store, document)
    seen_as(store, document.source.sha256, "a.txt")
    once = contents(store)
    with open_store(None) as other:
        put(other, make("a/b/2026/1", filename="a.txt"))
        seen_as(other, document.source.sha256, "b.txt")
        assert contents(other) == once


@st.composite
def collections(draw: st.DrawFn) -> tuple[list[tuple[str, tuple[str, ...], int, str, str | None]], list[int]]:
    files = draw(
        st.lists(
            st.tuples(
                st.sampled_from(KEYS), st.lists(st.sampled_from(KEYS), max_size=3, unique=True).map(tuple), st.integers(0, 3),
                st.sampled_from(["markup", "ocr", "plain"]), st.sampled_from(["2026-01-01", "2026-01", "2026-02-02", None]),
            ),
            min_size=1, max_size=6,
        )
    )  # fmt: skip
    return files, draw(st.permutations(range(len(files))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(collections())
def test_order_does_not_matter(fresh: Fresh, make: Make, collection: tuple[list[tuple[str, tuple[str, ...], int, str, str | None]], list[int]]) -> None:
    files, order = collection
    documents = [
        make(key, cites=cites, tasks=tasks, origin=origin, date=date, sha=f"{n}-{key}", unit=f"Sở {'Nội vụ' if n % 2 else 'nội vụ'}")
        for n, (key, cites, tasks, origin, date) in enumerate(files)
    ]
    results = []
    for sequence in (range(len(documents)), order, [*order, *order]):
        with fresh() as opened:
            for n in sequence:
                put(opened, documents[n])
            assert check(opened) == []
            results.append(contents(opened))
    assert results[0] == results[1] == results[2]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(collections())
def test_removing_leaves_what_never_came(fresh: Fresh, make: Make, collection: tuple[list[tuple[str, tuple[str, ...], int, str, str | None]], list[int]]) -> None:
    files, _ = collection
    documents = [make(key, cites=c, tasks=t, origin=o, date=d, sha=f"{n}-{key}") for n, (key, c, t, o, d) in enumerate(files)]
    with fresh() as all_but_one, fresh() as shrunk:
        for document in documents[1:]:
            put(all_but_one, document)
        for document in documents:
            put(shrunk, document)
        remove_file(shrunk, documents[0].source.sha256)
        assert contents(shrunk) == contents(all_but_one)
        assert check(shrunk) == []


def test_check_finds_what_is_broken(store: Store, make: Make) -> None:
    put(store, make("a/b/2026/1", tasks=2))
    store.connection.execute("DELETE FROM task_units")
    store.connection.execute("DELETE FROM tasks WHERE ref = '1'")
    assert {line.split(":")[0] for line in check(store)} == {"half_a_document", "unit_without_task"}


def test_a_kill_leaves_no_half_document(tmp_path: Path) -> None:
    """The process is ended inside a transaction: what was begun is not there, what was done is."""
    path = tmp_path / "killed.sqlite"
    script = f"""
import os, sys
sys.path[:0] = {[str(Path(__file__).parents[3]), str(Path(__file__).parents[1])]!r}
from conftest import make_document
import corpus.store.content as content
from corpus.store import open_store, put
store = open_store({str(path)!r})
put(store, make_document("a/b/2026/1", cites=("x/y/2026/9",), tasks=3))
content._tidy_stubs = lambda *_: os._exit(9)
put(store, make_document("c/d/2026/2", tasks=3))
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    with open_store(path) as store:
        assert check(store) == []
        assert one(store, "SELECT group_concat(key) FROM documents WHERE held = 1") == "a/b/2026/1"
        assert one(store, "SELECT count(*) FROM tasks") == 3


AFTER_MORE = {"v_cascade", "v_cascade_targets", "v_cascade_differences", "v_not_taken_up", "v_basis_changed", "v_links", "v_inferred_dates", "v_contradictions"}
"""Views that need more than a `put` of the samples to have rows."""


def test_a_plain_shell_can_use_views_triggers_and_search(tmp_path: Path, samples: dict[str, Document]) -> None:
    path = tmp_path / "plain.sqlite"
    with open_store(path) as store:
        for document in samples.values():
            put(store, document)
    plain = sqlite3.connect(path)
    try:
        for (view,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            count = plain.execute(f"SELECT EXISTS (SELECT 1 FROM {view})").fetchone()[0]
            assert count > 0 or view in AFTER_MORE, view
        found = "SELECT t.id FROM tasks_fts JOIN tasks t ON t.n = tasks_fts.rowid WHERE tasks_fts MATCH ?"
        assert plain.execute(found, ('"don doc"',)).fetchall() == plain.execute(found, ('"đôn đốc"',)).fetchall() != []
        plain.execute("DELETE FROM task_units WHERE task_id IN (SELECT id FROM tasks WHERE text LIKE '%đôn đốc%')")
        plain.execute("UPDATE tasks SET text = 'rà soát', text_folded = 'ra soat' WHERE text LIKE '%đôn đốc%'")
        assert plain.execute(found, ('"don doc"',)).fetchall() == []
        plain.execute("INSERT INTO tasks_fts (tasks_fts, rank) VALUES ('integrity-check', 1)")
        plain.execute("INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)")
    finally:
        plain.close()


def test_missing_documents_are_ranked(store: Store, samples: dict[str, Document]) -> None:
    for document in samples.values():
        put(store, document)
    rows = store.connection.execute("SELECT key, number, cited_by FROM v_missing_documents").fetchall()
    assert tuple(rows[0]) == ("qh15/2024/33", "33/2024/QH15", 3)
    assert [row["cited_by"] for row in rows] == sorted((row["cited_by"] for row in rows), reverse=True)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("không phải cơ sở dữ liệu " * 100, encoding="utf-8")
    with pytest.raises(Conflict) as raised:
        open_store(path)
    assert raised.value.code == "not_a_database"
    with pytest.raises(NotFound) as missing:
        open_store(tmp_path / "none.sqlite", read_only=True)
    assert missing.value.code == "no_database"
    (tmp_path / "empty.sqlite").touch()
    with pytest.raises(Conflict) as raised:
        open_store(tmp_path / "empty.sqlite", read_only=True)
    assert raised.value.code == "older_database"
    newer = tmp_path / "newer.sqlite"
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(Conflict) as raised:
        open_store(newer)
    assert raised.value.code == "newer_database"


def test_corrections_outlive_a_new_parse(store: Store, make: Make) -> None:
    put(store, make("a/b/2026/1"))
    made = Correction("a/b/2026/1", "header/subject", "set", "về a", {"vi": "đã sửa"}, "đọc nhầm", "an", "2026-04-01T00:00:00+00:00")
    first = add_correction(store, made)
    put(store, make("a/b/2026/1", tasks=4))
    assert [(c.id, c.now, c.reason) for c in corrections(store, "a/b/2026/1")] == [(first, {"vi": "đã sửa"}, "đọc nhầm")]
    with pytest.raises(NotFound):
        remove_correction(store, "a/b/2026/2", first)
    remove_correction(store, "a/b/2026/1", first)
    assert corrections(store, "a/b/2026/1") == []
    with pytest.raises(NotFound):
        remove_correction(store, "a/b/2026/1", first)


def test_what_is_corrected_stands_beside_what_was_parsed(store: Store, make: Make) -> None:
    parsed = make("a/b/2026/1", tasks=2)
    sha256, first = parsed.source.sha256, parsed.tasks[0]
    document = parsed.model_copy(update={"tasks": (first.model_copy(update={"outcome": "Báo cáo", "rule": "person"}), *parsed.tasks[1:])})
    put(store, parsed)
    kept = add_correction(store, Correction("a/b/2026/1", "tasks/1/outcome", "set", None, "Báo cáo", None, "an", "2026-04-01T00:00:00+00:00", sha256, {"exact": "x"}))
    assert put(store, parsed, Corrected(document, parsed, {first.id: "an"}, {kept: "parser_changed"})).outcome == "replaced"
    assert put(store, parsed, Corrected(document, parsed, {first.id: "an"}, {kept: "parser_changed"})).outcome == "unchanged"
    assert [(c.anchor, c.conflict) for c in corrections_for(store, parsed.key, parsed.source.sha256)] == [({"exact": "x"}, "parser_changed")]
    assert (Document.model_validate_json(document_json(store, "a/b/2026/1")), parsed_document(store, "a/b/2026/1")) == (document, parsed)
    names = store.connection.execute("SELECT corrected_by FROM tasks ORDER BY position").fetchall()
    assert [row[0] for row in names] == ["an", None]
    assert check(store) == []
    put(store, parsed)
    assert Document.model_validate_json(document_json(store, "a/b/2026/1")) == parsed
    with pytest.raises(NotFound):
        parsed_document(store, "a/b/2026/9")


def test_readers_go_on_while_somebody_writes(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "shared.sqlite"
    with open_store(path) as writer:
        put(writer, make("a/b/2026/1", tasks=3))
        with open_store(path, read_only=True) as reader, reader.snapshot():
            assert one(reader, "SELECT count(*) FROM tasks") == 3
            put(writer, make("c/d/2026/2", tasks=4))
            assert one(reader, "SELECT count(*) FROM tasks") == 3
        with open_store(path, read_only=True) as reader:
            assert one(reader, "SELECT count(*) FROM tasks") == 7
            with pytest.raises(sqlite3.OperationalError):
                put(reader, make("e/f/2026/3"))
