"""Views that read like questions; they use nothing that the plain sqlite3 shell does not have."""

import sqlite3

from corpus.store.cascade_views import CASCADE_VIEWS
from corpus.store.effect_views import EFFECT_VIEWS
from corpus.store.link_views import LINK_VIEWS

_UNITS = "(SELECT group_concat(name, '; ') FROM (SELECT name FROM task_units u WHERE u.task_id = t.id AND u.role = '{role}' ORDER BY u.position))"

VIEWS = {
    # Every obligation with who, by when and from which document; compare `due` with a day of your own.
    "v_open_tasks": f"""
        SELECT t.id, d.number, d.date, d.subject, t.ref, t.title AS task, {_UNITS.format(role="lead")} AS lead,
               {_UNITS.format(role="coordinating")} AS coordinating, {_UNITS.format(role="reports_to")} AS reports_to,
               t.last_due AS due, (SELECT group_concat(raw, '; ') FROM deadlines l WHERE l.task_id = t.id) AS deadline,
               (SELECT group_concat(rrule, ' ') FROM deadlines l WHERE l.task_id = t.id AND l.rrule IS NOT NULL) AS rrule, t.outcome, t.document_key
        FROM tasks t JOIN documents d ON d.key = t.document_key
        WHERE t.kind <> 'statement' AND NOT EXISTS (SELECT 1 FROM links l WHERE l.stated_key = t.document_key AND l.status = 'same_work')
        ORDER BY t.last_due IS NULL, t.last_due, t.document_key, t.position""",
    # Which document does what to which, with both ends' names: as it is meant; what the text says of the ends stands beside it.
    "v_citation_edges": """
        SELECT r.from_key AS source_key, s.number AS source_number, s.subject AS source_subject, r.relation, r.to_key AS target_key, t.number AS target_number,
               t.subject AS target_subject, s.held AS source_held, t.held AS target_held, r.document_key AS stated_by, r.citation_ids,
               r.source_key AS stated_source_key, r.target_key AS stated_target_key
        FROM relations r JOIN documents s ON s.key = r.from_key JOIN documents t ON t.key = r.to_key
        WHERE r.from_key <> r.to_key
        ORDER BY r.from_key, r.relation, r.to_key""",
    # Documents that others cite and nobody has brought in, the most cited first.
    "v_missing_documents": """
        SELECT d.key, d.type, d.number, d.date, d.issuer, d.subject, count(DISTINCT c.document_key) AS cited_by, count(c.id) AS mentions
        FROM documents d JOIN citations c ON c.target_key = d.key
        WHERE d.held = 0 AND NOT EXISTS (SELECT 1 FROM links l WHERE l.stated_key = d.key AND l.target_key IS NOT NULL)
        GROUP BY d.key ORDER BY cited_by DESC, mentions DESC, d.key""",
    # Each task beside the very words of the dispatch that it was read from.
    "v_task_evidence": """
        SELECT t.id, t.ref, t.text, substr(d.content, t.start + 1, t.end - t.start) AS evidence, t.page, t.rule, t.confidence, f.filename, f.parser_version
        FROM tasks t JOIN documents d ON d.key = t.document_key LEFT JOIN files f ON f.sha256 = d.file_sha256
        ORDER BY t.document_key, t.position""",
    # What one unit has to do, in which role.
    "v_unit_tasks": """
        SELECT u.name AS unit, tu.role, tu.inherited_from, t.id, t.title AS task, t.last_due AS due, t.document_key
        FROM task_units tu JOIN units u ON u.key = tu.unit_key JOIN tasks t ON t.id = tu.task_id
        ORDER BY u.name, tu.role, t.last_due IS NULL, t.last_due, t.id""",
}


def statements() -> dict[str, str]:
    """`CREATE VIEW` of every view, those that others are made of first."""
    return {name: f"CREATE VIEW {name} AS {sql}" for name, sql in (EFFECT_VIEWS | LINK_VIEWS | VIEWS | CASCADE_VIEWS).items()}


def views_are_ours(connection: sqlite3.Connection) -> bool:
    """Whether the database has just these views: they change without a migration, for no row depends on them."""
    return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()) == statements()


def create_views(connection: sqlite3.Connection) -> None:
    """Make every view anew; any other is dropped."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        connection.execute(f"DROP VIEW {name}")
    for sql in statements().values():
        connection.execute(sql)
