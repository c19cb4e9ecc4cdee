"""Names of laws, codes and ordinances (laws.tsv), as one pattern over text with tone marks and dashes folded."""

import re
from functools import cache

from parser.lexicon.table import rows
from parser.text.fold import fold_dashes, fold_tone


@cache
def known_laws() -> re.Pattern[str]:
    """Any known law by its name, the longest first, whatever its capitals; "pháp luật …" is none."""
    # factored by the first words: a flat alternation of some 250 names is tried at every letter
    heads: dict[str, list[str]] = {}
    for name in (fold_tone(fold_dashes(row["name"])) for row in rows("laws")):
        head = next(h for h in ("Bộ luật", "Pháp lệnh", "Luật") if name.startswith(h))
        heads.setdefault(head, []).append(name[len(head) + 1 :])
    body = "|".join(f"{_spaced(head)}\\s+(?:{'|'.join(map(_spaced, sorted(names, key=len, reverse=True)))})" for head, names in heads.items())
    return re.compile(rf"(?<!\w)(?<!pháp\s)(?<!Pháp\s)(?:{body})(?!\w)", re.IGNORECASE)


def _spaced(name: str) -> str:
    return re.escape(name).replace(r"\ ", r"\s+").replace(",", r"\s?,?")
