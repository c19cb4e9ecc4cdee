"""Which document a stub is: exactly one plausible one, several, or a number that must be a slip of the pen. A pure function."""

from dataclasses import dataclass, field

from corpus.linking.evidence import ALIKE, Described, Evidence, near_symbol, same_title, title_likeness, weigh
from parser.lexicon.issuers import is_local

PLAUSIBLE = 0.6
_WEIGHTS = {"number": 0.45, "date": 0.35, "issuer": 0.05, "title": 0.4, "time": 0.1, "place": 0.1}
_AGAINST = {"date": 9.0, "issuer": 0.15, "title": 9.0, "time": 9.0, "place": 9.0, "number": 9.0}
"""What a contradiction costs: all but another way to write the issuer rule a candidate out."""
_HELD = 0.1
_SHOWN = 5
_HALF = 0.5
_ONE_TEXT = 0.85
"""Twins of one office (the same order for the province's centres and for the districts') share 0.8 of their text; copies and scans of one letter over 0.9."""
_NAMES = {"number": "số", "date": "ngày", "issuer": "cơ quan", "title": "trích yếu", "time": "thời gian", "place": "địa phương"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a stub may be."""

    key: str
    score: float
    evidence: Evidence
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of one stub; `target` only where `status` is resolved."""

    status: str
    target: str | None
    score: float
    reason: str
    rule: str
    confidence: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around a stub: the first day on which it is cited, its year where bounds give it, where those who cite it sit."""

    not_after: str | None = None
    year: str | None = None
    homes: frozenset[str] = frozenset()
    suspected: tuple[Candidate, ...] = ()
    """Candidates that the parser gave because the issuer's code does not exist."""
    together: frozenset[str] = frozenset()
    """Candidates that one document cites beside the stub, as another document."""
    standing: dict[str, tuple[bool, int]] = field(default_factory=dict)
    """How well each candidate stands, the stub itself under its own key: the parser found nothing odd about it, and how many documents cite it."""


def underspecified(said: Described, number: str | None) -> bool:
    """Whether the key lacks its year, or the locality of a body that numbers for one."""
    if said.year is None:
        return True
    return said.locality is None and number is not None and any(is_local(part) for part in number.rpartition("/")[2].split("-") if part)


def decide(said: Described, number: str | None, others: list[Described], setting: Setting) -> Decision | None:
    """What the stub `said` is among `others`; None where nothing is plausible: it stays a document that nobody has brought in."""
    open_key = underspecified(said, number)
    found = []
    for other in others:
        if other.numbered and not open_key and not _lacks_place(said, other):
            continue  # another number: at best a slip, below
        if other.numbered and (other.symbol, other.sequence) != (said.symbol, said.sequence):
            continue
        evidence = weigh(said, other, not_after=setting.not_after, year=setting.year, homes=setting.homes)
        if not other.numbered and "title" not in evidence:
            continue  # two letters of one day are not yet the same
        score = _score(evidence) + (_HELD if other.held else 0.0)
        if score > 0:
            found.append(Candidate(other.key, round(min(1.0, score), 2), evidence, _why(evidence)))
    found.sort(key=lambda c: (-c.score, c.key))
    plausible = [c for c in found if c.score >= PLAUSIBLE]
    if len(plausible) == 1:
        best = plausible[0]
        return Decision("resolved", best.key, best.score, f"Chỉ một văn bản phù hợp: {best.why}.", "link.only_plausible", best.score, tuple(found[:_SHOWN]))
    if plausible:
        reason = f"{len(plausible)} văn bản cùng phù hợp."
        return Decision("ambiguous", None, plausible[0].score, reason, "link.several_plausible", plausible[0].score, tuple(plausible[:_SHOWN]))
    return _slip(said, others, setting)


def same_work(said: Described, others: list[Described], likeness: dict[str, float]) -> Decision | None:
    """Of which work a held file without its number is another version (a draft, a copy, a second scan); `likeness` compares their texts.

    Numbered ones come first; among files that all lack their number the first key stands for the work.
    """
    found = [
        Candidate(other.key, round(likeness[other.key], 2), {"text": round(likeness[other.key], 2), "title": 1.0}, "cùng trích yếu, cùng nội dung")
        for other in others
        if likeness.get(other.key, 0.0) >= _ONE_TEXT and may_be_one(said, other)
    ]
    found.sort(key=lambda c: (-c.score, c.key))
    numbered = {other.key for other in others if other.numbered}
    chosen = [c for c in found if c.key in numbered]
    if not chosen:
        chosen = [c for c in found if c.key == min([said.key, *(f.key for f in found)])]
    if not chosen:
        return None
    best = chosen[0]
    if len(chosen) > 1:
        reason = f"Bản khác của một trong {len(chosen)} văn bản."
        return Decision("ambiguous", None, best.score, reason, "link.several_works", best.score, tuple(chosen[:_SHOWN]))
    return Decision("same_work", best.key, best.score, f"Bản khác của cùng một văn bản: {best.why}.", "link.same_work", best.score, tuple(found[:_SHOWN]))


def may_be_one(said: Described, other: Described) -> bool:
    """Nothing in their heads speaks against it: type, symbol, place, day, title."""
    if said.type != other.type or not _same_place(said, other) or (said.symbol and other.symbol and said.symbol != other.symbol):
        return False
    days = said.dates and other.dates
    if days and not any(one.startswith(two) or two.startswith(one) for one in said.dates for two in other.dates):
        return False
    return any(same_title(one, two) for one in said.titles for two in other.titles)


def _slip(said: Described, others: list[Described], setting: Setting) -> Decision | None:
    """A number that contradicts a known document: same day and same title, or same day and nearly the same number."""
    found = {c.key: c for c in setting.suspected}
    for other in others:
        if not other.numbered or not _one_day(said, other) or not _same_place(said, other) or said.type != other.type or not _stands_better(said, other, setting):
            continue
        if _lacks_place(other, said):
            continue  # the same number, less exactly said: the other one is this one
        title = title_likeness(said.titles, other.titles)
        same_number = said.sequence == other.sequence and said.symbol is not None and other.symbol is not None
        evidence: Evidence = {"date": 1.0} | ({"title": round(title, 2)} if title is not None else {})
        if title is not None and title >= ALIKE and (same_number or other.key not in setting.together):
            found[other.key] = Candidate(other.key, 0.9 if same_number else 0.8, evidence | {"number": -1.0}, "cùng ngày, cùng trích yếu, khác số")
        elif same_number and (title is None or title >= _HALF or not _consistent(said)):
            assert said.symbol is not None and other.symbol is not None
            if said.symbol == other.symbol or near_symbol(said.symbol, other.symbol):
                found[other.key] = Candidate(other.key, 0.7, evidence | {"number": 0.5}, "cùng ngày, cùng số, ký hiệu hoặc năm gần giống")
    if not found:
        return None
    ordered = tuple(sorted(found.values(), key=lambda c: (-c.score, c.key))[:_SHOWN])
    best = ordered[0]
    return Decision("suspected_typo", None, best.score, f"Số có thể viết nhầm: {best.why}; có thể là {best.key}.", "link.contradicts_known", best.score, ordered)


def _lacks_place(one: Described, other: Described) -> bool:
    """Whether `one` is `other` but for its locality: same number, same year, same day."""
    same = (one.symbol, one.sequence, one.year) == (other.symbol, other.sequence, other.year)
    return same and one.locality is None and other.locality is not None and _one_day(one, other)


def _one_day(said: Described, other: Described) -> bool:
    return any(date in other.dates for date in said.dates if len(date) == 10)


def _same_place(said: Described, other: Described) -> bool:
    return said.locality is None or other.locality is None or said.locality == other.locality


def _stands_better(said: Described, other: Described, setting: Setting) -> bool:
    """Held before cited only, a year that its date bears out before one that it does not, cited by more before by fewer; equals accuse each other."""
    return _standing(other, setting) >= _standing(said, setting)


def _standing(one: Described, setting: Setting) -> tuple[bool, bool, bool, int]:
    return (one.held, _consistent(one), *setting.standing.get(one.key, (True, 0)))


def _consistent(one: Described) -> bool:
    """Whether the year inside the number is that of the date."""
    return one.year is None or not one.dates or any(date.startswith(one.year) for date in one.dates)


def _score(evidence: Evidence) -> float:
    return sum((_WEIGHTS if value >= 0 else _AGAINST)[kind] * value for kind, value in evidence.items())


def _why(evidence: Evidence) -> str:
    agree = [_NAMES[kind] for kind, value in evidence.items() if value >= 0.5]
    return ("khớp " + ", ".join(agree)) if agree else "không mâu thuẫn"
