"""The generator gives the same graph again, whole and of the planned size; the benchmark asks all its questions of a small one."""

from pathlib import Path

import pytest
from speed.generator import Graph
from speed.graph import ask, build, plans, rate

from corpus.store import check, open_store

COUNT = 1200


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(COUNT, 10 * COUNT)


@pytest.fixture(scope="module")
def database(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("speed") / "graph.sqlite"
    assert build(path, graph) > 0
    return path


def test_the_same_again_and_of_the_planned_size(graph: Graph, database: Path) -> None:
    again = Graph(COUNT, 10 * COUNT)
    assert list(again.prepared(again.held[:50])) == list(graph.prepared(graph.held[:50]))
    assert next(Graph(COUNT, 10 * COUNT, seed=2).prepared()) != next(graph.prepared())
    assert len(set(graph.keys)) == COUNT
    with open_store(database, read_only=True) as store:
        held, edges = (store.connection.execute(f"SELECT count(*) FROM {source}").fetchone()[0] for source in ("documents WHERE held = 1", "relations"))
        # Only the heads of Documents are written, so nothing can be compared with their tasks and citations.
        assert {fault.split(":")[0] for fault in check(store)} <= {"half_a_document", "half_its_citations"}
        statuses = {row[0] for row in store.connection.execute("SELECT DISTINCT status FROM links")}
    assert held == len(graph.held) == pytest.approx(0.9 * COUNT, rel=0.05)
    assert edges == pytest.approx(10 * COUNT, rel=0.25)
    assert statuses >= {"resolved", "ambiguous", "suspected_typo"}


def test_every_question_is_asked_and_planned(graph: Graph, database: Path) -> None:
    with open_store(database, read_only=True) as store:
        timings = list(ask(store, graph, times=3))
        shown = list(plans(store, graph))
    assert all(0 < t.p50 <= t.p99 <= t.worst for t in timings)
    assert {name for name, _, _ in shown} == {t.name for t in timings}
    # Walks never scan a table.
    assert not [line for name, _, plan in shown for line in plan if ("reach" in name or "neighbours" in name) and line.startswith("SCAN r")]


def test_the_store_writes_at_least_half_as_fast_as_executemany_alone() -> None:
    """Of the long run's figures; a small one on a busy machine is held to a quarter."""
    assert rate(Graph(COUNT, 10 * COUNT))["ratio"] > 0.25
