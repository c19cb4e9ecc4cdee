"""One server with sample dispatches, one Chromium; each test gets a page of its own, on a machine that may not leave loopback."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
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


LETTER = """UBND TỈNH SÔNG LAM
Số: {number}/UBND-VX
Sông Lam, ngày 04 tháng 3 năm 2026
Kính gửi: Sở Y tế

Yêu cầu Sở Y tế rà soát cơ sở số {number}, hoàn thành trước ngày 20/3/2026.
"""


@pytest.fixture(scope="session")
def every_format(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one letter in each format that an office sends; none was uploaded before."""
    folder = tmp_path_factory.mktemp("formats")
    for name in ("thong-bao-96-tb-ubnd.docx", "to-trinh-09-ttr-snv.pdf"):
        shutil.copy(FILES / name, folder / name)
    (folder / "công văn 71.txt").write_text(LETTER.format(number=71), encoding="utf-8")
    (folder / "cv72.md").write_text(LETTER.format(number=72).replace("\n", "\n\n"), encoding="utf-8")
    paragraphs = "".join(f"<p>{line}</p>" for line in LETTER.format(number=73).splitlines())
    (folder / "cv73.html").write_text(f"<html><body>{paragraphs}</body></html>", encoding="utf-8")
    for number, suffix in ((74, "doc"), (75, "odt"), (76, "rtf")):
        source = folder / f"cv{number}.txt"
        source.write_text(LETTER.format(number=number), encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        convert = ["soffice", profile, "--headless", "--infilter=Text (encoded):UTF8", "--convert-to", suffix, "--outdir", str(folder), str(source)]
        subprocess.run(convert, check=True, capture_output=True, timeout=120)
        source.unlink()
    shutil.rmtree(folder / "profile")
    scan = pdfium.PdfDocument(FILES / "giay-moi-58-gm-ubnd.pdf")[0].render(scale=2, grayscale=True).to_pil()
    scan.save(folder / "quét.png")
    scan.rotate(0.4, fillcolor=255).save(folder / "quét.tif")
    return folder
