"""Mentions of other documents with titles, nesting, relations and short forms."""

from dataclasses import dataclass

from models import Citation, Definition, Header, Relation, Resolution, Warning
from parser.citations.draft import Draft
from parser.citations.identity import identify
from parser.citations.numbered import numbered
from parser.citations.page import Page, page_of
from parser.citations.relations import edges, relate
from parser.citations.titles import entitle
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
    page = page_of(structure)
    own = _own_number(header)
    groups: list[tuple[object, list[Draft]]] = []
    for block in page.blocks:
        drafts = numbered(page, block, own)
        entitle(page, block, drafts)
        groups.append((block, drafts))
    every = [d for _, drafts in groups for d in drafts]
    identify(page, every, header)
    for draft in every:
        if draft.key == key or _is_own_blank(draft, header):
            draft.form, draft.key = "self", key
    for block, drafts in groups:
        relate(page, block, drafts, header.type)
    every = [d for d in every if d.key is not None]
    ids = {id(d): f"c{i + 1}" for i, d in enumerate(every)}
    return Cited(
        citations=tuple(_citation(structure, page, d, ids) for d in every),
        relations=edges(every, key, ids),
        warnings=_warnings(structure, every),
    )


def _own_number(header: Header) -> frozenset[int]:
    """Where the document's own number stands in the letterhead: no mention of another document."""
    found = header.evidence.get("number")
    return frozenset(range(found.span.start, found.span.end)) if found and found.span else frozenset()


def _is_own_blank(draft: Draft, header: Header) -> bool:
    """A blank number like the document's own: "Kế hoạch số      /KH-SYT"."""
    return draft.number is not None and draft.number.sequence is None and header.number is not None and draft.number.normalized == header.number.normalized


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


def _warnings(structure: Structure, drafts: list[Draft]) -> tuple[Warning, ...]:
    return tuple(
        Warning(code="suspected_typo", message=f"Số {d.number.normalized} có thể bị gõ sai: {d.candidates[0].why}", span=structure.text.span(d.start, d.end))
        for d in drafts
        if d.status == "suspected_typo" and d.number is not None and d.candidates
    )
