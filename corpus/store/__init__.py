"""The SQLite graph: documents held and cited, their parts, tasks and edges. The only room that touches sqlite-utils."""

from corpus.store.check import check, contents
from corpus.store.connection import Store, open_store
from corpus.store.errors import Conflict, NotFound
from corpus.store.write import Stored, is_current, put, remove_file, seen_as

__all__ = ["Conflict", "NotFound", "Store", "Stored", "check", "contents", "is_current", "open_store", "put", "remove_file", "seen_as"]
