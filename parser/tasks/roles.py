"""Who leads, who joins in and who gets the report, as the words of one obligation say it (contract, "Lead", "reports_to")."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from models.vocabulary import Modality
from parser.lexicon.needs import has_any, lowered, tried_at
from parser.lexicon.unit_words import NOUNS, STOPS, VERBS, VERBS_PLAIN, capital_at, head_at, prepared
from parser.recognisers.base import Mention
from parser.recognisers.modality import find_asks
from parser.recognisers.unit import LONGEST_LIST, UnitName, list_end, run_end, units_from
from parser.text.fold import capitalised, fold_space, strip_marks
from parser.text.letters import UPPER

Units = list[Mention[UnitName]]


@dataclass(frozen=True, slots=True)
class Roles:
    """Units with offsets into the text that was read; `asked` is how the leads were addressed, if they were."""

    lead: tuple[Mention[UnitName], ...] = ()
    coordinating: tuple[Mention[UnitName], ...] = ()
    reports_to: tuple[Mention[UnitName], ...] = ()
    asked: Modality | None = None


_SENTENCE = re.compile(rf"[.!?][”\"]?(\s+)(?=[{UPPER}])")
_TOPIC = re.compile(rf"[^.;:]{{3,90}}:\s+(?=[{UPPER}])|(?:Nếu|Trường hợp)\s[^.;:]{{3,120}}:\s+(?=\w)")
_ENUMERATED = re.compile(r"[.:;](\s+\((?:i{1,3}|iv|vi{0,3}|\d)\)\s+)(?=\w)")
# A block on one line: "Lồng ghép các nguồn vốn. Cơ quan chủ trì: Sở Tài chính. Cơ quan phối hợp: …".
_SAID = re.compile(r"(?:Cơ quan|Đơn vị|Bộ phận)(?:, (?:cơ quan|đơn vị|bộ phận|cá nhân))? (?P<role>chủ trì|phối hợp|thực hiện)(?: thực hiện| chính)?\s?: ?(?=\w)")
_TOWARDS = re.compile(r"(?:(?:riêng )?đối với|riêng) (?=\w)", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:Trên cơ sở|Căn cứ|Để|Nhằm|Trong|Trường hợp|Kết thúc|Sau khi|Trước(?! mắt)|Định kỳ|Hằng|Hàng|Đồng thời|Riêng|Ngoài ra|Khi|Nếu|Theo(?! dõi)|Đến|Từ|Thời gian|Nay|Qua|Ngoài|Với|Chậm nhất|Tùy|Tại|Ngay|Vì vậy|Do đó|Bên cạnh|Ngày|Năm|Quý|Như vậy|Cùng với|Đối với|Nhận được)(?!\w)"
)
# Asides with a subject of their own: the sentence's subject stands behind their comma.
_CLAUSE = re.compile(r"(?:Ngay sau khi|Sau khi|Khi|Nếu|Trường hợp|Căn cứ|Trước khi)(?!\w)")
_LISTED_PERSONS = re.compile(r"(?:,|,? và) (?P<who>(?:các |những )?(?:ông|bà|đồng chí|cá nhân|thành viên)(?:\s?[,/(]\s?(?:bà|ông)\)?| và các cá nhân)? có tên (?:tại|ở|trong|theo) (?:Điều \d+|danh sách)(?: (?:nêu trên|kèm theo|trên|này))?)")
_RECITAL = re.compile(
    r"(?:Thực hiện|Triển khai|Tiếp tục thực hiện|Tiếp theo|Thống nhất|Đồng ý|Cơ bản|Chấp thuận|Nhất trí|Tán thành|Ghi nhận|Đánh giá cao|Cho phép|Sau|Xét)(?!\w)"
)
_AFTER_OF = re.compile(
    r"(?:của|tại|cho|với|về|từ|do|bởi|báo cáo|trình|theo|thuộc|và|giữa|trước|sau|trong|tham mưu|giúp|gửi|là|các|,\s*các|xin|chỉ đạo|hướng dẫn|ban hành|cùng|đề xuất|nghe|nhận)\s+$",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r",?\s*(?:(?:theo|trong phạm vi|căn cứ|trên cơ sở|với) (?:chức năng|nhiệm vụ|thẩm quyền|quyền hạn|phạm vi|lĩnh vực|trách nhiệm|quy định|sự)[^.;:]{0,120}?"
    r"(?:được giao|của mình|đã được giao|được phân công|quản lý|liên quan|đơn vị mình|thẩm quyền|nhiệm vụ|quyền hạn)?),?(?=\s)"
)
_BRACKET = re.compile(r"\s*\([^()]{1,200}\)")
_AGENT = re.compile(r"do (?<!\wdo )(?=\w)")  # the letters first: so they are looked for, and not every place for what may stand before
_AGENT_ACT = re.compile(
    r"\s*(?:hướng dẫn|thực hiện|chủ trì|quyết định|bảo đảm|đảm bảo|chi trả|chịu trách nhiệm|phê duyệt|thẩm định)(?: [^.;:]{0,40})?[.;]?(?:\s|$)"
)
_WORD_START = re.compile(r"(?<=[ ,])(?=\w)")
_PLAIN_SUBJECTS = ("các ", "Các ", "thủ trưởng", "Thủ trưởng", "Chủ tịch", "Giám đốc", "UBND", "Ủy ban", "Sở ", "Bộ ")
_SIRS = re.compile(r"(?:các )?(?:ông|bà)(?:\s?[/(,]\s?(?:ông|bà)\s?\)?)*\s?:?\s+", re.IGNORECASE)
_DONE = re.compile(
    r",?\s*(?:(?:cơ bản )?(?:đồng ý|thống nhất (?:với|về|thông qua|chủ trương|đánh giá|mục tiêu)|nhất trí|chấp thuận|tán thành|ghi nhận|đánh giá cao|biểu dương|hoan nghênh|nhận thấy|nhận định|cho rằng|chia sẻ khó khăn)(?!\w)"
    r"|(?:đã|nhận được|đang|từng|vừa|chưa|luôn|bị|có thể|có quyền|có sự|gồm|bao gồm|chịu sự|thuộc)(?!\w)|được (?!giao|phân công|yêu cầu)"
    r"|tự (?:giải thể|giải tán|kết thúc)(?!\w)|là (?!đầu mối|cơ quan|đơn vị|thường trực|tổ chức|chủ|thành viên|bộ phận|người)"
    r"|có (?!trách nhiệm|nhiệm vụ|nghĩa vụ|kế hoạch|phương án|biện pháp|báo cáo|văn bản|ý kiến|giải pháp|hình thức|liên quan))"
)

_DISSOLVES = re.compile(r"[^.;:]{0,60}?(?<!\w)tự (?:giải thể|giải tán)(?!\w)")
_WITH = re.compile(
    r"(?<!\w)(?:(?:phối|phối kết|kết) h[ợơọ]p|hợp tác|liên kết|làm việc)(?P<how>(?: (?:chặt chẽ|đồng bộ|thường xuyên|tích cực|chủ động|hiệu quả|cụ thể|tốt|kịp thời|hơn nữa|công tác|và|,))*)"
    r"(?P<link> (?:với|cùng với|cùng|giữa))? (?=\w)",
    re.IGNORECASE,
)
_WITH_AT = re.compile("phối|kết|hợp tác|liên |làm ")
_REPORT = re.compile(
    r"(?<!\w)(?P<verb>(?:tổng hợp,? )?báo cáo|gửi|nộp|trình(?! (?:độ|bày|diện|tự|duyệt|tấu))|chuyển|thông báo kết quả)(?P<how>(?: (?:kịp thời|ngay|bằng văn bản|trực tiếp|định kỳ|lại|lên|về|cho|đến|tới|với))*)(?: (?=\w)|, (?=đề xuất|tham mưu))",
    re.IGNORECASE,
)
_REPORT_AT = re.compile("tổng hợp|báo cáo|gửi|nộp|trình|chuyển|thông ")
_RECEIVER = re.compile(r"(?<!\w)(?:gửi về|về|đến|tới|lên|cho|trình|gửi|xin ý kiến(?: chỉ đạo| tham gia)?(?: của)?|(?<!hợp )với|(?<=, )(?:đề xuất|tham mưu(?:,? đề xuất)?)|(?<=và )(?:tham mưu|kiến nghị|đề xuất)) (?=\w)", re.IGNORECASE)
# "trình Thành phố khen thưởng": a level of government stands for its body.
_PARTY = re.compile(
    r"(?:^|^(?:Trường hợp|Khi|Nếu|Sau khi|Tại thời điểm|Kể từ|Trong|Trước|Hằng năm|Hàng năm|Hằng tháng|Hằng quý|Định kỳ|Chậm nhất)(?: [^,.;:]{3,160})?, (?:thì )?|^(?:Trường hợp|Khi|Nếu) [^.;:]{3,240}? thì )"
    r"(?P<who>(?:(?:Các|Mọi|Những|các|mọi|những) )?(?:(?:[Tt]ổ chức|[Cc]á nhân|[Cc]ơ quan|[Đđ]ơn vị|[Dd]oanh nghiệp|[Hh]ộ gia đình|[Cc]án bộ|[Cc]ông chức|[Vv]iên chức|[Nn]hân viên)(?:, | và | hoặc |(?= )))+"
    r"(?P<rest>[^.;:()\d]{0,90}?)|(?:(?:Các|Mọi|Những|các|mọi|những) )?(?:[Nn]gười|[Cc]hủ (?:đầu tư|sở hữu|quản|hộ|phương tiện|rừng|bến|tàu|cơ sở|dự án|thể)|[Đđ]ối tượng|[Kk]hách hàng)(?!\w)[^,.;:()\d]{0,90}?)(?: trên \d[^,.;:]{1,40}?)?"
    r"(?: thì)? (?=(?:có trách nhiệm|có nghĩa vụ|phải|chịu trách nhiệm)(?!\w))"
)
# Parties of a rule that name what they do: "cơ quan được giao thẩm định phương án giá có văn bản trả lời".
_ACTING_PARTY = re.compile(
    r"(?:^|^(?:Trường hợp|Khi|Nếu|Sau khi) [^.;:]{3,240}?(?:, | thì |; )|(?<=[.;] )Trường hợp [^.;:]{3,400}; |(?<=\. ))"
    r"(?P<who>(?:(?:Các|Mọi|Những|các|mọi|những) )?(?:(?:[Tt]ổ chức|[Cc]á nhân|[Cc]ơ quan|[Đđ]ơn vị|[Dd]oanh nghiệp|[Hh]ộ gia đình)(?:, | và | hoặc |(?= )))+(?P<rest>[^.;:\d]{6,90}?))"
    rf" (?=(?:có văn bản|gửi (?:văn bản|hồ sơ|\d+)|nộp (?:hồ sơ|\d+)|báo cáo (?-i:[{UPPER}]\w*)|xin ý kiến|thực hiện (?:tổng kết|kê khai|đăng ký|đánh giá|lập|việc)|lập (?:hồ sơ|báo cáo|văn bản))(?!\w))"
)
_PARTIES = ("tổ chức", "cá nhân", "cơ quan", "đơn vị", "doanh nghiệp", "hộ gia đình")
_OPENING = re.compile(r"[.;] ")
_NOT_ACTING = re.compile(r"[Tt]ổ chức [^,]|.*?(?<!\w)(?:phải|trách nhiệm|nghĩa vụ|thực hiện)(?!\w)|.* và$")  # "Tổ chức thực hiện việc …" is an act itself
_NOT_NAMED = re.compile(r"(?<!\w)(?:[Đđ]ơn vị (?:tiền tệ|đo|tính)|trong (?:quá trình|phạm vi)|theo|tại|khi|nếu|thì|không|có thể|là|gửi|đã|đang|được (?!giao|phân công|cử|thuê)|căn cứ|trên cơ sở|không được|như)(?!\w)")
_OFFICE = re.compile(r"(?:Trưởng|Phó Trưởng|Chủ tịch|Phó Chủ tịch|Chủ nhiệm|Tổ trưởng) (?:Ban|Tổ|Hội đồng|Ủy ban|Đoàn)(?!\w)")
_EVENT = re.compile(r"tổ chức (?:hội (?:nghị|thảo|thi|diễn|đàm|trại|chợ)|lễ|cuộc|các (?:hoạt động|lớp|cuộc|buổi|đợt))(?!\w)", re.IGNORECASE)
_LEVEL = re.compile(r"(?:Thành phố|Tỉnh|Trung ương|Huyện)(?=[ ,.;]|$)")
_HIGHER = re.compile(r"cấp (?:trên )?có thẩm quyền(?!\w)")
_NO_BODY = re.compile(r"(?:Một số|Các|Những) (?:điểm|nội dung|vấn đề|việc|công việc|biện pháp|giải pháp|nhiệm vụ|yêu cầu)(?!\w)")
_ABOUT = re.compile(r"(?:tổ chức|thực hiện|việc|công tác|kết quả|tình hình)(?!\w)")
_PURPOSE = re.compile(r"[\s.;]*(?:Để|Nhằm)(?!\w)[^,]*$")
_WHICH = re.compile(r" (?:nào|gì)(?!\w)")
_PEOPLE = re.compile(r"(?:Các |Từng |Mỗi )?(?:hộ|cá nhân|người|học sinh|đoàn viên|hội viên|đảng viên|nhân dân|khách hàng)(?!\w)", re.IGNORECASE)
# Bare nouns name nobody who could join in or receive.
_LISTS = re.compile(r"[,;]? (?:và )?")
_CARRIES_OUT = re.compile(r" (?:căn cứ Quyết định|chịu trách nhiệm|có trách nhiệm thi hành)(?!\w)")
_NOBODY = {"Đơn vị", "Cơ quan", "Tổ chức", "Cán bộ", "Cá nhân", "Công chức", "Nhân viên", "Doanh nghiệp", "Cơ sở", "Ngành"}
_CLAUSE_END = re.compile(r"[.;:](?:\s|$)|(?<!\w)(?:để|nhằm|trước khi|làm cơ sở|làm căn cứ)(?!\w)")
_NOT_OWN = re.compile(
    r"(?<!\w)(?:(?:để|nhằm|làm cơ sở(?: để)?|làm căn cứ(?: để)?|phục vụ)(?:(?:,| và| tổng hợp| theo dõi| tiếp tục| kịp thời| xem xét| chung| đề nghị| nghiên cứu| xây dựng báo cáo| lập văn bản| lập hồ sơ| hoàn thiện))*|đã|được|đã được)$",
    re.IGNORECASE,
)
# "lập hồ sơ để trình X phê duyệt": the paper is submitted by who draws it up.
_PASSED_ON = re.compile(r"[ ,]*(?:(?:để |và )?(?:tổng hợp|xem xét|thẩm định|kiểm tra|theo dõi|thẩm tra|rà soát|kịp thời|chung|hoàn thiện|đánh giá|đề xuất)[ ,]*)*")
_SUBMITTED = re.compile(r"(?:tiến độ|(?:các|những) (?:dự án|dự thảo|đề án|tờ trình|văn bản)) $")  # says which they are
_SITTING = re.compile(r" ?(?:tại )?(?:kỳ họp|phiên họp)(?: (?:thứ \w+|gần nhất|cuối năm|giữa năm))*(?: của)? (?P<body>\w[^.;:]{0,160}?(?= (?:cuối|giữa|vào|trong) |[.;:,]|$))")
_SO_THAT = re.compile(r"để (?<!\wđể )(?=\w)")
_SUBMITS_IT = re.compile(r"(?<!\w)để(?: tổng hợp,?| kịp thời)? $")
_TOLD = re.compile(r"(?<!\w)(?:phản ánh|phản hồi|liên hệ|trao đổi)(?: \w+){0,6} (?:về|đến|tới|với) \w")  # who is told reports in turn
_DECIDES = re.compile(r"[^,;.:]{3,80} (?:phê duyệt|quyết định|ban hành|thông qua|xem xét|khen thưởng|công nhận)(?!\w)")
_ADVISES = re.compile(r"(?<!\w)(?:tham mưu|đề xuất|kiến nghị|giúp|đề nghị|chỉ đạo|yêu cầu|hướng dẫn|đôn đốc)(?: [\w-]+)*$", re.IGNORECASE)


def read_roles(text: str) -> Roles:
    """The roles that one obligation's own words give out."""
    folded = prepared(text)
    lead: Units = []
    asked: Modality | None = None
    joining: Units = []
    sentences = list(_sentences(folded))
    for start, end in sentences:
        if start and (said := _SAID.match(folded, start, end)):
            assigned, _ = units_from(text, folded, said.end(), end, rule="unit.said", confidence=0.9)
            (joining if said["role"] == "phối hợp" else lead).extend(assigned)
            continue
        units, how = _addressed(text, folded, start, end)
        lead += units
        asked = asked or how
    lead = _whole_parties(text, folded, lead)
    if not lead:
        lead = _agents(text, folded)
    lead, beside = _beside(folded, lead)
    joining += beside
    starts = [start for start, _ in sentences]
    named = {(bisect_right(starts, u.start), _key(u)) for u in lead}  # a body may lead in one sentence and join in or receive in another

    def others(units: Units) -> tuple[Mention[UnitName], ...]:
        return _distinct([u for u in units if (bisect_right(starts, u.start), _key(u)) not in named])

    return Roles(_distinct(lead), others([*joining, *_joining(text, folded)]), others(_receivers(text, folded)), asked)


def _beside(folded: str, lead: Units) -> tuple[Units, Units]:
    """Those who lead, and those whom they only take along: "X cùng với Y rà soát". Who carries a decision out does so with the others."""
    at = next((n for n, (one, other) in enumerate(pairwise(lead), 1) if folded[one.end : other.start] == " cùng với "), len(lead))
    past = next((n for n in range(at + 1, len(lead)) if not _LISTS.fullmatch(folded, lead[n - 1].end, lead[n].start)), len(lead))
    if at == len(lead) or _CARRIES_OUT.match(folded, lead[past - 1].end):
        return lead, []
    return lead[:at] + lead[past:], lead[at:past]


def _key(unit: Mention[UnitName]) -> str:
    return unit.value.name.casefold()


def _distinct(units: Units) -> tuple[Mention[UnitName], ...]:
    if len(units) < 2:
        return tuple(units)
    named = {_key(u): u for u in reversed(units)}
    return tuple(u for key, u in reversed(named.items()) if not any(f"{key} {which}" in named for which in ("liên quan", "có liên quan")))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, and the members of "(i) …; (ii) …": each has a subject of its own."""
    start = 0
    for gap, end in sorted([m.span(1) for pattern in ((_SENTENCE, _ENUMERATED) if "(" in text else (_SENTENCE,)) for m in pattern.finditer(text)]):
        if gap >= start:
            yield start, gap
            start = end
    yield start, len(text)


def _addressed(text: str, folded: str, start: int, end: int) -> tuple[Units, Modality | None]:
    """Whom one sentence addresses: "Đối với X:", who is asked, or its subject."""
    topic = _TOPIC.match(folded, start, end)
    if match := _TOWARDS.match(folded, start, end):
        units, past = units_from(text, folded, match.end(), end, rule="unit.towards", confidence=0.95)
        if units and folded[past : past + 1] in (":", ","):
            later, how = _asked(text, folded, past + 1, end)
            return (later, how) if later else (units, how)
    units, how = _asked(text, folded, start, end)
    if units:
        return units, how
    opening = _subject(text, folded, start, end) if topic else []
    if opening and opening[-1].end > topic.end():  # type: ignore[union-attr]
        return opening, None  # "Bộ trưởng các Bộ: A, B …": the colon is the name's
    lists = topic is not None and re.search(r"(?:gồm|là|như sau|sau đây|sau)\s*:\s*$", topic[0]) is not None
    for at in (topic.end() if topic and not lists else start, start):
        units = _subject(text, folded, at, end)
        if units:
            return units, None
    for at in (start, topic.end()) if topic and not lists else (start,):
        if _ASIDE.match(folded, at, end):
            return _subject_after_aside(text, folded, at, end), None
    return [], None


def _asked(text: str, folded: str, start: int, end: int) -> tuple[Units, Modality | None]:
    """Who is asked ("giao X", "yêu cầu X", "đề nghị X") in the first clauses of a sentence."""
    for ask in find_asks(text, start, min(end, start + 1500)):
        before = folded[start : ask.start]
        if not _may_ask(before, folded, start) or (folded.startswith("phân công", ask.start) and before.strip()):
            continue
        units, past = units_from(text, folded, ask.end + 1, end, rule=f"unit.{ask.value}", confidence=0.97)
        if units and not _NO_BODY.fullmatch(units[0].value.name) and (_predicate(folded, past, end) or folded[past : past + 1] in (":", "") or folded[past:end].strip(" ./")):
            return units, ask.value
    return [], None


def _may_ask(before: str, text: str, start: int) -> bool:
    """Whether the words before a verb of asking are nothing, an aside, or the body that asks."""
    stripped = before.strip()
    recital = _ASIDE.match(stripped.rpartition(": ")[2]) or _RECITAL.match(stripped)
    if not recital and stripped.endswith((",", ";", ":", "đồng thời")) and VERBS.at(stripped[0].lower() + stripped[1:40], 0):
        return False  # "Kiểm tra, yêu cầu các cơ sở …": the item's own act
    if not stripped or stripped.endswith((",", ";", ":", "Đồng thời", "đồng thời", "Nay", "nay", "Vì vậy")):
        return True
    clause = stripped.rsplit(", ", 1)[-1].rsplit("; ", 1)[-1]
    clause = re.sub(r"^(?:Nay|Vì vậy|Do đó|Đồng thời|Riêng),?\s+", "", clause)
    clause = re.sub(r"(?:\s+(?:có ý kiến chỉ đạo|chỉ đạo|trân trọng|kính|tiếp tục|cũng|và|thống nhất|kết luận|quyết định|xin))+$", "", clause)
    end = run_end(clause, 0, cell=_OFFICE.match(clause) is not None) if clause else None
    return end is not None and not clause[end:].strip(" ,")


def _predicate(folded: str, at: int, end: int) -> bool:
    """Whether what follows a list of units at `at` is a predicate: a verb, after asides if any."""
    if match := _BRACKET.match(folded, at, end):
        at = match.end()
    if match := _ADVERBIAL.match(folded, at, end):
        return True
    while folded[at : at + 1] in (" ", ","):
        at += 1
    if at >= end:
        return False
    if VERBS.at(folded, at):
        return True
    stop = STOPS.at(folded, at)
    return (stop is not None and stop[1] == "adverbial") or VERBS_PLAIN.at(strip_marks(folded[at : at + 32]), 0) is not None


def _subject(text: str, folded: str, at: int, end: int) -> Units:
    """The units that open a clause as its subject."""
    while folded[at : at + 1] in ("“", '"', "-", "+", " "):
        at += 1
    if match := _SIRS.match(folded, at, end):
        at = match.end()
    if head_at(folded, at) is None or _EVENT.match(folded, at):
        return []
    verb = VERBS.at(folded[at].lower() + folded[at + 1 : at + 30], 0)
    noun = NOUNS.at(folded[at].lower() + folded[at + 1 : at + 30], 0)
    if verb and not noun and head_at(folded, at).style == "noun":  # type: ignore[union-attr]
        return []
    listed = _LISTED_PERSONS.search(folded, at, end) if folded.find("có tên", at, end) >= 0 else None
    units, past = units_from(text, folded, at, listed.start() if listed else end, rule="unit.subject", confidence=0.9)
    if listed and units and past == listed.start():
        who = listed.span("who")
        units, past = [*units, Mention(*who, UnitName(capitalised(fold_space(text[slice(*who)])), "group"), "unit.listed_persons", 0.8)], listed.end()
    if units and folded[past : past + 1] == ":":
        rest = folded[past + 1 : end].strip(" .;")
        only_named = bool(rest) and run_end(rest, 0) == len(rest)  # "Trưởng ban: Lãnh đạo Sở": who it is, no act
        return units if rest and not only_named and units[0].value.name not in _NOBODY else []
    if not units or units[0].value.name in ("Tổ chức", "Cơ quan") or not _predicate(folded, past, end) or ((done := _DONE.match(folded, past, end)) and not (done[0].endswith("có thể") and folded.find(" phải ", past, end) > 0)) or (folded.find("tự giải", past, end) >= 0 and _DISSOLVES.match(folded, past, end)):
        return []
    return units


def _subject_after_aside(text: str, folded: str, start: int, end: int) -> Units:
    """The subject of a sentence that opens with an aside: "Trong quá trình thực hiện, các địa phương báo cáo …"."""
    limit = min(end, start + 500)
    clausal = _CLAUSE.match(folded, start) is not None
    found = _behind_aside(text, folded, start, end, limit, clausal)
    return found or (_behind_aside(text, folded, start, end, limit, False) if clausal else [])


def _behind_aside(text: str, folded: str, start: int, end: int, limit: int, clausal: bool) -> Units:
    """The first body behind the words of an aside that has a predicate; `clausal`: only behind a comma."""
    at = start
    topical = folded.startswith("Đối với", start)  # what it is about may have subjects of its own
    while match := _WORD_START.search(folded, at + 1, limit):
        at = match.start()
        if head_at(folded, at) is None or (run := list_end(folded[at : min(end, at + LONGEST_LIST)], 0)) is None:
            continue
        before = folded[start:at]
        run += at
        comma = before.rstrip().endswith(",")
        last = folded.rfind(", ", at, run)
        if (clausal or before.endswith("của ")) and not comma and last > 0 and capital_at(folded, last + 2) and head_at(folded, last + 2):
            # "Trên cơ sở đề nghị của A, B chủ trì …": what stands last before the predicate is its subject
            units = _subject(text, folded, last + 2, end)
            if units:
                return [Mention(u.start, u.end, u.value, u.rule, 0.75) for u in units]
        if comma or (not topical and not clausal and not _AFTER_OF.search(before) and folded.startswith(_PLAIN_SUBJECTS, at)):
            units = _subject(text, folded, at, end)
            if units:
                return [Mention(u.start, u.end, u.value, u.rule, 0.85) for u in units]
        at = max(run - 1, at)
    return []


def _anothers_act(folded: str, start: int, at: int) -> bool:
    """Whether the report at `at` is what a body named behind "để" does: "gửi số liệu để Sở Y tế báo cáo Bộ Y tế"."""
    for match in _SO_THAT.finditer(folded, start, at):
        if head_at(folded, match.end()) and (end := run_end(folded[match.end() : at + 1], 0)) and not re.search(r"[.;:]", folded[match.end() + end : at]):
            return True
    return False


def _names_another(folded: str, party: re.Match[str]) -> bool:
    """Whether another body stands behind a comma of the party's name."""
    start, end = party.span("rest")
    return start >= 0 and any(head_at(folded, comma.end()) for comma in re.finditer(", ", folded[:end]) if comma.start() >= start)


def _whole_parties(text: str, folded: str, lead: Units) -> Units:
    """Parties that no list of bodies knows, named up to their duty: "Tổ chức, cá nhân kinh doanh nước sạch có trách nhiệm …"."""
    openings = (0, *(m.end() for m in _OPENING.finditer(folded))) if has_any(lowered(folded), _PARTIES) else ()
    found = sorted([*tried_at(_PARTY, folded, (0,)), *tried_at(_ACTING_PARTY, folded, openings)], key=lambda m: m.start("who"))
    for match in found:
        start, end = match.span("who")
        if _NOT_NAMED.search(folded, start, end) or _names_another(folded, match) or (match.re is _ACTING_PARTY and _NOT_ACTING.match(folded, start, end)):
            continue
        inside = [u for u in lead if start <= u.start < end]
        if (lead and not inside) or any(u.start != start or not u.rule.startswith("unit.subject") or u.end >= end for u in inside) or len(inside) > 1:
            continue
        party = Mention(start, end, UnitName(capitalised(fold_space(text[start:end])), "group"), "unit.party", 0.7)
        lead = sorted([party, *(u for u in lead if u not in inside)], key=lambda u: u.start)
    return lead


def _agents(text: str, folded: str) -> Units:
    """The agent of a passive: "do Bộ Quốc phòng hướng dẫn"."""
    for match in _AGENT.finditer(folded):
        units, past = units_from(text, folded, match.end(), len(text), rule="unit.agent", confidence=0.75)
        if units and _AGENT_ACT.match(folded, past):
            return units
    return []


def _joining(text: str, folded: str) -> Units:
    """Who joins in: "phối hợp với X", "kết hợp X", "hợp tác với X"."""
    found: Units = []
    for match in tried_at(_WITH, folded, [m.start() for m in _WITH_AT.finditer(lowered(folded))]):
        link = match["link"]
        if (folded.endswith("để ", 0, match.start()) and match[0].startswith("làm")) or (link and link.strip() == "giữa") or (not link and match[0].lower().startswith(("hợp", "liên", "làm"))):
            continue
        units, _ = units_from(text, folded, match.end(), len(text), rule="unit.with", confidence=0.95)
        found += [u for u in _asserted(folded, units) if u.value.name not in _NOBODY]
    return found


def _asserted(folded: str, units: Units) -> Units:
    """Units without those that a question word leaves open: "cơ quan nào"."""
    return [u for u in units if not _WHICH.search(folded, u.start, u.end) and not _WHICH.match(folded, u.end)]


def _level(folded: str, report: re.Match[str]) -> tuple[int, int] | None:
    """Where a bare level of government gets what is submitted: "trình Thành phố", "báo cáo Trung ương"."""
    level = _LEVEL.match(folded, report.end())
    if level is None:
        return None
    ends = not folded[level.end() :].strip() or folded[level.end()] in ",.;"
    return level.span() if ends or _predicate(folded, level.end(), len(folded)) else None


def _receivers(text: str, folded: str) -> Units:
    """Who gets the report, the paper or the submission that is the item's own act."""
    found: Units = []
    passed_on = -1  # where the last receiver's name ends: "báo cáo A trình B" leaves B to A
    for match in tried_at(_REPORT, folded, [m.start() for m in _REPORT_AT.finditer(lowered(folded))]):
        sentence = folded[max(folded.rfind(". ", 0, match.start()), folded.rfind("; ", 0, match.start()), match.start() - 600, 0) : match.start()]
        if match["verb"] == "trình" and (level := _level(folded, match)):
            found.append(Mention(level[0], level[1], UnitName(folded[slice(*level)], "organisation"), "unit.level", 0.75))
            continue
        adjacent = 0 <= passed_on == match.start() - 1 and match["verb"].lower().startswith(("trình", "tổng hợp"))
        passed = match["verb"] != "trình" and 0 <= passed_on < match.start() - 2 and _PASSED_ON.fullmatch(folded, passed_on, match.start())
        if adjacent or passed:
            continue
        if _anothers_act(folded, max(0, match.start() - 200), match.start()):
            continue
        submits = not found and _TOLD.search(sentence) is None and _SUBMITS_IT.search(sentence) is not None and _DECIDES.match(folded, match.end()) is not None
        if _PURPOSE.match(sentence) or (not submits and _NOT_OWN.search(sentence.rstrip(" ,"))) or re.search(
            r"(?:kính|công tác|chế độ|nội dung|số liệu|hội nghị|các|nghe|quá|chương|công|quy) ?$", sentence, re.IGNORECASE
        ):
            continue
        verb = match["verb"].lower()
        if higher := _HIGHER.match(folded, match.end()):
            found.append(Mention(*higher.span(), UnitName(capitalised(higher[0]), "group"), "unit.level", 0.7))
            passed_on = higher.end()
            continue
        if verb == "trình" and _SUBMITTED.search(sentence):
            continue
        if verb == "trình" and _ADVISES.search(sentence.rsplit(",", 1)[-1].strip()):
            continue
        units, _ = units_from(text, folded, match.end(), len(text), rule="unit.receiver", confidence=0.92)
        if not units and verb == "trình" and (sitting := _SITTING.match(folded, match.end())):
            units, _ = units_from(text, folded, *sitting.span("body"), rule="unit.receiver", confidence=0.85)
        if not units and not verb.startswith(("thông báo", "chuyển")):
            stop = _CLAUSE_END.search(folded, match.end())
            bracket = folded.find("(", match.end())
            limit = min(stop.start() if stop else len(folded), match.end() + 260, bracket if bracket >= 0 else len(folded))
            past_bracket = _BRACKET.match(folded, bracket) if bracket == limit else None
            beyond = _RECEIVER.match(folded, past_bracket.end() + 1) if past_bracket else None
            for towards in (*_RECEIVER.finditer(folded, match.end(), limit), *((beyond,) if beyond else ())):
                if towards[0] == "về " and _ABOUT.match(folded, towards.end()):
                    continue
                units, _ = units_from(text, folded, towards.end(), len(text), rule="unit.receiver", confidence=0.85)
                if units:
                    break
        if verb.startswith(("thông báo", "chuyển")):
            continue
        passed_on = units[-1].end if units else passed_on
        found += [u for u in _asserted(folded, units) if not _PEOPLE.match(u.value.name) and u.value.name not in _NOBODY]
    return found
