"""Numbers in attributes of markup."""

import re

_WHOLE = re.compile(r"\s*(-?[0-9]{1,9})\s*", re.ASCII)


def whole(value: str | None) -> int | None:
    """The whole number that an attribute holds, None for anything else: "²" and a thousand digits are no numbers."""
    match = _WHOLE.fullmatch(value) if value else None
    return int(match[1]) if match else None
