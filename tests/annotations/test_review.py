"""Corrections by people hold over every new parse, or say why they do not."""

import json
from typing import Any

import pytest
from letters import LETTER

from annotations.changes import BY_PERSON, Made, accept, portable, replace_items, set_header, set_item
from annotations.review import replay
from models import Document
from parser.pipeline import parse


def _parsed(text: str = LETTER) -> Document:
    return parse(text.encode(), "cv.txt")


def _kept(change: Made) -> Made:
    """As it comes back from a store: through JSON."""
    return Made(change.path, change.operation, *(json.loads(json.dumps(v)) for v in (change.was, change.now, change.anchor)))


def _task(document: Document, ref: str) -> Any:
    return next(task for task in document.tasks if task.ref == ref)


def _unit(document: Document, name: str) -> dict[str, Any]:
    at = document.text.content.index(name)
    return {"raw": name, "name": name, "key": None, "span": {"start": at, "end": at + len(name)}, "rule": BY_PERSON, "confidence": 1.0}


def test_a_corrected_field_holds_over_a_new_parse() -> None:
    document = _parsed()
    changes = [
        set_header(document, "urgency", "KHẨN"),
        set_item(document, _task(document, "1").id, "outcome", "Danh mục thuốc"),
        set_item(document, _task(document, "2").id, "lead", [_unit(document, "Văn phòng Sở")]),
    ]
    again = replay(_parsed(), map(_kept, changes))
    assert again.conflicts == ()
    assert again.document.header.urgency == "KHẨN"
    assert again.document.header.evidence["urgency"].rule == BY_PERSON
    assert set(again.seen) == {"header/urgency", document.tasks[0].id, document.tasks[1].id}
    assert _task(again.document, "1").outcome == "Danh mục thuốc"
    assert [unit.name for unit in _task(again.document, "2").lead] == ["Văn phòng Sở"]
    assert (_task(again.document, "2").rule, _task(again.document, "2").confidence) == (BY_PERSON, 1.0)
    assert replay(again.document, map(_kept, changes)).document == again.document, "replaying twice changes nothing more"


def test_no_change_leaves_the_document_as_it_was() -> None:
    document = _parsed()
    assert replay(document, []).document == document
    accepted = replay(document, map(_kept, [accept(document, "header/date"), accept(document, f"tasks/{document.tasks[0].id}")]))
    assert (accepted.document, accepted.conflicts) == (document, ())
    assert set(accepted.seen) == {"header/date", document.tasks[0].id}
    other = _parsed(LETTER.replace("02 tháng 3", "04 tháng 3"))
    outdated = replay(other, [_kept(accept(document, "header/date"))])
    assert ([c.reason for c in outdated.conflicts], dict(outdated.seen)) == (["parser_changed"], {})


def test_places_follow_their_words() -> None:
    document = _parsed()
    change = set_item(document, _task(document, "2").id, "lead", [_unit(document, "Văn phòng Sở")])
    other = _parsed(LETTER.replace("V/v phòng, chống dịch", "V/v tăng cường công tác phòng, chống dịch bệnh mùa xuân"))
    again = replay(other, [_kept(change)])
    assert again.conflicts == ()
    unit = _task(again.document, "2").lead[0]
    assert other.text.content[unit.span.start : unit.span.end] == "Văn phòng Sở"


def test_an_item_whose_number_moved_is_found_by_its_words() -> None:
    document = _parsed()
    change = set_item(document, _task(document, "2").id, "outcome", "Báo cáo tổng hợp")
    moved = LETTER.replace("2. Phòng", "3. Phòng").replace("\n1. Trung", "\n1. Văn phòng Sở bố trí kinh phí.\n2. Trung")
    again = replay(_parsed(moved), [_kept(change)])
    assert again.conflicts == ()
    assert _task(again.document, "3").outcome == "Báo cáo tổng hợp"
    assert _task(again.document, "2").outcome != "Báo cáo tổng hợp"


def test_what_is_gone_is_a_conflict_and_nothing_else_changes() -> None:
    document = _parsed()
    change = set_item(document, _task(document, "2").id, "outcome", "Báo cáo")
    shorter = _parsed("\n".join(line for line in LETTER.split("\n") if not line.startswith("2. ")))
    again = replay(shorter, [_kept(change)])
    assert [conflict.reason for conflict in again.conflicts] == ["words_gone"]
    assert again.document == shorter


def test_a_parser_that_changed_its_mind_is_a_conflict_but_the_person_holds() -> None:
    document = _parsed()
    made = set_header(document, "subject", "về thuốc")
    outdated = Made(made.path, made.operation, "điều mà bản đọc trước thấy", made.now)
    again = replay(document, [outdated])
    assert [(c.reason, c.found) for c in again.conflicts] == [("parser_changed", document.header.subject)]
    assert again.document.header.subject == "về thuốc"
    agreeing = Made("header/subject", "set", "gì khác", document.header.subject)
    assert replay(document, [agreeing]).conflicts == (), "the parser now says what the person said"


def test_split_merge_remove_and_add() -> None:
    document = _parsed()
    first, second = _task(document, "1"), _task(document, "2")
    merged = {**first.model_dump(mode="json"), "text": f"{first.text} {second.text}"}
    again = replay(_parsed(), [_kept(replace_items(document, "tasks", [first.id, second.id], [merged]))])
    assert again.conflicts == ()
    assert [task.ref for task in again.document.tasks] == ["1"]
    assert all(citation.task_id in (None, first.id) for citation in again.document.citations)

    removed = replay(_parsed(), [_kept(replace_items(document, "tasks", [second.id], []))]).document
    assert [task.ref for task in removed.tasks] == ["1"]
    assert all(second.id not in target.task_ids for target in removed.targets)

    halves = [{**second.model_dump(mode="json"), "ref": ref} for ref in ("2.a", "2.b")]
    split = replay(_parsed(), [_kept(replace_items(document, "tasks", [second.id], halves))]).document
    assert [(task.ref, task.id) for task in split.tasks] == [(r, f"{document.key}#{r}") for r in ("1", "2.a", "2.b")]

    twin = replay(_parsed(), [_kept(replace_items(document, "tasks", [], [first.model_dump(mode="json")]))]).document
    assert sorted(task.id for task in twin.tasks) == [first.id, f"{first.id}~2", second.id]


def test_a_corrected_number_renames_everything_that_bore_the_old_key() -> None:
    document = _parsed()
    assert document.header.number is not None
    number = {**document.header.number.model_dump(mode="json"), "raw": "46/SYT-NVY", "normalized": "46/SYT-NVY", "sequence": "46"}
    again = replay(_parsed(), [_kept(set_header(document, "number", number))]).document
    assert again.key == document.key.replace("/45", "/46") != document.key
    assert document.key not in again.model_dump_json()
    assert {edge.stated_by for edge in again.relations} == {again.key}


def test_a_redirected_citation_takes_its_edge_along() -> None:
    document = _parsed()
    citation = document.citations[0]
    again = replay(_parsed(), [_kept(set_item(document, citation.id, "target_key", "song-lam/ubnd-kgvx/2026/21"))]).document
    assert again.citations[0].target_key == "song-lam/ubnd-kgvx/2026/21"
    assert {edge.target_key for edge in again.relations} == {"song-lam/ubnd-kgvx/2026/21"}
    assert [edge.citation_ids for edge in again.relations] == [edge.citation_ids for edge in document.relations]
    cleared = replay(_parsed(), [_kept(set_item(document, citation.id, "target_key", None))]).document
    assert cleared.relations == ()
    assert cleared.citations[0].resolution.status == "unresolved"


@pytest.mark.parametrize(
    "change",
    [
        Made("header/date", "set", None, ["not a date"]),
        Made("header/nothing", "set", None, "x"),
        Made("header/evidence", "set", {}, {}),
        Made("tasks/1/lead", "set", [], [], None),
        Made("tasks/1/id", "set", "a", "b", {"id": "1", "start": 0, "exact": "UBND", "prefix": "", "suffix": ""}),
        Made("sections", "replace", [], []),
        Made("tasks", "replace", None, None),
        Made("tasks", "replace", [], [{"ref": 3}]),
        Made("tasks/1", "accept", {}, None, None),
        Made("tasks/1", "conquer"),  # type: ignore[arg-type]
    ],
)
def test_nonsense_is_a_conflict_and_changes_nothing(change: Made) -> None:
    document = _parsed()
    again = replay(document, [change])
    assert len(again.conflicts) == 1
    assert again.document == document


def test_portable_values_carry_the_words_they_stand_on() -> None:
    kept = portable({"span": {"start": 3, "end": 5}, "list": [{"start": 0, "end": 1}]}, "abcdefgh")
    assert kept["span"]["quote"] == {"start": 3, "exact": "de", "prefix": "abc", "suffix": "fgh"}
    assert kept["list"][0]["quote"]["exact"] == "a"
