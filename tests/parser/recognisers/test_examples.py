"""Every recogniser finds exactly the mentions that its own examples mark, and nothing in its counter-examples."""

from typing import Any

import pytest

from parser.recognisers import RECOGNISERS
from parser.recognisers.base import Example, Recogniser, unmark

EXAMPLES = [(r, e.value, s) for r in RECOGNISERS for e in r.examples for s in e.sentences]
COUNTER_EXAMPLES = [(r, s) for r in RECOGNISERS for s in r.counter_examples]


@pytest.mark.parametrize(("recogniser", "value", "sentence"), EXAMPLES, ids=[f"{r.name}-{i}" for i, (r, _, _) in enumerate(EXAMPLES)])
def test_example(recogniser: Recogniser[Any], value: Any, sentence: str) -> None:
    text, spans = unmark(sentence)
    assert [((m.start, m.end), m.value) for m in recogniser.find(text)] == [(span, value) for span in spans]


@pytest.mark.parametrize(("recogniser", "sentence"), COUNTER_EXAMPLES, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(COUNTER_EXAMPLES)])
def test_counter_example(recogniser: Recogniser[Any], sentence: str) -> None:
    assert list(recogniser.find(sentence)) == []


@pytest.mark.parametrize("recogniser", RECOGNISERS, ids=lambda r: r.name)
def test_every_recogniser_shows_what_it_means(recogniser: Recogniser[Any]) -> None:
    assert len([s for e in recogniser.examples for s in e.sentences]) >= 5
    assert len(recogniser.counter_examples) >= 3
    assert len({r.name for r in RECOGNISERS}) == len(RECOGNISERS)


def test_an_example_without_its_mention_is_noticed() -> None:
    """The check itself can fail: a marked stretch that the recogniser does not find is a difference."""
    wrong = Example(1, "không có ⟦gì⟧ ở đây")
    text, spans = unmark(wrong.sentences[0])
    assert spans and [(m.start, m.end) for m in RECOGNISERS[0].find(text)] != spans
