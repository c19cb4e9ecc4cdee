"""What Datasette is told names only what is there, and a Datasette of its own answers every worked question with it."""

import asyncio
import json
from pathlib import Path

import pytest

from corpus.store import open_store, put
from corpus.store.explore import DATABASE, metadata
from corpus.store.questions import QUESTIONS
from models import Document

datasette = pytest.importorskip("datasette.app")


@pytest.fixture(scope="module")
def served(samples: dict[str, Document], tmp_path_factory: pytest.TempPathFactory) -> object:
    path = tmp_path_factory.mktemp("explore") / f"{DATABASE}.sqlite"
    with open_store(path) as store:
        for sample in samples.values():
            put(store, sample)
        described = metadata(store)
    return datasette.Datasette([str(path)], metadata=described, settings={"sql_time_limit_ms": 20_000, "num_sql_threads": 1})


def fetched(served: object, address: str) -> object:
    response = asyncio.run(served.client.get(address))  # type: ignore[attr-defined]
    assert response.status_code == 200, f"{address}: {response.text[:300]}"
    return response


def test_names_are_those_of_the_schema(served: object, tmp_path: Path) -> None:
    with open_store(None) as store:
        for table, said in metadata(store)["databases"][DATABASE]["tables"].items():
            there = {row[1] for row in store.connection.execute(f"PRAGMA table_xinfo({table})")}
            named = {*said.get("facets", []), *said.get("columns", {}), *(said[k] for k in ("label_column", "sort_desc", "fts_pk") if k in said)}
            assert named <= there, table


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_every_question_has_a_page(served: object, question: object) -> None:
    query = "&".join(f"{k}={v}" for k, v in question.example.items())  # type: ignore[attr-defined]
    page = fetched(served, f"/{DATABASE}/{question.name}?{query}").text  # type: ignore[attr-defined]
    assert question.vietnamese.split("…")[0][:20] in page  # type: ignore[attr-defined]
    rows = json.loads(fetched(served, f"/{DATABASE}/{question.name}.json?_shape=array&{query}").text)  # type: ignore[attr-defined]
    with open_store(served.databases[DATABASE].path, read_only=True) as store:  # type: ignore[attr-defined]
        assert rows == [dict(row) for row in store.connection.execute(question.sql, question.example)]  # type: ignore[attr-defined]


def test_facets_and_search(served: object) -> None:
    page = fetched(served, f"/{DATABASE}/citations.json?_facet=relation&_size=1").json()  # type: ignore[attr-defined]
    assert {f["value"] for f in page["facet_results"]["relation"]["results"]} >= {"legal_basis", "implements"}
    found = fetched(served, f"/{DATABASE}/tasks.json?_search=%22don+doc%22&_shape=array").json()  # type: ignore[attr-defined]
    assert found
