"""Mutated files: truncated, flipped, spliced, seeded. Each gives a Reading or a stable error; the parent lives and no file hangs.

CHIDAO_MUTATIONS sets how many of each kind (a short run by default).
"""

import io
import os
import random
import zipfile
from collections.abc import Iterator

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from parser.errors import SourceError
from parser.options import Options
from parser.readers import read
from parser.readers.worker import close
from parser.text.canonical import canonical

COUNT = int(os.environ.get("CHIDAO_MUTATIONS", "25"))
CODES = {"empty_file", "encrypted", "malformed", "reader_crashed", "unsupported_format", "unpacked_too_large", "too_many_pages", "time_limit", "memory_limit"}
LIMITS = Options(max_seconds=20.0, max_memory_bytes=3 << 30, ocr=False, isolate=True)


@pytest.fixture(scope="module", autouse=True)
def _no_worker_left() -> Iterator[None]:
    yield
    close()


def pdf() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in range(3):
        for k in range(12):
            canvas.drawString(80, 780 - 20 * k, f"Line {k} of page {page}: report to the office before the 15th")
        for x in (80, 200, 500):
            canvas.line(x, 500, x, 400)
        for y in (500, 450, 400):
            canvas.line(80, y, 500, y)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def word() -> bytes:
    made = docx.Document()
    for k in range(6):
        made.add_paragraph(f"{k}. Rà soát, báo cáo kết quả", style="List Number")
    table = made.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "gộp"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def page() -> bytes:
    rows = "".join(f"<tr><td rowspan={k % 3}>{k}</td><td>Phòng A</td></tr>" for k in range(9))
    return f"<html><body><div><p>Điều 1. Ban hành</p><table>{rows}</table><ol><li>a</ol></div></body></html>".encode()


def mutated(data: bytes, rnd: random.Random) -> bytes:
    out = bytearray(data)
    if rnd.random() < 0.2:
        return bytes(out[: rnd.randrange(1, len(out))])
    for _ in range(rnd.choice((1, 3, 10, 60))):
        at, kind = rnd.randrange(len(out)), rnd.random()
        if kind < 0.5:
            out[at] = rnd.randrange(256)
        elif kind < 0.75 and len(out) > 400:
            del out[at : at + rnd.randrange(200)]
        else:
            other = rnd.randrange(len(out))
            out[at:at] = out[other : other + rnd.randrange(300)]
    return bytes(out)


def repacked(data: bytes, rnd: random.Random) -> bytes:
    """A whole zip with broken parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, mutated(content, rnd) if content and name.startswith("word/") and rnd.random() < 0.6 else content)
    return buffer.getvalue()


@pytest.mark.parametrize(("make", "change"), [(pdf, mutated), (word, mutated), (word, repacked), (page, mutated)])
def test_a_mutated_file_gives_a_reading_or_a_stable_code(make, change) -> None:  # type: ignore[no-untyped-def]
    data, rnd = make(), random.Random(20260301)
    outcomes: list[str] = []
    for _ in range(COUNT):
        broken = change(data, rnd)
        try:
            canonical(read(broken, "công văn (1).bin", LIMITS))
            outcomes.append("read")
        except SourceError as error:
            outcomes.append(error.code)
    assert set(outcomes) <= CODES | {"read"}
    assert "read" in outcomes, "mutations that break every file test nothing"
    assert not {"time_limit", "reader_crashed"} & set(outcomes), "known readers stand these mutations"
