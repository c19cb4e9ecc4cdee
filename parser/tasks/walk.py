"""From the section tree to drafts of tasks: which items oblige, and what they have from above (contract, "What is one task")."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from models import Header
from models.vocabulary import InheritedFrom, Modality
from parser.lexicon.unit_words import prepared
from parser.recognisers.base import Mention
from parser.recognisers.unit import UnitName
from parser.structure.shapes import Node, Structure, TableShape
from parser.tasks.blocks import is_block_line, read_block
from parser.tasks.drafts import NO_BLOCK, Block, Bodies, Body, Context, Draft, Stretch
from parser.tasks.obligation import Obligation, asks_or_sends, is_thing, judge, opening_verb, times_an_act
from parser.tasks.roles import read_roles
from parser.tasks.rows import row_draft, tabled
from parser.tasks.sections import Mode, heading_mode, heading_units, is_duty, specifies
from parser.text.fold import capitalised, fold_space, strip_marks

_NORMATIVE = {
    "nghi_dinh",
    "thong_tu",
    "thong_tu_lien_tich",
    "luat",
    "bo_luat",
    "phap_lenh",
    "quy_che",
    "quy_dinh",
    "quy_chuan",
    "hien_phap",
    "nghi_quyet_lien_tich",
    "van_ban_hop_nhat",
}
_DECISIVE = {"quyet_dinh", "nghi_quyet", "lenh"}
_MOST_ARTICLES = 10
_SKIPPED = {"preamble", "legal_basis", "signature", "recipients"}
_ONLY_INTRODUCES = re.compile(
    r"(?:thực hiện|triển khai|tập trung)(?: thực hiện| triển khai| tốt| nghiêm túc| nghiêm| đồng bộ| có hiệu quả| ngay| vào|,)* (?:(?:một số|các|những|tốt|hiệu quả|\d+) )*(?:nội dung|nhiệm vụ|giải pháp|công việc|biện pháp|việc|yêu cầu|công tác)(?: và giải pháp| cụ thể| trọng tâm| chủ yếu| sau đây| sau| như sau| sau đây| chính| cấp bách|,| được giao)*\s*:$"
    r"|(?:có |chịu )(?:trách nhiệm|(?:các )?nhiệm vụ)(?: sau| như sau| sau đây)?\s*[:.]$"
)
_IN_DETAIL = re.compile(r"^[^.;:\d]+[,;]? cụ thể(?: như sau| là)?\s*:$")  # a heading worded as an act
_LISTS_THINGS = re.compile(r"(?<!\w)(?:bao gồm|gồm|(?:dữ liệu|thông tin|tài liệu|hồ sơ|số liệu|giấy tờ)(?: về| sau| như sau| sau đây)?)\s*:$")
_OBLIGES_TOO = re.compile(r"(?:, |; )(?:trong đó|chú trọng|trọng tâm|lưu ý)")
_PLAN = re.compile(r"(?:ke hoach|chuong trinh|de an|chien luoc|phuong an|lich|khung thoi gian)(?!\w)")
_PROMULGATES = re.compile(r"(?:ban hanh|phe duyet|quy dinh|cong bo)(?!\w)")  # without marks: a scan loses them
_AS_FOLLOWS = re.compile(r"\s*(?:như sau|sau đây|sau)?\s*:$")
_OPENS_TASKS = re.compile(r"(?<!\w)(?:nhiệm vụ|giải pháp|công việc|biện pháp)(?: [^\s.;:]+){0,8} (?:bao gồm|gồm|như sau|sau đây|sau|là)\s*:$")
_SCHEDULE = re.compile(r"\W*(?:tiến độ|lịch(?! sử)|lộ trình|khung thời gian|mốc thời gian|kế hoạch thời gian)(?!\w)", re.IGNORECASE)
_RECIPIENT = re.compile(r"(?:Như (?:trên|Điều|điều)|Lưu:? ?(?:VT|Văn thư|VP|HC|TCHC|HS)|Lưu văn thư)")
_LONGEST_DUTY = 160
_HAS_DUTIES = re.compile(r"(?<!\w)có (?:các )?(?:chức năng|nhiệm vụ|trách nhiệm|nghĩa vụ)(?:,? (?:và )?(?:nhiệm vụ|trách nhiệm|quyền hạn))* (?:như )?sau(?: đây)?[.:]?$")
_STEPS = re.compile(r"(?:Trình tự|Quy trình|Thủ tục|Các bước)(?!\w)[^.;:]{3,120}[.:]?$")
_DUTY_NEXT = re.compile(r",?\s+(?:chủ trì|phối hợp|chịu|có|phải|cần|được|và|tổ chức|thực hiện|triển khai|chỉ đạo)(?!\w)")
_ORDERS = re.compile(r"(?:yêu cầu|đề nghị|giao|chỉ đạo|kết luận|phân công|quyết nghị|thực hiện|triển khai|hướng dẫn)(?!\w)", re.IGNORECASE)


class Walker:
    """One walk over the tree; `drafts` in text order."""

    def __init__(self, structure: Structure, header: Header) -> None:
        self.structure = structure
        self.content = structure.text.content
        self.header = header
        self.drafts: list[Draft] = []
        self.letter = False  # no labelled items: each obliging paragraph is p1, p2 …
        self.paragraphs = 0
        self.unnumbered: dict[str, int] = {}
        issuers = [header.issuer, header.parent_issuer]
        self.issuers = {prepared(u.name).casefold() for u in issuers if u}

    def run(self) -> list[Draft]:
        """All drafts of the document."""
        own = [n for n in self.structure.nodes() if n.part == ""]
        self.letter = not any(n.label or n.kind in ("table", "row") for n in own)
        articles = sum(n.kind == "dieu" for n in own)
        chapters = any(n.kind == "chuong" for n in own)
        self._siblings(self.structure.roots, Context(self._mode(self.header.type, articles, chapters)))
        self._in_full()
        return self.drafts

    def _in_full(self) -> None:
        """Give a lead whose name was cut before a verb the longer name that the dispatch has elsewhere: "Cơ quan tiếp nhận" + "kê khai giá"."""
        known = {fold_space(b.mention.value.name).casefold() for d in self.drafts for b in d.lead if b.mention.value.name.count(" ") > 1}
        for draft in self.drafts:
            draft.lead = tuple(self._longer(b, known) for b in draft.lead)

    def _longer(self, body: Body, known: set[str]) -> Body:
        m = body.mention
        name = fold_space(m.value.name).casefold()
        for full in sorted((k for k in known if k.startswith(f"{name} ")), key=len, reverse=True):
            if m.start >= 0 and not _DUTY_NEXT.match(full, len(name)) and (there := _spelt(full).match(self.content, m.start)):
                value = replace(m.value, name=capitalised(fold_space(there[0])))
                return Body(Mention(m.start, there.end(), value, m.rule, m.confidence), body.inherited)
        return body

    def _mode(self, document_type: str, articles: int, chapters: bool) -> Mode:
        """How the main part is to be read; a decision with chapters or many articles carries a regulation."""
        if document_type == "bien_ban":
            return "silent"  # minutes tell what was said; what was decided stands under a heading of its own
        if document_type in _NORMATIVE or (articles and (chapters or articles > _MOST_ARTICLES)):
            return "norms"
        return "explicit" if articles and document_type in _DECISIVE else "orders"

    # -- one level -----------------------------------------------------------------------------------------------

    def _siblings(self, nodes: Sequence[Node], context: Context) -> None:
        lines = [n for n in nodes if n.parent is not None and self._of_block(n, context)]
        block = read_block(lines, self.content) if lines else NO_BLOCK
        if not (block.lead or block.coordinating):
            lines = []
        if lines:
            context = replace(context, block=_merged(context.block, block))
        if any(_RECIPIENT.match(self.content, n.body_start, n.body_end) for n in nodes if n.kind == "bullet"):
            nodes = [n for n in nodes if n.kind != "bullet"]  # "Nơi nhận" whose line the source has lost
        for i, node in enumerate(nodes):
            if node in lines or node.kind in _SKIPPED:
                continue
            following = nodes[i + 1] if i + 1 < len(nodes) else None
            if node.kind == "paragraph" and not node.children:
                context = self._paragraph(node, context, following)
            else:
                self._node(node, context)

    def _of_block(self, node: Node, context: Context) -> bool:
        """Whether a line belongs to the block above it; an item of a schedule is an act of its own."""
        return is_block_line(node, self.content) and not (context.schedule and node.label and times_an_act(self.content[node.body_start : node.body_end]))

    def _paragraph(self, node: Node, context: Context, following: Node | None) -> Context:
        """An unlabelled paragraph: a lead-in for what follows, or a task, or neither."""
        text = self.content[node.body_start : node.body_end]
        flat = prepared(text).rstrip()
        leads_in = flat.endswith(":") and following is not None and (following.kind not in ("paragraph",) or not node.ref)
        if leads_in:
            return self._led_in(node, text, flat, context)
        if self.letter and node.parent is None:
            self._letter_paragraph(node, context)
            return context
        if node.ref is None and not (node.parent is None and self._after_items(node) and read_roles(text).asked):
            return context
        closing = node.ref is None or node.ref.rpartition(":")[2] == "closing"
        self._task(node, replace(context, mode="orders", parent=None, block=NO_BLOCK) if closing else context, labelled=False)
        return context

    def _after_items(self, node: Node) -> bool:
        """Whether a paragraph closes the main part: labelled items stand before it and none after."""
        own = [n for n in self.structure.roots if n.part == node.part and n.kind not in _SKIPPED and n.kind not in ("attachment", "appendix")]
        labelled = [i for i, n in enumerate(own) if n.label]
        return node in own and bool(labelled) and own.index(node) > labelled[-1]

    def _letter_paragraph(self, node: Node, context: Context) -> None:
        """A paragraph of a letter without items: what asks somebody, or what structure already took for an order."""
        if node.ref is None and not asks_or_sends(self.content[node.body_start : node.body_end]):
            return
        draft = self._task(node, context, labelled=False)
        if draft is not None and (node.ref or "p").startswith("p"):
            self.paragraphs += 1
            draft.ref = f"p{self.paragraphs}"

    def _led_in(self, node: Node, text: str, flat: str, context: Context) -> Context:
        roles = read_roles(text)
        if roles.asked is not None and roles.lead:
            return replace(
                context, lead=self._bodies(roles.lead, node.body_start, "lead_in"), modality=roles.asked, ordered=True, led=True,
                mode="orders" if context.mode in ("explicit", "norms") else context.mode,
            )  # fmt: skip
        opens = context.mode == "explicit" and self._opens(flat, context)
        return replace(context, ordered=context.ordered or bool(_ORDERS.search(flat[-160:])), mode="orders" if opens else context.mode)

    def _node(self, node: Node, context: Context) -> None:
        if node.kind == "attachment":
            articles = any(n.kind == "dieu" for n in node.walk())
            self._siblings(node.children, Context("norms" if articles else "orders"))
            return
        if node.kind == "appendix":
            title = next((p.title for p in self.structure.parts if p.ref == node.ref and p.title), (node.start, node.start))
            whole = self.content[min(n.start for n in node.walk()) : max(n.body_end for n in node.walk())]
            self._siblings(node.children, Context("silent" if specifies(whole) else heading_mode(self.content[slice(*title)], "explicit")))
            return
        if node.kind in ("table", "row"):
            self._table(node, context)
            return
        context = self._under_heading(node, context)
        below = node.children
        lines = [c for c in below if self._of_block(c, context)]
        own_lines = bool(lines) and len(lines) == len(below)
        draft = None
        if own_lines:
            context = replace(context, block=_merged(context.block, read_block(lines, self.content)))
        if node.ref is not None and node.body_end > node.body_start:
            draft = self._task(node, context, labelled=True)
        elif self._lists_things(node, context):
            self._task(node, context, labelled=True, span=(node.heading_start or 0, node.heading_end or 0))
            return
        elif own_lines and node.ref is not None and node.heading_start is not None and node.heading_end is not None:
            draft = self._task(node, context, labelled=True, span=(node.heading_start, node.heading_end))
        if own_lines:
            return
        self._siblings(below, self._below(node, draft, context))

    def _lists_things(self, node: Node, context: Context) -> bool:
        """Whether a line is an act and what stands below it only things: "Lập báo cáo theo các biểu mẫu:" over the names of forms."""
        if node.ref is None or not node.label or context.mode != "orders" or node.heading_start is None or node.heading_end is None or not node.children:
            return False
        heading = prepared(self.content[node.heading_start : node.heading_end]).strip()
        below = [n for child in node.children for n in child.walk()]
        texts = [self.content[n.body_start : n.body_end] for n in below]
        if not heading.endswith(":") or opening_verb(heading) is None or any(n.kind in ("table", "row") or n.heading_start is not None for n in below):
            return False
        return all(t.strip() and is_thing(t) for t in texts)

    def _under_heading(self, node: Node, context: Context) -> Context:
        if node.heading_start is None or node.heading_end is None:
            return context
        heading = self.content[node.heading_start : node.heading_end]
        above = node.parent
        duty = above is not None and above.heading_start is not None and is_duty(self.content[above.heading_start : above.heading_end])
        units, asked = heading_units(heading, duty=duty)
        context = replace(context, schedule=context.schedule or bool(_SCHEDULE.match(prepared(heading))))
        if units:
            modality: Modality | None = {"giao": "giao", "đề nghị": "de_nghi", "yêu cầu": "yeu_cau", "mời": "de_nghi", "phân": "giao"}.get(
                asked or "", context.modality
            )  # type: ignore[assignment]
            bodies = self._bodies(units, node.heading_start, "heading")
            mode: Mode = "orders" if context.mode in ("explicit", "norms") else context.mode
            joining = self._bodies(read_roles(heading).coordinating, node.heading_start, "heading")
            block = replace(context.block, coordinating=joining) if joining else context.block
            return replace(context, lead=bodies, led=True, modality=modality, mode=mode, block=block)
        if heading.rstrip().endswith(":") and (roles := read_roles(heading)).asked and roles.lead:
            lead = self._bodies(roles.lead, node.heading_start, "lead_in")
            return replace(context, lead=lead, led=True, ordered=True, modality=None, mode="orders" if context.mode in ("explicit", "norms") else context.mode)
        return replace(context, mode=heading_mode(heading, context.mode, context.ordered and context.led))

    def _below(self, node: Node, draft: Draft | None, context: Context) -> Context:
        """The context of an item's children, after its own text was read."""
        body = self.content[node.body_start : node.body_end]
        flat = prepared(body).rstrip()
        if flat.endswith(":") and _LISTS_THINGS.search(flat[-80:]):
            context = replace(context, modality=None)  # what has no verb of its own is a thing, not an act
        if draft is not None:
            own = tuple(b for b in draft.lead if b.inherited is None)
            lead = tuple(Body(b.mention, "heading") for b in own) or context.lead
            return replace(context, parent=draft, lead=lead, led=context.led or bool(own), mode="orders" if context.mode == "explicit" else context.mode)
        if not flat:
            named = node.heading_start is not None and node.heading_end is not None and not context.led
            title = prepared(self.content[node.heading_start : node.heading_end]).rstrip() if named else ""
            return replace(context, mode="orders", ordered=True) if self._opens(title, context) else context
        roles = read_roles(body)
        opens = flat.endswith(":") or (bool(node.children) and len(flat) < _LONGEST_DUTY and (is_duty(flat[:40]) or _HAS_DUTIES.search(flat) is not None))  # "1. Trách nhiệm của Đội trưởng."
        if not roles.lead and opens and (bodies := heading_units(_AS_FOLLOWS.sub("", flat.rstrip(".")))[0]):
            roles = replace(roles, lead=tuple(bodies))
        if roles.lead and opens and context.mode != "silent":
            how: InheritedFrom = "lead_in" if node.kind == "dieu" or roles.asked else "heading"
            return replace(
                context, lead=self._bodies(roles.lead, node.body_start, how), led=True, ordered=True, modality=roles.asked or context.modality, mode="orders"
            )
        if _STEPS.match(flat) and context.mode in ("norms", "explicit"):
            return replace(context, mode="orders")  # the steps that are to be taken
        return replace(context, mode="orders", ordered=True) if self._opens(flat, context) else context

    @staticmethod
    def _opens(flat: str, context: Context) -> bool:
        """Whether a line that ends in a colon opens a plan that it issues, or a list of tasks."""
        plain = strip_marks(flat[:120]).lower()
        issues = _PROMULGATES.match(plain) is not None and _PLAN.search(plain) is not None
        return flat.endswith(":") and (issues or (context.mode == "explicit" and _OPENS_TASKS.search(flat[-160:]) is not None))

    # -- one task ------------------------------------------------------------------------------------------------

    def _task(self, node: Node, context: Context, *, labelled: bool, span: tuple[int, int] | None = None) -> Draft | None:
        start, end = self.structure.text.trimmed(*(span or (node.body_start, node.body_end)))
        text = self.content[start:end]
        flat = prepared(text)
        roles = read_roles(text)
        root = node.parent is None and node.kind == "paragraph"
        if root and roles.lead and roles.asked is None and self._is_issuer(roles.lead):
            roles = replace(roles, lead=())
        if root and roles.asked is not None:  # what the issuer itself has done is only told
            roles = replace(roles, lead=tuple(u for u in roles.lead if not self._is_issuer([u])) or roles.lead)
        if any(c.ref for c in node.children) and _ONLY_INTRODUCES.search(flat.rstrip()[-300:]) and not _OBLIGES_TOO.search(flat):
            return None
        if any(c.ref for c in node.children) and not roles.lead and roles.asked is None and _IN_DETAIL.search(flat.rstrip()):
            return None
        found = judge(
            text, roles, context.mode, asked=context.modality if context.ordered or context.led else None, led=context.led, labelled=labelled and not root
        )
        if found is None and context.schedule and labelled and times_an_act(text):
            found = Obligation("action", None, "task.schedule", 0.7)
            start = node.heading_start if node.heading_start is not None else start  # the heading says what is timed
        if found is None:
            return None
        if root and found.rule in ("task.verb",) and node.ref and node.ref.startswith("p"):
            return None
        lead = self._bodies(roles.lead, start, None)
        block = context.block
        lead = lead or block.lead or (() if found.rule == "task.schedule" and not context.lead else context.lead)
        draft = Draft(
            node, node.ref or ("closing" if root and not self.letter else ""), Stretch(start, end), found.kind, found.modality, found.rule, found.confidence,
            lead=lead or self._addressees(),
            coordinating=_distinct(block.coordinating + self._bodies(roles.coordinating, start, None)),
            reports_to=self._bodies(roles.reports_to, start, None), supervised_by=block.supervising,
            times=(Stretch(start, end), *block.times), outcome=block.outcome,
            targets_in=(Stretch(start, end), *((block.outcome,) if block.outcome else ())), extent=(Stretch(start, end),), parent=context.parent,
        )  # fmt: skip
        self.drafts.append(draft)
        return draft

    def _is_issuer(self, lead: Sequence[Mention[UnitName]]) -> bool:
        """Whether only the issuer is named, in full or short ("UBND tỉnh")."""
        names = [prepared(u.value.name).casefold().replace("ubnd", "ủy ban nhân dân") for u in lead]
        return all(any(issuer == name or issuer.startswith(f"{name} ") for issuer in self.issuers) for name in names)

    def _addressees(self) -> Bodies:
        if self.header.type in ("to_trinh", "bao_cao", "giay_moi"):
            return ()
        found = []
        for unit in self.header.addressees:
            span = unit.span
            found.append(
                Body(Mention(span.start if span else -1, span.end if span else -1, UnitName(unit.name, unit.kind), "unit.addressee", 0.6), "addressees")
            )
        return tuple(found)

    def _bodies(self, units: Sequence[Mention[UnitName]], offset: int, inherited: InheritedFrom | None) -> Bodies:
        return tuple(Body(Mention(u.start + offset, u.end + offset, u.value, u.rule, u.confidence), inherited) for u in units)

    # -- tables --------------------------------------------------------------------------------------------------

    def _table(self, node: Node, context: Context) -> None:
        shape = self.structure.tables[node.table] if node.table is not None and node.table < len(self.structure.tables) else None
        if shape is None or not tabled(shape, context.mode):
            return
        self._rows(node.children if node.kind == "table" else [node], shape, context)

    def _rows(self, nodes: Sequence[Node], shape: TableShape, context: Context) -> None:
        for node in nodes:
            ref = node.ref if node.label else self._unnumbered(node, shape)
            if node.kind == "row" and ref:
                draft = row_draft(node, shape, self.structure, context)
                if draft is not None:
                    draft.ref = ref
                    self.drafts.append(draft)
                    self._rows(node.children, shape, replace(context, parent=draft))
                    continue
            self._rows(node.children, shape, context)


    def _unnumbered(self, node: Node, shape: TableShape) -> str | None:
        """The ref of a row of a table without a column of numbers: its place among those of its section ("II.2.r3")."""
        filled = {shape.columns[i][1] for i, (s, e) in node.cells.items() if i < len(shape.columns) and self.content[s:e].strip()}
        if node.kind != "row" or any(role == "index" for _, role in shape.columns) or not {"task", "lead"} <= filled:
            return None
        above = node.parent
        while above is not None and (above.kind in ("table", "row") or not above.ref):
            above = above.parent
        section = above.ref if above is not None and above.ref else ""
        count = self.unnumbered[section] = self.unnumbered.get(section, 0) + 1
        return f"{section}{':' if section and section == node.part else '.'}r{count}".lstrip(".")


@cache
def _spelt(name: str) -> re.Pattern[str]:
    """A name as it may stand in the text, whatever its white space and case."""
    return re.compile(r"\s+".join(map(re.escape, name.split())) + r"(?!\w)", re.IGNORECASE)


def _merged(outer: Block, inner: Block) -> Block:
    """The inner block's lines, the outer's where it has none."""
    return Block(
        inner.lead or outer.lead, inner.coordinating or outer.coordinating, inner.supervising or outer.supervising,
        inner.times or outer.times, inner.outcome or outer.outcome,
    )  # fmt: skip


def _distinct(bodies: Bodies) -> Bodies:
    seen: dict[str, Body] = {}
    for body in bodies:
        seen.setdefault(fold_space(body.mention.value.name).casefold(), body)
    return tuple(seen.values())
