"""Lists under one plural head: "các Nghị định số 87, 88/CP", "các Quyết định của X số A ngày …, số B", "các Quyết định số A, B ngày D của X về …".

What stands once, before the list or behind its last member, is said of every member that has nothing of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parser.citations.draft import Draft
from parser.citations.page import Block, Page
from parser.lexicon.issuers import issuer, issuer_of_name, without_post
from parser.recognisers.document_number import NumberParts
from parser.recognisers.document_type import type_pattern

_PLURAL = re.compile(r"(?<!\w)(?:các|những|hai|ba|0[2-9])\s+$", re.IGNORECASE)
_ELIDED = re.compile(
    rf"(?<!\w)(?:các|những|hai|ba|0[2-9])\s+(?:{type_pattern()})\s+(?:số\s*:?\s*)?(?P<numbers>(?:\d{{1,5}}[a-zđ]?\s?(?:,|;|\svà)\s{{1,3}}(?:số\s{{1,2}})?){{1,12}})$",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\s?:\s*số\s", re.IGNORECASE)
_HEADED_MEMBER = re.compile(r";\s(?:và\s+)?số\s", re.IGNORECASE)
_AND = re.compile(r"\s+và\s+", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,5}[a-zđ]?")
_REACH = 160  # characters to the left in which such a list begins


def elided(page: Page, block: Block, start: int, parts: NumberParts) -> list[tuple[int, int, NumberParts]]:
    """The members before a number that leave their symbol to it ("87" and "88" in "các Nghị định 87, 88, 31/CP")."""
    if parts.sequence is None:
        return []
    floor = max(block.start, start - _REACH)
    match = _ELIDED.search(page.text[floor:start])
    if match is None:
        return []
    rest = parts.normalized[len(parts.sequence) :]
    at = floor + match.start("numbers")
    return [(at + m.start(), at + m.end(), replace(parts, raw=m[0], normalized=m[0] + rest, sequence=m[0])) for m in _DIGITS.finditer(match["numbers"])]


def _share_headed(page: Page, drafts: Sequence[Draft]) -> None:
    """Carry the issuer of "các Quyết định của X: số A ngày … về …; số B ngày … về …" past the members' titles."""
    head: Draft | None = None
    for draft in drafts:
        if draft.issuer is not None and draft.issuer[0] < draft.number_end and _HEADED.match(page.text, draft.issuer[1], draft.number_end) and _PLURAL.search(page.text, max(0, draft.start - 12), draft.start):
            head = draft
        elif head is None or head.issuer is None or not _HEADED_MEMBER.match(page.text, draft.start - 2):
            continue
        elif draft.issuer is None and may_issue(draft.number, page.words(*head.issuer), draft.date):
            draft.issuer, draft.form = head.issuer, "full"


def share(page: Page, drafts: Sequence[Draft]) -> None:
    """Give the members of each plural list the issuer before it, or the date and the issuer behind it."""
    _share_headed(page, drafts)
    for run in _runs(page, drafts):
        first, last = run[0], run[-1]
        if first.issuer is not None and first.issuer[0] < first.number_end:
            for draft in run[1:]:
                if draft.issuer is None and may_issue(draft.number, page.words(*first.issuer), draft.date):
                    draft.issuer, draft.form = first.issuer, "full"
        elif last.issuer is not None and all(d.issuer is None and may_issue(d.number, page.words(*last.issuer), d.date) for d in run[:-1]):
            for draft in run[:-1]:
                draft.issuer, draft.form = last.issuer, "full"
        if last.date is not None and all(d.date is None and d.end == d.number_end and _of_year(d.number, last.date) for d in run[:-1]):
            for draft in run[:-1]:
                draft.date, draft.form = last.date, "full"


def share_titles(page: Page, drafts: Sequence[Draft]) -> None:
    """Give the title behind a list to its members where date and issuer are all shared."""
    for run in _runs(page, drafts):
        last = run[-1]
        if last.title_end > last.title_start and last.date is not None:
            for draft in run[:-1]:
                if draft.title_end <= draft.title_start and draft.end == draft.number_end and draft.date == last.date:
                    draft.title_start, draft.title_end = last.title_start, last.title_end


def _runs(page: Page, drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    run: list[Draft] = []
    for draft in drafts:
        if draft.listed and run:
            run.append(draft)
            continue
        if len(run) > 1 and _governed(page, run):
            yield run
        run = [draft]
    if len(run) > 1 and _governed(page, run):
        yield run


def _governed(page: Page, run: Sequence[Draft]) -> bool:
    """Whether what stands once is said of every member: a plural head, or "công văn số A và B ngày … của X", which are of one body."""
    if _PLURAL.search(page.text, max(0, run[0].start - 12), run[0].start):
        return True
    first, last = run[0], run[-1]
    bare = len(run) == 2 and first.date is None and first.issuer is None and _AND.fullmatch(page.text, first.end, last.start) is not None
    return bare and first.number is not None and last.number is not None and first.number.symbol == last.number.symbol


def _of_year(parts: NumberParts | None, date: str) -> bool:
    return parts is None or parts.year is None or parts.year == date[:4]


def may_issue(parts: NumberParts | None, name: str, date: str | None) -> bool:
    """Whether the number's own code is, or may be, that of the body named; a post stands for its body."""
    if parts is None or not parts.issuer_codes:
        return False
    body = issuer_of_name(without_post(name), date)
    code = issuer(parts.issuer_codes[0])
    return body is None or code is None or body.code == code.code or code.code in (body.parent or "", "CT" + body.code)


def own_code(parts: NumberParts | None, name: str, date: str | None) -> bool:
    """Whether the number's own code is known to be that of the body named."""
    if parts is None or not parts.issuer_codes:
        return False
    body, code = issuer_of_name(without_post(name), date), issuer(parts.issuer_codes[0])
    return body is not None and code is not None and (body.code == code.code or code.code in (body.parent or "", "CT" + body.code))
