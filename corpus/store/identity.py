"""Which task of a new reading is which task of the last one: by its words first, then by words and ref, then by likeness.

A ref moves when a row is inserted, words change when a letter is corrected; neither makes a new order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from parser.text.fold import match_key

_SAME_REF = 0.6
"""Share of equal characters that a task under the same ref must keep to be the same one."""
_OTHER_REF = 0.85
"""The same under another ref: rows of a table are often alike, so more is asked."""
_MOST = 4_000_000
"""Pairs that are compared at most; beyond, what is not equal in words or ref is a new task."""


@dataclass(frozen=True, slots=True)
class Words:
    """What makes a task itself: its ref and its text."""

    ref: str
    text: str


def pairs(old: Mapping[str, Words], new: Mapping[str, Words]) -> dict[str, str]:
    """New id -> old id, each used once. Ids that are missing on either side are tasks that came or went."""
    left, right = {i: _folded(w.text) for i, w in old.items()}, {i: _folded(w.text) for i, w in new.items()}
    found: dict[str, str] = {}

    def take(new_id: str, old_id: str) -> None:
        found[new_id] = old_id
        del left[old_id], right[new_id]

    by_words: dict[tuple[str, str], list[str]] = {}
    for i, text in left.items():
        by_words.setdefault((old[i].ref, text), []).append(i)
    for i, text in list(right.items()):
        if same := by_words.get((new[i].ref, text)):
            take(i, same.pop(0))
    by_text: dict[str, list[str]] = {}
    for i, text in left.items():
        by_text.setdefault(text, []).append(i)
    for i, text in list(right.items()):
        if same := by_text.get(text):
            take(i, same.pop(0))
    by_ref = {old[i].ref: i for i in reversed(left)}
    for i, text in list(right.items()):
        other = by_ref.get(new[i].ref)
        if other in left and _likeness(left[other], text, _SAME_REF) >= _SAME_REF:
            take(i, other)
    if len(left) * len(right) <= _MOST:
        for _, i, other in sorted(_alike(right, left), key=lambda p: (-p[0], p[1], p[2])):
            if i in right and other in left:
                take(i, other)
    return found


def _alike(right: Mapping[str, str], left: Mapping[str, str]) -> Iterable[tuple[float, str, str]]:
    for i, text in right.items():
        for other, words in left.items():
            score = _likeness(words, text, _OTHER_REF)
            if score >= _OTHER_REF:
                yield score, i, other


def _likeness(one: str, other: str, least: float) -> float:
    return Levenshtein.normalized_similarity(one, other, score_cutoff=least)


def _folded(text: str) -> str:
    return match_key(text)
