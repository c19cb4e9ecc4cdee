"""The issuer block of the letterhead: cơ quan chủ quản and cơ quan ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 2)."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from parser.header.casing import is_upper, sentence_case
from parser.header.segments import Segment, plain
from parser.lexicon.issuers import issuer_of_name, issuers
from parser.lexicon.provinces import all_provinces, find_provinces
from parser.lexicon.table import rows
from parser.readers.syllable import is_syllable
from parser.recognisers.base import Mention
from parser.text.fold import fold_dashes, fold_space, fold_tone
from parser.text.letters import LOWER, UPPER


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Bodies from the top down, as printed, in sentence case; the last one issues."""

    bodies: tuple[Mention[str], ...]


@cache
def _heads() -> re.Pattern[str]:
    words = sorted({fold_tone(row["head"].casefold()) for row in rows("body_heads")}, key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)")


def starts_body(text: str) -> bool:
    """Whether the text begins with a word for a body ("SỞ …", "Ủy ban …")."""
    return _heads().match(fold_tone(text.casefold())) is not None or _fuzzy_head(text)


@cache
def _bare_heads() -> tuple[str, ...]:
    return tuple(sorted({plain(row["head"]) for row in rows("body_heads") if len(row["head"]) > 1}))


def _fuzzy_head(text: str) -> bool:
    """A head that OCR has robbed of its marks: "SO Y TE", "UY BAN"."""
    upper = plain(text)
    return is_upper(text) and upper.startswith(_bare_heads()) and any(upper.startswith(h) and not upper[len(h) : len(h) + 1].isalpha() for h in _bare_heads())


# A line that begins so goes on with the one before it.
_CONTINUES = re.compile(
    r"(?:TINH(?! UY| DOAN)|THANH PHO|TP|HUYEN(?! UY| DOAN)|QUAN(?! KHU| UY| DOAN)|THI XA|XA|PHUONG|THI TRAN|DAC KHU|VA|VE|CAC|CUA|VIET NAM|TRUNG UONG|TW|NHAN DAN|THUONG VU|QUOC HOI|[-–&(,]|NUOC|CAP|DU AN|LAN THU|KHU VUC|SO \d|MIEN|PHONG,? CHONG|PHONG CHAY)(?!\w)"
)
_UNFINISHED = re.compile(r"(?:[-–,&(]|(?<!\w)(?:VA|VE|CUA|CAC|CHI DAO|CHI HUY|QUAN LY|DU AN|DAI HOC|CAO DANG|UY BAN|HOI DONG|NGANH))$")
_SUB_HEADS = re.compile(
    r"\s(?=(?:SỞ|CỤC|TỔNG CỤC|CHI CỤC|THANH TRA|BỆNH VIỆN|BAN QUẢN LÝ|BAN CHỈ ĐẠO|BAN CHỈ HUY|BAN TỔ CHỨC|TRUNG TÂM|PHÒNG|VĂN PHÒNG|TRƯỜNG|VỤ|VIỆN|BAN DÂN TỘC)\s)"
)
_ODD = re.compile(rf"^(?:[^{UPPER}{LOWER}0-9]+|[\W_]\w[\W_]+(?=[A-ZĐỦUS]{{2}}))|[^{UPPER}{LOWER}0-9)]+$")


def issuer_lines(segments: list[Segment], before: int) -> list[Segment]:
    """The segments of the issuer block among the first `before` ones."""
    lines: list[Segment] = []
    for segment in segments[:before]:
        text = _ODD.sub("", segment.text)
        letters = sum(c.isalpha() for c in text)
        if segment.kind != "text" or letters < 3 or len(text) > 160 or re.match(r"\W*(?:S[O0]\s?[:.]|KHOA [IVX\d]|KY HOP|NHIEM KY)", segment.plain):
            continue
        if (is_upper(text) and (lines or starts_body(text) or letters > 5)) or (not is_upper(text, 0.5) and len(text) < 70 and _small_body(text, segments, segment, lines)):
            lines.append(segment)
    lines = [g for i, g in enumerate(lines) if not _specked(g, lines[i + 1 :])]
    heads = [i for i, g in enumerate(lines) if starts_body(_ODD.sub("", g.text))]
    framed = any(g.kind in ("motto", "party", "number") for g in segments[: before + 1])
    return lines[heads[0] :] if heads else lines[:2] if framed else []


def _specked(segment: Segment, later: list[Segment]) -> bool:
    """A line read twice, here with specks before it: "xử VĂN PHÒNG", and "VĂN PHÒNG" further down."""
    _, speck, words = segment.text.partition(" ")
    return segment.text[:1].islower() and bool(speck) and any(plain(words) == plain(g.text) for g in later)


def _small_body(text: str, segments: list[Segment], segment: Segment, lines: list[Segment]) -> bool:
    """A body in small letters counts where it opens the paper and is no sentence (fonts whose capitals are lost)."""
    if re.search(r"[.;:?]|\d{3}", text) or len(text.split()) > 9:
        return False
    known = issuer_of_name(text) is not None and starts_body(text)
    follows = bool(lines) and lines[-1].line == segment.line - 1 and not is_upper(lines[-1].text) and len(text.split()) < 5
    return known or follows


def letterhead(segments: list[Segment], before: int, joint: bool = False, content: str = "") -> Letterhead:
    """The bodies named in the block that ends before segment `before`; `content` is the whole text, for names badly read."""
    groups: list[list[tuple[int, int, str]]] = []
    previous: Segment | None = None
    for segment in issuer_lines(segments, before):
        for start, end, text in _pieces(segment):
            upper = plain(text)
            last = plain(groups[-1][-1][2]) if groups else ""
            joined = previous is not None and previous.text.rstrip().endswith(("-", "–", ","))
            cut = _UNFINISHED.search(last) is not None or last in _bare_heads()
            new = starts_body(text) and not joined and not cut and not _CONTINUES.match(upper)
            if not groups or new:
                groups.append([(start, end, text)])
            else:
                groups[-1].append((start, end, f"- {text}" if joined and previous and previous.text.rstrip()[-1] in "-–" else text))
        previous = segment
    if joint and len(groups) > 1:
        # Joint issuers on lines of their own are one issuer, as the letterhead prints them.
        lines = [(s, e, f"- {t}" if i and not j else t) for i, g in enumerate(groups) for j, (s, e, t) in enumerate(g)]
        groups = [lines]
    bodies = [Mention(g[0][0], g[-1][1], _name([t for _, _, t in g], content[g[-1][1] :]), "issuer.letterhead", 0.95) for g in groups]
    return Letterhead(tuple(b for b in _distinct(bodies) if b.value))


def _distinct(bodies: list[Mention[str]]) -> list[Mention[str]]:
    """The same body read twice (a seal over the letterhead) counts once."""
    seen: set[str] = set()
    return [b for b in bodies if not ((key := plain(b.value)) in seen or seen.add(key))]  # type: ignore[func-returns-value]


def _pieces(segment: Segment) -> list[tuple[int, int, str]]:
    """The bodies glued on one line: "UBND TỈNH SÔNG LAM SỞ Y TẾ" is two where the first is whole."""
    text = segment.text
    start = segment.start
    trimmed = _ODD.sub("", text)
    lead = text.find(trimmed)
    start, text = start + lead, trimmed
    if not starts_body(text) and (known := _known_names().get(plain(text)) or _tight_names().get(_tight(text))):
        return [(start, start + len(text), known)]
    pieces: list[tuple[int, int, str]] = []
    at = 0
    for match in _SUB_HEADS.finditer(text):
        if _whole(text[at : match.start()]):
            pieces.append((start + at, start + match.start(), text[at : match.start()]))
            at = match.end()
    pieces.append((start + at, start + len(text), text[at:]))
    return pieces


def _whole(text: str) -> bool:
    """Whether the text is a body that needs nothing after it: a ministry, or a People's Committee with its place."""
    found = issuer_of_name(text)
    if found is None:
        return False
    if found.code in ("UBND", "HĐND", "VPUBND"):
        return re.search(r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)\s*\w{2,}", text, re.IGNORECASE) is not None
    return found.kind in ("bo", "cqnb", "so", "tong_cuc")


def _name(lines: list[str], rest: str) -> str:
    text = fold_space(" ".join(lines))
    text = re.sub(r"\s*[-–_*]+$|^[-–_*]+\s*", "", text)
    right = mended(text)
    if right == text and rest and is_upper(text) and not _all_known(text):
        right = _echoed(text, rest) or text
    return sentence_case(right, body=True)


def _echoed(name: str, rest: str) -> str | None:
    """The name as the text writes it further down, most often, where only marks differ: "CUỘC THỊ" -> "Cuộc thi"."""
    first, _, tail = name.partition(" ")
    if not is_syllable(first) and tail:
        # The text seldom writes the abbreviation: "BCĐ CHUYỂN ĐỔI SỐ" is "Ban Chỉ đạo chuyển đổi số" there.
        known = _echoed(tail, rest)
        return f"{first} {known}" if known else None
    bare = plain(name)
    if len(bare) < 9:
        return None
    pattern = re.compile(re.escape(bare).replace(r"\ ", r"\s{1,3}") + r"(?!\w)")
    upper = plain(rest)
    found = Counter(fold_space(rest[m.start() : m.end()]).upper() for m in pattern.finditer(upper))
    best = found.most_common(1)
    return best[0][0] if best and fold_tone(best[0][0]) != fold_tone(name.upper()) else None


@cache
def _known_names() -> dict[str, str]:
    """Bare capitals -> the name in capitals, for mending what OCR misread."""
    names = [i.name for i in issuers().values() if len(i.name) > 5] + ["Ủy ban nhân dân tỉnh", "Ủy ban nhân dân thành phố", "Ủy ban nhân dân huyện", "UBND tỉnh", "UBND thành phố"]
    names += [f"{head} {p.name}" for p in all_provinces() for head in _HEADS_OF_PLACES[p.kind]]
    return {plain(n): n.upper() for n in names}


_HEADS_OF_PLACES = {
    "tinh": ("Ủy ban nhân dân tỉnh", "UBND tỉnh", "Tỉnh ủy", "Hội đồng nhân dân tỉnh", "HĐND tỉnh"),
    "tp": ("Ủy ban nhân dân thành phố", "UBND thành phố", "Thành ủy", "Hội đồng nhân dân thành phố", "HĐND thành phố"),
}


def _tight(text: str) -> str:
    return re.sub(r"[^A-Z]", "", plain(text))


@cache
def _tight_names() -> dict[str, str]:
    """Known names with their blanks lost ("SỞYTẾ")."""
    return {_tight(name): name for name in _known_names().values()}


@cache
def _sorted_names() -> dict[str, str]:
    """Known names by their words in order of the alphabet: a scan may shuffle the words of a line."""
    return {" ".join(sorted(plain(name).split())): name for name in _known_names().values()}


_GLUED = re.compile(r"^(?:UBND|HĐND|HDND)(?=(?:TỈNH|TINH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)\s)")
_PLACED = re.compile(r"(?P<body>UBND|HDND|UY BAN NHAN DAN|HOI DONG NHAN DAN)\s(?P<rest>(?!HUYEN|QUAN|THI XA|XA|PHUONG|THI TRAN|TINH|THANH PHO|TP).{4,40})")


@lru_cache(maxsize=4096)
def mended(text: str) -> str:
    """Capitals that OCR has misread ("SỞ Y TÊ", "UBNDTỈNH") put right where a known name is meant; else as it stands."""
    if not is_upper(text):
        return text
    bare = plain(text)
    whole = re.match(r"(?:UY BAN NHAN DAN|HOI DONG NHAN DAN)(?=\s(?!TINH|THANH PHO|TP|HUYEN|QUAN|THI|XA|PHUONG|DAC)\W*\w{0,3}\W*\w{0,4}\W*$)", bare)
    if whole:
        text, bare = text[: whole.end()], whole[0]
    exact = _known_names().get(bare)
    if exact is not None:
        return text if fold_tone(exact.casefold()) == fold_tone(text.casefold()) else _cased_like(exact, text)
    placed = _PLACED.fullmatch(bare)
    if placed and (found := find_provinces(text[placed.start("rest") :])) and found[-1][1] >= len(text) - placed.start("rest") - 1 and 0 < found[-1][0] < 12:
        # "ỦY BAN NHÂN DÂN PHÓ HÀ NỘI": what stands between body and province can only be its head.
        head = "TỈNH" if found[-1][2].kind == "tinh" else "THÀNH PHỐ"
        return f"{text[: placed.end('body')]} {head} {found[-1][2].name.upper()}"
    if len(bare.split()) <= 3 and _tight(text) in _tight_names():
        return _tight_names()[_tight(text)]
    if (glued := _GLUED.sub(r"\g<0> ", text)) != text:
        return glued
    if len(bare) < 6 or (issuer_of_name(text) is not None and fold_dashes(text) == text and _all_known(text)):
        return text
    shuffled = _sorted_names().get(" ".join(sorted(bare.split())))
    if shuffled is not None:
        return shuffled
    # One letter of a name may be misread, not two: "SÔNG LAM" is no "SƠN LA". What the letter leaves must be no word, or
    # the body is another than those known: "BỘ" for "SỞ", "SỞ CÔNG NGHIỆP" for "SỞ NÔNG NGHIỆP".
    best = process.extractOne(bare, _known_names().keys(), scorer=Levenshtein.distance, score_cutoff=1) if len(bare) >= 7 else None
    if best is None or len(best[0].split()) != len(bare.split()):
        return text
    spoilt = next((w for w, b, k in zip(text.split(), bare.split(), best[0].split(), strict=False) if b != k), "")
    return text if is_syllable(spoilt) else _known_names()[best[0]]


def _all_known(text: str) -> bool:
    found = issuer_of_name(text)
    return found is not None and len(found.name.split()) >= len(text.split())


def _cased_like(known: str, text: str) -> str:
    """The known name; where only the place of tone marks differs the printed one stays."""
    return text if fold_tone(known.casefold()) == fold_tone(text.casefold()) else known
