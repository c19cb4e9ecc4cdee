"""`make demo`: read the sample dispatches into a database, print their tasks and how they cite each other."""

import os
import re
import shutil
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from api.web.render import rendered
from api.web.review import page_values
from corpus.exports.base import vietnamese_date
from corpus.ingest import ingest
from corpus.ingest.sources import find_sources
from corpus.store import Store, open_store
from corpus.store.read import document_json, documents, each_task, relations
from models import Document
from parser.text.fold import slug

_SHOWN = 40


def main() -> None:
    """Everything goes to CHIDAO_HOME (the Makefile says which); run again, it starts anew."""
    home = Path(os.environ.get("CHIDAO_HOME", "build/demo"))
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    out = Console()
    with as_file(files("corpus.samples") / "files") as folder, open_store(home / "chidao.sqlite") as store:
        for path in track(find_sources([folder]), description="Đang đọc văn bản mẫu", console=out, transient=True):
            ingest([path], store, clock=lambda: datetime.now(UTC))
        tasks = Table("Văn bản", "Mục", "Nhiệm vụ", "Chủ trì", "Thời hạn", title="Nhiệm vụ đọc được", show_lines=True)
        found = list(each_task(store))
        for task in found[:_SHOWN]:
            due = "\n".join(vietnamese_date(d["due"]) or d["raw"] for d in task["deadlines"])
            tasks.add_row(task["number"], task["ref"], task["title"], "\n".join(u["name"] for u in task["lead"]), due)
        out.print(tasks)
        if len(found) > _SHOWN:
            out.print(f"… và {len(found) - _SHOWN} nhiệm vụ nữa.")
        edges = Table("Văn bản", "quan hệ", "văn bản được dẫn", title="Văn bản dẫn nhau")
        for edge in relations(store, limit=200).items:
            edges.add_row(edge["source_key"], edge["relation"], edge["target_key"])
        out.print(edges)
        page = _write_pages(home, store)
    out.print(f"\n{len(found)} nhiệm vụ trong [bold]{home / 'chidao.sqlite'}[/bold]. Mở trong trình duyệt:", highlight=False)
    out.print(f"  {page.resolve()}    (trang mẫu, không cần máy chủ)", highlight=False, soft_wrap=True)
    out.print(f"  CHIDAO_HOME={home} .venv/bin/chidao serve    →  http://127.0.0.1:8000/", highlight=False, soft_wrap=True)


def _write_pages(home: Path, store: Store) -> Path:
    """The pages of the sample dispatches as files that a browser opens without a server; gives the first one."""
    folder = home / "pages"
    shutil.copytree(Path(__file__).parent / "web" / "static", folder / "static")
    rows = documents(store, limit=100).items
    names = {row["key"]: f"{slug(row['key'])}.html" for row in rows}

    def local(page: str) -> str:
        page = page.replace('"/static/', '"static/').replace('href="/"', 'href="index.html"')
        return re.sub(r'href="/documents/([^"]+)"', lambda m: f'href="{names.get(m[1], "index.html")}"', page)

    for key, name in names.items():
        document = Document.model_validate_json(document_json(store, key))
        (folder / name).write_text(local(rendered("document.html", **page_values(document, set(names)))), encoding="utf-8")
    index = folder / "index.html"
    index.write_text(local(rendered("home.html", documents=rows, total=len(rows))), encoding="utf-8")
    return index


if __name__ == "__main__":
    main()
