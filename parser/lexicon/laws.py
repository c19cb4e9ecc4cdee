"""Names of laws, codes and ordinances (laws.tsv), as one pattern over text with tone marks and dashes folded."""

import re
from functools import cache

from parser.lexicon.table import rows
from parser.text.fold import fold_dashes, fold_tone


@cache
def known_laws() -> re.Pattern[str]:
    """Any known law by its name, the longest first, whatever its capitals; "pháp luật …" is none."""
    names = sorted((fold_tone(fold_dashes(row["name"])) for row in rows("laws")), key=len, reverse=True)
    body = "|".join(re.escape(n).replace(r"\ ", r"\s+").replace(",", r"\s?,?") for n in names)
    return re.compile(rf"(?<!\w)(?<!pháp\s)(?<!Pháp\s)(?:{body})(?!\w)", re.IGNORECASE)
