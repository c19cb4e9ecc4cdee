"""Addressees, recipients, the archive line and who signs."""

from collections.abc import Callable
from time import perf_counter

import pytest

from parser.header import HeaderResult, read_header
from parser.header.dateline import read_date
from parser.header.key import document_key
from parser.header.signers import office, person_name
from parser.options import DEFAULT
from parser.readers.plain import read_plain
from parser.structure import analyse
from parser.text.canonical import canonical

Read = Callable[[str], HeaderResult]

HEAD = """SỞ Y TẾ TỈNH SÔNG LAM
Số: 512/SYT-NVY
V/v phòng, chống dịch bệnh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lam, ngày 05 tháng 6 năm 2023
"""
LETTER = "Kính gửi: Các Trung tâm Y tế.\nĐể chủ động phòng bệnh, Sở Y tế đề nghị các đơn vị báo cáo trước ngày 30/6/2023./.\n"


def foot(read: Read, text: str) -> HeaderResult:
    return read(HEAD + LETTER + text)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("Kính gửi: Hiệp hội Doanh nghiệp tỉnh Sông Lam.\n", ["Hiệp hội Doanh nghiệp tỉnh Sông Lam"]),
        ("Kính gửi: Các bến xe\n\n1. Rà soát bến bãi của đơn vị mình.\n", ["Các bến xe"]),
        ("Kính gửi:\n1. Sở Y tế;\n2. Sở Tài chính.\n", ["Sở Y tế", "Sở Tài chính"]),
        ("Kính gửi: Các bến xe\n- Thực hiện Công văn số 5/SXD-VT về việc rà soát bến bãi, Sở yêu cầu các bến như sau:\n", ["Các bến xe"]),
        ("Kính gửi: - Các Sở Xây dựng tỉnh, thành phố; \n- Xây dựng các Bộ, Ngành; \n- Các đơn vị trực thuộc. \n", ["Các Sở Xây dựng tỉnh, thành phố", "Xây dựng các Bộ, Ngành", "Các đơn vị trực thuộc"]),
        ("Kính gửi:\n- Các Bệnh viện, viện\ntrực thuộc Sở;\n- Phòng Y tế các huyện.\n(sau đây gọi chung là các đơn vị)\n", ["Các Bệnh viện, viện trực thuộc Sở", "Phòng Y tế các huyện"]),
        ("Kính gửi: Giám đốc Sở Nội vụ các tỉnh,\nthành phố trực thuộc Trung ương\n", ["Giám đốc Sở Nội vụ các tỉnh, thành phố trực thuộc Trung ương"]),
        ("Kính gửi: Sở Tài chính; Sở Nội vụ\n", ["Sở Tài chính", "Sở Nội vụ"]),
    ],
)
def test_addressees(read: Read, lines: str, names: list[str]) -> None:
    header = read(HEAD + lines + "Thực hiện chỉ đạo của tỉnh, Sở Y tế đề nghị các đơn vị báo cáo.\n").header
    assert [u.name for u in header.addressees] == names


def test_recipients_with_purposes_and_archive(read: Read) -> None:
    header = foot(
        read,
        "Nơi nhận:\n- Như trên;\n- UBND tỉnh (để b/c);\n- Cục Kiểm tra (Bộ Tư pháp);\n- Các Sở: Tài chính, Nội vụ,\nTư pháp;\n"
        "- TT Tỉnh ủy; TT HĐND tỉnh;\n- Các cơ quan; đơn vị trực thuộc;\n- Thường trực Huyện ủy; (báo cáo)\n- Lưu: VT, NVY (02).\n"
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(Đã ký)\nTrần Văn Sông\n",
    ).header
    assert [(r.name, r.purpose) for r in header.recipients] == [
        ("Như trên", None),
        ("UBND tỉnh", "để b/c"),
        ("Cục Kiểm tra (Bộ Tư pháp)", None),
        ("Các Sở: Tài chính, Nội vụ, Tư pháp", None),
        ("TT Tỉnh ủy", None),
        ("TT HĐND tỉnh", None),
        ("Các cơ quan; đơn vị trực thuộc", None),
        ("Thường trực Huyện ủy", "báo cáo"),
    ]
    assert header.archive == "VT, NVY (02)"
    (signer,) = header.signers
    assert (signer.authority, signer.on_behalf_of, signer.title, signer.name) == ("KT.", "Giám đốc", "Phó Giám đốc", "Trần Văn Sông")


def test_a_foot_on_one_line(read: Read) -> None:
    header = foot(
        read,
        "Nơi nhận: - Như trên; - TTCP, PTTg (để b/c); - VPCP: BTCN; Trợ lý TTg; - Lưu: VT, KGVX (3).\nKT. BỘ TRƯỞNG, CHỦ NHIỆM PHÓ CHỦ NHIỆM Trần Văn Sông\n",
    ).header
    assert [r.name for r in header.recipients] == ["Như trên", "TTCP, PTTg", "VPCP: BTCN", "Trợ lý TTg"]
    assert header.archive == "VT, KGVX (3)"
    (signer,) = header.signers
    assert (signer.authority, signer.on_behalf_of, signer.title, signer.name) == ("KT.", "Bộ trưởng, Chủ nhiệm", "Phó Chủ nhiệm", "Trần Văn Sông")


def test_columns_of_the_foot_glued(read: Read) -> None:
    header = foot(
        read,
        "Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- UBND tỉnh (để\n(đã ký)\nbáo cáo);\n- Sở Nội vụ; Trần Văn Sông\n- Lưu: VT.\n",
    ).header
    assert [(r.name, r.purpose) for r in header.recipients] == [("Như trên", None), ("UBND tỉnh", "để báo cáo"), ("Sở Nội vụ", None)]
    assert [s.name for s in header.signers] == ["Trần Văn Sông"]


def test_recipients_without_dashes(read: Read) -> None:
    header = foot(read, "Nơi nhận:\nBan Bí thư Trung ương Đảng,\nVăn phòng Tỉnh ủy,\nCác huyện ủy, thành ủy,\n- Lưu VPTU.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn Sông\n").header
    assert [r.name for r in header.recipients] == ["Ban Bí thư Trung ương Đảng", "Văn phòng Tỉnh ủy", "Các huyện ủy, thành ủy"]
    assert header.archive == "VPTU"


@pytest.mark.parametrize(
    ("block", "signer"),
    [
        ("BỘ TRƯỞNG\nTrần Văn Sông\n", (None, None, "Bộ trưởng", "Trần Văn Sông")),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Sông\n", ("KT.", "Chủ tịch", "Phó Chủ tịch", "Trần Văn Sông")),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Sông\n", ("TM.", "Ủy ban nhân dân", "Chủ tịch", "Trần Văn Sông")),
        ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nTrần Văn Sông\n", ("KT.", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Trần Văn Sông")),
        ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ Y TẾ\nTrần Văn Sông\n", ("TUQ.", "Chủ tịch", "Giám đốc Sở Y tế", "Trần Văn Sông")),
        ("K/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nTrần Văn Sông\n", ("KT.", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Trần Văn Sông")),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\nTrần Văn Sông\n", ("TM.", "Ban Thường vụ", "Phó Bí thư Thường trực", "Trần Văn Sông")),
        ("KT/ BỘ TRƯỞNG BỘ TÀI CHÍNH\nTHỨ TRƯỞNG\nTrần Văn Sông\n", ("KT.", "Bộ trưởng Bộ Tài chính", "Thứ trưởng", "Trần Văn Sông")),
        ("GIÁM ĐỐC\nPGS.TS. Trần Văn Sông\n", (None, None, "Giám đốc", "Trần Văn Sông")),
        ("Q. GIÁM ĐỐC\nTrần Văn Sông\n", ("Q.", None, "Giám đốc", "Trần Văn Sông")),
    ],
)
def test_signers(read: Read, block: str, signer: tuple[str | None, ...]) -> None:
    header = foot(read, f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n{block}").header
    (found,) = header.signers
    assert (found.authority, found.on_behalf_of, found.title, found.name) == signer


def test_two_signers(read: Read) -> None:
    header = foot(read, "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH CÔNG ĐOÀN\nTrần Văn Sông\nGIÁM ĐỐC SỞ Y TẾ\nLê Thị Lam\n").header
    assert [s.name for s in header.signers] == ["Trần Văn Sông", "Lê Thị Lam"]


def test_the_foot_ends_where_an_appendix_begins(read: Read) -> None:
    header = foot(read, "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nPhụ lục\nDANH SÁCH\nTRƯỞNG PHÒNG\nTrần Văn Sông\n").header
    assert [s.name for s in header.signers] == [None]


@pytest.mark.parametrize("line", ["Trần Văn Sông", "Lê Lam", "Nguyễn Thị Thanh Hà", "TS. Đặng Sông Lam", "TRẦN VĂN SÔNG", "Y Sông Niê Lam", "Giàng A Sông"])
def test_personal_names(line: str) -> None:
    assert person_name(line)


@pytest.mark.parametrize("line", ["Sở Y tế", "Ninh Thuận", "Văn Hóa", "Như trên", "Đã ký", "Trần", "Phó Giám đốc", "12 Trần Văn Sông", "ỦY BAN NHÂN DÂN", "các đồng chí Trần Văn Sông"])
def test_no_personal_names(line: str) -> None:
    assert person_name(line) is None


@pytest.mark.parametrize(("line", "name"), [("PHÓ GIÁM ĐỐC", "Phó Giám đốc"), ("GIÁM ĐÓC", "Giám đốc"), ("phó Thống đốc", "Phó Thống đốc"), ("CHỦ TỊCH HỘI ĐỒNG", "Chủ tịch Hội đồng"), ("SỞ Y TẾ", None)])
def test_offices(line: str, name: str | None) -> None:
    assert office(line) == name


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("ngày 05 tháng 4 năm 2023", "2023-04-05"),
        ("05 tháng 4 năm 2023", "2023-04-05"),
        ("25/5/2004", "2004-05-25"),
        ("03-02-2026", "2026-02-03"),
        ("ngày        tháng 01 năm 2022", "2022-01"),
        ("ngày     /01/2022", "2022-01"),
        ("ngày ... tháng ... năm 2022", "2022"),
        ("ngày ÔŸ tháng 7 năm 2020", "2020-07"),
        ("ngày l2 tháng 1O năm 2020", "2020-10-12"),
        ("ngày 31 tháng 02 năm 2020", "2020-02"),
        ("ngày 26 tháng 0 6 năm 2018", "2018-06-26"),
        ("ngày tháng năm", None),
    ],
)
def test_dates(phrase: str, date: str | None) -> None:
    assert read_date(phrase) == date


def test_keys(read: Read) -> None:
    sha = "7599ba21" + "0" * 56
    assert document_key(read(HEAD + LETTER).header, sha) == "song-lam/syt-nvy/2023/512"
    assert document_key(read(HEAD.replace("512", "   ") + LETTER).header, sha) == "song-lam/syt-nvy/2023/~7599ba21"
    assert document_key(read("Kính gửi: Các đơn vị.\nĐề nghị báo cáo.\n").header, sha) == "cong-van/----/~7599ba21"


@pytest.mark.parametrize("noise", ["CỘNG HÒA " * 4000, "- " * 20000, "Số: 1/QĐ-" + "A" * 20000, "ngày " * 10000, "Nơi nhận: " + "- A; " * 8000, "KT. " * 10000, "a, ngày " * 8000, "V/v " * 9000])
def test_the_time_is_linear(read: Read, noise: str) -> None:
    began = perf_counter()
    read(noise)
    read(HEAD + LETTER + noise)
    assert perf_counter() - began < 4


def test_another_document_in_the_same_file() -> None:
    first, second = HEAD + LETTER + "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nTrần Văn Sông\n", HEAD.replace("512/SYT-NVY", "77/SYT-VP").replace("05 tháng", "09 tháng") + LETTER
    text = canonical(read_plain((first + second).encode(), DEFAULT))
    at = text.content.index("77/SYT-VP")
    start = text.content.rindex("SỞ Y TẾ TỈNH", 0, at)
    structure = analyse(text)
    own = read_header(structure, part=(0, start)).header
    other = read_header(structure, part=(start, len(text.content))).header
    assert own.number and own.number.normalized == "512/SYT-NVY" and own.date == "2023-06-05" and [s.name for s in own.signers] == ["Trần Văn Sông"]
    assert other.number and other.number.normalized == "77/SYT-VP" and other.date == "2023-06-09" and other.signers == ()
    span = other.evidence["number"].span
    assert span and "77/SYT-VP" in text.content[span.start : span.end]
