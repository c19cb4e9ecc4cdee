"""A mention while it is being understood; frozen into `models.Citation` at the end."""

from dataclasses import dataclass

from models import Candidate, Pinpoint
from models.vocabulary import CitationForm, DocumentType, Relation, ResolutionStatus
from parser.recognisers.document_number import NumberParts


@dataclass(slots=True, eq=False)
class Draft:
    """`start`/`end` is the raw; the title stands in `title_start`/`title_end`, equal where there is none.

    `toward`: the mention that this one changed ("A được sửa đổi, bổ sung bởi B"): the edge runs from B to A.
    `by`: the mention that changes this one ("A (Thông tư này thay thế B)"): the edge runs from A to B.
    `number_end`: where the number ends, or a law's name before its date.
    """

    start: int
    end: int
    type: DocumentType
    form: CitationForm
    rule: str
    confidence: float = 1.0
    number: NumberParts | None = None
    number_end: int = 0
    date: str | None = None
    issuer: tuple[int, int] | None = None
    title_start: int = 0
    title_end: int = 0
    pinpoint: tuple[Pinpoint, ...] = ()
    within: "Draft | None" = None
    relation: Relation = "cites"
    toward: "Draft | None" = None
    by: "Draft | None" = None
    key: str | None = None
    status: ResolutionStatus = "unresolved"
    candidates: tuple[Candidate, ...] = ()
    antecedent: "Draft | None" = None
    listed: bool = False

    @property
    def reach(self) -> int:
        """Where the mention ends with its title."""
        return max(self.end, self.title_end)
