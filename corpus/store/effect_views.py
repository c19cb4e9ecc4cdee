"""Views on effect (hiệu lực): what changed a document's standing, and its status on a day."""

EFFECT_VIEWS = {
    # What amends, replaces, repeals, corrects or consolidates a document, from which day, wholly or in part, and who says so.
    # The day is that on which the acting document takes effect, else its date, else that of the document that states it.
    "v_effect": """
        SELECT r.to_key AS key, t.number, r.relation, r.from_key AS by_key, s.number AS by_number,
               coalesce((SELECT e.day FROM effect_dates e WHERE e.document_key = r.from_key AND e.kind = 'from' ORDER BY e.position LIMIT 1), s.date, b.date) AS day,
               r.relation IN ('replaces', 'repeals') AND coalesce(
                   (SELECT max(c.pinpoint IS NULL) FROM json_each(r.citation_ids) j JOIN citations c ON c.id = j.value), 1) AS whole,
               r.document_key AS stated_by, r.citation_ids
        FROM relations r JOIN documents t ON t.key = r.to_key JOIN documents s ON s.key = r.from_key JOIN documents b ON b.key = r.document_key
        WHERE r.relation IN ('amends', 'replaces', 'repeals', 'corrects', 'consolidates')""",
    # The status of each document on a day: ask with `WHERE as_of = '2026-06-30'`, or for one key on any day. `edge` says what decides.
    "v_status": """
        SELECT key, number, subject, held, as_of,
               CASE WHEN from_day > as_of THEN 'not_yet'
                    WHEN edge ->> '$.whole' THEN CASE edge ->> '$.relation' WHEN 'replaces' THEN 'replaced' ELSE 'repealed' END
                    WHEN to_day < as_of THEN 'expired'
                    WHEN edge IS NOT NULL THEN 'amended'
                    WHEN from_day IS NULL THEN 'unknown'
                    ELSE 'in_force' END AS status,
               CASE WHEN from_day > as_of THEN NULL ELSE edge ->> '$.by' END AS by_key,
               CASE WHEN from_day > as_of THEN NULL ELSE edge ->> '$.relation' END AS relation,
               CASE WHEN from_day > as_of THEN from_day WHEN edge ->> '$.whole' THEN edge ->> '$.day' WHEN to_day < as_of THEN to_day
                    ELSE coalesce(edge ->> '$.day', from_day) END AS since,
               edge ->> '$.stated_by' AS stated_by
        FROM (SELECT d.key, d.number, d.subject, d.held, days.day AS as_of,
                     coalesce((SELECT day FROM effect_dates e WHERE e.document_key = d.key AND e.kind = 'from' ORDER BY e.position LIMIT 1), d.date) AS from_day,
                     (SELECT day FROM effect_dates e WHERE e.document_key = d.key AND e.kind = 'to' ORDER BY e.position LIMIT 1) AS to_day,
                     (SELECT json_object('by', by_key, 'relation', relation, 'day', e.day, 'stated_by', stated_by, 'whole', whole)
                      FROM v_effect e WHERE e.key = d.key AND e.day <= days.day ORDER BY whole DESC, e.day, by_key, relation LIMIT 1) AS edge
              FROM documents d CROSS JOIN days)""",
    # Documents that rest on what was replaced or repealed: before they were issued, or since; with the tasks that name it.
    "v_basis_changed": """
        SELECT r.from_key AS document_key, d.number, d.date, r.relation AS rests_by, r.to_key AS basis_key, e.number AS basis_number, e.relation AS change,
               e.by_key, e.by_number, e.day, CASE WHEN e.day < d.date THEN 'before' ELSE 'since' END AS changed, e.stated_by,
               (SELECT group_concat(DISTINCT c.task_id) FROM json_each(r.citation_ids) j JOIN citations c ON c.id = j.value) AS task_ids
        FROM v_effect e JOIN relations r ON r.to_key = e.key JOIN documents d ON d.key = r.from_key
        WHERE e.whole AND e.by_key <> r.from_key AND e.stated_by <> r.from_key AND r.document_key = r.from_key
        AND r.relation IN ('legal_basis', 'implements', 'per', 'guides')
        ORDER BY changed, e.day, r.from_key""",
    # Tasks whose last day is past: ask with `WHERE as_of = '2026-06-30'`.
    "v_overdue": """
        SELECT days.day AS as_of, CAST(julianday(days.day) - julianday(t.last_due) AS INTEGER) AS days_over, t.last_due AS due, t.id, d.number, t.ref,
               t.title AS task, (SELECT group_concat(name, '; ') FROM (SELECT name FROM task_units u WHERE u.task_id = t.id AND u.role = 'lead' ORDER BY u.position)) AS lead,
               t.document_key
        FROM days JOIN tasks t ON t.last_due < days.day JOIN documents d ON d.key = t.document_key
        WHERE t.kind <> 'statement' AND NOT EXISTS (SELECT 1 FROM deadlines l WHERE l.task_id = t.id AND l.rrule IS NOT NULL)
        ORDER BY t.last_due, t.id""",
}
