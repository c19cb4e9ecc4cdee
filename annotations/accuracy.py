"""How well the text that was read agrees with a transcription typed from the page: `chidao accuracy TRANSCRIPTS SOURCES`.

The metric, before any number: the transcription is cut into its blocks (blank lines between them); each block is held
against the stretch of the read text that fits it best, so that the order of blocks does not matter. `accuracy` is
1 - (characters replaced or lost) / characters; `marked` the same over letters with a diacritic and đ; word recall and
precision are free of order. White space, dash kinds, double quotes and table bars are folded on both sides. A file that
gives no text counts as read with nothing right.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from parser.errors import SourceError
from parser.options import DEFAULT
from parser.readers import read
from parser.text.canonical import canonical

_QUOTES = re.compile("[“”„]")
_BLOCKS = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\w+")
# Characters beside the best stretch that still count as the same place.
_MARGIN = 30


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The figures of one file, each 0-1; `failure` is the error code where nothing could be read."""

    name: str
    origin: str
    characters: int
    accuracy: float
    marked: float
    recall: float
    precision: float
    failure: str | None = None


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("|", " ").replace("–", "-").replace("—", "-")
    return " ".join(_QUOTES.sub('"', text).split())


def _is_marked(letter: str) -> bool:
    return letter in "đĐ" or len(unicodedata.normalize("NFD", letter)) > 1


def measure(truth: str, said: str) -> tuple[int, float, float, float, float]:
    """Characters, accuracy, accuracy of marked letters, word recall, word precision."""
    text = _folded(said)
    blocks = [block for block in map(_folded, _BLOCKS.split(truth)) if block]
    wrong = marked = wrong_marked = 0
    for block in blocks:
        place = fuzz.partial_ratio_alignment(block, text) if text else None
        stretch = text[max(place.dest_start - _MARGIN, 0) : place.dest_end + _MARGIN] if place else ""
        faults = {edit.src_pos for edit in Levenshtein.editops(block, stretch) if edit.tag != "insert"}
        wrong += len(faults)
        marked += sum(map(_is_marked, block))
        wrong_marked += sum(_is_marked(block[i]) for i in faults)
    characters = sum(map(len, blocks))
    want, have = Counter(_WORD.findall(" ".join(blocks))), Counter(_WORD.findall(text))
    shared = (want & have).total()
    return (
        characters, 1 - wrong / max(characters, 1), 1 - wrong_marked / max(marked, 1),
        shared / max(want.total(), 1), shared / max(have.total(), 1),
    )  # fmt: skip


def _measure_one(transcript: Path, source: Path) -> Accuracy:
    failure, origin, text = None, "-", ""
    try:
        reading = read(source.read_bytes(), source.name, DEFAULT)
        origins = {page.text_origin for page in reading.pages}
        origin = origins.pop() if len(origins) == 1 else "mixed"
        text = canonical(reading).content
    except SourceError as error:
        failure = error.code
    return Accuracy(source.name, origin, *measure(transcript.read_text(encoding="utf-8"), text), failure)


def accuracies(transcripts: Path, sources: Path, *, workers: int = 1, done: Callable[[str], None] = lambda _: None) -> Iterator[Accuracy]:
    """The figures of every `NAME.txt` of `transcripts` whose source `NAME.*` stands in `sources`."""
    pairs = [
        (transcript, source)
        for transcript in sorted(transcripts.glob("*.txt"))
        for source in sorted(sources.glob(f"{transcript.stem}.*"))
    ]  # fmt: skip
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(_measure_one, *zip(*pairs, strict=True))
    else:
        for pair in pairs:
            yield _measure_one(*pair)
            done(pair[1].name)
