"""`chidao ingest`: many files into the database, on this machine or on many."""

import os
import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.place import database, home

if TYPE_CHECKING:
    from corpus.ingest import Progress, Summary

_LATELY = 200  # files over which the rate is counted
_EVERY = 30.0  # seconds between two lines of progress where nobody looks at a terminal

Thorough = Annotated[bool, typer.Option("--thorough", help="Trang quét: đọc kỹ, mọi dòng ba cỡ và cả trang lần thứ hai; lâu gấp ba.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ingest)


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Tệp hoặc thư mục.")],
    db: Annotated[Path | None, typer.Option("--db", help="Tệp SQLite; mặc định CHIDAO_HOME/chidao.sqlite.")] = None,
    workers: Annotated[int | None, typer.Option("--workers", "-j", min=1, help="Số tiến trình đọc song song; mặc định mọi lõi.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Phân tích lại cả tệp đã có, từ kết quả đọc đã lưu nếu còn.")] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Đọc từ tệp gốc, không dùng và không lưu kết quả đọc.")] = False,
    thorough: Thorough = False,
    scheduler: Annotated[str | None, typer.Option("--scheduler", help="Đọc trên cụm máy Dask: tcp://máy:8786.")] = None,
    send_bytes: Annotated[bool, typer.Option("--send-bytes", help="Gửi nội dung tệp cho cụm máy: máy khác không thấy đường dẫn.")] = False,
    accept_classified: Annotated[bool, typer.Option("--accept-classified", help="Nhận cả văn bản có dấu MẬT trở lên.")] = False,
) -> None:
    """Đưa nhiều văn bản vào cơ sở dữ liệu; tệp hỏng không làm dừng các tệp khác; bị dừng giữa chừng thì chạy lại sẽ làm tiếp."""
    from datetime import UTC, datetime

    from api.review import corrected
    from corpus.ingest import Cluster
    from corpus.ingest import ingest as run
    from corpus.store import open_store
    from parser.options import Options

    with open_store(database(db)) as store, _Bar() as bar:
        summary = run(
            paths, store, clock=lambda: datetime.now(UTC), workers=workers or _cores(), options=Options(isolate=True, thorough=thorough), again=again, correct=corrected,
            accept_classified=accept_classified, progress=bar, readings=None if no_cache else home() / "cache" / "readings",
            cluster=Cluster(scheduler, send_bytes) if scheduler else None,
        )  # fmt: skip
    _report(summary)
    raise typer.Exit(int(summary.failed > 0))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Bar:
    """Files done, files a second, time left: a bar on a terminal, a line now and then in a log."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
        self.bar = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
        self.task = self.bar.add_task("Đang đọc", total=None, rate="")
        self.said = time.monotonic()
        self.lately = deque([(self.said, 0)], maxlen=_LATELY)

    def __enter__(self) -> "_Bar":
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    def __call__(self, p: "Progress") -> None:
        now = time.monotonic()
        then, done = self.lately[0]
        self.lately.append((now, p.done))
        rate = (p.done - done) / max(now - then, 1e-3)  # of late: what was there already went by at once
        self.bar.update(self.task, completed=p.done, total=p.total, description=p.path.name[:40], rate=f"{rate:.1f} tệp/giây")
        if self.bar.disable and now - self.said >= _EVERY:
            self.said = now
            print(f"{p.done}/{p.total} tệp, {rate:.1f} tệp/giây, còn {(p.total - p.done) / rate / 60:.0f} phút", file=sys.stderr, flush=True)


def _report(summary: "Summary") -> None:
    for failure in summary.failures:
        print(f"{failure.path}: {failure.code}: {failure.message}", file=sys.stderr)
    print(
        f"{summary.seen} tệp: {summary.added} mới, {summary.replaced} thay, {summary.unchanged} đã có, {summary.failed} không đọc được; "
        f"{summary.tasks} nhiệm vụ, {summary.citations} viện dẫn"
    )
    print("Giây: " + ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in summary.seconds.items()))
    for origin, (files, seconds) in sorted(summary.by_origin.items()):
        print(f"  {origin}: {files} tệp, {seconds:.1f} giây")
