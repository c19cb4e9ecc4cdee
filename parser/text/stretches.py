"""Stretches of a text: which are taken, and the sentence around a place; both in time linear in the text."""

import re
from bisect import bisect_right
from collections.abc import Iterable

_LINE_END = re.compile(r"\n(?!\s?[-+*•–]\s)")
_SENTENCE_END = re.compile(r"[;\t]|[.](?=\s|$)|\n(?=\s?[-+*•–]\s)")


def joined_lines(text: str) -> str:
    """Line ends as spaces, except before a dashed line; length-preserving. A break inside a phrase then reads as one space."""
    return _LINE_END.sub(" ", text)


class Mask:
    """Which characters of a text are taken."""

    def __init__(self, length: int, taken: Iterable[tuple[int, int]] = ()) -> None:
        self._bytes = bytearray(length)
        for start, end in taken:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Take `[start, end)`."""
        self._bytes[start:end] = b"\1" * max(0, min(end, len(self._bytes)) - start)

    def touches(self, start: int, end: int) -> bool:
        """Whether any character of `[start, end)` is taken."""
        return 1 in self._bytes[start : max(end, start + 1)]


class Sentences:
    """The sentences of a text, cut at `;`, tabs, a full stop before white space and before a dashed line."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        ends = [m.start() for m in _SENTENCE_END.finditer(text)]
        self._ends = ends
        self._starts = [0, *(end + 1 for end in ends)]

    def index(self, at: int) -> int:
        """The number of the sentence that holds `at`; its end mark belongs to it."""
        return max(bisect_right(self._starts, at) - 1, 0)

    def around(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence that holds `at`, without its end mark."""
        i = self.index(at)
        return self._starts[i], self._ends[i] if i < len(self._ends) else self._length
