"""Tesseract with Vietnamese letters: where its data lies, one engine a process, words with boxes and confidence."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from parser.errors import UnsupportedSource

Gray = NDArray[np.uint8]
Rect = tuple[int, int, int, int]
"""`(x0, top, x1, bottom)` in pixels, half-open."""

LANGUAGE = "vie"
AUTOMATIC, SINGLE_COLUMN, SINGLE_BLOCK, SINGLE_LINE = 3, 4, 6, 7  # tesseract's page segmentation modes

_USUAL_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


@dataclass(frozen=True, slots=True)
class Read:
    """A word as the engine read it: text, box in pixels, confidence 0-1; of its line the number, the base and the height in pixels."""

    text: str
    box: Rect
    confidence: float
    line: int
    base: float
    height: float


def tessdata() -> Path | None:
    """The folder with `vie.traineddata`, or None where the machine has none."""
    prefix = os.environ.get("TESSDATA_PREFIX")
    places = [Path(prefix), Path(prefix) / "tessdata"] if prefix else []
    return next((p for p in (*places, *map(Path, _USUAL_PLACES)) if (p / f"{LANGUAGE}.traineddata").is_file()), None)


@cache
def _engine() -> Any:
    """The engine of this process; loaded once (OMP threads off first: unset they are several times slower)."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    folder = tessdata()
    if folder is None:
        raise _missing("không thấy vie.traineddata", "vie.traineddata not found")
    try:
        import tesserocr

        engine = tesserocr.PyTessBaseAPI(path=f"{folder}{os.sep}", lang=LANGUAGE, psm=AUTOMATIC)
    except (ImportError, RuntimeError) as error:
        raise _missing(str(error), str(error)) from error
    engine.SetVariable("debug_file", os.devnull)
    return engine


def _missing(vi: str, en: str) -> UnsupportedSource:
    return UnsupportedSource(
        "missing_tool",
        f"Trang quét cần Tesseract với tiếng Việt ({vi}): cài các gói tesseract-ocr và tesseract-ocr-vie",
        f"scanned pages need Tesseract with Vietnamese ({en}): install the packages tesseract-ocr and tesseract-ocr-vie",
    )


class Sheet:
    """One page image handed to the engine once, from which whole pages or parts are read."""

    def __init__(self, gray: Gray, dpi: float) -> None:
        self._engine = _engine()
        self._size = gray.shape[1], gray.shape[0]
        self._engine.SetImage(Image.fromarray(gray))
        self._engine.SetSourceResolution(round(dpi))

    def words(self, mode: int, rect: Rect | None = None) -> list[Read]:
        """The words of `rect` (of the whole sheet where None), read in one of tesseract's modes; [] for nothing."""
        import tesserocr

        width, height = self._size
        x0, top, x1, bottom = rect or (0, 0, width, height)
        x0, top, x1, bottom = max(x0, 0), max(top, 0), min(x1, width), min(bottom, height)
        if x1 - x0 < 5 or bottom - top < 5:
            return []
        engine = self._engine
        engine.SetPageSegMode(mode)
        engine.SetRectangle(x0, top, x1 - x0, bottom - top)
        engine.Recognize()
        found: list[Read] = []
        iterator = engine.GetIterator()
        if iterator is None:
            return found
        line, base, height = 0, 0.0, 0.0
        for item in tesserocr.iterate_level(iterator, tesserocr.RIL.WORD):
            if item.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
                line += 1
                height = item.RowAttributes()["row_height"]
                ends = item.Baseline(tesserocr.RIL.TEXTLINE)
                base = (ends[0][1] + ends[1][1]) / 2 if ends else 0.0
            try:
                text = item.GetUTF8Text(tesserocr.RIL.WORD)
            except RuntimeError:  # an empty word
                continue
            box = item.BoundingBox(tesserocr.RIL.WORD)
            if text.strip() and box:
                found.append(Read(text.strip(), box, item.Confidence(tesserocr.RIL.WORD) / 100, line, base or box[3], height))
        return found
