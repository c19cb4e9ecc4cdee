"""Patterns that most texts cannot match: what has to stand in a text for one, asked before it is searched (a tenth of the time, often less)."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from parser.text import words

lowered = lru_cache(maxsize=32)(words.lowered)
"""Small letters, as long as the text; kept, as the rules ask one after another for those of the same stretch."""

_LAST_WORD = re.compile(r"\s*(\w*)")


def last_word(text: str) -> str:
    """The word with which a text ends, blanks behind it left out, in lower case; perhaps none."""
    return _LAST_WORD.match(text[-32:][::-1])[1][::-1].lower()  # type: ignore[index]  # it matches everywhere


def has_any(text: str, fragments: Iterable[str]) -> bool:
    """Whether one of the fragments stands in the text."""
    for fragment in fragments:  # noqa: SIM110 (`any` would make a generator of it: twice the time)
        if fragment in text:
            return True
    return False


def stands_between(text: str, fragments: Iterable[str], start: int, end: int) -> bool:
    """`has_any` of a part: what asks sentence by sentence may not read a long text for each of them."""
    for fragment in fragments:  # noqa: SIM110 (as above)
        if text.find(fragment, start, end) >= 0:
            return True
    return False


def shortest(phrases: Iterable[str]) -> tuple[str, ...]:
    """The phrases less those that have another in them: where none of these stands, none of all does."""
    every = set(phrases)
    return tuple(sorted(p for p in every if not any(other in p for other in every if other != p)))


class Needing:
    """A pattern and fragments in lower case of which every match has one."""

    __slots__ = ("needs", "pattern")

    def __init__(self, pattern: re.Pattern[str], *needs: str) -> None:
        self.pattern = pattern
        self.needs = needs

    def search(self, text: str, lower: str) -> re.Match[str] | None:
        """The first match; `lower` is the `lowered` text."""
        return self.pattern.search(text) if has_any(lower, self.needs) else None

    def finditer(self, text: str, lower: str) -> Iterable[re.Match[str]]:
        """All matches; `lower` is the `lowered` text."""
        return self.pattern.finditer(text) if has_any(lower, self.needs) else ()


def tried_at(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterable[re.Match[str]]:
    """`pattern.finditer(text)` where a match can only begin at one of `places` (in order)."""
    return words.matches(pattern, text, places, 0, len(text) + 1) if places else ()
