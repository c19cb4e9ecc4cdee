"""The regions of head and foot, read with the recognisers."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from models import DocumentNumber, Evidence, Header, Locality, Received, Signature, Signer, Unit, Warning
from models.vocabulary import DateSource, DocumentType, IssuerSource, TypeSource
from parser.header.addressees import addressees
from parser.header.dateline import Dateline, dateline, read_date
from parser.header.foot import Recipients, find_recipients
from parser.header.issuer import acting, completed, fuller, spelt_out
from parser.header.letterhead import Letterhead, letterhead
from parser.header.locality import locality
from parser.header.number import caption, captioned_number, own_number
from parser.header.segments import Segment, head_segments
from parser.header.signers import find_signers, is_scanned
from parser.header.stamps import mark, received, signatures
from parser.header.title import about_subject, operative_type, printed_under, type_heading, typed_subject
from parser.lexicon.issuers import issuer, issuer_of_name, without_post
from parser.lexicon.table import rows
from parser.recognisers.base import Mention
from parser.structure.shapes import Structure
from parser.text.canonical import CanonicalText
from parser.text.fold import capitalised, fold_space, slug


@dataclass(frozen=True, slots=True)
class HeaderResult:
    """The header and what a person should look at."""

    header: Header
    warnings: tuple[Warning, ...] = ()


def read_header(
    structure: Structure, signatures: tuple[Signature, ...] = (), page_count: int | None = None, part: tuple[int, int] | None = None
) -> HeaderResult:
    """Number, type, issuer, locality, place, date, subject, addressees, recipients, signers …, each with its evidence.

    `part`: only the lines between these offsets are read, as those of another document in the same file.
    """
    if part is not None:
        structure = replace(structure, text=structure.text.within(*part))
    return _Reader(structure).read(signatures, page_count)


@dataclass(slots=True)
class _Reader:
    """One reading of one head and foot; fields are filled in the order in which they help one another."""

    structure: Structure
    segments: list[Segment] = field(default_factory=list)
    body: int = 0  # the segment with which the head is over
    evidence: dict[str, Evidence] = field(default_factory=dict)
    warnings: list[Warning] = field(default_factory=list)

    @property
    def text(self) -> CanonicalText:
        return self.structure.text

    def note(self, name: str, mention: Mention[Any]) -> None:
        self.evidence[name] = Evidence(span=self.text.span(mention.start, mention.end), rule=mention.rule, confidence=mention.confidence)

    def warn(self, code: str, message: str, start: int | None = None, end: int | None = None) -> None:
        span = self.text.span(start, end) if start is not None and end is not None else None
        self.warnings.append(Warning(code=code, message=message, span=span))

    def read(self, pdf_signatures: tuple[Signature, ...], page_count: int | None) -> HeaderResult:
        self.segments = head_segments(self.structure)
        body = self.body = self.body_index()
        heading = type_heading(self.segments, body)
        head = heading[0] if heading else body
        number = own_number(self.segments[:body], self.text)
        date_line = dateline(self.segments[:head], self.text, by_hand=number is not None and number.value.sequence is None)
        named = caption(self.structure)
        from_caption = named is not None and number is None
        if number is None and named is not None:
            number = captioned_number(named)
        if number:
            self.note("number", number)
        type_, type_source = self.type(heading, number, body)
        title = Letterhead(()) if from_caption else letterhead(self.segments, self.issuer_end(head), type_ in ("thong_tu_lien_tich", "nghi_quyet_lien_tich"), self.spoilt())
        if not title.bodies and heading and (under := printed_under(self.segments[:body], heading[0])):
            title = Letterhead((under,))
        date, date_source = self.date(date_line, number, named if number is None or from_caption else None)
        signed = _distinct(pdf_signatures + signatures(self.segments, self.text))
        arrival = received(self.segments)
        date = self.possible(date, signed, arrival)
        place = date_line.value.place if date_line else None
        if date_line and place:
            self.note("place", date_line)
        foot = find_recipients(self.structure, self.segments[min(body, len(self.segments) - 1)].start if self.segments else 0)
        signers = self.signers(foot)
        unit, parent, issuer_source = self.issuer(title, number, named if from_caption else None, signers)
        where = self.locality(unit, parent, number, place, date, named)
        subject = self.subject(heading, body)
        kinds: dict[int, set[str]] = {}
        for g in self.segments:
            kinds.setdefault(g.line, set()).add(g.kind)
        other = frozenset(line for line, found in kinds.items() if found & {"motto", "date", "party", "stamp"} and "text" not in found)
        sent_to = addressees(self.text, self.segments[body].start if body < len(self.segments) else (self.segments[-1].end if self.segments else 0), other, type_ == "cong_dien")
        if sent_to:
            self.note("addressees", sent_to)
        if foot:
            self.evidence["recipients"] = Evidence(span=self.text.span(foot.start, foot.end), rule="recipients.noi_nhan", confidence=0.95)
            if foot.archive:
                self.note("archive", foot.archive)
        if arrival:
            self.note("received", arrival)
        marks: dict[str, str | None] = {}
        for kind in ("urgency", "secrecy"):
            found = mark(self.segments, kind, body)
            marks[kind] = found.value if found else None
            if found:
                self.note(kind, found)
        self.check(number, date, from_caption, named)
        self.compare(number, type_, heading, unit, parent, date_line, named if not from_caption else None)
        header = Header(
            number=number.value if number else None, type=type_, type_source=type_source, issuer=unit, issuer_source=issuer_source,
            parent_issuer=parent, locality=where, place=place, date=date, date_source=date_source, subject=subject,
            addressees=sent_to.value if sent_to else (), recipients=foot.recipients if foot else (),
            archive=foot.archive.value if foot and foot.archive else None, signers=tuple(s.value for s in signers),
            urgency=marks["urgency"], secrecy=marks["secrecy"], page_count=page_count, evidence=self.evidence,
            signatures=signed, received=arrival.value if arrival else None,
        )  # fmt: skip
        return HeaderResult(header, tuple(self.warnings))

    def body_index(self) -> int:
        """The segment with which the head is over: "Kính gửi", the legal bases, Điều 1 or the first numbered item."""
        for index, segment in enumerate(self.segments):
            if segment.kind == "addressee":
                # "Kính gửi:" of the left column may come before the right column's lines.
                later = [i for i, g in enumerate(self.segments[index : index + 7], index) if g.kind in ("motto", "date", "party")]
                return later[-1] + 1 if later else index
            if segment.kind == "text" and _BODY.match(segment.text.lstrip("#*_ ")):
                return index
        return len(self.segments)

    def spoilt(self) -> str:
        """The text, where a reader of page images may have misread capitals; else nothing to compare with."""
        read = any(word.confidence is not None for line in self.text.lines[:5] for word in line.source.words)
        return self.text.content if read else ""

    def issuer_end(self, head: int) -> int:
        """The segment before which the issuer block ends: the number, else the heading, V/v or the date."""
        kinds = [g.kind for g in self.segments[:head]]
        for kind in ("number", "about"):
            if kind in kinds:
                return kinds.index(kind)
        return head

    def type(self, heading: tuple[int, Mention[DocumentType]] | None, number: Mention[DocumentNumber] | None, body: int) -> tuple[DocumentType, TypeSource | None]:
        coded = _TYPES.get(number.value.type_code) if number and number.value.type_code else None
        captioned = number is not None and number.rule == "number.caption"
        if heading and not captioned:
            self.note("type", heading[1])
            return heading[1].value, "heading"
        if number and coded:
            self.note("type", Mention(number.start, number.end, coded, "type.number", 0.95))
            return coded, "number"
        # A letter may forward a decision: the formula is its own only where nobody is addressed.
        operative = None if any(g.kind == "addressee" for g in self.segments) else operative_type(self.segments)
        if operative:
            self.note("type", operative)
            return operative.value, "heading"
        if heading:
            self.note("type", heading[1])
            return heading[1].value, "heading"
        if number:
            self.note("type", Mention(number.start, number.end, "cong_van", "type.number", 0.9))
            return "cong_van", "number"
        sign = next((g for g in self.segments[: body + 1] if g.kind in ("addressee", "about")), None)
        if sign:
            self.note("type", Mention(sign.start, sign.end, "cong_van", "type.layout", 0.8))
            return "cong_van", "layout"
        return "khac", None

    def date(
        self, line: Mention[Dateline] | None, number: Mention[DocumentNumber] | None, named: re.Match[str] | None
    ) -> tuple[str | None, DateSource | None]:
        if line and line.value.date:
            self.note("date", line)
            return line.value.date, "dateline"
        beside = _BESIDE.match(self.text.content, number.end) if number and number.rule != "number.caption" else None
        if beside and (value := read_date(beside["date"])):
            # Older prints: "SỐ 120/2000/TTLT-… NGÀY 25 THÁNG 12 NĂM 2000".
            self.note("date", Mention(beside.start("date"), beside.end("date"), value, "date.beside_number", 0.9))
            return value, "dateline"
        if named:
            value = read_date(named["date"])
            if value:
                self.note("date", Mention(named.start("date"), named.end("date"), value, "date.caption", 0.9))
                return value, "attachment_line"
        passed = _PASSED.search(self.text.content, max(len(self.text.content) - 40000, self.text.lines[0].start if self.text.lines else 0))
        if passed and (value := read_date(passed["date"])):
            self.note("date", Mention(passed.start("date"), passed.end("date"), value, "date.passed", 0.85))
            return value, "body"
        return None, None

    def possible(self, date: str | None, signed: tuple[Signature, ...], arrival: Mention[Received] | None) -> str | None:
        """The date, less what an image's reader must have misread: no paper is issued after its last e-signature or its arrival."""
        if date is None or len(date) < 10 or "date" not in self.evidence:
            return date
        times = [s.signed_at[:10] for s in signed if s.signed_at]
        bounds = ([max(times)] if times else []) + ([arrival.value.date] if arrival and arrival.value.date else [])
        if not bounds or date <= min(bounds):
            return date
        span = self.evidence["date"].span
        self.warnings.append(Warning(code="header.date_after_signing", message=f"Ngày ban hành ({date}) sau ngày ký số hoặc ngày đến ({min(bounds)})", span=span))
        if span is None or not is_scanned(self.text, span.start, span.end):
            return date
        return date[:7] if date[:7] <= min(bounds)[:7] else date[:4]

    def signers(self, foot: Recipients | None) -> list[Mention[Signer]]:
        text = self.text
        if foot:
            first = text.line_at(foot.start)
            start = text.lines[max(first - 9, 0)].start
            last = text.line_at(max(foot.end - 1, 0))
            end = text.lines[min(last + 22, len(text.lines) - 1)].end
            end = min(end, self.foot_end(foot.end))
            found = find_signers(text, start, end, (foot.start, foot.end))
        else:
            start, end = self.closing()
            found = find_signers(text, start, end) if end > start else []
        for signer in found:
            if signer.rule in ("signer.mended_name", "signer.deputy", "signer.name_alone"):
                self.warn("header.signer_mended", f"Tên hoặc chức vụ người ký đọc không rõ, suy ra: {signer.value.title or ''} {signer.value.name or ''}".rstrip(), signer.start, signer.end)
        if found:
            self.evidence["signers"] = Evidence(span=text.span(found[0].start, found[-1].end), rule=found[0].rule, confidence=found[0].confidence)
        return found

    def foot_end(self, after: int) -> int:
        """Where the signature block must be over: an appendix, an attachment line or another letterhead begins."""
        match = _NEXT_PART.search(self.text.content, after)
        return match.start() if match else len(self.text.content)

    def closing(self) -> tuple[int, int]:
        """Where a signature may stand in a paper without "Nơi nhận": after "./." or in the last lines."""
        content, lines = self.text.content, self.text.lines
        if not lines:
            return 0, 0
        match = _END_MARK.search(content, lines[0].start)
        if match:
            start = match.end()
            return start, min(self.foot_end(start), start + 700)
        return lines[max(len(lines) - 12, 0)].start, len(content)

    def issuer(
        self, title: Letterhead, number: Mention[DocumentNumber] | None, named: re.Match[str] | None, signers: list[Mention[Signer]]
    ) -> tuple[Unit | None, Unit | None, IssuerSource | None]:
        bodies = list(title.bodies)
        if bodies:
            bodies = completed(bodies, self.segments[: self.body])
            units = [self.unit(b) for b in bodies]
            self.note("issuer", bodies[-1])
            if len(units) > 1:
                self.note("parent_issuer", bodies[-2])
            return units[-1], units[-2] if len(units) > 1 else None, "letterhead"
        if named and named["issuer"]:
            name = capitalised(without_post(fold_space(named["issuer"])))
            found = Mention(named.start("issuer"), named.end("issuer"), name, "issuer.caption", 0.85)
            self.note("issuer", found)
            return self.unit(found), None, "body"
        if number:
            known = next((i for c in number.value.issuer_codes if (i := issuer(c)) and i.level not in ("unit",)), None)
            if known:
                printed = fuller(known.name, self.text)
                found = printed or Mention(number.start, number.end, known.name, "issuer.number", 0.85)
                self.note("issuer", Mention(number.start, number.end, found.value, "issuer.number", 0.85))
                return self.unit(found), None, "number"
            named_so = spelt_out(number.value.issuer_codes[0], self.text) if number.value.issuer_codes and not any(map(issuer, number.value.issuer_codes)) else None
            if named_so:
                self.note("issuer", named_so)
                return self.unit(named_so), None, "number"
        said = acting(self.text) if any(g.kind in ("addressee", "about", "motto", "party") for g in self.segments) else None
        if said:
            self.note("issuer", said)
            return self.unit(said), None, "body"
        for signer in signers:
            behalf = signer.value.on_behalf_of or signer.value.title or ""
            known = issuer_of_name(behalf)
            if known and known.code not in ("VP",):
                found = Mention(signer.start, signer.end, capitalised(without_post(behalf)), "issuer.signature", 0.6)
                self.note("issuer", found)
                return self.unit(found), None, "signature"
        return None, None, None

    def unit(self, mention: Mention[str]) -> Unit:
        raw = fold_space(self.text.content[mention.start : mention.end])
        return Unit(raw=raw, name=mention.value, key=slug(mention.value), span=self.text.span(mention.start, mention.end), rule=mention.rule, confidence=mention.confidence)

    def locality(
        self, unit: Unit | None, parent: Unit | None, number: Mention[DocumentNumber] | None, place: str | None, date: str | None, named: re.Match[str] | None
    ) -> Locality | None:
        bodies = [u.name for u in (parent, unit) if u]
        codes = number.value.issuer_codes if number else ()
        elsewhere = [named["issuer"]] if named and named["issuer"] else []
        elsewhere += [g.text for g in self.segments if g.kind == "text" and _AUTHORITY.match(g.text)]
        found = locality(bodies, codes, place, date, elsewhere, self.text.content)
        if not found:
            return None
        source = unit or parent
        if source and source.span:
            self.evidence["locality"] = Evidence(span=source.span, rule=found[1], confidence=0.9)
        return found[0]

    def subject(self, heading: tuple[int, Mention[DocumentType]] | None, body: int) -> str | None:
        found = None
        if heading:
            found = typed_subject(self.segments, heading[0], heading[1].end)
        if found is None:
            found = about_subject(self.segments[:body])
        if found is None:
            return None
        self.note("subject", found)
        return found.value

    def check(self, number: Mention[DocumentNumber] | None, date: str | None, from_caption: bool, named: re.Match[str] | None) -> None:
        """Warn of what a register would miss."""
        if number is None:
            self.warn("header.no_number", "Không tìm thấy số, ký hiệu của văn bản")
        elif number.value.sequence is None:
            self.warn("header.blank_number", "Số văn bản để trống hoặc không đọc được (viết tay)", number.start, number.end)
        if from_caption and named is not None:
            self.warn("header.number_from_caption", "Số và ngày lấy từ dòng “Kèm theo …”, văn bản không có phần đầu", named.start(), named.end())
        if date is None:
            self.warn("header.no_date", "Không tìm thấy ngày ban hành")
        elif len(date) < 10:
            span = self.evidence["date"].span
            self.warnings.append(Warning(code="header.partial_date", message=f"Ngày ban hành không đầy đủ: {date}", span=span))
        if number and number.value.year and date and number.value.year != date[:4]:
            self.warn("header.year_conflict", f"Năm trong số ({number.value.year}) khác năm ban hành ({date[:4]})", number.start, number.end)

    def compare(
        self,
        number: Mention[DocumentNumber] | None,
        type_: DocumentType,
        heading: tuple[int, Mention[DocumentType]] | None,
        unit: Unit | None,
        parent: Unit | None,
        line: Mention[Dateline] | None,
        named: re.Match[str] | None,
    ) -> None:
        """Warn where two places of the paper contradict each other; the letterhead's word stands."""
        if number is None:
            return
        coded = _TYPES.get(number.value.type_code or "")
        # The party writes QĐ for Quy định too, and its TT is a Thông tri.
        if heading and coded and coded != type_ and type_ != "quy_dinh" and "-" not in number.value.normalized.split("/")[0]:
            self.warn("header.type_conflict", f"Ký hiệu {number.value.type_code} không khớp tên loại văn bản", number.start, number.end)
        code = next((i for c in number.value.issuer_codes if (i := issuer(c)) and i.level == "central"), None)
        bodies = [issuer_of_name(u.name) for u in (unit, parent) if u]
        if code and len(number.value.issuer_codes) == 1 and bodies and all(b is not None and b.level == "central" and code.name != b.name and code.code not in (b.code, b.parent) for b in bodies):
            self.warn("header.issuer_conflict", f"Ký hiệu {code.code} không khớp cơ quan ban hành {unit.name if unit else ''}", number.start, number.end)
        if named and line and line.value.date and len(line.value.date) == 10:
            again = captioned_number(named)
            date = read_date(named["date"])
            if again and again.value.normalized == number.value.normalized and date and len(date) == 10 and date != line.value.date:
                self.warn("header.date_conflict", f"Ngày ở dòng “Kèm theo” ({date}) khác ngày ban hành ({line.value.date})", named.start("date"), named.end("date"))


def _distinct(found: tuple[Signature, ...]) -> tuple[Signature, ...]:
    """Each signature once: what a stamp's text says again of one that the file holds, or less fully, is left out."""
    kept: list[Signature] = []
    for signature in sorted(found, key=lambda s: (s.source != "pdf_signature", s.signer is None)):
        again = any(k.signed_at and (not signature.signed_at or k.signed_at[:16] == signature.signed_at[:16]) for k in kept)
        if not again or (signature.source == "pdf_signature" and signature.signer and all(k.signer != signature.signer for k in kept)):
            kept.append(signature)
    return tuple(s for s in found if s in kept)


_BODY = re.compile(r"(?:Căn cứ|Kính gửi|Điều 1(?!\d)|Nơi nhận|1\.\s|I\.\s|I-\s|1-\s|A\.\s|Xét đề nghị|Theo đề nghị|Chương I(?!\w)|PHỤ LỤC(?!\w)|Phụ lục(?!\w)|S?TT(?!\w))")
# Laws and resolutions of assemblies close with the day on which they were passed.
_PASSED = re.compile(
    r"(?:này\s+)?(?:đã\s+)?được\s+(?:Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Hội đồng nhân dân)[^.;]{0,140}?thông\s+qua\s+(?:vào\s+)?(?P<date>ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
)
_BESIDE = re.compile(r"[\s,]{1,4}(?P<date>ngày\s.{0,16}?tháng.{0,10}?năm\s{0,2}\d{4}|ngày\s\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?\d{4})", re.IGNORECASE)
_END_MARK = re.compile(r"\./\.")
_AUTHORITY = re.compile(r"(?:CHỦ TỊCH|GIÁM ĐỐC|ỦY BAN|UỶ BAN|HỘI ĐỒNG|BAN THƯỜNG VỤ|TRƯỞNG BAN|CHÁNH)(?!\w)")
_NEXT_PART = re.compile(
    r"(?m)^(?:PHỤ LỤC|Phụ lục|DANH MỤC|DANH SÁCH|\(?(?:Ban hành )?[Kk]èm theo|CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|QUY CHẾ|QUY ĐỊNH|KẾ HOẠCH|Mẫu số|MẪU|ĐỀ CƯƠNG|QUY TRÌNH|BIỂU |.{0,60}(?:CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|Độc lập\s?[-–]\s?Tự do))"
)
_TYPES: dict[str, DocumentType] = {row["code"]: row["type"] for row in rows("doc_types") if row["type"] != "khac"}  # type: ignore[misc]
