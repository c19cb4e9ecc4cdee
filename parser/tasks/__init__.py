"""Sections and table rows to tasks with roles, deadlines and targets."""

from dataclasses import dataclass

from models import Header, Target, Task, Warning
from parser.citations import Cited
from parser.structure.shapes import Structure
from parser.tasks.assemble import Assembler
from parser.tasks.walk import Walker


@dataclass(frozen=True, slots=True)
class Tasked:
    """Tasks and targets in text order."""

    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    warnings: tuple[Warning, ...] = ()


def find_tasks(structure: Structure, header: Header, key: str, cited: Cited) -> Tasked:
    """Who must do what by when: every labelled item or table row that obliges somebody, and every numeric target."""
    drafts = Walker(structure, header).run()
    assembler = Assembler(structure, header, key, cited.citations, cited.definitions)
    tasks = assembler.tasks(drafts)
    return Tasked(tasks, assembler.all_targets(), tuple(assembler.warnings))
