"""What readers made of files, kept: understanding a page anew costs a hundredth of recognising its letters anew.

One file per content, reader version and what the caller may set; JSON of the readers' own shapes, validated when it is taken
up again. Plain text is not kept: reading it costs no more than looking it up.
"""

import contextlib
import os
import shutil
import zlib
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter

from parser.options import Options
from parser.readers.detect import MARKDOWN, PLAIN
from parser.readers.shapes import Reading
from parser.readers.version import reader_version

_NOT_READING = ("workers", "calibrated", "isolate", "progress", "max_seconds", "max_memory_bytes", "max_characters")
"""Options that change how or whether a file is read, or what is made of it later, not what a reader gives."""


class Readings:
    """A folder of readings. What can't be written is not kept, what can't be read is not there: a cache never fails an ingest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, content: str, filename: str, options: Options) -> Reading | None:
        """The reading of the content with this SHA-256, or None."""
        try:
            return _adapter().validate_json(zlib.decompress(self._path(content, filename, options).read_bytes()))
        except (OSError, zlib.error, ValueError):
            return None

    def put(self, content: str, filename: str, options: Options, reading: Reading) -> None:
        """Keep a reading; whole or not at all."""
        if reading.media_type in (PLAIN, MARKDOWN):
            return
        path = self._path(content, filename, options)
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(zlib.compress(_adapter().dump_json(reading, exclude_defaults=True), 1))
            partial.replace(path)
        except (OSError, ValueError):
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)

    def prune(self) -> None:
        """Remove what other versions of the readers made."""
        if self.folder.is_dir():
            for old in self.folder.iterdir():
                if old.name != reader_version() and old.is_dir():
                    shutil.rmtree(old, ignore_errors=True)

    def _path(self, content: str, filename: str, options: Options) -> Path:
        name = f"{content}-{_asked(options)}{Path(filename).suffix.lower()[:10]}"  # the name's end says what a text is
        return self.folder / reader_version() / content[:2] / name


@cache
def _adapter() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


@cache
def _asked(options: Options) -> str:
    asked = {name: value for name, value in asdict(options).items() if name not in _NOT_READING}
    return sha256(repr(sorted(asked.items())).encode()).hexdigest()[:12]
