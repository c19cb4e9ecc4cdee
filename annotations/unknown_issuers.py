"""How much is lost on a body that the tables do not know: `chidao evaluate REFERENCES SOURCES --unknown-issuers`.

For each issuer of the references its codes, its names and the units inside it are taken out of the tables, its documents are
read in a fresh process and scored, and set against what the whole tables give.
"""

import multiprocessing
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from annotations.agreement.matching import Count
from annotations.blind import Body, score_without
from annotations.evaluate import DocumentScore, load_reference, score_one
from parser.recognisers.document_number import parse_number

FIELDS = ("header", "citations", "citations.issuer", "citations.short_forms", "edges", "tasks", "tasks.lead", "tasks.coordinating", "tasks.reports_to", "deadlines")


@dataclass(frozen=True, slots=True)
class Fall:
    """One issuer: how many documents, and each field's agreement with and without it in the tables (None: nothing asked for)."""

    issuer: str
    documents: int
    known: dict[str, Count]
    unknown: dict[str, Count]


def _body(path: Path) -> Body:
    header = load_reference(path)["header"]
    names = tuple(unit["name"] for unit in (header.get("issuer"), header.get("parent_issuer")) if unit)
    number = parse_number(header["number"]["normalized"]) if header.get("number") else None
    return Body(frozenset(number.issuer_codes) if number else frozenset(), names)


def _sum(documents: Iterable[DocumentScore]) -> dict[str, Count]:
    total: dict[str, Count] = defaultdict(Count)
    for document in documents:
        for name, count in document.ledger.counts.items():
            total["deadlines" if name == "tasks.deadlines" else name].add(count)
    return total


def falls(references: Path, sources: Path, *, workers: int = 1) -> list[Fall]:
    """Every issuer of the references, in order of name."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(references.glob("*.json")):
        groups[" / ".join(_body(path).names) or path.stem].append(path)
    bodies = {name: Body(frozenset().union(*(_body(p).codes for p in paths)), tuple({n: None for p in paths for n in _body(p).names})) for name, paths in groups.items()}
    result = []
    # A pool that forgets after each task: the tables are loaded once in a process, so no two bodies may share one.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        blind = {name: pool.submit(score_without, bodies[name], paths, sources) for name, paths in groups.items()}
        for name, paths in sorted(groups.items()):
            known = _sum(score_one(path, sources) for path in paths)
            result.append(Fall(name, len(paths), known, _sum(blind[name].result())))
    return result


def as_text(found: list[Fall]) -> str:
    """The table: F1 without the issuer in the tables, and in brackets the fall where there is one."""
    lines = [f"{'issuer left out of the tables':58} " + " ".join(f"{f.removeprefix('citations.').removeprefix('tasks.')[:12]:>14}" for f in FIELDS)]
    total = Fall("all", sum(f.documents for f in found), defaultdict(Count), defaultdict(Count))
    for fall in found:
        for mine, whole in ((fall.known, total.known), (fall.unknown, total.unknown)):
            for name, count in mine.items():
                whole[name].add(count)
    lines += [f"{fall.issuer[:52]:52} ({fall.documents:2})  " + " ".join(f"{_cell(fall, f):>14}" for f in FIELDS) for fall in [*found, total]]
    return "\n".join(lines)


def _cell(fall: Fall, field: str) -> str:
    known, unknown = (side[field].f1 if field in side else None for side in (fall.known, fall.unknown))
    if known is None or unknown is None:
        return "-"
    return f"{unknown:.3f}" if abs(known - unknown) < 0.0005 else f"{unknown:.3f} ({unknown - known:+.3f})"
