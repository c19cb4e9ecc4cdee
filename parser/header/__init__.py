"""The regions of head and foot, read with the recognisers."""

from dataclasses import dataclass

from models import Header, Signature, Warning
from parser.structure.shapes import Structure


@dataclass(frozen=True, slots=True)
class HeaderResult:
    """The header and what a person should look at."""

    header: Header
    warnings: tuple[Warning, ...] = ()


def read_header(structure: Structure, signatures: tuple[Signature, ...] = (), page_count: int | None = None) -> HeaderResult:
    """Number, type, issuer, locality, place, date, subject, addressees, recipients, signers …, each with its evidence."""
    return HeaderResult(Header(signatures=signatures, page_count=page_count))
