"""What speaks for and against two descriptions being one document: a pure function of both.

Each kind of evidence is a number from -1 (contradicts) to 1 (agrees); what either side leaves open is no evidence.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from rapidfuzz.distance import OSA

from parser.text.fold import strip_marks

_WORD = re.compile(r"[^\W_]+")
_DROPPED = frozenset(["ve", "viec", "va", "cua", "cac", "mot", "so", "ban", "hanh", "phe", "duyet", "kem", "theo", "tren", "dia"])
"""Words of a title that its citations leave out or add."""
_SKETCH = 4
_LEAST_WORDS = 4
ALIKE, UNLIKE = 0.75, 0.34
"""Token F1 of two titles from which they agree, and up to which they contradict."""
_LATE_YEARS = 3
"""Years back in which a document that is cited without its year mostly lies."""


@dataclass(frozen=True, slots=True)
class Described:
    """A document as it says itself, or as others say it. `said_*` are all values that are said of a stub."""

    key: str
    held: bool
    type: str | None
    symbol: str | None
    sequence: str | None
    dates: tuple[str, ...]
    issuers: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def locality(self) -> str | None:
        parts = self.key.split("/")
        return parts[0] if len(parts) > 3 else None

    @property
    def year(self) -> str | None:
        year = self.key.rsplit("/", 2)[1]
        return year if year.isdigit() else None

    @property
    def numbered(self) -> bool:
        return self.sequence is not None

    @property
    def whole_date(self) -> str | None:
        return next((date for date in self.dates if len(date) == 10), None)


Evidence = dict[str, float]


def weigh(said: Described, other: Described, *, not_after: str | None, year: str | None, homes: frozenset[str]) -> Evidence:
    """Evidence that `said` is `other`: `not_after` and `year` bound the day of `said`, `homes` are the localities of those who cite it."""
    found: Evidence = {}
    found["number"] = _number(said, other)
    date = _date(said, other)
    if date is not None:
        found["date"] = date
    issuer = _issuer(said.issuers, other.issuers)
    if issuer is not None:
        found["issuer"] = issuer
    title = title_likeness(said.titles, other.titles)
    if title is not None:
        found["title"] = 1.0 if title >= ALIKE else -1.0 if title <= UNLIKE else round(title - ALIKE + 0.2, 2)
    time = _time(other, not_after, year)
    if time is not None:
        found["time"] = time
    place = _place(said, other, homes)
    if place is not None:
        found["place"] = place
    return found


def _number(said: Described, other: Described) -> float:
    """Same symbol and sequence 1; the sequence is not known 0.3 (0.1 where the symbol is neither); nearly the same 0.5; another -1."""
    if other.sequence is None:
        if other.symbol is not None and said.symbol is not None:
            return 0.3 if other.symbol == said.symbol else -1.0
        return 0.1 if said.type == other.type else -1.0
    if said.sequence is None or said.symbol is None or other.symbol is None:
        return -1.0
    if said.sequence == other.sequence:
        return 1.0 if said.symbol == other.symbol else 0.5 if near_symbol(said.symbol, other.symbol) else -1.0
    return 0.5 if said.symbol == other.symbol and near_sequence(said.sequence, other.sequence) else -1.0


def near_symbol(one: str, other: str) -> bool:
    """One or two letters apart, or a part that one of them leaves out: `tb-vp` and `tb`, `qd-btt` and `qd-byt`."""
    first, second = one.split("-"), other.split("-")
    if first[0] != second[0] and OSA.distance(first[0], second[0]) > 1:
        return False
    return set(first) < set(second) or set(second) < set(first) or OSA.distance(one, other, score_cutoff=2) <= (2 if min(len(one), len(other)) > 5 else 1)


def near_sequence(one: str, other: str) -> bool:
    """One digit other, more, less or changed with its neighbour, of numbers of two digits and more."""
    return min(len(one), len(other)) > 1 and OSA.distance(one, other, score_cutoff=1) == 1


def _date(said: Described, other: Described) -> float | None:
    if not said.dates or not other.dates:
        return None
    best = -1.0
    for one in said.dates:
        for two in other.dates:
            if one == two:
                best = max(best, 1.0 if len(one) == 10 else 0.6 if len(one) == 7 else 0.3)
            elif one.startswith(two) or two.startswith(one):
                best = max(best, 0.5 if min(len(one), len(two)) == 7 else 0.25)
    return best


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words of a title that count, folded."""
    return tuple(w for w in _WORD.findall((text if text.isascii() else strip_marks(text)).lower()) if w not in _DROPPED)


def title_likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float | None:
    """The best token F1 of two titles, a title cut short taken for the whole; None where one side has none of four words."""
    best: float | None = None
    for a in one:
        for b in other:
            first, second = words(a), words(b)
            if min(len(first), len(second)) < _LEAST_WORDS:
                continue
            left = list(second)
            common = 0
            for word in first:
                if word in left:
                    left.remove(word)
                    common += 1
            size = min(len(first), len(second)) if min(len(first), len(second)) >= 8 and _begins(first, second) else (len(first) + len(second)) / 2
            best = max(best or 0.0, common / size)
    return best


def same_title(one: str, other: str) -> bool:
    """Word by word the same, but for a letter that recognition may have misread: `tuyến tỉnh` is not `tuyến huyện`."""
    first, second = words(one), words(other)
    if len(first) != len(second) or len(first) < _LEAST_WORDS:
        return False
    return all(a == b or (min(len(a), len(b)) > 2 and OSA.distance(a, b, score_cutoff=1) == 1) for a, b in zip(first, second, strict=True))


def _begins(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one[:5] == other[:5]


def sketch(title: str | None) -> frozenset[int]:
    """The smallest hashes of a title's word triples: alike titles share some."""
    if title is None:
        return frozenset()
    found = words(title)
    if len(found) < _LEAST_WORDS:
        return frozenset()
    hashes = {crc32(" ".join(triple).encode()) for triple in zip(found, found[1:], found[2:], strict=False)}
    return frozenset(sorted(hashes)[:_SKETCH])


def _issuer(one: tuple[str, ...], other: tuple[str, ...]) -> float | None:
    if not one or not other:
        return None
    best = 0.0
    for a in one:
        for b in other:
            first, second = set(words(a)), set(words(b))
            if first and second:
                best = max(best, len(first & second) / min(len(first), len(second)))
    return 1.0 if best >= 0.8 else -1.0 if best == 0.0 else None


def _time(other: Described, not_after: str | None, year: str | None) -> float | None:
    own = other.year or (other.dates[0][:4] if other.dates else None)
    if own is None:
        return None
    if year is not None:
        return 1.0 if own == year else -1.0
    if not_after is None:
        return None
    date = other.whole_date
    if (date is not None and date > not_after) or own > not_after[:4]:
        return -1.0
    return 0.5 if int(not_after[:4]) - int(own) <= _LATE_YEARS else 0.0


def _place(said: Described, other: Described, homes: frozenset[str]) -> float | None:
    if said.locality is not None:
        return None if other.locality is None else 1.0 if said.locality == other.locality else -1.0
    if other.locality is None:
        return None
    province = other.locality.split(".")[0]
    return 1.0 if any(home.split(".")[0] == province for home in homes) else None if not homes else -0.5


_TRIPLE_WORD = re.compile(r"\w+")


def text_likeness(one: str, other: str) -> float:
    """Share of the shorter text's word triples that the longer one has: copies and scans of one letter have over 0.6, two letters on one matter under 0.4."""
    first, second = _triples(one), _triples(other)
    shorter, longer = sorted((first, second), key=len)
    return len(shorter & longer) / len(shorter) if shorter else 0.0


@lru_cache(maxsize=256)
def _triples(text: str) -> frozenset[tuple[str, str, str]]:
    found = _TRIPLE_WORD.findall(strip_marks(text).lower())
    return frozenset(zip(found, found[1:], found[2:], strict=False))
