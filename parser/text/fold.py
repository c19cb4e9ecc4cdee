"""Keys for comparing Vietnamese text; never for showing it.

Rules of tone placement: `lexicon/tone_placement.tsv` has the pairs; "quý, quỳ, quỷ" keep the mark on y.
"""

import re
import unicodedata
from functools import lru_cache

# hoà -> hòa, khoẻ -> khỏe, thuỷ -> thủy: only where the rime ends the syllable, and not after q. What stands before is
# asked last: a pattern that begins with a set of letters is looked for eight times as fast as one that begins with a condition.
_OLD_RIME = re.compile(r"[oOuU][àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?<![qQ]..)(?![^\W\d_])")
_OLD = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_NEW = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_RIMES = {a(o[0]) + b(o[1]): a(n[0]) + b(n[1]) for o, n in zip(_OLD, _NEW, strict=True) for a in (str.lower, str.upper) for b in (str.lower, str.upper)}
_SLUG = re.compile(r"[^a-z0-9]+")
_DASH = re.compile("[‐‑‒–—―−﹘－]")


class _Bare(dict[int, str]):
    """Code point -> what is left of it without marks, each worked out once: a look-up per letter is what a long text can afford."""

    def __missing__(self, code: int) -> str:
        bare = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(c))
        self[code] = bare
        return bare


_BARE = _Bare({ord("đ"): "d", ord("Đ"): "D"})


def fold_space(text: str) -> str:
    """White space runs to one space, ends trimmed: the contract's "folded"."""
    return " ".join(text.split())


def fold_dashes(text: str) -> str:
    """Every kind of dash to `-`; length-preserving."""
    return text if text.isascii() else _DASH.sub("-", text)


@lru_cache(maxsize=65536)
def fold_tone(text: str) -> str:
    """`hoà`, `uỷ` to `hòa`, `ủy`, case kept letter by letter; length-preserving."""
    return _OLD_RIME.sub(lambda m: _RIMES.get(m[0], m[0]), text)


@lru_cache(maxsize=65536)
def match_key(text: str) -> str:
    """Case, dashes, white space and tone placement folded; tones kept. Not length-preserving (white space)."""
    return fold_tone(fold_space(fold_dashes(text)).casefold())


def strip_marks(text: str) -> str:
    """Tones and diacritics removed, đ to d; length-preserving for NFC Vietnamese. Proposes, never decides."""
    return text if text.isascii() else text.translate(_BARE)


def slug(text: str) -> str:
    """ASCII, lower case, runs of anything else to one hyphen: `Tuyên Quang` -> `tuyen-quang`, `CNTT&BCVT` -> `cntt-bcvt`."""
    return _SLUG.sub("-", strip_marks(text).lower()).strip("-")


def capitalised(text: str) -> str:
    """The same text with its first letter capital."""
    return text[:1].upper() + text[1:]
