"""The plain text of an RTF file: a second opinion on LibreOffice's reading, and the fall-back where that is missing."""

import re
import unicodedata

_TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)")
# Groups that hold no text of the document.
_SILENT = re.compile(
    r"fonttbl|colortbl|stylesheet|info|pict|object|header[lrf]?|footer[lrf]?|listtable|listoverridetable|revtbl|rsidtbl|generator|themedata|"
    r"colorschememapping|datastore|latentstyles|xmlnstbl|fldinst|bkmkstart|bkmkend|filetbl|pgptbl|shppict|nonshppict|objdata|datafield|ftnsep"
)
_SAID = {"par": "\n", "line": "\n", "row": "\n", "sect": "\n", "page": "\n", "cell": "|", "tab": "\t", "emdash": "—", "endash": "–",
         "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " "}  # fmt: skip
_MAX_DEPTH = 2000


def rtf_text(data: bytes) -> str:
    """Text with a newline a paragraph and `|` between cells; bytes as cp1252 letters (legacy fonts are not converted). NFC."""
    source = data.decode("latin-1")
    out: list[str] = []
    stack: list[tuple[bool, int]] = []
    silent, fallback, skip = False, 1, 0
    star = False
    for match in _TOKEN.finditer(source):
        word, number, byte, symbol, brace, text = match.groups()
        if brace == "{":
            if len(stack) < _MAX_DEPTH:
                stack.append((silent, fallback))
            star = False
            continue
        if brace == "}":
            if stack:
                silent, fallback = stack.pop()
            star = False
            continue
        if symbol == "*":
            star = True
            continue
        if word is not None:
            if star or _SILENT.fullmatch(word):
                silent = True
            star = False
            if word == "uc":
                fallback = int(number or 1)
            elif word == "u" and number is not None and not silent:
                out.append(chr(int(number) % 65536))
                skip = fallback
            elif not silent and word in _SAID:
                out.append(_SAID[word])
            continue
        star = False
        if silent:
            continue
        if byte is not None:
            if skip:
                skip -= 1
            else:
                out.append(bytes([int(byte, 16)]).decode("cp1252", errors="replace"))
        elif symbol is not None:
            out.append({"~": "\u00a0", "_": "-", "-": "", "\n": "\n", "\r": "\n"}.get(symbol, symbol))
        elif text:
            taken = min(skip, len(text))
            skip -= taken
            out.append(text[taken:])
    joined = "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", errors="replace")
    return unicodedata.normalize("NFC", joined)
