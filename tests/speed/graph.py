"""The graph at a million documents: build, ingest rate beside plain executemany, times and plans of the questions that people ask.

    PYTHONPATH=tests python -m speed.graph build FILE [--documents 1000000 --edges 10000000]
    PYTHONPATH=tests python -m speed.graph ask FILE [--documents 1000000 --edges 10000000] [--plans]
    PYTHONPATH=tests python -m speed.graph rate [--documents 20000]

`rate` writes the same rows twice: by `corpus.store.bulk`, and by plain executemany into the same empty schema, one transaction, no counts, no links.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from speed.generator import Graph

from corpus.graph.walk import neighbours, rests_on
from corpus.search import search
from corpus.store import Store, TaskFilter, open_store, tasks
from corpus.store.bulk import load
from corpus.store.content import CONTENT_TABLES, inserted_columns
from corpus.store.prepare import Prepared

ASKED = 300
"""How often each question is asked, each time of something else."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds by the wall, `cpu99` of this process alone (what a busy machine adds is left out), and how many rows an answer has at the median."""

    name: str
    p50: float
    p99: float
    worst: float
    cpu99: float
    rows: float


def build(path: Path, graph: Graph) -> float:
    """Seconds to make the database, generator included."""
    path.unlink(missing_ok=True)
    began = time.perf_counter()
    with open_store(path) as store:
        load(store, graph.prepared())
    return time.perf_counter() - began


def plainly(path: Path, prepared: list[Prepared]) -> float:
    """Seconds to write the rows with executemany, one call a table and batch, into the schema as it is, indexes and full text in place."""
    path.unlink(missing_ok=True)
    with open_store(path) as store:
        connection = store.connection
        connection.execute("PRAGMA foreign_keys = OFF")
        began = time.perf_counter()
        with store.transaction():
            for start in range(0, len(prepared), 2000):
                batch = list(enumerate(prepared[start : start + 2000], start=start + 1))
                _insert(connection, "documents", [one.document | {"file": n} for n, one in batch])
                _insert(connection, "files", [one.file | {"n": n} for n, one in batch])
                for table in reversed(CONTENT_TABLES):
                    rows = [(*row, n, None) for n, one in batch for row in one.rows[table]]
                    if rows:
                        connection.executemany(f"INSERT INTO {table} {inserted_columns(table)} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        return time.perf_counter() - began


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, object]]) -> None:
    columns = list(rows[0])
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", [tuple(row.values()) for row in rows])


def rate(graph: Graph) -> dict[str, float]:
    """Documents a second of the store's own writer and of plain executemany, on the same rows."""
    prepared = list(graph.prepared())
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "own.sqlite"
        began = time.perf_counter()
        with open_store(own) as store:
            load(store, prepared)
        seconds = time.perf_counter() - began
        plain = plainly(Path(folder) / "plain.sqlite", prepared)
    return {"documents": len(prepared), "own": len(prepared) / seconds, "plain": len(prepared) / plain, "ratio": plain / seconds}


def questions(store: Store, graph: Graph, seed: int = 7) -> dict[str, Callable[[], int]]:
    """Each question as something to call: another subject each time, seeded; it gives the number of rows."""
    draw = random.Random(seed)
    held = graph.held
    units = [row[0] for row in store.connection.execute("SELECT name FROM units ORDER BY key LIMIT 400")]

    def key() -> str:
        return graph.keys[draw.choice(held)]

    def number() -> str:
        n = draw.choice(held)
        return draw.choice([graph.numbers[n], graph.numbers[n].replace("/", " ").replace("-", " ").lower(), f"{graph.numbers[n]} {graph.dates[n][:4]}"])

    def words(size: int) -> str:
        title = graph.title(draw.choice(held)).split()[1:]
        at = draw.randrange(0, len(title) - size)
        return " ".join(title[at : at + size])

    return {
        "neighbours, both ways": lambda: len(neighbours(store, key(), depth=1).nodes),
        "reach, depth 3, 500 nodes": lambda: len(neighbours(store, key(), depth=3, limit=500).nodes),
        "reach of the most cited, depth 3, 500 nodes": lambda: len(neighbours(store, graph.keys[draw.randrange(300)], depth=3, direction="in", limit=500).nodes)
        if store.connection.execute("SELECT 1 FROM documents WHERE key = ?", (graph.keys[0],)).fetchone() else 0,
        "all that rests on it (closure, 2000 nodes)": lambda: len(rests_on(store, key(), as_of="2026-12-31").nodes),
        "tasks of a unit due in a month": lambda: _month(store, draw.choice(units), draw),
        "tasks of a document": lambda: len(tasks(store, TaskFilter(document=key())).items),
        "tasks due in a week, all units": lambda: _week(store, draw),
        "by number, any spelling": lambda: len(search(store, number(), limit=20)),
        "full text, two words": lambda: len(search(store, words(4), limit=20)),
        "full text, a phrase in quotes": lambda: len(search(store, f'"{words(6)}"', limit=20)),
    }  # fmt: skip


def _month(store: Store, unit: str, draw: random.Random) -> int:
    month = f"{draw.randrange(2000, 2026)}-{draw.randrange(1, 13):02}"
    return len(tasks(store, TaskFilter(unit=unit, role="lead", due_after=f"{month}-01", due_before=f"{month}-31")).items)


def _week(store: Store, draw: random.Random) -> int:
    month = f"{draw.randrange(2000, 2026)}-{draw.randrange(1, 13):02}"
    return len(tasks(store, TaskFilter(due_after=f"{month}-01", due_before=f"{month}-07")).items)


def ask(store: Store, graph: Graph, times: int = ASKED) -> Iterator[Timing]:
    """Every question `times` times."""
    for name, call in questions(store, graph).items():
        call()
        taken, spent, rows = [], [], []
        for _ in range(times):
            began, busy = time.perf_counter(), time.process_time()
            rows.append(call())
            taken.append((time.perf_counter() - began) * 1000)
            spent.append((time.process_time() - busy) * 1000)
        taken.sort()
        spent.sort()
        last = min(times - 1, int(times * 0.99))
        yield Timing(name, statistics.median(taken), taken[last], taken[-1], spent[last], statistics.median(rows))


def plans(store: Store, graph: Graph) -> Iterator[tuple[str, str, list[str]]]:
    """(question, statement, plan): every statement that each question runs, once, as SQLite plans it."""
    for name, call in questions(store, graph).items():
        seen: dict[str, None] = {}
        store.connection.set_trace_callback(lambda sql, seen=seen: seen.setdefault(sql.strip()))  # type: ignore[misc]
        call()
        store.connection.set_trace_callback(None)
        shown: set[tuple[str, ...]] = set()
        for sql in seen:
            if sql.startswith(("SELECT", "WITH")):
                plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
                if plan and tuple(plan) not in shown:
                    shown.add(tuple(plan))
                    yield name, " ".join(sql.split())[:200], plan


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["build", "ask", "rate"])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--edges", type=int, default=0, help="by default ten a document")
    parser.add_argument("--plans", action="store_true")
    parser.add_argument("--times", type=int, default=ASKED)
    asked = parser.parse_args()
    graph = Graph(asked.documents, asked.edges or 10 * asked.documents)
    if asked.what == "rate":
        figures = rate(graph)
        print(f"{figures['documents']:.0f} documents: {figures['own']:.0f}/s by the store, {figures['plain']:.0f}/s by plain executemany, ratio {figures['ratio']:.2f}")
        return
    if asked.file is None:
        parser.error("which file?")
    if asked.what == "build":
        seconds = build(asked.file, graph)
        with open_store(asked.file, read_only=True) as store:
            count = {t: store.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("documents", "relations", "citations", "tasks", "links")}
        print(f"{seconds:.0f} s, {asked.file.stat().st_size / 1e9:.2f} GB, {count}")
        return
    with open_store(asked.file, read_only=True) as store:
        print("| question | p50 ms | p99 ms | worst ms | p99 CPU ms | rows |\n| --- | ---: | ---: | ---: | ---: | ---: |")
        for t in ask(store, graph, asked.times):
            print(f"| {t.name} | {t.p50:.2f} | {t.p99:.2f} | {t.worst:.2f} | {t.cpu99:.2f} | {t.rows:.0f} |", flush=True)
        if asked.plans:
            for name, sql, plan in plans(store, graph):
                print(f"\n{name}: `{sql}`\n" + "\n".join(f"    {line}" for line in plan))


if __name__ == "__main__":
    main()
