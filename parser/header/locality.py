"""The locality whose register numbers the dispatch (contract, "locality"): read from the bodies of the letterhead."""

import re
from collections import Counter

from models import Locality
from parser.lexicon.issuers import LOCAL_LEVELS, is_local, issuer_of_name
from parser.lexicon.localities import Place, find_locality, find_places
from parser.lexicon.provinces import all_provinces, province, seat_province

# Universities, corporations and the like bear a place's name without being the place's body.
_NOT_LOCAL = re.compile(r"(?:Đại học|Trường Đại học|Học viện|Viện (?!kiểm sát)|Tổng công ty|Tập đoàn|Ngân hàng|Cảng vụ|Bộ |Tổng cục|Cục (?!Thuế|Thi hành|Thống kê|Quản lý thị trường|Hải quan)|Vụ |Báo |Tạp chí)")
_LOCAL = re.compile(
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Sở |Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|Huyện uỷ|Quận ủy|Thị ủy|Đảng ủy (?:xã|phường)|Tỉnh đoàn|Thành đoàn|Huyện đoàn|"
    r"Công an (?:tỉnh|thành phố|huyện)|Thanh tra tỉnh|Liên đoàn Lao động|Chi cục|Phòng |Trung tâm Y tế|Trạm Y tế|Ban Dân tộc|Văn phòng (?:UBND|Ủy ban|HĐND|Tỉnh|Thành)|Bảo hiểm xã hội (?:tỉnh|thành)|Trường (?:THPT|THCS|Tiểu|Mầm|Trung học))"
)


# Bodies of any level: where the dateline names a province that is no seat of central bodies, they are the province's.
_MAYBE_LOCAL = re.compile(
    r"(?:BCĐ|BCH|BQL|Ban (?!Bí thư)|Hội |Hội đồng (?!quốc gia)|Trung tâm|Bệnh viện|Trường (?!Đại học)|Đoàn |Liên minh|Quỹ|Tổ công tác|Tiểu ban|Đảng ủy|Đảng uỷ|Đảng bộ|Văn phòng|Thanh tra|Đài |Chi bộ|Công đoàn|Ủy ban Mặt trận|Ủy ban MTTQ)"
)
_CAPITALS = frozenset({"Hà Nội", "Hồ Chí Minh"})


def locality(
    bodies: list[str], codes: tuple[str, ...], place: str | None, date: str | None, elsewhere: list[str], content: str = ""
) -> tuple[Locality, str] | None:
    """(the locality, the rule that found it) of the issuing bodies, lowest last; None for central bodies.

    `codes` are the number's issuer codes, `elsewhere` phrases that may name the province where the letterhead does not:
    the authority line, the attachment line; `content` is the text, whose "tỉnh …" tells the province last.
    """
    if _central(bodies, codes):
        return None
    # The smallest place of the whole chain of bodies, with the larger ones before it.
    chain = ", ".join(reversed(bodies))
    named = find_locality(chain, date)
    if named is None and any(p.level != "province" for p in find_places(chain, date)):
        named = find_locality(chain, date, _province_of(content, date))
    if named:
        return _value(named), "locality.issuer"
    if place and bodies and _MAYBE_LOCAL.match(bodies[-1]) and (found := province(place, date)) and found.name not in _CAPITALS:
        return Locality(name=found.name, level="province", slug=found.slug), "locality.place"
    local = any(_LOCAL.match(b) for b in bodies) or any(is_local(c) for c in codes)
    if not local:
        return None
    for phrase in elsewhere:
        named = find_locality(phrase, date)
        if named and named.level == "province":
            return _value(named), "locality.body"
    if place:
        found = province(re.sub(r"^(?:tp\.?|thành phố|tỉnh)\s*", "", place, flags=re.IGNORECASE), date) or seat_province(place, date)
        if found:
            return Locality(name=found.name, level="province", slug=found.slug), "locality.place"
    home = _province_of(content, date)
    named = find_locality(_home_name(home), date) if home else None
    return (_value(named), "locality.text") if named else None


def _province_of(content: str, date: str | None) -> str | None:
    """The slug of the province that the text names as "tỉnh …" more than half of the times it names any."""
    found = Counter(p.slug for p in find_places(content[:20000], date) if p.level == "province" and re.match(r"tỉnh|thành phố|tp", content[p.start : p.start + 10], re.IGNORECASE))
    best = found.most_common(1)
    return best[0][0] if best and best[0][1] * 2 > found.total() else None


def _home_name(slug: str) -> str:
    return next((f"tỉnh {p.name}" for p in all_provinces() if p.slug == slug), "")


def _value(place: Place) -> Locality:
    return Locality(name=place.name, level=place.level, slug=place.slug)


def _central(bodies: list[str], codes: tuple[str, ...]) -> bool:
    """Whether the issuer numbers for the whole country."""
    if not bodies:
        return not any(is_local(c) for c in codes)
    last = bodies[-1]
    known = issuer_of_name(last)
    if _LOCAL.match(last) or (find_locality(last) and not _NOT_LOCAL.match(last)):
        return False
    if known and known.level == "central" and not find_locality(last):
        return True
    if known and known.level in LOCAL_LEVELS:
        return False
    if any(_LOCAL.match(b) for b in bodies[:-1]):
        return False
    return bool(_NOT_LOCAL.match(last)) or any((k := issuer_of_name(b)) is not None and k.level == "central" and _NOT_LOCAL.match(b) for b in bodies[:-1])
