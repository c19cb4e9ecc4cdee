"""Where things are kept."""

import os
from pathlib import Path


def home() -> Path:
    """`CHIDAO_HOME`, where all that is kept is kept; by default `~/.local/share/chidao`."""
    return Path(os.environ.get("CHIDAO_HOME") or Path.home() / ".local" / "share" / "chidao")


def database(path: Path | None) -> Path:
    """The SQLite file that was asked for, else the one at home, whose folder is made."""
    if path is not None:
        return path
    folder = home()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "chidao.sqlite"
