"""`chidao graph …` and `chidao explore`: questions to the graph, and the database in a browser."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.place import database

if TYPE_CHECKING:
    from corpus.store import Store

_CHANGES = {"replaces": "thay thế", "repeals": "bãi bỏ"}
graph = typer.Typer(name="graph", help="Hỏi đồ thị văn bản. / Questions to the graph of documents.", no_args_is_help=True, rich_markup_mode=None)

Key = Annotated[str, typer.Argument(help="Mã văn bản, ví dụ qd-byt/2023/1710.")]
Database = Annotated[Path | None, typer.Option("--db", help="Tệp SQLite; mặc định CHIDAO_HOME/chidao.sqlite.")]
Depth = Annotated[int, typer.Option(min=1, max=6, help="Số bước nhiều nhất.")]
Limit = Annotated[int, typer.Option(min=1, max=2000, help="Số văn bản nhiều nhất.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Tính đến ngày (YYYY-MM-DD).")]
AsJson = Annotated[bool, typer.Option("--json", help="In JSON.")]


@contextmanager
def _opened(path: Path | None) -> Iterator["Store"]:
    """The database for reading; a fault is one line and exit 1."""
    from corpus.store import open_store
    from parser.errors import StoreError

    try:
        with open_store(database(path), read_only=True) as store:
            yield store
    except StoreError as error:
        print(f"{error.code}: {error.vi} / {error.en}", file=sys.stderr)
        raise typer.Exit(1) from error


def _print(value: Any, as_json: bool, lines: Iterator[str]) -> None:
    if as_json:
        print(json.dumps(value, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            print(line)


def _node(node: dict[str, Any]) -> str:
    return f"{node['distance']}  {node['key']}  {node['number'] or ''}  {node['date'] or ''}  {node['subject'] or ''}".rstrip()


@graph.command()
def neighbours(key: Key, depth: Depth = 1, limit: Limit = 200, db: Database = None, as_json: AsJson = False) -> None:
    """Văn bản xung quanh một văn bản, số bước đứng đầu dòng."""
    from corpus.graph import walk

    with _opened(db) as store:
        found = walk.neighbours(store, key, depth=depth, limit=limit)
        _print(asdict(found), as_json, map(_node, found.nodes))


@graph.command("rests-on")
def rests_on(key: Key, as_of: AsOf = None, depth: Depth = 6, limit: Limit = 2000, db: Database = None, as_json: AsJson = False) -> None:
    """Tất cả những gì dựa trên một văn bản, trực tiếp hay bắc cầu, tính đến một ngày."""
    from corpus.graph import walk

    with _opened(db) as store:
        found = walk.rests_on(store, key, as_of=as_of, depth=depth, limit=limit)
        _print(asdict(found), as_json, map(_node, found.nodes))


@graph.command()
def paths(
    start: Key, end: Key, depth: Annotated[int, typer.Option(min=1, max=12, help="Số bước nhiều nhất.")] = 6,
    directed: Annotated[bool, typer.Option("--directed", help="Chỉ đi theo chiều viện dẫn.")] = False, db: Database = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Các đường ngắn nhất giữa hai văn bản."""
    from corpus.graph import walk

    with _opened(db) as store:
        found = walk.paths(store, start, end, depth=depth, directed=directed)
        _print(asdict(found), as_json, (" – ".join(way) for way in found.paths))
        raise typer.Exit(int(not found.paths))


@graph.command()
def central(limit: Limit = 20, db: Database = None, as_json: AsJson = False) -> None:
    """Văn bản được dựa vào nhiều nhất (PageRank; 1 là trung bình)."""
    from corpus.graph import shape

    with _opened(db) as store:
        found = shape.centrality(store, limit=limit)
        _print([asdict(c) for c in found], as_json, (f"{c.rank:8.2f}  {c.cited_by:5}  {'có  ' if c.held else 'chưa'}  {c.key}  {c.subject or ''}".rstrip() for c in found))


@graph.command()
def components(limit: Limit = 20, db: Database = None, as_json: AsJson = False) -> None:
    """Các nhóm văn bản không liên quan tới nhau, lớn nhất trước."""
    from corpus.graph import shape

    with _opened(db) as store:
        found = shape.components(store, limit=limit)
        _print([asdict(c) for c in found], as_json, (f"{c.size:6} văn bản, {c.held} có tệp: {', '.join(c.keys[:5])}" for c in found))


@graph.command()
def timeline(key: Key, limit: Limit = 200, db: Database = None, as_json: AsJson = False) -> None:
    """Những gì xảy ra với một văn bản, theo thời gian."""
    from corpus.graph import shape

    with _opened(db) as store:
        found = shape.timeline(store, key, limit=limit)
        arrows = {"out": "→", "in": "←", None: "·"}
        _print([asdict(e) for e in found], as_json, (f"{e.day:10}  {arrows[e.way]} {e.what:13} {e.other or ''}".rstrip() for e in found))


@graph.command()
def status(key: Key, as_of: Annotated[str, typer.Option("--as-of", help="Ngày (YYYY-MM-DD).")], db: Database = None, as_json: AsJson = False) -> None:
    """Văn bản còn hiệu lực không vào một ngày, và căn cứ nào của nó đã bị thay thế."""
    from corpus.graph import effect

    with _opened(db) as store:
        found, changed = effect.status(store, key, as_of), effect.basis_changed(store, key)
        lines = [f"{found.label} ({found.status}) từ {found.since or '?'}" + (f", do {found.by_key} ({found.relation}; theo {found.stated_by})" if found.by_key else "")]
        when = {"before": "trước khi ban hành", "since": "sau khi ban hành"}
        lines += dict.fromkeys(f"! căn cứ {b.basis_key} bị {b.by_key} {_CHANGES[b.change]} ngày {b.day or '?'}, {when[b.changed]}" for b in changed)
        _print({"status": asdict(found), "basis_changed": [asdict(b) for b in changed]}, as_json, iter(lines))


def explore(
    db: Database = None,
    port: Annotated[int, typer.Option(help="Cổng.")] = 8001,
    print_only: Annotated[bool, typer.Option("--metadata", help="Chỉ in metadata cho Datasette.")] = False,
) -> None:
    """Mở cơ sở dữ liệu trong trình duyệt (Datasette, chỉ máy này, chỉ đọc)."""
    from corpus.store.explore import DATABASE, metadata

    with _opened(db) as store:
        described, path = metadata(store), store.path
    if print_only:
        print(json.dumps(described, ensure_ascii=False, indent=1))
        return
    try:
        from datasette.cli import cli as datasette
    except ImportError as error:
        print("no_datasette: Chưa cài Datasette: pip install 'chidao[explore]'. / Datasette is not installed.", file=sys.stderr)
        raise typer.Exit(1) from error
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "metadata.json").write_text(json.dumps(described, ensure_ascii=False), encoding="utf-8")
        # Datasette names a database after its file; a link gives it the name that the queries' addresses have.
        link = Path(folder) / f"{DATABASE}.sqlite"
        link.symlink_to(path or "")
        print(f"chidao explore: http://127.0.0.1:{port}/{DATABASE}  (Ctrl+C để dừng)", flush=True)
        settings = [part for pair in (("sql_time_limit_ms", "20000"), ("facet_time_limit_ms", "2000"), ("default_page_size", "50")) for part in ("--setting", *pair)]
        datasette.main(["serve", str(link), "--metadata", str(Path(folder) / "metadata.json"), "--host", "127.0.0.1", "--port", str(port), *settings], standalone_mode=False)


def register(app: typer.Typer) -> None:
    """Add the commands of this file to `chidao`."""
    app.add_typer(graph)
    app.command()(explore)
