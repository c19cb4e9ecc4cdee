"""What people type, as FTS5 expressions that can't be broken."""

import re

from parser.text.fold import strip_marks

_PIECE = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w", re.UNICODE)


def match_expression(text: str, columns: str) -> str:
    """All the words, phrases in double quotes kept together; `columns` are folded ones. Nothing to look for gives `""`, which matches nothing."""
    pieces = [strip_marks(match[1] if match[1] is not None else match[2]) for match in _PIECE.finditer(text)]
    quoted = ['"' + piece.replace('"', " ").replace("\0", " ") + '"' for piece in pieces if _WORD.search(piece)]
    return f"{{{columns}}} : ({' AND '.join(quoted)})" if quoted else '""'
