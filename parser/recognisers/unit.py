"""Bodies that act (cơ quan, đơn vị, chức danh, nhóm): where their names begin and end, and where a list of them divides.

Vietnamese orthography (Nghị định 30/2020/NĐ-CP, Phụ lục II) capitalises the words for kind, function and field of a
body, so a name is a head, what is capitalised after it, and lower-case words up to one that opens a predicate. Which
parts of a list are bodies of their own: contract, "Unit" and "Decided cases".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from models.vocabulary import UnitKind
from parser.lexicon.table import rows
from parser.lexicon.unit_words import (
    COMPOUNDS,
    MINOR_VERBS,
    NOUNS,
    NOUNS_PLAIN,
    STOPS,
    VERBS,
    VERBS_PLAIN,
    Head,
    capital_at,
    head_at,
    names_an_office,
    prepared,
    tables_at,
)
from parser.recognisers.base import Example, Mention, Recogniser
from parser.text.fold import capitalised, fold_space, strip_marks
from parser.text.letters import UPPER


@dataclass(frozen=True, slots=True)
class UnitName:
    """A body as it is named: white space folded, first letter capital."""

    name: str
    kind: UnitKind


_WORD = re.compile(r"[\w&'’]+(?:\.(?=\w))?[\w&]*|\S")
_JOINT = re.compile(r"(?:,|;|,? và| cùng với| cùng| &|,? hoặc)\s+(?=\S)|,(?=\w)")
_ELLIPSIS = re.compile(r"\s?(?:\.\s?\.\s?\.|…)")
_DASH = re.compile(r" ?[-–—] ?(?=\w)|/(?=\w)")
_LISTED_FIELDS = re.compile(rf": ?(?=[{UPPER}])")
_FIELD_HEAD = re.compile(r"(?:các|,) (?:sở|bộ|ngành|ban|cục|phòng|huyện|quận|xã|phường|tỉnh|thành phố|vụ)$", re.IGNORECASE)
_BRACKET = re.compile(r" \(([^()]{2,160})\)")
_BRACKET_ASIDE = re.compile(
    r"(?:qua|thông qua|sau đây|gọi|viết tắt|để|nếu|trừ|theo|bao gồm|kể cả|trước|chi tiết|đính kèm|kèm|tham khảo|như|số|mục|phần|phụ lục)\b|\d", re.IGNORECASE
)
# A place or a property that belongs to the name although it begins with a word that would end it.
_IN_NAME = re.compile(
    r" (?:trong (?:lĩnh vực|các lĩnh vực|ngành|tỉnh|toàn|cả nước|huyện|thành phố|hệ thống|khối|trường|đơn vị|quân đội|vùng|khu|các khu|nước|và ngoài)"
    r"|tại (?:địa phương|các (?:huyện|quận|xã|tỉnh|khu|địa phương)|khu|cơ sở|trung ương|tỉnh|huyện|xã|Việt Nam|thành phố)"
    r"|ở (?:địa phương|trung ương|các|cơ sở|tỉnh|huyện|nước ngoài|xã)"
    r"|(?:đóng )?trên địa bàn(?: (?:tỉnh|huyện|thành phố|quận|xã|toàn tỉnh))?|(?:được|đã) (?:giao|lựa chọn|phân công)(?: kế hoạch vốn| chủ trì (?:soạn thảo|thẩm tra|thẩm định)(?: văn bản| hồ sơ| dự thảo| dự án| đề án)?(?= \w))?"
    r"|quản lý (?:ngành|nhà nước|chuyên ngành|lĩnh vực)(?:, lĩnh vực)?|có (?:liên quan|thẩm quyền|giường bệnh|giường|chức năng|nhu cầu|chứng chỉ|điều kiện|trụ sở|vốn(?: (?:đầu tư(?: trực tiếp)?(?: của)?(?: nước ngoài| nhà nước)?|góp(?: của)?(?: nhà nước)?|nhà nước))?)|(?:công|dân|ngoài công) lập|là chủ quản)(?!\w)"
    r"| trực tiếp(?= và|[,;.]|$| \()"
    r"|(?<=cơ quan) (?:trình (?:dự án|dự thảo)|chủ trì (?:soạn thảo|thẩm tra))(?= (?:và|trong quá|tiếp tục|bảo đảm|phải|cần|chịu|có trách nhiệm|khẩn trương|chủ động|kịp thời|nghiêm túc)(?!\w)|[,;.]|$)",
    re.IGNORECASE,
)
_COMPETENT = re.compile(r" có (?:thẩm quyền|chức năng|nhu cầu|điều kiện|vốn)| trong (?:các )?lĩnh vực| được (?:giao|lựa chọn|phân công)")
_HOW_OFTEN = re.compile(r" \d{1,3} (?:lần|ngày|bản|buổi|lượt|bộ)(?!\w)")
_CITED = re.compile(
    r"(?:Quyết định|Nghị quyết|Thông tư|Chỉ thị|Công văn|Công điện|Nghị định|Luật|Bộ luật|Điều \d|Tờ trình|Quý [IVX]|Thông báo|Kết luận|Văn bản|Đề án|Quy chế|Hướng dẫn|Năm \d)(?!\w)"
)
_COMMITTEE = re.compile(
    r"(?:Ban (?:chỉ đạo|quản lý|chỉ huy|tổ chức|vận động)|Tổ|Đoàn|Đội|Nhóm|Tiểu ban|Hội đồng(?! nhân dân| dân tộc)|Ủy ban quốc gia|Cục|Viện|Trung tâm)(?!\w)",
    re.IGNORECASE,
)
# What a committee, board or team is for, without an object of its own: "Hội đồng đánh giá cơ sở", but not "Hội đồng đánh giá các hồ sơ".
_NAMING_VERB = re.compile(
    r"(?:khảo sát|kiểm tra|thanh tra|giám sát|công tác|chuyển đổi số|cải cách|phòng,? chống|thẩm định|đánh giá|nghiệm thu|tư vấn|tuyển dụng|tuyển chọn|tuyển sinh|thi đua|khen thưởng|kỷ luật|đấu giá|đấu thầu|thanh lý|kiểm kê|giải phóng|bồi thường|hòa giải|xét duyệt|xét tuyển"
    r"|kiểm phiếu|điều phối|vận động|biên tập|biên soạn|tuyên truyền|giúp việc|xây dựng|tiếp nhận|bầu cử|giám định|quản trị|cổ phần hóa|sắp xếp|soạn thảo|đóng|mở|tìm kiếm|quy tập|quản lý|điều hành|phát triển|hỗ trợ|ứng phó|ứng dụng|giảm nghèo|thi|lựa chọn|thực hiện|triển khai)"
    r"(?!\w)(?! (?:các|những|việc|hồ sơ|kết quả|nội dung|theo|từng|kế hoạch|nghiêm|tốt|đầy đủ|phiếu|biên bản|nhiệm vụ|báo cáo)|,)"
)
_FOR_WHOM = re.compile(r"cho (?:người|hộ|đối tượng|trẻ|học sinh|các (?:hộ|đối tượng|xã|huyện|vùng))(?!\w)")
_PLACES = (" tỉnh", " huyện", " thành phố", " thị xã", " quận", " xã", " phường", " thị trấn")
# Lower-case words after which a verb still belongs to the name: "cơ sở đào tạo", "một thành viên quản lý …".
_TAKES_VERB = re.compile(
    r"(?:cơ quan|cơ sở|tổ chức|doanh nghiệp|chủ|nhà|ban|tổ|dịch vụ|quản lý|dự án|công nghệ|hỗ trợ|kỹ thuật|kiểm soát|đầu mối|một thành viên|trung tâm|trường|lực lượng|viện|đội|cán bộ"
    r"|công trình|phát triển|chữa|bệnh|thi hành|các|cùng|khai thác|đầu tư|quỹ|cao đẳng|đại học|lĩnh vực)$",
    re.IGNORECASE,
)
_UNIT_VERB = re.compile(
    r"(?:cung cấp|thi công|tư vấn|sự nghiệp|vận hành|chủ quản|sử dụng|đầu mối|quản lý|sản xuất|kinh doanh|khai thác|chuyên trách|bảo hiểm|kiểm định|kiểm nghiệm|đóng|giúp việc|tham mưu giúp)(?!\w)"
)
_PAIRED_VERB = re.compile(r"(?:khám|chữa|sản xuất|nghiên cứu|cung cấp|quản lý|tư vấn|đào tạo|tham mưu|kinh doanh|kiểm tra|truyền thông|bệnh)$")
_GOES_ON = re.compile(r"(?:trực thuộc|công nghệ|chữa bệnh|thể thao|cao đẳng|đại học|an ninh|chống|dược|thể dục|thủy|kỷ luật|cứu nạn|phát triển|đường|vận tải)(?!\w)")

_SHARED_OFFICE = re.compile(r"(?:các đồng chí |đồng chí |các )?(?:thủ trưởng|người đứng đầu|lãnh đạo|cấp trưởng)(?!\w)", re.IGNORECASE)
_PLURAL = re.compile(r"(?:tất cả |toàn thể |toàn bộ )?(?:các|những|mọi|mỗi|từng)(?!\w)", re.IGNORECASE)
_COMPLETE = re.compile(r"(?:ngành|địa phương|đơn vị|đoàn thể|liên quan)$")
_OWN_BODY = re.compile(
    r"(?:chính quyền (?:địa phương|các cấp|cấp)|ngành \w|cơ quan (?:thường trực|báo chí|chuyên môn|có thẩm quyền|(?:có )?liên quan)|cán bộ (?!lãnh đạo|quản lý|có liên quan|liên quan|chủ chốt)\w|đại biểu \w|cấp ủy|ban thường vụ|ban cán sự|(?:tổ chức|cá nhân|đơn vị|bộ phận) (?:có )?liên quan"
    r"|hội đồng \w|ủy ban \w|trung tâm \w|bệnh viện \w|đơn vị (?:được|thuộc)|trường \w|trạm y tế|phòng \w|công an \w|y tế (?:các|cơ)|nhà trường|chủ đầu tư|công đoàn \w|tổ \w)"
)
_PARTS = re.compile(r", | và ")
_FIELDS_IN_LETTERS = {"PTNT", "TBXH", "TTDL", "GDĐT"}  # "Nông nghiệp và PTNT": what a body is for, no body
_OWNED_GROUP = re.compile(r"các (?:đơn vị|cơ quan|phòng|ban)[^,;]{0,40} (?:thuộc|của) (Bộ|Sở|Cục|Vụ|Tổng cục|Tập đoàn)(?= )[^,;]*$", re.IGNORECASE)
_MANAGES = re.compile(r"(?:Ban quản lý|BQL)(?!\w)", re.IGNORECASE)
_MANAGED = re.compile(r"các (?:KCN|KKT|CCN|khu|cụm|dự án|công trình)(?!\w)", re.IGNORECASE)
_COUNCILS = re.compile(r"(?:HĐND|UBND|Hội đồng nhân dân|[UỦ][ỷy] ban nhân dân|Đoàn ĐBQH|Đoàn [Đđ]ại biểu Quốc hội)(?!\w)")
_OFFICE_OF = re.compile(r"(?:^|\s)Văn phòng (?:(?:HĐND|Hội đồng nhân dân|Đoàn ĐBQH|Đoàn [Đđ]ại biểu Quốc hội)(?:, )?)+$", re.IGNORECASE)
_BARE_CHAIR = re.compile(r"Chủ tịch Hội đồng (?:quản trị|thành viên)$", re.IGNORECASE)  # of what the post named next belongs to
_NAMELESS = re.compile(r"[ .,…]*(?:(?:chuyên môn )?(?:thuộc|trực thuộc) |$)")
_LIST_JOINT = re.compile(r"\s*(?:;\s*|\n\s*[-+•*]\s*|,\s*(?:và\s+)?(?!\s*\.\s?\.)|\s(?:và|cùng với|cùng|hoặc|&)\s)")
_LEADING = re.compile(
    r"(?:[-+•*–:,;.\s]+|phối hợp (?:với|cùng)\s|đối với\s|giao cho\s|giao\s|đề nghị\s|yêu cầu\s|trách nhiệm của\s|và\s|chủ trì:?\s|(?:cơ quan|đơn vị) (?:chủ trì|phối hợp|thực hiện):\s)+",
    re.IGNORECASE,
)
_HANGING = re.compile(r"(?: (?:trong|về|tại|của|và|các|cho|nơi|để|(?<!trực )thuộc|trên|với|theo))+$")
_TRAILING = re.compile(
    rf"\s*\((?:[{UPPER}&\d-]{{2,12}}|nếu có|(?:sau đây|gọi|tham khảo|qua|thông qua|viết tắt|đơn vị|cơ quan|thường trực|chủ trì)[^()]*)\)$|(?<!người)\s+(?:chủ trì|thực hiện|phối hợp|chịu trách nhiệm|có trách nhiệm)(?: thực hiện)?$"
)


def run_end(text: str, start: int, *, cell: bool = False) -> int | None:
    """The end of the list of units that begins at `text[start:]`; None where no unit begins there.

    In a table cell or a heading (`cell`) nothing but units stands, so no word ends a name.
    """
    return list_end(prepared(text), start, cell=cell)


def list_end(folded: str, start: int, *, cell: bool = False) -> int | None:
    """`run_end` of a text that is prepared already."""
    head = head_at(folded, start)
    return None if head is None else _run(folded, start, head, cell)


def _run(text: str, start: int, head: Head, cell: bool) -> int:
    """Read on from the head, name by name, while the list lasts."""
    at, lower_words, fields = head.end, 0, False
    name = start
    while at < len(text):
        letter = text[at + 1 : at + 2] if text[at] == " " else ""  # of the next word
        if not letter.isalnum() and (match := _ELLIPSIS.match(text, at)):
            at = match.end()
            continue
        if (not letter.isalnum() or letter in "vch") and (match := _JOINT.match(text, at)):
            upcoming = match.end()
            following = head_at(text, upcoming)
            if following and (capital_at(text, upcoming) or not VERBS.at(text, upcoming) or following.style == "plural"):
                at, head, name, lower_words, fields = following.end, following, upcoming, 0, False
            elif ";" in match[0] and not cell:
                break
            elif _ELLIPSIS.match(text, upcoming):
                at = upcoming
            elif (end := _joined(text, name, head, at, upcoming, fields, cell)) is not None:
                at, lower_words = end, 0
            else:
                break
            continue
        if not letter.isalnum():
            if (match := _LISTED_FIELDS.match(text, at)) and _FIELD_HEAD.search(text[max(start, name - 5) : at]) and not _orders(text, match.end()):
                at, fields = _word_end(text, match.end()), True
                continue
            if match := _DASH.match(text, at):
                at = _word_end(text, match.end())
                continue
            if match := _BRACKET.match(text, at):
                if _BRACKET_ASIDE.match(match[1]) or not (cell or match[1].isupper() or head_at(text, at + 2)):
                    break
                at = match.end()
                continue
        if letter in "tTởỞđĐqQcCdDnNlL" and (match := _IN_NAME.match(text, at)) and not (_COMPETENT.match(text, at) and head.style not in ("plural", "noun") and not _bare(text[name:at])):
            at = match.end()
            continue
        if letter.isdecimal() and _HOW_OFTEN.match(text, at):
            break
        if text[at] != " " or not (text[at + 1 : at + 2].isalnum() or text[at + 1 : at + 2] in '“"'):
            break
        word = at + 1
        if not cell and capital_at(text, word):
            if _CITED.match(text, word):
                break
            lower_words = 0
            if inner := head_at(text, word):
                head, name, at = inner._replace(style=head.style), word, inner.end
                continue
        elif not cell:
            lower_words += 1
            ends, past = _ends_name(text, name, at, word, head)
            if ends or lower_words > 12:
                break
            at = past
            continue
        at = _word_end(text, word)
    at = min(at, len(text))
    while at > head.end and text[at - 1] in " ,;":
        at -= 1
    return at


@cache
def _fields() -> tuple[str, ...]:
    """What ministries and departments are for: "Giáo dục và Đào tạo", "Giao thông vận tải" …"""
    names = (row["name"] for row in rows("issuers"))
    return tuple(name.partition(" ")[2] for name in names if name.startswith(("Sở ", "Bộ ")))


def _orders(text: str, at: int) -> bool:
    """Whether an order follows the colon ("Giám đốc các Sở: Khẩn trương rà soát …"), not the fields of the bodies named."""
    if text.startswith(_fields(), at):
        return False
    opening = text[at].lower() + text[at + 1 : at + 30]
    return VERBS.at(opening, 0) is not None or STOPS.at(opening, 0) is not None


def _joined(text: str, name: int, head: Head, at: int, upcoming: int, fields: bool, cell: bool) -> int | None:
    """The end of what stands after a comma or "và" and still belongs to the list, or None."""
    noun = NOUNS.at(text, upcoming)
    if noun and not STOPS.at(text, upcoming) and not _acts(text, upcoming, noun[0]):
        return noun[0]
    if noun is None and (misread := NOUNS_PLAIN.at(strip_marks(text[upcoming : upcoming + 24]), 0)) and VERBS.at(text, upcoming) is None:
        return upcoming + misread[0]
    proper = fields or head.style != "plural" or any(map(str.isupper, text[name + 4 : at]))
    if proper and capital_at(text, upcoming) and not _CITED.match(text, upcoming):
        return _word_end(text, upcoming)
    verb = VERBS.at(text, upcoming)
    if cell or _GOES_ON.match(text, upcoming) or (verb and (verb[1] == "in_names" or "và" in text[at:upcoming]) and _PAIRED_VERB.search(text[max(name, at - 20) : at])):
        return _word_end(text, upcoming)
    return None


def _ends_name(text: str, name: int, at: int, word: int, head: Head) -> tuple[bool, int]:
    """Whether the lower-case word at `word` ends the name that began at `name`; if not, where to read on."""
    past = _word_end(text, word)
    previous = text.rfind(" ", name, at) + 1 or name
    if capital_at(text, previous) and (pair := text[previous].lower() + text[previous + 1 : past]) and _is_word(pair):
        return False, past  # "Đào tạo": one word of two syllables
    placed = text.startswith(("Cục", "Viện", "Trung tâm"), name) and (head.known or text[name:at].endswith(_PLACES))  # their names end there
    if _COMMITTEE.match(text, name) and not placed and (match := _NAMING_VERB.match(text, word)):
        return False, match.end()
    if text.startswith("cho ", word) and _FOR_WHOM.match(text, word) and _COMMITTEE.match(text, name):
        return False, past  # "Ban Chỉ đạo hỗ trợ nhà ở cho người có công"
    tables = tables_at(text, word)
    verb = VERBS.at(text, word) if VERBS in tables else None
    stop = STOPS.at(text, word) if STOPS in tables else None
    noun = NOUNS.at(text, word) if NOUNS in tables else None
    compound = (COMPOUNDS.at(text, word) if COMPOUNDS in tables else None) or (noun if noun and verb and noun[0] > verb[0] and not _acts(text, word, noun[0]) else None)
    if compound and compound[0] >= max(verb[0] if verb else 0, stop[0] if stop else 0):
        return False, compound[0]
    if stop and (verb is None or stop[0] >= verb[0]):
        return True, at
    if verb is None and VERBS_PLAIN in tables and VERBS_PLAIN.at(strip_marks(text[word : word + 32]), 0):
        return True, at  # a misread "chủ trì"
    if verb is None:
        return head.known and at == head.end and MINOR_VERBS.at(text, word) is not None, past
    before = text[max(name, at - 24) : at]
    if verb[1] != "in_names":
        return not (
            (text.startswith("cấp", word) and before.endswith((" các", "Các", "cùng", "mọi")))
            or (text.startswith("thông tin", word) and _TAKES_VERB.search(before))
        ), verb[0]
    if text.startswith("tổ chức", word):
        return (not before.lower().endswith((" các", "cơ quan")) and text[name:at].lower() != "các") or _acts(text, word, verb[0]), verb[0]
    if text.startswith(("chủ trì, phối", "chủ trì phối", "tham mưu cho", "tham mưu,", "tổ chức thực"), word):
        return True, at
    if before.lower().endswith(("đơn vị", "địa phương")):
        return not _UNIT_VERB.match(text, word), verb[0]
    return not _TAKES_VERB.search(before), verb[0]


def _is_word(pair: str) -> bool:
    return any(found and found[0] == len(pair) for found in (VERBS.at(pair, 0), NOUNS.at(pair, 0), COMPOUNDS.at(pair, 0)))


def _acts(text: str, at: int, end: int) -> bool:
    """Whether "tổ chức" at `at` is the verb: "tổ chức thực hiện"."""
    if not text.startswith("tổ chức", at) or text[:at].endswith(("cơ quan, ", "đơn vị, ", "doanh nghiệp, ", "cơ quan và ", "cơ quan hoặc ")):
        return False
    after = text[end + 1 : end + 40]
    verb = VERBS.at(after, 0)
    return (verb is not None and verb[1] in ("verb", "in_names")) or re.match(
        r"(?:hội|cuộc|họp|sinh hoạt|các|đợt|lễ|tốt|có hiệu quả|đồng)\b", after
    ) is not None


def _word_end(text: str, at: int) -> int:
    match = _WORD.match(text, at)
    return match.end() if match else at + 1


def split_units(text: str, start: int = 0, end: int | None = None, *, rule: str = "unit.phrase", confidence: float = 0.9) -> list[Mention[UnitName]]:
    """The units of `text[start:end]`, a phrase that is known to hold nothing but units."""
    return [Mention(s + start, e + start, name, rule, confidence) for s, e, name in _division(text[start:end])]


@lru_cache(maxsize=4096)  # the same bodies are named all over a dispatch, and in the next one
def _division(text: str) -> tuple[tuple[int, int, UnitName], ...]:
    """Where the units of a phrase stand in it, and what they are."""
    folded = prepared(text)
    groups: list[list[int]] = []
    at, joint = 0, ""
    for match in [*_LIST_JOINT.finditer(text), None]:
        piece_end = match.start() if match else len(text)
        if match and match[0].lstrip(" ").startswith("\n") and not (folded[0] in "-+•*" or head_at(folded, match.end())):
            continue  # a dash at a line's start, inside a name
        if match and (piece_end < at or text.count("(", at, piece_end) > text.count(")", at, piece_end)):
            continue
        if groups and not _opens(folded, groups[-1], at, piece_end, joint):
            groups[-1][1] = piece_end
        else:
            groups.append([at, piece_end])
        if match:
            at, joint = match.end(), match[0].strip()[:1]
    return tuple([unit for s, e in groups if (unit := _unit(text, folded, s, e))])


def _opens(text: str, group: list[int], start: int, end: int, joint: str) -> bool:
    """Whether the piece at `start` is a unit of its own and not a part of the group before it."""
    if joint in (";", "-", "+", "•", "*"):
        return True
    leading = _LEADING.match(text, *group)
    before, piece = text[leading.end() if leading else group[0] : group[1]], text[start:end].strip()
    head = head_at(text, start)
    if head is None:
        return piece.isupper() and piece.isalpha() and len(piece) > 2 and piece not in _FIELDS_IN_LETTERS
    if head.style == "office":
        return joint != "v" or _BARE_CHAIR.search(before) is None
    if _COUNCILS.match(piece) and _OFFICE_OF.search(before):
        return False  # "Văn phòng HĐND và UBND huyện": one office of both
    shared = _SHARED_OFFICE.match(before)
    if head.style == "plural":
        named = shared and (own := head_at(before, shared.end() + 1)) is not None and own.style in ("organisation", "abbreviation") and (own.whole or own.end < len(before))
        return (not shared or bool(named)) and not (_MANAGES.match(before) and _MANAGED.match(piece))
    if head.style in ("organisation", "abbreviation"):
        if joint == "," and text[start].islower() and " " not in text[start : head.end] and _PLURAL.match(before):
            return False  # "các cơ quan báo, đài": only words of more than one syllable, capitals or "các" begin a body there
        if not head.whole and _NAMELESS.match(text, head.end, end):
            return False  # "các Vụ, Cục": a bare head shares what stands beside it
        of = _OWNED_GROUP.match(before)
        if of and piece.startswith(of[1] + " "):
            return False  # "các đơn vị thuộc Bộ Công an, Bộ Tài chính": the group is of both
        first = head_at(text, group[0])
        alone = first is not None and first.style == "organisation" and not first.whole and not text[first.end : group[1]].strip(" ,.")
        heads = [head_at(part, 0) for part in _PARTS.split(before)]
        listed = len(heads) > 1 and all(
            h and not h.known and h.style == "organisation" and h.end == len(p) for h, p in zip(heads, _PARTS.split(before), strict=True)
        )
        return bool(_COMPLETE.search(before) or _PLURAL.match(before)) or not (alone or listed)
    # a lower-case noun: one quantifier stands for all of a list
    if piece in ("bộ", "sở"):
        return not _PLURAL.match(before)
    if _bare(before) or not _OWN_BODY.match(piece[:1].lower() + piece[1:]):
        return False
    if shared:
        return re.match(r"(?:tổ chức|cá nhân) (?:có )?liên quan", piece) is not None
    if _PLURAL.match(before):
        plain = before.split(" ", 1)[-1]
        return not _bare(plain) and piece.startswith(("cơ quan liên quan", "cơ quan có liên quan", "cán bộ ", "chính quyền", "ngành", "nhà trường", "chủ đầu tư", "đơn vị được", "đại biểu", "y tế"))
    return True


def _bare(phrase: str) -> bool:
    """Whether a phrase is a head without a name: "Thanh tra", "cơ quan"."""
    if len(parts := _PARTS.split(phrase)) > 1:
        return all(map(_bare, parts))
    head = head_at(phrase, 0)
    if head and head.style == "organisation":
        return head.end == len(phrase) and not head.whole
    if head and head.style == "abbreviation":
        return phrase == "CQ"
    noun = NOUNS.at(phrase[:1].lower() + phrase[1:], 0)
    return noun is not None and noun[0] == len(phrase)


def _unit(text: str, folded: str, start: int, end: int) -> tuple[int, int, UnitName] | None:
    if match := _LEADING.match(folded, start, end):
        start = match.end()
    while (match := _TRAILING.search(folded[start:end])) and not _bare(folded[start : start + match.start()]):
        end = start + match.start()
    while end > start and folded[end - 1] in " ,;:.…-–" and not folded[start:end].endswith("..."):
        end -= 1
    if match := _HANGING.search(folded[start:end]):
        end = start + match.start()
    if end - start < 2 or not any(map(str.isalpha, folded[start:end])):
        return None
    return start, end, UnitName(capitalised(fold_space(text[start:end])), _kind(folded, start))


def _kind(text: str, start: int) -> UnitKind:
    head = head_at(text, start)
    if (head and head.style == "office") or names_an_office(text, start):
        return "office"
    return "group" if head and head.style == "plural" else "organisation"


def units_at(text: str, start: int, *, rule: str = "unit.phrase", confidence: float = 0.9) -> tuple[list[Mention[UnitName]], int]:
    """The units of the list that begins at `text[start:]` in running text, and where the list ends."""
    end = run_end(text, start)
    return ([], start) if end is None else (split_units(text, start, end, rule=rule, confidence=confidence), end)


LONGEST_LIST = 1500
"""Characters that a list of units in running text may take up."""


def units_from(text: str, folded: str, start: int, end: int, *, rule: str, confidence: float) -> tuple[list[Mention[UnitName]], int]:
    """`units_at` within `text[start:end]`, of which `folded` is the prepared form: does not read further than a list may reach."""
    past = list_end(folded[start : min(end, start + LONGEST_LIST)], 0)
    if past is None:
        return [], start
    past += start
    return split_units(text, start, past, rule=rule, confidence=confidence), past


_BEGINS = re.compile(r"(?<![\w-])\w")


def find_units(text: str) -> Iterator[Mention[UnitName]]:
    """Every unit that a text names; a bare lower-case noun ("đơn vị") names none."""
    folded = prepared(text)
    at = 0
    while match := _BEGINS.search(folded, at):
        start = match.start()
        head = head_at(folded, start)
        at = _word_end(folded, start)
        if head is None or head.style == "noun":
            continue
        end = _run(folded, start, head, cell=False)
        if end > head.end or head.whole:
            yield from split_units(text, start, end, rule="unit.text", confidence=0.8)
        at = max(end, head.end)


RECOGNISER: Recogniser[UnitName] = Recogniser(
    "unit",
    find_units,
    (
        Example(UnitName("Sở Y tế", "organisation"), "Giao ⟦Sở Y tế⟧ chủ trì xây dựng kế hoạch.", "Theo báo cáo của ⟦Sở Y\ntế⟧, việc này đã xong."),
        Example(UnitName("Sở Văn hóa, Thể thao và Du lịch", "organisation"), "⟦Sở Văn hóa, Thể thao và Du lịch⟧ khẩn trương hoàn thành thủ tục."),
        Example(UnitName("UBND các huyện, thị xã, thành phố", "organisation"), "⟦UBND các huyện, thị xã, thành phố⟧ báo cáo số hộ bị ngập."),
        Example(UnitName("Thủ trưởng các cơ quan, đơn vị", "office"), "⟦Thủ trưởng các cơ quan, đơn vị⟧ rà soát tài sản công."),
        Example(UnitName("Các đơn vị trong ngành thủy sản", "group"), "Đề nghị ⟦các đơn vị trong ngành thủy sản⟧ kiểm kê tàu cá."),
        Example(UnitName("Chủ tịch Ủy ban nhân dân tỉnh Sông Lam", "office"), "Được ⟦Chủ tịch Ủy ban nhân dân tỉnh Sông Lam⟧ phê duyệt."),
    ),
    ("Phát triển Chính phủ điện tử hướng tới nền kinh tế số.", "Ban hành quy chế làm việc.", "Sở hữu trí tuệ là lĩnh vực mới.", "Phòng, chống dịch bệnh trong mùa mưa."),
)  # fmt: skip
