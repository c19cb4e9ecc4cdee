"""W3C Web Annotation: every citation, task, deadline, target and unit as an annotation on its document's canonical text.

One `AnnotationCollection` with one page. A target has two selectors: the place (characters of the canonical text, Unicode
code points) and the words with 30 characters on each side, which still find it where the text was read anew.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from corpus.exports.base import ROLES, Exporter, Request, iri, plain
from corpus.store import Store, each_document_json
from models import Document, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 30


def write(store: Store, request: Request, out: BinaryIO) -> None:
    collection = "urn:chidao:annotations"
    created = request.at.isoformat(timespec="seconds")
    head = {"@context": CONTEXT, "id": collection, "type": "AnnotationCollection", "label": "chidao", "created": created}
    page = f'"id": "{collection}:1", "type": "AnnotationPage", "partOf": "{collection}", "startIndex": 0'
    out.write(f'{json.dumps(head)[:-1]}, "first": {{{page}, "items": ['.encode())
    total = 0
    for text in each_document_json(store, request.tasks):
        for annotation in _annotations(Document.model_validate_json(text)):
            out.write(f"{',' if total else ''}\n{plain(json.dumps(annotation, ensure_ascii=False))}".encode())
            total += 1
    out.write(f'\n]}}, "total": {total}}}\n'.encode())


def _annotations(document: Document) -> Iterator[dict[str, Any]]:
    number = 0
    for span, motivation, bodies in _mentions(document):
        if span is None or span.end <= span.start:
            continue
        number += 1
        content = document.text.content
        yield {
            "id": f"{iri('annotation', document.key)}:{number}", "type": "Annotation", "motivation": motivation, "body": bodies,
            "target": {
                "source": iri("document", document.key),
                "selector": [
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                    {
                        "type": "TextQuoteSelector", "exact": content[span.start : span.end],
                        "prefix": content[max(0, span.start - _AROUND) : span.start], "suffix": content[span.end : span.end + _AROUND],
                    },
                ],
            },
        }  # fmt: skip


def _mentions(document: Document) -> Iterator[tuple[Span | None, str, list[dict[str, Any]]]]:
    """(place, motivation, bodies): what it is, and what it stands for."""
    for citation in document.citations:
        meant = [{"type": "SpecificResource", "purpose": "linking", "source": iri("document", citation.target_key)}] if citation.target_key else []
        yield citation.span, "linking" if meant else "tagging", [_tag(f"citation:{citation.relation}"), *meant]
    for target in document.targets:
        yield target.span, "describing", [_tag(f"target:{target.comparator}"), _text(f"{target.value} {target.unit or ''}".strip())]
    for task in document.tasks:
        about = {"type": "SpecificResource", "purpose": "identifying", "source": iri("task", task.id)}
        yield task.span, "classifying", [_tag(f"task:{task.kind}"), about]
        for deadline in task.deadlines:
            value = deadline.due or deadline.rrule or deadline.start
            yield deadline.span, "describing", [_tag(f"deadline:{deadline.kind}"), about, *([_text(value)] if value else [])]
        for role in ROLES:
            for unit in getattr(task, role):
                yield unit.span, "tagging", [_tag(f"unit:{role}"), about]


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _text(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": value}


EXPORTER = Exporter("w3c", ".annotations.jsonld", "application/ld+json", "W3C Web Annotation: chú giải trên nguyên văn", write)
