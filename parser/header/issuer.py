"""Who issues, where the letterhead does not say it in full: from the authority line, the text's own names, or who speaks in it."""

import re

from parser.header.casing import is_upper, sentence_case
from parser.header.segments import Segment
from parser.lexicon.issuers import folded_name, issuer_of_name, without_post
from parser.lexicon.localities import find_places
from parser.recognisers.base import Mention
from parser.recognisers.unit import find_units
from parser.text.canonical import CanonicalText
from parser.text.fold import fold_space, fold_tone
from parser.text.letters import UPPER

_ACTING = re.compile(
    r"(?P<body>(?:Bộ|Sở|Ủy ban|Uỷ ban|UBND|Văn phòng|Cục|Tổng cục|Ngân hàng|Bảo hiểm|Thanh tra|Ban)\s[^\W\d_][^,.;:()\n]{1,70}?)\s+"
    r"(?:trân trọng\s+)?(?:kính\s+)?(?:đề\s+nghị|yêu\s+cầu|hướng\s+dẫn|thông\s+báo|ban\s+hành|xây\s+dựng|đã\s+có\s+Công\s+văn|đã\s+ban\s+hành|nhận\s+được|có\s+ý\s+kiến)(?!\w)"
)


def completed(bodies: list[Mention[str]], segments: list[Segment]) -> list[Mention[str]]:
    """The last body's name from the line above the legal bases where the letterhead has lost its end."""
    last = bodies[-1]
    for segment in segments:
        if segment.kind == "text" and segment.start > last.end and len(segment.text) < 120 and is_upper(segment.text):
            words, longer = fold_space(last.value).casefold(), fold_space(segment.text).casefold()
            if not longer.startswith(words + " "):
                continue
            known, short = issuer_of_name(segment.text), issuer_of_name(last.value)
            if known is not None and short is not known:
                return [*bodies[:-1], Mention(segment.start, segment.end, known.name, "issuer.authority_line", 0.85)]
            if known is None and short is None and not segment.text.rstrip().endswith(":"):
                return [*bodies[:-1], Mention(segment.start, segment.end, sentence_case(segment.text, body=True), "issuer.authority_line", 0.75)]
    return bodies


def fuller(name: str, text: CanonicalText) -> Mention[str] | None:
    """The body as the text names it with its place, for a code that says only its kind ("UBND" -> "UBND tỉnh …")."""
    if not issuer_of_name(name) or (known := issuer_of_name(name)) is None or known.level == "central":
        return None
    pattern = re.compile(re.escape(name).replace(r"\ ", r"\s+") + rf"\s+(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\s+[{UPPER}]\w*(?:[ \n](?:-\s)?[{UPPER}]\w*){{0,3}}")
    match = pattern.search(text.content, text.lines[0].start)
    return Mention(match.start(), match.end(), fold_space(match[0]), "issuer.number", 0.8) if match else None


def spelt_out(code: str, text: CanonicalText) -> Mention[str] | None:
    """The body that the text names most often among those whose initials are the code, for a code that the tables do not know."""
    letters = re.sub(r"[^A-ZĐ]", "", code.upper())
    if len(letters) < 3:
        return None
    found: dict[str, list[Mention[str]]] = {}
    for unit in find_units(text.content[: text.lines[0].start + 20000] if text.lines else ""):
        name = without_post(unit.value.name)
        words = [w for w in re.findall(r"\w+", fold_tone(name)) if w != "và"]
        while len(words) > len(letters) and not words[-1][:1].isupper():
            words.pop()
        if "".join(w[0].upper() for w in words) == letters:
            found.setdefault(folded_name(name), []).append(Mention(unit.start, unit.end, name, "issuer.initials", 0.7))
    most = max(found.values(), key=len, default=None)
    return most[0] if most else None


def acting(text: CanonicalText) -> Mention[str] | None:
    """Who speaks in the body: "Bộ Y tế đề nghị …"; only a body that the tables know, and only where one alone speaks."""
    found: dict[str, Mention[str]] = {}
    for match in _ACTING.finditer(text.content[: text.lines[0].start + 6000], text.lines[0].start):
        name = fold_space(match["body"])
        known = issuer_of_name(name)
        words = name.split()
        names = {folded_name(n) for n in (known.name, *known.aliases)} if known else set()
        size = next((k for k in range(len(words), 0, -1) if folded_name(" ".join(words[:k])) in names), 0)
        places = [p for p in find_places(name) if p.start <= len(" ".join(words[:size])) + 1]
        if known and size:
            end = max([len(" ".join(words[:size])), *(p.end for p in places)])
            found.setdefault(known.code, Mention(match.start("body"), match.end("body"), name[:end], "issuer.body", 0.7))
    return next(iter(found.values())) if len(found) == 1 else None
