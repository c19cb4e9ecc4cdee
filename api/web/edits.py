"""What was done in a form of the review page, as changes to a Document. Raises KeyError where its item is not there, NotUnderstood for what says nothing."""

from collections.abc import Iterable
from typing import Any

from annotations import typed
from annotations.changes import BY_PERSON, Made, accept, replace_items, set_header, set_item
from api.web.items import Field, view
from api.web.labels import ROLES
from models import Document, Task

_UNIT_ROLES = tuple(role for _, role in ROLES)


def changes(document: Document, action: str, path: str, form: dict[str, str]) -> Iterable[Made]:
    name, _, rest = path.partition("/")
    if action == "accept":
        yield accept(document, path)
    elif action == "edit" and name == "header":
        yield from _edited_header(document, rest, form.get(rest, ""))
    elif action == "edit":
        yield from _edited_item(document, name, rest, form)
    elif action == "reject":
        yield replace_items(document, name, [rest], [])
    elif action == "add":
        yield replace_items(document, "tasks", [], [_new_task(document, form)])
    elif action == "split":
        yield replace_items(document, "tasks", [rest], _halves(_task_of(document, rest), document, form))
    elif action == "merge":
        yield from _merged(document, rest)
    else:
        raise KeyError(action)


def _edited_header(document: Document, name: str, words: str) -> Iterable[Made]:
    whole = (0, len(document.text.content))
    values: dict[str, Any] = {
        "number": lambda: typed.number(words), "type": lambda: typed.type_of(words), "date": lambda: typed.day(words),
        "issuer": lambda: next(iter(typed.units(document, words, whole)), None), "parent_issuer": lambda: next(iter(typed.units(document, words, whole)), None),
        "addressees": lambda: typed.units(document, words, whole),
    }  # fmt: skip
    if name in ("place", "subject", "archive", "urgency", "secrecy"):
        yield set_header(document, name, " ".join(words.split()) or None)
    else:
        yield set_header(document, name, values[name]())


def _edited_item(document: Document, name: str, item_id: str, form: dict[str, str]) -> Iterable[Made]:
    """One change for each field that was changed."""
    for one in _shown(document, name, item_id):
        words = form.get(one.name, one.typed).replace("\r\n", "\n").strip()
        if words == one.typed.strip():
            continue
        yield set_item(document, _id(document, name, item_id), one.name, _value(document, name, item_id, one.name, words))


def _value(document: Document, name: str, item_id: str, one: str, words: str) -> Any:
    if name == "tasks":
        task = _task_of(document, item_id)
        within = (task.span.start, task.span.end)
        if one in _UNIT_ROLES:
            return typed.units(document, words, within)
        if one == "deadlines":
            return typed.deadlines(document, words, within)
    if one == "target_key":
        citation = next(c for c in document.citations if c.id == item_id)
        return typed.target(document, words, citation.date)
    if one == "as_of":
        return typed.day(words)
    return " ".join(words.split()) or None


def _shown(document: Document, name: str, item_id: str) -> tuple[Field, ...]:
    """The fields of an item as its form shows them. Raises KeyError."""
    shown = view(document, set(), [], {}, editable=True)
    fields = {item.path: item.fields for item in (*shown.tasks, *shown.citations, *shown.targets)}
    return fields[f"{name}/{item_id}"]


def _id(document: Document, name: str, item_id: str) -> str:
    return _task_of(document, item_id).id if name == "tasks" else item_id


def _task_of(document: Document, ref: str) -> Task:
    for task in document.tasks:
        if task.ref == ref:
            return task
    raise KeyError(ref)


def _where(document: Document, form: dict[str, str]) -> tuple[int, int]:
    """The words that were selected on the page, else those that were typed."""
    if form.get("start", "").isdecimal() and form.get("end", "").isdecimal():
        return typed.selected(document, int(form["start"]), int(form["end"]))
    span = typed.found_in(document, form.get("words", ""), (0, len(document.text.content)))
    if span is None:
        raise typed.NotUnderstood("words_not_found", "Không thấy những chữ này trong văn bản; hãy bôi đen chúng ở bên trái.", "These words are not in the text.")
    return span.start, span.end


def _new_task(document: Document, form: dict[str, str]) -> dict[str, Any]:
    start, end = _where(document, form)
    taken = {task.ref for task in document.tasks}
    ref = next(f"+{n}" for n in range(1, len(taken) + 2) if f"+{n}" not in taken)
    return _task_value(document, start, end, ref) | {"lead": typed.units(document, form.get("lead", ""), (start, end))}


def _task_value(document: Document, start: int, end: int, ref: str) -> dict[str, Any]:
    text = " ".join(document.text.content[start:end].split())
    span = {"start": start, "end": end, "page": None, "boxes": ()}
    return {"id": ref, "ref": ref, "kind": "action", "text": text, "title": text[:200], "span": span, "rule": BY_PERSON, "confidence": 1.0}


def _halves(task: Task, document: Document, form: dict[str, str]) -> list[dict[str, Any]]:
    """A task cut where the selected words begin; both parts keep its units, each keeps the deadlines that stand in its words."""
    at, _ = _where(document, form)
    if not task.span.start < at < task.span.end:
        raise typed.NotUnderstood("split_outside", "Hãy bôi đen từ chỗ nhiệm vụ thứ hai bắt đầu, bên trong nhiệm vụ này.", "Select where the second task begins.")
    whole = task.model_dump(mode="json")
    halves = []
    for n, (start, end) in enumerate(((task.span.start, at), (at, task.span.end)), start=1):
        start, end = typed.selected(document, start, end)
        times = [d for d in whole["deadlines"] if start <= d["span"]["start"] < end]
        halves.append(whole | _task_value(document, start, end, f"{task.ref}({n})") | {"kind": task.kind, "deadlines": times})
    return halves


def _merged(document: Document, ref: str) -> Iterable[Made]:
    """A task together with the one after it."""
    task = _task_of(document, ref)
    at = document.tasks.index(task)
    if at + 1 == len(document.tasks):
        raise typed.NotUnderstood("nothing_to_merge", "Không có nhiệm vụ nào sau nhiệm vụ này.", "No task follows this one.")
    following = document.tasks[at + 1]
    start, end = min(task.span.start, following.span.start), max(task.span.end, following.span.end)
    first, second = task.model_dump(mode="json"), following.model_dump(mode="json")
    whole = first | _task_value(document, start, end, ref) | {"kind": task.kind}
    for name in (*_UNIT_ROLES, "deadlines", "targets", "citations"):
        whole[name] = first[name] + [one for one in second[name] if one not in first[name]]
    yield replace_items(document, "tasks", [task.id, following.id], [whole])
