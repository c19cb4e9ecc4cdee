"""The body that issued a cited document, as the text names it: "Thủ tướng Chính phủ", "Ban cán sự đảng Bộ Y tế", "UBND tỉnh".

A name goes on while its words have capitals, are small words that names of bodies hold (body_words.tsv), or belong to a
body that the tables know; it ends at a mark or at a word of the title or of the sentence that follows.
"""

import re
from functools import cache

from parser.lexicon.issuers import issuers
from parser.lexicon.provinces import province
from parser.lexicon.table import rows
from parser.text.fold import fold_dashes, fold_tone
from parser.text.letters import LOWER, UPPER
from parser.text.words import first_words

_STOP = re.compile(
    r"(?:về|v/v|ban\s+hành|phê\s+duyệt|phê\s+chuẩn|qu[iy]\s+định|sửa\s+đổi|bổ\s+sung|hướng\s+dẫn|công\s+bố|thành\s+lập|thông\s+báo|bãi\s+bỏ|thay\s+thế|đính\s+chính|kiện\s+toàn|"
    r"điều\s+chỉnh|triển\s+khai|thực\s+hiện|tiếp\s+tục|tăng\s+cường|đẩy\s+mạnh|nhằm|để|đã|được|có|thì|trong|tại|theo|gửi|giao|cho|là|như|khi|nếu|ngày|số(?=\s*[:\d])|kèm|đề\s+nghị|"
    r"yêu\s+cầu|kết\s+luận|báo\s+cáo|trình|do|bởi|với|từ|đến|sau|trước|này|nêu|trên|nói|gọi|hoặc|cùng|đối|căn\s+cứ|bằng|vào|hợp\s+nhất|giải\s+quyết|chấp\s+thuận|phân\s+công|"
    r"xử\s+lý|khắc\s+phục|đảm\s+bảo|bảo\s+đảm|phát\s+động|chuyển(?!\s+đổi)|mời|họp|ký|tổ\s+chức\s+(?=thực|triển)|quyết\s+định|một\s+số|thông\s+qua|xem\s+xét|tham\s+mưu|phối\s+hợp|chủ\s+trì|ủy\s+quyền|quán\s+triệt|hoàn\s+thành|tổng\s+hợp|rà\s+soát|kính)(?!\w)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\s*(?:(?P<word>\w+(?:[&.'-]\w+)*\.?)|(?P<mark>[,/-](?=\s?\w))|(?P<bracket>\((?:khóa|khoá|nhiệm kỳ|cũ|lần)[^)]{0,20}\)))", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_HEAD = re.compile(rf"[{UPPER}]|(?:liên\s+(?:ngành|bộ|tịch)|ban\s|sở\s|bộ\s|ủy ban|văn phòng)")
_CAPITAL = re.compile(rf"\s?[{UPPER}]")
_OF_BODY = re.compile(rf"\s+[{UPPER}]")
# After a comma only these go on: "Bộ trưởng, Chủ nhiệm Ủy ban …", "Ban Chỉ đạo phòng, chống …".
_COMMA = re.compile(r"\s*(?:chủ nhiệm|chống|chữa|thủ trưởng|trưởng ban|phó trưởng ban)\s", re.IGNORECASE)
_TOWN = re.compile(r"\s+(?:phố|ủy|uỷ|đoàn|viên)(?!\w)", re.IGNORECASE)
_PLACE_HEAD = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)$", re.IGNORECASE)
_SMALL_AFTER = re.compile(rf"\s+(?!về|ban|quy|và|của|phê|ngày|theo|tại|số|sửa|hướng|thông)[{LOWER}]")
_TYPE_WORDS = re.compile(
    r"(?:(?:các\s+)?(?:luật(?!\s+sư)|bộ luật|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|công văn|văn bản|kế hoạch|thông báo|tờ trình|báo cáo|công điện|kết luận|quy định|"
    r"chương trình|đề án|hướng dẫn))(?!\w)",
    re.IGNORECASE,
)
_PLACE_WORDS = frozenset(["tỉnh", "thành", "phố", "huyện", "quận", "thị", "xã", "phường", "trấn", "khóa", "khoá", "lần", "nhiệm", "kỳ", "cấp", "trung", "ương", "quốc", "gia"])
_ABBREVIATED = frozenset(("tp", "t", "q", "h", "tx", "p"))
_TERM_HEADS = frozenset(("khóa", "khoá", "bcđ", "đạo", "kỳ"))

# Committees are called after their purpose, in whatever words: "Ban Chỉ đạo tỉnh về …", "Ban Chỉ đạo phòng, chống …".
_PURPOSE = re.compile(r"(?:ủy ban quốc gia|hội đồng quốc gia|ban chỉ đạo|ban chỉ huy|tổ công tác|ban vận động|ban tổ chức (?:hội|lễ|cuộc))(?!\w)", re.IGNORECASE)
_PURPOSE_ABOUT = re.compile(r"(?:\s+(?:quốc gia|trung ương|tỉnh|thành phố|liên ngành))?\s+về\s", re.IGNORECASE)
_PURPOSE_END = re.compile(rf"[;.()“”\":]|,\s+(?=[{UPPER}]\w+\s[^,;.]{{0,60}}\s(?:đã|yêu|đề|ban|xây)\s)")
_OPENER = re.compile(r"\s+(?:về\s+việc|về(?!\w)|v/v|ban\s+hành|phê\s+duyệt|quy\s+định|thông\s+báo|hướng\s+dẫn)", re.IGNORECASE)
_FORMAL = re.compile(r"\s+về\s+việc\s", re.IGNORECASE)

# Bodies called after what they do, in small letters: "Viện Vệ sinh dịch tễ …", "Công ty … xổ số kiến thiết …".
_OPEN_HEAD = re.compile(
    r"(?:Phó\s+)?(?:(?:Tổng\s+)?Giám đốc\s+|Hiệu trưởng\s+|Viện trưởng\s+|Ban Thường vụ\s+|Ban Chấp hành\s+|Chủ tịch\s+)?"
    r"(?:Ban Chỉ đạo|Ban chỉ đạo|Ban Chỉ huy|Tổ công tác|Ban Tổ chức|Hội đồng|Công ty|Tổng công ty|Tập đoàn|Viện|Học viện|Trung tâm|Trường|Bệnh viện|Công đoàn|Hội|Hiệp hội|Chi cục|Báo|Tạp chí|Nhà xuất bản|Quỹ|Hợp tác xã|Ban Quản lý|Liên đoàn|Liên hiệp|Cục|Vụ)\s"
)
_SMALL_WORD = re.compile(rf"\s+(?P<w>[{LOWER}]\w*)")
_NAME_GOES_ON = re.compile(rf"\s*(?:$|[,;:.()“”\"]|[{UPPER}]|và\s+[{UPPER}])")


@cache
def _known() -> tuple[re.Pattern[str], frozenset[str]]:
    """Any body that the tables know by its name, and the words that such names begin with."""
    names = {fold_tone(fold_dashes(n)) for i in issuers().values() for n in (i.name, *i.aliases) if " " in n or len(n) > 5}
    names |= {fold_tone(fold_dashes(row["name"])) for row in rows("named_bodies")}
    body = "|".join(re.escape(n).replace(r"\ \-\ ", r"(?:\s?-\s?|\s)").replace(r"\ ", r"\s+").replace("\\-", r"\s?-?\s?") for n in sorted(names, key=len, reverse=True) if "(" not in n and "/" not in n)
    return re.compile(rf"(?:{body})(?!\w)", re.IGNORECASE), first_words(names)


@cache
def _small() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("body_words"))


def body_end(text: str, at: int, limit: int, *, several: bool = False) -> int | None:
    """Where the name of the body that begins at `at` ends; None where no body begins there. `text` has tone marks and dashes folded.

    `several`: a joint document, whose issuers may stand in a list with commas.
    """
    while at < limit and text[at] == " ":
        at += 1
    if not _HEAD.match(text, at, limit):
        return None
    purpose = _PURPOSE.match(text, at, limit)
    if purpose:
        end = _purpose_end(text, purpose.end(), limit)
        if end is not None:
            return end
    end = place = at
    whole = -1  # where a body that the tables know has ended: only where it sits may follow in small letters
    while place < limit:
        here = place
        while here < limit and text[here] == " ":
            here += 1
        pattern, heads = _known()
        word = _WORD.match(text, here, limit)
        known = pattern.match(text, here, limit) if word is not None and word[0].lower() in heads else None
        if known is None and here > at and _STOP.match(text, here, limit) and text[here : here + 7].lower() != "chỉ đạo":
            break
        if known is not None:
            end = place = known.end()
            whole = -1 if purpose else end
            continue
        if end == whole and text[here:here+1].islower() and text[here:].split(maxsplit=1)[0].strip(",.;:)").lower() not in _PLACE_WORDS | {"và", "của"}:
            break
        step = _step(text, at, end, place, limit, several, whole < 0)
        if step is None:
            break
        end, place, last = step
        if last:
            break
    return end if end > at else None


def _step(text: str, at: int, end: int, place: int, limit: int, several: bool, unknown: bool) -> tuple[int, int, bool] | None:
    """One token further: the end of the name so far, where to read on, and whether that was its last word. None where the name is over."""
    token = _TOKEN.match(text, place, limit)
    if token is None:
        return None
    after = token.end()
    if token["bracket"]:
        return after, after, False
    if token["mark"]:
        return (end, after, False) if _mark_joins(text, token["mark"], after, limit, several) else None
    word = token["word"].rstrip(".")
    lower = word.lower()
    start = token.start("word")
    if lower == "và":
        joins = _continues(text, after, limit) and not _TYPE_WORDS.match(text, after + 1, limit)
        return (end, after, False) if joins else None
    if lower == "của":
        return (end, after, False) if end > at and _OF_BODY.match(text, after, limit) else None
    if lower == "thành" and not _TOWN.match(text, after, limit):
        return None
    if word[0].isupper() and not word.isupper() and _PLACE_HEAD.search(text[at:end]) and _SMALL_AFTER.match(text, after, limit):
        if province(f"{word} {text[after:limit].split(maxsplit=1)[0].rstrip(',.;:)')}") is not None:
            return after, after, False
        return None  # "UBND tỉnh Phát triển …": a title, and no name of a place
    if unknown and not word[0].isupper():
        run = _open_run(text, at, place, limit)
        if run is not None:
            return run, run, False
    if word[0].islower() and end > at and text[end - 1].isalpha() and province(f"{text[at:end].split()[-1]} {word}") is not None:
        return after, after, False  # "UBND thành phố Hà nội"
    capital = word[0].isupper() or any(c.isupper() for c in word)
    numbered = word.isdigit() and end > at and text[at:end].split()[-1].lower() in _TERM_HEADS
    if not (capital or lower in _small() or numbered or _compound(text, end, after, limit)):
        return None
    if start > at and text[start].isupper() and not text[at:end].isupper() and _TYPE_WORDS.match(text, start, limit):
        return None
    if text[after - 1] == ".":
        return after - 1, after, lower not in _ABBREVIATED
    return after, after, False


def _mark_joins(text: str, mark: str, after: int, limit: int, several: bool) -> bool:
    if mark == ",":
        return (several and _continues(text, after, limit)) or _COMMA.match(text, after, limit) is not None
    if mark == "-":
        return _continues(text, after, limit)
    return text[after - 2 : after - 1] != " "


def _continues(text: str, at: int, limit: int) -> bool:
    """Whether a capital word follows that may belong to the same name."""
    match = _CAPITAL.match(text, at, limit)
    return match is not None and not _TYPE_WORDS.match(text, match.end() - 1, limit)


def _open_run(text: str, at: int, place: int, limit: int) -> int | None:
    """The end of a run of at most six small words in the name of such a body; None where a word of the sentence ends it at once."""
    if not _OPEN_HEAD.match(text, at, limit):
        return None
    end = place
    for _ in range(6):
        word = _SMALL_WORD.match(text, end, limit)
        if word is None or _STOP.match(text, word.start("w"), limit) or word["w"] in ("và", "của"):
            break
        end = word.end()
    return end if end > place else None


def _compound(text: str, end: int, after: int, limit: int) -> bool:
    """A second syllable in small letters after one with a capital ("Công nghệ Thông tin"), where the name goes on or ends."""
    head = text.rfind(" ", 0, end) + 1
    if not text[head:end][:1].isupper() or text[head:end].isupper():
        return False
    return _NAME_GOES_ON.match(text, after, limit) is not None or _STOP.match(text, after + 1, limit) is not None


def _purpose_end(text: str, at: int, limit: int) -> int | None:
    """Where the name of a committee ends that a title follows; None where no title does."""
    stop = _PURPOSE_END.search(text, at, limit)
    limit = min(limit, stop.start() if stop else limit, at + 160)
    about = _PURPOSE_ABOUT.match(text, at, limit)
    opener = _OPENER.search(text, about.end() if about else at, limit)
    if opener is None:
        return None
    formal = _FORMAL.search(text, opener.start(), limit)  # "… về việc" is never a name's
    return formal.start() if formal else opener.start()
