"""Base against branch in one run, on one machine: `PYTHONPATH=tests python -m speed.compare BASE_TREE BRANCH_TREE`.

Each tree parses the same generated files (made by the branch) in processes of its own, in turns, so that whatever else the machine does
hits both. What counts is the least processor time of a kind of file over all turns. Exit 1 where the branch takes over a fifth more.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

LOSS = 0.20
TURNS = 3

_PROBE = """
import json, sys, time
from pathlib import Path
from parser.pipeline import parse
best = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    data = path.read_bytes()
    parse(data, path.name)
    for _ in range(3):
        began = time.process_time()
        parse(data, path.name)
        took = time.process_time() - began
        best[path.name] = min(took, best.get(path.name, took))
print(json.dumps(best))
"""


def measured(tree: Path, files: Path) -> dict[str, float]:
    """File -> the least processor seconds that this tree takes for it."""
    done = subprocess.run([sys.executable, "-c", _PROBE, str(files)], cwd=tree, env={"PYTHONPATH": str(tree), "PATH": "/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"}, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def write_files(folder: Path) -> None:
    """A letter, a plan and a directive in each format that has no picture in it."""
    from speed.generator import Graph
    from speed.letters import Letters, render

    letters = Letters(Graph(100, 500), 3700)
    for kind in ("letter", "plan", "directive"):
        for format in ("txt", "docx", "pdf"):
            (folder / f"{kind}.{format}").write_bytes(render(letters.make(3, kind)[0], format))  # type: ignore[arg-type]


def losses(base: dict[str, float], branch: dict[str, float]) -> dict[str, float]:
    """File -> share of time lost, where it is too much."""
    return {name: branch[name] / base[name] - 1 for name in base if branch[name] > base[name] * (1 + LOSS)}


def main() -> None:
    base, branch = map(Path, sys.argv[1:])
    best: list[dict[str, float]] = [{}, {}]
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder))
        for _ in range(TURNS):
            for side, tree in enumerate((base.resolve(), branch.resolve())):
                for name, seconds in measured(tree, Path(folder)).items():
                    best[side][name] = min(seconds, best[side].get(name, seconds))
    print(f"{'file':16} {'base ms':>9} {'branch ms':>9} {'change':>8}")
    for name in sorted(best[0]):
        print(f"{name:16} {best[0][name] * 1000:9.1f} {best[1][name] * 1000:9.1f} {best[1][name] / best[0][name] - 1:+8.0%}")
    if lost := losses(*best):
        print(f"slower by more than {LOSS:.0%}: {', '.join(sorted(lost))}")
        sys.exit(1)


if __name__ == "__main__":
    main()
