"""Pages: the documents, one document beside its text, the work list."""

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates

from api.dependencies import JobsOf, Limit, Offset, StoreOf, Words
from api.web.marks import pieces
from corpus.exports import EXPORTERS
from corpus.exports.base import vietnamese_date
from corpus.store import read
from models import Document
from parser.errors import StoreError

router = APIRouter(default_response_class=HTMLResponse)
_templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
_templates.env.filters["ngay"] = vietnamese_date
_ROLES = (("Chủ trì", "lead"), ("Phối hợp", "coordinating"), ("Báo cáo về", "reports_to"), ("Chỉ đạo", "supervised_by"))
_INHERITED = {"heading": "tiêu đề", "lead_in": "câu dẫn", "addressees": "nơi gửi", "table": "ô gộp"}
_RELATIONS = {
    "legal_basis": "căn cứ", "implements": "thực hiện", "promulgates": "ban hành", "amends": "sửa đổi, bổ sung", "replaces": "thay thế",
    "repeals": "bãi bỏ", "guides": "hướng dẫn", "corrects": "đính chính", "consolidates": "hợp nhất", "replies_to": "trả lời, tiếp theo",
    "per": "theo", "cites": "nhắc đến",
}  # fmt: skip
_STATUSES = {
    "exact": "đúng văn bản nêu", "inferred": "suy ra", "suspected_typo": "nghi sai số, ký hiệu", "ambiguous": "chưa rõ văn bản nào",
    "unresolved": "chưa xác định",
}  # fmt: skip
_TYPES = {
    "cong_van": "Công văn", "quyet_dinh": "Quyết định", "ke_hoach": "Kế hoạch", "chi_thi": "Chỉ thị", "thong_bao": "Thông báo",
    "nghi_quyet": "Nghị quyết", "cong_dien": "Công điện", "to_trinh": "Tờ trình", "giay_moi": "Giấy mời", "bao_cao": "Báo cáo",
    "huong_dan": "Hướng dẫn", "chuong_trinh": "Chương trình", "de_an": "Đề án", "thong_tu": "Thông tư", "nghi_dinh": "Nghị định",
    "ket_luan": "Kết luận", "quy_che": "Quy chế", "quy_dinh": "Quy định", "luat": "Luật", "khac": "Văn bản",
}  # fmt: skip


def _page(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    return _templates.TemplateResponse(request, name, values, status_code=status)


@router.get("/")
def home(request: Request, store: StoreOf, offset: Offset = 0) -> Response:
    """Drop a file in; what has been read so far."""
    found = read.documents(store, limit=100, offset=offset)
    return _page(request, "home.html", documents=found.items, total=found.total)


@router.post("/upload")
def upload(jobs: JobsOf, file: Annotated[list[UploadFile], File()]) -> Response:
    """Queue each file; the page of the first one's job follows it."""
    submitted = jobs.submit([(one.file, one.filename) for one in file], caller="page")
    return RedirectResponse("/jobs?" + urlencode([("id", job.id) for job in submitted]), 303)


@router.get("/jobs")
def jobs(request: Request, jobs: JobsOf) -> Response:
    """The uploads just made: where each stands. One that is done leads to its document."""
    found = [jobs.get(job_id) for job_id in request.query_params.getlist("id")[:100]]
    if len(found) == 1 and found[0].document_key:
        return RedirectResponse(f"/documents/{found[0].document_key}", 303)
    waiting = any(job.state in ("queued", "running") for job in found)
    return _page(request, "jobs.html", jobs=found, waiting=waiting)


@router.get("/documents/{key:path}")
def document(request: Request, store: StoreOf, key: str) -> Response:
    """One dispatch: its text with the evidence marked, beside what was understood."""
    try:
        found = Document.model_validate_json(read.document_json(store, key))
    except StoreError as error:
        return _page(request, "fault.html", error.status, message=error.vi)
    keys = sorted({c.target_key for c in found.citations if c.target_key})
    return _page(request, "document.html", **document_values(found, read.held_keys(store, keys)))


def document_values(found: Document, held: set[str]) -> dict[str, Any]:
    """What the page of one dispatch shows; citations of `held` keys become links."""
    number = found.header.number.normalized if found.header.number else None
    return {
        "document": found, "number": number, "pieces": pieces(found), "facts": _facts(found), "held": held, "roles": _ROLES, "inherited": _INHERITED,
        "relations": _RELATIONS, "statuses": _STATUSES, "types": _TYPES,
    }  # fmt: skip


def rendered(name: str, **values: Any) -> str:
    """A page as text, without a server."""
    return _templates.get_template(name).render(values)


def _facts(document: Document) -> list[tuple[str, str, str | None]]:
    header = document.header

    def named(*units: Any) -> str:
        return "; ".join(unit.name for unit in units if unit is not None and unit.name)

    rows = [
        ("Số, ký hiệu", header.number.raw if header.number else "", "number"),
        ("Cơ quan", named(header.issuer), "issuer"),
        ("Cơ quan chủ quản", named(header.parent_issuer), "parent_issuer"),
        ("Nơi, ngày", ", ".join(x for x in (header.place, vietnamese_date(header.date)) if x), "date"),
        ("Kính gửi", named(*header.addressees), "addressees"),
        ("Người ký", "; ".join(" ".join(x for x in (s.authority, s.title, s.name) if x) for s in header.signers), "signers"),
        ("Nơi nhận", "; ".join(r.name for r in header.recipients), "recipients"),
        ("Lưu", header.archive or "", "archive"),
        ("Độ khẩn, độ mật", ", ".join(x for x in (header.urgency, header.secrecy) if x), "urgency"),
        ("Đọc từ", f"{document.source.filename} ({document.source.text_origin})", None),
    ]
    return [(label, value, f"header-{name}" if name in header.evidence else None) for label, value, name in rows if value]


@router.get("/tasks")
def tasks(
    request: Request, store: StoreOf, unit: Words = None, due_after: Words = None, due_before: Words = None, text: Words = None,
    limit: Limit = 100, offset: Offset = 0,
) -> Response:  # fmt: skip
    """The work list, filtered by what stands in the address."""
    filters = {"unit": unit or None, "due_after": due_after or None, "due_before": due_before or None, "text": text or None}
    wanted = read.TaskFilter(unit_like=filters["unit"], due_after=filters["due_after"], due_before=filters["due_before"], text=filters["text"])
    found = read.tasks(store, wanted, limit=limit, offset=offset)
    following = offset + limit if offset + limit < found.total else None
    return _page(
        request, "tasks.html", tasks=found.items, total=found.total, filters=filters, exports=[e.name for e in EXPORTERS],
        query=urlencode({k: v for k, v in filters.items() if v}), next_offset=following,
    )  # fmt: skip


@router.get("/docs")
def docs(request: Request) -> Response:
    """The API on one plain page; the machine-readable form is /v1/openapi.json."""
    operations = [
        (method.upper(), path, operation.get("description") or operation.get("summary", ""))
        for path, methods in request.app.openapi()["paths"].items()
        for method, operation in methods.items()
    ]
    return _page(request, "docs.html", operations=operations)
