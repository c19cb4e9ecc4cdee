"""JSON Lines: one contract Document a line."""

from typing import BinaryIO

from corpus.exports.base import Exporter, Request
from corpus.store import Store, each_document_json


def write(store: Store, request: Request, out: BinaryIO) -> None:
    for document in each_document_json(store, request.tasks):
        out.write(document.encode() + b"\n")


EXPORTER = Exporter("jsonl", ".jsonl", "application/jsonl", "JSON Lines: mỗi dòng một văn bản", write)
