"""Dates (ngày, tháng, năm) as EDTF text: a document's date, the date in its heading, the date of a cited document.

A blank day leaves the month ("ngày …  tháng 01 năm 2022" -> 2022-01). A date without its year is none here: nothing is guessed.
"""

from parser.lexicon.periods import find_periods
from parser.recognisers.base import Example, Mention, Recogniser

_RULES = {"day": "date.day", "blank_day": "date.blank_day", "blank_month": "date.blank_month", "month": "date.month", "year": "date.year"}


def find_dates(text: str) -> list[Mention[str]]:
    """Full dates, months with their year and "năm YYYY", in text order; rules `date.day`, `date.blank_day`, `date.month`, `date.year` …"""
    return [
        Mention(p.start, p.end, p.edtf, _RULES[p.form], 0.9 if p.form.startswith("blank") else 1.0)
        for p in find_periods(text, weak=False)
        if p.form in _RULES and p.kind != "period" and p.edtf is not None
    ]


RECOGNISER = Recogniser(
    name="date",
    find=find_dates,
    examples=(
        Example(
            "2023-04-05", "Hà Nội, ⟦ngày 05 tháng 4 năm 2023⟧", "Quyết định này ⟦ngày 5/4/2023⟧", "ban hành ⟦ngày 05-4-2023⟧ của", "⟦05.4.2023⟧.", "⟦NGÀY 05 THÁNG 4 NĂM 2023⟧"
        ),
        Example("2019-09-27", "Nghị quyết ⟦ngày 27/9/2019⟧ của", "(⟦27/9/2019⟧)", "⟦ngày 27\ntháng 9\nnăm 2019⟧"),
        Example("2024-04-30", "⟦ngày 30 tháng Tư năm 2024⟧", "⟦ngày 30 tháng 4 năm 2024⟧,"),
        Example("2022-01", "Sông Lam, ⟦ngày      tháng 01 năm 2022⟧", "⟦ngày …… tháng 01 năm 2022⟧", "⟦ngày    /01/2022⟧", "⟦tháng 01/2022⟧", "⟦tháng 1 năm 2022⟧"),
        Example("2025", "⟦ngày … tháng … năm 2025⟧", "Hiến pháp ⟦năm 2025⟧"),
        Example("2017-06-20", "⟦ngày 20 ngày 6 tháng 2017⟧"),
    ),
    counter_examples=("số 30/2020/NĐ-CP", "ngày 31/02/2023", "tỷ lệ 3/4", "ngày 10/6", "Điều 3 khoản 2", "5.12.10.2023", "phiên bản 2.1.2020.3", "QCVN 102:2016/BTTTT"),
)
