"""What every test may use: the project's root, and `../shared` where that folder is present."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the project; tests that need it are skipped where it is absent, and counted."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED
