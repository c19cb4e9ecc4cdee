"""What a day or period says as a deadline, given the cues before it (contract, section Deadline)."""

from dataclasses import dataclass

from models.task import Anchor
from models.vocabulary import Bound, DeadlineKind
from parser.lexicon.periods import Period, day_before, edge_day, month_days
from parser.lexicon.time_cues import Cues


@dataclass(frozen=True, slots=True)
class DeadlineValue:
    """What a deadline says: the fields of `models.Deadline` without its words and place. ISO dates, inclusive.

    A due date that could not be told (its year is left out and past) is None with kind `date`, `month` …: worth a warning.
    """

    kind: DeadlineKind
    start: str | None = None
    due: str | None = None
    edtf: str | None = None
    rrule: str | None = None
    anchor: Anchor | None = None
    bound: Bound = "in"


def said_of(period: Period, cues: Cues, issued: str | None, *, cell: bool, exclusive: bool, onwards: bool) -> DeadlineValue | None:
    """What a period behind its cues says; None where it is over before the day `issued` (ISO), unless a time cell says it.

    `exclusive`: its last day is already too late; `onwards`: "… trở đi".
    """
    year = int(issued[:4]) if issued and issued[:4].isdigit() else None
    first: str | None = None
    last: str | None = None
    if (days := period.days(year)) is not None:
        first, last = days
        if exclusive or (cues.has("before") and not cues.clock):
            last = day_before(last if exclusive else first)
        if issued and last < issued:
            if period.year is None:
                first, last = None, None
            elif not cell:
                return None
    if onwards or (cues.has("begin") and period.kind != "period") or (cues.has("from") and period.kind != "period" and not cues.clock):
        return DeadlineValue("ongoing", start=first, edtf=f"{period.edtf}/.." if period.edtf else None, bound="every")
    if cues.has("before"):
        return DeadlineValue(period.kind, due=last, edtf=last and f"../{last}", bound="before")
    if period.edge in {"đầu", "giữa"}:
        last = edge_day(period, year)
        return DeadlineValue("date", due=last, edtf=last, bound="by")
    if cues.has("by", "until") or period.edge in {"hết", "cuối"} or (cues.has("done") and period.kind == "date"):
        return DeadlineValue(period.kind, due=last, edtf=last and f"../{last}", bound="by")
    edtf = period.edtf if period.year and not exclusive else last and (f"{first}/{last}" if first != last else first)
    bound: Bound = "from_to" if period.kind == "period" and period.form != "quarter" else "in"
    return DeadlineValue(period.kind, start=first, due=last, edtf=edtf, bound=bound)


def day_of_year(period: Period, before: bool) -> str:
    """The rule of a day or month that comes back every year."""
    month, day = period.last if period.kind == "date" else (period.last[0], 0)
    if before:
        month = month if day else period.first[0]
        day = (day or 1) - 1
        if day == 0:
            month = (month - 2) % 12 + 1
            day = month_days(2001, month)
    return f"FREQ=YEARLY;BYMONTH={month}" + (f";BYMONTHDAY={day}" if day else "")
