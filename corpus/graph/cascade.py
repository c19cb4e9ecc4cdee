"""Which tasks and targets of a subordinate's plan carry out which of a superior's (the cascade).

Two documents are compared as wholes: words weigh by how rare they are among the tasks of both, formulas of the office
("thực hiện", "phối hợp") hardly count. A link has its evidence: shared words, the unit (the superior's task is
addressed to the issuer below, to a group it belongs to, or to its sector), the cited document, a common target. Nothing
is linked on units alone, and never to a superior document that is later than the plan.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import pairwise
from typing import Literal

from models import Document, Target, Task, Unit
from parser.lexicon.table import rows
from parser.text.fold import fold_tone, strip_marks

RULE = "cascade.words"
LINKED = 0.375
"""Score from which a task is linked; set on the samples that `pairs.tsv` calls tuned, and on the real pairs of docs/cascade.md."""
_WORDS_LEAST = 0.2
_REPORT_LEAST = 0.1
_TARGETS = 0.55
"""Score from which a target is linked."""
_NEAR = 0.75
"""A task's further links have at least this share of its best one's score."""
_MOST = 3
_MASS = 2.5
"""How many of the rarest pairs of syllables must be shared, by weight, for a likeness to count fully."""
_FORMULA = 0.06
_UNIT, _OTHERS, _PHRASE = 0.12, 0.25, 0.1
_COPIED = 8
"""Pairs of syllables in one stretch, formulas not counted, from which a stretch is surely copied."""
_SYLLABLE = re.compile(r"[^\W\d_]+")
_ANYBODY = re.compile(r"\b(?:dia phuong|cac cap|don vi|co quan|to chuc)\b")
_PLACE = re.compile(r"\b(?:tinh|thanh pho|huyen|quan|xa|phuong|thi tran|thi xa|dac khu|cac)\b.*$")
_NAMED = {
    level: re.compile(rf"\b(?:{kinds})\s+(?P<name>[A-ZĐÀ-ỸƠƯ]\w+(?:\s+[A-ZĐÀ-ỸƠƯ]\w+){{0,4}})")
    for level, kinds in {"province": "[Tt]ỉnh|[Tt]hành phố", "district": "[Hh]uyện|[Qq]uận|[Tt]hị xã", "commune": "[Xx]ã|[Pp]hường|[Tt]hị trấn"}.items()
}
_HIGHEST = re.compile(r"(?:thu tuong )?chinh phu$|quoc hoi|uy ban thuong vu quoc hoi|ban chap hanh trung uong|bo chinh tri|ban bi thu")
_GOVERNS = re.compile(r"uy ban nhan dan|hoi dong nhan dan|tinh uy|thanh uy|ban thuong vu (?:tinh|thanh) uy")
_LOCAL = re.compile(r"so |phong |chi cuc |truong |huyen uy|dang uy|trung tam|benh vien")
_BRACKETS = re.compile(r"\([^()]*\)?")
_LEVELS = {"province": "tỉnh", "district": "huyện", "commune": "xã"}
_LEVEL = re.compile(r"\b(?:tại |ở )?cấp (?P<levels>(?:bộ|tỉnh|huyện|xã|cơ sở)(?:(?:, | và | )(?:bộ|tỉnh|huyện|xã))*)\b", re.IGNORECASE)

Difference = Literal["higher", "lower", "later", "earlier"]


@dataclass(frozen=True, slots=True)
class Differs:
    """What is not as ordered: `what` is target or deadline, `ordered` above and `planned` below as the texts put it."""

    what: Literal["target", "deadline"]
    how: Difference
    ordered: str
    planned: str


@dataclass(frozen=True, slots=True)
class Link:
    """`below` carries out `above` (ids of tasks, or of targets); `evidence` has each ground's part, 0 to 1, and the shared words."""

    below: str
    above: str
    score: float
    evidence: dict[str, float | list[str]]
    differs: tuple[Differs, ...] = ()


@dataclass(frozen=True, slots=True)
class Cascade:
    """Links between the tasks, and between the targets, of two documents."""

    tasks: tuple[Link, ...] = ()
    targets: tuple[Link, ...] = ()


@dataclass(slots=True)
class _Item:
    """A task or target with its words."""

    id: str
    words: dict[str, bool]
    weight: float = 0.0
    targets: list[Target] = field(default_factory=list)


def later(above: str | None, below: str | None) -> bool:
    """Is a document of the day `above` (EDTF) certainly later than one of the day `below`? An unknown day is not."""
    if not above or not below:
        return False
    length = min(len(above), len(below))
    return above[:length] > below[:length]


def compare(above: Document, below: Document, stated: Collection[str] = ()) -> Cascade | None:
    """The links from `below`, which cites `above` (also under the keys `stated`), up to `above`.

    None where it can't carry it out: it is certainly older, or comes from a higher level.
    """
    if later(above.header.date, below.header.date) or _higher(below, above):
        return None
    targets = _targets(above, below)
    return Cascade(_tasks(above, below, targets, {above.key, *stated}), targets)


def _higher(one: Document, other: Document) -> bool:
    """Does `one` come from a higher level than `other`? A notice of the province that quotes a department's plan does not carry it out."""
    ranks = [_rank(document) for document in (one, other)]
    return None not in ranks and ranks[0] < ranks[1]  # type: ignore[operator]


def _rank(document: Document) -> int | None:
    """0 Government and Assembly, 1 ministries, 2 a province, 3 its departments, 4 districts, 5 communes; None where that is unknown."""
    issuer, locality = document.header.issuer, document.header.locality
    if issuer is None:
        return None
    name = _plain(issuer)
    if locality is not None:
        return {"province": 2 if _GOVERNS.match(name) else 3, "district": 4, "commune": 5}[locality.level]
    if _HIGHEST.match(name):
        return 0
    return None if _GOVERNS.match(name) or _LOCAL.match(name) else 1


def _tasks(above: Document, below: Document, alike: Sequence[Link], keys: set[str]) -> tuple[Link, ...]:
    # What only opens a list says less than its items.
    tops, plans = ([t for t in d.tasks if t.kind != "statement" and not t.text.rstrip().endswith(":")] for d in (above, below))
    upper, lower = [_Item(t.id, _words(t, above)) for t in tops], [_Item(t.id, _words(t, below)) for t in plans]
    rarity = _rarity([*upper, *lower])
    mass = _MASS * math.log((len(upper) + len(lower) + 1) / 1.5)
    citing = {c.id for c in below.citations if c.target_key in keys}
    common = {(link.below, link.above): link for link in alike}
    found: list[Link] = []
    for plan, mine in zip(plans, lower, strict=True):
        links = []
        for top, theirs in zip(tops, upper, strict=True):
            if (plan.kind == "prohibition") != (top.kind == "prohibition"):
                continue
            place = _place(top, below)
            words, shared = _likeness(mine, theirs, rarity, mass)
            report = float(not _bodies(top.reports_to).isdisjoint(_bodies(plan.reports_to)))
            if place is None or words < (_REPORT_LEAST if report else _WORDS_LEAST):
                continue
            unit = _unit(top, plan, below)
            target = [common[pair] for pair in ((b, a) for b in plan.targets for a in top.targets) if pair in common]
            cited = float(not citing.isdisjoint(plan.citations))
            phrase = _phrase(mine, theirs)
            score = words + _PHRASE * phrase + (_UNIT if unit > 0 else _OTHERS) * unit + 0.1 * cited + 0.15 * bool(target) + 0.2 * report + 0.15 * place
            if score >= LINKED:
                evidence: dict[str, float | list[str]] = {"words": round(words, 3), "phrase": phrase, "unit": unit, "cited": cited, "target": float(bool(target)), "report": report, "place": place, "shared": shared}
                differs = (*(d for link in target for d in link.differs), *_deadline(top, plan))
                links.append(Link(plan.id, top.id, round(min(1.0, score), 3), evidence, differs))
        found += _best(links)
    return tuple(found)


def _targets(above: Document, below: Document) -> tuple[Link, ...]:
    upper, lower = ([t for t in d.targets if t.indicator] for d in (above, below))
    tops, plans = ([_Item(t.id, _indicator(t)) for t in side] for side in (upper, lower))
    rarity = _rarity([*tops, *plans])
    level = below.header.locality.level if below.header.locality is not None else None
    found: list[Link] = []
    for plan, mine in zip(lower, plans, strict=True):
        links = []
        for top, theirs in zip(upper, tops, strict=True):
            ours = _for_level(top, plan, level)
            if _measure(plan) != _measure(top) or not _same_year(top, plan) or ours is None:
                continue
            words, shared = _likeness(mine, theirs, rarity, mass=0.0)
            score = words + 0.1 * ours
            if score >= _TARGETS:
                evidence: dict[str, float | list[str]] = {"words": round(words, 3), "level": ours, "shared": shared}
                links.append(Link(plan.id, top.id, round(min(1.0, score), 3), evidence, _value(top, plan)))
        links = _best(links)
        found += links[:1] if links and (len(links) == 1 or links[0].score > links[1].score) else []
    return tuple(found)


def _best(links: list[Link]) -> list[Link]:
    links.sort(key=lambda link: (-link.score, link.above))
    return [link for link in links if link.score >= _NEAR * links[0].score][:_MOST]


def _words(task: Task, document: Document) -> dict[str, bool]:
    """The task's own words: without the documents it cites, its units and its times."""
    text = " ".join(task.text.split())
    for citation in document.citations:
        if citation.id in task.citations:
            for said in (citation.raw, citation.title):
                text = text.replace(said, " ; ") if said else text
    for said in (*(u.raw for units in (task.lead, task.coordinating, task.reports_to) for u in units), *(d.raw for d in task.deadlines)):
        text = text.replace(said, " ; ") if said else text
    return _pairs(text)


def _indicator(target: Target) -> dict[str, bool]:
    """Its words without what stands in brackets and without the level ("tại cấp xã"), which is compared apart."""
    return _pairs(_LEVEL.sub(" ; ", _BRACKETS.sub(" ; ", target.indicator or "")))


def _pairs(text: str) -> dict[str, bool]:
    """Pairs of syllables that stand together (Vietnamese words are mostly two), and whether they say something: no formula, no particle.

    Compared without marks, which a scan loses; what says nothing is known with them («số» is not «sơ»).
    """
    found: dict[str, bool] = {}
    for piece in re.split(r"[.,;:()“”\"/\n]", fold_tone(text.lower())):
        syllables = [s for s in _SYLLABLE.findall(piece) if len(s) > 1 or s == "y"]  # no letters of items, but «y tế»
        for pair in pairwise(syllables):
            key = " ".join(pair)
            found.setdefault(strip_marks(key), key not in _formulas() and _particles().isdisjoint(pair))
    return found


@cache
def _formulas() -> frozenset[str]:
    return frozenset(fold_tone(row["words"]) for row in rows("formula_words"))


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold_tone(row["word"]) for row in rows("particles"))


def _rarity(items: Sequence[_Item]) -> dict[str, float]:
    """How much each pair of syllables says: the rarer among the items, the more; formulas next to nothing."""
    counts = Counter(pair for item in items for pair in item.words)
    empty = {pair for item in items for pair, says in item.words.items() if not says}
    rarity = {
        pair: max(math.log((len(items) + 1) / (count + 0.5)) * (_FORMULA if pair in empty else 1.0), 0.02) for pair, count in counts.items()
    }  # fmt: skip
    for item in items:
        item.weight = sum(rarity[pair] for pair in item.words)
    return rarity


def _likeness(one: _Item, other: _Item, rarity: dict[str, float], mass: float) -> tuple[float, list[str]]:
    """0 to 1: the shared weight against both texts and against the shorter one; and the shared words, the rarest first."""
    small, large = (one, other) if len(one.words) <= len(other.words) else (other, one)
    shared = [pair for pair in small.words if pair in large.words]
    weight = sum(rarity[pair] for pair in shared)
    if not weight:
        return 0.0, []
    cosine = weight / math.sqrt(one.weight * other.weight)
    contained = weight / min(one.weight, other.weight)
    enough = min(1.0, weight / mass) if mass else 1.0
    shared.sort(key=lambda pair: (-rarity[pair], pair))
    return math.sqrt(cosine * contained) * enough, shared[:8]


def _phrase(plan: _Item, top: _Item) -> float:
    """How long the longest stretch of the plan's words is that the other has, too: plans copy what they carry out."""
    longest = stretch = 0
    for pair, says in plan.words.items():  # in text order
        stretch = stretch + says if pair in top.words else 0
        longest = max(longest, stretch)
    return round(min(1.0, longest / _COPIED), 3)


def _place(top: Task, below: Document) -> float | None:
    """1: the superior's task names the issuer's own commune, district or province; 0: none; None: only others of that level."""
    locality = below.header.locality
    if locality is None:
        return 0.0
    named = {_plain_name(m["name"]) for m in _NAMED[locality.level].finditer(" ; ".join([top.text, *(u.name for u in top.lead)]))}
    if not named:
        return 0.0
    return 1.0 if _plain_name(locality.name) in named else None


def _bodies(units: Sequence[Unit]) -> set[str]:
    return {_plain(unit) for unit in units}


def _unit(top: Task, plan: Task, below: Document) -> float:
    """1: the superior's task names the issuer below or the same unit; 0.7: a group or field it belongs to; 0.3: anybody ("các đơn vị"); 0: nobody; -1: others only."""
    above = [*top.lead, *top.coordinating]
    issuer = below.header.issuer
    ours = {_plain(u) for u in ([issuer] if issuer is not None else []) + list(plan.lead)}
    if not above or not ours:
        return 0.0
    if any(_plain(u) in ours for u in above):
        return 1.0
    heads = {_split(name)[0] for name in ours} - {""}
    fields = {field for name in ours for field in (_split(name)[1], _PLACE.sub("", name).strip())} - {"", "uy ban nhan dan"}
    for unit in above:
        name = _plain(unit)
        if _split(name)[1] in fields:
            return 0.7
        if (unit.kind != "organisation" or "cac " in name) and any(re.search(rf"\b{re.escape(head)}\b", name) for head in heads):
            return 0.7
    if any(_ANYBODY.search(_plain(unit)) for unit in above):
        return 0.3
    return -1.0 if all(u.kind == "organisation" for u in top.lead) else 0.0


def _plain(unit: Unit) -> str:
    return _plain_name(unit.name)


def _plain_name(name: str) -> str:
    return " ".join(strip_marks(name).lower().split())


@cache
def _split(name: str) -> tuple[str, str]:
    """Head and field of a body: `so y te` -> (`so`, `y te`), `cong an tinh` -> (``, `cong an`), `uy ban nhan dan xa ben loi` -> (`uy ban nhan dan`, ``)."""
    for head in _heads():
        if name.startswith(f"{head} "):
            rest = "" if head == "uy ban nhan dan" else name[len(head) + 1 :]
            break
    else:
        head, rest = "", name
    return head, _PLACE.sub("", rest).strip()


@cache
def _heads() -> tuple[str, ...]:
    """Heads of bodies without marks, the longest first."""
    return tuple(sorted({strip_marks(row["head"]).lower() for row in rows("body_heads")}, key=lambda head: (-len(head), head)))


def _measure(target: Target) -> tuple[str | None, str | None]:
    return target.unit, target.per


def _same_year(top: Target, plan: Target) -> bool:
    return not top.as_of or not plan.as_of or top.as_of[:4] == plan.as_of[:4]


def _for_level(top: Target, plan: Target, level: str | None) -> float | None:
    """1: the target is set for the issuer's level ("tại cấp bộ, tỉnh"); 0: for none; None: for another, unless the plan names that, too."""
    named = _LEVEL.search(top.indicator or "")
    if named is None or level is None or named[0].lower() in (plan.indicator or "").lower():
        return 0.0
    return 1.0 if _LEVELS[level] in named["levels"].lower() else None


def _value(top: Target, plan: Target) -> tuple[Differs, ...]:
    """A share, or a number that a task asks of each; a total for all of a province is no measure for one commune."""
    if top.unit != "%" and not top.task_ids and not top.per:
        return ()
    try:
        ordered, planned = Decimal(top.value), Decimal(plan.value)
    except InvalidOperation:
        return ()
    if ordered == planned:
        return ()
    return (Differs("target", "higher" if planned > ordered else "lower", top.raw, plan.raw),)


def _deadline(top: Task, plan: Task) -> tuple[Differs, ...]:
    """Only what is later than ordered: to be done sooner is the plan's own business."""
    ordered, planned = (max(((d.due, d.raw) for d in t.deadlines if d.due), default=None) for t in (top, plan))
    if ordered is None or planned is None or planned[0] <= ordered[0]:
        return ()
    return (Differs("deadline", "later", ordered[1], planned[1]),)
