"""Documents without a parser: small ones made by hand, and the samples as their reference annotations say them."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.samples.dispatches import DISPATCHES
from corpus.store import Store, open_store
from models import (
    Anchor,
    Citation,
    Deadline,
    Definition,
    Document,
    DocumentNumber,
    Header,
    Locality,
    Recipient,
    Relation,
    Resolution,
    Signer,
    Source,
    Span,
    Target,
    Task,
    Text,
    Unit,
)

REFERENCES = Path(__file__).parents[2] / "annotations" / "reference"


def from_reference(reference: dict[str, Any], content: str, filename: str, origin: str = "markup") -> Document:
    """The Document that a perfect parse would give (as far as the reference says)."""
    key, h = reference["key"], reference["header"]

    def span(raw: str, start: int = 0) -> Span:
        at = content.casefold().find(raw.casefold(), start)
        assert at >= 0, raw
        return Span(start=at, end=at + len(raw))

    def unit(u: dict[str, Any]) -> Unit:
        return Unit(raw=u["name"], name=u["name"], inherited_from=u.get("inherited_from"), span=span(u["name"]), rule="hand")

    def deadline(d: dict[str, Any]) -> Deadline:
        anchor = Anchor(raw=None, **d["anchor"]) if d.get("anchor") else None
        fields = {k: d[k] for k in ("raw", "kind", "start", "due", "rrule", "bound")}
        return Deadline(**fields, anchor=anchor, span=span(d["raw"]), rule="hand", confidence=1.0)

    citations, at = [], 0
    for c in reference["citations"]:
        where = span(c["raw"], at)
        at = where.start + 1
        fields = {k: c[k] for k in ("id", "raw", "type", "number", "date", "issuer", "title", "form", "within", "relation", "antecedent", "target_key")}
        citations.append(Citation(**fields, span=where, resolution=Resolution(status="exact" if c["target_key"] else "unresolved"), rule="hand", confidence=1.0))
    tasks = tuple(
        Task(
                id=f"{key}#{t['ref']}", ref=t["ref"], parent_id=f"{key}#{t['parent_ref']}" if t["parent_ref"] else None, kind=t["kind"], text=t["text"],
                title=t["text"][:160], lead=tuple(map(unit, t["lead"])), coordinating=tuple(map(unit, t["coordinating"])),
                reports_to=tuple(map(unit, t["reports_to"])), deadlines=tuple(map(deadline, t["deadlines"])), targets=tuple(t["targets"]),
                outcome=t["outcome"], citations=tuple(t["citations"]), span=span(t["text"]), rule="hand", confidence=1.0,
        )
        for t in reference["tasks"]
    )  # fmt: skip
    targets = tuple(
        Target(
            **{k: g[k] for k in ("id", "raw", "indicator", "comparator", "value", "upper", "unit", "per", "base", "as_of")}, span=span(g["raw"]),
            task_ids=tuple(f"{key}#{r}" for r in g.get("refs", [g["ref"]] if g["ref"] else [])), rule="hand", confidence=1.0,
        )
        for g in reference["targets"]
    )  # fmt: skip
    ids: dict[tuple[str, str], list[str]] = {}
    for c in reference["citations"]:
        ids.setdefault((c["relation"], c["target_key"]), []).append(c["id"])
    number = h["number"]["normalized"] if h["number"] else None
    header = Header(
        number=DocumentNumber(raw=number, normalized=number) if number else None, type=h["type"], issuer=Unit(raw=h["issuer"]["name"], name=h["issuer"]["name"]),
        parent_issuer=Unit(raw=h["parent_issuer"]["name"], name=h["parent_issuer"]["name"]) if h["parent_issuer"] else None,
        locality=Locality(**h["locality"]) if h["locality"] else None, place=h["place"], date=h["date"], subject=h["subject"],
        addressees=tuple(Unit(raw=a, name=a) for a in h["addressees"]), recipients=tuple(Recipient(raw=r["name"], **r) for r in h["recipients"]),
        archive=h["archive"], signers=tuple(Signer(**s) for s in h["signers"]),
    )  # fmt: skip
    data = f"{filename}\n{content}".encode()
    return Document(
        key=key,
        source=Source(
            filename=filename, sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain", bytes=len(data), text_origin=origin, parser_version="test",
            parsed_at="2026-04-01T00:00:00+00:00", seconds=0.1,
        ),
        text=Text(content=content), header=header,
        definitions=tuple(
            Definition(term=d["term"], expansion=d["expansion"], span=span(d["term"]), rule="hand", confidence=1.0) for d in reference["definitions"]
        ),
        citations=tuple(citations),
        relations=tuple(
            Relation(
                source_key=e["source_key"], relation=e["relation"], target_key=e["target_key"], stated_by=key,
                citation_ids=tuple(ids.get((e["relation"], e["target_key"]), [])),
            )
            for e in reference["edges"]
        ),
        tasks=tasks, targets=targets,
    )  # fmt: skip


@pytest.fixture(scope="session")
def samples() -> dict[str, Document]:
    """Every sample by name, as its reference says it."""
    found = {}
    for dispatch in DISPATCHES:
        reference = json.loads((REFERENCES / f"{dispatch.name}.json").read_text(encoding="utf-8"))
        found[dispatch.name] = from_reference(reference, dispatch.words(), reference["document"])
    return found


Make = Callable[..., Document]


def make_document(
    key: str, *, cites: tuple[str, ...] = (), date: str | None = "2026-01-01", tasks: int = 1, sha: str | None = None, origin: str = "plain", unit: str = "Sở Nội vụ",
    filename: str | None = None,
) -> Document:  # fmt: skip
    """A little document: `cites` are the keys it implements, each of its tasks is led by `unit`."""
    content = f"{key} giao {unit} thực hiện {' '.join(cites)} {sha or ''}"
    at = Span(start=0, end=len(content))
    return Document(
        key=key,
        source=Source(
            filename=filename or f"{key.replace('/', '-')}.txt", sha256=hashlib.sha256((sha or key).encode()).hexdigest(), media_type="text/plain",
            bytes=len(content), text_origin=origin, parser_version="test",
        ),
        text=Text(content=content), header=Header(type="cong_van", date=date, subject=f"về {key}"),
        citations=tuple(
            Citation(
                id=f"c{n}", raw=c, span=at, type="quyet_dinh", number=c.split("/")[-1], form="full", relation="implements", target_key=c,
                resolution=Resolution(status="exact"), rule="hand", confidence=1.0,
            )
            for n, c in enumerate(cites)
        ),
        relations=tuple(Relation(source_key=key, relation="implements", target_key=c, citation_ids=(f"c{n}",), stated_by=key) for n, c in enumerate(cites) if c != key),
        tasks=tuple(
            Task(
                id=f"{key}#{n}", ref=str(n), kind="action", text=f"thực hiện việc {n}", title=f"việc {n}", lead=(Unit(raw=unit, name=unit),), span=at, rule="hand",
                confidence=1.0,
            )
            for n in range(1, tasks + 1)
        ),
    )  # fmt: skip


@pytest.fixture
def make() -> Make:
    return make_document


@pytest.fixture(scope="session")
def fresh() -> Callable[[], Store]:
    """Empty stores in memory, each a copy of one that was migrated once."""
    blank = open_store(None)

    def copy() -> Store:
        connection = sqlite3.connect(":memory:")
        connection.row_factory = sqlite3.Row
        blank.connection.backup(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        return Store(Database(connection), None)

    return copy


@pytest.fixture
def store(fresh: Callable[[], Store]) -> Iterator[Store]:
    with fresh() as opened:
        yield opened
