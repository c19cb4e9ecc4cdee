"""Connected pieces of ink of a page image, by runs of pixels; numpy only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Runs:
    """Horizontal runs of ink, half-open in x, ordered by row and then by x."""

    row: Ints
    start: Ints
    end: Ints


def runs(mask: Mask) -> Runs:
    """The horizontal runs of a mask."""
    height, width = mask.shape
    padded = np.zeros((height, width + 1), np.bool_)
    padded[:, 1:] = mask
    flat = np.append(padded.ravel(), False)  # each row begins with paper, so that edges alternate: where ink begins, where it ends
    edge = np.flatnonzero(flat[1:] != flat[:-1])
    row, start = np.divmod(edge[::2], width + 1)
    return Runs(row, start, start + edge[1::2] - edge[::2])


@dataclass(frozen=True, slots=True)
class Pieces:
    """Connected pieces: their boxes (half-open) and areas in pixels, and for each run the piece it belongs to."""

    x0: Ints
    top: Ints
    x1: Ints
    bottom: Ints
    area: Ints
    of_run: Ints

    def __len__(self) -> int:
        return len(self.x0)


def pieces(r: Runs, width: int) -> Pieces:
    """Pieces of runs that touch (8-connected). `width` is that of the mask."""
    n = len(r.row)
    if not n:
        empty = np.zeros(0, np.int64)
        return Pieces(empty, empty, empty, empty, empty, empty)
    stride = width + 4
    starts, ends = r.row * stride + r.start, r.row * stride + r.end
    first = np.searchsorted(ends, starts + stride, "left")  # runs of the next row that end at or after this one's start
    last = np.searchsorted(starts, ends + stride, "right")
    count = np.maximum(last - first, 0)
    a = np.repeat(np.arange(n), count)
    b = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    label = connected(n, a, b)
    _, of_run = np.unique(label, return_inverse=True)
    size = int(of_run.max()) + 1
    x0, top = np.full(size, width, np.int64), np.full(size, np.iinfo(np.int64).max)
    x1, bottom = np.zeros(size, np.int64), np.zeros(size, np.int64)
    np.minimum.at(x0, of_run, r.start)
    np.maximum.at(x1, of_run, r.end)
    np.minimum.at(top, of_run, r.row)
    np.maximum.at(bottom, of_run, r.row + 1)
    area = np.bincount(of_run, weights=r.end - r.start, minlength=size).astype(np.int64)
    return Pieces(x0, top, x1, bottom, area, of_run)


def connected(n: int, a: Ints, b: Ints) -> Ints:
    """For each of `n` things the lowest of those it is linked to by the pairs (a, b), over any number of links."""
    label = np.arange(n)
    while True:
        low = np.minimum(label[a], label[b])
        before = label.copy()
        np.minimum.at(label, label[a], low)
        np.minimum.at(label, label[b], low)
        while True:
            shorter = label[label]
            if np.array_equal(shorter, label):
                break
            label = shorter
        if np.array_equal(label, before):
            return label


def painted(r: Runs, keep: Mask, shape: tuple[int, int]) -> Mask:
    """The mask of the runs for which `keep` is true."""
    row, start = r.row[keep], r.start[keep]
    length = np.maximum(r.end[keep] - start, 0)
    first = np.cumsum(length) - length
    mask: Mask = np.zeros(shape[0] * shape[1], np.bool_)
    mask[np.repeat(row * shape[1] + start - first, length) + np.arange(int(length.sum()))] = True
    return mask.reshape(shape)
