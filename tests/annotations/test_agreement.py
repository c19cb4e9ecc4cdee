"""Our scorer gives the figures of the independent one, to the third decimal, on outputs of every degree of wrongness."""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotations.agreement.values import deadline_facts, folded, number_key, same_key, target_value, token_f1
from annotations.evaluate import as_json, evaluate


def _shaken(value: Any, chance: random.Random, rate: float) -> Any:
    """The same annotation with items dropped, doubled and spoilt at random."""
    if isinstance(value, dict):
        return {k: _shaken(v, chance, rate) for k, v in value.items()}
    if isinstance(value, list):
        kept = [_shaken(v, chance, rate) for v in value if chance.random() > rate]
        return kept + [copy.deepcopy(v) for v in kept if chance.random() < rate / 2]
    if chance.random() < rate:
        return None if chance.random() < 0.5 else (value[: len(value) // 2] if isinstance(value, str) else value)
    return value


def _as_output(reference: dict[str, Any]) -> dict[str, Any]:
    """The abridged shape in the contract's own names."""
    output = {**reference, "relations": reference["edges"]}
    for task in output["tasks"]:
        task["parent_id"] = f"{reference['key']}#{task['parent_ref']}" if task.get("parent_ref") else None
    return output


@pytest.mark.parametrize(("rate", "seed"), [(0.0, 1), (0.03, 2), (0.15, 3), (0.5, 4)])
def test_same_figures_as_the_independent_scorer(shared: Path, tmp_path: Path, rate: float, seed: int) -> None:
    chance = random.Random(seed)
    for folder in ("reference", "reference-collection"):
        outputs = tmp_path / folder
        outputs.mkdir()
        for path in sorted((shared / folder).glob("*.json")):
            reference = json.loads(path.read_text(encoding="utf-8"))
            spoilt = {name: _shaken(value, chance, rate) if name != "key" else value for name, value in reference.items()}
            (outputs / path.name).write_text(json.dumps(_as_output(spoilt), ensure_ascii=False), encoding="utf-8")
        ours = as_json(evaluate(shared / folder, outputs))
        run = [sys.executable, str(shared / "tools" / "score.py"), str(shared / folder), str(outputs), "--json"]
        theirs = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)
        assert ours["total"].keys() == theirs["total"].keys()
        for name, figures in theirs["total"].items():
            for measure in ("p", "r", "f1", "n"):
                assert ours["total"][name][measure] == pytest.approx(figures[measure], abs=5e-4), (name, measure)
        assert ours["documents"] == theirs["documents"]


def test_words_are_compared_folded() -> None:
    assert folded("“Sở  Y tế”;") == folded("sở y tế")
    assert folded("Dân số – Kế hoạch") == folded("Dân số-Kế hoạch")
    assert token_f1("a b c d", "a b c") == pytest.approx(6 / 7)
    assert token_f1("", None) == 1.0


def test_numbers_and_keys() -> None:
    assert number_key("02/TB- UBND") == number_key("2/tb-ubnd") == "2/TB-UBND"
    assert same_key("qd-byt/----/1710", "qd-byt/2023/1710")
    assert not same_key("qd-byt/2022/1710", "qd-byt/2023/1710")


def test_targets_by_value() -> None:
    assert target_value({"comparator": "=", "value": "100", "unit": "%"}) == target_value({"comparator": "=", "value": "100.0", "unit": "%"})
    assert target_value({"comparator": "=", "value": "5", "unit": "%"}) != target_value({"comparator": "=", "value": "5", "unit": "xã"})


def test_rules_by_meaning() -> None:
    monthly = deadline_facts({"kind": "recurring", "raw": "", "rrule": "FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=10"})
    yearly = deadline_facts({"kind": "recurring", "raw": "", "rrule": "FREQ=YEARLY;BYMONTHDAY=10;BYMONTH=7,1"})
    quarterly = deadline_facts({"kind": "recurring", "raw": "", "rrule": "FREQ=MONTHLY;INTERVAL=3"})
    assert monthly.agrees(yearly)
    assert not monthly.agrees(quarterly)


def test_an_anchor_counts_where_the_reference_has_one() -> None:
    plain = {"kind": "relative", "raw": "trong 05 ngày", "anchor": None}
    anchored = {**plain, "anchor": {"offset": 5, "unit": "day", "working_days": False}}
    assert deadline_facts(plain).agrees(deadline_facts(anchored))
    assert not deadline_facts(anchored).agrees(deadline_facts(plain))
