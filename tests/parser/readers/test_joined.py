"""Photos of pages, given together, are one document."""

import io

import pytest
from PIL import Image

from parser.errors import MalformedSource, SourceTooLarge, UnsupportedSource
from parser.options import Options
from parser.readers.joined import joined_pictures


def _picture(kind: str, colour: int, size: tuple[int, int] = (60, 80), exif: int = 1) -> bytes:
    out = io.BytesIO()
    tags = Image.Exif()
    tags[0x0112] = exif
    Image.new("L" if kind == "PNG" else "RGB", size, colour if kind == "PNG" else (colour,) * 3).save(out, kind, exif=tags)
    return out.getvalue()


@pytest.mark.parametrize("isolate", [False, True])
def test_pages_come_in_their_order_and_upright(isolate: bool) -> None:
    pictures = [(_picture("PNG", 10), "a.png"), (_picture("JPEG", 200, exif=6), "b.jpg")]
    with Image.open(io.BytesIO(joined_pictures(pictures, Options(isolate=isolate)))) as joined:
        assert getattr(joined, "n_frames", 1) == 2
        assert (joined.size, joined.getpixel((0, 0))) == ((60, 80), 10)
        joined.seek(1)
        assert joined.size == (80, 60)


def test_refusals() -> None:
    good = (_picture("PNG", 10), "a.png")
    with pytest.raises(UnsupportedSource) as unsupported:
        joined_pictures([good, (b"hello", "b.txt")], Options())
    assert unsupported.value.code == "not_a_picture"
    with pytest.raises(MalformedSource):
        joined_pictures([good, (_picture("JPEG", 3)[:80], "b.jpg")], Options())
    with pytest.raises(SourceTooLarge):
        joined_pictures([good, good, good], Options(max_pages=2))
    with pytest.raises(SourceTooLarge):
        joined_pictures([good], Options(max_pixels=100))
