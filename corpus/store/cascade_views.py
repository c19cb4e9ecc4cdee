"""Views on the cascade: what became of an order in the plans below it."""

CASCADE_VIEWS = {
    # Which task of a plan carries out which task of the document above it.
    "v_cascade": """
        SELECT c.above_key, a.number AS above_number, x.ref AS above_ref, x.title AS above_task, x.position AS above_position, c.below_key,
               b.number AS below_number, b.issuer AS below_issuer, y.ref AS below_ref, y.title AS below_task, c.score, c.evidence, c.differences,
               c.above_id, c.below_id
        FROM cascade_links c JOIN tasks x ON x.id = c.above_id JOIN tasks y ON y.id = c.below_id
        JOIN documents a ON a.key = c.above_key JOIN documents b ON b.key = c.below_key
        ORDER BY c.above_key, x.position, c.score DESC, c.below_id""",
    # Which target of a plan answers which target of the document above it.
    "v_cascade_targets": """
        SELECT c.above_key, a.number AS above_number, x.raw AS ordered, x.indicator AS above_indicator, x.as_of AS above_as_of, x.position AS above_position,
               c.below_key, b.number AS below_number, b.issuer AS below_issuer, y.raw AS planned, y.indicator AS below_indicator, y.as_of AS below_as_of,
               c.score, c.evidence, c.differences, c.above_id, c.below_id
        FROM cascade_targets c JOIN targets x ON x.id = c.above_id JOIN targets y ON y.id = c.below_id
        JOIN documents a ON a.key = c.above_key JOIN documents b ON b.key = c.below_key
        ORDER BY c.above_key, x.position, c.score DESC, c.below_id""",
    # What plans have otherwise than ordered: a higher or lower target, a later deadline.
    "v_cascade_differences": """
        SELECT c.above_key, c.below_key, json_extract(d.value, '$.what') AS what, json_extract(d.value, '$.how') AS how,
               json_extract(d.value, '$.ordered') AS ordered, json_extract(d.value, '$.planned') AS planned, c.above_id, c.below_id
        FROM cascade_links c, json_each(c.differences) d WHERE json_extract(d.value, '$.what') = 'deadline'
        UNION ALL
        SELECT c.above_key, c.below_key, 'target', json_extract(d.value, '$.how'), json_extract(d.value, '$.ordered'), json_extract(d.value, '$.planned'),
               c.above_id, c.below_id
        FROM cascade_targets c, json_each(c.differences) d""",
    # Tasks of documents that some held plan carries out, which none of these plans has.
    "v_not_taken_up": """
        SELECT t.document_key, d.number, t.ref, t.title AS task,
               (SELECT group_concat(name, '; ') FROM (SELECT name FROM task_units u WHERE u.task_id = t.id AND u.role = 'lead' ORDER BY u.position)) AS lead, t.last_due AS due, t.id, t.position
        FROM tasks t JOIN documents d ON d.key = t.document_key
        WHERE t.kind <> 'statement'
        AND EXISTS (SELECT 1 FROM cascade_pairs p WHERE p.above_key = t.document_key)
        AND NOT EXISTS (SELECT 1 FROM cascade_links c WHERE c.above_id = t.id)
        AND NOT EXISTS (SELECT 1 FROM cascade_links c JOIN tasks k ON k.id = c.above_id WHERE k.parent_id = t.id)
        ORDER BY t.document_key, t.position""",
}
