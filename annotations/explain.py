"""Which rule produced what, and from which words: `chidao explain FILE`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models import Document, Header, Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """One value: where it belongs (`tasks 4.b lead`), what it says, the rule, its confidence, and the words it rests on."""

    field: str
    value: str
    rule: str
    confidence: float
    words: str


def explain(document: Document) -> Iterator[Explanation]:
    """Every extracted value of a Document with its rule and its words."""
    content = document.text.content

    def words(span: Span | None) -> str:
        return " ".join(content[span.start : span.end].split()) if span else ""

    for repair in document.text.repairs:
        yield Explanation("repair", f"{repair.was} -> {repair.now}", repair.rule, 1.0, words(repair.span))
    yield from _header(document.header, "header", words)
    for number, attachment in enumerate(document.attachments, 1):
        if attachment.header is not None:
            yield from _header(attachment.header, f"attachment {number} header", words)
    for d in document.definitions:
        yield Explanation("definition", f"{d.term} = {d.expansion}", d.rule, d.confidence, words(d.span))
    for c in document.citations:
        value = f"{c.form}, {c.relation} -> {c.target_key} ({c.resolution.status})"
        yield Explanation(f"citation {c.id}", value, c.rule, c.confidence, words(c.span))
    cited = {c.id: c for c in document.citations}
    for relation in document.relations:
        stated = cited[relation.citation_ids[0]]
        yield Explanation(f"relation {relation.source_key}", f"{relation.relation} {relation.target_key}", stated.rule, stated.confidence, words(stated.span))
    for task in document.tasks:
        yield Explanation(f"task {task.ref}", task.kind, task.rule, task.confidence, words(task.span))
        for role in ("lead", "coordinating", "reports_to", "supervised_by"):
            for unit in getattr(task, role):
                inherited = f" (from {unit.inherited_from})" if unit.inherited_from else ""
                yield Explanation(f"task {task.ref} {role}", unit.name + inherited, unit.rule, unit.confidence, words(unit.span))
        for deadline in task.deadlines:
            value = deadline.due or deadline.rrule or deadline.start or deadline.kind
            yield Explanation(f"task {task.ref} deadline", value, deadline.rule, deadline.confidence, words(deadline.span))
    for target in document.targets:
        value = f"{target.comparator} {target.value} {target.unit or ''}".strip()
        yield Explanation(f"target {target.id}", value, target.rule, target.confidence, words(target.span))


def _header(header: Header, where: str, words: Callable[[Span | None], str]) -> Iterator[Explanation]:
    for name, evidence in header.evidence.items():
        yield Explanation(f"{where} {name}", _shown(getattr(header, name, None)), evidence.rule, evidence.confidence, words(evidence.span))


def _shown(value: object) -> str:
    for name in ("normalized", "name"):
        if (said := getattr(value, name, None)) is not None:
            return str(said)
    if isinstance(value, tuple):
        return "; ".join(map(_shown, value))
    return str(value)
