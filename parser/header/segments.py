"""The head of a dispatch as segments: a printed line, or the part of it that stands in one box of the layout.

Exports and OCR put the two columns of a letterhead on one line or one after the other, in either order; so a line is cut
at what has a fixed wording (Quốc hiệu, số, địa danh and date …), and every segment says what it is.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from parser.header.casing import is_upper
from parser.lexicon.issuers import issuer_of_name
from parser.lexicon.provinces import find_provinces
from parser.readers.syllable import is_syllable
from parser.structure.shapes import Structure
from parser.text.canonical import TextLine
from parser.text.fold import fold_dashes, strip_marks

Kind = Literal["motto", "party", "number", "date", "about", "type", "rule", "urgency", "secrecy", "stamp", "addressee", "text"]

HEAD_LINES = 80
_PLACE_REACH = 40  # characters before a day in which the place's name is looked for


class Segment(NamedTuple):
    """`content[start:end]`; `line` is the index of its line; `plain` is the text in capitals without marks, as long as the text."""

    start: int
    end: int
    line: int
    text: str
    kind: Kind
    source: TextLine

    @property
    def plain(self) -> str:
        """For patterns that must bear OCR: capitals, no marks, same offsets as `text`."""
        return plain(self.text)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Capitals without marks, dashes folded; length-preserving."""
    folded = fold_dashes(text)
    upper = folded.upper()
    if len(upper) != len(folded):
        upper = "".join(c.upper() if len(c.upper()) == 1 else c for c in folded)
    return strip_marks(upper)


_MOTTO = re.compile(
    r"C(?:[O0Q]NG\s?H[O0]A\s?XA\s?H[O0]I\s?CHU\s?NGHIA\s?VI.T\s?NAM|.NG\s?H.A\s?X.(?!\w).*)|"  # what a seal has spoilt goes on to the line's end
    r"D(?:[O0]C\s?LAP\W{0,6}T[UO]\s?D[O0]\W{0,6}HANH\s?PH\w{1,3}(?!\w)|.C\s?.AP\W{0,6}T.(?!\w).{0,30})"
)
_PARTY = re.compile(r"DANG\s?C[O0]NG\s?SAN\s?VI[EÊ]T\s?NAM")
_UNION = re.compile(r"D[O0]AN TNCS H[O0] CHI M\w{2,5}\W*$")
_MOTTO_TEXT = "CONG HOA XA HOI CHU NGHIA VIET NAM"
# After a comma "ngày" may run into a day written by hand: "ngàjÂ)tháng 3 năm 2020".
_DAY_WORD = r"(?<!\w)(?:NG[AÀ]Y(?!\w{3})|NG[AÀ]Y(?=\w{0,3}TH.NG)|(?<=, )NG[^\s\d]{0,3}(?=.{0,10}TH.NG.{0,8}N.M\s{0,3}(?:19|20)\d\d)|(?=TH.NG\s{0,3}\d{1,2}\s{0,3}N.M))"
_DAYS = rf"{_DAY_WORD}.{{0,16}}?(?:TH.NG.{{0,10}}?N.M\W{{0,3}}(?:(?:19|20)\d\d|\w{{0,4}})|N.M\s?(?:19|20)\d\d|(?<=NGAY)\s{{0,2}}\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?(?:19|20)\d\d\W*$)"
_DAY = re.compile(_DAYS)
_DATE = re.compile(rf"(?:[^\W\d_][\w.]*+[ -]{{1,3}}+){{0,6}}?[^\W\d_]\w*+\W{{0,3}}+[,.;]?+\s?+{_DAYS}")
DATE_WORDS = re.compile(rf"{_DAY_WORD}.{{0,16}}?TH.NG", re.DOTALL)
_ABOUT = re.compile(r"(?<!\w)[VWY]\s?[/\\|'’⁄íIlL1]\s?[VWY¥](?!\w)\s?[:.]?|^\W{0,2}V[VW](?!\w)\s?[:.]?|(?<!\w)[VW]\s?[⁄/]?\s?%(?!\w)|^\W{0,3}[VWY]\s?[/⁄](?=\s\w)|^\W{0,2}[/⁄]\s?[VW](?!\w)")
_ADDRESSEE = re.compile(r"^\W{0,3}K[I1L]NH\s{0,2}G[UO][IÍ1LJ](?!\w)\s?[:;.,]?")
NUMBER = re.compile(
    r"^\W{0,4}(?:(?:(?:BO )?LUAT|NGHI QUYET|PHAP LENH|NGHI DINH)\s)?(?P<word>S[O0A6EÓ]?|\$O|5O|[O0](?=:))(?:\s?[:.;,]\s?|\s|(?=[^A-Z\s])|Z(?=[^A-Z]))(?P<rest>.{0,30}?[-/].*)"
)
_RULE = re.compile(r"[\W_]*(?:[oO0xX]{0,2})[\W_]*")
_URGENCY = re.compile(r"\W*(HOA TOC HEN GIO|H[OÓ]A\s?T[OÓ]C|THUONG\s?KHAN|KHAN CAP|KHAN|RAT KHAN)(?!\w)\W*")
_SECRECY = re.compile(r"\W*(TUYET MAT|TOI MAT|MAT)(?!\w)\W*")
_SIGNED = re.compile(
    r"KY BOI|NGUOI KY\s?:|(?:THOI GIAN|NGAY) KY\s?:|^\W*CO QUAN\s?:|E-?MAIL\s?:|DIGITALLY SIGNED|SIGNATURE|(?<![\w.])[\w.]{2,40}[@(]\(?\w{2,}\.GOV\.VN|CHUNG THU SO|^\W*[+]0?7:?00|"
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d,?\s{1,2}\d{1,2}:\d\d|^\W*\d\d:\d\d:\d\d\W"
)
_ARRIVAL = re.compile(r"^\W*(?:(?:CONG VAN|CV)\s)?[DĐ][EÉ]N\W*$|^\W*CONG VAN [DĐ]EN(?!\w)|^\W*CV [DĐ]EN(?!\w)")
ARRIVAL_PART = re.compile(r"^\W*S[O06]?\s?[:.](?!.*/\s?\w*[A-Z]{2})|^\W*NG[AÀ]Y\s?[:.]|^\W*GIO\s?[:.]|^\W*CHUY.N\W*[:.]?|^\W*SO VA KY HIEU|^\W*LUU (?:HO SO|HS)\W|^\W*KINH CHUYEN")
_SITE = re.compile(r"\W*(?:SOURCE\s?:|WWW\.)")


_DRAFT = re.compile(r"[\W_]*DU THAO(?:\s*LAN\s*(?:THU\s*)?\w{1,4})?(?:\W*NGAY\s*[\d/.-]{5,10})?[\W_]*")
_BARE_SYMBOL = re.compile(r"\W{0,2}/\s?[A-ZĐ]\w{0,4}\s?[-–]\s?[A-ZĐ][\w&.-]{1,20}\W{0,2}")


def head_segments(structure: Structure) -> list[Segment]:
    """The segments of the first lines of the dispatch, in text order; where the head ends is for each field to say."""
    segments: list[Segment] = []
    lines = structure.text.lines[:HEAD_LINES]
    column = _text_column(lines)
    for index, line in enumerate(lines):
        text = structure.text.content[line.start : line.end]
        aside = column and line.box and line.page == lines[0].page and (line.box[3] <= column[0] or line.box[1] >= column[1])
        if aside and len(text) < 30 and not re.search(r"[\d:]", text) and not _ARRIVAL.search(plain(text)):
            segments.append(Segment(line.start, line.end, index, text, "rule", line))  # a seal or a stamp on the margin
            continue
        segments += _cut(text, line, index)
    return _stamped(segments)


def _text_column(lines: Sequence[TextLine]) -> tuple[float, float] | None:
    """Between which x the first page's full lines stand, where an image's reader gave them; None where few are full."""
    boxes = [line.box for line in lines if line.box and line.page == lines[0].page and any(w.confidence is not None for w in line.source.words[:1])]
    widest = max((b[3] - b[1] for b in boxes), default=0.0)
    full = [b for b in boxes if b[3] - b[1] > 0.8 * widest]
    return (min(b[1] for b in full), max(b[3] for b in full)) if len(full) > 4 and widest > 300 else None


def _cut(text: str, line: TextLine, index: int) -> list[Segment]:
    """The segments of one line."""
    upper = plain(text)
    marks: list[tuple[int, int, Kind]] = []

    def mark(match: re.Match[str] | None, kind: Kind) -> None:
        if match and match.end() > match.start() and not any(s < match.end() and match.start() < e for s, e, _ in marks):
            marks.append((match.start(), match.end(), kind))

    if _SITE.match(upper) or "HTTP://" in upper or "HTTPS://" in upper or _DRAFT.fullmatch(upper):
        return [Segment(line.start, line.end, index, text, "rule", line)]
    for match in _MOTTO.finditer(upper):
        mark(match, "motto")
    fuzzy = _fuzzy_motto(upper) if not marks and len(text) > 24 and is_upper(text, 0.6) else None
    if fuzzy:
        marks.append((*fuzzy, "motto"))
    union = _UNION.search(upper)
    if union and not re.search(r"(?:BCH|BAN CHAP HANH|TRUNG UONG)\s*$", upper[: union.start()]):
        mark(union, "party")  # the union's own motto, right of its committee
    party = _PARTY.search(upper)
    if party and is_upper(text[party.start() : party.end()], 0.9):
        mark(party, "party")
    number = NUMBER.match(upper)
    if number and len(text) < 400 and text[number.start("word") : number.end("word")].lower() != "sở":
        end = _number_end(text, number.start("rest"))
        if end:
            marks.append((len(upper) - len(upper.lstrip()), end, "number"))
    elif _BARE_SYMBOL.fullmatch(text) and index < 12:
        marks.append((0, len(text), "number"))  # its "Số:" and figures are gone
    if len(text) < 300:
        after = max((e for _, e, k in marks if k == "number"), default=0)
        dated = _dateline(text, upper, after)
        if dated and not any(s < dated[1] and dated[0] < e for s, e, _ in marks):
            marks.append((*dated, "date"))
    numbered = [e for _, e, k in marks if k == "number"]
    # What follows V/v on the line is the subject, up to the next mark; it opens its line or stands beside the number.
    about = _ABOUT.search(upper) if numbered else next((m for at in range(4) if (m := _ABOUT.match(upper, at))), None)
    if about and (about.start() < 4 or about.start() >= min(numbered) - 1):
        mark(about, "about")
    mark(_ADDRESSEE.search(upper), "addressee")
    printed: tuple[tuple[re.Pattern[str], Kind], ...] = ((_URGENCY, "urgency"), (_SECRECY, "secrecy"))
    for pattern, kind in printed:
        stamp = pattern.match(upper)
        if stamp and is_upper(text[stamp.start(1) : stamp.end(1)], 0.9) and (stamp.end() == len(upper) or is_upper(text)) and len(text) < 60:
            mark(stamp, kind)
    marks.sort()
    result: list[Segment] = []
    at = 0
    for start, end, kind in [*marks, (len(text), len(text), "text")]:
        if start > at:
            result += _segment(text, at, start, line, index, "text")
        if end > start:
            result += _segment(text, start, end, line, index, kind)
        at = max(at, end)
    return result


def _dateline(text: str, upper: str, after: int) -> tuple[int, int] | None:
    """Where a dateline stands on the line; in running text "ngày … tháng … năm" is none.

    It begins its line, follows another box, or begins with a province's name after the other column's words.
    """
    day = _DAY.search(upper, after) if "NGAY" in upper or "TH" in upper else None
    if day is None:
        return None
    # None of these marks stands between the place's words, and up to five before the day: further left it would be tried in vain.
    match = _DATE.search(upper, max(after, *(upper.rfind(mark, after, day.start() - 5) + 1 for mark in ";,/:)")))
    if match is None:
        return None
    if re.search(r"\d\s?[/-]\s?$", text[: match.start()]):
        return None  # a cited document's number and date
    before = text[after : match.start()].strip(" \t.-_*|")
    if not before or (is_upper(before) and not is_upper(match[0])):
        return match.span()
    if len(text) - match.end() >= 60:
        return None
    words = DATE_WORDS.search(match[0])
    begins = match.start() + (words.start() if words else 0)
    low = max(after, begins - _PLACE_REACH)
    for start, end, _ in find_provinces(text[low:begins]):
        if begins - (low + end) <= 3 and not re.search(r"(?:tỉnh|của|tại)\s*$", text[: low + start], re.IGNORECASE):
            return low + start, match.end()
    return None


def _segment(text: str, start: int, end: int, line: TextLine, index: int, kind: Kind) -> list[Segment]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return []
    piece = text[start:end]
    if kind == "text" and _RULE.fullmatch(piece):
        kind = "rule"
    return [Segment(line.start + start, line.start + end, index, piece, kind, line)]


def _fuzzy_motto(upper: str) -> tuple[int, int] | None:
    """Where a badly read Quốc hiệu stands on the line."""
    best = fuzz.partial_ratio_alignment(_MOTTO_TEXT, upper, score_cutoff=74)
    return (best.dest_start, best.dest_end) if best else None


# A group of letters may be broken by a blank before digits ("BCĐ 389/TP") or letter by letter ("U B ND").
_SYMBOL = re.compile(
    r"\s{0,2}(?:(?:19|20)\d\d\s?/\s?)?[A-ZĐv][\w&.,]*(?:(?<=[A-ZĐ]\.)\s[A-ZĐ]{2,}\w*)?(?:\s?\d{1,4}(?=/))?(?:\s?[-/]\s?[:.]?[A-ZĐ0-9][\w&,.]*){0,4}(?:(?<=[-/]\w)(?:\s[A-ZĐ]{1,3}(?!\w)){1,4}|(?<=[-/]\s\w)(?:\s[A-ZĐ]{1,3}(?!\w)){1,4})?"
)


def _number_end(text: str, start: int) -> int:
    """Where the number that begins at `start` ends: after the letters that follow a separator; 0 where there are none."""
    folded = fold_dashes(text)
    for slash in re.finditer(r"[-/⁄](?=\s{0,2}[A-ZĐ0-9])", folded[start : start + 60]):
        symbol = _SYMBOL.match(folded, start + slash.end())
        if symbol and (re.search(r"[-/]", symbol[0]) or sum(c.isupper() for c in symbol[0]) > 1):
            end = symbol.end()
            while text[end - 1] in ".,;":
                end -= 1
            # The party's unions write a unit after a blank: "09-CV/ĐTN CCQ".
            unit = re.match(r"\s([A-ZĐ]{2,5})(?!\w)", text[end:]) if slash[0] == "-" and "/" in symbol[0] else None
            return end + unit.end() if unit and not is_syllable(unit[1]) else end
    return 0


def _signed(upper: str) -> bool:
    """Whether words of an e-signature's stamp stand in the text; no _SIGNED is without one of the marks that are looked for first."""
    marked = ":" in upper or "KY BOI" in upper or "SIGN" in upper or "GOV.VN" in upper or "CHUNG THU SO" in upper or "+" in upper
    return marked and _SIGNED.search(upper) is not None


def _stamped(segments: list[Segment]) -> list[Segment]:
    """Mark what belongs to e-signature and arrival stamps over the letterhead."""
    kinds: list[Kind] = ["stamp" if g.kind in ("text", "date", "rule") and len(g.text) < 300 and _signed(g.plain) else g.kind for g in segments]
    fixed = [i for i, k in enumerate(kinds) if k in ("motto", "party", "number", "about", "addressee") or k == "date"]
    first = fixed[0] if fixed else len(segments)
    signed = [i for i, g in enumerate(segments[:first]) if kinds[i] == "stamp" and _signed(g.plain)]
    if signed and signed[-1] < 14:
        # A stamp stands above the letterhead: everything up to its last line is the stamp's.
        for i in range(signed[-1] + 1):
            kinds[i] = "stamp"
    opened: int | None = None
    for i, g in enumerate(segments):
        # The lines of a stamp between "Ký bởi" and its time.
        if kinds[i] == "stamp" and re.search(r"KY B[OƠ]I|NGUOI KY", g.plain):
            opened = i
        elif kinds[i] == "stamp" and opened is not None and i - opened < 8:
            for j in range(opened, i):
                kinds[j] = "stamp" if kinds[j] in ("text", "rule") else kinds[j]
    for i, g in enumerate(segments):
        if kinds[i] == "text" and _ARRIVAL.search(g.plain) and is_upper(g.text, 0.6):
            kinds[i] = "stamp"
            j = i + 1
            while j < len(segments) and j < i + 7 and kinds[j] in ("text", "number", "rule") and ARRIVAL_PART.search(segments[j].plain):
                kinds[j] = "stamp"
                j += 1
            if i and kinds[i - 1] == "text" and is_upper(segments[i - 1].text) and j > i + 1:
                kinds[i - 1] = "stamp"
    whole = any(k == "motto" and re.search(r"VI.T\s?NAM", g.plain) for g, k in zip(segments, kinds, strict=True))
    broken = any(k == "motto" for k in kinds) or any(re.search(r"IET NAM$", g.plain) for g in segments[:14])
    for i, g in enumerate(segments[:16]):
        # What a seal has left of the Quốc hiệu: "IỆT NAM", "/ NAM"; but "NGÂN HÀNG NHÀ NƯỚC" / "VIỆT NAM" is a name.
        if kinds[i] == "text" and not whole and broken and re.fullmatch(r"\W*(?:\w{1,4}\W+){0,2}(?:V?[IJ]?.T\s?)?NAM\W*", g.plain) and not _goes_on(segments[:i], kinds):
            kinds[i] = "motto"
    return [Segment(g.start, g.end, g.line, g.text, k, g.source) for g, k in zip(segments, kinds, strict=True)]


def _goes_on(before: list[Segment], kinds: list[Kind]) -> bool:
    last = next((g.text for g, k in zip(reversed(before), reversed(kinds[: len(before)]), strict=True) if k == "text"), "")
    name = issuer_of_name(f"{last} Việt Nam")
    return name is not None and name.name.endswith("Việt Nam")
