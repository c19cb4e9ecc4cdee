"""How the pages feel with much in them; `pytest tests/browser/test_speed.py -s` prints the figures. The bounds leave room for a busy machine."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from tests_server import Service, free_port, started

from corpus.store import open_store, put
from parser.pipeline import parse

_FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
_HEAD = ("UBND TỈNH SÔNG LAM", "Số: {n}/KH-UBND", "Sông Lam, ngày 04 tháng 3 năm 2026", "KẾ HOẠCH", "Thực hiện nhiệm vụ năm 2026", "II. NHIỆM VỤ")
_ITEM = "{n}. {unit} chủ trì, phối hợp với Sở Tài chính rà soát {what} số {n}, hoàn thành trước ngày {day:02d}/{month:02d}/2026."
_UNITS = ("Sở Y tế", "Sở Nội vụ", "Sở Xây dựng", "Thanh tra tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", "Sở Khoa học và Công nghệ", "Công an tỉnh")
_WHAT = ("cơ sở", "hồ sơ", "danh mục thiết bị", "công trình", "phương án")


def _lines(number: int, items: int) -> list[str]:
    head = [line.format(n=number) for line in _HEAD]
    return head + [_ITEM.format(n=n, unit=_UNITS[n % 7], what=_WHAT[n % 5], day=n % 28 + 1, month=n % 9 + 4) for n in range(1, items + 1)]


def _paper(pages: int) -> bytes:
    """A plan of so many pages, ten tasks each."""
    pdfmetrics.registerFont(TTFont("serif", _FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    lines = _lines(900, pages * 10)
    for start in range(0, len(lines), 10):
        canvas.setFont("serif", 11)
        for n, line in enumerate(lines[start : start + 10]):
            canvas.drawString(60, 780 - n * 60, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that holds 10,000 tasks of 40 plans, and a plan of 30 pages."""
    home: Path = tmp_path_factory.mktemp("busy")
    with open_store(home / "chidao.sqlite") as store:
        for number in range(1, 41):
            put(store, parse("\n".join(_lines(number, 250)).encode(), f"{number}.txt"))
    with started(home, free_port()) as service:
        job = service.post("/v1/documents", files={"file": ("plan.pdf", _paper(30))}).json()
        assert service.wait_for(job["id"])["state"] == "done"
        yield service


@pytest.fixture
def here(browser: Browser, busy: Service) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", base_url=str(busy.base_url), viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _painted(page: Page) -> float:
    """Milliseconds from the request to the first words."""
    return float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))


def test_review_of_thirty_pages(here: Page) -> None:
    here.goto("/documents/song-lam/kh-ubnd/2026/900")
    assert here.locator("#pages svg").count() >= 30
    assert here.locator("[data-item^='tasks/']").count() == 300
    first = _painted(here)
    here.keyboard.press("j")
    moved = here.evaluate(
        """async () => { const times = []; for (let i = 0; i < 30; i++) { const from = performance.now();
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); times.push(performance.now() - from); }
        return times.sort((a, b) => a - b); }"""
    )
    print(f"\nreview of 30 pages, 300 tasks: first paint {first:.0f} ms; to the next item: median {moved[15]:.0f} ms, slowest {moved[-1]:.0f} ms")
    assert first < 4000
    assert moved[15] < 400


def test_ten_thousand_tasks(here: Page) -> None:
    here.goto("/tasks?limit=1000")
    assert here.locator("text=10300 nhiệm vụ").count() == 1
    first = _painted(here)
    stall = here.evaluate(
        """async () => { let longest = 0, last = performance.now(); for (let i = 0; i < 60; i++) { window.scrollBy(0, 700);
        await new Promise(requestAnimationFrame); const now = performance.now(); longest = Math.max(longest, now - last); last = now; } return longest; }"""
    )
    print(f"\n10,300 tasks, 1,000 a page: first paint {first:.0f} ms, longest stall while scrolling {stall:.0f} ms")
    assert first < 6000
    assert stall < 1000
