"""Which readers work on this machine, with what versions, and what to install for the others."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from parser.readers.ocr_engine import LANGUAGE, tessdata
from parser.readers.office import antiword, soffice

_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that a reader needs: `found` is its version or place, None where it is missing; `install` names the package."""

    name: str
    reads: str
    found: str | None
    install: str


def _library(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _command(path: str | None, *arguments: str) -> str | None:
    if path is None:
        return None
    try:
        run = subprocess.run([path, *arguments], capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = (run.stdout or run.stderr).strip().splitlines()
    return lines[0][:80] if lines else path


def _trained() -> str | None:
    folder = tessdata()
    return str(folder / f"{LANGUAGE}.traineddata") if folder else None


_TOOLS: tuple[tuple[str, str, Callable[[], str | None], str], ...] = (
    ("pypdfium2", "PDF", lambda: _library("pypdfium2"), "pypdfium2"),
    ("tesserocr", "PDF quét, ảnh", lambda: _library("tesserocr"), "tesserocr"),
    ("tesseract: tiếng Việt", "PDF quét, ảnh", _trained, "tesseract-ocr-vie"),
    ("python-docx", "DOCX", lambda: _library("python-docx"), "python-docx"),
    ("LibreOffice", "DOC, RTF, ODT", lambda: _command(soffice(), "--version"), "libreoffice-writer-nogui"),
    ("antiword", "DOC (đối chiếu)", lambda: shutil.which("antiword") and antiword(), "antiword"),
    ("selectolax", "HTML", lambda: _library("selectolax"), "selectolax"),
    ("viparse", "bảng mã TCVN3, VNI, VISCII, VPS", lambda: _library("viparse"), "viparse"),
)


def tools() -> tuple[Tool, ...]:
    """Every tool that readers use, found or not."""
    return tuple(Tool(name, reads, find() or None, install) for name, reads, find, install in _TOOLS)
