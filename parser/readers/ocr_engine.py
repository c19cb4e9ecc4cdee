"""Tesseract with Vietnamese letters: where its data lies, one engine a process, words with boxes and confidence."""

import os
import re
import unicodedata
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
_NO_LETTERS = " \t\r\nˆ¬"  # what the model makes of dust beside a word
_HEIGHT = 36  # of a line's picture as the network sees it; scaled here, with a better filter than the engine's own
_RAW_LINE, _OWN_LAYOUT = 13, 3  # of tesseract's page segmentation modes: the picture is one line; the engine finds columns and lines itself

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
    """A word as the engine read it: its text, its box in pixels, confidence 0-1."""

    text: str
    box: Rect
    confidence: float


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

        engine = tesserocr.PyTessBaseAPI(path=f"{folder}{os.sep}", lang=LANGUAGE, psm=_RAW_LINE)
    except (ImportError, RuntimeError) as error:
        raise _missing(str(error), str(error)) from error
    engine.SetVariable("debug_file", os.devnull)
    tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)  # it grumbles on stderr about boxes it mends itself
    return engine


def _missing(vi: str, en: str) -> UnsupportedSource:
    return UnsupportedSource(
        "missing_tool",
        f"Trang quét cần Tesseract với tiếng Việt ({vi}): cài các gói tesseract-ocr và tesseract-ocr-vie",
        f"scanned pages need Tesseract with Vietnamese ({en}): install the packages tesseract-ocr and tesseract-ocr-vie",
    )


def read_line(picture: Gray, dpi: float) -> list[Read]:
    """The words of the picture of one line of text, left to right, boxes in its pixels; [] for nothing."""
    if picture.shape[0] < 6 or picture.shape[1] < 6:
        return []
    engine = _engine()
    scale = _HEIGHT / picture.shape[0]
    width = max(round(picture.shape[1] * scale), 1)
    engine.SetImageBytes(Image.fromarray(picture).resize((width, _HEIGHT), Image.Resampling.LANCZOS).tobytes(), width, _HEIGHT, 1, width)
    engine.SetSourceResolution(max(round(dpi * scale), 70))
    return _words(engine, scale)


def read_whole(page: Gray, dpi: float) -> list[Read]:
    """The words of a whole page in the engine's own order and layout, boxes in its pixels."""
    engine = _engine()
    engine.SetPageSegMode(_OWN_LAYOUT)
    try:
        engine.SetImageBytes(page.tobytes(), page.shape[1], page.shape[0], 1, page.shape[1])
        engine.SetSourceResolution(max(round(dpi), 70))
        return _words(engine, 1.0)
    finally:
        engine.SetPageSegMode(_RAW_LINE)


def _words(engine: Any, scale: float) -> list[Read]:
    import tesserocr

    engine.Recognize()
    iterator = engine.GetIterator()
    found: list[Read] = []
    if iterator is None:
        return found
    for item in tesserocr.iterate_level(iterator, tesserocr.RIL.WORD):
        try:
            text = item.GetUTF8Text(tesserocr.RIL.WORD)
        except RuntimeError:  # an empty word
            continue
        box = item.BoundingBox(tesserocr.RIL.WORD)
        text = unicodedata.normalize("NFC", text.strip(_NO_LETTERS))
        if text and box:
            x0, top, x1, bottom = (round(v / scale) for v in box)
            found.append(Read(_one_letter(text), (x0, top, x1, bottom), item.Confidence(tesserocr.RIL.WORD) / 100))
    return found


def _one_letter(text: str) -> str:
    """The model knows two letters that look like Đ, and at times sees both in one place."""
    return re.sub("[Đ\u00d0]{2}", "Đ", text).replace("\u00d0", "Đ").replace("\u00f0", "đ") if "\u00d0" in text or "\u00f0" in text else text
