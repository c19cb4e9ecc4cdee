-- Schema 4: targets across levels, also those that stand in no task.

CREATE TABLE cascade_targets ( -- Chỉ tiêu cấp dưới đặt theo chỉ tiêu cấp trên | Which target of a subordinate's plan answers which target of a superior's document.
    below_id TEXT NOT NULL REFERENCES targets(id) ON DELETE CASCADE, -- Chỉ tiêu cấp dưới | The target in the plan (`targets.id`).
    above_id TEXT NOT NULL REFERENCES targets(id) ON DELETE CASCADE, -- Chỉ tiêu cấp trên | The target that was ordered (`targets.id`).
    below_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản cấp dưới | The document of the first.
    above_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản cấp trên | The document of the second.
    score REAL NOT NULL, -- Điểm | 0 to 1.
    evidence TEXT NOT NULL, -- Bằng chứng | JSON: the likeness of the words, whether it is set for the issuer's level, the shared words.
    differences TEXT, -- Khác biệt | JSON list as in `cascade_links`; null where nothing differs.
    rule TEXT, -- Quy tắc | The rule that read it, a stable name.
    confidence REAL, -- Độ tin cậy | 0 to 1.
    PRIMARY KEY (below_id, above_id)
) WITHOUT ROWID;
CREATE INDEX idx_cascade_targets_above_id ON cascade_targets (above_id);
CREATE INDEX idx_cascade_targets_below_key ON cascade_targets (below_key);
CREATE INDEX idx_cascade_targets_above_key ON cascade_targets (above_key);

CREATE TABLE cascade_pairs ( -- Văn bản cấp dưới của văn bản cấp trên | Held documents that carry another held one out, and how much of it they have.
    below_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản cấp dưới | The plan (`documents.key`).
    above_key TEXT NOT NULL REFERENCES documents(key), -- Văn bản cấp trên | What it carries out (`documents.key`): never later than the plan, nor of a lower level.
    tasks INTEGER NOT NULL, -- Số nhiệm vụ nối được | Links between their tasks.
    targets INTEGER NOT NULL, -- Số chỉ tiêu nối được | Links between their targets.
    PRIMARY KEY (below_key, above_key)
) WITHOUT ROWID;
CREATE INDEX idx_cascade_pairs_above_key ON cascade_pairs (above_key);

CREATE TABLE cascade_due ( -- Văn bản cần so lại | Documents whose links up and down are to be compared anew.
    key TEXT PRIMARY KEY NOT NULL -- Văn bản | The document (`documents.key`).
) WITHOUT ROWID;
CREATE TRIGGER cascade_written AFTER UPDATE OF content, file_sha256 ON documents WHEN new.held OR old.held BEGIN
    INSERT OR IGNORE INTO cascade_due VALUES (new.key);
END;
CREATE TRIGGER cascade_said AFTER INSERT ON relations WHEN new.document_key <> new.source_key BEGIN
    INSERT OR IGNORE INTO cascade_due VALUES (new.source_key);
END;
CREATE TRIGGER cascade_unsaid AFTER DELETE ON relations WHEN old.document_key <> old.source_key BEGIN
    INSERT OR IGNORE INTO cascade_due VALUES (old.source_key);
END;
CREATE TRIGGER cascade_linked AFTER UPDATE OF meant_source_key, meant_target_key ON relations BEGIN
    INSERT OR IGNORE INTO cascade_due VALUES (old.from_key);
    INSERT OR IGNORE INTO cascade_due VALUES (new.from_key);
END;
INSERT INTO cascade_due SELECT key FROM documents WHERE held = 1;
