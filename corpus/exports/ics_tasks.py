"""ICS: each task a VTODO with its due date, repeating ones with RRULE, for any calendar program.

A task with several deadlines has one VTODO for each, the further ones RELATED-TO the first. All carry the task's id as
X-CHIDAO-TASK. RFC 5545 asks a repeating to-do for a DTSTART: the first day of the rule on or after the issue date.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

from dateutil.rrule import rrulestr

from corpus.exports.base import Exporter, Request, basis, names, plain
from corpus.store import Store, each_task

_LABELS = (("lead", "Chủ trì"), ("coordinating", "Phối hợp"), ("reports_to", "Báo cáo"))
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_RULE = re.compile(r"[A-Z0-9=;,+-]+")
_OCTETS = 75


def write(store: Store, request: Request, out: BinaryIO) -> None:
    stamp = request.at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    _lines(out, ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//chidao//chidao//VI", "CALSCALE:GREGORIAN"])
    for task in each_task(store, request.tasks):
        for number, deadline in enumerate(task["deadlines"] or [None]):
            _lines(out, _todo(task, number, deadline, stamp))
    _lines(out, ["END:VCALENDAR"])


def _todo(task: dict[str, Any], number: int, deadline: dict[str, Any] | None, stamp: str) -> Iterator[str]:
    uid = _text(f"{task['id']}@chidao")
    yield "BEGIN:VTODO"
    yield f"UID:{uid}" if number == 0 else f"UID:{number}.{uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"SUMMARY:{_text(task['title'])}"
    yield f"DESCRIPTION:{_text(_description(task, deadline))}"
    yield f"CATEGORIES:{_text(task['type'] or 'khac')},{_text(task['kind'])}"
    yield f"X-CHIDAO-TASK:{_text(task['id'])}"
    if number:
        yield f"RELATED-TO:{uid}"
    if deadline is not None:
        yield from _times(task, deadline)
    yield "END:VTODO"


def _times(task: dict[str, Any], deadline: dict[str, Any]) -> Iterator[str]:
    start, due = _date(deadline["start"]), _date(deadline["due"])
    rule = deadline["rrule"]
    if rule:
        first = _first(rule, start or _date(task["date"]))
        if first is not None:
            yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
            yield f"RRULE:{rule}"
        return
    if due is not None:
        yield f"DUE;VALUE=DATE:{due:%Y%m%d}"
    if start is not None and (due is None or start < due):  # DUE must be later than DTSTART
        yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"


def _text(text: str) -> str:
    return plain(text).translate(_ESCAPED)


def _lines(out: BinaryIO, lines: Iterable[str]) -> None:
    """Lines of at most 75 octets, never cut inside a character (RFC 5545, 3.1)."""
    for line in lines:
        folded, octets = [], 0
        for character in line:
            size = len(character.encode())
            if octets + size > _OCTETS:
                folded.append("\r\n ")
                octets = 1
            folded.append(character)
            octets += size
        out.write(("".join(folded) + "\r\n").encode())


def _first(rule: str, since: date | None) -> date | None:
    if since is None or not _RULE.fullmatch(rule):
        return None
    try:
        found = rrulestr(rule, dtstart=datetime(since.year, since.month, since.day)).after(datetime(since.year, since.month, since.day), inc=True)
    except ValueError:  # a rule that dateutil does not know
        return None
    return found.date() if found is not None else None


def _date(edtf: str | None) -> date | None:
    """The first day of a date that may lack its day or month."""
    parts = (edtf or "").split("-")
    try:
        return date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
    except ValueError:
        return None


def _description(task: dict[str, Any], deadline: dict[str, Any] | None) -> str:
    source = f"{task['number'] or task['document_key']}, mục {task['ref']}"
    lines = [task["text"], f"Văn bản: {source}"]
    lines += [f"{label}: {names(task[role])}" for role, label in _LABELS if task[role]]
    if deadline is not None:
        lines.append(f"Thời hạn: {deadline['raw']}")
    if task["outcome"]:
        lines.append(f"Sản phẩm: {task['outcome']}")
    if task["basis"]:
        lines.append(f"Căn cứ: {basis(task)}")
    return plain("\n".join(lines))


EXPORTER = Exporter("ics", ".ics", "text/calendar; charset=utf-8", "Lịch (ICS): việc và thời hạn", write)
