"""Each recogniser finds exactly what its own examples mark, and nothing in its counter-examples."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

import parser.recognisers as room
from parser.recognisers.base import Recogniser, unmark

RECOGNISERS: list[Recogniser[Any]] = [m.RECOGNISER for m in (import_module(f"{room.__name__}.{i.name}") for i in iter_modules(room.__path__)) if hasattr(m, "RECOGNISER")]
EXAMPLES = [(r, example.value, sentence) for r in RECOGNISERS for example in r.examples for sentence in example.sentences]
COUNTER_EXAMPLES = [(r, sentence) for r in RECOGNISERS for sentence in r.counter_examples]


@pytest.mark.parametrize(("recogniser", "value", "sentence"), EXAMPLES, ids=[f"{r.name}: {s}" for r, _, s in EXAMPLES])
def test_finds_what_is_marked(recogniser: Recogniser[Any], value: object, sentence: str) -> None:
    text, spans = unmark(sentence)
    assert [((m.start, m.end), m.value) for m in recogniser.find(text)] == [(span, value) for span in spans]


@pytest.mark.parametrize(("recogniser", "sentence"), COUNTER_EXAMPLES, ids=[f"{r.name}: {s}" for r, s in COUNTER_EXAMPLES])
def test_finds_nothing_in_counter_examples(recogniser: Recogniser[Any], sentence: str) -> None:
    assert list(recogniser.find(sentence)) == []


@pytest.mark.parametrize("recogniser", RECOGNISERS, ids=lambda r: r.name)
def test_has_enough_examples(recogniser: Recogniser[Any]) -> None:
    assert len(recogniser.examples) >= 5
    assert len(recogniser.counter_examples) >= 3
    assert all(m.rule.startswith(recogniser.name) for r, _, s in EXAMPLES if r is recogniser for m in recogniser.find(unmark(s)[0]))


def test_names_are_one_each() -> None:
    assert len({r.name for r in RECOGNISERS}) == len(RECOGNISERS) >= 3
