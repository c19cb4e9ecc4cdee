"""What the store refuses."""

from parser.errors import StoreError


class NotFound(StoreError):
    """No such document, task or file."""

    status = 404


class Conflict(StoreError):
    """The request contradicts what is stored."""

    status = 409


def no_document(key: str) -> NotFound:
    return NotFound("document_not_found", f"Không có văn bản «{key}».", f"No document {key!r}.")


def not_storable(filename: str, error: Exception) -> Conflict:
    """SQLite can't hold it: half a surrogate pair, a number beyond 64 bits."""
    vi, en = f"Không lưu được kết quả đọc «{filename}» ({error}).", f"What was read from {filename!r} can't be stored ({error})."
    return Conflict("document_not_storable", vi, en)


def no_task(task_id: str) -> NotFound:
    return NotFound("task_not_found", f"Không có nhiệm vụ «{task_id}».", f"No task {task_id!r}.")
