"""The text of a dispatch cut into pieces, each knowing which values rest on it."""

import itertools
from dataclasses import dataclass

from api.marks import Mark, marks_of
from models import Document


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `anchors` are ids of the marks that begin here."""

    text: str
    kinds: tuple[str, ...]
    ids: tuple[str, ...]
    anchors: tuple[str, ...]


def pieces(document: Document) -> list[Piece]:
    """`text.content` in order, cut wherever a value begins or ends; linear in text and values."""
    content = document.text.content
    marks = [m for m in marks_of(document) if m.end <= len(content)]
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for m in marks:
        opening.setdefault(m.start, []).append(m)
        closing.setdefault(m.end, []).append(m)
    cuts = sorted({0, len(content), *opening, *closing})
    live: dict[str, Mark] = {}
    result: list[Piece] = []
    for start, end in itertools.pairwise(cuts):
        for m in closing.get(start, ()):
            live.pop(m.id, None)
        begun = opening.get(start, [])
        live.update((m.id, m) for m in begun)
        kinds = tuple(sorted({m.kind for m in live.values()}))
        result.append(Piece(content[start:end], kinds, tuple(live), tuple(m.id for m in begun)))
    return result
