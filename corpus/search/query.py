"""What people type, as FTS5 expressions that can't be broken: every word is quoted, so nothing in it is syntax.

Words are tried in four ways, the strictest first: together as typed, near each other, both with their marks; then both without.
Compounds count by standing together or near. (Cutting the collection into words by underthesea was tried: of 8,700 pairs of a
common compound and a document that has its syllables side by side it denied 3.5 %, nearly all of them wrongly – «thông tin»,
«ủy ban», «xã hội» cut apart –, and real chance meetings were a handful; at ten to two hundred thousand characters a second.)
"""

import re
import unicodedata
from dataclasses import dataclass

from parser.text.fold import fold_tone, strip_marks

MOST_WORDS = 32
"""More are not looked at: an FTS5 expression has a limit, and a question of more words is a text."""
_NEAR = 8
"""Tokens that may stand between the words of one question."""
_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]")
_OLD = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ",
        "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"}  # fmt: skip
_NEW_RIME = re.compile("|".join(_OLD))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to match: an FTS5 expression for some columns; `exact` with marks, `together` side by side as typed."""

    expression: str
    exact: bool
    together: bool


def pieces(text: str) -> list[str]:
    """The words of a question in order, phrases in double quotes whole; what has no letter or digit is left out."""
    text = unicodedata.normalize("NFC", text).replace("\0", " ")
    found = (match[1] if match[1] is not None else match[2] for match in _PIECE.finditer(text))
    return [" ".join(piece.split()) for piece in found if _WORD.search(piece)][:MOST_WORDS]


def ways(text: str, marked: str, folded: str) -> list[Way]:
    """How to look for a question, the strictest first; `marked` and `folded` name the columns. [] where there is nothing to look for."""
    words = pieces(text)
    if not words:
        return []
    plain = [strip_marks(word) for word in words]
    result = []
    for columns, exact, terms in ((marked, True, [_spellings(word) for word in words]), (folded, False, [[word] for word in plain])):
        whole = [_quoted(" ".join(spelling)) for spelling in zip(*_padded(terms), strict=True)]
        result.append(Way(f"{{{columns}}} : ({' OR '.join(dict.fromkeys(whole))})", exact, True))
        if len(words) > 1:
            near = [f"NEAR({' '.join(map(_quoted, spelling))}, {_NEAR})" for spelling in zip(*_padded(terms), strict=True)]
            result.append(Way(f"{{{columns}}} : ({' OR '.join(dict.fromkeys(near))})", exact, False))
            every = " AND ".join(f"({' OR '.join(map(_quoted, spellings))})" for spellings in terms)
            result.append(Way(f"{{{columns}}} : ({every})", exact, False))
    return result


def _spellings(word: str) -> list[str]:
    """The word as typed, with its tone marks placed the new way (hòa) and the old (hoà)."""
    new = fold_tone(word)
    old = _NEW_RIME.sub(lambda match: _OLD[match[0]], new.lower())
    return list(dict.fromkeys((word, new, old)))


def _padded(terms: list[list[str]]) -> list[list[str]]:
    """As many spellings of each word, the last one repeated: whole questions in one placement of marks."""
    most = max(map(len, terms))
    return [spellings + [spellings[-1]] * (most - len(spellings)) for spellings in terms]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', " ") + '"'
