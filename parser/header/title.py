"""Tên loại and trích yếu: the heading "KẾ HOẠCH" with the lines under it, or "V/v …" of a công văn."""

import re
from functools import cache

from rapidfuzz import fuzz

from models.vocabulary import DocumentType
from parser.header.casing import is_upper, sentence_case
from parser.header.segments import Segment, plain
from parser.lexicon.issuers import without_post
from parser.lexicon.table import rows
from parser.recognisers.base import Mention
from parser.text.fold import fold_dashes, fold_space, fold_tone

# What opens the body after a title: the next paragraph is no longer trích yếu.
_OPENER = re.compile(
    r"(?:Căn cứ|Kính gửi|Lời nói đầu|LỜI NÓI ĐẦU|Thực hiện|Triển khai|Để |Nhằm |(?:[Nn]gày|(?:Sáng|Chiều|Tối)(?: ngày)?) \d|Trong |Theo |Hiện nay|Hiện tại|Qua |Sau khi|Sau thời gian|Vừa qua|Thời gian (?:qua|vừa)|Năm \d{4}|Tiếp tục thực hiện|"
    r"Tiếp theo|Trên cơ sở|Xét |Phát huy|Chấp hành|Được sự|Với mục|Hưởng ứng|Nơi nhận|Điều 1|ĐIỀU 1|Chương I|CHƯƠNG I|Phần |PHẦN |Mục 1|Từ ngày|Từ năm|Hôm nay|Những năm|Tại |Đến nay|Tình hình|"
    r"Thủ tướng Chính phủ (?:yêu cầu|điện)|.{5,80}? điện:|(?:Trân trọng )?[Kk]ính mời|[^\W\d_][^.;:]{3,80} (?:trân trọng )?(?:kính mời|trân trọng mời)|(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|NGHỊ QUYẾT)\s?:)"
)
_LABEL = re.compile(r"(?:[IVX]{1,4}|[A-Z]|\d{1,2})\s?[.)-]\s?\S|(?:I|1)\s?/\s?\S|[-+•*]\s")
# A line that ends so is not finished, whatever the next one begins with.
_DANGLING = re.compile(
    r"(?:[,\-–(“\"]|(?<!\w)(?:(?i:và|của|về|cho|tại|các|trong|theo|với|từ|hoặc|(?<!đổi )(?<!tế )(?<!quyền )(?<!liệu )(?<!hội )số|ngày|tháng|năm|trên|việc|là|do|giữa|bởi|một|những|tỉnh|huyện|xã|phường|thành|phố|để)|Sở|Bộ|Ban|UBND))$"
)
_OPERATIVE = re.compile(r"\s?:\s*$")
_LEAD = re.compile(r"^\W*(?:V\s?/\s?v|về\s?việc|về)\s*[:.]?\s+", re.IGNORECASE)
_MISREAD_LEAD = re.compile(r"\W*VE VIEC\s+")
_AUTHORITY = re.compile(
    r"(?:BỘ TRƯỞNG|THỦ TƯỚNG|CHỦ TỊCH|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|THỐNG ĐỐC|HIỆU TRƯỞNG|VIỆN TRƯỞNG|TRƯỞNG BAN|TRƯỞNG PHÒNG|CHÁNH|BAN THƯỜNG VỤ|"
    r"BAN CHẤP HÀNH|HỘI ĐỒNG|ỦY BAN|UỶ BAN|CHÍNH PHỦ|QUỐC HỘI|BỘ CHÍNH TRỊ|BAN BÍ THƯ|TỔNG THANH TRA|TỔNG KIỂM TOÁN|CHI CỤC TRƯỞNG|BAN QUẢN LÝ|KIỂM TOÁN)(?!\w)"
)


@cache
def _types() -> tuple[tuple[str, str, DocumentType], ...]:
    """(folded words, words without marks, type), the longest first."""
    table = [(fold_tone(row["word"]), row["type"]) for row in rows("type_words") if row["type"] != "khac"]
    table.sort(key=lambda x: -len(x[0]))
    return tuple((word, plain(word), type_) for word, type_ in table)  # type: ignore[misc]


@cache
def _type_starts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a line with a type begins with: the words, and those without marks that may stand for them."""
    return tuple(word for word, _, _ in _types()), tuple(bare for word, bare, _ in _types() if len(word) > 5)


def heading_type(text: str) -> tuple[DocumentType, int] | None:
    """The type that a heading line names and how many of its characters do so; badly read capitals are borne with."""
    text = fold_dashes(text)
    folded = fold_tone(text.casefold())
    upper = plain(text)
    capitals = is_upper(text, 0.6)
    words, bares = _type_starts()
    for word, bare, type_ in _types() if folded.startswith(words) or (capitals and upper.startswith(bares)) else ():
        exact = folded.startswith(word) or (capitals and len(word) > 5 and upper.startswith(bare))
        if exact and not folded[len(word) : len(word) + 1].isalnum():
            return type_, len(word)
    if not capitals:
        return None
    size = len(upper.strip())
    best = max(((fuzz.ratio(upper[: len(bare) + 1].strip(), bare), type_, len(bare)) for _, bare, type_ in _types() if abs(size - len(bare)) <= 2), default=None)
    return (best[1], len(upper)) if best and best[0] >= 80 and best[2] > 6 else None


def type_heading(segments: list[Segment], end: int) -> tuple[int, Mention[DocumentType]] | None:
    """The heading line among the first `end` segments: (its index, the type)."""
    for index, segment in enumerate(segments[:end]):
        if segment.kind != "text":
            continue
        text = re.sub(r"^[\W_]+", "", segment.text)
        lead = len(segment.text) - len(text)
        text = re.sub(r"[^\w:.)”\"]+$", "", text)
        found = heading_type(text)
        if found is None:
            continue
        type_, size = found
        rest = text[size:].strip(" *_#")
        operative = rest == ":"
        if operative or _is_operative(segments, index, rest):
            continue
        whole = not rest.strip(".:*")
        # In running text the word stands in small letters and goes on; a heading is alone on its line or in capitals.
        if not (is_upper(text[:size], 0.8) or (whole and len(text) < 40)):
            continue
        if not whole and not is_upper(text[:size], 0.9):
            continue
        if not is_upper(text[:size], 0.8) and any(g.kind == "about" for g in segments[:index]):
            continue  # "V/v báo cáo"
        joint = _JOINT.get(type_)
        if joint and any(re.match(r"LIÊN (?:TỊCH|BỘ)(?!\w)", g.text) for g in segments[index + 1 : index + 3] if g.kind == "text"):
            type_ = joint
        return index, Mention(segment.start + lead, segment.start + lead + size, type_, "type.heading", 0.97)
    return None


_JOINT: dict[DocumentType, DocumentType] = {"thong_tu": "thong_tu_lien_tich", "nghi_quyet": "nghi_quyet_lien_tich"}


def printed_under(segments: list[Segment], index: int) -> Mention[str] | None:
    """Who issues, in prints that have it under the heading, before the number: "CỦA BỘ …", "LIÊN TỊCH BỘ … - …"."""
    lines: list[Segment] = []
    for segment in segments[index : index + 6]:
        if segment.kind == "number" and lines:
            text = fold_space(" ".join(g.text for g in lines))
            match = re.search(r"(?:^|\s)(?:CỦA|LIÊN TỊCH|LIÊN BỘ)\s+(?P<name>\w.{2,160})$", text)
            if match is None:
                return None
            return Mention(lines[0].start, lines[-1].end, sentence_case(without_post(match["name"]), body=True), "issuer.heading", 0.8)
        if segment.kind not in ("text", "rule"):
            return None
        lines += [segment] if segment.kind == "text" else []
    return None


def _is_operative(segments: list[Segment], index: int, rest: str) -> bool:
    """ "QUYẾT ĐỊNH:" after the legal bases is the operative formula, no heading."""
    before = [g for g in segments[:index] if g.kind == "text"]
    return rest in (":", "") and any(re.match(r"Căn cứ |Theo đề nghị|Xét ", g.text) for g in before)


def operative_type(segments: list[Segment]) -> Mention[DocumentType] | None:
    """The type from the formula "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:" where the heading is lost."""
    for segment in segments:
        match = re.match(r"(QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ)\s?:?\s*$", segment.text)
        if match:
            types: dict[str, DocumentType] = {"QUYẾT ĐỊNH": "quyet_dinh", "QUYẾT NGHỊ": "nghi_quyet", "NGHỊ QUYẾT": "nghi_quyet", "CHỈ THỊ": "chi_thi"}
            return Mention(segment.start, segment.end, types[match[1]], "type.operative", 0.9)
    return None


def typed_subject(segments: list[Segment], index: int, type_end: int) -> Mention[str] | None:
    """The lines under the heading at `index`; `type_end` is where the type's word ends in the text."""
    heading = segments[index]
    rest = heading.text[type_end - heading.start :].strip(" *_#:")
    lines: list[tuple[int, int, str]] = []
    skipped = 0.0  # the widest gap before a stamp or the like since the last line
    following = segments[index + 1 :]
    about = next((n for n, g in enumerate(following[:8]) if g.kind == "text" and re.match(r"(?:VỀ|Về)\s", g.text)), None)
    if about and any(g.kind == "number" for g in following[:about]):
        # Older prints: THÔNG TƯ / CỦA BỘ … / SỐ … NGÀY … / VỀ VIỆC …
        rest, following = "", following[about:]
    if rest and not re.match(r"của |CỦA |số |SỐ ", rest) and re.search(r"\w", rest):
        lines.append((heading.end - len(rest), heading.end, rest))
    for n, segment in enumerate(following):
        text = segment.text.lstrip("#*_ ").rstrip("*_ ")
        if segment.kind in ("addressee", "about") and lines:
            break
        if segment.kind == "addressee":
            break
        # "số 57-NQ/TW" or "ngày 15/7/2014" at a line's start is the title's own.
        if segment.kind in ("rule", "motto", "stamp", "urgency", "secrecy", "party") or (segment.kind in ("date", "number") and not lines):
            if segment.kind == "rule" and lines and re.search(r"[-_—]{4,}", segment.text):
                break
            skipped = max(skipped, segment.source.source.gap or 0)
            continue
        if segment.kind == "about":
            continue
        if not lines and (of := re.match(r"(?:CỦA|của)\s(?:.{4,90}?\s(?:VỀ|về)\s)?", text)):
            if of[0].lower().endswith(" về "):
                lines.append((segment.start + segment.text.find(text) + of.end(), segment.end, text[of.end() :]))  # "của Ban Thường vụ về công tác cán bộ"
            continue
        if text in ("NƯỚC", "Nước"):
            continue  # its other words are the motto's
        if _is_authority(following, n) if _AUTHORITY.match(text) and is_upper(text, 0.85) else _ends_title(text, lines, segment, following[n - 1] if n else heading, skipped):
            break
        skipped = 0.0
        lines.append((segment.start, segment.end, text))
        if len(lines) > 14:
            break
    if not lines:
        return None
    joined = _joined([t for _, _, t in lines])
    subject = _subject(joined)
    return Mention(lines[0][0], lines[-1][1], subject, "subject.title", 0.9) if subject else None


def _is_authority(following: list[Segment], n: int) -> bool:
    """Whether a line of capitals names who issues: then the legal bases or the articles come next."""
    for segment in following[n + 1 : n + 5]:
        if segment.kind != "text" or segment.text == "NƯỚC" or re.match(r"\W*(?:KHÓA|KHOÁ|KỲ HỌP|NHIỆM KỲ)", segment.text):
            continue
        if is_upper(segment.text, 0.85) and not re.match(r"QUYẾT|NGHỊ|CHỈ THỊ", segment.text):
            return is_upper(segment.text) and bool(_AUTHORITY.match(segment.text))
        return bool(_OPENER.match(segment.text)) or not is_upper(segment.text)
    return True


def _ends_title(text: str, lines: list[tuple[int, int, str]], segment: Segment, previous: Segment, skipped: float) -> bool:
    """Whether the line `text` no longer belongs to the title read so far."""
    if re.match(r"(?:Căn cứ|Kính gửi|Nơi nhận|Điều 1|LỜI NÓI ĐẦU|Lời nói đầu)(?!\w)", text) or re.match(r"(?:Ban hành\s)?\s?kèm theo\s", text.lstrip("( "), re.IGNORECASE):
        return True
    upper = is_upper(text, 0.85)
    if not lines:
        return False
    last = lines[-1][2]
    if text[:1].islower() and not is_upper(last, 0.9):
        return False
    capitals = all(is_upper(t, 0.8) for _, _, t in lines)
    if capitals and not upper and not _all_quoted(text):
        return True
    if upper and not capitals and len(text) > 12 and not is_upper(last, 0.8):
        return True
    if _LABEL.match(text) and not _DANGLING.search(last):
        return True
    if segment.source.source.centred is False and previous.source.source.centred is True:
        return True
    gap = max(segment.source.source.gap or 0, skipped)
    wide = 0.7 if segment.source.page is not None and segment.source.box is not None else 1.5
    if previous.line != segment.line and gap >= wide and not upper and segment.source.source.heading_level is None and not _continues(last, text):
        return True
    if re.search(r"[.;:]$|\./\.$", last) and text[:1].isupper():
        return True
    if re.search(r"[^\W\d]{2}[.:]$|\d\.$", text) and text[:1].isupper() and not upper and len(text.split()) > 3 and not _continues(last, text):
        return True  # a sentence
    return bool(_OPENER.match(text)) and (len(text) > 150 or not _DANGLING.search(last))


def _continues(last: str, text: str) -> bool:
    return bool(_DANGLING.search(last)) or text[:1].islower()


def _all_quoted(text: str) -> bool:
    return text[:1] in "(“\""


def _joined(lines: list[str]) -> str:
    """One line; a stray quote before a line and a stray stop before small letters are a scan's."""
    parts = [re.sub(r"^['‘’`´]\s?(?=\w)", "", line) for line in lines]
    for i, following in enumerate(parts[1:]):
        if following[:1].islower():
            parts[i] = re.sub(r"(?<=\w\w)\.$", "", parts[i])
    return fold_space(" ".join(parts))


def _subject(text: str) -> str | None:
    """The trích yếu without "V/v", "về việc" and its final stop, in sentence case where it is in capitals."""
    text = re.sub(r"[^\w)\]”’\"'%]+$", "", re.sub(r"^[^\w(\[“‘\"']+", "", text))
    lead = _LEAD.match(text) or _MISREAD_LEAD.match(plain(text))
    text = text[lead.end() :] if lead else text
    if not re.search(r"\w\w", text):
        return None
    return sentence_case(text) if is_upper(text) else text


def about_subject(segments: list[Segment]) -> Mention[str] | None:
    """What follows "V/v", over the lines up to "Kính gửi"; the other column's lines in between are left out."""
    start = next((i for i, g in enumerate(segments) if g.kind == "about"), None)
    if start is None:
        # Older letters and the party's write it out under the number.
        number = next((i for i, g in enumerate(segments) if g.kind == "number"), len(segments))
        start = next((i - 1 for i, g in enumerate(segments) if i > number and g.kind == "text" and re.match(r"\W?[Vv]ề việc\s", g.text)), None)
        if start is None and number + 1 < len(segments) and segments[number + 1].kind == "text" and re.match(r"\W{0,3}\w{0,2}\W{0,3}\s?[a-zđ]", segments[number + 1].text):
            start = number  # V/v itself is illegible
    if start is None:
        return None
    pieces: list[Segment] = []
    for segment in segments[start + 1 :]:
        text = segment.text
        if segment.kind == "addressee" or (re.match(r"Kính gửi|Căn cứ ", text) and segment.kind == "text"):
            break
        cited = (segment.kind == "number" and any(g.kind == "number" for g in segments[:start])) or (
            segment.kind == "date" and segment.plain.startswith("NGAY")
        )
        if segment.kind != "text" and not cited:
            if segment.kind == "rule" and pieces and re.search(r"[-_]{5,}", text):
                break
            continue
        if pieces and is_upper(text, 0.9) and len(text) > 8 and not is_upper(pieces[-1].text, 0.9) and len(text.split()) > 1:
            continue
        if pieces and _OPENER.match(text) and not _DANGLING.search(pieces[-1].text) and (len(text) > 60 or re.match("Kính", text)):
            break
        pieces.append(segment)
        if len(pieces) > 12:
            break
    if not pieces:
        return None
    joined = _joined([g.text for g in pieces])
    if not any(g.kind == "about" for g in segments):
        joined = re.sub(r"^\W*\w{0,2}[^\w\s]+\s*(?=\w{2})", "", joined)
    subject = _subject(joined)
    return Mention(pieces[0].start, pieces[-1].end, subject, "subject.about", 0.95) if subject else None
