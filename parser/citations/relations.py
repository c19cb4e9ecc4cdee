"""What a mention is to the document that makes it: the nearest cue in its clause decides (relation_cues.tsv; contract, "relation")."""

import re
from collections.abc import Sequence
from functools import cache

from models import Relation as Edge
from models.vocabulary import DocumentType, Relation
from parser.citations import names
from parser.citations.draft import Draft
from parser.citations.forwarded import Forwarded
from parser.citations.page import Block, Page
from parser.lexicon.table import rows
from parser.recognisers.document_type import type_pattern, type_word
from parser.text.alternation import one_of
from parser.text.fold import fold_tone, strip_marks
from parser.text.letters import UPPER

# Documents that can themselves amend, replace or repeal others, or guide them.
_ENACTING: frozenset[DocumentType] = frozenset(
    {"quyet_dinh", "nghi_dinh", "thong_tu", "thong_tu_lien_tich", "nghi_quyet", "nghi_quyet_lien_tich", "luat", "bo_luat", "phap_lenh", "quy_dinh", "quy_che"}
)
_GUIDING: frozenset[DocumentType] = frozenset({"thong_tu", "thong_tu_lien_tich", "nghi_dinh", "huong_dan", "nghi_quyet", "quyet_dinh"})
_ON_OTHERS = frozenset({"amends", "replaces", "repeals", "corrects", "consolidates"})
_GOVERNS = frozenset({"implements", "replies_to", "request", "amends", "replaces", "repeals", "corrects", "basis", "at", "attached"})
_ON_RULES = frozenset({"amends", "replaces", "repeals", "guides"})
_MASK = "\x01"
# "UBND. Thành phố": a speck that scanning has read as a full stop
_SENTENCE = re.compile(rf"(?:\.(?<!UBND\.)|\.(?!\s+Thành\s+phố\s)|\./\.)\s+(?=[{UPPER}“\x01]|$)|[!?]\s|\t")
_PASSIVE = re.compile(
    r"(?:được|bị)\s+(?P<verb>sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|đính\s+chính|hướng\s+dẫn|quy\s+định\s+chi\s+tiết)[^;.]{0,60}?(?<!\w)(?:bởi|tại|theo|bằng)\s*:?\s+(?:các\s+)?"
    r"(?:(?:điểm\s+\S{1,4}\s+)?(?:khoản\s+\S{1,6}\s+)?điều\s+\S{1,6}\s+(?:của\s+)?)?$",
    re.IGNORECASE,
)
_PASSIVE_ASIDE = re.compile(r"\(\s?(?P<verb>sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ)[^;.()]{0,40}?\sbởi\s+(?:các\s+)?$", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]{0,200}\)")  # closed again: what stands in it governs nothing behind it
# In a letter "Thông tư này" is the circular just named.
_THAT = re.compile(
    rf"(?P<type>{type_pattern()})\s+này\s+(?P<verb>sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hướng\s+dẫn|quy\s+định\s+chi\s+tiết)(?:(?:,|\s+và)?\s+(?:bổ\s+sung|thay\s+thế))?(?:\s+(?:một\s+số\s+điều|thi\s+hành))?(?:\s+(?:của|cho))?\s+$",
    re.IGNORECASE,
)
_PASSIVES: dict[str, Relation] = {"sửa": "amends", "bổ": "amends", "thay": "replaces", "bãi": "repeals", "đính": "corrects", "hướng": "guides", "quy": "guides"}
_ENDED = re.compile(r"[^;.]{0,200}?(?<!\w)(?:(?:hết|chấm\s+dứt)\s+hiệu\s+lực|bị\s+(?:bãi|hủy)\s+bỏ)(?!\w)", re.IGNORECASE)
_LEGAL = re.compile(r"\s*(?:[-+*•]\s*)?(?:căn\s+cứ|trên\s+cơ\s+sở)(?!\w)", re.IGNORECASE)
# "Thực hiện …; căn cứ Luật …, Sở ban hành": a basis named second among those that open a letter or a plan.
_OPENS = re.compile(r"\s*(?:thực\s+hiện|triển\s+khai|tiếp\s+theo|theo|xét)\s", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[;,]\s+$")
_REVIEWED = re.compile(r"\s*(?:sau\s+khi|qua)\s[^;.]{3,200}\svà\s+$", re.IGNORECASE)  # "Sau khi xem xét hồ sơ và căn cứ Nghị định …, Sở trình"
_LABEL = re.compile(r"\s*(?:[-+*•–]|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}[.)]|[a-zđ][.)])?\s*(?:các\s+)?", re.IGNORECASE)
_BASIS_HEADING = re.compile(r"(?<!\w)(?:căn\s+cứ|cơ\s+sở\s+pháp\s+lý)(?!\w)", re.IGNORECASE)
_SUBJECT_BREAK = re.compile(
    r",\s+(?:Bộ|Sở|UBND|Ủy ban|Thủ tướng|Chủ tịch|Ban|Cục|Vụ|Văn phòng|Thống đốc|Hội đồng|Tổng cục|Trung tâm|Trường|Bệnh viện|Công ty|Đảng ủy|Tỉnh ủy|Thành ủy|Huyện ủy|Giám đốc|Bộ trưởng|Cục trưởng|Hiệu trưởng)\s[^,;.]{0,70}?"
    r"(?:xây dựng|ban hành|đề nghị|yêu cầu|báo cáo|đã|có|hướng dẫn|thông báo|triển khai|giao|tổ chức|kính|nhận|chỉ đạo|phê duyệt|quyết định|tiếp tục|trình)(?!\w)"
)


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {fold_tone(row["cue"]): row["relation"] for row in rows("relation_cues")}
    return re.compile(rf"(?<!\w)(?:{one_of(table)})(?!\w)", re.IGNORECASE), table


class _Clause:
    """The sentence up to a mention, with each earlier mention and its title as one mark, so that their words are no cues.

    Mentions that a list joins are one mark together: what governs the first governs all.
    """

    def __init__(self, text: str, start: int) -> None:
        self.text, self.at = text, start
        self.left = ""
        self.first = True
        self.members: list[Draft] = []

    def upto(self, draft: Draft) -> str:
        """Read on to the mention; the sentence as it then stands."""
        self.left += self.text[self.at : draft.start]
        self.at = max(self.at, draft.start)
        cut = max((m.end() for m in _SENTENCE.finditer(self.left)), default=0)
        if cut:
            self.left, self.members, self.first = self.left[cut:], [], False
        return self.left

    def past(self, draft: Draft) -> None:
        """Put the mention behind; of a `self` mention only its own words, as its title is this document's."""
        end = draft.end if draft.form == "self" else draft.reach
        self.members.append(draft)
        if end <= self.at:
            return
        self.at = end
        mark = self.left.rfind(_MASK)
        if mark < 0 or not _LISTED.fullmatch(self.left, mark + 1):
            self.left += _MASK
        else:
            self.left = self.left[: mark + 1]


_LISTED = re.compile(r"[\s,;]*(?:(?:và|cùng|hoặc)\s+)?(?:các\s+)?(?:số\s*:?\s*)?", re.IGNORECASE)


def relate(page: Page, block: Block, drafts: Sequence[Draft], own_type: DocumentType, answered: frozenset[str] | set[str] = frozenset(), lead_in: str = "") -> None:
    """Give each mention of one paragraph its relation, in text order.

    `answered`: keys of the documents that earlier paragraphs reply to. `lead_in`: the line with a colon over a list of which this is a member.
    """
    clause = _Clause(page.text, block.start)
    amending_end = -1
    inner: dict[int, list[Draft]] = {}
    for draft in drafts:
        left = clause.upto(draft)
        if draft.form == "self":
            draft.relation = "cites"
        elif clause.members and clause.members[-1].key == draft.key and draft.key is not None and _CALLED.search(left):
            draft.relation = clause.members[-1].relation
        elif draft.start < amending_end:
            draft.relation = "amends"
        elif draft.within is not None and draft.within.form != "self":
            draft.relation = _inside(page, draft, inner.setdefault(id(draft.within), []))
            inner[id(draft.within)].append(draft)
        else:
            draft.relation = _outside(page, block, draft, left, clause, own_type, answered, lead_in, drafts)
        clause.past(draft)
        if draft.rule == "citation.law.amending" or (draft.number is not None and names.amending(page.text, draft)):
            amending_end = draft.number_end if draft.number is not None else draft.end


# "…; Thông tư số 1/2011/TT-BNV hết hiệu lực": a clause of its own, no member of the list
_SUBJECT_NEXT = re.compile(r"\s+(?:đã\s+)?(?:hết|có|bị|được|quy\s+định|chấm\s+dứt)\s", re.IGNORECASE)


_CALLED = re.compile(r"\(\s?(?:(?:sau|dưới)\s+đây\s+)?(?:xin\s+|được\s+)?(?:gọi|viết)(?:\s+(?:tắt|chung|gọn))?\s+là\s+[“\"]?$", re.IGNORECASE)


def _younger(a: Draft, b: Draft) -> bool:
    """Whether `a` is of a later year than `b`, which then cannot have changed it."""
    years = [(d.date or (d.number.year if d.number else None) or "")[:4] for d in (a, b)]
    return all(years) and years[0] > years[1]


_ITEM = re.compile(r"\s*(?:[-+*•–]|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[a-zđ][.)])")


def is_item(text: str) -> bool:
    """Whether a paragraph begins with the label of a list's member."""
    return _ITEM.match(text) is not None


@cache
def _unmarked_cues() -> tuple[re.Pattern[str], dict[str, str]]:
    """The cues of two words and more that mean something, without marks."""
    table = {strip_marks(cue): name for cue, name in _cues()[1].items() if " " in cue and name not in ("same", "cites", "at", "of")}
    return re.compile(rf"(?<!\w)(?:{one_of(table)})\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE), table


def _misread_cue(text: str) -> tuple[str, int, int] | None:
    """A cue right before the mention that scanning has robbed of a mark: "Thưc hiên Kế hoạch số …"."""
    match = _unmarked_cues()[0].search(strip_marks(text[-60:]))
    if match is None:
        return None
    at = len(text) - len(text[-60:]) + match.start()
    words = " ".join(match[0].lower().split())
    name = next(n for c, n in sorted(_unmarked_cues()[1].items(), key=lambda x: -len(x[0])) if words.startswith(c))
    return name, at, len(text)


_TYPE_BEFORE = re.compile(r"(?<!\w)(?:Luật|Pháp\s+lệnh|Nghị\s+định|Nghị\s+quyết|Thông\s+tư|Quyết\s+định)\s+$")
_BODY_WORD = re.compile(r"(?<!\w)(?:Sở|Bộ|Phòng|Ban|Vụ|Cục)\s+$")  # "Sở Xây dựng" builds nothing


_MATERIAL = re.compile(r"(?<!\w)(?:tài\s+liệu|phiếu|sổ\s+tay|cẩm\s+nang)\s+$", re.IGNORECASE)  # "tài liệu hướng dẫn …" guides nothing


def last_cue(text: str) -> tuple[str, int, int] | None:
    """The last cue of a text, as the table names its relation, and where it stands; what only hands on another is passed over."""
    pattern, table = _cues()
    found = None
    for match in pattern.finditer(text):
        name = table[" ".join(match[0].lower().split())]
        if name != "same" and not _MATERIAL.search(text, max(0, match.start() - 12), match.start()) and not (match[0][0].isupper() and _BODY_WORD.search(text, max(0, match.start() - 8), match.start())):
            found = (name, match.start(), match.end())
    return found


def _inside(page: Page, draft: Draft, before: Sequence[Draft]) -> Relation:
    """The relation of the outer document to one named in its title; `before` are those named there before it."""
    outer = draft.within
    assert outer is not None
    last = before[-1] if before else None
    if last is not None and _LISTED.fullmatch(page.text, last.reach, max(draft.start, last.reach)):
        return last.relation
    clause = _Clause(page.text, outer.title_start)
    for other in before:
        clause.upto(other)
        clause.past(other)
    left = clause.upto(draft)
    cue = last_cue(left)
    if cue is None:
        return "cites"
    return _plain(cue[0], left, cue, opening=False)


# "Danh mục thủ tục sửa đổi, thay thế được công bố tại …": no verb, but what the procedures are.
_ADJECTIVE = re.compile(r"\s*(?:(?:(?:,|và|hoặc)\s+)?(?:sửa đổi|bổ sung|thay thế|bãi bỏ|hủy bỏ)[\s,]*){0,4}được\s", re.IGNORECASE)


_UPDATES = re.compile(r"(?<!\w)cập\s+nhật\s+(?=[^,;:.]{0,200}$)", re.IGNORECASE)


def _governing(left: str, *, attached: bool) -> tuple[str, int, int] | None:
    """The cue that governs the thing which stands in a document; with `attached` a "theo" inside the thing's own name is passed over."""
    cue = last_cue(left)
    while cue is not None and cue[0] in _ON_OTHERS and _ADJECTIVE.match(left, cue[2]):
        cue = last_cue(left[: cue[1]])
    updated = _UPDATES.search(left) if attached else None
    if updated:  # only of what somebody has issued: data and figures are "cập nhật", too
        return "amends", updated.start(), updated.end()
    if attached and cue is not None and left[cue[1] : cue[2]].lower() == "theo":
        outer = last_cue(left[: cue[1]])
        if outer is not None and outer[0] in _ON_OTHERS and not re.search("[,;:\x01]", left[outer[2] : cue[1]]):
            return outer
    return cue


_PRESCRIBED = re.compile(r"(?<!\w)(?:được|theo)\s+quy\s+định\s+tại$", re.IGNORECASE)


def _plain(name: str, left: str, cue: tuple[str, int, int], *, opening: bool) -> Relation:
    if name == "basis":
        return "legal_basis" if opening else "per"
    if name in ("at", "attached"):
        # "thực hiện nhiệm vụ giao tại …", "sửa đổi mức thu quy định tại … ban hành kèm theo …": what governs the thing governs the document
        earlier = _governing(left[: cue[1]], attached=name == "attached")
        gap = left[earlier[2] : cue[1]] if earlier else ""
        if earlier is None or ";" in gap or (_broken(gap) and "được" not in gap):
            return "per" if name == "at" else "cites"
        relation = _plain(earlier[0], left, earlier, opening=opening)
        if relation == "implements" and _PRESCRIBED.search(left[: cue[2]]):
            return "per"
        return relation if name == "attached" or earlier[0] in _GOVERNS else "per"
    if name == "of":
        earlier = last_cue(left[: cue[1]])
        governs = earlier is not None and earlier[0] in _ON_RULES and not _broken(left[earlier[2] : cue[1]])
        return _plain(earlier[0], left, earlier, opening=opening) if governs and earlier is not None else "per"
    if name == "request":
        return "replies_to"
    return name  # type: ignore[return-value]


def _list_end(page: Page, block: Block, draft: Draft, drafts: Sequence[Draft]) -> int:
    """Where the list ends that a mention stands in: its predicate is said of every member ("A; B và C hết hiệu lực")."""
    end = draft.reach
    for other in drafts:
        if other.start >= end and other.within is None:
            if _LISTED.fullmatch(page.text, end, other.start) is None:
                break
            end = other.reach
    return end


def _outside(
    page: Page, block: Block, draft: Draft, left: str, clause: _Clause, own_type: DocumentType, answered: frozenset[str] | set[str], lead_in: str, drafts: Sequence[Draft]
) -> Relation:
    """The relation of the document itself to a mention of its own text."""
    last = clause.members[-1] if clause.members else None
    listed = last is not None and _LISTED.fullmatch(page.text, last.reach, max(draft.start, last.reach)) is not None
    if last is not None and last.toward is not None and listed and not _SUBJECT_NEXT.match(page.text, draft.reach, block.end):
        draft.toward = last.toward
        return last.relation
    if lead_in and clause.first and _LABEL.fullmatch(left.replace(_MASK, "")):
        left = lead_in + left
    plain = left.replace(_MASK, "")
    passive = _PASSIVE.search(plain) or _PASSIVE_ASIDE.search(plain)
    left = _ASIDE.sub(lambda m: _MASK * len(m[0]), left)
    if passive:
        target = next((d for d in reversed(clause.members) if not _younger(d, draft)), None)
        if target is not None:
            draft.toward = target
            return _PASSIVES[passive["verb"].lower().split()[0]]
    that = _THAT.search(plain)
    if that and (kind := type_word(that["type"])) is not None and kind.type != own_type:
        draft.by = next((d for d in reversed(clause.members) if d.type == kind.type), None)
        if draft.by is not None:
            return _PASSIVES[that["verb"].lower().split()[0]]
    opening = not block.item and block.region in ("letterhead", "addressees", "preamble", "body", "attachment")
    cue = last_cue(left) or _misread_cue(left)
    if cue is not None and _broken(left[cue[2] :]):
        cue = None
    if cue is not None and cue[0] in _ON_OTHERS and _TYPE_BEFORE.search(left[: cue[1]]):
        cue = ("cites", cue[1], cue[2])  # "Nghị định thay thế Nghị định …": what another document, still to be made, will do
    ended = _ENDED.match(page.text, _list_end(page, block, draft, drafts), block.end)
    if ended and own_type in _ENACTING and (cue is None or cue[0] in ("at", "cites", "per")):
        return "repeals"
    under_bases = block.heading is not None and _BASIS_HEADING.search(block.heading) is not None
    if cue is None:
        return "legal_basis" if block.region == "preamble" or under_bases else "cites"
    if under_bases and cue[0] == "basis":
        return "legal_basis"
    first = _LEGAL.match(left) is not None or cue[1] < 3 or (clause.first and _OPENS.match(left) is not None and _CLAUSE_END.search(left[: cue[1]]) is not None)
    first = first or (clause.first and _REVIEWED.match(left, 0, cue[1]) is not None)
    relation = _plain(cue[0], left, cue, opening=opening and (first or block.region in ("preamble", "letterhead")))
    if cue[0] == "at" and relation == "per" and draft.key in answered:
        return "replies_to"
    enacting = own_type in _ENACTING and block.region != "appendix" and not (block.item and own_type == "nghi_quyet")
    if relation in _ON_OTHERS - {"corrects"} and not enacting and (block.region != "letterhead" or own_type == "cong_van") and not any(d.form == "self" for d in clause.members):
        return "cites"
    if relation == "guides" and (own_type not in _GUIDING or (block.item and own_type in ("quyet_dinh", "nghi_quyet")) or block.region in ("appendix", "attachment")):
        return "cites"
    if block.region == "preamble" and relation in ("per", "cites") and cue[0] != "request":
        return "legal_basis"
    return relation


def _broken(gap: str) -> bool:
    """Whether a new clause begins between the cue and the mention: one with its own subject and verb, or after a semicolon no mere list."""
    gap = gap.replace(_MASK, "")
    _, semicolon, rest = gap.rpartition(";")
    return _SUBJECT_BREAK.search(gap) is not None or (bool(semicolon) and len(rest.strip()) > 12)


def edges(drafts: Sequence[Draft], key: str, ids: dict[int, str], forwarded: Sequence[Forwarded] = ()) -> tuple[Edge, ...]:
    """One edge for each distinct stated fact; no loops, and no `cites` where the same pair has a stronger relation.

    What a forwarded document states is its own: left out where its key is not known.
    """
    found: dict[tuple[str, Relation, str], list[str]] = {}
    stated: dict[tuple[str, Relation, str], str] = {}
    for draft in drafts:
        if draft.form == "self" or draft.key is None or draft.key == key:
            continue
        outer = draft.within
        holder = next((f for f in forwarded if f.start <= draft.start < f.end), None)
        speaker = holder.key if holder is not None else key
        source: str | None = outer.key if outer is not None and outer.form != "self" else speaker
        target: str | None = draft.key
        if draft.toward is not None:
            source, target = draft.key, draft.toward.key
        if draft.by is not None:
            source = draft.by.key
        if speaker is None or source is None or target is None or source == target:
            continue
        stated.setdefault((source, draft.relation, target), speaker)
        found.setdefault((source, draft.relation, target), []).append(ids[id(draft)])
    strong = {(s, t) for s, r, t in found if r != "cites"}
    return tuple(
        Edge(source_key=s, relation=r, target_key=t, citation_ids=tuple(c), stated_by=stated[s, r, t])
        for (s, r, t), c in found.items()
        if r != "cites" or (s, t) not in strong
    )
