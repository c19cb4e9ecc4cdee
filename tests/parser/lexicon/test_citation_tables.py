"""Every row of the tables behind citations is read by the rule that it is for."""

from typing import get_args

import pytest

from models.vocabulary import DocumentType, Relation
from parser.citations.bodies import body_end
from parser.citations.relations import last_cue
from parser.lexicon.keys import document_key
from parser.lexicon.laws import known_laws
from parser.lexicon.table import rows, values
from parser.recognisers.document_number import RECOGNISER, parse_number
from parser.recognisers.document_type import type_of_code, type_word
from parser.text.fold import fold_dashes, fold_tone

_INNER = {"basis", "at", "request", "attached", "of", "same"}


@pytest.mark.parametrize("row", rows("relation_cues"), ids=lambda r: r["cue"])
def test_a_cue_is_found_whole(row: dict[str, str]) -> None:
    found = last_cue(f"Đơn vị {row['cue']} ")
    assert row["relation"] in _INNER or row["relation"] in get_args(Relation)
    assert (found is None) if row["relation"] == "same" else (found is not None and found[0] == row["relation"])


def test_laws_are_found_whole() -> None:
    names = [fold_tone(fold_dashes(row["name"])) for row in rows("laws")]
    assert [n for n in names if (m := known_laws().search(f"theo {n}; ")) is None or m[0] != n] == []


def test_bodies_are_read_to_their_ends() -> None:
    names = [fold_tone(fold_dashes(row["name"])) for row in rows("named_bodies")]
    assert [n for n in names if body_end(f"{n};", 0, len(n) + 1) != len(n)] == []


def test_types_are_those_of_the_contract() -> None:
    assert {row["type"] for name in ("doc_types", "type_words", "laws", "gazetteer") for row in rows(name)} <= set(get_args(DocumentType))
    # Words that only head a paper ("hợp đồng") are no citation's type.
    assert [row["word"] for row in rows("type_words") if (type_word(row["word"]) is None) != (row["generic"] == "heading")] == []
    assert all(type_of_code(row["code"]) == row["type"] for row in rows("doc_types"))


@pytest.mark.parametrize("code", [row["code"] for row in rows("doc_types") if "state" in values(row["families"])])
def test_a_code_makes_a_number(code: str) -> None:
    parts = parse_number(f"12/{code}-UBND")
    assert code == "HĐ" or (parts is not None and (parts.type_code, parts.issuer_codes) == (code, ("UBND",)))


@pytest.mark.parametrize("word", [word for row in rows("not_numbers") for word in values(row["before"])])
def test_what_stands_before_licences_and_forms_bars_a_number(word: str) -> None:
    assert list(RECOGNISER.find(f"{word} số 12/BC-SYT")) == []


def test_gazetteer_keys_are_keys() -> None:
    for row in rows("gazetteer"):
        symbol, year, sequence = row["key"].split("/")
        assert document_key(f"{sequence}/{symbol.upper()}", year) == row["key"]
