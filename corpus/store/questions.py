"""Questions that people ask of the collection, as SQL that any SQLite shell runs: `python -m corpus.store.questions` prints docs/questions.md."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Question:
    """One question in both languages; `sql` has named parameters, `example` values for them from the sample dispatches."""

    name: str
    vietnamese: str
    english: str
    sql: str
    example: dict[str, str] = field(default_factory=dict)

    def filled(self) -> str:
        """The statement with the example's values in it, to paste into a shell."""
        sql = self.sql
        for name, value in sorted(self.example.items(), key=lambda item: -len(item[0])):
            sql = sql.replace(f":{name}", "'" + value.replace("'", "''") + "'")
        return sql


QUESTIONS: tuple[Question, ...] = (
    Question(
        "due_of_a_unit", "Đơn vị này chủ trì việc gì phải xong từ ngày … đến ngày …?", "What must a unit lead and finish between two days?",
        """SELECT t.id, t.title, l.raw, l.due
FROM task_units u JOIN units x ON x.key = u.unit_key JOIN tasks t ON t.id = u.task_id JOIN deadlines l ON l.task_id = t.id
WHERE x.name = :unit AND u.role = 'lead' AND l.due BETWEEN :first AND :last
ORDER BY l.due, t.id""",
        {"unit": "Sở Nội vụ", "first": "2026-04-01", "last": "2026-06-30"},
    ),
    Question(
        "who_cites", "Văn bản nào viện dẫn quyết định này, để làm gì?", "Who cites this decision, and what for?",
        """SELECT source_key, source_number, relation, stated_by FROM v_citation_edges WHERE target_key = :key ORDER BY 1, 3""",
        {"key": "song-lam/qd-ubnd/2026/412"},
    ),
    Question(
        "missing", "Văn bản nào được dẫn nhiều mà chưa có?", "Which documents are cited most and not held?",
        """SELECT number, date, issuer, subject, cited_by, mentions FROM v_missing_documents LIMIT 20""",
    ),
    Question(
        "without_lead", "Nhiệm vụ nào không rõ ai chủ trì?", "Which tasks say nobody who leads?",
        """SELECT t.id, t.title FROM tasks t
WHERE t.kind <> 'statement' AND NOT EXISTS (SELECT 1 FROM task_units u WHERE u.task_id = t.id AND u.role = 'lead')
ORDER BY t.document_key, t.position""",
    ),
    Question(
        "without_deadline", "Mỗi văn bản có bao nhiêu nhiệm vụ, bao nhiêu việc không có thời hạn?", "How many tasks of each document have no deadline?",
        """SELECT d.number, d.subject, count(*) AS tasks, sum(NOT EXISTS (SELECT 1 FROM deadlines l WHERE l.task_id = t.id)) AS without_deadline
FROM tasks t JOIN documents d ON d.key = t.document_key
GROUP BY d.key ORDER BY without_deadline DESC, d.key""",
    ),
    Question(
        "regular_reports", "Phải báo cáo định kỳ những gì, cho ai?", "What has to be reported regularly, and to whom?",
        """SELECT t.id, t.title, l.raw, l.rrule, group_concat(u.name, '; ') AS reports_to
FROM tasks t JOIN deadlines l ON l.task_id = t.id AND l.rrule IS NOT NULL LEFT JOIN task_units u ON u.task_id = t.id AND u.role = 'reports_to'
WHERE t.kind = 'reporting' OR u.name IS NOT NULL
GROUP BY t.id, l.position ORDER BY t.document_key, t.position""",
    ),
    Question(
        "targets", "Các chỉ tiêu và nhiệm vụ mang chỉ tiêu đó?", "Which targets are set, and by which tasks?",
        """SELECT g.document_key, g.raw, g.indicator, g.as_of, x.task_id
FROM targets g LEFT JOIN task_targets x ON x.target_id = g.id ORDER BY g.document_key, g.position, x.task_id""",
    ),
    Question(
        "changed", "Văn bản nào đã bị sửa đổi, thay thế, bãi bỏ?", "Which documents were amended, replaced or repealed?",
        """SELECT target_key, target_number, relation, source_number, stated_by FROM v_citation_edges
WHERE relation IN ('amends', 'replaces', 'repeals') ORDER BY target_key""",
    ),
    Question(
        "work_together", "Những đơn vị nào hay phối hợp với nhau?", "Which units work together most?",
        """SELECT a.name AS lead, b.name AS coordinating, count(*) AS tasks
FROM task_units a JOIN task_units b ON b.task_id = a.task_id AND a.role = 'lead' AND b.role = 'coordinating'
GROUP BY a.unit_key, b.unit_key ORDER BY tasks DESC, lead, coordinating LIMIT 20""",
    ),
    Question(
        "full_text", "Tìm toàn văn, không cần dấu", "Full text, with or without marks",
        """SELECT t.id, t.title FROM tasks_fts JOIN tasks t ON t.n = tasks_fts.rowid WHERE tasks_fts MATCH :words ORDER BY bm25(tasks_fts), t.id LIMIT 20""",
        {"words": "\"so hoa tai lieu\""},
    ),
    Question(
        "rests_on", "Những gì dựa trên văn bản này, trực tiếp hay bắc cầu?", "What rests on this document, directly or not?",
        """WITH RECURSIVE resting(key, steps) AS (
  SELECT :key, 0 UNION SELECT r.from_key, steps + 1 FROM resting JOIN relations r ON r.to_key = resting.key WHERE steps < 6
)
SELECT d.number, d.subject, min(steps) AS steps FROM resting JOIN documents d ON d.key = resting.key WHERE steps > 0 GROUP BY d.key ORDER BY steps, d.key""",
        {"key": "qh15/2024/33"},
    ),
    Question(
        "in_force", "Văn bản này ngày … còn hiệu lực không, vì sao?", "Is this document in force on a day, and what says so?",
        """SELECT number, status, since, by_key, relation, stated_by FROM v_status WHERE key = :key AND as_of = :day""",
        {"key": "song-lam/qd-ubnd/2024/1875", "day": "2026-06-30"},
    ),
    Question(
        "basis_changed", "Văn bản, nhiệm vụ nào dựa trên căn cứ đã bị thay thế, bãi bỏ?", "Which documents and tasks rest on what was replaced or repealed?",
        """SELECT changed, number, basis_number, change, by_number, day, group_concat(DISTINCT rests_by) AS rests_by, task_ids
FROM v_basis_changed GROUP BY document_key, basis_key, by_key ORDER BY changed, day, number""",
    ),
    Question(
        "overdue", "Đến ngày … nhiệm vụ nào quá hạn, do ai chủ trì?", "Which tasks are past their last day, and who leads them?",
        """SELECT days_over, due, lead, task, id FROM v_overdue WHERE as_of = :day ORDER BY days_over DESC, id LIMIT 50""",
        {"day": "2026-07-01"},
    ),
    Question(
        "doubtful_links", "Số, ký hiệu nào có thể viết nhầm hoặc chưa rõ là văn bản nào?", "Which numbers may be slips of the pen, or may mean several documents?",
        """SELECT status, stated_number, stated_date, stated_subject, target_key, reason, candidates, cited_by FROM v_links ORDER BY status, cited_by DESC, stated_key""",
    ),
    Question(
        "not_taken_up", "Nhiệm vụ nào của văn bản này chưa có kế hoạch cấp dưới nào nhận?", "Which of its tasks has no plan below taken up?",
        """SELECT ref, task, lead, due FROM v_not_taken_up WHERE document_key = :key ORDER BY position""",
        {"key": "song-lam/qd-ubnd/2026/412"},
    ),
    Question(
        "otherwise", "Kế hoạch cấp dưới đặt chỉ tiêu, thời hạn khác gì với chỉ đạo?", "Which targets and deadlines do plans below set otherwise than ordered?",
        """SELECT above_key, below_key, what, how, ordered, planned FROM v_cascade_differences ORDER BY above_key, below_key, what, above_id""",
    ),
    Question(
        "to_look_at", "Chỗ nào cần người xem lại?", "What should a person look at?",
        """SELECT document_key, code AS what, message AS words FROM warnings
UNION ALL SELECT document_key, 'resolution: ' || resolution, raw FROM citations WHERE resolution IN ('ambiguous', 'suspected_typo')
UNION ALL SELECT document_key, 'confidence ' || round(confidence, 2), title FROM tasks WHERE confidence < 0.8
ORDER BY 1, 2""",
    ),
)  # fmt: skip


def markdown() -> Iterator[str]:
    """The page of questions, line by line."""
    yield "# Hỏi cơ sở dữ liệu / Questions to the database"
    yield ""
    yield "Generated by `python -m corpus.store.questions`; don't edit. Run them with `sqlite3 FILE`; the values are those of the sample dispatches."
    for number, question in enumerate(QUESTIONS, start=1):
        yield ""
        yield f"## {number}. {question.vietnamese}"
        yield ""
        yield question.english
        yield ""
        yield "```sql"
        yield from question.filled().split("\n")
        yield "```"


if __name__ == "__main__":
    print("\n".join(markdown()))
