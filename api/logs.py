"""Logs: one line an event on stderr, JSON by default. No document's text: no query, no body, no message of an exception."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "taskName"}


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_event(record), ensure_ascii=False, default=str)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return " ".join(f"{k}={v}" if k != "at" else str(v) for k, v in _event(record).items())


def _event(record: logging.LogRecord) -> dict[str, object]:
    found: dict[str, object] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"), "level": record.levelname.lower(), "logger": record.name,
    }  # fmt: skip
    if record.name.startswith("chidao"):
        found["event"] = record.msg
        found |= {k: v for k, v in vars(record).items() if k not in _STANDARD}
    else:
        # Messages of libraries may quote what they were given.
        found["event"] = "library"
    if record.exc_info and record.exc_info[0] is not None:
        # The message may quote the document; where it happened does not.
        found["error"] = record.exc_info[0].__name__
        found["trace"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(record.exc_info[2])]
    return found


def set_up(form: str) -> None:
    """`json`, `text` or `off`; on a terminal only what went wrong."""
    root = logging.getLogger()
    handler: logging.Handler = logging.NullHandler() if form == "off" else logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Text() if form == "text" else _Json())
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("chidao").setLevel(logging.WARNING if sys.stderr.isatty() else logging.INFO)
