"""Many files: reading again after a changed rule, kills on the way, one and two workers of a cluster.

    PYTHONPATH=tests python -m speed.many reparse [--documents 10000]
    PYTHONPATH=tests python -m speed.many kills [--documents 100000 --kills 10]
    PYTHONPATH=tests python -m speed.many cluster [--documents 800]

Each makes its files in a scratch folder with the generator (`speed.letters`) and prints what it measured. Beside the wall's seconds stand
the processor's, of all processes taken together: on a machine that does other things too, they are what can be compared.
"""

import argparse
import ctypes
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from speed.generator import Graph
from speed.letters import Format, Letters

from corpus.store import fingerprint, open_store

ROOT = Path(__file__).resolve().parents[2]
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
CHIDAO = [sys.executable, "-c", "from api.cli import main; main()"]


def files(folder: Path, count: int, format: Format | None = None, length: int = 5000) -> Counter[str]:
    """So many generated files in the folder; how many of each format."""
    letters = Letters(Graph(count, count * 5), length)
    made = Counter((format or letters.format(n)) for n in range(count))
    for _ in letters.write(folder, range(count), format):
        pass
    return made


def ingest(home: Path, folder: Path, *arguments: str, wait: bool = True, program: Path = ROOT) -> tuple[float, float]:
    """(wall seconds, processor seconds) of one `chidao ingest` with all that it starts."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**_environment(home), "PYTHONPATH": str(program)}
    subprocess.run([*CHIDAO, "ingest", str(folder), *arguments], cwd=program, env=environment, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    with suppress(ChildProcessError):
        while wait:
            os.wait()  # what the ingest started and left behind is counted once it is waited for
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "CHIDAO_HOME": str(home), "PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1"}


def changed_program(folder: Path) -> Path:
    """A copy of the program with another version of the parser, whose recogniser of targets reads otherwise."""
    for package in ("models", "parser", "corpus", "annotations", "api"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, was, now in (("version.py", "PARSER_VERSION = ", "PARSER_VERSION = 'changed-' + "), ("recognisers/target.py", '"target.percent"', '"target.share"')):
        path = folder / "parser" / name
        text = path.read_text(encoding="utf-8")
        assert was in text, name
        path.write_text(text.replace(was, now), encoding="utf-8")
    return folder


def reparse(scratch: Path, count: int) -> None:
    """Reading from the bytes, beside understanding what was read after a change of one recogniser."""
    made = files(scratch / "inbox", count)
    print(f"{count} documents: {dict(made)}", flush=True)
    first = ingest(scratch / "home", scratch / "inbox")
    print(f"from the bytes: {first[0]:.0f} s, {first[1]:.0f} s of processor ({first[1] / count * 1000:.0f} ms a document)", flush=True)
    program = changed_program(scratch / "program")
    again = ingest(scratch / "home", scratch / "inbox", program=program)
    with open_store(scratch / "home" / "chidao.sqlite", read_only=True) as store:
        done = store.connection.execute("SELECT unchanged, replaced, parser_version FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    print(f"a recogniser changed: {done[0]} documents say the same, {done[1]} do not ({done[2]})")
    print(f"again:          {again[0]:.0f} s, {again[1]:.0f} s of processor ({again[1] / count * 1000:.0f} ms a document)")
    cache = sum(p.stat().st_size for p in (scratch / "home" / "cache").rglob("*") if p.is_file())
    print(f"times faster: {first[0] / again[0]:.1f} by the wall, {first[1] / again[1]:.1f} by the processor; what is kept: {cache / count / 1024:.0f} KB a document")


def kills(scratch: Path, count: int, times: int) -> None:
    """One run undisturbed, one killed so often; are the databases the same, does the parent grow?"""
    files(scratch / "inbox", count, "txt", 1500)
    calm = scratch / "calm"
    wall, _ = ingest(calm, scratch / "inbox")
    print(f"{count} documents undisturbed: {wall:.0f} s", flush=True)
    disturbed, draw = scratch / "disturbed", random.Random(count)
    held = []
    marks = sorted(draw.sample(range(count // 20, count), times))
    for mark in marks:
        process = subprocess.Popen([*CHIDAO, "ingest", str(scratch / "inbox")], cwd=ROOT, env=_environment(disturbed), start_new_session=True, stdout=subprocess.DEVNULL)
        while process.poll() is None and _held(disturbed) < mark:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        held.append(_held(disturbed))
    memory = _watched([*CHIDAO, "ingest", str(scratch / "inbox"), "--again"], disturbed)
    with open_store(calm / "chidao.sqlite", read_only=True) as one, open_store(disturbed / "chidao.sqlite", read_only=True) as other:
        print(f"killed at {held} files; the same database: {fingerprint(one) == fingerprint(other)}")
    quarter = len(memory) // 4
    print(f"resident memory of the parent, MB: after a quarter {max(memory[quarter : quarter + 1]):.0f}, at the end {memory[-1]:.0f}, at most {max(memory):.0f}")


def _held(home: Path) -> int:
    if not (home / "chidao.sqlite").exists():
        return 0
    try:
        with open_store(home / "chidao.sqlite", read_only=True) as store:
            return int(store.connection.execute("SELECT count(*) FROM files").fetchone()[0])
    except Exception:
        return 0  # it is being made


def _watched(command: list[str], home: Path) -> list[float]:
    process = subprocess.Popen(command, cwd=ROOT, env=_environment(home), stdout=subprocess.DEVNULL)
    found = []
    while process.poll() is None:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        found += [int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")]
        time.sleep(0.5)
    return found


@contextmanager
def workers(scratch: Path, count: int) -> Iterator[str]:
    """A scheduler and so many workers of one thread, each a process of its own; the scheduler's address."""
    file = scratch / f"scheduler-{count}.json"
    start = lambda *a: subprocess.Popen([sys.executable, "-m", f"distributed.cli.dask_{a[0]}", *a[1:], "--no-dashboard"], env=_environment(scratch), stderr=subprocess.DEVNULL)  # noqa: E731
    running = [start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))]
    try:
        while not (file.exists() and file.read_text(encoding="utf-8").strip().endswith("}")):
            time.sleep(0.1)
        running += [start("worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny") for _ in range(count)]
        time.sleep(5.0)
        yield json.loads(file.read_text(encoding="utf-8"))["address"]
    finally:
        for process in running:
            process.kill()
            process.wait()


def cluster(scratch: Path, count: int) -> None:
    """One worker, two workers: over DOCX alone, where the one writer weighs most, then over what an archive holds."""
    files(scratch / "docx" / "warm", 8, "docx", 2500)
    files(scratch / "docx" / "inbox", count, "docx", 2500)
    _one_and_two(scratch / "docx", count)
    files(scratch / "archive" / "warm", 8)
    print(f"{count} documents: {dict(files(scratch / 'archive' / 'inbox', count))}", flush=True)
    _one_and_two(scratch / "archive", count)


def _one_and_two(scratch: Path, count: int) -> None:
    took = {}
    for many in (1, 2):
        with workers(scratch, many) as address:
            ingest(scratch / f"warm{many}", scratch / "warm", "--scheduler", address, "--no-cache", wait=False)
            took[many], _ = ingest(scratch / f"home{many}", scratch / "inbox", "--scheduler", address, "--no-cache", wait=False)
        print(f"{many} worker(s): {took[many]:.1f} s, {count / took[many]:.1f} documents/s", flush=True)
    with open_store(scratch / "home1" / "chidao.sqlite", read_only=True) as one, open_store(scratch / "home2" / "chidao.sqlite", read_only=True) as two:
        print(f"times faster: {took[1] / took[2]:.2f}; the same database: {fingerprint(one) == fingerprint(two)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["reparse", "kills", "cluster"])
    parser.add_argument("--documents", type=int)
    parser.add_argument("--kills", type=int, default=10)
    asked = parser.parse_args()
    ctypes.CDLL(None).prctl(_SUBREAPER, 1)  # Linux: grandchildren whose parent is gone are ours
    with tempfile.TemporaryDirectory() as folder:
        if asked.what == "reparse":
            reparse(Path(folder), asked.documents or 10_000)
        elif asked.what == "kills":
            kills(Path(folder), asked.documents or 100_000, asked.kills)
        else:
            cluster(Path(folder), asked.documents or 800)


if __name__ == "__main__":
    main()
