"""The service under load: 100,000 documents in the store, readers and an uploader at the same time; Datasette over the same rows beside it.

    PYTHONPATH=tests python -m speed.load build HOME [--documents 100000 --edges 1000000]
    PYTHONPATH=tests python -m speed.load ask HOME [--documents 100000 --edges 1000000] [--seconds 10] [--readers 4]
    PYTHONPATH=tests python -m speed.load datasette HOME …

Readers are threads of this process, each with a connection that it keeps; client and server share the machine. An answer that is
not 200 is a failure of the run.
"""

import argparse
import contextlib
import http.client
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from speed.generator import Graph
from speed.graph import build
from tests_server import free_port, started
from tests_service import dispatch

from corpus.store import open_store

_WHOLE = 2000
"""Documents whose JSON is as large as a real one's: the generator writes heads only."""
_BYTES = 60_000


@dataclass
class Timing:
    """Seconds of each answer, and how many bytes the middle one has."""

    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def line(self, name: str, elapsed: float) -> str:
        cut = statistics.quantiles(self.seconds, n=100)
        return f"{name:42} {len(self.seconds) / elapsed:8.0f}/s  p50 {cut[49] * 1000:7.1f} ms  p99 {cut[98] * 1000:7.1f} ms  {statistics.median(self.sizes):8.0f} bytes"


def fill(home: Path, graph: Graph) -> None:
    """A home with a store of that graph."""
    home.mkdir(parents=True, exist_ok=True)
    print(f"built in {build(home / 'chidao.sqlite', graph):.0f} s")
    with open_store(home / "chidao.sqlite") as store, store.transaction() as connection:
        keys = [graph.keys[n] for n in graph.held[:_WHOLE]]
        padding = json.dumps("x" * _BYTES)
        connection.executemany("UPDATE files SET document = json_set(document, '$.text.content', json(?)) WHERE document_key = ?", [(padding, key) for key in keys])


def questions(graph: Graph, units: list[str], datasette: bool) -> dict[str, Callable[[random.Random], str]]:
    """Addresses to ask for; the same questions in both services' words."""
    held = graph.held

    def key(draw: random.Random) -> str:
        return graph.keys[draw.choice(held)]

    def words(draw: random.Random) -> str:
        title = graph.title(draw.choice(held)).split()[1:]
        at = draw.randrange(0, len(title) - 4)
        return " ".join(title[at : at + 4])

    def day(draw: random.Random) -> str:
        return f"2026-{draw.randrange(1, 13):02}-{draw.randrange(1, 28):02}"

    if not datasette:
        return {
            "task list, soonest due": lambda draw: "/v1/tasks?limit=50",
            "tasks of a unit from a day on": lambda draw: "/v1/tasks?" + urlencode({"unit": draw.choice(units), "due_after": day(draw)}),
            "document": lambda draw: f"/v1/documents/{quote(graph.keys[held[draw.randrange(min(_WHOLE, len(held)))]])}",
            "search, four words": lambda draw: "/v1/search?" + urlencode({"q": words(draw)}),
            "neighbours": lambda draw: f"/v1/documents/{quote(key(draw))}/neighbours",
        }

    def sql(text: str, **values: str) -> str:
        return "/chidao.json?" + urlencode({"sql": text, "_shape": "array", **values})

    task = "SELECT t.id, t.ref, t.title, t.text, t.last_due, d.number FROM tasks t JOIN documents d ON d.key = t.document_key "
    return {
        "task list, soonest due": lambda draw: sql(task + "ORDER BY t.last_due IS NULL, t.last_due, t.document_key, t.position LIMIT 50"),
        "tasks of a unit from a day on": lambda draw: sql(
            task + "WHERE t.id IN (SELECT task_id FROM task_units u JOIN units n ON n.key = u.unit_key WHERE n.name = :unit) "
            "AND t.id IN (SELECT task_id FROM deadlines WHERE due >= :day) ORDER BY t.last_due LIMIT 50", unit=draw.choice(units), day=day(draw),
        ),
        "document": lambda draw: sql("SELECT document FROM files WHERE document_key = :k AND is_primary = 1", k=graph.keys[held[draw.randrange(min(_WHOLE, len(held)))]]),
        "search, four words": lambda draw: sql(
            "SELECT d.key, d.subject FROM documents_fts f JOIN documents d ON d.n = f.rowid WHERE documents_fts MATCH :q ORDER BY bm25(documents_fts) LIMIT 20",
            q=" ".join(f'"{w}"' for w in words(draw).split()),
        ),
        "neighbours": lambda draw: sql(
            "SELECT d.key, d.number, d.subject FROM documents d WHERE d.key IN (SELECT target_key FROM relations WHERE source_key = :k "
            "UNION SELECT source_key FROM relations WHERE target_key = :k) LIMIT 200", k=key(draw),
        ),
    }


def ask(port: int, address: Callable[[random.Random], str], seconds: float, readers: int) -> tuple[Timing, float]:
    """All readers ask the same kind of thing for some seconds."""
    found, lock = Timing(), threading.Lock()
    faults: list[str] = []
    end = time.perf_counter() + seconds

    def read(seed: int) -> None:
        draw = random.Random(seed)
        own = Timing()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while time.perf_counter() < end:
            path = address(draw)
            began = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            own.seconds.append(time.perf_counter() - began)
            own.sizes.append(len(body))
            if answer.status != 200:
                faults.append(f"{answer.status} {path} {body[:200]!r}")
                break
        connection.close()
        with lock:
            found.seconds += own.seconds
            found.sizes += own.sizes

    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit(faults[0])
    return found, time.perf_counter() - began


class Uploader(threading.Thread):
    """Sends a dispatch a second while the others read."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port, self.timing, self.ended = port, Timing(), threading.Event()

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        first, number = time.time_ns() // 1000 % 10**9, 0
        while not self.ended.wait(1.0):
            number += 1
            head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
            body = head + dispatch(number % 9000 + 1, f"lần {first + number}") + b"\r\n--x--\r\n"
            began = time.perf_counter()
            connection.request("POST", "/v1/documents", body, {"Content-Type": "multipart/form-data; boundary=x"})
            answer = connection.getresponse()
            self.timing.sizes.append(len(answer.read()))
            self.timing.seconds.append(time.perf_counter() - began)
            if answer.status != 202:
                raise SystemExit(f"upload: {answer.status}")


@contextlib.contextmanager
def datasette(home: Path) -> Iterator[int]:
    """Datasette over the home's store."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        link = Path(folder) / "chidao.sqlite"
        link.symlink_to(home / "chidao.sqlite")
        command = [sys.executable, "-m", "datasette", "serve", str(link), "--port", str(port), "--setting", "sql_time_limit_ms", "60000", "--setting", "max_returned_rows", "1000"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(300):
                with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as probe:
                    probe.request("GET", "/-/versions.json")
                    if probe.getresponse().status == 200:
                        break
                time.sleep(0.2)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def report(port: int, graph: Graph, units: list[str], arguments: argparse.Namespace, *, other: bool) -> None:
    """One line for each question."""
    for name, address in questions(graph, units, other).items():
        found, elapsed = ask(port, address, arguments.seconds, arguments.readers)
        print(found.line(name, elapsed), flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["build", "ask", "datasette"])
    parser.add_argument("home", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--readers", type=int, default=4)
    arguments = parser.parse_args()
    graph = Graph(arguments.documents, arguments.edges)
    if arguments.what == "build":
        fill(arguments.home, graph)
        return
    with open_store(arguments.home / "chidao.sqlite") as store:
        units = [row[0] for row in store.connection.execute("SELECT name FROM units ORDER BY key LIMIT 400")]
    if arguments.what == "datasette":
        with datasette(arguments.home) as port:
            report(port, graph, units, arguments, other=True)
        return
    port = free_port()
    with started(arguments.home, port):
        uploader = Uploader(port)
        uploader.start()
        report(port, graph, units, arguments, other=False)
        uploader.ended.set()
        uploader.join()
        print(uploader.timing.line("uploads at the same time", sum(uploader.timing.seconds) + len(uploader.timing.seconds)))


if __name__ == "__main__":
    main()
