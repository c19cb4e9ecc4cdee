"""Fits `parser/lexicon/confidence.tsv`: `python -m annotations.confidence_fit REFERENCES SOURCES [REFERENCES SOURCES …] > confidence.tsv`.

For each kind of value the weights of a logistic regression, the penalty on the weights being that of a normal prior: a feature
that few values have stays near what the kind says without it. What one rule reads in one document goes right or wrong together, so
that it counts for five values at most. To stderr goes how well weights fitted without a document
foretell that document (`annotations.calibration`): the only honest figure. `REFERENCES` holds annotations, or verdicts that
people gave on single values (`{"document": …, "judged": [{"kind", "start", "end", "right"}]}`); `SOURCES` the files
themselves, or outputs made with `Options(calibrated=False)`.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from annotations.calibration import KINDS, Verdict, as_text, by_kind, collect
from parser.confidence import BASE
from parser.options import Options

PRIOR = 1.0  # the spread of a weight before anything was seen: a factor of e either way on the odds
_BASE_PRIOR = 0.1
_FEWEST = 3  # values with a feature, below which it has no weight of its own
_MOST = 5  # what all values of one rule in one document count for together

Weights = dict[str, float]
Floats = npt.NDArray[np.float64]


def fit(judged: Sequence[Verdict]) -> Weights:
    """The weights of the features of one kind of value; those of fewer than three values are left out."""
    counts = Counter(f for v in judged for f in v.features)
    kept = [BASE, *sorted(f for f, n in counts.items() if f != BASE and n >= _FEWEST)]
    x: Floats = np.array([[float(f in v.features) for f in kept] for v in judged])
    y: Floats = np.array([float(v.right) for v in judged])
    together = Counter((v.document, v.rule) for v in judged)
    w: Floats = np.array([min(1.0, _MOST / together[v.document, v.rule]) for v in judged])
    return dict(zip(kept, _regressed(x, y, w, np.array([_BASE_PRIOR] + [PRIOR] * (len(kept) - 1))).tolist(), strict=True))


def _regressed(x: Floats, y: Floats, w: Floats, precision: Floats) -> Floats:
    """Penalised logistic regression of weighted values by Newton's method, each step halved until it gains."""

    def loss(b: Floats) -> float:
        z = x @ b
        return float(w @ (np.logaddexp(0, z) - y * z) + 0.5 * (precision * b * b).sum())

    b = np.zeros(x.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-(x @ b)))
        step = np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + np.diag(precision), x.T @ (w * (y - p)) - precision * b)
        before = loss(b)
        while loss(b + step) > before and float(np.abs(step).max()) > 1e-9:
            step /= 2
        b = b + step
        if before - loss(b) < 1e-9:
            break
    return b


def likely(weights: Weights, verdict: Verdict) -> float:
    """How likely a value is right by these weights."""
    return float(1 / (1 + np.exp(-sum(weights.get(f, 0.0) for f in verdict.features))))


def left_out(judged: Sequence[Verdict]) -> list[Verdict]:
    """The same verdicts, each with the confidence that weights fitted without its document give it."""
    found = []
    for kind in KINDS:
        values = [v for v in judged if v.kind == kind]
        for document in dict.fromkeys(v.document for v in values):
            others = [v for v in values if v.document != document]
            weights = fit(others) if others else {}
            found += [replace(v, confidence=likely(weights, v)) for v in values if v.document == document]
    return found


def table(judged: Sequence[Verdict]) -> Iterator[str]:
    """The lines of `confidence.tsv`."""
    yield "kind\tfeature\tweight\tvalues\tright"
    for kind in KINDS:
        values = [v for v in judged if v.kind == kind]
        seen: dict[str, list[bool]] = defaultdict(list)
        for v in values:
            for f in v.features:
                seen[f].append(v.right)
        for feature, weight in fit(values).items() if values else ():
            yield f"{kind}\t{feature}\t{weight:.2f}\t{len(seen[feature])}\t{sum(seen[feature])}"


def main(folders: Sequence[Path], say: Callable[[str], None]) -> int:
    """Print the table fitted to pairs of folders; what it is worth goes to `say`. Returns the exit code."""
    if not folders or len(folders) % 2:
        say("usage: python -m annotations.confidence_fit REFERENCES SOURCES [REFERENCES SOURCES …]")
        return 2
    judged = [v for references, sources in zip(folders[::2], folders[1::2], strict=True) for v in collect(references, sources, options=Options(calibrated=False))]
    if not judged:
        say("nothing was judged")
        return 1
    print("\n".join(table(judged)))
    say(as_text(by_kind(left_out(judged))))
    return 0


if __name__ == "__main__":
    sys.exit(main([Path(a) for a in sys.argv[1:]], lambda line: print(line, file=sys.stderr)))
