-- Schema 8: what linking asks at each write is read along indexes: of a law that everybody cites every mention was read, of a day every document.

DROP INDEX idx_citations_target_key;
CREATE INDEX idx_citations_target_key_document_key ON citations (target_key, document_key);
CREATE INDEX idx_citations_suspected ON citations (target_key) WHERE resolution = 'suspected_typo';
DROP INDEX idx_documents_date;
CREATE INDEX idx_documents_date_sequence ON documents (date, sequence);
