"""Walks and weights of the graph, held against networkx on random graphs; bounded, and as of a day."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from corpus.graph.effect import basis_changed, status
from corpus.graph.shape import centrality, components, timeline
from corpus.graph.walk import neighbours, paths, reach, rests_on
from corpus.store import NotFound, Store, put
from models import Document, Relation

Make = Callable[..., Document]
Fresh = Callable[[], Store]
QD, KH, CV = "song-lam/qd-ubnd/2026/412", "song-lam/kh-syt/2026/35", "song-lam/syt-tchc/2026/688"


@pytest.fixture(scope="module")
def filled(samples: dict[str, Document], fresh: Fresh) -> Store:
    store = fresh()
    for sample in samples.values():
        put(store, sample)
    return store


def key(n: int) -> str:
    return f"qd-bnv/2026/{n}"


def drawn(fresh: Fresh, make: Make, edges: set[tuple[int, int]]) -> Store:
    store = fresh()
    for n in sorted({a for a, _ in edges}):
        put(store, make(key(n), cites=tuple(key(b) for a, b in sorted(edges) if a == n), tasks=0))
    return store


some_edges = st.sets(st.tuples(st.integers(1, 8), st.integers(1, 8)).filter(lambda e: e[0] != e[1]), min_size=1, max_size=16)


def test_neighbours_are_bounded(filled: Store) -> None:
    near = neighbours(filled, QD, depth=1, direction="in")
    assert {n["key"] for n in near.nodes} >= {QD, KH, CV}
    assert all(e["target_key"] == QD or e["source_key"] != QD for e in near.edges)
    assert neighbours(filled, QD, depth=0).edges == []
    assert [n["key"] for n in neighbours(filled, CV, relations=("replies_to",), direction="out").nodes] == [CV, "song-lam/syt-tchc/2026/512"]
    small = neighbours(filled, QD, depth=6, limit=3)
    assert len(small.nodes) == 3
    assert small.truncated
    assert not neighbours(filled, QD, depth=6, limit=2000).truncated
    with pytest.raises(NotFound):
        neighbours(filled, "no/such/2026/1")


def test_reach_ends_in_a_circle(store: Store, make: Make) -> None:
    for here, there in (("a", "b"), ("b", "c"), ("c", "a")):
        put(store, make(f"{here}/x/2026/1", cites=(f"{there}/x/2026/1",)))
    assert reach(store, "a/x/2026/1", direction="in") == [("a/x/2026/1", 0), ("c/x/2026/1", 1), ("b/x/2026/1", 2)]
    assert reach(store, "a/x/2026/1", direction="out", depth=1) == [("a/x/2026/1", 0), ("b/x/2026/1", 1)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some_edges, st.integers(1, 8), st.integers(1, 8), st.booleans())
def test_paths_are_the_shortest_ones(fresh: Fresh, make: Make, edges: set[tuple[int, int]], start: int, end: int, directed: bool) -> None:
    named = {n for edge in edges for n in edge}
    assume(start in named and end in named and start != end)
    graph = nx.DiGraph((key(a), key(b)) for a, b in edges)
    plain = graph if directed else graph.to_undirected()
    expected = sorted(nx.all_shortest_paths(plain, key(start), key(end))) if nx.has_path(plain, key(start), key(end)) else []
    with drawn(fresh, make, edges) as store:
        found = paths(store, key(start), key(end), depth=12, directed=directed, limit=100)
    assert found.paths == expected
    assert not found.truncated
    assert {(e["source_key"], e["target_key"]) for e in found.edges} == {e for e in graph.edges if set(e) <= {k for way in expected for k in way}}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some_edges)
def test_weights_and_groups_are_those_of_networkx(fresh: Fresh, make: Make, edges: set[tuple[int, int]]) -> None:
    graph = nx.DiGraph((key(a), key(b)) for a, b in edges)
    with drawn(fresh, make, edges) as store:
        ranks = {c.key: c.rank for c in centrality(store, limit=100)}
        groups = [set(c.keys) for c in components(store, limit=100)]
    names = sorted(graph)
    weights, vectors = np.linalg.eig(nx.google_matrix(graph, alpha=0.85, nodelist=names).T)
    steady = np.abs(vectors[:, np.argmax(weights.real)].real)
    assert ranks == pytest.approx(dict(zip(names, steady / steady.sum() * len(names), strict=True)), abs=1e-3)
    assert sorted(map(sorted, groups)) == sorted(map(sorted, nx.weakly_connected_components(graph)))
    assert [len(g) for g in groups] == sorted(map(len, groups), reverse=True)


def test_paths_end_where_there_is_no_way_and_say_when_they_gave_up(store: Store, make: Make) -> None:
    put(store, make(key(1), cites=(key(2),)))
    put(store, make(key(3), cites=(key(4),)))
    assert paths(store, key(1), key(4)).paths == []
    assert paths(store, key(2), key(1), directed=True).paths == []
    assert paths(store, key(2), key(1)).paths == [[key(2), key(1)]]
    with pytest.raises(NotFound):
        paths(store, key(1), "no/such/1")


def test_what_rests_on_a_document_as_of_a_day(store: Store, make: Make) -> None:
    """A plan of March rests on a decision; a letter of May rests on the plan; in June another plan replaces the first."""
    put(store, make(key(1), date="2026-01-01"))
    put(store, make("song-lam/kh-ubnd/2026/2", cites=(key(1),), date="2026-03-01"))
    put(store, make("song-lam/ubnd-vx/2026/3", cites=("song-lam/kh-ubnd/2026/2",), date="2026-05-01"))
    new = make("song-lam/kh-ubnd/2026/4", date="2026-06-01")
    put(store, new.model_copy(update={"relations": (Relation(source_key=new.key, relation="replaces", target_key="song-lam/kh-ubnd/2026/2", stated_by=new.key),)}))

    def resting(day: str | None) -> list[str]:
        return [n["key"].split("/")[-1] for n in rests_on(store, key(1), as_of=day).nodes]

    assert resting(None) == ["1", "2", "3"]
    assert resting("2026-02-28") == ["1"]
    assert resting("2026-04-01") == ["1", "2"]
    assert resting("2026-05-31") == ["1", "2", "3"]
    assert resting("2026-06-01") == ["1"]
    assert status(store, "song-lam/kh-ubnd/2026/2", "2026-06-02").by_key == new.key
    assert [b.changed for b in basis_changed(store, "song-lam/ubnd-vx/2026/3")] == ["since"]


def test_the_timeline_is_in_order(filled: Store) -> None:
    events = timeline(filled, QD)
    assert [e.day for e in events] == sorted(e.day for e in events)
    assert ("issued", None) in {(e.what, e.way) for e in events}
    assert {"in", "out"} <= {e.way for e in events}
    assert len(timeline(filled, QD, limit=2)) == 2
    with pytest.raises(NotFound):
        timeline(filled, "no/such/2026/1")


def test_the_most_cited_carries_most(filled: Store) -> None:
    found = centrality(filled, limit=5)
    assert len(found) == 5
    assert [c.rank for c in found] == sorted((c.rank for c in found), reverse=True)
    assert "qh15/2024/33" in {c.key for c in centrality(filled, limit=20)}
