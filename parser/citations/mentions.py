"""All mentions of a document in their order of certainty: numbers, names, defined terms, what it calls itself, short forms."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models import Header
from models.vocabulary import DocumentType
from parser.citations import names, shorts
from parser.citations.bodies import body_end
from parser.citations.definitions import Term, define
from parser.citations.draft import Draft
from parser.citations.identity import identify
from parser.citations.lists import share_titles
from parser.citations.numbered import numbered
from parser.citations.page import Block, Page
from parser.citations.pinpoints import pinpoints
from parser.citations.relations import is_item, relate
from parser.citations.titles import entitle, settle
from parser.text.letters import UPPER

_LAST_BODY = re.compile(rf"\scủa\s+(?=[{UPPER}](?:(?!\scủa\s).)*$)")
_JOINED = re.compile(r"\s*(?:,|\svà)\s+$")  # a programme by its nickname goes on a list beside the title, "… và Đề án 06"


@dataclass(frozen=True, slots=True)
class Found:
    """Mentions and defined terms in text order."""

    drafts: tuple[Draft, ...]
    terms: tuple[Term, ...]


def find_mentions(page: Page, header: Header, key: str) -> Found:
    """Every mention, with its key, its nesting and its relation."""
    groups: list[tuple[Block, list[Draft]]] = []
    own = _own_number(header)
    for block in page.blocks:
        drafts = [d for d in numbered(page, block, own) if not page.in_recital(d.start)]
        entitle(page, block, drafts, header.locality.name if header.locality else None)
        share_titles(page, drafts)
        groups.append((block, drafts))
    cited = [d for _, drafts in groups for d in drafts]
    settle(page, cited)
    identify(page, cited, header)
    for draft in cited:
        if draft.key == key or _is_own_blank(draft, header):
            draft.form, draft.key, draft.status = "self", key, "exact"
    for _, drafts in groups:
        drafts[:] = [d for d in drafts if d.key is not None]
    cited = [d for _, drafts in groups for d in drafts]
    terms = [t for block, drafts in groups for t in define(page, block, drafts)]
    _complete(page, groups, cited, terms, header, key)
    _name_laws(page, [d for _, drafts in groups for d in drafts])
    answered: set[str] = set()
    lead_in = ""
    for block, drafts in groups:
        if drafts:
            drafts.sort(key=lambda d: d.start)
            for draft in drafts:
                draft.pinpoint = pinpoints(page.text, block.start, draft.start)
            relate(page, block, drafts, header.type, answered, lead_in)
            answered |= {d.key for d in drafts if d.relation == "replies_to" and d.key is not None}
        text = page.text[block.start : block.end].rstrip()
        if text.endswith(":") and block.region != "letterhead":
            lead_in = text[-300:] + " "
        elif not is_item(text):
            lead_in = ""
    return Found(tuple(d for _, drafts in groups for d in drafts), tuple(terms))


def _own_number(header: Header) -> frozenset[int]:
    """Where the document's own number stands in the letterhead: no mention of another document."""
    found = header.evidence.get("number")
    return frozenset(range(found.span.start, found.span.end)) if found and found.span else frozenset()


def _is_own_blank(draft: Draft, header: Header) -> bool:
    """A blank number like the document's own: "Kế hoạch số      /KH-SYT"."""
    return draft.number is not None and draft.number.sequence is None and header.number is not None and draft.number.normalized == header.number.normalized


def _complete(page: Page, groups: Sequence[tuple[Block, list[Draft]]], cited: Sequence[Draft], terms: Sequence[Term], header: Header, key: str) -> None:
    """Add the mentions without a number of their own to their paragraphs."""
    others = [d for d in cited if d.form != "self"]
    documents = {page.words(t.term_start, t.term_end): (t, t.stands_for) for t in terms if t.stands_for is not None and t.stands_for.key is not None and t.names_document}
    by_term = {term.lower(): draft for term, (_, draft) in documents.items()}
    full = names.own_names(header, key) + names.full_names(cited, page)
    drafted = names.drafted(page)
    aliases: dict[str, list[Draft]] = {}
    for name, kind, draft, _ in full:
        if draft is not None and draft.form != "self" and kind != "khac":
            aliases.setdefault(names.head_word(name), []).append(draft)
    main = next((d.key for d in others if d.number is not None and header.subject and d.number.normalized.upper() in "".join(header.subject.split()).upper()), None)
    again: dict[int, list[Draft]] = {}
    for name, kind, decision, known in full:
        for draft in _repetitions(page, name, kind, decision, known, key):
            again.setdefault(page.block_at(draft.start).start, []).append(draft)
    long_names = shorts.heads(page, others)
    to_come = names.LAWS_TO_COME.search(header.subject or "") is not None
    projects, label = False, ""  # whether a list of laws to be made goes on, and what its members' labels are like
    for block, drafts in groups:
        if page.words_at.holds("dự", block.start, block.end) and names.PROJECTS.search(page.text, block.start, block.end):
            projects, label = True, ""
        elif projects:
            words = page.text[block.start : block.end]
            projects, label = is_item(words) and label in ("", _label_kind(words)), _label_kind(words)
        named, typed = names.named_in(page, block), page.has_type(block)
        if not (named or typed or drafts or documents or block.start in again):
            continue
        fixed = list(drafts)
        if named:
            _add(page.text, drafts, names.statutes(page, block, fixed, drafted, header.date, programme=projects or (to_come and block.region not in ("preamble", "letterhead"))))
            _add(page.text, drafts, names.nicknames(page, block, by_term))
        issued = {place[0] for d in fixed if (place := names.promulgated(page, d)) is not None}
        _add(page.text, drafts, (d for d in again.get(block.start, ()) if d.start not in issued))  # a name in the title of what promulgates it
        for term, (defined, stands_for) in documents.items():
            _add(page.text, drafts, shorts.defined(page, block, term, stands_for, defined.term_start))
        if typed:
            _add(page.text, drafts, shorts.this(page, block, header, key))
            _add(page.text, drafts, _outside_titles(fixed, shorts.deictics(page, block, others)))
            _add(page.text, drafts, shorts.numbered_shorts(page, block, cited, header, key))
            _add(page.text, drafts, _outside_titles(fixed, shorts.bare(page, block, others, aliases, header, key, main, long_names)))
        for draft in drafts:
            if draft.number is None:
                _nest(page, draft, fixed)
        drafts[:] = [d for d in drafts if not page.in_recital(d.start) and not (d.number is None and d.key is not None and any(w.key == d.key for w in _outer(d)))]


def _label_kind(text: str) -> str:
    """What a paragraph's label is like: "a)" and "b)" are alike, "1." is not."""
    label = text.split(maxsplit=1)[0] if text.strip() else ""
    return "".join("1" if c.isdigit() else "a" if c.isalpha() else c for c in label)


def _name_laws(page: Page, drafts: Sequence[Draft]) -> None:
    """Point each law's bare name at the mention that gives its number, else its date."""
    fullest: dict[str, Draft] = {}
    laws = [d for d in drafts if d.type in ("luat", "bo_luat", "phap_lenh") and (d.number is not None or d.rule.startswith("citation.law"))]
    for rank in (lambda d: d.number is not None, lambda d: d.date is not None):
        for draft in filter(rank, laws):
            name = page.text[draft.start : draft.end].partition(" số ")[0] if draft.number else page.text[draft.start : draft.number_end]
            fullest.setdefault(" ".join(name.lower().split()), draft)
    for draft in laws:
        if draft.number is None:
            found = fullest.get(" ".join(page.text[draft.start : draft.number_end].lower().split()))
            draft.antecedent = found if found is not draft else None
            if draft.antecedent is not None and draft.antecedent.number is not None:
                draft.key, draft.status = draft.antecedent.key, "exact"


def _repetitions(page: Page, name: str, kind: DocumentType, decision: Draft | None, known: str | None, key: str) -> Iterable[Draft]:
    for start, end in names.repeated(page, name):
        if end > page.block_at(start).end:
            continue
        body = _LAST_BODY.search(page.text, start, end)
        if body and page.text[start:end].lower() != name.lower():  # shortened to "… của Trường Đại học …", spelt otherwise than in the title
            end = max(end, body_end(page.text, body.end(), page.block_at(start).end) or end)
        draft = Draft(start, end, kind, "self" if known == key else "name", "citation.name.promulgated" if decision else "citation.name.gazetteer", 0.85)
        draft.key, draft.antecedent, draft.status = known, decision, "exact" if decision else "inferred"
        yield draft


def _add(text: str, drafts: list[Draft], more: Iterable[Draft]) -> None:
    """Add what overlaps no mention that is there already; a law's name may stand inside another's."""
    for draft in more:
        clash = [d for d in drafts if d.start < draft.end and draft.start < d.end]
        if not clash or all("citation.law.amending" in (d.rule, draft.rule) or names.amended_by(text, d, draft.start) for d in clash):
            drafts.append(draft)


def _outside_titles(fixed: Sequence[Draft], more: Iterable[Draft]) -> Iterable[Draft]:
    return (d for d in more if not any(f.title_start <= d.start < f.title_end for f in fixed))


def _nest(page: Page, draft: Draft, fixed: Sequence[Draft]) -> None:
    if draft.rule == "citation.name.gazetteer" and draft.issuer is None:
        for outer in fixed:
            if outer.title_start < draft.start < outer.title_end and _JOINED.search(page.text, outer.title_start, draft.start) and "Đề án" not in page.text[outer.title_start : draft.start]:
                outer.title_end = _JOINED.search(page.text, outer.title_start, draft.start).start()  # type: ignore[union-attr]
    holding = [f for f in fixed if (f.title_start <= draft.start and draft.end <= f.title_end) or names.amended_by(page.text, f, draft.start)]
    draft.within = max(holding, key=lambda f: f.start) if holding else None


def _outer(draft: Draft) -> Iterable[Draft]:
    outer = draft.within
    while outer is not None:
        yield outer
        outer = outer.within
