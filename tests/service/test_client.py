"""The generated client: what the description gives, and it does the main job against a real server."""

from collections.abc import Callable
from pathlib import Path

import pytest
from chidao_client import Chidao, ChidaoProblem
from tests_server import ROOT, free_port, started
from tests_service import dispatch, make_key

from api.app import create_app
from api.client_writer import client
from api.service.settings import Settings, markdown


def test_the_committed_client_is_generated(tmp_path: Path) -> None:
    committed = (ROOT / "clients" / "python" / "chidao_client.py").read_text(encoding="utf-8")
    assert committed == client(create_app(Settings(home=tmp_path, database=None)).openapi())


def test_the_committed_settings_are_the_table() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").rstrip("\n") == "\n".join(markdown())


def test_the_client_does_the_main_job(tmp_path: Path) -> None:
    key = make_key(tmp_path, "admin")
    port = free_port()
    with started(tmp_path, port, CHIDAO_LEASE_SECONDS="5"), Chidao(f"http://127.0.0.1:{port}", key) as chidao:
        job = chidao.upload(("cong-van.txt", dispatch(1)), idempotency_key="one")
        assert list(chidao.job_events(job["id"]))[-1]["state"] == "done"
        more = chidao.upload_many([(f"{n}.txt", dispatch(n)) for n in (2, 3)])["jobs"]
        for one in more:
            list(chidao.job_events(one["id"]))
        document = chidao.document(chidao.job(job["id"])["document_key"] or "")
        assert document["header"]["number"] is not None
        assert document["header"]["number"]["normalized"] == "1/UBND-VX"
        tasks = list(chidao.each(chidao.tasks, unit_like="so y te", limit=1))
        assert len(tasks) == 3 and all(t["deadlines"][0]["due"] == "2026-06-29" for t in tasks)
        assert chidao.task(tasks[0]["id"])["id"] == tasks[0]["id"]
        assert {c["number"] for c in chidao.each(chidao.citations)} == {"30/2020/NĐ-CP"}
        assert chidao.neighbours("nd-cp/2020/30", direction="in")["edges"]
        assert chidao.lookup({"text": "Nghị định số 30/2020/NĐ-CP"})["citations"][0]["status"] == "resolved"
        assert chidao.search(q="ho so dien tu")["items"]
        assert "BEGIN:VCALENDAR" in chidao.unit_calendar(chidao.units(text="y te")["items"][0]["key"])
        feed = chidao.changes(after=0, limit=1000)
        assert [c["subject"] for c in feed["items"] if c["kind"] == "document.added"]
        assert chidao.changes(after=feed["next"])["items"] == []
        assert chidao.original(document["key"]) == dispatch(1)
        chidao.remove_document(document["key"])
        with pytest.raises(ChidaoProblem) as refused:
            chidao.document(document["key"])
        assert (refused.value.status, refused.value.code) == (404, "document_not_found")


def test_a_wrong_key_is_a_problem(service: Callable[..., object]) -> None:
    with Chidao(str(service.base_url), "chd_x_y") as chidao, pytest.raises(ChidaoProblem) as refused:  # type: ignore[attr-defined]
        chidao.tasks()
    assert refused.value.code == "key_required"
