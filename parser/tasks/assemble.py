"""Drafts to tasks and targets of the contract: deadlines, targets and citations attached by place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from models import Citation, Deadline, Definition, Header, Span, Target, Task, Unit, Warning
from parser.recognisers.base import Mention
from parser.recognisers.deadline import DeadlineValue, find_deadlines
from parser.recognisers.target import TargetValue, find_targets
from parser.structure.shapes import Node, Structure
from parser.tasks.drafts import Bodies, Draft, Stretch
from parser.tasks.indicators import ValueCell, counted_above, one_year, section_year, value_cells
from parser.text.fold import fold_space, match_key, slug

_LONGEST_TITLE = 160
_FIRST_CLAUSE = re.compile(r"[^.;:]+")
_OBJECTIVE = re.compile(r"mục tiêu|chỉ tiêu|tầm nhìn|chỉ số", re.IGNORECASE)
_TELLS = re.compile(r"\W*(?:đánh giá|kết quả|tình hình|thực trạng|hiện trạng|tồn tại|hạn chế|khó khăn|(?:nguồn )?kinh phí|ngân sách|căn cứ|sự cần thiết|bối cảnh)(?!\w)", re.IGNORECASE)
_TOLD = re.compile(r"Trên đây là\s[^.;:]{1,600}?,\s(?=(?:kính )?(?:đề nghị|trình|mong))")
_CONDITION = re.compile(r"trở\s+(?:lên|xuống)", re.IGNORECASE)
_RULING = ("nghi_dinh", "thong_tu", "thong_tu_lien_tich", "luat", "bo_luat", "phap_lenh", "quy_che", "quy_dinh", "quy_chuan", "huong_dan")  # limits of form and size
_TELLING = ("bao_cao", "to_trinh", "thong_cao", "bien_ban")  # their tables tell what is, not what is to be
_ARTICLE = re.compile(r"^(?:tất cả |toàn thể )?(?:các|những|mọi|quý)\s+", re.IGNORECASE)


class Assembler:
    """Turns the drafts of one document into its tasks and targets."""

    def __init__(self, structure: Structure, header: Header, key: str, citations: tuple[Citation, ...], definitions: tuple[Definition, ...]) -> None:
        self.text = structure.text
        self.structure = structure
        self.content = structure.text.content
        self.header = header
        self.key = key
        self.citations = citations
        self.citation_starts = [c.span.start for c in citations]
        self.masked = sorted(self._named(c) for c in citations)
        self.reached = list(accumulate((end for _, end in self.masked), max))
        self.terms = {_ARTICLE.sub("", match_key(d.term)): d.expansion for d in definitions if d.target_key is None}
        self.warnings: list[Warning] = []
        self.target_ids: dict[tuple[int, int], str] = {}
        self.targets_of_task: dict[str, list[str]] = {}
        self.targets: dict[tuple[int, int], tuple[Mention[TargetValue], int, Node, list[str]]] = {}

    def _named(self, citation: Citation) -> tuple[int, int]:
        """Where a citation stands, its title included."""
        start, end = citation.span.start, citation.span.end
        if citation.title:
            words, limit = citation.title.split()[:40], end + len(citation.title) + 80
            plain = " ".join(words)
            if (at := self.content.find(plain, end, limit)) >= 0:
                end = at + len(plain)
            elif match := re.compile(r"\s+".join(map(re.escape, words))).search(self.content, end, limit):
                end = match.end()
        return start, end

    # -- tasks ---------------------------------------------------------------------------------------------------

    def tasks(self, drafts: Iterable[Draft]) -> tuple[Task, ...]:
        """The tasks, in text order; refs made unique."""
        drafts = list(drafts)
        ids: dict[int, str] = {}
        used: dict[str, int] = {}
        for draft in drafts:
            count = used[draft.ref] = used.get(draft.ref, 0) + 1
            if count > 1:
                draft.ref = f"{draft.ref}({count})"
            ids[id(draft)] = f"{self.key}#{draft.ref}"
        deadlines = {id(draft): tuple(self._deadlines(draft)) for draft in drafts}
        for draft in drafts:
            self._read_targets(draft, ids[id(draft)], deadlines[id(draft)])
        self._objectives({id(d.node) for d in drafts})
        self.target_ids = {place: f"t{i + 1}" for i, place in enumerate(sorted(self.targets))}
        for place, (_, _, _, tasks) in sorted(self.targets.items()):
            for task_id in dict.fromkeys(tasks):
                self.targets_of_task.setdefault(task_id, []).append(self.target_ids[place])
        return tuple(self._task(draft, ids, deadlines[id(draft)]) for draft in drafts)

    def _cited(self, stretch: Stretch) -> range:
        """Which citations begin in a stretch; they come in text order."""
        return range(bisect_left(self.citation_starts, stretch.start), bisect_left(self.citation_starts, stretch.end))

    def _masked(self, stretch: Stretch) -> list[tuple[int, int]]:
        """The citations with their titles that reach into a stretch, counted from its start."""
        near = self.masked[bisect_right(self.reached, stretch.start) : bisect_left(self.masked, (stretch.end, 0))]
        return [(max(s - stretch.start, 0), e - stretch.start) for s, e in near if e > stretch.start]

    def _task(self, draft: Draft, ids: dict[int, str], deadlines: tuple[Deadline, ...]) -> Task:
        text = fold_space(self.content[draft.text.start : draft.text.end])
        task_id = ids[id(draft)]
        return Task(
            id=task_id, ref=draft.ref, section_id=draft.node.id, parent_id=ids[id(draft.parent)] if draft.parent is not None else None,
            kind=draft.kind, text=text, title=_title(text), modality=draft.modality,
            lead=self._units(draft.lead), coordinating=self._units(draft.coordinating),
            reports_to=self._units(draft.reports_to), supervised_by=self._units(draft.supervised_by),
            deadlines=deadlines,
            targets=tuple(self.targets_of_task.get(task_id, ())),
            outcome=fold_space(self.content[draft.outcome.start : draft.outcome.end]) if draft.outcome else None,
            citations=tuple(self.citations[i].id for i in sorted({i for s in draft.extent for i in self._cited(s)})),
            span=self.text.span(draft.text.start, draft.text.end), rule=draft.rule, confidence=draft.confidence,
        )  # fmt: skip

    def _units(self, bodies: Bodies) -> tuple[Unit, ...]:
        found = []
        for body in bodies:
            m = body.mention
            span: Span | None = self.text.span(m.start, m.end) if m.start >= 0 else None
            raw = fold_space(self.content[m.start : m.end]) if span else m.value.name
            confidence = m.confidence if body.inherited is None else round(m.confidence * 0.95, 3)
            found.append(
                Unit(raw=raw, name=m.value.name, key=_unit_key(m.value.name), kind=m.value.kind, expands_to=self._expansion(m.value.name),
                     inherited_from=body.inherited, span=span, rule=m.rule, confidence=confidence)
            )  # fmt: skip
        return tuple(found)

    def _expansion(self, name: str) -> tuple[str, ...]:
        """The units that a defined term stands for; the addressees where the term is defined as them."""
        if not self.terms:
            return ()
        term = _ARTICLE.sub("", match_key(name))
        if term not in self.terms:
            return ()
        if self.header.addressees:
            return tuple(u.name for u in self.header.addressees)
        return (fold_space(self.terms[term]),)

    # -- deadlines -----------------------------------------------------------------------------------------------

    def _deadlines(self, draft: Draft) -> Iterable[Deadline]:
        seen: set[tuple[object, ...]] = set()
        found: list[Deadline] = []
        timed = False
        for stretch in sorted(draft.times, key=lambda s: not s.cell):
            if timed and not stretch.cell and draft.rule == "task.row":
                break  # the time cell of a row says it all; its act may only repeat it
            for mention in self._times(stretch):
                value = mention.value
                which = (
                    value.kind,
                    value.start,
                    value.due,
                    value.rrule,
                    value.anchor,
                    fold_space(self.content[stretch.start + mention.start : stretch.start + mention.end])
                    if not (value.start or value.due or value.rrule)
                    else None,
                )
                if which in seen:
                    continue
                seen.add(which)
                timed = True
                found.append(self._deadline(mention, stretch.start))
        return sorted(found, key=lambda d: d.span.start)

    def _times(self, stretch: Stretch) -> list[Mention[DeadlineValue]]:
        words = self.content[stretch.start : stretch.end]
        masked = self._masked(stretch)
        if told := _TOLD.match(words):  # "Trên đây là báo cáo … đến ngày …, đề nghị …"
            masked = sorted([*masked, told.span()])
        return find_deadlines(words, issue_date=self.header.date, time_cell=stretch.cell, masked=masked)

    def _deadline(self, mention: Mention[DeadlineValue], offset: int) -> Deadline:
        value, start, end = mention.value, mention.start + offset, mention.end + offset
        span = self.text.span(start, end)
        if value.due is None and value.kind in ("date", "month", "quarter", "half_year", "year", "period") and value.bound in ("by", "before", "in"):
            self.warnings.append(Warning(code="deadline_without_year", message="Thời hạn không ghi năm hoặc không rõ ngày cuối", span=span))
        return Deadline(
            raw=fold_space(self.content[start:end]), kind=value.kind, start=value.start, due=value.due, edtf=value.edtf, rrule=value.rrule,
            anchor=value.anchor, bound=value.bound, span=span, rule=mention.rule, confidence=mention.confidence,
        )  # fmt: skip

    # -- targets -------------------------------------------------------------------------------------------------

    def _read_targets(self, draft: Draft, task_id: str, deadlines: tuple[Deadline, ...]) -> None:
        """The numbers that a task is to reach; those of its deadlines are none."""
        times = [(d.span.start, d.span.end) for d in deadlines]
        as_of = section_year(draft.node, self.content) if draft.node.kind == "row" else None
        for found in (*self._value_cells(draft.node), *(ValueCell(stretch, None, None, as_of) for stretch in draft.targets_in)):
            self._targets_of(found, draft.node, found.cell.cell, task_id, times)

    def _objectives(self, tasks: set[int]) -> None:
        """Targets outside tasks: what stands under a heading of objectives, and what any other paragraph firmly asks for."""
        for root in self.structure.roots:
            self._under(root, False, None, tasks, self.header.type in (*_TELLING, *_RULING))

    def _under(self, node: Node, objective: bool, as_of: str | None, tasks: set[int], told: bool) -> None:
        """`told`: the section tells what is or was, or what money there is."""
        if node.kind in ("preamble", "legal_basis", "signature", "recipients"):
            return
        told = told or (node.kind == "attachment" and any(n.kind == "dieu" for n in node.walk()))  # a regulation's limits
        heading = self.content[node.heading_start : node.heading_end] if node.heading_start is not None and node.heading_end is not None else ""
        if heading:
            objective = (objective and not re.match(r"\W*(?:nhiệm vụ|giải pháp|tổ chức|kinh phí)", heading, re.IGNORECASE)) or bool(_OBJECTIVE.search(heading))
            as_of = one_year(heading) or as_of
            told = (told or bool(_TELLS.match(heading))) and not objective
            if objective:
                self._targets_of(ValueCell(Stretch(node.heading_start or 0, node.heading_end or 0), None, None, as_of), node, True, None)
        cells = self._value_cells(node) if id(node) not in tasks and (objective or self.header.type not in _TELLING) else ()
        for found in cells:
            self._targets_of(found._replace(as_of=found.as_of or as_of), node, True, None)
        if not told and not cells and id(node) not in tasks and node.body_end > node.body_start:
            self._targets_of(ValueCell(Stretch(node.body_start, node.body_end), None, None, as_of if objective else None), node, objective, None, firm=not objective)
        if objective and node.children:
            as_of = self._led_year(node.body_start, node.body_end) or as_of
        for child in node.children:
            self._under(child, objective, as_of, tasks, told)
            if objective and child.kind == "paragraph":
                as_of = self._led_year(child.body_start, child.body_end) or as_of

    def _led_year(self, start: int, end: int) -> str | None:
        """The year that a line leads in with: "Từ nay đến năm 2028, phấn đấu hoàn thành các chỉ tiêu sau:"."""
        words = self.content[start:end].rstrip()
        return one_year(words) if words.endswith(":") else None

    def _value_cells(self, node: Node) -> tuple[ValueCell, ...]:
        if node.kind != "row" or node.table is None or node.table >= len(self.structure.tables):
            return ()
        return value_cells(node, self.structure.tables[node.table], self.structure, self.header.date)

    def _targets_of(self, found: ValueCell, node: Node, objective: bool, task_id: str | None, times: Sequence[tuple[int, int]] = (), firm: bool = False) -> None:
        """`firm`: outside tasks and objectives only what must be reached counts, no condition ("từ hai trang trở lên") and no fact."""
        stretch = found.cell
        words = self.content[stretch.start : stretch.end]
        masked = self._masked(stretch)
        for mention in find_targets(words, as_of=found.as_of, objective=objective, unit=found.unit, indicator=found.indicator, masked=masked):
            place = (mention.start + stretch.start, mention.end + stretch.start)
            counted = mention.value.unit if not any(map(str.isalpha, words[mention.end :])) else None
            if counted and counted != "%" and (above := counted_above(node, counted, self.content)):
                mention = mention._replace(value=replace(mention.value, indicator=above))
            if firm and not _must_be_reached(self.content, place, mention.value):
                continue
            if any(s < place[1] and place[0] < e for s, e in times):
                continue
            known = self.targets.setdefault(place, (mention, stretch.start, node, []))
            if task_id and task_id not in known[3]:
                known[3].append(task_id)

    def all_targets(self) -> tuple[Target, ...]:
        """Every target, in text order."""
        found = []
        for place, (mention, _, node, tasks) in sorted(self.targets.items()):
            v = mention.value
            found.append(
                Target(id=self.target_ids[place], raw=fold_space(self.content[place[0] : place[1]]), span=self.text.span(*place), section_id=node.id,
                       task_ids=tuple(tasks), indicator=v.indicator, comparator=v.comparator, value=v.value, upper=v.upper, unit=v.unit, per=v.per,
                       base=v.base, as_of=v.as_of, rule=mention.rule, confidence=mention.confidence)
            )  # fmt: skip
        return tuple(found)


_unit_key = lru_cache(maxsize=4096)(slug)  # a dispatch names the same bodies all over


def _must_be_reached(content: str, place: tuple[int, int], value: TargetValue) -> bool:
    if value.comparator in ("<=", ">="):
        return _CONDITION.search(content, *place) is None
    return value.comparator == "=" and value.unit == "%" and not content[: place[0]].endswith(("từ ", "Từ ", "dưới ", "trên "))


def _title(text: str) -> str:
    """The first clause, at most 160 characters, cut at a word."""
    match = _FIRST_CLAUSE.match(text)
    clause = match[0].strip() if match and len(match[0].strip()) >= 12 else text
    if len(clause) <= _LONGEST_TITLE:
        return clause
    return clause[:_LONGEST_TITLE].rsplit(" ", 1)[0]
