-- Schema 7: linking looks a title's sketch up by day: titles repeat (ten thousand letters on one programme), those of one day hardly.

ALTER TABLE title_blocks RENAME TO old_title_blocks;
CREATE TABLE title_blocks ( -- Mảnh trích yếu | Sketches of titles: documents with a similar title share one; what linking looks candidates up by.
    block INTEGER NOT NULL, -- Mảnh | One of the smallest hashes of the title's word triples.
    day TEXT NOT NULL, -- Ngày | The document's date; `?` where it is unknown, empty where the document has no number: those are looked at whatever their day.
    key TEXT NOT NULL REFERENCES documents(key), -- Văn bản | The document (`documents.key`).
    PRIMARY KEY (block, day, key)
) WITHOUT ROWID;
INSERT INTO title_blocks SELECT b.block, CASE WHEN d.sequence IS NULL THEN '' ELSE coalesce(d.date, '?') END, d.key FROM old_title_blocks b JOIN documents d ON d.key = b.key;
DROP TABLE old_title_blocks;
CREATE INDEX idx_title_blocks_key ON title_blocks (key);
