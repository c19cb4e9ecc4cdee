"""Words (từ) of Vietnamese text: compounds found by underthesea, with our own offsets."""

from dataclasses import dataclass

from parser.language.tokens import Token, tokens

_WHOLE = {"number", "date", "amount", "address"}


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]` is one word, perhaps of several syllables, as it stands in the text."""

    start: int
    end: int
    text: str


def words(text: str) -> list[Word]:
    """The words of `text` (NFC) in order; together they hold every character that is no white space. Loads underthesea on first use."""
    cut = tokens(text)
    result: list[Word] = []
    begin = 0
    for clause in _clauses(cut, text):
        mine = cut[begin : begin + clause]
        begin += clause
        result += _segmented(text, mine)
    return result


def _clauses(cut: list[Token], text: str) -> list[int]:
    """How many tokens each clause has: cut behind a mark that ends one, at most 80."""
    sizes: list[int] = []
    count = 0
    for token in cut:
        count += 1
        if count == 80 or (token.kind == "mark" and text[token.start : token.end] in ".;:"):
            sizes.append(count)
            count = 0
    return [*sizes, count] if count else sizes


def _segmented(text: str, cut: list[Token]) -> list[Word]:
    from underthesea import word_tokenize

    start, end = cut[0].start, cut[-1].end
    whole = sorted({text[t.start : t.end] for t in cut if t.kind in _WHOLE}, key=len, reverse=True)
    ends = {t.end for t in cut}
    found: list[Word] = []
    at = start
    for said in word_tokenize(text[start:end], fixed_words=whole, use_token_normalize=False):
        first = last = None
        for part in str(said).split():
            while at < end and text[at].isspace():
                at += 1
            if not text.startswith(part, at):
                return [Word(t.start, t.end, text[t.start : t.end]) for t in cut]  # it changed the text: keep ours
            first = at if first is None else first
            at += len(part)
            last = at
        if first is not None and last is not None:
            found.append(Word(first, last, text[first:last]))
    if at != end:
        return [Word(t.start, t.end, text[t.start : t.end]) for t in cut]
    return _unsplit(text, found, ends)


def _unsplit(text: str, found: list[Word], ends: set[int]) -> list[Word]:
    """Words joined again where a cut falls inside one of our tokens."""
    joined: list[Word] = []
    open_start: int | None = None
    for word in found:
        start = word.start if open_start is None else open_start
        if word.end in ends:
            joined.append(Word(start, word.end, text[start : word.end]))
            open_start = None
        else:
            open_start = start
    return joined
