"""Search: documents by number first, then documents and tasks by their words, the closest to what was typed first.

Within one way of matching (see query.py) what has the words in its title comes first, then the newest. Nothing is ranked that
would have to be read whole: each way gives at most `_CANDIDATES` rows, so a word that is everywhere costs no more than a rare one.
Of words that are together in many documents only the `_NEWEST` documents (and as many tasks) that were stored last are looked through:
they fill the answer, and to find the one phrase of common words that stands in an older one takes reading every place of each word.
Rare words are looked for everywhere.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from corpus.search.numbers import by_number
from corpus.search.query import Way, pieces, ways
from corpus.store import Store
from parser.text.fold import strip_marks

Kind = Literal["document", "task"]
_CANDIDATES = 200
_COUNTED = 2_000
"""Matches of each kind that facets are counted over."""
_NEWEST = 60_000
"""Rows of each kind in which common words are looked for; a smaller store is looked through whole."""
_WORDS = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: a document or one of its tasks; `exact` when it has the words with their marks, as typed."""

    kind: Kind
    key: str
    id: str
    title: str | None
    snippet: str
    exact: bool
    number: str | None = None
    date: str | None = None


class Found(list[Hit]):
    """The hits, the best first. `newest_only`: the words are common together, and only what was stored last was looked through for them."""

    newest_only = False


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a facet leaves: conditions joined by "and", None asks nothing. `year` is of issue, `issuer` as facets name it."""

    kind: Kind | None = None
    type: str | None = None
    year: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of what was found have which value, the most first; `whole` false where there was more than is counted."""

    kind: dict[str, int] = field(default_factory=dict)
    type: dict[str, int] = field(default_factory=dict)
    year: dict[str, int] = field(default_factory=dict)
    issuer: dict[str, int] = field(default_factory=dict)
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Table:
    """How one kind is looked for; the columns of its full text with marks and without, and which of them a snippet comes from."""

    kind: Kind
    fts: str
    marked: str
    folded: str
    joined: str
    columns: str
    text: str


_TABLES = (
    _Table(
        "document", "documents_fts", "subject content", "subject_folded content_folded", "JOIN documents d ON d.n = f.rowid",
        "d.n, d.key, d.key AS id, d.subject AS title, d.subject_folded AS folded, d.number, d.date", "content",
    ),
    _Table(
        "task", "tasks_fts", "text", "text_folded", "JOIN tasks t ON t.n = f.rowid JOIN documents d ON d.key = t.document_key",
        "t.n, d.key, t.id, t.title, substr(t.text_folded, 1, length(t.title)) AS folded, d.number, d.date", "text",
    ),
)  # fmt: skip


def search(store: Store, text: str, *, limit: int = 20, narrow: Narrow | None = None) -> Found:
    """The best `limit` hits. Nothing that is typed is an error; where it finds nothing, the list is empty."""
    wanted = narrow or Narrow()
    found: dict[str, Hit] = {}
    if wanted.kind != "task":
        for row in by_number(store, text, limit):
            if _fits(row, wanted):
                found[row["key"]] = Hit("document", row["key"], row["key"], row["subject"], row["number"] or row["key"], True, row["number"], row["date"])
    asked = [strip_marks(piece).lower() for piece in pieces(text)]
    steps = [list(_ways(table, text)) for table in _TABLES if wanted.kind in (None, table.kind)]
    after = {ways[0][0].kind: _common_after(store, *ways[-1], wanted, limit) for ways in steps if ways}
    for level in zip(*steps, strict=True):
        if len(found) >= limit:
            break
        ranked: list[tuple[int, str, str, _Table, Way, dict[str, Any]]] = []
        for table, way in level:
            rows = _rows(store, table, way, wanted, _CANDIDATES, after=after[table.kind])
            ranked += [(_in_title(row["folded"], asked), row["date"] or "", row["id"], table, way, row) for row in rows if row["id"] not in found]
        ranked.sort(key=lambda r: r[2])
        ranked.sort(key=lambda r: (r[0], r[1]), reverse=True)
        for _, _, identity, table, way, row in ranked[: limit - len(found)]:
            found[identity] = Hit(table.kind, row["key"], identity, row["title"], _snippet(store, table, way, row["n"]), way.exact, row["number"], row["date"])
    hits = Found(list(found.values())[:limit])
    hits.newest_only = any(after.values())
    return hits


def facets(store: Store, text: str, *, narrow: Narrow | None = None) -> Facets:
    """What the matches of a question have in common, over at most `_COUNTED` documents and tasks each."""
    wanted = narrow or Narrow()
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("kind", "type", "year", "issuer")}
    whole = True
    for table in _TABLES:
        if wanted.kind not in (None, table.kind):
            continue
        widest = list(_ways(table, text))[-1:]
        rows = [row for _, way in widest for row in _rows(store, table, way, wanted, _COUNTED + 1, "d.type, substr(d.date, 1, 4) AS year, d.issuer")]
        whole &= len(rows) <= _COUNTED
        for row in rows[:_COUNTED]:
            counts["kind"][table.kind] += 1
            for name in ("type", "year", "issuer"):
                if row[name]:
                    counts[name][row[name]] += 1
    return Facets(**{name: dict(sorted(count.items(), key=lambda item: (-item[1], item[0]))) for name, count in counts.items()}, whole=whole)


def _ways(table: _Table, text: str) -> Iterator[tuple[_Table, Way]]:
    return ((table, way) for way in ways(text, table.marked, table.folded))


def _common_after(store: Store, table: _Table, widest: Way, wanted: Narrow, limit: int) -> int:
    """The row after which to look: 0 where the newest rows alone would not fill the answer, or are narrowed to some."""
    last: int = store.connection.execute(f"SELECT coalesce(max(n), 0) FROM {table.kind}s").fetchone()[0] - _NEWEST
    if last <= 0 or wanted != Narrow(kind=wanted.kind):
        return 0
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {table.fts} WHERE {table.fts} MATCH ? AND rowid > ? LIMIT ?)"
    return last if store.connection.execute(sql, (widest.expression, last, limit)).fetchone()[0] >= limit else 0


def _rows(store: Store, table: _Table, way: Way, wanted: Narrow, limit: int, columns: str | None = None, *, after: int = 0) -> list[dict[str, Any]]:
    asked = {"d.type": wanted.type, "substr(d.date, 1, 4)": wanted.year, "d.issuer": wanted.issuer}
    chosen = "".join(f" AND {column} = ?" for column, value in asked.items() if value is not None)
    sql = f"SELECT {columns or table.columns} FROM {table.fts} f {table.joined} WHERE {table.fts} MATCH ? AND f.rowid > ?{chosen} ORDER BY f.rowid DESC LIMIT ?"
    values = [value for value in asked.values() if value is not None]
    return store.records(sql, [way.expression, after, *values, limit])


def _fits(row: dict[str, Any], wanted: Narrow) -> bool:
    own = {"type": row["type"], "year": (row["date"] or "")[:4], "issuer": row["issuer"]}
    return all(getattr(wanted, name) in (None, value) for name, value in own.items())


def _in_title(folded: str | None, asked: list[str]) -> int:
    """2: the whole question in order, 1: all its words, 0: not."""
    plain = " ".join((folded or "").lower().split())
    return 2 if " ".join(asked) in plain else int(all(piece in plain for piece in asked))


def _snippet(store: Store, table: _Table, way: Way, n: int) -> str:
    """Some words around the match, with their marks: where the folded text matched, the same place of the text itself (folding keeps lengths)."""
    text = f"{table.text}_folded"
    number = {"documents_fts": 3, "tasks_fts": 1}[table.fts] - int(way.exact)
    sql = f"SELECT snippet({table.fts}, {number}, '', '', '', {_WORDS}) FROM {table.fts} WHERE {table.fts} MATCH ? AND rowid = ?"
    row = store.connection.execute(sql, (way.expression, n)).fetchone()
    piece = (row[0] if row is not None else None) or ""
    whole = store.connection.execute(f"SELECT {table.text}, {text} FROM {table.kind}s WHERE n = ?", (n,)).fetchone()
    if not piece or whole is None or whole[0] is None:
        return ""
    start = whole[0 if way.exact else 1].find(piece)
    said = whole[0][max(start, 0) : max(start, 0) + len(piece)]
    return f"{'…' if start > 0 else ''}{' '.join(said.split())}{'…' if start + len(piece) < len(whole[0]) else ''}"
