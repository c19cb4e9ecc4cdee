"""Provinces, localities and issuers of the lexicon."""

import pytest

from parser.lexicon.issuers import is_local, issuer_code, issuer_name, issuer_of_name, issuers
from parser.lexicon.localities import find_locality
from parser.lexicon.provinces import all_provinces, find_provinces, province_slug, seat_province


@pytest.mark.parametrize(
    ("name", "date", "slug"),
    [
        ("Tuyên Quang", None, "tuyen-quang"),
        ("Hoà Bình", "2020", "hoa-binh"),
        ("tỉnh Hòa Bình", None, "hoa-binh"),
        ("TP.HCM", None, "ho-chi-minh"),
        ("Thành phố Hồ Chí Minh", "2019-05-01", "ho-chi-minh"),
        ("Đăk Lăk", None, "dak-lak"),
        ("Thừa Thiên - Huế", "2022", "thua-thien-hue"),
        ("Bà Rịa – Vũng Tàu", "2010", "ba-ria-vung-tau"),
        ("Huế", "2025-03", "hue"),
        ("Huế", "2022-01-01", None),
        ("Hà Giang", "2026", "ha-giang"),
        ("Sông Lam", None, None),
    ],
)
def test_province_slug(name: str, date: str | None, slug: str | None) -> None:
    assert province_slug(name, date) == slug


def test_provinces_are_found_over_line_breaks_and_in_capitals() -> None:
    text = "UBND TỈNH BÀ RỊA - VŨNG TÀU gửi Ủy ban nhân dân tỉnh Hoà\nBình"
    assert [(text[s:e], p.name) for s, e, p in find_provinces(text, "2020")] == [
        ("BÀ RỊA - VŨNG TÀU", "Bà Rịa - Vũng Tàu"),
        ("Hoà\nBình", "Hòa Bình"),
    ]


def test_seat_tells_the_province_of_its_time() -> None:
    assert (found := seat_province("Thủ Dầu Một", "2015")) and found.name == "Bình Dương"
    assert (found := seat_province("Rạch Giá", "2026")) and found.name == "An Giang"


@pytest.mark.parametrize(
    ("phrase", "date", "level", "slug"),
    [
        ("Ủy ban nhân dân tỉnh Sông Lam", None, "province", "song-lam"),
        ("Sở Y tế Kiên Giang", "2017", "province", "kien-giang"),
        ("UBND huyện Bến Sông, tỉnh Sơn La", None, "district", "son-la.ben-song"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ BIÊN HÒA", "2020", "district", "dong-nai.bien-hoa"),
        ("UBND thành phố Huế", "2022", "district", "thua-thien-hue.hue"),
        ("UBND thành phố Huế", "2025-03", "province", "hue"),
        ("UBND phường 5, quận 3, TP.HCM", "2020", "commune", "ho-chi-minh.quan-3.phuong-5"),
        ("Tỉnh ủy Sông Lam", None, "province", "song-lam"),
        ("ỦY BAN NHÂN DÂN TỈNH SÔNG LAM SỞ Y TẾ", None, "province", "song-lam"),
    ],
)
def test_locality(phrase: str, date: str | None, level: str, slug: str) -> None:
    place = find_locality(phrase, date)
    assert place and (place.level, place.slug) == (level, slug)


@pytest.mark.parametrize("phrase", ["BẢO HIỂM XÃ HỘI VIỆT NAM", "các tỉnh, thành phố trực thuộc Trung ương", "Ủy ban nhân dân tỉnh", "UBND huyện Bến Sông", "báo cáo Tỉnh ủy.\n3. Triển khai", "toàn tỉnh. Năm nay", "3 huyện 12 xã"])
def test_no_locality(phrase: str) -> None:
    assert find_locality(phrase) is None


def test_home_province_completes_a_district() -> None:
    place = find_locality("UBND huyện Bến Sông", home="song-lam")
    assert place and place.slug == "song-lam.ben-song"


@pytest.mark.parametrize(
    ("code", "local"),
    [("UBND", True), ("SYT", True), ("SVHX", True), ("TU", True), ("BYT", False), ("TTg", False), ("QH15", False), ("BCĐ", None), ("ĐU", None), ("XYZ", None)],
)
def test_is_local(code: str, local: bool | None) -> None:
    assert is_local(code) is local


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bộ trưởng Bộ Y tế", "BYT"),
        ("UBND tỉnh Sông Lam", "UBND"),
        ("Chủ tịch Uỷ ban nhân dân tỉnh", "UBND"),
        ("Bộ Lao động-Thương binh và Xã hội", "BLĐTBXH"),
        ("Thủ tướng Chính phủ", "TTg"),
        ("Ban Thường vụ Tỉnh ủy Sông Lam", "TU"),
        ("Chủ tịch nước", "CTN"),
        ("Tổ dân phố số 3", None),
    ],
)
def test_issuer_code(name: str, code: str | None) -> None:
    assert issuer_code(name) == code


def test_issuer_name() -> None:
    assert issuer_name("SGD&ĐT") == "Sở Giáo dục và Đào tạo"
    assert issuer_name("UBTVQH13") == "Ủy ban Thường vụ Quốc hội"
    assert issuer_name("XYZ") is None


def test_what_succeeded_a_body_is_in_the_table() -> None:
    """But for the tax department of 2025, whose code is also that of a directive."""
    known = issuers()
    assert {code for body in known.values() for code in body.successor} - known.keys() == {"CT"}
    assert all(body.parent in known for body in known.values() if body.parent)
    assert all(not (body.valid_from and body.valid_to) or body.valid_from <= body.valid_to for body in known.values())


@pytest.mark.parametrize(
    ("name", "date", "code"),
    [
        ("Bộ Tài nguyên và Môi trường", "2024-06-01", "BTNMT"),
        ("Bộ Nông nghiệp và Môi trường", "2025-06-01", "BNNMT"),
        ("Bộ Lao động - Thương binh và Xã hội", "2019-01-01", "BLĐTBXH"),
        ("Bộ Bưu chính, Viễn thông", "2005", "BBCVT"),
        ("Sở Bưu chính, Viễn thông", "2005", "SBCVT"),
    ],
)
def test_bodies_of_their_time(name: str, date: str, code: str) -> None:
    found = issuer_of_name(name, date)
    assert found is not None
    assert found.code == code
    assert found.holds_at(date)


def test_the_mergers_of_2025() -> None:
    known = issuers()
    assert known["BTNMT"].successor == known["BNNPTNT"].successor == ("BNNMT",)
    assert not known["BTNMT"].holds_at("2025-03-01")
    assert known["BTNMT"].holds_at("2025-02-28")
    assert known["STNMT"].successor == ("SNNMT",)
    assert sum(p.holds_at("2026-01-01") for p in all_provinces()) == 34
    assert sum(p.holds_at("2020-01-01") for p in all_provinces()) == 63
    merged = {p.name: p.merged_into for p in all_provinces() if p.merged_into}
    assert set(merged.values()) <= {p.name for p in all_provinces() if p.holds_at("2026-01-01")}
