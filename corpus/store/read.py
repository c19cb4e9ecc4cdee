"""Reading: what the doors (`api/`), the exports and researchers' scripts ask of a store. Plain dicts, ready for JSON.

Lists are ordered and paged: `Page.total` counts all that match. Text filters compare without marks and case
(`so noi vu` finds «Sở Nội vụ»); dates are ISO.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus.store.connection import Store
from corpus.store.errors import no_document, no_task
from corpus.store.query import match_expression
from parser.text.fold import match_key, slug, strip_marks

Record = dict[str, Any]
MAX_PAGE = 1000

_DOCUMENT_COLUMNS = (
    "d.key, d.held, d.type, d.number, d.date, d.issuer, d.parent_issuer, d.locality, d.place, d.subject, d.urgency, d.secrecy, f.filename, f.sha256, "
    "f.media_type, f.pages, f.text_origin, f.parser_version, f.parsed_at, "
    "(SELECT count(*) FROM tasks t WHERE t.document_key = d.key) AS task_count, "
    "(SELECT count(*) FROM citations c WHERE c.document_key = d.key) AS citation_count, "
    "(SELECT count(DISTINCT c.document_key) FROM citations c WHERE c.target_key = d.key AND c.document_key <> d.key) AS cited_by, "
    "(SELECT count(*) FROM warnings w WHERE w.document_key = d.key) AS warning_count"
)
_DOCUMENT_FROM = "FROM documents d LEFT JOIN files f ON f.sha256 = d.file_sha256"
_TASK_COLUMNS = (
    "t.id, t.document_key, t.ref, t.parent_id, t.kind, t.modality, t.title, t.text, t.outcome, t.first_due, t.last_due, t.start, t.end, t.page, t.rule, "
    "t.confidence, t.corrected_by, d.number, d.type, d.date, d.issuer, d.subject"
)
_TASK_FROM = "FROM tasks t JOIN documents d ON d.key = t.document_key"
_REVIEWED = {"unseen": "t.corrected_by IS NULL", "agreed": "t.corrected_by IS NOT NULL AND t.rule <> 'person'", "corrected": "t.corrected_by IS NOT NULL AND t.rule = 'person'"}


Sort = tuple[tuple[str, bool], ...]
"""Expressions to order by and whether each goes down; together they are different for every row."""
_BY_TEXT: Sort = (("t.document_key", False), ("t.position", False))
TASK_SORTS: dict[str, Sort] = {
    "due": (("t.last_due IS NULL", False), ("t.last_due", False), *_BY_TEXT), "-due": (("t.last_due IS NULL", False), ("t.last_due", True), *_BY_TEXT),
    "document": _BY_TEXT, "date": (("d.date IS NULL", False), ("d.date", False), *_BY_TEXT), "-date": (("d.date IS NULL", False), ("d.date", True), *_BY_TEXT),
}  # fmt: skip
DOCUMENT_SORTS: dict[str, Sort] = {
    "-date": (("d.date IS NULL", False), ("d.date", True), ("d.key", False)), "date": (("d.date IS NULL", False), ("d.date", False), ("d.key", False)),
    "key": (("d.key", False),),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the records that match, and how many match in all (-1 after the first page); `next` is where to go on, None at the end."""

    items: list[Record]
    total: int
    limit: int
    offset: int
    next: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks: conditions are joined by "and"; None asks nothing.

    `unit` is one unit's name, whole (marks and case may be left out); `unit_like` a part of it. `role` limits both to
    lead | coordinating | reports_to | supervised_by. A task is due between two days when one of its deadlines is.
    """

    unit: str | None = None
    unit_like: str | None = None
    role: str | None = None
    due_after: str | None = None
    due_before: str | None = None
    document: str | None = None
    kind: str | None = None
    text: str | None = None
    recurring: bool | None = None
    review: Literal["unseen", "agreed", "corrected"] | None = None
    """What people did with it: nobody looked, somebody agreed, somebody put it right."""


def documents(
    store: Store, *, held: bool | None = True, type: str | None = None, number: str | None = None, issuer: str | None = None, text: str | None = None,
    date_after: str | None = None, date_before: str | None = None, limit: int = 50, offset: int = 0, sort: str = "-date",
    after: Sequence[Any] | None = None,
) -> Page:  # fmt: skip
    """Documents, newest first; `held=False` gives those that are only cited, None both. `after` is a page's `next`."""
    where: list[str] = []
    values: list[Any] = []
    if held is not None:
        where.append("d.held = ?")
        values.append(int(held))
    if type is not None:
        where.append("d.type = ?")
        values.append(type)
    if number is not None:
        where.append("d.number_slug = ?")
        values.append(slug(number))
    if issuer is not None:
        # Vietnamese marks can't be folded in plain SQL; the issuers of a collection are few.
        names = [r[0] for r in store.connection.execute("SELECT DISTINCT issuer FROM documents WHERE issuer IS NOT NULL") if _like(issuer, r[0])]
        where.append(f"d.issuer IN ({', '.join('?' * len(names))})")
        values += names
    if text is not None:
        where.append("d.n IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?)")
        values.append(match_expression(text, "subject_folded content_folded"))
    for value, condition in ((date_after, "d.date >= ?"), (date_before, "d.date <= ?")):
        if value is not None:
            where.append(condition)
            values.append(value)
    return _page(store, _DOCUMENT_COLUMNS, _DOCUMENT_FROM, where, values, DOCUMENT_SORTS[sort], limit, offset, after, counted="FROM documents d")


def document(store: Store, key: str) -> Record:
    """One document's row with its files, recipients, signers and warnings. Raises NotFound."""
    found = store.records(f"SELECT {_DOCUMENT_COLUMNS} {_DOCUMENT_FROM} WHERE d.key = ?", (key,))
    if not found:
        raise no_document(key)
    record = found[0]
    record["files"] = store.records(
        "SELECT sha256, filename, media_type, bytes, pages, text_origin, is_primary, parser_version FROM files WHERE document_key = ? ORDER BY sha256", (key,)
    )
    for part, columns in (("addressees", "name"), ("recipients", "name, purpose"), ("signers", "authority, on_behalf_of, title, name"), ("warnings", "code, message, start, end, page")):
        record[part] = store.records(f"SELECT {columns} FROM {part} WHERE document_key = ? ORDER BY position", (key,))
    return record


def held_keys(store: Store, keys: Sequence[str]) -> set[str]:
    """Those of `keys` whose document is held, not only cited."""
    marks = ", ".join("?" * len(keys))
    return {row[0] for row in store.connection.execute(f"SELECT key FROM documents WHERE held = 1 AND key IN ({marks})", list(keys))}


def document_json(store: Store, key_or_sha256: str) -> str:
    """The whole Document (contract JSON) of a work's best file, or of the file with that sha256. Raises NotFound."""
    row = store.connection.execute(
        "SELECT document FROM files WHERE sha256 = :k OR (document_key = :k AND is_primary = 1) LIMIT 1", {"k": key_or_sha256}
    ).fetchone()
    if row is None:
        raise no_document(key_or_sha256)
    return str(row[0])


def each_document_json(store: Store, wanted: TaskFilter | None = None) -> Iterator[str]:
    """The Document of every work that is held (with a filter: that has a task which matches), by key, one at a time."""
    chosen, values = "", []
    if wanted is not None and wanted != TaskFilter():
        if wanted == TaskFilter(document=wanted.document):
            chosen, values = "AND document_key = ?", [wanted.document]
        else:
            where, values = _task_conditions(store, wanted)
            chosen = f"AND document_key IN (SELECT t.document_key {_TASK_FROM} {_where(where)})"
    for row in store.connection.execute(f"SELECT document FROM files WHERE is_primary = 1 {chosen} ORDER BY document_key", values):
        yield str(row[0]) if store.shown is None else json.dumps(store.shown(json.loads(row[0])), ensure_ascii=False)


def each_graph_row(store: Store, table: Literal["documents", "relations", "units"]) -> Iterator[Record]:
    """All documents (held and only cited), edges or units, in order, one at a time."""
    sql = {
        "documents": "SELECT key, held, type, number, date, issuer, subject FROM documents ORDER BY key",
        "relations": "SELECT source_key, relation, target_key, document_key AS stated_by FROM relations ORDER BY 1, 2, 3, 4",
        "units": "SELECT key, name, kind FROM units ORDER BY key",
    }
    for row in store.connection.execute(sql[table]):
        yield dict(row) if store.shown is None else store.shown(dict(row))


def tasks(
    store: Store, wanted: TaskFilter | None = None, *, limit: int = 50, offset: int = 0, sort: str = "due", after: Sequence[Any] | None = None
) -> Page:
    """Tasks with their units and deadlines, the soonest due first, then in the order of their documents. `after` is a page's `next`."""
    where, values = _task_conditions(store, wanted or TaskFilter())
    page = _page(store, _TASK_COLUMNS, _TASK_FROM, where, values, TASK_SORTS[sort], limit, offset, after, counted="FROM tasks t")
    _complete(store, page.items)
    return page


def each_task(store: Store, wanted: TaskFilter | None = None, *, batch: int = 100) -> Iterator[Record]:
    """Every task that matches, in the order of documents and of their text; memory does not grow with their number."""
    where, values = _task_conditions(store, wanted or TaskFilter())
    cursor = store.connection.execute(f"SELECT {_TASK_COLUMNS} {_TASK_FROM} {_where(where)} ORDER BY t.document_key, t.position", values)
    while rows := cursor.fetchmany(batch):
        items = [dict(row) for row in rows]
        _complete(store, items)
        yield from items if store.shown is None else store.shown(items)


def task(store: Store, task_id: str) -> Record:
    """One task with units, deadlines, targets, citations and the words it was read from. Raises NotFound."""
    found = store.records(f"SELECT {_TASK_COLUMNS}, substr(d.content, t.start + 1, t.end - t.start) AS evidence {_TASK_FROM} WHERE t.id = ?", (task_id,))
    if not found:
        raise no_task(task_id)
    _complete(store, found)
    found[0]["targets"] = store.records("SELECT g.* FROM task_targets x JOIN targets g ON g.id = x.target_id WHERE x.task_id = ? ORDER BY g.position", (task_id,))
    found[0]["citations"] = store.records("SELECT c.* FROM task_citations x JOIN citations c ON c.id = x.citation_id WHERE x.task_id = ? ORDER BY c.position", (task_id,))
    return found[0]


def citations(
    store: Store, *, document: str | None = None, target: str | None = None, relation: str | None = None, resolution: str | None = None, limit: int = 50,
    offset: int = 0, after: Sequence[Any] | None = None,
) -> Page:  # fmt: skip
    """Mentions: `document` cites, `target` is cited."""
    asked = {"c.document_key": document, "c.target_key": target, "c.relation": relation, "c.resolution": resolution}
    where = [f"{column} = ?" for column, value in asked.items() if value is not None]
    columns = "c.*, d.number AS citing_number, d.date AS citing_date, d.subject AS citing_subject"
    joined = "FROM citations c JOIN documents d ON d.key = c.document_key"
    return _page(store, columns, joined, where, [v for v in asked.values() if v is not None], (("c.document_key", False), ("c.position", False)), limit, offset, after)


def relations(store: Store, *, document: str | None = None, limit: int = 50, offset: int = 0, after: Sequence[Any] | None = None) -> Page:
    """Edges with both ends' names; `document` at either end."""
    where = ["(source_key = ? OR target_key = ?)"] if document is not None else []
    sort = tuple((column, False) for column in ("source_key", "relation", "target_key", "stated_by"))
    page = _page(store, "*", "FROM v_citation_edges", where, [document, document] if where else [], sort, limit, offset, after)
    for item in page.items:
        item["citation_ids"] = json.loads(item["citation_ids"])
    return page


def units(store: Store, *, text: str | None = None, limit: int = 50, offset: int = 0, after: Sequence[Any] | None = None) -> Page:
    """Units that act in tasks, the busiest first."""
    where = ["instr(u.name_folded, ?)"] if text is not None else []
    values = [strip_marks(text).lower()] if text is not None else []
    busy = "(SELECT count(DISTINCT task_id) FROM task_units x WHERE x.unit_key = u.key)"
    return _page(store, f"u.key, u.name, u.kind, {busy} AS tasks", "FROM units u", where, values, ((busy, True), ("u.name", False), ("u.key", False)), limit, offset, after)


def targets(
    store: Store, *, document: str | None = None, task: str | None = None, text: str | None = None, limit: int = 50, offset: int = 0,
    after: Sequence[Any] | None = None,
) -> Page:  # fmt: skip
    """Numeric targets in the order of their documents; `text` is a part of the indicator or of the words, marks and case counting."""
    where, values = [], list[Any]()
    for condition, asked in (
        ("g.document_key = ?", document), ("g.id IN (SELECT target_id FROM task_targets WHERE task_id = ?)", task), ("instr(g.raw || ' ' || coalesce(g.indicator, ''), ?)", text)
    ):  # fmt: skip
        if asked is not None:
            where.append(condition)
            values.append(asked)
    columns = "g.id, g.document_key, g.section_id, g.raw, g.indicator, g.comparator, g.value, g.upper, g.unit, g.per, g.base, g.as_of, g.rule, g.confidence"
    return _page(store, columns, "FROM targets g", where, values, (("g.document_key", False), ("g.position", False)), limit, offset, after)


def counts(store: Store) -> dict[str, int]:
    """How much there is of each thing."""
    asked = {
        "documents": "documents WHERE held = 1", "cited_only": "documents WHERE held = 0", "files": "files", "tasks": "tasks", "citations": "citations",
        "relations": "relations", "deadlines": "deadlines", "targets": "targets", "units": "units", "warnings": "warnings", "failures": "failures",
    }  # fmt: skip
    return {name: int(store.connection.execute(f"SELECT count(*) FROM {source}").fetchone()[0]) for name, source in asked.items()}


def _task_conditions(store: Store, wanted: TaskFilter) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []

    def add(condition: str, *more: Any) -> None:
        where.append(condition)
        values.extend(more)

    due = (wanted.due_after or "0000", wanted.due_before or "9999")
    dated = wanted.due_after is not None or wanted.due_before is not None
    if wanted.unit is not None or wanted.unit_like is not None:
        keys = _unit_keys(store, wanted)
        whose = f"unit_key IN ({', '.join('?' * len(keys))}){'' if wanted.role is None else ' AND role = ?'}"
        asked = [*keys, *(() if wanted.role is None else (wanted.role,))]
        if wanted.due_after is not None and wanted.due_before is not None:
            # Few tasks are due between two days: the unit's are looked up among them.
            add(f"t.id IN (SELECT task_id FROM task_units WHERE {whose} AND task_id IN (SELECT task_id FROM deadlines WHERE due >= ? AND due <= ?))", *asked, *due)
        elif dated:
            # From a day on there are years of them: each of the unit's is asked for its deadlines. The plus keeps SQLite from the index on days.
            add(
                "t.id IN (SELECT u.task_id FROM task_units u CROSS JOIN deadlines l ON l.task_id = u.task_id "
                f"WHERE {whose} AND +l.due >= ? AND +l.due <= ?)", *asked, *due,
            )  # fmt: skip
        else:
            add(f"t.id IN (SELECT task_id FROM task_units WHERE {whose})", *asked)
    else:
        if wanted.role is not None:
            add("t.id IN (SELECT task_id FROM task_units WHERE role = ?)", wanted.role)
        if dated:
            add("t.id IN (SELECT task_id FROM deadlines WHERE due >= ? AND due <= ?)", *due)
    if wanted.recurring is not None:
        add(f"t.id {'IN' if wanted.recurring else 'NOT IN'} (SELECT task_id FROM deadlines WHERE rrule IS NOT NULL)")
    if wanted.document is not None:
        add("t.document_key = ?", wanted.document)
    if wanted.kind is not None:
        add("t.kind = ?", wanted.kind)
    if wanted.review is not None:
        add(_REVIEWED[wanted.review])
    if wanted.text is not None:
        add("t.n IN (SELECT rowid FROM tasks_fts WHERE tasks_fts MATCH ?)", match_expression(wanted.text, "text_folded"))
    return where, values


def _unit_keys(store: Store, wanted: TaskFilter) -> list[str]:
    if wanted.unit is not None:
        exact = [r[0] for r in store.connection.execute("SELECT key FROM units WHERE key IN (?, ?)", (wanted.unit, match_key(wanted.unit)))]
        found = exact or [r[0] for r in store.connection.execute("SELECT key FROM units WHERE name_folded = ?", (strip_marks(wanted.unit).lower().strip(),))]
    else:
        found = [r[0] for r in store.connection.execute("SELECT key FROM units WHERE instr(name_folded, ?)", (strip_marks(wanted.unit_like or "").lower(),))]
    return sorted(found)


def _complete(store: Store, items: list[Record]) -> None:
    """Units by role, deadlines and cited documents (`basis`) of some tasks, in three queries."""
    by_id = {item["id"]: item for item in items}
    for item in items:
        item |= {"lead": [], "coordinating": [], "reports_to": [], "supervised_by": [], "deadlines": [], "basis": []}
    keys, marks = list(by_id), ", ".join("?" * len(by_id))
    for row in store.records(f"SELECT task_id, role, name, unit_key, kind, inherited_from FROM task_units WHERE task_id IN ({marks}) ORDER BY task_id, role, position", keys):
        by_id[row.pop("task_id")][row.pop("role")].append(row)
    for row in store.records(
        "SELECT task_id, raw, kind, start_date AS start, due, edtf, rrule, bound, anchor, anchor_offset, anchor_unit, anchor_working_days "
        f"FROM deadlines WHERE task_id IN ({marks}) ORDER BY task_id, position", keys,
    ):  # fmt: skip
        by_id[row.pop("task_id")]["deadlines"].append(row)
    for row in store.records(
        "SELECT x.task_id, c.id, coalesce(c.number, d.number) AS number, c.raw, c.relation, c.target_key "
        "FROM task_citations x JOIN citations c ON c.id = x.citation_id LEFT JOIN documents d ON d.key = c.target_key "
        f"WHERE c.form <> 'self' AND x.task_id IN ({marks}) ORDER BY x.task_id, c.position", keys,
    ):  # fmt: skip
        by_id[row.pop("task_id")]["basis"].append(row)


def _like(asked: str, name: str) -> bool:
    return strip_marks(asked).lower().strip() in strip_marks(name).lower()


def _where(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _page(
    store: Store, columns: str, source: str, where: list[str], values: list[Any], sort: Sort, limit: int, offset: int, after: Sequence[Any] | None = None,
    counted: str | None = None,
) -> Page:  # fmt: skip
    """`after` goes on behind a row, whatever came or went before it; `counted` is a shorter source that has as many rows."""
    limit, offset = max(0, min(limit, MAX_PAGE)), max(0, offset)
    matching, asked = where, values
    if after is not None:
        condition, more = _behind(sort, after)
        where, values, offset = [*where, condition], [*values, *more], 0
    order = ", ".join(f"{expression} DESC" if down else expression for expression, down in sort)
    places = ", ".join(f"{expression} AS place_{n}" for n, (expression, _) in enumerate(sort))
    rows, names = store.tuples(f"SELECT {columns}, {places} {source} {_where(where)} ORDER BY {order} LIMIT ? OFFSET ?", [*values, limit + 1, offset])
    total = -1
    if after is None:
        whole = len(rows) <= limit and (rows or not offset)
        total = offset + len(rows) if whole else _count(store, f"SELECT count(*) {counted or source} {_where(matching)}", asked)
    wide = len(names) - len(sort)  # the places stand behind what was asked for
    shown = names[:wide]
    return Page([dict(zip(shown, row, strict=False)) for row in rows[:limit]], total, limit, offset, rows[limit - 1][wide:] if limit and len(rows) > limit else None)


def _count(store: Store, sql: str, values: Sequence[Any]) -> int:
    """How many match; told again from memory while nobody has written."""
    asked = (sql, *values)
    found = None if store.kept is None else store.kept.get(asked)
    if found is None:
        found = store.connection.execute(sql, values).fetchone()[0]
        store.remember(asked, found)
    return int(found)


def _behind(sort: Sort, place: Sequence[Any]) -> tuple[str, list[Any]]:
    """Rows that come after `place`: equal in the first expressions, further in the next."""
    ways, values = [], list[Any]()
    for n, (expression, down) in enumerate(sort):
        ways.append(" AND ".join([*(f"({e}) IS ?" for e, _ in sort[:n]), f"({expression}) {'<' if down else '>'} ?"]))
        values += place[: n + 1]
    return f"({' OR '.join(ways)})", values
