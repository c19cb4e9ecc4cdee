"""Spaces that a scrape put inside words ("T hành ph ố"), taken out only where the grammar of the syllable leaves no choice.

A piece that is no syllable by itself joins its neighbours where together they are one. Digits and codes are never
touched, and a text with fewer than three such places is left alone: there the pieces may be labels ("điểm c ít nhất").
"""

import re
import unicodedata
from collections.abc import Sequence

from parser.readers.shapes import Change
from parser.readers.syllable import is_syllable

_TOKEN = re.compile(r"[^\W\d_]+")
_LABELLED = re.compile(r"điểm|khoản|mục|tiết|nhóm|loại|hạng|bảng|biểu|mẫu|phần|tổ|lớp|khối|đội|khu|lô|hộp|tầng|vitamin|ông|bà|phụ|lục", re.IGNORECASE)
_LEAST = 3
_FAR = 1 << 60
_LONE = frozenset("iuoy")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_FAST = re.compile(r"(?<![^\W_])[bcdđghklmnpqrstvx]{1,3}[ \xa0][^\W\d_]", re.IGNORECASE)

Found = list[tuple[int, int, str]]


def mended(text: str) -> tuple[str, tuple[Change, ...]]:
    """The text with its broken syllables joined, and what was changed."""
    found = places(text)
    if not found:
        return text, ()
    out: list[str] = []
    changes: list[Change] = []
    at = length = 0
    for start, end, now in found:
        out.append(text[at:start])
        length += start - at
        out.append(now)
        changes.append(Change(length, length + len(now), text[start:end], "space.in_syllable"))
        length += len(now)
        at = end
    out.append(text[at:])
    return "".join(out), tuple(changes)


def places(text: str) -> Found:
    """(start, end, joined) of each broken syllable that every cheapest reading of the tokens joins in the same way."""
    tokens = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text)]
    n = len(tokens)
    if all(is_syllable(t) and t not in _LONE for _, _, t in tokens):
        return []
    steps = [
        [(1, _cost(tokens[i][2], 1)), *((size, _cost(_joined(tokens, i, size), size)) for size in _joinable(text, tokens, i))] for i in range(n)
    ]
    # cheapest cost and number of cheapest ways from the start to each token, and from each token to the end
    before = [(0, 1)] + [(_FAR, 0)] * n
    for i in range(n):
        for size, cost in steps[i]:
            before[i + size] = _better(before[i + size], before[i][0] + cost, before[i][1])
    after = [(_FAR, 0)] * n + [(0, 1)]
    for i in range(n - 1, -1, -1):
        for size, cost in steps[i]:
            after[i] = _better(after[i], after[i + size][0] + cost, after[i + size][1])
    out: Found = []
    for i in range(n):
        for size, cost in steps[i]:
            sure = before[i][0] + cost + after[i + size][0] == after[0][0] and before[i][1] * after[i + size][1] == after[0][1]
            if size > 1 and sure:
                out.append((tokens[i][0], tokens[i + size - 1][1], _joined(tokens, i, size)))
    return out


def _better(known: tuple[int, int], cost: int, ways: int) -> tuple[int, int]:
    if cost == known[0]:
        return cost, min(known[1] + ways, _FAR)
    return (cost, ways) if cost < known[0] else known


def _joined(tokens: list[tuple[int, int, str]], i: int, size: int) -> str:
    return "".join(t[2] for t in tokens[i : i + size])


def _cost(word: str, size: int) -> int:
    """A piece that stays broken costs most; a joined syllable that begins with a vowel is likely cut at the wrong place."""
    if size == 1:
        return 1 if is_syllable(word) else 6
    return 3 if strip_tone(word[0].lower()) in "aăâeêioôơuưy" else 1


def strip_tone(letter: str) -> str:
    """The letter without its tone, its own mark kept."""
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in _TONES))


def _joinable(text: str, tokens: list[tuple[int, int, str]], i: int) -> list[int]:
    """How many tokens from `i` on may be one syllable in pieces."""
    start, _, first = tokens[i]
    if len(first) > 6 or (start and (text[start - 1] in "/-.&_" or text[start - 1].isdigit())):
        return []
    if i and _LABELLED.fullmatch(tokens[i - 1][2]) and len(first) == 1:
        return []
    out: list[int] = []
    joined, broken = first, not is_syllable(first)
    for k in range(i + 1, min(i + 7, len(tokens))):
        if text[tokens[k - 1][1] : tokens[k][0]] not in (" ", "\xa0"):
            break
        piece = tokens[k][2]
        after = text[tokens[k][1] : tokens[k][1] + 1]
        if after and (after in "/_&" or (after in ")." and len(piece) == 1)):
            break
        joined += piece
        broken = broken or not is_syllable(piece) or (piece in _LONE and is_syllable(joined[:-1]))
        if len(joined) > 7:
            break
        if broken and is_syllable(joined) and _shaped(joined):
            out.append(k - i + 1)
    return out


def _shaped(word: str) -> bool:
    """Letter case of one word; two bare capitals are rather an abbreviation."""
    if word.isupper():
        return len(word) > 2 or not word.isascii()
    return word.islower() or word.istitle()


def needs_mending(texts: Sequence[str]) -> bool:
    """Whether a document has enough broken syllables to be sure that they are no labels."""
    found = 0
    for text in texts:
        if _FAST.search(text):
            found += sum(1 for start, end, now in places(text) if not now.isupper() or " " in text[start:end])
            if found >= _LEAST:
                return True
    return False

