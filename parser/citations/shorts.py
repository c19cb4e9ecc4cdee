"""Short forms ("Thông tư 54", a bare "Nghị quyết"), defined terms, and what a document calls itself ("Kế hoạch này")."""

import re
from collections.abc import Sequence
from functools import cache

from models import Header
from models.vocabulary import DocumentType
from parser.citations.bodies import body_end
from parser.citations.draft import Draft
from parser.citations.page import ABBREVIATIONS, Block, Page
from parser.lexicon.issuers import folded_name
from parser.recognisers.document_type import type_of_code, type_pattern, type_word
from parser.text.words import first_words, matches

_ABBREVIATED = "|".join(sorted(ABBREVIATIONS))
# What may follow a bare type word that stands for a document: the end, a mark, or a word of the sentence.
_GOES_ON = re.compile(
    r"\s*(?:[,;:.)\]”\"/]|$)|\s+(?:và|của|trong|đến|tới|trên|tại|theo|cho|là|được|đã|đang|sẽ|phải|cần|có|do|để|nhằm|với|vào|khi|thì|như|ở|bằng|hoặc|đạt|gắn|nêu|đề\s+ra|đảm\s+bảo|bảo\s+đảm|"
    r"kịp|đúng|nghiêm|hiệu|một|sâu|rộng|này|không|gồm|đối|từ|bám|sau|trước|hàng|hằng|năm|còn|thực\s+hiện\s+(?:theo|bằng|từ|được|đạt|tốt))(?!\w)",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(
    r"(?:(?<!\w)(?:các|những|một|mọi|từng|mỗi|dự\s+thảo|ra|xây\s+dựng|ban\s+hành|trình|tham\s+mưu|thông\s+qua|soạn\s+thảo|hoàn\s+thiện|ký|bằng|thành|số|theo\s+các|loại|công\s+bố|(?-i:Sở|Bộ|Vụ|Ban|Phòng)|ngành:?)\s+|[/|]\s?|[“\"(]\s?)$",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+của\s+")
_OTHERS_NEXT = re.compile(r"\s+(?:và|-)\s+Đầu\s+tư")
_LIST_BEFORE = re.compile(r",\s*$")
_TYPE_NEXT = re.compile(rf"\s*,\s*(?:{type_pattern()})(?!\w)(?!\s+số)", re.IGNORECASE)
_COUNTED = re.compile(r"\s+(?:năm|tháng|ngày|quý|nội\s+dung|đợt|lần|mục|điểm|nhóm|nhiệm|đơn\s+vị|người|triệu|tỷ|đồng|giờ|huyện|xã|tỉnh|cơ\s+quan|trường|bước|loại|phần|bộ|hồ\s+sơ|dự\s+án|chỉ\s+tiêu)(?!\w)", re.IGNORECASE)
_STRONG: frozenset[DocumentType] = frozenset({"nghi_quyet", "nghi_dinh", "thong_tu", "thong_tu_lien_tich", "chi_thi", "quyet_dinh", "luat", "ket_luan", "cong_dien"})


_PROMULGATING: frozenset[DocumentType] = frozenset({"quyet_dinh", "nghi_quyet", "thong_tu", "nghi_dinh", "chi_thi"})
_PROMULGATED: frozenset[DocumentType] = frozenset({"ke_hoach", "quy_che", "quy_dinh", "de_an", "chuong_trinh", "phuong_an", "huong_dan", "du_an"})


@cache
def _numbered_short() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{type_pattern()}|{_ABBREVIATED})\s+(?:số\s+)?(?P<n>\d{{1,5}})(?:/(?P<y>(?:19|20)\d\d))?(?![\w%])(?!\s?[/-]\s?\w|[.,]\d)", re.IGNORECASE)


@cache
def _this() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{type_pattern()})\s+(?:[ˆ˜ˇ^~*.'|]\s)?này(?!\w)(?:\s+của\s+)?", re.IGNORECASE)


@cache
def _above() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{type_pattern()})\s+(?:nêu\s+trên|nói\s+trên|trên\s+đây|trên(?!\w|\s+(?:địa|cơ|toàn|cả|phạm|tinh|hệ|cổng|trang|mạng|các|nền|thực|đường|máy|internet)))", re.IGNORECASE)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w“\"])(?P<word>{type_pattern()})(?!\w)", re.IGNORECASE)


def heads(page: Page, cited: Sequence[Draft]) -> dict[str, str]:
    """Longer names of a type that numbered mentions have before "số": "Báo cáo kết quả giám sát" -> "Báo cáo"."""
    found = {}
    for draft in cited:
        head, said, _ = page.text[draft.start : draft.end].partition(" số ")
        word = _bare().match(head)
        if said and word and len(head) > len(word[0]) and " của " not in head:
            found[head] = word[0]
    return found


def this(page: Page, block: Block, header: Header, key: str) -> list[Draft]:
    """"Quyết định này", "công văn này": the document itself, or the plan that it promulgates."""
    found = []
    for match in matches(_this(), page.text, page.types, block.start, block.end):
        word = type_word(match["word"])
        if word is None or (word.type not in (header.type, "khac") and not (header.type in _PROMULGATING and word.type in _PROMULGATED)):
            continue  # "Thông tư này" in a letter that recites a circular
        end = match.start() + len(match[0].rstrip())
        draft = Draft(match.start(), end, word.type if word.type != "khac" else header.type, "self", "citation.self.this", key=key, status="exact")
        if match[0].rstrip().lower().endswith("của"):
            stop = body_end(page.text, match.end(), block.end)
            draft.end = match.end() - len(match[0]) + len(re.sub(r"\s+của\s*$", "", match[0], flags=re.IGNORECASE))
            if stop is not None:
                draft.issuer, draft.end = (match.end(), stop), stop
        found.append(draft)
    return found


def numbered_shorts(page: Page, block: Block, cited: Sequence[Draft], header: Header, key: str) -> list[Draft]:
    """"Thông tư 54", "Nghị định 85/2016", "QĐ 144": type and number without the symbol."""
    found = []
    for match in matches(_numbered_short(), page.text, page.short_types, block.start, block.end):
        abbreviated = match["word"].isupper() and len(match["word"]) <= 2
        kind = type_of_code(match["word"]) if abbreviated else (type_word(match["word"]) or type_word("văn bản")).type  # type: ignore[union-attr]
        if kind is None or not match["word"][0].isupper() or (match["word"].isupper() and not abbreviated and block.region not in ("letterhead", "body")):
            continue
        if _COUNTED.match(page.text, match.end(), block.end):
            continue
        draft = Draft(match.start(), match.end(), kind, "short", "citation.short.number", 0.85)
        of = _OF.match(page.text, draft.end, block.end)
        body = body_end(page.text, of.end(), block.end) if of else None
        if of and body:
            draft.issuer, draft.end = (of.end(), body), body
        own = header.number
        if own is not None and own.sequence and own.sequence.lstrip("0") == match["n"].lstrip("0") and kind == header.type:
            draft.form, draft.key, draft.status = "self", key, "exact"
            found.append(draft)
            continue
        same = [c for c in cited if c.type == kind and c.number and c.number.sequence and c.number.sequence.lstrip("0") == match["n"].lstrip("0") and (not match["y"] or (c.number.year or (c.date or "")[:4]) == match["y"])]
        keys = {c.key for c in same if c.key}
        if len(keys) == 1:
            draft.antecedent, draft.key, draft.status = _fullest(same, match.start()), keys.pop(), "exact"
        elif keys:
            draft.status = "ambiguous"
        elif kind not in _STRONG or (len(match["n"]) < 2 and not match["y"]) or abbreviated:
            continue
        found.append(draft)
    return found


def _fullest(drafts: Sequence[Draft], at: int) -> Draft:
    """The mention to point at: the first full one, else the nearest before."""
    full = [d for d in drafts if d.form == "full"]
    return (full or list(drafts))[0]


def deictics(page: Page, block: Block, cited: Sequence[Draft]) -> list[Draft]:
    """"Quyết định nêu trên": the last document of that type before it."""
    found = []
    for match in matches(_above(), page.text, page.types, block.start, block.end):
        word = type_word(match["word"])
        plain = match["word"] == "văn bản"  # in small letters also, where but one document can be meant
        if word is None or not (match["word"][0].isupper() or plain) or re.search(r"(?:các|những)\s+$", page.text[max(0, match.start() - 8) : match.start()], re.IGNORECASE):
            continue
        before = [c for c in cited if c.end <= match.start() and c.key and (c.type == word.type or word.strength == "generic")]
        if not before or (plain and len({c.key for c in before}) > 1):
            continue
        draft = Draft(match.start(), match.end(), before[-1].type, "short", "citation.short.above", 0.8)
        draft.antecedent, draft.key, draft.status = before[-1], before[-1].key, "exact"
        found.append(draft)
    return found


def bare(page: Page, block: Block, cited: Sequence[Draft], aliases: dict[str, list[Draft]], header: Header, key: str, main: str | None, long_names: dict[str, str]) -> list[Draft]:
    """A capitalised type word by itself, or with an issuer, that stands for a document cited before, or for this one."""
    found = []
    text = page.text
    for match in matches(_bare(), text, page.types, block.start, block.end):
        word = match["word"]
        kind = type_word(word)
        if kind is None or kind.strength == "generic" or not word[0].isupper() or word.isupper() or (word.split()[-1][0].isupper() and len(word.split()) > 1 and not word.split()[0][0].isupper()):
            continue
        at, end = match.start(), match.end()
        longer = max((h for h in long_names if text.startswith(h, at)), key=len, default=None)
        if longer is not None:
            end = at + len(longer)
        follows = _GOES_ON.match(text, end, block.end)
        if follows is None or follows[0].strip().lower() in ("này", "nêu") or _above().match(text, at, block.end) or _INDEFINITE.search(text, max(block.start, at - 14), at) or _TYPE_NEXT.match(text, end, block.end) or _OTHERS_NEXT.match(text, end):
            continue
        opens = not text[block.start : at].strip(" -+*•0123456789.)abcdđeghiklIVX(")
        issuer = None
        if follows[0].strip().lower() == "của":
            stop = body_end(text, follows.end(), block.end)
            if stop is None:
                continue
            issuer = (follows.end(), stop)
        if (opens and issuer) or (issuer is None and _LIST_BEFORE.search(text, max(block.start, at - 3), at)):
            continue
        candidates = [c for c in cited if c.key and c.start < at and _fits(c, kind.type, word, page)] + [d for d in aliases.get(" ".join(word.lower().split()), []) if d.start < at]
        if issuer is not None:
            name = folded_name(text[slice(*issuer)])
            candidates = [c for c in candidates if c.issuer and (folded_name(text[slice(*c.issuer)]).endswith(name) or name.endswith(folded_name(text[slice(*c.issuer)])))]
            if not candidates:
                continue
        keys = list(dict.fromkeys(c.key for c in candidates))
        draft = Draft(at, issuer[1] if issuer else end, kind.type, "short", "citation.short.bare", 0.75, issuer=issuer)
        if issuer is None and kind.type == header.type and _TAKES_EFFECT.match(text, end, block.end):
            draft.form, draft.key, draft.status, draft.rule = "self", key, "exact", "citation.self.bare"
            found.append(draft)
            continue
        if _TO_COME.match(text, end, block.end):
            continue
        own = kind.type in ("ke_hoach", "chuong_trinh", "de_an") and _promulgates(header, kind.type)
        if issuer is None and (kind.type == header.type or own):
            if keys and not own and kind.type not in ("ke_hoach", "chi_thi", "chuong_trinh", "huong_dan", "thong_bao", "cong_van"):
                continue
            if opens and kind.strength == "weak":
                continue
            draft.form, draft.key, draft.status, draft.rule = "self", key, "exact", "citation.self.bare"
            found.append(draft)
            continue
        if not keys or (opens and issuer is None and kind.strength == "weak"):
            continue
        if len(keys) > 1 and main in keys:
            keys = [main]
        if len(keys) > 1:
            continue
        same = [c for c in candidates if c.key == keys[0]]
        draft.antecedent, draft.key, draft.status = _fullest(same, at), keys[0], "exact"
        found.append(draft)
    return found


_TAKES_EFFECT = re.compile(r"\s+có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+ngày\s+(?:ký|ban\s+hành)", re.IGNORECASE)
_TO_COME = re.compile(r"\s+được\s+(?:ban\s+hành|phê\s+duyệt)\s*(?:[.;|]|$)", re.IGNORECASE)  # the outcome that a table asks for


def _fits(cited: Draft, kind: DocumentType, word: str, page: Page) -> bool:
    return cited.type == kind and cited.number is not None


def _promulgates(header: Header, kind: DocumentType) -> bool:
    subject = (header.subject or "").lower()
    words = {"ke_hoach": "kế hoạch", "chuong_trinh": "chương trình", "de_an": "đề án"}
    return header.type in ("quyet_dinh", "nghi_quyet") and words[kind] in subject and re.match(r"(?:về việc\s+)?(?:ban hành|phê duyệt)", subject) is not None


def defined(page: Page, block: Block, term: str, stands_for: Draft, since: int) -> list[Draft]:
    """The later mentions of a defined term that stands for a document."""
    found: list[Draft] = []
    heads = first_words((term,))
    if heads and not page.words_at.begins(heads, max(block.start, since), block.end):
        return found
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(w) for w in term.split()) + r"(?![\w/])")
    for match in pattern.finditer(page.text, max(block.start, since), block.end):
        if _INDEFINITE.search(page.text, max(block.start, match.start() - 14), match.start()) or not _GOES_ON.match(page.text, match.end(), block.end):
            continue
        draft = Draft(match.start(), match.end(), named(term, stands_for), "defined_term", "citation.defined_term", 0.9)
        draft.antecedent, draft.key, draft.status = stands_for, stands_for.key, "exact"
        found.append(draft)
    return found


def named(term: str, stands_for: Draft) -> DocumentType:
    """The type that a term says, else that of what it stands for."""
    words = term.split()
    for size in (3, 2, 1):
        word = type_word(" ".join(words[:size]))
        if word:
            return word.type
    return stands_for.type
