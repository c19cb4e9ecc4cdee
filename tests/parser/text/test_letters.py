"""Letters by case: the classes hold one case each, and no pattern of the parser spells them as a range."""

import re
from pathlib import Path

import pytest

from parser.text.letters import LOWER, UPPER

PARSER = Path(__file__).resolve().parents[3] / "parser"
# A range that begins or ends at a Vietnamese letter, inside a character class; À-Ỹ holds small letters, too.
RANGE = re.compile("[A-Za-z" + UPPER[3:] + LOWER[3:] + "]-[" + UPPER[3:] + LOWER[3:] + "]")
IN_CLASS = re.compile(r"\[[^\]\n]*" + RANGE.pattern)
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_is_in_the_class_of_its_case(letter: str) -> None:
    assert re.fullmatch(f"[{LOWER}]", letter) and not re.fullmatch(f"[{UPPER}]", letter)
    assert re.fullmatch(f"[{UPPER}]", letter.upper()) and not re.fullmatch(f"[{LOWER}]", letter.upper())


SOURCES = sorted(PARSER.rglob("*.py"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: str(p.relative_to(PARSER)))
def test_no_pattern_has_a_range_of_vietnamese_letters(source: Path) -> None:
    assert IN_CLASS.findall(source.read_text(encoding="utf-8")) == []


def test_a_range_would_be_noticed() -> None:
    assert IN_CLASS.search(r"[A-Z" + "À-Ỹ]") and not IN_CLASS.search("Bà Rịa - Vũng Tàu, Rịa-Ế")
