"""One tree of errors, each with a stable code and a message in Vietnamese and English.

ChidaoError
├── SourceError            the bytes are at fault
│   ├── UnsupportedSource  415  unsupported_format, missing_tool
│   ├── SourceTooLarge     413  source_too_large, unpacked_too_large, text_too_long, too_many_pages, time_limit, memory_limit
│   └── MalformedSource    422  empty_file, encrypted, malformed, reader_crashed
├── LexiconError           our own data is wrong: at start-up, never in a request
└── StoreError             404 / 409 (raised by corpus/store)

Every class carries `status` (the HTTP status it turns into); `code` is per instance and stable.
"""

from typing import ClassVar


class ChidaoError(Exception):
    """A failure with a stable `code`; `vi` and `en` say what happened and what to do next."""

    status: ClassVar[int] = 500

    def __init__(self, code: str, vi: str, en: str) -> None:
        super().__init__(f"{code}: {en}")
        self.code = code
        self.vi = vi
        self.en = en

    def __reduce__(self) -> tuple[type["ChidaoError"], tuple[str, str, str]]:
        """Errors cross process borders whole (readers run in worker processes)."""
        return type(self), (self.code, self.vi, self.en)


class SourceError(ChidaoError):
    """The bytes are at fault."""

    status = 422


class UnsupportedSource(SourceError):
    """A format that no reader takes, or whose tool is not installed here."""

    status = 415


class SourceTooLarge(SourceError):
    """More bytes, pages, time or memory than the limits allow."""

    status = 413


class MalformedSource(SourceError):
    """Empty, encrypted or broken bytes."""

    status = 422


class LexiconError(ChidaoError):
    """Our own tables are wrong."""


class StoreError(ChidaoError):
    """Not found (404) or in conflict (409)."""

    status = 404
