"""E-signatures of a PDF: the signature objects, and the stamps that signature widgets print on the page."""

import ctypes
import re
import unicodedata
import warnings
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pypdfium2.raw as pdfium

from models.header import Signature
from parser.readers.pdf_words import PdfWord

_TIME = re.compile(r"\b(\d{1,4})[./-](\d{1,2})[./-](\d{1,4}),?\s+(\d{1,2}):(\d{2}):(\d{2})(?:\s*([+-]\d{2}):?(\d{2}))?")
_LABEL = re.compile(r"(?:người\s+ký|ký\s+bởi|signed\s+by|signer)\s*:?\s*", re.IGNORECASE)
_VIETNAM = "+07:00"  # a stamp that names no offset gives the time of the country
_FIELD = re.compile(
    r"(?:người ký|ký bởi|email|e-mail|cơ quan|tổ chức|thời gian ký|ngày ký|chức vụ|digitally signed by|signature (?:not )?(?:valid|verified)|date|signed by)\s*:?",
    re.IGNORECASE,
)
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?(?:([+\-Z])(\d{2})?'?(\d{2})?)?")
_EMAIL = re.compile(r"\S+@\S+")


def signature_objects(document: Any) -> list[Signature]:
    """The document's signature objects: time and signer as the signature itself says; nothing is validated."""
    out: list[Signature] = []
    for i in range(min(pdfium.FPDF_GetSignatureCount(document.raw), 64)):
        handle = pdfium.FPDF_GetSignatureObject(document.raw, i)
        if not handle:
            continue
        time = _string(pdfium.FPDFSignatureObj_GetTime, handle, "latin-1")
        signer, organisation = _subject(_bytes(pdfium.FPDFSignatureObj_GetContents, handle))
        signed_at = pdf_time(time)
        if signed_at is None and signer is None:
            continue
        made = Signature(signer=signer, organisation=organisation, signed_at=signed_at, source="pdf_signature")
        if made not in out:
            out.append(made)
    return out


def _bytes(call: Any, handle: Any) -> bytes:
    size = call(handle, None, 0)
    if not 0 < size < 4_000_000:
        return b""
    buffer = ctypes.create_string_buffer(size)
    call(handle, buffer, size)
    return buffer.raw[:size]


def _string(call: Any, handle: Any, encoding: str) -> str:
    return _bytes(call, handle).split(b"\x00")[0].decode(encoding, errors="replace")


def pdf_time(text: str) -> str | None:
    """`D:20241118072514+07'00'` as ISO 8601, or None."""
    match = _PDF_DATE.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, sign, zone_h, zone_m = match.groups()
    zone = "" if sign is None else "+00:00" if sign == "Z" else f"{sign}{zone_h or '00'}:{zone_m or '00'}"
    return _checked(f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}")


def _checked(text: str) -> str | None:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


def _subject(contents: bytes) -> tuple[str | None, str | None]:
    """Common name and organisation of the signer's certificate: the one of the container that issued none of the others."""
    if len(contents) < 64 or contents[0] != 0x30:
        return None, None
    from cryptography.hazmat.primitives.serialization import pkcs7

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _leaf(pkcs7.load_der_pkcs7_certificates(contents[: _der_length(contents)]))
    except (ValueError, TypeError):
        return None, None


def _leaf(chain: Sequence[Any]) -> tuple[str | None, str | None]:
    from cryptography.x509.oid import NameOID

    issuers = {c.issuer for c in chain if c.issuer != c.subject}
    leaves = [c for c in chain if c.subject not in issuers]
    if len(leaves) != 1:
        return None, None
    subject = leaves[0].subject
    common, organisation = ([str(a.value) for a in subject.get_attributes_for_oid(oid)] for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME))
    return _name(common), _name(organisation)


def _der_length(data: bytes) -> int:
    """Length of the DER value at the start of a padded buffer; the whole buffer where it says nothing definite."""
    first = data[1]
    if first < 0x80:
        return 2 + first
    count = first & 0x7F
    if not 1 <= count <= 4:
        return len(data)
    return 2 + count + int.from_bytes(data[2 : 2 + count], "big")


def _name(values: list[str]) -> str | None:
    return unicodedata.normalize("NFC", " ".join(values[0].split())) or None if values else None


def widget_boxes(page: Any) -> list[tuple[float, float, float, float]]:
    """Boxes (left, bottom, right, top in page space) of the signature widgets that print something."""
    out: list[tuple[float, float, float, float]] = []
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), 500)):
        annot = pdfium.FPDFPage_GetAnnot(page.raw, i)
        if not annot:
            continue
        if pdfium.FPDFAnnot_GetSubtype(annot) in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_STAMP):
            rect = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetRect(annot, rect) and rect.right - rect.left > 1 and rect.top - rect.bottom > 1:
                out.append((rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top)))
        pdfium.FPDFPage_CloseAnnot(annot)
    return out


def is_stamp(words: Sequence[PdfWord]) -> bool:
    """Whether words printed by a widget are a signature's stamp, not a number or a day typed into the letterhead."""
    text = " ".join(w.text for w in words)
    return bool(_TIME.search(text) or _FIELD.search(text) or _EMAIL.search(text))


def stamp(text: str) -> Signature | None:
    """What a stamp's text says: signer or organisation, and the time of signing (day first unless the year comes first)."""
    time = _TIME.search(text)
    signed_at = None
    if time:
        a, month, c, hour, minute, second, zone_h, zone_m = time.groups()
        year, day = (a, c) if len(a) == 4 else (c, a)
        zone = f"{zone_h}:{zone_m}" if zone_h else _VIETNAM
        signed_at = _checked(f"{int(year):04d}-{int(month):02d}-{int(day):02d}T{int(hour):02d}:{minute}:{second}{zone}")
    head = text[: time.start()] if time else text
    label = _LABEL.search(head)
    name = _FIELD.split(head[label.end() :], maxsplit=1)[0] if label else _EMAIL.split(_FIELD.split(head, maxsplit=1)[0], maxsplit=1)[0]
    name = " ".join(_EMAIL.sub(" ", name).split()).strip(" ,;:-")
    if not name and signed_at is None:
        return None
    return Signature(organisation=name or None, signed_at=signed_at, source="stamp_text")
