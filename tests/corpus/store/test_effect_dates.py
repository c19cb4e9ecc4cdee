"""The day from which a document says that it is in force, in the words that decisions use."""

from collections.abc import Callable

import pytest

from corpus.store.effect_dates import effect_rows
from models import Document, Text

Make = Callable[..., Document]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Quyết định này có hiệu lực kể từ ngày ký.", [("from", "2026-03-20")]),
        ("Quyết định này có hiệu lực thi hành kể từ ngày ký ban hành và thay thế Quyết định số 5/QĐ-UBND.", [("from", "2026-03-20")]),
        ("Quyết định có hiệu lực kể từ ngày ký./.", [("from", "2026-03-20")]),
        ("Quyết định này có hiệu lực thi hành từ ngày 10 tháng 9 năm 2026.", [("from", "2026-09-10")]),
        ("Quyết định này có\nhiệu lực kể từ ngày 01/7/2026 đến hết ngày 31/12/2027.", [("from", "2026-07-01"), ("to", "2027-12-31")]),
        ("Quyết định này có hiệu lực sau 45 ngày kể từ ngày ký.", [("from", "2026-05-04")]),
        ("Quyết định này có hiệu lực thi hành sau 15 ngày kể từ ngày đăng Công báo.", [("from", None)]),
        ("Quyết định số 9/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành từ ngày ký.", []),
        ("Thông tư này có hiệu lực kể từ ngày ký.", []),
        ("nâng cao hiệu lực, hiệu quả quản lý", []),
        ("Quyết định này có hiệu lực từ ngày 31/2/2026.", [("from", None)]),
    ],
)
def test_days(make: Make, words: str, days: list[tuple[str, str | None]]) -> None:
    document = make("song-lam/qd-ubnd/2026/1", date="2026-03-20")
    header = document.header.model_copy(update={"type": "quyet_dinh"})
    found = effect_rows(document.model_copy(update={"text": Text(content=words), "header": header}))
    assert [(row[0], row[1]) for row in found] == days
    assert all(" ".join(words[row[3] : row[4]].split()) == row[2] for row in found)
