"""Whether confidence means something: `chidao calibration REFERENCES SOURCES`.

Every value with a confidence is judged by a reference; the values are sorted into bands of confidence, and of each band the share
that is right is set beside it. The Brier score (mean squared distance of the confidence from 1 where right, 0 where wrong) is set
against that of a constant, the share right of all: a confidence that knows nothing scores no better than that.

What counts as right: a task matched by its words; a unit among the reference's for a matched task (what is inherited from the
addressees is left out); a deadline with the reference's facts; a numbered citation with the reference's number, date and relation, another with
its words and key; a target with the reference's value; a header field as it is scored. Optional items of a reference judge nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.agreement.matching import aligned, matched_tasks, names, pair_off
from annotations.agreement.scoring import SHORT_FORMS, Ledger, score_header
from annotations.agreement.values import Item, deadline_facts, folded, is_self, number_key, own_or_key, same_key, target_value
from annotations.evaluate import load_reference, source_of
from models import Document
from parser.confidence import ROLES, features, of_citation, of_task, of_unit, setting
from parser.errors import SourceError
from parser.options import Options
from parser.pipeline import parse

KINDS = ("task", "lead", "coordinating", "reports_to", "deadline", "citation", "target", "header")
BANDS = (0.0, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
_JUDGED_ROLES = ROLES[:3]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One value of an output, judged: `features` what the confidence model sees of it."""

    document: str
    kind: str
    rule: str
    confidence: float
    right: bool
    features: tuple[str, ...]


Judged = Iterator[tuple[str, int, int, bool]]
"""(kind, index of the task or -1, index of the value, whether it is right)."""
Mention = tuple[str, str | None]
"""The folded words of a citation and its key."""


def judge(reference: Item, output: Item) -> Judged:
    """Every judged value of an output, by its place in the output's own lists; a header field by its place in `header.evidence`."""
    yield from _header(reference, output)
    yield from _citations(reference, output)
    yield from _tasks(reference, output)
    yield from _by_value("target", reference["targets"], output.get("targets") or [], target_value, lambda a, b: a == b)


def _header(reference: Item, output: Item) -> Judged:
    ledger = Ledger()
    score_header(reference["header"], output.get("header") or {}, ledger)
    for i, name in enumerate((output.get("header") or {}).get("evidence") or {}):
        if count := ledger.counts.get(f"header.{name}"):
            yield "header", -1, i, bool(count.tp)


def _facts(citation: Item) -> tuple[Any, Any]:
    return citation.get("date"), citation.get("relation")


def _citations(reference: Item, output: Item) -> Judged:
    asked, said = ([c for c in side.get("citations") or () if not is_self(c, side)] for side in (reference, output))
    at = {id(c): i for i, c in enumerate(output.get("citations") or ())}
    for key in dict.fromkeys(number_key(c["number"]) for c in said if c.get("number")):
        left, right = ([c for c in side if number_key(c.get("number")) == key] for side in (asked, said))
        agreed = {id(b): a for a, b in aligned(left, right, lambda a, b: int(_facts(a) == _facts(b)))}
        spare = sum(bool(c.get("optional")) for c in left)
        for c in right:
            if id(c) in agreed:
                yield "citation", -1, at[id(c)], _facts(agreed[id(c)]) == _facts(c)
            elif spare:
                spare -= 1
            else:
                yield "citation", -1, at[id(c)], False

    def mentioned(c: Item, document: Item) -> Mention:
        return folded(c.get("raw")), own_or_key(c.get("target_key"), document)

    wanted = [mentioned(c, reference) for c in asked if c["form"] in SHORT_FORMS and not c.get("optional")]
    others = {folded(c.get("raw")) for c in asked if c["form"] not in SHORT_FORMS or c.get("optional")}
    words = {raw for raw, _ in wanted}
    have = [(mentioned(c, output), at[id(c)]) for c in said if not c.get("number")]
    want: list[tuple[Mention, int]] = [(mention, -1) for mention in wanted]
    keyed = pair_off(want, have, lambda w, h: w[0] == h[0], lambda w, h: w[0][0] == h[0][0] and (w[0][1] is None or same_key(w[0][1], h[0][1])))
    yield from (("citation", -1, i, True) for _, (_, i) in keyed)
    yield from (("citation", -1, i, False) for (raw, _), i in have if raw in words or raw not in others)


def _tasks(reference: Item, output: Item) -> Judged:
    asked, said = reference.get("tasks") or [], output.get("tasks") or []
    pairs = {j: asked[i] for i, j in matched_tasks(asked, said)}
    for j, task in enumerate(said):
        match = pairs.get(j)
        if match is None or not match.get("optional"):
            yield "task", -1, j, match is not None
        if match is None or match.get("optional"):
            continue
        for role in _JUDGED_ROLES:
            units = [(i, u) for i, u in enumerate(task.get(role) or ()) if u.get("inherited_from") != "addressees"]
            wanted = [u if isinstance(u, str) else u["name"] for u in match.get(role) or () if isinstance(u, str) or u.get("inherited_from") != "addressees"]
            extra = {folded(name) for name in names(wanted, [u["name"] for _, u in units]).extra}
            yield from ((role, j, i, folded(u["name"]) not in extra) for i, u in units)
        for _, _, i, right in _by_value("deadline", match.get("deadlines") or (), task.get("deadlines") or (), deadline_facts, lambda a, b: a.agrees(b), once=False):
            yield "deadline", j, i, right


def _by_value(kind: str, asked: Iterable[Item], said: Iterable[Item], value: Callable[[Item], Any], same: Callable[[Any, Any], bool], *, once: bool = True) -> Judged:
    """Values held against those of a reference (each of which answers `once`), the required first; what only an optional one answers judges nothing."""
    left = sorted(((bool(a.get("optional")), value(a)) for a in asked), key=lambda pair: pair[0])
    for i, item in enumerate(said):
        found = next((a for a in left if same(a[1], value(item))), None)
        if found is None or not found[0]:
            yield kind, -1, i, found is not None
        if found is not None and once:
            left.remove(found)


def _by_eye(reference: Item, document: Document) -> Judged:
    """Verdicts that a person gave on single values, found again by kind and place; those that the output no longer has are left out."""
    places = {
        (kind, span.start, span.end): (kind, task, i)
        for kind, task, i, _, _, span in _values(document)
        if span is not None
    }  # fmt: skip
    for said in reference["judged"]:
        if place := places.get((said["kind"], said["start"], said["end"])):
            yield *place, said["right"]


def _values(document: Document) -> Iterator[tuple[str, int, int, Any, tuple[str, ...], Any]]:
    """(kind, task, index, value, its features beyond the rule, span) of everything that can be judged."""
    for i, e in enumerate(document.header.evidence.values()):
        yield "header", -1, i, e, (), e.span
    for i, c in enumerate(document.citations):
        yield "citation", -1, i, c, of_citation(c), c.span
    for i, x in enumerate(document.targets):
        yield "target", -1, i, x, (), x.span
    for j, t in enumerate(document.tasks):
        yield "task", -1, j, t, of_task(t), t.span
        for role in _JUDGED_ROLES:
            for i, u in enumerate(getattr(t, role)):
                yield role, j, i, u, of_unit(u), u.span
        for i, d in enumerate(t.deadlines):
            yield "deadline", j, i, d, (), d.span


def verdicts(reference: Item, document: Document, name: str) -> Iterator[Verdict]:
    """The judged values of one document; the reference is an annotation, or `{"document", "judged": [{kind, start, end, right}]}`."""
    where = setting(document)
    values = {(kind, task, i): (value, more) for kind, task, i, value, more, _ in _values(document)}
    for kind, task, i, right in _by_eye(reference, document) if "judged" in reference else judge(reference, document.model_dump(mode="json")):
        value, more = values[kind, task, i]
        yield Verdict(name, kind, value.rule, value.confidence, right, features(value.rule, value.confidence, value.span, where, *more))


def collect(references: Path, sources: Path, *, options: Options | None = None) -> list[Verdict]:
    """Verdicts on every `NAME.json` of `references`, read from its source, or the output of it, in `sources`; unreadable ones give none."""
    found: list[Verdict] = []
    for path in sorted(references.glob("*.json")):
        reference = load_reference(path)
        document = _document(reference, path.stem, sources, options or Options())
        if document is not None:
            found += verdicts(reference, document, path.stem)
    return found


def _document(reference: Item, stem: str, folder: Path, options: Options) -> Document | None:
    source = source_of(reference, stem, folder)
    if source is None:
        return None
    if source.suffix == ".json":
        return Document.model_validate_json(source.read_text(encoding="utf-8"))
    try:
        return parse(source.read_bytes(), source.name, options=options)
    except SourceError:
        return None


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of some values: how many, the share right, the mean confidence, the Brier scores of the confidence and of the constant, and the bands."""

    count: int
    right: float
    confidence: float
    brier: float
    constant: float
    bands: tuple[tuple[float, float, int, float, float], ...]
    """(from, below, count, mean confidence, share right) of each band that has values."""


def calibration(judged: Sequence[Verdict], confidence: Callable[[Verdict], float] = lambda v: v.confidence) -> Calibration:
    """How well `confidence` foretells what is right. Raises ValueError where nothing was judged."""
    if not judged:
        raise ValueError("nothing was judged")
    pairs = [(confidence(v), float(v.right)) for v in judged]
    right = _mean(y for _, y in pairs)
    bands = []
    for low, high in zip(BANDS, (*BANDS[1:], 1.01), strict=True):
        inside = [(p, y) for p, y in pairs if low <= p < high]
        if inside:
            bands.append((low, min(high, 1.0), len(inside), _mean(p for p, _ in inside), _mean(y for _, y in inside)))
    return Calibration(len(pairs), right, _mean(p for p, _ in pairs), _mean((p - y) ** 2 for p, y in pairs), right * (1 - right), tuple(bands))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def by_kind(judged: Sequence[Verdict], confidence: Callable[[Verdict], float] = lambda v: v.confidence) -> dict[str, Calibration]:
    """All together, then each kind that has values."""
    groups = {"all": list(judged), **{kind: [v for v in judged if v.kind == kind] for kind in KINDS}}
    return {kind: calibration(group, confidence) for kind, group in groups.items() if group}


def as_text(found: dict[str, Calibration]) -> str:
    """A Markdown table of each kind's figures, and one of the bands."""
    lines = ["| kind | values | right | mean confidence | Brier | constant |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [f"| {kind} | {c.count} | {c.right:.3f} | {c.confidence:.3f} | {c.brier:.4f} | {c.constant:.4f} |" for kind, c in found.items()]
    lines += ["", "| kind | band | values | mean confidence | right |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {kind} | {low:.2f}–{high:.2f} | {n} | {p:.3f} | {y:.3f} |" for kind, c in found.items() for low, high, n, p, y in c.bands]
    return "\n".join(lines)
