"""Titles (trích yếu) of cited documents, and which mention stands inside the title of which."""

import re
from collections.abc import Sequence

from parser.citations.draft import Draft
from parser.citations.page import Block, Page
from parser.lexicon.issuers import is_local
from parser.lexicon.laws import known_laws
from parser.recognisers.document_type import type_pattern, type_word
from parser.text.fold import fold_dashes, fold_tone
from parser.text.letters import LOWER, UPPER

_ABOUT = re.compile(r"\s*,?\s*(?:(?:về\s+việc|v/v\.?|về)(?!\w)\s*:?\s*|(?=[“\"]))", re.IGNORECASE)
_MARKS = re.compile("[“”]")
_ABOUT_INSIDE = re.compile(r"\s*(?:về\s+việc|về)\s+", re.IGNORECASE)
_ACTS = re.compile(
    r"(?:\s+|(?<=\d{4}))(?=(?:ban\s+hành|phê\s+duyệt|phê\s+chuẩn|qu[iy]\s+định(?!\s+(?:tại|là|rõ|như|trên|này|của)(?!\w))|sửa\s+đổi|bổ\s+sung|hướng\s+dẫn|công\s+bố|thành\s+lập|thông\s+báo|bãi\s+bỏ|thay\s+thế|đính\s+chính|kiện\s+toàn|"
    r"điều\s+chỉnh|công\s+nhận|phân\s+công|phân\s+cấp|phân\s+bổ|giao\s+(?:chỉ|nhiệm|kế|dự)|xử\s+phạt|bổ\s+nhiệm|cho\s+phép|hợp\s+nhất|tăng\s+cường|đẩy\s+mạnh|"
    r"thực\s+hiện|triển\s+khai|đề\s+nghị)(?!\w))",
    re.IGNORECASE,
)
# A plan carries "thực hiện …" in its own name; after any other document the words belong to the sentence.
_CARRIES = frozenset({"ke_hoach", "chuong_trinh", "de_an", "phuong_an", "huong_dan"})
_LOOSE = re.compile(r"\s+(?P<w>thực\s+hiện|triển\s+khai|đề\s+nghị|tăng\s+cường|đẩy\s+mạnh|điều\s+chỉnh)", re.IGNORECASE)
# What somebody "đã ban hành" carries its verb as its title, not as the sentence's: "đã ban hành Quyết định số … điều chỉnh khung giá …".
_GIVEN = re.compile(r"(?<!\w)(?:ban\s+hành|có|gửi|phát\s+hành)\s+$", re.IGNORECASE)
_GUIDES = re.compile(r"\s+(?:hướng\s+dẫn|điều\s+chỉnh)\s+(?!các\s+(?:đơn|cơ|sở|địa|huyện|xã)|(?-i:Sở|UBND|Bộ|Ban))", re.IGNORECASE)
_CONCLUDED = re.compile(r"\s+thông\s+báo\s+(?:ý\s+kiến\s+)?kết\s+luận\s", re.IGNORECASE)
_NAMES = re.compile(r"\s+(?:điều\s+chỉnh|tăng\s+cường|đẩy\s+mạnh)\s", re.IGNORECASE)
_CAPITAL = re.compile(rf"\s+(?=[{UPPER}][{LOWER}]*\s+[{LOWER}])")
_SESSION = re.compile(r"\s*,?\s*(?:tại\s+)?kỳ\s+họp\s+(?:thứ|lần|chuyên|bất)[^,;.:]{1,40}?(?=\s+(?:về|v/v|thông\s+qua|quy\s+định|ban\s+hành|phê\s+duyệt)\s)", re.IGNORECASE)
# To whom a letter went stands between it and what it is about: "văn bản số … gửi các Sở; UBND các xã về việc …".
_SENT = re.compile(r"\s+(?:đã\s+)?gửi\s+(?:cho\s+|đến\s+)?[^.“”\d]{2,240}?(?=\s+(?:về\s+việc|v/v)\s)", re.IGNORECASE)
_AMENDING_BRACKET = re.compile(r"\s?\(\s?(?=(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ)[\s,])", re.IGNORECASE)
_ALIAS = re.compile(r"\s*\((?=[^()]{0,12}(?:gọi|viết tắt|sau đây|dưới đây))[^()]{1,160}\)", re.IGNORECASE)

_UNIT = (
    r"(?:Bộ|Sở|UBND|Ủy ban|Thủ tướng|Chính phủ|Chủ tịch|Ban|Cục|Vụ|Văn phòng|Thống đốc|Hội đồng|Tổng cục|Trung tâm|Trường|Bệnh viện|Công ty|Đảng ủy|Tỉnh ủy|Thành ủy|Huyện ủy|"
    r"Liên đoàn|Thanh tra|Công an|Chi cục|Phòng|Bảo hiểm|Hiệp hội|Đoàn|Hội|Giám đốc|Bộ trưởng|Cục trưởng|Hiệu trưởng|Trưởng ban|Chánh|Viện trưởng|Tổng|Phó|Thường trực|Tổ)"
).replace(" ", r"\s+")
_PREDICATE = (
    r"(?:xây\s+dựng|ban\s+hành|đề\s+nghị|yêu\s+cầu|báo\s+cáo|đã|có\s+(?:ý\s+kiến|công\s+văn|văn\s+bản|trách)|hướng\s+dẫn|thông\s+báo|triển\s+khai|giao|tổ\s+chức|kính|trân\s+trọng|nhận|chỉ\s+đạo|"
    r"phê\s+duyệt|quyết\s+định|tiếp\s+tục|trình|công\s+bố|đề\s+xuất|phối\s+hợp|rà\s+soát|cấp\s+kinh\s+phí|gửi)"
)
_STOP = re.compile(
    rf"""(?=[“(”)";:|.,\t]|\s+(?:đã|được|có|hết|như|kèm|trong|gắn|theo|và|thì|trái|để|tới|đến)(?!\w))  # else none of the following
    (?:(?P<open>[“(])|(?P<close>[”)])|(?P<quote>")
    |(?P<end>;|:(?!\d)|\||\./\.|\.(?=\s+(?-i:[^\s{LOWER}])|\s*$)|\t)
    |(?P<turn>,\s+(?:ngày\s+\d{{1,2}}\s?/\s?\d{{1,2}}\s?/\s?\d{{4}}(?=,\s+(?-i:[{UPPER}]))|theo\s+đó|trong\s+đó|nhằm|đề\s+nghị|đồng\s+thời|cụ\s+thể|thì|căn\s+cứ|hết\s+hiệu|có\s+hiệu|trên\s+cơ\s+sở|nay|qua\s+đó|đã|được|để|do\s+(?:đó|vậy)|khẩn\s+trương|
        yêu\s+cầu\s+(?:các|thủ|người)|(?:chủ\s+động\s+)?phối\s+hợp\s+(?:chặt\s+chẽ\s+)?(?:với|cùng)|(?:tổng\s+hợp,?\s+)?(?:gửi\s+)?báo\s+cáo(?=\s+(?:về\s+)?(?-i:{_UNIT}))|(?:thực\s+hiện|triển\s+khai)\s+(?:{type_pattern()})\s+số|hoàn\s+thành|chậm\s+nhất|trước\s+ngày|đảm\s+bảo|bảo\s+đảm|tiến\s+tới|(?:bao\s+)?gồm|việc(?!\s+làm)|kèm(?=\s)|tính\s+từ|góp\s+phần|gắn\s+với|phù\s+hợp|tính\s+(?:đủ|đến|theo)|
        (?:pháp\s+luật|chỉ\s+đạo|ý\s+kiến|(?:các\s+)?(?:văn\s+bản|quy\s+định|hướng\s+dẫn))\s+(?:chỉ\s+đạo\s+|liên\s+quan\s+)?(?:của|khác))(?!\w))
    |(?P<subject>,\s+(?-i:{_UNIT})(?=\s(?:[^,;.:]{{0,70}}?\s)?{_PREDICATE}(?!\w)))
    |(?P<clause>(?<!hành\schính)(?<!\(TTHC\))(?<!TTHC)\s(?:đã\s+)?được\s+(?:sửa\s+đổi|bổ\s+sung|ban\s+hành(?!\s+mới)|phê\s+duyệt|áp\s+dụng)|\s(?:có|hết)\s+hiệu\s+lực|\snhư\s+sau|\skèm\s+bản|\strong\s+đó|\sgắn\s+với(?=\s+(?:(?:{type_pattern()})|(?:việc\s+)?triển\s+khai\s+thực\s+hiện)\s)|\stheo\s+hướng|\svà\s+(?:ý\s+kiến|đề\s+nghị|công\s+văn|báo\s+cáo|tờ\s+trình)\s+(?:của|tại)|
        (?:(?<=năm\s\d{{4}})|(?<=\d-\d{{4}})|(?<=\d\s-\s\d{{4}}))\s+và(?=\s)(?!\s+(?:định|tầm|những|các\s+năm|đến|năm|giai|tiếp|kế|dự|triển))|\svà\s+(?:các\s+)?(?:văn\s+bản|quy\s+định|hướng\s+dẫn)\s+(?:hướng|liên|có|khác|của|hiện|pháp|tại|sửa\s+đổi|bổ\s+sung|thay\s+thế)|\sthì|\strái\s+với|(?<!kinh\sphí)(?<!\svốn)(?<!hồ\ssơ)(?<!cơ\ssở)(?<!nguồn\slực)(?<!\squỹ)(?<!điều\skiện)\sđể\s+(?:xây|thực|triển|tổ|làm|đảm|bảo|các|đáp|phục|nâng|tăng|tạo)|
        \s(?:tới|đến)\s+(?:các|toàn\s+thể)\s+(?:cơ\s+quan|đơn\s+vị|cán\s+bộ))(?!\w))""",
    re.VERBOSE | re.IGNORECASE,
)
_SELF = re.compile(rf"(?<!\w)(?:{type_pattern()})\s+này(?!\w)", re.IGNORECASE)
_LAST_JOIN = re.compile(r"(?:[,;]|\svà)\s")
_ASIDE = re.compile(r"\(\s?(?:dự\s+toán|trong\s+đó|(?:đã\s+)?được\s+(?:sửa|bổ|thay|gửi|đăng)|[^()]{0,20}(?:gọi|viết\s+tắt|sau\s+đây|dưới\s+đây)|(?:có\s+)?(?:gửi\s+|ban\s+hành\s+)?(?:kèm|đính|bản)|Đề\s+án|Nghị\s+quyết|Chương\s+trình|Kế\s+hoạch|Quyết\s+định|Chỉ\s+thị|Thông\s+tư|QĐ|NQ|CT)", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?<!\w)(?:TP|Tp|tp|ThS|TS|PGS|GS|BS|Q|P|H|St|T|Tr)$")
_JOIN = re.compile(r"(?:(?P<mark>[;,])\s*(?:(?:và|cùng|hoặc|VÀ|&)\s+)?|(?:^|(?<=[\s”)\"]))(?P<word>và|cùng|hoặc|VÀ|&)\s+)(?:các\s+|CÁC\s+)?$")


def entitle(page: Page, block: Block, drafts: Sequence[Draft], home: str | None = None) -> None:
    """Give each mention of one paragraph its title and the mention in whose title it stands.

    `home`: the name of the citing document's own locality, which is no part of a central body's title.
    """
    last: Draft | None = None
    open_titles: list[Draft] = []  # those that may still hold the next mention, the outermost first
    for draft in drafts:
        open_titles = [d for d in open_titles if d.title_end > draft.start]
        if open_titles:
            _place(page, draft, open_titles, last)
        _title(page, block, draft)
        if draft.title_end > draft.title_start:
            open_titles.append(draft)
        last = draft
    for draft in drafts:
        if draft.number is not None and draft.number.issuer_codes and is_local(draft.number.issuer_codes[0]) is False:
            _close_at_home(page, draft, home)
        _trim(page, draft)


def _title(page: Page, block: Block, draft: Draft) -> None:
    """The title as far as it may reach; mentions inside it decide later where it ends."""
    text, limit = page.text, block.end
    if draft.within is not None and draft.within.title_end:
        limit = min(limit, draft.within.title_end)
    at = draft.end
    vague = draft.type == "cong_van" or type_strength(text[draft.start : draft.number_end]) == "generic"
    alias = _ALIAS.match(text, at, limit)
    if alias:
        at = alias.end()
    session = _SESSION.match(text, at, limit)
    if session:
        at = session.end()
    sent = _SENT.match(text, at, limit) if vague else None
    if sent:
        at = sent.end()
    about = _ABOUT.match(text, at, limit)
    # "Văn bản số 5/TB-UBND thông báo …": after a word that is no type the verb is the sentence's
    given = _GIVEN.search(text, max(block.start, draft.start - 40), draft.start) is not None
    concluded = draft.issuer is not None and _CONCLUDED.match(text, at, limit) is not None
    acts = _ACTS.match(text, at, limit) if about is None and (not vague or concluded or (given and _GUIDES.match(text, at, limit) is not None)) else None
    named = _CAPITAL.match(text, at, limit) if draft.type in _CARRIES else None
    if about is not None:
        start = about.end()
        quoted = _quoted(text, start, limit)
        if quoted is not None:
            draft.title_start, draft.title_end = quoted
            return
    elif acts is not None:
        loose = _LOOSE.match(text, at, limit)
        if loose and draft.type not in _CARRIES and not loose["w"][0].isupper() and not (given and _NAMES.match(text, at, limit)):
            return
        start = acts.end()
    elif named is not None:
        start = named.end()
    else:
        return
    end = _hard_end(text, start, limit)
    own = _SELF.search(text, start, end)
    if own:  # a document issued before names no "Công văn này"
        end = max((m.start() for m in _LAST_JOIN.finditer(text, start, own.start())), default=end)
    if end > start:
        draft.title_start, draft.title_end = start, end


def _quoted(text: str, start: int, limit: int) -> tuple[int, int] | None:
    """A title that is all in quotation marks, without them and without "về (việc)"; None where it is not, or goes on behind them."""
    if text[start : start + 1] == '"':
        end = text.find('"', start + 1, limit)
    elif text[start : start + 1] == "“":
        depth, end = 0, -1
        for mark in _MARKS.finditer(text, start, limit):
            depth += 1 if mark[0] == "“" else -1
            if depth == 0:
                end = mark.start()
                break
    else:
        return None
    inner = _ABOUT_INSIDE.match(text, start + 1, limit)
    return ((inner.end() if inner else start + 1), end) if end > start else None


def type_strength(head: str) -> str:
    """What the type word that a mention begins with is worth."""
    words = head.split()
    for size in (2, 1):
        found = type_word(" ".join(words[:size]))
        if found:
            return found.strength
    return ""


def _hard_end(text: str, start: int, limit: int) -> int:
    """The first place at which a title has to end."""
    depth, quoted, plain = 0, 0, False
    for match in _STOP.finditer(text, start, limit):
        if match["open"]:
            if match["open"] == "(" and not quoted and _ASIDE.match(text, match.start(), limit):
                return match.start()
            if match["open"] == "“":
                quoted += 1
            else:
                depth += 1
        elif match["close"]:
            if match["close"] == "”":
                if not quoted:
                    return match.start()
                quoted -= 1
            elif depth == 0:
                return match.start()
            else:
                depth -= 1
        elif match["quote"]:
            plain = not plain
        elif not quoted and not plain and not (depth and match["end"] in (";", ":")):
            if match["end"] == ";" and _goes_on(text, start, match.start(), limit):
                continue
            if match["end"] == "." and _ABBREVIATION.search(text, max(start, match.start() - 4), match.start()):
                continue
            return match.start()
    return limit


_NEXT_HEAD = re.compile(rf";\s+(?P<head>[{LOWER}]\w*\s\w+\s\w+)\s")


def _goes_on(text: str, start: int, at: int, limit: int) -> bool:
    """Whether the list in a title goes on behind a semicolon: with the head of a member before it, "kế hoạch tài chính 03 năm …; kế hoạch tài chính 05 năm"."""
    head = _NEXT_HEAD.match(text, at, limit)
    return head is not None and re.search(rf"(?:,|\svà|;)\s+{re.escape(head['head'])}\s", text[start:at]) is not None


def _place(page: Page, draft: Draft, open_titles: list[Draft], last: Draft | None) -> None:
    """Whether a mention stands inside the open titles or goes on a list beside one of them."""
    text = page.text
    innermost = open_titles[-1]
    since = max(innermost.title_start, last.end if last else 0)
    joint = _JOIN.search(text, since, draft.start) if not draft.listed else None
    separated = draft.listed or joint is not None
    if not separated:
        for outer in reversed(open_titles):
            if not _later(draft, outer):
                draft.within = outer
                return
            _close(page, outer, _break_before(text, outer, draft.start))
        return
    if joint and not draft.listed and _after_law(text, innermost.title_start, joint.start()) and not _later(draft, innermost):
        draft.within = innermost  # "hướng dẫn Luật A và Nghị định số …": what the title goes on listing
        return
    mark = (joint["mark"] if joint else None) or ("," if text[since : draft.start].strip(" sốcáSỐ:")[:1] == "," else "và")
    cut = joint.start() if joint else since
    target: Draft | None = None
    if last is not None and last.within is not None and mark != ";":
        direct = (not text[last.end : cut].strip(" ,") and last.title_end <= last.title_start) or draft.listed
        if direct or text[last.end : draft.start].strip(" ,") in ("và", ""):
            target = last.within
        else:
            target = next((w for w in _chain(last.within) if _amending(page, w) and not _later(draft, w)), None)
    if target is not None and last is not None and not _amending(page, target) and draft.type == target.type != last.type:
        target = target.within  # "Kết luận A về tổng kết Nghị quyết B và Kết luận C"
    while target is not None and _later(draft, target):
        target = target.within
    draft.within = target
    keep = set(_chain(target)) if target else set()
    for outer in open_titles:
        if outer not in keep:
            _close(page, outer, cut)


def _after_law(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends with the name of a law."""
    stripped = text[start:end].rstrip()
    return any(m.end() == len(stripped) for m in known_laws().finditer(stripped))


def _chain(draft: Draft | None) -> list[Draft]:
    chain = []
    while draft is not None:
        chain.append(draft)
        draft = draft.within
    return chain


def _later(inner: Draft, outer: Draft) -> bool:
    """Whether `inner` was issued after `outer`, which therefore cannot name it."""
    a = inner.date or (inner.number.year if inner.number else None)
    b = outer.date or (outer.number.year if outer.number else None)
    if not a or not b:
        return False
    size = min(len(a), len(b))
    return a[:size] > b[:size]


def _amending(page: Page, draft: Draft) -> bool:
    return re.match(r"(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|hợp\s+nhất|đính\s+chính)", page.text[draft.title_start : draft.title_start + 20], re.IGNORECASE) is not None


def _break_before(text: str, outer: Draft, at: int) -> int:
    comma = text.rfind(",", outer.title_start, at)
    return comma if comma > 0 else at


_AREA = re.compile(r"\s+trên\s+địa\s+bàn\s+(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường)(?P<name>\s+\S+(?:\s+\S+)?)?", re.IGNORECASE)


def _close_at_home(page: Page, draft: Draft, home: str | None) -> None:
    """"… trên địa bàn tỉnh" behind the title of a central body's decision says where the citing document carries it out."""
    area = _AREA.search(page.text, draft.title_start, draft.title_end)
    if area is None:
        return
    named = (area["name"] or "").strip()
    if not named[:1].isupper() or (home is not None and fold_tone(fold_dashes(home)).lower().startswith(named.lower().split()[0])):
        draft.title_end = area.start()


def settle(page: Page, drafts: Sequence[Draft]) -> None:
    """Cut from a title what another mention of the same document does not have: "… của Ủy ban nhân dân Thành phố" behind it is the sentence's."""
    titles: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.number is not None and draft.title_end > draft.title_start:
            titles.setdefault(f"{draft.number.normalized} {(draft.date or '')[:4]}", []).append(draft)
    for same in titles.values():
        for draft in same:
            words = page.text[draft.title_start : draft.title_end]
            for other in same:
                size = other.title_end - other.title_start
                if 30 < size < len(words) and words.lower().startswith(page.text[other.title_start : other.title_end].lower()) and words[size:].startswith(" của "):
                    draft.title_end = draft.title_start + size
                    break


def _close(page: Page, draft: Draft, at: int) -> None:
    if draft.title_end > at:
        draft.title_end = max(at, draft.title_start)


def _trim(page: Page, draft: Draft) -> None:
    """White space and stray marks off the ends; nothing left is no title."""
    text = page.text
    start, end = draft.title_start, draft.title_end
    while end > start and text[end - 1] in " ,;:./-":
        end -= 1
    if text[start:end].endswith((" và", " VÀ")):
        end -= 3
    while start < end and text[start] == " ":
        start += 1
    inner = text[start:end]
    if inner[:1] in "“\"" and inner[-1:] in "”\"" and inner.count("“") <= 1:
        start, end = start + 1, end - 1
    elif inner.count("”") > inner.count("“") and inner.endswith("”"):
        end -= 1
    draft.title_start, draft.title_end = (start, end) if end > start else (0, 0)
