"""The key of the document itself (contract, "key")."""

from models import Header
from parser.lexicon import keys


def document_key(header: Header, sha256: str) -> str:
    """`[locality/]<symbol-slug>/<year>/<sequence>`; without a number the type slug and `~<first 8 of sha256>`."""
    place = header.locality.slug if header.locality else None
    unnumbered = f"~{sha256[:8]}"
    if header.number is not None:
        return keys.document_key(header.number.normalized, header.date, place, unnumbered=unnumbered)
    key = f"{header.type.replace('_', '-')}/{(header.date or '----')[:4]}/{unnumbered}"
    return f"{place}/{key}" if place else key
