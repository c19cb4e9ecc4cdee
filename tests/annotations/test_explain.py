"""Every value of a dispatch is explained: by a rule, a confidence and the words it rests on."""

from pathlib import Path

import pytest

from annotations.explain import Explanation, explain
from models import Document
from parser.pipeline import parse

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "files"
_HEADER = ("number", "type", "issuer", "parent_issuer", "locality", "place", "date", "subject", "addressees", "recipients", "archive", "signers", "urgency", "secrecy", "received")


def _explained(document: Document) -> list[Explanation]:
    return list(explain(document))


@pytest.mark.parametrize("name", sorted(p.name for p in SAMPLES.glob("*.docx")))
def test_no_value_without_its_rule(name: str) -> None:
    document = parse((SAMPLES / name).read_bytes(), name)
    found = _explained(document)
    fields = [e.field for e in found]
    for field in _HEADER:
        assert not getattr(document.header, field) or f"header {field}" in fields, field
    assert sum(f.startswith("citation ") for f in fields) == len(document.citations)
    assert sum(f.startswith("relation ") for f in fields) == len(document.relations)
    assert sum(f.startswith("target ") for f in fields) == len(document.targets)
    for task in document.tasks:
        assert f"task {task.ref}" in fields
        for role in ("lead", "coordinating", "reports_to", "supervised_by"):
            assert fields.count(f"task {task.ref} {role}") >= len(getattr(task, role))
        assert fields.count(f"task {task.ref} deadline") >= len(task.deadlines)
    assert all(e.rule for e in found)
    assert all(0 < e.confidence <= 1 for e in found)


def test_repairs_and_attachments_are_explained() -> None:
    letter = (
        "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: {n}/UBND-KT\nSông Lam, ngày 05 tháng 3 năm 2024\n"
        "Kính gửi: Sở Y tế.\nĐề nghị Sở Y tế báo cáo trước ngày 30/6/2024./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\n\nTrần Văn Mẫu\n"
    )
    document = parse((letter.format(n=12) + letter.format(n=13)).encode(), "two.txt")
    assert ("attachment 1 header number", "13/UBND-KT") in {(e.field, e.value) for e in _explained(document)}
    spelt = parse(letter.format(n=12).replace("Đề nghị", "Ðề nghị").encode(), "repaired.txt")
    assert ("repair", "Ð -> Đ", "text.lookalike") in {(e.field, e.value, e.rule) for e in _explained(spelt)}
