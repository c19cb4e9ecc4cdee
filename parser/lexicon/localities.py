"""The locality (địa phương) that a phrase names: province, district or commune, with its slug (contract, "locality").

Provinces are in provinces.tsv; districts (abolished on 2025-07-01) and communes are read by their form
("huyện Bến Sông", "phường 5"), as there is no end of them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from models.vocabulary import LocalityLevel
from parser.lexicon.provinces import find_provinces, province, seat_province
from parser.text.fold import fold_dashes, slug
from parser.text.letters import UPPER


@dataclass(frozen=True, slots=True)
class Place:
    """`text[start:end]` names it, with its head ("tỉnh Sông Lam"); `name` without the head."""

    name: str
    level: LocalityLevel
    slug: str
    start: int
    end: int


_LEVELS: dict[str, LocalityLevel] = {
    "tỉnh": "province", "thành phố": "district", "thành": "district", "thị": "district", "tp": "district", "thủ đô": "province",
    "huyện": "district", "quận": "district", "thị xã": "district", "tx": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip
_HEADED = re.compile(
    r"(?<!\w)(?P<head>(?i:tỉnh|thành\s+phố|thủ\s+đô|tp|huyện|quận|thị\s+xã|tx|xã|phường|thị\s+trấn|đặc\s+khu|(?:tỉnh|thành|huyện|quận|thị)\s+(?:ủy|uỷ|đoàn)))(?:(?<=[pPxX])\.\s*|\s+)"
    rf"(?P<name>\d{{1,2}}(?!\w)|[{UPPER}]\w*(?:\s+(?:-\s+)?[{UPPER}]\w*){{0,3}})"
)
_NUMBERED = ("quận", "phường")
_COMMITTEE = re.compile(r" (?:ủy|uỷ|đoàn)$")
# After these a capital word is the next body's, not the place's name.
_STOP = re.compile(r"\s+(?:-\s+)?(?i:sở|ban|phòng|văn|chi cục|trung tâm|trường|bệnh|cộng|độc|số|huyện|xã|phường|tỉnh|thành phố|đoàn|hội)(?!\w).*", re.DOTALL)

_SMALL_NEXT = re.compile(r"\s[^\W\d_]+")

# "XÃ HỘI", "TỈNH ỦY", "THÀNH PHỐ TRỰC THUỘC …": the word after the head begins no name.
_NO_NAME = re.compile(r"(?i:hội|ủy|uỷ|đoàn|trực|trong|các|và|về|đội|lộ|chủ|ta|số)(?!\w)")


def _titled(name: str) -> str:
    """SÔNG LAM to Sông Lam; mixed case stays."""
    return " ".join(word.capitalize() if name.isupper() else word for word in name.split())


@lru_cache(maxsize=4096)
def find_places(text: str, date: str | None = None) -> tuple[Place, ...]:
    """Every locality named in `text`, in order; provinces also without "tỉnh" ("Sở Y tế Sông Lam" needs the table).

    The slug of a district or commune is its own part only; `find_locality` puts the province before it.
    """
    text = fold_dashes(text)
    places: list[Place] = []
    for match in _HEADED.finditer(text):
        head = _COMMITTEE.sub("", " ".join(match["head"].lower().split()))
        if _NO_NAME.match(match["name"]) or (match["name"].isdigit() and head not in _NUMBERED):
            continue
        name = _STOP.sub("", match["name"])
        end = match.start("name") + len(name)
        level = _LEVELS[head]
        known = province(name, date)
        slip = _SMALL_NEXT.match(text, end) if known is None else None
        if slip and (whole := province(name + slip[0], date)):
            known, end = whole, slip.end()  # "thành phố Hà nội"
        elif head in ("thành phố", "thành", "tp", "tỉnh") and known is None:
            # The capital run may reach beyond the name: "tỉnh Kiên Giang Chỉ đạo".
            words = name.split()
            for size in range(len(words) - 1, 0, -1):
                known = province(" ".join(words[:size]), date)
                if known:
                    end = match.start("name") + list(re.finditer(r"\S+", name))[size - 1].end()
                    break
        if known and (known.kind == "tp" or level == "province"):
            places.append(Place(known.name, "province", known.slug, match.start(), end))
        else:
            titled = _titled(name)
            places.append(Place(titled, level, slug(titled) if not titled.isdigit() else f"{slug(head)}-{titled}", match.start(), end))
    for start, end, found in find_provinces(text, date):
        if not any(p.start <= start < p.end for p in places):
            places.append(Place(found.name, "province", found.slug, start, end))
    return tuple(sorted(places, key=lambda p: p.start))


_RANK = {"commune": 0, "district": 1, "province": 2}


def find_locality(phrase: str, date: str | None = None, home: str | None = None) -> Place | None:
    """The locality of a body from its name: the smallest place named, its slug led by the larger ones.

    `home` is the province slug to take where none is named ("UBND huyện Bến Sông"). None where no place is named, or
    where a district's province cannot be told.
    """
    places = find_places(phrase, date)
    if not places:
        return None
    least = min(places, key=lambda p: (_RANK[p.level], p.start))
    if least.level == "province":
        return least
    chain = [p for p in places if _RANK[p.level] > _RANK[least.level]]
    top = next((p.slug for p in chain if p.level == "province"), None)
    if top is None:
        seat = seat_province(least.name, date)
        top = seat.slug if seat else home.split(".")[0] if home else None
    if top is None:
        return None
    middle = next((p.slug for p in chain if p.level == "district"), None)
    parts = [top, *([middle] if middle else []), least.slug]
    return Place(least.name, least.level, ".".join(parts), least.start, least.end)
