"""schemathesis over the whole OpenAPI, every check on: no answer that the description does not promise.

`CHIDAO_FUZZ=200` looks longer: requests of each kind for each operation.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests_server import Service, free_port, started
from tests_service import dispatch, make_key

EXAMPLES = os.environ.get("CHIDAO_FUZZ", "3")


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that asks for keys, with one document."""
    home = tmp_path_factory.mktemp("home")
    key = make_key(home, "admin")
    with started(home, free_port(), CHIDAO_RATE_PER_MINUTE="0", CHIDAO_MAX_UPLOAD_BYTES="1000000") as client:
        client.headers["Authorization"] = f"Bearer {key}"
        job = client.post("/v1/documents", files={"file": ("x.txt", dispatch(1))}).json()
        assert client.wait_for(job["id"])["state"] == "done"
        yield client


def test_every_operation_keeps_its_word(keyed: Service, tmp_path: Path) -> None:
    url = str(keyed.base_url).rstrip("/")
    command = [
        Path(sys.executable).with_name("schemathesis"), "run", f"{url}/v1/openapi.json", "--checks", "all", "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES,
        "--seed", "1", "--no-color", "--continue-on-failure", "--suppress-health-check", "all", "-H", f"Authorization: {keyed.headers['Authorization']}",
    ]  # fmt: skip
    result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert result.returncode == 0, result.stdout[-20_000:]
    assert "passed" in result.stdout and "failed" not in result.stdout.partition("Test cases:")[2]


def test_every_operation_is_described(keyed: Service) -> None:
    spec = keyed.get("/v1/openapi.json").json()
    names = []
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            names.append(operation["operationId"])
            assert operation.get("description"), (method, path)
            for status, response in operation["responses"].items():
                for media, content in response.get("content", {}).items():
                    assert "json" not in media or "example" in content, (method, path, status)
    assert len(set(names)) == len(names)
