"""What is asked before a pattern is searched never hides a match: strings made from each pattern itself."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import parser
from parser.lexicon import durations, needs, numbers, periods, recurrence
from parser.lexicon.needs import Needing, has_any, last_word, lowered, shortest, stands_between, tried_at
from parser.recognisers import modality, target
from parser.tasks import roles

FEW = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def _needing() -> dict[str, Needing]:
    found = {}
    for module in pkgutil.walk_packages(parser.__path__, "parser."):
        if module.name.startswith(("parser.lexicon.", "parser.recognisers.", "parser.tasks.")):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Needing):
                    found[f"{module.name}.{name}"] = value
    return found


NEEDING = _needing()
NUMBERS: Callable[[str], Iterable[int]] = numbers.number_places
PLACED: dict[str, tuple[re.Pattern[str], Callable[[str], Iterable[int]]]] = {
    "duration": (durations._DURATION, NUMBERS),
    "percent": (target._PERCENT, NUMBERS),
    "count": (target._COUNT, NUMBERS),
    "any count": (target._ANY_COUNT, NUMBERS),
    "day of a rhythm": (recurrence._ON_DAY, lambda text: [m.start() for m in recurrence._DAYS.finditer(lowered(text))]),
    "pair of months": (recurrence._PAIR, NUMBERS),
    "with": (roles._WITH, lambda text: [m.start() for m in roles._WITH_AT.finditer(lowered(text))]),
    "report": (roles._REPORT, lambda text: [m.start() for m in roles._REPORT_AT.finditer(lowered(text))]),
    "party": (roles._PARTY, lambda text: (0,)),
    "acting party": (roles._ACTING_PARTY, lambda text: (0, *(m.end() for m in roles._OPENING.finditer(text)))),
} | {
    f"period {form} {i}": (pattern, lambda text, begins=begins: [m.start() for m in periods._PLACE.finditer(lowered(text)) if periods._beginning(m[0]) in begins.split()])
    for i, (pattern, _, form, begins, _) in enumerate(periods._RULES)
}  # fmt: skip


@pytest.mark.parametrize("name", NEEDING)
def test_every_match_has_what_its_pattern_needs(name: str) -> None:
    needing = NEEDING[name]

    @FEW
    @given(st.from_regex(needing.pattern))
    def holds(text: str) -> None:
        assert needing.search(text, lowered(text)) is not None

    holds()


@pytest.mark.parametrize("name", PLACED)
def test_places_hide_no_match(name: str) -> None:
    pattern, places = PLACED[name]

    @FEW
    @given(st.from_regex(pattern), st.sampled_from(["", "a ", "Ngày ", "1", "5/", ". ", "hai-"]), st.sampled_from(["", " b", ". Năm 2027", "1", "/2027"]))
    def holds(text: str, before: str, after: str) -> None:
        whole = before + text + after
        assert [m.span() for m in tried_at(pattern, whole, places(whole))] == [m.span() for m in pattern.finditer(whole)]

    holds()


@pytest.mark.parametrize("cues", [modality._ASKS, modality._MODALS])
def test_what_asks_or_obliges_is_seen_by_its_shortest_words(cues: tuple[str, ...]) -> None:
    assert all(has_any(row["cue"], modality._ASKS + modality._MODALS) for row in modality._ROWS if row["place"] != "lead_in")
    assert cues == shortest(cues)


def test_shortest() -> None:
    assert shortest(["giao", "giao cho", "mời", "kính mời"]) == ("giao", "mời")


def test_a_part_is_asked_and_not_the_whole_text() -> None:
    assert stands_between("a giao b", ("mời", "giao"), 2, 6)
    assert not stands_between("a giao b", ("mời", "giao"), 3, 8) and not stands_between("a giao b", ("giao",), 0, 5)


def test_lowered_keeps_the_length() -> None:
    assert lowered("İSTANBUL, NGÀY") == "İstanbul, ngày"
    assert len(lowered("İİ")) == 2


def test_last_word() -> None:
    assert [last_word(t) for t in ("trước ngày ", "(Sinh\n", "≥ ", "", "a" * 99)] == ["ngày", "sinh", "", "", "a" * 32]


def test_a_pattern_is_not_searched_without_its_need() -> None:
    needing = needs.Needing(re.compile("a"), "b")
    assert needing.search("a", "a") is None and not [*needing.finditer("a", "a")]
    assert needing.search("ab", "ab") is not None
