"""What every test may use: the project's root, and `../shared` where that folder is present."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# The same examples on every machine by default; `HYPOTHESIS=long` looks for new ones, and for longer.
settings.register_profile("default", derandomize=True, deadline=None)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS", "default"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the project; tests that need it are skipped where it is absent, and counted."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite-goldens` writes what the program says now; CI refuses it."""
    parser.addoption("--rewrite-goldens", action="store_true", help="accept what the program says now as the goldens")


_SKIPPED: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Where everything can be installed, a skip hides a failure; only what needs `../shared` may be left out."""
    if report.skipped and "../shared" not in str(report.longrepr):
        _SKIPPED.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skip is a failure."""
    if os.environ.get("CI") == "true" and _SKIPPED:
        print("\nskipped in CI:", *_SKIPPED, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
