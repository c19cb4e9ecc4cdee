"""Documents of others that a dispatch forwards in its own file: what they state is stated by them, and not by the dispatch."""

from collections.abc import Sequence
from dataclasses import dataclass

from models import Header
from parser.citations.draft import Draft
from parser.header import read_header
from parser.header.attachments import read_attachments
from parser.lexicon.issuers import issuer, issuer_of_name
from parser.lexicon.keys import document_key
from parser.structure.shapes import Structure


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Where a forwarded document stands, and its key; None where neither its number line nor a mention gives it."""

    start: int
    end: int
    key: str | None


def forwarded(structure: Structure, header: Header, key: str, drafts: Sequence[Draft]) -> tuple[Forwarded, ...]:
    """The attachments with a letterhead and a number of their own. `drafts`: what the file cites; `key`: the dispatch's own."""
    if not any(part.kind == "attachment" for part in structure.parts):
        return ()
    found = []
    for attachment in read_attachments(structure, read_header):
        own = attachment.header
        if own is None:
            continue
        start, end = attachment.span.start, attachment.span.end
        outside = [d for d in drafts if not start <= d.start < end]
        named = key_of(own, outside, key)
        # The same number again is the dispatch's own; the same symbol with both serials blank may be a neighbour's, where the dispatch names one.
        if own.number is not None and own.number.normalized == (header.number.normalized if header.number else None) and (own.number.sequence is not None or named is None):
            continue
        found.append(Forwarded(start, end, named))
    return tuple(found)


def key_of(own: Header, outside: Sequence[Draft], key: str) -> str | None:
    """That of the one document with this symbol that the dispatch names, as number lines are often handwritten; else the number line's.

    Where the number line is lost altogether: that of the one document of this issuer that it names.
    """
    number = own.number
    if number is None:
        code = issuer_of_name(own.issuer.name, own.date) if own.issuer else None
        theirs = {d.key for d in outside if d.key not in (None, key) and d.number is not None and d.number.issuer_codes and code is not None and issuer(d.number.issuer_codes[0]) is code}
        theirs = {k for k in theirs if own.date is None or k is None or f"/{own.date[:4]}/" in k or "/----/" in k}
        return theirs.pop() if len(theirs) == 1 else None
    same = {d.key for d in outside if d.key not in (None, key) and d.number is not None and d.number.sequence and _symbol(d.number.normalized) == _symbol(number.normalized)}
    if len(same) == 1:
        return same.pop()
    if number.sequence is None or same:
        return None
    return document_key(number.normalized, own.date, own.locality.slug if own.locality else None)


def _symbol(normalized: str) -> str:
    return normalized.lstrip("0123456789").upper()
