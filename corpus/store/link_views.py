"""Views on linking: what a mention is taken to mean, and what is said of documents that nobody has."""

LINK_VIEWS = {
    # Stubs that the graph takes for another document, cannot decide, or suspects: with the candidates, the best first.
    "v_links": """
        SELECT l.status, l.stated_key, s.number AS stated_number, s.date AS stated_date, s.subject AS stated_subject, l.target_key, t.number AS target_number,
               t.subject AS target_subject, l.score, l.reason, l.rule,
               (SELECT group_concat(x.key || ' (' || x.score || ': ' || x.why || ')', '; ')
                FROM (SELECT * FROM link_candidates x WHERE x.stated_key = l.stated_key ORDER BY x.position) x) AS candidates,
               (SELECT count(DISTINCT c.document_key) FROM citations c WHERE c.target_key = l.stated_key) AS cited_by
        FROM links l JOIN documents s ON s.key = l.stated_key LEFT JOIN documents t ON t.key = l.target_key
        ORDER BY l.status, l.stated_key""",
    # All that is said of a document that is cited, and who says it.
    "v_said": """
        SELECT target_key AS key, 'number' AS what, number AS said, document_key AS by_key, id AS citation_id FROM citations WHERE target_key IS NOT NULL AND number IS NOT NULL
        UNION ALL SELECT target_key, 'date', date, document_key, id FROM citations WHERE target_key IS NOT NULL AND date IS NOT NULL
        UNION ALL SELECT target_key, 'issuer', issuer, document_key, id FROM citations WHERE target_key IS NOT NULL AND issuer IS NOT NULL
        UNION ALL SELECT target_key, 'title', title, document_key, id FROM citations WHERE target_key IS NOT NULL AND title IS NOT NULL""",
    # When a document without a whole date must have been issued, and which documents say so.
    "v_inferred_dates": """
        SELECT b.key, d.number, d.subject, b.year AS inferred_year, b.not_before, f.number AS not_before_number, b.not_before_key, b.not_after,
               l.number AS not_after_number, b.not_after_key, b.rule
        FROM date_bounds b JOIN documents d ON d.key = b.key LEFT JOIN documents f ON f.key = b.not_before_key LEFT JOIN documents l ON l.key = b.not_after_key
        ORDER BY b.year IS NULL, b.key""",
    # Held documents that somebody cites by their number but with another date and another title.
    "v_contradictions": """
        SELECT x.document_key, a.number AS citing_number, x.stated_key, d.number, d.date, x.said_date, d.subject, x.said_title, x.rule
        FROM contradictions x JOIN documents a ON a.key = x.document_key JOIN documents d ON d.key = x.stated_key
        ORDER BY x.document_key, x.stated_key""",
}
