"""XLSX: the ledger in which a Vietnamese office follows its tasks (sổ theo dõi nhiệm vụ), and the documents they come from."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins

from corpus.exports.base import Exporter, Request, basis, names, plain, vietnamese_date
from corpus.store import Store, TaskFilter, each_graph_row, each_task

TASK_COLUMNS: tuple[tuple[str, float], ...] = (
    ("STT", 5), ("Số/ký hiệu", 15), ("Ngày", 11), ("Trích yếu", 26), ("Nhiệm vụ", 46), ("Chủ trì", 19), ("Phối hợp", 19), ("Thời hạn", 16), ("Sản phẩm", 21),
    ("Căn cứ", 16), ("Hạn cuối", 11), ("Mục", 9), ("Mã nhiệm vụ", 30),
)  # fmt: skip
_PRINTED = 10
"""The columns that go on paper; the rest is for sorting and for finding a task again."""
DOCUMENT_COLUMNS: tuple[tuple[str, float], ...] = (("STT", 5), ("Số/ký hiệu", 18), ("Ngày", 11), ("Cơ quan ban hành", 32), ("Trích yếu", 70), ("Mã văn bản", 30))
_CENTRED = {"STT", "Ngày", "Hạn cuối", "Mục"}
_LONGEST = 32_767
_A4 = 9
_SUBJECT_LINES = 4
_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_BODY_FONT = Font(name="Times New Roman", size=11)
_MIDDLE = Alignment(horizontal="center", vertical="top", wrap_text=True)


def _styles() -> tuple[NamedStyle, ...]:
    return (
        NamedStyle(
            "chidao head", font=Font(name="Times New Roman", size=11, bold=True, color="FFFFFF"), fill=PatternFill("solid", fgColor="9C1C1C"), border=_BORDER,
            alignment=Alignment(horizontal="center", vertical="center", wrap_text=True),
        ),
        NamedStyle("chidao text", font=_BODY_FONT, border=_BORDER, alignment=Alignment(vertical="top", wrap_text=True)),
        NamedStyle("chidao centred", font=_BODY_FONT, border=_BORDER, alignment=_MIDDLE),
        NamedStyle("chidao day", font=_BODY_FONT, border=_BORDER, alignment=_MIDDLE, number_format="dd/mm/yyyy"),
    )  # fmt: skip


def write(store: Store, request: Request, out: BinaryIO) -> None:
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    book.properties.creator = "chidao"
    book.properties.created = book.properties.modified = request.at.replace(tzinfo=None)
    listed: set[str] = set()
    _sheet(book, "Nhiệm vụ", TASK_COLUMNS, (_task_row(n, t) for n, t in enumerate(_noting(each_task(store, request.tasks), listed), start=1)))
    held = (d for d in each_graph_row(store, "documents") if d["held"] and (request.tasks == TaskFilter() or d["key"] in listed))
    _sheet(book, "Văn bản", DOCUMENT_COLUMNS, (_document_row(n, d) for n, d in enumerate(held, start=1)))
    book.save(out)


def _noting(tasks: Iterable[dict[str, Any]], documents: set[str]) -> Iterator[dict[str, Any]]:
    for task in tasks:
        documents.add(task["document_key"])
        yield task


def _sheet(book: Workbook, title: str, columns: tuple[tuple[str, float], ...], rows: Iterable[tuple[Any, ...]]) -> None:
    sheet = book.create_sheet(title)
    # All of this stands before the first row, or openpyxl's streaming mode leaves it out.
    sheet.freeze_panes = "A2"
    for number, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, footer=0.35)
    sheet.oddFooter.center.text = "Trang &P/&N"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.row_dimensions[1].height = 32
    sheet.append([_cell(sheet, name, "chidao head") for name, _ in columns])
    last = 1
    for row in rows:
        # Programs other than Excel don't grow a row to its wrapped text by themselves.
        sheet.row_dimensions[last + 1].height = _height(row, columns)
        sheet.append([_cell(sheet, value, "chidao centred" if name in _CENTRED else "chidao text") for value, (name, _) in zip(row, columns, strict=True)])
        del sheet.row_dimensions[last + 1]
        last += 1
    sheet.print_area = f"A1:{get_column_letter(min(_PRINTED, len(columns)))}{last}"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"


def _height(row: tuple[Any, ...], columns: tuple[tuple[str, float], ...]) -> float:
    """Points for the printed cell with most lines (Excel's limit is 409); a long subject, the same in row after row, gets four lines."""
    tallest = 1
    for value, (name, width) in list(zip(row, columns, strict=True))[:_PRINTED]:
        if isinstance(value, str):
            lines = sum(1 + int(len(part) / (width * 1.25)) for part in value.split("\n"))
            tallest = max(tallest, min(lines, _SUBJECT_LINES) if name == "Trích yếu" and len(columns) > _PRINTED else lines)
    return min(409.0, 4 + 14.5 * tallest)


def _cell(sheet: Any, value: Any, style: str) -> Any:
    if isinstance(value, str):
        value = plain(value)
        value = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
    cell = WriteOnlyCell(sheet, value)
    cell.style = "chidao day" if isinstance(value, date) else style
    if isinstance(value, str):
        cell.data_type = "s"  # text, also where it begins like a formula
    return cell


def _task_row(number: int, task: dict[str, Any]) -> tuple[Any, ...]:
    return (
        number, task["number"], _day(task["date"]), task["subject"], task["text"], names(task["lead"]), names(task["coordinating"]),
        "\n".join(dict.fromkeys(_deadline(d) for d in task["deadlines"])), task["outcome"], basis(task), _day(task["last_due"]), task["ref"], task["id"],
    )  # fmt: skip


def _document_row(number: int, document: dict[str, Any]) -> tuple[Any, ...]:
    return (number, document["number"], _day(document["date"]), document["issuer"], document["subject"], document["key"])


def _deadline(deadline: dict[str, Any]) -> str:
    """As the dispatch puts it, with the day it means where the words don't say it: «Quý I/2026 (31/03/2026)»."""
    raw, due = plain(deadline["raw"]), vietnamese_date(deadline["due"])
    return raw if not due or deadline["kind"] == "date" else f"{raw} ({due})"


def _day(edtf: str | None) -> date | str | None:
    """A real date where the day is known, so that the column sorts; else as text."""
    try:
        return date.fromisoformat(edtf) if edtf else None
    except ValueError:
        return vietnamese_date(edtf)


EXPORTER = Exporter(
    "xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel: sổ theo dõi nhiệm vụ", write
)
