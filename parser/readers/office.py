"""DOC, RTF and ODT through LibreOffice to DOCX, in batches, each process with its own profile; antiword checks every .doc.

LibreOffice silently loses text of some files: a paragraph that antiword has and LibreOffice has not is kept, with a warning.
Without LibreOffice antiword alone reads a .doc, with a warning; without either there is one clear error.
"""

import atexit
import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from models.document import Warning
from parser.errors import MalformedSource, SourceError, SourceTooLarge, UnsupportedSource
from parser.options import Options
from parser.readers import detect
from parser.readers.docx import read_docx
from parser.readers.legacy import Encoding, convert, encoding_of_text
from parser.readers.markup import lines_in
from parser.readers.rtf import rtf_text
from parser.readers.shapes import Block, Line, Page, Reading

_SUFFIXES = {detect.DOC: ".doc", detect.RTF: ".rtf", detect.ODT: ".odt"}
_STARTING = 40.0  # seconds that LibreOffice may take to come up
_EACH = 60.0  # seconds a file
_LETTERS = re.compile(r"[\W_]+")
_PIECES = re.compile(r"\||\t|[ \xa0]{4,}")
_LEGACY: tuple[Encoding, ...] = ("tcvn3", "vni")
# No macro runs and no link is followed, whatever the machine's own settings are.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def soffice() -> str | None:
    """LibreOffice's command, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def antiword() -> str | None:
    """antiword's command, or None where it is not installed."""
    return shutil.which("antiword")


@cache
def _profile(process: int) -> Path:
    """A LibreOffice profile of this process alone: two processes on one profile wait for each other."""
    folder = Path(tempfile.mkdtemp(prefix="chidao-office-"))
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def convert_many(files: Sequence[tuple[bytes, str]], options: Options) -> list[bytes | SourceError]:
    """DOCX bytes of each (bytes, media type), or the error that this file alone met. One LibreOffice start for all of them."""
    command = soffice()
    if command is None:
        return [_missing(kind) for _, kind in files]
    out: list[bytes | SourceError] = []
    with tempfile.TemporaryDirectory(prefix="chidao-doc-") as name:
        folder = Path(name)
        paths = []
        for i, (data, kind) in enumerate(files):
            path = folder / f"{i}{_SUFFIXES.get(kind, '.doc')}"
            path.write_bytes(data)
            paths.append(path)
        limit = min(options.max_seconds, _STARTING + _EACH * len(paths))
        _run(command, paths, folder, limit, options)
        for path in paths:
            made = folder / "out" / f"{path.stem}.docx"
            if not made.exists() and len(paths) > 1:
                _run(command, [path], folder, min(options.max_seconds, _STARTING + _EACH), options)
            if made.exists() and made.stat().st_size:
                out.append(made.read_bytes())
            else:
                out.append(MalformedSource("malformed", "LibreOffice không mở được tệp này.", "LibreOffice could not convert the file."))
    return out


def _run(command: str, paths: Sequence[Path], folder: Path, seconds: float, options: Options) -> None:
    """Convert; what could not be converted is simply not there afterwards."""
    arguments = [
        command, "--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault", f"-env:UserInstallation={_profile(os.getpid()).as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), *map(str, paths),
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    _finished(arguments, environment, seconds, options.max_unpacked_bytes)


def _finished(arguments: Sequence[str], environment: dict[str, str], seconds: float, file_bytes: int) -> bytes:
    """Output of a command that is killed with all its children when its time is over."""

    def limited() -> None:
        with contextlib.suppress(ImportError, OSError, ValueError):
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))

    with subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True, preexec_fn=limited
    ) as process:
        try:
            return process.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return b""


def _missing(kind: str) -> UnsupportedSource:
    tools = "libreoffice-writer-nogui" + (" hoặc antiword" if kind == detect.DOC else "")
    tools_en = tools.replace(" hoặc ", " or ")
    return UnsupportedSource("missing_tool", f"Để đọc loại tệp này, hãy cài gói {tools}.", f"To read this kind of file, install the package {tools_en}.")


def read_doc(data: bytes, options: Options) -> Reading:
    """A legacy .doc. Raises SourceError."""
    return _read(data, detect.DOC, options)


def read_rtf(data: bytes, options: Options) -> Reading:
    """RTF. Raises SourceError."""
    return _read(data, detect.RTF, options)


def read_odt(data: bytes, options: Options) -> Reading:
    """ODT. Raises SourceError."""
    return _read(data, detect.ODT, options)


def _read(data: bytes, kind: str, options: Options) -> Reading:
    (converted,) = convert_many([(data, kind)], options)
    return from_docx(data, kind, converted, options)


def from_docx(data: bytes, kind: str, converted: bytes | SourceError, options: Options) -> Reading:
    """The reading of a file that `convert_many` converted, checked against the independent extractor. Raises SourceError."""
    other = _independent(data, kind, options)
    if isinstance(converted, SourceTooLarge):
        raise converted
    if isinstance(converted, SourceError):
        if not other.strip():
            raise converted
        tool = "antiword" if kind == detect.DOC else "bộ đọc RTF dự phòng"
        message = f"Đọc bằng {tool} vì LibreOffice không có hoặc không mở được tệp; bảng và cách trình bày có thể mất."
        return Reading(kind, (Page(1, tuple(_plain(other)), "markup"),), warnings=(Warning(code="fallback_reader", message=message),))
    reading = read_docx(converted, options)
    first, *pictures = reading.pages
    if first.text_origin == "ocr":
        return replace(reading, media_type=kind)
    blocks, warnings = _completed(first.blocks, other)
    return replace(reading, media_type=kind, pages=(replace(first, blocks=blocks), *pictures), warnings=reading.warnings + warnings)


def _independent(data: bytes, kind: str, options: Options) -> str:
    """The text by the second extractor; "" where there is none for this kind or on this machine."""
    if kind == detect.RTF:
        return rtf_text(data)
    command = antiword()
    if kind != detect.DOC or command is None:
        return ""
    with tempfile.TemporaryDirectory(prefix="chidao-doc-") as name:
        path = Path(name) / "a.doc"
        path.write_bytes(data)
        environment = {**os.environ, "HOME": name, "LC_ALL": "C.UTF-8"}
        out = _finished([command, "-m", "UTF-8.txt", "-w", "0", str(path)], environment, min(options.max_seconds, 60.0), options.max_unpacked_bytes)
    return unicodedata.normalize("NFC", out.decode("utf-8", errors="replace"))


def _plain(text: str) -> list[Line]:
    """Lines of the second extractor's text, as paragraphs; cells of a row are led by tabs."""
    encoding = encoding_of_text(text)
    out: list[Line] = []
    for paragraph in text.splitlines():
        shown = convert(paragraph, encoding) if encoding else paragraph
        shown = shown.strip().strip("|").replace("|", "\t").strip()
        if shown:
            out.append(Line(text=shown, starts_paragraph=None if paragraph.startswith("|") else True))
    return out


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _completed(blocks: Sequence[Block], other: str) -> tuple[tuple[Block, ...], tuple[Warning, ...]]:
    """The blocks with every paragraph that only the second extractor has, put after the one it follows there."""
    if not other.strip():
        return tuple(blocks), ()
    bounds: list[int] = []
    have = ""
    for block in blocks:
        have += "".join(_letters(line.text) for line in lines_in(block))
        bounds.append(len(have))
    missing: dict[int, list[str]] = {}
    at = 0
    for paragraph in other.splitlines():
        for piece in _PIECES.split(paragraph):
            forms = [_letters(piece), *(_letters(convert(piece, e)) for e in _LEGACY)]
            if len(forms[0]) < 4:
                continue
            places = [p for form in forms if (p := have.find(form, at)) >= 0 or (p := have.find(form)) >= 0]
            if places:
                at = max(at, min(places)) if min(places) >= at else at
            elif not _mostly_there(piece, have):
                missing.setdefault(next((i for i, end in enumerate(bounds) if at < end), len(bounds) - 1), []).append(piece.strip())
    if not missing:
        return tuple(blocks), ()
    out: list[Block] = []
    for i, block in enumerate(blocks):
        out.append(block)
        out += [Line(text=_shown(text), starts_paragraph=True) for text in missing.get(i, [])]
    kept = [text for texts in missing.values() for text in texts]
    message = f"LibreOffice bỏ sót {len(kept)} đoạn mà bộ đọc thứ hai có; đã giữ lại: “{_shown(kept[0])[:120]}”."
    return tuple(out), (Warning(code="text_kept_from_second_reader", message=message),)


def _shown(text: str) -> str:
    encoding = encoding_of_text(text)
    return convert(text, encoding) if encoding else text


def _mostly_there(piece: str, have: str) -> bool:
    """Whether nearly all of the piece's stretches of words stand in the text: another spelling, not a loss."""
    words = piece.split()
    if len(words) < 3:
        return True
    for encoding in (None, *_LEGACY):
        shown = [_letters(convert(w, encoding) if encoding else w) for w in words]
        pairs = [a + b for a, b in pairwise(shown) if a and b]
        if pairs and sum(pair in have for pair in pairs) >= 0.8 * len(pairs):
            return True
    return False
