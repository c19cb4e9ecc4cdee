"""Round seals printed in black: where they stand, and their rims taken out of the ink, so that the letters under them stand free.

An office's seal is 3 to 4 cm across and lies over the signer's post and name; in a black and white scan no colour tells it from print.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parser.readers.ocr_components import Mask, painted
from parser.readers.ocr_page import Ready, Ring

_SMALLEST, _LARGEST = 0.42, 0.95  # inches of radius
_COARSE = 70.0  # pixels an inch at which circles are looked for
_RIM, _INNER = 0.6, 0.55  # share of a circle's way that has to be ink
_WANDERS = 0.035  # of the radius, that a rim's way may leave the circle: paper and drum bend it
_THICK = 1.7  # times as thick as the rim usually is: there a letter crosses it
_MOST = 8  # pieces looked at

Floats = NDArray[np.float64]


def seals(page: Ready) -> tuple[list[Ring], Mask]:
    """The round seals of a page that its letters are tied to, and the ink of their rims."""
    p, dpi = page.pieces, page.dpi
    gone = np.zeros(page.ink.shape, np.bool_)
    w, h = p.x1 - p.x0, p.bottom - p.top
    large = (h > 0.6 * dpi) & (w > 0.6 * dpi) & (h < 3.5 * dpi) & (w < 5 * dpi) & (p.area < 0.35 * w * h)
    pieces = np.nonzero(large & ~_ruled(page))[0]
    rings: list[Ring] = []
    for piece in pieces[np.argsort(-p.area[pieces])][:_MOST].tolist():
        ring = _circle(page, piece)
        if ring is None or any(ring.holds(other.x, other.y) for other in rings):
            continue
        radii = _circles(page.ink, ring, _LARGEST * dpi)
        rings.append(replace(ring, radius=radii[-1]))
        for radius in radii:
            _erase(page.ink, replace(ring, radius=radius), gone)
    return rings, gone


def _ruled(page: Ready) -> Mask:
    """Which pieces hold level rules at several heights: tables."""
    r, p = page.runs, page.pieces
    long = r.end - r.start > 0.5 * page.dpi
    first, last = np.full(len(p), np.iinfo(np.int64).max), np.full(len(p), -1, np.int64)
    np.minimum.at(first, p.of_run[long], r.row[long])
    np.maximum.at(last, p.of_run[long], r.row[long])
    ruled: Mask = last - first > 0.2 * page.dpi
    return ruled & (last >= 0)


def _circle(page: Ready, piece: int) -> Ring | None:
    """The circle that most of a piece's ink on some round way makes, or None."""
    p = page.pieces
    x0, top, x1, bottom = int(p.x0[piece]), int(p.top[piece]), int(p.x1[piece]), int(p.bottom[piece])
    own = painted(page.runs, p.of_run == piece, page.ink.shape)[top:bottom, x0:x1]
    step = max(round(page.dpi / _COARSE), 1)
    rows, columns = own.shape[0] // step, own.shape[1] // step
    small = own[: rows * step, : columns * step].reshape(rows, step, columns, step).any(axis=(1, 3))
    dpi = page.dpi / step
    side = 1 << int(np.ceil(np.log2(max(rows, columns) + 2 * _LARGEST * dpi)))  # no way wraps round
    ink = np.fft.rfft2(small.astype(np.float32), (side, side))
    best, found = _RIM, None
    for radius in np.arange(_SMALLEST * dpi, _LARGEST * dpi).tolist():
        share = np.fft.irfft2(ink * _way(side, round(radius, 1)), (side, side))[:rows, :columns]
        if float(share.max()) > best:
            best = float(share.max())
            y, x = np.unravel_index(int(share.argmax()), share.shape)
            found = Ring((x + 0.5) * step + x0, (y + 0.5) * step + top, radius * step)
    return None if found is None else _nearer(page.ink, found, step)


@lru_cache(maxsize=128)
def _way(side: int, radius: float) -> NDArray[np.complex128]:
    """The spectrum of a circle about the corner of a square."""
    far = np.minimum(np.arange(side), side - np.arange(side))
    way = (np.abs(np.hypot(far[:, None], far[None, :]) - radius) < 0.8).astype(np.float32)
    return np.asarray(np.fft.rfft2(way / way.sum()))


def _nearer(ink: Mask, ring: Ring, step: int) -> Ring:
    """The circle moved and widened by a few pixels to where most of its way is ink."""
    shifts = np.arange(-step, step + 1)
    tries = ((_share(ink, Ring(ring.x + dx, ring.y + dy, ring.radius + dr)), dx, dy, dr) for dx in shifts for dy in shifts for dr in shifts)
    _, dx, dy, dr = max(tries)
    return Ring(ring.x + dx, ring.y + dy, ring.radius + dr)


def _share(ink: Mask, ring: Ring) -> float:
    return float(ink[_at(ink, ring, np.array([ring.radius]))].mean())


def _at(ink: Mask, ring: Ring, radii: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the pixels at these distances from the middle, one line of them for each direction."""
    turn = np.arange(0, 2 * np.pi, 0.7 / ring.radius)[:, None]
    y = np.clip(np.round(ring.y + radii * np.sin(turn)), 0, ink.shape[0] - 1).astype(np.int64)
    x = np.clip(np.round(ring.x + radii * np.cos(turn)), 0, ink.shape[1] - 1).astype(np.int64)
    return y, x


def _circles(ink: Mask, ring: Ring, largest: float) -> list[float]:
    """Radii of a seal's circles about one middle, the outermost last."""
    radii = np.arange(0.5 * ring.radius, largest)
    share = ink[_at(ink, ring, radii)].mean(axis=0)
    share[abs(radii - ring.radius) < 1] = 1.0
    out: list[float] = []
    for i in np.nonzero(share > _INNER)[0].tolist():
        if share[i] == share[max(i - 4, 0) : i + 5].max() and (not out or radii[i] > out[-1] + 4):
            out.append(float(radii[i]))
    return out


def _erase(ink: Mask, ring: Ring, gone: Mask) -> None:
    """Mark the ink of a rim where it is no thicker than the rim is: not where a letter crosses it."""
    reach = max(_WANDERS * ring.radius, 3.0)
    radii = ring.radius + np.arange(-3 * reach, 3 * reach + 0.25, 0.5)
    rows, columns = _at(ink, ring, radii)
    seen = ink[rows, columns]
    middle, near = len(radii) // 2, round(2 * reach)
    offset = np.abs(np.arange(len(radii)) - middle)
    start = np.where(seen & (offset <= near), -offset, -(1 << 20)).argmax(axis=1)  # in each direction the ink nearest to the circle
    there = seen[np.arange(len(seen)), start] & (offset[start] <= near)
    inside = np.zeros_like(seen)
    for way in (-1, 1):
        at, on = start.copy(), there.copy()
        while on.any():
            inside[np.nonzero(on)[0], at[on]] = True
            at += way
            on &= (at >= 0) & (at < len(radii))
            on[on] = seen[np.nonzero(on)[0], at[on]]
    thick = inside.sum(axis=1)
    if not there.any():
        return
    rim = there & (thick <= _THICK * float(np.median(thick[there])))
    which = inside & rim[:, None]
    gone[rows[which], columns[which]] = True
