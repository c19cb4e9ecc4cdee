"""spaCy DocBin: every document as a `Doc` with its span groups, for training and for spaCy's own tools.

A DocBin is one compressed piece that has to stand in memory whole, so the file is a ZIP of DocBins of a hundred documents
each; unpacked, it is a folder that `spacy train` and `spacy.training.Corpus` take as it is.
"""

import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from corpus.exports.base import Exporter, Request
from corpus.store import Store, each_document_json
from models import Document
from parser.language import nlp, to_docbin

_DOCUMENTS = 100


def write(store: Store, request: Request, out: BinaryIO) -> None:
    texts = each_document_json(store, request.tasks)
    moment = request.at.timetuple()[:6]
    with zipfile.ZipFile(out, "w") as archive:
        for number, documents in enumerate(_shards(texts), start=1):
            # A pipeline of its own for each: a vocabulary keeps every word that it ever saw.
            archive.writestr(zipfile.ZipInfo(f"chidao-{number:05}.spacy", moment), to_docbin(documents, nlp()).to_bytes())


def _shards(texts: Iterator[str]) -> Iterator[list[Document]]:
    while shard := [Document.model_validate_json(text) for text in islice(texts, _DOCUMENTS)]:
        yield shard


EXPORTER = Exporter("docbin", ".spacy.zip", "application/zip", "spaCy DocBin: văn bản kèm các cụm đã đánh dấu", write)
