"""When two single values say the same thing (contract, "How agreement … is scored")."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr

Item = Mapping[str, Any]

_LEAD = re.compile(r"^[\s\-–+*•:;,.]+")
_TAIL = re.compile(r"[\s:;,.]+$")
_QUOTES = re.compile(r"[“”\"'‘’]")
_DASH = re.compile(r"\s*[-–]\s*")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
# A Wednesday: rules that differ only in how the start fills them in come apart here.
_FIRST_DAY = datetime(2024, 1, 3)
_LAST_DAY = "21000101"


@lru_cache(maxsize=100_000)
def folded(text: str | None) -> str:
    """Words without case, white space, quotes, dash kinds and outer punctuation."""
    text = unicodedata.normalize("NFC", text or "").casefold()
    text = _QUOTES.sub("", _TAIL.sub("", _LEAD.sub("", text)))
    return _SPACE.sub(" ", _DASH.sub("-", text)).strip()


def number_key(text: str | None) -> str | None:
    """A document number without white space, in capitals, its leading zeros gone."""
    if not text:
        return None
    return re.sub(r"^0+(?=\d)", "", _SPACE.sub("", unicodedata.normalize("NFC", text)).upper())


@lru_cache(maxsize=100_000)
def _words(text: str | None) -> Counter[str]:
    return Counter(_WORD.findall(folded(text)))


def token_f1(a: str | None, b: str | None) -> float:
    """F1 over the multisets of words; two empty texts agree."""
    left, right = _words(a), _words(b)
    if not left or not right:
        return float(left == right)
    return 2 * (left & right).total() / (left.total() + right.total())


def likeness(a: str, b: str) -> float:
    """Fuzzy ratio 0-1 of two names, folded."""
    return SequenceMatcher(None, folded(a), folded(b), autojunk=False).ratio()


def reference_label(ref: str | None) -> str | None:
    """A section reference as it is compared: printed zeros and white space don't count."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", _SPACE.sub("", ref or "")).casefold() or None


def own_or_key(key: str | None, document: Item) -> str | None:
    """`self` for the document's own key: reference and output may know their document by different keys."""
    return "self" if key and key == document.get("key") else key


def same_key(a: str | None, b: str | None) -> bool:
    """Equal keys; a year `----` on either side matches any year."""
    if a == b or not a or not b:
        return a == b
    left, right = a.split("/"), b.split("/")
    if len(left) != len(right) or len(left) < 3 or "----" not in (left[-2], right[-2]):
        return False
    return (*left[:-2], left[-1]) == (*right[:-2], right[-1])


def is_self(citation: Item, document: Item) -> bool:
    """Mentions of the document itself are left out of the scores."""
    return citation.get("form") == "self" or own_or_key(citation.get("target_key"), document) == "self"


def _quantity(value: object) -> object:
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return str(value)


def target_value(target: Item) -> tuple[object, ...]:
    """What two targets must share: comparator, value, upper, and whether it is a percentage."""
    percent = (target.get("unit") or "").strip() == "%"
    return target.get("comparator"), _quantity(target.get("value")), _quantity(target.get("upper")), percent


@lru_cache(maxsize=4096)
def _spelled(rule: str | None) -> str | None:
    """One spelling of an RRULE: parts and lists sorted, `INTERVAL=1` gone, months of every year as yearly."""
    parts = dict(part.partition("=")[::2] for part in re.sub(r"\s|RRULE:", "", (rule or "").upper()).split(";") if part)
    if parts.get("INTERVAL") == "1":
        parts.pop("INTERVAL")
    if parts.get("FREQ") == "MONTHLY" and "BYMONTH" in parts and not parts.keys() & {"INTERVAL", "BYSETPOS"}:
        parts["FREQ"] = "YEARLY"
    return ";".join(f"{name}={','.join(sorted(value.split(',')))}" for name, value in sorted(parts.items())) or None


@lru_cache(maxsize=4096)
def _occurrences(rule: str) -> tuple[datetime, ...] | str:
    endless = re.search(r"INTERVAL=0*(;|$)", rule)
    if endless or not re.search(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)", rule):
        return rule
    bounded = rule if re.search("UNTIL|COUNT", rule) else f"{rule};UNTIL={_LAST_DAY}"
    try:
        return tuple(islice(rrulestr(bounded, dtstart=_FIRST_DAY), 24)) or rule
    except (ValueError, TypeError, KeyError, OverflowError):
        return rule


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """What makes a deadline: dates and rule; without any, its kind and digits; and the anchor where one is given."""

    start: str | None
    due: str | None
    rule: str | None
    otherwise: tuple[object, ...] | None
    anchor: tuple[object, ...] | None

    def agrees(self, said: "DeadlineFacts") -> bool:
        """Whether an output `said` the same; an anchor counts only where this, the reference, has one."""
        if (self.start, self.due, self.otherwise) != (said.start, said.due, said.otherwise):
            return False
        if self.anchor not in (None, said.anchor):
            return False
        if self.rule == said.rule:
            return True
        return bool(self.rule and said.rule) and _occurrences(str(self.rule)) == _occurrences(str(said.rule))


def deadline_facts(deadline: Item) -> DeadlineFacts:
    """The facts of one deadline of a reference or an output."""
    rule = _spelled(deadline.get("rrule"))
    start, due = deadline.get("start"), deadline.get("due")
    otherwise = None
    if not any((start, due, rule)):
        digits = tuple(d.lstrip("0") for d in re.findall(r"\d+", deadline.get("raw") or ""))
        otherwise = (deadline.get("kind"), digits)
    anchor = deadline.get("anchor")
    known = (str(anchor.get("offset")), anchor.get("unit"), bool(anchor.get("working_days"))) if anchor else None
    return DeadlineFacts(start, due, rule, otherwise, known)
