"""Số, ký hiệu văn bản: every family from `115-CP` to `66.7/2025/NQ-CP`, in whatever way it is spaced or broken.

The grammar: Nghị định 30/2020/NĐ-CP, Phụ lục I and III (`2310/QĐ-BYT`, `34/STTTT-CNTT`), Luật 64/2025/QH15 (`46/2018/TT-BYT`,
`24/2018/QH14`), Hướng dẫn 36-HD/VPTW of the party (`212-NQ/BCSĐ`), and what offices write instead of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from parser.lexicon.table import rows, values
from parser.recognisers.base import Example, Mention, Recogniser
from parser.text.fold import fold_dashes

Family = Literal["normative", "assembly", "administrative", "party", "letter", "legacy"]


@dataclass(frozen=True, slots=True)
class NumberParts:
    """A number taken apart: the fields of `models.DocumentNumber`, and its family. `sequence` is None where the number is blank."""

    raw: str = field(compare=False)
    normalized: str
    sequence: str | None
    year: str | None
    symbol: str
    type_code: str | None
    issuer_codes: tuple[str, ...]
    drafting_unit: str | None
    family: Family


_UPPER = "A-ZĐÂĂÊÔƠƯ"
_ALNUM = _UPPER + "a-zđâăêôơư0-9"
_GROUP = rf"[{_UPPER}][{_ALNUM}]{{0,15}}(?:&(?:amp;)?[{_UPPER}][{_ALNUM}]{{0,9}}){{0,3}}"
# What may not stand before a number is asked behind its first figure: so figures are looked for, and not every place for what stands before.
_HEAD = re.compile(
    rf"""(?P<sequence>\d(?<![^\W_]\d)(?<![/&]\d)(?<!\w[.,:-]\d)\d{{0,5}}(?:\.\d{{1,2}}(?=/(?:19|20)\d\d/))?[a-zđ]?)
    (?: (?P<slash>[\ \n]{{0,2}}/{{1,2}}[\ \n]{{0,2}})(?:(?P<year>(?:19|20)\ ?\d\ ?\d)[\ \n]?/{{1,2}}[\ \n]?)?
      | (?P<hyphen>\ {{0,2}}-[\ \n]{{0,3}})
      | (?P<space>\ ?)(?=[{_UPPER}][{_ALNUM}]{{1,5}}[/-])
    )(?=[{_UPPER}])""",
    re.VERBOSE,
)
_BLANK = re.compile(
    rf"(?<!\w)[Ss](?:ố|Ố)[ \n]{{0,3}}:?(?P<blank>[ \n.…_]{{0,40}})/[ ]?(?:(?P<year>(?:19|20)\d\d)/)?(?={_GROUP})|"
    rf"(?:[.…_]{{2,40}})[ ]?/[ ]?(?:(?P<dotted>(?:19|20)\d\d)/)?(?={_GROUP}[-/])"
)
_BLANK_END = re.compile(r"/(?<=[ \n.…_:ốỐ]/)")  # which every blank number has
_TAIL = re.compile(rf"{_GROUP}(?![{_ALNUM}])(?![^\W_])")
# A hyphen may stand with spaces on one line or at a line's end; a dash that opens a line is a bullet.
_JOIN = re.compile(rf"(?P<hyphen>(?P<left>\ {{0,2}})-(?P<right>[\ \n]{{0,3}}))(?=[{_UPPER}])|(?P<slash>[ ]?/[ \n]?)(?=[{_UPPER}])|[._](?=[{_UPPER}]{{2,6}}(?!\w))|(?<=[{_UPPER}]):(?=[{_UPPER}]{{2,6}}-[{_UPPER}])", re.VERBOSE)
_DOUBLED = re.compile(r"(Đ|D)[ĐD]$")
_INNER = re.compile(r"/nb(?!\w)")  # nội bộ: the party's internal letters
_TERM = re.compile(r"(?P<body>QH|UBTVQH)[ \n]?(?P<term>\d{1,2})(?!\w)")
_DATED = re.compile(r"\s?,?\s?(?:ký\s+)?ngày\s", re.IGNORECASE)
_LEGACY = frozenset({"CP", "TTG", "HĐBT", "HĐNN", "HĐNN8", "HĐCP", "LCT"})
_MINISTRIES = frozenset(["TC", "TM", "NN", "NV", "LĐ", "GD", "YT", "VH", "XD", "GTVT", "BĐ", "LB", "TS", "CN", "KH", "KCM", "TDTT", "TT", "UBKH"])  # as they stand before 1998
_WORD_BEFORE = re.compile(r"(?:hiệu|[^\W\d_]{2,})\s{0,3}[:.]?\s{0,3}$", re.IGNORECASE)
_DOCUMENT_WORD = re.compile(r"(?<!\w)(?:theo|tại|của|nghị\s+(?:định|quyết)|quyết\s+định|thông\s+(?:tư|báo)|chỉ\s+thị|công\s+(?:văn|điện)|kế\s+hoạch|tờ\s+trình|văn\s+bản)(?!\w)", re.IGNORECASE)
_TYPE_BEFORE = re.compile(r"(?:công\s+(?:văn|điện)|quyết\s+định|văn\s+bản|thông\s+báo|tờ\s+trình|kế\s+hoạch|báo\s+cáo)\s{1,3}$", re.IGNORECASE)
_CONTEXT = 40


@cache
def _types() -> dict[str, tuple[str, frozenset[str]]]:
    """Type code as anyone may write it (upper case, also without marks where that is no other code) -> code, families."""
    table = {row["code"].upper(): (row["code"], frozenset(values(row["families"]))) for row in rows("doc_types")}
    for row in rows("doc_types"):
        table.setdefault(row["code"].upper().replace("Đ", "D"), (row["code"], frozenset(values(row["families"]))))
    return table


@cache
def _issuers() -> dict[str, str]:
    """Issuer code as anyone may write it -> code; `HDND` -> `HĐND`."""
    codes = [c for row in rows("issuers") for c in (row["code"], *values(row["aliases"])) if re.fullmatch(rf"[{_ALNUM}&-]+", c)]
    table = {code.upper(): code for code in codes}
    for code in codes:
        table.setdefault(code.upper().replace("Đ", "D"), code)
    return table


def is_issuer_code(code: str) -> bool:
    """Whether `code`, as printed, is the code of a body that the tables know."""
    return code.upper() in _issuer_codes()


@cache
def _issuer_codes() -> frozenset[str]:
    return frozenset(code.upper() for code in _issuers().values())


def _plausible(group: str) -> bool:
    """Letters of a symbol: capitals but for a fixed small letter or two (`TTg`, `CTr`, `SNgV`)."""
    if group in ("Cty", "CTy"):
        return True  # công ty
    capitals = sum(c.isupper() for c in group)
    small = sum(c.islower() for c in group)
    return group.upper() in _issuers() or group.upper() in _types() or (capitals >= small and (capitals > 1 or small == 0))


def _canonical(group: str, *, type_position: bool) -> str:
    """The group in its one spelling: capitals, `TTg`, `CTr`, and Đ where the tables leave no other reading."""
    plain = group.replace("đ", "Đ").replace("&amp;", "&")
    upper = plain.upper()
    if type_position:
        return _types()[upper][0]
    known = _issuers().get(upper)
    if (known is not None and known.upper() in (upper, upper.replace("D", "Đ"))) or (known is not None and known.upper().replace("Đ", "D") == upper):
        return known
    if plain == "nb":
        return plain
    return plain if any(c.islower() for c in plain) and sum(c.islower() for c in plain) <= 2 else upper


@cache
def _rejected() -> tuple[re.Pattern[str], frozenset[str]]:
    table = rows("not_numbers")

    def either(*kinds: str) -> str:
        words = sorted((w for row in table if row["kind"] in kinds for w in values(row["before"])), key=len, reverse=True)
        return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)

    loose, close = either("licence", "contract"), either("standard", "form", "place")
    symbols = frozenset(s for row in table for s in values(row["symbol"]))
    return re.compile(rf"(?<!\w)(?:(?:{loose})(?:\s+[^\W\d_]{{1,12}}){{0,3}}?|{close})(?:\s+số)?[\s:.,]{{0,3}}(?:[\d.]{{1,8}}[-:\s])?$", re.IGNORECASE), symbols


def _groups(text: str, at: int) -> tuple[list[tuple[str, str]], int]:
    """The letter groups from `at` on, each with the separator before it, as long as they are plausible; and the end."""
    groups: list[tuple[str, str]] = []
    end, separator = at, ""
    while len(groups) < 6:
        match = _TAIL.match(text, end + len(separator))
        if match is None or not _plausible(match[0]):
            break
        groups.append((separator, match[0]))
        end = match.end()
        inner = _INNER.match(text, end)
        if inner and groups[0][1].upper() in _types():
            groups.append(("/", "nb"))
            end = inner.end()
            break
        join = _JOIN.match(text, end)
        if join is None:
            break
        separator = join[0]
        if join["hyphen"] and join["left"] and len(groups) > 1:
            break  # "12/QĐ-UBND - TP.HCM": what follows a spaced dash is no longer the symbol
    return groups, end


def _parts(text: str, start: int, sequence: str | None, year: str | None, lead: str, at: int) -> tuple[NumberParts, int] | None:
    """The number whose symbol begins at `at`; `lead` is "/", "-" or " ". None where it is none."""
    term = _TERM.match(text, at)
    if term is not None and lead == "/" and year:
        symbol = term["body"] + term["term"]
        return _number(text[start : term.end()], sequence, year, symbol, None, (term["body"],), None, "assembly", "/"), term.end()
    groups, end = _groups(text, at)
    if not groups:
        return None
    first = groups[0][1].replace("đ", "Đ").upper()
    if first in _rejected()[1]:
        return None
    names = [g for _, g in groups]
    if first not in _types() and _DOUBLED.sub(r"\1", first) in _types():
        names[0] = first = _DOUBLED.sub(r"\1", first)  # "QĐĐ": scanning sees the stroke twice
    known_type = _types().get(first)
    marks = ["/" if "/" in s else s if s in "._:" else "-" for s, _ in groups[1:]]
    if lead == " " and first in _MINISTRIES and len(names) > 1:
        # "60 TC/CĐKT", "1141 TC/QĐ/CĐKT": before 1998 ministries put themselves first
        rest = [_canonical(n, type_position=i > 0 and n.upper() in _types()) for i, n in enumerate(names)]
        code = next((r for r in rest[1:] if r.upper() in _types()), None)
        symbol = rest[0] + "".join(m + n for m, n in zip(marks, rest[1:], strict=True))
        return _number(text[start:end], sequence, year, symbol, code, (rest[0],), rest[-1], "legacy", ""), end
    if lead in "- ":
        if known_type is not None and len(names) > 1 and (marks[0] == "/" or lead == " "):
            pass
        elif lead == "-" and first in _LEGACY:
            symbol = _canonical(names[0], type_position=False)
            if first == "LCT" and len(names) > 1:
                symbol = marks[0].join(names[:2])
            else:
                end = at + len(names[0])
            return _number(text[start:end], sequence, None, symbol, None, (symbol,), None, "legacy", "-"), end
        else:
            return None
    if known_type is not None and len(names) > 1 and not (len(names[0]) == 2 and len(names) == 2 and marks[0] == "-" and _ambiguous(first, names[1])):
        code = known_type[0]
        rest = [_canonical(n, type_position=False) for n in names[1:]]
        symbol = code + "".join(m + n for m, n in zip(marks, rest, strict=True))
        party = lead in "- " and marks[0] == "/"
        family: Family = "party" if party else "normative" if year else "administrative"
        several = "joint" in known_type[1]
        issuers = tuple(rest) if several else tuple(rest[:1])
        unit = None if several else "-".join(rest[1:]) or None
        return _number(text[start:end], sequence, year, symbol, code, issuers, unit, family, {"/": "/", "-": "-", " ": ""}[lead]), end
    if year is None and len(names) == 1 and first in _types() and not is_issuer_code(names[0]):
        if not _DATED.match(text, end):
            return None  # "12/KH": no issuer, and nothing else that says a document
        code = _types()[first][0]
        return _number(text[start:end], sequence, None, code, code, (), None, "administrative", "/"), end
    fused = _fused(first) if len(names) == 1 and (year or not is_issuer_code(first)) else None
    if fused is not None:
        symbol = f"{fused[0]}-{fused[1]}"
        return _number(text[start:end], sequence, year, symbol, fused[0], (fused[1],), None, "normative" if year else "administrative", "/"), end
    if year and len(names) == 1 and first not in _LEGACY:
        return None
    rest = [_canonical(n, type_position=False) for n in names]
    symbol = rest[0] + "".join(m + n for m, n in zip(marks, rest[1:], strict=True))
    legacy = len(names) == 1 and first in _LEGACY
    unit = "-".join(rest[1:]) or None
    return _number(text[start:end], sequence, year, symbol, None, (rest[0],), unit, "legacy" if legacy else "normative" if year else "letter", "/"), end


def _ambiguous(first: str, second: str) -> bool:
    """`123/BCT-TTTN`: a type code that is also an issuer's, before what is no issuer's."""
    return is_issuer_code(first) and not is_issuer_code(second)


def _fused(group: str) -> tuple[str, str] | None:
    """`TTBNV` -> TT, BNV (a text layer that has lost its hyphens) where type and issuer are both known and only one cut is possible."""
    cuts = [
        (_types()[group[:i]][0], _canonical(group[i:], type_position=False))
        for i in range(2, min(5, len(group)))
        if group[:i] in _types() and group[i:] in _issuers()
    ]
    return cuts[0] if len(cuts) == 1 else None


def _number(
    raw: str, sequence: str | None, year: str | None, symbol: str, type_code: str | None, issuers: tuple[str, ...], unit: str | None, family: Family, lead: str
) -> NumberParts:
    normalized = f"{sequence or ''}{lead}{year + '/' if year else ''}{symbol}"
    return NumberParts(raw, normalized, sequence, year, symbol, type_code, issuers, unit, family)


def _find(text: str) -> Iterator[Mention[NumberParts]]:
    text = fold_dashes(text)
    end = 0
    heads = [*_HEAD.finditer(text)]
    if _BLANK_END.search(text):
        heads = sorted([*heads, *_BLANK.finditer(text)], key=lambda m: m.start())
    for match in heads:
        if match.start() < end:
            continue
        blank = match.re is _BLANK
        if blank:
            start = text.index("/", match.start() + 1) if match["blank"] is None else match.start("blank") + len(match["blank"])
            start = match.end() - len(match[0]) + match[0].rindex("/", 0, match[0].rindex("/") if (match["year"] or match["dotted"]) else None)
            found = _parts(text, start, None, match["year"] or match["dotted"], "/", match.end())
        else:
            start = match.start()
            lead = "/" if match["slash"] else "-" if match["hyphen"] else " "
            before = text[max(0, start - _CONTEXT) : start]
            barred = _rejected()[0].search(before)
            if barred and not _DOCUMENT_WORD.search(barred[0]):
                continue
            found = _parts(text, start, match["sequence"], match["year"] and match["year"].replace(" ", ""), lead, match.end())
            if found is not None and not _trusted(found[0], lead, before):
                continue
        if found is None:
            continue
        parts, end = found
        yield Mention(start, end, parts, f"document_number.{parts.family}", 0.9 if blank else 1.0)


def _trusted(parts: NumberParts, lead: str, before: str) -> bool:
    """Whether the weak shapes (`77/SYT`, `84 QĐ/TWĐTN`) are backed by what they hold or by the word before them."""
    said = _WORD_BEFORE.search(before) is not None
    if lead == " ":
        return said
    if parts.family == "administrative" and not parts.issuer_codes:
        return said
    if parts.family == "letter" and parts.drafting_unit is None:
        if len(parts.issuer_codes[0]) < 2:
            return False
        return said and (is_issuer_code(parts.issuer_codes[0]) or _TYPE_BEFORE.search(before) is not None or re.search(r"s[ốôóồổỗ]\s{0,3}[:.]?\s{0,3}$", before, re.IGNORECASE) is not None)
    return True


@lru_cache(maxsize=1024)
def parse_number(raw: str) -> NumberParts | None:
    """The parts of a number printed by itself (`5958 /BYT-VPB`, `/KH-SYT`, `157- NQ/BCSĐ`), or None where it is none."""
    for text in (f"Số: {raw}",):
        for mention in _find(text):
            return mention.value
    return None


def number(normalized: str) -> NumberParts:
    """For examples: the parts of a number in its one spelling."""
    parts = parse_number(normalized)
    assert parts is not None, normalized
    return parts


RECOGNISER = Recogniser(
    name="document_number",
    find=_find,
    examples=(
        Example(number("30/2020/NĐ-CP"), "theo Nghị định số ⟦30/2020/NĐ-CP⟧ ngày", "NGHỊ ĐỊNH SỐ ⟦30/2020/NĐ-CP⟧", "Nghị định số ⟦30/2020/ND-CP⟧", "số ⟦30/2020//NĐ-CP⟧"),
        Example(number("12/CT-TTg"), "thực hiện Chỉ thị ⟦12/CT-TTg⟧.", "Chỉ thị số ⟦12/CT-\nTTg⟧", "CHỈ THỊ SỐ ⟦12/CT-TTG⟧"),
        Example(number("1710/QĐ-UBND"), "Quyết định số ⟦1710 /QĐ-UBND⟧", "Quyết định số ⟦1710/QĐ - UBND⟧", "số ⟦1710/QD-UBND⟧", "tại ⟦1710/QĐ-UBND⟧ - TP.Sông Lam"),
        Example(number("61/STTTT-CNTT&BCVT"), "Văn bản số ⟦61/STTTT-CNTT&BCVT⟧ ngày", "số ⟦61/STTTT-CNTT&amp;BCVT⟧"),
        Example(number("5960/BYT-K2ĐT"), "Công văn số ⟦5960 /BYT-K2ĐT⟧", "các số ⟦5960/BYT-K2ĐT⟧\n- Lưu: VT"),
        Example(number("15-KH/ĐU"), "Kế hoạch số ⟦15-KH/ĐU⟧ của", "Kế hoạch số ⟦15 - KH/ĐU⟧", "Kế hoạch số ⟦15-\nKH/ĐU⟧"),
        Example(number("43/2013/QH13"), "Luật Đấu thầu số ⟦43/2013/QH13⟧", "số ⟦43/2013/QH 13⟧ ngày"),
        Example(number("351/2017/UBTVQH14"), "Nghị quyết số ⟦351/2017/UBTVQH14⟧"),
        Example(number("66.7/2025/NQ-CP"), "Nghị quyết số ⟦66.7/2025/NQ-CP⟧"),
        Example(number("164/2002/QĐ/BTC"), "Quyết định số ⟦164 /2002/QĐ/BTC⟧"),
        Example(number("60TC/CĐKT"), "Thông tư số ⟦60 TC/CĐKT⟧ ngày"),
        Example(number("84QĐ/TWĐTN"), "Quyết định số ⟦84 QĐ/TWĐTN⟧ ngày"),
        Example(number("115-CP"), "Quyết định số ⟦115-CP⟧ ngày 29/7/1994"),
        Example(number("62/CP"), "Nghị định số ⟦62/CP⟧ ngày 17/11/1995"),
        Example(number("01/2011/TT-BNV"), "Thông tư số ⟦01/2011/TTBNV⟧"),
        Example(number("30c/NQ-CP"), "Nghị quyết số ⟦30c/NQCP⟧ ngày", "Nghị quyết số ⟦30c/NQ-CP⟧ ngày"),
        Example(number("285/CCTTHC"), "Công văn ⟦285/CCTTHC⟧ ngày"),
        Example(number("14/2011/TTLT-BXD-BTC"), "Thông tư liên tịch số ⟦14/2011/TTLT-BXD-BTC⟧"),
        Example(number("45/HDLS-SNV-STC"), "Hướng dẫn liên sở số ⟦45/HDLS-SNV-STC⟧"),
        Example(number("05/Cty"), "Công văn số ⟦05/Cty⟧ ngày"),
        Example(number("15/TTr-Cty"), "Tờ trình số ⟦15/TTr-Cty⟧ ngày"),
        Example(number("77/SYT"), "Công văn số ⟦77/SYT⟧ ngày"),
        Example(number("/KH-SYT"), "Số:      ⟦/KH-SYT⟧", "Kế hoạch số ……⟦/KH-SYT⟧ ngày"),
    ),
    counter_examples=(
        "ngày 15/6/2024", "tỷ lệ 3/4", "24/7", "giai đoạn 2021-2025", "QCVN 102:2016/BTTTT", "TCVN 6909:2001/BXD", "số đăng ký 17830NK/BYT-TB-CT",
        "giấy phép số 07/GP-SYT", "số lưu hành 2200145/ĐKLH/BYT-TB-CT", "hợp đồng số 12/2024/HĐKT", "hợp đồng số 3/2024/HĐ-BVĐK", "điện thoại 0912.345.678",
        "mẫu số 01/BC-SYT", "tỉnh/thành phố", "phòng, chống HIV/AIDS", "10/10 CBCC", "12/Thanh tra", "xã 5/KP3", "mã H26.16", "30 NQ đã ban hành", "12/Cty", "số 5 Nguyễn Du - TP",
    ),
)
