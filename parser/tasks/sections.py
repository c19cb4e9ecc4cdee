"""What a heading says of what stands under it: whom it addresses, and whether its items oblige.

Objectives, legal bases, funds and assessments hold no tasks (contract, "What is one task"); under a line of unit names and
under "Nhiệm vụ", "Giải pháp", "Tổ chức thực hiện" every item that begins with a verb does.
"""

import re
from typing import Literal

from parser.lexicon.phrases import Phrases
from parser.lexicon.table import rows
from parser.lexicon.unit_words import COMPOUNDS, NOUNS, VERBS, head_at, prepared
from parser.recognisers.base import Mention
from parser.recognisers.unit import UnitName, run_end, split_units
from parser.text.fold import fold_tone, strip_marks
from parser.text.letters import UPPER

Mode = Literal["orders", "norms", "explicit", "silent"]
"""orders: an item that begins with a verb obliges; norms: only with a modal or under a duty; explicit: only with a subject; silent: never."""

_HEADINGS = Phrases((fold_tone(r["words"]), r["mode"]) for r in rows("task_headings"))
_PLAIN_HEADINGS = Phrases((strip_marks(r["words"]), r["mode"]) for r in rows("task_headings"))
_LEADING = re.compile(r"(?:(?:các|một số|những|về|phần|công tác)\s+)*", re.IGNORECASE)
_ADDRESSING = re.compile(
    r"(?:(?:chức năng,? (?:và )?nhiệm vụ|chức năng, nhiệm vụ(?:,| và) quyền hạn|trách nhiệm|nhiệm vụ|nhiệm vụ cụ thể|trách nhiệm thực hiện|trách nhiệm, quyền hạn|nhiệm vụ, quyền hạn|nhiệm vụ và quyền hạn|quyền hạn và trách nhiệm|quyền và trách nhiệm|phân công) (?:của|cho|đối với)"
    r"|đối với|giao(?: nhiệm vụ)?(?: cho)?|(?:trân trọng )?đề nghị|yêu cầu|phân công|mời)\s+",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(r"(?<!\w)(?:chuc nang|tinh nang|thong so|dac ta|mo ta|yeu cau)(?: ky thuat| chi tiet| nghiep vu| cua| ve| doi voi| cac)* (?:he thong|phan mem|thiet bi|ung dung)(?!\w)")
_FIELD_NAME = re.compile(r"(?<!\w)(?:[a-z]+[A-Z]\w+|[A-Za-z]+_\w+|</?[a-zA-Z]\w*|JSON|XML|String|Integer|Base64)(?!\w)")
_MANY_FIELDS = 30
_SENDS = re.compile(r"(?<!\w)(?:gửi|nộp|báo cáo|chốt|trình|công bố)(?!\w)")
_TWICE = re.compile(r"([a-z])\1+")
_PROPER = re.compile(rf"(?:[{UPPER}][\w.&-]*|tỉnh|và|thành phố|huyện|,|;|-|–)(?:\s+(?:[{UPPER}][\w.&-]*|tỉnh|và|thành phố|huyện|-|–)|\s*[,;])*\s*:?")
_RIGHTS = re.compile(r"(?:^|\s)(?:quyền hạn|có (?:các )?quyền|quyền (?:của|lợi)|các quyền)(?!\w)")
_MEANS = re.compile(r"(?:kinh phí|dự toán|tài chính|chế độ(?! báo cáo)|ngân sách)(?!\w)")
_FUNDS = re.compile(
    r"(?:dự toán,? |kế hoạch |cơ chế )?(?:(?:kinh phí|dự toán|tài chính|chế độ|ngân sách)(?:(?:,| và|, ngân sách| nhà nước| hoạt động|,? (?:dự toán|quyết toán)) ?)*"
    r"(?: ?(?:thực hiện|tổ chức|triển khai|bảo đảm|đảm bảo|phục vụ|hỗ trợ thực hiện|chính sách)(?!\w)[^:]{0,120})?)[\s.:]*"
)
_DUTY_PLAIN = re.compile(r"(?<!\w)(?:to chuc thuc hien|phan cong|trach nhiem)(?!\w)")  # a scan loses marks
_DUTY = re.compile(r"(?:trách nhiệm|nhiệm vụ|tổ chức thực hiện|phân công|quyền hạn|nghĩa vụ)(?!\w)", re.IGNORECASE)


def heading_mode(heading: str, inherited: Mode, ordered: bool = False) -> Mode:
    """How the items under a heading are to be read. `ordered`: a lead-in above asks somebody for what stands here."""
    text = prepared(heading).lower().strip()
    at = _LEADING.match(text).end()  # type: ignore[union-attr]
    if _RIGHTS.search(text) and not _DUTY.search(_RIGHTS.sub("", text)):
        return "silent"
    plain = strip_marks(text)
    if _DESCRIBES.search(plain):
        return "silent"
    # A scan may have misread a mark or doubled a letter: "QUAN ĐIẾỄM".
    found = _HEADINGS.at(text, at) or _PLAIN_HEADINGS.at(_TWICE.sub(r"\1", plain), at)
    if found is None or found[1] == "topic":
        return inherited
    mode = found[1]
    if mode == "silent" and text.startswith("chức năng", at) and _DUTY.search(text):
        mode = "orders"  # "Chức năng, nhiệm vụ của …"
    if text.startswith("thời ", at) and (_SENDS.search(text) or inherited == "norms"):
        return inherited  # "Thời gian chốt số liệu và gửi báo cáo"; the terms of a rule of law oblige
    if inherited in ("norms", "explicit") and text.startswith(("điều kiện", "bảo đảm"), at):
        return inherited  # a rule's conditions oblige who must meet them by an act
    if text.startswith("yêu cầu ", at) and not text.startswith("yêu cầu cần", at):
        mode = "explicit"  # "Yêu cầu về tổ chức xây dựng"; a bare "Yêu cầu" only wishes
    if mode == "explicit" and _MEANS.match(text, at) and not _FUNDS.fullmatch(text, at):
        return inherited  # what money is to be asked or accounted for
    if ordered and text.startswith(("đánh giá", "kết quả", "tình hình"), at):
        return inherited  # what is to be assessed and reported
    if mode == "orders" and inherited in ("norms", "silent") and not (_DUTY.search(text) or text.startswith("kết luận", at)):
        return inherited
    return mode  # type: ignore[return-value]


def specifies(text: str) -> bool:
    """Whether an appendix describes an interface: field names all over ("maKetQua", "ma_the"), so that its verbs order nobody."""
    fields = sum(1 for _ in _FIELD_NAME.finditer(text))
    return fields >= _MANY_FIELDS and fields * 50 >= len(text.split())


def is_duty(heading: str) -> bool:
    """Whether a heading announces duties: "Trách nhiệm của …", "Tổ chức thực hiện"."""
    return bool(_DUTY.search(prepared(heading))) or _DUTY_PLAIN.search(strip_marks(heading).lower()) is not None


def heading_units(heading: str, rule: str = "unit.heading", duty: bool = False) -> tuple[list[Mention[UnitName]], str | None]:
    """The units that a heading names, with offsets into it, and the word by which it addresses them (giao, đề nghị, yêu cầu).

    None where the heading is a subject: "Tổ chức thực hiện", "Phòng, chống dịch bệnh". `duty`: it stands under "Tổ chức thực hiện"
    or the like, where a mere proper name ("VNPT Sông Lam") is a body too.
    """
    text = prepared(heading)
    match = _ADDRESSING.match(text)
    if match is None and _HEADINGS.at(text.lower(), _LEADING.match(text).end()):  # type: ignore[union-attr]
        return [], None
    at = match.end() if match else 0
    if heading.isupper():
        plain = text.capitalize()
        if head_at(text, at) is None and (head_at(plain, 0) is None or match):
            return [], None
        text = text if head_at(text, at) else text.title()
    end = run_end(text, at)
    if end is None:
        if duty and not heading.isupper() and text[:1].isupper() and len(text.split()) in range(1, 9) and _PROPER.fullmatch(text):
            return split_units(heading, rule="unit.proper_name", confidence=0.6), None
        return [], None
    if not (_says_no_more(text, end) or (match and _FIELD_OF_DUTY.match(text, end))):
        end = run_end(text, at, cell=True) or end
        inside = [v for m in re.finditer(r"(?<= )\w", text) if at < m.start() < end and (v := VERBS.at(text, m.start())) and not _named(text, m.start(), v[0])]
        if text[end:].strip(" .:;") or len(text) > 90 or any(v[1] != "in_names" for v in inside) or head_at(text, at).style == "noun":  # type: ignore[union-attr]
            return [], None
    units = split_units(heading, at, end, rule=rule, confidence=0.9)
    asked = re.match(r"\w+(?: nghị| cầu)?", text[: match.end()].lower()) if match else None
    return units, asked[0] if asked else None


_FIELD_OF_DUTY = re.compile(r"[\s,]*(?:đối với|trong|về|khi|tham gia|theo|được|có liên quan)(?!\w)")


def _named(text: str, at: int, verb_end: int) -> bool:
    """Whether what looks like a verb at `at` is a noun of names: "chi nhánh"."""
    found = COMPOUNDS.at(text, at) or NOUNS.at(text, at)
    return found is not None and found[0] >= verb_end


_NO_MORE = re.compile(
    r"[\s,]*(?:(?:theo|trong phạm vi|căn cứ|trên cơ sở|với) [^:;.]{0,120}?)?[\s,]*"
    r"(?:(?:có |chịu )?trách nhiệm(?: sau| như sau| thực hiện)?|(?:có )?(?:các )?(?:chức năng|nhiệm vụ)(?:,? (?:và )?(?:nhiệm vụ|quyền hạn))*(?: sau| như sau| sau đây)?|chủ trì(?:, phối hợp [^:;.]{0,160})?|(?:tập trung |phối hợp |tổ chức )?(?:triển khai|thực hiện)(?: thực hiện)?[^:;.]{0,100}|chỉ đạo[^:;.]{0,80}|cần[^:;.]{0,80})?\s*[:.]?\s*$"
)


def _says_no_more(text: str, end: int) -> bool:
    """Whether after the units only a formula follows: "theo chức năng, nhiệm vụ chịu trách nhiệm:"."""
    return bool(_NO_MORE.match(text, end))
