"""Loading the domain's tables: TSV files beside this one, UTF-8, NFC, first line the column names."""

import csv
import unicodedata
from functools import cache
from importlib.resources import files

from parser.errors import LexiconError


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `NAME.tsv` as dicts of strings. Raises LexiconError where a row is not as wide as its header."""
    text = files("parser.lexicon").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    if not unicodedata.is_normalized("NFC", text):
        raise LexiconError("lexicon_not_nfc", f"Bảng {name} không ở dạng NFC", f"table {name} is not NFC")
    lines = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(lines)
    result = []
    for line in lines:
        if not line or line[0].startswith("#"):
            continue
        if len(line) != len(header):
            raise LexiconError("lexicon_row", f"Bảng {name}: dòng sai số cột: {line}", f"table {name}: wrong number of columns: {line}")
        result.append(dict(zip(header, line, strict=True)))
    return tuple(result)


def values(cell: str) -> tuple[str, ...]:
    """The members of a list cell, separated by `;`."""
    return tuple(v.strip() for v in cell.split(";") if v.strip())
