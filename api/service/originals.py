"""Uploaded files by the sha256 of their bytes: written whole before anything refers to them, checked whenever they are read."""

import contextlib
import hashlib
import os
import re
import uuid
from pathlib import Path
from typing import IO

from parser.errors import ChidaoError, SourceTooLarge, StoreError

_CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class DamagedOriginal(ChidaoError):
    """The bytes on disk are not those that were uploaded."""

    status = 500


class Originals:
    """A folder of files named by their sha256; a name that is no sha256 is never touched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, source: IO[bytes], most: int) -> tuple[str, int]:
        """Copy a stream; its sha256 and size. On disk for good before this returns. Raises SourceTooLarge past `most` bytes."""
        partial = self.folder / f".{uuid.uuid4().hex}.partial"
        digest, size = hashlib.sha256(), 0
        try:
            with partial.open("wb") as out:
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise SourceTooLarge("source_too_large", "Tệp lớn hơn mức cho phép.", "The file is larger than allowed.")
                    digest.update(chunk)
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            sha256 = digest.hexdigest()
            partial.replace(self.folder / sha256)
        finally:
            partial.unlink(missing_ok=True)
        _sync(self.folder)
        return sha256, size

    def path(self, sha256: str) -> Path:
        """Where the file of that sha256 stands. Raises StoreError (404) where there is none."""
        found = self.folder / sha256
        if not _SHA256.fullmatch(sha256) or not found.is_file():
            raise StoreError("original_not_found", "Không còn giữ tệp gốc này.", "This original is not kept.")
        return found

    def read(self, sha256: str) -> bytes:
        """The bytes, checked. Raises StoreError (404) and DamagedOriginal."""
        data = self.path(sha256).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedOriginal("original_damaged", "Tệp gốc trên đĩa đã bị hỏng.", "The original on disk is damaged.")
        return data

    def remove(self, sha256: str) -> None:
        """Forget a file; none there is no error."""
        if _SHA256.fullmatch(sha256):
            (self.folder / sha256).unlink(missing_ok=True)

    def all(self) -> list[str]:
        """Every sha256 that is kept."""
        return sorted(p.name for p in self.folder.iterdir() if _SHA256.fullmatch(p.name))

    def tidy(self) -> None:
        """Drop what uploads that were cut off have left."""
        for partial in self.folder.glob(".*.partial"):
            partial.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """A file's name is on disk once its folder is."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
