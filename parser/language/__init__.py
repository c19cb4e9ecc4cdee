"""Words and spaCy documents; the only room that imports underthesea and spaCy, both on first use."""

from parser.language.docs import GROUPS, nlp, to_docbin, to_spacy
from parser.language.names import Name, find_names
from parser.language.tokens import Token, tokens
from parser.language.words import Word, words

__all__ = ["GROUPS", "Name", "Token", "Word", "find_names", "nlp", "to_docbin", "to_spacy", "tokens", "words"]
