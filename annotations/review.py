"""Corrections by people, replayed over a new parse: a pure function (Document, changes) -> Document, conflicts.

A change names a place and what a person says should stand there. Places survive a new parse because each keeps the
words it was made on, with those around them (the quote selector of the W3C Web Annotation Model): ids and offsets may
move, the words of a dispatch do not. What a person said always wins over the parser; where the new parse says something
that the person has not seen, or the words are gone, that is a conflict for a person to look at, never a dropped change.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from pydantic import ValidationError

from models import Citation, Document, Header, Target, Task
from parser.header.key import document_key

AROUND = 30
"""Characters kept on each side of a quote."""
BY_PERSON = "person"
"""The `rule` of a value that a person gave."""

_MODELS: dict[str, type[Task | Citation | Target]] = {"tasks": Task, "citations": Citation, "targets": Target}
ITEMS = tuple(_MODELS)
_HOW_AND_WHERE = frozenset(
    {"id", "span", "rule", "confidence", "section_id", "quote", "task_id", "task_ids", "parent_id", "citations", "targets", "within", "antecedent"}
)
Operation = Literal["set", "replace", "accept"]


class Change(Protocol):
    """What review needs of a correction.

    `path` and `operation`: `header/<field>` or `<items>/<id>/<field>` with `set` (`was`, `now`: values of the contract);
    `tasks`, `citations` or `targets` with `replace` (`was`, `now`: lists of whole items, so that adding, removing,
    splitting and merging are one thing); any of these places with `accept` (a person agrees; nothing changes).
    `anchor` finds the item again by its words; null for header fields.
    """

    @property
    def path(self) -> str: ...
    @property
    def operation(self) -> str: ...
    @property
    def was(self) -> Any: ...
    @property
    def now(self) -> Any: ...
    @property
    def anchor(self) -> Any: ...


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


class _Gone(Exception):
    def __init__(self, reason: Literal["words_gone", "item_gone"]) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Made:
    """A change as it is made on the page, before it has a maker, a time and a reason."""

    path: str
    operation: Operation
    was: Any = None
    now: Any = None
    anchor: Any = None


def set_header(document: Document, field: str, now: Any) -> Made:
    """Give a header field the value `now` (contract shape)."""
    values = document.header.model_dump(mode="json")
    return Made(f"header/{field}", "set", values.get(field), portable(now, document.text.content))


def set_item(document: Document, item_id: str, field: str, now: Any) -> Made:
    """Give a field of a task, citation or target the value `now`. Raises KeyError where there is no such item."""
    name, item = _item(document, item_id)
    was = item.model_dump(mode="json").get(field)
    return Made(f"{name}/{_local(item_id)}/{field}", "set", was, portable(now, document.text.content), _anchor(document, item))


def replace_items(document: Document, name: str, item_ids: Iterable[str], now: Iterable[Mapping[str, Any]]) -> Made:
    """Put the items `now` where those of `item_ids` stand: adds, removes, splits, merges. Raises KeyError where an item is not there."""
    content = document.text.content
    old = [_item(document, item_id)[1] for item_id in item_ids]
    was = [{"anchor": _anchor(document, item), "value": item.model_dump(mode="json")} for item in old]
    return Made(name, "replace", was, [portable(item, content) for item in now])


def accept(document: Document, path: str) -> Made:
    """Say that `header/<field>`, or the item `<items>/<id>`, is right as it stands. Raises KeyError where it is not there."""
    name, _, rest = path.partition("/")
    if name == "header":
        return Made(path, "accept", was=document.header.model_dump(mode="json")[rest])
    found, item = _item(document, rest)
    return Made(f"{found}/{_local(rest)}", "accept", item.model_dump(mode="json"), anchor=_anchor(document, item))


def _item(document: Document, item_id: str) -> tuple[str, Task | Citation | Target]:
    for name in ITEMS:
        for item in getattr(document, name):
            if item_id in (item.id, _local(item.id)):
                return name, item
    raise KeyError(item_id)


def _anchor(document: Document, item: Task | Citation | Target) -> dict[str, Any]:
    """What finds an item again in another parse: its id and its words."""
    return {"id": _local(item.id), **quote(document.text.content, item.span.start, item.span.end)}


def quote(content: str, start: int, end: int) -> dict[str, Any]:
    """The words of a stretch with those around them."""
    return {"start": start, "exact": content[start:end], "prefix": content[max(0, start - AROUND) : start], "suffix": content[end : end + AROUND]}


def portable(value: Any, content: str) -> Any:
    """A value of the contract whose every span carries its quote, to be kept in a change."""
    if isinstance(value, Mapping):
        kept = {key: portable(inner, content) for key, inner in value.items()}
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            kept["quote"] = quote(content, value["start"], value["end"])
        return kept
    if isinstance(value, list | tuple):
        return [portable(inner, content) for inner in value]
    return value


def plain(value: Any) -> Any:
    """A value without places, links and how it was found: what two parses are compared by."""
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items() if k not in _HOW_AND_WHERE}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value


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
        except _Gone as gone:
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
    corrected = {**header, field: _settled(change.now, values["text"]["content"]), "evidence": {**header["evidence"], field: evidence}}
    Header.model_validate(corrected)
    values["header"] = corrected
    return _differs(change, header[field])


def _set_item(values: dict[str, Any], name: str, field: str, change: Change) -> _Outcome:
    content = values["text"]["content"]
    item = _find(values[name], change.anchor, content)
    if field in ("id", "rule", "confidence") or field not in item:
        raise ValueError(field)
    found = item[field]
    corrected = {**item, field: _settled(change.now, content), "rule": BY_PERSON, "confidence": 1.0}
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
        item = {**_settled(given, content), "rule": BY_PERSON, "confidence": 1.0}
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
    start, end = _located(wanted, content)
    best: tuple[float, bool] = (0.5, False)
    found: dict[str, Any] | None = None
    for item in items:
        s, e = item["span"]["start"], item["span"]["end"]
        shared = min(e, end) - max(s, start)
        if shared <= 0:
            continue
        closeness = (shared / (max(e, end) - min(s, start)), _local(item["id"]) == wanted["id"])
        if closeness >= best:
            best, found = closeness, item
    if found is None:
        raise _Gone("item_gone")
    return found


def _located(wanted: Mapping[str, Any], content: str) -> tuple[int, int]:
    """Where the quoted words stand now: where the words around agree best, then nearest to where they were."""
    exact = wanted["exact"]
    if not exact:
        raise _Gone("words_gone")
    places = list(_occurrences(exact, content))
    if not places:
        raise _Gone("words_gone")

    def fit(at: int) -> tuple[int, int]:
        before, after = content[max(0, at - AROUND) : at], content[at + len(exact) : at + len(exact) + AROUND]
        return _common(before[::-1], wanted["prefix"][::-1]) + _common(after, wanted["suffix"]), -abs(at - wanted["start"])

    at = max(places, key=fit)
    return at, at + len(exact)


def _occurrences(words: str, content: str) -> Iterator[int]:
    at = content.find(words)
    while at >= 0:
        yield at
        at = content.find(words, at + len(words))


def _common(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _settled(value: Any, content: str) -> Any:
    """A kept value with its spans where their words stand in this text; boxes hold only for the text they were made on."""
    if isinstance(value, Mapping):
        settled = {key: _settled(inner, content) for key, inner in value.items() if key != "quote"}
        if "quote" in value:
            start, end = _located(value["quote"], content)
            if (start, end) != (value["start"], value["end"]):
                settled |= {"page": None, "boxes": ()}
            settled |= {"start": start, "end": end}
        return settled
    if isinstance(value, list | tuple):
        return tuple(_settled(inner, content) for inner in value)
    return value


def _local(item_id: str) -> str:
    """An id without the document's key, which a corrected number changes."""
    return item_id.rpartition("#")[2]


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
