"""One server with sample dispatches, one Chromium; each test gets a page of its own, on a machine that may not leave loopback."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests_server import Service, free_port, started

from corpus.samples.build import FILES

SCAN = "cong-van-688-syt-tchc-scan.pdf"
UPLOADED = (SCAN, "quyet-dinh-412-qd-ubnd.docx", "ke-hoach-35-kh-syt.pdf", "chi-thi-05-ct-ubnd.docx")


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A running service that has read `UPLOADED`."""
    with started(tmp_path_factory.mktemp("home"), free_port()) as running:
        for name in UPLOADED:
            job = running.post("/v1/documents", files={"file": (name, (FILES / name).read_bytes())}).json()
            assert running.wait_for(job["id"])["state"] == "done"
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the tests of the pages can't run."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, service: Service) -> Iterator[Page]:
    """A fresh page in Vietnamese. Whatever it asks of another host, and every error of its scripts, fails the test."""
    context = browser.new_context(locale="vi-VN", base_url=str(service.base_url), viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    own = str(service.base_url).rstrip("/")
    opened.on("request", lambda r: faults.append(f"asked {r.url}") if not r.url.startswith((own, "data:", "blob:")) else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda m: faults.append(m.text) if m.type == "error" and "422" not in m.text and "404" not in m.text else None)
    yield opened
    context.close()
    assert faults == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of several formats that were not uploaded before."""
    for name in ("thong-bao-96-tb-ubnd.docx", "to-trinh-09-ttr-snv.pdf"):
        shutil.copy(FILES / name, tmp_path / name)
    (tmp_path / "công văn 71.txt").write_text(
        "UBND TỈNH SÔNG LAM\nSố: 71/UBND-VX\nSông Lam, ngày 04 tháng 3 năm 2026\nKính gửi: Sở Y tế\n"
        "Yêu cầu Sở Y tế rà soát cơ số thuốc, hoàn thành trước ngày 20/3/2026.\n",
        encoding="utf-8",
    )
    (tmp_path / "trang.html").write_text(
        "<html><body><p>Số: 72/UBND-VX</p><p>Sông Lam, ngày 05 tháng 3 năm 2026</p><p>Kính gửi: Sở Xây dựng</p>"
        "<p>Yêu cầu Sở Xây dựng kiểm tra các công trình, báo cáo trước ngày 25/3/2026.</p></body></html>",
        encoding="utf-8",
    )
    return tmp_path
