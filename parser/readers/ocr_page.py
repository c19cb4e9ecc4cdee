"""A page image made ready for reading: seal colour out, upright, straight, margins and streaks cleaned; and the way back."""

from dataclasses import dataclass, replace
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.span import Box
from parser.readers.ocr_components import Mask, Pieces, Runs, painted, pieces, runs
from parser.readers.ocr_engine import Gray

LOWEST_DPI, HIGHEST_DPI, WANTED_DPI = 140.0, 320.0, 220.0
_DARK = 140  # below this of 255 is ink
_STEEPEST = 5.0  # degrees; scanners feed paper no more askew than this


@dataclass(frozen=True, slots=True)
class Way:
    """The way from pixels of the prepared image back to points of the page as it was handed in."""

    dpi: float
    quarter_turns: int  # counter-clockwise turns that made the page upright
    angle: float  # degrees, counter-clockwise, of the straightening after that
    width: int  # of the prepared image, pixels
    height: int

    def box(self, page: int, rect: tuple[float, float, float, float]) -> Box:
        """The box in points (origin top left) of a rectangle of the prepared image."""
        left, high, right, low = rect
        cx, cy = self._straight((left + right) / 2, (high + low) / 2)
        half_w, half_h = (right - left) / 2, (low - high) / 2
        w, h = float(self.width), float(self.height)
        for _ in range(self.quarter_turns % 4):  # undo one counter-clockwise turn
            cx, cy, half_w, half_h, w, h = h - cy, cx, half_h, half_w, h, w
        scale = 72 / self.dpi
        x0, top, x1, bottom = (round(v * scale, 2) for v in (cx - half_w, cy - half_h, cx + half_w, cy + half_h))
        return page, x0, top, x1, bottom

    def from_points(self, box: Box) -> Box:
        """A box in points of the upright, straightened page as a box of the page as handed in."""
        scale = self.dpi / 72
        page, x0, top, x1, bottom = box
        return self.box(page, (x0 * scale, top * scale, x1 * scale, bottom * scale))

    def _straight(self, x: float, y: float) -> tuple[float, float]:
        """Undo the straightening about the middle of the image."""
        a, mx, my = radians(self.angle), self.width / 2, self.height / 2
        return mx + (x - mx) * cos(a) - (y - my) * sin(a), my + (x - mx) * sin(a) + (y - my) * cos(a)


@dataclass(frozen=True, slots=True)
class Ring:
    """The rim of a round seal, in pixels."""

    x: float
    y: float
    radius: float

    def holds(self, x: float, y: float, part: float = 1.0) -> bool:
        """Whether a point lies within the rim, or within this part of its radius."""
        return (x - self.x) ** 2 + (y - self.y) ** 2 < (part * self.radius) ** 2


@dataclass(frozen=True, slots=True)
class Ready:
    """The prepared page: letters dark on white, its ink and connected pieces, resolution, red ink share, the way back."""

    gray: Gray
    ink: Mask
    runs: Runs
    pieces: Pieces
    dpi: float
    letter: float  # height in pixels of a usual small letter or capital
    speckle: float  # pieces smaller than any dot of a letter, per letter-sized piece
    rings: tuple[Ring, ...]
    way: Way


def prepare(image: Image.Image, width_pt: float, turns: int | None = None) -> Ready:
    """Make a page image ready. `turns` (counter-clockwise quarter turns) is found from the page where None."""
    dpi = 72 * image.width / width_pt
    gray = _without_seal_colour(image)
    if dpi < LOWEST_DPI or dpi > HIGHEST_DPI:
        scale = max(WANTED_DPI / dpi, 0.1)
        size = max(round(gray.width * scale), 1), max(round(gray.height * scale), 1)
        gray = gray.resize(size, Image.Resampling.LANCZOS if scale > 1 else Image.Resampling.BOX)
        dpi *= scale
    gray = Image.fromarray(_even(np.asarray(gray)))
    points = _points(np.asarray(gray), dpi)
    if turns is None:
        turns = 1 if _sideways(*points) else 0
    if turns % 4:
        gray = gray.transpose((Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)[turns % 4 - 1])
        points = _points(np.asarray(gray), dpi)
    angle = _skew(*points)
    if abs(angle) >= 0.1:
        gray = gray.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255)
    else:
        angle = 0.0
    clean = np.array(gray)
    ink = clean < _DARK
    r = runs(ink)
    p = pieces(r, ink.shape[1])
    litter = _litter(r, p, ink.shape, dpi)
    letter, speckle = _letter_height(p, dpi)
    ready = Ready(clean, ink, r, p, dpi, letter, speckle, _rings(p, ink.shape[1], dpi), Way(dpi, turns, angle, clean.shape[1], clean.shape[0]))
    return without(ready, painted(r, litter, ink.shape)) if litter.any() else ready


def without(page: Ready, gone: Mask, *, spare: bool = False) -> Ready:
    """The page with some of its ink turned to paper, and what is next to it; other ink next to it stays if it is to `spare`."""
    gray = page.gray.copy()
    wide = grown(gone)
    gray[wide & (gone | ~page.ink) if spare else wide] = 255
    ink = gray < _DARK
    r = runs(ink)
    return replace(page, gray=gray, ink=ink, runs=r, pieces=pieces(r, ink.shape[1]))


def _without_seal_colour(image: Image.Image) -> Image.Image:
    """The red channel alone: red seals and signatures turn as light as the paper, black print stays."""
    if image.mode in ("1", "L", "I", "I;16", "F"):
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "P", "PA"):
        opaque = Image.new("RGBA", image.size, "white")
        opaque.alpha_composite(image.convert("RGBA"))
        image = opaque
    image = image.convert("RGB")
    red, green, blue = (np.asarray(c).astype(np.int16) for c in image.split())
    seal = (red > 90) & (red - np.maximum(green, blue) > 45)
    return Image.fromarray(np.where(seal, 255, red).astype(np.uint8))


def _even(gray: Gray) -> Gray:
    """The paper made evenly white, from the brightest parts of blocks; shadows of folds and book spines go."""
    block = 32
    h, w = gray.shape
    if h < 2 * block or w < 2 * block:
        return gray
    whole = gray[: h // block * block, : w // block * block].reshape(h // block, block, w // block, block)
    paper = np.percentile(whole[:, ::4, :, ::4], 90, axis=(1, 3))
    if paper.min() > 245:
        return gray
    for _ in range(2):  # a block full of ink takes the paper of its neighbours
        p = np.pad(paper, 1, mode="edge")
        paper = np.maximum.reduce([p[i : i + paper.shape[0], j : j + paper.shape[1]] for i in range(3) for j in range(3)])
    light = np.asarray(Image.fromarray(np.clip(paper, 60, 255).astype(np.float32)).resize((w, h), Image.Resampling.BILINEAR))
    return np.clip(gray.astype(np.float32) * (250.0 / light), 0, 255).astype(np.uint8)


def _points(gray: Gray, dpi: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pixels (x, y) of letter-sized pieces at about 100 dpi: text without lines, seals and borders."""
    step = max(round(dpi / 100), 1)
    h, w = gray.shape[0] // step * step, gray.shape[1] // step * step
    rows = np.minimum.reduce([gray[i:h:step, :w] for i in range(step)])
    small = np.minimum.reduce([rows[:, i::step] for i in range(step)]) < _DARK
    r = runs(small)
    p = pieces(r, small.shape[1])
    if not len(p):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    size, largest = np.maximum(p.bottom - p.top, p.x1 - p.x0), 0.45 * dpi / step
    y, x = np.nonzero(painted(r, ((size < largest) & (size > 0.04 * dpi / step))[p.of_run], small.shape))
    thin = len(x) // 60_000 + 1
    return x[::thin], y[::thin]


def _sharpness(along: NDArray[np.int64], across: NDArray[np.int64], degrees: float) -> float:
    """How much a profile of text lines swings, seen at an angle."""
    at = np.round(across + along * np.tan(radians(degrees))).astype(np.int64)
    profile = np.bincount(at - at.min()).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())


def _sideways(x: NDArray[np.int64], y: NDArray[np.int64]) -> bool:
    if len(x) < 200:
        return False
    angles = np.arange(-2.0, 2.1, 0.5)
    return max(_sharpness(y, x, a) for a in angles) > 1.3 * max(_sharpness(x, y, a) for a in angles)


def _skew(x: NDArray[np.int64], y: NDArray[np.int64]) -> float:
    """Degrees to turn counter-clockwise so that text lines lie level."""
    if len(x) < 200:
        return 0.0
    coarse = np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5)
    best = float(max(coarse, key=lambda a: _sharpness(x, y, a)))
    fine = np.arange(best - 0.4, best + 0.41, 0.1)
    best = float(max(fine, key=lambda a: _sharpness(x, y, a)))
    return -round(best, 2)


def _litter(r: Runs, p: Pieces, shape: tuple[int, int], dpi: float) -> Mask:
    """Runs that are no print: borders and holes at the paper's edge, streaks over much of the page."""
    if not len(p):
        return np.zeros(0, np.bool_)
    height, width = shape
    w, h = p.x1 - p.x0, p.bottom - p.top
    edge = 0.02 * width
    at_edge = (p.x0 < edge) | (p.x1 > width - edge) | (p.top < edge) | (p.bottom > height - edge)
    border = at_edge & ((w > 0.5 * width) | (h > 0.25 * height) | (p.area > (0.12 * dpi) ** 2))
    hollow = border & (p.area < 0.15 * w * h) & (w > 0.3 * width) & (h > 0.05 * height)  # perhaps a table that a fold ties to the edge
    outer = 0.07 * width
    hole = ((p.x1 < outer) | (p.x0 > width - outer)) & (w > 0.15 * dpi) & (h > 0.15 * dpi) & (p.area > 0.6 * w * h)
    streak = (h > 0.25 * height) & (w < 0.03 * dpi + 0.01 * h) & (p.area < 3 * h * max(0.02 * dpi, 2))
    whole = ((border & ~hollow) | hole | streak)[p.of_run]
    margin = (r.end < 0.04 * width) | (r.start > 0.96 * width) | (r.row < 0.02 * height) | (r.row > 0.98 * height)
    return whole | (hollow[p.of_run] & (margin | (r.end - r.start > 0.93 * width)))


def _rings(p: Pieces, width: int, dpi: float) -> tuple[Ring, ...]:
    """Rims of round seals printed in black: hollow, as wide as high, an inch and a half across."""
    w, h = p.x1 - p.x0, p.bottom - p.top
    hollow = (h > 0.6 * dpi) & (h < 2.2 * dpi) & (p.area < 0.35 * w * h)
    whole = hollow & (h > 0.7 * w) & (h < 1.45 * w)
    half = hollow & (w > 0.25 * h) & (w <= 0.7 * h) & ((p.x1 > width - 0.03 * dpi) | (p.x0 < 0.03 * dpi))  # over the paper's edge
    rings = [Ring((p.x0[i] + p.x1[i]) / 2, (p.top[i] + p.bottom[i]) / 2, max(w[i], h[i]) / 2) for i in np.nonzero(whole)[0].tolist()]
    for i in np.nonzero(half)[0].tolist():
        radius = h[i] / 2
        rings.append(Ring(p.x0[i] + radius if p.x0[i] > width / 2 else p.x1[i] - radius, (p.top[i] + p.bottom[i]) / 2, radius))
    return tuple(rings)


def grown(mask: Mask) -> Mask:
    """A mask one pixel wider all round."""
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    grown[:, 1:] |= grown[:, :-1].copy()
    grown[:, :-1] |= grown[:, 1:].copy()
    return grown


def _letter_height(p: Pieces, dpi: float) -> tuple[float, float]:
    """The usual height of a letter, and how many specks there are to one letter."""
    h, w = p.bottom - p.top, p.x1 - p.x0
    letters = (h > 0.04 * dpi) & (h < 0.25 * dpi) & (w > 0.02 * dpi) & (w < 0.3 * dpi)
    if letters.sum() < 20:
        return 0.085 * dpi, 0.0
    usual = float(np.median(h[letters]))
    specks = (np.maximum(h, w) < 0.15 * usual) & (p.area <= 4)
    return usual, float(specks.sum() / letters.sum())
