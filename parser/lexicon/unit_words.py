"""How the name of a body begins, and which words end it: unit_heads, unit_nouns, not_units, unit_stops, name_words, task_verbs.

All functions take text with line breaks as spaces and tone marks folded (`prepared`); offsets are those of the source.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from parser.lexicon.issuers import issuers
from parser.lexicon.phrases import Phrases, first_word
from parser.lexicon.table import rows
from parser.text.fold import fold_tone, strip_marks

Style = Literal["organisation", "office", "plural", "noun", "abbreviation"]


class Head(NamedTuple):
    """How a unit begins; `whole`: it may stand without a further name. `known`: a body of the issuers' table."""

    style: Style
    end: int
    whole: bool = False
    known: bool = False


_HEADS = rows("unit_heads")
_ORGANISATIONS = [(fold_tone(r["head"]), r["completeness"]) for r in _HEADS if r["kind"] == "organisation" and r["case"] == "cap"]
_CAPITAL = Phrases((head[0] + head[1:].lower(), how) for head, how in _ORGANISATIONS)
_LOWER = Phrases((head.lower(), how) for head, how in _ORGANISATIONS)
_ABBREVIATED = Phrases((r["head"], r["completeness"]) for r in _HEADS if r["case"] == "exact")
_OFFICES = Phrases((fold_tone(r["head"]).lower(), r["completeness"]) for r in _HEADS if r["kind"] == "office")
_KNOWN = Phrases((fold_tone(name), "") for issuer in issuers().values() for name in (issuer.name, *issuer.aliases) if " " in name)
# Scans lose and swap tone marks: a long known name is known without them.
_KNOWN_PLAIN = Phrases((strip_marks(name), "") for issuer in issuers().values() for name in (issuer.name, *issuer.aliases) if name.count(" ") >= 2)
_HEAD_PLAIN = Phrases((strip_marks(head).lower(), how) for head, how in _ORGANISATIONS if " " in head and len(head) >= 8)
_KNOWN_FIRST = {strip_marks(name).split()[0] for issuer in issuers().values() for name in (issuer.name, *issuer.aliases) if name.count(" ") >= 2}
_KNOWN_FIRST |= {strip_marks(head).split()[0] for head, _ in _ORGANISATIONS if " " in head and len(head) >= 8}
_LIKE_UNITS = Phrases((fold_tone(r["phrase"]).lower(), "") for r in rows("not_units"))

NOUNS = Phrases((fold_tone(r["noun"]), r["alone"]) for r in rows("unit_nouns"))
NOUNS_PLAIN = Phrases((strip_marks(r["noun"]), "") for r in rows("unit_nouns") if " " in r["noun"])
VERBS = Phrases((fold_tone(r["verb"]), "in_names" if r["in_names"] == "yes" else r["class"]) for r in rows("task_verbs") if r["class"] != "minor")
VERBS_PLAIN = Phrases((strip_marks(r["verb"]), "") for r in rows("task_verbs") if " " in r["verb"] and len(r["verb"]) >= 7 and r["in_names"] == "no" and r["class"] == "verb")
MINOR_VERBS = Phrases((fold_tone(r["verb"]), r["class"]) for r in rows("task_verbs") if r["class"] == "minor")
COMPOUNDS = Phrases((fold_tone(r["words"]), "") for r in rows("name_words"))
STOPS = Phrases((fold_tone(r["words"]), r["class"]) for r in rows("unit_stops"))

QUANTIFIER = re.compile(
    r"(?:(?:tất cả|toàn thể|toàn bộ) )?(?:các|những|mọi|mỗi|từng|một số)(?: đồng chí| đ/c)? (?=\w)|(?:quý|toàn thể|đồng chí) (?=\w)", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def _begins_known(word: str) -> bool:
    return strip_marks(word) in _KNOWN_FIRST


_HEAD_TABLES = {_KNOWN, _CAPITAL, _ABBREVIATED, _OFFICES, _LOWER, NOUNS, _KNOWN_PLAIN, _HEAD_PLAIN}
_BEGINNINGS: dict[str, set[Phrases]] = {}
for _phrases in (*_HEAD_TABLES, _LIKE_UNITS, VERBS, VERBS_PLAIN, MINOR_VERBS, COMPOUNDS, STOPS):
    for _word in _phrases.first_words():
        _BEGINNINGS.setdefault(strip_marks(_word).lower(), set()).add(_phrases)
_COUNTS = {"tat", "toan", "cac", "nhung", "moi", "tung", "mot", "quy", "dong"}  # what a quantifier begins with, without marks


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What may begin with a word: a quantifier, a head, a phrase of these tables."""

    counts: bool
    heads: bool
    tables: set[Phrases]


@lru_cache(maxsize=16384)
def _beginning(word: str) -> _Beginning:
    plain = strip_marks(word).lower()
    tables = _BEGINNINGS.get(plain, set())
    return _Beginning(plain in _COUNTS, not tables.isdisjoint(_HEAD_TABLES), tables)


def tables_at(text: str, at: int) -> set[Phrases]:
    """The tables that may have a phrase at `at`: they have one that begins with this word, in whatever case and marks. Most words begin none."""
    return _beginning(first_word(text, at)).tables


# "tổ chức" as a verb: anything that does not say which organisations are meant.
_ORGANISES = re.compile(r"tổ chức(?! (?:có |liên quan|chính trị|xã hội|đảng|Đảng|hội(?! nghị| thảo| chợ| thi| họp| đàm)|đoàn thể|khoa học|kinh tế|khác|trực thuộc|thành viên|sự nghiệp|nước ngoài|quốc tế|phi|tôn giáo|hành nghề|được|nhận|chủ trì)|,| và | hoặc |$|[;.:])", re.IGNORECASE)


@lru_cache(maxsize=32)  # the rules ask one after another for the same stretch, a long one for each of its sentences
def prepared(text: str) -> str:
    """Line breaks and tabs as spaces, tone marks at their new place; as long as the text."""
    return fold_tone(text.replace("\n", " ").replace("\t", " ").replace("\u00a0", " "))


def head_at(text: str, start: int) -> Head | None:
    """The head of a unit that begins at `text[start:]`, or None."""
    first = first_word(text, start)
    beginning = _beginning(first)
    head = _head_at(text, start, first, beginning)
    if head and _LIKE_UNITS in beginning.tables and (like := _LIKE_UNITS.at(text[start : start + 48].lower(), 0)) and start + like[0] >= head.end + text[start].islower():
        return None
    return head


def _organisation_at(text: str, start: int) -> tuple[int, str] | None:
    """A head with a capital, whatever the case of its later syllables: "Ban Chỉ đạo", "Ban chỉ đạo"."""
    found = _CAPITAL.at(text[start : start + 1] + text[start + 1 : start + 48].lower(), 0)
    return (start + found[0], found[1]) if found else None


def _head_at(text: str, start: int, first: str, beginning: _Beginning) -> Head | None:
    if beginning.counts and (match := QUANTIFIER.match(text, start)):
        return _plural(text, start, match.end())
    tables = beginning.tables
    if not beginning.heads:
        placed = _PLACED_ABBREVIATION.match(text, start) if first.isupper() else None
        return Head("abbreviation", placed.end(), True) if placed else None
    if _KNOWN in tables and (known := _KNOWN.at(text, start)):
        return Head("organisation", known[0], True, True)
    if _CAPITAL in tables and (found := _organisation_at(text, start)):
        noun = NOUNS.at(text[start].lower() + text[start + 1 : start + 48], 0)
        if noun and noun[1] == "yes" and start + noun[0] > found[0]:
            return Head("noun", start + noun[0], True)
        return Head("organisation", found[0], found[1] == "whole")
    if _ABBREVIATED in tables and (found := _ABBREVIATED.at(text, start)):
        return Head("abbreviation", found[0], True)
    if first.isupper() and (named := _PLACED_ABBREVIATION.match(text, start)):
        return Head("abbreviation", named.end(), True)
    word = text[start : start + 48]
    if word[:1].isupper() and _begins_known(word.split(" ", 1)[0]):
        plain = strip_marks(text[start : start + 80])
        if found := _KNOWN_PLAIN.at(plain, 0):
            return Head("organisation", start + found[0], True, True)
        if found := _HEAD_PLAIN.at(plain.lower(), 0):
            return Head("organisation", start + found[0], found[1] == "whole")
    lower = word.lower()
    if _OFFICES in tables and (found := _OFFICES.at(lower, 0)):
        end = start + found[0]
        if word[:1].isupper() or capital_at(text, end + 1) or QUANTIFIER.match(text, end + 1) or NOUNS.at(text, end + 1):
            return Head("office", end, True)
    if _LOWER in tables and (found := _LOWER.at(text, start)) and capital_at(text, found[0] + 1) and not _ORGANISES.match(text, start):
        return Head("organisation", found[0])
    if NOUNS not in tables:
        return None
    opening = lower[:1] + word[1:]
    noun, verb = NOUNS.at(opening, 0), VERBS.at(opening, 0)
    if noun is None or noun[1] != "yes" or (verb and verb[0] > noun[0]):
        return None
    return Head("noun", start + noun[0], True)


# "VPĐP NTM tỉnh", "BCĐ 389 các quận": an abbreviation that the tables do not have is a body's where a level or a place follows.
_NO_BODY = r"(?!TTHC|VBQPPL|QPPL|CSDL|DVC|NQ|QĐ|KH\b|KCN|KKT|CCN|KT-XH|ATTP|PCCC|GTVT|CNTT|ANTT|KTXH|NSNN|XDCB|GPMB|THPT|THCS|QSDĐ|GCN|NTM\b|DN)"
_PLACED_ABBREVIATION = re.compile(
    rf"(?<![\w.&/-])(?:(?<!và )|(?=[A-ZĐ]+ \d)){_NO_BODY}[A-ZĐƯ][A-ZĐƯ&-]{{2,8}}(?: [A-ZĐ&]{{2,6}}| \d{{2,4}})?(?= (?:(?:các )?(?:[Tt]ỉnh|[Hh]uyện|quận|thị xã|xã|phường)(?!\w)|Thành phố(?!\w)|(?:các )?(?:thành phố|TP\.?) (?=[A-ZĐ])))"
)

# "các KCN", "các Nhà đầu tư": a group called by an abbreviation or a kind of body that the tables do not have.
_NAMED_GROUP = re.compile(r"(?!TTHC|VBQPPL|QPPL|CSDL|DVC|NQ|QĐ|KH\b)[A-ZĐ]{2,}[\w&-]*|(?:Nhà|Chủ) \w+")


def _plural(text: str, start: int, at: int) -> Head | None:
    """Các, mọi, quý … and what they count."""
    lower = text[at : at + 48].lower()
    if STOPS in tables_at(text, start) and STOPS.at(text[start].lower() + text[start + 1 : at + 48], 0):
        return None
    tables = tables_at(text, at)
    if _OFFICES in tables and (office := _OFFICES.at(lower, 0)):
        return Head("office", at + office[0], True)
    if _KNOWN in tables and (known := _KNOWN.at(text, at)):
        return Head("plural", known[0], True, True)
    found = (_organisation_at(text, at) if _CAPITAL in tables else None) or (_ABBREVIATED.at(text, at) if _ABBREVIATED in tables else None)
    if found:
        return Head("plural", found[0], True)
    if lower_found := NOUNS.at(lower, 0) or _LOWER.at(lower, 0):
        return Head("plural", at + lower_found[0], True)
    if capital_at(text, at) and (name := _NAMED_GROUP.match(text, at)):
        return Head("plural", name.end(), True)
    return None


def capital_at(text: str, at: int) -> bool:
    """Whether a capital letter stands at `at`."""
    return text[at : at + 1].isupper()


def names_an_office(text: str, start: int) -> bool:
    """Whether a post (Thủ trưởng, Giám đốc …) stands at `start`."""
    return _OFFICES.at(text[start : start + 48].lower(), 0) is not None
