"""What a sample dispatch is made of. Paragraphs are plain text; `**…**` inside one is bold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Style = Literal["text", "title", "heading", "italic", "note"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body: `title` and `note` are centred, `heading` bold, `italic` a legal basis."""

    text: str
    style: Style = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. `widths` in centimetres; a cell of None continues the cell above it (merged)."""

    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One văn bản. `issuer` and `parent_issuer` as printed in the letterhead, line by line."""

    name: str
    issuer: tuple[str, ...]
    number: str
    dateline: str
    title: str
    subject: str
    body: tuple[Paragraph | Table, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer: str
    parent_issuer: str | None = None
    addressees: tuple[str, ...] = ()
    urgency: str | None = None
    party: bool = False
    annex: tuple[Paragraph | Table, ...] = ()
    """What follows the signature: an attached plan, appendices."""
    annex_landscape: bool = False

    def words(self) -> str:
        """All its text in reading order, folded, without the national name and motto and without layout."""
        parts = [self.parent_issuer or "", *self.issuer, self.number, self.dateline, self.title, self.subject, *self.addressees]
        parts += [*_words(self.body), *self.recipients, *self.signature, self.signer, *_words(self.annex)]
        return " ".join(" ".join(parts).split())


def _words(blocks: tuple[Paragraph | Table, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from block.columns
            yield from (cell for row in block.rows for cell in row if cell)
        else:
            yield block.text.replace("**", "")


def title(text: str) -> Paragraph:
    return Paragraph(text, "title")


def heading(text: str) -> Paragraph:
    return Paragraph(text, "heading")


def italic(text: str) -> Paragraph:
    return Paragraph(text, "italic")


def note(text: str) -> Paragraph:
    return Paragraph(text, "note")


def texts(*lines: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line) for line in lines)
