"""A reviewed Document written as a reference annotation is one, and agrees with itself in everything."""

import copy
import json
from pathlib import Path

import pytest

from annotations.agreement.scoring import score
from annotations.reference_format import as_reference, faults
from parser.pipeline import parse

SAMPLES = sorted((Path(__file__).parents[2] / "corpus/samples/files").glob("*.docx"))


@pytest.mark.parametrize("path", SAMPLES[:6], ids=lambda p: p.stem)
def test_an_exported_reference_agrees_with_its_document(path: Path, tmp_path: Path) -> None:
    document = parse(path.read_bytes(), path.name)
    reference = as_reference(document)
    written = tmp_path / f"{path.stem}.json"
    written.write_text(json.dumps(reference, ensure_ascii=False), encoding="utf-8")
    assert list(faults(written)) == []
    output = json.loads(document.model_dump_json())
    ledger = score(reference, output)
    assert ledger.counts["header"].f1 == 1
    assert {field: missed for field, missed in ledger.misses.items() if missed} == {}

    spoilt = copy.deepcopy(output)
    spoilt["header"]["subject"] = "điều khác hẳn"
    assert score(reference, spoilt).counts["header.subject"].f1 == 0
