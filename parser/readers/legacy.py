"""Legacy Vietnamese encodings (TCVN3, VNI, VISCII, VPS): font names first, then the letters; Unicode text is never touched.

The tables are viparse's. A `.Vn…H` font draws lower-case bytes as capitals, so its text is put in upper case.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from parser.readers.syllable import quality

Encoding = Literal["tcvn3", "vni", "viscii", "vps"]

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"(?:[ ,\-_]*(?:bold|italic|oblique|regular|mt|psmt|normal))+$", re.IGNORECASE)
_FONTS: tuple[tuple[Encoding, re.Pattern[str]], ...] = (
    ("tcvn3", re.compile(r"\.?Vn[A-Z0-9 ]|\.VN|\.vn|ABC[ -]", 0)),
    ("vni", re.compile(r"VNI[ \-_]|VNI[A-Z]", re.IGNORECASE)),
    ("vps", re.compile(r"VPS[ \-_]|VPS[A-Z]", re.IGNORECASE)),
    ("viscii", re.compile(r"VISCII|VI[ \-](?:Times|Arial|Helv|Courier)", re.IGNORECASE)),
)
_TRIAL: tuple[Encoding, ...] = ("tcvn3", "vni", "viscii", "vps")
_HIGH = re.compile(r"[\x80-\xff\u2212\u2219\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2020\u2021\u2030\u2039\u203a\u20ac\u2122]")
# What Windows shows for the bytes 80 to 9F, which are letters in VISCII and VPS.
_BYTES = {ord(shown): byte for byte in range(0x80, 0xA0) if (shown := bytes([byte]).decode("cp1252", errors="ignore"))}
_SHOWN = {byte: shown for shown, byte in _BYTES.items()}
# Letters that only Unicode Vietnamese has: text with several of them is not legacy.
_UNICODE_ONLY = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")


@lru_cache(maxsize=4096)
def encoding_of_font(name: str | None) -> Encoding | None:
    """The legacy encoding that a font's name stands for, or None. Subset tags (`FBHPFO+`) are ignored."""
    if not name:
        return None
    bare = _SUBSET.sub("", name)
    return next((encoding for encoding, pattern in _FONTS if pattern.match(bare)), None)


@lru_cache(maxsize=4096)
def is_capitals_font(name: str | None) -> bool:
    """Whether the font draws lower-case bytes as capitals (`.VnTimeH`)."""
    if encoding_of_font(name) != "tcvn3" or name is None:
        return False
    return _STYLE.sub("", _SUBSET.sub("", name)).endswith("H")


@lru_cache(maxsize=65536)
def convert(text: str, encoding: Encoding, capitals: bool = False) -> str:
    """The text in Unicode NFC. Text without a letter of the encoding comes back as it was (in capitals if asked)."""
    from viparse.normalize.encodings import get_charmap
    from viparse.normalize.tables import convert as by_table

    if encoding == "tcvn3":
        # a PDF layer's minus sign is the letter ư; the table's own rule wants a letter beside it, and "¬" (ơ) is none
        text = text.replace("\u2212\u00ac", "\u00ad\u00ac")
    elif encoding in ("viscii", "vps"):
        text = text.translate(_BYTES)
    charmap = get_charmap(encoding)
    out = by_table(text, charmap, "NFC") if charmap is not None else unicodedata.normalize("NFC", text)
    return out.upper() if capitals else out


def western(data: bytes) -> str:
    """Bytes as Windows shows them; those that it has no letter for as they are: a legacy encoding may have one."""
    return data.decode("latin-1").translate(_SHOWN)


def by_font(text: str, font: str | None) -> str:
    """Text of one run, converted where its font's name says that it must be.

    Text that already is Unicode Vietnamese stays as it is, whatever the font's name: offices type Unicode in old fonts.
    """
    encoding = encoding_of_font(font)
    if encoding is None or _UNICODE_ONLY.search(text):
        return text
    return convert(text, encoding, is_capitals_font(font))


def encoding_of_text(text: str) -> Encoding | None:
    """The encoding that turns `text` into Vietnamese, or None: by share of valid syllables, with a wide margin.

    Fewer than 20 letters, or text that reads as Vietnamese already, stay undecided.
    """
    if len(_UNICODE_ONLY.findall(text)) * 20 > len(text) or len(_HIGH.findall(text)) * 40 < len(text):
        return None
    sample = text[:20000]
    words, share, marked = quality(sample)
    if words < 5 or sum(c.isalpha() for c in sample) < 20 or (share > 0.95 and marked > 0.3):
        return None
    now = share * (0.3 + marked)
    scored = []
    for encoding in _TRIAL:
        n, new_share, new_marked = quality(convert(sample, encoding))
        scored.append((new_share * (0.3 + new_marked), new_share, n, encoding))
    best, best_share, n, encoding = max(scored)
    if n >= 5 and best_share >= 0.8 and best > now * 1.3 + 0.1:
        return encoding
    return None


def suspects(texts: Sequence[str]) -> tuple[Encoding | None, list[bool]]:
    """The encoding of those texts that have its letters and none of Unicode's own, and which texts these are.

    A document may hold a table or a letterhead in an old font whose name says nothing, among Unicode text.
    """
    marked = [bool(_HIGH.search(text)) and not _UNICODE_ONLY.search(text) for text in texts]
    encoding = encoding_of_text("\n".join(text for text, is_marked in zip(texts, marked, strict=True) if is_marked))
    return encoding, marked
