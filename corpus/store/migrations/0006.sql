-- Schema 6: the work list, soonest due first, is read along an index.

CREATE INDEX idx_tasks_due_order ON tasks (last_due IS NULL, last_due, document_key, position);
