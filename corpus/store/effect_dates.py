"""When a document says that it takes effect, or ends (hiệu lực thi hành): Luật Ban hành văn bản quy phạm pháp luật, the closing articles of decisions."""

import re
from datetime import date, timedelta
from typing import Any

from models import Document
from parser.text.fold import slug

_DAY = r"(?:ngày\s+)?(?P<{0}d>\d{{1,2}})(?:\s+tháng\s+|\s?[/.-]\s?)(?P<{0}m>\d{{1,2}})(?:\s+năm\s+|\s?[/.-]\s?)(?P<{0}y>\d{{4}})"
_SENTENCE = re.compile(
    r"(?P<type>(?:Nghị\s+(?:quyết|định)|Quyết\s+định|Chỉ\s+thị|Thông\s+tư(?:\s+liên\s+tịch)?|Quy\s+(?:chế|định)|Hướng\s+dẫn|Kế\s+hoạch|Luật|Pháp\s+lệnh|Lệnh))"
    r"(?P<own>\s+này)?\s+(?:chính\s+thức\s+)?có\s+hiệu\s+lực(?:\s+thi\s+hành|\s+pháp\s+luật)?\s+"
    r"(?:và\s+\w+(?:\s+\w+)?\s+)?(?:"
    rf"(?:k[ểếe]\s+)?từ\s+{_DAY.format('from_')}"
    r"|(?P<signed>(?:k[ểếe]\s+)?từ\s+ngày\s+(?:ký|ban\s+hành|thông\s+qua))"
    r"|sau\s+(?P<after>\d{1,3})\s+(?:\([^)]{1,30}\)\s+)?ngày[\s,]+(?:k[ểếe]\s+)?từ\s+ngày\s+(?P<anchor>ký|ban\s+hành|thông\s+qua|\S+(?:\s+\S+){0,2})"
    r")"
    rf"(?:\s+(?:và\s+)?(?:đến|cho\s+đến)\s+(?:hết\s+)?{_DAY.format('to_')})?"
)
_SIGNING = ("ký", "ban", "thông")
_LEAD = re.compile(r"(?:ngày|khi|mà|trước\s+thời\s+điểm)\s+$")
_LEAD_SIZE = 24


def effect_rows(document: Document) -> list[tuple[Any, ...]]:
    """(kind, day, raw, start, end, page, rule, confidence) in text order: `from` and `to`; a day that counts from an unknown one is None."""
    content, header = document.text.content, document.header
    found: list[tuple[Any, ...]] = []
    for match in _SENTENCE.finditer(content):
        if slug(match["type"]) != header.type.replace("_", "-") or _LEAD.search(content, max(0, match.start() - _LEAD_SIZE), match.start()):
            continue  # another document's day, or "kể từ ngày Quyết định này có hiệu lực"
        if not match["own"] and not match["signed"]:
            continue
        where = (" ".join(match[0].split()), match.start(), match.end(), None)
        if match["from_d"]:
            found.append(("from", _iso(match, "from_"), *where, "effect.day", 0.95))
        elif match["signed"]:
            found.append(("from", _whole(header.date), *where, "effect.signing", 0.9))
        else:
            signing = _whole(header.date) if match["anchor"].split()[0] in _SIGNING else None
            day = (date.fromisoformat(signing) + timedelta(days=int(match["after"]))).isoformat() if signing else None
            found.append(("from", day, *where, "effect.days_after", 0.9))
        if match["to_d"]:
            found.append(("to", _iso(match, "to_"), *where, "effect.day", 0.95))
    return found


def _whole(edtf: str | None) -> str | None:
    return edtf if edtf is not None and len(edtf) == 10 else None


def _iso(match: re.Match[str], part: str) -> str | None:
    try:
        return date(int(match[f"{part}y"]), int(match[f"{part}m"]), int(match[f"{part}d"])).isoformat()
    except ValueError:
        return None
