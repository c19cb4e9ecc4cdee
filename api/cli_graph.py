"""Commands that ask the collection as a whole. Registered on `chidao` by cli.py."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.place import database

if TYPE_CHECKING:
    from corpus.graph import Report

Database = Annotated[Path | None, typer.Option("--db", help="Tệp SQLite; mặc định CHIDAO_HOME/chidao.sqlite.")]


def register(app: typer.Typer) -> None:
    """Add these commands to `chidao`."""
    for command in (cascade, search):
        app.command()(command)


def cascade(
    key: Annotated[str | None, typer.Argument(help="Mã văn bản cấp trên, ví dụ qd-ttg/2020/749; để trống: liệt kê văn bản có kế hoạch cấp dưới.")] = None,
    db: Database = None,
    again: Annotated[bool, typer.Option("--again", help="So lại mọi văn bản trước khi trả lời.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON.")] = False,
) -> None:
    """Nhiệm vụ cấp trên được cấp dưới nhận thế nào: ai làm, khác gì, còn việc nào chưa nơi nào nhận."""
    from corpus.graph import refresh, report
    from corpus.store import open_store
    from parser.errors import StoreError

    try:
        with open_store(database(db), read_only=not again) as store:
            if again:
                refresh(store, again=True)
            if key is None:
                rows = store.connection.execute(
                    "SELECT p.above_key, count(*), sum(p.tasks), sum(p.targets) FROM cascade_pairs p GROUP BY 1 ORDER BY 3 DESC, 1"
                ).fetchall()
                for row in rows:
                    print(f"{row[0]}\t{row[1]} văn bản cấp dưới\t{row[2]} nhiệm vụ, {row[3]} chỉ tiêu nối được")
                return
            found = report(store, key)
    except StoreError as error:
        print(f"{error.code}: {error.vi} / {error.en}", file=sys.stderr)
        raise typer.Exit(1) from error
    print(json.dumps(asdict(found), ensure_ascii=False) if as_json else "\n".join(_lines(found)))


def search(
    words: Annotated[list[str], typer.Argument(help='Từ ngữ, có dấu hay không, "cụm từ", hoặc số ký hiệu.')],
    db: Database = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Nhiều nhất bao nhiêu kết quả.")] = 20,
    kind: Annotated[str | None, typer.Option(help="document hoặc task.")] = None,
    type: Annotated[str | None, typer.Option(help="Loại văn bản, ví dụ ke_hoach.")] = None,
    year: Annotated[str | None, typer.Option(help="Năm ban hành.")] = None,
    issuer: Annotated[str | None, typer.Option(help="Cơ quan ban hành, đủ tên.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON.")] = False,
) -> None:
    """Tìm văn bản, nhiệm vụ theo từ ngữ (có dấu hay không) hoặc số, ký hiệu viết kiểu nào cũng được."""
    from corpus.search import Narrow, facets
    from corpus.search import search as find
    from corpus.store import open_store
    from parser.errors import StoreError

    if kind not in (None, "document", "task"):
        raise typer.BadParameter("document | task", param_hint="--kind")
    # The shell took the quotes of a phrase away.
    text = " ".join(f'"{word}"' if " " in word else word for word in words)
    narrow = Narrow(kind, type, year, issuer)  # type: ignore[arg-type]
    try:
        with open_store(database(db), read_only=True) as store:
            hits, counted = find(store, text, limit=limit, narrow=narrow), facets(store, text, narrow=narrow)
    except StoreError as error:
        print(f"{error.code}: {error.vi} / {error.en}", file=sys.stderr)
        raise typer.Exit(1) from error
    if as_json:
        print(json.dumps({"items": [asdict(hit) for hit in hits], "newest_only": hits.newest_only, "facets": asdict(counted)}, ensure_ascii=False))
        return
    for hit in hits:
        print(f"{'=' if hit.exact else '~'} {hit.id}  {(hit.title or '')[:100]}\n    {hit.snippet[:160]}")
    if hits.newest_only:
        print("Từ ngữ rất phổ biến: chỉ tìm trong các văn bản đưa vào sau cùng; thêm --type, --year hoặc --issuer để tìm trong tất cả.", file=sys.stderr)
    for name, title in (("type", "loại"), ("year", "năm"), ("issuer", "cơ quan")):
        values = list(getattr(counted, name).items())[:6]
        if values:
            print(f"{title}: " + ", ".join(f"{value} ({count})" for value, count in values) + ("" if counted.whole else " …"))


def _lines(found: "Report") -> list[str]:
    lines = [found.key, f"Văn bản cấp dưới: {len(found.plans)}"]
    lines += [f"  {p['number'] or p['key']}  {p['issuer'] or ''}: {p['tasks']} nhiệm vụ, {p['targets']} chỉ tiêu nối được" for p in found.plans]
    lines += ["", f"Nhiệm vụ đã có nơi nhận: {len({link['above_id'] for link in found.links})}"]
    for link in found.links:
        shared = ", ".join(link["evidence"]["shared"][:4])
        lines += [f"  {link['above_ref']}  {link['above_task'][:100]}"]
        lines += [f"    ← {link['below_number'] or link['below_key']}, {link['below_ref']}  {link['score']:.2f} ({shared})  {link['below_task'][:90]}"]
    lines += ["", f"Chỉ tiêu: {len(found.targets)}"]
    for target in found.targets:
        asked, plan = f"{target['ordered']} {target['above_indicator'] or ''}", f"{target['below_number'] or target['below_key']}: {target['planned']}"
        lines += [f"  {asked[:100]}  ←  {plan}"]
    how = {"higher": "cao hơn", "lower": "thấp hơn", "later": "muộn hơn", "earlier": "sớm hơn"}
    what = {"target": "chỉ tiêu", "deadline": "thời hạn"}
    lines += ["", f"Khác với chỉ đạo: {len(found.differences)}"]
    names = {link["above_id"]: f"{link['above_ref']} {link['above_task']}" for link in found.links}
    names |= {target["above_id"]: target["above_indicator"] or "" for target in found.targets}
    lines += [
        f"  {d['below_key']}: {what[d['what']]} {how[d['how']]} ({d['ordered']} → {d['planned']})  {names[d['above_id']][:70]}" for d in found.differences
    ]  # fmt: skip
    lines += ["", f"Chưa nơi nào nhận: {len(found.not_taken_up)}"]
    lines += [f"  {t['ref']}  {t['task'][:110]}" for t in found.not_taken_up]
    return lines

