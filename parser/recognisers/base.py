"""What a recogniser is: a rule that finds mentions in characters, together with what it must and must not match."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Mention(NamedTuple, Generic[T]):
    """`text[start:end]` says `value`; `rule` is the stable name of what found it."""

    start: int
    end: int
    value: T
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """A value and sentences in which the marked words ⟦…⟧ say it. Any white space may be a line break."""

    value: Any
    sentences: tuple[str, ...]

    def __init__(self, value: Any, *sentences: str) -> None:
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "sentences", sentences)


@dataclass(frozen=True, slots=True)
class Recogniser(Generic[T]):
    """`find` gives the mentions of a text in order, without overlaps. Values of examples are compared by ==."""

    name: str
    find: Callable[[str], Iterable[Mention[T]]]
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]


def unmark(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its marks ⟦ ⟧, and the marked spans."""
    spans: list[tuple[int, int]] = []
    parts: list[str] = []
    at = 0
    for piece in sentence.split("⟦"):
        inside, mark, rest = piece.partition("⟧")
        if mark:
            spans.append((at, at + len(inside)))
            parts += [inside, rest]
            at += len(inside) + len(rest)
        else:
            parts.append(piece)
            at += len(piece)
    return "".join(parts), spans
