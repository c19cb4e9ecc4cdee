"""Numbers in their order: what a scan misread, put right where its neighbours leave one reading only."""

from collections.abc import Sequence
from itertools import pairwise


def mended(printed: Sequence[str | None]) -> list[str | None]:
    """The labels of successive siblings; one that breaks the order is read as the order asks, else left as it is.

    Anchors are numbers that agree with a neighbour. Between two anchors the numbers are certain where just as many
    labels stand there; before the first they are where they begin at 1; after the last where the misread label is a
    piece of the expected one. Labels keep the way they are written (`01`).
    """
    values = [int(label) if label is not None and label.isdigit() else None for label in printed]
    result = list(printed)
    anchors = _anchors(values)
    if not anchors:
        return result
    padded = sum(1 for i, _ in anchors if (printed[i] or "").startswith("0")) * 2 >= sum(1 for _, value in anchors if value < 10) > 0

    def put(i: int, value: int) -> None:
        if values[i] != value:
            result[i] = f"{value:02d}" if padded else str(value)

    first, value = anchors[0]
    if value == first + 1:
        for i in range(first):
            put(i, i + 1)
    for (i, low), (j, high) in pairwise(anchors):
        if high - low == j - i:
            for k in range(i + 1, j):
                put(k, low + k - i)
    last, value = anchors[-1]
    for i in range(last + 1, len(printed)):
        expected = value + i - last
        label = (printed[i] or "").strip("0")
        if values[i] == expected or (label and label not in str(expected)):
            break
        put(i, expected)
    return result


def _anchors(values: Sequence[int | None]) -> list[tuple[int, int]]:
    """Numbers that follow their neighbour or that their neighbour follows, rising."""
    found: list[tuple[int, int]] = []
    for i, value in enumerate(values):
        if value is None:
            continue
        before = values[i - 1] if i else 0
        after = values[i + 1] if i + 1 < len(values) else None
        agrees = before == value - 1 or after == value + 1 or bool(found and value - found[-1][1] == i - found[-1][0])
        if agrees and (not found or value - found[-1][1] >= 1):
            found.append((i, value))
    return found
