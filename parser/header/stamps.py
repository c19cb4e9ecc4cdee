"""E-signature stamps ("Ký bởi: … Thời gian ký: …"), the arrival stamp ("CÔNG VĂN ĐẾN"), urgency and secrecy."""

import re

from models import Received, Signature
from parser.header.casing import is_upper, sentence_case
from parser.header.segments import Segment, plain
from parser.recognisers.base import Mention
from parser.text.canonical import CanonicalText
from parser.text.fold import fold_space

_TIME = re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>(?:19|20)\d\d),?\s{1,3}(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?:\s{0,3}(?P<zone>[+-]\d\d:\d\d))?")
_ISO = re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:\s?(?P<zone>[+-]\d\d:\d\d))?")
_FIELD = re.compile(r"(?P<field>Ký bởi|Người ký|Digitally signed by|Cơ quan|Tổ chức|Đơn vị|Email|E-mail|Thời gian ký|Ngày ký|Chức vụ)\s?:?\s?", re.IGNORECASE)


def signatures(segments: list[Segment], text: CanonicalText) -> tuple[Signature, ...]:
    """The signatures that stamp text above the letterhead shows."""
    lines = [g for g in segments if g.kind == "stamp"]
    if not lines:
        return ()
    words = "\n".join(g.text for g in lines)
    times = list(_TIME.finditer(words)) or list(_ISO.finditer(words))
    if not times:
        return ()
    found: list[Signature] = []
    at = 0
    for match in times:
        block = words[at : match.start()]
        at = match.end()
        signer, organisation = _who(block)
        stamp = f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}T{match['time'].zfill(5)}"
        stamp += (":00" if match["time"].count(":") == 1 else "") + _zone(match["zone"], words[at : at + 12])
        found.append(Signature(signer=signer, organisation=organisation, signed_at=stamp, source="stamp_text"))
    return tuple(found)


def _zone(zone: str | None, following: str) -> str:
    """The offset printed with the time, if any; nothing is assumed."""
    later = re.match(r"\s*([+-]\d\d:\d\d)", following)
    return zone or (later[1] if later else "")


def _who(block: str) -> tuple[str | None, str | None]:
    """(signer, organisation) of one stamp."""
    fields: dict[str, str] = {}
    marks = list(_FIELD.finditer(block))
    for match, following in zip(marks, [*marks[1:], None], strict=False):
        value = block[match.end() : following.start() if following else len(block)]
        fields.setdefault(match["field"].lower(), fold_space(value))
    signer = fields.get("ký bởi") or fields.get("người ký") or fields.get("digitally signed by")
    organisation = fields.get("cơ quan") or fields.get("tổ chức") or fields.get("đơn vị")
    if not marks:
        # A bare stamp: the body's name over its address and the time.
        name = fold_space(" ".join(line for line in block.splitlines() if "@" not in line and not re.search(r"\d{2}:\d\d|[+]0?7:", line)))
        signer = sentence_case(name, body=True) if sum(c.isalpha() for c in name) > 3 else None
        organisation = signer
    return signer or None, organisation or None


def received(segments: list[Segment]) -> Mention[Received] | None:
    """Number and date of the arrival stamp: the receiver's register."""
    for index, segment in enumerate(segments):
        if segment.kind != "stamp" or not re.search(r"(?:^|\s)[DĐ][EÉ]N\W*$|CONG VAN [DĐ]EN|CV [DĐ]EN", segment.plain):
            continue
        parts = [g for g in segments[index : index + 7] if g.kind == "stamp"]
        words = plain(" \n".join(g.text for g in parts))
        number = re.search(r"S[O0]?\s?[:.]\s?(\d{1,6})(?!\w*/\w)", words)
        date = re.search(r"NGAY\s?[:.]?\s?(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?((?:20)?\d\d)(?!\d)", words)
        value = None
        if date and 1 <= int(date[2]) <= 12 and 1 <= int(date[1]) <= 31:
            value = f"{date[3] if len(date[3]) == 4 else '20' + date[3]}-{int(date[2]):02d}-{int(date[1]):02d}"
        if number or value:
            return Mention(segment.start, parts[-1].end, Received(number=number[1] if number else None, date=value), "received.stamp", 0.8)
    return None


def mark(segments: list[Segment], kind: str, limit: int) -> Mention[str] | None:
    """The urgency or secrecy printed on the head, in capitals as the decree has it."""
    for segment in segments[:limit]:
        if segment.kind == kind and is_upper(segment.text, 0.8):
            value = _PRINTED.get(re.sub(r"[^A-Z ]", "", segment.plain).strip())
            if value:
                return Mention(segment.start, segment.end, value, f"{kind}.mark", 0.9)
    return None


_PRINTED = {
    "HOA TOC": "Hỏa tốc", "HOA TOC HEN GIO": "Hỏa tốc hẹn giờ", "THUONG KHAN": "Thượng khẩn", "KHAN": "Khẩn", "KHAN CAP": "Khẩn", "RAT KHAN": "Khẩn",
    "TUYET MAT": "Tuyệt mật", "TOI MAT": "Tối mật", "MAT": "Mật",
}  # fmt: skip
