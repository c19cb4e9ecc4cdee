"""One pattern for many phrases, as a tree of their letters: an alternation tries every phrase at every place of a text, a tree mostly one letter."""

import re
from collections.abc import Iterable

_Tree = dict[str, "_Tree"]


def one_of(phrases: Iterable[str], *, space: str = r"\s+") -> str:
    """A group that matches any of the phrases, the longest first, a blank in one as `space`. Phrases for IGNORECASE have to come in one case."""
    tree: _Tree = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(tree, space)


def _pattern(tree: _Tree, space: str) -> str:
    branches = [(space if letter == " " else re.escape(letter)) + _pattern(below, space) for letter, below in tree.items() if letter]
    if not branches:
        return ""
    if "" not in tree and len(branches) == 1:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in tree else "")
