"""Whether a text obliges somebody, and how: kind and modality (contract, "Task"; "Not tasks")."""

import re
from dataclasses import dataclass

from models.vocabulary import Modality, TaskKind
from parser.lexicon.needs import Needing, lowered
from parser.lexicon.phrases import Phrases
from parser.lexicon.table import rows
from parser.lexicon.unit_words import prepared
from parser.recognisers.modality import find_modals
from parser.tasks.roles import Roles, read_roles
from parser.tasks.sections import Mode
from parser.text.fold import fold_tone, strip_marks
from parser.text.letters import UPPER

_VERBS = Phrases((fold_tone(r["verb"]), r["class"]) for r in rows("task_verbs"))
_VERBS_PLAIN = Phrases((strip_marks(r["verb"]), r["class"]) for r in rows("task_verbs") if " " in r["verb"] and r["class"] == "verb")  # a scan loses marks


@dataclass(frozen=True, slots=True)
class Obligation:
    """That a text obliges: which rule says so and how sure that is."""

    kind: TaskKind
    modality: Modality | None
    rule: str
    confidence: float


_NO_TASK = re.compile(
    r"(?:Căn cứ (?!chức năng|nhiệm vụ|vào|các nội dung|nội dung|kế hoạch|tình hình|yêu cầu|điều kiện|quy định|kết quả|hướng dẫn)[^,;]*[.;]?$|Ban hành kèm theo|Ban hành(?: kèm theo)? (?:Quyết định|Thông tư|Nghị quyết) này|Phê duyệt kèm theo|Công bố kèm theo"
    r"|(?:Quyết định|Nghị quyết|Thông tư|Chỉ thị|Quy định|Quy chế|Kế hoạch|Nghị định|Luật|Hướng dẫn|Chương trình|Thông báo|Quy chuẩn|Văn bản) này (?:có hiệu lực|thay thế|quy định|hướng dẫn|được (?:áp dụng|ban hành|phổ biến)|áp dụng|gồm|bãi bỏ|là|nhằm)"
    r"|Bãi bỏ|Sửa đổi, bổ sung|Sửa đổi (?:khoản|điểm|Điều|một số)|Bổ sung (?:khoản|điểm|Điều|vào)|Thay thế (?:cụm|Điều|khoản|Phụ lục)|Thống nhất (?:với|chủ trương|đề xuất|kết quả|nội dung)|Đồng ý|Chấp thuận|Cơ bản (?:thống nhất|đồng ý|nhất trí)|Nhất trí|Tán thành|Ghi nhận|Biểu dương và đánh giá|Đánh giá cao|Hoan nghênh"
    r"|Dự trù kinh phí|Kinh phí(?! [^.;:]{0,160}:)|Kinh phí (?:thực hiện|tổ chức|triển khai)\s?:|(?:Thời (?:gian|hạn|điểm)|Địa điểm|Thành phần|Đối tượng|Quy mô|Số lượng|Hình thức|Sản phẩm|Ghi chú|Ví dụ|Chi phí)[^.;:]{0,40}:|Nguồn (?:kinh phí|vốn|xã hội|ngân)|Các nguồn|Ngân sách|Điện thoại|Email|Trân trọng|Kính gửi|Xin trân|Mọi (?:chi tiết|thông tin|vướng mắc|thắc mắc)|Thông tin (?:liên hệ|chi tiết)|Chi tiết (?:liên hệ|xin)|Đầu mối liên hệ"
    r"|Trên đây là|Nay(?: ,|,)? (?:[\w ]{0,60})?(?:thông báo|công bố)|(?:[\w ]{2,60}) (?:trân trọng )?thông báo (?:để|cho|đến|tới)|Văn phòng [\w ]+ thông báo|Tuy nhiên|Hiện nay|Thời gian qua|Trong thời gian qua|Trong những năm|Nhìn chung|Bên cạnh những)",
)
_TOPICS = ("Số lượng", "Hình thức", "Ghi chú", "Chi phí", "Kinh phí")  # behind these somebody may act: "Số lượng bản ký: Các đơn vị ký …"
_CONTACT = Needing(re.compile(
    r"(?:đề nghị|vui lòng|xin|thì|hoặc|các đơn vị|có thể|trực tiếp) (?:phản ánh trực tiếp|liên hệ|gọi điện)|liên hệ (?:với|về|qua|trực tiếp|Sở|Phòng|đồng chí|đ/c|ông|bà|số điện thoại)",
    re.IGNORECASE,
), "phản ánh", "liên hệ", "gọi điện")  # fmt: skip
_EFFECT = re.compile(
    r"(?:Quyết định|Nghị quyết|Thông tư|Chỉ thị|Quy định|Quy chế|Nghị định|Luật) này (?:có hiệu lực|thay thế|được ban hành)|có hiệu lực(?: thi hành)? (?:kể từ|từ|sau)"
)
_CARRIES_OUT = re.compile(
    r"(?:chịu trách nhiệm|có trách nhiệm|căn cứ)(?: (?:tổ chức|triển khai|phối hợp|và|hướng dẫn))*,? (?:th[iìí] hành|thực hiện) (?:Quyết định|Nghị quyết|Thông tư|Chỉ thị|Quy chế|Quy định|Nghị định|Kế hoạch)(?: này)?"
)
_PROHIBITS = re.compile(
    r"(?:Nghiêm cấm|Tuyệt đối không|Không được|Không (?:để|sử dụng|tổ chức|thực hiện|cho|ban hành|giao|tự ý|bố trí|lợi dụng|làm|yêu cầu|tiếp nhận|đưa|chi|mua|thu|cấp|tặng|nhận|điều)|Cấm |Không )"
)
_FORBIDS = re.compile(r"(?:Nghiêm cấm|Tuyệt đối không|Không được) ")
_EXHORTS = re.compile(
    r"(?:Khuyến khích|Tranh thủ|Ưu tiên các|Phát huy (?:vai trò|tinh thần|sức mạnh)|Nâng cao (?:kỹ năng|nhận thức|ý thức|tinh thần|trách nhiệm)|Đẩy mạnh (?:hợp tác|giao lưu|phong trào)|Chịu trách nhiệm (?:trước|về|theo|toàn diện)|Xác định .{0,80} là nhiệm vụ)"
)
_EXHORTED = re.compile(
    r"(?:(?:cần|phải|nghiêm túc|khẩn trương|quan tâm|tích cực|chủ động|tổ chức|phối hợp|tập trung|chỉ đạo|triển khai|và|nghiêm|căn cứ[^,]{0,60}|,) ?)*+"
    r"(?:(?:thực hiện|triển khai|thi hành)(?!\w)(?: (?:nghiêm túc|nghiêm|tốt|hiệu quả|có hiệu quả|đầy đủ|thực hiện|đúng|theo đúng|khẩn trương|kịp thời|và|,|các|những|đồng bộ))*,? ?"
    r"(?:hiệu quả )?(?:Chỉ thị|Kế hoạch|Quyết định|Công văn|Thông báo|Công điện|kế hoạch|nội dung|nhiệm vụ|ý kiến|Hướng dẫn|kết luận|Kết luận|tiến độ|chịu trách nhiệm|\./|\.|$)|nỗ lực|quyết tâm|chịu trách nhiệm)"
)
_IS_A = re.compile(r" là (?:một )?(?:nhiệm vụ|trách nhiệm|việc|yêu cầu)(?! trọng tâm,)")
_REPORTS = re.compile(
    r"(?:(?:phải |nhanh chóng |ngay |có văn bản |khẩn trương |thực hiện |tổng hợp,? |thống kê,? |có |gửi |chế độ |bằng văn bản |về |đầy đủ |nghiêm |nghiêm túc |chế độ |công tác |việc |và |xây dựng |định kỳ |kịp thời |khẩn trương |thường xuyên |tiếp tục |sơ kết,? |tổng kết,? |hằng năm,? |hàng năm,? )*)"
    r"(?:báo cáo)(?!\s*(?:viên|đề xuất|kinh tế|nghiên cứu khả thi))",
    re.IGNORECASE,
)
_OTHER_ACT = re.compile(
    r"(?:[;.]|,| và) (?:(?:chỉ được|đồng thời|chủ động|tích cực|tiếp tục|kịp thời|thường xuyên|tổ chức) )*(?:kiểm tra|giám sát|đôn đốc|rà soát|xây dựng|triển khai|tổ chức|tham mưu|hướng dẫn|thực hiện|chỉ đạo|đề xuất|phối hợp|xử lý|ban hành|tuyên truyền|đánh giá|phân công|bố trí|thẩm định|trình|ký)(?! kết quả| tình hình)",
    re.IGNORECASE,
)
_REPORTS_AT_TIMES = re.compile(
    r"(?:(?:định kỳ|hằng|hàng|tháng|quý|năm|tuần|ngày|sáu|một|\d+|hoặc|đột xuất|và|theo|yêu cầu|vào|cuối|đầu|trước|kịp thời|tổng hợp|thực hiện|gửi|có|đầy đủ)[ ,]+)++báo cáo(?!\w)",
    re.IGNORECASE,
)
_AT_TIMES = re.compile(r"(?:định kỳ|hằng|hàng)(?!\w)", re.IGNORECASE)
_CLOSES = re.compile(r"Trên đây là(?!\w)")
_BY_FUNCTION = re.compile(r"^theo chức năng,? nhiệm vụ[\w ]{0,40},?\s(?=\w)", re.IGNORECASE)
_ANSWERS_FOR = re.compile(r"(?:phải )?chịu trách nhiệm (?:trước|về|theo|toàn diện|trực tiếp|cá nhân)(?!\w)", re.IGNORECASE)
_ON_TROUBLE = re.compile(r"(?:nếu|trong quá trình|trường hợp|khi)(?!\w).{0,200}(?:vướng mắc|phát sinh|khó khăn)", re.IGNORECASE)
_TOPIC = re.compile(rf"[^.;:]{{3,90}}:\s+(?=[{UPPER}\d])|(?:Nếu|Trường hợp)\s[^.;:]{{3,120}}:\s+(?=\w)|(?:Giai đoạn|Năm|Quý|Tháng|Tuần|Đợt|Bước|Vòng|Từ|Đến)\s[^.;:]{{1,60}}:\s+(?=\w)")
_ASIDE = re.compile(
    r"(?:Trên cơ sở|Căn cứ|Để|Nhằm|Trong|Trường hợp|Kết thúc|Sau khi|Trước|Định kỳ|Hằng|Hàng|Đồng thời|Riêng|Ngoài ra|Khi|Nếu|Theo|Đến|Từ|Thời gian tới|Qua|Với|Chậm nhất|Tùy|Tại|Ngay|Vì vậy|Do đó|Bên cạnh|Năm|Quý|Cùng với|Xuất phát|Thông qua|Ngoài|Đối với)(?!\w)[^.;]"
)
_CUT = re.compile(r",\s+(?=\w)|[.;]")
_CONDITION = re.compile(r"(?:Khi|Nếu)(?!\w)[^.;:]{1,500}")
_COMMA = re.compile(r", (?=\w)")
_BY_DAY = re.compile(r"(?<!\w)(?:trước|chậm nhất|hạn cuối|muộn nhất)(?: vào| là| hết)? (?:ngày )?\d{1,2}[/-]\d")
_PAPER = re.compile(r"(?:Mẫu|Biểu (?:mẫu|số)|Đơn|Biên bản|Bản (?:sao|chính)|Giấy|Phụ lục|Danh sách|Danh mục|Hồ sơ)(?: \S+){0,40}$")
_ANSWERS = re.compile(r"(?<!\w)có (?:trách nhiệm|nghĩa vụ|nhiệm vụ)(?!\w)")  # somebody, though no body that is known
_TERM = re.compile(r"(?:Trong|Chậm nhất|Không quá|Sau|Trước)(?!\w)[^.;:]{0,60}?\d+ (?:\(\w+\) )?(?:ngày|giờ|tuần|tháng)(?!\w)")
# What must be so, whoever sees to it: "Bến mới phải bảo đảm …", "Đối với bến cũ … thì bến mới phải có …".
_MUST_BE = re.compile(
    r"(?:(?:Đối với|Trường hợp|Sau khi|Khi|Nếu)(?!\w)[^.;:]{3,300}?(?:,| thì) )?[^.;:,]{3,160}? phải (?:bảo đảm|đảm bảo|đáp ứng|tuân thủ|phù hợp với|được [\w, ]{2,60}(?:ký|phê duyệt|xác nhận|kiểm tra|thẩm định|gửi|báo cáo|lưu))(?!\w)"
)
_CONDITION_OF = re.compile(r" (?:thì )?phải (?:từ|là|đủ|thuộc|đang|đạt|có (?:hộ khẩu|đủ|quốc tịch|năng lực|bằng|chứng chỉ|giấy))(?!\w)")  # who may, not what to do
_CASE = re.compile(r"(?:Nếu|Trường hợp|Đối với)(?!\w)[^.:]{3,300}? (?:cần phải|chỉ cần|phải|cần) (?=\w)(?![^.;]{0,200} thì )")  # "Nếu bến áp dụng … thì cần gửi …"
# Whose "phải" tells what a thing is, or which: "khoản phải nộp"; "không phải" is none.
_OWED = re.compile(r"(?:mà mình|học phí|khoản|tiền|số|số tiền|thuế|phần|mức|chi phí|lệ phí|người|án|nợ|nhà ở|công trình|công việc|việc|nội dung|trường hợp|nếu|mà|nào|do|vì|bị|hồ sơ|giấy tờ)(?: không)? $", re.IGNORECASE)
_IF = re.compile(r"(?:Đối với|Trường hợp|Sau khi|Khi|Nếu|Tại thời điểm|Kể từ|Tính từ)(?!\w)")
_THEN = re.compile(r"(?:,| thì| đều| cũng) [^;]{0,160}$")
_MUST_ACT = re.compile(r" (?:được |có (?=báo cáo|văn bản|kế hoạch|phương án|giải trình|biên bản)|ngay |kịp thời |thường xuyên )*(?=\w)")
_PERMITS = Needing(re.compile(r"(?<!\w)(?:được quyền|có quyền|có thể|được phép)(?!\w)"), "quyền", "có thể", "được phép")
# What opens an obligation although its first word is no verb of acting.
_OPENS = re.compile(
    r"(?:là (?:cơ quan|đơn vị|đầu mối|bộ phận)|làm đầu mối|(?:chịu|có) trách nhiệm|có (?:kế hoạch|phương án|biện pháp|giải pháp|báo cáo|văn bản)|không|cần|phải|nghiêm cấm|được giao|coi|tự|cho|đưa|cấm|định kỳ)(?!\w)"
)
_BASED_ON = re.compile(
    r"căn cứ(?: vào)? (?:các |những )?(?:chức năng|nhiệm vụ|nội dung|tình hình|điều kiện|yêu cầu|kết quả|kế hoạch|quy định|đối tượng|hướng dẫn|Kế hoạch|Chỉ thị này|Quyết định này)(?!\w)"
)
_ON_BASIS = re.compile(r"(?:[^.;:]{3,160}:\s+)?[Cc]ăn cứ(?: vào)? (?=\w)")
_ASKED_ACT = re.compile(r"((?:(?:Đối với|Trường hợp|Nếu|Riêng|Trong|Để|Khi)(?!\w)[^.;:]{1,240}?)?)(?:^|[\s,]+)(?:(?:trân trọng|kính) )?(?:[Đđ]ề nghị|(?<=\w )yêu cầu|(?<=, )yêu cầu) ")
_ASKING_PAPER = re.compile(r"(?:hồ sơ|văn bản|đơn|tờ trình|danh sách|phiếu|giấy|thư|có|theo|của|các|được|đã|người|số|nội dung|việc|chủ|khi)[\s,]*$")
_TIME_LINE = re.compile(r"(?:[^;]{3,240}:\s+)?Thời (?:gian|hạn|điểm)(?: [^.;:]{1,60})?:\s+[^.;:]{0,80}(?:tháng|ngày|quý|năm|tuần) ?\d", re.IGNORECASE)
_DATE_OF = re.compile(
    r"(?!Thời (?:gian|hạn|điểm)|Địa điểm|Thành phần)[^.;:]{3,90}:\s+(?:(?:Từ |Trước |Dự kiến |Bắt đầu (?:từ )?)?ngày \d|Tháng \d|Quý [IVX\d])", re.IGNORECASE
)
_FORM = re.compile(r"\W*\(?(?:ký,? (?:ghi rõ|đóng dấu|họ)|ký tên,? đóng dấu\)|họ và tên|ghi rõ họ tên)", re.IGNORECASE)
_PERSON = re.compile(r":\s*(?:Ông|Bà|Đồng chí|Đ/c|ông|bà)\s")
# Nouns that begin like a verb.
_NOUNS = re.compile(
    r"(?:lãnh đạo (?:các |Sở|Phòng|Bộ |UBND|Ủy ban|Trung tâm|Ban |Cục|Chi cục|Văn phòng)|cấp (?:tỉnh|huyện|xã|trung ương|cơ sở|ủy|nào|trên|dưới)|thông tin(?! (?:tuyên truyền|kịp thời|rộng rãi|đầy đủ|cho|đến|tới|về))|hoạt động|biểu (?!dương|quyết|diễn)|phiếu |truyền thông (?:về )?[^.;]{0,60}: ?[Cc]ác|ký (?:hiệu|tự)|trích yếu|chi (?:phí|tiết|cục|bộ|nhánh|hội|đoàn)|thu nhập|tiêu (?:chí|chuẩn|đề|biểu)|đặc điểm|dự (?:án|thảo)|tích (?:hợp dữ)|lưu vực|trực tuyến|thi đua"
    r"|(?:quyết định|quy định|báo cáo|thông báo|kết luận|hướng dẫn|nghị quyết|công bố|kế hoạch|quy hoạch)(?: số(?=[ :]*\d)| này| của| \(|:|$| phê duyệt| thành lập| ban hành kèm| về)|thời gian|in hoa|xét nghiệm (?:âm|dương)|cho thuê|tăng trưởng|được (?:ghi|trình bày|quy định|tính|hiểu|xác định|đặt)|đường|bên |trình tự)"
)
_FACT = re.compile(r"^\S[^,;.]{0,120}\s(?:đã|đang|chưa|có sự|còn|luôn)\s")
_SHARE = re.compile(r"(?:\d+(?:[.,]\d+)?\s?%|Tỷ lệ|Trên \d|Từ \d|Số lượng|Tối thiểu \d|Ít nhất \d|Khoảng \d|\d+/\d+)")


def times_an_act(text: str) -> bool:
    """Whether a line of a schedule says when something is done: "Thời gian tổng kết: Tháng 12/2027"."""
    return _TIME_LINE.match(prepared(text).strip()) is not None


def asks_or_sends(text: str) -> bool:
    """Whether a paragraph asks somebody by name, or says what is to be sent to whom by which day."""
    roles = read_roles(text)
    flat = prepared(text).strip()
    return roles.asked is not None or bool(roles.reports_to and _BY_DAY.search(flat) and not _FACT.match(flat))


def is_thing(text: str) -> bool:
    """Whether a line names a thing and no act: no verb opens it and nobody is its subject."""
    flat = prepared(text).strip()
    if flat.count(" ") > 25 or flat.startswith(("Nếu ", "Khi ", "Trường hợp ")):
        return False
    return _PAPER.match(flat) is not None or (opening_verb(flat) is None and not flat.endswith(":") and not read_roles(text).lead and not find_modals(flat))


def judge(text: str, roles: Roles, mode: Mode, *, asked: Modality | None = None, led: bool = False, labelled: bool = True) -> Obligation | None:
    """How `text` obliges, or None. `asked`: how a lead-in above orders; `led`: a heading or lead-in names who is addressed."""
    if mode == "silent":
        return None
    flat = prepared(text).strip()
    if flat.count(" ") < 2 or _PERSON.search(flat[:120]) or _FORM.match(flat):
        return None
    subject = bool(roles.lead)
    carries = _CARRIES_OUT.search(flat)
    if carries and (subject or _EFFECT.search(flat)):
        return Obligation("statement", "phai", "task.carries_out", 0.9)
    if (none := _NO_TASK.match(flat)) and roles.asked is None and not (none[0].endswith(":") and none[0].startswith(_TOPICS) and any(0 <= u.start - none.end() < 3 and u.rule == "unit.subject" for u in roles.lead)):
        return None
    if _CONTACT.search(flat, lowered(flat)) and not roles.reports_to:
        return None
    modality = _modality(flat, roles, asked)
    basis = _basis(flat, roles, mode, asked, led, labelled)
    if basis is None:
        return None
    rule, confidence = basis
    return Obligation(_kind(flat, roles, labelled), modality, rule, confidence)


def _basis(flat: str, roles: Roles, mode: Mode, asked: Modality | None, led: bool, labelled: bool) -> tuple[str, float] | None:
    """By which rule a text obliges, or None."""
    if roles.asked is not None:
        return f"task.{roles.asked}", 0.97
    subject = bool(roles.lead) and roles.lead[0].rule != "unit.agent"
    must = any(m.value == "phai" for m in find_modals(flat))
    if mode == "norms":
        # A rule of law that names nobody orders nobody by name: silence.
        if subject and not flat.endswith(":") and _CONDITION_OF.match(flat, roles.lead[-1].end):
            return None
        if subject and (must or _duty_verb(flat, roles) or _TERM.match(flat)) and (must or not _PERMITS.search(flat, flat)):
            return "task.norm_subject", 0.8
        if labelled and not flat.endswith(":") and (case := _CASE.match(flat)) and (found := _VERBS.at(flat, case.end())) and found[1] == "verb":
            return "task.norm_case", 0.6
        if must and not subject and not flat.endswith(":") and _must_act(flat):
            return "task.norm_act", 0.55
        return ("task.norm_prohibition", 0.7) if _PROHIBITS.match(flat) else None
    if subject:
        return ("task.subject", 0.93) if not _PERMITS.search(flat[:200], flat) else ("task.permitted", 0.55)
    must_be = must and labelled and not flat.endswith(":") and _MUST_BE.match(flat) is not None
    must_act = must and labelled and not flat.endswith(":") and _must_act(flat)
    if mode == "explicit":
        must_be = must_be or must_act
        return ("task.prohibition", 0.75) if _FORBIDS.match(flat) else ("task.must_be", 0.6) if must_be else None
    if _asks_for_act(flat):
        return "task.asked_act", 0.85
    opening = opening_verb(flat) or ("căn cứ" if (led or asked) and _ON_BASIS.match(flat) and not flat.endswith(":") else None)
    if opening == "date":
        return "task.schedule", 0.7
    if opening:
        return ("task.ordered_verb", 0.92) if asked or led else ("task.verb", 0.85)
    if roles.lead:
        return "task.agent", 0.6
    if _SHARE.match(flat):
        return None
    if _forbids(flat[:200]):
        return "task.prohibition", 0.75
    if roles.reports_to and _BY_DAY.search(flat) and not _FACT.match(flat):
        return "task.sent_by", 0.65
    if asked and labelled and not flat.endswith(":") and not _FACT.match(flat) and not _PAPER.match(flat):
        return "task.ordered_item", 0.7
    if led and labelled and _VERBS_PLAIN.at(strip_marks(flat[:40]).lower(), 0):
        return "task.misread_verb", 0.6
    if must_be or (must_act and _IF.match(flat)):
        return "task.must_be", 0.6
    if must and labelled and not _PAPER.match(flat) and (led or asked or (_ANSWERS.search(flat) and not flat.endswith(":"))):
        return "task.modal", 0.6
    return None


def _must_act(flat: str) -> bool:
    """Whether a clause says that somebody or something "phải" and an act, behind its condition if it has one."""
    for modal in find_modals(flat):
        if not flat.startswith("phải", modal.start) and not flat.startswith("cần phải", modal.start):
            continue
        clause = flat[max(flat.rfind(". ", 0, modal.start) + 1, 0) : modal.start].lstrip()
        if _OWED.search(clause) or (_IF.match(clause) and not _THEN.search(clause)):
            continue
        act = _MUST_ACT.match(flat, modal.end)
        if act and (act[0].strip().endswith("có") or ((found := _VERBS.at(flat, act.end())) and found[1] in ("verb", "minor"))):
            return True
    return False


def _asks_for_act(flat: str) -> bool:
    """Whether somebody who is not named is asked to act: "Đối với hồ sơ còn thiếu đề nghị bổ sung …"."""
    match = _ASKED_ACT.match(flat)
    return match is not None and not _ASKING_PAPER.search(flat, 0, match.end(1)) and (found := _VERBS.at(flat, match.end())) is not None and found[1] == "verb"


def _forbids(text: str) -> bool:
    return any(m.value == "nghiem_cam" for m in find_modals(text))


def _duty_verb(flat: str, roles: Roles) -> bool:
    """Whether the subject's verb is one of acting for others: leads, coordinates, reports, inspects."""
    end = roles.lead[-1].end
    return bool(
        re.match(
            r"[\s,:]*(?:[\w\s,]{0,80}\s)?(?:chủ trì|phối hợp|báo cáo|hướng dẫn|tổ chức|kiểm tra|theo dõi|đôn đốc|gửi|lập|thực hiện|triển khai|xây dựng|tổng hợp|chỉ đạo|tham mưu|duyệt|cung cấp|bố trí|cập nhật)(?!\w)|[\s,:]*(?:có văn bản|xin ý kiến|nộp|đánh giá)(?!\w)",
            flat[end : end + 140],
            re.IGNORECASE,
        )
    )


def _past_asides(flat: str) -> int | None:
    """Where the clause begins behind the asides that open a text, each up to its first comma; None where there are none."""
    at = 0
    while (aside := _ASIDE.match(flat, at)) and (comma := _CUT.search(flat, aside.end(), aside.end() + 400)):
        if comma[0] in ".;":
            break
        at = comma.end()
    return at or None


def opening_verb(flat: str) -> str | None:
    """The verb with which a clause opens, after "Topic:" and asides; "date" where a schedule's line gives a day."""
    if _DATE_OF.match(flat):
        return "date"
    topic = _TOPIC.match(flat)
    for at in (0, topic.end() if topic else None, _past_asides(flat)):
        if at is None:
            continue
        while flat[at : at + 1] in ("“", '"', "(", "-", "+", " "):
            at += 1
        clause = flat[at : at + 1].lower() + flat[at + 1 : at + 60]
        found = None if _NOUNS.match(clause) else _VERBS.at(clause, 0)
        if (found and found[1] != "auxiliary") or _OPENS.match(clause) or _BASED_ON.match(clause):
            return clause.split(" ")[0]
    if condition := _CONDITION.match(flat):
        for comma in _COMMA.finditer(flat, 0, condition.end()):
            if (found := _VERBS.at(flat, comma.end())) and found[1] == "verb" and not _NOUNS.match(flat, comma.end()) and flat[found[0] :].strip(" .;"):
                return flat[comma.end() : found[0]]
    if re.match(r"(?:Mỗi|Các) .{0,60}(?:cử|phải|bố trí)", flat):
        return "cử"
    return None


def _modality(flat: str, roles: Roles, asked: Modality | None) -> Modality | None:
    if roles.asked:
        return roles.asked
    if _PROHIBITS.match(flat) or _forbids(flat[:160]):
        return "nghiem_cam"
    return next((m.value for m in find_modals(flat) if m.value != "nghiem_cam"), asked)


def _kind(flat: str, roles: Roles, labelled: bool) -> TaskKind:
    start = roles.lead[-1].end if roles.lead and (roles.lead[0].start < 120 or _CLOSES.match(flat)) else 0
    act = flat[start:].lstrip(" ,:")
    if roles.coordinating and re.match(r"(?:chủ trì,? )?phối hợp", act, re.IGNORECASE):
        act = flat[roles.coordinating[-1].end :].lstrip(" ,") if roles.coordinating[-1].end > start else act
    topic = _TOPIC.match(flat)
    if topic and not start:
        act = flat[topic.end() :]
    if _PROHIBITS.match(flat) or re.match(r"không được|nghiêm cấm|không để(?! xảy)", act) or (not roles.lead and opening_verb(flat) is None and _forbids(flat.split(". ")[0][:200])):
        return "prohibition"
    core = _BY_FUNCTION.sub("", act if _AT_TIMES.match(act) else act[_past_asides(act[:1].upper() + act[1:]) or 0 :])
    if (
        (_REPORTS.match(core) and not _OTHER_ACT.search(core))
        or (topic and re.match(r"chế độ báo cáo", flat, re.IGNORECASE))
        or (_REPORTS_AT_TIMES.match(act) and not _OTHER_ACT.search(act))
    ):
        return "reporting"
    if _ON_TROUBLE.match(flat) and "báo cáo" in flat and not _OTHER_ACT.search(flat[flat.find("báo cáo") :]):
        return "reporting"
    if _ANSWERS_FOR.match(act) and not _OTHER_ACT.search(act):
        return "statement"
    if _EXHORTS.match(flat) or _IS_A.search(flat[:160]):
        return "statement"
    if (not labelled or flat.endswith(":")) and roles.lead:
        end = roles.lead[-1].end
        if _EXHORTED.match(flat[end:].lstrip(" ,")) and not re.search(r"(?<!\w)(?:báo cáo|giao|theo dõi|đôn đốc)(?!\w)", flat[end:].replace("được giao", "")):
            return "statement"
    return "action"
