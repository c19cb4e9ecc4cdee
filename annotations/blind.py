"""A process in which the tables have never heard of a body. Imports nothing of the parser but the loader of the tables before the rows are gone."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from parser.lexicon import table
from parser.text.fold import match_key

if TYPE_CHECKING:
    from annotations.evaluate import DocumentScore

# The tables that name bodies. Places are no issuer's own words: provinces.tsv stays whole.
_OF_BODIES = ("issuers", "named_bodies", "body_heads", "unit_heads", "proper_names")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Body:
    """What is to be forgotten: the codes in an issuer's numbers, and its name and its parent's as printed."""

    codes: frozenset[str]
    names: tuple[str, ...]


def _words(name: str) -> list[str]:
    return _WORDS.findall(match_key(name))


def _begins(short: str, names: Collection[str]) -> bool:
    """Whether a name of two or more words is one of `names` or what it begins with; a bare "Sở" is a form, not a name."""
    words = _words(short)
    return len(words) > 1 and any(_words(name)[: len(words)] == words for name in names)


def kept(name: str, body: Body) -> tuple[dict[str, str], ...]:
    """The rows of a table that do not name the body, its abbreviations or the units inside it."""
    rows = table.rows(name)
    if name not in _OF_BODIES:
        return rows
    own = [r for r in table.rows("issuers") if r["code"] in body.codes or any(_begins(n, body.names) for n in (r["name"], *table.values(r["aliases"])))]
    codes = body.codes | {r["code"] for r in own}
    if name == "issuers":
        inside = [r for r in rows if r["level"] == "unit" and r["parent"] in codes]
        return tuple(r for r in rows if r not in own and r not in inside)
    # A head such as "Ban Chỉ đạo", "Văn phòng" is a form that any level has, and stays one.
    words = {match_key(n) for r in own if r["level"] != "any" for n in (r["name"], *table.values(r["aliases"]))} | {match_key(n) for n in (*codes, *body.names)}
    return tuple(r for r in rows if match_key(next(iter(r.values()))) not in words)


def score_without(body: Body, references: list[Path], sources: Path) -> list["DocumentScore"]:
    """The agreement of the body's own documents, read without it. To be called in a fresh process only: the tables are loaded once."""
    loaded = {name: kept(name, body) for name in _OF_BODIES}
    whole = table.rows

    def rows(name: str) -> tuple[dict[str, str], ...]:
        return loaded[name] if name in loaded else whole(name)

    with patch.object(table, "rows", rows):
        evaluate = import_module("annotations.evaluate")  # only now, so that what it imports sees the rows that are left
        return [evaluate.score_one(path, sources) for path in references]
