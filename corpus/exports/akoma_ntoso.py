"""Akoma Ntoso 3.0 (OASIS LegalDocML): one `documentCollection`, a `doc` for each document, its sections as they are numbered on the paper.

Names follow the naming convention as far as a key goes: `/akn/vn-<locality>/doc/<symbol>/<year>/<sequence>`. All of a
document's text comes through, in order; a mention of another document is a `ref` to its name.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from lxml import etree

from corpus.exports.base import Exporter, Request, plain
from corpus.store import Store, each_document_json
from models import Document, Section

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_TAGS = {"phan": "part", "chuong": "chapter", "muc": "section", "tieu_muc": "subsection", "dieu": "article", "khoan": "paragraph", "diem": "point"}
_UNKNOWN = "0001-01-01"
_NSMAP: Any = {None: NAMESPACE}


def write(store: Store, request: Request, out: BinaryIO) -> None:
    head = etree.tostring(_meta("/akn/vn/collection/chidao", "col", request.at.date().isoformat()), encoding="unicode")
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}">\n<documentCollection name="chidao">\n{head}\n<collectionBody>\n'.encode())
    number = 0
    for number, text in enumerate(each_document_json(store, request.tasks), start=1):
        out.write(_component(number, _doc(Document.model_validate_json(text), f"d{number}")))
    if number == 0:  # the schema wants one component at least
        empty = _element("doc", name="empty")
        empty.append(_meta("/akn/vn/doc/empty", "d0", request.at.date().isoformat()))
        _child(_child(empty, "mainBody"), "p")
        out.write(_component(1, empty))
    out.write(b"</collectionBody>\n</documentCollection>\n</akomaNtoso>\n")


def name_of(key: str) -> str:
    """The Akoma Ntoso name of a document's key; an unknown year is `nodate`."""
    parts = key.replace(" ", "").split("/")
    place = f"-{'/'.join(parts[:-3])}" if len(parts) > 3 else ""
    return "/".join([f"/akn/vn{place}", "doc", *("nodate" if part == "----" else part for part in parts[-3:])])


def _component(number: int, doc: etree._Element) -> bytes:
    component = _element("component", eId=f"cmp_{number}")
    component.append(doc)
    return etree.tostring(component, encoding="utf-8") + b"\n"


def _doc(document: Document, prefix: str) -> etree._Element:
    header = document.header
    doc = _element("doc", name=header.type or "khac")
    issuer = header.issuer.name if header.issuer is not None else None
    doc.append(_meta(name_of(document.key), prefix, header.date, header.number.normalized if header.number is not None else None, issuer))
    writer = _Writer(document, prefix)
    top = document.sections
    before = top[0].span.start if top else len(document.text.content)
    if document.text.content[:before].strip():
        writer.block(_child(doc, "preface"), 0, before)
    body = _child(doc, "mainBody")
    end = before
    for section in top:
        writer.between(body, end, section.span.start)
        writer.section(body, section)
        end = max(end, section.span.end)
    writer.between(body, end, len(document.text.content))
    if not len(body):
        _child(body, "p")
    return doc


def _meta(name: str, prefix: str, edtf: str | None, number: str | None = None, author: str | None = None) -> etree._Element:
    meta = _element("meta")
    us, them = f"{prefix}__chidao", f"{prefix}__issuer"
    identification = _child(meta, "identification", source=f"#{us}")
    day = _day(edtf)
    for level, tail in (("FRBRWork", ""), ("FRBRExpression", "/vie@"), ("FRBRManifestation", "/vie@.xml")):
        part = _child(identification, level)
        _child(part, "FRBRthis", value=f"{name}{tail}/!main")
        _child(part, "FRBRuri", value=f"{name}{tail}")
        _child(part, "FRBRdate", date=day, name="ban-hanh" if edtf == day else f"edtf:{edtf or 'unknown'}")
        _child(part, "FRBRauthor", href=f"#{them}" if author and level == "FRBRWork" else f"#{us}")
        if level == "FRBRWork":
            _child(part, "FRBRcountry", value="vn")
            if number:
                _child(part, "FRBRnumber", value=plain(number))
        elif level == "FRBRExpression":
            _child(part, "FRBRlanguage", language="vie")
    references = _child(meta, "references", source=f"#{us}")
    _child(references, "TLCOrganization", eId=us, href="/ontology/organization/vn/chidao", showAs="chidao")
    if author:
        _child(references, "TLCOrganization", eId=them, href="/ontology/organization/vn/issuer", showAs=plain(author))
    return meta


def _day(edtf: str | None) -> str:
    """The first day of a date that lacks its day or month; the schema knows whole days only."""
    text = edtf or ""
    try:
        return date.fromisoformat(text + {4: "-01-01", 7: "-01"}.get(len(text), "")).isoformat()
    except ValueError:
        return _UNKNOWN


class _Writer:
    """The text of one document into elements, each character once."""

    def __init__(self, document: Document, prefix: str) -> None:
        self.content, self.prefix = document.text.content, prefix
        self.refs = sorted((c.span.start, c.span.end, name_of(c.target_key)) for c in document.citations if c.target_key and c.form != "self")
        self.next_ref = 0
        self.loose = 0

    def section(self, parent: etree._Element, section: Section) -> None:
        """A numbered part; a stack, because trees can be deep."""
        stack: list[tuple[etree._Element, Section] | tuple[etree._Element, int, int]] = [(parent, section)]
        while stack:
            entry = stack.pop()
            if len(entry) == 3:
                self.between(*entry)
                continue
            parent, section = entry
            tag = _TAGS.get(section.kind, "hcontainer")
            name = {"name": section.kind} if tag == "hcontainer" else {}
            element = _child(parent, tag, eId=f"{self.prefix}__{section.id}", **name)
            start, end = section.span.start, section.span.end
            label = plain(section.label)
            if label and self.content.startswith(label, start):
                _child(element, "num").text = label
                start += len(label)
            if not section.children:
                self.block(_child(element, "content"), start, end)
                continue
            first = section.children[0].span.start
            if self.content[start:first].strip():
                self.block(_child(element, "intro"), start, first)
            at = max(start, first)
            later: list[tuple[etree._Element, Section] | tuple[etree._Element, int, int]] = []
            for child in section.children:
                later += [(element, at, child.span.start), (element, child)]
                at = max(at, child.span.end)
            stack += reversed([*later, (element, at, end)])

    def between(self, parent: etree._Element, start: int, end: int) -> None:
        """What stands between two numbered parts."""
        if self.content[start:end].strip():
            self.loose += 1
            element = _child(parent, "hcontainer", name="text", eId=f"{self.prefix}__text_{self.loose}")
            self.block(_child(element, "content"), start, end)

    def block(self, parent: etree._Element, start: int, end: int) -> None:
        """Lines as paragraphs, mentions inside them as links."""
        lines = 0
        for first, last in _lines(self.content, start, end):
            self._words(_child(parent, "p"), first, last)
            lines += 1
        if not lines:
            _child(parent, "p")

    def _words(self, paragraph: etree._Element, start: int, end: int) -> None:
        refs = self.refs
        while self.next_ref < len(refs) and refs[self.next_ref][0] < start:
            self.next_ref += 1  # a mention that began on the line before stays plain text
        last: etree._Element | None = None
        at = start
        while self.next_ref < len(refs) and refs[self.next_ref][0] < end:
            first, stop, name = refs[self.next_ref]
            self.next_ref += 1
            if first >= at and stop <= end:
                _append(paragraph, last, self.content[at:first])
                last = _child(paragraph, "ref", href=name)
                last.text = plain(self.content[first:stop])
                at = stop
        _append(paragraph, last, self.content[at:end])


def _append(paragraph: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        paragraph.text = plain(text)
    else:
        last.tail = plain(text)


def _lines(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for line in content[start:end].split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def _element(tag: str, **attributes: str) -> etree._Element:
    return etree.Element(f"{{{NAMESPACE}}}{tag}", attributes, nsmap=_NSMAP)


def _child(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)


EXPORTER = Exporter("akn", ".akn.xml", "application/akn+xml", "Akoma Ntoso: toàn văn có cấu trúc", write)
