"""Pictures in a DOCX: pages of paper that were scanned into it are read like scans; what is left unread is warned about."""

import re
from dataclasses import replace
from typing import Any

from lxml import etree
from PIL import Image

from models.document import Warning
from parser.errors import MalformedSource, UnsupportedSource
from parser.options import Options
from parser.readers.image import opened, picture_pages
from parser.readers.shapes import Page, Reading
from parser.readers.unzipped import members

_SHOWN = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_OF = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MEDIA = re.compile(r"word/media/[^/]+\.(?:png|jpe?g|tiff?)", re.IGNORECASE)
_PAGE_PIXELS = 700  # the shorter side of a picture that may be a page of text


def with_pictures(text: Reading, data: bytes, root: Any, relations: bytes | None, options: Options, *, instead: bool) -> Reading:
    """The reading of a DOCX with the pages that are pictures, in the order in which the document shows them.

    `instead` says that the file has next to no text of its own; else large pictures are only warned about.
    """
    names = _shown(root, relations)
    pictures = [content for name, content in _ordered(members(data, options, _MEDIA), names) if _is_page(content)] if names else []
    if not pictures:
        return text
    if not instead or not options.ocr:
        return _warned(text, f"Tệp có {len(pictures)} ảnh lớn; chữ trong ảnh (nếu có) chưa được đọc.")
    own = text.pages[0].blocks
    try:
        pages, warnings = picture_pages(pictures, options, 2 if own else 1)
    except (UnsupportedSource, MalformedSource) as error:
        return _warned(text, f"Tệp gần như chỉ có ảnh; chữ trong ảnh chưa được đọc: {error.vi}")
    noted = [replace(page, note="Trang là ảnh trong tệp Word") for page in pages]
    before: tuple[Page, ...] = text.pages if own else ()
    return replace(text, pages=(*before, *noted), paged=True, hard_wrapped=True, warnings=(*text.warnings, *warnings))


def _warned(text: Reading, message: str) -> Reading:
    return replace(text, warnings=(*text.warnings, Warning(code="image_not_read", message=message)))


def _shown(root: Any, relations: bytes | None) -> list[str]:
    """Names of the members that the body shows, each once."""
    wanted = [value for node in root.iter(*_SHOWN) if (value := node.get(_OF + "embed") or node.get(_OF + "id"))]
    if not wanted or not relations:
        return []
    try:
        tree = etree.fromstring(relations, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return []
    target = {node.get("Id"): node.get("Target", "") for node in tree if node.get("TargetMode") != "External"}
    return list(dict.fromkeys("word/" + target[key].removeprefix("/word/") for key in wanted if target.get(key)))


def _ordered(found: dict[str, bytes], names: list[str]) -> list[tuple[str, bytes]]:
    return [(name, found[name]) for name in names if name in found]


def _is_page(content: bytes) -> bool:
    """Whether a picture is large enough to be a page of text."""
    try:
        with opened(content) as image:
            return min(image.size) >= _PAGE_PIXELS
    except (MalformedSource, Image.DecompressionBombError):
        return False
