"""Whether a labelled line is only a title or a unit's name, and what closes a text: cues from the lexicon."""

import re
from functools import cache

from parser.lexicon.table import rows
from parser.text.fold import match_key

_ENDS_SENTENCE = re.compile(r"(?:[.;,!?…]|\./\.)[\"”’»]*$")
_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 45


@cache
def _cues(kind: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_WORD.findall(match_key(row["cue"]))) for row in rows("section_cues") if row["kind"] == kind)


@cache
def words_of(kind: str) -> frozenset[str]:
    """The single words listed under a kind of `section_cues.tsv`."""
    return frozenset(cue[0] for cue in _cues(kind))


def starts_with(kind: str, text: str) -> bool:
    """Whether the first words of `text` are a cue of this kind in `section_cues.tsv`."""
    words = tuple(_WORD.findall(match_key(text[:160])))
    return any(words[: len(cue)] == cue for cue in _cues(kind))


def contains(kind: str, text: str, within: int = 40) -> bool:
    """Whether a cue of this kind stands among the first `within` words of `text`."""
    words = " " + " ".join(_WORD.findall(match_key(text[:600]))[:within]) + " "
    return any(f" {' '.join(cue)} " in words for cue in _cues(kind))


def is_title(text: str, has_more: bool) -> bool:
    """Whether an item's line only names a subject or a body. `has_more`: paragraphs or items stand under it."""
    if not has_more or not text:
        return False
    if text.isupper():
        return True
    if _ENDS_SENTENCE.search(text):
        return False
    words = len(_WORD.findall(text))
    if words > _LONGEST_TITLE:
        return False
    if text.endswith(":"):
        return not contains("orders", text)
    return True


def is_closing(text: str) -> bool:
    """Whether an unlabelled paragraph at the end speaks of the whole text and not of the last item."""
    return starts_with("closing", text) or contains("closing_phrase", text, 30)


def is_courtesy(text: str) -> bool:
    """A greeting or a contact line."""
    return starts_with("courtesy", text)
