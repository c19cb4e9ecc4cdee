"""Finding the phrases of a table at a place in a text, in time that grows only with the phrase."""

import re
from collections.abc import Iterable, Sequence

_NEXT = 3
_FIRST_WORD = re.compile(r"(?:[^\W_]|&)*")


class Phrases:
    """Phrases with a value each; `at` gives the longest one that stands at an offset as whole words."""

    __slots__ = ("_by_first",)

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        by_first: dict[str, list[tuple[str, str]]] = {}
        for phrase, value in entries:
            by_first.setdefault(first_word(phrase, 0), []).append((phrase, value))
        self._by_first = {first: _by_next(len(first), sorted(group, key=lambda e: -len(e[0]))) for first, group in by_first.items()}

    def first_words(self) -> Iterable[str]:
        """What the phrases begin with."""
        return self._by_first

    def at(self, text: str, start: int) -> tuple[int, str] | None:
        """The end and the value of the longest phrase at `text[start:]`, or None."""
        first = _FIRST_WORD.match(text, start)[0]  # type: ignore[index]  # it matches everywhere
        group = self._by_first.get(first)
        if group is not None:
            at = start + len(first)
            for phrase, value in group.get(text[at : at + _NEXT], group[""]):
                if text.startswith(phrase, start):
                    end = start + len(phrase)
                    if not text[end : end + 1].isalnum():
                        return end, value
        return None


def _by_next(at: int, group: Sequence[tuple[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Phrases of one first word, which ends at `at`, by the letters that follow it; "" has those that have fewer, and they come under each."""
    ends = {phrase[at : at + _NEXT] for phrase, _ in group if len(phrase) >= at + _NEXT}
    return {end: tuple(e for e in group if len(e[0]) < at + _NEXT or e[0][at : at + _NEXT] == end) for end in (*ends, "")}


def first_word(text: str, start: int) -> str:
    """Letters, digits and "&" from `start` on, perhaps none."""
    return _FIRST_WORD.match(text, start)[0]  # type: ignore[index]  # it matches everywhere
