-- Schema 9: what a file says is known by its hash, so that a new reading is compared without reading the old one back. Files that were read before get theirs when they are read again.

CREATE TABLE file_digests ( -- Mã băm của điều đọc được | What each file says, as a hash: a new reading with the same hash changes nothing but the parser's version.
    sha256 TEXT PRIMARY KEY NOT NULL REFERENCES files(sha256) ON DELETE CASCADE, -- Mã băm của tệp | The file (`files.sha256`).
    digest TEXT NOT NULL -- Mã băm của kết quả | Of its Document without name, time and parser version, and of what people corrected in it.
) WITHOUT ROWID;
