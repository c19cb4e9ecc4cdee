"""How many pages are read, told to whoever waits: through a file, for the reader may be another process."""

from pathlib import Path

from parser.options import Options


def tell(options: Options, done: int, total: int) -> None:
    """`done` of `total` pages are read; nobody may be listening."""
    if options.progress is not None:
        try:
            Path(options.progress).write_text(f"{done} {total}", encoding="ascii")
        except OSError:  # who waits is gone, or its disk is full: no reason not to read on
            return


def told(path: str) -> tuple[int, int] | None:
    """What was told last; None where nothing was, or half a line stands there."""
    try:
        done, total = Path(path).read_text(encoding="ascii").split()
        return int(done), int(total)
    except (OSError, ValueError):
        return None
