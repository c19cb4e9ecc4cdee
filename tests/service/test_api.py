"""The API's promises: cursors, fields, conditional requests, gzip, idempotency, problems, lookup, pages, the feed."""

import hashlib
import json
import re

import pytest
from tests_server import Service
from tests_service import SAMPLES, changes, dispatch, until, upload


@pytest.fixture(scope="module")
def filled(service: Service) -> Service:
    answer = service.post("/v1/uploads", files=[("file", (f"cong-van-{n}.txt", dispatch(n))) for n in range(2, 8)] + [("file", ("a.pdf", (SAMPLES / "cong-van-688-syt-tchc.pdf").read_bytes()))])
    assert answer.status_code == 202
    for job in answer.json()["jobs"]:
        assert service.wait_for(job["id"])["state"] == "done"
    return service


@pytest.mark.parametrize("path", ["/v1/tasks", "/v1/documents", "/v1/citations", "/v1/units", "/v1/relations", "/v1/targets", "/v1/jobs"])
def test_cursors_give_each_row_once(filled: Service, path: str) -> None:
    whole = filled.get(path, params={"limit": 1000}).json()["items"]
    seen, cursor = [], None
    for _ in range(len(whole) + 1):
        page = filled.get(path, params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == whole
    assert path == "/v1/targets" or seen


def test_a_cursor_of_another_list_is_refused(filled: Service) -> None:
    cursor = filled.get("/v1/tasks", params={"limit": 1}).json()["next"]
    for asked in (cursor, "x", "W10", "é"):
        answer = filled.get("/v1/documents", params={"cursor": asked})
        assert (answer.status_code, answer.json()["code"]) == (404, "cursor_not_found")


@pytest.mark.parametrize("sort", ["due", "-due", "date", "-date", "document"])
def test_sorted_tasks_come_whole_behind_cursors(filled: Service, sort: str) -> None:
    whole = [t["id"] for t in filled.get("/v1/tasks", params={"limit": 1000, "sort": sort}).json()["items"]]
    seen, cursor = [], None
    for _ in range(len(whole) + 1):
        page = filled.get("/v1/tasks", params={"limit": 3, "sort": sort} | ({"cursor": cursor} if cursor else {})).json()
        seen += [t["id"] for t in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == whole
    assert len(set(seen)) == len(seen) > 5


def test_some_fields_only(filled: Service) -> None:
    page = filled.get("/v1/tasks", params={"fields": "id,title", "limit": 2}).json()
    assert [sorted(item) for item in page["items"]] == [["id", "title"]] * 2
    assert page["total"] > 2
    assert filled.get("/v1/tasks", params={"fields": "id,secret"}).status_code == 422


def test_what_is_known_is_not_sent_again(filled: Service) -> None:
    for path in ("/v1/tasks", "/v1/documents", "/v1/search?q=ho+so"):
        first = filled.get(path)
        again = filled.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert filled.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_long_answers_are_zipped(filled: Service) -> None:
    assert filled.get("/v1/tasks", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in filled.get("/v1/tasks", headers={"Accept-Encoding": "identity"}).headers


def test_an_idempotency_key_stands_for_its_files(service: Service) -> None:
    one = upload(service, dispatch(20), **{"Idempotency-Key": "k-1"})
    assert upload(service, dispatch(20), **{"Idempotency-Key": "k-1"})["id"] == one["id"]
    other = service.post("/v1/documents", files={"file": ("x.txt", dispatch(21))}, headers={"Idempotency-Key": "k-1"})
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("en", "en"), ("en-US,en;q=0.9", "en"), ("vi", "vi"), ("vi,en;q=0.8", "vi"), ("fr", "vi"), ("", "vi"), ("en;q=0.1, vi;q=0.9", "vi"), ("en;q=x", "vi")],
)
def test_problems_speak_the_reader_s_language(service: Service, accepted: str, language: str) -> None:
    problem = service.get("/v1/documents/nothing", headers={"Accept-Language": accepted})
    assert problem.headers["content-language"] == language
    assert problem.json()["title"] == problem.json()[language]
    assert problem.json()["type"] == "urn:chidao:problem:document_not_found"


def test_events_follow_a_job_to_its_end(service: Service) -> None:
    job = upload(service, dispatch(22))
    with service.stream("GET", f"/v1/jobs/{job['id']}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        told = [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]
    assert told[-1]["state"] == "done"
    assert told[-1]["document_key"]


def test_progress_is_told_by_page(service: Service) -> None:
    job = upload(service, (SAMPLES / "cong-van-688-syt-tchc-scan.pdf").read_bytes(), "scan.pdf")
    seen = []
    with service.stream("GET", f"/v1/jobs/{job['id']}/events") as stream:
        seen = [json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: ")]
    running = [(j["pages_done"], j["pages_total"]) for j in seen if j["state"] == "running"]
    assert any(total for _, total in running)
    assert seen[-1]["pages_done"] == seen[-1]["pages_total"] >= 1


def test_a_running_job_is_cancelled_and_read_again(service: Service) -> None:
    job = upload(service, (SAMPLES / "cong-van-688-syt-tchc-scan.pdf").read_bytes() + b"\n%again", "scan.pdf")
    until(lambda: service.get(f"/v1/jobs/{job['id']}").json()["state"] != "queued")
    assert service.post(f"/v1/jobs/{job['id']}/cancel").json()["state"] == "cancelled"
    assert service.post(f"/v1/jobs/{job['id']}/cancel").json()["code"] == "job_finished"
    before = service.get("/v1/documents").json()["total"]
    quick = upload(service, dispatch(23))
    assert service.wait_for(quick["id"])["state"] == "done"
    assert service.get("/v1/documents").json()["total"] == before + 1
    assert service.get(f"/v1/jobs/{job['id']}").json()["state"] == "cancelled"
    assert service.post(f"/v1/jobs/{job['id']}/retry").json()["state"] == "queued"
    assert service.wait_for(job["id"])["state"] == "done"
    assert service.post(f"/v1/jobs/{job['id']}/retry").json()["code"] == "job_not_failed"


def test_citations_in_pasted_text(filled: Service) -> None:
    text = (
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ; Công văn số 4/UBND-VX ngày 12/01/2026 của Ủy ban nhân dân tỉnh Sông Lam; "
        "Quyết định số 999/QĐ-BYT ngày 01/02/2025 của Bộ Y tế; xem thêm văn bản 12//QĐ và 77/UBND?? từ ngày 15/7/2026, đạt 3/4."
    )
    found = filled.post("/v1/citations/lookup", json={"text": text}).json()
    by_raw = {c["raw"]: c for c in found["citations"]}
    status = {c["number"] or raw: c["status"] for raw, c in by_raw.items()}
    assert status["30/2020/NĐ-CP"] == "resolved"
    assert status["999/QĐ-BYT"] == "unknown"
    assert "malformed" in {c["status"] for c in found["citations"]}
    assert not any("15/7/2026" in raw or raw == "3/4" for raw in by_raw)
    assert all(found["text"][c["start"] : c["end"]].split() == c["raw"].split() for c in found["citations"])


def test_the_same_number_of_two_bodies_is_several(filled: Service) -> None:
    other = dispatch(5).replace("TỈNH SÔNG LAM".encode(), "TỈNH SÔNG HỒNG LAM".encode()).replace("tỉnh Sông Lam".encode(), "tỉnh Sông Hồng Lam".encode())
    assert filled.wait_for(upload(filled, other.replace(b"2026\n\nV/v", b"2025\n\nV/v"), "khac.txt")["id"])["state"] == "done"
    found = filled.post("/v1/citations/lookup", json={"text": "theo Công văn số 5/UBND-VX, đề nghị báo cáo."}).json()["citations"]
    assert [c["status"] for c in found] == ["several"]
    assert len(found[0]["candidates"]) == 2


def test_parts_pages_and_the_original(filled: Service) -> None:
    key = next(d["key"] for d in filled.get("/v1/documents").json()["items"] if d["pages"])
    document = filled.get(f"/v1/documents/{key}").json()
    sections = filled.get(f"/v1/documents/{key}/sections").json()
    assert next(s["depth"] for s in sections) == 0
    boxes = filled.get(f"/v1/documents/{key}/pages/1").json()["boxes"]
    assert {b["kind"] for b in boxes} >= {"task", "header"}
    image = filled.get(f"/v1/documents/{key}/pages/1/image", params={"dpi": 72})
    assert image.headers["content-type"] == "image/png" and image.content.startswith(b"\x89PNG")
    width, height = (int.from_bytes(image.content[i : i + 4], "big") for i in (16, 20))
    assert all(-1 <= b["x0"] < b["x1"] <= width + 1 and -1 <= b["top"] < b["bottom"] <= height + 1 for b in boxes)
    original = filled.get(f"/v1/documents/{key}/original")
    assert hashlib.sha256(original.content).hexdigest() == document["source"]["sha256"]
    assert original.headers["content-disposition"].startswith("attachment")
    assert filled.get(f"/v1/documents/{key}/pages/99").status_code == 404
    assert filled.get(f"/v1/documents/{key}/pages/99/image").json()["code"] == "no_such_page"


def test_an_original_that_rotted_is_not_handed_out(filled: Service) -> None:
    job = filled.wait_for(upload(filled, dispatch(30))["id"])
    path = filled.home / "originals" / job["sha256"]
    path.write_bytes(path.read_bytes().replace("Sở Y tế".encode(), "Sở Y tệ".encode()))
    answer = filled.get(f"/v1/documents/{job['document_key']}/original")
    assert (answer.status_code, answer.json()["code"]) == (500, "original_damaged")


def test_a_unit_has_its_calendar(filled: Service) -> None:
    unit = filled.get("/v1/units", params={"text": "so y te"}).json()["items"][0]
    calendar = filled.get(f"/v1/units/{unit['key']}/calendar.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "DUE;VALUE=DATE:20260629" in calendar.text
    assert filled.get(f"/v1/units/{unit['key']}/tasks").json()["total"] >= 1
    assert filled.get("/v1/units/khong-co/calendar.ics").json()["code"] == "unit_not_found"


def test_the_feed_has_every_task_once(filled: Service) -> None:
    feed = changes(filled)
    numbers = [c["n"] for c in feed]
    assert numbers == sorted(set(numbers))  # type: ignore[type-var]
    added = [c["subject"] for c in feed if c["kind"] == "task.added"]
    gone = {c["subject"] for c in feed if c["kind"] == "task.removed"}
    tasks = {t["id"] for t in filled.get("/v1/tasks", params={"limit": 1000}).json()["items"]}
    assert tasks == set(added) - gone
    assert len(added) == len(set(added))


def test_a_deleted_document_leaves_nothing(filled: Service) -> None:
    words = "hạng mục bí danh Hoa Sen"
    job = filled.wait_for(upload(filled, dispatch(40, words), "hoa-sen.txt")["id"])
    key = job["document_key"]
    assert filled.get("/v1/search", params={"q": "hoa sen"}).json()["items"]
    assert filled.delete(f"/v1/documents/{key}").status_code == 204
    assert filled.get(f"/v1/documents/{key}").status_code == 404
    assert filled.get(f"/v1/jobs/{job['id']}").status_code == 404
    assert filled.get("/v1/search", params={"q": "hoa sen"}).json()["items"] == []
    assert ("document.removed", key) in {(c["kind"], c["subject"]) for c in changes(filled)}
    until(lambda: not any(b"Hoa Sen" in p.read_bytes() or b"hoa-sen" in p.read_bytes() for p in filled.home.rglob("*") if p.is_file()), 20)
    assert filled.delete(f"/v1/documents/{key}").status_code == 404


def test_a_classified_dispatch_is_refused_and_nothing_is_kept(service: Service) -> None:
    before = {p.name for p in service.home.rglob("*")}
    job = upload(service, dispatch(50, "công trình Ngựa Đá", secrecy="MẬT"), "ngua-da.txt")
    state = service.wait_for(job["id"])
    assert (state["state"], state["code"], state["filename"]) == ("failed", "classified_document", "")
    until(lambda: not any(w in p.read_bytes() for p in service.home.rglob("*") if p.is_file() for w in ("Ngựa Đá".encode(), b"ngua-da")), 20)
    assert {p.name for p in service.home.rglob("*")} - before <= {"service.sqlite-journal"}


def test_health_readiness_metrics(service: Service) -> None:
    assert service.get("/v1/health").json()["status"] == "ok"
    assert service.get("/v1/ready").json()["status"] == "ready"
    text = service.get("/v1/metrics").text
    assert re.search(r'chidao_requests_total\{method="GET",route="/v1/health",status="200"\} [1-9]', text)
    assert 'chidao_jobs{state="done"}' in text
