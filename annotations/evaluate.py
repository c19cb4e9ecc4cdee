"""Agreement of what the program says with what people say: `chidao evaluate REFERENCE_DIR SOURCE_DIR`."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotations.agreement.matching import Count
from annotations.agreement.scoring import Ledger, score
from parser.errors import SourceError
from parser.options import DEFAULT
from parser.pipeline import parse

_MARKUP = {"html", "htm", "md"}
_OFFICE = {"doc", "docx", "rtf", "odt"}


@dataclass(slots=True)
class DocumentScore:
    """One document's agreement; `failure` is the error code where it gave no Document (counted as empty)."""

    name: str
    kind: str
    ledger: Ledger
    failure: str | None = None


@dataclass(slots=True)
class Evaluation:
    """All documents, in order of their names."""

    documents: list[DocumentScore] = field(default_factory=list)

    def total(self, kind: str | None = None) -> dict[str, Count]:
        """Counts by field, micro-averaged over the documents (of one kind)."""
        summed: dict[str, Count] = defaultdict(Count)
        for document in self.documents:
            if kind in (None, document.kind):
                for name, count in document.ledger.counts.items():
                    summed[name].add(count)
        return {name: count for name, count in sorted(summed.items()) if count.f1 is not None}

    def kinds(self) -> list[str]:
        """The kinds of document there are."""
        return sorted({document.kind for document in self.documents})

    def worst(self, name: str) -> tuple[float, str]:
        """The lowest F1 of a field and the document that has it."""
        return min((f1, d.name) for d in self.documents if name in d.ledger.counts and (f1 := d.ledger.counts[name].f1) is not None)

    def misses(self, name: str) -> Iterator[tuple[Any, ...]]:
        """Every miss of a field, with its document."""
        for document in self.documents:
            for miss in document.ledger.misses.get(name, ()):
                yield (document.name, *miss)


def kind_of(filename: str, output: dict[str, Any]) -> str:
    """Seed text, born-digital, scan, office or markup: by the file's ending, a PDF by how its pages were read."""
    ending = filename.rpartition(".")[2].lower()
    if ending in _MARKUP:
        return "markup"
    if ending in _OFFICE:
        return "office"
    if ending == "txt":
        return "seed text"
    read_as = (output.get("source") or {}).get("text_origin")
    return "scan" if read_as in ("ocr", "mixed") else "born-digital"


def load_reference(path: Path) -> dict[str, Any]:
    """A reference annotation."""
    reference: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return reference


def source_of(reference: Mapping[str, Any], stem: str, folder: Path) -> Path | None:
    """What a reference is held against: its source in `folder`, or the text `NAME.txt` typed off it, else an output `NAME.json` or `NAME.ext.json`."""
    names = (reference["document"], f"{stem}.txt", f"{stem}.json", f"{reference['document']}.json")
    return next((path for name in names if (path := folder / name).is_file()), None)


def output_for(reference: dict[str, Any], stem: str, folder: Path) -> tuple[dict[str, Any], str | None]:
    """The output for a reference, parsed from its source or as it stands there; without one, why there is none."""
    source = source_of(reference, stem, folder)
    if source is None:
        return {}, "source_not_found"
    if source.suffix == ".json":
        return load_reference(source), None
    try:
        return parse(source.read_bytes(), source.name, options=DEFAULT).model_dump(mode="json"), None
    except SourceError as error:
        return {}, error.code


def score_one(path: Path, folder: Path) -> DocumentScore:
    """The agreement of one reference with its source (or output) in `folder`."""
    reference = load_reference(path)
    output, failure = output_for(reference, path.stem, folder)
    return DocumentScore(path.stem, kind_of(reference["document"], output), score(reference, output), failure)


def evaluate(references: Path, sources: Path, *, workers: int = 1, done: Callable[[str], None] = lambda _: None) -> Evaluation:
    """Score every `NAME.json` of `references` against its source (or output) in `sources`. Failures count as empty."""
    paths = sorted(references.glob("*.json"))
    result = Evaluation()

    def collect(scores: Iterable[DocumentScore]) -> None:
        for one in scores:
            result.documents.append(one)
            done(one.name)

    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            collect(pool.map(score_one, paths, [sources] * len(paths)))
    else:
        collect(score_one(path, sources) for path in paths)
    return result


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """The figures as JSON: totals with the worst document, by kind, and by document."""

    def shown(count: Count) -> dict[str, float | int]:
        return {"p": round(count.precision, 4), "r": round(count.recall, 4), "f1": round(count.f1 or 0.0, 4), "n": count.total}

    return {
        "total": {name: {**shown(count), "worst": evaluation.worst(name)} for name, count in evaluation.total().items()},
        "kinds": {kind: {name: shown(count) for name, count in evaluation.total(kind).items()} for kind in evaluation.kinds()},
        "documents": {
            d.name: {name: shown(count) for name, count in sorted(d.ledger.counts.items()) if count.f1 is not None} for d in evaluation.documents
        },
        "failures": {d.name: d.failure for d in evaluation.documents if d.failure},
    }


def as_text(evaluation: Evaluation, *, misses: str | None = None) -> str:
    """The figures as a table; `misses` is a field or "all"."""
    lines = [f"{'field':28} {'n':>5} {'P':>6} {'R':>6} {'F1':>6}   worst document"]
    for name, count in evaluation.total().items():
        f1, worst = evaluation.worst(name)
        lines.append(f"{name:28} {count.total:5} {count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f}   {f1:.3f} {worst[:40]}")
    kinds = evaluation.kinds()
    if len(kinds) > 1:
        sizes = {kind: sum(d.kind == kind for d in evaluation.documents) for kind in kinds}
        lines += ["", f"{'F1 (n) by kind of document':28}" + "".join(f"{f'{kind}: {sizes[kind]}':>18}" for kind in kinds)]
        by_kind = {kind: evaluation.total(kind) for kind in kinds}
        for name in evaluation.total():
            cells = (f"{c.f1:.3f} ({c.total})" if (c := by_kind[kind].get(name)) else "-" for kind in kinds)
            lines.append(f"{name:28}" + "".join(f"{cell:>18}" for cell in cells))
    lines += [f"\nfailed: {d.name}: {d.failure}" for d in evaluation.documents if d.failure]
    for name in sorted(evaluation.total()) if misses == "all" else [misses] if misses else []:
        found = [" | ".join(map(str, miss)) for miss in evaluation.misses(name)]
        if found:
            lines += ["", name, *("  " + line for line in found)]
    return "\n".join(lines)
