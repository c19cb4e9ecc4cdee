"""Markdown: headings, emphasis, links and pipe tables; marks go, words stay whole."""

import html
import re
from collections.abc import Iterator

from models.document import Warning
from parser.options import Options
from parser.readers import detect
from parser.readers.columns import is_nation, relined
from parser.readers.markup import decoded, finished, is_pipe_rule, laid_out, mends, table_of, without_site_title
from parser.readers.shapes import Block, Line, Page, Reading
from parser.readers.spaced import mended

_HEAD = 12  # blocks among which a letterhead is looked for
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r" {0,3}(?:(?:-\s?){3,}|(?:\*\s?){3,}|(?:_\s?){3,})$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_QUOTE = re.compile(r" {0,3}(?:>\s?)+")
_SOURCE = re.compile(r"\W{0,3}(?:source|nguồn|url|link)\W{0,3}\s*(?:\[[^\]\n]{0,300}\]\()?<?https?://\S+$", re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"(?<!\\)\[([^\[\]\n]{0,1000})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,1000})>")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|div|p|font|center|a|small)\b[^<>\n]{0,300}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~/<&\"'])")
_STRONG = re.compile(r"(\*\*\*|___|\*\*|__)(?=\S)([^\n]{1,4000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,4000}?)(?<=[^\s*\\])\*(?![\w*])|(?<![\w_\\])_(?=[^\s_])([^_\n]{1,4000}?)(?<=[^\s_\\])_(?![\w_])")
_CODE = re.compile(r"`([^`\n]{1,2000})`")
_CELL = re.compile(r"(?<!\\)\|")
_LIST = re.compile(r"\s{0,12}(?:[-+•*]|\d{1,3}[.)]|[a-zđ]{1,2}\))\s")
_MARKED = re.compile(r"[*_\[\]<>&`\\!]")
_STAR_ITEM = re.compile(r"(\s{0,12})\*\s+(?=\S)")


def read_markdown(data: bytes, options: Options) -> Reading:
    """One page of paragraphs and tables."""
    text, warnings = decoded(data)
    lines = _content(text.splitlines(), warnings)
    blocks = without_site_title(list(_blocks(lines, mends(lines, warnings))), warnings)
    blocks = [piece for i, b in enumerate(blocks) for piece in (relined(b) if i < _HEAD and isinstance(b, Line) and is_nation(b.text) else [b])]
    return Reading(detect.MARKDOWN, (Page(1, finished(blocks, warnings), "markup"),), warnings=tuple(warnings))


def _content(lines: list[str], warnings: list[Warning]) -> list[str]:
    """Lines without the front matter and without the scraper's own source line at the top."""
    at = 0
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at < len(lines) and lines[at].strip() == "---":
        end = next((i for i in range(at + 1, min(at + 60, len(lines))) if lines[i].strip() in ("---", "...")), None)
        if end is not None and any(re.match(r"\w[\w -]{0,40}:\s", line) for line in lines[at + 1 : end]):
            at = end + 1
    while at < len(lines) and (not lines[at].strip() or _SOURCE.match(lines[at].strip(" *_"))):
        if lines[at].strip():
            warnings.append(Warning(code="site_chrome_dropped", message=f"Bỏ dòng ghi nguồn của trang web: {lines[at].strip()[:200]}"))
        at += 1
    return lines[at:]


def _blocks(lines: list[str], mend: bool) -> Iterator[Block]:
    i = 0
    fresh = True
    while i < len(lines):
        line = lines[i]
        if not line.strip():
            fresh = True
            i += 1
            continue
        if _is_table(lines, i):
            rows = []
            first = i
            while i < len(lines) and lines[i].strip() and ("|" in lines[i]):
                if not is_pipe_rule(lines[i], below_head=i == first + 1):
                    rows.append([(cell, 1, 1) for cell in _cells(lines[i], mend)])
                i += 1
            table = table_of(rows)
            if table is not None:
                yield from laid_out(table, None)
            fresh = True
            continue
        i += 1
        if _RULE.fullmatch(line) or _FENCE.match(line):
            fresh = True
            continue
        line = _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
        heading = _HEADING.fullmatch(line)
        level = len(heading[1]) if heading else None
        body = heading[2] if heading else line
        begins = fresh or heading is not None or bool(_LIST.match(body))
        yield from _lines(body, begins, level, mend)
        fresh = heading is not None


def _is_table(lines: list[str], i: int) -> bool:
    if "|" not in lines[i]:
        return False
    if i + 1 < len(lines) and is_pipe_rule(lines[i + 1], below_head=True) and "|" in lines[i + 1] + lines[i]:
        return True
    return lines[i].lstrip().startswith("|") and len(_CELL.findall(lines[i])) >= 2


def _cells(line: str, mend: bool) -> list[tuple[Line, ...]]:
    body = line.strip()
    body = body[1:] if body.startswith("|") else body
    body = body[:-1] if body.endswith("|") and not body.endswith("\\|") else body
    return [tuple(_lines(cell, True, None, mend)) for cell in _CELL.split(body)]


def _lines(source: str, begins: bool, level: int | None, mend: bool) -> Iterator[Line]:
    for k, part in enumerate(_BREAK.split(source)):
        text, bold, italic = plain(part)
        text, changes = mended(text.strip()) if mend else (text.strip(), ())
        if text:
            yield Line(
                text=text, changes=changes, starts_paragraph=True if begins and k == 0 else None, bold=bold or level is not None, italic=italic,
                heading_level=level,
            )  # fmt: skip


def plain(source: str) -> tuple[str, bool, bool]:
    """(text without marks, whether all of it is bold, whether all of it is italic). A word is never cut at a mark inside it."""
    if not _MARKED.search(source):
        return source, False, False
    text = _STAR_ITEM.sub(r"\1- ", source, count=1) if _STAR_ITEM.match(source) else source
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _AUTOLINK.sub(r"\1", text)
    stripped = text.strip()
    bold = bool((m := _STRONG.fullmatch(stripped)) and m[1] not in m[2])
    text = _STRONG.sub(r"\2", text)
    italic = bool(_EMPHASIS.fullmatch(text.strip()))
    text = _EMPHASIS.sub(lambda m: m[1] or m[2], text)
    text = _CODE.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _ESCAPE.sub(r"\1", text)
    return html.unescape(text) if "&" in text else text, bold, italic
