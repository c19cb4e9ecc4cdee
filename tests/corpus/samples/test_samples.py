"""The committed sample files are what their descriptions say, as DOCX and as PDF, and the references quote them."""

import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from corpus.samples.build import FILES, SCANNED
from corpus.samples.dispatches import DISPATCHES
from corpus.samples.shapes import Dispatch
from corpus.samples.writer import write_docx

REFERENCES = Path(__file__).parents[3] / "annotations" / "reference"


def docx_part(source: Path, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(source) as archive:
        return archive.read(name)


@pytest.fixture(params=DISPATCHES, ids=lambda d: d.name)
def dispatch(request: pytest.FixtureRequest) -> Dispatch:
    value: Dispatch = request.param
    return value


def test_docx_is_what_the_description_gives(dispatch: Dispatch, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.docx"
    fresh.write_bytes(write_docx(dispatch))
    assert docx_part(FILES / f"{dispatch.name}.docx") == docx_part(fresh)


def test_pdf_has_the_words_of_the_description(dispatch: Dispatch) -> None:
    pdf = pypdfium2.PdfDocument(FILES / f"{dispatch.name}.pdf")
    try:
        text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()
    # Lines break inside long numbers ("02/2019/TT-" + "BNV"), so letters are counted, not words; a repeated table head may add some.
    missing = Counter(re.sub(r"\W", "", dispatch.words())) - Counter(re.sub(r"\W", "", text))
    assert not missing, missing


def test_files_are_small(dispatch: Dispatch) -> None:
    for suffix in (".docx", ".pdf"):
        assert (FILES / f"{dispatch.name}{suffix}").stat().st_size < 300_000


def test_reference_quotes_the_description(dispatch: Dispatch) -> None:
    reference = json.loads((REFERENCES / f"{dispatch.name}.json").read_text(encoding="utf-8"))
    text = dispatch.words()
    at = 0
    for citation in reference["citations"]:
        found = text.find(citation["raw"], at)
        assert found >= 0, citation["raw"]
        at = found + 1
    for task in reference["tasks"]:
        assert task["text"] in text
        for deadline in task["deadlines"]:
            assert deadline["raw"].casefold() in text.casefold()
    for target in reference["targets"]:
        assert target["raw"] in text


def test_each_number_is_used_once() -> None:
    assert len({d.number for d in DISPATCHES}) == len({d.name for d in DISPATCHES}) == len(DISPATCHES)


def test_the_scan_is_an_image_without_text() -> None:
    for name in SCANNED:
        path = FILES / f"{name}-scan.pdf"
        assert path.stat().st_size < 400_000
        pdf = pypdfium2.PdfDocument(path)
        try:
            assert [page.get_textpage().count_chars() for page in pdf] == [0] * len(pdf)
        finally:
            pdf.close()
        twin, scan = (json.loads((REFERENCES / f"{n}.json").read_text(encoding="utf-8")) for n in (name, f"{name}-scan"))
        assert {k: v for k, v in twin.items() if k not in ("document", "notes")} == {k: v for k, v in scan.items() if k not in ("document", "notes")}


def test_every_file_has_a_description() -> None:
    expected = {f"{d.name}{suffix}" for d in DISPATCHES for suffix in (".docx", ".pdf")} | {f"{name}-scan.pdf" for name in SCANNED}
    assert {path.name for path in FILES.iterdir()} == expected
