"""The way to the workers and back, over huey's storage: SQLite on one machine, Redis over several.

The queue is only the way: what has to be read stands in `jobs` (jobs.py), so a queue that is lost loses nothing.
A worker needs the queue and nothing else: bytes, progress and results travel through it. Nothing is pickled, so that
whoever can write to Redis can give wrong results but can't run code on a worker.
"""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huey import RedisHuey, SqliteHuey
from huey.constants import EmptyData
from huey.registry import Message
from huey.serializer import Serializer
from redis import ConnectionPool

_NAME = "chidao"


class _JsonSerializer(Serializer):  # type: ignore[misc]
    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        value = json.loads(data)
        return Message(*value) if isinstance(value, list) and len(value) == len(Message._fields) else value


@dataclass(frozen=True, slots=True)
class Order:
    """One reading asked of a worker: `token` names the job and the attempt; of the file's name it learns the suffix only."""

    token: str
    sha256: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Beat:
    """A sign of life with progress, in pages; `raw` differs from beat to beat."""

    raw: bytes
    done: int | None
    total: int | None


class Queue:
    """`url` is `sqlite` or `redis://…`; a worker hands in `read`, which must not raise. Every call may raise the storage's own error while Redis is away."""

    def __init__(self, url: str, home: Path, read: Callable[[Order], None] | None = None) -> None:
        self.remote = url != "sqlite"
        shared = {"results": False, "serializer": _JsonSerializer()}
        if self.remote:
            pool = ConnectionPool.from_url(url, socket_timeout=10, socket_connect_timeout=3)
            self.huey = RedisHuey(_NAME, connection_pool=pool, **shared)
        else:
            self.huey = SqliteHuey(_NAME, filename=str(home / "queue.sqlite"), timeout=30, **shared)
        self._storage = self.huey.storage

        def order(token: str, sha256: str, suffix: str) -> None:
            if read is not None:
                read(Order(token, sha256, suffix))

        self._order = self.huey.task(name="read")(order)

    def send(self, order: Order, data: bytes | None) -> None:
        """Ask for a reading; `data` where workers do not see the originals."""
        if data is not None:
            self._put(f"source:{order.token}", data)
        self._order(order.token, order.sha256, order.suffix)

    def source(self, token: str) -> bytes | None:
        return self._peek(f"source:{token}")

    def waiting(self) -> int:
        """Orders that no worker has taken."""
        return int(self._storage.queue_size())

    def beat(self, token: str, count: int, done: int | None, total: int | None) -> None:
        self._put(f"beat:{token}", json.dumps([count, done, total]).encode())

    def last_beat(self, token: str) -> Beat | None:
        raw = self._peek(f"beat:{token}")
        return None if raw is None else Beat(raw, *json.loads(raw)[1:])

    def cancel(self, token: str) -> None:
        self._put(f"cancel:{token}", b"1")

    def cancelled(self, token: str) -> bool:
        return self._peek(f"cancel:{token}") is not None

    def answer(self, token: str, result: dict[str, Any]) -> None:
        """What came of an order: `document` (its JSON), or `code`, `vi`, `en`."""
        self._put(f"result:{token}", zlib.compress(json.dumps(result).encode(), 1))

    def result(self, token: str) -> dict[str, Any] | None:
        raw = self._peek(f"result:{token}")
        if raw is None:
            return None
        found: dict[str, Any] = json.loads(zlib.decompress(raw))
        return found

    def forget(self, token: str, *, keep_cancel: bool = False) -> None:
        """Drop all that the queue holds for an order."""
        for kind in ("source", "beat", "result", *(() if keep_cancel else ("cancel",))):
            self._storage.delete_data(f"{kind}:{token}")

    def clear(self) -> None:
        self.huey.flush()

    def _put(self, key: str, value: bytes) -> None:
        self._storage.put_data(key, value)

    def _peek(self, key: str) -> bytes | None:
        value = self._storage.peek_data(key)
        return None if value is EmptyData else bytes(value)

