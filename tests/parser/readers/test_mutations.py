"""Mutated files: truncated, flipped, spliced, seeded. Each gives a Reading or a stable error; the parent lives, does not grow, and no file hangs.

A short run by default. The long one: CHIDAO_MUTATIONS files of each kind for the readers of our own, CHIDAO_SLOW_MUTATIONS of each kind
through LibreOffice and OCR; another CHIDAO_MUTATION_SEED makes other files. `-s` prints the outcomes of each kind.
"""

import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parser.errors import SourceError
from parser.options import Options
from parser.readers import office, read
from parser.readers.worker import close
from parser.text.canonical import canonical

COUNT = int(os.environ.get("CHIDAO_MUTATIONS", "25"))
SLOW = int(os.environ.get("CHIDAO_SLOW_MUTATIONS", "2"))
SEED = int(os.environ.get("CHIDAO_MUTATION_SEED", "20260301"))
CODES = {"empty_file", "encrypted", "malformed", "reader_crashed", "unsupported_format", "unpacked_too_large", "too_many_pages", "time_limit", "memory_limit"}
LIMITS = Options(max_seconds=20.0, max_memory_bytes=3 << 30, ocr=False, isolate=True)
SLOW_LIMITS = Options(max_seconds=120.0, max_memory_bytes=3 << 30, isolate=True)
MAY_GROW = 96 << 20
"""Bytes that the parent may take more at its peak, whatever the number of files: one large answer and its bounded caches, no leak."""

Change = Callable[[bytes, random.Random], bytes]


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


def markdown() -> bytes:
    rows = "".join(f"| {k} | Phòng **A{k}** | [xem](https://a.vn/{k}) |\n" for k in range(9))
    return f"# KẾ HOẠCH\n\n**Căn cứ** _Luật_ số 1\n\n| TT | Đơn vị | Ghi chú |\n|---|:-:|---|\n{rows}\n1. Rà soát\n- báo cáo\n> trích\n".encode()


def plain() -> bytes:
    rows = "".join(f"\t{k}\n\tPhòng A{k}\n\ttháng {k}\n\n" for k in range(1, 9))
    return f"UBND TỈNH SÔNG LAM   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND\n\nKẾ HOẠCH\n\n{rows}\na | b | c\n1 | 2 | 3\n\f2\nNơi nhận:     KT. CHỦ TỊCH\n".encode()


def rtf() -> bytes:
    rows = "".join(rf"\trowd\cellx2000\cellx6000 {k}\cell Ph\u242?ng A\cell\row" for k in range(6))
    return (r"{\rtf1\ansi{\fonttbl{\f0 .VnTime;}{\f1 Times New Roman;}}{\f0 Uû ban nh\'a9n d\'a9n\par}{\f1 K\u237?nh g\u7917?i\par}" + rows + "}").encode("latin-1", "replace")


def _converted(data: bytes, kind: str) -> bytes:
    """A Word file in another of LibreOffice's formats."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "a.docx"
        source.write_bytes(data)
        command = [str(office.soffice()), "--headless", f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"]
        subprocess.run([*command, "--convert-to", kind, "--outdir", name, str(source)], check=True, capture_output=True, timeout=120)
        return source.with_suffix(f".{kind}").read_bytes()


def doc() -> bytes:
    return _converted(word(), "doc")


def odt() -> bytes:
    return _converted(word(), "odt")


def _paper() -> Image.Image:
    """A small page: bars for letters, a rule, a frame."""
    image = Image.new("L", (420, 240), 255)
    for row in range(3):
        for k in range(8):
            x, y = 20 + 15 * k, 20 + 30 * row
            image.paste(0, (x, y, x + 3 + k % 5, y + 12))
            image.paste(0, (x + 5, y + 5, x + 9, y + 12))
    image.paste(0, (15, 190, 400, 192))
    image.paste(0, (15, 225, 400, 227))
    image.paste(0, (15, 190, 17, 227))
    image.paste(0, (200, 190, 202, 227))
    image.paste(0, (398, 190, 400, 227))
    return image


def picture(kind: str, **how: object) -> Callable[[], bytes]:
    def made() -> bytes:
        buffer = io.BytesIO()
        _paper().save(buffer, kind, dpi=(150, 150), **how)
        return buffer.getvalue()

    made.__name__ = kind.lower()
    return made


def scan() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(202, 115))
    canvas.drawImage(ImageReader(_paper()), 0, 0, 202, 115)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


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
            wanted = name.startswith("word/") or name in ("content.xml", "styles.xml")
            target.writestr(name, mutated(content, rnd) if content and wanted and rnd.random() < 0.6 else content)
    return buffer.getvalue()


def run(make: Callable[[], bytes], change: Change, count: int, limits: Options) -> Counter[str]:
    """Outcomes of `count` mutated files. Fails where the parent grew or a file took longer than it may."""
    data, rnd = make(), random.Random(SEED)
    outcomes: Counter[str] = Counter()
    before, slowest = 0, 0.0
    for k in range(count):
        broken = change(data, rnd)
        began = time.monotonic()
        try:
            canonical(read(broken, "công văn (1).bin", limits))
            outcomes["read"] += 1
        except SourceError as error:
            outcomes[error.code] += 1
        slowest = max(slowest, time.monotonic() - began)
        if k == min(200, count // 2):
            before = peak()
    grown = peak() - before
    print(f"\n{make.__name__} {change.__name__}: {count} files {dict(outcomes)}, slowest {slowest:.1f} s, parent grew by {grown / 2**20:.1f} MB")
    assert set(outcomes) <= CODES | {"read"}
    assert slowest < limits.max_seconds + 30, "a file kept its reader beyond the limit"
    assert grown < MAY_GROW
    return outcomes


def peak() -> int:
    """The most memory this process has held so far, in bytes."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


@pytest.mark.parametrize(("make", "change"), [(pdf, mutated), (word, mutated), (word, repacked), (page, mutated), (markdown, mutated), (plain, mutated)])
def test_a_mutated_file_gives_a_reading_or_a_stable_code(make: Callable[[], bytes], change: Change) -> None:
    outcomes = run(make, change, COUNT, LIMITS)
    assert outcomes["read"], "mutations that break every file test nothing"
    assert not {"time_limit", "reader_crashed"} & set(outcomes), "known readers stand these mutations"


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize(("make", "change"), [(doc, mutated), (rtf, mutated), (odt, repacked)])
def test_a_mutated_file_through_libreoffice(make: Callable[[], bytes], change: Change) -> None:
    run(make, change, SLOW, SLOW_LIMITS)


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("make", [picture("PNG"), picture("JPEG"), picture("TIFF"), scan])
def test_a_mutated_picture_through_recognition(make: Callable[[], bytes]) -> None:
    outcomes = run(make, mutated, SLOW, SLOW_LIMITS)
    assert "time_limit" not in outcomes
