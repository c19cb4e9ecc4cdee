"""One file's work, wherever it is done: in this process, in a worker beside it, on another machine."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from corpus.ingest.readings import Readings
from corpus.store import Failure, Prepared, digest, prepare
from models import Document
from parser.errors import ChidaoError
from parser.options import Options
from parser.pipeline import parse, understand
from parser.readers import read


@dataclass(frozen=True, slots=True)
class Work:
    """A file to read: `content` is its SHA-256; `data` its bytes where the path means nothing to the worker; `readings` where readings are kept."""

    path: Path
    filename: str
    content: str
    options: Options
    parsed_at: str
    readings: Path | None = None
    keep_classified: bool = False
    data: bytes | None = None
    digest: str | None = None
    """What the store has of it: the same again is not sent back."""


@dataclass(frozen=True, slots=True)
class Same:
    """A file that says what it said before, whoever reads it now."""

    parser_version: str
    parsed_at: str | None
    seconds: float | None
    text_origin: str
    tasks: int
    citations: int


Result = Prepared | Same | Failure


def do(work: Work) -> Result:
    """Read a file and make its rows. A defect of ours on one file must not stop the rest: it is a failure of that file, with its code."""
    path = str(work.path)
    try:
        if work.readings:
            return _result(_kept(work, Readings(work.readings)), work.digest)
        return _result(parse(_data(work), work.filename, options=work.options, parsed_at=work.parsed_at), work.digest)
    except ChidaoError as error:
        return Failure(path, error.code, error.vi)
    except OSError as error:
        return Failure(path, "unreadable_file", f"Không mở được tệp ({error.strerror}).")
    except MemoryError:
        return Failure(path, "memory_limit", "Không đủ bộ nhớ để đọc tệp.")
    except Exception as error:
        return Failure(path, "internal_error", f"Lỗi trong chương trình ({type(error).__name__}: {error}).")


def _result(document: Document, known: str | None) -> Prepared | Same:
    source = document.source
    if known is not None and not document.header.secrecy and known == digest(document):
        return Same(source.parser_version, source.parsed_at, source.seconds, source.text_origin, len(document.tasks), len(document.citations))
    return prepare(document)


def _data(work: Work) -> bytes:
    return work.path.read_bytes() if work.data is None else work.data


def _kept(work: Work, readings: Readings) -> Document:
    began = time.perf_counter()
    known = readings.get(work.content, work.filename, work.options)
    if known is not None:
        size = work.path.stat().st_size if work.data is None else len(work.data)
        return understand(known, work.filename, work.content, size, options=work.options, parsed_at=work.parsed_at, began=began)
    data = _data(work)
    content = hashlib.sha256(data).hexdigest()
    reading = read(data, work.filename, work.options)
    document = understand(reading, work.filename, content, len(data), options=work.options, parsed_at=work.parsed_at, began=began)
    if work.keep_classified or not document.header.secrecy:
        readings.put(content, work.filename, work.options, reading)
    return document
