"""One Document as what is written of it: pure, so it is done where the file was read, and the one writer only writes."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.store.errors import not_storable
from corpus.store.rows import Rows, content_rows, document_row, named_keys, named_units, version_of
from corpus.store.state import State, state_of
from models import Document

_OF_THE_RUN = {"source": {"filename", "parser_version", "parsed_at", "seconds"}}
"""What two readings of the same bytes may differ in while saying the same."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rows of one file and of its work; `named` are the keys of all documents it names, `units` those of the units that act in its tasks."""

    key: str
    sha256: str
    digest: str
    file: dict[str, Any]
    document: dict[str, Any]
    rows: Rows
    state: State
    named: frozenset[str]
    units: frozenset[str]

    def read_back(self) -> Document:
        """The Document that this was made of."""
        return Document.model_validate_json(self.file["document"])


def prepare(document: Document, parsed: Document | None = None, by: Mapping[str, str] | None = None, *, key: str | None = None) -> Prepared:
    """`parsed` and `by`: the Document before people corrected it, and who corrected what. `key`: its work's, where that is not its own. Raises Conflict for what is no Unicode."""
    key = key or document.key
    try:
        said, file = digest(document, parsed, by), file_row(document, parsed, by)
    except ValueError as error:
        raise not_storable(document.source.filename, error) from error
    rows, named, units = content_rows(document, key), named_keys(document, key), named_units(document)
    return Prepared(key, document.source.sha256, said, file, document_row(document, key), rows, state_of(document, key), frozenset(named), frozenset(units))


def digest(document: Document, parsed: Document | None = None, by: Mapping[str, str] | None = None) -> str:
    """A hash of all that a file says, whichever version of the parser read it when: the same again changes nothing."""
    said = hashlib.sha256(_said(document))
    if parsed is not None:
        said.update(_said(parsed) + json.dumps(by or {}, sort_keys=True).encode())
    return said.hexdigest()


def _said(document: Document) -> bytes:
    return document.model_dump_json(exclude=_OF_THE_RUN).encode()


def file_row(document: Document, parsed: Document | None = None, by: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The row of `files`, not yet the primary one of its work."""
    s = document.source
    return {
        "sha256": s.sha256, "document_key": document.key, "parsed_key": document.key, "is_primary": 0, "filename": s.filename, "version": version_of(document),
        "media_type": s.media_type, "bytes": s.bytes, "pages": s.pages, "text_origin": s.text_origin, "parser_version": s.parser_version,
        "parsed_at": s.parsed_at, "seconds": s.seconds, "document": document.model_dump_json(), "parsed": parsed.model_dump_json() if parsed else None,
        "corrected": json.dumps(by, ensure_ascii=False) if by else None,
    }  # fmt: skip
