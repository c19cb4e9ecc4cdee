"""The body that issued a cited document, as the text names it: "Thủ tướng Chính phủ", "Ban cán sự đảng Bộ Y tế", "UBND tỉnh"."""

import re
from functools import cache

from parser.lexicon.issuers import issuers
from parser.lexicon.table import rows
from parser.text.fold import fold_dashes, fold_tone

_UP = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
# Words of a title or of the sentence that goes on; a name of a body has ended before them.
_STOP = re.compile(
    r"(?:về|v/v|ban\s+hành|phê\s+duyệt|phê\s+chuẩn|quy\s+định|sửa\s+đổi|bổ\s+sung|hướng\s+dẫn|công\s+bố|thành\s+lập|thông\s+báo|bãi\s+bỏ|thay\s+thế|đính\s+chính|kiện\s+toàn|"
    r"điều\s+chỉnh|triển\s+khai|thực\s+hiện|tiếp\s+tục|tăng\s+cường|đẩy\s+mạnh|nhằm|để|đã|được|có|thì|trong|tại|theo|gửi|giao|cho|là|như|khi|nếu|ngày|số|kèm|đề\s+nghị|"
    r"yêu\s+cầu|kết\s+luận|báo\s+cáo|trình|do|bởi|với|từ|đến|sau|trước|này|nêu|trên|nói|gọi|hoặc|cùng|đối|căn\s+cứ|bằng|vào|hợp\s+nhất|giải\s+quyết|chấp\s+thuận|phân\s+công|"
    r"xử\s+lý|khắc\s+phục|đảm\s+bảo|bảo\s+đảm|phát\s+động|chuyển|mời|họp|ký|tổ\s+chức\s+(?=thực|triển)|quyết\s+định|một\s+số)(?!\w)",
    re.IGNORECASE,
)
_SMALL = frozenset(
    ["tỉnh", "thành", "phố", "huyện", "quận", "thị", "xã", "phường", "trấn", "nhân", "dân", "khóa", "khoá", "quốc", "gia", "trung", "ương", "đảng", "cán", "sự", "thường", "vụ", "trực", "chấp", "hành", "chỉ", "đạo", "điều", "ngành", "cấp", "lâm", "thời", "liên", "quản", "lý", "ủy", "ban", "uỷ", "hội", "đồng", "đoàn", "giám", "sát", "cục", "vụ", "sở", "phòng", "bộ", "trưởng", "tịch", "tướng", "phủ", "chính", "văn", "chánh", "án", "viện", "kiểm", "tra", "thanh", "nhà", "nước", "lần", "thứ", "nhiệm", "kỳ", "phát", "triển", "kinh", "tế", "an", "toàn", "giao", "thông", "khu", "công", "nghiệp", "y", "bộ", "công", "an", "quân", "tư", "pháp", "lệnh", "giám", "đốc", "tổng", "thống", "đốc", "thư", "ký", "bí", "kiểm", "toán", "tòa", "toà", "tối", "cao", "mặt", "trận", "tổ", "chiến", "binh", "nông", "phụ", "nữ", "thanh", "niên", "lao", "động", "liên", "hiệp", "cải", "cách", "dự", "án", "xây", "dựng", "bầu", "cử", "điều", "phối", "trường", "học", "bệnh", "trung", "tâm", "thuế", "hải", "quan", "dân", "số", "bảo", "hiểm", "xã", "sư", "khoa", "học", "kỹ", "thuật", "chống", "dịch", "tìm", "kiếm", "cứu", "nạn", "tai"]
)
_TOKEN = re.compile(r"\s*(?:(?P<word>\w+(?:[&.'-]\w+)*\.?)|(?P<mark>[,/-](?=\s?\w))|(?P<bracket>\((?:khóa|khoá|nhiệm kỳ|cũ|lần)[^)]{0,20}\)))", re.IGNORECASE)
_CAPITAL = re.compile(rf"\s?[{_UP}]")
_COMMA = re.compile(r"\s*(?:chủ nhiệm|chống|thủ trưởng|trưởng ban|phó trưởng ban)\s", re.IGNORECASE)
_HEAD = re.compile(rf"[{_UP}]|(?:liên\s+(?:ngành|bộ|tịch)|ban\s|sở\s|bộ\s|ủy ban|văn phòng)")
_OF_BODY = re.compile(rf"\s+[{_UP}]")
_TOWN = re.compile(r"\s+(?:phố|ủy|uỷ|đoàn|viên)(?!\w)", re.IGNORECASE)
_PLACE_HEAD = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)$", re.IGNORECASE)
_VERB_NEXT = re.compile(r"\s+(?!về|ban|quy|và|của|phê|ngày|theo|tại|số|sửa|hướng|thông)[a-zà-ỹđ]")
_OPENER = re.compile(r"\s+(?:về\s+việc|về(?!\w)|v/v|ban\s+hành|phê\s+duyệt|quy\s+định|thông\s+báo|hướng\s+dẫn)", re.IGNORECASE)
_NATIONAL = re.compile(r"(?:ủy ban quốc gia|hội đồng quốc gia|ban chỉ đạo(?: quốc gia| trung ương| tỉnh| thành phố)?|tổ công tác)\s+(?=về\s)", re.IGNORECASE)
_TYPE_WORDS = re.compile(
    r"(?:(?:các\s+)?(?:luật(?!\s+sư)|bộ luật|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|công văn|văn bản|kế hoạch|thông báo|tờ trình|báo cáo|công điện|kết luận|quy định|"
    r"chương trình|đề án|hướng dẫn))(?!\w)",
    re.IGNORECASE,
)


@cache
def _known() -> re.Pattern[str]:
    names = {fold_tone(fold_dashes(n)) for i in issuers().values() for n in (i.name, *i.aliases) if " " in n or len(n) > 5}
    names |= {fold_tone(fold_dashes(row["name"])) for row in rows("named_bodies")}
    names |= {"Ủy ban nhân dân", "UBND", "HĐND", "Hội đồng nhân dân", "Bộ Chính trị", "Ban Bí thư", "Chính phủ", "Thủ tướng Chính phủ", "Quốc hội", "Thanh tra Bộ"}
    body = "|".join(re.escape(n).replace(r"\ ", r"\s+").replace("\\-", r"\s?-\s?") for n in sorted(names, key=len, reverse=True) if "(" not in n and "/" not in n)
    return re.compile(rf"(?:{body})(?!\w)", re.IGNORECASE)


def body_end(text: str, at: int, limit: int, *, several: bool = False) -> int | None:
    """Where the name of the body that begins at `at` ends; None where no body begins there. `text` has tone marks and dashes folded.

    `several`: a joint document, whose issuers may stand in a list with commas.
    """
    while at < limit and text[at] == " ":
        at += 1
    if not _HEAD.match(text, at, limit):
        return None
    national = _NATIONAL.match(text, at, limit)
    if national:
        opener = _OPENER.search(text, national.end() + 3, min(limit, national.end() + 90))
        if opener:
            return opener.start()
    end, place = at, at
    while place < limit:
        known = _known().match(text, place, limit)
        if known:
            end = place = known.end()
            continue
        here = place
        while here < limit and text[here] == " ":
            here += 1
        if here > at and _STOP.match(text, here, limit) and text[here : here + 7].lower() != "chỉ đạo":
            break
        known = _known().match(text, here, limit)
        if known:
            end = place = known.end()
            continue
        token = _TOKEN.match(text, place, limit)
        if token is None:
            break
        if token["bracket"]:
            end = place = token.end()
            continue
        if token["mark"]:
            # "Bộ trưởng, Chủ nhiệm …", "Ban Chỉ đạo phòng, chống …"; else a comma begins what the sentence goes on with
            after = token.end()
            if token["mark"] == "," and not (several and _continues(text, after, limit)) and not _COMMA.match(text, after, limit):
                break
            if token["mark"] == "-" and not _continues(text, after, limit):
                break
            if token["mark"] == "/" and text[after - 2 : after - 1] == " ":
                break
            place = after
            continue
        word = token["word"].rstrip(".")
        if word == "và" or word == "VÀ":
            if not _continues(text, token.end(), limit) or _TYPE_WORDS.match(text, token.end() + 1, limit):
                break
            place = token.end()
            continue
        if word in ("của", "CỦA"):
            if not _OF_BODY.match(text, token.end(), limit) or end == at:
                break
            place = token.end()
            continue
        if word.lower() == "thành" and not _TOWN.match(text, token.end(), limit):
            break
        if word[0].isupper() and not word.isupper() and _PLACE_HEAD.search(text[at:end]) and _VERB_NEXT.match(text, token.end(), limit):
            break  # "UBND tỉnh Phát triển …": a title, and no name of a place
        if not (word[0].isupper() or word.lower() in _SMALL or any(c.isupper() for c in word) or (word.isdigit() and end > at and text[end - 4 : end].lower().strip() in ("khóa", "bcđ", "đạo", "kỳ"))):
            break
        if _TYPE_WORDS.match(text, here, limit) and here > at and text[here].isupper() and not text[at:end].isupper():
            break
        place = token.end()
        end = place
        if text[end - 1] == ".":
            end -= 1
            if word.lower() not in ("tp", "t", "q", "h", "tx", "p"):
                break
    return end if end > at else None


def _continues(text: str, at: int, limit: int) -> bool:
    """Whether a capital word follows that may belong to the same name."""
    match = _CAPITAL.match(text, at, limit)
    return match is not None and not _TYPE_WORDS.match(text, match.end() - 1, limit)
