"""A parse takes as long as the text is: ten times the letters, about ten times the time."""

import time

from speed.generator import Graph
from speed.letters import Letters, as_text

from parser.pipeline import parse


def _seconds(kilobytes: int, rounds: int) -> float:
    data = as_text(Letters(Graph(100, 500), kilobytes * 760).make(3, "letter")[0]).encode()
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        parse(data, "a.txt")
        taken.append(time.process_time() - began)
    return min(taken)


def test_a_long_letter_takes_no_longer_a_page_than_a_short_one() -> None:
    """A rule that reads the whole text for each sentence took forty times as long."""
    assert _seconds(800, 1) < 20 * _seconds(80, 2)
