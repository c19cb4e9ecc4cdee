"""Stores kept open for reading: opening one, with nothing of it in memory yet, costs more than most questions that are asked of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.store.connection import Store, open_store
from corpus.store.schema import MIGRATIONS

_IDLE = 8
"""Stores that wait for the next question; more are open only while more questions are asked at once."""
_CACHE_KIB = 16_384


@dataclass(slots=True)
class _Open:
    """A store, the file that it was opened on, and the state of the data that `store.kept` was made of."""

    store: Store
    file: tuple[int, int]
    state: int = -1

    def _pragma(self, name: str) -> int:
        return int(self.store.connection.execute(f"PRAGMA {name}").fetchone()[0])

    def is_usable(self, file: tuple[int, int]) -> bool:
        """Is its file still the one at the path, in our schema? What was kept is forgotten where somebody has written since."""
        if self.file != file or self._pragma("user_version") != len(MIGRATIONS):
            return False
        state = self._pragma("data_version")
        if state != self.state:
            self.state, self.store.kept = state, {}
        return True


class Readers:
    """Read-only stores of one file, each lent to one asker at a time; threads may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[_Open] = []
        self._closed = False

    @contextmanager
    def store(self) -> Iterator[Store]:
        """A store that reads what is there now. Raises what `open_store` raises."""
        lent = self._taken()
        try:
            yield lent.store
        except BaseException:
            lent.store.close()  # a statement that was broken off may still be reading
            raise
        if self._closed or len(self._idle) >= _IDLE:
            lent.store.close()
        else:
            self._idle.append(lent)

    def close(self) -> None:
        """Close what waits, and whatever comes back."""
        self._closed = True
        while self._idle:
            self._idle.pop().store.close()

    def _taken(self) -> _Open:
        """The one that came back last, so that few are warm rather than many lukewarm; a new one where none will do."""
        file = _file(self._path)
        while self._idle:
            try:
                waiting = self._idle.pop()
            except IndexError:  # another thread was faster
                break
            if waiting.is_usable(file):
                return waiting
            waiting.store.close()
        opened = _Open(open_store(self._path, read_only=True), file)
        opened.store.connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        opened.is_usable(file)
        return opened


def _file(path: Path) -> tuple[int, int]:
    """Which file stands there; no file's where none does."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_dev, found.st_ino
