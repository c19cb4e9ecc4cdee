"""Heads and feet as a scan gives them: two columns on one line, seals and handwriting over the print."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from models import Signature
from parser.header import HeaderResult, read_header
from parser.header.signers import authority, spoilt_name
from parser.readers.shapes import Line, Page, Reading, Word
from parser.structure import analyse
from parser.text.canonical import canonical

Piece = tuple[float, str]  # x, words

HEAD: tuple[tuple[Piece, ...], ...] = (
    ((90, "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM"),),
    ((300, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),),
    ((330, "Độc lập - Tự do - Hạnh phúc"),),
    ((90, "Số: 45/UBND-NC"),),
)
LETTER: tuple[tuple[Piece, ...], ...] = (
    ((200, "Kính gửi: Các sở, ban, ngành."),),
    ((90, "Ủy ban nhân dân tỉnh yêu cầu các đơn vị báo cáo trước ngày 30/6/2023./."),),
)
DATE: tuple[tuple[Piece, ...], ...] = (((310, "Sông Lam, ngày 05 tháng 6 năm 2023"),),)


def _line(pieces: Sequence[Piece], top: float, confidence: float | None) -> Line:
    text, words = "", []
    for x, piece in pieces:
        for word in piece.split():
            text += " " if text else ""
            words.append(Word(len(text), len(text) + len(word), (1, x, top, x + 6 * len(word), top + 12), confidence))
            text += word
            x += 6 * len(word) + 4
    box = (1, pieces[0][0], top, words[-1].box[3] if words[-1].box else 0, top + 12)
    return Line(text=text, page=1, box=box, words=tuple(words), gap=0.2)


def scan(*lines: Sequence[Piece], confidence: float | None = 0.96, signatures: tuple[Signature, ...] = ()) -> HeaderResult:
    """The header of one page of an image; no confidence: of a page of text."""
    blocks = tuple(_line(pieces, 50 + 16 * n, confidence) for n, pieces in enumerate(lines))
    page = Page(number=1, blocks=blocks, text_origin="ocr", width=595, height=842)
    return read_header(analyse(canonical(Reading(media_type="application/pdf", pages=(page,), paged=True, hard_wrapped=True))), signatures)


def _codes(result: HeaderResult) -> set[str]:
    return {w.code for w in result.warnings}


def test_the_signature_beside_the_recipients_is_none_of_them() -> None:
    header = scan(
        *HEAD, *DATE, *LETTER,
        [(90, "Nơi nhận:"), (380, "TL. CHỦ TỊCH")], [(90, "- Như trên;"), (370, "CHÁNH VĂN PHÒNG")], [(90, "- Sở Y tế;")], [(90, "- Lưu: VT.")], [(380, "Trần Văn Sông")],
    ).header  # fmt: skip
    assert [r.name for r in header.recipients] == ["Như trên", "Sở Y tế"]
    assert [(s.authority, s.on_behalf_of, s.title, s.name) for s in header.signers] == [("TL.", "Chủ tịch", "Chánh Văn phòng", "Trần Văn Sông")]


def test_a_covered_authority() -> None:
    assert authority("L. CHỦ TỊCH.")[0] == "TL."
    assert authority("L. SÔNG LAM")[0] is None
    assert authority("CHỦ TỊCH")[0] is None


@pytest.mark.parametrize(
    ("printed", "title"),
    [("PHÓ GIÁM ĐỐC", "Phó Giám đốc"), ("GIÁM ĐỐC", "Phó Giám đốc"), ("IÁM ĐỐC", "Phó Giám đốc")],
)
def test_nobody_signs_for_himself(printed: str, title: str) -> None:
    foot = [[(90, "Nơi nhận:")], [(90, "- Như trên;")], [(90, "- Lưu: VT.")], [(380, "KT. GIÁM ĐỐC")], [(380, printed)], [(380, "Trần Văn Sông")]]
    result = scan(*HEAD, *DATE, *LETTER, *foot)
    assert [s.title for s in result.header.signers] == [title]
    assert ("header.signer_mended" in _codes(result)) == (printed != "PHÓ GIÁM ĐỐC")
    plain = scan(*HEAD, *DATE, *LETTER, *foot, confidence=None)
    assert "header.signer_mended" not in _codes(plain)  # what is typed stands


@pytest.mark.parametrize(
    ("spoilt", "name"),
    [
        (">=Nếuyễn Văn Sông", "Nguyễn Văn Sông"),
        ("ñiyền Hữu Lam", "Nguyễn Hữu Lam"),
        ("Trân Văn Sông", "Trần Văn Sông"),
        ("l, Lê Thị Lam", "Lê Thị Lam"),
        ("Lê Thị Lam f", "Lê Thị Lam"),
        ("Ngằi§ễn Thị Lam", "Nguyễn Thị Lam"),
        ("Đăng Sông", None),  # a word may be lost: no guess
        ("Ống Lam", None),
        ("Xyzyễn Văn Sông", None),
        ("yêu cầu các đơn vị", None),
    ],
)
def test_names_under_a_seal(spoilt: str, name: str | None) -> None:
    assert spoilt_name(spoilt) == name


def test_a_mended_name_is_said_to_be_so() -> None:
    foot = [[(90, "Nơi nhận:")], [(90, "- Như trên;")], [(90, "- Lưu: VT.")], [(380, "GIÁM ĐỐC")], [(380, ">=Nếuyễn Văn Sông")]]
    result = scan(*HEAD, *DATE, *LETTER, *foot)
    assert [s.name for s in result.header.signers] == ["Nguyễn Văn Sông"]
    assert result.header.evidence["signers"].rule == "signer.mended_name"
    assert "header.signer_mended" in _codes(result)


@pytest.mark.parametrize("day", ["ngàjÂ)tháng", "ngà4) tháng", "ngày Ƒ tháng"])
def test_a_day_written_over_the_print(day: str) -> None:
    header = scan(*HEAD, [(90, "V/v báo cáo công tác phòng bệnh")], [(310, f"Sông Lam, {day} 6 năm 2023")], *LETTER).header
    assert header.date == "2023-06"
    assert header.place == "Sông Lam"
    assert header.subject == "báo cáo công tác phòng bệnh"


@pytest.mark.parametrize(("confidence", "date"), [(0.96, "2023-06-05"), (0.9, "2023-06"), (None, "2023-06-05")])
def test_the_pen_that_wrote_the_number_wrote_the_day(confidence: float | None, date: str) -> None:
    head = (*HEAD[:3], [(90, "Số: /UBND-NC")])
    assert scan(*head, *DATE, *LETTER, confidence=confidence).header.date == date
    assert scan(*HEAD, *DATE, *LETTER, confidence=confidence).header.date == "2023-06-05"


@pytest.mark.parametrize(
    ("signed_at", "confidence", "date", "warned"),
    [
        ("2023-06-04T14:21:14+07:00", 0.96, "2023-06", True),
        ("2023-05-31T09:00:00+07:00", 0.96, "2023", True),
        ("2023-06-05T09:00:00+07:00", 0.96, "2023-06-05", False),
        ("2023-06-04T14:21:14+07:00", None, "2023-06-05", True),
    ],
)
def test_no_paper_is_issued_after_it_was_signed(signed_at: str, confidence: float | None, date: str, warned: bool) -> None:
    signed = (Signature(signer="Ủy ban nhân dân tỉnh Sông Lam", organisation=None, signed_at=signed_at, source="pdf_signature"),)
    result = scan(*HEAD, *DATE, *LETTER, confidence=confidence, signatures=signed)
    assert result.header.date == date
    assert ("header.date_after_signing" in _codes(result)) == warned


def test_a_cited_date_in_the_subject_is_no_dateline() -> None:
    subject = [[(90, "V/v triển khai Thông tư số")], [(90, "67/2019/TT-BTC ngày 23/9/2019")], [(90, "của Bộ Tài chính")]]
    header = scan(*HEAD, *subject, *DATE, *LETTER).header
    assert (header.place, header.date) == ("Sông Lam", "2023-06-05")
    assert header.subject == "triển khai Thông tư số 67/2019/TT-BTC ngày 23/9/2019 của Bộ Tài chính"


def test_what_is_left_of_a_number_is_no_body() -> None:
    result = scan(*HEAD[:1], [(90, "SỞ Y TẾ")], [(120, "/Qp-SYT")], *HEAD[1:3], *DATE, *LETTER)
    assert result.header.issuer is not None
    assert result.header.issuer.name == "Sở Y tế"
    assert "header.no_number" in _codes(result)


@pytest.mark.parametrize(("x", "issuer"), [(560.0, "Sở Y tế"), (90.0, "Sở Y tế sông lam")])
def test_a_seal_on_the_margin_is_no_text(x: float, issuer: str) -> None:
    body = [[(90, "Thực hiện kế hoạch của tỉnh, các đơn vị rà soát và báo cáo kết quả")]] * 6
    header = scan(*HEAD[:1], [(90, "SỞ Y TẾ")], [(x, "SÔNG LAM")], *HEAD[1:], *DATE, *LETTER, *body).header
    assert header.issuer is not None
    assert header.issuer.name == issuer


FOOT: list[list[Piece]] = [[(90, "Nơi nhận:")], [(90, "- Như trên;")], [(90, "- Lưu: VT.")]]


@pytest.mark.parametrize(
    ("block", "signers"),
    [
        (["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Ý Thị Sông Lam"], [("KT.", "Phó Giám đốc", None)]),  # letters of the surname are gone
        (["KT. CHÁNH VĂN PHÒNG", "VĂN PHÒNG", "F9 ÁN PHÒ9G"], [("KT.", "Phó Chánh Văn phòng", None)]),
        (["CHỦ TỊCH", "#EVĂN PHÒNG"], []),  # "TL." may have been lost
        (["GIÁM ĐỐC"], [(None, "Giám đốc", None)]),
        (["GIÁM ĐỐC'", "PHÓ GIÁM ĐỐC", "SỞ", "Trần Văn Sông"], [("KT.", "Phó Giám đốc", "Trần Văn Sông")]),
    ],
)
def test_what_a_seal_has_spoilt_is_left_out(block: list[str], signers: list[tuple[str | None, str | None, str | None]]) -> None:
    header = scan(*HEAD, *DATE, *LETTER, *FOOT, *[[(380, line)] for line in block]).header
    assert [(s.authority, s.title, s.name) for s in header.signers] == signers


def test_the_next_page_is_no_part_of_the_signature() -> None:
    first = tuple(_line(pieces, 50 + 16 * n, 0.96) for n, pieces in enumerate([*HEAD, *DATE, *LETTER, *FOOT, [(380, "GIÁM ĐỐC")]]))
    words = [_line([(200, text)], 50 + 16 * n, 0.96) for n, text in enumerate(["BIỂU TỔNG HỢP KẾT QUẢ", "Trần Văn Sông"])]
    second = tuple(replace(line, page=2, words=tuple(replace(w, box=(2, *w.box[1:])) for w in line.words if w.box), box=(2, *line.box[1:])) for line in words if line.box)
    pages = tuple(Page(number=n, blocks=blocks, text_origin="ocr", width=595, height=842) for n, blocks in ((1, first), (2, second)))
    header = read_header(analyse(canonical(Reading(media_type="application/pdf", pages=pages, paged=True, hard_wrapped=True)))).header
    assert [(s.title, s.name) for s in header.signers] == [("Giám đốc", None)]


def test_a_note_beside_a_brace() -> None:
    header = scan(
        *HEAD, *DATE, *LETTER,
        [(90, "Nơi nhận:")], [(90, "- Như trên;")], [(90, "- Chủ tịch UBND tỉnh; (để")], [(90, "- Các Phó Chủ tịch; báo cáo)")], [(90, "- Sở Y tế (Phòng Nghiệp vụ);")], [(90, "- Lưu: VT.")],
    ).header  # fmt: skip
    assert [(r.name, r.purpose) for r in header.recipients] == [
        ("Như trên", None), ("Chủ tịch UBND tỉnh", "để báo cáo"), ("Các Phó Chủ tịch", "để báo cáo"), ("Sở Y tế (Phòng Nghiệp vụ)", None),
    ]  # fmt: skip


def test_a_line_after_a_comma_goes_on_and_luu_tru_is_a_body() -> None:
    header = scan(
        *HEAD, *DATE, *LETTER,
        [(90, "Nơi nhận:")], [(90, "- Như trên;")], [(90, "- VPUB: CVP, PCVP, TH,")], [(98, "ĐT, NC;")], [(90, "- TT. Lưu trữ;")], [(90, "- Lưu Văn thư.")],
    ).header  # fmt: skip
    assert [r.name for r in header.recipients] == ["Như trên", "VPUB: CVP, PCVP, TH, ĐT, NC", "TT. Lưu trữ"]
    assert header.archive == "Văn thư"


def test_a_name_alone_under_unreadable_capitals_is_a_signer() -> None:
    """The second column's office is under the seal, its signer's name is not."""
    foot = [[(90, "Nơi nhận:")], [(90, "- Như trên;")], [(90, "- Lưu: VT.")], [(380, "LIÊ ÀN LAO Đ TỈNH")], [(380, "TỊCCH")], [(380, "LIÊN ĐOẦN")], [(380, "”“Ñguyễn Văn Sông")]]
    result = scan(*HEAD, *DATE, *LETTER, *foot)
    assert [(s.title, s.name) for s in result.header.signers] == [(None, "Nguyễn Văn Sông")]
    assert result.header.evidence["signers"].rule == "signer.name_alone"
    assert "header.signer_mended" in _codes(result)


def test_half_a_name_under_a_seal_is_none() -> None:
    foot = [[(90, "Nơi nhận:")], [(90, "- Như trên;")], [(90, "- Lưu: VT.")], [(380, "GIÁM ĐỐC")], [(380, "Hoàng Sông")]]
    assert [s.name for s in scan(*HEAD, *DATE, *LETTER, *foot).header.signers] == [None]
