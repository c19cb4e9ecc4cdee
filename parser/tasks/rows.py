"""Table rows to drafts: who, by when, with what result, by the roles of the columns (contract, "A table row with a number and content is a task")."""

import re

from models.vocabulary import ColumnRole
from parser.recognisers.base import Mention
from parser.recognisers.unit import UnitName, run_end, units_at
from parser.structure.shapes import Node, Structure, TableShape
from parser.tasks.blocks import units_in, without
from parser.tasks.drafts import Bodies, Body, Context, Draft, Stretch
from parser.tasks.obligation import judge
from parser.tasks.roles import Roles, read_roles
from parser.tasks.sections import Mode

_ASSIGNING: set[ColumnRole] = {"lead", "coordinating", "deadline", "outcome", "person", "leader", "report"}
_WHO: set[ColumnRole] = {"lead", "coordinating", "person"}
_JOINS = re.compile(r"\s*(?:[-+•]\s*)?(?:phối hợp|phối hợp với|tham gia)(?!\w)", re.IGNORECASE)
_CONSULTED = re.compile(r"\((?:tham khảo|lấy|xin) ý kiến (?:của )?([^()–-]{2,80})", re.IGNORECASE)
_REPORT = re.compile(r"\s*(?:[-+]\s*)?báo cáo (?=\w)", re.IGNORECASE)


def tabled(shape: TableShape, mode: Mode) -> bool:
    """Whether the columns of a table say that its rows are tasks: an act, and who, when or with what result."""
    roles = {role for _, role in shape.columns}
    return "task" in roles and bool(roles & (_WHO if mode == "silent" else _ASSIGNING))


def row_draft(node: Node, shape: TableShape, structure: Structure, context: Context) -> Draft | None:
    """The draft of one numbered row; None where its task cell is empty."""
    text = structure.text
    content = text.content
    column = {role: i for i, (_, role) in reversed(list(enumerate(shape.columns)))}

    def cell(role: ColumnRole) -> tuple[int, int] | None:
        found = node.cells.get(column[role]) if role in column else None
        if found is None or not content[found[0] : found[1]].strip():
            return None
        return text.trimmed(*found)

    own = cell("task")
    if own is None or (not {"lead", "person", "outcome"} & set(column) and run_end(content[slice(*own)], 0, cell=True) == own[1] - own[0]):
        return None  # a list of bodies and days is a timetable
    roles = read_roles(content[own[0] : own[1]])
    lead: list[Body] = []
    joining: list[Body] = []
    lead_role: ColumnRole = "lead" if "lead" in column else "person"
    # Two columns may name bodies ("… trình", "… thẩm tra"): all that are filled.
    filled = [i for i, (_, role) in enumerate(shape.columns) if role == lead_role and i in node.cells and content[slice(*node.cells[i])].strip()]
    for at in filled:
        who, merged = text.trimmed(*node.cells[at]), at in node.merged
        for unit in units_in(content, *who, rule="unit.cell"):
            into = joining if _JOINS.match(content[max(who[0], unit.start - 24) : unit.start]) else lead
            into.append(Body(unit, "table" if merged else None))
        if consulted := _CONSULTED.search(content[who[0] : who[1]]):
            joining += [Body(u) for u in units_in(content, who[0] + consulted.start(1), who[0] + consulted.end(1), "unit.consulted", 0.7)]
    if found := cell("coordinating"):
        merged = column.get("coordinating") in node.merged
        joining += [Body(u, "table" if merged else None) for u in units_in(content, *found, rule="unit.cell")]
    outcome = cell("outcome")
    receivers = [Body(_moved(u, own[0])) for u in roles.reports_to]
    if outcome and not receivers and (match := _REPORT.match(content, outcome[0], outcome[1])):
        units, _ = units_at(content[match.end() : outcome[1]], 0, rule="unit.receiver", confidence=0.8)
        receivers += [Body(_moved(u, match.end())) for u in units]
    found_lead: Bodies = tuple(lead)
    if not lead and "lead" not in column and "person" not in column:
        found_lead = tuple(Body(_moved(u, own[0])) for u in roles.lead) or context.block.lead or context.lead
    coordinating = tuple(joining)
    if "coordinating" not in column:
        coordinating += without(tuple(Body(_moved(u, own[0])) for u in roles.coordinating), (*found_lead, *coordinating))
    obligation = judge(content[own[0] : own[1]], Roles(), "orders", asked=context.modality, led=True)
    times = cell("deadline")
    supervising = tuple(Body(u) for u in units_in(content, *found, rule="unit.cell")) if (found := cell("leader")) else ()
    read_for_targets: tuple[ColumnRole, ...] = ("task", "outcome", "target", "deadline")
    stretches = tuple(Stretch(s, e) for i, (s, e) in sorted(node.cells.items()) if e > s)
    return Draft(
        node, node.ref or "", Stretch(*own), obligation.kind if obligation and obligation.kind != "statement" else "action", obligation.modality if obligation else None,
        "task.row", 0.95 if found_lead else 0.85, lead=found_lead, coordinating=coordinating, reports_to=without(tuple(receivers), found_lead),
        supervised_by=supervising, times=(Stretch(*times, True), Stretch(*own)) if times else (Stretch(*own),),
        outcome=Stretch(*outcome, True) if outcome else None,
        targets_in=tuple(Stretch(*c, role in ("outcome", "target")) for role in read_for_targets if (c := cell(role))),
        extent=stretches, parent=context.parent,
    )  # fmt: skip


def _moved(unit: Mention[UnitName], offset: int) -> Mention[UnitName]:
    return unit._replace(start=unit.start + offset, end=unit.end + offset)
