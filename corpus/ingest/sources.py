"""Which files to read: those named, and in folders those that look like dispatches."""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset([".pdf", ".docx", ".doc", ".rtf", ".odt", ".html", ".htm", ".md", ".txt", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".zip"])
"""What is taken from a folder; a file that is named itself is always tried (the reader goes by content)."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One content under all the names it was found by, the first in order first."""

    sha256: str
    paths: tuple[Path, ...]

    @property
    def filename(self) -> str:
        return unicodedata.normalize("NFC", self.paths[0].name)


def find_sources(paths: Iterable[Path]) -> list[Path]:
    """Files in order, each once; hidden files and folders inside a folder are left out."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and not any(part.startswith((".", "~$")) for part in p.relative_to(path).parts))
            for file in sorted(p for p in inside if p.is_file()):
                found.setdefault(file)
        else:
            found.setdefault(path)
    return list(found)


def sha256_of(path: Path) -> str:
    """Of the file's bytes, without holding them. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
