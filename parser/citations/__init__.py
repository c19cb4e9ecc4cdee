"""Mentions of other documents with titles, nesting, relations and short forms."""

from dataclasses import dataclass

from models import Citation, Definition, Header, Relation, Warning
from parser.structure.shapes import Structure


@dataclass(frozen=True, slots=True)
class Cited:
    """What the text cites, defines and states of documents; citations in text order."""

    citations: tuple[Citation, ...] = ()
    definitions: tuple[Definition, ...] = ()
    relations: tuple[Relation, ...] = ()
    warnings: tuple[Warning, ...] = ()


def cite(structure: Structure, header: Header, key: str) -> Cited:
    """Every mention of another document, every defined term, every stated edge. `section_id` and `task_id` stay null here."""
    return Cited()
