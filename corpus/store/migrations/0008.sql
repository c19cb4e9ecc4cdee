-- Schema 8: who cites a document is read along an index: of a law that everybody cites every mention was read.

DROP INDEX idx_citations_target_key;
CREATE INDEX idx_citations_target_key_document_key ON citations (target_key, document_key);
CREATE INDEX idx_citations_suspected ON citations (target_key) WHERE resolution = 'suspected_typo';
