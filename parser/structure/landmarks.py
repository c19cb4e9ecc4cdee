"""What a single line is: the marks by which letterhead, addressees, recipients, signature, appendix and stamp are known."""

import re

from parser.structure.titles import bare, starts_bare, starts_with
from parser.text.fold import strip_marks
from parser.text.letters import LOWER, UPPER

# These are matched against `bare` text, so that lost accents and spaces of a scan don't hide them.
NATION = re.compile(r"(?:cong)?hoaxahoichunghi|dangcongsanvietnam$")
MOTTO = re.compile(r"doclaptudo")
NUMBER_LINE = re.compile(r"(?:Số|SỐ)\s*[:.]?\s*(?:[\d./]|$)|Số\s*:")
_DATELINE = re.compile(r"[^,]{2,40},\s*[Nn]gày.{0,24}(?:tháng.{0,14})?năm\b.{0,10}$")
_SUBJECT = re.compile(r"(?:V/v|v/v|V/V|Vv|Về việc|VỀ VIỆC|về việc)\b")
ADDRESSEES = re.compile(r"\W{0,3}kinh\s{0,2}g[uo]i\b")
TELEGRAM = re.compile(r"^[^:,;.]{3,80}\s(?:gửi\s)?[Đđ]iện\s?:\s*$")
RECIPIENTS = re.compile(r"\W{0,3}n[oe]i\s{0,2}(?:nhan|gui)\s*(?:[:;.,]|$|-)")
AUTHORITY = re.compile(
    rf"[TK]\s?/\s?[MTL]\s+[{UPPER}]{{2,}}|(?:T\s?/?\s?M|K\s?/?\s?T|T\s?/?\s?L|TUQ|T/UQ|Q)\s?[./]{{1,2}}\s?[{UPPER}]{{2,}}|(?:TM|KT|TL)\s+[{UPPER}]{{2,}}"
)
ARCHIVE = re.compile(r"\W{0,3}L[ưu]u\s*[:;.,]?\s*(?:VT|VP|TT|HC|HS|TH|P\b|Văn\s+thư|[A-ZĐ]{2,}\s*[,.;(])")
SIGNED = re.compile(r"\(?\s*(?:đã ký|đã kí|ký tên|signed)", re.IGNORECASE)
NAME = re.compile(rf"(?:(?:GS|PGS|TS|ThS|BS|BSCKI{{0,2}}|DS|CN|KS|LS|Thạc sĩ|Tiến sĩ|Bác sĩ)[.\s]+){{0,3}}[{UPPER}][{LOWER}]+(?:\s+[{UPPER}][{LOWER}]*){{1,4}}$")
APPENDIX = re.compile(
    r"(?:PHỤ\s+LỤC|Phụ\s+lục)(?:\s+(?:số|SỐ)?\s*(?P<number>[IVXLC]{1,6}|\d{1,2}|[A-ZĐ])(?![\w/]))?\s*(?:\([^)]{0,40}\))?\s*(?P<rest>[:.\-–—]?\s*(?P<title>.*))$"
)
CAPTION = re.compile(
    rf"[(\[]?\s*(?:(?:Ban\s+hành\s+)?k[èe]m\s+theo|Đính\s+kèm|Gửi\s+kèm|Kèm)\s+(?:theo\s+)?(?:[{UPPER}]|công\s+văn|quyết\s+định|kế\s+hoạch|văn\s+bản|thông\s+báo)"
    r"|\(\s*Ban\s+hành\s+(?:theo|tại|kèm)\b|\(\s*Phê\s+duyệt\s+(?:kèm\s+)?theo",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"Người\s+ký\s*:|Ký\s+bởi\b|Digitally\s+signed|Signature\s+Not\s+Verified|Thời\s+gian\s+ký\s*:|Ngày\s+ký\s*:|Cơ\s+quan\s*:\s*\S|Email\s*:\s*\S+@|(?-i:CÔNG\s+VĂN\s+ĐẾN|^ĐẾN\b)|"
    r"Số\s+và\s+ký\s+hiệu\s+HS|^Chuyển\s*:|Số\s+đến\s*:|Date\s*:\s*\d|Reason\s*:|Location\s*:",
    re.IGNORECASE,
)
FORMULA_END = re.compile(r":\s*$")


def is_basis(line: str) -> bool:
    """Whether a line opens a legal basis, also behind a dash."""
    return not line.isupper() and starts_with("legal", line.lstrip("-–—+• "))


def is_formula(line: str) -> bool:
    """The operative formula: `QUYẾT ĐỊNH:`, also spaced or without its colon."""
    return line.isupper() and starts_bare("formula", line) and (FORMULA_END.search(line) is not None or len(line) < 14)


def is_head_line(line: str) -> bool:
    """Whether a line can only be part of a letterhead."""
    return bool(is_nation(line) or is_motto(line) or NUMBER_LINE.match(line) or _DATELINE.match(line) or _SUBJECT.match(line))


def is_nation(line: str) -> bool:
    """Quốc hiệu, or the party's name in its place: in capitals, also glued to the issuer."""
    if not 12 < len(line) < 110 or sum(map(str.isupper, line)) * 5 < sum(map(str.isalpha, line)) * 4:
        return False
    return NATION.search(bare(line)) is not None


def is_motto(line: str) -> bool:
    """Tiêu ngữ."""
    return 12 < len(line) < 60 and MOTTO.search(bare(line)) is not None


def is_addressees(line: str) -> bool:
    """Whether a line begins with "Kính gửi"."""
    return ADDRESSEES.match(strip_marks(line[:14]).lower()) is not None


def is_telegram(line: str) -> bool:
    """Whether a line says whom a telegram goes to: "THỦ TƯỚNG CHÍNH PHỦ điện:"."""
    return len(line) < 90 and TELEGRAM.search(line) is not None


def is_recipients(line: str) -> bool:
    """Whether a line is the heading "Nơi nhận"."""
    return line[:4].strip(" '\"“`.-")[:1] in ("N", "n") and RECIPIENTS.match(strip_marks(line[:18]).lower()) is not None


def is_title_line(line: str) -> bool:
    """A line in capitals that begins with the name of a kind of document."""
    return line.isupper() and starts_bare("title", line)


def open_bracket(line: str) -> bool:
    """Whether a line opens a bracket that it does not close: a caption broken over two lines."""
    return line.rfind("(") > line.rfind(")")
