"""Sentence case for what a letterhead prints in capitals: "SỞ Y TẾ TỈNH SÔNG LAM" -> "Sở Y tế tỉnh Sông Lam".

Only the case changes, never a letter: names known to the tables lend their capitals, then the rule of
Nghị định 30/2020/NĐ-CP, Phụ lục II (capitals for the kind of body and for the word that names its field).
"""

import re
from functools import cache
from string import ascii_lowercase

from parser.lexicon.issuers import issuers
from parser.lexicon.provinces import all_provinces
from parser.lexicon.table import rows
from parser.readers.syllable import is_syllable
from parser.text.fold import fold_space, fold_tone

_TOKEN = re.compile(r"\w+|\W+")
_NUMBER = re.compile(r"\d[\w.]*(?:[/-][\w&]+)+")
_PLACE_HEADS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_COMMITTEES = frozenset({"tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "tỉnh đoàn", "thành đoàn", "huyện đoàn"})
_SCHOOLS = frozenset({"thpt", "thcs", "ptdtnt", "ptdtbt"})  # a school's own name follows
_ROMAN = re.compile(r"[IVX]{1,5}$")
# Words that a place's name does not go on with.
_PLACE_ENDS = frozenset("đến năm về và của trong từ giai nhằm cho các có theo tại với để là được ở nhiệm trên do".split())  # noqa: SIM905
# A field's name does not begin after a head before one of these ("Ban của", "Hội và").
_SMALL = frozenset("và của về các cho với tại trong trên từ đến có là để".split())  # noqa: SIM905
_ASCII_SMALL = ascii_lowercase.encode()


def is_upper(text: str, share: float = 0.7) -> bool:
    """Whether the letters of `text` are capitals but for a few (a reader's slip, "TTg")."""
    ascii_ = text.encode("ascii", "ignore")
    small = len(ascii_) - len(ascii_.translate(None, _ASCII_SMALL))
    if len(text) - small < share * len(text):
        return False  # most of it is small letters even if all else were capitals: so it is with every line of running text
    letters = sum(map(str.isalpha, text))
    return letters > 1 and sum(map(str.isupper, text)) >= share * letters


def _key(word: str) -> str:
    return fold_tone(word.casefold())


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word -> the known names that begin with it, the longest first; words as they are to be written."""
    names = [i.name for i in issuers().values()]
    names += [a for i in issuers().values() for a in i.aliases if " " in a]
    names += [row["name"] for row in rows("proper_names")] + [row["office"] for row in rows("offices") if " " in row["office"]]
    names += [p.name for p in all_provinces()]
    table: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(re.findall(r"\w+", name))
        table.setdefault(_key(words[0]), set()).add(words)
    return {first: tuple(sorted(found, key=lambda w: (-len(w), w))) for first, found in table.items()}


@cache
def _heads() -> frozenset[str]:
    return frozenset(_key(row["head"]) for row in rows("body_heads"))


@cache
def _offices() -> frozenset[str]:
    return frozenset(_key(row["office"]) for row in rows("offices"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_key(row["surname"]) for row in rows("surnames"))


def _acronym(word: str) -> bool:
    return not is_syllable(word) or any(c.isdigit() for c in word)


def sentence_case(text: str, *, body: bool = False) -> str:
    """`text` in sentence case where it is printed in capitals, else as it stands (white space folded).

    `body`: the text is a body's name, so that the word after "Ban", "Trung tâm" … is capital too.
    """
    text = fold_space(text)
    if not is_upper(text):
        return text[:1].upper() + text[1:]
    tokens = _TOKEN.findall(text)
    at = [i for i, t in enumerate(tokens) if t[0].isalnum() or t[0] == "_"]
    words = [_key(tokens[i]) for i in at]
    cased: list[str | None] = [None] * len(words)
    fixed = _fixed(text, tokens)
    n = 0
    while n < len(words):
        committee = " ".join(words[n : n + 2]) in _COMMITTEES and n + 2 < len(words) and not _known(words, n + 2, tokens, at)
        if committee and words[n + 2] not in _PLACE_ENDS | _heads():
            # "TỈNH ỦY SÔNG LAM": the place follows at once.
            cased[n] = tokens[at[n]].capitalize()
            n = _named(n + 2, words, tokens, at, cased)
            continue
        size = _known(words, n, tokens, at)
        if size:
            for k, word in enumerate(size):
                # The table's letters decide only the case: tone marks stay where they are printed.
                cased[n + k] = tokens[at[n + k]].upper() if word.isupper() and len(word) > 1 else tokens[at[n + k]].capitalize() if word[0].isupper() else tokens[at[n + k]].lower()
            n += len(size)
            if " ".join(words[n - len(size) : n]) in _offices() and n < len(words) and words[n] in _surnames() and not _known(words, n, tokens, at):
                n = _named(n, words, tokens, at, cased)
            continue
        n = _place(words, n, tokens, at, cased) or _plain(words, n, tokens, at, cased, body)
    for n, i in enumerate(at):
        word = cased[n] or tokens[i].lower()
        tokens[i] = fixed.get(i, word)
    result = "".join(tokens)
    return result[:1].upper() + result[1:]


def _fixed(text: str, tokens: list[str]) -> dict[int, str]:
    """Tokens inside a document number keep their capitals; "TTG" is written "TTg"."""
    fixed: dict[int, str] = {}
    spans = [m.span() for m in _NUMBER.finditer(text)]
    position = 0
    for i, token in enumerate(tokens):
        if any(s <= position < e for s, e in spans):
            fixed[i] = "TTg" if token == "TTG" else token
        position += len(token)
    return fixed


def _known(words: list[str], n: int, tokens: list[str], at: list[int]) -> tuple[str, ...]:
    for phrase in _phrases().get(words[n], ()):
        if len(phrase) <= len(words) - n and all(_key(w) == words[n + k] for k, w in enumerate(phrase)):
            if len(phrase) == 1 and len(phrase[0]) < 4:
                continue
            return phrase
    return ()


def _place(words: list[str], n: int, tokens: list[str], at: list[int], cased: list[str | None]) -> int:
    """A locality from word `n` on: head in small letters, up to four capital words. The next word's index, or 0."""
    for head in _PLACE_HEADS:
        size = len(head.split())
        if " ".join(words[n : n + size]) != head or n + size >= len(words) or words[n + size] in _PLACE_ENDS | {"ủy", "hội", "đoàn"} or " ".join(words[n : n + 2]) in _compounds():
            continue
        k = n + size
        while k < len(words) and k - n - size < 4 and words[k] not in _PLACE_ENDS and not _joined_by(tokens, at, k, ",;:("):
            if k > n + size and (words[k] in _heads() or words[k] in _PLACE_HEADS or " ".join(words[k : k + 2]) in _heads()):
                break
            cased[k] = tokens[at[k]].capitalize()
            k += 1
        return k
    if words[n] in _SCHOOLS and tokens[at[n]].isupper():
        cased[n] = tokens[at[n]]
        return _named(n + 1, words, tokens, at, cased)
    return 0


def _named(n: int, words: list[str], tokens: list[str], at: list[int], cased: list[str | None]) -> int:
    """Up to four words of a proper name from `n` on; the next word's index."""
    for k in range(n, min(n + 4, len(words))):
        if words[k] in _PLACE_HEADS or words[k] in _PLACE_ENDS or _joined_by(tokens, at, k, ",;:(-–"):
            return k
        cased[k] = tokens[at[k]].capitalize()
    return min(n + 4, len(words))


def _joined_by(tokens: list[str], at: list[int], k: int, marks: str) -> bool:
    return k > 0 and any(c in marks for c in "".join(tokens[at[k - 1] + 1 : at[k]])) and at[k] - at[k - 1] > 1


@cache
def _compounds() -> frozenset[str]:
    """Words of two syllables whose second one is also a word for a body: "xã hội", "thị trường", "thường vụ"."""
    return frozenset(_key(words) for row in rows("name_words") if len((words := row["words"]).split()) == 2 and _key(words.split()[1]) in _heads())


def _plain(words: list[str], n: int, tokens: list[str], at: list[int], cased: list[str | None], body: bool) -> int:
    token = tokens[at[n]]
    if n and " ".join(words[n - 1 : n + 1]) in _compounds():
        return n + 1
    for size in (4, 3, 2, 1):
        if body and n + size <= len(words) and " ".join(words[n : n + size]) in _heads():
            cased[n] = token if _acronym(token) else token.capitalize()
            k = n + size
            if k < len(words) and words[k] not in _SMALL and not _starts_name(words, k, tokens, at):
                cased[k] = tokens[at[k]].capitalize()
                k += 1
            return k
    if _acronym(token) or _ROMAN.fullmatch(token):
        cased[n] = token
    return n + 1


def _starts_name(words: list[str], k: int, tokens: list[str], at: list[int]) -> bool:
    """Whether a name with capitals of its own begins at word `k`: nothing to add to it."""
    heads = any(" ".join(words[k : k + size]) in _heads() for size in (3, 2, 1))
    return heads or words[k] in _PLACE_HEADS or _acronym(tokens[at[k]]) or bool(_known(words, k, tokens, at))
