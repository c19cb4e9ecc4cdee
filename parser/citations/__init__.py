"""Mentions of other documents with titles, nesting, relations and short forms."""

from dataclasses import dataclass

from models import Citation, Definition, Header, Relation, Resolution, Warning
from parser.citations.definitions import Term, tabled
from parser.citations.draft import Draft
from parser.citations.forwarded import forwarded
from parser.citations.mentions import Found, find_mentions
from parser.citations.page import Page, page_of
from parser.citations.relations import edges
from parser.structure.shapes import Structure


@dataclass(frozen=True, slots=True)
class Cited:
    """What the text cites, defines and states of documents; citations in text order."""

    citations: tuple[Citation, ...] = ()
    definitions: tuple[Definition, ...] = ()
    relations: tuple[Relation, ...] = ()
    warnings: tuple[Warning, ...] = ()


def cite(structure: Structure, header: Header, key: str) -> Cited:
    """Every mention of another document, every defined term, every stated edge. `section_id` and `task_id` stay null here."""
    subject = header.evidence.get("subject")
    page = page_of(structure, (subject.span.start, subject.span.end) if subject and subject.span else None)
    found = find_mentions(page, header, key)
    ids = {id(d): f"c{i + 1}" for i, d in enumerate(found.drafts)}
    return Cited(
        citations=tuple(_citation(structure, page, d, ids) for d in found.drafts),
        definitions=tuple(_definition(structure, page, t) for t in sorted((*tabled(structure), *found.terms), key=lambda t: t.start)),
        relations=edges(found.drafts, key, ids, forwarded(structure, header, key, found.drafts)),
        warnings=_warnings(structure, found),
    )


def _citation(structure: Structure, page: Page, draft: Draft, ids: dict[int, str]) -> Citation:
    outer = draft.within
    antecedent = draft.antecedent
    return Citation(
        id=ids[id(draft)],
        raw=page.words(draft.start, draft.end),
        span=structure.text.span(draft.start, draft.end),
        type=draft.type,
        number=draft.number.normalized if draft.number and draft.number.sequence else None,
        date=draft.date,
        issuer=page.words(*draft.issuer) if draft.issuer else None,
        title=page.words(draft.title_start, draft.title_end) if draft.title_end > draft.title_start else None,
        pinpoint=draft.pinpoint,
        form=draft.form,
        antecedent=ids.get(id(antecedent)) if antecedent is not None else None,
        within=ids.get(id(outer)) if outer is not None else None,
        relation=draft.relation,
        target_key=draft.key,
        resolution=Resolution(status=draft.status, candidates=draft.candidates),
        rule=draft.rule,
        confidence=draft.confidence,
    )


def _definition(structure: Structure, page: Page, term: Term) -> Definition:
    return Definition(
        term=page.words(term.term_start, term.term_end),
        expansion=page.words(*term.expansion),
        target_key=term.stands_for.key if term.stands_for is not None else None,
        span=structure.text.span(term.start, term.end),
        rule=term.rule,
        confidence=0.95,
    )


def _warnings(structure: Structure, found: Found) -> tuple[Warning, ...]:
    warnings = []
    for draft in found.drafts:
        if draft.status == "suspected_typo" and draft.number is not None and draft.candidates:
            message = f"Số {draft.number.normalized} có thể bị gõ sai: {draft.candidates[0].why}"
            warnings.append(Warning(code="suspected_typo", message=message, span=structure.text.span(draft.start, draft.end)))
        elif draft.status == "ambiguous":
            warnings.append(Warning(code="ambiguous_citation", message="Có nhiều văn bản phù hợp với cách viện dẫn này", span=structure.text.span(draft.start, draft.end)))
    return tuple(warnings)
