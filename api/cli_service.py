"""Commands of the service: serve, worker, keys, backup, the database, settings. Registered on `chidao` by cli.py."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.service.keys import Keys
    from api.service.settings import Settings

key = typer.Typer(help="Khoá API.", no_args_is_help=True, rich_markup_mode=None)
db = typer.Typer(help="Cơ sở dữ liệu.", no_args_is_help=True, rich_markup_mode=None)
Database = Annotated[Path | None, typer.Option("--db", help="Tệp SQLite; mặc định CHIDAO_HOME/chidao.sqlite.")]
Home = Annotated[Path | None, typer.Option("--home", help="Thư mục; mặc định CHIDAO_HOME.")]

_SWITCH_SECONDS = 0.0005


def register(app: typer.Typer) -> None:
    """Add these commands to `chidao`."""
    for command in (serve, worker, backup, restore, settings, client):
        app.command()(command)
    app.add_typer(key, name="key")
    app.add_typer(db, name="db")


def fail(line: str, code: int = 1) -> typer.Exit:
    """One line on stderr, an exit code."""
    print(line, file=sys.stderr)
    return typer.Exit(code)


def _settings(**given: object) -> "Settings":
    from pydantic import ValidationError

    from api.service.settings import Settings

    try:
        return Settings(**{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]
    except (ValidationError, ValueError) as error:
        places = ", ".join(".".join(map(str, e["loc"])) for e in error.errors()) if isinstance(error, ValidationError) else "settings.toml"
        raise fail(f"invalid_settings: Cài đặt sai: {places}. / Invalid settings: {places}.", 2) from error


def serve(
    host: Annotated[str | None, typer.Option(help="Địa chỉ; mặc định chỉ máy này.")] = None,
    port: Annotated[int | None, typer.Option(help="Cổng.")] = None,
    database: Database = None,
) -> None:
    """Mở trang làm việc và API; ngoài máy này thì phải có khoá trước (chidao key add)."""
    import uvicorn

    from api.app import create_app
    from api.logs import set_up
    from parser.errors import ChidaoError

    asked = _settings(host=host, port=port, database=database)
    set_up(asked.log)
    try:
        app = create_app(asked)
        if not asked.loopback and not app.state.access.keys.any_live():
            raise fail(
                "no_keys: Địa chỉ này máy khác thấy được mà chưa có khoá nào: hãy tạo khoá (chidao key add TÊN --scope admin). / "
                "The address is not loopback and no key exists: make one first (chidao key add NAME --scope admin).", 2,
            )  # fmt: skip
    except ChidaoError as error:
        raise fail(f"{error.code}: {error.vi} / {error.en}", 2) from error

    class Server(uvicorn.Server):
        """Tells open streams to end when the stop begins, not when it is over."""

        def handle_exit(self, sig: int, frame: object) -> None:
            app.state.stopping.set()
            super().handle_exit(sig, frame)  # type: ignore[arg-type]

    # Answers are made in threads: one that computes holds the others, and who takes in requests, for at most this long (5 ms by default).
    sys.setswitchinterval(_SWITCH_SECONDS)
    print(f"chidao: http://{asked.host}:{asked.port}/  (Ctrl+C để dừng)", flush=True)
    server = Server(
        uvicorn.Config(
            app, host=asked.host, port=asked.port, log_config=None, access_log=False, server_header=False, proxy_headers=False,
            timeout_graceful_shutdown=asked.shutdown_seconds, timeout_keep_alive=30, h11_max_incomplete_event_size=64 * 1024,
        )
    )  # fmt: skip
    server.run()
    raise typer.Exit(int(not server.started))


def worker(
    processes: Annotated[int, typer.Option("--processes", "-j", min=1, help="Số tiến trình đọc.")] = 1,
    kept: Annotated[bool, typer.Option("--kept", hidden=True)] = False,
) -> None:
    """Đọc văn bản từ hàng đợi (CHIDAO_QUEUE=redis://…), trên máy này hoặc máy khác."""
    from api.logs import set_up
    from api.service import worker as room

    asked = _settings()
    set_up(asked.log)
    if kept:
        room.serve(asked, until_closed=True)
        return
    if asked.queue == "sqlite":
        raise fail("no_queue: Cần CHIDAO_QUEUE=redis://…; hàng đợi SQLite đã có sẵn trong serve. / Set CHIDAO_QUEUE=redis://…; `serve` reads its own SQLite queue.", 2)
    keeper = room.Keeper(processes)
    keeper.start()
    room.wait_for_signal()
    keeper.stop()


def _keys() -> "Keys":
    from api.service.database import ServiceDatabase
    from api.service.jobs import folder_of
    from api.service.keys import Keys

    return Keys(ServiceDatabase(folder_of(_settings()) / "service.sqlite"))


@key.command("add")
def add_key(
    name: Annotated[str, typer.Argument(help="Tên: ai hoặc máy nào dùng.")],
    scope: Annotated[list[str], typer.Option("--scope", help="read, upload, review, admin; ghi được nhiều lần.")],
    days: Annotated[float | None, typer.Option("--days", min=0, help="Số ngày còn hiệu lực; không ghi: đến khi thu hồi.")] = None,
) -> None:
    """Tạo khoá; khoá chỉ hiện một lần này."""
    from api.service.keys import SCOPES

    if any(s not in SCOPES for s in scope):
        raise fail(f"no_such_scope: Quyền phải là {', '.join(SCOPES)}. / Scopes are {', '.join(SCOPES)}.", 2)
    _, secret = _keys().add(name, tuple(scope), days=days)  # type: ignore[arg-type]
    print(secret)


@key.command("list")
def list_keys() -> None:
    """Các khoá: mã, tên, quyền, hết hạn, dùng lần cuối."""
    for k in _keys().all():
        state = f"thu hồi {k.revoked_at}" if k.revoked_at else f"hết hạn {k.expires_at}" if k.expires_at else "còn hiệu lực"
        print(f"{k.id}\t{k.name}\t{','.join(k.scopes)}\t{state}\tdùng {k.last_used_at or '-'}")


@key.command("revoke")
def revoke_key(key_id: Annotated[str, typer.Argument(help="Mã khoá.")]) -> None:
    """Thu hồi khoá, có hiệu lực ngay."""
    from parser.errors import StoreError

    try:
        print(f"{_keys().revoke(key_id).id}: đã thu hồi")
    except StoreError as error:
        raise fail(f"{error.code}: {error.vi} / {error.en}") from error


def backup(out: Annotated[Path, typer.Argument(help="Tệp .tar nhận bản sao lưu.")]) -> None:
    """Sao lưu khi đang chạy: cơ sở dữ liệu, tệp gốc, khoá; kiểm tra xong mới ghi."""
    from api.service import backup as room
    from parser.errors import ChidaoError

    try:
        summary = room.backup(_settings(), out)
    except (ChidaoError, OSError) as error:
        raise fail(f"backup_failed: {error}") from error
    print(f"{out}: {summary.files} tệp gốc, {summary.bytes} byte, đã kiểm tra")


def restore(
    source: Annotated[Path, typer.Argument(help="Tệp .tar của chidao backup.")],
    home: Home = None,
) -> None:
    """Khôi phục bản sao lưu vào một thư mục trống, có kiểm tra."""
    from api.service import backup as room
    from parser.errors import ChidaoError

    try:
        summary = room.restore(source, home or _settings().home)
    except (ChidaoError, OSError) as error:
        raise fail(f"restore_failed: {error}") from error
    print(f"{summary.files} tệp gốc, {summary.bytes} byte, đã kiểm tra")


@db.command("check")
def check_database(
    database: Database = None,
    originals: Annotated[bool, typer.Option(help="Đọc lại mọi tệp gốc và so mã băm.")] = True,
) -> None:
    """Cơ sở dữ liệu và tệp gốc có nguyên vẹn không; in từng chỗ sai."""
    from api.service.backup import faults

    found = faults(_settings(database=database), originals=originals)
    for line in found:
        print(line)
    print("ok" if not found else f"{len(found)} chỗ sai")
    raise typer.Exit(int(bool(found)))


def settings() -> None:
    """In bảng cài đặt (docs/settings.md)."""
    from api.service.settings import markdown

    print("\n".join(markdown()))


def client() -> None:
    """In mã nguồn thư viện Python gọi API (clients/python/chidao_client.py)."""
    import tempfile

    from api.app import create_app
    from api.client_writer import client as written
    from api.service.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        print(written(create_app(Settings(home=Path(folder), database=None)).openapi()), end="")
