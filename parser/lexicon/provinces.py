"""Provinces and centrally-run cities, with the time each name stands for one (provinces.tsv).

Sources: the statistics office's list of 63, Nghị quyết 202/2025/QH15 (34 since 2025-07-01), 175/2024/QH15 (Huế),
30/2026/QH16 (Đồng Nai). Dates are EDTF; what has no date is taken to be of any time.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from parser.lexicon.table import rows, values
from parser.text.alternation import one_of
from parser.text.fold import fold_dashes, fold_tone, slug


@dataclass(frozen=True, slots=True)
class Province:
    """A province (`kind` "tinh") or centrally-run city ("tp"); `seats` are the towns its offices sit in."""

    name: str
    kind: str
    valid_from: str
    valid_to: str
    merged_into: str
    seats: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The locality slug of the contract: `tuyen-quang`."""
        return slug(self.name)

    def holds_at(self, date: str | None) -> bool:
        """Whether the name stood for this at `date`; a partial date counts from its start."""
        if not date:
            return True
        return (not self.valid_from or date >= self.valid_from[: len(date)]) and (not self.valid_to or date <= self.valid_to[: len(date)])


def _folded(name: str) -> str:
    return re.sub(r"[\s.-]+", " ", fold_tone(fold_dashes(name)).casefold()).strip()


@cache
def _table() -> dict[str, tuple[Province, ...]]:
    """Folded name or variant -> the provinces that bore it, oldest first."""
    table: dict[str, tuple[Province, ...]] = {}
    for row in rows("provinces"):
        province = Province(row["name"], row["kind"], row["valid_from"], row["valid_to"], row["merged_into"], values(row["seats"]))
        for name in dict.fromkeys(_folded(n) for n in (row["name"], *values(row["variants"]))):
            table[name] = (*table.get(name, ()), province)
    return table


@lru_cache(maxsize=4096)
def province(name: str, date: str | None = None) -> Province | None:
    """The province called `name` (without "tỉnh") as of `date`.

    A name that had ended by `date` still stands for its old province, as a text may look back; one that did not
    exist yet (Huế as a city of its own before 2025) gives None.
    """
    found = _table().get(_folded(name), ())
    if not found:
        return None
    current = [p for p in found if p.holds_at(date)]
    if current:
        return current[-1]
    ended = [p for p in found if date and p.valid_to and date > p.valid_to[: len(date)]]
    return ended[-1] if ended else None


def province_slug(name: str, date: str | None = None) -> str | None:
    """The slug of the province called `name` ("Hoà Bình", "tỉnh Hòa Bình", "TP.HCM") as of `date`, else None."""
    found = province(_HEAD.sub("", name.strip(), count=1), date) or province(name, date)
    return found.slug if found else None


def seat_province(town: str, date: str | None = None) -> Province | None:
    """The province whose offices sit in `town` as of `date` ("Thủ Dầu Một" -> Bình Dương); None where two could."""
    folded = _folded(_HEAD.sub("", town.strip(), count=1))
    found = {p.name: p for ps in _table().values() for p in ps if p.holds_at(date) and folded in map(_folded, p.seats)}
    return next(iter(found.values())) if len(found) == 1 else None


_HEAD = re.compile(r"(?:tỉnh|thành\s+phố|tp\.?|thủ\s+đô)\s*", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    # Word boundaries on both sides, as "Hà Nam" must not be found in "Hà Nam Ninh".
    names = one_of(_table(), space=r"[\s.-]{1,4}")
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


def find_provinces(text: str, date: str | None = None) -> tuple[tuple[int, int, Province], ...]:
    """The province names in `text` as (start, end, province), in order. Upper case and line breaks do not matter.

    Says where a name stands, not what it qualifies: "thành phố Tuyên Quang" is a town in Tuyên Quang
    (`localities.find_locality` tells them apart).
    """
    # fold_tone and fold_dashes keep the length, so offsets hold.
    found = ((m.start(), m.end(), province(m[0], date)) for m in _pattern().finditer(fold_tone(fold_dashes(text))))
    return tuple((start, end, p) for start, end, p in found if p)


def all_provinces() -> tuple[Province, ...]:
    """Every province of the table, of any time."""
    return tuple(dict.fromkeys(p for ps in _table().values() for p in ps))
