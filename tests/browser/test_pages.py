"""The pages in a real browser: upload, look, put right, read again, take away; with the keyboard alone; for everyone."""

import re
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests_server import Service

from corpus.samples.build import FILES

SCAN = "cong-van-688-syt-tchc-scan.pdf"
LETTER = "/documents/song-lam/syt-tchc/2026/688"
DECISION = "/documents/song-lam/qd-ubnd/2026/412"
PAGES = ["/", "/tasks", "/tasks?show=calendar&month=2026-03", "/tasks?show=timeline&day=2026-05-01", "/tasks?show=print", "/graph", "/graph/song-lam/qd-ubnd/2026/412", "/search?q=bao+cao", "/docs", LETTER, DECISION]


def _task(page: Page, ref: str) -> str:
    return f"[data-item='tasks/{ref}']"


def test_every_format_dropped_in_at_once(page: Page, every_format: Path) -> None:
    files = sorted(every_format.iterdir())
    assert {f.suffix for f in files} == {".docx", ".pdf", ".txt", ".md", ".html", ".doc", ".odt", ".rtf", ".png", ".tif"}
    page.goto("/")
    page.set_input_files("#file", files)
    page.click("text=Đọc văn bản")
    expect(page.locator("h1")).to_have_text("Đã đọc xong", timeout=180_000)
    assert page.locator("text=xong, mở văn bản").count() == len(files)
    page.goto("/")
    page.set_input_files("#file", [every_format / "cv73.html"])
    page.click("text=Đọc văn bản")
    expect(page.locator("main")).to_contain_text("đã có từ trước")
    page.click("text=xong, mở văn bản")
    expect(page.locator("h1")).to_contain_text("73/UBND-VX")
    for number in range(71, 77):
        page.goto(f"/documents/song-lam/ubnd-vx/2026/{number}")
        expect(page.locator("[data-item^='tasks/']")).to_contain_text("Sở Y tế")
        expect(page.locator("[data-item^='tasks/']")).to_contain_text("19/03/2026")


def test_what_can_not_be_read_says_what_to_do(page: Page, tmp_path: Path) -> None:
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.7\nnothing")
    page.goto("/")
    page.set_input_files("#file", [tmp_path / "hỏng.pdf"])
    page.click("text=Đọc văn bản")
    expect(page.locator(".fault")).to_contain_text("không đọc được", timeout=30_000)
    expect(page.locator(".fault")).to_contain_text("malformed")


def test_marks_stand_on_the_right_words(page: Page) -> None:
    page.goto(DECISION)
    item = page.locator(_task(page, "Điều 2"))
    item.locator("a:has-text('xem chữ')").click()
    item.hover()
    lit = page.locator("#words mark.lit")
    words = "".join(lit.all_text_contents())
    assert " ".join(words.split()).startswith("Giao Sở Nội vụ chủ trì")
    assert all("Điều 3" not in text for text in lit.all_text_contents())


def test_marks_stand_on_the_picture(page: Page) -> None:
    page.goto(LETTER)
    expect(page.locator("#pages svg")).to_have_count(1)
    assert page.evaluate("document.querySelector('#pages image').getBBox().width") > 500
    assert page.evaluate("fetch(document.querySelector('#pages image').href.baseVal).then(r => r.headers.get('content-type'))") == "image/png"
    assert page.locator("#pages rect.deadline").count() >= 2
    page.click("text=Chữ đã đọc")
    expect(page.locator("#words")).to_be_visible()


def test_a_corrected_deadline_outlives_a_new_reading(page: Page, service: Service) -> None:
    page.goto(LETTER)
    item = page.locator(_task(page, "1"))
    item.locator("text=sửa").click()
    page.fill("textarea[name=deadlines]", "không biết khi nào")
    page.click("button:has-text('Lưu')")
    expect(page.locator("[role=alert]")).to_contain_text("Không hiểu thời hạn")
    assert page.input_value("textarea[name=deadlines]") == "không biết khi nào", "what was typed is not lost"
    page.fill("textarea[name=deadlines]", "trước ngày 10/4/2026")
    page.click("button:has-text('Lưu')")
    expect(item.locator(".state")).to_have_text("đã sửa")
    expect(item).to_contain_text("09/04/2026")

    ingest = [sys.executable, "-c", "from api.cli import main; main()", "ingest", "--again", "--db", str(service.home / "chidao.sqlite"), str(FILES / SCAN)]
    subprocess.run(ingest, check=True, capture_output=True)
    page.goto(LETTER)
    expect(page.locator(_task(page, "1"))).to_contain_text("09/04/2026")
    page.goto("/tasks?review=corrected&unit=giam+doc")
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.expect_download() as download:
        page.click("a:has-text('CSV')")
    exported = Path(download.value.path()).read_text(encoding="utf-8")
    assert "2026-04-09" in exported
    assert len(exported.strip().splitlines()) == 2, "a head and the one task that the page shows"
    page.goto(LETTER)
    page.locator("[data-undo]").click()
    expect(page.locator(_task(page, "1")).locator(".state")).not_to_have_text("đã sửa")
    expect(page.locator(_task(page, "1"))).to_contain_text("04/04/2026")


def test_add_split_join_and_reject_by_selecting_words(page: Page) -> None:
    page.goto(DECISION)
    before = page.locator("[data-item^='tasks/']").count()
    page.evaluate(
        """() => { const words = document.getElementById('words'); const node = [...words.querySelectorAll('mark')].find(m => m.textContent.startsWith('QUYẾT ĐỊNH'));
        const range = document.createRange(); range.selectNodeContents(node); getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.click("summary:has-text('Thêm nhiệm vụ')")
    expect(page.locator("details form textarea[name=words]")).to_have_value("QUYẾT ĐỊNH")
    page.click("button:has-text('Thêm')")
    expect(page.locator("[data-item^='tasks/']")).to_have_count(before + 1)
    added = page.locator("[data-item='tasks/+1']")
    expect(added).to_contain_text("QUYẾT ĐỊNH")
    page.locator("[data-undo]").click()
    expect(page.locator("[data-item^='tasks/']")).to_have_count(before)

    page.locator(_task(page, "Điều 2")).locator("button:has-text('gộp')").click()
    expect(page.locator("[data-item^='tasks/']")).to_have_count(before - 1)
    page.locator("[data-undo]").click()
    expect(page.locator("[data-item^='tasks/']")).to_have_count(before)
    page.locator(_task(page, "Điều 2")).locator("button:has-text('bỏ')").click()
    expect(page.locator(_task(page, "Điều 2"))).to_have_count(0)
    page.locator("[data-undo]").click()
    expect(page.locator(_task(page, "Điều 2"))).to_have_count(1)


def test_keyboard_alone(page: Page) -> None:
    page.goto(LETTER)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.dataset.item")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.item") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.dataset.item") == first
    page.keyboard.press("a")
    expect(page.locator(f"[data-item='{first}'] .state")).to_have_text("đã duyệt")
    assert page.evaluate("document.activeElement.dataset.item") == first, "one goes on where one was"
    page.keyboard.press("e")
    expect(page.locator("form.edit input[name=number]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("form.edit")).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.item") == first
    page.keyboard.press("u")
    expect(page.locator(f"[data-item='{first}'] .state")).not_to_have_text("đã duyệt")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [*PAGES, f"{LETTER}?edit=tasks/1", "/documents/khong/co/1"])
def test_for_everyone(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [360, 1920])
@pytest.mark.parametrize("address", PAGES)
def test_every_width(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_english_and_back(page: Page) -> None:
    page.goto("/tasks")
    page.click("text=English")
    expect(page.locator("h1")).to_have_text("Tasks")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.click("text=Tiếng Việt")
    expect(page.locator("h1")).to_have_text("Nhiệm vụ")


def test_without_scripts_everything_still_works(browser: Browser, service: Service) -> None:
    context = browser.new_context(base_url=str(service.base_url), locale="vi-VN")
    context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(DECISION)
    page.locator(_task(page, "Điều 2")).locator("a:has-text('sửa')").click()
    page.fill("textarea[name=outcome]", "Văn bản hướng dẫn")
    page.click("button:has-text('Lưu')")
    expect(page.locator(_task(page, "Điều 2"))).to_contain_text("Văn bản hướng dẫn")
    page.locator("[data-undo]").click()
    expect(page.locator(_task(page, "Điều 2"))).not_to_contain_text("Văn bản hướng dẫn")
    context.close()


def test_a_slow_machine(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(DECISION)
    page.locator("#noi-dung").focus()
    moved = page.evaluate(
        """async () => { const times = []; for (let i = 0; i < 10; i++) { const from = performance.now();
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true })); await new Promise(requestAnimationFrame); times.push(performance.now() - from); }
        return times.sort((a, b) => a - b)[5]; }"""
    )
    assert moved < 500, f"{moved:.0f} ms to the next item"
    page.goto("/graph/song-lam/qd-ubnd/2026/412")
    page.click(".web svg a >> nth=0")
    expect(page.locator("h1")).to_have_text(re.compile("Quanh"))


def test_photos_of_pages_as_one_document(page: Page, tmp_path: Path) -> None:
    scan = pdfium.PdfDocument(FILES / SCAN)[0].render(scale=2).to_pil()
    top, bottom = scan.crop((0, 0, scan.width, scan.height // 2)), scan.crop((0, scan.height // 2, scan.width, scan.height))
    for name, picture in (("trang 1.jpg", top), ("trang 2.jpg", bottom)):
        picture.save(tmp_path / name, quality=85)
    page.goto("/")
    page.set_input_files("#file", [tmp_path / "trang 1.jpg", tmp_path / "trang 2.jpg"])
    page.check("input[name=together]")
    page.click("text=Đọc văn bản")
    expect(page.locator("#pages svg")).to_have_count(2, timeout=120_000)
    expect(page.locator("h1")).to_contain_text("688/SYT-TCHC")
