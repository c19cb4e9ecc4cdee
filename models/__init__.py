"""The words everyone speaks: the output contract as pydantic models."""

from models.base import Model
from models.citation import Candidate, Citation, Definition, Pinpoint, Relation, Resolution
from models.document import (
    SCHEMA_VERSION,
    Attachment,
    Cell,
    Column,
    Document,
    PageRecord,
    Repair,
    Row,
    Section,
    Source,
    Table,
    Text,
    Warning,
)
from models.header import (
    DocumentNumber,
    Header,
    Locality,
    Received,
    Recipient,
    Signature,
    Signer,
    Unit,
)
from models.span import Box, Evidence, Span
from models.task import Anchor, Deadline, Target, Task

__all__ = [
    "SCHEMA_VERSION", "Anchor", "Attachment", "Box", "Candidate", "Cell", "Citation", "Column", "Deadline",
    "Definition", "Document", "DocumentNumber", "Evidence", "Header", "Locality", "Model", "PageRecord",
    "Pinpoint", "Received", "Recipient", "Relation", "Repair", "Resolution", "Row", "Section", "Signature",
    "Signer", "Source", "Span", "Table", "Target", "Task", "Text", "Unit", "Warning",
]  # fmt: skip
