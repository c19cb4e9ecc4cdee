"""What a change gained and lost, document by document, also over files that nobody annotated: `chidao compare OLD NEW`."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Facts = Callable[[Mapping[str, Any]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that only one side says; `gained` where the new side says it."""

    document: str
    kind: str
    gained: bool
    fact: str


def _header(document: Mapping[str, Any]) -> Iterator[str]:
    header = document.get("header") or {}
    for name, value in sorted(header.items()):
        if name not in ("evidence", "page_count") and value not in (None, [], {}):
            yield f"{name} = {_words(value)}"


def _words(value: Any) -> str:
    if isinstance(value, dict):
        if "normalized" in value or "name" in value:
            return str(value.get("normalized") or value.get("name"))
        return ", ".join(f"{k} {v}" for k, v in value.items() if v is not None and k != "span")
    if isinstance(value, list):
        return "; ".join(map(_words, value))
    return str(value)


def _citations(document: Mapping[str, Any]) -> Iterator[str]:
    for c in document.get("citations") or ():
        yield f"{c['raw']} [{c['form']}, {c['relation']}] -> {c.get('target_key')}"


def _relations(document: Mapping[str, Any]) -> Iterator[str]:
    for r in document.get("relations") or ():
        yield f"{r['source_key']} {r['relation']} {r['target_key']}"


def _tasks(document: Mapping[str, Any]) -> Iterator[str]:
    for t in document.get("tasks") or ():
        roles = (f"{role}: {'; '.join(u['name'] for u in t[role])}" for role in ("lead", "coordinating", "reports_to") if t.get(role))
        due = (f"due: {d.get('due') or d.get('rrule') or d['raw']}" for d in t.get("deadlines") or ())
        yield " | ".join([f"{t['ref']}  {t['text'][:120]}", t["kind"], *roles, *due])


def _targets(document: Mapping[str, Any]) -> Iterator[str]:
    for t in document.get("targets") or ():
        yield f"{t['comparator']} {t['value']} {t.get('unit') or ''} ({(t.get('indicator') or '')[:80]}) as of {t.get('as_of')}"


def _warnings(document: Mapping[str, Any]) -> Iterator[str]:
    for w in document.get("warnings") or ():
        yield f"{w['code']}: {w['message'][:100]}"


KINDS: Mapping[str, Facts] = {
    "header": _header, "citations": _citations, "relations": _relations, "tasks": _tasks, "targets": _targets, "warnings": _warnings,
}  # fmt: skip


Outputs = Mapping[str, Callable[[], Mapping[str, Any]]]
"""What each file was read as, under a name of its own, fetched when it is its turn: a collection does not fit in memory."""


def outputs(folder: Path) -> Outputs:
    """The outputs `*.json` of a folder."""
    return {path.name: lambda path=path: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}  # type: ignore[misc]


def compare(old: Outputs, new: Outputs) -> Iterator[Change]:
    """Every fact that only one of two sets of outputs says, losses before gains."""
    for name in sorted(old.keys() | new.keys()):
        before, after = (side[name]() if name in side else {} for side in (old, new))
        for kind, facts in KINDS.items():
            left, right = Counter(facts(before)), Counter(facts(after))
            for gained, only in ((False, left - right), (True, right - left)):
                for fact in only.elements():
                    yield Change(name, kind, gained, fact)
