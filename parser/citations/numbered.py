"""Mentions with a number: the type word on the left, date and issuer on the right, or before the type word."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache

from models.vocabulary import DocumentType
from parser.citations.bodies import body_end
from parser.citations.dates import date_before, issue_date
from parser.citations.draft import Draft
from parser.citations.lists import elided, may_issue, own_code, share
from parser.citations.page import Block, Page
from parser.lexicon.laws import known_laws
from parser.recognisers.document_number import RECOGNISER, NumberParts
from parser.recognisers.document_type import type_of_code, type_pattern, type_word
from parser.text.fold import strip_marks
from parser.text.letters import UPPER
from parser.text.words import matches

_EXAMPLE = re.compile(r"(?<!\w)(?:Ví dụ|VD)\s?:?\s[^.;:]{0,100}$", re.IGNORECASE)  # how a form is to be filled in
_REACH = 220  # characters to the left in which a type word is looked for
_NUMBER_WORD = re.compile(r"(?:mang\s+)?(?:[Ss][ốôóồổỗ]|S[ỐÔÓ])(?:\s+hiệu|,?\s+ký\s+hiệu)?\s{0,3}[:.]?\s{0,3}_?$")  # a speck before the digits
_NICKNAME = re.compile(r"(?:đề\s+án|chương\s+trình|dự\s+án)\s+(?:số\s+)?$", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\s,;]*(?:(?:và|VÀ|cùng|hoặc|&)\s+)?(?:(?:các\s+)?(?:số|Số)\s*:?\s*)?$")
_OTHER_TYPE = re.compile(r"(?<!\w)(?:nghị\s+(?:định|quyết)|quyết\s+định|thông\s+tư|chỉ\s+thị|công\s+văn|văn\s+bản|kế\s+hoạch|pháp\s+luật|ngày|năm)(?!\w)", re.IGNORECASE)
_SHORT_WORD = re.compile(r"(?<![\w/-])(QĐ|NQ|NĐ|TT|CT|KL|CV|TB|KH|VB|HD|TTr)\s+$")
_LOST_WORD = re.compile(r"(?<!\w)(?:Thông|Nghị|Quyết|Chỉ|Công|Kế|Luật|Tờ)\s+$")
_BEFORE_DATE = re.compile(r"[\s,]{0,3}(?:-\s)?(?:\(\s?)?(?:(?:được\s+)?(?:ký|ban\s+hành|ký\s+ban\s+hành)\s+)?(?=(?:ngày|tháng|năm)\s)", re.IGNORECASE)
_BEFORE_ISSUER = re.compile(r"[\s,]{0,3}(?:của|do|bởi|giữa(?=\s+[^;.]{4,120}\s(?:và|với)\s))\s+", re.IGNORECASE)
_UNDATED = re.compile(r"ngày\s+\d{1,2}(?:\s?/\s?|\s+tháng\s+)\d{1,2}(?!\s?[/.-]\s?\d|\s+năm)(?=\s+của\s)", re.IGNORECASE)


@cache
def _type_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!pháp\s)(?<!Pháp\s)(?:{type_pattern()})(?!\w)(?!\s+sư(?!\w))", re.IGNORECASE)


@cache
def _statutes() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:bộ\s+luật|luật|pháp\s+lệnh)(?!\w)(?!\s+sư(?!\w))", re.IGNORECASE)


def numbered(page: Page, block: Block, skip: frozenset[int]) -> list[Draft]:
    """The mentions with a number in one paragraph, in order, still without titles. `skip`: where the document's own number stands."""
    found: list[Draft] = []
    if page.text.find("/", block.start, block.end) < 0 and page.text.find("-", block.start, block.end) < 0:
        return found  # no number is without one
    raw = page.content[block.start : block.end]
    for mention in RECOGNISER.find(raw):
        start, end, parts = mention.start + block.start, mention.end + block.start, mention.value
        if start in skip or _EXAMPLE.search(page.text, max(block.start, start - 120), start) or (parts.family == "legacy" and _NICKNAME.search(page.text, max(block.start, start - 20), start)):
            continue
        for at, stop, member in elided(page, block, start, parts):
            headed = _headed(page, block, at, stop, member, found[-1] if found else None)
            if headed is not None:
                found.append(headed)
        previous = found[-1] if found else None
        draft = _headed(page, block, start, end, parts, previous)
        if draft is None:
            continue
        if shared := _sharing(page, block, draft, previous):
            found += shared
            draft.type, draft.listed = shared[0].type, True
        _right(page, block, draft)
        if draft.date is None or draft.issuer is None:
            _left(page, block, draft, previous)
        if draft.date or draft.issuer:
            draft.form = "full"
        elif page.text[draft.start : draft.start + 2] == "Số" and not draft.listed:
            continue  # the number line of a form or of a sample letterhead
        found.append(draft)
    share(page, found)
    return found


def _headed(page: Page, block: Block, start: int, end: int, parts: NumberParts, previous: Draft | None) -> Draft | None:
    """The mention with its type word, or as a member of a list."""
    text = page.text
    floor = max(block.start, previous.end if previous else 0, start - _REACH)
    left = text[floor:start]
    said = _NUMBER_WORD.search(left)
    head = left[: said.start()] if said else left
    types = [0, *(at - floor for at in page.types[bisect_right(page.types, floor) : bisect_left(page.types, start)])]
    word = _type_before(head, types, parts, bool(said))
    if parts.sequence is None and (word is None or not said):
        return None
    if word is not None:
        at, name = word
        draft = Draft(floor + at, end, _type(parts, name), "number_only", f"citation.{parts.family}", number=parts, number_end=end)
        between = _OF.match(text, draft.start, start) if page.words_at.holds("của", draft.start, start) else None
        if between:
            issued = body_end(text, between.end(), start)
            draft.issuer = (between.end(), issued) if issued else None
        return draft
    short = _SHORT_WORD.search(head)
    if short and (parts.type_code is None or strip_marks(short[1]) == strip_marks(parts.type_code).upper() or short[1] in ("VB", "CV")):
        return Draft(floor + short.start(), end, _type(parts, None), "number_only", f"citation.{parts.family}", 0.9, number=parts, number_end=end)
    lost = _LOST_WORD.search(head) if said else None
    heard = _misread(head) if said and not lost else None
    if heard is not None:
        return Draft(floor + heard[0], end, _type(parts, heard[1]), "number_only", f"citation.{parts.family}", 0.8, number=parts, number_end=end)
    at = floor + lost.start() if lost else floor + said.start() if said else start
    if said and not lost and text[at : at + 4].lower() == "mang":
        at = floor + left.lower().index("số", said.start())
    draft = Draft(at, end, _type(parts, None), "number_only", f"citation.{parts.family}", 0.9, number=parts, number_end=end)
    if previous is not None and _SEPARATOR.fullmatch(text[previous.end : start]) is not None:
        draft.listed = True
        if parts.type_code is None:
            draft.type = previous.type
    elif not said and parts.family in ("letter", "legacy") and not lost:
        draft.confidence = 0.7
    return draft


_MEMBER = re.compile(r"\d{1,5}")
_MEMBERS = re.compile(r"\s+(?:[Ss]ố\s+)?(?P<members>\d{1,5}(?:,\s?\d{1,5}){0,9})(?:,|\s+và|,\s+và)\s+(?:số\s+)?$")


def _sharing(page: Page, block: Block, draft: Draft, previous: Draft | None) -> list[Draft]:
    """The bare numbers before a number whose symbol they share: "các Nghị định 87, 88, 31/CP"."""
    parts = draft.number
    if parts is None or parts.sequence is None or not parts.normalized.startswith(parts.sequence):
        return []
    floor = max(block.start, previous.end if previous else 0, draft.start - _REACH)
    left = page.text[floor : draft.start]
    members = _MEMBERS.search(left)
    if members is None:
        return []
    word = next((m for m in _type_words().finditer(left) if m.end() == members.start()), None)
    said = type_word(word[0]) if word else None
    if word is None or said is None or said.strength == "generic":
        return []
    coded = type_of_code(parts.type_code) if parts.type_code else None
    if coded not in (None, said.type):
        return []
    found: list[Draft] = []
    for m in _MEMBER.finditer(left, members.start("members"), members.end("members")):
        number = replace(parts, raw=m[0], normalized=m[0] + parts.normalized[len(parts.sequence) :], sequence=m[0])
        start, end = floor + (m.start() if found else word.start()), floor + m.end()
        found.append(Draft(start, end, said.type, "number_only", f"citation.{parts.family}", 0.8, number=number, number_end=end, listed=bool(found)))
    return found


@cache
def _unmarked_types() -> dict[str, str]:
    words = ("nghị định", "nghị quyết", "quyết định", "thông tư", "chỉ thị", "công văn", "kế hoạch", "tờ trình", "thông báo", "văn bản", "công điện", "kết luận")
    return {strip_marks(w): w for w in words}


_LAST_TWO = re.compile(r"(?<!\S)(\w{2,7})\s?(\w{1,6})\s+$")


def _misread(head: str) -> tuple[int, str] | None:
    """A type word that scanning has spoilt ("Ñghị định", "Quyêt đinh"), known by its letters without marks, one of them wrong at most."""
    match = _LAST_TWO.search(head)
    if match is None:
        return None
    said = strip_marks(f"{match[1]} {match[2]}").lower()
    for unmarked, word in _unmarked_types().items():
        if len(said) == len(unmarked) and sum(a != b for a, b in zip(said, unmarked, strict=True)) <= 1:
            return match.start(), word
    return None


def _type_before(head: str, types: list[int], parts: NumberParts, said: bool) -> tuple[int, str] | None:
    """Where the type word of a number begins in the text before it, and the word; `types`: where one may begin."""
    best: tuple[int, str] | None = None
    for match in matches(_type_words(), head, types, 0, len(head)):
        gap = head[match.end() :]
        if _gap_allowed(match[0], gap, parts, said):
            best = (match.start(), match[0])
            if type_word(match[0]) and type_word(match[0]).type in ("luat", "bo_luat", "phap_lenh"):  # type: ignore[union-attr]
                break  # "Luật sửa đổi, bổ sung một số điều của Luật …": the outermost
    return best


def _gap_allowed(word: str, gap: str, parts: NumberParts, said: bool) -> bool:
    """What may stand between type word and number: nothing, a few words of a longer type's name, an issuer, a law's name."""
    gap = gap.rstrip().removesuffix(":")  # "các Công điện của Thủ tướng Chính phủ: số …"
    if not gap.strip():
        return True
    if re.search(r"[;:.“”\"()\d]", gap) or gap.rstrip().endswith(","):
        return False
    if _statutes().fullmatch(word):
        if not said or not _of_assembly(parts) or len(gap.split()) > 30:
            return False
        return known_laws().fullmatch((word + gap).rstrip()) is not None or _OTHER_TYPE.search(gap) is None
    if not said or "," in gap:
        return False
    words = gap.split()
    if words[0].lower() == "của":
        end = body_end(gap, gap.index(words[1]) if len(words) > 1 else 0, len(gap))
        return end is not None and not gap[end:].strip()
    return len(words) <= 5 and gap.strip().lower() == gap.strip() and not re.search(r"(?<!\w)(?:tại|theo|của|và|với|thực hiện|này|là|có|được)(?!\w)", gap)


def _of_assembly(parts: NumberParts) -> bool:
    return parts.family == "assembly" or (parts.type_code in ("PL", "L", "NQ") and any(code.startswith("UBTVQH") for code in parts.issuer_codes))


def _type(parts: NumberParts, word: str | None) -> DocumentType:
    """The type of a numbered document: its code's, but for what the code leaves open; else the word's; else a letter."""
    said = type_word(word) if word else None
    coded = type_of_code(parts.type_code) if parts.type_code else None
    if coded is None:
        return said.type if said and said.strength != "generic" else "cong_van" if parts.family == "letter" else "khac"
    if said and said.strength != "generic" and parts.family == "legacy":
        return said.type
    if said and parts.family == "party" and (coded, said.type) in (("quyet_dinh", "quy_dinh"), ("quyet_dinh", "quy_che"), ("thong_tu", "khac"), ("chi_thi", "chuong_trinh")):
        return said.type
    return coded


def _right(page: Page, block: Block, draft: Draft) -> None:
    """Date and issuer that follow the number, in either order."""
    text, limit = page.text, block.end
    at = draft.end
    for _ in range(2):
        lead = _BEFORE_DATE.match(text, at, limit)
        if draft.date is None and lead:
            read = issue_date(text, lead.end(), limit)
            if read:
                at, draft.date = read
                draft.end = at
                if "(" in lead[0] and text[at : at + 1] == ")":
                    at += 1
                    draft.end = at
                continue
            undated = _UNDATED.match(text, lead.end(), limit)
            if undated:
                at = undated.end()
        lead = _BEFORE_ISSUER.match(text, at, limit)
        if draft.issuer is None and lead:
            parts = draft.number
            several = parts is not None and (len(parts.issuer_codes) > 1 or (parts.type_code or "").endswith(("PH", "LT")))
            end = body_end(text, lead.end(), limit, several=several)
            if end is not None:
                draft.issuer = (lead.end(), end)
                draft.end = at = end
                continue
        break
    bare = _BARE_BODY.match(text, draft.end, limit) if draft.date is not None and draft.issuer is None else None
    if bare:  # "công văn 1935/BYT-TE ngày 14/4/2017 Bộ Y tế về việc …"
        end = body_end(text, bare.end(), limit)
        if end is not None and own_code(draft.number, text[bare.end() : end], draft.date) and _ABOUT_NEXT.match(text, end, limit):
            draft.issuer, draft.end = (bare.end(), end), end


_BARE_BODY = re.compile(rf"\s+(?=[{UPPER}])")
_ABOUT_NEXT = re.compile(r"\s+(?:về|v/v|quy\s+định|hướng\s+dẫn|ban\s+hành|phê\s+duyệt)(?!\w)|\s*(?:[;.,)]|$)", re.IGNORECASE)
_OF = re.compile(r"\w+(?:\s+\w+){0,3}?\s+của\s+", re.IGNORECASE)
_GIVES = r"(?:đã\s+|vừa\s+)?(?:có|ban\s+hành|gửi|phát\s+hành|ký(?:\s+ban\s+hành)?)"
_SUBJECT = re.compile(rf"\s+(?:{_GIVES})\s+(?:các\s+)?$", re.IGNORECASE)
_AT = re.compile(r"(?:(?:(?:theo|xét)\s+)?(?:đề\s+nghị|ý\s+kiến(?:\s+(?:chỉ\s+đạo|thống\s+nhất))?|kiến\s+nghị|chỉ\s+đạo|báo\s+cáo|đề\s+xuất)\s+|(?:và|,)\s+)của\s+(?P<body>[^,;.:]{3,90}?)(?:\s+(?:\(\s?)?(?:tại|theo)\s+(?:các\s+)?|\s?\((?:\S{0,3}\s)?\s?)$", re.IGNORECASE)
_STANDS = re.compile(r"\s+(?:tại|theo)\s+(?:các\s+)?$|\s?\(\s?$")  # "và Giám đốc Sở Nội vụ tại Tờ trình số …"
_AND_TYPE = re.compile(r"\s*(?:,|và)\s+")
_ALIAS = re.compile(r"\s?\([^()]{2,20}\)$")  # "Bộ Giáo dục và Đào tạo (GDĐT) đã ban hành …"
_BODY_START = re.compile(
    r"(?<!\w)(?:Giám đốc|Bộ trưởng|Cục trưởng|Hiệu trưởng|Trưởng ban|Chánh|Thống đốc|Bộ|Sở|Ủy ban|UBND|HĐND|Hội đồng|Thủ tướng|Chính phủ|Văn phòng|Chủ tịch|Ban|Cục|Vụ|Tổng cục|Trung tâm|Thanh tra|Bảo hiểm|Phòng|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|"
    r"Liên đoàn|Hội|Hiệp hội|Công ty|Trường|Bệnh viện|Chi cục|Công an|Ngân hàng|Kho bạc)(?!\w)"
)


def _left(page: Page, block: Block, draft: Draft, previous: Draft | None) -> None:
    """Date and issuer printed before the type word: "Ngày 17/10/2017 Sở Y tế ban hành Công văn số …", "đề nghị của X tại Tờ trình số …"."""
    text = page.text
    floor = max(block.start, previous.reach if previous else 0, draft.start - 200)
    floor += max((m.end() for m in re.finditer(r"[.;]\s", text[floor : draft.start])), default=0)
    left = text[floor : draft.start]
    at = _AT.search(left)
    if at and draft.issuer is None:
        end = body_end(left, at.start("body"), at.end("body"))
        if end == at.end("body") and may_issue(draft.number, left[at.start("body") : end], draft.date):
            draft.issuer = (floor + at.start("body"), floor + end)
        return
    stood = _STANDS.search(left) if draft.issuer is None else None
    for start in [m.start() for m in _BODY_START.finditer(left, 0, stood.start())] if stood else []:
        if body_end(left, start, stood.start()) == stood.start() and not left[: stood.start()].endswith("chỉ đạo") and own_code(draft.number, left[start : stood.start()], draft.date):  # type: ignore[union-attr]
            draft.issuer = (floor + start, floor + stood.start())  # type: ignore[union-attr]
            return
    shared = previous.issuer if previous is not None and previous.issuer and previous.issuer[1] < previous.start and _AND_TYPE.fullmatch(text, previous.end, draft.start) else None
    if draft.issuer is None and shared and own_code(draft.number, page.words(*shared), draft.date):
        draft.issuer = shared
        return
    given = _SUBJECT.search(left)
    if not given:
        return
    alias = _ALIAS.search(left[: given.start()])
    stop = alias.start() if alias else given.start()
    for start in [m.start() for m in _BODY_START.finditer(left, 0, stop)]:
        end = body_end(left, start, stop)
        if end == stop and (draft.issuer is not None or may_issue(draft.number, left[start:end], draft.date)):
            if draft.issuer is None:
                draft.issuer = (floor + start, floor + end)
            if draft.date is None and re.search(r"(?:^|\s)(?:ngày|Ngày)\s[^,;]{4,40},?\s*$", left[:start]):
                draft.date = date_before(text, floor, floor + start)
            return
