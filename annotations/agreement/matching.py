"""When two collections agree: each way of matching gives a `Match`."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from annotations.agreement.values import Item, folded, likeness, token_f1

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)

NAME_LIKENESS = 0.85
TASK_OVERLAP = 0.7


@dataclass(slots=True)
class Count:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, other: "Count") -> None:
        """Sum up."""
        self.tp += other.tp
        self.fp += other.fp
        self.fn += other.fn

    @property
    def total(self) -> int:
        """How many the reference asks for."""
        return self.tp + self.fn

    @property
    def precision(self) -> float:
        """Right among found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Found among asked for."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float | None:
        """None where there was nothing to count."""
        counted = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / counted if counted else None


@dataclass(slots=True)
class Match:
    """How many agree, and what was missed and extra."""

    agreed: int
    missed: list[Any] = field(default_factory=list)
    extra: list[Any] = field(default_factory=list)

    @property
    def count(self) -> Count:
        """The same as counts."""
        return Count(self.agreed, len(self.extra), len(self.missed))


def multisets(required: Iterable[H], optional: Iterable[H], found: Iterable[H]) -> Match:
    """Multisets; what only an optional item accounts for is neither found nor extra."""
    want, may, have = Counter(required), Counter(optional), Counter(found)
    return Match((want & have).total(), list((want - have).elements()), list((have - want - may).elements()))


def pair_off(left: list[T], right: list[T], *tests: Callable[[T, T], bool]) -> list[tuple[T, T]]:
    """Take what matches out of both lists, one to one, the strictest test first; gives the pairs."""
    pairs: list[tuple[T, T]] = []
    for test in tests:
        for one in list(left):
            for other in right:
                if test(one, other):
                    left.remove(one)
                    right.remove(other)
                    pairs.append((one, other))
                    break
    return pairs


def keyed(required: Iterable[H], optional: Iterable[H], found: Iterable[H], same: Callable[[H, H], bool]) -> Match:
    """Sets under `same`, one to one; equal members first, then those that match by wildcard."""
    want, may, have = (list(dict.fromkeys(x)) for x in (required, optional, found))
    agreed = len(pair_off(want, have, lambda a, b: a == b, same))
    return Match(agreed, want, [x for x in have if not any(same(o, x) for o in may)])


def names(required: Sequence[str], found: Sequence[str]) -> Match:
    """Sets of names by fuzzy ratio, the best pairs first."""
    want = list({folded(x): x for x in required}.values())
    have = list({folded(x): x for x in found}.values())
    ranked = sorted(((-likeness(a, b), i, j) for i, a in enumerate(want) for j, b in enumerate(have)))
    left: set[int] = set()
    right: set[int] = set()
    for score, i, j in ranked:
        if -score >= NAME_LIKENESS and i not in left and j not in right:
            left.add(i)
            right.add(j)
    return Match(len(left), [x for i, x in enumerate(want) if i not in left], [x for j, x in enumerate(have) if j not in right])


def aligned(reference: Sequence[Item], output: Sequence[Item], agreement: Callable[[Item, Item], int]) -> list[tuple[Item, Item]]:
    """Pairs of two lists that do not cross: as many as can be, required before optional, then the best agreeing.

    A required pair outweighs any agreement, an optional one half of it; optional pairs are left out of the answer.
    """
    table: list[list[tuple[int, tuple[tuple[Item, Item], ...]]]] = [[(0, ())] * (len(output) + 1)]
    for asked in reference:
        weight = 500 if asked.get("optional") else 1000
        above, row = table[-1], [table[-1][0]]
        for j, said in enumerate(output):
            score, pairs = above[j]
            taken = (score + weight + agreement(asked, said), (*pairs, (asked, said)))
            row.append(max(taken, above[j + 1], row[j], key=lambda cell: cell[0]))
        table.append(row)
    return [pair for pair in table[-1][-1][1] if not pair[0].get("optional")]


def matched_tasks(reference: Sequence[Item], output: Sequence[Item]) -> list[tuple[int, int]]:
    """Indices of tasks paired one to one by best token F1 of their texts; ties in text order."""
    ranked = sorted(
        (-score, i, j)
        for i, asked in enumerate(reference)
        for j, said in enumerate(output)
        if (score := token_f1(asked.get("text"), said.get("text"))) >= TASK_OVERLAP
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return sorted(pairs)
