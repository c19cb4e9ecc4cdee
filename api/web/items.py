"""What the review page shows of a Document: items with their state, fields, words and places on the paper."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations import typed
from annotations.changes import BY_PERSON
from api.marks import Mark, marks_of
from api.web.labels import KINDS, MODALITIES, RELATIONS, ROLES, TYPES
from corpus.exports.base import vietnamese_date
from corpus.store import Correction
from models import Citation, Document, Task, Unit

_SURE = 0.8
"""Below this confidence a value is worth a look."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value on the page: `text` as it is shown, `typed` as it stands in the field that edits it."""

    name: str
    label: str
    text: str
    typed: str
    note: str = ""
    mark: str | None = None
    choices: dict[str, str] | None = None
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a person agrees to or puts right. `path`: `header/<field>` or `<items>/<id>`; `state` one of labels.STATES."""

    path: str
    title: str
    state: str
    fields: tuple[Field, ...]
    mark: str | None = None
    ref: str = ""
    who: str | None = None
    words: tuple[int, int] | None = None
    links: tuple[tuple[str, str], ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """As it stands in the address after `#`."""
        return "item-" + "".join(c if c.isalnum() or c in "._-" else "_" for c in self.path)


@dataclass(frozen=True, slots=True)
class View:
    """All that the page of one dispatch shows."""

    document: Document
    number: str | None
    header: list[Item]
    tasks: list[Item]
    citations: list[Item]
    targets: list[Item]
    history: list[Correction] = field(default_factory=list)
    editable: bool = False

    @property
    def items(self) -> Iterable[Item]:
        """Everything that has a state, as a person would go through it."""
        return (*self.header, *self.tasks, *self.citations, *self.targets)

    @property
    def left(self) -> int:
        """How many nobody has looked at."""
        return sum(item.state in ("unseen", "doubtful") for item in self.items)

    @property
    def conflicts(self) -> list[Correction]:
        """Corrections that need another look."""
        return [c for c in self.history if c.conflict]


def view(document: Document, held: set[str], history: list[Correction], by: dict[str, str], *, editable: bool) -> View:
    """The page of one dispatch; `by` says who looked at what, citations of `held` keys become links."""
    doubted = {w.span.start for w in document.warnings if w.span is not None}
    number = document.header.number.normalized if document.header.number else None
    return View(
        document, number, _header(document, by), [_task(n, t, by, doubted) for n, t in enumerate(document.tasks)],
        [_citation(c, by, held) for c in document.citations],
        [
            Item(f"targets/{t.id}", t.raw, _state(t.id, t.rule, t.confidence, by), (
                Field("indicator", "Chỉ tiêu", t.indicator or "", t.indicator or "", lines=True), Field("value", "Giá trị", t.value, t.value),
                Field("unit", "Đơn vị tính", t.unit or "", t.unit or ""), Field("as_of", "Đến", vietnamese_date(t.as_of), t.as_of or ""),
            ), f"target-{t.id}", who=by.get(t.id))
            for t in document.targets
        ], history, editable,
    )  # fmt: skip


def _state(what: str, rule: str, confidence: float, by: dict[str, str], doubted: bool = False) -> str:
    if what in by:
        return "corrected" if rule == BY_PERSON else "agreed"
    return "doubtful" if doubted or confidence < _SURE else "unseen"


def _names(units: Iterable[Unit | None]) -> str:
    return typed.lines(unit.name if unit else None for unit in units)


def _header(document: Document, by: dict[str, str]) -> list[Item]:
    h = document.header
    values = (
        Field("number", "Số, ký hiệu", h.number.raw if h.number else "", h.number.raw if h.number else ""),
        Field("type", "Loại văn bản", TYPES.get(h.type, h.type), h.type, choices=TYPES),
        Field("issuer", "Cơ quan ban hành", _names([h.issuer]), _names([h.issuer])),
        Field("parent_issuer", "Cơ quan chủ quản", _names([h.parent_issuer]), _names([h.parent_issuer])),
        Field("place", "Địa danh", h.place or "", h.place or ""),
        Field("date", "Ngày ban hành", vietnamese_date(h.date), vietnamese_date(h.date)),
        Field("subject", "Trích yếu", h.subject or "", h.subject or "", lines=True),
        Field("addressees", "Kính gửi", "; ".join(u.name for u in h.addressees), _names(h.addressees), lines=True),
        Field("signers", "Người ký", "; ".join(" ".join(x for x in (s.authority, s.title, s.name) if x) for s in h.signers), ""),
        Field("recipients", "Nơi nhận", "; ".join(r.name for r in h.recipients), ""),
        Field("archive", "Lưu", h.archive or "", h.archive or ""),
        Field("urgency", "Độ khẩn", h.urgency or "", h.urgency or ""),
        Field("secrecy", "Độ mật", h.secrecy or "", h.secrecy or ""),
    )
    items = []
    for one in values:
        evidence = h.evidence.get(one.name)
        path = f"header/{one.name}"
        if not one.text and evidence is None and one.name not in ("number", "date", "issuer", "subject"):
            continue
        sure = evidence.confidence if evidence else (1.0 if one.text else 0.0)
        mark = f"header-{one.name}" if evidence is not None and evidence.span is not None else None
        state = _state(path, evidence.rule if evidence else "", sure, by)
        items.append(Item(path, one.label, state, (one,), mark, who=by.get(path)))
    return items


def _task(n: int, task: Task, by: dict[str, str], doubted: set[int]) -> Item:
    found = [
        Field(role, label, "; ".join(u.name for u in units), _names(units), _inherited(units), f"{role}-{n}-0" if units else None, lines=True)
        for label, role in ROLES
        if (units := getattr(task, role)) is not None
    ]
    dues = "; ".join(f"{vietnamese_date(d.due)} ({d.raw})" if d.due else d.raw for d in task.deadlines)
    found += [
        Field("deadlines", "Thời hạn", dues, typed.lines(d.raw for d in task.deadlines), "", f"deadline-{n}-0" if task.deadlines else None, lines=True),
        Field("outcome", "Kết quả", task.outcome or "", task.outcome or "", lines=True),
        Field("kind", "Loại việc", KINDS[task.kind], task.kind, choices=KINDS),
        Field("modality", "Mức độ", MODALITIES.get(task.modality or "", ""), task.modality or "", choices={"": "—", **MODALITIES}),
    ]
    times = {d.span.start for d in task.deadlines}
    doubt = bool(doubted & times) or task.span.start in doubted
    words = (task.span.start, task.span.end)
    return Item(
        f"tasks/{task.ref}", task.title, _state(task.id, task.rule, task.confidence, by, doubt), tuple(found), f"task-{n}", task.ref, by.get(task.id), words
    )


def _inherited(units: Iterable[Unit]) -> str:
    return next((unit.inherited_from for unit in units if unit.inherited_from), "") or ""


def _citation(c: Citation, by: dict[str, str], held: set[str]) -> Item:
    found = (
        Field("relation", "Quan hệ", RELATIONS[c.relation], c.relation, choices=RELATIONS),
        Field("target_key", "Văn bản được dẫn", c.target_key or "", c.target_key or "", c.resolution.status),
        Field("title", "Trích yếu", c.title or "", c.title or "", lines=True),
    )
    links = ((c.target_key, f"/documents/{c.target_key}"),) if c.target_key in held and c.target_key else ()
    doubt = c.resolution.status in ("ambiguous", "suspected_typo")
    choices = tuple(candidate.key for candidate in c.resolution.candidates)
    return Item(f"citations/{c.id}", c.raw, _state(c.id, c.rule, c.confidence, by, doubt), found, f"citation-{c.id}", who=by.get(c.id), links=links, choices=choices)


def boxes(document: Document) -> dict[int, list[tuple[Mark, tuple[float, float, float, float]]]]:
    """Page -> marks with their boxes (x, y, width, height in points), larger marks first, so that smaller ones can be pointed at."""
    found: dict[int, list[tuple[Mark, tuple[float, float, float, float]]]] = {}
    for mark in marks_of(document):
        for number, x0, top, x1, bottom in mark.boxes:
            found.setdefault(number, []).append((mark, (round(x0, 1), round(top, 1), round(x1 - x0, 1), round(bottom - top, 1))))
    for drawn in found.values():
        drawn.sort(key=lambda pair: -pair[1][2] * pair[1][3])
    return found
