"""Loại văn bản by its word: "Quyết định", "Thông báo kết luận", "công văn hỏa tốc" (type_words.tsv), and by its code in a number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from models.vocabulary import DocumentType
from parser.lexicon.table import rows
from parser.recognisers.base import Example, Mention, Recogniser
from parser.text.alternation import one_of
from parser.text.fold import fold_tone


@dataclass(frozen=True, slots=True)
class TypeWord:
    """What a type word says, but for those that name a type in a heading only; `strength` is "" for a name of documents only, "weak" for a word that is also an act, "generic" for none."""

    type: DocumentType
    strength: str = ""


@cache
def _words() -> dict[str, TypeWord]:
    return {fold_tone(row["word"]): TypeWord(cast(DocumentType, row["type"]), row["generic"]) for row in rows("type_words") if row["generic"] != "heading"}


@cache
def type_pattern() -> str:
    """A group of all type words, the longest first, for use in other patterns over tone-folded text with IGNORECASE."""
    return one_of(_words())


def type_word(text: str) -> TypeWord | None:
    """The type of a phrase that is a type word, in whatever case and spacing."""
    return _words().get(fold_tone(" ".join(text.split())).lower())


@cache
def type_of_code(code: str) -> DocumentType | None:
    """The type of a code in a number: `QĐ` -> quyet_dinh."""
    return next((cast(DocumentType, row["type"]) for row in rows("doc_types") if row["code"].upper() == code.upper()), None)


_NOT_AFTER = re.compile(r"(?:luật(?=\s+sư)|lệnh(?=\s+cấm))", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    # lower case words are acts or common nouns, except where a number or "này" follows
    return re.compile(rf"(?<!\w)(?P<word>{type_pattern()})(?!\w)(?=(?P<cited>\s+(?:số\s*:?\s*\d|này(?!\w)))?)", re.IGNORECASE)


def _find(text: str) -> Iterator[Mention[TypeWord]]:
    folded = fold_tone(text)
    for match in _pattern().finditer(folded):
        word = match["word"]
        if _NOT_AFTER.match(folded, match.start()) or not (word[0].isupper() or match["cited"]):
            continue
        found = type_word(word)
        if found is not None:
            yield Mention(match.start(), match.end("word"), found, "document_type", 1.0 if match["cited"] else 0.8)


RECOGNISER = Recogniser(
    name="document_type",
    find=_find,
    examples=(
        Example(TypeWord("quyet_dinh"), "theo ⟦Quyết định⟧ số 12/QĐ-UBND", "⟦QUYẾT ĐỊNH⟧", "tại ⟦quyết định⟧ này"),
        Example(TypeWord("thong_bao"), "thực hiện ⟦Thông báo kết luận⟧ số 5/TB-UBND", "⟦THÔNG BÁO KẾT LUẬN⟧"),
        Example(TypeWord("cong_dien"), "⟦Công điện khẩn⟧ số 3/CĐ-UBND", "⟦CÔNG ĐIỆN⟧"),
        Example(TypeWord("cong_van"), "⟦Công văn⟧ số 77/SYT", "⟦công văn⟧ số 77/SYT"),
        Example(TypeWord("bo_luat"), "theo ⟦Bộ luật⟧ Lao động"),
        Example(TypeWord("khac", "generic"), "tại ⟦Văn bản⟧ số 5/UBND"),
    ),
    counter_examples=("đoàn luật sư", "phải quyết định ngay", "báo cáo kết quả trước ngày 05/6", "các Luật sư"),
)
