"""Documents of others that a dispatch forwards in its own file: what they state is stated by them, and not by the dispatch."""

from collections.abc import Sequence
from dataclasses import dataclass

from models import Header
from parser.citations.draft import Draft
from parser.header import read_header
from parser.header.attachments import read_attachments
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
        if own is None or own.number is None or own.number.normalized == (header.number.normalized if header.number else None):
            continue
        start, end = attachment.span.start, attachment.span.end
        outside = [d for d in drafts if not start <= d.start < end]
        found.append(Forwarded(start, end, key_of(own, outside, key)))
    return tuple(found)


def key_of(own: Header, outside: Sequence[Draft], key: str) -> str | None:
    """That of the one document with this symbol that the dispatch names, as number lines are often handwritten; else the number line's."""
    number = own.number
    assert number is not None
    same = {d.key for d in outside if d.key not in (None, key) and d.number is not None and d.number.sequence and _symbol(d.number.normalized) == _symbol(number.normalized)}
    if len(same) == 1:
        return same.pop()
    if number.sequence is None or same:
        return None
    return document_key(number.normalized, own.date, own.locality.slug if own.locality else None)


def _symbol(normalized: str) -> str:
    return normalized.lstrip("0123456789").upper()
