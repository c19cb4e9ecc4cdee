"""Where a value stands in the source, and which rule read it."""

from typing import Annotated

from pydantic import Field

from models.base import Model

Box = tuple[int, float, float, float, float]
"""`(page, x0, top, x1, bottom)`: page 1-based, PDF points (1/72 inch), origin top left."""

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]


class Span(Model):
    """A stretch of `text.content`, half-open, in characters; its boxes on the paper where there are pages."""

    start: int
    end: int
    page: int | None = None
    boxes: tuple[Box, ...] = ()


class Evidence(Model):
    """Where a header field stands on the paper, which rule read it, and how sure that is."""

    span: Span | None
    rule: str
    confidence: Confidence
