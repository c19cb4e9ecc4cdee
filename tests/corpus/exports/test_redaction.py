"""Personal numbers and addresses are blanked in every format; everything else stays, at its place."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from corpus.exports import EXPORTERS, Request, export
from corpus.exports.redaction import BLANK, redacted
from corpus.store import Store, put
from models import Document

AT = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("liên hệ 0912345678 trước 17 giờ", "liên hệ ██████████ trước 17 giờ"),
        ("ĐT: 0912.345.678.", "ĐT: ████.███.███."),
        ("(024) 3825 1234; +84 912 345 678", "(███) ████ ████; ███ ███ ███ ███"),
        ("gửi về an.nguyen-2@songlam.example.vn, hạn 30/6", "gửi về ██.██████-█@███████.███████.██, hạn 30/6"),
    ],
)
def test_numbers_and_addresses_are_blanked(text: str, blanked: str) -> None:
    assert redacted(text) == blanked
    assert len(redacted(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["Số: 0912/UBND-VX ngày 01.02.2026", "84.000.000.000 đồng", "kinh phí 1.234.567.890 đồng", "Nghị định số 30/2020/NĐ-CP", "từ 01-02-2026", "9a0912345678f0"]
)
def test_other_numbers_stay(text: str) -> None:
    assert redacted(text) == text


def test_no_format_tells_them(store: Store, make: Callable[..., Document]) -> None:
    document = make("song-lam/ubnd-vx/2026/9")
    words = "báo cáo qua số 0912345678 hoặc an@songlam.example"
    task = document.tasks[0].model_copy(update={"text": words, "title": words})
    content = document.text.content + "\n" + words
    put(store, document.model_copy(update={"tasks": (task,), "text": document.text.model_copy(update={"content": content})}))
    for exporter in EXPORTERS:
        plain, out = io.BytesIO(), io.BytesIO()
        export(exporter.name, store, Request(AT), plain)
        export(exporter.name, store, Request(AT, redact=True), out)
        assert b"0912345678" not in out.getvalue() and b"an@songlam" not in out.getvalue(), exporter.name
        if exporter.name == "jsonl":
            assert b"0912345678" in plain.getvalue()
            assert BLANK in json.loads(out.getvalue())["tasks"][0]["text"]
            assert len(json.loads(out.getvalue())["text"]["content"]) == len(content)
    assert store.shown is None
