"""`python -m corpus.samples.build`: writes `files/*.docx` and `files/*.pdf` from the descriptions (LibreOffice makes the PDF)."""

import subprocess
import tempfile
from pathlib import Path

import pikepdf

from corpus.samples.dispatches import DISPATCHES
from corpus.samples.scan import scan
from corpus.samples.writer import write_docx

SCANNED = ("cong-van-688-syt-tchc",)
"""Dispatches that are also kept as a noisy scan, `<name>-scan.pdf`."""
FILES = Path(__file__).parent / "files"


def build(folder: Path = FILES) -> list[Path]:
    """Write every sample into `folder`; returns the paths. A DOCX that has not changed keeps its PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    stale: list[Path] = []
    for dispatch in DISPATCHES:
        path = folder / f"{dispatch.name}.docx"
        data = write_docx(dispatch)
        if not path.exists() or path.read_bytes() != data or not path.with_suffix(".pdf").exists():
            path.write_bytes(data)
            stale.append(path)
        written += [path, path.with_suffix(".pdf")]
    if stale:
        _to_pdf(stale, folder)
    for name in SCANNED:
        target = folder / f"{name}-scan.pdf"
        source = folder / f"{name}.pdf"
        if source.with_suffix(".docx") in stale or not target.exists():
            target.write_bytes(scan(source))
        written.append(target)
    return written


def _to_pdf(sources: list[Path], folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to", "pdf", "--outdir", scratch]
            + [str(source) for source in sources],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip
        for source in sources:
            # Without the dates of making, so that the same text gives the same bytes.
            with pikepdf.open(Path(scratch) / f"{source.stem}.pdf") as pdf:
                for name in ("/CreationDate", "/ModDate"):
                    if name in pdf.docinfo:
                        del pdf.docinfo[name]
                if "/Metadata" in pdf.Root:
                    del pdf.Root.Metadata
                pdf.save(folder / f"{source.stem}.pdf", deterministic_id=True)


if __name__ == "__main__":
    for path in build():
        print(f"{path.stat().st_size:>8}  {path.name}")
