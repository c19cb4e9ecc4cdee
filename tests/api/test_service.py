"""The service as its users meet it: a real server process on loopback, real files, real requests."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from tests_server import Service, free_port, started

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples" / "files"
LETTER = SAMPLES / "cong-van-688-syt-tchc.docx"
DECISION = SAMPLES / "quyet-dinh-412-qd-ubnd.docx"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with started(tmp_path_factory.mktemp("home"), free_port()) as client:
        yield client


def _uploaded(client: Service, path: Path, name: str | None = None) -> dict[str, str]:
    job = client.post("/v1/documents", files={"file": (name or path.name, path.read_bytes())})
    assert job.status_code == 202, job.text
    return client.wait_for(job.json()["id"])


@pytest.fixture(scope="module")
def filled(server: Service) -> Service:
    for path in (LETTER, DECISION):
        assert _uploaded(server, path)["state"] == "done"
    return server


def test_an_upload_becomes_a_document(filled: Service) -> None:
    state = _uploaded(filled, LETTER)
    document = filled.get(f"/v1/documents/{state['document_key']}").json()
    assert document["header"]["number"]["normalized"] == "688/SYT-TCHC"
    assert document["tasks"]
    assert document["source"]["sha256"] == state["sha256"]


def test_the_same_bytes_are_the_same_job(filled: Service) -> None:
    again = filled.post("/v1/documents", files={"file": ("other name.docx", LETTER.read_bytes())}).json()
    assert again["filename"] == LETTER.name


def test_tasks_are_filtered(filled: Service) -> None:
    all_of_them = filled.get("/v1/tasks").json()
    one_document = filled.get("/v1/tasks", params={"document": all_of_them["items"][0]["document_key"]}).json()
    assert 0 < one_document["total"] < all_of_them["total"]
    due = filled.get("/v1/tasks", params={"due_after": "2026-01-01", "due_before": "2026-06-30"}).json()
    assert due["items"]
    assert all(any(d["due"] and "2026-01-01" <= d["due"] <= "2026-06-30" for d in t["deadlines"]) for t in due["items"])
    unit = filled.get("/v1/tasks", params={"unit_like": "so noi vu", "role": "lead"}).json()
    assert unit["items"]
    assert all(any("Nội vụ" in u["name"] for u in t["lead"]) for t in unit["items"])


def test_who_cites_a_decision(filled: Service) -> None:
    citations = filled.get("/v1/citations", params={"relation": "legal_basis"}).json()
    target = citations["items"][0]["target_key"]
    around = filled.get(f"/v1/documents/{target}/neighbours", params={"direction": "in"}).json()
    assert target in {n["key"] for n in around["nodes"]}
    assert any(e["target_key"] == target for e in around["edges"])


def test_every_export_has_every_task(filled: Service) -> None:
    total = filled.get("/v1/tasks").json()["total"]
    names = [e["name"] for e in filled.get("/v1/exports").json()]
    assert {"json", "jsonl", "csv", "xlsx", "ics", "graphml"} <= set(names)
    sheet = openpyxl.load_workbook(io.BytesIO(filled.get("/v1/exports/xlsx").content)).worksheets[0]
    numbered = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert len(numbered) == total
    documents = [json.loads(line) for line in filled.get("/v1/exports/jsonl").text.splitlines()]
    assert sum(len(d["tasks"]) for d in documents) == total


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/documents/no/2020/1", 404, "document_not_found"),
        ("GET", "/v1/jobs/none", 404, "job_not_found"),
        ("GET", "/v1/exports/docx", 404, "no_such_export"),
        ("GET", "/v1/tasks?due_before=tomorrow", 422, "invalid_request"),
        ("GET", "/v1/nothing", 404, "not_found"),
        ("DELETE", "/v1/tasks", 405, "method_not_allowed"),
    ],
)
def test_errors_are_problems_in_both_languages(server: Service, method: str, path: str, status: int, code: str) -> None:
    answer = server.request(method, path, headers={"Accept-Language": "en"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == code
    assert problem["title"] == problem["en"] != problem["vi"]


@pytest.mark.parametrize(("name", "data", "code"), [("empty.pdf", b"", "empty_file"), ("picture.pdf", b"\x00\x01\x02\x03" * 50, None)])
def test_a_bad_file_is_a_failed_job_with_a_code(server: Service, tmp_path: Path, name: str, data: bytes, code: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    state = _uploaded(server, path)
    assert state["state"] == "failed"
    assert state["vi"]
    assert state["en"]
    assert code is None or state["code"] == code


@pytest.mark.parametrize("text", ['" OR 1=1 --', "NEAR(", "a* AND", "'; DROP TABLE tasks; --", "đ" * 150, "<script>alert(1)</script>"])
def test_hostile_queries_find_nothing_and_break_nothing(filled: Service, text: str) -> None:
    for path in ("/v1/tasks", "/v1/documents"):
        assert filled.get(path, params={"text": text}).status_code == 200
    page = filled.get("/tasks", params={"text": text, "unit": text})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_hostile_names_stay_names(filled: Service, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("CÔNG VĂN\nKính gửi: Các phòng\n1. Đề nghị các phòng báo cáo.\n", encoding="utf-8")
    state = _uploaded(filled, path, "../../etc/<b>công văn</b>\x07.txt")
    assert "/" not in state["filename"]
    page = filled.get(f"/documents/{state['document_key']}")
    assert "<b>công văn</b>" not in page.text


def test_pages_open_and_load_nothing_from_elsewhere(filled: Service) -> None:
    key = filled.get("/v1/documents").json()["items"][0]["key"]
    for path in ("/", "/tasks", "/docs", f"/documents/{key}", "/documents/khong/2020/1"):
        page = filled.get(path)
        assert "default-src 'self'" in page.headers["content-security-policy"]
        assert 'lang="vi"' in page.text
        assert "http://" not in page.text.replace("http://127.0.0.1", "")
        assert "https://" not in page.text


def test_a_restart_takes_up_what_was_queued(tmp_path: Path) -> None:
    """A server killed right after it accepted an upload reads it when it comes back."""
    port = free_port()
    with started(tmp_path, port) as client:
        job = client.post("/v1/documents", files={"file": (DECISION.name, DECISION.read_bytes())}).json()
        client.kill()
    with started(tmp_path, port) as client:
        assert client.wait_for(job["id"])["state"] == "done"
        assert client.get("/v1/documents").json()["total"] == 1
