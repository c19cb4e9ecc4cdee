"""The work list: all tasks by unit, due day and state of review, as a table, a calendar, or a ledger to print."""

import calendar
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.dependencies import Limit, Offset, StoreOf, Words
from api.web.render import page
from corpus.exports import EXPORTERS
from corpus.store import Store, read

router = APIRouter(default_response_class=HTMLResponse)
_LEFT, _ROW, _DRAWN = 360, 26, 300
"""A timeline's column of names and the height of its rows, in pixels; how many tasks it draws."""
_SOON = 14
"""Days before the due day from which a task is due soon."""
_EXPORT_NAMES = {"unit": "unit_like"}
"""Where an export calls a filter otherwise: the page looks for a part of a unit's name."""
Review = Literal["", "unseen", "agreed", "corrected"]
Shown = Literal["table", "calendar", "timeline", "print"]
Sorted = Literal["due", "-due", "document", "date", "-date"]


@router.get("/tasks")
def tasks(
    request: Request, store: StoreOf, unit: Words = None, due_after: Annotated[str | None, Query(max_length=10)] = None,
    due_before: Annotated[str | None, Query(max_length=10)] = None, text: Words = None, review: Review = "", day: Annotated[str | None, Query(max_length=10)] = None,
    show: Shown = "table", month: Annotated[str | None, Query(pattern=r"^[0-9]{4}-[0-9]{2}$")] = None, sort: Sorted = "due", limit: Limit = 100, offset: Offset = 0,
) -> Response:  # fmt: skip
    """Tasks filtered by what stands in the address; `day` is the day on which "overdue" and "due soon" are meant, today unless chosen."""
    on = _day(day) or date.today()
    filters = {"unit": unit, "due_after": _iso(due_after), "due_before": _iso(due_before), "text": text, "review": review, "day": _iso(day), "sort": sort}
    filters = {name: value for name, value in filters.items() if value and (name, value) != ("sort", "due")}
    wanted = _wanted(filters)
    values: dict[str, Any] = {
        "filters": filters, "export_query": urlencode({_EXPORT_NAMES.get(n, n): v for n, v in filters.items() if n not in ("day", "sort")}), "on": on.isoformat(), "soon": _SOON, "query": urlencode(filters), "exports": [(e.name, e.title) for e in EXPORTERS], "show": show,
    }  # fmt: skip
    if show == "calendar":
        return page(request, "calendar.html", **values, **_month(store, wanted, month or on.isoformat()[:7]))
    if show == "timeline":
        return page(request, "timeline.html", **values, **_timeline(store, wanted, on))
    found = read.tasks(store, wanted, limit=1000 if show == "print" else limit, offset=offset, sort=sort)
    for task in found.items:
        task["state"] = _due_state(task["deadlines"], on)
    following = offset + limit if offset + limit < found.total and show == "table" else None
    return page(request, "ledger.html" if show == "print" else "tasks.html", tasks=found.items, total=found.total, next_offset=following, **values)


def _wanted(filters: dict[str, Any]) -> read.TaskFilter:
    return read.TaskFilter(
        unit_like=filters.get("unit"), due_after=filters.get("due_after"), due_before=filters.get("due_before"), text=filters.get("text"), review=filters.get("review")
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _iso(text: str | None) -> str | None:
    found = _day(text)
    return found.isoformat() if found else None


def _due_state(deadlines: list[dict[str, Any]], on: date) -> str:
    """overdue, soon or nothing: by the last day that a deadline names."""
    due = max((d["due"] for d in deadlines if d["due"]), default=None)
    if due is None:
        return ""
    left = (date.fromisoformat(due) - on).days
    return "overdue" if left < 0 else "soon" if left <= _SOON else ""


def _month(store: Store, wanted: read.TaskFilter, month: str) -> dict[str, Any]:
    """The weeks of a month, each day with the tasks that are due on it."""
    year, number = (int(part) for part in month.split("-"))
    year, number = min(max(year, 1900), 2199), min(max(number, 1), 12)
    weeks = calendar.Calendar().monthdatescalendar(year, number)
    first, last = weeks[0][0].isoformat(), weeks[-1][-1].isoformat()
    found = read.tasks(store, replace(wanted, due_after=first, due_before=last), limit=read.MAX_PAGE)
    days: dict[str, list[dict[str, Any]]] = {}
    for task in found.items:
        for due in sorted({d["due"] for d in task["deadlines"] if d["due"] and first <= d["due"] <= last}):
            days.setdefault(due, []).append(task)
    before, after = (year - (number == 1), (number - 2) % 12 + 1), (year + (number == 12), number % 12 + 1)
    return {
        "weeks": [[(day, days.get(day.isoformat(), [])) for day in week] for week in weeks], "month": f"{number:02d}/{year}", "number": number,
        "before": f"{before[0]:04d}-{before[1]:02d}", "after": f"{after[0]:04d}-{after[1]:02d}", "total": found.total,
    }  # fmt: skip


def _timeline(store: Store, wanted: read.TaskFilter, on: date) -> dict[str, Any]:
    """Tasks that have a day, the soonest first, as bars from where they begin (else the document's day) to the last day in time."""
    dated = replace(wanted, due_after=wanted.due_after or "0001-01-01")
    found = read.tasks(store, dated, limit=_DRAWN)
    spans = []
    for task in found.items:
        due = max(d["due"] for d in task["deadlines"] if d["due"])
        begun = min([d["start"] for d in task["deadlines"] if d["start"]] or [task["date"] or due])
        begin = _day(begun) or _day(due)
        end = _day(due)
        if begin is not None and end is not None:
            spans.append((task, min(begin, end), end))
    if not spans:
        return {"bars": [], "months": [], "total": found.total, "width": 0, "height": 0, "now": None}
    first, last = min(s[1] for s in spans).replace(day=1), max(s[2] for s in spans)
    scale = min(4.0, max(0.5, 1100 / ((last - first).days + 31)))

    def x(day: date) -> float:
        return round(_LEFT + (day - first).days * scale, 1)

    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13) if first <= date(year, month, 1) <= last]
    shown = months[:: max(1, round(70 / (30 * scale)))]
    bars = [
        {"task": task, "x": x(begin), "width": max(4.0, x(end) - x(begin) + scale), "y": 34 + n * _ROW, "state": _due_state(task["deadlines"], on), "due": end.isoformat()}
        for n, (task, begin, end) in enumerate(spans)
    ]
    now = x(on) if first <= on <= last else None
    width, height = round(x(last)) + 130, 44 + len(bars) * _ROW
    return {"bars": bars, "months": [(x(m), f"{m.month:02d}/{m.year}") for m in shown], "total": found.total, "width": width, "height": height, "now": now}
