-- Schema 5: full text keeps the marks, so that what was typed with them is found first; the folded columns are for what was typed without.

DROP TABLE documents_fts;
CREATE VIRTUAL TABLE documents_fts USING fts5 (subject, subject_folded, content, content_folded, tokenize = 'unicode61 remove_diacritics 0', content = 'documents', content_rowid = 'n');
INSERT INTO documents_fts (documents_fts) VALUES ('rebuild');
DROP TABLE tasks_fts;
CREATE VIRTUAL TABLE tasks_fts USING fts5 (text, text_folded, tokenize = 'unicode61 remove_diacritics 0', content = 'tasks', content_rowid = 'n');
INSERT INTO tasks_fts (tasks_fts) VALUES ('rebuild');
