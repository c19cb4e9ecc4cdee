"""The provisions of a document that a mention names: "điểm a khoản 2 Điều 5 Nghị định …" (Nghị định 78/2025/NĐ-CP, Điều 68: from the small to the large)."""

import re

from models import Pinpoint

_PINPOINT = re.compile(
    r"(?:(?:các\s+)?điểm\s+(?P<diem>[a-zđ](?:(?:\s*,\s*|\s+và\s+)[a-zđ](?!\w))*)[\s,]+)?(?:(?:các\s+)?khoản\s+(?P<khoan>\d+[a-zđ]?(?:(?:\s*,\s*|\s+và\s+)(?:khoản\s+)?\d+[a-zđ]?)*)[\s,]+)?"
    r"(?:các\s+)?điều\s+(?P<dieu>\d+[a-zđ]?(?:(?:\s*,\s*|\s+và\s+)\d+[a-zđ]?(?!\w))*)(?:\s+đến\s+(?:điều\s+)?(?P<last>\d{1,3}))?[\s,]*(?:của\s+)?$",
    re.IGNORECASE,
)
_PINPOINT_REACH = 120


def pinpoints(text: str, floor: int, end: int) -> tuple[Pinpoint, ...]:
    """The points, clauses and articles named right before a document: "điểm a, b khoản 2 Điều 5, khoản 3 Điều 7 Nghị định …", "Điều 5 đến Điều 7 của Luật …"."""
    found: tuple[Pinpoint, ...] = ()
    floor = max(floor, end - _PINPOINT_REACH)
    while "điều" in text[floor:end].lower() and len(found) < 40 and (match := _PINPOINT.search(text, floor, end)):
        found = _pinpoints(match) + found
        joint = _PINPOINT_JOINT.search(text, floor, match.start())
        if joint is None:
            break
        end = joint.start()
    return found[:40]


_PINPOINT_JOINT = re.compile(r"(?<=\w)(?:\s*[,;]\s*|\s+và\s+)$")


def _pinpoints(match: re.Match[str]) -> tuple[Pinpoint, ...]:
    def members(name: str, pattern: str) -> list[str | None]:
        return list(re.findall(pattern, match[name])) if match[name] else [None]

    articles = members("dieu", r"\d+[a-zđ]?")
    if match["last"]:
        first, last = int(re.sub(r"\D", "", articles[-1] or "")), int(match["last"])
        articles += [str(n) for n in range(first + 1, min(last, first + 40) + 1)]
    clauses = members("khoan", r"\d+[a-zđ]?")
    points = members("diem", r"(?<!\w)[a-zđ](?!\w)")
    return tuple(Pinpoint(dieu=a, khoan=k, diem=p) for a in articles[:20] for k in clauses[:20] for p in points[:20])[:40]
