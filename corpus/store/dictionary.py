"""What every table, column and view of the database means: `python -m corpus.store.dictionary` prints docs/data-dictionary.md."""

from collections.abc import Iterator

from corpus.store.connection import Store, open_store

TABLES = {
    "documents": ("Văn bản, có tệp hoặc chỉ được viện dẫn", "Documents: held (with a file) or only cited (stubs). One row for each work."),
    "files": ("Tệp đã đọc", "Files that were read; a work may have several (DOCX, PDF, scan), one of them primary."),
    "sections": ("Phần, mục, điều, khoản, điểm", "The section tree of a document, in text order."),
    "addressees": ("Kính gửi", "Whom a document is addressed to."),
    "recipients": ("Nơi nhận", "Whom a document is sent to."),
    "signers": ("Người ký", "Who signed, on whose authority."),
    "tasks": ("Nhiệm vụ", "Obligations, in text order."),
    "task_units": ("Đơn vị của nhiệm vụ", "Which unit has which role in a task."),
    "units": ("Đơn vị", "Units that act in tasks, across documents."),
    "unit_names": ("Cách viết tên đơn vị", "How each unit is named, counted."),
    "deadlines": ("Thời hạn", "Deadlines of tasks."),
    "targets": ("Chỉ tiêu", "Numeric targets, in or out of a task."),
    "task_targets": ("Chỉ tiêu của nhiệm vụ", "Which targets belong to which task."),
    "citations": ("Viện dẫn", "Every mention of another document, in text order."),
    "citation_candidates": ("Văn bản có thể được viện dẫn", "Documents that a doubtful mention may stand for."),
    "task_citations": ("Viện dẫn của nhiệm vụ", "Which mentions stand in which task."),
    "said_of_documents": ("Điều được nói về văn bản được viện dẫn", "What mentions say of the document they mean, counted; a stub is filled from it."),
    "relations": ("Quan hệ giữa văn bản", "Edges between documents, each with who states it."),
    "definitions": ("Từ viết tắt, gọi tắt", "Defined terms of a document."),
    "warnings": ("Cảnh báo", "What a person should look at."),
    "corrections": ("Sửa đổi của người dùng", "Corrections by people; they outlive every new parse."),
    "runs": ("Lượt đọc", "Ingest runs."),
    "failures": ("Tệp không đọc được", "Files that gave no document, with a stable code."),
}
VIEWS = {
    "v_open_tasks": ("Nhiệm vụ: ai, bao giờ, từ văn bản nào", "Every obligation with who, by when and from which document."),
    "v_citation_edges": ("Văn bản nào làm gì với văn bản nào", "Edges with the names of both ends."),
    "v_missing_documents": ("Văn bản được dẫn nhưng chưa có", "Documents that are cited but not held, the most cited first."),
    "v_task_evidence": ("Nhiệm vụ cạnh nguyên văn", "Each task beside the words of the dispatch that it was read from."),
    "v_unit_tasks": ("Việc của từng đơn vị", "What each unit has to do, in which role."),
}
_COMMON = {
    "document_key": "The document that the row belongs to (`documents.key`).",
    "position": "Order in the text, from 0.",
    "start": "First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.",
    "end": "Character after the last one.",
    "page": "Page, from 1; null where the source has none.",
    "rule": "The rule that read it, a stable name.",
    "confidence": "0 to 1.",
    "raw": "As it stands in the text, white space folded.",
    "kind": "Closed list of the contract.",
    "n": "Row number for full text; says nothing.",
    "task_id": "The task (`tasks.id`).",
    "section_id": "The section it stands in (`sections.id`).",
    "unit_key": "The unit (`units.key`).",
    "name": "Name, folded, first letter capital.",
    "target_key": "The document that is meant (`documents.key`); null where the text does not say.",
    "mentions": "How often.",
}
COLUMNS = {
    "documents.key": "Identity: `[locality/]<symbol>/<year>/<sequence>`; `…~<sha256>` without a number, or where another file of the same key contradicts it.",
    "documents.held": "1 with a file, 0 only cited.",
    "documents.type": "Type slug (loại văn bản): quyet_dinh, ke_hoach, cong_van …",
    "documents.number": "Số, ký hiệu, normalised.",
    "documents.number_slug": "The number for searching: ASCII, lower case, hyphens.",
    "documents.date": "Date of issue, EDTF: `2026-01-12`, `2026-01`.",
    "documents.issuer": "Cơ quan ban hành.",
    "documents.parent_issuer": "Cơ quan chủ quản.",
    "documents.locality": "Province or district of a local issuer.",
    "documents.locality_slug": "The same as in keys.",
    "documents.place": "Place of the dateline.",
    "documents.subject": "Trích yếu; of a stub the title that is said most often.",
    "documents.subject_folded": "The same without marks, đ as d (full text).",
    "documents.urgency": "Mức độ khẩn.",
    "documents.secrecy": "Độ mật.",
    "documents.archive": "What follows «Lưu:».",
    "documents.content": "Canonical text; all spans point into it. Null for a stub.",
    "documents.content_folded": "The same without marks, same length (full text).",
    "documents.file_sha256": "The primary file (`files.sha256`).",
    "files.sha256": "Of the file's bytes.",
    "files.document_key": "The work that the file belongs to.",
    "files.parsed_key": "The key that its own text gives.",
    "files.is_primary": "1 for the file whose reading fills the other tables.",
    "files.filename": "Name, without folder.",
    "files.media_type": "By content.",
    "files.bytes": "Size.",
    "files.pages": "Number of pages, null where the format has none.",
    "files.text_origin": "text_layer, ocr, markup, plain or mixed.",
    "files.parser_version": "Version of the parser.",
    "files.parsed_at": "When it was read, ISO 8601.",
    "files.seconds": "How long reading took.",
    "files.document": "The whole Document as JSON (contract).",
    "sections.id": "Id inside the document.",
    "sections.parent_id": "The section around it.",
    "sections.depth": "0 at the top.",
    "sections.label": "Number or letter as printed.",
    "sections.ref": "The path a person would cite: `II.1.a`, `Điều 3`.",
    "sections.heading": "Heading.",
    "recipients.purpose": "«để b/c» …",
    "signers.authority": "KT., TM., TL., TUQ., Q.",
    "signers.on_behalf_of": "On whose behalf.",
    "signers.title": "Chức vụ.",
    "tasks.id": "`<document key>#<ref>`.",
    "tasks.ref": "The path a person would cite.",
    "tasks.parent_id": "The task that it is a part of.",
    "tasks.title": "Its first clause.",
    "tasks.text": "The whole obligation.",
    "tasks.text_folded": "The same without marks (full text).",
    "tasks.modality": "yeu_cau, de_nghi, giao, phai, can, nghiem_cam.",
    "tasks.outcome": "Sản phẩm, kết quả.",
    "tasks.first_due": "The earliest `due` of its deadlines.",
    "tasks.last_due": "The latest.",
    "task_units.role": "lead (chủ trì), coordinating (phối hợp), reports_to (báo cáo), supervised_by.",
    "task_units.inherited_from": "heading, lead_in, addressees, table; null where the task itself names the unit.",
    "units.key": "The parser's key, else the name with case and tone placement folded.",
    "units.name_folded": "Without marks, lower case.",
    "deadlines.start_date": "First day, ISO.",
    "deadlines.due": "Last day on which it is still in time, ISO.",
    "deadlines.edtf": "EDTF text of the interval.",
    "deadlines.rrule": "RFC 5545 rule of a repeating one.",
    "deadlines.bound": "by, before, in, from_to, every.",
    "deadlines.anchor": "What a relative one counts from.",
    "deadlines.anchor_offset": "How many units after it.",
    "deadlines.anchor_unit": "hour, day, week, month, quarter, year.",
    "deadlines.anchor_working_days": "1 where working days are counted.",
    "targets.id": "`<document key>#<id>`.",
    "targets.indicator": "What is to reach the value.",
    "targets.comparator": "=, >=, <=, >, <, range, ~.",
    "targets.value": "Decimal as text.",
    "targets.upper": "Upper end of a range.",
    "targets.unit": "%, VND or the counted noun.",
    "targets.per": "«mỗi xã» …",
    "targets.base": "What a share is a share of.",
    "targets.as_of": "By when, from the phrase or its heading.",
    "task_targets.target_id": "The target (`targets.id`).",
    "citations.id": "`<document key>#<id>`.",
    "citations.task_id": "The task it stands in, if any.",
    "citations.context": "The mention with 30 characters on each side.",
    "citations.type": "Type of the cited document.",
    "citations.number": "Its number, normalised; null for a short form or name.",
    "citations.date": "Its date, as stated.",
    "citations.issuer": "Its issuer, as stated.",
    "citations.title": "Its title, as stated.",
    "citations.pinpoint": "JSON list of {dieu, khoan, diem}.",
    "citations.form": "full, number_only, short, defined_term, name, self.",
    "citations.relation": "What the citing document does to it here.",
    "citations.within_id": "The mention whose title contains this one.",
    "citations.antecedent_id": "The fuller mention that this one stands for.",
    "citations.resolution": "exact, inferred, suspected_typo, ambiguous, unresolved.",
    "citation_candidates.citation_id": "The mention (`citations.id`).",
    "citation_candidates.key": "A document it may mean.",
    "citation_candidates.score": "0 to 1.",
    "citation_candidates.why": "Why.",
    "task_citations.citation_id": "The mention (`citations.id`).",
    "said_of_documents.field": "type, number, date, issuer or title.",
    "said_of_documents.value": "What is said.",
    "relations.source_key": "The document that acts.",
    "relations.relation": "legal_basis, implements, promulgates, amends, replaces, repeals, guides, corrects, consolidates, replies_to, per, cites.",
    "relations.document_key": "The document whose text states it.",
    "relations.citation_ids": "JSON list of the mentions that state it.",
    "definitions.term": "The term.",
    "definitions.expansion": "What it stands for.",
    "warnings.code": "Stable code.",
    "warnings.message": "In Vietnamese.",
    "corrections.id": "Number.",
    "corrections.path": "Where in the Document.",
    "corrections.operation": "What was done.",
    "corrections.was": "JSON value before.",
    "corrections.now": "JSON value after.",
    "corrections.reason": "Why.",
    "corrections.made_by": "Who.",
    "corrections.made_at": "When.",
    "runs.id": "Number.",
    "runs.started_at": "When it began.",
    "runs.finished_at": "When it ended; null where it was killed.",
    "runs.parser_version": "Version of the parser.",
    "runs.seen": "Files looked at.",
    "runs.added": "New files.",
    "runs.replaced": "Files read anew.",
    "runs.unchanged": "Files known already.",
    "runs.failed": "Files that could not be read.",
    "runs.seconds": "By the wall.",
    "failures.path": "The file.",
    "failures.sha256": "Of its bytes, where it could be opened.",
    "failures.code": "Stable code.",
    "failures.message": "In Vietnamese.",
    "failures.run_id": "The run (`runs.id`).",
}


def meaning(table: str, column: str) -> str | None:
    """What a column means; None where nobody has said so (a test forbids it)."""
    return COLUMNS.get(f"{table}.{column}") or _COMMON.get(column)


def columns(store: Store, table: str) -> list[tuple[str, str]]:
    """Columns of a table or view with their types, as SQLite has them."""
    return [(row[1], row[2]) for row in store.connection.execute(f"PRAGMA table_info({table})")]


def markdown(store: Store) -> Iterator[str]:
    """The data dictionary, line by line."""
    yield "# Từ điển dữ liệu / Data dictionary"
    yield ""
    yield "Generated by `python -m corpus.store.dictionary` from the schema; don't edit. The database is whole in any SQLite shell."
    for table, (vietnamese, english) in TABLES.items():
        yield ""
        yield f"## {table} — {vietnamese}"
        yield ""
        yield english
        yield ""
        yield "| column | type | meaning |"
        yield "| --- | --- | --- |"
        for column, kind in columns(store, table):
            yield f"| {column} | {kind.lower()} | {(meaning(table, column) or '').replace('|', '¦')} |"
    yield ""
    yield "## Views"
    yield ""
    for view, (vietnamese, english) in VIEWS.items():
        yield f"- `{view}` — {vietnamese}. {english} Columns: {', '.join(name for name, _ in columns(store, view))}."
    yield ""
    yield "Full text: `documents_fts` (subject, subject_folded, content, content_folded) and `tasks_fts` (text, text_folded), joined by `rowid = n`."


if __name__ == "__main__":
    with open_store(None) as opened:
        print("\n".join(markdown(opened)))
