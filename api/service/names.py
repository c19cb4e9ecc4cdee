"""File names that people give: never a path, never a control character."""

import re
import unicodedata


def safe_name(name: str | None) -> str:
    """The last part of an uploaded file's name, NFC, without control characters; never a path."""
    last = unicodedata.normalize("NFC", (name or "").encode(errors="replace").decode()).replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[\x00-\x1f\x7f]", "", last)[:200].strip(". ") or "van-ban"
