"""Nơi nhận with the archive line, and where the foot of the dispatch stands."""

import re
from dataclasses import dataclass
from itertools import pairwise

from models import Recipient
from parser.header.casing import is_upper
from parser.header.segments import plain
from parser.header.signers import SIGNED, column_gap, is_office_line, person_name, signature_at
from parser.readers.syllable import is_syllable
from parser.recognisers.base import Mention
from parser.structure.shapes import Structure
from parser.text.canonical import CanonicalText, TextLine
from parser.text.fold import capitalised, fold_space
from parser.text.letters import UPPER

_N_LINE = re.compile(r"(?m)^[^\w\n]{0,4}[NnÑñŃńŅņŇňǸǹṄṅṆṇṈṉṊṋ]")  # what has an N when its marks are gone
_RECIPIENTS = re.compile(r"(?m)^[^\w\n]{0,4}N[O0ƠØ]I\s{0,2}(?:NH[AÂ][NMÑ]|G[UO]I)(?!\w)\s?(?:[:;.,*_'’\"]{1,4}\s?|$|(?=[-–—+•]))")
_NO_LIST = re.compile(r"\s*(?:phải|được|hồ sơ|và|là|để|tiền|đơn)\s")
_DASH = re.compile(r"^\s*[-–—+•*·¬=~'’‘\"“#]+\s*(?=\w|\()")
_ARCHIVE = re.compile(r"(?<!\w)(?:L[ưu]{1,2}\s?(?:[:;.]{1,2}\s?|\s(?!tr[ữu](?!\w)))(?=[^\W\d_])|L\w{1,3}\s?[:;.]{0,2}\s?(?=V[TI]\s?[,.]))", re.IGNORECASE)
_PURPOSE = re.compile(
    r"[\s;,]*\(\s*(?P<purpose>(?:để\s|đề\s|đê\s|để)?(?:b/c|bc(?!\w)|báo cáo|p/h|ph(?!\w)|phối hợp|t/h|th(?!\w)|thực hiện|chỉ đạo|c/đ|theo dõi|biết|để biết|kiểm tra|k/t|đăng tải|đăng|niêm yết|tuyên truyền|"
    r"qua |giám sát|g/s|thi hành|tổng hợp|chủ trì|triển khai|phục vụ|cập nhật|công bố|đưa tin|xem xét|x/x|tham mưu|đôn đốc|lưu|gửi|thông báo|xin ý kiến|trình|chuyển|phổ biến|hướng dẫn|t/d)[^()]{0,80}|để\s[^()]{1,80})\s*\)[^\w(]*$",
    re.IGNORECASE,
)
_SPELT = re.compile(r"(?<!\w)(?:[A-ZĐ] ){1,7}[A-ZĐ](?!\w)")  # "T T U B": an abbreviation whose letters a page has set apart
# A note beside the list, behind a brace that the reader has lost: "- Chủ tịch UBND tỉnh; Để báo cáo".
_BESIDE = re.compile(r"[\s;:,.|}]+(?P<purpose>[ĐđD]ể\s(?:b/c|báo cáo|biết|p/h|phối hợp|t/h|thực hiện|theo dõi|chỉ đạo)(?: chỉ đạo)?)\W*$")
# "để b/c" as OCR gives it: "(đễ bíc)", "(đê b/e)".
_MISREAD = re.compile(r"[\s;,]*\(\s*[đd][eêểễẻéềếệ]\s?b\s?[/iílI1]\s?[ceé]\s*\)\W*$", re.IGNORECASE)
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
    if not text.lines:
        return None
    for line in _N_LINE.finditer(text.content, after):
        match = _RECIPIENTS.match(plain(text.content[line.start() : line.start() + 40]))
        end = line.start() + match.end() if match else 0
        if match and not _NO_LIST.match(text.content, end, end + 14):
            return _read(text, line.start(), end)
    return None


def _read(text: CanonicalText, start: int, end: int) -> Recipients:
    content = text.content
    items: list[list[tuple[int, int]]] = []  # each a run of pieces, as the other column may stand between them
    archive: tuple[int, int] | None = None
    last_end = end
    pieces = _pieces(text, text.line_at(end - 1), end)
    filed = next((n for n, p in enumerate(pieces) if _is_archive(content[p.start : p.end])), None)
    pieces = pieces[: filed + 3] if filed is not None else pieces
    dashless = sum(content[p.start] in "-–—+•¬~" for p in pieces[:25]) <= 1
    for n, piece in enumerate(pieces):
        raw = content[piece.start : piece.end]
        cut = _is_archive(raw)
        if cut:
            if sum(c.isalpha() for c in raw[: cut.start()]) > 1:
                items.append([(piece.start, piece.start + cut.start())])
            archive = _archive_end(content, (piece.start + cut.end(), piece.end), pieces[n + 1 :])
            last_end = archive[1]
            break
        if SIGNED.match(raw) or sum(c.isalpha() for c in raw) < 2 or piece.right:
            continue
        if _NEXT_HEAD.search(plain(raw)):
            break
        bare = _DASH.sub("", raw)
        if is_upper(bare, 0.8) and sum(is_syllable(w) and len(w) > 2 for w in bare.split()) > 1:
            continue  # the signature column's capitals, however badly read
        if is_office_line(bare) or (not piece.dashed and _STOP.match(plain(raw))):
            if items and filed is None and not any(p.dashed for p in pieces[n : n + 12]):
                break
            continue
        last = content[slice(*items[-1][-1])] if items else ""
        open_ended = last.rstrip().endswith(",") and not dashless
        if not items or (piece.dashed and not (raw[:1] in _QUOTES and open_ended)) or (piece.indented and _finished(last)):
            items.append([(piece.start, piece.end)])
        elif raw[:1].islower() or raw[:1] == "(" or open_ended:
            items[-1].append((piece.start, piece.end))
        elif person_name(raw) is not None:
            continue
        elif _finished(last) or (dashless and last.rstrip().endswith(",")):
            if not dashless and filed is None and not any(p.dashed for p in pieces[n : n + 4]):
                break
            items.append([(piece.start, piece.end)])
        else:
            items[-1].append((piece.start, piece.end))
        last_end = piece.end
    recipients = tuple(r for raw in _braced([" ".join(content[s:e] for s, e in item) for item in items]) for r in _recipients(raw))
    return Recipients(recipients, _archive(content, archive), start, last_end)


_QUOTES = "'’‘\"“"  # what OCR makes of a dash, or of a speck before a line that goes on


_NEXT_HEAD = re.compile(r"D[O0]C LAP\W{0,5}TU D[O0]|C[O0]NG HOA XA HOI|^\W*CAN CU (?!\w+\W*$)|^\W*LUU\W*$")


def _is_archive(raw: str) -> re.Match[str] | None:
    """ "Lưu" where it begins an item: on its own dash, at a line's start, or after another item's end."""
    cut = _ARCHIVE.search(raw)
    return cut if cut and (not re.search(r"\w", raw[: cut.start()]) or raw[: cut.start()].rstrip()[-1:] in ";.,-–") else None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a line of the foot: `dashed` begins with a dash, `indented` where a dash has stood, `right` of the list."""

    start: int
    end: int
    dashed: bool
    indented: bool = False
    right: bool = False


def _pieces(text: CanonicalText, first: int, end: int) -> list[_Piece]:
    """What follows "Nơi nhận:", cut where the signature's column is glued on."""
    content = text.content
    lines = [line for line in text.lines[first : first + 70] if line.end > end]
    left = _left_edge(lines)
    scanned = any(word.confidence is not None for line in lines[:3] for word in line.source.words)
    result: list[_Piece] = []
    for line in lines:
        s = max(line.start, end)
        x0 = line.box[1] - left if line.box and left is not None and line.page == lines[0].page else None
        if x0 is not None and x0 > 170:
            result.append(_Piece(s, line.end, False, right=True))
            continue
        gap = column_gap(text, s, line.end)
        stop = line.end if gap is None else gap
        glue = signature_at(content[s:stop])
        stop = s + glue if glue is not None else stop
        part = content[s:stop]
        cuts = [m.start() for m in _DASHES.finditer(part)]
        cuts = [c for c in cuts if not re.search(r"\w", part[:c]) or part[:c].rstrip()[-1] in ";:.,)"]
        bounds = [*cuts, len(part)]
        if part[: bounds[0]].strip():
            # A scan may lose the dash: then the words stand right of the list's edge (a text layer has hanging lines there).
            indented = scanned and x0 is not None and s == line.start and 4 < x0 < 25 and part[:1] not in "(" and not part[:1].islower()
            result.append(_Piece(s, s + bounds[0], False, indented))
        result += [_Piece(s + a, s + b, True) for a, b in pairwise(bounds)]
        if stop < line.end:
            result.append(_Piece(*text.trimmed(stop, line.end), False, right=True))
    return result


_DASHES = re.compile(rf"(?:^|(?<=[;:.,)])\s{{0,2}}|\s)[-–—+•¬~=*'’‘\"“]{{1,2}}\s{{0,2}}(?=[{UPPER}(]|[Ll]ưu)")


def _left_edge(lines: list[TextLine]) -> float | None:
    """The x of the list's dashes: the leftmost line on the page of the first."""
    edges = [line.box[1] for line in lines[:25] if line.box and line.page == lines[0].page]
    return min(edges) if edges else None


def _finished(raw: str) -> bool:
    return raw.rstrip().endswith((";", ".", ":", "-", ";,", ",,"))


def _recipients(raw: str) -> list[Recipient]:
    """One dash, split at ";" where a new body begins."""
    found: list[Recipient] = []
    text = _DASH.sub("", fold_space(raw))
    # A purpose behind the semicolon belongs to the body before it: "UBND tỉnh; (báo cáo)".
    text = re.sub(r";\s*(?=\()", " ", text)
    for part in re.split(rf";\s+(?=[{UPPER}]|phòng\s?:|các\s+[{UPPER}])", text):
        purpose = _MISREAD.search(part) or _PURPOSE.search(part) or _BESIDE.search(part)
        name = part[: purpose.start()] if purpose else part
        name = re.sub(r"[^\w)”\"'%]+$", "", _DASH.sub("", name)).strip(" -–")
        name = _SPELT.sub(lambda m: m[0].replace(" ", ""), re.sub(r"\s+(?=[,;])", "", name))
        if sum(c.isalpha() for c in name) < 2:
            continue
        said = None if purpose is None else "để b/c" if purpose.re is _MISREAD else fold_space(purpose["purpose"])
        found.append(Recipient(raw=part.strip(), name=capitalised(name), purpose=said))
    return found


_BRACE_OPEN = re.compile(r"[\s;,]*\((?P<note>[^()]{1,24})$")
_BRACE_CLOSE = re.compile(r"(?<=[;,.])\s*(?P<note>[^();,.]{1,24})\)\W*$")


def _braced(items: list[str]) -> list[str]:
    """A note beside a brace over several lines, "… (để" / "… báo cáo)", is said of each of them."""
    for first, raw in enumerate(items):
        opened = _BRACE_OPEN.search(raw)
        if opened is None:
            continue
        for last in range(first + 1, min(first + 4, len(items))):
            closed = _BRACE_CLOSE.search(items[last])
            if closed and items[last].count("(") < items[last].count(")"):
                note = f" ({opened['note'].strip()} {closed['note'].strip()})"
                if _PURPOSE.search(note) is None:
                    break
                items[first], items[last] = raw[: opened.start()], items[last][: closed.start()]
                items[first : last + 1] = [item.rstrip(" ;,.") + note for item in items[first : last + 1]]
                break
    return items


def _archive_end(content: str, archive: tuple[int, int], following: list[_Piece]) -> tuple[int, int]:
    """The archive note may go on: "VP (HC, TH)" / "TCT (HC, NV3)"."""
    start, end = archive
    for piece in following[:2]:
        raw = content[piece.start : piece.end].strip()
        if content[start:end].rstrip().endswith((".", ";")) or piece.dashed or piece.right or is_office_line(raw) or person_name(raw) is not None or len(raw) > 40:
            break
        if not re.search(r"[(,]", raw) and not content[start:end].rstrip().endswith(","):
            break
        end = piece.end
    return start, end


def _archive(content: str, span: tuple[int, int] | None) -> Mention[str] | None:
    if span is None:
        return None
    value = re.sub(r"(?:[^\w)]|[ˆˇ˜])+$", "", fold_space(content[span[0] : span[1]])).lstrip(": ")
    return Mention(span[0], span[1], value, "archive.luu", 0.95) if value else None
