"""What the walk over the tree hands on: one draft per obligation, in offsets of the canonical text."""

from dataclasses import dataclass, field
from typing import NamedTuple

from models.vocabulary import InheritedFrom, Modality, TaskKind
from parser.recognisers.base import Mention
from parser.recognisers.unit import UnitName
from parser.structure.shapes import Node
from parser.tasks.sections import Mode


class Body(NamedTuple):
    """A unit where it stands, and from where a task has it."""

    mention: Mention[UnitName]
    inherited: InheritedFrom | None = None


Bodies = tuple[Body, ...]


class Stretch(NamedTuple):
    """`content[start:end]`; `cell`: nothing else stands there (a time cell, a line "Thời gian: …")."""

    start: int
    end: int
    cell: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of a block that belong to each of its items: "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"."""

    lead: Bodies = ()
    coordinating: Bodies = ()
    supervising: Bodies = ()
    times: tuple[Stretch, ...] = ()
    outcome: Stretch | None = None


NO_BLOCK = Block()


@dataclass(slots=True)
class Draft:
    """An obligation before its deadlines, targets and citations are attached."""

    node: Node
    ref: str
    text: Stretch
    kind: TaskKind
    modality: Modality | None
    rule: str
    confidence: float
    lead: Bodies = ()
    coordinating: Bodies = ()
    reports_to: Bodies = ()
    supervised_by: Bodies = ()
    times: tuple[Stretch, ...] = ()
    outcome: Stretch | None = None
    targets_in: tuple[Stretch, ...] = ()
    extent: tuple[Stretch, ...] = ()
    parent: "Draft | None" = None


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above a node: whom it addresses, how it orders, and the task it belongs to; `schedule`: a heading of dates to keep."""

    mode: Mode
    lead: Bodies = ()
    modality: Modality | None = None
    ordered: bool = False
    led: bool = False
    parent: Draft | None = None
    block: Block = field(default=NO_BLOCK)
    schedule: bool = False
