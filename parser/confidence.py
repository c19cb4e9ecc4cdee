"""How sure a value is: the last stage of a parse, from how often such values were right where people looked.

The model is as small as it can be: the log-odds that a value is right is a sum of weights, one for its kind and one for each
feature that it has – the rule that read it, whether a scan was read, and so on. The weights stand in `lexicon/confidence.tsv`;
`python -m annotations.confidence_fit` fits them to references. Of values at 0.9 about nine in ten are right, also in documents
that nobody wrote a rule for. Kinds without weights keep what their rule declares.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from models import Citation, Document, Section, Task, Warning
from models.header import Header, Unit
from models.span import Span
from parser.lexicon.table import rows

BASE = "(base)"
ROLES = ("lead", "coordinating", "reports_to", "supervised_by")
_SCANNED = ("ocr", "mixed")
_DOUBTED = 0.8  # what a rule declares where it is itself in doubt
_LONG = 60  # characters of a unit's name: most that are longer are two units, or run on
_LIST = re.compile(r"[,;]|\svà\s")
_MOST = 0.99


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says about all of its values: whether it was scanned, and where its appendices and attachments stand."""

    scanned: bool
    annexes: tuple[tuple[int, int], ...]

    def annexed(self, span: Span | None) -> bool:
        """Whether a value stands in an appendix or attachment."""
        if span is None or not self.annexes:
            return False
        at = span.start
        return any(start <= at < end for start, end in self.annexes)


def setting(document: Document) -> Setting:
    """The setting of a document's values."""
    return Setting(document.source.text_origin in _SCANNED, tuple(_annexes(document.sections)))


def _annexes(sections: Iterable[Section]) -> Iterator[tuple[int, int]]:
    for section in sections:
        if section.kind in ("appendix", "attachment"):
            yield section.span.start, section.span.end
        else:
            yield from _annexes(section.children)


def features(rule: str, declared: float, span: Span | None, where: Setting, *more: str) -> tuple[str, ...]:
    """What the model sees of one value; `declared` is the confidence that its rule gave."""
    found = [BASE, f"rule:{rule}"]
    if where.scanned:
        found.append("scanned")
    if where.annexed(span):
        found.append("annexed")
    if declared < _DOUBTED:
        found.append("doubted")
    return (*found, *more)


def of_task(task: Task) -> tuple[str, ...]:
    """Features of a task beyond its rule: one that nobody is named for is more often none."""
    if not task.lead:
        return ("unnamed",)
    return ("addressed",) if task.lead[0].inherited_from == "addressees" else ()


def of_unit(unit: Unit) -> tuple[str, ...]:
    """Features of a unit beyond its rule: names that are long or look like lists are more often cut wrongly."""
    return tuple(name for name, there in (("list", _LIST.search(unit.name)), ("long", len(unit.name) > _LONG)) if there)


def of_citation(citation: Citation) -> tuple[str, ...]:
    """Features of a citation beyond its rule: what stands in the legal bases is plain."""
    return ("based",) if citation.relation == "legal_basis" else ()


@cache
def _weights() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for row in rows("confidence"):
        table.setdefault(row["kind"], {})[row["feature"]] = float(row["weight"])
    return table


@lru_cache(maxsize=4096)
def likelihood(kind: str, found: tuple[str, ...]) -> float | None:
    """How likely a value with these features is right, in hundredths below 1; None for a kind that nothing is known of."""
    weights = _weights().get(kind)
    if weights is None:
        return None
    return min(_MOST, round(1 / (1 + math.exp(-sum(weights.get(feature, 0.0) for feature in found))), 2))


def calibrated(document: Document) -> Document:
    """The same document, every confidence replaced by how likely the value is right; warnings by what to look at first."""
    where = setting(document)

    def sure(kind: str, rule: str, declared: float, span: Span | None, *more: str) -> dict[str, float]:
        said = likelihood(kind, features(rule, declared, span, where, *more))
        return {"confidence": declared if said is None else said}

    def unit(role: str, u: Unit) -> Unit:
        return u.model_copy(update=sure(role, u.rule, u.confidence, u.span, *of_unit(u)))

    def task(t: Task) -> Task:
        roles = {role: tuple(unit(role, u) for u in getattr(t, role)) for role in ROLES}
        deadlines = tuple(d.model_copy(update=sure("deadline", d.rule, d.confidence, d.span)) for d in t.deadlines)
        return t.model_copy(update={**roles, "deadlines": deadlines, **sure("task", t.rule, t.confidence, t.span, *of_task(t))})

    def citation(c: Citation) -> Citation:
        return c.model_copy(update=sure("citation", c.rule, c.confidence, c.span, *of_citation(c)))

    def body(u: Unit | None) -> Unit | None:
        return u and u.model_copy(update=sure("header", u.rule, u.confidence, u.span))

    def header(h: Header) -> Header:
        evidence = {name: e.model_copy(update=sure("header", e.rule, e.confidence, e.span)) for name, e in h.evidence.items()}
        bodies = {"issuer": body(h.issuer), "parent_issuer": body(h.parent_issuer), "addressees": tuple(map(body, h.addressees))}
        return h.model_copy(update={"evidence": evidence, **bodies})

    return document.model_copy(
        update={
            "header": header(document.header),
            "attachments": tuple(a.model_copy(update={"header": a.header and header(a.header)}) for a in document.attachments),
            "citations": tuple(map(citation, document.citations)),
            "tasks": tuple(map(task, document.tasks)),
            "targets": tuple(t.model_copy(update=sure("target", t.rule, t.confidence, t.span)) for t in document.targets),
            "warnings": by_weight(document.warnings),
        }
    )


@cache
def _ranks() -> dict[str, int]:
    return {row["code"]: int(row["rank"]) for row in rows("warning_ranks")}


def by_weight(warnings: Iterable[Warning]) -> tuple[Warning, ...]:
    """What a person should look at first comes first: text that is not there, contradictions, gaps, guesses, slips of the document itself."""
    ranks = _ranks()
    return tuple(sorted(warnings, key=lambda w: ranks.get(w.code, 0)))
