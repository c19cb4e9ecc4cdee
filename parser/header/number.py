"""The dispatch's own number: on the line "Số: …", else in the caption "(Kèm theo Quyết định số …)"."""

import re

from models import DocumentNumber
from parser.header.segments import NUMBER, Segment
from parser.lexicon.issuers import issuer
from parser.lexicon.table import rows
from parser.recognisers.base import Mention
from parser.recognisers.document_number import NumberParts, parse_number
from parser.structure.shapes import Structure
from parser.text.canonical import CanonicalText
from parser.text.fold import fold_dashes, fold_space

# Below this a reader's word is taken for handwriting that it could not read; numbers in print stand well above.
LEGIBLE = 0.75
_LEGIBLE_NUMBER = 0.86
_LEGIBLE_WHOLE = 0.8

_GLUED = re.compile(r"(?<=\d)(?:QĐ|KH|TB|CT|BC|TTr|NQ|HD|CV|GM|CTr|PA|KL)-(?=[A-ZĐ]{2})")
_CODES = frozenset(row["code"].upper() for row in rows("doc_types"))
_SYMBOL = re.compile(r"(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?P<symbol>[A-ZĐ][\w&.,]*(?:\s?[-/]\s?[A-ZĐ0-9][\w&.,]*){0,4})$")
CAPTION = re.compile(
    r"\(?\s{0,3}(?:(?:ban\s+hành\s+)?(?:kèm\s+theo|theo)|đính\s+kèm)\s+(?:chương\s+trình\s+hành\s+động\s+tại\s+)?"
    r"(?P<type>quyết\s+định|nghị\s+quyết|kế\s+hoạch|công\s+văn|thông\s+tư|chỉ\s+thị|hướng\s+dẫn|thông\s+báo|tờ\s+trình|quy\s+định|báo\s+cáo|nghị\s+định|văn\s+bản)\s+"
    r"(?:số\s{0,2}:?\s{0,2})(?P<number>[^()\n]{0,80}?)[\s,]+ngày\s(?P<date>[^()]{0,60}?)(?:\s+của\s+(?P<issuer>[^()]{2,160}?))?\s{0,3}\)",
    re.IGNORECASE,
)
_BRACKETS = re.compile("[()]")


def own_number(segments: list[Segment], text: CanonicalText) -> Mention[DocumentNumber] | None:
    """The number on the letterhead's line, the printed part alone where the rest is blank or handwriting."""
    for segment in segments:
        if segment.kind != "number":
            continue
        match = NUMBER.match(segment.plain)
        if match is None:
            continue
        start, raw = segment.start + match.start("rest"), segment.text[match.start("rest") :].strip()
        parts = parse_number(_tidied(raw))
        legible = _legible(text, start, segment.end)
        if parts is None or not _fits(raw, parts):
            parts, legible = _printed_part(raw), False
        elif parts.sequence and (not legible or not parts.sequence.strip("0")):
            parts = _printed_part(raw) or parts
        if parts is None:
            continue
        rule = "number.letterhead" if parts.sequence else "number.blank"
        return Mention(segment.start, segment.end, document_number(raw, parts), rule, 0.98 if parts.sequence and legible else 0.7)
    return None


def _tidied(raw: str) -> str:
    """Blanks inside a symbol closed up: "695 /BCĐ 389/TP-CQTT" -> "695/BCĐ389/TP-CQTT"."""
    raw = re.sub(r"(?<=[-/])[:.,;](?=[A-ZĐ])", "", fold_dashes(fold_space(raw)))  # specks that OCR reads
    tight = re.sub(r"(?<=[A-ZĐ]\.) (?=[A-ZĐ]{2})|(?<=[A-ZĐ]{2}) (?=[A-ZĐ]{2,5}$)|(?<=[\w/-]) (?=[\d/-])|(?<=[/-]) |(?<=(?<![^\W\d_])[A-ZĐ]) (?=[A-ZĐ]{1,3}(?!\w))", "", raw)
    # Small letters of a symbol are an image's reader's: "/vp-KGVX".
    return re.sub(r"(?<=[/-])(?:[a-zđ](?=[A-ZĐ])|[a-zđ]{2,4}(?=-[A-ZĐ]{2}))", lambda m: m[0].upper(), tight)


def _fits(raw: str, parts: NumberParts) -> bool:
    """Whether the number read is all of what is printed, but for white space and the end's punctuation."""
    tight = re.sub(r"[\s.,;:]+$", "", re.sub(r"\s+", "", _tidied(raw)))
    return len(re.sub(r"\s+", "", parts.normalized)) >= len(tight) - 2


def _printed_part(raw: str) -> NumberParts | None:
    """The number without its sequence, from the first separator before a capital letter on."""
    tight = _tidied(raw)
    glued = _GLUED.search(tight)
    if glued and "/" not in tight:
        tight = f"/{tight[glued.start() :]}"  # the stroke read as a digit: "12421QĐ-SYT"
    cuts = list(re.finditer(r"[/-](?=(?:(?:19|20)\d\d/)?[A-ZĐ])", tight))
    if not cuts:
        return None
    # The symbol begins with a code that is known, else at the first separator.
    party = [c for c in cuts if c[0] == "-" and re.match(r"[A-ZĐ][A-Za-zĐđ]{1,3}\s?/", tight[c.end() :])]
    cuts = party[:1] or [c for c in cuts if c[0] == "/"] or cuts
    cut = next((c for c in cuts if _known_code(tight[c.end() :])), cuts[0])
    sequence = re.fullmatch(r"\d{1,6}[a-zđ]?", tight[: cut.start()])
    rest = tight[cut.end() :].rstrip(".,; ")
    found = parse_number(("1" + cut[0] if sequence is None else sequence[0] + cut[0]) + rest)
    match = _SYMBOL.match(rest)
    if not match:
        return None
    year, symbol = match["year"], re.sub(r"\s+", "", match["symbol"])
    if found and len(found.symbol) >= len(symbol) - 1:
        symbol, type_code, issuers, unit, family = found.symbol, found.type_code, found.issuer_codes, found.drafting_unit, found.family
    else:
        type_code, issuers, unit, family = None, (re.split(r"[-/]", symbol)[0],), re.split(r"[-/]", symbol, maxsplit=1)[-1] if re.search(r"[-/]", symbol) else None, "letter"
    keep = sequence[0] if sequence and len(symbol) < len(rest) + 1 and not (found and found.sequence is None) and found is None else None
    return NumberParts(raw, f"{keep or ''}{cut[0]}{year + '/' if year else ''}{symbol}", keep, year, symbol, type_code, issuers, unit, family)


def _known_code(rest: str) -> bool:
    """Whether a type's or a body's code stands first."""
    code = re.match(r"(?:(?:19|20)\d\d/)?([A-ZĐ][\w&]*)", rest)
    return code is not None and (code[1].upper() in _CODES or issuer(code[1]) is not None)


def _legible(text: CanonicalText, start: int, end: int) -> bool:
    """Whether the reader was sure of the words that hold the digits (always, where it says nothing)."""
    for word_start, word_end, word in text.words_in(start, end):
        piece = text.content[word_start:word_end]
        before = re.match(r"[^/-]*", piece)
        # One word of digits and symbol together is print more often than a pen's digits before print.
        least = _LEGIBLE_WHOLE if re.fullmatch(r"0\d[-/][A-ZĐ]\S+", piece) else _LEGIBLE_NUMBER
        if word.confidence is not None and word.confidence < least and (before is None or any(c.isdigit() for c in before[0]) or not any(c.isalnum() for c in before[0])):
            return False
        if "/" in piece or "-" in piece:
            break
    return True


def document_number(raw: str, parts: NumberParts) -> DocumentNumber:
    """The contract's shape of a number."""
    return DocumentNumber(
        raw=fold_space(raw), normalized=parts.normalized, sequence=parts.sequence, year=parts.year, symbol=parts.symbol,
        type_code=parts.type_code, issuer_codes=parts.issuer_codes, drafting_unit=parts.drafting_unit,
    )  # fmt: skip


def caption(structure: Structure) -> re.Match[str] | None:
    """The first caption "(Kèm theo Quyết định số … ngày … của …)" that stands on a line of its own."""
    content, lines = structure.text.content, structure.text.lines
    at = lines[0].start if lines else 0
    for bracket in _BRACKETS.finditer(content, at):
        # It goes to a closing bracket and has no other within: between two of them it is looked for where its words are.
        start, at = at, bracket.end() if bracket[0] == ")" else bracket.start()
        if bracket[0] == "(" or "ngày" not in (words := content[start : bracket.start()].lower()) or ("theo" not in words and "kèm" not in words):
            continue
        match = CAPTION.search(content, start, bracket.end())
        if match is not None and (match.start() == 0 or content[match.start() - 1] in "\n\t"):
            return match
    return None


def captioned_number(match: re.Match[str]) -> Mention[DocumentNumber] | None:
    """The number in a caption; blank (`/KH-SYT`) where the caption leaves it so."""
    raw = re.sub(r"[.…_]{2,}|…", "", fold_space(match["number"])).strip(" ,.")
    parts = parse_number(raw) if raw else None
    if parts is None:
        return None
    return Mention(match.start("number"), match.end("number"), document_number(raw, parts), "number.caption", 0.9)
