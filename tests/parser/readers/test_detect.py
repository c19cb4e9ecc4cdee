"""What a file is comes from its bytes."""

import io
import zipfile

import pytest

from parser.errors import MalformedSource, SourceError, SourceTooLarge, UnsupportedSource
from parser.options import DEFAULT, Options
from parser.readers import READERS, detect, read


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n...", detect.PDF),
        (b"\n\n%PDF-1.4", detect.PDF),
        (b"\x89PNG\r\n\x1a\n....", detect.PNG),
        (b"\xff\xd8\xff\xe0....", detect.JPEG),
        (b"II*\x00....", detect.TIFF),
        (b"{\\rtf1\\ansi abc}", detect.RTF),
        (b"<!DOCTYPE html><html><body>x</body></html>", detect.HTML),
        ("<div>Kính gửi</div>".encode(), detect.HTML),
        ("# QUYẾT ĐỊNH\n\n**Điều 1.** Ban hành.\n".encode(), detect.MARKDOWN),
        ("UỶ BAN NHÂN DÂN\nSố: 1/QĐ-UBND\n".encode(), detect.PLAIN),
        (zipped(word__document_xml="<x/>"), detect.DOCX),
        (zipped(mimetype=detect.ODT, content_xml="<x/>"), detect.ODT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le"), detect.DOC),
    ],
)
def test_content_says_what_it_is(data: bytes, expected: str) -> None:
    assert detect.media_type(data) == expected
    assert detect.media_type(data, "mislabelled.pdf") == expected


def test_only_plain_text_listens_to_the_name() -> None:
    assert detect.media_type("Điều 1. Ban hành".encode(), "văn bản (bản cuối).md") == detect.MARKDOWN


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\n" * 1000])
def test_an_empty_file_is_a_clear_error(data: bytes) -> None:
    with pytest.raises(MalformedSource) as caught:
        detect.media_type(data)
    assert caught.value.code == "empty_file"


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, zipped(a="x"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)])
def test_unknown_formats_are_a_clear_error(data: bytes) -> None:
    with pytest.raises(UnsupportedSource) as caught:
        detect.media_type(data)
    assert caught.value.code == "unsupported_format" and caught.value.vi and caught.value.en


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing more", b"PK\x03\x04" + b"x" * 300, zipped(word__document_xml="")])
def test_broken_files_are_malformed(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(data, "a", DEFAULT)
    assert caught.value.code == "malformed"


def test_the_size_limit_comes_first() -> None:
    with pytest.raises(SourceTooLarge) as caught:
        read(b"x" * 11, "a.txt", Options(max_bytes=10))
    assert caught.value.code == "source_too_large"


def test_every_format_has_one_reader() -> None:
    assert [media_type for media_type, _ in READERS] == [
        detect.PDF, detect.DOCX, detect.DOC, detect.RTF, detect.ODT, detect.HTML, detect.MARKDOWN, detect.PNG, detect.JPEG, detect.TIFF, detect.ALBUM, detect.PLAIN,
    ]  # fmt: skip
