"""When a document says that it takes effect, or ends (hiệu lực thi hành)."""

from typing import Any

from models import Document


def effect_rows(document: Document) -> list[tuple[Any, ...]]:
    """(kind, day, raw, start, end, page, rule, confidence) in text order."""
    return []
