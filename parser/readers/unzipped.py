"""Members of a zip container, within the limit of unpacked size."""

import io
import re
import zipfile

from parser.errors import MalformedSource, SourceTooLarge
from parser.options import Options

_LARGE_PART, _SWELLS = 64 * 1024 * 1024, 150
"""A part of more bytes than this that unpacks to more than so many times its size is a bomb, not a text."""


def members(data: bytes, options: Options, wanted: re.Pattern[str]) -> dict[str, bytes]:
    """The zip members whose names match, within the limit of unpacked size. Raises SourceError."""
    out: dict[str, bytes] = {}
    left = options.max_unpacked_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if not wanted.fullmatch(info.filename) or info.filename in out:
                    continue
                with archive.open(info) as member:
                    content = member.read(left + 1)
                left -= len(content)
                swollen = len(content) > _LARGE_PART and len(content) > _SWELLS * max(info.compress_size, 1)
                if left < 0 or swollen:
                    raise SourceTooLarge(
                        "unpacked_too_large", "Tệp nén phình quá giới hạn khi giải nén.", f"More than {options.max_unpacked_bytes} bytes when unpacked."
                    )
                out[info.filename] = content
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError) as error:
        raise MalformedSource("malformed", "Tệp nén bị hỏng, không mở được.", "The zip container is broken.") from error
    except Exception as error:
        if type(error).__name__ == "error" and type(error).__module__ == "zlib":
            raise MalformedSource("malformed", "Tệp nén bị hỏng, không mở được.", "The zip container is broken.") from error
        raise
    return out
