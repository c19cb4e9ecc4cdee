"""Tokens of a dispatch: a lossless cut in which document numbers, dates, amounts and addresses stay whole."""

import re
from dataclasses import dataclass

_PART = r"[A-ZĐ][\w&]*"
_TOKEN = re.compile(
    rf"""
    (?P<address>[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+ | https?://[^\s<>"“”()]+ | www\.[^\s<>"“”()]+)
  | (?P<number>\d+(?:\.\d+)?(?:/\d{{4}})?[/-]{_PART}(?:[/.&-]{_PART})*)    # 1710/QĐ-BYT, 66.7/2025/NQ-CP, 157-NQ/BCSĐ
  | (?P<date>\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}(?!\d) | \d{{1,2}}/\d{{1,4}}(?![\d/]))
  | (?P<amount>\d+(?:[.,]\d+)*)
  | (?P<word>[^\W\d_]\w*(?:-\d+)?)                                         # COVID-19 is one
  | (?P<mark>\.{{2,}}|…|\./\.|\S)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`text[start:end]`, without white space; `kind` is address, number, date, amount, word or mark."""

    start: int
    end: int
    kind: str


def tokens(text: str) -> list[Token]:
    """The tokens of `text` in order; what lies between two of them is white space and nothing else."""
    return [Token(m.start(), m.end(), m.lastgroup or "mark") for m in _TOKEN.finditer(text)]
