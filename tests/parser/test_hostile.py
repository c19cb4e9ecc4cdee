"""Bad input gives a clear error with a stable code, or a Document with warnings, in bounded time and memory."""

import io
import resource
import time
import unicodedata
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from models import Document
from parser.errors import SourceError
from parser.options import Options
from parser.pipeline import parse

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples" / "files"
PDF = (SAMPLES / "quyet-dinh-412-qd-ubnd.pdf").read_bytes()
DOCX = (SAMPLES / "quyet-dinh-412-qd-ubnd.docx").read_bytes()
# Reading happens in a worker of its own, as the CLI and the service do it.
OPTIONS = Options(isolate=True, max_seconds=120.0)


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("L", (400, 300), 255).save(out, "PNG")
    return out.getvalue()


def _encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="chủ", user="người"))
    return out.getvalue()


def _many_pages(count: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as source, pikepdf.new() as pdf:
        for i in range(count):
            pdf.pages.append(source.pages[i % len(source.pages)])
        pdf.save(out)
    return out.getvalue()


def _docx_with(part: str, change: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            target.writestr(item.filename, change if item.filename == part else source.read(item.filename))
    return out.getvalue()


def _external_entity(secret: Path) -> bytes:
    secret.write_text("BÍ MẬT CỦA MÁY", encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(DOCX)) as source:
        body = source.read("word/document.xml").decode()
    head, _, rest = body.partition("?>")
    body = f'{head}?><!DOCTYPE x [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>{rest}'.replace("</w:t>", "&leak;</w:t>", 1)
    return _docx_with("word/document.xml", body.encode())


def _bomb() -> bytes:
    return _docx_with("word/document.xml", b"<w:document>" + b" " * (700 * 1024 * 1024) + b"</w:document>")


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("trống.pdf", lambda: b"", "empty_file"),
        ("mật khẩu.pdf", _encrypted, "encrypted"),
        ("đứt.pdf", lambda: PDF[: len(PDF) // 3], None),
        ("bom.docx", _bomb, "unpacked_too_large"),
        ("đứt.docx", lambda: DOCX[: len(DOCX) // 2], None),
        ("rác.bin", lambda: bytes(range(256)) * 64, None),
    ],
)
def test_a_clear_error_with_a_stable_code(name: str, make: object, code: str | None) -> None:
    try:
        document = parse(make(), name, options=OPTIONS)  # type: ignore[operator]
    except SourceError as error:
        assert code in (None, error.code)
        assert error.vi
        assert error.en
    else:
        assert code is None
        assert document.warnings


def test_a_picture_named_pdf_is_a_picture() -> None:
    assert parse(_png(), "ảnh.pdf", options=OPTIONS).source.media_type == "image/png"


def test_two_hundred_pages_in_bounded_time() -> None:
    began = time.monotonic()
    document = parse(_many_pages(200), "dài.pdf", options=OPTIONS)
    assert document.source.pages == 200
    assert time.monotonic() - began < 120


def test_an_external_entity_is_not_followed(tmp_path: Path) -> None:
    try:
        document = parse(_external_entity(tmp_path / "secret"), "xxe.docx", options=OPTIONS)
    except SourceError:
        return
    assert "BÍ MẬT" not in document.text.content


def test_one_line_repeated_to_fifty_megabytes() -> None:
    """Refused or read, in bounded time, and this process's memory stays far below the text's size times what a Document holds."""
    line = "1. Sở Nội vụ báo cáo kết quả trước ngày 30/6/2026.\n".encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    try:
        parse(line * (50_000_000 // len(line)), "lặp.txt", options=OPTIONS)
    except SourceError as error:
        assert error.status == 413
    assert time.monotonic() - began < 300
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8_000_000


def _said(document: Document) -> list[tuple[str, str]]:
    return [(t.ref, t.text) for t in document.tasks]


def test_decomposed_letters_read_like_composed_ones() -> None:
    text = "Kính gửi: Các phòng\n1. Đề nghị các phòng báo cáo kết quả về Văn phòng trước ngày 30/6/2026.\n2. Giao Phòng Tổ chức chủ trì tổng hợp.\n"
    composed = parse(text.encode(), "a.txt")
    decomposed = parse(unicodedata.normalize("NFD", text).encode(), "a.txt")
    assert decomposed.text.content == composed.text.content
    assert _said(decomposed) == _said(composed) != []


def test_names_with_marks_and_spaces_are_kept() -> None:
    assert parse(b"1. x", "công văn số 12 (bản sửa).txt").source.filename == "công văn số 12 (bản sửa).txt"
