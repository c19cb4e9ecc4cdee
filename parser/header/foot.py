"""Nơi nhận with the archive line, and where the foot of the dispatch stands."""

import re
from dataclasses import dataclass
from itertools import pairwise

from models import Recipient
from parser.header.casing import CAPITALS
from parser.header.segments import plain
from parser.header.signers import SIGNED, is_office_line, person_name, signature_at
from parser.recognisers.base import Mention
from parser.structure.shapes import Structure
from parser.text.canonical import CanonicalText
from parser.text.fold import capitalised, fold_space

_RECIPIENTS = re.compile(r"(?m)^[^\w\n]{0,4}N[O0ƠØ]I\s{0,2}NH[AÂ][NMÑ](?!\w)\s?(?:[:;.,*_]{1,4}\s?|$|(?=[-–—+•]))")
_DASH = re.compile(r"^\s*[-–—+•*·¬=~]+\s*(?=\w|\()")
_ARCHIVE = re.compile(r"(?<!\w)L[ưu]{1,2}\s?(?:[:;.]\s?|\s)(?=[^\W\d_])", re.IGNORECASE)
_PURPOSE = re.compile(
    r"[\s;,]*\(\s*(?P<purpose>(?:để\s|đề\s|đê\s|để)?(?:b/c|bc|báo cáo|p/h|ph|phối hợp|t/h|th|thực hiện|chỉ đạo|c/đ|theo dõi|biết|để biết|kiểm tra|k/t|đăng tải|đăng|niêm yết|tuyên truyền|"
    r"qua |giám sát|g/s|thi hành|tổng hợp|chủ trì|triển khai|phục vụ|cập nhật|công bố|đưa tin|xem xét|x/x|tham mưu|đôn đốc|lưu|gửi|thông báo|xin ý kiến|trình|chuyển|phổ biến|hướng dẫn|t/d)[^()]{0,80}|để\s[^()]{1,80})\s*\)[\s;,.]*$",
    re.IGNORECASE,
)
_STOP = re.compile(r"^\W*(?:PHU LUC|DANH MUC|DANH SACH|BIEU|MAU SO|\(?\s?(?:BAN HANH )?KEM THEO|QUY (?:CHE|DINH|TRINH)|K[EÉ] HOACH|DE CUONG|CHUONG TRINH|PHAN I|CONG HOA XA HOI|HUONG DAN|BANG )(?!\w)")


@dataclass(frozen=True, slots=True)
class Recipients:
    """The dashes of "Nơi nhận" and what follows "Lưu:"."""

    recipients: tuple[Recipient, ...]
    archive: Mention[str] | None
    start: int
    end: int


def find_recipients(structure: Structure, after: int) -> Recipients | None:
    """The first "Nơi nhận" that stands on a line of its own after offset `after`."""
    text = structure.text
    upper = plain(text.content)
    match = _RECIPIENTS.search(upper, after)
    while match and re.match(r"\s*(?:phải|được|hồ sơ|và|là|để|tiền|đơn)\s", text.content[match.end() : match.end() + 14]):
        match = _RECIPIENTS.search(upper, match.end())
    return _read(text, match.start(), match.end()) if match else None


def _read(text: CanonicalText, start: int, end: int) -> Recipients:
    content = text.content
    items: list[tuple[int, int]] = []
    archive: tuple[int, int] | None = None
    last_end = end
    first = text.line_at(end - 1)
    pieces = list(_pieces(text, first, end))
    for n, (s, e, dashed) in enumerate(pieces):
        raw = content[s:e]
        upper = plain(raw)
        cut = _ARCHIVE.search(raw)
        # "Lưu" begins an item: on its own dash, at a line's start, or after another item's end.
        if cut and (not raw[: cut.start()].strip(" -–—+•*¬=\t\n;.,:”“'\"") or raw[: cut.start()].rstrip()[-1:] in ";.,-–"):
            before = raw[: cut.start()].strip(" -–—+•*\n")
            if sum(c.isalpha() for c in before) > 1:
                items.append((s, s + cut.start()))
            archive = (s + cut.end(), e)
            last_end = e
            archive = _archive_end(content, archive, pieces[n + 1 :])
            last_end = max(last_end, archive[1])
            break
        if SIGNED.match(raw):
            continue
        if dashed and is_office_line(_DASH.sub("", raw)):
            continue
        if dashed:
            items.append((s, e))
        elif _office(raw) or _STOP.match(upper):
            if items and not any(d for _, _, d in pieces[n : n + 12]):
                break
            continue
        elif items and not _finished(content[items[-1][0] : items[-1][1]]) and person_name(raw) is None:
            items[-1] = (items[-1][0], e)
        elif items and person_name(raw) is not None:
            continue
        elif not items and sum(c.isalpha() for c in raw) > 2:
            items.append((s, e))
        elif items and raw[:1].islower():
            items[-1] = (items[-1][0], e)
        elif items and _finished(content[items[-1][0] : items[-1][1]]) and any(d for _, _, d in pieces[n : n + 4]):
            items.append((s, e))
        else:
            break
        last_end = e
    recipients = tuple(r for s, e in items for r in _recipients(content[s:e]))
    said = _archive(content, archive)
    return Recipients(recipients, said, start, last_end)


def _office(raw: str) -> bool:
    return is_office_line(raw)


def _pieces(text: CanonicalText, first: int, end: int) -> list[tuple[int, int, bool]]:
    """(start, end, begins with a dash) of what follows "Nơi nhận:", cut where a signature column is glued on."""
    content = text.content
    result: list[tuple[int, int, bool]] = []
    for index in range(first, min(first + 70, len(text.lines))):
        line = text.lines[index]
        s = max(line.start, end)
        if s >= line.end:
            continue
        raw = content[s : line.end]
        glue = signature_at(raw)
        stop = s + glue if glue is not None else line.end
        part = content[s:stop]
        cuts = [m.start() for m in re.finditer(rf"(?:^|(?<=[;:.,)])\s{{0,2}}|\s)[-–—+•¬]\s{{0,2}}(?=[{CAPITALS}(]|Lưu)", part)]
        cuts = [c for c in cuts if not part[:c].strip() or part[:c].rstrip()[-1] in ";:.,)"]
        bounds = [*cuts, len(part)]
        if part[: bounds[0]].strip():
            result.append((s, s + bounds[0], False))
        result += [(s + a, s + b, True) for a, b in pairwise(bounds)]
        if glue is not None:
            result.append((*text.trimmed(stop, line.end), False))
    return result


def _finished(raw: str) -> bool:
    return raw.rstrip().endswith((";", ".", ":"))


def _recipients(raw: str) -> list[Recipient]:
    """One dash, split at ";" where a new body begins."""
    found: list[Recipient] = []
    text = _DASH.sub("", fold_space(raw))
    # A purpose behind the semicolon belongs to the body before it: "UBND tỉnh; (báo cáo)".
    text = re.sub(r";\s*(?=\()", " ", text)
    for part in re.split(rf";\s+(?=[{CAPITALS}])", text):
        purpose = _PURPOSE.search(part)
        name = part[: purpose.start()] if purpose else part
        name = re.sub(r"[\s;,.:*_]+$", "", _DASH.sub("", name)).strip(" -–")
        if sum(c.isalpha() for c in name) < 2:
            continue
        found.append(Recipient(raw=part.strip(), name=capitalised(name), purpose=fold_space(purpose["purpose"]) if purpose else None))
    return found


def _archive_end(content: str, archive: tuple[int, int], following: list[tuple[int, int, bool]]) -> tuple[int, int]:
    """The archive note may go on: "VP (HC, TH)" / "TCT (HC, NV3)"."""
    start, end = archive
    for s, e, dashed in following[:2]:
        raw = content[s:e].strip()
        if content[start:end].rstrip().endswith((".", ";")) or dashed or is_office_line(raw) or person_name(raw) is not None or len(raw) > 40:
            break
        if not re.search(r"[(,]", raw) and not content[start:end].rstrip().endswith(","):
            break
        end = e
    return start, end


def _archive(content: str, span: tuple[int, int] | None) -> Mention[str] | None:
    if span is None:
        return None
    value = re.sub(r"[\s.;,*_]+$", "", fold_space(content[span[0] : span[1]])).lstrip(": ")
    return Mention(span[0], span[1], value, "archive.luu", 0.95) if value else None
