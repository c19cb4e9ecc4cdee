-- Schema 1, as released with 0.1.0. Never changed.

CREATE TABLE "documents" (
   "n" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "held" INTEGER NOT NULL,
   "type" TEXT,
   "number" TEXT,
   "number_slug" TEXT,
   "date" TEXT,
   "issuer" TEXT,
   "parent_issuer" TEXT,
   "locality" TEXT,
   "locality_slug" TEXT,
   "place" TEXT,
   "subject" TEXT,
   "subject_folded" TEXT,
   "urgency" TEXT,
   "secrecy" TEXT,
   "archive" TEXT,
   "content" TEXT,
   "content_folded" TEXT,
   "file_sha256" TEXT
);

CREATE UNIQUE INDEX "idx_documents_key"
    ON "documents" ("key");

CREATE INDEX "idx_documents_number_slug"
    ON "documents" ("number_slug");

CREATE INDEX "idx_documents_date"
    ON "documents" ("date");

CREATE INDEX "idx_documents_type"
    ON "documents" ("type");

CREATE TABLE "files" (
   "sha256" TEXT PRIMARY KEY,
   "document_key" TEXT REFERENCES "documents"("key"),
   "parsed_key" TEXT,
   "is_primary" INTEGER,
   "filename" TEXT,
   "media_type" TEXT,
   "bytes" INTEGER,
   "pages" INTEGER,
   "text_origin" TEXT,
   "parser_version" TEXT,
   "parsed_at" TEXT,
   "seconds" REAL,
   "document" TEXT
);

CREATE INDEX "idx_files_document_key"
    ON "files" ("document_key");

CREATE INDEX "idx_files_parsed_key"
    ON "files" ("parsed_key");

CREATE TABLE "sections" (
   "document_key" TEXT REFERENCES "documents"("key"),
   "position" INTEGER,
   "id" TEXT,
   "parent_id" TEXT,
   "depth" INTEGER,
   "kind" TEXT,
   "label" TEXT,
   "ref" TEXT,
   "heading" TEXT,
   "start" INTEGER,
   "end" INTEGER,
   "page" INTEGER,
   PRIMARY KEY ("document_key", "position")
);

CREATE TABLE "addressees" (
   "document_key" TEXT REFERENCES "documents"("key"),
   "position" INTEGER,
   "name" TEXT,
   "unit_key" TEXT,
   PRIMARY KEY ("document_key", "position")
);

CREATE TABLE "recipients" (
   "document_key" TEXT REFERENCES "documents"("key"),
   "position" INTEGER,
   "name" TEXT,
   "purpose" TEXT,
   PRIMARY KEY ("document_key", "position")
);

CREATE TABLE "signers" (
   "document_key" TEXT REFERENCES "documents"("key"),
   "position" INTEGER,
   "authority" TEXT,
   "on_behalf_of" TEXT,
   "title" TEXT,
   "name" TEXT,
   PRIMARY KEY ("document_key", "position")
);

CREATE TABLE "tasks" (
   "n" INTEGER PRIMARY KEY,
   "id" TEXT,
   "document_key" TEXT REFERENCES "documents"("key"),
   "position" INTEGER,
   "ref" TEXT,
   "parent_id" TEXT,
   "section_id" TEXT,
   "kind" TEXT,
   "title" TEXT,
   "text" TEXT,
   "text_folded" TEXT,
   "modality" TEXT,
   "outcome" TEXT,
   "first_due" TEXT,
   "last_due" TEXT,
   "start" INTEGER,
   "end" INTEGER,
   "page" INTEGER,
   "rule" TEXT,
   "confidence" REAL
);

CREATE INDEX "idx_tasks_document_key"
    ON "tasks" ("document_key");

CREATE INDEX "idx_tasks_first_due"
    ON "tasks" ("first_due");

CREATE INDEX "idx_tasks_last_due"
    ON "tasks" ("last_due");

CREATE UNIQUE INDEX "idx_tasks_id"
    ON "tasks" ("id");

CREATE TABLE "unit_names" (
   "unit_key" TEXT,
   "name" TEXT,
   "kind" TEXT,
   "mentions" INTEGER,
   PRIMARY KEY ("unit_key", "name", "kind")
);

CREATE TABLE "units" (
   "key" TEXT PRIMARY KEY,
   "name" TEXT,
   "name_folded" TEXT,
   "kind" TEXT
);

CREATE INDEX "idx_units_name_folded"
    ON "units" ("name_folded");

CREATE TABLE "task_units" (
   "task_id" TEXT REFERENCES "tasks"("id"),
   "role" TEXT,
   "position" INTEGER,
   "document_key" TEXT REFERENCES "documents"("key"),
   "unit_key" TEXT REFERENCES "units"("key"),
   "name" TEXT,
   "raw" TEXT,
   "kind" TEXT,
   "inherited_from" TEXT,
   "start" INTEGER,
   "end" INTEGER,
   "page" INTEGER,
   "rule" TEXT,
   "confidence" REAL,
   PRIMARY KEY ("task_id", "role", "position")
);

CREATE INDEX "idx_task_units_document_key"
    ON "task_units" ("document_key");

CREATE INDEX "idx_task_units_unit_key"
    ON "task_units" ("unit_key");

CREATE TABLE "deadlines" (
   "task_id" TEXT REFERENCES "tasks"("id"),
   "position" INTEGER,
   "document_key" TEXT REFERENCES "documents"("key"),
   "raw" TEXT,
   "kind" TEXT,
   "start_date" TEXT,
   "due" TEXT,
   "edtf" TEXT,
   "rrule" TEXT,
   "bound" TEXT,
   "anchor" TEXT,
   "anchor_offset" INTEGER,
   "anchor_unit" TEXT,
   "anchor_working_days" INTEGER,
   "start" INTEGER,
   "end" INTEGER,
   "page" INTEGER,
   "rule" TEXT,
   "confidence" REAL,
   PRIMARY KEY ("task_id", "position")
);

CREATE INDEX "idx_deadlines_document_key"
    ON "deadlines" ("document_key");

CREATE INDEX "idx_deadlines_due"
    ON "deadlines" ("due");

CREATE TABLE "targets" (
   "id" TEXT PRIMARY KEY,
   "document_key" TEXT REFERENCES "documents"("key"),
   "position" INTEGER,
   "section_id" TEXT,
   "raw" TEXT,
   "indicator" TEXT,
   "comparator" TEXT,
   "value" TEXT,
   "upper" TEXT,
   "unit" TEXT,
   "per" TEXT,
   "base" TEXT,
   "as_of" TEXT,
   "start" INTEGER,
   "end" INTEGER,
   "page" INTEGER,
   "rule" TEXT,
   "confidence" REAL
);

CREATE INDEX "idx_targets_document_key"
    ON "targets" ("document_key");

CREATE TABLE "task_targets" (
   "task_id" TEXT REFERENCES "tasks"("id"),
   "target_id" TEXT REFERENCES "targets"("id"),
   "document_key" TEXT REFERENCES "documents"("key"),
   PRIMARY KEY ("task_id", "target_id")
);

CREATE INDEX "idx_task_targets_target_id"
    ON "task_targets" ("target_id");

CREATE INDEX "idx_task_targets_document_key"
    ON "task_targets" ("document_key");

CREATE TABLE "citations" (
   "id" TEXT PRIMARY KEY,
   "document_key" TEXT REFERENCES "documents"("key"),
   "position" INTEGER,
   "section_id" TEXT,
   "task_id" TEXT,
   "raw" TEXT,
   "context" TEXT,
   "type" TEXT,
   "number" TEXT,
   "date" TEXT,
   "issuer" TEXT,
   "title" TEXT,
   "pinpoint" TEXT,
   "form" TEXT,
   "relation" TEXT,
   "within_id" TEXT,
   "antecedent_id" TEXT,
   "target_key" TEXT REFERENCES "documents"("key"),
   "resolution" TEXT,
   "start" INTEGER,
   "end" INTEGER,
   "page" INTEGER,
   "rule" TEXT,
   "confidence" REAL
);

CREATE INDEX "idx_citations_document_key"
    ON "citations" ("document_key");

CREATE INDEX "idx_citations_target_key"
    ON "citations" ("target_key");

CREATE INDEX "idx_citations_task_id"
    ON "citations" ("task_id");

CREATE TABLE "said_of_documents" (
   "target_key" TEXT REFERENCES "documents"("key"),
   "field" TEXT,
   "value" TEXT,
   "mentions" INTEGER,
   PRIMARY KEY ("target_key", "field", "value")
);

CREATE TABLE "citation_candidates" (
   "citation_id" TEXT REFERENCES "citations"("id"),
   "position" INTEGER,
   "document_key" TEXT REFERENCES "documents"("key"),
   "key" TEXT,
   "score" REAL,
   "why" TEXT,
   PRIMARY KEY ("citation_id", "position")
);

CREATE INDEX "idx_citation_candidates_document_key"
    ON "citation_candidates" ("document_key");

CREATE TABLE "task_citations" (
   "task_id" TEXT REFERENCES "tasks"("id"),
   "citation_id" TEXT REFERENCES "citations"("id"),
   "document_key" TEXT REFERENCES "documents"("key"),
   PRIMARY KEY ("task_id", "citation_id")
);

CREATE INDEX "idx_task_citations_citation_id"
    ON "task_citations" ("citation_id");

CREATE INDEX "idx_task_citations_document_key"
    ON "task_citations" ("document_key");

CREATE TABLE "relations" (
   "source_key" TEXT REFERENCES "documents"("key"),
   "relation" TEXT,
   "target_key" TEXT REFERENCES "documents"("key"),
   "document_key" TEXT REFERENCES "documents"("key"),
   "citation_ids" TEXT,
   PRIMARY KEY ("source_key", "relation", "target_key", "document_key")
);

CREATE INDEX "idx_relations_target_key"
    ON "relations" ("target_key");

CREATE INDEX "idx_relations_document_key"
    ON "relations" ("document_key");

CREATE TABLE "definitions" (
   "document_key" TEXT REFERENCES "documents"("key"),
   "position" INTEGER,
   "term" TEXT,
   "expansion" TEXT,
   "target_key" TEXT REFERENCES "documents"("key"),
   "start" INTEGER,
   "end" INTEGER,
   "page" INTEGER,
   "rule" TEXT,
   "confidence" REAL,
   PRIMARY KEY ("document_key", "position")
);

CREATE INDEX "idx_definitions_target_key"
    ON "definitions" ("target_key");

CREATE TABLE "warnings" (
   "document_key" TEXT REFERENCES "documents"("key"),
   "position" INTEGER,
   "code" TEXT,
   "message" TEXT,
   "start" INTEGER,
   "end" INTEGER,
   "page" INTEGER,
   PRIMARY KEY ("document_key", "position")
);

CREATE INDEX "idx_warnings_code"
    ON "warnings" ("code");

CREATE TABLE "corrections" (
   "id" INTEGER PRIMARY KEY,
   "document_key" TEXT,
   "path" TEXT,
   "operation" TEXT,
   "was" TEXT,
   "now" TEXT,
   "reason" TEXT,
   "made_by" TEXT,
   "made_at" TEXT
);

CREATE INDEX "idx_corrections_document_key"
    ON "corrections" ("document_key");

CREATE TABLE "runs" (
   "id" INTEGER PRIMARY KEY,
   "started_at" TEXT,
   "finished_at" TEXT,
   "parser_version" TEXT,
   "seen" INTEGER,
   "added" INTEGER,
   "replaced" INTEGER,
   "unchanged" INTEGER,
   "failed" INTEGER,
   "seconds" REAL
);

CREATE TABLE "failures" (
   "path" TEXT PRIMARY KEY,
   "sha256" TEXT,
   "code" TEXT,
   "message" TEXT,
   "run_id" INTEGER REFERENCES "runs"("id")
);

CREATE INDEX "idx_failures_run_id"
    ON "failures" ("run_id");

CREATE VIRTUAL TABLE "documents_fts" USING FTS5 (
    "subject", "subject_folded", "content", "content_folded",
    tokenize='unicode61 remove_diacritics 2',
    content="documents"
);

CREATE TRIGGER "documents_ai" AFTER INSERT ON "documents" BEGIN
  INSERT INTO "documents_fts" (rowid, "subject", "subject_folded", "content", "content_folded") VALUES (new.rowid, new."subject", new."subject_folded", new."content", new."content_folded");
END;

CREATE TRIGGER "documents_ad" AFTER DELETE ON "documents" BEGIN
  INSERT INTO "documents_fts" ("documents_fts", rowid, "subject", "subject_folded", "content", "content_folded") VALUES('delete', old.rowid, old."subject", old."subject_folded", old."content", old."content_folded");
END;

CREATE TRIGGER "documents_au" AFTER UPDATE ON "documents" BEGIN
  INSERT INTO "documents_fts" ("documents_fts", rowid, "subject", "subject_folded", "content", "content_folded") VALUES('delete', old.rowid, old."subject", old."subject_folded", old."content", old."content_folded");
  INSERT INTO "documents_fts" (rowid, "subject", "subject_folded", "content", "content_folded") VALUES (new.rowid, new."subject", new."subject_folded", new."content", new."content_folded");
END;

CREATE VIRTUAL TABLE "tasks_fts" USING FTS5 (
    "text", "text_folded",
    tokenize='unicode61 remove_diacritics 2',
    content="tasks"
);

CREATE TRIGGER "tasks_ai" AFTER INSERT ON "tasks" BEGIN
  INSERT INTO "tasks_fts" (rowid, "text", "text_folded") VALUES (new.rowid, new."text", new."text_folded");
END;

CREATE TRIGGER "tasks_ad" AFTER DELETE ON "tasks" BEGIN
  INSERT INTO "tasks_fts" ("tasks_fts", rowid, "text", "text_folded") VALUES('delete', old.rowid, old."text", old."text_folded");
END;

CREATE TRIGGER "tasks_au" AFTER UPDATE ON "tasks" BEGIN
  INSERT INTO "tasks_fts" ("tasks_fts", rowid, "text", "text_folded") VALUES('delete', old.rowid, old."text", old."text_folded");
  INSERT INTO "tasks_fts" (rowid, "text", "text_folded") VALUES (new.rowid, new."text", new."text_folded");
END;
