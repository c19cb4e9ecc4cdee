"""What is handed to servers agrees with the code: locks, containers, the unit, the wheel, the bundle's installer.

Whether they work is tried by hand, for it takes root: `tests/deploy/bare.sh` (bundle), docs/running.md (unit, containers).
"""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from api.service.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PACKAGES = ("models", "parser", "corpus", "annotations", "api")


def _lock(path: Path) -> dict[str, str]:
    """Name -> its pinned line with hashes."""
    lines = path.read_text().replace("\\\n", "").splitlines()
    return {line.split("==")[0]: line for line in lines}


def test_what_runs_is_what_was_tested() -> None:
    tested, runs = _lock(ROOT / "requirements.lock"), _lock(DEPLOY / "requirements.lock")
    assert {name: line for name, line in runs.items() if tested.get(name) != line} == {}, "make lock"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *extras["research"], *extras["explore"], *extras["cluster"], "hatchling"]
    assert {canonicalize_name(Requirement(line).name) for line in needed} <= runs.keys()
    assert not runs.keys() & {"pytest", "mypy", "ruff", "playwright", "schemathesis", "hypothesis"}
    assert all("--hash=sha256:" in line for line in runs.values())


@pytest.mark.parametrize("name", ["compose.yaml", "compose.cluster.yaml"])
def test_containers_may_nothing_that_they_need_not(name: str) -> None:
    services: dict[str, dict[str, Any]] = yaml.safe_load((DEPLOY / name).read_text())["services"]
    for service in services.values():
        assert service["image"] == "chidao" and service["read_only"] is True and service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"] and "privileged" not in service
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
        known = {f"CHIDAO_{field.upper()}" for field in Settings.model_fields}
        assert set(service.get("environment", {})) <= known
        assert service.get("command", ["chidao"])[0] in ("chidao", "dask", "redis-server")


def test_workers_and_redis_stand_inside() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    assert compose["networks"]["inside"] == {"internal": True}
    assert compose["services"]["worker"]["networks"] == compose["services"]["redis"]["networks"] == ["inside"]
    assert "ports" not in compose["services"]["redis"]


def test_the_image_copies_what_it_is_given() -> None:
    copied = [word for line in re.findall(r"^COPY (?!--from)(.+) \S+$", (DEPLOY / "Dockerfile").read_text(), re.M) for word in line.split()]
    admitted = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert set(copied) == admitted and set(PACKAGES) < admitted
    assert all((ROOT / path).exists() for path in copied)


def test_the_unit(tmp_path: Path) -> None:
    assert shutil.which("systemd-analyze"), "systemd-analyze is not installed: deploy/setup.sh installs it (Debian's systemd)"
    text = (DEPLOY / "chidao.service").read_text()
    unit = tmp_path / "chidao.service"
    # Its program is on servers only.
    unit.write_text(re.sub(r"(?m)^(ExecStart)=\S+", rf"\1={sys.executable}", text))
    verified = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True)
    assert (verified.returncode, verified.stderr) == (0, "")
    exposed = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=15", "--no-pager", unit], capture_output=True, text=True)
    assert exposed.returncode == 0, exposed.stdout
    assert "Restart=on-failure" in text and "ExecStart=/opt/chidao/.venv/bin/chidao serve" in text


def test_the_wheel_holds_every_file_of_its_packages(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True)
    (wheel,) = tmp_path.glob("chidao-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    tracked = subprocess.run(["git", "ls-files", *PACKAGES], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    assert len(tracked) > 100 and set(tracked) - held == set()


def test_the_installer_takes_a_whole_bundle_and_no_other(tmp_path: Path) -> None:
    bundle, target = tmp_path / "chidao-bundle", tmp_path / "opt"
    (bundle / "wheels").mkdir(parents=True)
    (bundle / "requirements.lock").touch()
    for name in ("install.sh", "chidao.service"):
        shutil.copy(DEPLOY / name, bundle)
    info = "chidao-1.dist-info"
    with zipfile.ZipFile(bundle / "chidao-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("stand_in.py", "import sys\ndef main(): print('asked:', *sys.argv[1:])\n")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: chidao\nVersion: 1\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\nchidao = stand_in:main\n")
        wheel.writestr(f"{info}/RECORD", "")
    files = sorted(path for path in bundle.rglob("*") if path.is_file())
    (bundle / "SHA256SUMS").write_text("".join(f"{sha256(path.read_bytes()).hexdigest()}  ./{path.relative_to(bundle)}\n" for path in files))
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"

    def install() -> "subprocess.CompletedProcess[str]":
        return subprocess.run([bundle / "install.sh", target], env={"PATH": path, "NO_DEBIAN": "1", "HOME": str(tmp_path)}, capture_output=True, text=True)

    lock = bundle / "requirements.lock"
    lock.write_text("other\n")
    refused = install()
    assert refused.returncode != 0 and "requirements.lock" in refused.stdout + refused.stderr and not target.exists()
    lock.write_text("")
    taken = install()
    assert (taken.returncode, taken.stdout) == (0, "asked: doctor\n"), taken.stderr
    assert (target / "chidao.service").read_text() == (DEPLOY / "chidao.service").read_text()
