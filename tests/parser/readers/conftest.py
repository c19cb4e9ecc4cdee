"""Pages of paper drawn for the readers of scans: text, rules, seals, specks; nothing on them is a real dispatch."""

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from parser.readers import office
from parser.readers.ocr_engine import tessdata

_FONTS = (
    "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/Library/Fonts/Times New Roman.ttf",
    "C:/Windows/Fonts/times.ttf",
)
DPI = 200


class Paper:
    """A sheet of A4 at 200 dpi; places and sizes in points."""

    def __init__(self, width: float = 595.0, height: float = 842.0) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (self._px(width), self._px(height)), "white")
        self._draw = ImageDraw.Draw(self.image)

    @staticmethod
    def _px(points: float) -> int:
        return round(points * DPI / 72)

    def write(self, x: float, y: float, text: str, size: float = 13, *, centred: bool = False) -> None:
        """Text with its upper left corner (its middle where `centred`) at (x, y); lines by newline, 1.4 high."""
        path = next((f for f in _FONTS if Path(f).is_file()), None)
        if path is None:
            pytest.skip("no font with Vietnamese letters on this machine")
        font = ImageFont.truetype(path, self._px(size))
        for i, line in enumerate(text.split("\n")):
            at = (self._px(x), self._px(y + 1.4 * size * i))
            self._draw.text(at, line, fill="black", font=font, anchor="ma" if centred else "la")

    def rule(self, x0: float, y0: float, x1: float, y1: float, colour: str = "black", width: int = 3) -> None:
        """A straight rule."""
        self._draw.line([self._px(v) for v in (x0, y0, x1, y1)], fill=colour, width=width)

    def seal(self, x: float, y: float, radius: float, colour: tuple[int, int, int]) -> None:
        """A round seal about (x, y), its ink over the print: two rims, a star of strokes."""
        stamp = Image.new("RGB", self.image.size, "white")
        draw = ImageDraw.Draw(stamp)
        for r in (radius, radius * 0.8):
            draw.ellipse([self._px(v) for v in (x - r, y - r, x + r, y + r)], outline=colour, width=6)
        for dx, dy in ((0, 1), (1, 0), (0.7, 0.7), (0.7, -0.7)):
            ends = (x - dx * radius / 3, y - dy * radius / 3, x + dx * radius / 3, y + dy * radius / 3)
            draw.line([self._px(v) for v in ends], fill=colour, width=8)
        self.image = ImageChops.multiply(self.image, stamp)
        self._draw = ImageDraw.Draw(self.image)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """A ruled table with borders at `xs` and `ys`."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])


@pytest.fixture
def paper() -> Paper:
    """An empty sheet."""
    return Paper()


@pytest.fixture
def new_paper() -> type[Paper]:
    """The maker of sheets of other sizes."""
    return Paper


@pytest.fixture
def tesseract() -> None:
    """Skip where Tesseract's Vietnamese data is missing; on a build server, where it can be installed, fail."""
    if tessdata() is not None:
        return
    if os.environ.get("CI") == "true" and shutil.which("apt-get"):
        pytest.fail("install tesseract-ocr and tesseract-ocr-vie")
    pytest.skip("tesseract-ocr-vie is not installed")


@pytest.fixture
def libreoffice() -> None:
    """Skip where LibreOffice is missing; on a build server, where it can be installed, fail."""
    if office.soffice() is not None:
        return
    if os.environ.get("CI") == "true" and shutil.which("apt-get"):
        pytest.fail("install libreoffice-writer-nogui")
    pytest.skip("LibreOffice is not installed")
