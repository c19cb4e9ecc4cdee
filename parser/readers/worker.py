"""Reading in a process of its own that can be killed: a crash or a hang of a native library costs that file alone.

One worker serves many files, one after another; it is started when first needed and replaced after a failure or
when it has served its time. The parent talks to it over pipes: a length, then a pickle.
"""

import atexit
import contextlib
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from select import select
from typing import Any, BinaryIO

from parser.errors import ChidaoError, MalformedSource, SourceTooLarge
from parser.options import Options

_FILES_EACH = 200
_GRACE = 20.0  # seconds for the interpreter to come up
_LENGTH = struct.Struct(">Q")
_START = "from parser.readers.worker import serve; serve()"
_ROOT = Path(__file__).resolve().parents[2]


class _Worker:
    """One child process and the pipes to it."""

    def __init__(self) -> None:
        path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path}, start_new_session=True,
        )  # fmt: skip
        self.served = 0

    def ask(self, request: object, seconds: float) -> Any:
        """The worker's answer. Raises SourceError where it was late or died."""
        deadline = time.monotonic() + seconds + (_GRACE if not self.served else 0.0)
        self.served += 1
        body = pickle.dumps(request, protocol=pickle.HIGHEST_PROTOCOL)
        assert self.process.stdin is not None and self.process.stdout is not None
        try:
            self.process.stdin.write(_LENGTH.pack(len(body)) + body)
            self.process.stdin.flush()
            (size,) = _LENGTH.unpack(_exactly(self.process.stdout, _LENGTH.size, deadline))
            return pickle.loads(_exactly(self.process.stdout, size, deadline))
        except TimeoutError:
            raise SourceTooLarge("time_limit", f"Đọc tệp quá {seconds:.0f} giây, đã dừng.", f"Reading took more than {seconds:.0f} seconds.") from None
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            raise MalformedSource(
                "reader_crashed", "Bộ đọc bị lỗi nặng với tệp này; có thể tệp hỏng.", "The reader crashed on this file; it may be broken."
            ) from error

    def stop(self) -> None:
        """Kill the worker and whatever it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self.process.wait()


def _exactly(pipe: Any, size: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    descriptor = pipe.fileno()
    while size:
        left = deadline - time.monotonic()
        if left <= 0 or not select([descriptor], [], [], left)[0]:
            raise TimeoutError
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


_idle: list[_Worker] = []
_lock = threading.Lock()


def isolated(function: Callable[..., Any], *arguments: object, options: Options) -> Any:
    """`function(*arguments)` in a worker, within the limits of `options`. `function` is importable. Raises SourceError."""
    with _lock:
        worker = _idle.pop() if _idle else None
    if worker is None or worker.process.poll() is not None:
        worker = _Worker()
    try:
        answer = worker.ask((function, arguments, options.max_memory_bytes), options.max_seconds)
    except BaseException:
        worker.stop()
        raise
    if worker.served >= _FILES_EACH:
        worker.stop()
    else:
        with _lock:
            _idle.append(worker)
    if isinstance(answer, BaseException):
        raise answer
    return answer


def close() -> None:
    """Stop the idle workers."""
    with _lock:
        workers, _idle[:] = list(_idle), []
    for worker in workers:
        worker.stop()


atexit.register(close)
if hasattr(os, "register_at_fork"):
    # a forked child must not talk through its parent's pipes
    os.register_at_fork(after_in_child=_idle.clear)


def serve() -> None:
    """The worker's own loop: it ends when the parent closes its pipe."""
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    # what a library prints must not fall into the answers
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    while (request := _received(incoming)) is not None:
        function, arguments, memory = request
        answer = _answer(function, arguments, memory)
        body = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
        outgoing.write(_LENGTH.pack(len(body)) + body)
        outgoing.flush()


def _end_with_parent(parent: int) -> None:
    """A reader whose parent was killed would read on for nobody, for as long as the file takes."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os.killpg(0, signal.SIGKILL)


def _received(pipe: BinaryIO) -> Any:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    return pickle.loads(pipe.read(_LENGTH.unpack(head)[0]))


def _answer(function: Callable[..., Any], arguments: tuple[object, ...], memory: int) -> Any:
    _limit(memory)
    try:
        return function(*arguments)
    except MemoryError:
        return SourceTooLarge("memory_limit", "Đọc tệp cần nhiều bộ nhớ hơn giới hạn.", "Reading needs more memory than the limit.")
    except ChidaoError as error:
        return error
    except RecursionError:
        return MalformedSource("malformed", "Tệp lồng quá nhiều tầng.", "The file is nested too deeply.")
    except Exception as error:
        return MalformedSource("reader_crashed", f"Bộ đọc gặp lỗi với tệp này ({type(error).__name__}).", f"The reader failed: {type(error).__name__}: {error}"[:300])


def _limit(memory: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
