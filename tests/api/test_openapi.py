"""The committed description of the API is the service's own; `make openapi` regenerates it."""

import json
from pathlib import Path

from api.app import create_app
from api.service.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_openapi_is_generated(tmp_path: Path) -> None:
    committed = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert committed == json.loads(json.dumps(create_app(Settings(home=tmp_path, database=None)).openapi()))
