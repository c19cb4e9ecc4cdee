"""Kính gửi: whom the dispatch is addressed to."""

import itertools
import re

from models import Unit
from parser.header.segments import plain
from parser.recognisers.base import Mention
from parser.text.canonical import CanonicalText
from parser.text.fold import capitalised, fold_space, slug
from parser.text.letters import UPPER

_START = re.compile(r"(?m)^\W{0,3}K[I1L]NH\s{0,2}G[UO][IÍ1LJ](?!\w)\s?[:;.,]?\s*")
# A telegram names whom it goes to after who sends it: "THỦ TƯỚNG CHÍNH PHỦ điện:".
_TELEGRAM = re.compile(r"(?m)^[^\n:]{3,90}\s(?i:điện)\s?:\s*")
_DASH = re.compile(r"^\s*(?:[-–—+•*·~¬=]+|\d{1,2}[.)])\s*")
_OPENER = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Để |Nhằm |Ngày \d|Trong |Theo |Hiện nay|Qua |Sau |Vừa qua|Thời gian|Tiếp |Trên cơ sở|Xét |Phúc đáp|Trả lời|Phát huy|Chấp hành|Được sự|Với |Tại |Đến nay|"
    r"Nhận được|Liên quan|Về việc|Đề nghị|Yêu cầu|Nay |Từ ngày|Năm \d|Hưởng ứng|Nhân dịp|Kèm theo|Xin |Tình hình|Do |Để|Hiện|Thời|[IVX]{1,4}\.|\d{1,2}\.\s)"
)
_RECITES = re.compile(r"(?:Căn cứ|Thực hiện|Triển khai|Tiếp theo|Phúc đáp|Nhận được|Ngày \d)(?!\w).{40}")  # behind a speck read as a dash
_ALIAS = re.compile(r"^\W*\(?\s*(?:sau đây|dưới đây|gọi (?:tắt|chung)|\(.{0,4}gọi)", re.IGNORECASE)
# A body is followed by what it does: then the line opens the letter.
_ACTS = re.compile(r"(?:đề nghị|yêu cầu|thông báo|nhận được|đã có|đã ban hành|trân trọng|kính trình|báo cáo|có ý kiến|xin ý kiến|đã nhận|ban hành|xác nhận|hướng dẫn)(?!\w)")


def addressees(text: CanonicalText, limit: int, other: frozenset[int] = frozenset(), telegram: bool = False) -> Mention[tuple[Unit, ...]] | None:
    """The units after "Kính gửi:" that begins before offset `limit`; `other` are lines of the letterhead's other column."""
    content = text.content
    begin = text.lines[0].start if text.lines else 0
    cut = max(begin - 1, 0)  # what stands before a line says that it is one
    match = _START.search(plain.__wrapped__(content[cut : limit + 40]), begin - cut)
    if match is None or match.start() > limit - cut:
        match = _TELEGRAM.search(content[cut : limit + 400], begin - cut) if telegram else None
    if match is None:
        return None
    opens, begins = match.start() + cut, match.end() + cut
    items: list[list[tuple[int, int]]] = []
    first = text.line_at(opens)
    done = False
    for index in range(first, min(first + 40, len(text.lines))):
        line = text.lines[index]
        start = max(line.start, begins)
        raw = content[start : line.end]
        if not raw.strip() or (index in other and index > first):
            continue
        if _ALIAS.match(raw):
            break
        if index > first and items and _ends(raw, items, content, text, index):
            break
        for piece_start, piece_end, new in _pieces(raw, start):
            if new or not items or (content[items[-1][-1][1] - 1] == ";" and piece_start == start):
                items.append([(piece_start, piece_end)])
            else:
                items[-1].append((piece_start, piece_end))
        if raw.rstrip().endswith((".", "./.")) and not raw.rstrip().endswith(("TP.", "Tp.", "...")):
            done = True
        if done:
            break
    units = tuple(u for pieces in items for u in _units(pieces, text))
    if not units:
        return None
    return Mention(opens, items[-1][-1][1], units, "addressees.kinh_gui", 0.95)


def _ends(raw: str, items: list[list[tuple[int, int]]], content: str, text: CanonicalText, index: int) -> bool:
    """Whether the line `raw` opens the letter itself."""
    last = content[items[-1][-1][0] : items[-1][-1][1]].rstrip()
    if label := _DASH.match(raw):
        numbered = label[0].strip()[0].isdigit() and not _DASH.match(content[items[0][0][0] : items[0][0][1]]) and not last.endswith((":", ";", ","))
        return numbered or _RECITES.match(raw, label.end()) is not None
    stripped = re.sub(r"^['\"‘’“”`.~]+\s?(?=\w)", "", raw.strip())
    if stripped[:1].islower() or stripped[:1] == "(":
        return False
    if last.endswith((";", ",", " và", "-", " của", " các")) and not _OPENER.match(stripped):
        return False
    if _OPENER.match(stripped) or _ACTS.search(stripped[:160]) or len(stripped) > 140:
        return True
    gap = text.lines[index].source.gap or 0
    return gap >= 1 or last.endswith((".", ":")) or len(stripped) > 75


def _pieces(raw: str, start: int) -> list[tuple[int, int, bool]]:
    """(start, end, begins an item) of the dashes on one line."""
    cuts = [m.start() for m in re.finditer(rf"(?:^|(?<=[;:.,])\s+|(?<=\s))[-–—+•~]\s{{0,3}}(?=[{UPPER}])", raw)]
    cuts = [c for c in cuts if c == 0 or not raw[:c].strip() or raw[:c].rstrip()[-1] in ";:.,"]
    result: list[tuple[int, int, bool]] = []
    bounds = [*cuts, len(raw)]
    if not cuts or cuts[0] > 0:
        head_end = bounds[0]
        if raw[:head_end].strip():
            result.append((start, start + head_end, False))
    result += [(start + a, start + b, True) for a, b in itertools.pairwise(bounds)]
    return result


def _units(pieces: list[tuple[int, int]], text: CanonicalText) -> list[Unit]:
    content = text.content
    raw = " ".join(content[s:e] for s, e in pieces)
    units: list[Unit] = []
    for part in re.split(rf";\s+(?=[{UPPER}])", fold_space(raw)):
        name = _DASH.sub("", part).strip()
        name = re.sub(r"[\s.;:,]+$", "", re.sub(r"^['\"‘’“”`.~\s-]+(?=\w)", "", name) if name.count("“") + name.count('"') < 2 else name)
        name = re.sub(r"^[-–—+•*\s]+", "", name)
        if sum(c.isalpha() for c in name) < 2 or _ALIAS.match(name):
            continue
        start, end = text.trimmed(pieces[0][0], pieces[-1][1])
        units.append(Unit(raw=name, name=capitalised(name), key=slug(name), kind=_kind(name), span=text.span(start, end), rule="addressees.kinh_gui", confidence=0.95))
    return units


def _kind(name: str) -> str:
    if re.match(r"(?:các|những|toàn thể|tất cả)\s", name, re.IGNORECASE) or " các " in name:
        return "group"
    if re.match(r"(?:ông|bà|đồng chí|đ/c|bộ trưởng|chủ tịch|giám đốc|thủ trưởng|thủ tướng|trưởng|chánh)\s", name, re.IGNORECASE):
        return "office"
    return "organisation"
