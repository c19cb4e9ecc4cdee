"""Whether a labelled line is only a title or a unit's name, and what closes a text: cues from the lexicon."""

import re
from functools import cache, lru_cache

from parser.lexicon.table import rows
from parser.text.fold import match_key, strip_marks

_STOPS = (".", ";", ",", "!", "?", "…")
_TIME_LINE = re.compile(r"\W{0,3}(?:Thời\s+(?:gian|hạn|điểm)|Hạn|Tiến\s+độ)(?:\s+[^\s:.;]+){0,6}\s*:\s*\S.{0,160}$", re.DOTALL)
_ADOPTED = re.compile(
    r"(?:Bộ\s+luật|Luật|Pháp\s+lệnh|Nghị\s+quyết|Hiến\s+pháp)\s+này\s+(?:đã\s+)?(?:được|do)\s.{5,240}?\sthông\s+qua|(?:Cuộc\s+họp|Hội\s+nghị|Buổi\s+họp|Biên\s+bản)\s.{0,80}?(?:kết\s+thúc|lập\s+thành)",
    re.DOTALL,
)
_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 45
_LONGEST_SECTION = 25


@cache
def _cues(kind: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The cues of a kind in words, by their first word."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for row in rows("section_cues"):
        if row["kind"] == kind:
            cue = tuple(_WORD.findall(match_key(row["cue"])))
            by_first.setdefault(cue[0], []).append(cue)
    return {first: tuple(cues) for first, cues in by_first.items()}


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(match_key(text)))


def words_of(kind: str) -> frozenset[str]:
    """The first words of the cues of a kind in `section_cues.tsv`."""
    return frozenset(_cues(kind))


def starts_with(kind: str, text: str) -> bool:
    """Whether the first words of `text` are a cue of this kind in `section_cues.tsv`."""
    words = _words(text[:60])
    return bool(words) and any(words[: len(cue)] == cue for cue in _cues(kind).get(words[0], ()))


@cache
def _bare_cues(kind: str) -> tuple[dict[str, tuple[tuple[str, ...], ...]], tuple[str, ...]]:
    """The cues of a kind without marks: in words by their first word, and those of several words run together."""
    cues = [tuple(bare(word) for word in cue) for group in _cues(kind).values() for cue in group]
    by_first = {first: tuple(cue for cue in cues if cue[0] == first) for first in {cue[0] for cue in cues}}
    return by_first, tuple("".join(cue) for cue in cues if len(cue) > 1)


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Letters and digits only, without marks: what is left of a word when a scan has lost its accents and spaces."""
    return "".join(c for c in strip_marks(text).lower() if c.isalnum())


def starts_bare(kind: str, text: str) -> bool:
    """Whether `text` starts with a cue of this kind, marks aside and with lost spaces: `KÉ HOẠCH`, `QUYÉTĐỊNH`."""
    words = tuple(_WORD.findall(strip_marks(text[:60]).lower()))
    by_first, glued = _bare_cues(kind)
    if not words:
        return False
    return any(words[: len(cue)] == cue for cue in by_first.get(words[0], ())) or (len(words[0]) > 5 and words[0].startswith(glued))


def contains(kind: str, text: str, within: int = 40) -> bool:
    """Whether a cue of this kind stands among the first `within` words of `text`."""
    cues = _cues(kind)
    words = _words(text[:600])[:within]
    return any(words[i : i + len(cue)] == cue for i, word in enumerate(words) for cue in cues.get(word, ()))


def is_title(text: str, has_more: bool, over_items: bool = False) -> bool:
    """Whether an item's line only names a subject or a body. `has_more`: paragraphs or items stand under it; `over_items`: labelled ones."""
    if not has_more or not text:
        return False
    if text.isupper():
        return True
    words = len(_WORD.findall(text))
    if _ends_sentence(text):
        return words <= 6 and text.endswith(".") and starts_with("heading", text)
    if words > _LONGEST_TITLE:
        return over_items and words <= _LONGEST_TITLE * 2 and not text.endswith(":")
    if text.endswith(":"):
        return not contains("orders", text)
    return True


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"”’»").endswith(_STOPS)


def is_sentence(text: str) -> bool:
    """Whether a line is too long and too finished for a section's title."""
    return not text.isupper() and _ends_sentence(text) and len(_WORD.findall(text)) > _LONGEST_SECTION


def is_closing(text: str) -> bool:
    """Whether an unlabelled paragraph at the end speaks of the whole text and not of the last item."""
    return starts_with("closing", text) or contains("closing_phrase", text, 30)


def is_time_line(text: str) -> bool:
    """A line that only says when the item above it is done: "Thời gian hoàn tất: trước ngày …"."""
    return _TIME_LINE.match(text) is not None


def is_adoption(text: str) -> bool:
    """The formula under a law or resolution: "Luật này được Quốc hội … thông qua ngày …", or the end of minutes."""
    return _ADOPTED.match(text) is not None


def is_courtesy(text: str) -> bool:
    """A greeting or a contact line."""
    return starts_with("courtesy", text)
