"""What a person types in a field, understood by the grammar that reads dispatches: "trước 30/6/2026" becomes a deadline.

Each function takes the words as they were typed and gives values in the contract's shape (JSON), with the place of the
words in the text where they stand there. NotUnderstood says, in Vietnamese and English, what would have been understood.
"""

import re
from collections.abc import Iterable
from typing import Any, get_args

from annotations.changes import BY_PERSON
from models import Document, Span
from models.vocabulary import DocumentType
from parser.errors import ChidaoError
from parser.header.number import document_number
from parser.lexicon.keys import document_key
from parser.recognisers.date import find_dates
from parser.recognisers.deadline import find_deadlines
from parser.recognisers.document_number import parse_number
from parser.recognisers.unit import split_units
from parser.text.fold import capitalised, fold_space, slug

Where = tuple[int, int]


class NotUnderstood(ChidaoError):
    """What was typed says nothing that the field can hold."""

    status = 422


def selected(document: Document, start: int, end: int) -> Where:
    """A stretch of the text that a person chose, without white space at its ends. Raises NotUnderstood where it holds no word."""
    words = document.text.content[start:end] if 0 <= start < end <= len(document.text.content) else ""
    if not words.strip():
        raise NotUnderstood("empty_selection", "Hãy bôi đen ít nhất một chữ trong văn bản.", "Select at least one word of the text.")
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def found_in(document: Document, words: str, within: Where) -> Span | None:
    """Where the words first stand in a stretch of the text, white space aside; None where they do not."""
    pieces = [re.escape(piece) for piece in words.split()]
    if not pieces:
        return None
    match = re.compile(r"\s+".join(pieces), re.IGNORECASE).search(document.text.content, *within)
    return Span(start=match.start(), end=match.end()) if match else None


def units(document: Document, lines: str, within: Where) -> list[dict[str, Any]]:
    """One unit a line (or several joined by ";"): `lead`, `coordinating`, `addressees` … Nothing typed is nobody."""
    typed = [capitalised(fold_space(piece)) for piece in re.split(r"[;\n]", lines) if piece.strip()]
    kinds = {mention.value.name: mention.value.kind for piece in typed for mention in split_units(piece)}
    result: list[dict[str, Any]] = []
    for name in typed:
        span = found_in(document, name, within)
        result.append(
            {"raw": name, "name": name, "key": slug(name), "kind": kinds.get(name, "organisation"), "expands_to": [], "inherited_from": None,
             "span": _json(span), "rule": BY_PERSON, "confidence": 1.0}
        )  # fmt: skip
    return result


def deadlines(document: Document, lines: str, within: Where) -> list[dict[str, Any]]:
    """One deadline a line, as a dispatch would say it or as a bare date. Raises NotUnderstood on a line that says no time."""
    result = []
    for line in filter(str.strip, lines.splitlines()):
        words = fold_space(line)
        mentions = find_deadlines(words, issue_date=document.header.date, time_cell=True)
        if not mentions:
            raise NotUnderstood(
                "deadline_not_understood", f"Không hiểu thời hạn «{words}». Ví dụ: trước ngày 30/6/2026; quý II năm 2026; hằng tháng.",
                f"No deadline in {words!r}. For example: 30/6/2026; quý II năm 2026; hằng tháng.",
            )  # fmt: skip
        for mention in mentions:
            value, raw = mention.value, words[mention.start : mention.end]
            span = found_in(document, raw, within) or Span(start=within[0], end=within[1])
            result.append(
                {"raw": raw, "kind": value.kind, "start": value.start, "due": value.due, "edtf": value.edtf, "rrule": value.rrule,
                 "anchor": value.anchor.model_dump(mode="json") if value.anchor else None, "bound": value.bound, "span": _json(span),
                 "rule": BY_PERSON, "confidence": 1.0}
            )  # fmt: skip
    return result


def number(words: str) -> dict[str, Any] | None:
    """A document's number; nothing typed is none. Raises NotUnderstood where it is not one."""
    raw = fold_space(words)
    if not raw:
        return None
    parts = parse_number(raw)
    if parts is None:
        raise NotUnderstood("number_not_understood", f"«{raw}» không phải số, ký hiệu văn bản. Ví dụ: 12/QĐ-UBND.", f"{raw!r} is no document number; 12/QĐ-UBND is.")
    return document_number(raw, parts).model_dump(mode="json")


def day(words: str) -> str | None:
    """A day as EDTF, typed 2026-06-30, 30/6/2026 or in words; nothing typed is none. Raises NotUnderstood."""
    typed = fold_space(words)
    if not typed:
        return None
    if iso := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", typed):
        typed = f"{iso[3]}/{iso[2]}/{iso[1]}"
    found = find_dates(f"ngày {typed}") or find_dates(typed)
    if not found:
        raise NotUnderstood("date_not_understood", f"Không hiểu ngày «{fold_space(words)}». Ví dụ: 30/6/2026.", f"{words!r} is no date; 30/6/2026 is.")
    return found[0].value


def type_of(slug_or_none: str) -> str:
    """A document type of the contract. Raises NotUnderstood."""
    if slug_or_none not in get_args(DocumentType):
        raise NotUnderstood("type_unknown", f"Không có loại văn bản «{slug_or_none}».", f"No document type {slug_or_none!r}.")
    return slug_or_none


def target(document: Document, words: str, date: str | None = None) -> str | None:
    """The key of a cited document, typed as a key (`qd-ubnd/2026/12`) or as a number of the citing document's own place."""
    typed = fold_space(words)
    if not typed:
        return None
    if re.fullmatch(r"(?:[a-z0-9&.-]+/)+[a-z0-9.~-]+", typed) and typed.count("/") >= 2:
        return typed
    parts = number(typed)
    assert parts is not None
    place = document.header.locality.slug if document.header.locality else None
    return document_key(parts["normalized"], date, place)


def lines(values: Iterable[str | None]) -> str:
    """Values as they stand in a text field: one a line."""
    return "\n".join(value for value in values if value)


def _json(span: Span | None) -> dict[str, Any] | None:
    return span.model_dump(mode="json") if span is not None else None
