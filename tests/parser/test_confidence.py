"""The last stage of a parse: confidences that were fitted, warnings by what to look at first."""

import re
from collections import Counter
from pathlib import Path

import pytest

import parser
from models import Document, Warning
from models.span import Span
from parser.confidence import BASE, ROLES, by_weight, calibrated, features, likelihood, setting
from parser.lexicon.table import rows
from parser.options import Options
from parser.pipeline import parse

LETTER = """UBND TỈNH SÔNG LAM
SỞ Y TẾ
Số:      /SYT-NVY
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lam, ngày 02 tháng 3 năm 2026

Kính gửi: Trung tâm Y tế các huyện

Thực hiện Quyết định số 1710/QĐ-BTYT ngày 05/4/2023, Sở Y tế yêu cầu:
1. Trung tâm Y tế các huyện rà soát 05 cơ sở, hoàn thành trước ngày 20/3/2026.
3. Phòng Nghiệp vụ Y chủ trì, phối hợp với Văn phòng Sở tổng hợp, báo cáo Giám đốc Sở.

GIÁM ĐỐC
Lê Văn Mẫu
"""
KINDS = {"task", "lead", "coordinating", "reports_to", "deadline", "citation", "target", "header"}
MARKS = {BASE, "scanned", "annexed", "doubted", "list", "long", "unnamed", "addressed", "based"}


def _parsed(**changes: bool) -> Document:
    return parse(LETTER.encode(), "cong-van.txt", options=Options(**changes))  # type: ignore[arg-type]


def _confidences(document: Document) -> list[float]:
    units = [u for t in document.tasks for role in ROLES for u in getattr(t, role)]
    deadlines = [d for t in document.tasks for d in t.deadlines]
    bodies = [u for u in (document.header.issuer, document.header.parent_issuer, *document.header.addressees) if u]
    return [x.confidence for x in (*document.header.evidence.values(), *bodies, *document.citations, *document.tasks, *units, *deadlines)]


def test_every_value_is_as_sure_as_the_table_says() -> None:
    document = _parsed()
    where = setting(document)
    raw = _parsed(calibrated=False)
    assert [t.confidence for t in document.tasks] == [likelihood("task", features(t.rule, t.confidence, t.span, where)) for t in raw.tasks]
    assert _confidences(document) != _confidences(raw)
    assert all(0 < c < 1 for c in _confidences(document))


def test_a_body_of_the_header_is_as_sure_as_its_field() -> None:
    header = _parsed().header
    assert header.issuer is not None
    assert header.issuer.confidence == header.evidence["issuer"].confidence
    assert {u.confidence for u in header.addressees} == {header.evidence["addressees"].confidence}


def test_nothing_else_changes() -> None:
    def bare(document: Document) -> str:
        sourceless = document.model_copy(update={"source": document.source.model_copy(update={"seconds": None}), "warnings": ()})
        return re.sub(r'"confidence":[\d.]+', "", sourceless.model_dump_json())

    assert bare(_parsed()) == bare(_parsed(calibrated=False))


def test_a_scan_is_less_sure() -> None:
    raw = _parsed(calibrated=False)
    scan = raw.model_copy(update={"source": raw.source.model_copy(update={"text_origin": "ocr"})})
    assert all(s.confidence < t.confidence for s, t in zip(calibrated(scan).tasks, calibrated(raw).tasks, strict=True))


def test_a_kind_that_nothing_is_known_of_keeps_what_its_rule_declares() -> None:
    assert likelihood("weather", (BASE,)) is None
    raw = _parsed(calibrated=False)
    unit = raw.tasks[0].lead[0].model_copy(update={"confidence": 0.123})
    supervised = raw.model_copy(update={"tasks": (raw.tasks[0].model_copy(update={"supervised_by": (unit,)}),)})
    assert calibrated(supervised).tasks[0].supervised_by[0].confidence == 0.123


def test_a_rule_that_the_table_does_not_know_is_as_sure_as_its_kind() -> None:
    assert likelihood("task", (BASE, "rule:task.tomorrow")) == likelihood("task", (BASE,))


def test_the_table_is_well_formed() -> None:
    table = rows("confidence")
    assert {row["kind"] for row in table} == KINDS
    assert [row["kind"] for row in table if row["feature"] == BASE] == list(dict.fromkeys(row["kind"] for row in table))
    assert not [pair for pair, n in Counter((row["kind"], row["feature"]) for row in table).items() if n > 1]
    for row in table:
        assert row["feature"] in MARKS or row["feature"].startswith("rule:"), row
        assert abs(float(row["weight"])) < 8, row
        assert 0 <= int(row["right"]) <= int(row["values"]), row


def test_what_to_look_at_first_comes_first() -> None:
    document = _parsed()
    ranks = {row["code"]: int(row["rank"]) for row in rows("warning_ranks")}
    order = [ranks[w.code] for w in document.warnings]
    assert len(set(order)) > 1
    assert order == sorted(order)


def test_equal_warnings_keep_the_order_of_the_text() -> None:
    spans = [Span(start=n, end=n + 1) for n in range(3)]
    warnings = [Warning(code=code, message="", span=span) for code, span in zip(("missing_number", "suspected_typo", "missing_number"), spans, strict=True)]
    assert [w.span.start for w in by_weight(warnings) if w.span] == [1, 0, 2]


def test_a_code_that_has_no_rank_is_looked_at_first() -> None:
    warnings = [Warning(code=code, message="") for code in ("page_not_read", "unheard_of")]
    assert [w.code for w in by_weight(warnings)] == ["unheard_of", "page_not_read"]


_CODE = re.compile(r'(?:Warning\(\s*code=|\.warn\(\s*|_warn\(\s*|_note\(\s*)"([a-z][a-z_.]+)"')


@pytest.fixture(scope="module")
def source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in Path(parser.__file__).parent.rglob("*.py"))


def test_every_warning_has_a_rank(source: str) -> None:
    assert set(_CODE.findall(source)) <= {row["code"] for row in rows("warning_ranks")}


def test_every_rank_has_a_warning(source: str) -> None:
    assert [row["code"] for row in rows("warning_ranks") if f'"{row["code"]}"' not in source] == []
