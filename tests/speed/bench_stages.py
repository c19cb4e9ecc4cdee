"""`make bench`: each stage and the whole, beside what a reader would otherwise have. Not collected by `make test`.

Processor seconds, not the wall's (`--benchmark-timer=time.process_time`), of one core. `--long` adds 500 pages and 10 MB.
"""

import importlib.util
import io
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from PIL import Image
from speed.generator import Graph
from speed.letters import Letters, as_pdf, as_text, scan_pages

from corpus.samples.shapes import Dispatch
from corpus.samples.writer import write_docx
from corpus.store import open_store, put
from parser.citations import cite
from parser.confidence import calibrated
from parser.header import read_header
from parser.header.key import document_key
from parser.options import DEFAULT
from parser.pipeline import parse, understand
from parser.readers import read
from parser.readers.ocr_engine import tessdata
from parser.recognisers.document_number import RECOGNISER
from parser.structure import analyse
from parser.tasks import find_tasks
from parser.text.canonical import canonical

LETTERS = Letters(Graph(100, 500), 3700)
Bench = Callable[..., Any]


@cache
def letters() -> tuple[bytes, ...]:
    """Eight letters of some 5 KB."""
    return tuple(as_text(LETTERS.make(n, "letter")[0]).encode() for n in range(8))


@cache
def states() -> dict[str, list[Any]]:
    """What each stage starts from, for each letter."""
    found: dict[str, list[Any]] = {"reading": [read(data, "a.txt", DEFAULT) for data in letters()]}
    found["text"] = [canonical(r) for r in found["reading"]]
    found["structure"] = [analyse(t) for t in found["text"]]
    found["header"] = [read_header(s, (), None).header for s in found["structure"]]
    found["cited"] = [cite(s, h, document_key(h, "0" * 64)) for s, h in zip(found["structure"], found["header"], strict=True)]
    found["document"] = [parse(data, f"{n}.txt") for n, data in enumerate(letters())]
    return found


def note(benchmark: Any, documents: int, pages: int, size: int) -> None:
    """How much one round is."""
    benchmark.extra_info.update(documents=documents, pages=pages, bytes=size)


def _each(function: Callable[..., object], *columns: list[Any]) -> Callable[[], None]:
    def run() -> None:
        for arguments in zip(*columns, strict=True):
            function(*arguments)

    return run


STAGES: dict[str, Callable[[], Callable[[], None]]] = {
    "read": lambda: _each(lambda d: read(d, "a.txt", DEFAULT), list(letters())),
    "canonical": lambda: _each(canonical, states()["reading"]),
    "structure": lambda: _each(analyse, states()["text"]),
    "header": lambda: _each(lambda s: read_header(s, (), None), states()["structure"]),
    "citations": lambda: _each(lambda s, h: cite(s, h, "k"), states()["structure"], states()["header"]),
    "tasks": lambda: _each(lambda s, h, c: find_tasks(s, h, "k", c), states()["structure"], states()["header"], states()["cited"]),
    "confidence": lambda: _each(calibrated, states()["document"]),
    "numbers only": lambda: _each(lambda t: list(RECOGNISER.find(t.content)), states()["text"]),
    "whole parse": lambda: _each(lambda d: parse(d, "a.txt"), list(letters())),
    "again, from what was read": lambda: _each(lambda r: understand(r, "a.txt", "0" * 64, 5000), states()["reading"]),
}
STAGES_ALONE = ("read", "canonical", "structure", "header", "citations", "tasks", "confidence")


@pytest.mark.parametrize("stage", STAGES)
def test_letter(benchmark: Any, stage: str) -> None:
    run = STAGES[stage]()
    run()
    note(benchmark, len(letters()), 0, sum(map(len, letters())))
    benchmark.pedantic(run, rounds=5, warmup_rounds=1)


def test_letter_store(benchmark: Any) -> None:
    def run() -> None:
        with open_store(None) as store:
            for document in states()["document"]:
                put(store, document)

    note(benchmark, len(letters()), 0, sum(map(len, letters())))
    benchmark.pedantic(run, rounds=5, warmup_rounds=1)


def test_letter_eyecite(benchmark: Any) -> None:
    if importlib.util.find_spec("eyecite") is None:
        pytest.skip("eyecite is not installed")
    from eyecite import get_citations

    note(benchmark, len(letters()), 0, sum(map(len, letters())))
    benchmark.pedantic(_each(get_citations, [t.content for t in states()["text"]]), rounds=3)


@pytest.mark.parametrize("kilobytes", [10, 100, 1000, 10_000])
def test_length(benchmark: Any, kilobytes: int, request: pytest.FixtureRequest) -> None:
    if kilobytes > 1000 and not request.config.getoption("--long"):
        pytest.skip("--long")
    data = as_text(Letters(Graph(100, 500), int(kilobytes * 760)).make(3, "letter")[0]).encode()
    note(benchmark, 1, 0, len(data))
    benchmark.pedantic(parse, args=(data, "a.txt"), rounds=1 if kilobytes > 100 else 3)


def _plan(pages: int) -> Dispatch:
    """A plan whose table goes over a third of so many pages, the rest is prose."""
    letter, _ = Letters(Graph(100, 500), int(pages * 2 / 3 * 2600)).make(5, "letter")
    plan, _ = Letters(Graph(100, 500), max(800, pages // 3 * 1350)).make(5, "plan")
    return Dispatch(**{name: getattr(letter, name) for name in letter.__slots__} | {"annex": plan.annex})  # type: ignore[attr-defined]


@cache
def born_digital(pages: int) -> tuple[bytes, int]:
    """(the file, its pages)."""
    data = as_pdf(_plan(pages))
    with pypdfium2.PdfDocument(data) as document:
        return data, len(document)


def _pages(request: pytest.FixtureRequest) -> int:
    return 500 if request.config.getoption("--long") else 30


def test_pdf_whole_parse(benchmark: Any, request: pytest.FixtureRequest) -> None:
    data, pages = born_digital(_pages(request))
    note(benchmark, 1, pages, len(data))
    benchmark.pedantic(parse, args=(data, "a.pdf"), rounds=1 if pages > 100 else 3, warmup_rounds=pages < 100)


def test_pdf_read(benchmark: Any, request: pytest.FixtureRequest) -> None:
    data, pages = born_digital(_pages(request))
    note(benchmark, 1, pages, len(data))
    benchmark.pedantic(read, args=(data, "a.pdf", DEFAULT), rounds=1 if pages > 100 else 3, warmup_rounds=pages < 100)


def test_pdf_pdfplumber(benchmark: Any, request: pytest.FixtureRequest) -> None:
    data, pages = born_digital(_pages(request))

    def plain() -> None:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages:
                page.extract_text()
                page.close()

    note(benchmark, 1, pages, len(data))
    benchmark.pedantic(plain, rounds=1)


def test_docx_whole_parse(benchmark: Any) -> None:
    data = write_docx(LETTERS.make(1, "letter")[0])
    note(benchmark, 1, 0, len(data))
    benchmark.pedantic(parse, args=(data, "a.docx"), rounds=5, warmup_rounds=1)


@cache
def scanned() -> bytes:
    """Two pages of a letter at 200 dots an inch."""
    return scan_pages(as_pdf(LETTERS.make(2, "letter")[0]), 2)


def test_scan_whole_parse(benchmark: Any) -> None:
    note(benchmark, 1, 2, len(scanned()))
    benchmark.pedantic(parse, args=(scanned(), "a.pdf"), rounds=2, warmup_rounds=1)


def test_scan_tesseract(benchmark: Any) -> None:
    import tesserocr

    images: list[Image.Image] = []
    with pypdfium2.PdfDocument(scanned()) as document:
        images = [page.render(scale=200 / 72).to_pil() for page in document]

    def plain() -> None:
        with tesserocr.PyTessBaseAPI(path=f"{tessdata()}/", lang="vie") as engine:
            for image in images:
                engine.SetImage(image)
                engine.GetUTF8Text()

    note(benchmark, 1, len(images), len(scanned()))
    benchmark.pedantic(plain, rounds=2, warmup_rounds=1)


_PARSED = """
import sys
from pathlib import Path
from parser.pipeline import parse
def most():  # of this program alone: getrusage counts what the process was before
    return next(int(line.split()[1]) / 1024 for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
before, path = most(), Path(sys.argv[1])
parse(path.read_bytes(), path.name)
print(before, most())
"""


@pytest.mark.parametrize("kind", ["text 5 KB", "text 1 MB", "text 10 MB", "pdf 30 pages", "pdf 500 pages", "docx", "scan 2 pages"])
def test_memory(benchmark: Any, kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Most memory of a process of its own that parses one file, in MB, and what it had before."""
    if kind in ("text 10 MB", "pdf 500 pages") and not request.config.getoption("--long"):
        pytest.skip("--long")
    name, _, size = kind.partition(" ")
    made: dict[str, Callable[[], bytes]] = {
        "text": lambda: as_text(Letters(Graph(100, 500), 760 * {"5 KB": 5, "1 MB": 1000, "10 MB": 10_000}[size]).make(3, "letter")[0]).encode(),
        "pdf": lambda: born_digital(int(size.split()[0]))[0],
        "docx": lambda: write_docx(LETTERS.make(1, "letter")[0]),
        "scan": scanned,
    }
    path = tmp_path / {"text": "a.txt", "docx": "a.docx"}.get(name, "a.pdf")
    path.write_bytes(made[name]())
    out = subprocess.run([sys.executable, "-c", _PARSED, str(path)], check=True, capture_output=True, text=True).stdout
    before, peak = map(float, out.split())
    benchmark.extra_info.update(kind=kind, before_mb=before, peak_mb=peak)
    benchmark.pedantic(lambda: None, rounds=1)


def test_start(benchmark: Any) -> None:
    """The wall's seconds until the parser is there (measured outside the processor's timer)."""
    import time

    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import parser.pipeline"], check=True)
    benchmark.extra_info["start_seconds"] = time.perf_counter() - began
    note(benchmark, 0, 0, 0)
    benchmark.pedantic(lambda: None, rounds=1)
