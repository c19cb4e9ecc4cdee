"""JSON: an array of contract Documents, as `chidao parse` gives them."""

from typing import BinaryIO

from corpus.exports.base import Exporter, Request
from corpus.store import Store, each_document_json


def write(store: Store, request: Request, out: BinaryIO) -> None:
    opening = b"[\n"
    for document in each_document_json(store, request.tasks):
        out.write(opening + document.encode())
        opening = b",\n"
    out.write(b"[]\n" if opening == b"[\n" else b"\n]\n")


EXPORTER = Exporter("json", ".json", "application/json", "JSON: toàn bộ văn bản đã phân tích", write)
