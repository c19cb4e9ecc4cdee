"""The generator's references are exact, its files the same each time, and the comparison of two trees sees a loss."""

from collections import Counter

import pytest
from speed.compare import losses
from speed.generator import Graph
from speed.letters import KINDS, Format, Letters, render

from parser.pipeline import parse

LETTERS = Letters(Graph(50, 250), 2500)


@pytest.mark.parametrize("format", ["txt", "docx", "pdf"])
@pytest.mark.parametrize("kind", [kind for kind, _ in KINDS])
def test_what_is_generated_is_what_is_read(kind: str, format: Format) -> None:
    dispatch, expected = LETTERS.make(7, kind)  # type: ignore[arg-type]
    document = parse(render(dispatch, format), f"a.{format}")
    assert document.header.number is not None
    assert (document.header.number.normalized, document.header.date) == (expected.number, expected.date)
    due = Counter((task.lead[0].name if task.lead else None, task.deadlines[0].due if task.deadlines else None) for task in document.tasks)
    assert due == Counter(expected.tasks)
    assert Counter(expected.citations) <= Counter(c.number for c in document.citations)


def test_the_same_bytes_each_time() -> None:
    for format in ("txt", "docx", "pdf"):
        assert render(LETTERS.make(3)[0], format) == render(Letters(Graph(50, 250), 2500).make(3)[0], format)  # type: ignore[arg-type]
    assert LETTERS.make(3)[0] != LETTERS.make(4)[0]


def test_a_loss_is_seen_and_noise_is_none() -> None:
    assert losses({"a": 1.0, "b": 1.0}, {"a": 1.19, "b": 1.3}).keys() == {"b"}
