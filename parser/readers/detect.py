"""What a file is, from its bytes: names lie, magic numbers do not."""

import io
import re
import unicodedata
import zipfile

from parser.errors import MalformedSource, UnsupportedSource

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
ALBUM = "application/zip"
"""Several pictures in one container: the pages of one document."""

_HEAD = 65536
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta)[\s>/]", re.IGNORECASE)
PICTURE = re.compile(r"(?!__MACOSX/)(?:[^\\]*/)?(?!\.)[^/\\]*\.(?:png|jpe?g|tiff?)", re.IGNORECASE)
"""Names of the members of a zip container that are pages of paper."""
_OFFICE_PART = re.compile(r"\[Content_Types\]\.xml|META-INF/|(?:xl|ppt)/")
_MARKDOWN_MARKS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^\|[ :]*-{3,}[-| :]*$", re.MULTILINE),
    re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*"),
    re.compile(r"\]\((?:https?:|#|/)"),
    re.compile(r"^\*[^\s*][^*\n]{0,400}\*\s*$", re.MULTILINE),
)


def media_type(data: bytes, filename: str = "") -> str:
    """The media type of `data`. The name only decides between plain text and markdown. Raises SourceError."""
    if not data.strip():
        raise MalformedSource("empty_file", "Tệp rỗng, không có nội dung để đọc.", "The file is empty.")
    head = data[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] in (b"II*\x00", b"MM\x00*"):
        return TIFF
    if start.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(data)
    if head.startswith(b"PK\x03\x04"):
        return _zip(data)
    return _text(data, head, start, filename)


def _zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, KeyError, EOFError, ValueError) as error:
        raise MalformedSource("malformed", "Tệp nén bị hỏng, không mở được.", "The zip container is broken.") from error
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        return DOCX
    if kind.startswith(ODT.encode()) or ("content.xml" in names and b"opendocument.text" in kind):
        return ODT
    if any(map(PICTURE.fullmatch, names)) and not any(map(_OFFICE_PART.match, names)):
        return ALBUM
    raise UnsupportedSource(
        "unsupported_format", "Tệp nén này không phải văn bản DOCX, ODT hay tập ảnh trang.", "This zip container is neither a DOCX, an ODT text nor a set of page images."
    )


def _ole(data: bytes) -> str:
    """Directory entries of an OLE container are UTF-16 names."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise MalformedSource("encrypted", "Tệp có mật khẩu; hãy gỡ mật khẩu rồi thử lại.", "The file is encrypted; remove its password.")
    if "WordDocument".encode("utf-16-le") in data:
        return DOC
    raise UnsupportedSource("unsupported_format", "Tệp Office cũ này không phải văn bản Word.", "This OLE container is not a Word document.")


def _text(data: bytes, head: bytes, start: bytes, filename: str) -> str:
    text = _decoded(head)
    if text is None:
        raise UnsupportedSource("unsupported_format", "Không nhận ra định dạng của tệp.", "The format of the file is not known.")
    if (start.startswith(b"<") and _HTML.search(head)) or b"<html" in head[:4096].lower() or len(_HTML.findall(head)) >= 20:
        return HTML
    if filename.lower().endswith((".md", ".markdown")) or sum(bool(mark.search(text)) for mark in _MARKDOWN_MARKS) >= 2:
        return MARKDOWN
    return PLAIN


def _decoded(head: bytes) -> str | None:
    """The start of the file as text, or None where it is binary."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) & ~1].decode("utf-16", errors="replace")
    text = head.decode("utf-8-sig", errors="replace")
    bad = text.count("\ufffd") + sum(text.count(chr(c)) for c in (*range(0, 2), *range(7, 9), *range(14, 20)))
    if bad * 10 <= len(text):
        return unicodedata.normalize("NFC", text)
    if head.count(0):
        return None
    # single-byte text (Windows-1258, TCVN3 exports): mostly ASCII letters and high bytes
    printable = sum(32 <= b < 127 or b in (9, 10, 13) for b in head)
    return head.decode("latin-1") if printable * 10 > len(head) * 6 else None
