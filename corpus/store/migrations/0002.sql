-- Schema 2: one graph. Every line of a table says what it holds: `-- Vietnamese label | English meaning`; the data dictionary is made of these comments.
-- `document_key` of a row is the document that it was read from, `file` the file; both lead to the parser's version.

CREATE TABLE documents ( -- Văn bản, có tệp hoặc chỉ được viện dẫn | Documents: held (with a file) or only cited (stubs). One row for each work.
    n INTEGER PRIMARY KEY, -- Số dòng | Row number for full text; says nothing.
    key TEXT NOT NULL, -- Mã văn bản | Identity: `[locality/]<symbol>/<year>/<sequence>`; `…~<sha256>` without a number, or where another file of the same key contradicts it.
    held INTEGER NOT NULL, -- Có tệp | 1 with a file, 0 only cited.
    type TEXT, -- Loại văn bản | Type slug (loại văn bản): quyet_dinh, ke_hoach, cong_van …
    number TEXT, -- Số, ký hiệu | Số, ký hiệu, normalised.
    number_slug TEXT, -- Số, ký hiệu để tìm | The number for searching: ASCII, lower case, hyphens.
    symbol TEXT, -- Ký hiệu | The number's symbol as a slug: `qd-byt`.
    sequence TEXT, -- Số | The number's sequence, zeros stripped: `1710`.
    date TEXT, -- Ngày ban hành | Date of issue, EDTF: `2026-01-12`, `2026-01`.
    issuer TEXT, -- Cơ quan ban hành | Cơ quan ban hành.
    parent_issuer TEXT, -- Cơ quan chủ quản | Cơ quan chủ quản.
    locality TEXT, -- Địa phương | Province or district of a local issuer.
    locality_slug TEXT, -- Mã địa phương | The same as in keys.
    place TEXT, -- Địa danh | Place of the dateline.
    subject TEXT, -- Trích yếu | Trích yếu; of a stub the title that is said most often.
    subject_folded TEXT, -- Trích yếu không dấu | The same without marks, đ as d (full text).
    urgency TEXT, -- Độ khẩn | Mức độ khẩn.
    secrecy TEXT, -- Độ mật | Độ mật.
    archive TEXT, -- Lưu | What follows «Lưu:».
    content TEXT, -- Toàn văn | Canonical text; all spans point into it. Null for a stub.
    content_folded TEXT, -- Toàn văn không dấu | The same without marks, same length (full text).
    file_sha256 TEXT, -- Mã băm của tệp chính | The primary file (`files.sha256`).
    file INTEGER REFERENCES files(n), -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
);
CREATE UNIQUE INDEX idx_documents_key ON documents (key);
CREATE INDEX idx_documents_number_slug ON documents (number_slug);
CREATE INDEX idx_documents_sequence_symbol_locality_slug ON documents (sequence, symbol, locality_slug);
CREATE INDEX idx_documents_date ON documents (date);
CREATE INDEX idx_documents_type ON documents (type);
CREATE INDEX idx_documents_file ON documents (file);

CREATE TABLE files ( -- Tệp đã đọc | Files that were read; a work may have several (DOCX, PDF, scan), one of them primary.
    n INTEGER PRIMARY KEY, -- Số dòng | Row number; what `file` of other tables points at.
    sha256 TEXT NOT NULL, -- Mã băm | Of the file's bytes.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The work that the file belongs to.
    parsed_key TEXT NOT NULL, -- Mã đọc được trong tệp | The key that its own text gives.
    is_primary INTEGER NOT NULL, -- Tệp chính | 1 for the file whose reading fills the other tables.
    filename TEXT NOT NULL, -- Tên tệp | Name, without folder.
    version TEXT, -- Bản | draft (dự thảo), signed (ký số), copy (sao y); null where the file does not say.
    media_type TEXT NOT NULL, -- Định dạng | By content.
    bytes INTEGER NOT NULL, -- Dung lượng | Size.
    pages INTEGER, -- Số trang | Number of pages, null where the format has none.
    text_origin TEXT NOT NULL, -- Nguồn chữ | text_layer, ocr, markup, plain or mixed.
    parser_version TEXT NOT NULL, -- Phiên bản bộ đọc | Version of the parser.
    parsed_at TEXT, -- Thời điểm đọc | When it was read, ISO 8601.
    seconds REAL, -- Số giây đọc | How long reading took.
    document TEXT NOT NULL, -- Toàn bộ kết quả | The whole Document as JSON (contract), with what people corrected.
    parsed TEXT, -- Kết quả đọc trước khi người sửa | The Document as the parser gave it, where people corrected it; else null.
    corrected TEXT -- Ai sửa gì | JSON: who corrected which header field (`header/date`) or item (its id); null where nobody did.
);
CREATE UNIQUE INDEX idx_files_sha256 ON files (sha256);
CREATE INDEX idx_files_document_key ON files (document_key);
CREATE INDEX idx_files_parsed_key ON files (parsed_key);

CREATE TABLE header_fields ( -- Chỗ đứng của từng trường tiêu đề | Where each header field stands on the paper, and the rule that read it.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    field TEXT NOT NULL, -- Trường | number, type, issuer, date, subject …
    start INTEGER, -- Ký tự đầu | First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.
    "end" INTEGER, -- Ký tự cuối | Character after the last one.
    page INTEGER, -- Trang | Page, from 1; null where the source has none.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (document_key, field)
);

CREATE TABLE sections ( -- Phần, mục, điều, khoản, điểm | The section tree of a document, in text order.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    id TEXT NOT NULL, -- Mã mục | Id inside the document.
    parent_id TEXT, -- Mục cha | The section around it.
    depth INTEGER NOT NULL, -- Cấp | 0 at the top.
    kind TEXT NOT NULL, -- Loại | Closed list of the contract.
    label TEXT, -- Số, chữ đầu mục | Number or letter as printed.
    ref TEXT, -- Đường dẫn mục | The path a person would cite: `II.1.a`, `Điều 3`.
    heading TEXT, -- Tiêu đề | Heading.
    start INTEGER, -- Ký tự đầu | First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.
    "end" INTEGER, -- Ký tự cuối | Character after the last one.
    page INTEGER, -- Trang | Page, from 1; null where the source has none.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (document_key, position)
);

CREATE TABLE addressees ( -- Kính gửi | Whom a document is addressed to.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    name TEXT NOT NULL, -- Tên | Name, folded, first letter capital.
    unit_key TEXT NOT NULL, -- Đơn vị | The unit (`units.key`).
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (document_key, position)
);

CREATE TABLE recipients ( -- Nơi nhận | Whom a document is sent to.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    name TEXT NOT NULL, -- Tên | Name, folded, first letter capital.
    purpose TEXT, -- Mục đích gửi | «để b/c» …
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (document_key, position)
);

CREATE TABLE signers ( -- Người ký | Who signed, on whose authority.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    authority TEXT, -- Thẩm quyền ký | KT., TM., TL., TUQ., Q.
    on_behalf_of TEXT, -- Thay mặt | On whose behalf.
    title TEXT, -- Chức vụ | Chức vụ.
    name TEXT, -- Tên | Name, folded, first letter capital.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (document_key, position)
);

CREATE TABLE effect_dates ( -- Ngày có hiệu lực, hết hiệu lực | When a document says that it takes effect, or ends.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    kind TEXT NOT NULL, -- Bắt đầu hay kết thúc | from (có hiệu lực) or to (hết hiệu lực).
    day TEXT, -- Ngày | ISO day; null where the text counts it from another day and that is unknown.
    raw TEXT NOT NULL, -- Nguyên văn | As it stands in the text, white space folded.
    start INTEGER, -- Ký tự đầu | First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.
    "end" INTEGER, -- Ký tự cuối | Character after the last one.
    page INTEGER, -- Trang | Page, from 1; null where the source has none.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (document_key, position)
);

CREATE TABLE tasks ( -- Nhiệm vụ | Obligations, in text order.
    n INTEGER PRIMARY KEY, -- Số dòng | Row number for full text; says nothing.
    id TEXT NOT NULL, -- Mã nhiệm vụ | `<document key>#<ref>`.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    ref TEXT NOT NULL, -- Mục | The path a person would cite.
    parent_id TEXT, -- Nhiệm vụ cha | The task that it is a part of.
    section_id TEXT, -- Phần, mục | The section it stands in (`sections.id`).
    kind TEXT NOT NULL, -- Loại | Closed list of the contract.
    title TEXT NOT NULL, -- Tên nhiệm vụ | Its first clause.
    text TEXT NOT NULL, -- Nội dung | The whole obligation.
    text_folded TEXT NOT NULL, -- Nội dung không dấu | The same without marks (full text).
    modality TEXT, -- Mức độ yêu cầu | yeu_cau, de_nghi, giao, phai, can, nghiem_cam.
    outcome TEXT, -- Sản phẩm | Sản phẩm, kết quả.
    first_due TEXT, -- Hạn đầu | The earliest `due` of its deadlines.
    last_due TEXT, -- Hạn cuối | The latest.
    start INTEGER, -- Ký tự đầu | First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.
    "end" INTEGER, -- Ký tự cuối | Character after the last one.
    page INTEGER, -- Trang | Page, from 1; null where the source has none.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
);
CREATE UNIQUE INDEX idx_tasks_id ON tasks (id);
CREATE INDEX idx_tasks_document_key ON tasks (document_key);
CREATE INDEX idx_tasks_first_due ON tasks (first_due);
CREATE INDEX idx_tasks_last_due ON tasks (last_due);

CREATE TABLE units ( -- Đơn vị | Units that act in tasks, across documents.
    key TEXT PRIMARY KEY NOT NULL, -- Mã đơn vị | The parser's key, else the name with case and tone placement folded.
    name TEXT, -- Tên | Name, folded, first letter capital.
    name_folded TEXT, -- Tên không dấu | Without marks, lower case.
    kind TEXT -- Loại | Closed list of the contract.
);
CREATE INDEX idx_units_name_folded ON units (name_folded);

CREATE TABLE unit_names ( -- Cách viết tên đơn vị | How each unit is named, counted.
    unit_key TEXT NOT NULL, -- Đơn vị | The unit (`units.key`).
    name TEXT NOT NULL, -- Tên | Name, folded, first letter capital.
    kind TEXT NOT NULL, -- Loại | Closed list of the contract.
    mentions INTEGER NOT NULL, -- Số lần | How often.
    PRIMARY KEY (unit_key, name, kind)
) WITHOUT ROWID;

CREATE TABLE task_units ( -- Đơn vị của nhiệm vụ | Which unit has which role in a task.
    task_id TEXT NOT NULL REFERENCES tasks(id), -- Nhiệm vụ | The task (`tasks.id`).
    role TEXT NOT NULL, -- Vai trò | lead (chủ trì), coordinating (phối hợp), reports_to (báo cáo), supervised_by.
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    unit_key TEXT NOT NULL REFERENCES units(key), -- Đơn vị | The unit (`units.key`).
    name TEXT NOT NULL, -- Tên | Name, folded, first letter capital.
    raw TEXT NOT NULL, -- Nguyên văn | As it stands in the text, white space folded.
    kind TEXT NOT NULL, -- Loại | Closed list of the contract.
    inherited_from TEXT, -- Lấy từ | heading, lead_in, addressees, table; null where the task itself names the unit.
    start INTEGER, -- Ký tự đầu | First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.
    "end" INTEGER, -- Ký tự cuối | Character after the last one.
    page INTEGER, -- Trang | Page, from 1; null where the source has none.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (task_id, role, position)
);
CREATE INDEX idx_task_units_document_key ON task_units (document_key);
CREATE INDEX idx_task_units_unit_key_role_task_id ON task_units (unit_key, role, task_id);

CREATE TABLE deadlines ( -- Thời hạn | Deadlines of tasks.
    task_id TEXT NOT NULL REFERENCES tasks(id), -- Nhiệm vụ | The task (`tasks.id`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    raw TEXT NOT NULL, -- Nguyên văn | As it stands in the text, white space folded.
    kind TEXT NOT NULL, -- Loại | Closed list of the contract.
    start_date TEXT, -- Từ ngày | First day, ISO.
    due TEXT, -- Hạn | Last day on which it is still in time, ISO.
    edtf TEXT, -- Khoảng thời gian (EDTF) | EDTF text of the interval.
    rrule TEXT, -- Lặp lại (RRULE) | RFC 5545 rule of a repeating one.
    bound TEXT NOT NULL, -- Kiểu hạn | by, before, in, from_to, every.
    anchor TEXT, -- Mốc tính | What a relative one counts from.
    anchor_offset INTEGER, -- Khoảng cách từ mốc | How many units after it.
    anchor_unit TEXT, -- Đơn vị tính | hour, day, week, month, quarter, year.
    anchor_working_days INTEGER, -- Tính ngày làm việc | 1 where working days are counted.
    start INTEGER, -- Ký tự đầu | First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.
    "end" INTEGER, -- Ký tự cuối | Character after the last one.
    page INTEGER, -- Trang | Page, from 1; null where the source has none.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (task_id, position)
);
CREATE INDEX idx_deadlines_document_key ON deadlines (document_key);
CREATE INDEX idx_deadlines_due_task_id ON deadlines (due, task_id);

CREATE TABLE targets ( -- Chỉ tiêu | Numeric targets, in or out of a task.
    id TEXT PRIMARY KEY NOT NULL, -- Mã chỉ tiêu | `<document key>#<id>`.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    section_id TEXT, -- Phần, mục | The section it stands in (`sections.id`).
    raw TEXT NOT NULL, -- Nguyên văn | As it stands in the text, white space folded.
    indicator TEXT, -- Chỉ tiêu | What is to reach the value.
    comparator TEXT NOT NULL, -- So sánh | =, >=, <=, >, <, range, ~.
    value TEXT NOT NULL, -- Giá trị | Decimal as text.
    upper TEXT, -- Cận trên | Upper end of a range.
    unit TEXT, -- Đơn vị tính | %, VND or the counted noun.
    per TEXT, -- Tính cho mỗi | «mỗi xã» …
    base TEXT, -- Trên tổng số | What a share is a share of.
    as_of TEXT, -- Đến thời điểm | By when, from the phrase or its heading.
    start INTEGER, -- Ký tự đầu | First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.
    "end" INTEGER, -- Ký tự cuối | Character after the last one.
    page INTEGER, -- Trang | Page, from 1; null where the source has none.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
);
CREATE INDEX idx_targets_document_key ON targets (document_key);

CREATE TABLE task_targets ( -- Chỉ tiêu của nhiệm vụ | Which targets belong to which task.
    task_id TEXT NOT NULL REFERENCES tasks(id), -- Nhiệm vụ | The task (`tasks.id`).
    target_id TEXT NOT NULL REFERENCES targets(id), -- Chỉ tiêu | The target (`targets.id`).
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (task_id, target_id)
) WITHOUT ROWID;
CREATE INDEX idx_task_targets_target_id ON task_targets (target_id);
CREATE INDEX idx_task_targets_document_key ON task_targets (document_key);

CREATE TABLE citations ( -- Viện dẫn | Every mention of another document, in text order.
    id TEXT PRIMARY KEY NOT NULL, -- Mã viện dẫn | `<document key>#<id>`.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    section_id TEXT, -- Phần, mục | The section it stands in (`sections.id`).
    task_id TEXT, -- Nhiệm vụ | The task it stands in, if any.
    raw TEXT NOT NULL, -- Nguyên văn | As it stands in the text, white space folded.
    context TEXT NOT NULL, -- Trong câu | The mention with 30 characters on each side.
    type TEXT NOT NULL, -- Loại văn bản | Type of the cited document.
    number TEXT, -- Số, ký hiệu | Its number, normalised; null for a short form or name.
    date TEXT, -- Ngày | Its date, as stated.
    issuer TEXT, -- Cơ quan ban hành | Its issuer, as stated.
    title TEXT, -- Trích yếu | Its title, as stated.
    pinpoint TEXT, -- Điều, khoản, điểm | JSON list of {dieu, khoan, diem}.
    form TEXT NOT NULL, -- Cách dẫn | full, number_only, short, defined_term, name, self.
    relation TEXT NOT NULL, -- Quan hệ | What the citing document does to it here.
    within_id TEXT, -- Nằm trong tên của | The mention whose title contains this one.
    antecedent_id TEXT, -- Thay cho | The fuller mention that this one stands for.
    target_key TEXT REFERENCES documents(key), -- Văn bản được dẫn | The document that is meant (`documents.key`); null where the text does not say.
    resolution TEXT NOT NULL, -- Mức xác định | exact, inferred, suspected_typo, ambiguous, unresolved.
    start INTEGER, -- Ký tự đầu | First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.
    "end" INTEGER, -- Ký tự cuối | Character after the last one.
    page INTEGER, -- Trang | Page, from 1; null where the source has none.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
);
CREATE INDEX idx_citations_document_key ON citations (document_key);
CREATE INDEX idx_citations_target_key ON citations (target_key);
CREATE INDEX idx_citations_task_id ON citations (task_id);

CREATE TABLE citation_candidates ( -- Văn bản có thể được viện dẫn | Documents that a doubtful mention may stand for.
    citation_id TEXT NOT NULL REFERENCES citations(id), -- Viện dẫn | The mention (`citations.id`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    key TEXT NOT NULL, -- Văn bản có thể | A document it may mean.
    score REAL NOT NULL, -- Điểm | 0 to 1.
    why TEXT NOT NULL, -- Vì sao | Why.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (citation_id, position)
);
CREATE INDEX idx_citation_candidates_document_key ON citation_candidates (document_key);

CREATE TABLE task_citations ( -- Viện dẫn của nhiệm vụ | Which mentions stand in which task.
    task_id TEXT NOT NULL REFERENCES tasks(id), -- Nhiệm vụ | The task (`tasks.id`).
    citation_id TEXT NOT NULL REFERENCES citations(id), -- Viện dẫn | The mention (`citations.id`).
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (task_id, citation_id)
) WITHOUT ROWID;
CREATE INDEX idx_task_citations_citation_id ON task_citations (citation_id);
CREATE INDEX idx_task_citations_document_key ON task_citations (document_key);

CREATE TABLE said_of_documents ( -- Điều được nói về văn bản được viện dẫn | What mentions say of the document they mean, counted; a stub is filled from it.
    target_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản được dẫn | The document that is meant (`documents.key`); null where the text does not say.
    field TEXT NOT NULL, -- Trường | type, number, date, issuer or title.
    value TEXT NOT NULL, -- Điều được nói | What is said.
    mentions INTEGER NOT NULL, -- Số lần | How often.
    PRIMARY KEY (target_key, field, value)
) WITHOUT ROWID;

CREATE TABLE relations ( -- Quan hệ giữa văn bản | Edges between documents, each with who states it.
    source_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản tác động (theo chữ) | The document that acts, as the text says.
    relation TEXT NOT NULL, -- Quan hệ | legal_basis, implements, promulgates, amends, replaces, repeals, guides, corrects, consolidates, replies_to, per, cites.
    target_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản chịu tác động (theo chữ) | The document that is acted on, as the text says.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản nói điều này | The document whose text states it.
    citation_ids TEXT NOT NULL, -- Các viện dẫn | JSON list of the mentions that state it.
    meant_source_key TEXT REFERENCES documents(key), -- Văn bản tác động thật sự | What `source_key` is taken to mean; null where it is that very document.
    meant_target_key TEXT REFERENCES documents(key), -- Văn bản chịu tác động thật sự | What `target_key` is taken to mean; null where it is that very document.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    from_key TEXT GENERATED ALWAYS AS (coalesce(meant_source_key, source_key)) VIRTUAL, -- Văn bản tác động | The document that acts: follow these two.
    to_key TEXT GENERATED ALWAYS AS (coalesce(meant_target_key, target_key)) VIRTUAL, -- Văn bản chịu tác động | The document that is acted on.
    PRIMARY KEY (source_key, relation, target_key, document_key)
) WITHOUT ROWID;
CREATE INDEX idx_relations_from_key_to_key_relation ON relations (from_key, to_key, relation);
CREATE INDEX idx_relations_to_key_from_key_relation ON relations (to_key, from_key, relation);
CREATE INDEX idx_relations_change ON relations (to_key) WHERE relation IN ('amends', 'replaces', 'repeals', 'corrects', 'consolidates');
CREATE INDEX idx_relations_document_key ON relations (document_key);
CREATE INDEX idx_relations_target_key ON relations (target_key);
CREATE INDEX idx_relations_meant_source_key ON relations (meant_source_key) WHERE meant_source_key IS NOT NULL;
CREATE INDEX idx_relations_meant_target_key ON relations (meant_target_key) WHERE meant_target_key IS NOT NULL;

CREATE TABLE definitions ( -- Từ viết tắt, gọi tắt | Defined terms of a document.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    term TEXT NOT NULL, -- Từ viết tắt | The term.
    expansion TEXT NOT NULL, -- Nghĩa đầy đủ | What it stands for.
    target_key TEXT REFERENCES documents(key), -- Văn bản được dẫn | The document that is meant (`documents.key`); null where the text does not say.
    start INTEGER, -- Ký tự đầu | First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.
    "end" INTEGER, -- Ký tự cuối | Character after the last one.
    page INTEGER, -- Trang | Page, from 1; null where the source has none.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (document_key, position)
);
CREATE INDEX idx_definitions_target_key ON definitions (target_key);

CREATE TABLE warnings ( -- Cảnh báo | What a person should look at.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document that the row belongs to (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order in the text, from 0.
    code TEXT NOT NULL, -- Mã cảnh báo | Stable code.
    message TEXT NOT NULL, -- Cảnh báo | In Vietnamese.
    start INTEGER, -- Ký tự đầu | First character in `documents.content`, from 0: `substr(content, start + 1, end - start)`.
    "end" INTEGER, -- Ký tự cuối | Character after the last one.
    page INTEGER, -- Trang | Page, from 1; null where the source has none.
    file INTEGER, -- Tệp | The file that the row was read from (`files.n`); its parser version stands there.
    corrected_by TEXT, -- Người sửa hoặc duyệt | Who corrected it (rule `person`) or agreed to it; null where nobody has.
    PRIMARY KEY (document_key, position)
);
CREATE INDEX idx_warnings_code ON warnings (code);

CREATE TABLE links ( -- Nhận diện văn bản được viện dẫn | What the graph takes a stub to be, where its stated key is underspecified, doubtful or mistyped; one row for each such key.
    stated_key TEXT PRIMARY KEY NOT NULL REFERENCES documents(key), -- Văn bản theo chữ | What the text says (`documents.key`).
    target_key TEXT REFERENCES documents(key), -- Văn bản được hiểu là | What it is taken to be; null where that is not decided.
    status TEXT NOT NULL, -- Kết luận | resolved (exactly one plausible document), ambiguous (several), suspected_typo (contradicts a known document: proposed, never merged), same_work (a held file without its number that is another version of a held document).
    score REAL NOT NULL, -- Điểm | Of the best candidate, 0 to 1.
    reason TEXT NOT NULL, -- Vì sao | In Vietnamese.
    rule TEXT NOT NULL, -- Quy tắc | The rule that decided, a stable name.
    confidence REAL NOT NULL -- Độ tin cậy | 0 to 1.
) WITHOUT ROWID;
CREATE INDEX idx_links_target_key ON links (target_key);
CREATE INDEX idx_links_status ON links (status);

CREATE TABLE link_candidates ( -- Các văn bản có thể là văn bản được viện dẫn | Documents that a doubtful stub may be, the best first, with the evidence.
    stated_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản theo chữ | What the text says (`documents.key`).
    position INTEGER NOT NULL, -- Thứ tự | Order, the best first, from 0.
    key TEXT NOT NULL, -- Văn bản có thể | A document that it may be; of a suspected typo also a key that nobody holds or cites.
    score REAL NOT NULL, -- Điểm | 0 to 1.
    evidence TEXT NOT NULL, -- Bằng chứng | JSON: number, date, issuer, title, time, place, each from -1 (contradicts) to 1 (agrees); what is unknown is left out.
    why TEXT NOT NULL, -- Vì sao | In Vietnamese.
    PRIMARY KEY (stated_key, position)
) WITHOUT ROWID;
CREATE INDEX idx_link_candidates_key ON link_candidates (key);

CREATE TABLE contradictions ( -- Viện dẫn mâu thuẫn với văn bản đang có | A document that cites a held one by its number, but with another date and another title.
    document_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản viện dẫn | The document that cites.
    stated_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản theo chữ | The held document that has this number.
    said_date TEXT, -- Ngày được nói | The date that is said.
    said_title TEXT, -- Trích yếu được nói | The title that is said.
    rule TEXT NOT NULL, -- Quy tắc | The rule, a stable name.
    confidence REAL NOT NULL, -- Độ tin cậy | 0 to 1.
    PRIMARY KEY (document_key, stated_key)
) WITHOUT ROWID;
CREATE INDEX idx_contradictions_stated_key ON contradictions (stated_key);

CREATE TABLE title_blocks ( -- Mảnh trích yếu | Sketches of titles: documents with a similar title share one; what linking looks candidates up by.
    block INTEGER NOT NULL, -- Mảnh | One of the smallest hashes of the title's word triples.
    key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document (`documents.key`).
    PRIMARY KEY (block, key)
) WITHOUT ROWID;
CREATE INDEX idx_title_blocks_key ON title_blocks (key);

CREATE TABLE date_bounds ( -- Khoảng thời gian suy ra | Between which days a document without a whole date must have been issued.
    key TEXT PRIMARY KEY NOT NULL REFERENCES documents(key), -- Văn bản | The document (`documents.key`).
    not_before TEXT, -- Không sớm hơn | The latest day among the documents that it cites.
    not_before_key TEXT REFERENCES documents(key), -- Vì dẫn văn bản | The document of that day.
    not_after TEXT, -- Không muộn hơn | The earliest day among the documents that cite it.
    not_after_key TEXT REFERENCES documents(key), -- Vì được dẫn ở văn bản | The document of that day.
    year TEXT, -- Năm suy ra | The year, where both bounds lie in it.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL -- Độ tin cậy | 0 to 1.
) WITHOUT ROWID;
CREATE INDEX idx_date_bounds_not_before_key ON date_bounds (not_before_key);
CREATE INDEX idx_date_bounds_not_after_key ON date_bounds (not_after_key);

CREATE TABLE cascade_links ( -- Nhiệm vụ cấp dưới thực hiện nhiệm vụ cấp trên | Which task of a subordinate carries out which task of a superior.
    below_id TEXT NOT NULL REFERENCES tasks(id) ON DELETE CASCADE, -- Nhiệm vụ cấp dưới | The task that carries out (`tasks.id`).
    above_id TEXT NOT NULL REFERENCES tasks(id) ON DELETE CASCADE, -- Nhiệm vụ cấp trên | The task that is carried out (`tasks.id`).
    below_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản cấp dưới | The document of the first.
    above_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản cấp trên | The document of the second.
    score REAL NOT NULL, -- Điểm | 0 to 1.
    evidence TEXT NOT NULL, -- Bằng chứng | JSON: the cited document, words, unit, target.
    differences TEXT, -- Khác biệt | JSON list: where target or deadline differ from what was ordered; null where nothing differs.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    PRIMARY KEY (below_id, above_id)
);
CREATE INDEX idx_cascade_links_above_id ON cascade_links (above_id);
CREATE INDEX idx_cascade_links_below_key ON cascade_links (below_key);
CREATE INDEX idx_cascade_links_above_key ON cascade_links (above_key);

CREATE TABLE relation_labels ( -- Tên gọi quan hệ | What each relation is called, from both ends.
    relation TEXT PRIMARY KEY NOT NULL, -- Quan hệ | As in `relations.relation`.
    label TEXT NOT NULL, -- Tên gọi | From the acting document.
    inverse TEXT NOT NULL, -- Quan hệ ngược | Name of the way back.
    inverse_label TEXT NOT NULL -- Tên gọi ngược | From the document acted on.
);
INSERT INTO relation_labels VALUES
    ('legal_basis', 'căn cứ', 'basis_for', 'là căn cứ của'),
    ('implements', 'triển khai, thực hiện', 'implemented_by', 'được triển khai bởi'),
    ('promulgates', 'ban hành, phê duyệt', 'promulgated_by', 'được ban hành bởi'),
    ('amends', 'sửa đổi, bổ sung', 'amended_by', 'được sửa đổi bởi'),
    ('replaces', 'thay thế', 'replaced_by', 'bị thay thế bởi'),
    ('repeals', 'bãi bỏ', 'repealed_by', 'bị bãi bỏ bởi'),
    ('guides', 'hướng dẫn, quy định chi tiết', 'guided_by', 'được hướng dẫn bởi'),
    ('corrects', 'đính chính', 'corrected_by', 'được đính chính bởi'),
    ('consolidates', 'hợp nhất', 'consolidated_in', 'được hợp nhất tại'),
    ('replies_to', 'trả lời, tiếp theo', 'replied_by', 'được trả lời bởi'),
    ('per', 'theo, áp dụng', 'referred_by', 'được áp dụng tại'),
    ('cites', 'viện dẫn', 'cited_by', 'được viện dẫn bởi');

CREATE TABLE days ( -- Lịch | One row for each day from 1990 to 2049: what makes `as_of` of v_status and v_overdue a column that can be asked for.
    day TEXT PRIMARY KEY NOT NULL -- Ngày | ISO day.
) WITHOUT ROWID;
WITH RECURSIVE d(day) AS (SELECT '1990-01-01' UNION ALL SELECT date(day, '+1 day') FROM d WHERE day < '2049-12-31') INSERT INTO days SELECT day FROM d;

CREATE TABLE corrections ( -- Sửa đổi của người dùng | Corrections by people; they outlive every new parse.
    id INTEGER PRIMARY KEY, -- Số | Number.
    document_key TEXT NOT NULL, -- Văn bản | The document that the row belongs to (`documents.key`).
    path TEXT NOT NULL, -- Vị trí trong kết quả đọc | Where in the Document.
    operation TEXT NOT NULL, -- Thao tác | What was done.
    was TEXT, -- Giá trị cũ | JSON value before.
    now TEXT, -- Giá trị mới | JSON value after.
    reason TEXT, -- Lý do | Why.
    made_by TEXT NOT NULL, -- Người sửa | Who.
    made_at TEXT NOT NULL, -- Thời điểm sửa | When.
    file_sha256 TEXT, -- Mã băm của tệp | The file on which it was made (`files.sha256`).
    anchor TEXT, -- Chữ làm chỗ dựa | JSON: the words by which its place is found again in a new parse.
    conflict TEXT -- Mâu thuẫn | Why a person should look again: parser_changed, words_gone, item_gone, invalid; null where it holds.
);
CREATE INDEX idx_corrections_document_key ON corrections (document_key);
CREATE INDEX idx_corrections_file_sha256 ON corrections (file_sha256);

CREATE TABLE runs ( -- Lượt đọc | Ingest runs.
    id INTEGER PRIMARY KEY, -- Lượt | Number.
    started_at TEXT NOT NULL, -- Bắt đầu | When it began.
    finished_at TEXT, -- Kết thúc | When it ended; null where it was killed.
    parser_version TEXT NOT NULL, -- Phiên bản bộ đọc | Version of the parser.
    seen INTEGER, -- Số tệp đã xem | Files looked at.
    added INTEGER, -- Mới | New files.
    replaced INTEGER, -- Đọc lại | Files read anew.
    unchanged INTEGER, -- Không đổi | Files known already.
    failed INTEGER, -- Không đọc được | Files that could not be read.
    seconds REAL -- Số giây | By the wall.
);

CREATE TABLE failures ( -- Tệp không đọc được | Files that gave no document, with a stable code.
    path TEXT PRIMARY KEY NOT NULL, -- Tệp | The file.
    sha256 TEXT, -- Mã băm | Of its bytes, where it could be opened.
    code TEXT NOT NULL, -- Mã lỗi | Stable code.
    message TEXT NOT NULL, -- Lỗi | In Vietnamese.
    run_id INTEGER REFERENCES runs(id) -- Lượt đọc | The run (`runs.id`).
);
CREATE INDEX idx_failures_run_id ON failures (run_id);

CREATE VIRTUAL TABLE documents_fts USING fts5 (subject, subject_folded, content, content_folded, tokenize = 'unicode61 remove_diacritics 2', content = 'documents', content_rowid = 'n');
CREATE TRIGGER documents_ai AFTER INSERT ON documents BEGIN
    INSERT INTO documents_fts (rowid, subject, subject_folded, content, content_folded) VALUES (new.n, new.subject, new.subject_folded, new.content, new.content_folded);
END;
CREATE TRIGGER documents_ad AFTER DELETE ON documents BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, subject, subject_folded, content, content_folded) VALUES ('delete', old.n, old.subject, old.subject_folded, old.content, old.content_folded);
END;
CREATE TRIGGER documents_au AFTER UPDATE OF subject, subject_folded, content, content_folded ON documents BEGIN
    INSERT INTO documents_fts (documents_fts, rowid, subject, subject_folded, content, content_folded) VALUES ('delete', old.n, old.subject, old.subject_folded, old.content, old.content_folded);
    INSERT INTO documents_fts (rowid, subject, subject_folded, content, content_folded) VALUES (new.n, new.subject, new.subject_folded, new.content, new.content_folded);
END;

CREATE VIRTUAL TABLE tasks_fts USING fts5 (text, text_folded, tokenize = 'unicode61 remove_diacritics 2', content = 'tasks', content_rowid = 'n');
CREATE TRIGGER tasks_ai AFTER INSERT ON tasks BEGIN
    INSERT INTO tasks_fts (rowid, text, text_folded) VALUES (new.n, new.text, new.text_folded);
END;
CREATE TRIGGER tasks_ad AFTER DELETE ON tasks BEGIN
    INSERT INTO tasks_fts (tasks_fts, rowid, text, text_folded) VALUES ('delete', old.n, old.text, old.text_folded);
END;
CREATE TRIGGER tasks_au AFTER UPDATE OF text, text_folded ON tasks BEGIN
    INSERT INTO tasks_fts (tasks_fts, rowid, text, text_folded) VALUES ('delete', old.n, old.text, old.text_folded);
    INSERT INTO tasks_fts (rowid, text, text_folded) VALUES (new.n, new.text, new.text_folded);
END;
