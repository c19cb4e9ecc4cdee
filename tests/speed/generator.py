"""A graph of an invented country by the million: seeded, the same in any number of processes.

`Graph(count, edges)` plans with numpy which documents there are and what each cites (mostly recent ones, some very often); `prepared(numbers)` gives the rows that
`corpus.store.prepare` would make of them, without making the Documents. One document in ten is only cited, never held; one citation in fifty lacks its
year, one in five hundred has a digit too many. Of `files.document` only the head is written: nothing here reads it.
"""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from corpus.store.content import CONTENT_TABLES
from corpus.store.prepare import Prepared
from corpus.store.state import State
from parser.text.fold import slug, strip_marks

_PROVINCES = [f"song-{name}" for name in ("lam", "thao", "da", "han", "hinh", "gianh", "ba", "thu", "cai", "con", "chay", "luc", "mau", "diem")] + [f"nui-{n}" for n in range(47)]
_MINISTRIES = ["bnv", "byt", "btc", "bkhcn", "bxd", "bnn", "bgd", "bct", "btp", "bvh", "bca", "bqp", "bng", "btnmt", "bgtvt", "ttg", "cp", "btttt"]
_TYPES = {"qd": "quyet_dinh", "kh": "ke_hoach", "cv": "cong_van", "tb": "thong_bao", "tt": "thong_tu"}
_RELATIONS = np.array(["legal_basis", "implements", "per", "cites", "replies_to", "guides", "amends", "replaces"])
_SHARES = (0.3, 0.25, 0.2, 0.15, 0.05, 0.02, 0.02, 0.01)
_ONSETS = ("b", "c", "d", "đ", "g", "h", "kh", "l", "m", "n", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x", "")
_RIMES = ("an", "ang", "ao", "ấp", "ật", "ây", "ê", "ếu", "iên", "in", "oa", "ong", "ôi", "ơn", "u", "uân", "ương", "ưu", "y", "yên")
_FIRST_YEAR, _YEARS = 1998, 29
_TITLE, _BODY, _TASK = 10, 12, 10
_VOCABULARY, _UNITS = 6000, 400
_CHUNK = 2000


def vocabulary(size: int, seed: int) -> list[str]:
    """Syllable pairs that look Vietnamese; the first ones are used most."""
    draw = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < size:
        found[f"{draw.choice(_ONSETS)}{draw.choice(_RIMES)} {draw.choice(_ONSETS)}{draw.choice(_RIMES)}"] = None
    return list(found)


@dataclass(frozen=True)
class Graph:
    """`count` documents, nine in ten of them held, with about `edges` edges."""

    count: int
    edges: int
    seed: int = 1

    @cached_property
    def keys(self) -> list[str]:
        """Key of each document."""
        return [f"{loc}/{symbol}/{year}/{seq}" if loc else f"{symbol}/{year}/{seq}" for (loc, symbol, _), year, seq in self._places]

    @cached_property
    def numbers(self) -> list[str]:
        """Số, ký hiệu of each document."""
        spelt = {symbol: symbol.upper().replace("QD-", "QĐ-") for _, symbol, _ in self._bodies}
        return [f"{seq}/{spelt[symbol]}" for (_, symbol, _), _, seq in self._places]

    @cached_property
    def dates(self) -> list[str]:
        """Date of each document: in the order of their numbers over the years."""
        per_year = -(-self.count // _YEARS)
        days = [n % per_year * 336 // per_year for n in range(self.count)]
        return [f"{_FIRST_YEAR + n // per_year}-{day // 28 + 1:02}-{day % 28 + 1:02}" for n, day in enumerate(days)]

    @cached_property
    def held(self) -> list[int]:
        """The numbers of the documents that are held, in the order of their keys: what an index likes."""
        found = np.flatnonzero(np.random.default_rng(self.seed).random(self.count) >= 0.1).tolist()
        return sorted(found, key=self.keys.__getitem__)

    def title(self, n: int) -> str:
        """Trích yếu of a document."""
        return "về " + self._text(self._titles[n])

    def prepared(self, numbers: Sequence[int] | None = None) -> Iterator[Prepared]:
        """The rows of these documents (all that are held), in their order."""
        chosen = self.held if numbers is None else numbers
        for start in range(0, len(chosen), _CHUNK):
            yield from self._chunk(chosen[start : start + _CHUNK])

    @cached_property
    def _bodies(self) -> list[tuple[str | None, str, str]]:
        central = [(None, f"{code}-{body}", kind) for body in _MINISTRIES for code, kind in _TYPES.items()]
        return central + [(p, f"{code}-{body}", kind) for p in _PROVINCES for body in ("ubnd", "syt", "snv", "sgd", "stc") for code, kind in _TYPES.items()]

    @cached_property
    def _places(self) -> list[tuple[tuple[str | None, str, str], int, int]]:
        bodies, per_year = self._bodies, -(-self.count // _YEARS)
        size = len(bodies)
        return [(bodies[n % per_year * 7919 % size], _FIRST_YEAR + n // per_year, n % per_year // size + 1) for n in range(self.count)]

    @cached_property
    def _words(self) -> list[str]:
        return vocabulary(_VOCABULARY, self.seed)

    @cached_property
    def _bare(self) -> list[str]:
        return [strip_marks(word) for word in self._words]

    @cached_property
    def _titles(self) -> Any:
        return self._drawn(np.random.default_rng(self.seed + 1), self.count, _TITLE)

    @cached_property
    def _cited(self) -> Any:
        draw = np.random.default_rng(self.seed + 2)
        per = max(1, round(self.edges / max(1, 0.9 * self.count)))
        own = np.arange(self.count)[:, None]
        near, famous = own * draw.beta(6, 1, (self.count, per)), own * draw.random((self.count, per)) ** 6
        return np.where(draw.random((self.count, per)) < 0.33, famous, near).astype(np.int32)

    def _drawn(self, draw: Any, rows: int, size: int) -> Any:
        return (_VOCABULARY * draw.random((rows, size)) ** 3).astype(np.uint16)

    def _text(self, drawn: Any) -> str:
        return " ".join(map(self._words.__getitem__, drawn.tolist()))

    def _folded(self, drawn: Any) -> str:
        return " ".join(map(self._bare.__getitem__, drawn.tolist()))

    def _chunk(self, numbers: Sequence[int]) -> Iterator[Prepared]:
        size = len(numbers)
        draw = np.random.default_rng([self.seed, numbers[0]])
        bodies, tasks = self._drawn(draw, size, _BODY), self._drawn(draw, size * 2, _TASK)
        per = self._cited.shape[1]
        relations = draw.choice(_RELATIONS, (size, per), p=_SHARES).tolist()
        chances, titled = draw.random((size, per)).tolist(), (draw.random((size, per)) < 0.2).tolist()
        units, days = (_UNITS * draw.random((size, 2)) ** 2).astype(int).tolist(), draw.integers(0, 600, (size, 2)).tolist()
        for i, n in enumerate(numbers):
            key, number, date, title = self.keys[n], self.numbers[n], self.dates[n], self.title(n)
            (locality, symbol, kind), _, sequence = self._places[n]
            texts, bare = [self._text(tasks[2 * i + k]) for k in (0, 1)], [self._folded(tasks[2 * i + k]) for k in (0, 1)]
            content = "\n".join([title, self._text(bodies[i]), *texts])
            folded_title = "ve " + self._folded(self._titles[n])
            rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in CONTENT_TABLES}
            led = [f"Sở {self._words[u]}" for u in units[i]]
            for ref in (0, 1):
                task, day = f"{key}#{ref + 1}", days[i][ref]
                due = f"{int(date[:4]) + day // 336}-{day % 336 // 28 + 1:02}-{day % 28 + 1:02}"
                rows["tasks"].append((
                    task, key, ref, str(ref + 1), None, None, "action", texts[ref][:160], texts[ref], bare[ref], None, None, due, due, 0, len(texts[ref]), 1, "task.item", 0.9,
                ))  # fmt: skip
                rows["task_units"].append((task, "lead", 0, key, led[ref].lower(), led[ref], led[ref], "organisation", None, 0, 8, 1, "unit.generated", 1.0))
                rows["deadlines"].append((task, 0, key, due, "date", None, due, f"/{due}", None, "by", None, None, None, None, 0, 8, 1, "deadline.date", 1.0))
            self._citations(n, key, rows, relations[i], chances[i], titled[i])
            sha256 = hashlib.sha256(key.encode()).hexdigest()
            yield Prepared(
                key, sha256, sha256,
                {
                    "sha256": sha256, "document_key": key, "parsed_key": key, "is_primary": 0, "filename": f"{n}.txt", "version": None, "media_type": "text/plain",
                    "bytes": len(content), "pages": None, "text_origin": "plain", "parser_version": "generated", "parsed_at": None, "seconds": None,
                    "document": json.dumps({"key": key, "header": {"date": date}, "text": {"content": ""}}), "parsed": None, "corrected": None,
                },
                {
                    "key": key, "held": 1, "type": kind, "number": number, "number_slug": slug(number), "symbol": symbol, "sequence": str(sequence), "date": date,
                    "issuer": None, "parent_issuer": None, "locality": locality, "locality_slug": locality, "place": None, "subject": title,
                    "subject_folded": folded_title, "urgency": None, "secrecy": None, "archive": None, "content": content,
                    "content_folded": "\n".join([folded_title, self._folded(bodies[i]), *bare]), "file_sha256": sha256,
                },
                rows, State(sha256, {}, {}, {}), frozenset(), frozenset(),
            )  # fmt: skip

    def _citations(self, n: int, key: str, rows: dict[str, list[tuple[Any, ...]]], relations: list[str], chances: list[float], titled: list[bool]) -> None:
        named: set[str] = set()
        for position, target in enumerate(dict.fromkeys(self._cited[n].tolist())):
            if target == n:
                continue
            number, target_key = self.numbers[target], self.keys[target]
            date: str | None = self.dates[target]
            if chances[position] < 0.02:
                *front, _, last = target_key.split("/")
                target_key, date = "/".join([*front, "----", last]), None
            elif chances[position] < 0.022:
                target_key, number = target_key + "7", number.replace("/", "7/", 1)
            kind = self._places[target][0][2]
            one = f"{key}#c{position}"
            rows["citations"].append((
                one, key, position, None, None, number, number, kind, number, date, None, self.title(target) if titled[position] else None, None, "full",
                relations[position], None, None, target_key, "exact", 0, 10, 1, "citation.number", 0.95,
            ))  # fmt: skip
            if target_key not in named:
                rows["relations"].append((key, relations[position], target_key, key, f'["{one}"]', "citation.number", 0.95))
                named.add(target_key)
