"""Pages a second of scanned PDFs beside one plain pass of the engine on the same page images, by one process and by two, and the share of each step.

    python tests/parser/readers/measure_scans.py FILE.pdf…

One run on one machine: ratios hold, absolute figures do not. The engine's own gain by a second process says what the machine can give.
"""

import cProfile
import os
import pstats
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ["OMP_THREAD_LIMIT"] = "1"

import pypdfium2
from PIL import Image

from parser.options import DEFAULT
from parser.readers.ocr import PageImage, PageReading, read_page
from parser.readers.ocr_engine import tessdata
from parser.readers.pdf_scan import Scan, page_images

STEPS = (
    ("engine", "ocr_engine.py", "read_line"), ("straighten, clean", "ocr_page.py", "prepare"), ("seals", "ocr_seals.py", "seals"), ("rules, tables", "ocr_grid.py", "ruled_tables"),
    ("lines of ink", "layout_ink.py", "find_lines"), ("pictures of lines", "layout_ink.py", "picture"), ("stamps", "ocr_stamps.py", "urgent_words"),
    ("handwriting", "ocr_hand.py", "without_handwriting"),
)  # fmt: skip


def images(paths: list[Path]) -> list[PageImage]:
    """The page images of the files, as the reader makes them."""
    out: list[PageImage] = []
    for path in paths:
        data = path.read_bytes()
        document = pypdfium2.PdfDocument(data)
        sizes = [page.get_size() for page in document]
        document.close()
        out += page_images(data, [Scan(i, *size) for i, size in enumerate(sizes, 1)], DEFAULT)
    return out


def ours(job: PageImage) -> PageReading:
    """The whole reading of a page."""
    return read_page(job.image, page=job.page, width_pt=job.width, height_pt=job.height, options=DEFAULT)


_plain: list[object] = []


def plain(job: PageImage) -> int:
    """One pass of the engine with its own layout, words with boxes."""
    import tesserocr

    if not _plain:
        _plain.append(tesserocr.PyTessBaseAPI(path=f"{tessdata()}/", lang="vie", psm=tesserocr.PSM.AUTO))
    engine: tesserocr.PyTessBaseAPI = _plain[0]
    engine.SetImage(job.image.convert("L") if isinstance(job.image, Image.Image) else job.image)
    engine.SetSourceResolution(round(72 * job.image.width / job.width))
    engine.Recognize()
    return len(engine.GetUTF8Text())


def seconds(work: Callable[[PageImage], object], jobs: list[PageImage], processes: int) -> float:
    """The time of all pages on so many processes, these warm."""
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(work, jobs[:1] * 2 * processes))
        began = time.perf_counter()
        list(pool.map(work, jobs))
        return time.perf_counter() - began


def main(paths: list[Path]) -> None:
    """Print the table."""
    jobs = images(paths)
    print(f"{len(jobs)} pages, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name, work in (("this reader", ours), ("plain engine", plain)):
        one, two = seconds(work, jobs, 1), seconds(work, jobs, 2)
        print(f"{name}: {len(jobs) / one:.2f} pages/s by one process, {len(jobs) / two:.2f} by two: {one / two:.2f} times")
    profile = cProfile.Profile()
    profile.runcall(lambda: [ours(job) for job in jobs])
    stats = pstats.Stats(profile)
    for label, file, function in STEPS:
        spent = sum(entry[3] for (path, _, name), entry in stats.stats.items() if path.endswith(file) and name == function)  # type: ignore[attr-defined]
        print(f"  {label}: {spent / stats.total_tt:.0%}")  # type: ignore[attr-defined]
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
