"""The key of the document itself (contract, "key")."""

from models import Header


def document_key(header: Header, sha256: str) -> str:
    """`[locality/]<symbol-slug>/<year>/<sequence>`; without a number the type slug and `~<first 8 of sha256>`."""
    year = (header.date or "----")[:4]
    return f"{header.type.replace('_', '-')}/{year}/~{sha256[:8]}"
