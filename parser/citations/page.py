"""What the citation rules read: the text with one letter for each letter of `content`, cut into paragraphs."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from parser.lexicon.table import rows
from parser.recognisers.document_type import type_pattern
from parser.structure.shapes import RegionKind, Structure
from parser.text.fold import fold_dashes, fold_tone
from parser.text.letters import LOWER
from parser.text.stretches import Mask
from parser.text.words import Words, first_words

_LABEL = re.compile(r"\s*(?:[-+*•]|\(?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)]|[IVX]{1,5}[.)]|[a-zđ][.)]|Điều\s+\d+|Phần|Chương|Mục|Căn cứ|Nơi nhận|Kính gửi)\s?")
_ENDS = (".", ";", ":", "!", "?", "./.")


class Block(NamedTuple):
    """A paragraph or a cell; `item` says that it is, or stands under, a labelled item or a table row."""

    start: int
    end: int
    region: RegionKind
    item: bool
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """`text` has the offsets of `content`, with dashes, tone marks and quotation marks folded and every white space a blank.

    `types` and `short_types`: where a type word begins ("Quyết định"), the latter with abbreviations ("QĐ").
    """

    content: str
    text: str
    words_at: Words
    types: tuple[int, ...]
    short_types: tuple[int, ...]
    blocks: tuple[Block, ...]
    _recited: Mask
    _starts: tuple[int, ...]

    def in_recital(self, offset: int) -> bool:
        """Whether the words are another text's: what an amending document puts in place, what a letter quotes."""
        return self._recited.touches(offset, offset + 1)

    def block_at(self, offset: int) -> Block:
        """The paragraph that holds `offset`."""
        return self.blocks[max(bisect_right(self._starts, offset) - 1, 0)]

    def has_type(self, block: Block) -> bool:
        """Whether a type word or an abbreviation of one may begin in the paragraph."""
        i = bisect_left(self.short_types, block.start)
        return i < len(self.short_types) and self.short_types[i] < block.end

    def words(self, start: int, end: int) -> str:
        """`content[start:end]` folded, as the contract's `raw`."""
        return " ".join(self.content[start:end].split())


_OTHER_QUOTES = re.compile(r"(?<!\w)(?:«[^«»]{2,300}»|‘[^‘’]{2,300}’|'[^']{2,300}')(?!\w)")


def page_of(structure: Structure, subject: tuple[int, int] | None = None) -> Page:
    """The page of a structure; paragraphs are guessed from the lines where the structure has none.

    `subject`: where the trích yếu stands; its lines are one paragraph.
    """
    content = structure.text.content
    text = fold_tone.__wrapped__(fold_dashes(content)).replace("\n", " ").replace("\t", " ")  # all the white space that a canonical text has
    if any(quote in text for quote in "«‘'"):
        text = _OTHER_QUOTES.sub(lambda m: f"“{m[0][1:-1]}”", text)
    blocks = _mended(_joined(_blocks(structure), content, subject), content)
    words = Words(text)
    begins = type_start()
    types = tuple(at for at in words.starts(_type_heads()) if begins.match(text, at))
    return Page(
        content, text, words, types, tuple(sorted({*types, *words.starts(_WHOLE_ABBREVIATIONS)})), blocks, Mask(len(text), _recitals(text)), tuple(b.start for b in blocks)
    )


ABBREVIATIONS = ("qđ", "nq", "nđ", "tt", "ct", "kl", "cv", "tb", "kh")
_WHOLE_ABBREVIATIONS = frozenset(f"{word} " for word in ABBREVIATIONS)  # "không" begins with one, too


@cache
def type_start() -> re.Pattern[str]:
    """The type word at a place."""
    return re.compile(type_pattern(), re.IGNORECASE)


@cache
def _type_heads() -> frozenset[str]:
    return first_words(fold_tone(row["word"]) for row in rows("type_words"))


_RECITAL = re.compile(r":\s*[“\"]")
_QUOTES = re.compile("[“”]")
_LEAST_RECITAL = 40  # characters; a shorter quotation is a name


def _recitals(text: str) -> tuple[tuple[int, int], ...]:
    """Quotations that follow a colon, to the mark that closes them; one that nothing closes is none."""
    if "“" not in text and '"' not in text:
        return ()
    closing: dict[int, int] = {}
    open_marks: list[int] = []
    for mark in _QUOTES.finditer(text):
        if mark[0] == "“":
            open_marks.append(mark.start())
        elif open_marks:
            closing[open_marks.pop()] = mark.start()
    found: list[tuple[int, int]] = []
    for match in _RECITAL.finditer(text):
        start = match.end() - 1
        if found and start < found[-1][1]:
            continue
        end = closing.get(start, -1) if text[start] == "“" else text.find('"', start + 1)
        if end - start > _LEAST_RECITAL:
            found.append((start, end))
    return tuple(found)


def _blocks(structure: Structure) -> tuple[Block, ...]:
    spans = [(p.start, p.end) for p in structure.paragraphs] or _guessed(structure)
    cells = [(c.start, c.end) for table in structure.text.tables for c in table.cells if c.end > c.start]
    inside = [(t.start, t.end) for t in structure.text.tables]
    held = Mask(len(structure.text.content), inside)
    spans = [s for s in spans if not held.touches(s[0], s[0] + 1)] + cells
    apart: list[tuple[int, int]] = []
    for span in sorted(set(spans)):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    starts = [start for start, _ in apart]
    nodes = list(structure.nodes())
    items = Mask(len(structure.text.content), ((n.start, n.end) for n in nodes if n.kind == "row" or (n.kind in _ITEM_KINDS and n.label is not None)))
    headings: list[str | None] = [None] * len(apart)
    for node in nodes:  # the innermost comes last
        if node.heading_start is not None and node.heading_end is not None:
            first, last = bisect_left(starts, node.start), bisect_left(starts, node.end)
            headings[first:last] = [" ".join(structure.text.content[node.heading_start : node.heading_end].split())] * (last - first)
    regions: list[RegionKind] = ["body"] * len(apart)
    for region in structure.regions:
        first, last = bisect_left(starts, region.start), bisect_left(starts, region.end)
        regions[first:last] = [region.kind] * (last - first)
    blocks = tuple(
        Block(start, end, region, held.touches(start, start + 1) or items.touches(start, start + 1), heading)
        for (start, end), region, heading in zip(apart, regions, headings, strict=True)
    )
    return blocks or (Block(0, len(structure.text.content), "body", False),)


_BROKEN = re.compile(r"(?:\d\s?[-/]|[A-ZĐ]{2}\s?[-/]|(?<!\w)[Ss]ố)$")
_RESUMED = re.compile(r"[A-ZĐ]{2}[\w&]{0,12}[-/\s,.;]|\d{1,5}\s?[-/]\s?[A-ZĐ\d]")


def _mended(blocks: tuple[Block, ...], content: str) -> tuple[Block, ...]:
    """Paragraphs between which a number was broken ("… số 36-", "NQ/TW …") are one, and so are the lines of an attachment's sentence."""
    mended: list[Block] = []
    for block in blocks:
        last = mended[-1] if mended else None
        if last is not None and last.region == block.region and (_severed(last, block, content) or _wrapped(last, block, content)):
            mended[-1] = Block(last.start, block.end, last.region, last.item, last.heading)
        else:
            mended.append(block)
    return tuple(mended)


def _severed(last: Block, block: Block, content: str) -> bool:
    """Whether a number goes on from one paragraph into the next."""
    tail = content[max(last.start, last.end - 12) : last.end].rstrip()
    return tail[-1:] in ("-", "/", "ố") and _BROKEN.search(tail) is not None and _RESUMED.match(content, block.start, block.end) is not None


_LEAST_LINE = 40  # characters; a line that goes on is a full one
_LOWER_NEXT = re.compile(rf"[{LOWER}]\w|Chính phủ(?!\w)")


def _wrapped(last: Block, block: Block, content: str) -> bool:
    """Whether a line of an attachment's text, whose paragraphs the structure leaves alone, goes on in the next one."""
    if last.region != "attachment" or block.region != "attachment" or last.item or block.item:
        return False
    line = content[last.start : last.end].rpartition("\n")[2].rstrip()
    if len(line) < _LEAST_LINE or line.endswith((*_ENDS, ",")) or _LOWER_NEXT.match(content, block.start, block.end) is None:
        return False
    return content[block.start].islower() or line.endswith("Thủ tướng")


_SUBJECT = re.compile(r"(?:v/v|về\s|về việc|(?:(?:triển khai )?thực hiện|ban hành|phê duyệt|hướng dẫn|sửa đổi|quy định)\s)", re.IGNORECASE)
_NOT_SUBJECT = re.compile(r"(?:Số\s?:|Kính gửi|CỘNG|Độc lập|Căn cứ|[-–_*]+$|.{2,40}, ngày\s|(?:QUYẾT ĐỊNH|KẾ HOẠCH|CHỈ THỊ|THÔNG BÁO)\s*:?$)")


def _joined(blocks: tuple[Block, ...], content: str, subject: tuple[int, int] | None) -> tuple[Block, ...]:
    """The lines of the trích yếu as one paragraph: a name or a number may be broken over them."""
    if subject is not None:
        held = [b for b in blocks if b.start < subject[1] and b.end > subject[0]]
        stop = next((i for i, b in enumerate(held) if i and _NOT_SUBJECT.match(content, b.start, b.end)), len(held))
        held = held[:stop]
    else:
        held = []
        for block in blocks:
            if block.region not in ("letterhead", "stamp"):
                if held:
                    break
                continue
            line = content[block.start : block.end]
            if held and _NOT_SUBJECT.match(line):
                break
            if held or _SUBJECT.match(line):
                held.append(block)
    if len(held) < 2:
        return blocks
    first = Block(held[0].start, held[-1].end, "letterhead", False)
    return tuple(sorted([b for b in blocks if b.end <= first.start or b.start >= first.end] + [first], key=lambda b: b.start))


def _guessed(structure: Structure) -> list[tuple[int, int]]:
    content = structure.text.content
    spans: list[list[int]] = []
    for line in structure.text.lines:
        if line.cell is not None:
            continue
        text = content[line.start : line.end]
        previous = content[spans[-1][0] : spans[-1][1]] if spans else ""
        fresh = line.source.starts_paragraph if line.source.starts_paragraph is not None else bool(_LABEL.match(text))
        if not spans or fresh or previous.endswith(_ENDS) or (line.start - spans[-1][1] > 1) or not structure.text.hard_wrapped:
            spans.append([line.start, line.end])
        else:
            spans[-1][1] = line.end
    return [(s, e) for s, e in spans]


_ITEM_KINDS = frozenset({"khoan", "diem", "item", "bullet", "row", "dieu"})
