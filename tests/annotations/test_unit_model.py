"""The labels that the comparison of units learns from and is measured by; the training itself is run by hand."""

import json
from pathlib import Path

from annotations.unit_model import examples, gold, measure, rules

TEXT = "Giao Ban Điều phối vùng Sông Lam chủ trì, phối hợp với Sở Tài chính báo cáo trước ngày 30/6/2024."
TASK = {
    "text": TEXT,
    "lead": [{"name": "Ban Điều phối vùng Sông Lam"}],
    "coordinating": [{"name": "Sở Tài chính"}],
    "reports_to": [{"name": "Sở Y tế", "inherited_from": "heading"}],
}


def test_gold_is_what_stands_in_the_tasks_own_text() -> None:
    assert gold(TEXT, TASK) == ["Ban Điều phối vùng Sông Lam", "Sở Tài chính"]


def test_annotated_units_take_the_place_of_silver_ones(tmp_path: Path) -> None:
    for name in ("outputs", "references"):
        (tmp_path / name).mkdir()
    (tmp_path / "outputs" / "a.json").write_text(json.dumps({"text": {"content": f"{TEXT}\n\nSở Nội vụ tổng hợp kết quả của các đơn vị."}}), encoding="utf-8")
    (tmp_path / "references" / "a.json").write_text(json.dumps({"tasks": [TASK]}), encoding="utf-8")
    (first, spans), (second, others) = examples(tmp_path / "outputs", tmp_path / "references")
    assert [first[a:b] for a, b in spans] == ["Ban Điều phối vùng Sông Lam", "Sở Tài chính"]
    assert [second[a:b] for a, b in others] == [second[a:b] for a, b in rules(second)]


def test_the_measure_counts_borders(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"tasks": [TASK]}), encoding="utf-8")
    exact = measure(lambda text: [(text.index("Ban Điều"), text.index(" chủ trì")), (text.index("Sở Tài"), text.index(" báo cáo"))], tmp_path)
    short = measure(lambda text: [(text.index("Ban Điều"), text.index(" vùng"))], tmp_path)
    assert (exact.tp, exact.fp, exact.fn) == (2, 0, 0)
    assert (short.tp, short.fp, short.fn) == (0, 1, 2)
