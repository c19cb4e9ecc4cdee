"""Decisions kept true: after documents changed, those that may be decided otherwise now are decided anew."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Set
from functools import cache, partial
from typing import Any

from corpus.linking.bounds import refresh_all_bounds, refresh_bounds
from corpus.linking.decide import Candidate, Decision, Setting, decide, may_be_one, same_work, underspecified
from corpus.linking.evidence import ALIKE, UNLIKE, Described, sketch, text_likeness, title_likeness

Row = tuple[Any, ...]
_COLUMNS = "key, held, type, symbol, sequence, date, issuer, subject, number"
_MANY = 50
"""A key that so many documents cite is no slip of the pen."""


def linking_row(connection: sqlite3.Connection, key: str) -> Row | None:
    """What linking looks at in one document: compared before and after a change."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM documents WHERE key = ?", (key,)).fetchone()
    return tuple(found) if found is not None else None


def refresh(connection: sqlite3.Connection, before: Mapping[str, Row | None], written: Iterable[str]) -> None:
    """`before`: every document that was touched, as it was (None: not there). `written`: documents whose own text was written or taken away."""
    known = _Known(connection)
    changed = [key for key, old in sorted(before.items()) if old != known.row(key)]
    for key in changed:
        _write_sketch(connection, key, known.row(key))
    affected = set(before).union(*(known.near(key) for key in before), *(_neighbours(connection, old) for key in changed if (old := before[key]) is not None))
    affected |= refresh_bounds(connection, before)
    for key in sorted(affected):
        _decide(known, key)
    _mean(connection, written)
    _contradictions(connection, before, set(written))


class _Known:
    """What decisions look at, each looked up once while they are made: they change none of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.row = cache(partial(linking_row, connection))
        self.suspected = cache(partial(_suspected, connection))
        self.citers = cache(partial(_citers, connection))
        self.near = cache(self._near)
        self.described = cache(self._described)

    def beside(self, key: str) -> list[Row]:
        """The rows of the neighbours, by key."""
        return [row for other in sorted(self.near(key)) if (row := self.row(other)) is not None]

    def versions(self, row: Row) -> list[Row]:
        """The rows of held documents of the same type and like title whose day is not another one, by key."""
        blocks, date = sketch(row[7]), row[5]
        if not blocks:
            return []
        found = sorted(_titled(self.connection, blocks, *_days_like(date)) - {row[0]})
        return [other for key in found if (other := self.row(key)) is not None and other[1] and other[2] == row[2]]

    def _near(self, key: str) -> set[str]:
        row = self.row(key)
        return _neighbours(self.connection, row) if row is not None else set()

    def _described(self, key: str) -> Described:
        row = self.row(key)
        assert row is not None
        return _described(self.connection, row)


def link_all(connection: sqlite3.Connection) -> None:
    """Decide everything, in a store that was filled at once."""
    connection.execute("CREATE TEMP TABLE blocks (block, day, key)")
    titles = connection.execute("SELECT key, subject_folded, sequence, date FROM documents WHERE subject_folded IS NOT NULL")
    connection.executemany("INSERT INTO blocks VALUES (?, ?, ?)", ((block, _day(*number), key) for key, subject, *number in titles for block in sketch(subject)))
    connection.execute("INSERT INTO title_blocks SELECT * FROM blocks ORDER BY 1, 2, 3")
    connection.execute("DROP TABLE blocks")
    refresh_all_bounds(connection)
    for (key,) in connection.execute("SELECT key FROM documents WHERE held = 0 OR sequence IS NULL").fetchall():
        _decide(_Known(connection), key)
    _write_contradictions(connection, "?", 1)


def _write_sketch(connection: sqlite3.Connection, key: str, row: Row | None) -> None:
    connection.execute("DELETE FROM title_blocks WHERE key = ?", (key,))
    if row is not None:
        connection.executemany("INSERT INTO title_blocks (block, day, key) VALUES (?, ?, ?)", [(b, _day(row[4], row[5]), key) for b in sorted(sketch(row[7]))])


def _day(sequence: str | None, date: str | None) -> str:
    """`title_blocks.day`."""
    return "" if sequence is None else date or "?"


def _days_like(date: str | None) -> tuple[str, ...]:
    """The condition, with its values, that a `title_blocks.day` may be this one: unknown, the same, or the one a part of the other."""
    if date is None:
        return ()
    if len(date) == len("2026-01-12"):  # the values themselves are found along the index
        return (" AND day IN ('', '?', ?, ?, ?)", date, date[:7], date[:4])
    return (" AND (day IN ('', '?') OR day LIKE ? || '%' OR ? LIKE day || '%')", date, date)


def _neighbours(connection: sqlite3.Connection, row: Row) -> set[str]:
    """Documents that may be the same as this one, and those that may take this one for theirs: by number, by day and number, by title."""
    key, _, _, symbol, sequence, date, _, subject, _ = row
    found: set[str] = set()
    if sequence is not None and symbol is not None:
        found |= _by_number(connection, key, symbol, sequence)
        if date is not None and len(date) == 10:
            found |= {r[0] for r in connection.execute("SELECT key FROM documents WHERE date = ? AND sequence = ?", (date, sequence))}
    blocks = sketch(subject)
    if blocks:
        found |= _titled(connection, blocks, *(() if sequence is None else (" AND day IN (?, '')", date)))
    found.discard(key)
    return found


def _titled(connection: sqlite3.Connection, blocks: Set[int], days: str = "", *values: str | None) -> set[str]:
    """Keys of documents whose title has one of the blocks, of some days or any."""
    sql = f"SELECT DISTINCT key FROM title_blocks WHERE block IN ({', '.join('?' * len(blocks))}){days}"
    return {r[0] for r in connection.execute(sql, [*sorted(blocks), *values])}


def _by_number(connection: sqlite3.Connection, key: str, symbol: str, sequence: str) -> set[str]:
    """Keys of the same number that lack what this one has, or have what it lacks: year and locality."""
    *place, _, year, _ = key.split("/")
    if place and year.isdigit():
        lacking = (f"{place[0]}/{symbol}/----/{sequence}", f"{symbol}/----/{sequence}", f"{symbol}/{year}/{sequence}")
        return {r[0] for r in connection.execute("SELECT key FROM documents WHERE key IN (?, ?, ?)", lacking)}
    sql, values = "SELECT key FROM documents WHERE sequence = ? AND symbol = ?", [sequence, symbol]
    if place:
        sql += " AND (locality_slug = ? OR locality_slug IS NULL)"
        values.append(place[0])
    if year.isdigit():
        sql += " AND (instr(key, ?) OR instr(key, '/----/'))"
        values.append(f"/{year}/")
    return {r[0] for r in connection.execute(sql, values)}


def _decide(known: _Known, key: str) -> None:
    connection, row = known.connection, known.row(key)
    decision = None
    if row is not None and row[1] and row[4] is None:
        decision = _version(known, row)
    elif row is not None and not row[1]:
        rows, suspected = known.beside(key), known.suspected(key)
        if rows or suspected:
            said, others = known.described(key), [known.described(other[0]) for other in rows]
            decision = decide(said, row[8], others, _setting(known, said, row[8], others, suspected))
    _write(connection, key, decision)


def _version(known: _Known, row: Row) -> Decision | None:
    """A held file without its number may be a version of another held one."""
    connection = known.connection
    rows = known.versions(row)
    if not rows:
        return None
    said, others = known.described(row[0]), [known.described(other[0]) for other in rows]
    content = _content(connection, row[0])
    likeness = {
        other.key: text_likeness(content, _content(connection, other.key))
        for other in others  # texts are compared last: of letters that share a title there may be hundreds
        if may_be_one(said, other) and (title_likeness(said.titles, other.titles) or 0.0) >= ALIKE
    }
    return same_work(said, others, likeness)


def _content(connection: sqlite3.Connection, key: str) -> str:
    return str(connection.execute("SELECT coalesce(content, '') FROM documents WHERE key = ?", (key,)).fetchone()[0])


def _described(connection: sqlite3.Connection, row: Row) -> Described:
    key, held, type_, symbol, sequence, date, issuer, subject, _ = row
    said: dict[str, set[str]] = {"date": {date} - {None}, "issuer": {issuer} - {None}, "title": {subject} - {None}}
    if not held:
        for field, value in connection.execute("SELECT field, value FROM said_of_documents WHERE target_key = ? AND field IN ('date', 'issuer', 'title')", (key,)):
            said[field].add(value)
    values = {name: tuple(sorted(found)) for name, found in said.items()}
    return Described(key, bool(held), type_, symbol, sequence, values["date"], values["issuer"], values["title"])


def _setting(known: _Known, said: Described, number: str | None, others: list[Described], suspected: tuple[Candidate, ...]) -> Setting:
    connection = known.connection
    not_after = year = None
    homes: frozenset[str] = frozenset()
    if underspecified(said, number):
        bounds = connection.execute("SELECT not_after, year FROM date_bounds WHERE key = ?", (said.key,)).fetchone()
        not_after, year = tuple(bounds) if bounds is not None else (None, None)
        citing = "SELECT DISTINCT d.locality_slug FROM citations c JOIN documents d ON d.key = c.document_key WHERE c.target_key = ? LIMIT 50"
        homes = frozenset(r[0] for r in connection.execute(citing, (said.key,)) if r[0] is not None)
    together: set[str] = set()
    standing: dict[str, tuple[bool, int]] = {}
    near = [other for other in others if other.numbered and set(other.dates) & set(said.dates)]
    if near:
        citers = known.citers(said.key)
        standing[said.key] = (not suspected, len(citers))
        for other in near:
            own = known.citers(other.key)
            standing[other.key] = (not known.suspected(other.key), len(own))
            if own & citers or other.key in citers:
                together.add(other.key)
    return Setting(not_after, year, homes, suspected, frozenset(together), standing)


def _citers(connection: sqlite3.Connection, key: str) -> set[str]:
    return {r[0] for r in connection.execute("SELECT DISTINCT document_key FROM citations WHERE target_key = ? ORDER BY 1 LIMIT ?", (key, _MANY + 1))}


def _suspected(connection: sqlite3.Connection, key: str) -> tuple[Candidate, ...]:
    rows = connection.execute(
        "SELECT DISTINCT x.key, x.score, x.why FROM citations c JOIN citation_candidates x ON x.citation_id = c.id "
        "WHERE c.target_key = ? AND c.resolution = 'suspected_typo' AND x.key <> c.target_key ORDER BY 2 DESC, 1", (key,),
    )  # fmt: skip
    return tuple(Candidate(r[0], r[1], {"number": -1.0, "issuer": 1.0}, r[2]) for r in rows)


def _write(connection: sqlite3.Connection, key: str, decision: Decision | None) -> None:
    old = connection.execute("SELECT target_key FROM links WHERE stated_key = ?", (key,)).fetchone()
    if old is not None:
        connection.execute("DELETE FROM links WHERE stated_key = ?", (key,))
        connection.execute("DELETE FROM link_candidates WHERE stated_key = ?", (key,))
    if decision is not None:
        d = decision
        connection.execute("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, ?)", (key, d.target, d.status, d.score, d.reason, d.rule, d.confidence))
        connection.executemany(
            "INSERT INTO link_candidates VALUES (?, ?, ?, ?, ?, ?)",
            [(key, n, c.key, c.score, json.dumps(c.evidence, sort_keys=True), c.why) for n, c in enumerate(d.candidates)],
        )
    before, now = old[0] if old is not None else None, decision.target if decision is not None else None
    if before != now:
        connection.execute("UPDATE relations SET meant_source_key = ? WHERE source_key = ?", (now, key))
        connection.execute("UPDATE relations SET meant_target_key = ? WHERE target_key = ?", (now, key))


def _mean(connection: sqlite3.Connection, written: Iterable[str]) -> None:
    """New edges take the decisions that were there before them."""
    for key in sorted(written):
        for way in ("source", "target"):
            connection.execute(
                f"UPDATE relations SET meant_{way}_key = l.target_key FROM links l "
                f"WHERE relations.document_key = ? AND l.stated_key = relations.{way}_key AND l.target_key IS NOT relations.meant_{way}_key", (key,),
            )  # fmt: skip


def _contradictions(connection: sqlite3.Connection, before: Mapping[str, Row | None], written: set[str]) -> None:
    """Held documents that are cited with another date and another title."""
    for key, old in sorted(before.items()):
        new = linking_row(connection, key)
        if old != new and (old is None or old[1] or (new is not None and new[1])):
            connection.execute("DELETE FROM contradictions WHERE stated_key = ?", (key,))
            if new is not None and new[1]:
                _write_contradictions(connection, "c.target_key = ?", key)
    for key in sorted(written):
        connection.execute("DELETE FROM contradictions WHERE document_key = ?", (key,))
        _write_contradictions(connection, "c.document_key = ?", key)


def _write_contradictions(connection: sqlite3.Connection, condition: str, value: object) -> None:
    rows = connection.execute(
        "SELECT DISTINCT c.document_key, c.target_key, c.date, c.title, d.date, d.subject FROM citations c JOIN documents d ON d.key = c.target_key "
        f"WHERE {condition} AND d.held = 1 AND length(c.date) = 10 AND length(d.date) = 10 AND c.date <> d.date AND c.title IS NOT NULL "
        "AND c.document_key <> c.target_key ORDER BY 1, 2, 3, 4", (value,),
    ).fetchall()  # fmt: skip
    for citing, target, date, title, own_date, subject in rows:
        likeness = title_likeness((title,), (subject,) if subject else ())
        if own_date != date and likeness is not None and likeness <= UNLIKE:
            connection.execute("INSERT OR IGNORE INTO contradictions VALUES (?, ?, ?, ?, 'link.number_of_another', 0.7)", (citing, target, date, title))

