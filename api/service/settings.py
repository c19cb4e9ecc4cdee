"""Every setting of the service, by environment (`CHIDAO_…`) or in a TOML file; the environment wins.

`chidao settings` prints docs/settings.md from this one table.
"""

import os
import tomllib
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict


def default_home() -> Path:
    """`CHIDAO_HOME`, where all that is kept is kept; by default `~/.local/share/chidao`."""
    return Path(os.environ.get("CHIDAO_HOME") or Path.home() / ".local" / "share" / "chidao")


def settings_file() -> Path:
    """`CHIDAO_SETTINGS`, else `settings.toml` in the home; it need not exist."""
    return Path(os.environ.get("CHIDAO_SETTINGS") or default_home() / "settings.toml")


Words = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """How the service runs. Sizes in bytes, times in seconds."""

    model_config = SettingsConfigDict(env_prefix="CHIDAO_", extra="forbid", frozen=True)

    home: Path = Field(default_factory=default_home, description="Thư mục giữ mọi thứ / the folder of all that is kept")
    database: Path | None = Field(None, description="Tệp SQLite / the store; `chidao.sqlite` in the home by default")
    host: str = Field("127.0.0.1", description="Địa chỉ / address; another than loopback needs keys")
    port: int = Field(8000, ge=0, le=65535, description="Cổng / port")
    allowed_hosts: Words = Field((), description="Tên máy chủ được nhận, cách nhau bằng dấu phẩy / host names that are answered; empty: loopback names while no key is needed, any with keys")
    anonymous_read: bool = Field(False, description="Cho đọc không cần khoá / reading without a key")
    https: bool = Field(False, description="Sau proxy HTTPS / behind HTTPS: cookies are Secure, HSTS is sent")
    rate_per_minute: int = Field(600, ge=0, description="Số yêu cầu mỗi phút của một khoá / requests a minute for one key; 0: no limit")
    max_upload_bytes: int = Field(200 * 1024 * 1024, ge=1, description="Một tệp tối đa / largest file")
    thorough: bool = Field(False, description="Đọc kỹ trang quét, lâu gấp ba / scans in several sizes and by a second layout, three times as long")
    accept_classified: bool = Field(False, description="Nhận văn bản MẬT / accept dispatches marked MẬT or above")
    queue: str = Field("sqlite", pattern=r"^(sqlite$|rediss?://)", description="`sqlite` (cùng máy / this machine) or `redis://…` (workers anywhere)")
    workers: int = Field(1, ge=0, description="Số tiến trình đọc do `serve` mở / reading processes that `serve` starts; 0 with workers of your own")
    lease_seconds: float = Field(30.0, gt=0, description="Tiến trình đọc im lặng bao lâu thì coi là đã chết / silence after which a worker counts as dead")
    shutdown_seconds: int = Field(20, ge=0, description="Chờ yêu cầu đang dở khi dừng / wait for open requests when stopping")
    webhook_allow: Words = Field((), description="Mạng riêng được gửi webhook tới (CIDR), cách nhau bằng dấu phẩy / private networks that webhooks may reach")
    webhook_hours: float = Field(24.0, gt=0, description="Thử lại bao lâu rồi tạm ngưng / hours of retrying before a webhook is paused")
    log: Literal["json", "text", "off"] = Field("json", description="Dạng nhật ký / form of the log on stderr; never with a document's text")

    @property
    def store(self) -> Path:
        """The store's file."""
        return self.database or self.home / "chidao.sqlite"

    @property
    def loopback(self) -> bool:
        """Can only this machine reach the address?"""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False

    @classmethod
    def settings_customise_sources(  # type: ignore[override]  # the other sources are left out
        cls, settings_cls: type[BaseSettings], init_settings: Any, env_settings: Any, **_: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (_split(init_settings), _split(env_settings), _split(_TomlFile(settings_cls)))


class _TomlFile(PydanticBaseSettingsSource):
    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        try:
            return tomllib.loads(settings_file().read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}


def _split(source: Any) -> Any:
    """Lists may be written with commas."""

    def values() -> dict[str, Any]:
        found: dict[str, Any] = source()
        for name in ("allowed_hosts", "webhook_allow"):
            if isinstance(found.get(name), str):
                found[name] = tuple(part.strip() for part in found[name].split(",") if part.strip())
        return found

    return values


def markdown() -> Iterator[str]:
    """The table of docs/settings.md."""
    yield "# Cài đặt / Settings"
    yield ""
    yield "Generated by `chidao settings`; don't edit. Each is an environment variable, or the same name in small letters without `CHIDAO_` in"
    yield "`settings.toml` of `CHIDAO_HOME` (another file: `CHIDAO_SETTINGS`). The environment wins. Unknown names in the file are refused."
    yield ""
    yield "| variable | default | meaning |"
    yield "| --- | --- | --- |"
    for name, field in Settings.model_fields.items():
        default = "`~/.local/share/chidao`" if name == "home" else "" if field.default in (None, ()) else f"`{field.default}`"
        yield f"| `CHIDAO_{name.upper()}` | {default} | {field.description} |"
