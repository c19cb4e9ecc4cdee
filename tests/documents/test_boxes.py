"""On the samples' PDFs the boxes lie on the words: what pdfium finds inside them is what the span says, and there is ink."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpus.samples.build import FILES
from models import Span
from parser.pipeline import parse

_SCALE = 2.0
_MARGIN = 1.5


@pytest.mark.parametrize("source", sorted(FILES.glob("*.pdf")), ids=lambda path: path.stem)
def test_boxes_lie_on_the_words(source: Path) -> None:
    document = parse(source.read_bytes(), source.name)
    spans: list[Span] = [c.span for c in document.citations] + [t.span for t in document.targets]
    spans += [x.span for task in document.tasks for x in (task, *task.deadlines, *task.lead) if x.span is not None]
    assert spans
    pdf = pdfium.PdfDocument(source)
    by_text = document.source.text_origin == "text_layer"
    pictures = [page.render(scale=_SCALE, grayscale=True).to_numpy() for page in pdf]
    wrong: list[tuple[str, str]] = []
    for span in spans:
        words = "".join(document.text.content[span.start : span.end].split())
        read = []
        inked = bool(span.boxes)
        for number, x0, top, x1, bottom in span.boxes:
            page = pdf[number - 1]
            height = page.get_height()
            read.append(page.get_textpage().get_text_bounded(x0 - _MARGIN, height - bottom - _MARGIN, x1 + _MARGIN, height - top + _MARGIN))
            cut = pictures[number - 1][int(top * _SCALE) : int(bottom * _SCALE) + 1, int(x0 * _SCALE) : int(x1 * _SCALE) + 1]
            inked = inked and cut.size > 0 and int(cut.min()) < 128
        found = "".join("".join(read).replace("\ufffe", "-").replace("\x02", "-").split())
        # pdfium also gives letters of the next line whose marks reach into the box: the words stand in it in order.
        letters = iter(found)
        if not inked or (by_text and not all(letter in letters for letter in words)):
            wrong.append((words, found))
    assert len(wrong) / len(spans) <= 0.01, wrong
