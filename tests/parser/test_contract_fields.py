"""Every field of the contract is filled by some sample: a field that the parser never fills is a promise not kept."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models import Document
from parser.pipeline import parse

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples" / "files"

# Filled only by what the samples hold no example of; each has its own test beside its reader or rule.
ELSEWHERE = {
    "text.repairs": "tests/parser/readers: legacy encodings, OCR repairs",
    "header.signatures": "tests/parser/readers: signed PDFs and stamps",
    "source.page_records.rotation": "tests/parser/readers: turned pages",
}


# What the samples hold no example of, in one letter of an invented province.
RICH = """SỞ NỘI VỤ TỈNH SÔNG LAM
CÔNG VĂN ĐẾN
Số: 1204
Ngày: 06/3/2026
ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM

Số: 05/2026/QĐ-UBND
MẬT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Sông Lam, ngày 02 tháng 3 năm 2026

QUYẾT ĐỊNH
Ban hành Kế hoạch chuyển đổi số năm 2026

Căn cứ điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;
Căn cứ Quyết định số 731/QĐ-BTYT ngày 22 tháng 3 năm 2018 của Bộ Y tế phê duyệt Đề án trạm xá lưu động;

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số năm 2026.
Điều 2. Sở Nội vụ phải bố trí tối thiểu 02 cán bộ cho mỗi xã và giảm từ 10% đến 15% thời gian giải quyết hồ sơ trong năm 2026.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 3;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Mẫu

PHỤ LỤC I
DANH MỤC NHIỆM VỤ
(Kèm theo Quyết định số 05/2026/QĐ-UBND ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh)

| TT | Nhiệm vụ | Lãnh đạo phụ trách | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |
| 1 | Xây dựng cơ sở dữ liệu hộ tịch | Phó Chủ tịch Ủy ban nhân dân tỉnh | Sở Tư pháp | Sở Nội vụ | Quý II/2026 |
"""
LETTER = """ỦY BAN NHÂN DÂN TỈNH SÔNG LAM
SỞ TƯ PHÁP

Số: 77/STP-VP
V/v báo cáo công tác hộ tịch
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Sông Lam, ngày 04 tháng 3 năm 2026

Kính gửi:
- Ủy ban nhân dân các xã, phường;
- Trung tâm Trợ giúp pháp lý tỉnh.
(sau đây gọi chung là các đơn vị)

Sở Tư pháp đề nghị các đơn vị thực hiện một số nội dung sau:
1. Các đơn vị báo cáo kết quả về Sở Tư pháp trước ngày 30/6/2026.
2. Rà soát sổ hộ tịch theo Thông tư số 04/2024/TT-BTP ngày 06/6/2024 của Bộ Tư pháp sửa đổi, bổ sung một số điều của Thông tư số 04/2020/TT-BTP ngày 28/5/2020, phối hợp với các đơn vị liên quan hoàn thành trong Quý III/2026.

Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC

Lê Thị Mẫu
"""


@cache
def _documents() -> tuple[dict[str, Any], ...]:
    sources = {path.name: path.read_bytes() for path in sorted(SAMPLES.iterdir())} | {"rich.txt": RICH.encode(), "letter.txt": (LETTER + "\n" + RICH).encode()}
    return tuple(parse(data, name, parsed_at="2026-01-01T00:00:00+00:00").model_dump() for name, data in sources.items())


def _paths(schema: dict[str, Any], definitions: dict[str, Any], at: str = "", seen: tuple[str, ...] = ()) -> set[str]:
    """Every leaf of the JSON Schema as a dotted path; lists and maps are entered, recursion is not repeated."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return set() if name in seen else _paths(definitions[name], definitions, at, (*seen, name))
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            return _paths(option, definitions, at, seen)
    if schema.get("type") == "array" and "items" in schema:
        return _paths(schema["items"], definitions, at, seen)
    if "properties" in schema:
        return {p for name, value in schema["properties"].items() for p in _paths(value, definitions, f"{at}.{name}".lstrip("."), seen)}
    if isinstance(schema.get("additionalProperties"), dict):
        return _paths(schema["additionalProperties"], definitions, f"{at}.*", seen)
    return {at}


def _filled(value: Any, at: str = "") -> set[str]:
    if isinstance(value, dict):
        star = at == "header.evidence"
        return {p for name, v in value.items() for p in _filled(v, f"{at}.{'*' if star else name}".lstrip("."))}
    if isinstance(value, (list, tuple)):
        return {p for v in value for p in _filled(v, at)}
    return set() if value is None or value is False or value == "" else {at}


def _shared(path: str) -> str:
    """A unit is one shape wherever it stands, and so is a forwarded document's header: one example of each field is enough."""
    path = path.removeprefix("attachments.") if path.startswith("attachments.header.") and path != "attachments.header.type" else path
    for where in ("header.issuer", "header.parent_issuer", "header.addressees", *(f"tasks.{r}" for r in ("lead", "coordinating", "reports_to", "supervised_by"))):
        if path.startswith(f"{where}.") and not path.endswith(".name"):
            return "unit" + path.removeprefix(where)
    return path.replace("warnings.span.boxes", "citations.span.boxes").replace("warnings.span.page", "citations.span.page")


SCHEMA = Document.model_json_schema()
FIELDS = sorted({_shared(path) for path in _paths(SCHEMA, SCHEMA["$defs"])})


@cache
def _all_filled() -> frozenset[str]:
    return frozenset(_shared(p) for document in _documents() for p in _filled(document))


@pytest.mark.parametrize("field", [f for f in FIELDS if not f.startswith(tuple(ELSEWHERE))])
def test_some_sample_fills(field: str) -> None:
    assert field in _all_filled()


def test_the_fields_are_those_of_the_contract() -> None:
    """The walk over the schema finds what it should: a few fields of every depth."""
    for field in ("key", "source.sha256", "header.number.normalized", "header.evidence.*.rule", "tasks.deadlines.anchor.offset", "tables.rows.cells.merged"):
        assert field in FIELDS


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("header.secrecy", {"Mật"}),
        ("header.received.number", {"1204"}),
        ("header.received.date", {"2026-03-06"}),
        ("tasks.modality", {"phai", "de_nghi"}),
        ("tasks.kind", {"action", "reporting", "statement"}),
        ("tasks.supervised_by.name", {"Phó Chủ tịch Ủy ban nhân dân tỉnh"}),
        ("tasks.reports_to.name", {"Sở Tư pháp"}),
        ("targets.upper", {"15"}),
        ("targets.comparator", {">=", "range"}),
        ("citations.resolution.status", {"suspected_typo"}),
        ("citations.pinpoint.diem", {"a"}),
        ("header.number.year", {"2026"}),
    ],
)
def test_the_invented_letters_give_these_values(field: str, values: set[str]) -> None:
    """Not only filled, but with the right thing: what the letters above say."""
    found: set[str] = set()
    for text in (RICH, LETTER):
        items: list[Any] = [parse(text.encode(), "x.txt").model_dump()]
        for name in field.split("."):
            items = [v for item in items if item is not None for v in (item[name] if isinstance(item[name], (list, tuple)) else [item[name]])]
        found |= set(items)
    assert values <= found
