"""Every phrase of the pages has its English, and the table holds no other."""

import re
from pathlib import Path

from api.web import items, labels
from api.web.language import english, translator

_WEB = Path(items.__file__).parent
_CALLED = re.compile(r"""_\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
_ELSE = re.compile(r"""_\("[^"]*" if [^)]*? else "([^"]*)"\)""")
_LISTED = re.compile(r"\{% for [^%]*? in (\(.*?\)) %\}", re.DOTALL)
_CHOSEN = re.compile(r"_\((\{[^}]*\})\[")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"')
_VALUE = re.compile(r': "((?:[^"\\]|\\.)*)"')


def _phrases() -> set[str]:
    found: set[str] = set()
    for template in sorted((_WEB / "templates").glob("*.html")):
        text = template.read_text(encoding="utf-8")
        found |= {(m[1] or m[2]).replace('\\"', '"') for m in _CALLED.finditer(text)}
        found |= {m[1] for m in _ELSE.finditer(text)}
        found |= {word for m in _CHOSEN.finditer(text) for word in _VALUE.findall(m[1])}
        found |= {word for m in _LISTED.finditer(text) for word in _WORD.findall(m[1]) if re.search(r"[^\x00-\x7f]|^[A-Z]", word)}
        found |= set(re.findall(r"act\(item, \"\w+\", \"([^\"]+)\"", text))
    for table in (labels.INHERITED, labels.RELATIONS, labels.STATUSES, labels.TYPES, labels.KINDS, labels.MODALITIES, labels.STATES, labels.CONFLICTS, labels.ORIGINS):
        found |= set(table.values())
    found |= {label for label, _ in labels.ROLES}
    found |= set(re.findall(r'Field\("\w+", "([^"]+)"', (_WEB / "items.py").read_text(encoding="utf-8")))
    found |= set(re.findall(r'fault="([^"]+)"', (_WEB / "login.py").read_text(encoding="utf-8")))
    return found


def test_every_phrase_has_its_english() -> None:
    assert _phrases() - english().keys() == set()


def test_no_english_without_its_phrase() -> None:
    assert english().keys() - _phrases() == set()


def test_places_for_values_are_the_same_in_both() -> None:
    for vietnamese, words in english().items():
        assert sorted(re.findall(r"\{\w+\}", vietnamese)) == sorted(re.findall(r"\{\w+\}", words)), vietnamese


def test_translation() -> None:
    assert translator("en")("Còn {n} mục chưa ai xem", n=3) == "3 items nobody has looked at"
    assert translator("vi")("Còn {n} mục chưa ai xem", n=3) == "Còn 3 mục chưa ai xem"
    assert translator("en")("câu không có trong bảng") == "câu không có trong bảng"
