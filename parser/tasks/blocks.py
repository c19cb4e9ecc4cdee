"""Blocks with their own lines "Cơ quan chủ trì / phối hợp / Thời gian" (contract, "Decided cases")."""

import re
from collections.abc import Sequence

from parser.lexicon.needs import lowered
from parser.lexicon.phrases import Phrases
from parser.lexicon.table import rows
from parser.lexicon.unit_words import prepared
from parser.recognisers.base import Mention
from parser.recognisers.unit import UnitName, split_units
from parser.structure.shapes import Node
from parser.tasks.drafts import NO_BLOCK, Block, Bodies, Body, Stretch
from parser.text.fold import fold_tone

_LINES = Phrases((fold_tone(r["words"]), r["role"]) for r in rows("block_lines"))
_MAY_STAND_ALONE = {"lead", "coordinating", "both", "deadline"}
_LABEL = re.compile(r"\s*(?:[-+*•–]\s*)?(?:về )?", re.IGNORECASE)


def line_role(text: str) -> tuple[str, int] | None:
    """The role of a line that is a block's own ("Đơn vị chủ trì: …"), and where its content begins."""
    folded = lowered(prepared(text))
    at = _LABEL.match(folded).end()  # type: ignore[union-attr]
    found = _LINES.at(folded, at)
    if found is None:
        return None
    end, role = found
    while end < len(folded) and folded[end] == " ":
        end += 1
    if end >= len(folded):
        return (role, end) if role in _MAY_STAND_ALONE else None
    return (role, end + 1) if folded[end] == ":" else None


def _own(node: Node, content: str) -> tuple[int, int]:
    if node.heading_start is not None and node.heading_end is not None:
        return node.heading_start, node.heading_end
    return node.body_start, node.body_end


def is_block_line(node: Node, content: str) -> bool:
    """Whether a node is a line of a block and no item of it."""
    if node.kind in ("table", "row"):
        return False
    start, end = _own(node, content)
    return end > start and line_role(content[start:end]) is not None


def read_block(nodes: Sequence[Node], content: str) -> Block:
    """The block that the lines among `nodes` make up."""
    lead: list[Body] = []
    carries: list[Body] = []
    joining: list[Body] = []
    supervising: list[Body] = []
    times: list[Stretch] = []
    outcome: Stretch | None = None
    for node in nodes:
        for role, start, end in _lines(node, content, None):
            if role == "deadline":
                times.append(Stretch(start, end, True))
            elif role == "outcome":
                outcome = Stretch(start, end, True)
            elif role in ("lead", "carries", "coordinating", "supervising"):
                into = {"lead": lead, "carries": carries, "coordinating": joining, "supervising": supervising}[role]
                into += [Body(u, "heading") for u in units_in(content, start, end, "unit.block_line")]
    if lead:
        joining += carries
    else:
        lead = carries
    return Block(tuple(lead), tuple(joining), tuple(supervising), tuple(times), outcome) if lead or joining or times or supervising or outcome else NO_BLOCK


def _lines(node: Node, content: str, role: str | None) -> list[tuple[str, int, int]]:
    """The (role, start, end) of the contents under a block's line, its own or those of the dashes below it."""
    start, end = _own(node, content)
    found = line_role(content[start:end])
    result: list[tuple[str, int, int]] = []
    if found:
        role = found[0]
        if content[start + found[1] : end].strip():
            result.append((role, start + found[1], end))
        elif node.body_end > node.body_start and node.body_start >= end:
            result.append((role, node.body_start, node.body_end))
    elif role and role not in ("both", "other") and node.kind == "bullet":
        result.append((role, node.body_start, node.body_end))
    elif node.body_start < node.body_end and content[node.body_start] == "(":
        return []
    for child in node.children:
        result += _lines(child, content, role)
    return result


def units_in(content: str, start: int, end: int, rule: str, confidence: float = 0.92) -> list[Mention[UnitName]]:
    """The units of a cell or line; lines with bullets are several, other line breaks are mere wrapping."""
    return split_units(content, start, end, rule=rule, confidence=confidence)


def without(bodies: Bodies, others: Bodies) -> Bodies:
    """`bodies` less those that `others` names too."""
    named = {o.mention.value.name.casefold() for o in others}
    return tuple(b for b in bodies if b.mention.value.name.casefold() not in named)
