"""Issuers: codes of numbers, names, level and the time they existed (issuers.tsv).

A code is no identity: `UBND`, `SYT`, `TU` need the locality of their owner (contract, "locality").
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from parser.lexicon.table import rows, values
from parser.text.fold import fold_dashes, fold_tone

Level = Literal["central", "province", "district", "commune", "local", "unit", "any"]
"""`local`: province, district or commune alike; `unit`: inside a ministry; `any`: the code does not say."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body as the table has it; `successor` are codes, the dates EDTF."""

    code: str
    name: str
    aliases: tuple[str, ...]
    level: Level
    kind: str
    parent: str | None
    valid_from: str
    valid_to: str
    successor: tuple[str, ...]

    def holds_at(self, date: str | None) -> bool:
        """Whether the body existed at `date`; a partial date counts from its start."""
        if not date:
            return True
        starts, ends = self.valid_from[: len(date)], self.valid_to[: len(date)]
        return (not starts or date[: len(starts)] >= starts) and (not ends or date[: len(ends)] <= ends)


LOCAL_LEVELS: frozenset[Level] = frozenset({"province", "district", "commune", "local"})

_JOINTS = re.compile(r"[\s.,&;/-]+")
_AND = re.compile(r"(?<!\w)và(?!\w)")
# "Uỷ ban" and abbreviated heads, so that "UBND tỉnh" and "Ủy ban nhân dân tỉnh" are one.
_SHORT = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "bcđ": "ban chỉ đạo", "tw": "trung ương", "tư": "trung ương", "vp": "văn phòng"}
_POST = re.compile(
    r"(?:phó\s+)?(?:quyền\s+)?(?:bộ\s+trưởng,?\s+chủ\s+nhiệm|thứ\s+trưởng|bộ\s+trưởng|chủ\s+tịch(?!\s+nước)|chủ\s+nhiệm|giám\s+đốc|tổng\s+cục\s+trưởng|cục\s+trưởng|"
    r"vụ\s+trưởng|chánh\s+văn\s+phòng|chánh\s+án|viện\s+trưởng|thống\s+đốc|tổng\s+thanh\s+tra|trưởng\s+ban|hiệu\s+trưởng|tổng\s+giám\s+đốc|trưởng\s+phòng)\s+",
    re.IGNORECASE,
)


def without_post(name: str) -> str:
    """The body without the post in front of it: "Bộ trưởng Bộ Y tế" -> "Bộ Y tế"; a bare post stays."""
    match = _POST.match(name)
    return name[match.end() :] if match and match.end() < len(name) else name


def folded_name(name: str) -> str:
    """Key for comparing names of bodies: case, tone placement, punctuation and "và" do not count."""
    words = _AND.sub(" ", _JOINTS.sub(" ", fold_tone(fold_dashes(name)).casefold())).split()
    return " ".join(_SHORT.get(word, word) for word in words)


@cache
def issuers() -> dict[str, Issuer]:
    """All issuers by code."""
    return {
        row["code"]: Issuer(
            row["code"], row["name"], values(row["aliases"]), row["level"], row["kind"], row["parent"] or None,  # type: ignore[arg-type]
            row["valid_from"], row["valid_to"], values(row["successor"]),
        )
        for row in rows("issuers")
    }  # fmt: skip


def _folded_code(code: str) -> str:
    return re.sub(r"[^0-9A-ZĐƯ]", "", code.upper())


@cache
def _by_code() -> dict[str, Issuer]:
    table = {_folded_code(i.code): i for i in issuers().values()}
    for issuer in issuers().values():
        for alias in issuer.aliases:
            if " " not in alias:
                table.setdefault(_folded_code(alias), issuer)
    return table


@cache
def _by_name() -> dict[str, tuple[Issuer, ...]]:
    table: dict[str, tuple[Issuer, ...]] = {}
    for issuer in issuers().values():
        for name in dict.fromkeys(folded_name(n) for n in (issuer.name, *issuer.aliases)):
            table[name] = (*table.get(name, ()), issuer)
    return table


@cache
def _longest_name() -> int:
    return max(len(name.split()) for name in _by_name())


@lru_cache(maxsize=4096)
def issuer(code: str) -> Issuer | None:
    """The issuer of a code of a number (`BYT`, `SGD&ĐT`, `BLĐ-TBXH`); term digits (`QH15`) do not count."""
    folded = _folded_code(code)
    return _by_code().get(folded) or _by_code().get(folded.rstrip("0123456789"))


def issuer_name(code: str) -> str | None:
    """The full name of a code's body: `BYT` -> "Bộ Y tế"; None where unknown."""
    found = issuer(code)
    return found.name if found else None


@lru_cache(maxsize=4096)
def issuer_of_name(name: str, date: str | None = None) -> Issuer | None:
    """The body that a phrase begins with ("Bộ trưởng Bộ Y tế", "UBND tỉnh Sông Lam", "Sở Y tế"), by the longest name.

    Where two bodies bore one name, the one that existed at `date`.
    """
    words = folded_name(without_post(name)).split()
    for size in range(min(len(words), _longest_name()), 0, -1):
        found = _by_name().get(" ".join(words[:size]))
        if found:
            return next((i for i in found if i.holds_at(date)), found[0])
    return None


def issuer_code(name: str, date: str | None = None) -> str | None:
    """The code of the body that a phrase begins with; a Sở that is not in the table gets S and its initials."""
    found = issuer_of_name(name, date)
    if found:
        return found.code
    match = re.match(r"sở\s+(\w[^\n;:()]*)", without_post(name), re.IGNORECASE)
    if not match:
        return None
    return "S" + "".join(word[0].upper() for word in re.split(r"\W+", match[1]) if word[:1].isupper()) or None


# Codes that are not in the table, by their form; what the form does not tell stays open.
_LOCAL_FORMS = re.compile(
    r"(?:UBND|HĐND|CTUBND|VPUB|UB(?:MT|KTTU|KTHU|KTĐU)|HĐBC|ĐĐBQH|TU|HU|QU|ThU|TXU|BT[CG]\w{0,3}TU|VPTU|BNCTU|BDVTU|S[A-ZĐ]|PGD|P(?:YT|NV|TC|TP|VH|KT)|"
    r"TTYT|TYT|TTKSBT|THPT|THCS|TH(?=[A-ZĐ]|$)|MN|BQLKKT|BQLKCN|BQLDA|CAT|CATP|CAH|CTUB|LĐLĐ|BVĐKT?|TTPVHCC|CCDS|BCHQS|BHXHT|NVKS)"
)
_CENTRAL_FORMS = re.compile(r"(?:UBTVQH|QH|B[A-ZĐ]{2,}(?<!BCĐ)(?<!BQL)(?<!BCH)|TW|\w+TW|CP|TTg|TTG|VPCP|VPQH|VPTW|VPCTN)\d{0,2}$")


@lru_cache(maxsize=4096)
def is_local(code: str) -> bool | None:
    """Whether a body with this code numbers for a province, district or commune, so that its keys need a locality.

    None where the code alone cannot tell (`BCĐ`, `ĐU`, a Cục's own code): the owner's name must.
    """
    code = code.strip(" .-/")
    found = issuer(code)
    if found:
        return None if found.level in ("any", "unit") else found.level in LOCAL_LEVELS
    if _LOCAL_FORMS.match(code):
        return True
    if _CENTRAL_FORMS.match(code):
        return False
    return None
