"""Confidence is measured against what people say, and fitted so that it means something in documents that the fit has not seen."""

import json
from pathlib import Path
from typing import Any

import pytest
from letters import LETTER
from typer.testing import CliRunner

from annotations.calibration import KINDS, Verdict, as_text, by_kind, calibration, collect, judge, verdicts
from annotations.confidence_fit import fit, left_out, likely, main, table
from api.cli import app
from models import Document
from parser.confidence import BASE
from parser.options import Options
from parser.pipeline import parse

ROOT = Path(__file__).parents[2]


def _document() -> Document:
    return parse(LETTER.encode(), "cong-van.txt", options=Options(calibrated=False))


def _reference() -> dict[str, Any]:
    """What a person says of the letter: exactly what the program says of it."""
    said = _document().model_dump(mode="json")
    return {**said, "document": "cong-van.txt", "edges": said["relations"]}


def _judged(reference: dict[str, Any]) -> set[tuple[str, int, int, bool]]:
    return set(judge(reference, _document().model_dump(mode="json")))


def _made(rule: str, right: int, wrong: int, document: str = "") -> list[Verdict]:
    """Values of one rule, each of a document of its own or all of one."""
    return [Verdict(document or f"{rule}{i}", "task", rule, 0.9, i < right, (BASE, f"rule:{rule}")) for i in range(right + wrong)]


def test_a_perfect_reference_finds_everything_right() -> None:
    judged = _judged(_reference())
    assert {kind for kind, *_ in judged} == set(KINDS) - {"target"}
    assert all(right for *_, right in judged)


def _spoilt(reference: dict[str, Any], kind: str) -> dict[str, Any]:
    first, second = reference["tasks"]
    match kind:
        case "task":
            reference["tasks"] = [second]
        case "lead":
            first["lead"] = [{"name": "Phòng Y tế các huyện ven biển"}]
        case "coordinating" | "reports_to":
            second[kind] = []
        case "deadline":
            first["deadlines"][0]["due"] = "2026-03-20"
        case "citation":
            reference["citations"][0]["relation"] = "cites"
        case "header":
            reference["header"]["date"] = "2026-03-03"
    return reference


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"target"}))
def test_what_a_reference_does_not_say_is_wrong(kind: str) -> None:
    wrong = {(k, right) for k, _, _, right in _judged(_spoilt(_reference(), kind)) if not right}
    assert wrong == {(kind, False)}


def test_optional_items_judge_nothing() -> None:
    reference = _reference()
    reference["tasks"][0]["optional"] = True
    reference["citations"][0]["optional"] = True
    reference["tasks"][1]["deadlines"][0]["optional"] = True
    judged = _judged(reference)
    assert ("task", -1, 1, True) in judged
    assert not [j for j in judged if j[:3] == ("task", -1, 0) or j[0] in ("citation", "deadline")]


def test_targets_are_judged_by_value_one_to_one() -> None:
    said = [{"comparator": ">=", "value": "5", "upper": None, "unit": "xã"}] * 2
    reference = _reference() | {"targets": said[:1]}
    output = _document().model_dump(mode="json") | {"targets": said}
    assert [j for j in judge(reference, output) if j[0] == "target"] == [("target", -1, 0, True), ("target", -1, 1, False)]


def test_verdicts_by_eye_are_found_again_by_place() -> None:
    document = _document()
    span = document.tasks[1].span
    eye = [{"kind": "task", "start": span.start, "end": span.end, "right": False}, {"kind": "task", "start": 1, "end": 2, "right": True}]
    [verdict] = verdicts({"document": "cong-van.txt", "judged": eye}, document, "cong-van")
    assert (verdict.kind, verdict.rule, verdict.right) == ("task", document.tasks[1].rule, False)


def test_bands_and_brier_are_what_they_say() -> None:
    judged = [Verdict("a", "lead", "r", confidence, right, ()) for confidence, right in ((0.9, True), (0.9, False), (0.6, True), (1.0, True))]
    found = calibration(judged)
    assert (found.count, found.right) == (4, 0.75)
    assert found.confidence == pytest.approx(0.85)
    assert found.brier == pytest.approx((0.01 + 0.81 + 0.16 + 0) / 4)
    assert found.constant == pytest.approx(0.75 * 0.25)
    assert [(low, n, right) for low, _, n, _, right in found.bands] == [(0.0, 1, 1.0), (0.9, 2, 0.5), (1.0, 1, 1.0)]
    assert "| lead | 4 | 0.750 |" in as_text(by_kind(judged))
    with pytest.raises(ValueError, match="nothing"):
        calibration([])


def test_the_fit_says_how_often_a_rule_was_right() -> None:
    judged = _made("often", 190, 10) + _made("seldom", 30, 30) + _made("once", 0, 1)
    weights = fit(judged)
    assert likely(weights, judged[0]) == pytest.approx(0.95, abs=0.02)
    assert likely(weights, judged[200]) == pytest.approx(0.5, abs=0.05)
    assert "rule:once" not in weights


def test_a_few_values_move_a_rule_but_little() -> None:
    weights = fit(_made("known", 190, 10) + _made("new", 0, 3))
    assert 0.15 < likely(weights, _made("new", 1, 0)[0]) < 0.7


def test_one_document_counts_for_little_however_long_it_is() -> None:
    others = _made("common", 95, 5)
    short, long = (likely(fit(others + _made("peculiar", 0, n, document="b")), _made("peculiar", 1, 0)[0]) for n in (5, 500))
    assert short == pytest.approx(long, abs=0.01)


def test_a_document_left_out_teaches_nothing_about_itself() -> None:
    judged = _made("common", 95, 5) + _made("peculiar", 0, 20, document="b")
    assert {v.confidence > 0.9 for v in left_out(judged) if v.rule == "peculiar"} == {True}
    assert likely(fit(judged), judged[-1]) < 0.5


def test_the_table_is_made_from_references_and_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    references, sources = tmp_path / "references", tmp_path / "sources"
    references.mkdir()
    sources.mkdir()
    (references / "cong-van.json").write_text(json.dumps(_reference()), encoding="utf-8")
    (sources / "cong-van.txt").write_text(LETTER, encoding="utf-8")
    heard: list[str] = []
    assert main([references, sources], heard.append) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["kind", "feature", "weight", "values", "right"]
    assert {len(line) for line in lines} == {5}
    assert ["task", BASE] in [line[:2] for line in lines]
    assert all(0 <= int(right) <= int(values) and abs(float(weight)) < 10 for _, _, weight, values, right in lines[1:])
    assert "| task | 2 | 1.000 |" in heard[0]


def test_the_fit_wants_pairs_of_folders_with_something_in_them(tmp_path: Path) -> None:
    heard: list[str] = []
    assert main([tmp_path], heard.append) == 2
    assert main([tmp_path, tmp_path], heard.append) == 1
    assert "usage" in heard[0]


def test_values_of_a_source_that_cannot_be_read_are_not_judged(tmp_path: Path) -> None:
    (tmp_path / "cong-van.json").write_text(json.dumps(_reference()), encoding="utf-8")
    (tmp_path / "sources").mkdir()
    assert collect(tmp_path, tmp_path / "sources") == []
    (tmp_path / "sources" / "cong-van.txt").write_bytes(b"")
    assert collect(tmp_path, tmp_path / "sources") == []


def test_the_command_prints_bands_and_scores_or_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "cong-van.json").write_text(json.dumps(_reference()), encoding="utf-8")
    nothing = CliRunner().invoke(app, ["calibration", str(tmp_path), str(tmp_path / "nowhere")])
    assert nothing.exit_code == 2
    assert "no_reference" in nothing.output
    (tmp_path / "cong-van.txt").write_text(LETTER, encoding="utf-8")
    found = CliRunner().invoke(app, ["calibration", str(tmp_path), str(tmp_path)])
    assert found.exit_code == 0
    assert "| task | 2 | 1.000 |" in found.output
    assert "| all | 0.9" in found.output


def test_every_kind_that_is_judged_has_a_line_in_the_table() -> None:
    lines = list(table([v for kind in KINDS for v in (Verdict("a", kind, "r", 0.9, True, (BASE,)),)]))
    assert [line.split("\t")[:2] for line in lines[1:]] == [[kind, BASE] for kind in KINDS]


def test_the_sample_dispatches_are_as_right_as_their_confidence_says() -> None:
    """Rules were written with them in view, so they are righter than unseen ones; the surest values must not be wrong more often than that."""
    names = ("cong-van-688-syt-tchc", "ke-hoach-35-kh-syt", "to-trinh-09-ttr-snv")
    judged: list[Verdict] = []
    for name in names:
        reference = json.loads((ROOT / "annotations" / "reference" / f"{name}.json").read_text(encoding="utf-8"))
        source = ROOT / "corpus" / "samples" / "files" / reference["document"]
        judged += verdicts(reference, parse(source.read_bytes(), source.name), name)
    surest = [v for v in judged if v.confidence >= 0.95]
    assert len(surest) > 50
    assert sum(v.right for v in surest) / len(surest) >= 0.95
    assert {v.confidence for v in judged} <= {n / 100 for n in range(100)}
