"""One dispatch from bytes to Document: read, canonical text, structure, header, citations, tasks."""

import hashlib
import time
from collections.abc import Iterable

from models import Citation, Document, PageRecord, Section, Source, Table, Text
from models.document import Cell, Column, Row
from models.vocabulary import TextOrigin
from parser.citations import cite
from parser.confidence import calibrated
from parser.errors import SourceTooLarge
from parser.header import read_header
from parser.header.attachments import read_attachments
from parser.header.key import document_key
from parser.options import DEFAULT, Options
from parser.readers import read
from parser.readers.shapes import Reading
from parser.structure import analyse
from parser.structure.shapes import Node, Structure
from parser.tasks import find_tasks
from parser.text.canonical import canonical
from parser.version import PARSER_VERSION


def parse(data: bytes, filename: str, *, options: Options = DEFAULT, parsed_at: str | None = None) -> Document:
    """The Document of one file. `parsed_at` (ISO 8601) is handed in; nothing here asks what day it is.

    Raises SourceError where the bytes cannot be read; everything merely doubtful is in `warnings`.
    """
    began = time.perf_counter()
    sha256 = hashlib.sha256(data).hexdigest()
    return understand(read(data, filename, options), filename, sha256, len(data), options=options, parsed_at=parsed_at, began=began)


def understand(
    reading: Reading, filename: str, sha256: str, size: int, *, options: Options = DEFAULT, parsed_at: str | None = None, began: float | None = None
) -> Document:
    """The Document of what a reader gave: the half of `parse` that a change of a rule makes worth doing again.

    `size` in bytes; `began` is the `perf_counter` from which `source.seconds` counts. Raises SourceTooLarge.
    """
    began = time.perf_counter() if began is None else began
    text = canonical(reading)
    if len(text.content) > options.max_characters:
        raise SourceTooLarge(
            "text_too_long", f"Văn bản dài {len(text.content)} ký tự, quá giới hạn {options.max_characters}.",
            f"the text has {len(text.content)} characters, the limit is {options.max_characters}.",
        )  # fmt: skip
    structure = analyse(text)
    pages = len(reading.pages) if reading.paged else None
    head = read_header(structure, reading.signatures, pages)
    key = document_key(head.header, sha256)
    cited = cite(structure, head.header, key)
    tasked = find_tasks(structure, head.header, key, cited)
    citations = _placed(cited.citations, structure, {c: t.id for t in tasked.tasks for c in t.citations})
    document = Document(
        key=key,
        source=Source(
            filename=filename, sha256=sha256, media_type=reading.media_type, bytes=size, pages=pages,
            text_origin=_origin(reading), page_records=_page_records(reading), parser_version=PARSER_VERSION,
            parsed_at=parsed_at, seconds=round(time.perf_counter() - began, 4),
        ),
        text=Text(content=text.content, repairs=text.repairs),
        header=head.header,
        sections=tuple(_section(root, structure) for root in structure.roots),
        tables=_tables(structure),
        definitions=cited.definitions,
        citations=citations,
        relations=cited.relations,
        tasks=tasked.tasks,
        targets=tasked.targets,
        attachments=read_attachments(structure, read_header),
        warnings=reading.warnings + structure.warnings + head.warnings + cited.warnings + tasked.warnings,
    )  # fmt: skip
    return calibrated(document) if options.calibrated else document


def _origin(reading: Reading) -> TextOrigin:
    origins = {page.text_origin for page in reading.pages}
    return origins.pop() if len(origins) == 1 else "mixed" if origins else "plain"


def _page_records(reading: Reading) -> tuple[PageRecord, ...]:
    if not reading.paged:
        return ()
    return tuple(
        PageRecord(
            page=p.number, text_origin=p.text_origin, confidence=p.confidence, rotation=p.rotation, note=p.note,
            width=round(p.width, 2) if p.width else None, height=round(p.height, 2) if p.height else None,
        )
        for p in reading.pages
    )  # fmt: skip


def _section(node: Node, structure: Structure) -> Section:
    text = structure.text
    heading = None
    if node.heading_start is not None and node.heading_end is not None:
        heading = " ".join(text.content[node.heading_start : node.heading_end].split())
    return Section(
        id=node.id, kind=node.kind, label=node.label, ref=node.ref, heading=heading,
        span=text.span(node.start, node.end), children=tuple(_section(child, structure) for child in node.children),
    )  # fmt: skip


def _tables(structure: Structure) -> tuple[Table, ...]:
    text = structure.text
    rows: dict[int, list[Row]] = {}
    for node in structure.nodes():
        if node.table is not None and node.cells:
            cells = tuple(
                Cell(text=" ".join(text.content[s:e].split()), span=text.span(s, e) if e > s else None, merged=column in node.merged)
                for column, (s, e) in sorted(node.cells.items())
            )
            rows.setdefault(node.table, []).append(Row(id=f"{node.id}", cells=cells, section_id=node.id))
    return tuple(
        Table(
            id=f"tb{shape.index + 1}", span=text.span(shape.start, shape.end), caption=shape.caption,
            columns=tuple(Column(name=name, role=role) for name, role in shape.columns),
            rows=tuple(rows.get(shape.index, ())),
        )
        for shape in structure.tables
    )  # fmt: skip


def _placed(citations: Iterable[Citation], structure: Structure, tasks: dict[str, str]) -> tuple[Citation, ...]:
    """Citations with the innermost section and the task that they stand in."""
    nodes = sorted(structure.nodes(), key=lambda n: (n.start, -n.end))
    placed: list[Citation] = []
    stack: list[Node] = []
    upcoming = iter(nodes)
    following = next(upcoming, None)
    for citation in citations:
        at = citation.span.start
        while following is not None and following.start <= at:
            while stack and stack[-1].end <= following.start:
                stack.pop()
            stack.append(following)
            following = next(upcoming, None)
        while stack and stack[-1].end <= at:
            stack.pop()
        placed.append(citation.model_copy(update={"section_id": stack[-1].id if stack else None, "task_id": tasks.get(citation.id)}))
    return tuple(placed)
