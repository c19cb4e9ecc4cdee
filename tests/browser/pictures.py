"""The pictures of the README: `make pictures` takes them anew from the sample dispatches (docs/pictures is generated; don't edit)."""

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from tests_server import free_port, started

from corpus.samples.build import FILES

OUT = Path(__file__).resolve().parents[2] / "docs" / "pictures"
TAKEN = {
    "review": ("/documents/song-lam/syt-tchc/2026/688", "light"),
    "worklist": ("/tasks?day=2026-03-12&due_after=2026-03-01", "light"),
    "graph": ("/graph/song-lam/qd-ubnd/2026/412", "light"),
    "calendar": ("/tasks?show=calendar&month=2026-03&day=2026-03-12", "dark"),
}


def main() -> None:
    """Read the samples, take each page at 1280 × 800."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, started(Path(home), free_port()) as service, sync_playwright() as playwright:
        for source in sorted(FILES.glob("*.pdf")):
            if source.stem != "cong-van-688-syt-tchc":  # its scan stands for it
                job = service.post("/v1/documents", files={"file": (source.name, source.read_bytes())}).json()
                service.wait_for(job["id"])
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (address, scheme) in TAKEN.items():
            context = browser.new_context(base_url=str(service.base_url), locale="vi-VN", color_scheme=scheme, viewport={"width": 1280, "height": 800})  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(address)
            page.wait_for_load_state("networkidle")
            shown = Image.open(io.BytesIO(page.screenshot()))
            shown.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(OUT / f"{name}.png", optimize=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
