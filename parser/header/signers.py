"""The signature block: authority (KT., TM., TL. …), office and name (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 7; 36-HD/VPTW)."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from models import Signer
from parser.header.casing import is_upper, sentence_case
from parser.header.segments import plain
from parser.lexicon.issuers import issuer_of_name
from parser.lexicon.provinces import province
from parser.lexicon.table import rows
from parser.readers.syllable import is_syllable
from parser.recognisers.base import Mention
from parser.text.canonical import CanonicalText
from parser.text.fold import fold_space, fold_tone
from parser.text.letters import UPPER

SIGNED = re.compile(r"^\W*(?:đã ký|ký tên|đã kí|ký, đóng dấu|ký tên, đóng dấu|chữ ký|ký bởi)", re.IGNORECASE)
_DEGREES = re.compile(rf"^(?:(?:GS|PGS|TS|ThS|Ths|BS|BSCK|BS\.?CK\s?I{{1,2}}|CK\s?I{{1,2}}|CKI{{1,2}}|DS|DSCK|TTND|TTƯT|NGND|NGƯT|KS|CN|LS|Thạc sĩ|Tiến sĩ|Bác sĩ|Dược sĩ|Đại tá|Thượng tá|Trung tá|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng)\s?\.?\s?,?\s?)+(?=[{UPPER}])")


@cache
def _authorities() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = []
    for row in sorted(rows("signatory_forms"), key=lambda r: -len(r["form"])):
        form = row["form"]
        tail = r"(?!\w)\s?[./,:]{0,2}\s*" if len(form) > 4 else r"\s?[./,]\s*|" + re.escape(form) + rf"\s(?=[{UPPER}]{{3}})"
        table.append((re.compile(rf"^\W{{0,2}}(?:{re.escape(form)}{tail})"), row["authority"]))
    return tuple(table)


@cache
def _offices() -> tuple[tuple[str, str, str], ...]:
    """(folded, bare capitals, as written), the longest first."""
    table = [(fold_tone(r["office"].casefold()), plain(r["office"]), r["office"]) for r in rows("offices")]
    return tuple(sorted(table, key=lambda x: -len(x[0])))


_COMMON = frozenset("nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn trịnh trương đinh lâm phùng mai tô chu lò lương tạ thái".split())  # noqa: SIM905


_GIVEN_TOO = frozenset(("hoàng", "lâm", "mai", "dương", "đoàn"))  # surnames that are as often a name's middle word


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row["surname"].casefold() for row in rows("surnames"))


def authority(text: str) -> tuple[str | None, str]:
    """("KT.", "GIÁM ĐỐC") of "KT. GIÁM ĐỐC"; (None, text) where the line has none."""
    for pattern, value in _authorities():
        match = pattern.match(text)
        if match and (is_upper(text[match.end() :], 0.6) or not text[match.end() :].strip()):
            return value, text[match.end() :].strip()
    cut = _CUT.match(text)
    if cut and office(text[cut.end() :]):
        return "TL.", text[cut.end() :].strip()
    return None, text


_CUT = re.compile(r"^\W{0,2}L\s?[./]\s?(?=[^\W\d_]{2})")  # "TL." whose T a seal has covered; no other authority ends so


@lru_cache(maxsize=4096)
def office(text: str) -> str | None:
    """The office that a line begins with; capitals badly read are borne with."""
    text = text[:160]
    folded = fold_tone(fold_space(text).casefold().strip(" .,:*-_"))
    for key, _, name in _offices():
        if folded.startswith(key) and not folded[len(key) : len(key) + 1].isalnum():
            return name
    upper = plain(fold_space(text)).strip(" .,:*-_")
    if not is_upper(text, 0.6):
        return None
    for _, bare, name in _offices():
        if upper.startswith(bare) and not upper[len(bare) : len(bare) + 1].isalnum() and len(bare) > 5:
            return name
    best = max(((fuzz.ratio(upper, bare), name) for _, bare, name in _offices() if abs(len(bare) - len(upper)) <= 2 and len(bare) > 6), default=(0.0, ""))
    return best[1] if best[0] >= 84 else None


def is_office_line(text: str) -> bool:
    """Whether a line stands in a signature block: an authority or an office, in capitals."""
    text = text.strip()
    if len(text) > 90 or text.lower().endswith("điện:"):
        return False  # "THỦ TƯỚNG CHÍNH PHỦ điện:" sends, and signs nothing
    sign, _ = authority(text)
    if sign is not None:
        return True
    return office(text) is not None and (is_upper(text, 0.7) or (len(text.split()) <= 5 and text[:1].islower()))


@lru_cache(maxsize=4096)
def person_name(text: str) -> str | None:
    """The personal name that a line is, without degrees; None where it is none."""
    if len(text) > 80:
        return None
    text = fold_space(text).strip(" .,:;*-_“”\"'|~`’")
    text = _DEGREES.sub("", text).strip()
    words = text.split()
    if not 2 <= len(words) <= 6 or not all(re.fullmatch(r"[^\W\d_]+['’-]?[^\W\d_]*\.?", w) for w in words):
        return None
    upper = is_upper(text, 0.9)
    if not upper and not all(w[0].isupper() and (len(w) == 1 or any(c.islower() for c in w)) for w in words):
        return None
    if not upper and any(sum(c.isupper() for c in w) > 2 for w in words):
        return None
    known = words[0].casefold() in _surnames()
    good = sum(is_syllable(w) for w in words)
    if good < len(words) - (1 if known else 0):
        return None
    if not known and (len(words) < 3 or upper):
        return None
    if len(words) == 2 and words[0].casefold() not in _COMMON:
        return None
    if upper and (office(text) or issuer_of_name(text)):
        return None
    if province(text) is not None or issuer_of_name(text) is not None or (office(text) is not None):
        return None
    return " ".join(w.capitalize() for w in words) if upper else text


@dataclass(frozen=True, slots=True)
class SignerLine:
    """A signer and where the name or the office stands."""

    signer: Signer
    start: int
    end: int


def find_signers(text: CanonicalText, start: int, end: int, skip: tuple[int, int] | None = None) -> list[Mention[Signer]]:
    """The signers between two offsets; lines inside `skip` that are recipients are passed over."""
    found: list[Mention[Signer]] = []
    block: list[tuple[str | None, str, int, int]] = []  # authority, office or body, offsets
    waiting: list[list[tuple[str | None, str, int, int]]] = []
    spoilt = 0  # lines of capitals, outside a block, that a seal has made unreadable
    for index in range(text.line_at(start), len(text.lines)):
        line = text.lines[index]
        if line.start >= end:
            break
        if line.end <= start:
            continue
        for piece, at in _parts(text, max(line.start, start), line.end):
            stripped = piece.strip()
            offset = at + piece.find(stripped)
            if not stripped or SIGNED.match(stripped):
                continue
            beside = bool(block) and at > line.start and is_upper(stripped, 0.8)  # the signature's column, however badly read
            if skip and skip[0] <= offset < skip[1] and not beside and not _signing(stripped):
                continue
            glued = _glued(stripped)
            if glued:
                sign, body, name = glued
                found.append(_signer([(sign, body, offset, offset + len(stripped))], name, offset, offset + len(stripped)))
                block = []
                continue
            if is_office_line(stripped):
                sign, rest = authority(stripped)
                if block and sign is not None and block[-1][0] is None and office(block[-1][1]):
                    waiting.append(block)
                    block = []
                block.append((sign, rest, offset, offset + len(stripped)))
                continue
            scanned = is_scanned(text, offset, offset + len(stripped))
            if block and line.page != text.lines[text.line_at(block[-1][2])].page and (scanned or person_name(stripped) is None):
                continue  # another page's words are no part of the block
            if block and is_upper(stripped, 0.8) and person_name(stripped) is None and len(stripped) < 80 and not re.match(r"PHỤ LỤC|\W*\d", stripped):
                # The office's own body on the next line: "CỤC TRƯỞNG" / "CỤC QUẢN LÝ …".
                block.append((None, stripped, offset, offset + len(stripped)))
                continue
            if block and not found and len(stripped) > 60:
                block = []  # running text: what looked like an office was none
                continue
            named = person_name(stripped)
            mended = None
            if scanned and named and len(named.split()) == 2 and named.split()[0].casefold() in _GIVEN_TOO:
                named = None  # "Hoàng Anh" of "Lê Hoàng Anh": no guess
            if scanned and not block and not waiting:
                alone = spoilt_name(stripped) if spoilt > 1 else None
                if alone and alone.split()[0].casefold() in _COMMON:
                    found.append(Mention(offset, offset + len(stripped), Signer(name=alone), "signer.name_alone", 0.5))
                spoilt = 0 if alone else spoilt + (is_upper(stripped, 0.8) and sum(map(str.isalpha, stripped)) > 3)
                continue
            if scanned and (block or waiting) and (named is None or named.split()[0].casefold() not in _surnames()):
                mended = spoilt_name(stripped)
                named = None if named and len(named.split()[0]) < 3 else named  # a seal has left a letter of the surname
            if (named or mended) and (block or waiting):
                use = waiting.pop(0) if waiting else block
                if use is block:
                    block = []
                signed = _signed(text, use, mended or named, offset, offset + len(stripped))
                found.append(signed._replace(rule="signer.mended_name", confidence=0.7) if mended else signed)
    if block and not found and not _covered(text, block):
        found.append(_signed(text, block, None, block[0][2], block[-1][3]))
    return found


def _signed(text: CanonicalText, block: list[tuple[str | None, str, int, int]], name: str | None, start: int, end: int) -> Mention[Signer]:
    """The signer of a block and a name; of a scan, with what a seal has covered."""
    signer = _signer(block, name, start, end)
    return _deputy(signer, [part[1] for part in block]) if is_scanned(text, signer.start, signer.end) else signer


def is_scanned(text: CanonicalText, start: int, end: int) -> bool:
    """Whether a reader of page images gave the words between two offsets: only these may be misread."""
    return any(word.confidence is not None for _, _, word in text.words_in(start, end))


def _covered(text: CanonicalText, block: list[tuple[str | None, str, int, int]]) -> bool:
    """Whether a scan's block says too little: an office alone with unreadable capitals under it may have lost its "TL."."""
    unread = [part for part in block if not office(part[1]) and not _readable(part[1])]
    return bool(unread) and all(part[0] is None for part in block) and is_scanned(text, block[0][2], block[-1][3])


_DEPUTIES = {"Bộ trưởng": "Thứ trưởng", "Thủ tướng": "Phó Thủ tướng", "Viện trưởng": "Phó Viện trưởng"}


def _deputy(mention: Mention[Signer], printed: list[str]) -> Mention[Signer]:
    """What a seal has covered of a deputy's block: nobody signs KT. of himself, and a deputy under an office signs KT. of it.

    `printed` are the block's lines.
    """
    signer = mention.value
    pair = [office(line) for line in printed if office(line) or _readable(line)]
    if signer.authority is None and len(pair) == 2 and pair[0] and pair[1] and pair[1] == deputy_of(pair[0]):
        return mention._replace(value=Signer(authority="KT.", on_behalf_of=pair[0], title=pair[1], name=signer.name), rule="signer.deputy", confidence=0.7)
    behalf, title = signer.on_behalf_of, signer.title
    if signer.authority != "KT." or not behalf or not title or office(behalf) != behalf:
        return mention
    deputy = deputy_of(behalf)
    if deputy is None or title == deputy:
        return mention
    left, whole = plain(title), plain(deputy)
    if left != plain(behalf) and not (len(left) > 4 and (whole.startswith(left) or whole.endswith(left))):
        return mention
    return mention._replace(value=signer.model_copy(update={"title": deputy}), rule="signer.deputy", confidence=0.7)


def deputy_of(title: str) -> str | None:
    """The office that signs KT. of another: "Phó Giám đốc" of "Giám đốc", "Thứ trưởng" of "Bộ trưởng"."""
    deputy = _DEPUTIES.get(title, f"Phó {title}")
    return deputy if office(deputy) == deputy else None


def spoilt_name(text: str) -> str | None:
    """The personal name in what a seal or a pen has left on its line: specks and stray letters dropped, the surname mended.

    A surname is mended where the other words are a name's and one common surname alone is near: other marks, or one
    letter of what is no syllable at all (two of "Nguyễn", the longest).
    """
    words = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", fold_space(text)).split()
    while words and (re.fullmatch(r"[\W\d_]*", words[0]) or (len(words[0]) <= 2 and not words[0].istitle())):
        words = words[1:]
    while words and (re.fullmatch(r"[\W\d_]*", words[-1]) or (len(words[-1]) <= 2 and not words[-1].istitle())):
        words = words[:-1]
    if not 3 <= len(words) <= 6:
        return None
    words[0] = re.sub(r"[\W\d_]+", "", words[0])
    rest = " ".join(words[1:])
    if words[0].casefold() in _surnames():
        return person_name(" ".join(words))
    surname = _near(words[0])
    return person_name(f"{surname} {rest}") if surname and all(w[0].isupper() and is_syllable(w) for w in words[1:]) else None


def _near(word: str) -> str | None:
    """The one common surname that a misread word can be."""
    bare = plain(word)
    near = [s for s in _COMMON if plain(s) == bare]
    if not near and not is_syllable(word) and len(bare) > 3:
        near = [s for s in _COMMON if len(s) > 2 and Levenshtein.distance(plain(s), bare) <= (2 if s == "nguyễn" and (bare.endswith("YEN") or re.fullmatch("NG.{1,3}EN", bare)) else 1)]
    return near[0].capitalize() if len(near) == 1 else None


def _signing(text: str) -> bool:
    return is_office_line(text) or person_name(text) is not None


_GLUE = re.compile(
    rf"\s(?<=[^A-Z/][;.,):]\s)\s*(?=(?:TM|KT|TL|TUQ|T/M|K/T|T/L)(?:\s?[./]\s?[{UPPER}]{{2}}|\s[{UPPER}]{{3}})|"
    r"(?:PHÓ |TỔNG )?(?:GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|BÍ THƯ|HIỆU TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG)\W*$)"
)
_TAIL = re.compile(r"\s(?<=[^A-Z/][;.,)]\s)\s*(?P<tail>[^;.,()]{4,40})$")


def signature_at(raw: str) -> int | None:
    """Where the signature's column begins on a line of recipients: at an authority, an office or a personal name."""
    match = _GLUE.search(raw)
    if match:
        return match.end()
    tail = _TAIL.search(raw)
    if tail and (((named := office(tail["tail"])) is not None and len(named.split()) == len(tail["tail"].split())) or person_name(tail["tail"])):
        return tail.start("tail")
    return None


def column_gap(text: CanonicalText, start: int, end: int) -> int | None:
    """Where a line jumps to another column: the first word after a wide gap on the paper; `start` where the gap is right before it."""
    before: float | None = None
    for word_start, _, word in text.words_in(text.lines[text.line_at(start)].start, end):
        if word.box is None:
            return None
        if before is not None and word_start >= start and word.box[1] - before > _GAP * max(word.box[4] - word.box[2], 8):
            return word_start
        before = word.box[3]
    return None


_GAP = 3.0  # line heights


def _parts(text: CanonicalText, start: int, end: int) -> list[tuple[str, int]]:
    """A line cut where the signature's column is glued to the recipients'; (text, offset)."""
    gap = column_gap(text, start, end)
    stop = end if gap is None else gap
    raw = text.content[start:stop]
    at = signature_at(raw)
    parts = [(raw, start)] if at is None else [(raw[:at], start), (raw[at:], start + at)]
    return [*parts, (text.content[stop:end], stop)] if gap is not None else parts


def _glued(text: str) -> tuple[str | None, str, str] | None:
    """(authority, offices, name) of a whole block on one line: "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Trần Văn A"."""
    words = text.split() if len(text) <= 160 else []
    if len(words) < 3 or not is_upper(words[0], 0.6):
        return None
    for size in (5, 4, 3, 2):
        if len(words) <= size:
            continue
        name = " ".join(words[-size:])
        head = " ".join(words[:-size])
        sign, rest = authority(head)
        if is_upper(head, 0.9) and not is_upper(name, 0.5) and person_name(name) and (sign or office(head)):
            return sign, rest, person_name(name) or name
    return None


def _signer(block: list[tuple[str | None, str, int, int]], name: str | None, start: int, end: int) -> Mention[Signer]:
    """The authority is that of the line nearest the name (contract, decided cases)."""
    last = max((i for i, part in enumerate(block) if part[0]), default=None)
    if last is None:
        titles = [part[1] for part in block]
        sign = behalf = None
    else:
        sign, behalf = block[last][0], block[last][1]
        titles = [part[1] for part in block[last + 1 :]]
        if not titles:
            behalf, titles = _split_offices(behalf)
        elif sign == "TM." and len(titles) > 1 and not office(titles[0]):
            # The body's name over two lines: "TM. ỦY BAN NHÂN DÂN" / "TỈNH SÔNG LAM" / "CHỦ TỊCH".
            behalf, titles = f"{behalf} {titles[0]}", titles[1:]
    title: str | None = ", ".join(t for t in titles if office(t)) if sum(bool(office(t)) for t in titles) > 1 else " ".join(t for t in titles if office(t) or _readable(t))
    if sign == "Q." and not title and behalf:
        behalf, title = None, behalf  # quyền: he holds the office himself
    value = Signer(authority=sign, on_behalf_of=_cased(behalf) if behalf else None, title=_cased(title) if title else None, name=name)
    return Mention(block[0][2] if block else start, end, value, "signer.block", 0.95 if name else 0.5)


def _readable(text: str) -> bool:
    """Whether capitals beside an office are words, not the rim of a seal or a letter or two of a line."""
    words = re.findall(r"\w+", text)
    good = sum(is_syllable(w) for w in words)
    return len(words) > 1 and not re.search(r"[^\w\s,./&()–-]|\d", text) and good >= 0.7 * len(words)


def _split_offices(text: str) -> tuple[str, list[str]]:
    """ "BỘ TRƯỞNG, CHỦ NHIỆM PHÓ CHỦ NHIỆM" of one line: whom he signs for, and his own office."""
    for match in re.finditer(r"\s(?=PHÓ |THỨ TRƯỞNG|CHỦ TỊCH|CHÁNH |GIÁM ĐỐC|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG |BÍ THƯ|THỦ TƯỚNG|BỘ TRƯỞNG|TỔNG )", text):
        if office(text[match.end() :]):
            return text[: match.start()], [text[match.end() :]]
    return text, []


def _cased(text: str) -> str:
    text = re.sub(r"[^\w)]+$", "", re.sub(r"^[\W_]+", "", fold_space(text)))
    known = office(text)
    if known and len(known.split()) == len(text.split()) and fold_tone(known.casefold()) != fold_tone(text.casefold()):
        return known  # capitals that OCR has misread
    return sentence_case(text, body=True)
