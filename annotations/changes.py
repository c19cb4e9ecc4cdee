"""A change that a person makes, and how its place is found again in another parse.

A change names a place and what a person says should stand there. Places survive a new parse because each keeps the
words it was made on, with those around them (the quote selector of the W3C Web Annotation Model): ids and offsets may
move, the words of a dispatch do not.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from models import Citation, Document, Target, Task

AROUND = 30
"""Characters kept on each side of a quote."""
BY_PERSON = "person"
"""The `rule` of a value that a person gave."""
ITEMS = ("tasks", "citations", "targets")
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


class Gone(Exception):
    """The words of a place, or what stood on them, are not in this text."""

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
    return Made(f"{name}/{local(item_id)}/{field}", "set", was, portable(now, document.text.content), _anchor(document, item))


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
    return Made(f"{found}/{local(rest)}", "accept", item.model_dump(mode="json"), anchor=_anchor(document, item))


def _item(document: Document, item_id: str) -> tuple[str, Task | Citation | Target]:
    for name in ITEMS:
        for item in getattr(document, name):
            if item_id in (item.id, local(item.id)):
                return name, item
    raise KeyError(item_id)


def _anchor(document: Document, item: Task | Citation | Target) -> dict[str, Any]:
    """What finds an item again in another parse: its id and its words."""
    return {"id": local(item.id), **quote(document.text.content, item.span.start, item.span.end)}


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


def located(wanted: Mapping[str, Any], content: str) -> tuple[int, int]:
    """Where the quoted words stand now: where the words around agree best, then nearest to where they were."""
    exact = wanted["exact"]
    if not exact:
        raise Gone("words_gone")
    places = list(_occurrences(exact, content))
    if not places:
        raise Gone("words_gone")

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


def settled(value: Any, content: str) -> Any:
    """A kept value with its spans where their words stand in this text; boxes hold only for the text they were made on."""
    if isinstance(value, Mapping):
        kept = {key: settled(inner, content) for key, inner in value.items() if key != "quote"}
        if "quote" in value:
            start, end = located(value["quote"], content)
            if (start, end) != (value["start"], value["end"]):
                kept |= {"page": None, "boxes": ()}
            kept |= {"start": start, "end": end}
        return kept
    if isinstance(value, list | tuple):
        return tuple(settled(inner, content) for inner in value)
    return value


def local(item_id: str) -> str:
    """An id without the document's key, which a corrected number changes."""
    return item_id.rpartition("#")[2]
