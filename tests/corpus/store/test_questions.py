"""Every worked question runs in plain SQLite, as printed, and answers something about the samples."""

import re
import sqlite3
from pathlib import Path

import pytest

from corpus.graph import refresh
from corpus.store import open_store, put
from corpus.store.questions import QUESTIONS, Question, markdown
from models import Document

PAGE = Path(__file__).parents[3] / "docs" / "questions.md"
SILENT = {"to_look_at", "basis_changed", "doubtful_links"}
"""Nothing to look at in what people annotated; the samples know no slips, and no basis that was replaced."""


@pytest.fixture(scope="module")
def plain(samples: dict[str, Document], tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = tmp_path_factory.mktemp("questions") / "chidao.sqlite"
    with open_store(path) as store:
        for sample in samples.values():
            put(store, sample)
        refresh(store)
    return sqlite3.connect(path)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_question(question: Question, plain: sqlite3.Connection) -> None:
    rows = plain.execute(question.sql, question.example).fetchall()
    assert rows == plain.execute(question.filled()).fetchall()
    assert bool(rows) == (question.name not in SILENT)


def test_answers(plain: sqlite3.Connection) -> None:
    asked = {q.name: q for q in QUESTIONS}

    def answer(name: str) -> list[tuple[object, ...]]:
        return plain.execute(asked[name].sql, asked[name].example).fetchall()

    assert {row[0] for row in answer("due_of_a_unit")} >= {"song-lam/tb-ubnd/2026/96#II.1.a", "song-lam/qd-ubnd/2026/1120#Điều 2"}
    assert {(row[1], row[2]) for row in answer("who_cites")} >= {("35/KH-SYT", "implements"), ("1120/QĐ-UBND", "amends")}
    assert ("song-lam/qd-ubnd/2024/1875", "replaces") in {(row[0], row[2]) for row in answer("changed")}
    assert answer("in_force")[0][1:4] == ("replaced", "2026-01-12", "song-lam/qd-ubnd/2026/412")
    assert ("688/SYT-TCHC", 2) in {(row[0], row[2]) for row in answer("rests_on")}


def test_the_page_is_the_generated_one() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == "\n".join(markdown()) + "\n"
    assert len(re.findall(r"```sql", page)) == len(QUESTIONS)
