"""Texts to structures, the short way."""

from collections.abc import Callable

import pytest

from parser.options import DEFAULT
from parser.readers.plain import read_plain
from parser.structure import analyse
from parser.structure.shapes import Node, Structure
from parser.text.canonical import canonical


@pytest.fixture
def structured() -> Callable[[str], Structure]:
    """The structure of a plain text."""
    return lambda text: analyse(canonical(read_plain(text.encode(), DEFAULT)))


@pytest.fixture
def body() -> Callable[[Structure, Node], str]:
    """A node's own text, folded."""
    return lambda structure, node: " ".join(structure.text.content[node.body_start : node.body_end].split())


@pytest.fixture
def by_ref(body: Callable[[Structure, Node], str]) -> Callable[[Structure], dict[str, str]]:
    """Ref -> own text of every node that has a ref."""
    return lambda structure: {node.ref: body(structure, node) for node in structure.nodes() if node.ref}
