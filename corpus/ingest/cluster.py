"""Workers on other machines (Dask): they read, the one writer stays here. Needs `chidao[cluster]`."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

from corpus.ingest.work import Work

_RETRIES = 2


@dataclass(slots=True)
class Cluster:
    """The workers of the scheduler at `address` (tcp://host:8786), each with this version of chidao installed.

    They open the paths themselves, which all machines have to see alike; `send_bytes`: they are sent the bytes and keep no readings.
    A task of a worker that was lost is done by another; one that three workers died of is a failure of its file.
    """

    address: str
    send_bytes: bool = False
    _client: Any = field(default=None, repr=False)

    @contextmanager
    def executor(self) -> Iterator[Executor]:
        """While open, `submit` goes to the cluster. Raises OSError where no scheduler answers."""
        distributed: Any = import_module("distributed")
        with distributed.Client(self.address, set_as_default=False) as client:
            self._client = client
            yield client.get_executor(pure=False, retries=_RETRIES)

    def workers(self) -> int:
        """How many threads read now; machines come and go."""
        return sum(self._client.nthreads().values())

    def prepared(self, work: Work) -> Work:
        """The work as it travels; a file that is gone is for the worker to report."""
        if not self.send_bytes:
            return work
        with suppress(OSError):
            return replace(work, data=work.path.read_bytes(), readings=None)
        return work

    def died(self, error: BaseException) -> bool:
        """Whether this is what a task fails with whose workers died."""
        return isinstance(error, import_module("distributed").KilledWorker)
