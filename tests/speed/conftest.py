"""`--long`: 500 pages, 10 MB."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="benchmarks of 500 pages and 10 MB too")
