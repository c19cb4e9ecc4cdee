"""Which files are the same work, and which of them says it best. Nothing here depends on the order in which files came."""

import math
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from parser.text.fold import strip_marks

Apart = Literal["date", "text"]
_RANK = {"markup": 0, "text_layer": 1, "plain": 2, "mixed": 3, "ocr": 4}
_WORD = re.compile(r"\w+")
_ALIKE = 0.4
"""Share of the shorter text's word triples that the longer one has: copies and scans of one letter have over 0.6, a decision and its annex under 0.2."""


@dataclass(frozen=True)
class Version:
    """One file of a key: its date, whether that stands on an attachment only ("Kèm theo Quyết định số …"), and its text."""

    sha256: str
    text_origin: str
    date: str | None
    attached: bool
    content: str

    @cached_property
    def triples(self) -> set[tuple[str, ...]]:
        words = _WORD.findall(strip_marks(self.content).lower())
        return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}

    @property
    def merit(self) -> tuple[bool, int, int, str]:
        """The smallest is best: a whole letter before an annex alone, what is about twice as long before an excerpt, exact text before OCR."""
        return (self.attached, -round(math.log2(len(self.triples))), _RANK.get(self.text_origin, 9), self.sha256)


@dataclass(slots=True)
class Work:
    """The files of one work, the best first; `apart` says why it is not the first work of its key."""

    files: list[str] = field(default_factory=list)
    apart: Apart | None = None


def group(versions: list[Version]) -> list[Work]:
    """Files in the order of merit, each with the first work that it does not contradict."""
    works: list[tuple[Version, Work]] = []
    for version in sorted(versions, key=lambda v: v.merit):
        reasons = [contradiction(best, version) for best, _ in works]
        if None in reasons:
            works[reasons.index(None)][1].files.append(version.sha256)
        else:
            works.append((version, Work([version.sha256], reasons[0] if reasons else None)))
    return [work for _, work in works]


def contradiction(one: Version, other: Version) -> Apart | None:
    """Why two files of one key can't be the same work: `2022-01` and `2022-01-15` may be one day, an unknown date any."""
    if one.date and other.date and not one.date.startswith(other.date) and not other.date.startswith(one.date):
        return "date"
    shorter, longer = sorted((one.triples, other.triples), key=len)
    return None if len(shorter & longer) >= _ALIKE * len(shorter) else "text"
