"""Which readers these are: their source and the libraries they read with. Another version reads from the bytes again."""

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = ("pypdfium2", "pdfplumber", "pikepdf", "tesserocr", "numpy", "pillow", "python-docx", "lxml", "selectolax", "viparse", "charset-normalizer")


@cache
def reader_version() -> str:
    """16 hex digits. Apart from `PARSER_VERSION`: a rule of understanding may change without one letter being read again.

    What is installed beside Python (tesseract's language data, LibreOffice) is not part of it: after changing that, empty the cache.
    """
    digest = sha256()
    for path in sorted(p for p in Path(__file__).parent.iterdir() if p.suffix in (".py", ".tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    return digest.hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
