"""A running service."""

from collections.abc import Iterator

import pytest
from tests_server import Service, free_port, started
from tests_service import dispatch, upload


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service in open mode with one document."""
    with started(tmp_path_factory.mktemp("home"), free_port()) as client:
        assert client.wait_for(upload(client, dispatch(1))["id"])["state"] == "done"
        yield client
