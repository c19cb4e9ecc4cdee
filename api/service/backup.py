"""Backup while the service runs, restore into an empty home, and is everything whole?

A backup is a tar: `manifest.json` (sha256 of every member), `chidao.sqlite`, `service.sqlite`, `originals/<sha256>`. The
databases are copied by SQLite's own online backup. The queue is not in it: what is open stands in the jobs.
"""

import contextlib
import hashlib
import io
import json
import re
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from api.service.jobs import folder_of
from api.service.originals import DamagedOriginal, Originals
from api.service.settings import Settings
from corpus.store import check, open_store
from parser.errors import ChidaoError, StoreError

_MEMBER = re.compile(r"manifest\.json|chidao\.sqlite|service\.sqlite|originals/[0-9a-f]{64}")
_TRIES = 3
_CHUNK = 1 << 20


class BadBackup(ChidaoError):
    """Not a backup of ours, or not whole."""

    status = 422


@dataclass(frozen=True, slots=True)
class Summary:
    """What is in a backup."""

    files: int
    bytes: int


def backup(settings: Settings, out: Path) -> Summary:
    """Write a checked backup to `out`, whole or not at all. Raises BadBackup, OSError."""
    partial = out.with_name(out.name + ".partial")
    try:
        for attempt in range(_TRIES):
            try:
                summary = _written(settings, partial)
                break
            except StoreError:  # a document was deleted between the databases and its original: once more
                if attempt == _TRIES - 1:
                    raise
        _verify(partial)
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return summary


def restore(source: Path, home: Path) -> Summary:
    """Put a backup into an empty home. Raises BadBackup, OSError; the home is touched only when the backup is whole."""
    if home.exists() and any(home.iterdir()):
        raise BadBackup("home_not_empty", f"Thư mục «{home}» không trống.", f"{home} is not empty.")
    summary = _verify(source)
    (home / "originals").mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    with tarfile.open(source) as tar:
        for member in tar:
            if member.name == "manifest.json":
                continue
            data = tar.extractfile(member)
            assert data is not None
            with (home / member.name).open("wb") as file:
                while chunk := data.read(_CHUNK):
                    file.write(chunk)
    found = faults(Settings(home=home, database=home / "chidao.sqlite"))
    if found:
        raise BadBackup("backup_damaged", "; ".join(found[:5]), "; ".join(found[:5]))
    return summary


def faults(settings: Settings, *, originals: bool = True) -> list[str]:
    """What is wrong with the store, the service's own database and (read whole) the originals; `[]` when nothing is."""
    found: list[str] = []
    try:
        with open_store(settings.store) as store:
            found += check(store)
            held = {row[0] for row in store.connection.execute("SELECT sha256 FROM files")}
    except StoreError as error:
        return [f"{error.code}: {error.en}"]
    service = settings.home / "service.sqlite"
    if not service.exists():
        return found
    with contextlib.closing(sqlite3.connect(service, timeout=30)) as connection:
        found += [f"service: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        jobs = connection.execute("SELECT id, state, sha256, document_key FROM jobs").fetchall()
        double = connection.execute("SELECT sha256 FROM jobs WHERE sha256 <> '' AND state IN ('queued', 'running', 'done') GROUP BY 1 HAVING count(*) > 1")
        found += [f"read_twice: {row[0]}" for row in double]
    kept = Originals(settings.home / "originals")
    for job, state, sha256, _ in jobs:
        if state == "done" and sha256 not in held:
            found.append(f"done_without_document: job {job}")
        if state in ("queued", "running", "done") and not (kept.folder / sha256).is_file():
            found.append(f"original_missing: {sha256}")
    if originals:
        for sha256 in kept.all():
            try:
                kept.read(sha256)
            except DamagedOriginal:
                found.append(f"original_damaged: {sha256}")
    return found


def _written(settings: Settings, out: Path) -> Summary:
    originals = Originals(folder_of(settings) / "originals")
    manifest: dict[str, str] = {}
    size = 0
    with tempfile.TemporaryDirectory(dir=out.parent) as folder, tarfile.open(out, "w") as tar:
        # The service first: a job that is done then has its document in the store, which is copied later.
        for name, path in (("service.sqlite", settings.home / "service.sqlite"), ("chidao.sqlite", settings.store)):
            if path.exists():
                copy = Path(folder) / name
                _copy(path, copy)
                manifest[name] = _digest(copy)
                size += copy.stat().st_size
                tar.add(copy, name, recursive=False)
        hashes = _referred(Path(folder) / "service.sqlite")
        _agree(Path(folder))
        for sha256 in hashes:
            path = originals.path(sha256)
            manifest[f"originals/{sha256}"] = sha256
            size += path.stat().st_size
            tar.add(path, f"originals/{sha256}", recursive=False)
        data = json.dumps({"chidao": 1, "sha256": manifest}, indent=1).encode()
        info = tarfile.TarInfo("manifest.json")
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return Summary(len(hashes), size)


def _copy(path: Path, copy: Path) -> None:
    with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as source, contextlib.closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        if target.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise BadBackup("database_damaged", f"Cơ sở dữ liệu «{path.name}» bị hỏng.", f"The database {path.name} is damaged.")


def _referred(service: Path) -> list[str]:
    if not service.exists():
        return []
    with contextlib.closing(sqlite3.connect(service)) as connection:
        return [row[0] for row in connection.execute("SELECT DISTINCT sha256 FROM jobs WHERE sha256 <> '' AND state <> 'failed' ORDER BY 1")]


def _agree(folder: Path) -> None:
    """Raises StoreError where a document was deleted between the two copies."""
    service, store = folder / "service.sqlite", folder / "chidao.sqlite"
    if not service.exists() or not store.exists():
        return
    with contextlib.closing(sqlite3.connect(service)) as connection:
        connection.execute("ATTACH ? AS store", (str(store),))
        missing = connection.execute("SELECT 1 FROM jobs WHERE state = 'done' AND sha256 <> '' AND sha256 NOT IN (SELECT sha256 FROM store.files) LIMIT 1").fetchone()
    if missing is not None:
        raise StoreError("changed_meanwhile", "Một văn bản vừa bị xoá trong lúc sao lưu.", "A document was deleted during the backup.")


def _verify(path: Path) -> Summary:
    """Every member is one of ours, and is what the manifest says."""
    found: dict[str, str] = {}
    told: dict[str, str] = {}
    size = 0
    try:
        with tarfile.open(path) as tar:
            for member in tar:
                data = tar.extractfile(member)
                if not _MEMBER.fullmatch(member.name) or not member.isfile() or data is None:
                    raise BadBackup("not_a_backup", f"Tệp có phần lạ: {member.name[:80]!r}.", f"A foreign member: {member.name[:80]!r}.")
                if member.name == "manifest.json":
                    told = json.loads(data.read())["sha256"]
                    continue
                digest = hashlib.sha256()
                for chunk in _chunks(data):
                    digest.update(chunk)
                found[member.name] = digest.hexdigest()
                size += member.size
    except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError) as error:
        raise BadBackup("not_a_backup", "Tệp không phải bản sao lưu, hoặc bị cắt.", "The file is no backup, or is cut off.") from error
    if not told or found != told:
        raise BadBackup("backup_damaged", "Bản sao lưu bị hỏng: có phần không đúng mã băm.", "The backup is damaged: a member is not what its hash says.")
    return Summary(sum(name.startswith("originals/") for name in found), size)


def _chunks(file: object) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):  # type: ignore[attr-defined]
        yield chunk


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
