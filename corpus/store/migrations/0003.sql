-- Schema 3: the feed of changes.

CREATE TABLE changes ( -- Thay đổi | What each write added, changed, moved or took away, in order.
    n INTEGER PRIMARY KEY AUTOINCREMENT, -- Số | Number; never used twice, grows with time: the cursor of the feed.
    at TEXT, -- Thời điểm | When, ISO 8601.
    kind TEXT NOT NULL, -- Loại thay đổi | document.added, document.changed, document.renamed, document.removed; task.added, .changed, .moved, .removed; relation.added, .removed.
    cause TEXT NOT NULL, -- Nguyên nhân | file (a new file), reread (a known file read anew), correction (by a person), removed.
    document_key TEXT NOT NULL, -- Văn bản | The document (`documents.key`, which may be gone).
    subject TEXT NOT NULL, -- Đối tượng | Id of what changed: key, task id, or `source relation target`.
    before TEXT, -- Trước | JSON before; null for what came, and once the document is deleted.
    after TEXT -- Sau | JSON after; null for what went, and once the document is deleted.
);
CREATE INDEX idx_changes_document_key ON changes (document_key);
