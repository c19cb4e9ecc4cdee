"""One short dispatch of every kind, as plain text, against what people say of it: types of the contract, frames of tasks."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from annotations.evaluate import evaluate
from annotations.reference_format import faults
from models.vocabulary import DocumentType

ROOT = Path(__file__).parents[2]
KINDS = ROOT / "corpus" / "samples" / "kinds"
REFERENCES = ROOT / "annotations" / "reference-kinds"
OTHERS = ROOT / "annotations" / "reference"  # the dispatches that are kept as DOCX and PDF
FLOORS = {
    "header": 0.93, "header.type": 1.0, "header.number": 0.97, "header.recipients": 0.97, "citations": 0.97, "citations.relation": 0.97, "edges": 0.95,
    "tasks": 0.96, "tasks.ref": 0.99, "tasks.kind": 0.99, "tasks.lead": 0.97, "tasks.coordinating": 0.97, "tasks.reports_to": 0.97, "tasks.deadlines": 0.99,
    "targets": 0.93, "targets.as_of": 0.95, "targets.indicator": 0.95,
}  # fmt: skip
# Where the tasks stand in each kind of dispatch, with samples and how many tasks each holds at least.
FRAMES = {
    "numbered items after a lead-in of a letter": {"cong-van-688-syt-tchc": 3, "cong-van-77-dtn-doan": 4},
    "a telegram's heads with their posts and places": {"cong-dien-07-cd-ubnd": 5, "cong-dien-58-cd-ttg": 6},
    "a directive's blocks of bodies": {"chi-thi-05-ct-ubnd": 3, "chi-thi-02-ct-ubnd-huyen": 10, "chi-thi-04-ct-tu": 1},
    "a notice of conclusions: giao … chủ trì, phối hợp …": {"thong-bao-96-tb-ubnd": 4, "thong-bao-217-tb-vpcp": 5, "ket-luan-44-kl-tu": 4},
    "a decision's articles": {"quyet-dinh-501-qd-ubnd": 1, "quyet-dinh-412-qd-ubnd": 5},
    "an amending decision or circular": {"quyet-dinh-1120-qd-ubnd": 2, "thong-tu-31-2026-tt-byt": 2},
    "a resolution: giao …": {"nghi-quyet-18-nq-hdnd": 5},
    "a plan's tasks, blocks and schedule": {"ke-hoach-35-kh-syt": 5, "ke-hoach-77-kh-ubnd": 5, "ke-hoach-64-kh-ubnd-xa": 8, "de-an-07-da-sgddt": 5, "phuong-an-31-pa-ubnd": 9},
    "guidelines and regulations: standing duties": {"huong-dan-14-hd-ldld": 6, "quy-che-03-qc-du": 5, "quy-dinh-12-qyd-tu": 4, "nghi-dinh-201-2026-nd-cp": 5},
    "a joint circular": {"thong-tu-lien-tich-05-2014": 4},
    "an invitation": {"giay-moi-58-gm-ubnd": 2},
    "requests to a superior": {"to-trinh-09-ttr-snv": 1, "bao-cao-126-bc-ttyt": 4},
    "minutes": {"bien-ban-04-bb-bql": 3},
}  # fmt: skip


def references() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for folder in (OTHERS, REFERENCES) for path in sorted(folder.glob("*.json"))}


def test_every_type_of_the_contract_has_a_sample() -> None:
    assert set(get_args(DocumentType)) == {reference["header"]["type"] for reference in references().values()}


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_of_tasks_has_samples(frame: str) -> None:
    found = references()
    assert {name: len(found[name]["tasks"]) >= least for name, least in FRAMES[frame].items()} == dict.fromkeys(FRAMES[frame], True)


def test_every_sample_is_annotated_well() -> None:
    assert {p.stem for p in KINDS.glob("*.txt")} == {p.stem for p in REFERENCES.glob("*.json")}
    assert {path.name: list(faults(path)) for path in REFERENCES.glob("*.json") if list(faults(path))} == {}


@pytest.mark.parametrize("path", sorted(REFERENCES.glob("*.json")), ids=lambda path: path.stem)
def test_a_reference_quotes_its_sample(path: Path) -> None:
    reference = json.loads(path.read_text(encoding="utf-8"))
    text = " ".join((KINDS / reference["document"]).read_text(encoding="utf-8").split())
    words = [*(c["raw"] for c in reference["citations"]), *(t["text"] for t in reference["tasks"]), *(t["raw"] for t in reference["targets"])]
    words += [d["raw"] for t in reference["tasks"] for d in t["deadlines"]]
    assert [w for w in words if w not in text] == []


def test_agreement_with_the_references() -> None:
    evaluation = evaluate(REFERENCES, KINDS)
    assert [d.name for d in evaluation.documents if d.failure] == []
    found = {name: count.f1 for name, count in evaluation.total().items()}
    low = {name: (found.get(name), list(evaluation.misses(name))[:5]) for name, floor in FLOORS.items() if (found.get(name) or 0.0) < floor}
    assert low == {}
