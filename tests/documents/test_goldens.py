"""What the program last said of our own dispatches, and a person accepted: a change of it is seen, not slipped in.

`pytest tests/documents --rewrite-goldens` writes them anew; read the difference before it is committed.
"""

import json
import os
from pathlib import Path

import pytest

from annotations.compare import KINDS
from corpus.samples.build import FILES
from parser.pipeline import parse

GOLDENS = Path(__file__).parent / "goldens"


@pytest.mark.parametrize("source", sorted(FILES.glob("*.docx")), ids=lambda path: path.stem)
def test_says_what_was_accepted(source: Path, request: pytest.FixtureRequest) -> None:
    document = json.loads(parse(source.read_bytes(), source.name).model_dump_json())
    said = "\n".join(f"{kind}: {fact}" for kind, facts in KINDS.items() for fact in facts(document)) + "\n"
    golden = GOLDENS / f"{source.stem}.txt"
    if request.config.getoption("--rewrite-goldens"):
        assert os.environ.get("CI") != "true", "goldens are accepted by people"
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")
