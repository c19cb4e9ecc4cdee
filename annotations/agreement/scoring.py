"""One document's output held against its reference: counts per field, and every miss."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from annotations.agreement.matching import Count, Match, aligned, keyed, matched_tasks, multisets, names, pair_off
from annotations.agreement.values import (
    DeadlineFacts,
    Item,
    deadline_facts,
    folded,
    is_self,
    number_key,
    own_or_key,
    reference_label,
    same_key,
    target_value,
    token_f1,
)

SHORT_FORMS = ("short", "defined_term", "name")
_TITLE_OVERLAP = 0.9
_INDICATOR_OVERLAP = 0.6
# Edges to laws that the text cites by name: neither right nor wrong.
_LAW_KEY = re.compile(r"(?:qh|ubtvqh|l-ctn|pl-ubtvqh)\d*/")

Same = Callable[[Any, Any], bool]


@dataclass(slots=True)
class Ledger:
    """Counts and misses by field."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    misses: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))

    def book(self, name: str, match: Match) -> None:
        """Add a match, with one line for each miss."""
        self.counts[name].add(match.count)
        self.misses[name] += [("missed", x) for x in match.missed] + [("extra", x) for x in match.extra]

    def judge(self, name: str, right: bool, *about: Any) -> None:
        """Add one value that is right or wrong; `about` describes a wrong one."""
        self.counts[name].add(Count(int(right), int(not right), int(not right)))
        if not right:
            self.misses[name].append(about)

    def judge_if_said(self, name: str, asked: Any, said: Any, same: Same, *about: Any) -> None:
        """The same, but not counted where neither side says anything."""
        if asked or said:
            self.judge(name, same(asked, said), *about, asked, said)


def _overlap(least: float) -> Same:
    return lambda a, b: token_f1(a, b) >= least


def _same_words(a: Any, b: Any) -> bool:
    return folded(a) == folded(b)


def _named(value: Any) -> Any:
    return value.get("name") if isinstance(value, dict) else value


def _names(units: Iterable[Any] | None) -> list[str]:
    return [name for name in map(_named, units or ()) if name]


def _split(items: Iterable[Item], value: Callable[[Item], Any]) -> tuple[list[Any], list[Any]]:
    """Values of the required and of the optional items."""
    required: list[Any] = []
    optional: list[Any] = []
    for item in items:
        (optional if item.get("optional") else required).append(value(item))
    return required, optional


def score_header(asked: Item, said: Item, ledger: Ledger) -> None:
    """Right / total per field and over all of them as `header`."""
    handwritten = asked.get("handwritten") or ()

    def check(name: str, a: Any, b: Any, right: bool) -> None:
        if not (a or b) or (name in handwritten and _left_open(name, a, b)):
            return
        ledger.counts["header"].add(Count(int(right), int(not right), int(not right)))
        ledger.judge(f"header.{name}", right, a, b)

    a, b = (_text_of(side.get("number"), "normalized") for side in (asked, said))
    check("number", a, b, number_key(a) == number_key(b))
    for name in ("type", "date"):
        check(name, asked.get(name), said.get(name), asked.get(name) == said.get(name))
    for name in ("issuer", "place"):
        a, b = _named(asked.get(name)), _named(said.get(name))
        check(name, a, b, folded(a) == folded(b))
    a, b = ({k: (side.get("locality") or {}).get(k) for k in ("level", "slug")} if side.get("locality") else None for side in (asked, said))
    check("locality", a, b, a == b)
    a, b = _names(asked.get("signers")), _names(said.get("signers"))
    check("signers", a, b, [*map(folded, a)] == [*map(folded, b)])
    a, b = asked.get("subject"), said.get("subject")
    check("subject", a, b, bool(a) and token_f1(a, b) >= _TITLE_OVERLAP)
    for name in ("addressees", "recipients"):
        a, b = _names(asked.get(name)), _names(said.get(name))
        match = names(a, b)
        check(name, a, b, not match.missed and not match.extra)
        ledger.counts[f"header.{name}.items"].add(match.count)


def _text_of(value: Any, key: str) -> Any:
    return (value or {}).get(key)


def _left_open(name: str, asked: Any, said: Any) -> bool:
    """A handwritten field that the output leaves null, or gives with its printed part only."""
    if name == "number" and said:
        return number_key(said) == re.sub(r"^\d+", "", number_key(asked) or "")
    return not said or (name == "date" and str(asked or "").startswith(f"{said}-"))


def score_definitions(reference: Item, output: Item, ledger: Ledger) -> None:
    """Sets of folded terms."""
    required, optional = _split(reference["definitions"], lambda d: folded(d["term"]))
    found = {folded(d.get("term")) for d in output.get("definitions") or ()}
    ledger.book("definitions", multisets(set(required), set(optional), found))


def score_citations(reference: Item, output: Item, ledger: Ledger) -> None:
    """Numbers as a multiset, and on the matched ones date, relation, within, form, title and issuer."""
    asked, said = (_numbered(side) for side in (reference, output))
    required, optional = _split(asked, lambda c: number_key(c["number"]))
    ledger.book("citations", multisets(required, optional, [number_key(c["number"]) for c in said]))
    facts: dict[str, Callable[[Item, Item], Any]] = {
        "date": lambda c, _: c.get("date"), "relation": lambda c, _: c.get("relation"),
        "within": _outer, "form": lambda c, _: c.get("form"),
    }  # fmt: skip
    worded: dict[str, Same] = {"title": _overlap(_TITLE_OVERLAP), "issuer": _same_words}

    def agreement(a: Item, b: Item) -> int:
        same_facts = sum(bool(value(a, reference) == value(b, output)) for value in facts.values())
        return same_facts + sum(bool(same(a.get(name), b.get(name))) for name, same in worded.items())

    for key in dict.fromkeys(number_key(c["number"]) for c in asked):
        left, right = ([c for c in side if number_key(c["number"]) == key] for side in (asked, said))
        for a, b in aligned(left, right, agreement):
            about = a["raw"][:60]
            for name, value in facts.items():
                x, y = value(a, reference), value(b, output)
                ledger.judge(f"citations.{name}", x == y, about, x, y)
            for name, same in worded.items():
                ledger.judge_if_said(f"citations.{name}", a.get(name), b.get(name), same, about)


def _numbered(document: Item) -> list[Item]:
    return [c for c in document.get("citations") or () if c.get("number") and not is_self(c, document)]


def _outer(citation: Item, document: Item) -> str | None:
    """What a mention stands inside, by its number or its words; inside `self` is inside nothing."""
    if not citation.get("within"):
        return None
    outer = next((c for c in document.get("citations") or () if c.get("id") == citation["within"]), None)
    if outer is None or is_self(outer, document):
        return None
    return number_key(outer.get("number")) or folded(outer.get("raw"))


def score_short_forms(reference: Item, output: Item, ledger: Ledger) -> None:
    """Short forms, defined terms and names, one to one by words and key, by words alone where no key is known."""

    def mention(citation: Item, document: Item) -> tuple[str, str | None]:
        return folded(citation.get("raw")), own_or_key(citation.get("target_key"), document)

    asked: list[tuple[str, str | None]] = []
    answered: list[tuple[str, str | None]] = []
    for c in reference.get("citations") or ():
        wanted = c["form"] in SHORT_FORMS and not c.get("optional")
        (asked if wanted else answered).append(mention(c, reference))
    others = [c for c in output.get("citations") or () if not is_self(c, output)]
    said = [(mention(c, output), c.get("form") in SHORT_FORMS or not c.get("number")) for c in others]
    have = [(m, i) for i, (m, _) in enumerate(said)]
    want = [(m, -1) for m in asked]
    agreed = len(
        pair_off(
            want, have,
            lambda w, h: w[0] == h[0],
            lambda w, h: w[0][0] == h[0][0] and (w[0][1] is None or same_key(w[0][1], h[0][1])),
        )
    )  # fmt: skip
    extra = [(m, i) for m, i in have if said[i][1]]
    pair_off([*want, *((m, -1) for m in answered)], extra, lambda w, h: w[0][0] == h[0][0])
    ledger.book("citations.short_forms", Match(agreed, [m for m, _ in want], [m for m, _ in extra]))


def score_edges(reference: Item, output: Item, ledger: Ledger) -> None:
    """Sets of (source, relation, target)."""

    def edge(item: Item, document: Item) -> tuple[str | None, str | None, str | None]:
        return own_or_key(item.get("source_key"), document), item.get("relation"), own_or_key(item.get("target_key"), document)

    def same(a: tuple[str | None, ...], b: tuple[str | None, ...]) -> bool:
        return a[1] == b[1] and same_key(a[0], b[0]) and same_key(a[2], b[2])

    required, optional = _split(reference["edges"], lambda e: edge(e, reference))
    match = keyed(required, optional, [edge(e, output) for e in output.get("relations") or ()], same)
    match.extra = [e for e in match.extra if not _LAW_KEY.match(e[2] or "")]
    ledger.book("edges", match)


def score_tasks(reference: Item, output: Item, ledger: Ledger) -> None:
    """Tasks matched by their words; on the matched ones roles, deadlines, targets, citations, ref, parent, kind, outcome."""
    asked, said = reference.get("tasks") or [], output.get("tasks") or []
    pairs = matched_tasks(asked, said)
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [(t["ref"], t["text"][:80]) for i, t in enumerate(asked) if i not in left and not t.get("optional")]
    extra = [(t.get("ref"), (t.get("text") or "")[:80]) for j, t in enumerate(said) if j not in right]
    ledger.book("tasks", Match(sum(not asked[i].get("optional") for i in left), missed, extra))
    for i, j in pairs:
        if not asked[i].get("optional"):
            _score_task(asked[i], said[j], reference, output, ledger)


def _score_task(a: Item, b: Item, reference: Item, output: Item, ledger: Ledger) -> None:
    ref = a["ref"]

    def book(name: str, match: Match) -> None:
        ledger.counts[f"tasks.{name}"].add(match.count)
        if match.missed or match.extra:
            ledger.misses[f"tasks.{name}"].append((ref, "missed", match.missed, "extra", match.extra))

    for role in ("lead", "coordinating", "reports_to"):
        book(role, names(*(_stated(side.get(role)) for side in (a, b))))
    _score_deadlines(a, b, partial(book, "deadlines"), ledger)
    for name, value in (("targets", target_value), ("citations", lambda c: number_key(c["number"]))):
        required, optional = _split(_picked(a, name, reference), value)
        book(name, multisets(required, optional, [value(x) for x in _picked(b, name, output)]))
    refs = reference_label(ref), reference_label(b.get("ref"))
    ledger.judge("tasks.ref", refs[0] == refs[1], ref, b.get("ref"))
    parents = a.get("parent_ref"), (b.get("parent_id") or "").rpartition("#")[2]
    ledger.judge("tasks.parent", reference_label(parents[0]) == reference_label(parents[1]), ref, *parents)
    ledger.judge_if_said("tasks.kind", a["kind"], b.get("kind"), lambda x, y: bool(x == y), ref)
    ledger.judge_if_said("tasks.outcome", a.get("outcome"), b.get("outcome"), _overlap(_TITLE_OVERLAP), ref)


def _stated(units: Iterable[Any] | None) -> list[str]:
    """Names of units; what is inherited from the addressees is left out."""
    return _names(u for u in units or () if not (isinstance(u, dict) and u.get("inherited_from") == "addressees"))


def _score_deadlines(a: Item, b: Item, book: Callable[[Match], None], ledger: Ledger) -> None:
    required, optional = _split(a.get("deadlines") or (), deadline_facts)
    got = {deadline_facts(d): d for d in b.get("deadlines") or ()}

    def same(x: DeadlineFacts, y: DeadlineFacts) -> bool:
        return x.agrees(y)

    book(keyed(required, optional, got, same))
    asked = {deadline_facts(d): d for d in a.get("deadlines") or () if not d.get("optional")}
    for x, y in pair_off(list(asked), list(got), lambda p, q: p == q, same):
        kinds = asked[x]["kind"], got[y].get("kind")
        ledger.judge_if_said("deadlines.kind", *kinds, lambda p, q: bool(p == q), a["ref"], asked[x]["raw"][:60])


def _picked(task: Item, name: str, document: Item) -> list[Item]:
    """The citations or targets that a task lists by id; of citations only numbered ones of other documents."""
    table = {x["id"]: x for x in document.get(name) or ()}
    items = [table[x] for x in task.get(name) or () if x in table]
    return [x for x in items if x.get("number") and not is_self(x, document)] if name == "citations" else items


def score_targets(reference: Item, output: Item, ledger: Ledger) -> None:
    """Multiset of values; on the matched ones as_of, indicator and per."""
    asked, said = reference["targets"], output.get("targets") or []
    required, optional = _split(asked, target_value)
    ledger.book("targets", multisets(required, optional, [target_value(t) for t in said]))
    worded: dict[str, Same] = {"indicator": _overlap(_INDICATOR_OVERLAP), "per": _same_words}

    def agreement(a: Item, b: Item) -> int:
        return bool(a.get("as_of") == b.get("as_of")) + sum(bool(same(a.get(name), b.get(name))) for name, same in worded.items())

    for value in dict.fromkeys(map(target_value, asked)):
        left, right = ([t for t in side if target_value(t) == value] for side in (asked, said))
        for a, b in aligned(left, right, agreement):
            as_of = a.get("as_of"), b.get("as_of")
            ledger.judge("targets.as_of", as_of[0] == as_of[1], a["raw"], (a.get("indicator") or "")[:60], *as_of)
            for name, same in worded.items():
                ledger.judge_if_said(f"targets.{name}", a.get(name), b.get(name), same, a["raw"])


_SCORES: Sequence[Callable[[Item, Item, Ledger], None]] = (
    lambda r, o, ledger: score_header(r["header"], o.get("header") or {}, ledger),
    score_definitions, score_citations, score_short_forms, score_edges, score_tasks, score_targets,
)  # fmt: skip


def score(reference: Item, output: Item) -> Ledger:
    """The agreement of one output with its reference."""
    ledger = Ledger()
    for one in _SCORES:
        one(reference, output, ledger)
    return ledger
