"""The cascade over the samples where the right answer is known: `python -m corpus.graph.measure` prints the table of docs/cascade.md.

`corpus/samples/cascade/pairs.tsv` names the pairs of files (`tuned`: the thresholds were set on them; `held`: written before and
read only after), `links.tsv` the right links; a task by its ref, a target by its value and the first words of its indicator.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus.graph.cascade import compare
from models import Document
from parser.pipeline import parse

SAMPLES = Path(__file__).parents[1] / "samples" / "cascade"
Fact = tuple[str, str, str]
"""(task or target, below, above)"""


@dataclass(slots=True)
class Measured:
    """One pair: which links are right, found beside them, or missed; and of the right ones, whose differences are right."""

    pair: str
    kind: str
    right: list[Fact] = field(default_factory=list)
    wrong: list[Fact] = field(default_factory=list)
    missed: list[Fact] = field(default_factory=list)
    differences: int = 0
    """Right ones among the right links' differences; `stated` those that were found, `expected` those that there are."""
    stated: int = 0
    expected: int = 0


def measure() -> list[Measured]:
    """Every pair of the samples, parsed and linked."""
    documents: dict[str, Document] = {}

    def read(name: str) -> Document:
        if name not in documents:
            path = SAMPLES / name
            documents[name] = parse(path.read_bytes(), path.name)
        return documents[name]

    wanted: dict[str, list[dict[str, str]]] = {}
    for row in _rows("links.tsv"):
        wanted.setdefault(row["pair"], []).append(row)
    return [_measured(row["pair"], row["set"], read(row["above"]), read(row["below"]), wanted.get(row["pair"], [])) for row in _rows("pairs.tsv")]


def totals(measured: list[Measured], kind: str, what: str) -> tuple[int, int, int]:
    """(right, found, wanted) over all pairs of a kind; `what` is task, target or difference."""
    count: Counter[str] = Counter()
    for m in measured:
        if m.kind == kind and what == "difference":
            count.update(right=m.differences, found=m.stated, wanted=m.expected)
        elif m.kind == kind:
            right, wrong, missed = (sum(fact[0] == what for fact in facts) for facts in (m.right, m.wrong, m.missed))
            count.update(right=right, found=right + wrong, wanted=right + missed)
    return count["right"], count["found"], count["wanted"]


def _measured(pair: str, kind: str, above: Document, below: Document, wanted: list[dict[str, str]]) -> Measured:
    result = Measured(pair, kind)
    found = compare(above, below)
    links = {} if found is None else {("task", _ref(k.below), _ref(k.above)): k for k in found.tasks}
    if found is not None:
        plans, tops = ({t.id: f"{t.value} {t.indicator}".lower() for t in d.targets} for d in (below, above))
        links |= {("target", plans[k.below], tops[k.above]): k for k in found.targets}
    left = dict(links)
    for row in wanted:
        fact = (row["kind"], row["below"], row["above"])
        hit = next((f for f in left if f == fact or (f[0] == "target" == fact[0] and f[1].startswith(fact[1]) and f[2].startswith(fact[2]))), None)
        result.expected += bool(row["differs"])
        if hit is None:
            result.missed.append(fact)
            continue
        link = left.pop(hit)
        result.right.append(hit)
        said = [d.how for d in link.differs if d.what == ("deadline" if row["kind"] == "task" else "target")]
        result.stated += len(said)
        result.differences += said == [row["differs"]]
    result.wrong = list(left)
    return result


def _ref(identity: str) -> str:
    return identity.partition("#")[2]


def _rows(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def markdown(measured: list[Measured]) -> Iterator[str]:
    """The table, line by line."""
    yield "| samples | what | right | found | known | precision | recall |"
    yield "| --- | --- | --: | --: | --: | --: | --: |"
    for kind in ("tuned", "held"):
        pairs = sum(m.kind == kind for m in measured)
        for what in ("task", "target", "difference"):
            right, found, wanted = totals(measured, kind, what)
            yield f"| {kind} ({pairs} pairs) | {what} | {right} | {found} | {wanted} | {_share(right, found)} | {_share(right, wanted)} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


if __name__ == "__main__":
    result = measure()
    print("\n".join(markdown(result)))
    for m in result:
        print(f"\n{m.pair} ({m.kind}): {len(m.right)} right, {len(m.wrong)} wrong, {len(m.missed)} missed", *(f"\n    missed {f}" for f in m.missed), *(f"\n    wrong {f}" for f in m.wrong))
