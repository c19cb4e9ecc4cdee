"""Personal telephone numbers and e-mail addresses blanked in what goes out, character by character, so that every span stays true."""

import re
from typing import Any

BLANK = "█"
# +84 or 0 and nine or ten digits, with spaces, dots or hyphens between; not inside a number, a date or an identifier.
_TELEPHONE = re.compile(r"(?<![\w/.,-])(?:\(?\+84\)?|\(?0)(?:[ .()-]{0,2}\d){9,10}(?![\w/])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SEEN = re.compile(r"[^\s.()@-]")


def redacted(text: str) -> str:
    """The same length, with numbers and addresses blanked."""
    for pattern in (_TELEPHONE, _EMAIL):
        text = pattern.sub(lambda match: _SEEN.sub(BLANK, match[0]), text)
    return text


def redacted_values(value: Any) -> Any:
    """The same in every text of a record."""
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, dict):
        return {k: redacted_values(v) for k, v in value.items()}
    return [redacted_values(v) for v in value] if isinstance(value, list) else value
