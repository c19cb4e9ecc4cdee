"""Where words of a text begin: a pattern whose first word is known is tried there, and not at every letter."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence


def lowered(text: str) -> str:
    """Small letters; length-preserving, as the few letters stay whose small form is longer."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Words:
    """Beginnings of a text's words, whatever their capitals; what was looked for once is remembered."""

    def __init__(self, text: str) -> None:
        self.lower = lowered(text)
        self._found: dict[frozenset[str], list[int]] = {}

    def starts(self, words: frozenset[str]) -> list[int]:
        """Where a word begins with any of these (in small letters), in order."""
        found = self._found.get(words)
        if found is None:
            text = self.lower
            found = self._found[words] = []
            for word in words:
                at = text.find(word)
                while at >= 0:
                    before = text[at - 1 : at]
                    if not (before.isalnum() or before == "_"):
                        found.append(at)
                    at = text.find(word, at + len(word))
            found.sort()
        return found

    def begins(self, words: frozenset[str], start: int, end: int) -> bool:
        """Whether a word between two offsets begins with any of these."""
        found = self.starts(words)
        i = bisect_left(found, start)
        return i < len(found) and found[i] < end

    def holds(self, part: str, start: int, end: int) -> bool:
        """Whether `part` (in small letters, also of a word) stands between two offsets."""
        return self.lower.find(part, start, end) >= 0


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """What phrases begin with, for `Words.starts`."""
    return frozenset(match[0] for phrase in phrases if (match := _FIRST.match(phrase.lower())))


_FIRST = re.compile(r"\w+")


def matches(pattern: re.Pattern[str], text: str, starts: Sequence[int], start: int, end: int) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start, end)` finds, where no match begins but at one of `starts` (in order)."""
    at = start
    for i in range(bisect_left(starts, start), bisect_left(starts, end)):
        if starts[i] >= at and (match := pattern.match(text, starts[i], end)) is not None:
            yield match
            at = match.end()
