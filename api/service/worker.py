"""`chidao worker`: takes orders from the queue, reads, answers. Any number of them, on this machine or others.

Each process reads one file at a time and gives a sign of life; one that is killed is replaced by its keeper, and what it
had in hand is sent again by the server.
"""

import contextlib
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from huey.consumer import Consumer

from api.service.database import now
from api.service.originals import Originals
from api.service.queue import Order, Queue
from api.service.settings import Settings
from corpus.ingest.run import CLASSIFIED
from parser.errors import ChidaoError, StoreError
from parser.options import Options
from parser.pipeline import parse
from parser.readers.progress import told

_BEAT = 0.5
_log = logging.getLogger("chidao.worker")


class Reader:
    """Reads orders. Never raises: an order without an answer would be sent for ever."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.queue = Queue(settings.queue, settings.home, self.read)
        self.originals = None if self.queue.remote else Originals(settings.home / "originals")

    def read(self, order: Order) -> None:
        if self.queue.cancelled(order.token):
            self.queue.forget(order.token)
            return
        with tempfile.TemporaryDirectory() as folder:
            progress = str(Path(folder) / "progress")
            finished = threading.Event()
            beating = threading.Thread(target=self._beat, args=(order.token, progress, finished), daemon=True)
            beating.start()
            try:
                answer = self._answer(order, progress)
            finally:
                finished.set()
                beating.join()
        if self.queue.cancelled(order.token):
            self.queue.forget(order.token)
        else:
            self.queue.answer(order.token, answer)

    def _answer(self, order: Order, progress: str) -> dict[str, str]:
        options = Options(isolate=True, thorough=self.settings.thorough, progress=progress, max_bytes=self.settings.max_upload_bytes)
        try:
            document = parse(self._bytes(order), f"x{order.suffix}", options=options, parsed_at=now())
        except ChidaoError as error:
            return {"code": error.code, "vi": error.vi, "en": error.en}
        except Exception as error:
            _log.error("reading_failed", exc_info=error)
            vi, en = "Lỗi bên trong khi đọc văn bản; hãy báo cho người quản trị.", "An internal error while reading; please report it."
            return {"code": "internal_error", "vi": vi, "en": en}
        if document.header.secrecy and not self.settings.accept_classified:
            vi = "Văn bản có dấu độ mật: không nhận, không giữ lại gì. Văn bản mật chỉ được xử lý trên máy dành riêng."
            en = "The dispatch is marked as a state secret: refused, nothing of it is kept."
            return {"code": CLASSIFIED, "vi": vi, "en": en}
        return {"document": document.model_dump_json()}

    def _bytes(self, order: Order) -> bytes:
        if self.originals is not None:
            return self.originals.read(order.sha256)
        data = self.queue.source(order.token)
        if data is None:
            raise StoreError("original_not_found", "Không còn giữ tệp gốc này.", "This original is not kept.")
        return data

    def _beat(self, token: str, progress: str, finished: threading.Event) -> None:
        count = 0
        while not finished.wait(_BEAT if count else 0.0):
            count += 1
            done, total = told(progress) or (None, None)
            with contextlib.suppress(Exception):  # Redis away for a moment: the next beat will do
                if self.queue.cancelled(token):
                    _kill_children()
                self.queue.beat(token, count, done, total)


def serve(settings: Settings, *, until_closed: bool) -> None:
    """One worker process: orders one after another until a signal, or (`until_closed`) until whoever holds our stdin is gone."""
    if until_closed:
        threading.Thread(target=_end_with_keeper, daemon=True).start()
    queue = Reader(settings).queue
    Consumer(queue.huey, workers=1, periodic=False, initial_delay=0.05, max_delay=0.5, shutdown_timeout=10, graceful_signal="TERM").run()


class Keeper(threading.Thread):
    """Keeps `count` worker processes running, and takes them along when it ends, however it ends."""

    def __init__(self, count: int) -> None:
        super().__init__(name="keeper", daemon=True)
        self._processes: list[subprocess.Popen[bytes] | None] = [None] * count
        self._ending = threading.Event()

    def run(self) -> None:
        while not self._ending.is_set():
            for i, process in enumerate(self._processes):
                if process is None or process.poll() is not None:
                    if process is not None:
                        _log.warning("worker_replaced", extra={"status": process.returncode})
                    self._processes[i] = _start()
            self._ending.wait(0.25)

    def stop(self) -> None:
        """Let each finish what it reads, for ten seconds."""
        self._ending.set()
        self.join()
        for process in filter(None, self._processes):
            process.terminate()
        for process in filter(None, self._processes):
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _start() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-c", "from api.cli import main; main()", "worker", "--kept"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path, "OMP_THREAD_LIMIT": "1"})


def _end_with_keeper() -> None:
    """Our stdin is a pipe that nobody writes to: it closes when the keeper dies, by whatever signal."""
    os.read(0, 1)
    _kill_children()
    os._exit(0)


def _kill_children() -> None:
    """End the isolated readers of this process, each with what it started."""
    with contextlib.suppress(OSError):
        for task in Path("/proc/self/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                with contextlib.suppress(OSError):
                    os.killpg(int(child), signal.SIGKILL)


def wait_for_signal() -> None:
    """Until SIGTERM or SIGINT."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()
