"""The key of a document from its number (contract, "key" and "locality")."""

import re

from parser.text.fold import slug

_NUMBER = re.compile(r"(?P<sequence>\d+(?:\.\d+)?(?:[a-zđ](?=[/-]))?)?\s*[/-]?\s*(?:(?P<year>(?:19|20)\d\d)\s*/)?\s*(?P<symbol>.*)", re.DOTALL)
_ZEROS = re.compile(r"^0+(?=\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def symbol_slug(normalized: str) -> str:
    """The symbol of a number as a slug: `1710/QĐ-BYT` -> `qd-byt`, `43/2013/QH13` -> `qh13`, `/KH-SYT` -> `kh-syt`."""
    match = _NUMBER.fullmatch(normalized)
    return slug(match["symbol"]) if match else slug(normalized)


def document_key(normalized: str, date: str | None, locality_slug: str | None = None, *, unnumbered: str = "") -> str:
    """`[locality/]<symbol-slug>/<year>/<sequence>` of a normalized number.

    The year is the one inside the number, else that of `date` (EDTF), else `----`; zeros are stripped. A blank
    number (`/KH-SYT`) has `unnumbered` in place of its sequence: `~` and the first 8 of the source's sha256.
    """
    match = _NUMBER.fullmatch(normalized)
    assert match is not None  # every part of the pattern may be empty
    issued = _YEAR.match(date or "")
    year = match["year"] or (issued[0] if issued else "----")
    sequence = _ZEROS.sub("", match["sequence"].lower()) if match["sequence"] else unnumbered
    key = f"{slug(match['symbol'])}/{year}/{sequence}"
    return f"{locality_slug}/{key}" if locality_slug else key
