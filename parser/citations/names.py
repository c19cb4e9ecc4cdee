"""Documents mentioned by name: laws, nationally known programmes (gazetteer.tsv), and what a cited decision promulgates."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import cast

from models import Header
from models.vocabulary import DocumentType
from parser.citations.bodies import body_end
from parser.citations.dates import issue_date
from parser.citations.draft import Draft
from parser.citations.page import Block, Page
from parser.lexicon.laws import known_laws
from parser.lexicon.table import rows
from parser.recognisers.document_type import type_word
from parser.text.fold import fold_dashes, fold_tone, strip_marks
from parser.text.letters import UPPER
from parser.text.words import first_words, matches

_DRAFTED = re.compile(r"(?:dự\s+án|dự\s+thảo|xây\s+dựng|soạn\s+thảo|hồ\s+sơ|đề\s+cương|hoàn\s+thiện)\s+(?:các\s+)?$", re.IGNORECASE)
_RENEWED = re.compile(r"(?:\s+năm\s+\d{4})?\s?\(sửa\s+đổi(?:,\s+bổ\s+sung)?\s?\)", re.IGNORECASE)  # "Luật Đường sắt (sửa đổi)" is in the making
_IN_FORCE = re.compile(r"(?:theo|quy\s+định\s+(?:của|tại)|căn\s+cứ)\s+$", re.IGNORECASE)
_OF_PROJECTS = re.compile(r"dự\s+án\s+(?:Bộ\s+luật|Luật|Pháp\s+lệnh)(?:\s+sau(?:\s+đây)?)?\s?:\s[^.;]*$", re.IGNORECASE)
PROJECTS = re.compile(r"dự\s+án\s+(?:Bộ\s+luật|Luật|Pháp\s+lệnh)[^.;:]{0,60}:\s*$", re.IGNORECASE)
LAWS_TO_COME = re.compile(r"chương\s+trình\s+(?:lập\s+pháp|xây\s+dựng\s+luật)", re.IGNORECASE)
_DRAFTING = re.compile(r"(?:dự\s+án|dự\s+thảo|xây\s+dựng|soạn\s+thảo|hoàn\s+thiện)\s+$", re.IGNORECASE)
_STATUTE = r"(?:Bộ\s+luật|Luật|Pháp\s+lệnh)"
_STATUTE_WORD = re.compile(rf"{_STATUTE}\s", re.IGNORECASE)
_STATUTE_HEADS = frozenset(("bộ", "luật", "pháp"))
_CONSTITUTION_HEAD = frozenset(("hiến",))
_AMENDING_HEAD = frozenset(("sửa",))
_LAW_WORDS = _STATUTE_HEADS | _CONSTITUTION_HEAD | _AMENDING_HEAD
_AMENDING = re.compile(rf"{_STATUTE}\s+sửa\s+đổi,?\s+(?:và\s+)?b[ổồốô]\s+sung\s+(?:một\s+s[ốôóổỗ]\s+điều\s+(?:của\s+)?(?:các\s+)?)?(?={_STATUTE}|các\s+Luật)", re.IGNORECASE)
_LISTED = re.compile(rf"(?:,\s*|\s+và\s+)(?={_STATUTE})", re.IGNORECASE)
_CONSTITUTION = re.compile(r"(?<!\w)Hiến\s+pháp(?:\s+nước\s+Cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+Việt\s+Nam)?(?:\s+năm\s+\d{4})?(?!\w)")
_UNKNOWN_STATUTE = re.compile(rf"(?<!\w)(?:Bộ\s+luật|Luật|Pháp\s+lệnh)\s+(?=[{UPPER}])")
_NAME_STOP = re.compile(
    r",(?!\s+(?:chống|chữa)\s)|[;:.()“”\"\t]|\s(?=(?:năm|ngày|số|quy\s+định|và|thì|là|đã|được|có|do|để|nhằm|theo|trong|tại|với|sửa\s+đổi|hướng\s+dẫn|ban\s+hành|này|cho|đối|từ|khi|như|bằng|phải|trên|hiện|mới|"
    r"hoặc|nêu|nói|đến|vào|thông\s+qua|lần|khóa|khoá|kèm|không|chưa|cần|sẽ|đang|nếu|sau|trước)(?!\w))",
    re.IGNORECASE,
)
# In "Căn cứ Luật … ngày … tháng … năm …;" the name runs up to the date, however it is spelt.
_BASIS = re.compile(r"\s*(?:[-+*]\s*)?căn\s+cứ\s", re.IGNORECASE)
_BASIS_TAIL = re.compile(r"\s+của\s+(?!Quốc\s+hội|Ủy\s+ban\s+thường|nước)[^,;.:()\d]{3,60}?(?=\s+ngày\s+\d)", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"(?:Quốc\s+tế|Sư|sư|Sửa\s+đổi|Bổ\s+sung|Thay\s+thế)(?!\w)")
_OF_LAW = re.compile(r"(?<!\w)(?:ph\wp|k[ỷỉ]|quy)\s+$", re.IGNORECASE)  # "pháp luật", its mark misread; "kỷ luật", "quy luật"
_BARE_YEAR = re.compile(r"\s(?P<y>(?:19|20)\d\d)(?=\s*(?:[,;.()]|$|và\s))")  # "Luật Đường sắt 2017"
_YEAR_IN_BRACKETS = re.compile(r"\s\((?P<y>(?:19|20)\d\d)\)")


def drafted(page: Page) -> frozenset[str]:
    """The laws that the text says are still to be made ("dự án Luật …"), in lower case."""
    text = page.text
    laws = (at for at in page.words_at.starts(_STATUTE_HEADS) if _STATUTE_WORD.match(text, at) and _DRAFTING.search(text, max(0, at - 40), at))
    ends = ((at, _law_end(text, at, min(len(text), at + 160))) for at in laws)
    return frozenset(text[s:e].lower() for s, e in ends if e is not None)


def statutes(
    page: Page, block: Block, taken: Sequence[Draft], drafts: frozenset[str] = frozenset(), until: str | None = None, *, programme: bool = False
) -> list[Draft]:
    """Laws, codes, ordinances and the Constitution cited by name; what is still a draft is none.

    `programme`: a list of laws to be made, so that one without a date is a draft. `until`: the document's own date; a later year behind a name belongs to the sentence, as does one later than the document in whose title it stands.
    """
    text = page.text
    words = page.words_at
    found: list[Draft] = []
    if not words.begins(_LAW_WORDS, block.start, block.end):
        return found
    basis = _BASIS.match(text, block.start, block.end) is not None

    def add(start: int, end: int, rule: str) -> int:
        if basis:
            tail = _BASIS_TAIL.match(text, end, block.end)
            end = tail.end() if tail else end
        name_end = end
        inner = any(d.rule == "citation.law.amending" and d.start < start < d.end for d in found)
        end, date = (end, None) if inner else _dated(text, end, block.end)
        latest = min((d.date for d in taken if d.date and d.title_start <= start < d.title_end), default=until)
        if date is not None and latest and date[:4] > latest[:4]:
            end, date = name_end, None
        if text[start:name_end].lower() in drafts or _OF_LAW.search(text, max(block.start, start - 6), start):
            return end
        if any(d.start < end and start < d.end and not amended_by(text, d, start) for d in taken if d.number is not None) or any(d.start <= start < d.end and d.rule != "citation.law.amending" for d in found):
            return end
        if _RENEWED.match(text, end, block.end) or (date is None and ((programme and not _IN_FORCE.search(text, max(block.start, start - 30), start)) or _OF_PROJECTS.search(text, max(block.start, start - 300), start))) or _DRAFTED.search(text, max(block.start, start - 40), start):
            return end
        if date is None and len(text[start:name_end].split()[-1]) == 4 and text[name_end - 4 : name_end].isdigit():
            date = text[name_end - 4 : name_end]
        word = type_word(re.match(_STATUTE, text[start:], re.IGNORECASE)[0])  # type: ignore[index]
        found.append(Draft(start, end, word.type if word else "luat", "name", rule, 0.95, date=date, number_end=name_end))
        return end

    for match in _AMENDING.finditer(text, block.start, block.end) if words.begins(_AMENDING_HEAD, block.start, block.end) else ():
        end, at = match.end(), match.end()
        while True:
            law = _law_end(text, at, block.end)
            if law is None:
                break
            end = law
            more = _LISTED.match(text, end, block.end)
            if more is None:
                break
            at = more.end()
        if end > match.end():
            add(match.start(), end, "citation.law.amending")
    for match in matches(known_laws(), text, words.starts(_STATUTE_HEADS), block.start, block.end):
        if match[0][0].isupper() or match[0].split()[1][0].isupper() or len(match[0]) > 9:
            add(match.start(), match.end(), "citation.law.known")
    for match in matches(_UNKNOWN_STATUTE, text, words.starts(_STATUTE_HEADS), block.start, block.end):
        law = _law_end(text, match.start(), block.end)
        if law is not None and not _NOT_A_NAME.match(text, match.end()) and not text[match.start() - 5 : match.start()].lower().startswith("pháp"):
            add(match.start(), law, "citation.law")
    for match in matches(_CONSTITUTION, text, words.starts(_CONSTITUTION_HEAD), block.start, block.end):
        if len(match[0].split()) > 2:
            end, date = match.end(), match[0][-4:] if match[0][-4:].isdigit() else None
            found.append(Draft(match.start(), end, "hien_phap", "name", "citation.constitution", 0.95, date=date))
    return sorted(found, key=lambda d: d.start)


def amending(text: str, draft: Draft) -> int | None:
    """Where in the name of a law that amends others the first of these begins: "Luật sửa đổi, bổ sung một số điều của Luật … số …"."""
    match = _AMENDING.match(text, draft.start)
    return match.end() if match else None


def amended_by(text: str, draft: Draft, start: int) -> bool:
    """Whether a law named at `start` is what the numbered law says that it amends."""
    first = amending(text, draft)
    return first is not None and first <= start < draft.number_end


def _law_end(text: str, at: int, limit: int) -> int | None:
    """Where the name of the law that begins at `at` ends: the longest known one, else up to what no name holds."""
    known = known_laws().match(text, at, limit)
    if known:
        return known.end()
    head = _UNKNOWN_STATUTE.match(text, at, limit)
    if head is None:
        return None
    stop = _NAME_STOP.search(text, head.end(), limit)
    end = stop.start() if stop else limit
    return end if 0 < len(text[head.end() : end].split()) <= 10 else None


def _dated(text: str, end: int, limit: int) -> tuple[int, str | None]:
    bracket = _YEAR_IN_BRACKETS.match(text, end, limit)
    if bracket:
        return bracket.end(), bracket["y"]
    bare = _BARE_YEAR.match(text, end, limit)
    if bare:
        return bare.end(), bare["y"]
    read = issue_date(text, end + 1, limit) if text[end : end + 1] == " " else None
    return read if read else (end, None)


@cache
def _gazetteer() -> tuple[tuple[str, str, DocumentType, str], ...]:
    return tuple((fold_tone(row["name"]), fold_tone(fold_dashes(row["full"])), cast(DocumentType, row["type"]), row["key"]) for row in rows("gazetteer"))


@cache
def _nicknames() -> re.Pattern[str]:
    body = "|".join(re.escape(n).replace(r"\ ", r"\s+(?:số\s+)?") for n in sorted((n for n, *_ in _gazetteer()), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{body})(?![\w/-])", re.IGNORECASE)


@cache
def _nickname_heads() -> frozenset[str]:
    return first_words(name for name, *_ in _gazetteer())


def named_in(page: Page, block: Block) -> bool:
    """Whether a law or a programme may be named in the paragraph."""
    return page.words_at.begins(_LAW_WORDS, block.start, block.end) or page.words_at.begins(_nickname_heads(), block.start, block.end)


def nicknames(page: Page, block: Block, terms: dict[str, Draft]) -> list[Draft]:
    """Nationally known programmes; the document's own definition of the name comes before the gazetteer."""
    found: list[Draft] = []
    for match in matches(_nicknames(), page.text, page.words_at.starts(_nickname_heads()), block.start, block.end):
        name = " ".join(match[0].split())
        row = next(r for r in _gazetteer() if r[0].lower() == re.sub(r"\ssố\s", " ", name.lower()))
        draft = Draft(match.start(), match.end(), row[2], "name", "citation.name.gazetteer", 0.9)
        own = terms.get(name.lower())
        draft.key, draft.status = (own.key, "exact") if own is not None and own.key else (row[3], "inferred")
        draft.antecedent = own
        issuer = re.compile(r"\s+của\s+").match(page.text, draft.end, block.end)
        if issuer:
            end = body_end(page.text, issuer.end(), block.end)
            if end is not None and re.match(r"(?:Thủ tướng|Chính phủ)", page.text[issuer.end() : end]):
                draft.issuer, draft.end = (issuer.end(), end), end
        found.append(draft)
    return found


_PROMULGATES = re.compile(
    r"(?:(?:phê\s+duyệt|ban\s+hành)\s+)(?:kèm\s+theo\s+\S+\s+)?[“\"]?(?P<name>(?:Đề\s+án|Chương\s+trình|Kế\s+hoạch|Chiến\s+lược|Quy\s+chế|Quy\s+định|Phương\s+án|Dự\s+án|Điều\s+lệ|Quy\s+hoạch|Bộ\s+[Tt]iêu\s+chí|"
    r"Khung|Danh\s+mục|Hướng\s+dẫn|Định\s+hướng|Nội\s+quy|Quy\s+trình|Đề\s+cương)\s.+)",
    re.IGNORECASE,
)
_DECIDING: frozenset[DocumentType] = frozenset({"quyet_dinh", "nghi_quyet", "nghi_dinh", "thong_tu", "thong_tu_lien_tich", "chi_thi"})
_WORD = re.compile(r"[\w/&]+")
_DANGLING = frozenset(["về", "của", "và", "từ", "đến", "năm", "giai", "đoạn", "trên", "cho", "các", "trong", "tại", "theo", "với", "để", "nhằm", "tầm", "định", "hướng", "đối", "một", "số", "những", "việc", "thực", "hiện", "triển", "khai", "cấp"])


def promulgated(page: Page, draft: Draft) -> tuple[int, int] | None:
    """Where the name of what a decision promulgates or approves stands in its title."""
    if draft.title_end <= draft.title_start:
        return None
    match = _PROMULGATES.match(page.text, draft.title_start, draft.title_end)
    if match is None:
        return None
    end = match.end()
    while end > match.start("name") and page.text[end - 1] in "”\" ":
        end -= 1
    return match.start("name"), end


def repeated(page: Page, name: str, *, least: int = 5) -> list[tuple[int, int]]:
    """Where `name`, or at least its first `least` words, stands again on the page."""
    text = page.text
    words, first = _words_of(name)
    starts = page.words_at.starts(first) if len(words) >= least else []
    if not starts:
        return []
    head = re.compile(r"(?<!\w)" + r"\W{1,4}".join(re.escape(w) for w in words[: least - 1]) + r"(?!\w)", re.IGNORECASE)
    found = []
    for match in matches(head, text, starts, 0, len(text)):
        gone: list[re.Match[str]] = []
        for word, here in zip(words, _WORD.finditer(text, match.start()), strict=False):
            if strip_marks(word) != strip_marks(here[0].lower()) or (gone and text[gone[-1].end() : here.start()].strip(" ,-“”\"()")):
                break
            gone.append(here)
        while least - 1 < len(gone) < len(words) and gone[-1][0].lower() in _DANGLING:
            gone.pop()
        if len(gone) >= least:
            found.append((match.start(), gone[-1].end()))
    return found


@lru_cache(maxsize=1024)  # the gazetteer's names are looked for in every document
def _words_of(name: str) -> tuple[list[str], frozenset[str]]:
    """The words of a name in small letters, and what it begins with."""
    words = [m[0].lower() for m in _WORD.finditer(name)]
    return words, first_words(words[:1])


def full_names(drafts: Iterable[Draft], page: Page) -> list[tuple[str, DocumentType, Draft | None, str | None]]:
    """Names to look for again: what cited decisions promulgate, then the gazetteer's full names: (name, type, decision, key)."""
    names: list[tuple[str, DocumentType, Draft | None, str | None]] = []
    seen: set[str] = set()
    for draft in drafts:
        place = promulgated(page, draft)
        if place is None or draft.key is None or draft.key in seen or draft.form == "self" or draft.type not in _DECIDING:
            continue
        seen.add(draft.key)
        name = page.text[slice(*place)]
        names.append((name, named_type(name), draft, draft.key))
    names = [n for n in names if not any(o is not n and _alike(o[0], n[0]) for o in names)]
    names += [(full, kind, None, key) for _, full, kind, key in _gazetteer() if full and key not in seen]
    return names


def _alike(a: str, b: str) -> bool:
    """Whether two names begin with the same words, so that a shortened one could be either."""
    return [m[0].lower() for m in _WORD.finditer(a)][:6] == [m[0].lower() for m in _WORD.finditer(b)][:6]


_OWN_WORDS: dict[DocumentType, str] = {"ke_hoach": "Kế hoạch", "chuong_trinh": "Chương trình", "de_an": "Đề án", "quy_che": "Quy chế", "quy_dinh": "Quy định", "phuong_an": "Phương án"}


def own_names(header: Header, key: str) -> list[tuple[str, DocumentType, Draft | None, str | None]]:
    """The name of the plan that this document is, or of what it promulgates, from its trích yếu."""
    subject = fold_tone(fold_dashes(header.subject or ""))
    name = None
    match = _PROMULGATES.search(subject)
    if match and match.start() < 20:
        name = match["name"].strip("“” \"")
    elif header.type in _OWN_WORDS:
        word = _OWN_WORDS[header.type]
        name = subject if subject.lower().startswith(word.lower()) else f"{word} {subject}"
    return [(name, named_type(name), None, key)] if name and len(name.split()) >= 7 else []


def head_word(name: str) -> str:
    """The type word that a name begins with, in lower case: "Chương trình hành động của …" -> "chương trình hành động"."""
    words = name.split()
    return next((w for size in (4, 3, 2, 1) if type_word(w := " ".join(words[:size]).strip("“\"").lower())), "")


def named_type(name: str) -> DocumentType:
    """The type that a name begins with: "Đề án phát triển …" -> de_an; khac for what is no type of document."""
    words = name.split()
    for size in (3, 2, 1):
        found = type_word(" ".join(words[:size]).strip("“\""))
        if found:
            return found.type
    return "khac"
