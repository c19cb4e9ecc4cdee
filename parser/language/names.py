"""Names of the lexicon in a text: agencies, provinces, laws, widely known programmes, posts."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from parser.lexicon.table import rows, values
from parser.text.fold import fold_tone

_TABLES = (("issuers", "ISSUER", "name", "aliases", "code"), ("provinces", "PROVINCE", "name", "variants", "name"), ("named_bodies", "BODY", "name", "", ""),
           ("laws", "LAW", "name", "", ""), ("gazetteer", "PROGRAMME", "name", "", "key"), ("offices", "OFFICE", "office", "", ""))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:end]` is a name that the lexicon knows; `id` is its code, key or name there."""

    start: int
    end: int
    label: str
    id: str


def find_names(text: str) -> list[Name]:
    """The names in text order, the longest at each place, as whole words that begin with a capital; line breaks inside them don't matter."""
    found = []
    for last, (length, label, identity) in _automaton().iter(_folded(text)):
        start, end = last - length + 1, last + 1
        if text[start].isupper() and not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            found.append(Name(start, end, label, identity))
    found.sort(key=lambda n: (n.start, -n.end))
    result: list[Name] = []
    for name in found:
        if not result or name.start >= result[-1].end:
            result.append(name)
    return result


def _folded(text: str) -> str:
    """Lower case, tone marks placed the new way, each white space a blank; length-preserving."""
    lower = "".join(" " if c.isspace() else c.lower() if len(c.lower()) == 1 else c for c in text)
    return fold_tone(lower)


@cache
def _automaton() -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for table, label, column, others, identity in _TABLES:
        for row in rows(table):
            for name in (row[column], *values(row[others] if others else "")):
                key = _folded(name)
                if key and not automaton.exists(key):
                    automaton.add_word(key, (len(key), label, row[identity] if identity else name))
    automaton.make_automaton()
    return automaton
