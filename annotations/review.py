"""Corrections by people, replayed over a new parse: a pure function (Document, changes) -> Document, conflicts.

What a person said always wins over the parser; where the new parse says something that the person has not seen, or the words are gone
(`annotations/changes.py`), that is a conflict for a person to look at, never a dropped change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from annotations.changes import BY_PERSON, ITEMS, Change, Gone, local, located, plain, settled
from models import Citation, Document, Header, Target, Task
from parser.header.key import document_key

_MODELS: dict[str, type[Task | Citation | Target]] = {"tasks": Task, "citations": Citation, "targets": Target}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that a person should look at again: `found` is what the new parse says there.

    `parser_changed`: applied, but the parser now says something else than what was corrected. `words_gone`, `item_gone`:
    not applied, its place is not in the new text. `invalid`: not applied, it does not fit the contract.
    """

    change: Change
    reason: Literal["parser_changed", "words_gone", "item_gone", "invalid"]
    found: Any = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The Document as people want it, what could not be settled without them, and what they have looked at.

    `seen`: `header/<field>` and ids of items that a person corrected, gave or accepted, each with the last change that did.
    """

    document: Document
    conflicts: tuple[Conflict, ...]
    seen: Mapping[str, Change]


def replay(document: Document, changes: Iterable[Change]) -> Reviewed:
    """Apply `changes`, the oldest first, to a fresh parse. Never raises on their content; linear in text and items for each change."""
    values = document.model_dump()
    conflicts: list[Conflict] = []
    seen: dict[str, Change] = {}
    items: list[tuple[dict[str, Any], Change]] = []
    for change in changes:
        try:
            conflict, looked_at = _apply(values, change)
            if change.path.startswith("header/") and not (conflict and change.operation == "accept"):
                seen[change.path] = change
            items += [(item, change) for item in looked_at]
        except Gone as gone:
            conflict = Conflict(change, gone.reason)
        except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
            conflict = Conflict(change, "invalid")
        if conflict is not None:
            conflicts.append(conflict)
    _rekey(values)
    present = {item["id"] for name in ITEMS for item in values[name]}
    seen |= {item["id"]: change for item, change in items if item["id"] in present}
    return Reviewed(Document.model_validate(values), tuple(conflicts), seen)


_Outcome = tuple[Conflict | None, list[dict[str, Any]]]
"""What is in conflict, and the items that a person has looked at."""


def _apply(values: dict[str, Any], change: Change) -> _Outcome:
    """One change; whatever may fail fails before anything is changed."""
    name, _, rest = change.path.partition("/")
    if name == "header":
        return (_set_header(values, rest, change) if change.operation == "set" else _same(change, values["header"][rest])), []
    if name not in ITEMS:
        raise ValueError(change.path)
    if change.operation == "accept":
        item = _find(values[name], change.anchor, values["text"]["content"])
        conflict = _same(change, item)
        return conflict, [] if conflict else [item]
    if change.operation == "set" and rest:
        return _set_item(values, name, rest.rpartition("/")[2], change)
    if change.operation == "replace" and not rest:
        return _replace(values, name, change)
    raise ValueError(change.path)


def _set_header(values: dict[str, Any], field: str, change: Change) -> Conflict | None:
    if field == "evidence" or field not in Header.model_fields:
        raise ValueError(field)
    header = values["header"]
    known = header["evidence"].get(field)
    evidence = {"span": known["span"] if known else None, "rule": BY_PERSON, "confidence": 1.0}
    corrected = {**header, field: settled(change.now, values["text"]["content"]), "evidence": {**header["evidence"], field: evidence}}
    Header.model_validate(corrected)
    values["header"] = corrected
    return _differs(change, header[field])


def _set_item(values: dict[str, Any], name: str, field: str, change: Change) -> _Outcome:
    content = values["text"]["content"]
    item = _find(values[name], change.anchor, content)
    if field in ("id", "rule", "confidence") or field not in item:
        raise ValueError(field)
    found = item[field]
    corrected = {**item, field: settled(change.now, content), "rule": BY_PERSON, "confidence": 1.0}
    _MODELS[name].model_validate(corrected)
    item.update(corrected)
    if name == "citations" and field == "target_key":
        _redirect(values, item, found)
    return _differs(change, found), [item]


def _redirect(values: dict[str, Any], citation: dict[str, Any], old: str | None) -> None:
    """The edges that rested on a citation, and the short forms that stand for it, follow its new target."""
    following = [c for c in values["citations"] if c["antecedent"] == citation["id"] and c["target_key"] == old]
    new = citation["target_key"]
    for one in (citation, *following):
        one["target_key"] = new
        one["resolution"] = {"status": "exact" if new else "unresolved", "candidates": ()}
    moved = {one["id"] for one in (citation, *following)}
    kept: list[dict[str, Any]] = []
    source = values["key"]
    for edge in values["relations"]:
        if moved & set(edge["citation_ids"]) and edge["target_key"] == old:
            source = edge["source_key"]
            rest = tuple(c for c in edge["citation_ids"] if c not in moved)
            if not rest:
                continue
            edge = {**edge, "citation_ids": rest}
        kept.append(edge)
    if new:
        ids = tuple(c["id"] for c in values["citations"] if c["id"] in moved)
        kept.append({"source_key": source, "relation": citation["relation"], "target_key": new, "citation_ids": ids, "stated_by": values["key"]})
    values["relations"] = kept


def _replace(values: dict[str, Any], name: str, change: Change) -> _Outcome:
    content, items = values["text"]["content"], values[name]
    old = [_find(items, wanted["anchor"], content) for wanted in change.was]
    rest = [item for item in items if not any(item is o for o in old)]
    taken = {item["id"] for item in rest}
    new = []
    for given in change.now:
        item = {**settled(given, content), "rule": BY_PERSON, "confidence": 1.0}
        item["id"] = _unused(f"{values['key']}#{item['ref']}" if name == "tasks" else item["id"], taken)
        _MODELS[name].model_validate(item)
        taken.add(item["id"])
        new.append(item)
    at = next((i for i, item in enumerate(items) if any(item is o for o in old)), None)
    if at is None:
        at = next((i for i, item in enumerate(rest) if new and item["span"]["start"] > new[0]["span"]["start"]), len(rest))
    values[name] = [*rest[:at], *new, *rest[at:]]
    _repoint(values, name, [item["id"] for item in old], [item["id"] for item in new])
    unseen = [o for o, wanted in zip(old, change.was, strict=True) if plain(wanted["value"]) != plain(o)]
    return (Conflict(change, "parser_changed", unseen) if unseen else None), new


def _repoint(values: dict[str, Any], name: str, gone: list[str], new: list[str]) -> None:
    """What pointed at the items that went points at the first that came, or at nothing."""
    heir = new[0] if new else None

    def many(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(x for i in ids if (x := heir if i in gone and i not in new else i) is not None))

    def one(item_id: str | None) -> str | None:
        return heir if item_id in gone and item_id not in new else item_id

    if name == "tasks":
        for task in values["tasks"]:
            task["parent_id"] = None if (parent := one(task["parent_id"])) == task["id"] else parent
        for target in values["targets"]:
            target["task_ids"] = many(target["task_ids"])
        for citation in values["citations"]:
            citation["task_id"] = one(citation["task_id"])
        return
    for task in values["tasks"]:
        task[name] = many(task[name])
    if name == "citations":
        for citation in values["citations"]:
            citation["within"], citation["antecedent"] = one(citation["within"]), one(citation["antecedent"])
        edges = [{**edge, "citation_ids": many(edge["citation_ids"])} if edge["citation_ids"] else edge for edge in values["relations"]]
        values["relations"] = [new for new, old in zip(edges, values["relations"], strict=True) if new["citation_ids"] or not old["citation_ids"]]


def _differs(change: Change, found: Any) -> Conflict | None:
    """Has the parser changed its mind since a person saw it? What it says as the person does is no conflict."""
    said = plain(found)
    return None if said in (plain(change.was), plain(change.now)) else Conflict(change, "parser_changed", found)


def _same(change: Change, found: Any) -> Conflict | None:
    """Is what a person accepted still what the parser says?"""
    return None if plain(found) == plain(change.was) else Conflict(change, "parser_changed", found)


def _find(items: list[dict[str, Any]], wanted: Any, content: str) -> dict[str, Any]:
    """The item that stands on the quoted words: the one that shares most of them, then the one of the same id."""
    start, end = located(wanted, content)
    best: tuple[float, bool] = (0.5, False)
    found: dict[str, Any] | None = None
    for item in items:
        s, e = item["span"]["start"], item["span"]["end"]
        shared = min(e, end) - max(s, start)
        if shared <= 0:
            continue
        closeness = (shared / (max(e, end) - min(s, start)), local(item["id"]) == wanted["id"])
        if closeness >= best:
            best, found = closeness, item
    if found is None:
        raise Gone("item_gone")
    return found


def _unused(item_id: str, taken: set[str]) -> str:
    number, name = 1, item_id
    while name in taken:
        number += 1
        name = f"{item_id}~{number}"
    return name


def _rekey(values: dict[str, Any]) -> None:
    """A corrected number, date or locality makes another key; whatever named the document by the old one follows."""
    old = values["key"]
    new = document_key(Header.model_validate(values["header"]), values["source"]["sha256"])
    if new == old:
        return

    def renamed(value: Any) -> Any:
        if isinstance(value, str):
            return new + value[len(old) :] if value == old or value.startswith(f"{old}#") else value
        if isinstance(value, dict):
            value.update({key: renamed(inner) for key, inner in value.items()})
            return value
        return [renamed(inner) for inner in value] if isinstance(value, list | tuple) else value

    for name in ("key", *ITEMS, "definitions", "relations"):
        values[name] = renamed(values[name])
