"""Which document a mention stands for: its key with locality, and what speaks against it (contract, "key", "locality", suspected typos)."""

import re
from collections.abc import Iterable, Sequence

from models import Candidate, Header
from parser.citations.draft import Draft
from parser.citations.page import Page
from parser.lexicon.issuers import folded_name, is_local, issuer, issuer_code, issuer_of_name, without_post
from parser.lexicon.keys import document_key
from parser.lexicon.localities import Place, find_locality, find_places

_LOCAL_NAME = re.compile(
    r"(?<!\w)(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Sở|tỉnh|thành phố|huyện|quận|thị xã|xã(?!\s+hội)|phường|Tỉnh ủy|Thành ủy|Huyện ủy|Tỉnh uỷ|Thành uỷ)(?!\w)", re.IGNORECASE
)
_CENTRAL_NAME = re.compile(r"(?<!\w)(?:Bộ|Chính phủ|Quốc hội|Trung ương|quốc gia|Thủ tướng|Tổng cục|Bộ Chính trị|Ban Bí thư|Chủ tịch nước|Nhà nước|tối cao|Việt Nam|TW|TƯ)(?!\w)", re.IGNORECASE)
# A Cục is a ministry's but for those that have one in each province.
_MINISTRYS = re.compile(r"(?:(?:(?:Phó\s+)?Hiệu\s+trưởng|Giám\s+đốc)\s+)?(?:Trường\s+)?Đại\s+học\s|(?:(?:Phó\s+)?Cục\s+trưởng\s+)?(?:Cục|Vụ|Tổng\s+cục|Viện)\s+(?!Thuế|Thống\s+kê|Hải\s+quan|Thi\s+hành|Quản\s+lý\s+thị)", re.IGNORECASE)
_COMMITTEE = re.compile(r"(?<!\w)(?:Tỉnh|Thành)\s+[ủu][ỷyý]|(?<!\w)(?:Tỉnh|Thành)\s+(?:ủy|uỷ)|Đảng\s+bộ\s+(?:tỉnh|thành)", re.IGNORECASE)
_SECTION = re.compile(r"(?:(?:Phó\s+)?Trưởng\s+)?[Pp]hòng\s")
_OWN_DISTRICT = re.compile(r"(?<!\w)(?:huyện|quận|thị xã)(?!\w)", re.IGNORECASE)
_OWN_COMMUNE = re.compile(r"(?<!\w)(?:xã(?!\s+hội)|phường|thị trấn)(?!\w)", re.IGNORECASE)


def locality_of(codes: Sequence[str], name: str | None, date: str | None, header: Header) -> str | None:
    """The locality slug that a body's documents carry: from its name, else the citing document's own; None for central bodies."""
    home = header.locality.slug if header.locality else None
    local = is_local(codes[0]) if codes else None
    if codes and codes[0] == "TƯ" and name and _COMMITTEE.search(name):
        local = True  # "NQ/TƯ của Tỉnh ủy": TU with the hook of the word
    if name:
        central = _CENTRAL_NAME.search(name) is not None
        place = find_locality(name, date, home)
        if place is not None and local is False and issuer(codes[0]) is None and _LOCAL_NAME.search(name):
            local = True  # a code that only looks like a ministry's: "BATGT" of a city
        if central and place is None and not _LOCAL_NAME.search(name):
            return None
        if local is None:
            body = issuer_of_name(without_post(name), date)
            if body is not None and body.level == "central" and place is None:
                return None
            if place is None and _MINISTRYS.match(name):
                return None
            local = place is not None or _LOCAL_NAME.search(name) is not None or (home is not None and not central)
        if not local:
            return None
        if place is not None:
            return place.slug
        if home is None:
            return None
        return _at_home(home, codes[0] if codes else "", name)
    if local is None:
        local = home is not None and bool(codes)  # a code that the tables do not know is more likely a neighbour's than a ministry's
    return _at_home(home, codes[0], None) if local and home is not None else None


def _at_home(home: str, code: str, name: str | None) -> str | None:
    """Which part of the citing document's own locality a body without a place in its name belongs to; None where that part is not known."""
    parts = home.split(".")
    known = issuer(code)
    if name and _OWN_COMMUNE.search(name) and not re.search(r"thị xã", name, re.IGNORECASE):
        return home if len(parts) > 2 else None
    if name and _OWN_DISTRICT.search(name):
        return ".".join(parts[:2]) if len(parts) > 1 else None
    if (known is not None and known.level == "district") or (name and _SECTION.match(name)):
        return ".".join(parts[:2])
    if name is None and known is not None and known.level in ("local", "commune"):
        return home
    return parts[0]


def identify(page: Page, drafts: Iterable[Draft], header: Header) -> None:
    """Give numbered mentions their keys. What a mention leaves out (year, locality) comes from a fuller one of the same number."""
    numbered = [d for d in drafts if d.number is not None and d.number.sequence is not None]
    dates: dict[str, set[str]] = {}
    names: dict[str, list[str]] = {}
    for draft in numbered:
        assert draft.number is not None
        spelt = _spelt(draft)
        if draft.date:
            dates.setdefault(spelt, set()).add(draft.date[:4])
        if draft.issuer:
            names.setdefault(spelt, []).append(page.words(*draft.issuer))
    places: dict[int, tuple[Place, ...]] = {}
    for draft in numbered:
        assert draft.number is not None
        spelt = _spelt(draft)
        known = dates.get(spelt, set())
        date = draft.date or (next(iter(known)) if len(known) == 1 else None)
        name = page.words(*draft.issuer) if draft.issuer else next(iter(names.get(spelt, [])), None)
        codes = draft.number.issuer_codes
        locality = locality_of(codes, name, date, header)
        if locality is None and name is None and codes and is_local(codes[0]):
            locality = _only_province(page, draft, places)
        draft.key = document_key(draft.number.normalized, date, locality)
        draft.status = "exact"
        _suspect(draft, name, date, header)
    _contradicted(numbered)


def _only_province(page: Page, draft: Draft, places: dict[int, tuple[Place, ...]]) -> str | None:
    """The one province that the sentence of a central body's letter speaks of: "UBND tỉnh Sông Lam … điều chỉnh Quyết định số …/QĐ-UBND"."""
    block = page.block_at(draft.start)
    if block.start not in places:
        places[block.start] = find_places(page.text[block.start : block.end], draft.date)
    slugs = {place.slug for place in places[block.start] if place.level == "province" and block.start + place.start < draft.start}
    return slugs.pop() if len(slugs) == 1 else None


def _spelt(draft: Draft) -> str:
    assert draft.number is not None
    return draft.number.normalized.upper().lstrip("0")


def _suspect(draft: Draft, name: str | None, date: str | None, header: Header) -> None:
    """An issuer's code that no body has, beside a body that is named and has another code."""
    parts = draft.number
    assert parts is not None
    if name is None or parts.family not in ("administrative", "normative", "letter") or len(parts.issuer_codes) != 1:
        return
    code = parts.issuer_codes[0]
    body = issuer_of_name(without_post(name), date)
    known = issuer(code)
    if body is None or folded_name(without_post(name)) not in map(folded_name, (body.name, *body.aliases)):
        return
    right = issuer_code(name, date)
    if right is None or right == code or (known is not None and known.code == right):
        return
    if (known is None and not _near(code, right)) or (known is not None and not (known.kind == body.kind == "bo" and known.code not in body.successor and body.code not in known.successor)):
        return
    fixed = parts.normalized.replace(code, right)
    key = document_key(fixed, date, locality_of((right,), name, date, header))
    draft.status = "suspected_typo"
    draft.candidates = (Candidate(key=key, score=0.7, why=f"“{code}” không phải ký hiệu của {name} ({right})"),)


def _contradicted(drafts: Sequence[Draft]) -> None:
    """A year inside the number that is not the date's, and a symbol that one letter parts from another's of the same serial and day."""
    by_day: dict[tuple[str | None, str | None], list[Draft]] = {}
    for draft in drafts:
        if draft.date and len(draft.date) == 10 and draft.number is not None:
            by_day.setdefault((draft.number.sequence, draft.date), []).append(draft)
    for draft in drafts:
        parts = draft.number
        if parts is None or draft.status != "exact" or not draft.date or draft.key is None:
            continue
        if parts.year and parts.year != draft.date[:4] and re.fullmatch(r"(?:19|20)\d\d", draft.date[:4]):
            key = document_key(parts.normalized.replace(f"/{parts.year}/", f"/{draft.date[:4]}/"), draft.date, _place_of(draft.key))
            draft.status, draft.candidates = "suspected_typo", (Candidate(key=key, score=0.5, why=f"năm {parts.year} trong số khác năm của ngày ban hành {draft.date}"),)
            continue
        alike = by_day.get((parts.sequence, draft.date), ())
        right = next((o for o in alike if o.number is not None and o.key != draft.key and issuer(o.number.issuer_codes[0] if o.number.issuer_codes else "") is not None and _one_letter(o.number.symbol, parts.symbol)), None)
        if right is not None and not (parts.issuer_codes and issuer(parts.issuer_codes[0])) and right.key is not None:
            draft.status, draft.candidates = "suspected_typo", (Candidate(key=right.key, score=0.8, why=f"cùng số, cùng ngày với {right.number.normalized}"),)  # type: ignore[union-attr]


def _place_of(key: str) -> str | None:
    """The locality that a key begins with."""
    return key.split("/")[0] if key.count("/") > 2 else None


def _one_letter(a: str, b: str) -> bool:
    """Whether one letter or mark put in, left out or changed turns one symbol into the other."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _near(a: str, b: str) -> bool:
    """Whether one letter more, less or other turns `a` into `b`, or two letters of a code changed places."""
    if abs(len(a) - len(b)) > 1 or a == b[1:]:
        return False  # "TTTT" of a Sở Thông tin và Truyền thông: an office's own habit
    if len(a) == len(b):
        return (sum(x != y for x, y in zip(a, b, strict=True)) <= 2 and sorted(a) != sorted(b)) or sorted(a) == sorted(b)
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
