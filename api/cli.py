"""`chidao`: the command line.

The rooms behind a command are imported when it runs: `--help` must answer at once, without pydantic or an NLP library.
"""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import cli_graph, cli_ingest, cli_walk
from api.cli_ingest import Thorough
from api.cli_service import register
from api.place import database

if TYPE_CHECKING:
    from annotations.compare import Outputs
    from models import Document
    from parser.options import Options

app = typer.Typer(
    name="chidao",
    help="Đọc văn bản chỉ đạo, điều hành: ai phải làm gì, bao giờ xong, căn cứ vào đâu. / Reads Vietnamese directives.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

register(app)
cli_graph.register(app)
cli_walk.register(app)
cli_ingest.register(app)

Files = Annotated[list[Path], typer.Argument(help="Tệp văn bản: PDF, DOCX, DOC, RTF, ODT, HTML, MD, TXT, ảnh quét.")]
Workers = Annotated[int, typer.Option("--workers", "-j", min=1, help="Số tiến trình đọc song song.")]
Database = Annotated[Path | None, typer.Option("--db", help="Tệp SQLite; mặc định CHIDAO_HOME/chidao.sqlite.")]


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _options(workers: int = 1, *, thorough: bool = False) -> "Options":
    from parser.options import Options

    return Options(workers=workers, isolate=True, thorough=thorough)


def _parse_one(path: Path, options: "Options | None" = None) -> "Document | None":
    """The Document of a file, or None with one line on stderr."""
    from datetime import UTC, datetime

    from parser.errors import SourceError
    from parser.pipeline import parse

    try:
        data = path.read_bytes()
    except OSError as error:
        _say(f"{path}: unreadable_file: Không mở được tệp ({error.strerror}). / Cannot open the file.")
        return None
    try:
        return parse(data, path.name, options=options or _options(), parsed_at=datetime.now(UTC).isoformat(timespec="seconds"))
    except SourceError as error:
        _say(f"{path}: {error.code}: {error.vi} / {error.en}")
        return None


def _output_names(files: list[Path]) -> dict[Path, str]:
    """`NAME.json`; two sources of the same NAME get `NAME.ext.json`."""
    from collections import Counter

    stems = Counter(path.stem for path in files)
    return {path: f"{path.stem}.json" if stems[path.stem] == 1 else f"{path.name}.json" for path in files}


@app.command()
def parse(
    files: Files,
    out: Annotated[Path | None, typer.Option("--out", help="Thư mục nhận mỗi tệp một JSON.")] = None,
    workers: Workers = 1,
    thorough: Thorough = False,
) -> None:
    """Đọc văn bản và in kết quả JSON (nhiều tệp: mỗi dòng một văn bản).

    Exit 0 when every file gave a Document, 1 when some did not: the rest is still written.
    """
    names = _output_names(files)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    failed = False
    for path in files:
        document = _parse_one(path, _options(workers, thorough=thorough))
        if document is None:
            failed = True
        elif out is not None:
            (out / names[path]).write_text(document.model_dump_json(indent=1), encoding="utf-8")
        else:
            sys.stdout.write(document.model_dump_json(indent=2 if len(files) == 1 else None) + "\n")
    raise typer.Exit(int(failed))


@app.command()
def read(file: Annotated[Path, typer.Argument(help="Một tệp văn bản.")], workers: Workers = 1, thorough: Thorough = False) -> None:
    """In toàn văn đã chuẩn hoá (text.content), không phân tích."""
    from parser.errors import SourceError
    from parser.readers import read as read_source
    from parser.text.canonical import canonical

    try:
        text = canonical(read_source(file.read_bytes(), file.name, _options(workers, thorough=thorough)))
    except OSError as error:
        _say(f"{file}: unreadable_file: {error.strerror}")
        raise typer.Exit(1) from error
    except SourceError as error:
        _say(f"{file}: {error.code}: {error.vi} / {error.en}")
        raise typer.Exit(1) from error
    sys.stdout.write(text.content + "\n")


@app.command()
def explain(file: Annotated[Path, typer.Argument(help="Một tệp văn bản.")]) -> None:
    """Mỗi giá trị do quy tắc nào đưa ra, dựa trên chữ nào."""
    from annotations.explain import explain as explanations

    document = _parse_one(file)
    if document is None:
        raise typer.Exit(1)
    for e in explanations(document):
        print(f"{e.field}\n    {e.value}\n    {e.rule}  {e.confidence:.2f}  «{e.words[:160]}»")
    for warning in document.warnings:
        print(f"! {warning.code}: {warning.message}")


@app.command()
def reviewed(
    out: Annotated[Path, typer.Argument(help="Thư mục nhận references/ và sources/.")],
    db: Database = None,
) -> None:
    """Ghi những văn bản người đã sửa hoặc duyệt thành chú giải chuẩn, để `chidao evaluate OUT/references OUT/sources`."""
    from api.review import write_references
    from corpus.store import open_store

    path = database(db)
    with open_store(path, read_only=True) as store:
        written = write_references(store, path.parent / "originals", out)
    print(f"{written} văn bản")


@app.command()
def export(
    format: Annotated[str, typer.Argument(help="Định dạng; để trống tên sai sẽ liệt kê.")],
    out: Annotated[Path, typer.Option("--out", help="Tệp nhận.")],
    db: Database = None,
    unit: Annotated[str | None, typer.Option(help="Chỉ nhiệm vụ của đơn vị này.")] = None,
    due_before: Annotated[str | None, typer.Option(help="Hạn đến ngày (YYYY-MM-DD).")] = None,
    due_after: Annotated[str | None, typer.Option(help="Hạn từ ngày (YYYY-MM-DD).")] = None,
    redact: Annotated[bool, typer.Option("--redact", help="Che số điện thoại, địa chỉ thư điện tử.")] = False,
) -> None:
    """Xuất bộ sưu tập: JSON, CSV, sổ theo dõi XLSX, lịch ICS, đồ thị GraphML …"""
    from datetime import UTC, datetime

    from corpus.exports import Request
    from corpus.exports import export as write
    from corpus.store import open_store
    from corpus.store.read import TaskFilter
    from parser.errors import StoreError

    request = Request(datetime.now(UTC), TaskFilter(unit=unit, due_after=due_after, due_before=due_before), redact)
    partial = out.with_name(out.name + ".partial")
    try:
        with open_store(database(db), read_only=True) as store, partial.open("wb") as file:
            write(format, store, request, file)
        partial.replace(out)
    except StoreError as error:
        partial.unlink(missing_ok=True)
        _say(f"{error.code}: {error.vi} / {error.en}")
        raise typer.Exit(1) from error


@app.command()
def openapi() -> None:
    """In mô tả OpenAPI của dịch vụ."""
    import tempfile

    from api.app import create_app
    from api.service.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(create_app(Settings(home=Path(folder), database=None)).openapi(), ensure_ascii=False, indent=1, sort_keys=True))


@app.command()
def doctor() -> None:
    """Máy này đọc được những định dạng nào, thiếu gì thì cài gì."""
    from parser.readers.tools import tools

    found = tools()
    for tool in found:
        print(f"{'có   ' if tool.found else 'THIẾU'}  {tool.name:24} {tool.reads:32} {tool.found or 'cài: ' + tool.install}")
    raise typer.Exit(int(not all(tool.found for tool in found)))


@app.command()
def survey(folder: Annotated[Path, typer.Argument(help="Thư mục văn bản.")]) -> None:
    """Mỗi tệp là loại gì, có vấn đề gì; không phân tích, không nhận dạng chữ."""
    from collections import Counter
    from dataclasses import replace

    from parser.errors import SourceError
    from parser.readers import read as read_source

    options = replace(_options(), ocr=False)
    kinds: Counter[str] = Counter()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        try:
            reading = read_source(path.read_bytes(), path.name, options)
        except (SourceError, OSError) as error:
            code = getattr(error, "code", "unreadable_file")
            kinds[code] += 1
            print(f"{path.relative_to(folder)}\t{code}")
            continue
        origins = Counter(page.note or page.text_origin for page in reading.pages)
        kind = reading.media_type.rpartition("/")[2]
        kinds[kind] += 1
        problems = Counter(w.code for w in reading.warnings)
        print(
            f"{path.relative_to(folder)}\t{kind}\t{len(reading.pages) if reading.paged else '-'} trang\t"
            + ", ".join(f"{n}× {what}" for what, n in origins.items()) + "\t" + ", ".join(f"{code} ({n})" for code, n in problems.items())
        )  # fmt: skip
    print(", ".join(f"{kind}: {n}" for kind, n in kinds.most_common()))


@app.command()
def schema() -> None:
    """In JSON Schema của kết quả."""
    from models import Document

    print(json.dumps(Document.model_json_schema(), ensure_ascii=False, indent=2, sort_keys=True))


@app.command()
def evaluate(
    references: Annotated[Path, typer.Argument(help="Thư mục chú giải của người.")],
    sources: Annotated[Path, typer.Argument(help="Thư mục văn bản gốc (hoặc kết quả JSON).")],
    misses: Annotated[str | None, typer.Option("--misses", help='Liệt kê chỗ sai của một trường, hoặc "all".')] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON.")] = False,
    unknown_issuers: Annotated[bool, typer.Option("--unknown-issuers", help="Đo lại từng cơ quan ban hành khi bảng tra không có cơ quan ấy.")] = False,
    workers: Workers = 1,
) -> None:
    """Đo mức khớp với chú giải của người, theo trường, theo loại tệp, kèm văn bản kém nhất."""
    import annotations.evaluate as room
    import annotations.unknown_issuers as without

    if not any(references.glob("*.json")):
        _say(f"{references}: no_reference: Không có chú giải nào ở đây. / No reference annotation here.")
        raise typer.Exit(2)
    if unknown_issuers:
        print(without.as_text(without.falls(references, sources, workers=workers)))
        return
    result = room.evaluate(references, sources, workers=workers)
    print(json.dumps(room.as_json(result), ensure_ascii=False) if as_json else room.as_text(result, misses=misses))


@app.command()
def calibration(
    references: Annotated[Path, typer.Argument(help="Thư mục chú giải của người.")],
    sources: Annotated[Path, typer.Argument(help="Thư mục văn bản gốc (hoặc kết quả JSON).")],
) -> None:
    """Độ tin cậy có đúng nghĩa không: theo dải, bao nhiêu giá trị, bao nhiêu phần đúng; điểm Brier so với hằng số."""
    import annotations.calibration as room

    judged = room.collect(references, sources)
    if not judged:
        _say(f"{references}: no_reference: Không có chú giải nào ứng với văn bản ở đây. / No reference annotation that any source answers.")
        raise typer.Exit(2)
    print(room.as_text(room.by_kind(judged)))


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(help="Thư mục kết quả JSON cũ, hoặc cơ sở dữ liệu cũ.")],
    new: Annotated[Path, typer.Argument(help="Thư mục kết quả JSON mới, hoặc cơ sở dữ liệu mới.")],
) -> None:
    """Một thay đổi được thêm gì, mất gì (kể cả văn bản chưa ai chú giải)."""
    from annotations.compare import compare as changes
    from annotations.compare import outputs
    from corpus.store import open_store, parsed_outputs

    with ExitStack() as open_ones:

        def side(path: Path) -> "Outputs":
            return parsed_outputs(open_ones.enter_context(open_store(path, read_only=True))) if path.is_file() else outputs(path)

        for change in changes(side(old), side(new)):
            print(f"{change.document}  {change.kind}  {'+' if change.gained else '-'} {change.fact}")


@app.command()
def accuracy(
    transcripts: Annotated[Path, typer.Argument(help="Thư mục bản gõ lại (NAME.txt).")],
    sources: Annotated[Path, typer.Argument(help="Thư mục văn bản gốc (NAME.*).")],
    workers: Workers = 1,
) -> None:
    """Chữ đọc được khớp bao nhiêu với bản gõ lại từ trang giấy."""
    from annotations.accuracy import accuracies

    print(f"{'file':40} {'origin':>10} {'chars':>7} {'accuracy':>9} {'marked':>7} {'recall':>7} {'precision':>9}")
    by_origin: dict[str, list[tuple[float, ...]]] = {}
    for a in accuracies(transcripts, sources, workers=workers):
        print(f"{a.name:40} {a.failure or a.origin:>10} {a.characters:7} {a.accuracy:9.4f} {a.marked:7.4f} {a.recall:7.4f} {a.precision:9.4f}")
        by_origin.setdefault("ocr" if a.origin in ("ocr", "mixed") else "other", []).append((a.accuracy, a.marked, a.recall, a.precision))
    for origin, figures in sorted(by_origin.items()):
        for name, pick in (("mean", lambda column: sum(column) / len(column)), ("worst", min)):
            shown = (pick(column) for column in zip(*figures, strict=True))
            print(f"{f'{name} of {len(figures)} ({origin})':58} " + " ".join(f"{x:8.4f}" for x in shown))


@app.command()
def check_reference(files: Annotated[list[Path], typer.Argument(help="Tệp chú giải JSON.")]) -> None:
    """Kiểm tra định dạng chú giải; in "ok" khi đúng."""
    from annotations.reference_format import faults

    wrong = [(path, fault) for path in files for fault in faults(path)]
    for path, fault in wrong:
        print(f"{path}: {fault}")
    if wrong:
        raise typer.Exit(1)
    print("ok")


def main() -> None:
    """The entry point of the distribution."""
    # Piped output is UTF-8 wherever it goes; a Vietnamese office's console may not be.
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
    app()
