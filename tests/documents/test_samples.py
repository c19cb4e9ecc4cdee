"""Our own dispatches, read from DOCX, from PDF and from a scan, against what people say they say. Never skips."""

import re
from pathlib import Path
from typing import Any

import pytest

from annotations.evaluate import evaluate
from corpus.samples.build import FILES
from corpus.samples.dispatches import DISPATCHES
from models import Document
from parser.pipeline import parse

REFERENCES = Path(__file__).parents[2] / "annotations" / "reference"
FLOORS = {
    "header": 0.98, "citations": 0.99, "citations.relation": 0.93, "citations.short_forms": 0.9, "definitions": 0.99, "edges": 0.93, "tasks": 0.98,
    "tasks.ref": 0.98, "tasks.lead": 0.97, "tasks.coordinating": 0.97, "tasks.reports_to": 0.95, "tasks.deadlines": 0.97, "tasks.outcome": 0.98, "targets": 0.95,
}  # fmt: skip


def test_agreement_with_the_references() -> None:
    evaluation = evaluate(REFERENCES, FILES)
    assert [d.name for d in evaluation.documents if d.failure] == []
    found = {name: count.f1 for name, count in evaluation.total().items()}
    low = {name: (found.get(name), list(evaluation.misses(name))[:5]) for name, floor in FLOORS.items() if (found.get(name) or 0.0) < floor}
    assert low == {}


@pytest.mark.parametrize("name", [d.name for d in DISPATCHES])
def test_docx_and_pdf_say_the_same(name: str) -> None:
    word, paper = (seen(parse((FILES / f"{name}{suffix}").read_bytes(), f"{name}{suffix}")) for suffix in (".docx", ".pdf"))
    for part in word:
        assert word[part] == paper[part], part


def seen(document: Document) -> dict[str, Any]:
    """What does not depend on the format: values without places. A number broken over a line keeps the break in `raw` (contract)."""

    def words(text: str | None) -> str | None:
        return None if text is None else re.sub(r"(?<=-)\s+(?=[A-ZĐ])", "", text)

    h = document.header
    return {
        "key": document.key,
        "header": h.model_copy(
            update={"evidence": {}, "page_count": None, "issuer": h.issuer and h.issuer.name, "parent_issuer": h.parent_issuer and h.parent_issuer.name,
                    "addressees": tuple(a.name for a in h.addressees)}
        ),
        "definitions": [d.term for d in document.definitions],
        "citations": [
            (words(c.raw), c.type, c.number, c.date, c.issuer, words(c.title), c.form, c.relation, c.target_key) for c in document.citations if c.form != "self"
        ],
        "relations": [(r.source_key, r.relation, r.target_key) for r in document.relations],
        "tasks": [
            (
                t.ref, t.parent_id, t.kind, words(t.text), words(t.outcome), *(tuple((u.name, u.inherited_from) for u in role) for role in (t.lead, t.coordinating, t.reports_to)),
                tuple((d.raw, d.kind, d.start, d.due, d.rrule) for d in t.deadlines),
            )
            for t in document.tasks
        ],
        "targets": [(g.raw, g.comparator, g.value, g.upper, g.unit, words(g.indicator), g.as_of, g.task_ids) for g in document.targets],
    }  # fmt: skip
