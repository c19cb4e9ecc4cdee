"""What tests of the service share: a small dispatch that is read at once, keys, a Redis of our own."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests_server import ROOT, Service

SAMPLES = ROOT / "corpus" / "samples" / "files"


def dispatch(number: int, words: str = "", secrecy: str = "") -> bytes:
    """A little dispatch of an invented province, read in a few milliseconds; each number is another one."""
    return f"""ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM
{secrecy}
Số: {number}/UBND-VX
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lam, ngày 12 tháng 01 năm 2026

V/v triển khai hồ sơ điện tử

Kính gửi: Sở Y tế; Sở Nội vụ.

Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;
Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Y tế chủ trì rà soát danh mục hồ sơ, hoàn thành trước ngày 30/6/2026. {words}
2. Sở Nội vụ báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 15/7/2026.
""".encode()


def chidao(home: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command of ours over a home."""
    command = [sys.executable, "-c", "from api.cli import main; main()", *arguments]
    return subprocess.run(command, env={**os.environ, "CHIDAO_HOME": str(home), **settings}, cwd=ROOT, capture_output=True, text=True, check=False)


def make_key(home: Path, *scopes: str) -> str:
    """A key with these scopes."""
    result = chidao(home, "key", "add", "test", *(a for s in scopes for a in ("--scope", s)))
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def upload(client: Service, data: bytes, name: str = "cong-van.txt", **headers: str) -> dict[str, str]:
    """The job of an upload that was accepted."""
    answer = client.post("/v1/documents", files={"file": (name, data)}, headers=headers)
    assert answer.status_code == 202, answer.text
    job: dict[str, str] = answer.json()
    return job


@contextmanager
def redis_server(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Debian's redis-server on loopback, without files."""
    path = shutil.which("redis-server")
    assert path, "redis-server is not installed: deploy/setup.sh installs it"
    command = [path, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Waits; fails when the time is over."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.1)


def changes(client: Service) -> list[dict[str, object]]:
    """The whole feed, read in small steps."""
    found: list[dict[str, object]] = []
    at = 0
    while True:
        page = client.get("/v1/changes", params={"after": at, "limit": 7}).json()
        if not page["items"]:
            return found
        found += page["items"]
        at = page["next"]


