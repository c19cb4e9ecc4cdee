"""Defined terms: "(sau đây gọi chung là …)", "(viết tắt là …)", and an alias in brackets right after a citation ("(Đề án 06/CP)")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parser.citations.draft import Draft
from parser.citations.page import Block, Page
from parser.recognisers.document_type import type_pattern, type_word
from parser.structure.shapes import Structure

_FORMULA = re.compile(
    r"(?P<bracket>\(\s?)?(?:(?:sau|dưới)\s+đây\s+)?(?:xin\s+|được\s+|thống\s+nhất\s+)*(?:gọi|viết)(?:\s+(?:tắt|chung|gọn))?(?:\s+là|\s?:)\s?(?P<term>[“\"][^”\"]{2,120}[”\"]|(?(bracket)[^()“”\";]{2,120}?(?=\s?\))|[^()“”\";,.]{2,120}?(?=\s?(?:[;,.()]|\sdo\s|$))))",
    re.IGNORECASE,
)
_HEREAFTER = re.compile(r"(?:sau|dưới)\s+đây", re.IGNORECASE)
_ALIAS = re.compile(rf"\s{{0,2}}\(\s?(?P<term>(?:{type_pattern()}|QĐ|NQ|CT|KH)\s+(?:số\s+)?\d[\w/.-]{{0,20}})\s?\)", re.IGNORECASE)
_DOCUMENT = re.compile(rf"(?:{type_pattern()}|QĐ|NQ|NĐ|TT|CT|KH|Bộ\s+tiêu\s+chí|Điều\s+lệ|Danh\s+mục|Chiến\s+lược|Quy\s+hoạch)(?!\w)", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:]\s|\n")


@dataclass(slots=True)
class Term:
    """`text[start:end]` is the defining phrase with its brackets, `term_start`/`term_end` the term; `stands_for` the document, if one."""

    start: int
    end: int
    term_start: int
    term_end: int
    expansion: tuple[int, int]
    stands_for: Draft | None
    rule: str
    names_document: bool = False


def define(page: Page, block: Block, drafts: Sequence[Draft]) -> list[Term]:
    """The terms that one paragraph defines, in order."""
    found: list[Term] = []
    text = page.text
    called = page.words_at.holds("gọi", block.start, block.end) or page.words_at.holds("viết", block.start, block.end)
    for match in _FORMULA.finditer(text, block.start, block.end) if called else ():
        if not match["bracket"] and not _HEREAFTER.match(match[0]):
            continue
        start, end = match.start("term"), match.end("term")
        if text[start] in "“\"":
            start, end = start + 1, end - 1
        stands_for = _document_before(text, match.start(), drafts, text[start:end])
        expansion = _expansion(page, block, match.start(), stands_for)
        found.append(Term(match.start(), match.end() + (text[match.end() : match.end() + 1] == ")"), start, end, expansion, stands_for, "definition.formula"))
    for draft in drafts:
        alias = _ALIAS.match(text, draft.reach, block.end)
        if alias and draft.number is not None:
            found.append(
                Term(alias.start(), alias.end(), alias.start("term"), alias.end("term"), _expansion(page, block, alias.start(), draft), draft, "definition.alias")
            )
    for term in found:
        term.names_document = _DOCUMENT.match(text, term.term_start, term.term_end) is not None
        if not term.names_document:
            term.stands_for = None  # "(gọi tắt là Ban Chỉ đạo)" after the decision that sets it up
    return sorted(found, key=lambda t: t.start)


_SHORT_COLUMN = re.compile(r"(?:(?:các|những)\s+)?(?:(?:từ|chữ|cụm\s+từ|thuật\s+ngữ|ký\s+hiệu)(?:,\s+chữ)?\s+)?viết\s+tắt$", re.IGNORECASE)
_LONG_COLUMN = re.compile(r"(?:diễn\s+giải|giải\s+(?:thích|nghĩa)|(?:ý\s+)?nghĩa|nội\s+dung|(?:từ|cụm\s+từ|chữ|viết)?\s?(?:đầy\s+đủ|nguyên\s+văn)|tên\s+đầy\s+đủ)(?!\w)", re.IGNORECASE)


def tabled(structure: Structure) -> list[Term]:
    """The rows of a table of abbreviations ("Từ viết tắt | Diễn giải")."""
    columns: dict[int, tuple[int, int]] = {}
    for shape in structure.tables:
        names = [" ".join((name or "").split()) for name, _ in shape.columns]
        short = next((i for i, name in enumerate(names) if _SHORT_COLUMN.match(name)), None)
        long = next((i for i, name in enumerate(names) if i != short and _LONG_COLUMN.match(name)), None)
        if short is not None and long is not None:
            columns[shape.index] = short, long
    found: list[Term] = []
    for node in structure.nodes() if columns else ():
        if node.table not in columns or not {*columns[node.table]} <= node.cells.keys():
            continue
        term, expansion = (structure.text.trimmed(*node.cells[i]) for i in columns[node.table])
        if term[1] > term[0] and expansion[1] > expansion[0]:
            found.append(Term(*term, *term, expansion, None, "definition.table"))
    return found


def _document_before(text: str, at: int, drafts: Sequence[Draft], term: str) -> Draft | None:
    """The mention that ends, with its title, where the bracket begins: the one of the term's own number or type, else the outermost."""
    ending = [d for d in drafts if d.end <= at and not text[d.reach : at].strip(" ,”\"“")]
    if not ending:
        return None
    numbered = [d for d in ending if d.number is not None and d.number.normalized in term.replace(" ", "")]
    kind = next((found.type for size in (3, 2, 1) if (found := type_word(" ".join(term.split()[:size])))), None)
    return min(numbered or [d for d in ending if d.type == kind] or ending, key=lambda d: d.start)


_PROMULGATED = re.compile(r"(?:(?:về\s+việc\s+)?(?:phê\s+duyệt|ban\s+hành)\s+)?[“\"]?", re.IGNORECASE)


def _expansion(page: Page, block: Block, at: int, stands_for: Draft | None) -> tuple[int, int]:
    if stands_for is not None and stands_for.title_end > stands_for.title_start:
        lead = _PROMULGATED.match(page.text, stands_for.title_start, stands_for.title_end)
        return (lead.end() if lead else stands_for.title_start), stands_for.title_end
    if stands_for is not None:
        return stands_for.start, stands_for.end
    if not page.text[block.start : at].strip(" -("):
        addressed = [b for b in page.blocks if b.region == block.region and b.end <= at and (b.region == "addressees")]
        if addressed:
            return addressed[0].start, addressed[-1].end
        before = [b for b in page.blocks if b.end <= block.start]
        return (before[-1].start, before[-1].end) if before else (at, at)
    floor = max((m.end() for m in _CLAUSE.finditer(page.text, block.start, at)), default=block.start)
    return floor, at
