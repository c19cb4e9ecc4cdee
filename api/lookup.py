"""Citations in any pasted text, each with what became of it: the way CourtListener's citation lookup answers."""

import re
from dataclasses import dataclass
from typing import Literal

from corpus.store import Store
from models import Citation
from parser.options import Options
from parser.pipeline import parse
from parser.text.fold import slug

Status = Literal["resolved", "several", "malformed", "unknown"]
_NUMBER_LIKE = re.compile(r"(?<![\w/.-])\d{1,6}[^\s/,;()\"“”«»]{0,10}(?:/{1,3}[^\s/,;()\"“”«»]{1,40}){1,3}")
_DATE = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}/\d{4}")
_SHARE = re.compile(r"[\d.,%]+/[\w.%]+")
_OPEN = "/----/"
"""A key whose year the text does not say."""
_TRAILING = ".:;,!?…"


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in the text and what it may mean."""

    raw: str
    start: int
    end: int
    number: str | None
    type: str | None
    date: str | None
    status: Status
    key: str | None
    candidates: tuple[str, ...]


def look_up(store: Store, text: str, *, max_seconds: float = 20.0) -> tuple[list[Found], str]:
    """Mentions in order, and the text their places count in (Unicode and spaces in canonical form). Nothing of the text is kept."""
    document = parse(text.encode(errors="replace"), "text.txt", options=Options(max_seconds=max_seconds))
    content = document.text.content
    found = [_resolved(store, citation) for citation in document.citations if citation.form != "self"]
    taken = [(c.span.start, c.span.end) for c in document.citations]
    for match in _NUMBER_LIKE.finditer(content):
        raw = match[0].rstrip(_TRAILING)
        end = match.start() + len(raw)
        if any(start < end and match.start() < stop for start, stop in taken) or _DATE.fullmatch(raw) or _SHARE.fullmatch(raw):
            continue
        found.append(_by_number(store, raw, match.start(), end))
    return sorted(found, key=lambda f: (f.start, f.end)), content


def _resolved(store: Store, c: Citation) -> Found:
    candidates = tuple(dict.fromkeys([*([c.target_key] if c.target_key else []), *(x.key for x in c.resolution.candidates)]))
    if not candidates and c.number:
        candidates = _keys_of(store, c.number, c.date)
    if c.target_key and c.resolution.status != "ambiguous":
        if _known(store, c.target_key):
            return _found(c, "resolved", c.target_key, tuple(k for k in candidates if k != c.target_key))
        candidates = _keys_of(store, c.number, c.date) if c.number and _OPEN in c.target_key else ()
        if not candidates:
            return _found(c, "unknown", c.target_key, ())
    if len(candidates) == 1 and _known(store, candidates[0]):
        return _found(c, "resolved", candidates[0], ())
    return _found(c, "several" if len(candidates) > 1 else "unknown", None, candidates)


def _found(c: Citation, status: Status, key: str | None, candidates: tuple[str, ...]) -> Found:
    return Found(c.raw, c.span.start, c.span.end, c.number, None if c.type == "khac" else c.type, c.date, status, key, candidates)


def _by_number(store: Store, raw: str, start: int, end: int) -> Found:
    """What looks like a number and was read as none: known as it stands, or malformed."""
    keys = _keys_of(store, raw, None)
    status: Status = "malformed" if not keys else "resolved" if len(keys) == 1 else "several"
    return Found(raw, start, end, None, None, None, status, keys[0] if len(keys) == 1 else None, keys if len(keys) > 1 else ())


def _keys_of(store: Store, number: str, date: str | None) -> tuple[str, ...]:
    rows = store.connection.execute("SELECT key, date FROM documents WHERE number_slug = ? ORDER BY held DESC, key LIMIT 20", (slug(number),)).fetchall()
    dated = [row for row in rows if date and row["date"] and (row["date"].startswith(date) or date.startswith(row["date"]))]
    return tuple(row["key"] for row in dated or rows)


def _known(store: Store, key: str) -> bool:
    return store.connection.execute("SELECT 1 FROM documents WHERE key = ?", (key,)).fetchone() is not None
